//! Free stock as tables and JSON, and what changing it did.

use serde::Serialize;

use super::{Lang, instant, table};
use crate::store::stock::{FreeStock, StockView};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{RowOutcome, msg};

#[derive(Serialize)]
struct JsonStock<'a> {
    sku: &'a str,
    free_qty: i64,
    changed_at: &'a str,
}

#[derive(Serialize)]
struct JsonStockSet<'a> {
    sku: &'a str,
    was: Option<i64>,
    free_qty: i64,
    changed_at: &'a str,
    outcome: &'a str,
}

/// The free stock of a SKU as one line of JSON.
pub fn render_json(view: &StockView) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = &view.stock;
    serde_json::to_string(&JsonStock { sku: &view.sku, free_qty: *free_qty, changed_at })
}

/// Free stock as a table, with what Qoo10 was last told.
pub fn render_stock(all: &[StockView], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("table-sku"))),
        table::number_column(heading(msg!("stock-free"))),
        table::number_column(heading(msg!("stock-listings"))),
        table::number_column(heading(msg!("stock-told"))),
        table::text_column(heading(msg!("stock-changed_at"))),
    ];
    let rows = all.iter().map(|view| {
        let told = match view.sent_range {
            None => "-".to_owned(),
            Some((least, most)) if least == most => table::format_yen(least),
            Some((least, most)) => localize(
                &msg!("stock-range", least = table::format_yen(least), most = table::format_yen(most)),
                lang,
            ),
        };
        vec![
            view.sku.clone(),
            table::format_yen(view.stock.free_qty),
            view.listings.to_string(),
            told,
            instant::short(&view.stock.changed_at),
        ]
    });
    pages.render_page(&columns, rows.collect())
}

/// What setting a quantity did, as one line of JSON.
pub fn render_set_json(
    sku: &str,
    was: Option<i64>,
    change: RowOutcome,
    stock: &FreeStock,
) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = stock;
    serde_json::to_string(&JsonStockSet {
        sku,
        was,
        free_qty: *free_qty,
        changed_at,
        outcome: change.as_str(),
    })
}

/// What setting a quantity did.
pub fn render_set(sku: &str, was: Option<i64>, change: RowOutcome, stock: &FreeStock, lang: Lang) -> String {
    let (sku, qty) = (sanitize(sku), table::format_yen(stock.free_qty));
    let message = match (was, change) {
        (_, RowOutcome::Unchanged) => msg!("stock-set_already", sku = sku, qty = qty),
        (None, _) => msg!("stock-set_new", sku = sku, qty = qty),
        (Some(was), _) => msg!("stock-set_changed", sku = sku, was = table::format_yen(was), qty = qty),
    };
    localize(&message, lang)
}
