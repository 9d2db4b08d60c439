//! A TOML table that is taken apart key by key: what is wrong is noted, what is left over is unknown.

use toml::Value;

use super::problem::ConfigProblem;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, msg};

/// No word or number that a key of the configuration takes is longer.
const MAX_SHOWN_CHARACTERS: usize = 12;

/// What a value should be.
fn expected_text() -> Message {
    msg!("config-a_text")
}

/// A table, and the problems found so far.
pub(super) struct ConfigTable<'p> {
    name: String,
    values: toml::Table,
    known: Vec<&'static str>,
    problems: &'p mut Vec<ConfigProblem>,
}

impl<'p> ConfigTable<'p> {
    /// Takes the table `name` out of the file; a missing one is empty.
    pub(super) fn take_table(
        file: &mut toml::Table,
        name: &'static str,
        problems: &'p mut Vec<ConfigProblem>,
    ) -> Self {
        let values = match file.remove(name) {
            None => toml::Table::new(),
            Some(Value::Table(values)) => values,
            Some(other) => {
                let wanted = msg!("config-a_table_named", name = name);
                problems.push(ConfigProblem {
                    key: name.to_owned(),
                    message: explain_wrong_value(wanted, explain_found(&other)),
                });
                toml::Table::new()
            }
        };
        Self { name: name.to_owned(), values, known: Vec::new(), problems }
    }

    /// Takes a table within this one; a missing one is empty.
    pub(super) fn take_nested(&mut self, key: &'static str) -> ConfigTable<'_> {
        let value = self.take_value(key).unwrap_or_else(|| Value::Table(toml::Table::new()));
        self.nest_value(key, value)
    }

    /// A value as a table within this one.
    pub(super) fn nest_value(&mut self, key: &str, value: Value) -> ConfigTable<'_> {
        let values = match value {
            Value::Table(values) => values,
            other => {
                self.add_problem(key, explain_wrong_value(msg!("config-a_table"), explain_found(&other)));
                toml::Table::new()
            }
        };
        let name = format!("{}.{key}", self.name);
        ConfigTable { name, values, known: Vec::new(), problems: &mut *self.problems }
    }

    /// Takes the entries of a table within this one, whatever they are called.
    pub(super) fn take_entries(&mut self, key: &'static str) -> toml::Table {
        self.take_nested(key).drain_entries()
    }

    /// Takes all that is in the table, whatever it is called.
    pub(super) fn drain_entries(&mut self) -> toml::Table {
        std::mem::take(&mut self.values)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Notes a problem with a key.
    pub(super) fn add_problem(&mut self, key: &str, message: Message) {
        self.problems.push(ConfigProblem { key: format!("{}.{key}", self.name), message });
    }

    /// Takes a value out, whatever it is.
    pub(super) fn take_value(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.values.remove(key)
    }

    fn take_typed<T>(
        &mut self,
        key: &'static str,
        wanted: Message,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.take_value(key)?;
        let read = read(&value);
        if read.is_none() {
            self.add_problem(key, explain_wrong_value(wanted, explain_found(&value)));
        }
        read
    }

    /// Text that is not blank.
    pub(super) fn take_text(&mut self, key: &'static str) -> Option<String> {
        let text = self.take_typed(key, expected_text(), |value| value.as_str().map(str::to_owned))?;
        if text.trim().is_empty() {
            self.add_problem(key, msg!("config-blank"));
            return None;
        }
        Some(text)
    }

    /// Text that may be blank.
    pub(super) fn take_any_text(&mut self, key: &'static str, default: &str) -> String {
        self.take_optional_text(key).unwrap_or_else(|| default.to_owned())
    }

    /// Text that may be blank, where it is there.
    pub(super) fn take_optional_text(&mut self, key: &'static str) -> Option<String> {
        self.take_typed(key, expected_text(), |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn take_required_text(&mut self, key: &'static str, example: &str) -> String {
        let is_there = self.values.contains_key(key);
        let text = self.take_text(key);
        if !is_there {
            let line = format!("{key} = \"{example}\"");
            self.add_problem(key, msg!("config-missing", line = line));
        }
        text.unwrap_or_default()
    }

    /// true or false.
    pub(super) fn take_flag(&mut self, key: &'static str, default: bool) -> bool {
        self.take_typed(key, msg!("config-a_flag"), Value::as_bool).unwrap_or(default)
    }

    /// A whole number within bounds.
    pub(super) fn take_integer(&mut self, key: &'static str, default: u32, min: u32, max: u32) -> u32 {
        let wanted = msg!("config-a_whole_number", min = min, max = max);
        let Some(number) = self.take_typed(key, wanted.clone(), Value::as_integer) else { return default };
        match u32::try_from(number) {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.add_problem(key, explain_wrong_value(wanted, Message::quoted(number.to_string())));
                default
            }
        }
    }

    /// A whole number within bounds, or nothing.
    pub(super) fn take_optional_integer(&mut self, key: &'static str, min: u32, max: u32) -> Option<u32> {
        let is_there = self.values.contains_key(key);
        let number = self.take_integer(key, max, min, max);
        is_there.then_some(number)
    }

    /// A number within bounds, perhaps with decimals.
    pub(super) fn take_decimal(&mut self, key: &'static str, default: f64, min: f64, max: f64) -> f64 {
        let wanted = msg!("config-a_number", min = min.to_string(), max = max.to_string());
        let read = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
        let Some(number) = self.take_typed(key, wanted.clone(), read) else { return default };
        if !(min..=max).contains(&number) {
            self.add_problem(key, explain_wrong_value(wanted, Message::quoted(number.to_string())));
            return default;
        }
        number
    }

    pub(super) fn take_word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], default: T) -> T {
        let text = self.take_typed(key, expected_text(), |value| value.as_str().map(str::to_owned));
        let Some(text) = text else { return default };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => *value,
            None => {
                let known = words.iter().map(|(word, _)| Message::quoted(format!("\"{word}\"")));
                let wanted = known.reduce(|before, word| msg!("config-or", before = before, word = word));
                let found = match text.chars().count() <= MAX_SHOWN_CHARACTERS {
                    true => Message::quoted(format!("\"{text}\"")),
                    false => explain_found(&Value::String(text)),
                };
                self.add_problem(key, explain_wrong_value(wanted.unwrap_or_else(expected_text), found));
                default
            }
        }
    }

    /// Says what is left over.
    pub(super) fn report_unknown_keys(mut self) {
        let left: Vec<String> = self.values.keys().cloned().collect();
        for key in left {
            let message = explain_unknown(&key, &self.known);
            self.add_problem(&key, message);
        }
    }
}

/// The sentence for a value that should be another.
pub(super) fn explain_wrong_value(wanted: Message, found: Message) -> Message {
    msg!("config-should_be", wanted = wanted, found = found)
}

/// The sentence for a name that nobody knows.
pub(super) fn explain_unknown(name: &str, known: &[&str]) -> Message {
    match suggest(name, known.iter().copied()) {
        Some(near) => msg!("config-unknown_near", near = near),
        None => msg!("config-unknown", known = known.join(", ")),
    }
}

/// What a value is, for people.
pub(super) fn explain_found(value: &Value) -> Message {
    match value {
        // A longer one may be a key, or a URL that lets whoever knows it in, pasted into the wrong line.
        Value::String(text) if text.chars().count() <= MAX_SHOWN_CHARACTERS => {
            msg!("config-found_text", text = crate::strings::printable::sanitize(text))
        }
        Value::String(text) => msg!("config-found_long_text", characters = text.chars().count()),
        Value::Integer(n) => msg!("config-found_number", number = *n),
        Value::Float(n) => msg!("config-found_number", number = n.to_string()),
        Value::Boolean(flag) => Message::quoted(flag.to_string()),
        Value::Datetime(date) => msg!("config-found_date", date = date.to_string()),
        Value::Array(_) => msg!("config-found_list"),
        Value::Table(_) => msg!("config-a_table"),
    }
}
