//! The API log as a table and as JSON (docs/commands.md).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Lang, instant, table};
use crate::store::log_view::LogView;
use crate::text::localize;
use crate::vocabulary::result_code::{explain, list_step_groups};
use crate::vocabulary::{Message, Outcome, Reason, Step, msg};

#[derive(Serialize)]
struct JsonLogEntry<'a> {
    at: &'a str,
    run_id: Option<i64>,
    step: Step,
    order: Option<&'a str>,
    order_no: Option<String>,
    sku: Option<&'a str>,
    action: &'a str,
    outcome: Outcome,
    code: Option<i64>,
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_at: Option<&'a str>,
}

/// An entry as one line of JSON.
pub fn render_json(entry: &LogView, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&JsonLogEntry {
        at: &entry.at,
        run_id: entry.run_id,
        step: entry.step,
        order: entry.order.as_deref(),
        order_no: entry.order_no.map(|no| no.to_string()),
        sku: entry.sku.as_deref(),
        action: &entry.action,
        outcome: entry.outcome,
        code: entry.code,
        message: entry.message.as_ref().map(|message| localize(message, lang)),
        count: is_repeated(entry).then_some(entry.count),
        first_at: entry.first_at.as_deref().filter(|_| is_repeated(entry)),
    })
}

fn is_repeated(entry: &LogView) -> bool {
    entry.count > 1
}

/// What of some entries has to be explained, each once.
#[derive(Debug, Default)]
struct Legend {
    codes: BTreeSet<(Step, i64)>,
    reasons: BTreeSet<(Step, Reason)>,
}

/// Entries as a table that comes page by page, with what its codes mean at the end.
#[derive(Debug)]
pub struct LogTable {
    pages: table::PagedTable,
    today: NaiveDate,
    lang: Lang,
    width: Option<usize>,
    legend: Legend,
}

impl LogTable {
    /// A table without rows so far.
    pub fn new(today: NaiveDate, lang: Lang, width: Option<usize>) -> Self {
        Self { pages: table::PagedTable::new(width), today, lang, width, legend: Legend::default() }
    }

    /// The next entries.
    pub fn render_page(&mut self, entries: &[LogView]) -> String {
        let (today, lang, width) = (self.today, self.lang, self.width);
        let headings = [
            msg!("log-column_at"),
            msg!("log-column_order"),
            msg!("log-column_order_no"),
            msg!("log-column_sku"),
            msg!("log-column_outcome"),
            msg!("log-column_message"),
        ];
        let rows = entries.iter().map(|entry| {
            vec![
                format_log_instant(&entry.at, today, width),
                entry.order.clone().unwrap_or_default(),
                entry.order_no.map(|no| no.to_string()).unwrap_or_default(),
                entry.sku.clone().unwrap_or_default(),
                localize(&entry.outcome.message(), lang),
                render_message(entry, today, lang),
            ]
        });
        entries.iter().for_each(|entry| self.legend.add_entry(entry));
        let headings = headings.map(|heading| localize(&heading, lang));
        self.pages.render_page(&headings.each_ref().map(table::text_column), rows.collect())
    }

    /// What the codes and reasons of all entries mean.
    pub fn render_end(self) -> String {
        self.legend.render_table(self.lang, self.width)
    }
}

/// When it happened: without this year where the table has to be narrow.
pub(super) fn format_log_instant(instant: &str, today: NaiveDate, width: Option<usize>) -> String {
    if width.is_some() { instant::format_recent_instant(instant, today) } else { instant::short(instant) }
}

/// What an entry says, behind its code; and how often, where it was told again and again.
pub(super) fn render_message(entry: &LogView, today: NaiveDate, lang: Lang) -> String {
    let code = get_code(entry).map(|code| format!("[{code}]"));
    let message = entry.message.as_ref().map(|message| localize(message, lang));
    let often = entry.first_at.as_deref().filter(|_| is_repeated(entry)).map(|first| {
        localize(
            &msg!("log-often", count = entry.count, since = instant::format_recent_instant(first, today)),
            lang,
        )
    });
    let parts = [code, message.filter(|said| !said.is_empty()), often];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn get_code(entry: &LogView) -> Option<i64> {
    entry.code.filter(|code| *code != 0)
}

/// What the codes and reasons of these entries mean, and what to do, each said once; nothing where there are
/// none.
pub(super) fn render_legend(entries: &[LogView], lang: Lang, width: Option<usize>) -> String {
    let mut legend = Legend::default();
    entries.iter().for_each(|entry| legend.add_entry(entry));
    legend.render_table(lang, width)
}

impl Legend {
    /// Notes what of an entry has to be explained: where Qoo10 gave a code, its explanation says more than
    /// the word, and a reject's sentence says it all.
    fn add_entry(&mut self, entry: &LogView) {
        match (get_code(entry), entry.reason) {
            (Some(code), _) => drop(self.codes.insert((entry.step, code))),
            (None, Some(reason)) if entry.outcome != Outcome::Rejected && entry.message.is_some() => {
                self.reasons.insert((entry.step, reason));
            }
            (None, _) => {}
        }
    }

    fn render_table(&self, lang: Lang, width: Option<usize>) -> String {
        if self.codes.is_empty() && self.reasons.is_empty() {
            return String::new();
        }
        let of_codes = self.codes.iter().map(|(step, code)| {
            let explained = explain(list_step_groups(*step), *code);
            render_row(*step, code.to_string(), &explained.unwrap_or_else(|| msg!("log-code_unknown")), lang)
        });
        let of_reasons = self.reasons.iter().map(|(step, reason)| {
            let explained = msg!("log-explained", meaning = reason.message(), next = reason.next_step());
            render_row(*step, reason.to_string(), &explained, lang)
        });
        let headings = [msg!("log-column_by"), msg!("log-column_code"), msg!("log-column_meaning")];
        let headings = headings.map(|heading| localize(&heading, lang));
        let rows = of_codes.chain(of_reasons).collect();
        format!("\n{}", table::render_table(&headings.each_ref().map(table::text_column), rows, width))
    }
}

fn render_row(step: Step, what: String, explained: &Message, lang: Lang) -> Vec<String> {
    vec![localize(&step.message(), lang), what, localize(explained, lang)]
}
