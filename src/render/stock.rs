//! Free stock as tables and JSON, and what changing it did.

use serde::Serialize;

use super::{Lang, instant, table};
use crate::store::stock::{FreeStock, StockView};
use crate::strings::printable::printable;
use crate::text::text;
use crate::vocabulary::{RowOutcome, msg};

#[derive(Serialize)]
struct JsonStock<'a> {
    sku: &'a str,
    free_qty: i64,
    changed_at: &'a str,
}

#[derive(Serialize)]
struct JsonSet<'a> {
    sku: &'a str,
    was: Option<i64>,
    free_qty: i64,
    changed_at: &'a str,
    outcome: &'a str,
}

/// The free stock of a SKU as one line of JSON.
pub fn json(view: &StockView) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = &view.stock;
    serde_json::to_string(&JsonStock { sku: &view.sku, free_qty: *free_qty, changed_at })
}

/// Free stock as a table, with what Qoo10 was last told.
pub fn list(all: &[StockView], lang: Lang, pages: &mut table::Pages) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::text(heading(msg!("table-sku"))),
        table::number(heading(msg!("stock-free"))),
        table::number(heading(msg!("stock-listings"))),
        table::number(heading(msg!("stock-told"))),
        table::text(heading(msg!("stock-changed_at"))),
    ];
    let rows = all.iter().map(|view| {
        let told = match view.told {
            None => "-".to_owned(),
            Some((least, most)) if least == most => table::yen(least),
            Some((least, most)) => {
                text(&msg!("stock-range", least = table::yen(least), most = table::yen(most)), lang)
            }
        };
        vec![
            view.sku.clone(),
            table::yen(view.stock.free_qty),
            view.listings.to_string(),
            told,
            instant::short(&view.stock.changed_at),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// What setting a quantity did, as one line of JSON.
pub fn set_json(
    sku: &str,
    was: Option<i64>,
    change: RowOutcome,
    stock: &FreeStock,
) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = stock;
    serde_json::to_string(&JsonSet { sku, was, free_qty: *free_qty, changed_at, outcome: change.as_str() })
}

/// What setting a quantity did.
pub fn set(sku: &str, was: Option<i64>, change: RowOutcome, stock: &FreeStock, lang: Lang) -> String {
    let (sku, qty) = (printable(sku), table::yen(stock.free_qty));
    let message = match (was, change) {
        (_, RowOutcome::Unchanged) => msg!("stock-set_already", sku = sku, qty = qty),
        (None, _) => msg!("stock-set_new", sku = sku, qty = qty),
        (Some(was), _) => msg!("stock-set_changed", sku = sku, was = table::yen(was), qty = qty),
    };
    text(&message, lang)
}
