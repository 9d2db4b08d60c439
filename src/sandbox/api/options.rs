//! ItemsOptions: the stock options of normal items, all at once or row by row.

use serde_json::Value;

use super::super::answer::MethodAnswer;
use super::super::json::JsonValue;
use super::super::model::{OptionRow, Stock};
use super::super::world::World;
use super::confirm::json_rows;
use super::lookup::ItemFilter;
use super::params::{read_qty, read_yen};
use super::price_qty::over_or_damaged;
use super::{Call, command};

const MAX_VALUES_PER_AXIS: usize = 20;
const MAX_TEXT_CHARS: usize = 50;

/// EditGoodsInventory: the list sent is the whole list; an empty one deletes every option.
pub(super) fn replace(world: &mut World, call: &Call) -> MethodAnswer {
    let (item_code, list) = (call.params.get("ItemCode"), call.params.get("InventoryInfo"));
    let code = try_replace(world, call, item_code, list);
    command(world.note(call, item_code, format!("options={list}"), code))
}

fn try_replace(world: &mut World, call: &Call, item_code: &str, list: &str) -> i64 {
    let Some(item) = world.asked_item(item_code, call.params.get("SellerCode"), ItemFilter::Normal) else {
        return -10001;
    };
    let (code, price) = (item.code.clone(), item.offer.price);
    let stock = if list.is_empty() {
        Stock::Plain(0)
    } else {
        match read_list(list, price) {
            Some(rows) => Stock::Options(rows),
            None => return -10002,
        }
    };
    world.remember_offer(&code, call.now);
    if let Some(item) = world.items.get_mut(&code) {
        item.offer.stock = stock;
    }
    0
}

/// One axis `Name||*Value||*Price||*Qty||*Code`, two axes with two pairs; rows joined by `$$`.
fn read_list(list: &str, item_price: i64) -> Option<Vec<OptionRow>> {
    let rows = list.strip_suffix("$$").unwrap_or(list).split("$$").map(read_row);
    let rows: Vec<OptionRow> = rows.collect::<Option<_>>()?;
    let axes = rows.first().map(|row| row.names.clone())?;
    let values =
        |n: usize| rows.iter().filter_map(|row| row.values.get(n)).collect::<std::collections::HashSet<_>>();
    let double = (1..rows.len()).any(|n| rows[..n].iter().any(|row| row.values == rows[n].values));
    let fits = rows.iter().all(|row| row.names == axes && price_fits(row.price, item_price))
        && (0..axes.len()).all(|n| values(n).len() <= MAX_VALUES_PER_AXIS)
        && rows.iter().any(|row| row.price == 0)
        && !double;
    fits.then_some(rows)
}

fn read_row(row: &str) -> Option<OptionRow> {
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
        price: read_yen(price)?,
        qty: read_qty(qty)?,
        code: code.to_owned(),
    })
}

/// Within half of the item's price, up or down.
fn price_fits(price: i64, item_price: i64) -> bool {
    price.abs() * 2 <= item_price
}

/// What a call wants of one option row.
#[derive(Debug, Clone, Default)]
struct OptionUpdate {
    item_code: String,
    seller_code: String,
    name: String,
    value: String,
    code: String,
    price: String,
    qty: String,
    /// Whether price and code are set too; a code left out is then emptied.
    whole_row: bool,
}

impl OptionUpdate {
    fn of(get: impl Fn(&str) -> String, whole_row: bool) -> Self {
        Self {
            item_code: get("ItemCode"),
            seller_code: get("SellerCode"),
            name: get("OptionName"),
            value: get("OptionValue"),
            code: get("OptionCode"),
            price: get("Price"),
            qty: get("Qty"),
            whole_row,
        }
    }

    fn target(&self) -> String {
        let item = if self.item_code.is_empty() { &self.seller_code } else { &self.item_code };
        let option = if self.value.is_empty() { &self.code } else { &self.value };
        format!("{item}/{option}")
    }

    fn values(&self) -> String {
        match self.whole_row {
            true => format!("qty={} price={} code={}", self.qty, self.price, self.code),
            false => format!("qty={}", self.qty),
        }
    }

    fn is_for_row(&self, row: &OptionRow) -> bool {
        match self.value.is_empty() {
            true => !self.code.is_empty() && row.code == self.code,
            false => row.names.join("||*") == self.name && row.values.join("||*") == self.value,
        }
    }
}

/// UpdateInventoryDataUnit: quantity, price and code of one row.
pub(super) fn update_row(world: &mut World, call: &Call) -> MethodAnswer {
    unit(world, call, true)
}

/// UpdateInventoryQtyUnit: the quantity of one row.
pub(super) fn update_qty(world: &mut World, call: &Call) -> MethodAnswer {
    unit(world, call, false)
}

fn unit(world: &mut World, call: &Call, whole_row: bool) -> MethodAnswer {
    let wish = OptionUpdate::of(|name| call.params.get(name).to_owned(), whole_row);
    let code = fulfil(world, call, &wish);
    command(world.note(call, &wish.target(), wish.values(), code))
}

/// UpdateInventoryDataBulk: up to 500 rows.
pub(super) fn bulk(world: &mut World, call: &Call) -> MethodAnswer {
    let rows = match json_rows(call.params.get("ItemInfoJson")) {
        Ok(rows) => rows,
        Err(code) => return over_or_damaged(world, call, code),
    };
    let answers = rows.iter().map(|row| {
        let wish = OptionUpdate::of(|name| get_lenient_text(row, name), true);
        let code = fulfil(world, call, &wish);
        world.note(call, &wish.target(), wish.values(), code);
        (echo(row), code)
    });
    MethodAnswer::ItemBulk(answers.collect())
}

fn fulfil(world: &mut World, call: &Call, wish: &OptionUpdate) -> i64 {
    let Some(item) = world.asked_item(&wish.item_code, &wish.seller_code, ItemFilter::Normal) else {
        return -10001;
    };
    let (code, item_price) = (item.code.clone(), item.offer.price);
    let Stock::Options(rows) = &item.offer.stock else { return -10101 };
    let Some(position) = rows.iter().position(|row| wish.is_for_row(row)) else { return -10101 };
    let Some(qty) = read_qty(&wish.qty) else { return -10101 };
    let price = read_yen(&wish.price).filter(|price| price_fits(*price, item_price));
    if wish.whole_row && price.is_none() {
        return -10101;
    }
    world.remember_offer(&code, call.now);
    if let Some(Stock::Options(rows)) = world.items.get_mut(&code).map(|item| &mut item.offer.stock) {
        rows[position].qty = qty;
        if let (true, Some(price)) = (wish.whole_row, price) {
            rows[position].price = price;
            rows[position].code.clone_from(&wish.code);
        }
    }
    0
}

/// A text or a number of a row, as text: the guide's sample leaves price and quantity unquoted.
fn get_lenient_text(row: &Value, name: &str) -> String {
    match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A row as it was sent.
pub(super) fn echo(row: &Value) -> JsonValue {
    let fields = row.as_object().into_iter().flatten();
    JsonValue::Object(
        fields.map(|(key, _)| (key.clone(), JsonValue::Exact(get_lenient_text(row, key)))).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn option_lists_are_read_strictly() {
        let good = ["色||*白||*0||*5||*-W$$色||*黒||*-500||*0||*", "色||*白||*サイズ||*M||*0||*5||*-W-M$$"];
        for list in good {
            assert!(read_list(list, 1000).is_some(), "{list}");
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
            assert!(read_list(list, 1000).is_none(), "{why}");
        }
        let many = |n: usize| (0..n).map(|k| format!("色||*{k}||*0||*1||*")).collect::<Vec<_>>().join("$$");
        assert!(read_list(&many(20), 1000).is_some() && read_list(&many(21), 1000).is_none());
    }
}
