//! IMP-7: one order for each delivery company, and lines that turn up later.

use serde_json::Value;

use crate::support::{Row, Shop, row};

const SAGAWA: &str = "佐川急便";
const YAMATO: &str = "ヤマト宅急便";
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
fn imp_07_one_company_keeps_the_bare_cart_number() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA), line(12, SAGAWA), line(13, SAGAWA)]);
    let report = shop.import();
    assert_eq!(report.counts(), [3, 3, 0, 0]);
    assert_eq!(split(&shop), expected(&[("412345678", SAGAWA, "11,12,13")]));
    let lines = shop.show("412345678")["lines"].clone();
    let numbers: Vec<_> = lines.as_array().unwrap().iter().map(|l| l["line"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn imp_07_companies_come_in_the_order_of_their_smallest_order_number() {
    let rows = [
        line(15, SAGAWA),
        line(14, YUPACK),
        line(13, SAGAWA),
        line(12, YAMATO),
        line(16, YAMATO),
        line(11, YUPACK),
    ];
    let shop = Shop::with_rows(rows.to_vec());
    shop.import();
    let orders = [
        ("412345678-1", YUPACK, "11,14"),
        ("412345678-2", YAMATO, "12,16"),
        ("412345678-3", SAGAWA, "13,15"),
    ];
    assert_eq!(split(&shop), expected(&orders));
}

#[test]
fn imp_07_order_numbers_are_compared_as_numbers() {
    let shop = Shop::with_rows(vec![line(1_000_000_000, SAGAWA), line(999_999_999, YUPACK)]);
    shop.import();
    let orders = [("412345678-1", YUPACK, "999999999"), ("412345678-2", SAGAWA, "1000000000")];
    assert_eq!(split(&shop), expected(&orders));
}

#[test]
fn imp_07_the_row_order_of_the_reply_makes_no_difference() {
    let rows: Vec<Row> = [SAGAWA, YUPACK, YAMATO, SAGAWA, YUPACK, YAMATO, SAGAWA]
        .iter()
        .enumerate()
        .map(|(i, company)| {
            line(101 + i as i64, company).price(100 + i as i64).option(&format!("色:{i}"), &format!("-{i}"))
        })
        .collect();
    let mut first: Option<Vec<Value>> = None;
    for seed in [0_u64, 3, 7, 1_000_003, 88_172_645] {
        let mut shuffled = rows.clone();
        let mut state = seed;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        let shop = Shop::with_rows(shuffled);
        shop.import();
        let now = shop.everything();
        match &first {
            None => first = Some(now),
            Some(first) => assert_eq!(*first, now, "seed {seed}"),
        }
    }
}

#[test]
fn imp_07_two_carts_with_the_same_companies_do_not_mix() {
    let rows = [line(1, SAGAWA), line(4, YUPACK), line(2, SAGAWA).cart(5), line(3, YUPACK).cart(5)];
    let shop = Shop::with_rows(rows.to_vec());
    shop.import();
    assert_eq!(shop.codes(), ["412345678-1", "412345678-2", "5-1", "5-2"]);
}

#[test]
fn imp_07_a_late_line_of_a_bare_order_becomes_dash_two_even_with_the_same_company() {
    for company in [SAGAWA, YUPACK] {
        let shop = Shop::with_rows(vec![line(11, SAGAWA)]);
        shop.import();
        let before = shop.show("412345678");
        shop.fake.add_row(line(10, company));
        assert_eq!(shop.import().counts(), [2, 1, 1, 0]);
        assert_eq!(shop.show("412345678"), before, "what was imported has changed");
        assert_eq!(split(&shop), expected(&[("412345678", SAGAWA, "11"), ("412345678-2", company, "10")]));
        shop.fake.add_row(line(12, SAGAWA));
        shop.import();
        assert_eq!(shop.codes(), ["412345678", "412345678-2", "412345678-3"]);
    }
}

#[test]
fn imp_07_late_lines_of_a_split_cart_take_the_next_free_suffix() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA), line(12, YUPACK)]);
    shop.import();
    let before = shop.everything();
    shop.fake.add_row(line(13, YUPACK));
    shop.import();
    assert_eq!(shop.codes(), ["412345678-1", "412345678-2", "412345678-3"]);
    assert_eq!(shop.everything()[..2], before[..]);
    assert_eq!(shop.show("412345678-3")["order_no_sum"], "13");
}

#[test]
fn imp_07_late_lines_of_two_companies_become_two_more_orders() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA)]);
    shop.import();
    shop.fake.set_rows(vec![line(22, SAGAWA), line(21, YUPACK), line(11, SAGAWA), line(23, SAGAWA)]);
    shop.import();
    let orders =
        [("412345678", SAGAWA, "11"), ("412345678-2", YUPACK, "21"), ("412345678-3", SAGAWA, "22,23")];
    assert_eq!(split(&shop), expected(&orders));
}

#[test]
fn imp_07_a_late_line_is_found_after_the_known_ones_left_the_list() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA)]);
    shop.import();
    shop.fake.set_rows(vec![line(12, SAGAWA)]);
    shop.import();
    assert_eq!(shop.codes(), ["412345678", "412345678-2"]);
}

#[test]
fn imp_07_the_bare_number_of_a_split_cart_is_no_order() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA), line(12, YUPACK)]);
    shop.import();
    let run = shop.run(&["orders", "show", "412345678"]).expect(2);
    assert!(run.stdout.is_empty());
}

#[test]
fn imp_07_the_report_names_the_split_orders() {
    let shop = Shop::with_rows(vec![line(11, SAGAWA), line(12, YUPACK)]);
    let report = shop.import();
    let pairs: Vec<(String, String)> = report
        .items("imported")
        .iter()
        .map(|i| (i["order_no"].as_str().unwrap().into(), i["order"].as_str().unwrap().into()))
        .collect();
    assert!(pairs.contains(&("11".into(), "412345678-1".into())), "{pairs:?}");
    assert!(pairs.contains(&("12".into(), "412345678-2".into())), "{pairs:?}");
}
