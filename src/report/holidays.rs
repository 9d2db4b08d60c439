//! The shop's holidays as tables and JSON, and what changing them did.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::with_weekday;
use super::{Lang, csv_file, table};
use crate::desk::holidays::{Change, LONGEST_NAME, Refusal};
use crate::domain::holidays::{FIRST_YEAR, LAST_YEAR};
use crate::domain::text::printable;
use crate::domain::time::date_to_text;
use crate::domain::wrap::for_screen;

#[derive(Serialize)]
struct JsonHoliday<'a> {
    date: String,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
}

/// A holiday as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(date: NaiveDate, name: Option<&str>) -> serde_json::Result<String> {
    serde_json::to_string(&JsonHoliday { date: date_to_text(date), name, outcome: None })
}

/// What became of a holiday, as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn outcome_json(date: NaiveDate, name: Option<&str>, outcome: &str) -> serde_json::Result<String> {
    serde_json::to_string(&JsonHoliday { date: date_to_text(date), name, outcome: Some(outcome) })
}

/// What became of a holiday.
pub fn outcome(date: NaiveDate, name: Option<&str>, outcome: &str, lang: Lang) -> String {
    let name = name.map(|name| format!(" {}", printable(name))).unwrap_or_default();
    let (en, ja) = match outcome {
        "added" => ("is a shop holiday now", "を休業日に登録しました"),
        "renamed" => ("has its new name", "の名称を変更しました"),
        "removed" => ("is no shop holiday any more", "を休業日から外しました"),
        _ => ("is a shop holiday already; nothing was changed", "は登録済みです。変更はありません"),
    };
    format!("{}{name}{}", with_weekday(date, lang), lang.pick(format!(" {en}"), ja.to_owned()))
}

/// Holidays as a table.
pub fn list(holidays: &[(NaiveDate, Option<String>)], lang: Lang, pages: &mut table::Pages) -> String {
    let headings = lang.pick(["date", "name"], ["日付", "名称"]);
    let rows = holidays.iter();
    let rows = rows.map(|(date, name)| vec![with_weekday(*date, lang), name.clone().unwrap_or_default()]);
    pages.page(&headings.map(table::text), rows.collect())
}

/// Loading a file as it is told.
pub type Load<'a> = csv_file::Load<'a, crate::desk::holidays::Load>;

#[derive(Serialize)]
struct JsonLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonCounts,
    items: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonCounts {
    added: usize,
    renamed: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    line: usize,
    date: Option<String>,
    name: Option<&'a str>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &Load<'_>) -> JsonCounts {
    let count = |change| load.load.count(change);
    JsonCounts {
        added: count(Change::Added),
        renamed: count(Change::Renamed),
        unchanged: count(Change::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn load_json(load: &Load<'_>, lang: Lang) -> serde_json::Result<String> {
    let good = load.load.rows.iter().map(|row| JsonRow {
        line: row.line,
        date: Some(date_to_text(row.date)),
        name: row.name.as_deref(),
        outcome: row.change.as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonRow {
        line: row.line,
        date: None,
        name: None,
        outcome: "refused",
        reason: Some(word(&row.why)),
        message: Some(refusal(&row.why, lang)),
    });
    let mut items: Vec<JsonRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| item.line);
    serde_json::to_string(&JsonLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonCounts { added, renamed, unchanged, refused } = counts(load);
    let mode = csv_file::mode(load.dry_run, lang);
    let summary = lang.pick(
        format!(
            "holidays{mode}: {added} added, {renamed} renamed, {unchanged} unchanged, {refused} refused\n"
        ),
        format!("休業日{mode}: 追加 {added}、名称変更 {renamed}、変更なし {unchanged}、取込不可 {refused}\n"),
    );
    let plan =
        if load.dry_run && !load.load.rows.is_empty() { plan(load, lang, width) } else { String::new() };
    plan + &for_screen(&summary, width)
}

fn plan(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let [line, date, name, outcome] =
        lang.pick(["line", "date", "name", "would be"], ["行", "日付", "名称", "予定"]);
    let columns = [table::number(line), table::text(date), table::text(name), table::text(outcome)];
    let rows = load.load.rows.iter().map(|row| {
        let outcome = match row.change {
            Change::Added => lang.pick("added", "追加"),
            Change::Renamed => lang.pick("renamed", "名称変更"),
            Change::Unchanged => lang.pick("unchanged", "変更なし"),
        };
        let name = row.name.clone().unwrap_or_default();
        vec![row.line.to_string(), with_weekday(row.date, lang), name, outcome.to_owned()]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn refused(load: &Load<'_>, lang: Lang) -> String {
    let rows = load.load.refused.iter();
    rows.map(|row| csv_file::refused(load.file, row.line, &refusal(&row.why, lang))).collect()
}

fn word(why: &Refusal) -> &'static str {
    match why {
        Refusal::Row(fault) => csv_file::word(*fault),
        Refusal::DateMissing => "date_missing",
        Refusal::DateUnreadable(_) => "date_unreadable",
        Refusal::DateOutOfRange(_) => "date_out_of_range",
        Refusal::NameTooLong => "name_too_long",
        Refusal::OtherName { .. } => "other_name",
    }
}

/// Why something cannot be a holiday, and what would do.
pub fn refusal(why: &Refusal, lang: Lang) -> String {
    match why {
        Refusal::Row(fault) => csv_file::fault(*fault, lang),
        Refusal::DateMissing => lang.pick("there is no date", "日付がありません").to_owned(),
        Refusal::DateUnreadable(text) => lang.pick(
            format!("\"{text}\" is no date; write 2026-07-01 or 2026/7/1"),
            format!("「{text}」は日付として読めません。2026-07-01または2026/7/1の形で書いてください"),
        ),
        Refusal::DateOutOfRange(date) => lang.pick(
            format!("{date} is not within {FIRST_YEAR} to {LAST_YEAR}; is the year a slip?"),
            format!("{date}は{FIRST_YEAR}年から{LAST_YEAR}年の範囲外です。年をご確認ください"),
        ),
        Refusal::NameTooLong => lang.pick(
            format!("the name is longer than {LONGEST_NAME} letters"),
            format!("名称が{LONGEST_NAME}文字を超えています"),
        ),
        Refusal::OtherName { line, name } => lang.pick(
            format!("line {line} calls the same date \"{name}\""),
            format!("{line}行目で同じ日付の名称が「{name}」になっています"),
        ),
    }
}
