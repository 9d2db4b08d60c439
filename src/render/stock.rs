//! Free stock as tables and JSON, and what changing it did.

use serde::Serialize;

use super::{Lang, loading, table};
use crate::desk::stock::{StockChange, StockView};
use crate::domain::time::format_jst;
use crate::plan::free_stock::ComputedStock;
use crate::plan::free_stock_message::explain;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{RowOutcome, StockBasis, msg};

#[derive(Serialize)]
struct JsonStock<'a> {
    sku: &'a str,
    basis: StockBasis,
    count: Option<i64>,
    counted_at: Option<String>,
    in_orders: i64,
    reserve: i64,
    cap: Option<i64>,
    percent: i64,
    free_qty: Option<i64>,
    changed_at: Option<String>,
}

#[derive(Serialize)]
struct JsonStockSet<'a> {
    sku: &'a str,
    was: Option<i64>,
    count: i64,
    basis: StockBasis,
    free_qty: Option<i64>,
    changed_at: &'a str,
    outcome: &'a str,
}

/// The free stock of a SKU as one line of JSON.
pub fn render_json(view: &StockView) -> serde_json::Result<String> {
    let StockView { sku, stock, count, .. } = view;
    serde_json::to_string(&JsonStock {
        sku,
        basis: stock.basis,
        count: count.as_ref().filter(|_| stock.basis != StockBasis::Set).map(|count| count.qty),
        counted_at: count.as_ref().map(|count| format_jst(count.counted_at)),
        in_orders: stock.in_orders,
        reserve: stock.rules.reserve,
        cap: stock.rules.cap,
        percent: stock.rules.percent,
        free_qty: stock.free.clone().ok(),
        changed_at: count.as_ref().map(|count| format_jst(count.changed_at)),
    })
}

/// Counts, what was taken off, and what is left, with what Qoo10 was last told.
pub fn render_stock(all: &[StockView], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("table-sku"))),
        table::whole_column(heading(msg!("stock-basis"))),
        table::number_column(heading(msg!("stock-count"))),
        table::number_column(heading(msg!("stock-in_orders"))),
        table::number_column(heading(msg!("stock-reserve"))),
        table::number_column(heading(msg!("stock-free"))),
        table::number_column(heading(msg!("stock-sent"))),
    ];
    let rows = all.iter().map(|StockView { sku, stock, sent, .. }| {
        let sent = match sent.sent_range {
            None => NOTHING.to_owned(),
            Some((least, most)) if least == most => table::format_yen(least),
            Some((least, most)) => localize(
                &msg!("stock-range", least = table::format_yen(least), most = table::format_yen(most)),
                lang,
            ),
        };
        vec![
            sku.clone(),
            localize(&stock.basis.message(), lang),
            format_optional(stock.count),
            table::format_yen(stock.in_orders),
            table::format_yen(stock.rules.reserve),
            format_optional(stock.free.as_ref().ok().copied()),
            sent,
        ]
    });
    pages.render_page(&columns, rows.collect())
}

/// What stands in a cell that has nothing to say.
const NOTHING: &str = "-";

fn format_optional(qty: Option<i64>) -> String {
    qty.map_or_else(|| NOTHING.to_owned(), table::format_yen)
}

/// What a count by hand did, as one line of JSON.
pub fn render_set_json(sku: &str, change: &StockChange) -> serde_json::Result<String> {
    serde_json::to_string(&JsonStockSet {
        sku,
        was: change.was.as_ref().map(|was| was.qty),
        count: change.count.qty,
        basis: change.count.basis,
        free_qty: change.stock.as_ref().and_then(|stock| stock.free.clone().ok()),
        changed_at: &format_jst(change.count.changed_at),
        outcome: change.outcome.as_str(),
    })
}

/// What a count by hand did; where something was taken off it, also what is left.
pub fn render_set(sku: &str, change: &StockChange, lang: Lang) -> String {
    let (sku, qty) = (sanitize(sku), table::format_yen(change.count.qty));
    let was = change.was.as_ref().map(|was| (table::format_yen(was.qty), was.basis));
    let message = match (was, change.outcome) {
        (_, RowOutcome::Unchanged) => msg!("stock-set_again", sku = sku, qty = qty),
        (None, _) => msg!("stock-set_new", sku = sku, qty = qty),
        (Some((was, basis)), _) if basis == change.count.basis => {
            msg!("stock-set_changed", sku = sku, was = was, qty = qty)
        }
        (Some((was, was_basis)), _) => {
            let (was_basis, basis) = (was_basis.message(), change.count.basis.message());
            msg!("stock-set_basis", sku = sku, was = was, was_basis = was_basis, qty = qty, basis = basis)
        }
    };
    let is_less = |stock: &&ComputedStock| stock.free != Ok(change.count.qty);
    let message = match change.stock.as_ref().filter(is_less).filter(|_| !change.is_set) {
        Some(stock) => msg!("text-then", first = message, then = explain(stock)),
        None => message,
    };
    localize(&message, lang)
}

/// What should be looked at in a count by hand, for stderr.
pub fn render_set_warnings(sku: &str, change: &StockChange, lang: Lang) -> String {
    let warning = change.is_set.then(|| msg!("stock-counted_sets", n = 1, skus = sku));
    warning.map(|warning| loading::render_warning(&warning, lang)).unwrap_or_default()
}
