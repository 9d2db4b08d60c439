//! The shop's holidays as tables and JSON, and what changing them did.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::with_weekday;
use super::{Lang, csv_file, table};
use crate::desk::holidays::HolidayChange;
use crate::domain::text::printable;
use crate::domain::time::date_to_text;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{RowOutcome, msg};

#[derive(Serialize)]
struct JsonHoliday<'a> {
    date: String,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
}

/// A holiday as one line of JSON.
pub fn json(date: NaiveDate, name: Option<&str>) -> serde_json::Result<String> {
    serde_json::to_string(&JsonHoliday { date: date_to_text(date), name, outcome: None })
}

/// What became of a holiday, as one line of JSON.
pub fn outcome_json(
    date: NaiveDate,
    name: Option<&str>,
    outcome: HolidayOutcome,
) -> serde_json::Result<String> {
    let outcome = Some(outcome.map_or(REMOVED, RowOutcome::as_str));
    serde_json::to_string(&JsonHoliday { date: date_to_text(date), name, outcome })
}

/// What became of a holiday; none: it was removed.
pub type HolidayOutcome = Option<RowOutcome>;

const REMOVED: &str = "removed";

/// What became of a holiday, for people.
pub fn outcome(date: NaiveDate, name: Option<&str>, outcome: HolidayOutcome, lang: Lang) -> String {
    let name = name.map(|name| format!(" {}", printable(name))).unwrap_or_default();
    let day = with_weekday(date, lang) + &name;
    let message = match outcome {
        Some(RowOutcome::Added) => msg!("holidays-added", day = day),
        Some(RowOutcome::Renamed) => msg!("holidays-renamed", day = day),
        None => msg!("holidays-removed", day = day),
        Some(_) => msg!("holidays-unchanged", day = day),
    };
    text(&message, lang)
}

/// Holidays as a table.
pub fn list(holidays: &[(NaiveDate, Option<String>)], lang: Lang, pages: &mut table::Pages) -> String {
    let headings = [msg!("table-date"), msg!("table-name")];
    let rows = holidays.iter();
    let rows = rows.map(|(date, name)| vec![with_weekday(*date, lang), name.clone().unwrap_or_default()]);
    pages.page(&headings.map(|heading| table::text(text(&heading, lang))), rows.collect())
}

/// Loading a file as it is told.
pub type HolidayLoadReport<'a> = csv_file::LoadReport<'a, crate::desk::holidays::HolidayLoad>;

#[derive(Serialize)]
struct JsonHolidayLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonHolidayCounts,
    items: Vec<JsonHolidayRow<'a>>,
}

#[derive(Serialize)]
struct JsonHolidayCounts {
    added: usize,
    renamed: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonHolidayRow<'a> {
    line: usize,
    date: Option<String>,
    name: Option<&'a str>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &HolidayLoadReport<'_>) -> JsonHolidayCounts {
    let count = |change| load.load.count(change);
    JsonHolidayCounts {
        added: count(HolidayChange::Added),
        renamed: count(HolidayChange::Renamed),
        unchanged: count(HolidayChange::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
pub fn load_json(load: &HolidayLoadReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let good = load.load.rows.iter().map(|row| JsonHolidayRow {
        line: row.line,
        date: Some(date_to_text(row.date)),
        name: row.name.as_deref(),
        outcome: row.change.outcome().as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonHolidayRow {
        line: row.line,
        date: None,
        name: None,
        outcome: RowOutcome::Refused.as_str(),
        reason: Some(row.why.reason().as_str()),
        message: Some(text(&row.why.message(), lang)),
    });
    let mut items: Vec<JsonHolidayRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| item.line);
    serde_json::to_string(&JsonHolidayLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result().as_str(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &HolidayLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonHolidayCounts { added, renamed, unchanged, refused } = counts(load);
    let summary = msg!(
        "holidays-summary",
        mode = load.mode(),
        added = added,
        renamed = renamed,
        unchanged = unchanged,
        refused = refused
    );
    let plan =
        if load.dry_run && !load.load.rows.is_empty() { plan(load, lang, width) } else { String::new() };
    plan + &for_screen(&(text(&summary, lang) + "\n"), width)
}

fn plan(load: &HolidayLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::number(heading(msg!("table-line"))),
        table::text(heading(msg!("table-date"))),
        table::text(heading(msg!("table-name"))),
        table::text(heading(msg!("table-would_be"))),
    ];
    let rows = load.load.rows.iter().map(|row| {
        let name = row.name.clone().unwrap_or_default();
        let outcome = text(&row.change.message(), lang);
        vec![row.line.to_string(), with_weekday(row.date, lang), name, outcome]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn render_row_errors(load: &HolidayLoadReport<'_>, lang: Lang) -> String {
    load.load.refused.iter().map(|row| load.render_row_error(row.line, &row.why.message(), lang)).collect()
}
