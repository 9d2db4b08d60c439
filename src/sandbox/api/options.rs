//! ItemsOptions: the stock options of normal items, all at once or row by row.

use std::collections::HashSet;

use super::super::model::{OptionRow, Stock};
use super::super::names::escape_html;
use super::super::request::Params;
use super::super::variants::Names;
use super::super::world::World;
use super::bulk::{read_lenient, run_item_bulk};
use super::call::{Call, MethodResult, to_answer};
use super::lookup::{ItemFilter, NO_CODE};
use super::values::{parse_qty, parse_yen};

const MAX_VALUES_PER_AXIS: usize = 20;
const MAX_TEXT_CHARS: usize = 50;

/// EditGoodsInventory: the list sent is the whole list; an empty one deletes every option.
pub(super) fn replace_options(world: &mut World, call: &Call) -> MethodResult {
    let list = call.get("InventoryInfo");
    let result = try_replace(world, call, list);
    call.record(world, call.get("ItemCode"), format!("options={list}"), result).map(to_answer)
}

fn try_replace(world: &mut World, call: &Call, list: &str) -> Result<(), i64> {
    let item = world.find_item(call.params, ItemFilter::Normal)?;
    let code = item.code.clone();
    let stock = match list {
        "" => Stock::Plain(0),
        list => Stock::Options(parse_options(list, item.offer.price).ok_or(-10002)?),
    };
    world.change_offer(&code, call.now, |offer| offer.stock = stock);
    Ok(())
}

/// One axis `Name||*Value||*Price||*Qty||*Code`, two axes with two pairs; rows joined by `$$`.
fn parse_options(list: &str, item_price: i64) -> Option<Vec<OptionRow>> {
    let rows = list.strip_suffix("$$").unwrap_or(list).split("$$").map(parse_option);
    let rows: Vec<OptionRow> = rows.collect::<Option<_>>()?;
    let axes = rows.first().map(|row| row.names.clone())?;
    let values = |n: usize| rows.iter().filter_map(|row| row.values.get(n)).collect::<HashSet<_>>();
    let double = (1..rows.len()).any(|n| rows[..n].iter().any(|row| row.values == rows[n].values));
    let fits = rows.iter().all(|row| row.names == axes && is_price_allowed(row.price, item_price))
        && (0..axes.len()).all(|n| values(n).len() <= MAX_VALUES_PER_AXIS)
        && rows.iter().any(|row| row.price == 0)
        && !double;
    fits.then_some(rows)
}

fn parse_option(row: &str) -> Option<OptionRow> {
    let cells: Vec<_> = row.split("||*").collect();
    let (names, values, [price, qty, code]) = match cells[..] {
        [name, value, price, qty, code] => (vec![name], vec![value], [price, qty, code]),
        [name1, value1, name2, value2, price, qty, code] => {
            (vec![name1, name2], vec![value1, value2], [price, qty, code])
        }
        _ => return None,
    };
    let text_fits = |text: &&str| !text.is_empty() && text.chars().count() <= MAX_TEXT_CHARS;
    if !names.iter().chain(&values).all(text_fits) || code.chars().count() > MAX_TEXT_CHARS {
        return None;
    }
    let own = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    Some(OptionRow {
        names: own(names),
        values: own(values),
        price: parse_yen(price)?,
        qty: parse_qty(qty)?,
        code: code.to_owned(),
    })
}

/// Within half of the item's price, up or down.
fn is_price_allowed(price: i64, item_price: i64) -> bool {
    price.abs() * 2 <= item_price
}

/// UpdateInventoryDataUnit: quantity, price and code of one row; a code left out is emptied.
pub(super) fn update_row(world: &mut World, call: &Call) -> MethodResult {
    update(world, call, call.params, true).map(to_answer)
}

/// UpdateInventoryQtyUnit: the quantity of one row.
pub(super) fn update_qty(world: &mut World, call: &Call) -> MethodResult {
    update(world, call, call.params, false).map(to_answer)
}

/// UpdateInventoryDataBulk.
pub(super) fn update_bulk(world: &mut World, call: &Call) -> MethodResult {
    run_item_bulk(world, call, |world, call, row| update(world, call, &read_lenient(row), true))
}

fn update(world: &mut World, call: &Call, p: &Params, whole_row: bool) -> Result<(), i64> {
    let result = try_update(world, call, p, whole_row);
    let (item, option) = (p.get_either("ItemCode", "SellerCode"), p.get_either("OptionValue", "OptionCode"));
    let values = match whole_row {
        true => format!("qty={} price={} code={}", p.get("Qty"), p.get("Price"), p.get("OptionCode")),
        false => format!("qty={}", p.get("Qty")),
    };
    call.record(world, &format!("{item}/{option}"), values, result)
}

fn try_update(world: &mut World, call: &Call, p: &Params, whole_row: bool) -> Result<(), i64> {
    let item = world.find_item(p, ItemFilter::Normal)?;
    let (code, item_price) = (item.code.clone(), item.offer.price);
    let Stock::Options(rows) = &item.offer.stock else { return Err(-10101) };
    let names = world.variants.names;
    let position = rows.iter().position(|row| is_for_row(p, row, names)).ok_or(-10101)?;
    let qty = parse_qty(p.get("Qty")).ok_or(-10101)?;
    let price = parse_yen(p.get("Price")).filter(|price| is_price_allowed(*price, item_price));
    if whole_row && price.is_none() {
        return Err(-10101);
    }
    world.change_offer(&code, call.now, |offer| {
        let Stock::Options(rows) = &mut offer.stock else { return };
        rows[position].qty = qty;
        if let (true, Some(price)) = (whole_row, price) {
            rows[position].price = price;
            let code = &mut rows[position].code;
            // What it shows of an option without a code does not become its code.
            if !(code.is_empty() && p.get("OptionCode") == NO_CODE) {
                p.get("OptionCode").clone_into(code);
            }
        }
    });
    Ok(())
}

/// Names have to come back as they were read.
fn is_for_row(p: &Params, row: &OptionRow, names: Names) -> bool {
    let read = |texts: &[String]| match names {
        Names::Plain => texts.join("||*"),
        Names::Escaped => escape_html(&texts.join("||*")),
    };
    let (name, value, code) = (p.get("OptionName"), p.get("OptionValue"), p.get("OptionCode"));
    match value.is_empty() {
        true => !code.is_empty() && row.code == code,
        false => read(&row.names) == name && read(&row.values) == value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn option_lists_are_read_strictly() {
        let good = ["色||*白||*0||*5||*-W$$色||*黒||*-500||*0||*", "色||*白||*サイズ||*M||*0||*5||*-W-M$$"];
        for list in good {
            assert!(parse_options(list, 1000).is_some(), "{list}");
        }
        let bad = [
            ("色||*白||*501||*5||*-W$$色||*黒||*0||*1||*", "price outside"),
            ("色||*白||*100||*5||*-W", "no row without a price difference"),
            ("色||*白||*0||*5", "a column short"),
            ("色||*白||*0||*5||*a$$色||*白||*0||*6||*b", "double"),
            ("色||*白||*0||*5||*a$$形||*丸||*0||*6||*b", "two axis names"),
            ("色||*||*0||*5||*a", "empty value"),
            ("色||*白||*0||*-5||*a", "negative quantity"),
            ("$$", "no rows"),
        ];
        for (list, why) in bad {
            assert!(parse_options(list, 1000).is_none(), "{why}");
        }
        let many = |n: usize| (0..n).map(|k| format!("色||*{k}||*0||*1||*")).collect::<Vec<_>>().join("$$");
        assert!(parse_options(&many(20), 1000).is_some() && parse_options(&many(21), 1000).is_none());
    }
}
