//! IMP-9 and IMP-10: the SKU, and options without a code.

use serde_json::{Value, json};

use crate::support::{INVENTORY, Item, Row, Shop, row};

fn sku_of(row: Row) -> Value {
    let shop = Shop::with_rows(vec![row]);
    shop.import();
    shop.show("412345678")["lines"][0]["sku"].clone()
}

/// The row is rejected, a good one beside it is not.
fn rejected(row: Row, why: &str) -> String {
    let good = crate::support::row().cart(7).no(7).item("7", "GOOD-7");
    let shop = Shop::with_rows(vec![row, good]);
    shop.fake
        .model(|m| m.items.insert("812345678".into(), Item::new("TS-001", 1).option("色", "ホワイト", "-W")));
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [2, 1, 0, 1], "{why}");
    assert_eq!(shop.codes(), ["7"], "{why}");
    report.reject_messages()
}

#[test]
fn imp_09_without_an_option_the_sku_is_the_seller_item_code() {
    for code in ["TS-001", "a", "0", "A_b-9", "-", "_", "007"] {
        assert_eq!(sku_of(row().item("812345678", code)), code);
    }
}

#[test]
fn imp_09_an_option_line_joins_both_codes_directly() {
    for (code, sku) in [("-W-M", "TS-001-W-M"), ("WM", "TS-001WM"), ("_1", "TS-001_1"), ("0", "TS-0010")] {
        assert_eq!(sku_of(row().option("色:ホワイト", code)), sku);
    }
}

#[test]
fn imp_09_the_separator_stands_between_the_codes_of_option_lines_only() {
    let mut shop = Shop::with_rows(vec![row().option("色:ホワイト", "WM"), row().no(2_000_000_000)]);
    shop.set("import", "sku_separator", r#""_""#);
    shop.import();
    let lines = shop.show("412345678")["lines"].clone();
    assert_eq!((&lines[0]["sku"], &lines[1]["sku"]), (&json!("TS-001_WM"), &json!("TS-001")));
}

#[test]
fn imp_09_a_seller_item_code_of_other_characters_is_rejected() {
    for code in
        ["Tシャツ-01", "A B", "A.B", "A/B", "A,B", "ＡＢ１", "A\u{0}B", "A\nB", "A+B", "é", "A–B", "A'B", "٣"]
    {
        rejected(row().item("812345678", code), code);
    }
}

#[test]
fn imp_09_a_blank_seller_item_code_is_rejected() {
    for code in [json!(""), json!("  "), Value::Null] {
        rejected(row().set("SellerItemCode", code.clone()), &code.to_string());
    }
}

#[test]
fn imp_09_an_option_code_of_other_characters_is_rejected() {
    for code in ["ホワイト", "W M", "W.M", "Ｗ", "W+M"] {
        let message = rejected(row().option("色:ホワイト", code), code);
        assert!(message.contains(code), "{message}");
    }
}

#[test]
fn imp_09_of_joined_option_codes_the_main_one_counts() {
    for code in ["-W-M,GIFT1", "-W-M/GIFT1", "-W-M,GIFT1,GIFT2", "-W-M/GIFT1/GIFT2", "-W-M,", "-W-M/"] {
        assert_eq!(sku_of(row().option("色:ホワイト / 名入れ:あり", code)), "TS-001-W-M", "{code}");
    }
}

#[test]
fn imp_10_option_text_without_a_code_is_rejected_when_the_item_has_stock_options() {
    for code in [json!(""), json!("  "), Value::Null] {
        let message =
            rejected(row().option("色:ホワイト", "").set("OptionCode", code.clone()), &code.to_string());
        assert!(
            message.to_lowercase().replace([' ', '_'], "").contains("optioncode")
                || message.contains("オプションコード"),
            "{message}"
        );
    }
}

#[test]
fn imp_10_option_text_of_an_item_without_stock_options_leaves_the_sku_alone() {
    assert_eq!(sku_of(row().option("名入れ:あり(+300円)", "")), "TS-001");
}

#[test]
fn imp_10_the_stock_options_are_looked_up_once_per_item() {
    let rows = (0..6).map(|n| {
        row().no(1 + n).option("名入れ:あり", "").item(if n < 4 { "812345678" } else { "2" }, "TS-001")
    });
    let shop = Shop::with_rows(rows.collect());
    shop.fake.model(|m| m.items.insert("2".into(), Item::new("TS-002", 1)));
    assert_eq!(shop.import().count("imported"), 6);
    assert_eq!(shop.fake.calls(INVENTORY), 2);
}

#[test]
fn imp_10_rows_with_an_option_code_or_no_option_text_cost_no_stock_look_up() {
    let shop = Shop::with_rows(vec![row().option("色:ホワイト", "-W"), row().no(2)]);
    shop.import();
    assert_eq!(shop.fake.calls(INVENTORY), 0);
}

#[test]
fn imp_10_a_move_type_without_a_code_is_rejected() {
    let shop = Shop::with_rows(vec![row().option("blue / L", "").item("803", "MV-1")]);
    shop.fake
        .model(|m| m.items.insert("803".into(), Item::new("MV-1", 1).moving().option("blue", "L", "-B-L")));
    assert_eq!(shop.import_with(&[], 3).counts(), [1, 0, 0, 1]);
}

#[test]
fn imp_10_the_reject_goes_once_the_seller_has_given_the_option_a_code() {
    let shop = Shop::with_rows(vec![row().option("色:ホワイト", "")]);
    shop.fake
        .model(|m| m.items.insert("812345678".into(), Item::new("TS-001", 1).option("色", "ホワイト", "")));
    shop.import_with(&[], 3);
    shop.fake.set_rows(vec![row().option("色:ホワイト", "-W")]);
    shop.import();
    assert_eq!(shop.show("412345678")["lines"][0]["sku"], "TS-001-W");
}
