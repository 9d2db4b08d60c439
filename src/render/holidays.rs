//! The shop's holidays as tables and JSON, and what changing them did.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::format_date;
use super::{Lang, table};
use crate::domain::time::format_iso_date;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{RowOutcome, msg};

#[derive(Serialize)]
struct JsonHoliday<'a> {
    date: String,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
}

/// A holiday as one line of JSON.
pub fn render_json(date: NaiveDate, name: Option<&str>) -> serde_json::Result<String> {
    serde_json::to_string(&JsonHoliday { date: format_iso_date(date), name, outcome: None })
}

/// What became of a holiday, as one line of JSON.
pub fn render_outcome_json(
    date: NaiveDate,
    name: Option<&str>,
    outcome: HolidayOutcome,
) -> serde_json::Result<String> {
    let outcome = Some(outcome.unwrap_or(RowOutcome::Removed).as_str());
    serde_json::to_string(&JsonHoliday { date: format_iso_date(date), name, outcome })
}

/// What became of a holiday; none: it was removed.
pub type HolidayOutcome = Option<RowOutcome>;

/// What became of a holiday, for people.
pub fn render_outcome(date: NaiveDate, name: Option<&str>, outcome: HolidayOutcome, lang: Lang) -> String {
    let name = name.map(|name| format!(" {}", sanitize(name))).unwrap_or_default();
    let day = format_date(date, lang) + &name;
    let message = match outcome {
        Some(RowOutcome::Added) => msg!("holidays-added", day = day),
        Some(RowOutcome::Renamed) => msg!("holidays-renamed", day = day),
        None => msg!("holidays-removed", day = day),
        Some(_) => msg!("holidays-unchanged", day = day),
    };
    localize(&message, lang)
}

pub fn render_holidays(
    holidays: &[(NaiveDate, Option<String>)],
    lang: Lang,
    pages: &mut table::PagedTable,
) -> String {
    let headings = [msg!("table-date"), msg!("table-name")];
    let rows = holidays.iter();
    let rows = rows.map(|(date, name)| vec![format_date(*date, lang), name.clone().unwrap_or_default()]);
    pages.render_page(&headings.map(|heading| table::text_column(localize(&heading, lang))), rows.collect())
}
