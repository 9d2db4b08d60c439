//! Values of arguments as staff type them, and what one should have been.

use std::error::Error;
use std::fmt;

use chrono::{DateTime, NaiveDate};

use crate::domain::time::{Jst, jst_offset, parse_typed_date};
use crate::plan::import::window::RangeEnd;
use crate::strings::clean::cleaned;
use crate::strings::search::SearchTerm;
use crate::text::localize;
use crate::vocabulary::{Lang, Message};

/// Why one of our own readers does not take a value; clap passes it on as the source of its error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ValueError(pub(super) Message);

/// A value that should have been what this sentence says.
pub(super) fn value_error(id: &'static str) -> ValueError {
    ValueError(Message::new(id))
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&localize(&self.0, Lang::En))
    }
}

impl Error for ValueError {}

pub(super) fn parse_now(text: &str) -> Result<Jst, ValueError> {
    let parsed = DateTime::parse_from_rfc3339(text).map(|t| t.with_timezone(&jst_offset()));
    parsed.map_err(|_| value_error("usage-wants_instant"))
}

/// A text that is only compared.
pub(super) fn parse_compared(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(cleaned(text))
}

/// A date as staff write it.
pub(super) fn date(text: &str) -> Result<NaiveDate, ValueError> {
    parse_typed_date(text).ok_or_else(|| value_error("usage-wants_date"))
}

/// A date, or an instant of the day in Japan.
pub(super) fn parse_range_end(text: &str) -> Result<RangeEnd, ValueError> {
    text.parse().map_err(|_| value_error("usage-wants_date_or_time"))
}

pub(super) fn parse_needle(text: &str) -> Result<SearchTerm, ValueError> {
    SearchTerm::new(text).ok_or_else(|| value_error("usage-wants_letter_or_digit"))
}

/// Text that says something, in one line.
pub(super) fn parse_text(text: &str) -> Result<String, ValueError> {
    match text.trim() {
        "" => Err(value_error("usage-wants_text")),
        trimmed if trimmed.chars().any(char::is_control) => Err(value_error("usage-wants_one_line")),
        trimmed => Ok(trimmed.to_owned()),
    }
}
