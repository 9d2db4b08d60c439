//! The mapping table as a table and as JSON, what is wrong with it, and what mapping by hand did.

use serde::Serialize;

use super::{Lang, csv_file, table};
use crate::desk::listings::{MappingChange, to_listing_state};
use crate::domain::listing::ON_SALE;
use crate::store::listing_view::ListingView;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{RowOutcome, msg};

#[derive(Serialize)]
struct JsonListing<'a> {
    item_code: &'a str,
    seller_code: Option<&'a str>,
    option_code: Option<&'a str>,
    option: Option<&'a str>,
    kind: Option<&'a str>,
    sku: Option<&'a str>,
    on_sale: bool,
    sent_qty: Option<i64>,
    sent_at: Option<&'a str>,
}

/// A listing as one line of JSON.
pub fn json(one: &ListingView) -> serde_json::Result<String> {
    serde_json::to_string(&JsonListing {
        item_code: &one.item_code,
        seller_code: one.seller_code.as_deref(),
        option_code: one.option_code.as_deref(),
        option: one.option.as_deref(),
        kind: one.kind.map(|kind| kind.as_str()),
        sku: one.sku.as_deref(),
        on_sale: one.item_status.as_deref() == Some(ON_SALE) && !one.is_gone,
        sent_qty: one.sent_qty,
        sent_at: one.sent_at.as_deref(),
    })
}

/// Listings as a table; the last column says what is wrong and what to do.
pub fn list(all: &[ListingView], lang: Lang, pages: &mut table::Pages) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::text(heading(msg!("table-item"))),
        table::text(heading(msg!("listings-seller_code"))),
        table::text(heading(msg!("table-option_code"))),
        table::text(heading(msg!("listings-option"))),
        table::text(heading(msg!("table-sku"))),
        table::number(heading(msg!("listings-sent"))),
        table::text(heading(msg!("listings-problem"))),
    ];
    let given = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let rows = all.iter().map(|one| {
        vec![
            one.item_code.clone(),
            given(&one.seller_code),
            given(&one.option_code),
            given(&one.option),
            given(&one.sku),
            one.sent_qty.map(|qty| qty.to_string()).unwrap_or_default(),
            to_listing_state(one).message().map(|message| text(&message, lang)).unwrap_or_default(),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// Loading a file as it is told.
pub type MappingLoadReport<'a> = csv_file::LoadReport<'a, crate::desk::listings::MappingLoad>;

#[derive(Serialize)]
struct JsonMappingLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonMappingCounts,
    items: Vec<JsonMappingRow<'a>>,
}

#[derive(Serialize)]
struct JsonMappingCounts {
    mapped: usize,
    unmapped: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonMappingRow<'a> {
    line: usize,
    item_code: Option<&'a str>,
    option_code: Option<&'a str>,
    sku: Option<&'a str>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &MappingLoadReport<'_>) -> JsonMappingCounts {
    let count = |change| load.load.count(change);
    JsonMappingCounts {
        mapped: count(MappingChange::Mapped),
        unmapped: count(MappingChange::Unmapped),
        unchanged: count(MappingChange::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
pub fn load_json(load: &MappingLoadReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let good = load.load.rows.iter().map(|row| JsonMappingRow {
        line: row.line,
        item_code: Some(&row.item_code),
        option_code: Some(row.option_code.as_str()).filter(|code| !code.is_empty()),
        sku: row.sku.as_deref(),
        outcome: row.change.outcome().as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonMappingRow {
        line: row.line,
        item_code: None,
        option_code: None,
        sku: None,
        outcome: RowOutcome::Refused.as_str(),
        reason: Some(row.why.reason().as_str()),
        message: Some(text(&row.why.message(), lang)),
    });
    let mut items: Vec<JsonMappingRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| item.line);
    serde_json::to_string(&JsonMappingLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result().as_str(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &MappingLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonMappingCounts { mapped, unmapped, unchanged, refused } = counts(load);
    let summary = msg!(
        "listings-summary",
        mode = load.mode(),
        mapped = mapped,
        unmapped = unmapped,
        unchanged = unchanged,
        refused = refused
    );
    let plan = if load.dry_run && !load.load.rows.is_empty() {
        plan_table(load, lang, width)
    } else {
        String::new()
    };
    plan + &for_screen(&(text(&summary, lang) + "\n"), width)
}

fn plan_table(load: &MappingLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::number(heading(msg!("table-line"))),
        table::text(heading(msg!("table-item"))),
        table::text(heading(msg!("table-option_code"))),
        table::text(heading(msg!("table-sku"))),
        table::text(heading(msg!("table-would_be"))),
    ];
    let rows = load.load.rows.iter().map(|row| {
        let sku = row.sku.clone().unwrap_or_default();
        let outcome = text(&row.change.message(), lang);
        vec![row.line.to_string(), row.item_code.clone(), row.option_code.clone(), sku, outcome]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn render_row_errors(load: &MappingLoadReport<'_>, lang: Lang) -> String {
    load.load.refused.iter().map(|row| load.render_row_error(row.line, &row.why.message(), lang)).collect()
}
