//! IMP-9 and IMP-10: the SKU, and what is asked of Qoo10 for it. Which codes make which SKU:
//! `domain::seller_code` and
//! `plan::import::cart`.

use serde_json::json;

use crate::support::{INVENTORY, Item, Row, Shop, row};

#[test]
fn imp_09_and_10_a_row_without_a_usable_sku_rejects_its_cart_and_no_other() {
    let cart = |row: Row, n: i64| row.cart(n).no(n);
    let shop = Shop::with_rows(vec![
        cart(row().item("812345678", "Tシャツ-01"), 1),
        cart(row().item("812345678", " "), 2),
        cart(row().option("色:白い", "ホワイト"), 3),
        cart(row().option("色:ホワイト", ""), 4),
        cart(row().option("色:ホワイト", "-W"), 5),
    ]);
    shop.fake
        .model(|m| m.items.insert("812345678".into(), Item::new("TS-001", 1).option("色", "ホワイト", "-W")));
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [5, 1, 0, 4]);
    assert_eq!(shop.codes(), ["5"]);
    assert_eq!(shop.show("5")["lines"][0]["sku"], "TS-001-W");
    let messages = report.reject_messages();
    for named in ["Tシャツ-01", "ホワイト", "色:ホワイト"] {
        assert!(messages.contains(named), "{named}: {messages}");
    }
}

#[test]
fn imp_09_the_separator_is_the_configured_one() {
    let mut shop = Shop::with_rows(vec![row().option("色:ホワイト", "WM"), row().no(2_000_000_000)]);
    shop.set("import", "sku_separator", r#""_""#);
    shop.import();
    let lines = shop.show("412345678")["lines"].clone();
    assert_eq!((&lines[0]["sku"], &lines[1]["sku"]), (&json!("TS-001_WM"), &json!("TS-001")));
}

#[test]
fn imp_10_the_stock_options_are_looked_up_once_per_item_and_only_where_they_are_needed() {
    let shop = Shop::with_rows(vec![row().option("色:ホワイト", "-W"), row().no(2)]);
    shop.import();
    assert_eq!(shop.fake.calls(INVENTORY), 0, "a code, or no option text");
    let rows = (0..6).map(|n| {
        let item = if n < 4 { "812345678" } else { "2" };
        row().cart(5).no(11 + n).option("名入れ:あり", "").item(item, "TS-001")
    });
    shop.fake.set_rows(rows.collect());
    shop.fake.model(|m| m.items.insert("2".into(), Item::new("TS-002", 1)));
    assert_eq!(shop.import().count("imported"), 6);
    assert_eq!(shop.fake.calls(INVENTORY), 2);
    assert_eq!(shop.show("5")["lines"][0]["sku"], "TS-001", "no stock options: an add-on choice only");
}

#[test]
fn imp_10_a_move_type_without_a_code_is_rejected() {
    let shop = Shop::with_rows(vec![row().option("blue / L", "").item("803", "MV-1")]);
    shop.fake
        .model(|m| m.items.insert("803".into(), Item::new("MV-1", 1).moving().option("blue", "L", "-B-L")));
    assert_eq!(shop.import_with(&[], 3).counts(), [1, 0, 0, 1]);
}
