//! The picking list as a table and JSON, and what became of it and of packing slips that were to be printed.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::table::Cell;
use super::{Lang, table};
use crate::desk::pick::name_item;
use crate::desk::slips::SlipBatch;
use crate::plan::pick::{PickItem, PickOrder};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::text::mark::Mark;
use crate::vocabulary::{HandOverReason, PrintOutcome, msg};

#[derive(Serialize)]
struct JsonPick<'a> {
    sku: Option<&'a str>,
    item_code: Option<&'a str>,
    name: &'a str,
    qty: i64,
    orders: Vec<JsonPickOrder<'a>>,
}

#[derive(Serialize)]
struct JsonPickOrder<'a> {
    order: String,
    qty: i64,
    gift: bool,
    sets: &'a [String],
    addon_options: &'a [String],
}

/// Something to fetch, as one line of JSON.
pub fn render_json(item: &PickItem) -> serde_json::Result<String> {
    let orders = item.orders.iter().map(|one| JsonPickOrder {
        order: one.order.to_string(),
        qty: one.qty,
        gift: one.is_gift,
        sets: &one.sets,
        addon_options: &one.addons,
    });
    serde_json::to_string(&JsonPick {
        sku: item.sku.as_deref(),
        item_code: item.item_code.as_deref(),
        name: &item.name,
        qty: item.qty,
        orders: orders.collect(),
    })
}

/// What is to be known of an order's share: that it is a gift, the sets, what was chosen beside it.
pub(super) fn render_remarks(one: &PickOrder, lang: Lang) -> String {
    let gift = one.is_gift.then(|| localize(&msg!("pick-gift"), lang));
    let set = |set: &String| localize(&msg!("pick-part_of", set = set), lang);
    let addon = |addon: &String| localize(&msg!("pick-with_addon", addon = addon), lang);
    let remarks = gift.into_iter().chain(one.sets.iter().map(set)).chain(one.addons.iter().map(addon));
    remarks.collect::<Vec<_>>().join(" ")
}

/// The list: a row for what is to be fetched, and below it one for each order that it goes into.
pub fn render_items(items: &[PickItem], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("pick-sku_or_order"))),
        table::number_column(heading(msg!("pick-pieces"))),
        table::text_column(heading(msg!("pick-name"))),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for item in items {
        let sku = item.sku.clone().unwrap_or_else(|| localize(&msg!("pick-no_sku"), lang));
        rows.push(vec![sku.into(), table::format_yen(item.qty).into(), name_item(item).into()]);
        for one in &item.orders {
            let mark = one.is_gift.then_some(Mark::Warning);
            rows.push(vec![
                format!("  {}", one.order).into(),
                table::format_yen(one.qty).into(),
                Cell::new(render_remarks(one, lang), mark),
            ]);
        }
    }
    pages.render_page(&columns, rows)
}

/// That the list was written, for people.
pub fn render_written(file: &Path, items: &[PickItem], lang: Lang) -> String {
    let pieces = items.iter().fold(0_i64, |sum, item| sum.saturating_add(item.qty));
    let file = sanitize(&file.display().to_string());
    localize(&msg!("pick-written", file = file, skus = items.len(), pieces = pieces), lang)
}

#[derive(Serialize)]
struct JsonSlips<'a> {
    file: Option<Cow<'a, str>>,
    counts: JsonSlipCounts,
    items: Vec<JsonSlip>,
}

#[derive(Serialize)]
struct JsonSlipCounts {
    printed: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonSlip {
    order: String,
    outcome: PrintOutcome,
    reason: Option<HandOverReason>,
    message: Option<String>,
}

/// What became of each slip, as one line of JSON; no file where none was printed.
pub fn render_slips_json(file: Option<&Path>, batch: &SlipBatch, lang: Lang) -> serde_json::Result<String> {
    let printed = batch.slips.iter().map(|slip| JsonSlip {
        order: slip.order.code.clone(),
        outcome: PrintOutcome::Printed,
        reason: None,
        message: None,
    });
    let refused = batch.refused.iter().map(|refusal| JsonSlip {
        order: refusal.order.to_string(),
        outcome: PrintOutcome::Refused,
        reason: Some(refusal.reason),
        message: Some(localize(&refusal.message, lang)),
    });
    serde_json::to_string(&JsonSlips {
        file: file.map(Path::to_string_lossy),
        counts: JsonSlipCounts { printed: batch.slips.len(), refused: batch.refused.len() },
        items: printed.chain(refused).collect(),
    })
}

/// That slips were written, for people.
pub fn render_slips_written(file: &Path, slips: usize, lang: Lang) -> String {
    localize(&msg!("slips-written", file = sanitize(&file.display().to_string()), n = slips), lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap;

    #[test]
    fn eighty_columns_are_enough_whatever_a_sku_is() {
        let order = PickOrder {
            order: "412345678-2".parse().unwrap(),
            qty: 2,
            is_gift: true,
            sets: vec!["SET-1".to_owned()],
            addons: vec!["名入れ:あり(+300円)".repeat(5)],
        };
        let item = |sku: &str| PickItem {
            sku: Some(sku.to_owned()),
            item_code: None,
            name: "見本の商品です".repeat(12),
            qty: 2,
            orders: vec![order.clone()],
        };
        let items = [item("CUP-01"), item(&"S".repeat(100))];
        for lang in [Lang::En, Lang::Ja] {
            let text = render_items(&items, lang, &mut table::PagedTable::new(Some(80)));
            assert!(text.lines().all(|line| wrap::width(line) <= 80), "{text}");
            // A row for each order, below its SKU.
            let of_order = text.lines().filter(|line| line.contains("  412345678-2 ")).count();
            assert_eq!(of_order, 2, "{text}");
        }
    }
}
