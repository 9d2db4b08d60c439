//! What comparing an order download found, as a table and as JSON (docs/commands.md).

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Lang, table};
use crate::desk::compare::comparison::{CompareCounts, ComparedItem, Comparison};
use crate::desk::compare::row::DownloadRowError;
use crate::desk::loading::{RefusedRow, RowError};
use crate::error::Exit;
use crate::plan::compare::ComparedValue;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{Difference, msg};

#[derive(Serialize)]
struct JsonComparison<'a> {
    file: &'a str,
    result: &'a str,
    exit_code: u8,
    counts: JsonCompareCounts,
    items: Vec<JsonDifference<'a>>,
    refused: Vec<JsonRefused<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonCompareCounts {
    rows: u64,
    same: u64,
    differs: u64,
    not_here: u64,
    not_in_file: u64,
    skipped: u64,
    unreadable: u64,
}

#[derive(Serialize)]
struct JsonDifference<'a> {
    line: Option<usize>,
    order: Option<&'a str>,
    order_no: String,
    difference: Difference,
    in_file: Option<&'a str>,
    here: Option<&'a str>,
    message: String,
}

#[derive(Serialize)]
struct JsonRefused<'a> {
    line: usize,
    order_no: Option<String>,
    reason: &'a str,
    message: String,
}

/// The comparison as one line of JSON; the file as it was typed.
pub fn render_json(found: &Comparison, file: &str, exit: Exit, lang: Lang) -> serde_json::Result<String> {
    let CompareCounts { rows, same, differs, not_here, not_in_file, skipped, unreadable } = found.counts;
    let items = found.items.iter().map(|one| JsonDifference {
        line: one.line,
        order: one.order.as_deref(),
        order_no: one.order_no.to_string(),
        difference: one.what,
        in_file: one.in_file.as_deref(),
        here: one.here.as_ref().map(ComparedValue::as_str),
        message: localize(&one.what.next_step(), lang),
    });
    let refused = found.refused.iter().map(|refused| JsonRefused {
        line: refused.line,
        order_no: refused.why.order_no().map(|no| no.to_string()),
        reason: refused.why.reason().as_str(),
        message: localize(&refused.why.message(), lang),
    });
    serde_json::to_string(&JsonComparison {
        file,
        result: exit.result().as_str(),
        exit_code: exit.code(),
        counts: JsonCompareCounts { rows, same, differs, not_here, not_in_file, skipped, unreadable },
        items: items.collect(),
        refused: refused.collect(),
        warnings: found.warnings.iter().map(|warning| localize(warning, lang)).collect(),
    })
}

/// What differs, what to do about each kind of it, and the counts.
pub fn render_comparison(found: &Comparison, lang: Lang, width: Option<usize>) -> String {
    let mut text = String::new();
    if !found.items.is_empty() {
        text += &render_items(&found.items, lang, width);
        text.push('\n');
        for what in found.items.iter().map(|item| item.what).collect::<BTreeSet<_>>() {
            let next = msg!("compare-what_to_do", what = what.message(), next = what.next_step());
            text += &wrap_for_screen(&(localize(&next, lang) + "\n"), width);
        }
        text.push('\n');
    }
    let counts = found.counts;
    let summary = msg!(
        "compare-summary",
        rows = counts.rows,
        same = counts.same,
        differs = counts.differs,
        not_here = counts.not_here,
        not_in_file = counts.not_in_file,
        skipped = counts.skipped,
        unreadable = counts.unreadable
    );
    text + &wrap_for_screen(&(localize(&summary, lang) + "\n"), width)
}

fn render_items(items: &[ComparedItem], lang: Lang, width: Option<usize>) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::whole_column(heading(msg!("table-order_no"))),
        table::whole_column(heading(msg!("table-order"))),
        table::text_column(heading(msg!("compare-what"))),
        table::text_column(heading(msg!("compare-in_file"))),
        table::text_column(heading(msg!("compare-here"))),
    ];
    let rows = items.iter().map(|item| {
        vec![
            item.order_no.to_string(),
            item.order.clone().unwrap_or_default(),
            localize(&item.what.message(), lang),
            item.in_file.clone().unwrap_or_default(),
            item.here.as_ref().map(|here| localize(&here.message(), lang)).unwrap_or_default(),
        ]
    });
    table::render_table(&columns, rows.collect::<Vec<Vec<String>>>(), width)
}

/// The rows that cannot be read, `file:line: reason` each, for stderr.
pub fn render_refused(found: &Comparison, file: &str, lang: Lang) -> String {
    let render = |refused: &RefusedRow<DownloadRowError>| {
        let why = localize(&refused.why.message(), lang);
        sanitize(&localize(&msg!("files-row", file = file, line = refused.line, why = why), lang)) + "\n"
    };
    found.refused.iter().map(render).collect()
}

/// What could not be compared, for stderr.
pub fn render_warnings(found: &Comparison, lang: Lang) -> String {
    found.warnings.iter().map(|warning| super::loading::render_warning(warning, lang)).collect()
}
