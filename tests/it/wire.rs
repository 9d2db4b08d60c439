//! Every spelling of a list reply that must mean the same.

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
fn numbers_quoted_or_not_with_decimals_or_not() {
    let plain = imported(Wire { numbers: Numbers::Plain, ..Wire::default() });
    assert_eq!((&plain[0]["pack_no"], &plain[1]["total_yen"]), (&json!("2"), &json!(3960)));
    for numbers in [Numbers::Decimals, Numbers::Quoted, Numbers::QuotedDecimals] {
        assert_eq!(imported(Wire { numbers, ..Wire::default() }), plain, "{numbers:?}");
    }
}

#[test]
fn null_empty_and_blank_texts_are_alike() {
    let empty = imported(Wire::default());
    for blank in [Value::Null, json!(" "), json!("\u{3000} \t")] {
        assert_eq!(imported(Wire { blank: blank.clone(), ..Wire::default() }), empty, "{blank}");
    }
}

#[test]
fn byte_order_mark_and_white_space_before_the_json() {
    let plain = imported(Wire::default());
    for prefix in ["\u{feff}", "\r\n\r\n  ", "\u{feff}\r\n\t ", " "] {
        assert_eq!(imported(Wire { prefix, ..Wire::default() }), plain, "{prefix:?}");
    }
}

#[test]
fn quoted_result_code_and_other_messages() {
    let plain = imported(Wire::default());
    for (result_code, result_msg) in [
        (r#""0""#, r#""SUCCESS""#),
        ("0", r#""成功""#),
        ("0", r#""""#),
        ("0", "null"),
        (r#""0""#, r#""Success""#),
    ] {
        assert_eq!(
            imported(Wire { result_code, result_msg, ..Wire::default() }),
            plain,
            "{result_code} {result_msg}"
        );
    }
}

#[test]
fn fields_nobody_has_heard_of_are_ignored() {
    assert_eq!(imported(Wire { extra: true, ..Wire::default() }), imported(Wire::default()));
}

#[test]
fn rows_that_come_twice_are_imported_once() {
    assert_eq!(imported(Wire { twice: true, ..Wire::default() }), imported(Wire::default()));
}

#[test]
fn a_single_row_may_come_as_an_object() {
    assert_eq!(imported(Wire { bare_single: true, ..Wire::default() }), imported(Wire::default()));
}

#[test]
fn no_rows_in_any_form_is_nothing_to_do() {
    for empty in [Empty::Null, Empty::List, Empty::Text] {
        let shop = Shop::new();
        shop.fake.model(|m| m.wire.empty = empty);
        assert_eq!(shop.import().counts(), [0, 0, 0, 0], "{empty:?}");
        assert!(shop.orders().is_empty());
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
fn status_texts_of_every_kind() {
    for (status, texts) in [
        (
            1,
            vec![
                json!("Awaiting shipping(1)"),
                json!("On Waiting(1)"),
                json!("1"),
                json!(1),
                json!(" Awaiting shipping (1) "),
            ],
        ),
        (2, vec![json!("On request(2)"), json!("2"), json!(2), json!("On (urgent) request(2)")]),
    ] {
        for text in texts {
            let shop = Shop::with_rows(vec![row().status(status).set("ShippingStatus", text.clone())]);
            assert_eq!(shop.import().count("imported"), 1, "{text}");
        }
    }
}

#[test]
fn related_orders_with_or_without_the_own_number_make_no_difference() {
    for related in ["", "1062428737", "1062428738, 1062428737", "1062428738,1062428739 , 1062428738"] {
        let shop = Shop::with_rows(vec![row().set("RelatedOrder", related)]);
        shop.import();
        assert_eq!(shop.show("412345678")["order_no_sum"], "1062428737", "{related:?}");
    }
}

#[test]
fn texts_of_every_script_and_escape_survive() {
    for text in [
        "𠮷野 花子",
        "髙﨑 〜 ‖ −",
        "O'Brien \"見本\" \\ / ;--",
        "👩‍👩‍👧 見本",
        "見本\u{301}花子",
        "%s{}$1\\u0041",
    ] {
        let shop = Shop::with_rows(vec![row().set("Receiver", text).set("ItemTitle", text)]);
        shop.import();
        let order = shop.show("412345678");
        assert_eq!(order["receiver"]["name"], text);
        assert_eq!(order["lines"][0]["name"], text);
    }
}

#[test]
fn a_junk_row_does_not_stop_the_others() {
    for junk in ["null", "7", r#""text""#, "[]", "{}"] {
        let shop = Shop::new();
        let good = String::from_utf8(Wire::default().list(&[row()])).unwrap();
        let body = good.replacen("[{", &format!("[{junk},{{"), 1);
        shop.fake.fault(LIST, usize::MAX, Reply::json(&body));
        let run = shop.run(&["import"]);
        assert!([0, 3].contains(&run.code), "{junk}: {run:#?}");
        assert_eq!(shop.codes(), ["412345678"], "{junk}");
    }
}
