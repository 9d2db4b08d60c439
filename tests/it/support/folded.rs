//! JSON as documents show it: folded at 80 columns, and of a long list only what differs.

use serde_json::Value;

const COLUMNS: usize = 80;

/// One JSON value over as many lines as it takes.
pub fn folded(value: &Value) -> String {
    fold(value, 0, 0)
}

/// One element of a list or object: its key with the colon, and its value; `…` without one.
type Part<'a> = (String, Option<&'a Value>);

/// Of more than two objects the first with each outcome, and `…` for the others.
fn parts(value: &Value) -> Option<Vec<Part<'_>>> {
    match value {
        Value::Object(map) if !map.is_empty() => {
            Some(map.iter().map(|(key, value)| (format!("{key:?}:"), Some(value))).collect())
        }
        Value::Array(list) if !list.is_empty() => {
            let is_long = list.len() > 2 && list.iter().all(Value::is_object);
            let mut parts: Vec<Part<'_>> = Vec::new();
            for (at, one) in list.iter().enumerate() {
                if !is_long || list[..at].iter().all(|before| before["outcome"] != one["outcome"]) {
                    parts.push((String::new(), Some(one)));
                } else if parts.last().is_some_and(|(_, last)| last.is_some()) {
                    parts.push((String::new(), None));
                }
            }
            Some(parts)
        }
        _ => None,
    }
}

fn brackets(value: &Value) -> (char, char) {
    if value.is_object() { ('{', '}') } else { ('[', ']') }
}

fn flat(value: &Value) -> String {
    let Some(parts) = parts(value) else { return value.to_string() };
    let all: Vec<String> =
        parts.iter().map(|(key, value)| format!("{key}{}", value.map_or("…".into(), flat))).collect();
    let (open, close) = brackets(value);
    format!("{open}{}{close}", all.join(","))
}

/// The value from a column on, with `behind` more letters after it.
fn fold(value: &Value, from: usize, behind: usize) -> String {
    let whole = flat(value);
    let (Some(parts), false) = (parts(value), from + columns(&whole) + behind <= COLUMNS) else {
        return whole;
    };
    let (open, close) = brackets(value);
    let is_list_of_objects = value.as_array().is_some_and(|list| list[0].is_object());
    let (mut text, mut at) = (open.to_string(), from + 1);
    let last = parts.len() - 1;
    for (i, (key, part)) in parts.into_iter().enumerate() {
        let behind = if i == last { 1 + behind } else { 1 };
        let one = format!("{key}{}", part.map_or("…".into(), flat));
        if at > from + 1 && (is_list_of_objects || at + columns(&one) + behind > COLUMNS) {
            text += &format!("\n{}", " ".repeat(from + 1));
            at = from + 1;
        }
        let shown = match part {
            Some(part) => format!("{key}{}", fold(part, at + columns(&key), behind)),
            None => one,
        };
        text += &shown;
        at = shown.rsplit_once('\n').map_or(at + columns(&shown), |(_, end)| columns(end));
        text.push(if i == last { close } else { ',' });
        at += 1;
    }
    text
}

/// How wide a terminal shows it: full-width letters take two columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}
