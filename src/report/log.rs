//! The API log as a table and as JSON (docs/commands.md).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Lang, orders, table, words};
use crate::domain::reject::{Problem, RejectReason};
use crate::domain::{codes, outcome, reasons};
use crate::store::log_view::LogView;
use crate::store::order_view::HistoryView;

#[derive(Serialize)]
struct JsonEntry<'a> {
    at: &'a str,
    run_id: Option<i64>,
    step: &'a str,
    order: Option<&'a str>,
    order_no: Option<String>,
    sku: Option<&'a str>,
    action: &'a str,
    outcome: &'a str,
    code: Option<i64>,
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_at: Option<&'a str>,
}

/// An entry as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(entry: &LogView, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&JsonEntry {
        at: &entry.at,
        run_id: entry.run_id,
        step: &entry.step,
        order: entry.order.as_deref(),
        order_no: entry.order_no.map(|no| no.to_string()),
        sku: entry.sku.as_deref(),
        action: &entry.action,
        outcome: &entry.outcome,
        code: entry.code,
        message: message(entry, lang),
        count: is_repeated(entry).then_some(entry.count),
        first_at: entry.first_at.as_deref().filter(|_| is_repeated(entry)),
    })
}

fn is_repeated(entry: &LogView) -> bool {
    entry.count > 1
}

/// Entries as a table that comes page by page, with what its codes mean at the end.
#[derive(Debug)]
pub struct Table {
    pages: table::Pages,
    today: NaiveDate,
    lang: Lang,
    width: Option<usize>,
    codes: BTreeSet<(String, i64)>,
    reasons: BTreeSet<(String, &'static str)>,
}

impl Table {
    /// A table without rows so far.
    pub fn new(today: NaiveDate, lang: Lang, width: Option<usize>) -> Self {
        let pages = table::Pages::new(width);
        Self { pages, today, lang, width, codes: BTreeSet::new(), reasons: BTreeSet::new() }
    }

    /// The next entries.
    pub fn page(&mut self, entries: &[LogView]) -> String {
        let (today, lang, width) = (self.today, self.lang, self.width);
        let headings = lang.pick(
            ["at", "order", "order no.", "SKU", "outcome", "message"],
            ["日時", "注文", "注文番号", "品番", "結果", "内容"],
        );
        let rows = entries.iter().map(|entry| {
            vec![
                at(&entry.at, today, width),
                entry.order.clone().unwrap_or_default(),
                entry.order_no.map(|no| no.to_string()).unwrap_or_default(),
                entry.sku.clone().unwrap_or_default(),
                words::count(lang, &entry.outcome).to_owned(),
                told(entry, today, lang),
            ]
        });
        for entry in entries {
            note(entry, &mut self.codes, &mut self.reasons);
        }
        self.pages.page(&headings.map(table::text), rows.collect())
    }

    /// What the codes and reasons of all entries mean.
    pub fn end(self) -> String {
        explained(&self.codes, &self.reasons, self.lang, self.width)
    }
}

/// When it happened: without this year where the table has to be narrow.
pub(super) fn at(instant: &str, today: NaiveDate, width: Option<usize>) -> String {
    if width.is_some() { orders::shorter(instant, today) } else { orders::short(instant) }
}

/// What an entry says, behind its code; and how often, where it was told again and again.
pub(super) fn told(entry: &LogView, today: NaiveDate, lang: Lang) -> String {
    let code = code_to_explain(entry).map(|code| format!("[{code}]"));
    let often = entry.first_at.as_deref().filter(|_| is_repeated(entry)).map(|first| {
        let (count, since) = (entry.count, orders::shorter(first, today));
        lang.pick(format!("({count} times since {since})"), format!("({since}から{count}回)"))
    });
    let parts = [code, message(entry, lang).filter(|said| !said.is_empty()), often];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn code_to_explain(entry: &LogView) -> Option<i64> {
    entry.code.filter(|code| *code != 0)
}

/// What the codes and reasons of these entries mean, and what to do, each said once; nothing where there are none. `history` has what
/// steps noted in an order's history.
pub(super) fn legend(
    entries: &[LogView],
    history: &[HistoryView],
    lang: Lang,
    width: Option<usize>,
) -> String {
    let (mut codes, mut reasons) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        note(entry, &mut codes, &mut reasons);
    }
    let noted = history.iter().filter(|entry| outcome::STEPS.contains(&entry.by.as_str()));
    reasons.extend(noted.filter_map(|entry| Some((entry.by.clone(), reason(entry.detail.as_deref()?)?))));
    explained(&codes, &reasons, lang, width)
}

/// Notes what of an entry has to be explained: where Qoo10 gave a code, its explanation says more than the word.
fn note(
    entry: &LogView,
    codes: &mut BTreeSet<(String, i64)>,
    reasons: &mut BTreeSet<(String, &'static str)>,
) {
    match code_to_explain(entry) {
        Some(code) => drop(codes.insert((entry.step.clone(), code))),
        None => reasons.extend(told_reason(entry).map(|reason| (entry.step.clone(), reason))),
    }
}

fn explained(
    codes: &BTreeSet<(String, i64)>,
    reasons: &BTreeSet<(String, &'static str)>,
    lang: Lang,
    width: Option<usize>,
) -> String {
    if codes.is_empty() && reasons.is_empty() {
        return String::new();
    }
    let [by, what, meaning] =
        lang.pick(["by", "code", "meaning, and what to do"], ["処理", "コード", "意味と対処"]);
    let of_codes = codes.iter().map(|(step, code)| {
        let explained = words::code(lang, codes::of_step(step), *code).unwrap_or_else(|| {
            lang.pick(
                "nobody says what this code means: look at the order in QSM; if it stays, ask Qoo10",
                "説明が公開されていないコードです。QSMで確認し、続く場合はQoo10に問い合わせてください",
            )
            .to_owned()
        });
        vec![words::step(lang, step).to_owned(), code.to_string(), explained]
    });
    let of_reasons = reasons.iter().map(|(step, reason)| {
        let explained = reasons::explain(reason).map(|found| lang.of(&found.said()).to_owned());
        vec![words::step(lang, step).to_owned(), (*reason).to_owned(), explained.unwrap_or_default()]
    });
    let rows = of_codes.chain(of_reasons).collect();
    format!("\n{}", table::render(&[table::text(by), table::text(what), table::text(meaning)], rows, width))
}

/// The reason word that a reader sees; none where a sentence stands in its place.
fn told_reason(entry: &LogView) -> Option<&'static str> {
    let stored = entry.message.as_deref()?;
    if said_by_reject(stored).is_some() { None } else { reason(stored) }
}

fn reason(text: &str) -> Option<&'static str> {
    Some(reasons::of_message(text)).filter(|reason| *reason != reasons::OTHER)
}

/// A stored `reason: detail` becomes the reason's sentence; any other message stays as it is.
fn message(entry: &LogView, lang: Lang) -> Option<String> {
    let stored = entry.message.as_deref()?;
    let problem = said_by_reject(stored).map(|problem| words::problem(lang, &problem));
    Some(problem.unwrap_or_else(|| stored.to_owned()))
}

fn said_by_reject(stored: &str) -> Option<Problem> {
    let (word, detail) = stored.split_once(": ")?;
    Some(Problem::new(RejectReason::from_word(word)?, detail))
}
