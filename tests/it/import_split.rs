//! IMP-7: one order for each delivery company, and lines that turn up later. Which orders are made of which
//! lines:
//! `plan::import::cart`.

use serde_json::Value;

use crate::support::{Row, Shop, row};

const SAGAWA: &str = "佐川急便";
const YUPACK: &str = "ゆうパック";

fn line(no: i64, company: &str) -> Row {
    row().no(no).carrier(company)
}

/// Code, company and order numbers of every order.
fn split(shop: &Shop) -> Vec<(String, String, String)> {
    let text = |o: &Value, key: &str| o[key].as_str().unwrap().to_owned();
    let mut all: Vec<_> = shop
        .orders()
        .iter()
        .map(|o| (text(o, "order"), text(o, "carrier"), text(o, "order_no_sum")))
        .collect();
    all.sort();
    all
}

fn expected(orders: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    orders.iter().map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into())).collect()
}

#[test]
fn imp_07_each_cart_is_split_by_its_own_companies_and_the_report_names_the_orders() {
    let rows = [
        line(12, SAGAWA),
        line(3, YUPACK).cart(5),
        line(11, YUPACK),
        line(22, SAGAWA).cart(6),
        line(13, SAGAWA),
        line(2, SAGAWA).cart(5),
        line(21, SAGAWA).cart(6),
    ];
    let shop = Shop::with_rows(rows.to_vec());
    let report = shop.import();
    assert_eq!(report.counts(), [7, 7, 0, 0]);
    let orders = [
        ("412345678-1", YUPACK, "11"),
        ("412345678-2", SAGAWA, "12,13"),
        ("5-1", SAGAWA, "2"),
        ("5-2", YUPACK, "3"),
        ("6", SAGAWA, "21,22"),
    ];
    assert_eq!(split(&shop), expected(&orders));
    let lines = shop.show("6")["lines"].clone();
    let places: Vec<_> = lines.as_array().unwrap().iter().map(|l| l["line"].as_i64().unwrap()).collect();
    assert_eq!(places, [1, 2]);
    for item in report.items("imported") {
        let (no, order) = (item["order_no"].as_str().unwrap(), item["order"].as_str().unwrap());
        assert!(orders.iter().any(|(code, _, sum)| *code == order && sum.split(',').any(|n| n == no)));
    }
    let run = shop.run(&["orders", "show", "412345678"]).expect(2);
    assert!(run.stdout.is_empty(), "the bare number of a split cart is no order");
}

#[test]
fn imp_07_late_lines_take_the_next_free_suffix_and_nothing_imported_changes() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA), line(1, SAGAWA).cart(5), line(2, YUPACK).cart(5)]);
    shop.import();
    let before: Vec<Value> = ["412345678", "5-1", "5-2"].map(|code| shop.show(code)).into();
    // The known lines have left the list meanwhile.
    shop.fake.set_rows(vec![line(10, SAGAWA), line(3, YUPACK).cart(5)]);
    assert_eq!(shop.import().counts(), [2, 2, 0, 0]);
    shop.fake.add_row(line(12, SAGAWA));
    assert_eq!(shop.import().counts(), [3, 1, 2, 0]);
    let orders = [
        ("412345678", SAGAWA, "11"),
        ("412345678-2", SAGAWA, "10"),
        ("412345678-3", SAGAWA, "12"),
        ("5-1", SAGAWA, "1"),
        ("5-2", YUPACK, "2"),
        ("5-3", YUPACK, "3"),
    ];
    assert_eq!(split(&shop), expected(&orders));
    let after: Vec<Value> = ["412345678", "5-1", "5-2"].map(|code| shop.show(code)).into();
    assert_eq!(after, before, "what was imported has changed");
}
