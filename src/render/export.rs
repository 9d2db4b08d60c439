//! `orders export` as lines and JSON.

use std::path::Path;

use serde::Serialize;

use super::Lang;
use crate::desk::export::request::{ExportItem, ExportPlan};
use crate::strings::clean::is_blank;
use crate::text::localize;
use crate::vocabulary::{ExportOutcome, Message, msg};

/// What an export did, or would do.
#[derive(Debug, Clone, Copy)]
pub struct ExportReport<'a> {
    pub format: &'a str,
    /// The files as they were typed.
    pub files: &'a [String],
    /// Whether nothing was changed.
    pub dry_run: bool,
    pub plan: &'a ExportPlan,
}

#[derive(Serialize)]
struct JsonExportReport<'a> {
    format: &'a str,
    files: &'a [String],
    counts: JsonExportCounts,
    items: Vec<JsonExportItem>,
}

#[derive(Serialize)]
struct JsonExportCounts {
    exported: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonExportItem {
    order: String,
    outcome: ExportOutcome,
    reason: Option<&'static str>,
    message: Option<String>,
}

/// As one line of JSON.
pub fn render_json(report: &ExportReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let plan = report.plan;
    serde_json::to_string(&JsonExportReport {
        format: report.format,
        files: report.files,
        counts: JsonExportCounts { exported: plan.count_exported(), refused: plan.count_refused() },
        items: plan.items.iter().map(|item| convert_item(item, lang)).collect(),
    })
}

fn convert_item(item: &ExportItem, lang: Lang) -> JsonExportItem {
    let refusal = item.refusal.as_ref();
    JsonExportItem {
        order: item.order.to_string(),
        outcome: if refusal.is_some() { ExportOutcome::Refused } else { ExportOutcome::Exported },
        reason: refusal.map(|refusal| refusal.reason),
        message: refusal
            .map(|refusal| &refusal.message)
            .or(item.warning.as_ref())
            .map(|told| localize(told, lang)),
    }
}

/// A line for each order that is refused, with what to do below it.
pub fn render_refusals(report: &ExportReport<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for refusal in report.plan.items.iter().filter_map(|item| item.refusal.as_ref()) {
        push_line(&mut text, &msg!("export-refused", why = &refusal.message), lang);
        if let Some(next) = &refusal.next {
            push_line(&mut text, &msg!("export-next", next = next), lang);
        }
    }
    text
}

/// A line for each order whose label leaves out what its buyer wishes.
pub fn render_warnings(report: &ExportReport<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for warning in report.plan.items.iter().filter_map(|item| item.warning.as_ref()) {
        push_line(&mut text, &msg!("export-warning", what = warning), lang);
    }
    text
}

/// What is no item, and somebody might miss.
pub fn render_left_out(report: &ExportReport<'_>, lang: Lang) -> String {
    let plan = report.plan;
    let mut text = String::new();
    for carrier in &plan.unmapped_carriers {
        let message = match is_blank(carrier) {
            true => msg!("export-left_without_carrier"),
            false => msg!("export-left_unmapped", carrier = carrier),
        };
        push_line(&mut text, &message, lang);
    }
    for (carrier, (format, orders)) in &plan.other_formats {
        let message =
            msg!("export-left_other_format", orders = *orders, carrier = carrier, format = format.as_str());
        push_line(&mut text, &message, lang);
    }
    if plan.not_leaving > 0 {
        push_line(&mut text, &msg!("export-left_not_leaving", orders = plan.not_leaving), lang);
    }
    if plan.exported_before > 0 {
        push_line(&mut text, &msg!("export-left_exported", orders = plan.exported_before), lang);
    }
    text
}

/// That a file of an earlier export is there.
pub fn render_stale_part(file: &Path, lang: Lang) -> String {
    localize(&msg!("export-stale_part", file = file.display()), lang) + "\n"
}

/// The one line at the end.
pub fn render_summary(report: &ExportReport<'_>, lang: Lang) -> String {
    let (exported, refused) = (report.plan.count_exported(), report.plan.count_refused());
    let message = match (exported, report.dry_run) {
        (0, _) => msg!("export-none", format = report.format, refused = refused),
        (_, true) => msg!(
            "export-dry_run",
            format = report.format,
            exported = exported,
            refused = refused,
            files = report.files.join(", ")
        ),
        (_, false) => msg!(
            "export-done",
            format = report.format,
            exported = exported,
            refused = refused,
            files = report.files.join(", ")
        ),
    };
    localize(&message, lang)
}

fn push_line(text: &mut String, message: &Message, lang: Lang) {
    text.push_str(&localize(message, lang));
    text.push('\n');
}
