//! Sets as a table and as JSON, and what changing them did.

use serde::Serialize;

use super::loading::render_warning;
use super::{Lang, table};
use crate::desk::sets::{PartView, SetView};
use crate::domain::listing::FreeStockError;
use crate::domain::quantity::StockFailure;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Message, RowOutcome, msg};

#[derive(Serialize)]
struct JsonSet<'a> {
    set_sku: &'a str,
    parts: Vec<JsonSetPart<'a>>,
    free_qty: Option<i64>,
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSetPart<'a> {
    sku: &'a str,
    qty: i64,
    free_qty: Option<i64>,
}

#[derive(Serialize)]
struct JsonRemoved<'a> {
    set_sku: &'a str,
    outcome: RowOutcome,
}

#[derive(Serialize)]
struct JsonCleared<'a> {
    set_sku: &'a str,
    was: Option<i64>,
    outcome: RowOutcome,
}

fn to_json_part(PartView { sku, qty, free }: &PartView) -> JsonSetPart<'_> {
    JsonSetPart { sku, qty: *qty, free_qty: *free }
}

/// A set as one line of JSON.
pub fn render_json(set: &SetView) -> serde_json::Result<String> {
    serde_json::to_string(&JsonSet {
        set_sku: &set.set_sku,
        parts: set.parts.iter().map(to_json_part).collect(),
        free_qty: set.free.as_ref().ok().copied(),
        problem: set.free.as_ref().err().map(|why| StockFailure::from(why).reason().as_str()),
    })
}

/// Sets as a table, a row for each part; the last column says why nothing is sent, and what to do.
pub fn render_sets(all: &[SetView], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("sets-set"))),
        table::number_column(heading(msg!("sets-free"))),
        table::text_column(heading(msg!("sets-part"))),
        table::number_column(heading(msg!("sets-pieces"))),
        table::number_column(heading(msg!("sets-part_free"))),
        table::text_column(heading(msg!("sets-problem"))),
    ];
    let number = |qty: Option<i64>| qty.map_or_else(|| "-".to_owned(), table::format_yen);
    let of_set = |set: &SetView| {
        let row = |(at, part): (usize, &PartView)| {
            // What is said of the set stands at its first part.
            let of_set = |text: String| if at == 0 { text } else { String::new() };
            let problem = set.free.as_ref().err().map(|why| explain_problem(&set.set_sku, why));
            vec![
                of_set(set.set_sku.clone()),
                of_set(number(set.free.as_ref().ok().copied())),
                part.sku.clone(),
                table::format_yen(part.qty),
                number(part.free),
                of_set(problem.map(|problem| localize(&problem, lang)).unwrap_or_default()),
            ]
        };
        set.parts.iter().enumerate().map(row).collect::<Vec<Vec<String>>>()
    };
    pages.render_page(&columns, all.iter().flat_map(of_set).collect())
}

fn explain_problem(set: &str, why: &FreeStockError) -> Message {
    match why {
        FreeStockError::PartWithoutCount(part) => msg!("sets-part_without_count", part = part),
        FreeStockError::SetWithOwnCount => msg!("sets-with_own_count", set = set),
        FreeStockError::NotCounted => msg!("sets-not_counted"),
    }
}

/// What became of a set that was removed, as one line of JSON.
pub fn render_removed_json(set: &str, outcome: RowOutcome) -> serde_json::Result<String> {
    serde_json::to_string(&JsonRemoved { set_sku: set, outcome })
}

/// What became of the own count of a set, as one line of JSON.
pub fn render_cleared_json(set: &str, was: Option<i64>, outcome: RowOutcome) -> serde_json::Result<String> {
    serde_json::to_string(&JsonCleared { set_sku: set, was, outcome })
}

/// What became of a set that was removed; `count` is its own.
pub fn render_removed(set: &str, count: Option<i64>, lang: Lang) -> String {
    let set = sanitize(set);
    let message = match count {
        Some(count) => msg!("sets-removed_counted", set = set, count = table::format_yen(count)),
        None => msg!("sets-removed", set = set),
    };
    localize(&message, lang)
}

/// That orders of a set no longer hold the parts that it had.
pub fn render_freed(set: &str, open_orders: usize, lang: Lang) -> String {
    render_warning(&msg!("sets-freed", n = open_orders, sets = set), lang)
}

/// What became of the own count of a set; none: it had none.
pub fn render_cleared(set: &str, count: Option<i64>, lang: Lang) -> String {
    let set = sanitize(set);
    let message = match count {
        Some(count) => msg!("sets-cleared", set = set, count = table::format_yen(count)),
        None => msg!("sets-not_cleared", set = set),
    };
    localize(&message, lang)
}
