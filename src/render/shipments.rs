//! What the shipping desk took, and what it did not: lines, tables and JSON.

use serde::Serialize;

use super::{Lang, csv_file, table};
use crate::desk::shipments::{AcceptedShipment, ShipmentChange, ShipmentError};
use crate::domain::text::printable;
use crate::domain::time::date_to_text;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{RowOutcome, msg};

/// What became of one order.
pub fn render_shipment(taken: &AcceptedShipment, lang: Lang) -> String {
    printable(&text(&taken.message(), lang))
}

/// What should be looked at in one order, a line each, for stderr.
pub fn notes(taken: &AcceptedShipment, lang: Lang) -> String {
    taken.warnings().map(|note| csv_file::warning(&note, lang)).collect()
}

/// Loading a file as it is told.
pub type ShipmentLoadReport<'a> = csv_file::LoadReport<'a, crate::desk::shipments::ShipmentLoad>;

#[derive(Serialize)]
struct JsonShipmentLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonShipmentCounts,
    items: Vec<JsonShipmentRow<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonShipmentCounts {
    shipped: usize,
    corrected: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonShipmentRow<'a> {
    line: usize,
    order: Option<String>,
    carrier: Option<&'a str>,
    tracking_numbers: &'a [String],
    shipped_on: Option<String>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &ShipmentLoadReport<'_>) -> JsonShipmentCounts {
    let count = |change| load.load.count(change);
    JsonShipmentCounts {
        shipped: count(ShipmentChange::Shipped),
        corrected: count(ShipmentChange::Corrected),
        unchanged: count(ShipmentChange::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
pub fn load_json(load: &ShipmentLoadReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let good = load.load.rows.iter().map(|row| JsonShipmentRow {
        line: row.line,
        order: Some(row.accepted.code.to_string()),
        carrier: Some(&row.accepted.shipment.carrier),
        tracking_numbers: &row.accepted.shipment.tracking_numbers,
        shipped_on: Some(date_to_text(row.accepted.shipment.shipped_on)),
        outcome: row.accepted.change.outcome().as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonShipmentRow {
        line: row.line,
        order: match &row.why {
            ShipmentError::OrderUnknown(code, _) | ShipmentError::Forbidden(code, _) => {
                Some(code.to_string())
            }
            _ => None,
        },
        carrier: None,
        tracking_numbers: &[],
        shipped_on: None,
        outcome: RowOutcome::Refused.as_str(),
        reason: Some(row.why.reason().as_str()),
        message: Some(text(&row.why.message(), lang)),
    });
    let mut items: Vec<JsonShipmentRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| item.line);
    serde_json::to_string(&JsonShipmentLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result().as_str(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
        warnings: load
            .load
            .rows
            .iter()
            .flat_map(|row| row.accepted.warnings())
            .map(|note| text(&note, lang))
            .collect(),
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &ShipmentLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonShipmentCounts { shipped, corrected, unchanged, refused } = counts(load);
    let summary = msg!(
        "shipments-summary",
        mode = load.mode(),
        shipped = shipped,
        corrected = corrected,
        unchanged = unchanged,
        refused = refused
    );
    let plan =
        if load.dry_run && !load.load.rows.is_empty() { plan(load, lang, width) } else { String::new() };
    plan + &for_screen(&(text(&summary, lang) + "\n"), width)
}

fn plan(load: &ShipmentLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::number(heading(msg!("table-line"))),
        table::text(heading(msg!("table-order"))),
        table::text(heading(msg!("table-carrier"))),
        table::text(heading(msg!("table-tracking"))),
        table::text(heading(msg!("table-shipped_on"))),
        table::text(heading(msg!("table-would_be"))),
    ];
    let rows = load.load.rows.iter().map(|row| {
        let shipment = &row.accepted.shipment;
        vec![
            row.line.to_string(),
            row.accepted.code.to_string(),
            shipment.carrier.clone(),
            shipment.tracking_numbers.join(", "),
            date_to_text(shipment.shipped_on),
            text(&row.accepted.change.message(), lang),
        ]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn render_row_errors(load: &ShipmentLoadReport<'_>, lang: Lang) -> String {
    load.load.refused.iter().map(|row| load.render_row_error(row.line, &row.why.message(), lang)).collect()
}

/// What should be looked at in the good rows, one on each line, for stderr.
pub fn warnings(load: &ShipmentLoadReport<'_>, lang: Lang) -> String {
    let rows = load.load.rows.iter();
    let notes =
        rows.flat_map(|row| row.accepted.warnings().map(move |note| load.warning(row.line, &note, lang)));
    notes.collect()
}
