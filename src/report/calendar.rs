//! A month of business days as a table and as JSON.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use super::{Lang, table};
use crate::desk::holidays::Day;
use crate::domain::calendar::Closed;
use crate::domain::time::date_to_text;
use crate::plan::schedule_date::{Decision, How, Rules};

/// `2026-08-13 Thu`, `2026-08-13(木)`
pub(super) fn with_weekday(date: NaiveDate, lang: Lang) -> String {
    let day = weekday(date.weekday(), lang);
    lang.pick(format!("{date} {day}"), format!("{date}({day})"))
}

fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let (en, ja) = match day {
        Weekday::Mon => ("Mon", "月"),
        Weekday::Tue => ("Tue", "火"),
        Weekday::Wed => ("Wed", "水"),
        Weekday::Thu => ("Thu", "木"),
        Weekday::Fri => ("Fri", "金"),
        Weekday::Sat => ("Sat", "土"),
        Weekday::Sun => ("Sun", "日"),
    };
    lang.pick(en, ja)
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
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn day_json(day: &Day<'_>) -> serde_json::Result<String> {
    let (closed_by, name) = match &day.closed {
        None => (None, None),
        Some(Closed::Shop(name)) => (Some("shop_holiday"), *name),
        Some(Closed::National(name)) => (Some("national_holiday"), Some(*name)),
        Some(Closed::Weekday(_)) => (Some("weekday"), None),
    };
    let (ship_date, how, wanted) = match day.run {
        Decision::Wait { date } => (None, "waiting", Some(date)),
        Decision::Register { date, how } => match how {
            How::BusinessDays => (Some(date), "business_days", None),
            How::CountedBack => (Some(date), "counted_back", None),
            How::NextBusinessDay { instead_of } => (Some(date), "next_business_day", Some(instead_of)),
            How::Clamped { instead_of } => (Some(date), "clamped", Some(instead_of)),
        },
    };
    serde_json::to_string(&JsonDay {
        date: date_to_text(day.date),
        open: day.closed.is_none(),
        closed_by,
        name,
        ship_date: ship_date.map(date_to_text),
        how,
        wanted: wanted.map(date_to_text),
        counted_back: day.counted_back.map(date_to_text),
    })
}

/// A month as a table: a row for each day. Reasons only where there are any, the last column only where desired dates
/// matter.
pub fn days(days: &[Day<'_>], rules: &Rules, lang: Lang, width: Option<usize>) -> String {
    let mut headings = lang.pick(
        vec!["day", "open", "closed for", "a run then gives"],
        vec!["日付", "営業", "休業の理由", "この日の実行での発送予定日"],
    );
    let has_notes = days.iter().any(|day| !run_words(day.run, rules, lang).1.is_empty());
    if has_notes {
        headings.push(lang.pick("because", "備考"));
    }
    if rules.count_back_days.is_some() {
        headings.push(lang.pick("desired then, ships", "この日が配送希望日の発送予定日"));
    }
    let rows = days.iter().map(|day| {
        let (ship_date, note) = run_words(day.run, rules, lang);
        let open = if day.closed.is_none() { lang.pick("yes", "営業") } else { lang.pick("-", "休業") };
        let closed = day.closed.map(|closed| closed_words(closed, lang)).unwrap_or_default();
        let mut row = vec![with_weekday(day.date, lang), open.to_owned(), closed, ship_date];
        row.extend(has_notes.then_some(note));
        row.extend(day.counted_back.map(|date| with_weekday(date, lang)));
        row
    });
    let columns: Vec<_> = headings.into_iter().map(table::text).collect();
    table::render(&columns, rows.collect(), width)
}

fn closed_words(closed: Closed<'_>, lang: Lang) -> String {
    match closed {
        Closed::Shop(Some(name)) => name.to_owned(),
        Closed::Shop(None) => lang.pick("shop holiday", "休業日").to_owned(),
        Closed::National(name) => name.to_owned(),
        Closed::Weekday(_) => lang.pick("weekly day off", "定休日").to_owned(),
    }
}

/// A ship date, and why it is another one than the plain rule gives.
fn run_words(run: Decision, rules: &Rules, lang: Lang) -> (String, String) {
    let limit = rules.max_days_ahead;
    match run {
        Decision::Wait { date } => (
            lang.pick("waits", "保留").to_owned(),
            lang.pick(format!("{date} is over {limit} days away"), format!("{date}は{limit}日より先です")),
        ),
        Decision::Register { date, how } => {
            let note = match how {
                How::BusinessDays | How::CountedBack => String::new(),
                How::NextBusinessDay { instead_of } => lang.pick(
                    format!("{instead_of} would not be after the run"),
                    format!("{instead_of}は実行日より後ではありません"),
                ),
                How::Clamped { instead_of } => lang.pick(
                    format!("{instead_of} is over {limit} days away"),
                    format!("{instead_of}は{limit}日より先です"),
                ),
            };
            (with_weekday(date, lang), note)
        }
    }
}
