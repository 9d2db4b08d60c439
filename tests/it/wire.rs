//! Spellings of a list reply that must mean the same, several at once. Each by itself: `qoo10::wire`.

use serde_json::{Value, json};

use crate::support::{Empty, LIST, Numbers, Reply, Shop, Wire, row};

/// What a shop holds after an import of two orders spelt like this.
fn imported(wire: Wire) -> Vec<Value> {
    let name = format!("{wire:?}");
    let shop = Shop::with_rows(vec![
        row()
            .option("色:ホワイト", "-W")
            .qty(2)
            .set("DesiredDeliveryDate", "2026-07-08 ")
            .set("SettlePrice", -3564),
        row().cart(2).no(3_000_000_001).unpaid(),
    ]);
    shop.fake.model(|m| m.wire = wire);
    let report = shop.import();
    assert_eq!(report.count("imported"), 2, "{name}");
    shop.everything()
}

#[test]
fn spellings_at_once_mean_the_same() {
    let plain = imported(Wire::default());
    assert_eq!((&plain[0]["pack_no"], &plain[1]["total_yen"]), (&json!("2"), &json!(3960)));
    let quoted = Wire {
        numbers: Numbers::QuotedDecimals,
        blank: Value::Null,
        prefix: "\u{feff}\r\n\t ",
        result_code: r#""0""#,
        result_msg: r#""成功""#,
        extra: true,
        twice: true,
        ..Wire::default()
    };
    let bare = Wire {
        numbers: Numbers::Plain,
        blank: json!("\u{3000} \t"),
        empty: Empty::Text,
        bare_single: true,
        result_msg: "null",
        ..Wire::default()
    };
    for wire in [quoted, bare] {
        assert_eq!(imported(wire.clone()), plain, "{wire:?}");
    }
}

#[test]
fn a_reply_without_a_content_type_is_utf8_json() {
    let shop = Shop::with_rows(vec![row()]);
    shop.fake.fault(LIST, usize::MAX, Reply::Untyped);
    shop.import();
    assert_eq!(shop.show("412345678")["buyer"]["name"], "見本 花子");
}

#[test]
fn texts_of_every_script_and_escape_survive() {
    let text = "𠮷野 花子 / 髙﨑 〜 ‖ − / O'Brien \"見本\" \\ / ;-- / 👩‍👩‍👧 見本\u{301} / %s{}$1\\u0041";
    let shop = Shop::with_rows(vec![row().set("Receiver", text).set("ItemTitle", text)]);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!((&order["receiver"]["name"], &order["lines"][0]["name"]), (&json!(text), &json!(text)));
}
