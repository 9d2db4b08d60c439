//! ItemsOrder: price, quantity and end of sale of items without options.

use chrono::{Months, NaiveDate};
use serde_json::Value;

use super::super::answer::MethodAnswer;
use super::super::model::{Offer, Stock};
use super::super::world::{World, day_of};
use super::confirm::{field, json_rows};
use super::lookup::ItemFilter;
use super::options::echo;
use super::params::{read_qty, read_yen};
use super::{Call, command};

/// What a call wants of one item; empty means: leave it, except for the end of sale.
struct PriceUpdate<'a> {
    item_code: &'a str,
    seller_code: &'a str,
    price: &'a str,
    tax_rate: &'a str,
    qty: &'a str,
    ends_on: &'a str,
}

impl<'a> PriceUpdate<'a> {
    fn of(get: impl Fn(&str) -> &'a str) -> Self {
        Self {
            item_code: get("ItemCode"),
            seller_code: get("SellerCode"),
            price: get("Price"),
            tax_rate: get("TaxRate"),
            qty: get("Qty"),
            ends_on: get("ExpireDate"),
        }
    }

    fn target(&self) -> &'a str {
        if self.item_code.is_empty() { self.seller_code } else { self.item_code }
    }

    fn values(&self) -> String {
        format!("qty={} price={} tax={} end={}", self.qty, self.price, self.tax_rate, self.ends_on)
    }
}

/// SetGoodsPriceQty.
pub(super) fn single(world: &mut World, call: &Call) -> MethodAnswer {
    let wish = PriceUpdate::of(|name| call.params.get(name));
    let code = fulfil(world, call, &wish);
    command(world.note(call, wish.target(), wish.values(), code))
}

/// SetGoodsPriceQtyBulk: up to 500 items; the answer counts.
pub(super) fn bulk(world: &mut World, call: &Call) -> MethodAnswer {
    let rows = match json_rows(call.params.get("ItemInfoJson")) {
        Ok(rows) => rows,
        Err(code) => return over_or_damaged(world, call, code),
    };
    let answers = rows.iter().map(|row| {
        let wish = PriceUpdate::of(|name| field(row, name));
        let texts_only = row.as_object().is_some_and(|row| row.values().all(Value::is_string));
        let code = if texts_only { fulfil(world, call, &wish) } else { -10101 };
        world.note(call, wish.target(), wish.values(), code);
        (echo(row), code)
    });
    MethodAnswer::ItemBulk(answers.collect())
}

/// The item bulk calls' answer to more than 500 rows (-2) or damaged JSON.
pub(super) fn over_or_damaged(world: &mut World, call: &Call, code: i64) -> MethodAnswer {
    let code = if code == -10011 { -2 } else { -10101 };
    world.note(call, "", "bulk".to_owned(), code);
    command(code)
}

fn fulfil(world: &mut World, call: &Call, wish: &PriceUpdate) -> i64 {
    let Some(item) = world.asked_item(wish.item_code, wish.seller_code, ItemFilter::Normal) else {
        return -10001;
    };
    let code = item.code.clone();
    let Some(offer) = offer(&item.offer, wish, day_of(call.now)) else { return -10101 };
    world.remember_offer(&code, call.now);
    if let Some(item) = world.items.get_mut(&code) {
        item.offer = offer;
    }
    0
}

/// The offer after the call; none when something does not fit.
fn offer(old: &Offer, wish: &PriceUpdate, today: NaiveDate) -> Option<Offer> {
    let price = match wish.price {
        "" => old.price,
        price => read_yen(price).filter(|price| *price > 0)?,
    };
    let stock = match (&old.stock, wish.qty) {
        (stock, "") => stock.clone(),
        (Stock::Plain(_), qty) => Stock::Plain(read_qty(qty)?),
        _ => return None,
    };
    if !matches!(wish.tax_rate, "" | "S" | "10" | "8" | "0") {
        return None;
    }
    let ends_on = match wish.ends_on {
        "" => today.checked_add_months(Months::new(12))?,
        day if day.len() == 10 => {
            NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|day| *day >= today)?
        }
        _ => return None,
    };
    Some(Offer { price, ends_on: Some(ends_on), stock })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_left_out_stays_but_the_end_of_sale_moves_a_year() {
        let old = Offer { price: 1000, ends_on: Some(day("2026-12-31")), stock: Stock::Plain(5) };
        let result = |pairs: &'static [(&str, &str)]| {
            let wish = PriceUpdate::of(|name| pairs.iter().find(|p| p.0 == name).map_or("", |p| p.1));
            offer(&old, &wish, day("2026-07-01"))
        };
        let qty_only = result(&[("Qty", "7")]).unwrap();
        assert_eq!(qty_only, Offer { price: 1000, ends_on: Some(day("2027-07-01")), stock: Stock::Plain(7) });
        let kept = result(&[("Qty", "7"), ("ExpireDate", "2026-12-31")]).unwrap();
        assert_eq!(kept.ends_on, old.ends_on);
        assert_eq!(result(&[("Price", "900.0000")]).unwrap().price, 900);
        let bad: [&[(&str, &str)]; 6] = [
            &[("Qty", "-1")],
            &[("Qty", "1.5")],
            &[("Price", "0")],
            &[("TaxRate", "5")],
            &[("ExpireDate", "20261231")],
            &[("ExpireDate", "2026-06-30")],
        ];
        for pairs in bad {
            assert_eq!(result(pairs), None, "{pairs:?}");
        }
    }
}
