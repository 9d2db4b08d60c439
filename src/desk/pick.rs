//! The picking list (FIL-7): what has to be fetched for the orders that may leave, exported or not.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::domain::stock_facts::{LineGoods, SetPart};
use crate::plan::hand_over::judge_packing;
use crate::plan::pick::{PickItem, PickLine, PickOrder, SetParts, count_pieces};
use crate::store::{Error, Store};
use crate::strings::clean::is_blank;
use crate::strings::printable::flatten;
use crate::strings::spreadsheet::defuse_formula;

/// By which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Counts what has to be fetched.
///
/// # Errors
/// When the state file cannot be read.
pub fn gather_picks(store: &Store) -> Result<Vec<PickItem>, Error> {
    let orders = store.list_hand_over_candidates()?;
    let may_leave = orders.iter().filter(|order| judge_packing(&order.state).is_ok());
    let codes: BTreeMap<_, _> = may_leave.map(|order| (order.order_id, order.code)).collect();
    let gifts = store.list_open_gift_texts()?.into_iter().filter(|(_, text)| !is_blank(text));
    let gifts: BTreeSet<i64> = gifts.map(|(order_id, _)| order_id).collect();
    let index = store.load_sku_index()?;
    let lines = store.list_open_packing_lines()?.into_iter().filter_map(|line| {
        // Not every open order may leave.
        let order = *codes.get(&line.order_id)?;
        // What is sold by a listing lies on the shelf as the listing's SKU (STK-7).
        let goods = LineGoods {
            item_code: line.item_code.clone(),
            option_code: line.option_code,
            option: line.option.clone(),
            sku: line.sku,
        };
        Some(PickLine {
            order,
            is_gift: gifts.contains(&line.order_id),
            sku: index.find_sku(&goods).map(str::to_owned),
            item_code: line.item_code,
            name: line.name,
            option: line.option,
            addon_options: line.addon_options,
            qty: line.qty,
        })
    });
    Ok(count_pieces(lines, &load_set_parts(store)?))
}

/// The parts of each set.
fn load_set_parts(store: &Store) -> Result<SetParts, Error> {
    let part = |part: SetPart| (part.sku, part.qty);
    let sets = store.load_sets()?.into_iter();
    Ok(sets.map(|(set, parts)| (set, parts.into_iter().map(part).collect())).collect())
}

/// What it is called: by its item code too where it has no SKU.
pub fn name_item(item: &PickItem) -> String {
    match item.item_code.as_deref().filter(|_| item.sku.is_none()) {
        Some(code) => format!("{code} {}", flatten(&item.name)),
        None => flatten(&item.name),
    }
}

/// The list for a spreadsheet: UTF-8 with a byte order mark, cells that are no formulas. Behind the code of a
/// gift stands `gift`.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn write_csv(items: &[PickItem], gift: &str) -> io::Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(["sku", "name", "qty", "orders"])?;
    for item in items {
        let sku = flatten(item.sku.as_deref().unwrap_or_default());
        let name = name_item(item);
        let order = |one: &PickOrder| match one.is_gift {
            true => format!("{}({gift})", one.order),
            false => one.order.to_string(),
        };
        // Between commas a spreadsheet would read one long number.
        let orders = item.orders.iter().map(order).collect::<Vec<_>>().join(" ");
        let (sku, name) = (defuse_formula(&sku), defuse_formula(&name));
        writer.write_record([&*sku, &*name, &item.qty.to_string(), &*orders])?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_a_list_for_spreadsheets_has_no_formulas_and_one_row_for_each_sku() {
        let order = |code: &str, is_gift| PickOrder {
            order: code.parse().unwrap(),
            qty: 1,
            is_gift,
            sets: Vec::new(),
            addons: Vec::new(),
        };
        let item = |sku: Option<&str>, name: &str, orders| PickItem {
            sku: sku.map(str::to_owned),
            item_code: Some("812345678".to_owned()),
            name: name.to_owned(),
            qty: 2,
            orders,
        };
        let items = [
            item(Some("-SKU"), "=HYPERLINK(\"x\")", vec![order("412345678", false)]),
            item(Some("A,B"), "二行\nの名", vec![order("412345678", false), order("412345679-2", true)]),
            item(None, "見本", vec![order("412345678", true)]),
        ];
        let bytes = write_csv(&items, "gift").unwrap();
        let text = std::str::from_utf8(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap()).unwrap();
        assert_eq!(
            text,
            "sku,name,qty,orders\r\n'-SKU,\"'=HYPERLINK(\"\"x\"\")\",2,412345678\r\n\
             \"A,B\",二行 の名,2,412345678 412345679-2(gift)\r\n,812345678 見本,2,412345678(gift)\r\n"
        );
    }
}
