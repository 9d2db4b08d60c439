//! A TOML table that is taken apart key by key: what is wrong is noted, what is left over is unknown.

use toml::Value;

use super::Problem;
use crate::domain::nearest::nearest;

/// A table, and the problems found so far.
pub(super) struct Table<'p> {
    name: &'static str,
    values: toml::Table,
    known: Vec<&'static str>,
    problems: &'p mut Vec<Problem>,
}

impl<'p> Table<'p> {
    /// Takes the table `name` out of the file; a missing one is empty.
    pub(super) fn take(file: &mut toml::Table, name: &'static str, problems: &'p mut Vec<Problem>) -> Self {
        let values = match file.remove(name) {
            None => toml::Table::new(),
            Some(Value::Table(values)) => values,
            Some(other) => {
                let message = format!("should be a table, [{name}], but is {}", kind(&other));
                problems.push(Problem { key: name.to_owned(), message });
                toml::Table::new()
            }
        };
        Self { name, values, known: Vec::new(), problems }
    }

    /// Notes a problem with a key.
    pub(super) fn problem(&mut self, key: &str, message: impl Into<String>) {
        self.problems.push(Problem { key: format!("{}.{key}", self.name), message: message.into() });
    }

    /// Takes a value out, whatever it is.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.values.remove(key)
    }

    fn typed<T>(&mut self, key: &'static str, wanted: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.value(key)?;
        let read = read(&value);
        if read.is_none() {
            self.problem(key, format!("should be {wanted}, but is {}", kind(&value)));
        }
        read
    }

    /// Text that is not blank.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let text = self.typed(key, "text in quotes", |value| value.as_str().map(str::to_owned))?;
        if text.trim().is_empty() {
            self.problem(key, "should not be blank");
            return None;
        }
        Some(text)
    }

    /// Text that may be blank.
    pub(super) fn any_text(&mut self, key: &'static str, default: &str) -> String {
        let text = self.typed(key, "text in quotes", |value| value.as_str().map(str::to_owned));
        text.unwrap_or_else(|| default.to_owned())
    }

    /// Text that has to be there.
    pub(super) fn required_text(&mut self, key: &'static str, example: &str) -> String {
        let is_there = self.values.contains_key(key);
        let text = self.text(key);
        if !is_there {
            self.problem(key, format!("is missing; write for example  {key} = \"{example}\""));
        }
        text.unwrap_or_default()
    }

    /// true or false.
    pub(super) fn flag(&mut self, key: &'static str, default: bool) -> bool {
        self.typed(key, "true or false", Value::as_bool).unwrap_or(default)
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, key: &'static str, default: u32, min: u32, max: u32) -> u32 {
        let wanted = format!("a whole number from {min} to {max}");
        let Some(number) = self.typed(key, &wanted, Value::as_integer) else { return default };
        match u32::try_from(number) {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.problem(key, format!("should be {wanted}, but is {number}"));
                default
            }
        }
    }

    /// A number within bounds, perhaps with decimals.
    pub(super) fn number(&mut self, key: &'static str, default: f64, min: f64, max: f64) -> f64 {
        let wanted = format!("a number from {min} to {max}");
        let read = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
        let Some(number) = self.typed(key, &wanted, read) else { return default };
        if !(min..=max).contains(&number) {
            self.problem(key, format!("should be {wanted}, but is {number}"));
            return default;
        }
        number
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], default: T) -> T {
        let Some(text) = self.typed(key, "text in quotes", |value| value.as_str().map(str::to_owned)) else {
            return default;
        };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => *value,
            None => {
                let known: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
                self.problem(key, format!("should be {}, but is \"{text}\"", known.join(" or ")));
                default
            }
        }
    }

    /// Says what is left over.
    pub(super) fn finish(mut self) {
        let left: Vec<String> = self.values.keys().cloned().collect();
        for key in left {
            let message = unknown(&key, &self.known);
            self.problem(&key, message);
        }
    }
}

/// The sentence for a name that nobody knows.
pub(super) fn unknown(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("is unknown; did you mean {near}?"),
        None => format!("is unknown; known here: {}", known.join(", ")),
    }
}

/// What a value is, for people.
pub(super) fn kind(value: &Value) -> String {
    match value {
        Value::String(text) => format!("the text \"{}\"", crate::domain::text::excerpt(text, 40)),
        Value::Integer(n) => format!("the number {n}"),
        Value::Float(n) => format!("the number {n}"),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(date) => format!("the date {date} without quotes"),
        Value::Array(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}
