//! IMP-11: add-on options, as text of their line or as lines of their own. Which parts of a text are add-ons:
//! `domain::option_text`; what becomes of them: `plan::import::cart`.

use serde_json::{Value, json};

use crate::support::{ADDONS, Item, Reply, Row, Shop, row};

/// An item with a stock option and three add-ons; one of them has no code.
fn shop(rows: Vec<Row>, as_lines: bool) -> Shop {
    let mut shop = Shop::with_rows(rows);
    shop.set("import", "addon_options_as_lines", &as_lines.to_string());
    let item = Item::new("TS-001", 1)
        .option("色", "ホワイト", "-W")
        .addon("名入れ", "あり", 300, "NAME1")
        .addon("名入れ", "なし", 0, "NAME0")
        .addon("のし", "あり", 0, "");
    let plain = Item::new("TS-002", 1).addon("名入れ", "あり", 300, "NAME1");
    shop.fake.model(|m| m.items.extend([("812345678".into(), item), ("2".into(), plain)]));
    shop
}

fn lines(shop: &Shop) -> Vec<Value> {
    shop.show("412345678")["lines"].as_array().unwrap().clone()
}

fn full() -> Row {
    row().option("色:ホワイト / サイズ:M / 名入れ:あり(+300円)", "-W-M")
}

#[test]
fn imp_11_as_text_the_addon_moves_from_the_option_to_its_own_field() {
    let shop = shop(vec![full()], false);
    shop.import();
    let lines = lines(&shop);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["option"], "色:ホワイト / サイズ:M");
    assert_eq!(lines[0]["addon_options"], "名入れ:あり(+300円)");
    assert_eq!(lines[0]["sku"], "TS-001-W-M");
    assert_eq!(lines[0]["addon"], false);
}

#[test]
fn imp_11_as_lines_each_addon_stands_under_its_line() {
    let rows = vec![
        full().no(11).qty(3),
        row().no(12).option("色:ホワイト / のし:あり / 名入れ:なし", "-W").price(500),
        row().no(13).price(100),
    ];
    let shop = shop(rows, true);
    let report = shop.import();
    assert_eq!(report.counts(), [3, 3, 0, 0], "rows are counted, not lines");
    let order = shop.show("412345678");
    let lines = order["lines"].as_array().unwrap();
    let seen: Vec<_> = lines
        .iter()
        .map(|l| (&l["order_no"], &l["sku"], &l["qty"], &l["unit_price_yen"], &l["addon"]))
        .collect();
    let (no, yes, none, zero) = (json!(false), json!(true), Value::Null, json!(0));
    let numbers = [json!("11"), json!("12"), json!("13")];
    let (three, one) = (json!(3), json!(1));
    assert_eq!(seen[0], (&numbers[0], &json!("TS-001-W-M"), &three, &json!(1980), &no));
    assert_eq!(seen[1], (&none, &json!("NAME1"), &three, &zero, &yes));
    assert_eq!(seen[2], (&numbers[1], &json!("TS-001-W"), &one, &json!(500), &no));
    assert_eq!(seen[3], (&none, &none, &one, &zero, &yes));
    assert_eq!(seen[4], (&none, &json!("NAME0"), &one, &zero, &yes));
    assert_eq!(seen[5], (&numbers[2], &json!("TS-001"), &one, &json!(100), &no));
    let places: Vec<_> = lines.iter().map(|l| l["line"].as_i64().unwrap()).collect();
    assert_eq!(places, [1, 2, 3, 4, 5, 6]);
    assert_eq!(lines[0]["option"], "色:ホワイト / サイズ:M");
    assert_eq!(order["order_no_sum"], "11,12,13");
    assert_eq!(order["total_yen"], 3 * 1980 + 500 + 100);
    let before = shop.everything();
    assert_eq!(shop.import().counts(), [3, 0, 3, 0]);
    assert_eq!(shop.everything(), before, "a second run adds no second add-on line");
}

#[test]
fn imp_11_the_addon_list_is_asked_for_once_per_item() {
    let shop = shop((0..7).map(|n| full().no(1 + n)).collect(), false);
    shop.import();
    assert_eq!(shop.fake.calls(ADDONS), 1);
}

#[test]
fn imp_11_an_addon_list_that_cannot_be_had_leaves_the_text_with_a_warning() {
    let shop = shop(vec![full(), row().cart(7).no(7)], true);
    shop.fake.fault(ADDONS, usize::MAX, Reply::result(-10001));
    let report = shop.import();
    assert_eq!(report.counts(), [2, 2, 0, 0]);
    assert!(report.warnings().contains("412345678"), "{report:#?}");
    let lines = lines(&shop);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["option"], "色:ホワイト / サイズ:M / 名入れ:あり(+300円)");
    assert_eq!(lines[0]["addon_options"], Value::Null);
}
