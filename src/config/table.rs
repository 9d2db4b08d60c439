//! A TOML table that is taken apart key by key: what is wrong is noted, what is left over is unknown.

use toml::Value;

use super::Problem;
use crate::domain::nearest::nearest;
use crate::domain::said::Said;

/// No word or number that a key of the configuration takes is longer.
const LONGEST_SHOWN: usize = 12;

/// What a value should be.
const TEXT: (&str, &str) = ("text in quotes", "引用符で囲んだ文字列");

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
                let wanted = (format!("a table, [{name}]"), format!("テーブル[{name}]"));
                problems.push(Problem { key: name.to_owned(), message: should_be(wanted, kind(&other)) });
                toml::Table::new()
            }
        };
        Self { name, values, known: Vec::new(), problems }
    }

    /// Notes a problem with a key.
    pub(super) fn problem(&mut self, key: &str, message: impl Into<Said>) {
        self.problems.push(Problem { key: format!("{}.{key}", self.name), message: message.into() });
    }

    /// Takes a value out, whatever it is.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.values.remove(key)
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        wanted: impl Into<Said>,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let read = read(&value);
        if read.is_none() {
            self.problem(key, should_be(wanted, kind(&value)));
        }
        read
    }

    /// Text that is not blank.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let text = self.typed(key, TEXT, |value| value.as_str().map(str::to_owned))?;
        if text.trim().is_empty() {
            self.problem(key, ("should not be blank", "空にはできません"));
            return None;
        }
        Some(text)
    }

    /// Text that may be blank.
    pub(super) fn any_text(&mut self, key: &'static str, default: &str) -> String {
        let text = self.typed(key, TEXT, |value| value.as_str().map(str::to_owned));
        text.unwrap_or_else(|| default.to_owned())
    }

    /// Text that has to be there.
    pub(super) fn required_text(&mut self, key: &'static str, example: &str) -> String {
        let is_there = self.values.contains_key(key);
        let text = self.text(key);
        if !is_there {
            let line = format!("{key} = \"{example}\"");
            let en = format!("is missing; write for example  {line}");
            self.problem(key, (en, format!("指定がありません。例:  {line}")));
        }
        text.unwrap_or_default()
    }

    /// true or false.
    pub(super) fn flag(&mut self, key: &'static str, default: bool) -> bool {
        self.typed(key, ("true or false", "trueまたはfalse"), Value::as_bool).unwrap_or(default)
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, key: &'static str, default: u32, min: u32, max: u32) -> u32 {
        let wanted = (format!("a whole number from {min} to {max}"), format!("{min}から{max}までの整数"));
        let Some(number) = self.typed(key, wanted.clone(), Value::as_integer) else { return default };
        match u32::try_from(number) {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.problem(key, should_be(wanted, Said::quoted(number.to_string())));
                default
            }
        }
    }

    /// A number within bounds, perhaps with decimals.
    pub(super) fn number(&mut self, key: &'static str, default: f64, min: f64, max: f64) -> f64 {
        let wanted = (format!("a number from {min} to {max}"), format!("{min}から{max}までの数値"));
        let read = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
        let Some(number) = self.typed(key, wanted.clone(), read) else { return default };
        if !(min..=max).contains(&number) {
            self.problem(key, should_be(wanted, Said::quoted(number.to_string())));
            return default;
        }
        number
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], default: T) -> T {
        let text = self.typed(key, TEXT, |value| value.as_str().map(str::to_owned));
        let Some(text) = text else { return default };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => *value,
            None => {
                let known: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
                let wanted = (known.join(" or "), known.join("または"));
                let found = match text.chars().count() <= LONGEST_SHOWN {
                    true => Said::quoted(format!("\"{text}\"")),
                    false => kind(&Value::String(text)),
                };
                self.problem(key, should_be(wanted, found));
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

/// The sentence for a value that should be another.
pub(super) fn should_be(wanted: impl Into<Said>, found: Said) -> Said {
    let wanted = wanted.into();
    Said::new(
        format!("should be {}, but is {}", wanted.en, found.en),
        format!("{}で指定してください(現在: {})", wanted.ja, found.ja),
    )
}

/// The sentence for a name that nobody knows.
pub(super) fn unknown(name: &str, known: &[&str]) -> Said {
    match nearest(name, known.iter().copied()) {
        Some(near) => Said::new(
            format!("is unknown; did you mean {near}?"),
            format!("この項目はありません。{near} ではありませんか"),
        ),
        None => {
            let known = known.join(", ");
            Said::new(
                format!("is unknown; known here: {known}"),
                format!("この項目はありません。指定できる項目: {known}"),
            )
        }
    }
}

/// What a value is, for people.
pub(super) fn kind(value: &Value) -> Said {
    match value {
        // A longer one may be a key, or a URL that lets whoever knows it in, pasted into the wrong line.
        Value::String(text) if text.chars().count() <= LONGEST_SHOWN => {
            let text = crate::domain::text::printable(text);
            Said::new(format!("the text \"{text}\""), format!("文字列\"{text}\""))
        }
        Value::String(text) => {
            let long = text.chars().count();
            Said::new(format!("a text of {long} characters"), format!("{long}文字の文字列"))
        }
        Value::Integer(n) => Said::new(format!("the number {n}"), format!("数値{n}")),
        Value::Float(n) => Said::new(format!("the number {n}"), format!("数値{n}")),
        Value::Boolean(flag) => Said::quoted(flag.to_string()),
        Value::Datetime(date) => {
            Said::new(format!("the date {date} without quotes"), format!("引用符のない日付{date}"))
        }
        Value::Array(_) => Said::new("a list", "リスト"),
        Value::Table(_) => Said::new("a table", "テーブル"),
    }
}
