//! The API log as a table and as JSON (docs/commands.md).

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Lang, table, words};
use crate::domain::codes;
use crate::domain::reject::{Problem, RejectReason};
use crate::store::log_view::LogView;

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
    })
}

/// Entries as a table.
pub fn list(entries: &[LogView], lang: Lang, wraps: bool) -> String {
    let headings = lang.pick(
        ["at", "order", "order no.", "SKU", "outcome", "message"],
        ["日時", "注文", "注文番号", "品番", "結果", "内容"],
    );
    let rows = entries.iter().map(|entry| {
        vec![
            super::orders::short(&entry.at),
            entry.order.clone().unwrap_or_default(),
            entry.order_no.map(|no| no.to_string()).unwrap_or_default(),
            entry.sku.clone().unwrap_or_default(),
            words::count(lang, &entry.outcome).to_owned(),
            told(entry, lang),
        ]
    });
    table::render(&headings.map(table::text), rows.collect(), wraps) + &legend(entries, lang, wraps)
}

/// What an entry says, behind its code.
pub(super) fn told(entry: &LogView, lang: Lang) -> String {
    let said = message(entry, lang).unwrap_or_default();
    match code_to_explain(entry) {
        Some(code) => format!("[{code}] {said}").trim_end().to_owned(),
        None => said,
    }
}

fn code_to_explain(entry: &LogView) -> Option<i64> {
    entry.code.filter(|code| *code != 0)
}

/// What the codes of these entries mean, and what to do, each said once; nothing where there are none.
pub(super) fn legend(entries: &[LogView], lang: Lang, wraps: bool) -> String {
    let codes: BTreeSet<(&str, i64)> =
        entries.iter().filter_map(|entry| Some((entry.step.as_str(), code_to_explain(entry)?))).collect();
    if codes.is_empty() {
        return String::new();
    }
    let headings = lang.pick(["by", "code", "meaning, and what to do"], ["処理", "コード", "意味と対処"]);
    let rows = codes.into_iter().map(|(step, code)| {
        let explained = words::code(lang, codes::of_step(step), code).unwrap_or_else(|| {
            lang.pick(
                "nobody says what this code means: look at the order in QSM; if it stays, ask Qoo10",
                "説明が公開されていないコードです。QSMで確認し、続く場合はQoo10に問い合わせてください",
            )
            .to_owned()
        });
        vec![words::step(lang, step).to_owned(), code.to_string(), explained]
    });
    format!("\n{}", table::render(&headings.map(table::text), rows.collect(), wraps))
}

/// A stored `reason: detail` becomes the reason's sentence; any other message stays as it is.
fn message(entry: &LogView, lang: Lang) -> Option<String> {
    let stored = entry.message.as_deref()?;
    let problem = stored.split_once(": ").and_then(|(word, detail)| {
        Some(words::problem(lang, &Problem::new(RejectReason::from_word(word)?, detail)))
    });
    Some(problem.unwrap_or_else(|| stored.to_owned()))
}
