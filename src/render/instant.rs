//! Instants as tables show them.

use chrono::{Datelike, NaiveDate};

/// `2026-07-01 09:08`, which is enough for a table.
pub(super) fn short(instant: &str) -> String {
    instant.get(..16).unwrap_or(instant).replace('T', " ")
}

/// `07-01 09:08`; with its year where that is another one than today's.
pub(super) fn format_recent_instant(instant: &str, today: NaiveDate) -> String {
    let short = short(instant);
    match short.strip_prefix(&format!("{}-", today.year())) {
        Some(rest) => rest.to_owned(),
        None => short,
    }
}
