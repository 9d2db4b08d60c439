//! A month of business days as a table and as JSON.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use super::{Lang, table};
use crate::desk::holidays::CalendarDay;
use crate::domain::calendar::ClosureReason;
use crate::domain::time::format_iso_date;
use crate::plan::schedule_date::{DateDecision, DateOrigin, DateRules};
use crate::text::localize;
use crate::vocabulary::{Message, Outcome, msg};

/// `2026-08-13 Thu`, `2026-08-13(木)`
pub(super) fn format_date(date: NaiveDate, lang: Lang) -> String {
    localize(&msg!("calendar-day", date = date, weekday = format_weekday(date.weekday())), lang)
}

fn format_weekday(day: Weekday) -> Message {
    match day {
        Weekday::Mon => msg!("calendar-mon"),
        Weekday::Tue => msg!("calendar-tue"),
        Weekday::Wed => msg!("calendar-wed"),
        Weekday::Thu => msg!("calendar-thu"),
        Weekday::Fri => msg!("calendar-fri"),
        Weekday::Sat => msg!("calendar-sat"),
        Weekday::Sun => msg!("calendar-sun"),
    }
}

#[derive(Serialize)]
struct JsonDay<'a> {
    date: String,
    open: bool,
    closed_by: Option<&'a str>,
    name: Option<&'a str>,
    ship_date: Option<String>,
    how: &'a str,
    wanted: Option<String>,
    counted_back: Option<String>,
}

/// A day as one line of JSON. `ship_date` is null where the order waits; `wanted` is the date that the
/// rules gave first, where another one is registered, or none yet.
pub fn render_day_json(day: &CalendarDay<'_>) -> serde_json::Result<String> {
    let (closed_by, name) = match &day.closed {
        None => (None, None),
        Some(ClosureReason::Shop(name)) => (Some("shop_holiday"), *name),
        Some(ClosureReason::National(name)) => (Some("national_holiday"), Some(*name)),
        Some(ClosureReason::Weekday(_)) => (Some("weekday"), None),
    };
    let (ship_date, how, wanted) = match day.run {
        DateDecision::Wait { date } | DateDecision::WaitForGoods { available: date } => {
            (None, Outcome::Waiting.as_str(), Some(date))
        }
        DateDecision::Register { date, how } => match how {
            DateOrigin::BusinessDays => (Some(date), "business_days", None),
            DateOrigin::CountedBack => (Some(date), "counted_back", None),
            DateOrigin::Available => (Some(date), "available", None),
            DateOrigin::NextBusinessDay { instead_of } => (Some(date), "next_business_day", Some(instead_of)),
            DateOrigin::Clamped { instead_of } => (Some(date), "clamped", Some(instead_of)),
        },
    };
    serde_json::to_string(&JsonDay {
        date: format_iso_date(day.date),
        open: day.closed.is_none(),
        closed_by,
        name,
        ship_date: ship_date.map(format_iso_date),
        how,
        wanted: wanted.map(format_iso_date),
        counted_back: day.counted_back.map(format_iso_date),
    })
}

/// A month as a table: a row for each day. Reasons only where there are any, the last column only where
/// desired dates matter.
pub fn render_month(days: &[CalendarDay<'_>], rules: &DateRules, lang: Lang, width: Option<usize>) -> String {
    let mut headings = vec![
        msg!("calendar-heading_day"),
        msg!("calendar-heading_open"),
        msg!("calendar-heading_closed_for"),
        msg!("calendar-heading_run_gives"),
    ];
    let has_notes = days.iter().any(|day| explain_ship_date(day.run, rules).is_some());
    headings.extend(has_notes.then(|| msg!("calendar-heading_because")));
    headings.extend(rules.count_back_days.map(|_| msg!("calendar-heading_counted_back")));
    let rows = days.iter().map(|day| {
        let open = if day.closed.is_none() { msg!("calendar-open") } else { msg!("calendar-closed") };
        let closed = day.closed.map(|closed| localize(&explain_closure(closed), lang)).unwrap_or_default();
        let ship_date = match day.run {
            DateDecision::Wait { .. } | DateDecision::WaitForGoods { .. } => {
                localize(&msg!("calendar-waits"), lang)
            }
            DateDecision::Register { date, .. } => format_date(date, lang),
        };
        let mut row = vec![format_date(day.date, lang), localize(&open, lang), closed, ship_date];
        let note = explain_ship_date(day.run, rules).map(|note| localize(&note, lang));
        row.extend(has_notes.then(|| note.unwrap_or_default()));
        row.extend(day.counted_back.map(|date| format_date(date, lang)));
        row
    });
    let columns: Vec<_> =
        headings.iter().map(|heading| table::text_column(localize(heading, lang))).collect();
    table::render_table(&columns, rows.collect(), width)
}

fn explain_closure(closed: ClosureReason<'_>) -> Message {
    match closed {
        ClosureReason::Shop(Some(name)) => Message::quoted(name),
        ClosureReason::Shop(None) => msg!("calendar-shop_holiday"),
        ClosureReason::National(name) => Message::quoted(name),
        ClosureReason::Weekday(_) => msg!("calendar-weekly_day_off"),
    }
}

/// Why a ship date is another one than the plain rule gives.
fn explain_ship_date(run: DateDecision, rules: &DateRules) -> Option<Message> {
    match run {
        DateDecision::Wait { date }
        | DateDecision::WaitForGoods { available: date }
        | DateDecision::Register { how: DateOrigin::Clamped { instead_of: date }, .. } => {
            Some(msg!("calendar-too_far", date = date, days = rules.max_days_ahead))
        }
        DateDecision::Register { how: DateOrigin::NextBusinessDay { instead_of }, .. } => {
            Some(msg!("calendar-not_after_run", date = instead_of))
        }
        DateDecision::Register {
            how: DateOrigin::BusinessDays | DateOrigin::CountedBack | DateOrigin::Available,
            ..
        } => None,
    }
}
