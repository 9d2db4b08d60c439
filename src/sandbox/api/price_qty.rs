//! ItemsOrder: price, quantity and end of sale of items without options.

use chrono::{Months, NaiveDate};

use super::super::model::{Offer, Stock};
use super::super::request::Params;
use super::super::variants::NoTaxRate;
use super::super::world::{World, to_day};
use super::bulk::{read_lenient, run_item_bulk};
use super::call::{Call, MethodResult, to_answer};
use super::lookup::ItemFilter;
use super::values::{parse_qty, parse_yen};

/// SetGoodsPriceQty.
pub(super) fn set_single(world: &mut World, call: &Call) -> MethodResult {
    let result = update(world, call, call.params);
    record(world, call, call.params, result).map(to_answer)
}

/// SetGoodsPriceQtyBulk.
pub(super) fn set_bulk(world: &mut World, call: &Call) -> MethodResult {
    run_item_bulk(world, call, |world, call, row| {
        let row = read_lenient(row);
        let result = update(world, call, &row);
        record(world, call, &row, result)
    })
}

fn record(world: &mut World, call: &Call, p: &Params, result: Result<(), i64>) -> Result<(), i64> {
    let [qty, price, tax, end] = ["Qty", "Price", "TaxRate", "ExpireDate"].map(|name| p.get(name));
    let values = format!("qty={qty} price={price} tax={tax} end={end}");
    call.record(world, p.get_either("ItemCode", "SellerCode"), values, result)
}

fn update(world: &mut World, call: &Call, p: &Params) -> Result<(), i64> {
    let item = world.find_item(p, ItemFilter::Normal)?;
    let code = item.code.clone();
    let tax_rate = match world.variants.no_tax_rate {
        NoTaxRate::Cleared => String::new(),
        NoTaxRate::Kept => item.offer.tax_rate.clone(),
    };
    let offer = build_offer(&item.offer, &tax_rate, p, to_day(call.now)).ok_or(-10101)?;
    world.change_offer(&code, call.now, |old| *old = offer);
    Ok(())
}

/// The quantity of an item for which a call names none (OFFICIAL, LIVE-NOTE).
const QTY_LEFT_OUT: i64 = 9999;

/// The offer after the call; none when something does not fit. What is left out does not stay, but for the
/// price.
fn build_offer(old: &Offer, tax_left_out: &str, p: &Params, today: NaiveDate) -> Option<Offer> {
    let price = match p.get("Price") {
        "" => old.price,
        price => parse_yen(price).filter(|price| *price > 0)?,
    };
    let stock = match (&old.stock, p.get("Qty")) {
        (stock, "unchanged") => stock.clone(),
        (Stock::Plain(_), "") => Stock::Plain(QTY_LEFT_OUT),
        (stock, "") => stock.clone(),
        (Stock::Plain(_), qty) => Stock::Plain(parse_qty(qty)?),
        _ => return None,
    };
    let tax_rate = match p.get("TaxRate") {
        "" => tax_left_out,
        rate @ ("S" | "10" | "8" | "0") => rate,
        _ => return None,
    };
    let ends_on = match p.get("ExpireDate") {
        "" => today.checked_add_months(Months::new(12))?,
        day if day.len() == 10 => {
            NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|day| *day >= today)?
        }
        _ => return None,
    };
    Some(Offer { price, ends_on: Some(ends_on), tax_rate: tax_rate.to_owned(), stock })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_left_out_is_reset_but_for_the_price() {
        let offer = |ends_on, tax_rate: &str, qty| Offer {
            price: 1000,
            ends_on: Some(day(ends_on)),
            tax_rate: tax_rate.to_owned(),
            stock: Stock::Plain(qty),
        };
        let old = offer("2026-12-31", "8", 5);
        let result =
            |pairs: &[(&str, &str)]| build_offer(&old, "", &Params::from_pairs(pairs), day("2026-07-01"));
        assert_eq!(result(&[("Qty", "7")]).unwrap(), offer("2027-07-01", "", 7));
        let all = [("Qty", "7"), ("ExpireDate", "2026-12-31"), ("TaxRate", "8")];
        assert_eq!(result(&all).unwrap(), offer("2026-12-31", "8", 7));
        assert_eq!(result(&all[1..]).unwrap().stock, Stock::Plain(9999));
        assert_eq!(result(&[("Qty", "unchanged")]).unwrap().stock, old.stock);
        assert_eq!(
            build_offer(&old, "8", &Params::from_pairs(&[]), day("2026-07-01")).unwrap().tax_rate,
            "8"
        );
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
