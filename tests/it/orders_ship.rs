//! `orders ship`: a shipment by hand, and what the desk refuses.

use crate::support::{CODE, NO, Shop, carts, code, row};

const NUMBER: &str = "405548424886";

fn ship<'a>(order: &'a str, carrier: &'a str, tracking: &'a str) -> Vec<&'a str> {
    vec!["orders", "ship", order, "--carrier", carrier, "--tracking", tracking]
}

/// Refused, with a word to people, and nothing is changed.
fn refused(shop: &Shop, args: &[&str]) {
    let before = shop.everything();
    let run = shop.run(args);
    assert!(matches!(run.code, 2 | 3), "{run:#?}");
    assert!(!run.stderr.trim().is_empty(), "{run:#?}");
    assert_eq!(shop.everything(), before, "{args:?}");
}

#[test]
fn ships_today() {
    let shop = Shop::imported(carts(2));
    shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(0);
    let order = shop.show(CODE);
    assert_eq!(order["status"], "shipped");
    assert_eq!(order["api_status"], "awaiting_print", "Qoo10 has not been told");
    assert_eq!(shop.shipment(CODE), ("佐川急便".into(), vec![NUMBER.into()], "2026-07-01".into()));
    assert!(shop.history(CODE).len() > 1, "the history does not know of it");
    assert_eq!(shop.show(&code(1))["status"], "ready");
}

#[test]
fn today_is_in_japan() {
    let mut shop = Shop::imported(carts(1));
    shop.at_instant("2026-07-01T15:01:00Z");
    shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(0);
    assert_eq!(shop.shipment(CODE).2, "2026-07-02");
}

#[test]
fn on_another_day_and_with_several_numbers() {
    let mut shop = Shop::imported(carts(1));
    shop.at("2026-07-03 10:00:00");
    let mut args = ship(CODE, "佐川急便", "405548424886,123456789013");
    args.extend(["--date", "2026-07-02"]);
    shop.run(&args).expect(0);
    let numbers = vec![NUMBER.to_owned(), "123456789013".to_owned()];
    assert_eq!(shop.shipment(CODE), ("佐川急便".into(), numbers, "2026-07-02".into()));
}

#[test]
fn bad_arguments_are_usage_errors() {
    let shop = Shop::imported(carts(1));
    for date in ["2026-02-30", "yesterday", "20260701", ""] {
        let mut args = ship(CODE, "佐川急便", NUMBER);
        args.extend(["--date", date]);
        shop.run(&args).expect(2);
    }
    shop.run(&["orders", "ship", CODE, "--carrier", "佐川急便"]).expect(2);
    shop.run(&ship("499999999", "佐川急便", NUMBER)).expect(2).says(&["499999999"]);
    assert_eq!(shop.show(CODE)["status"], "ready");
}

#[test]
fn works_from_ready_to_inspected_only() {
    for status in ["ready", "preparing", "working", "inspected"] {
        let shop = Shop::imported(carts(1));
        shop.run(&["orders", "set", CODE, "--status", status]).expect(0);
        shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(0);
        assert_eq!(shop.show(CODE)["status"], "shipped", "{status}");
    }
    for status in ["on_hold", "backordered", "cancelled"] {
        let shop = Shop::imported(carts(1));
        shop.force(CODE, status, "paid");
        shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(2);
        assert_eq!(shop.show(CODE)["status"], status);
        assert!(shop.shipment(CODE).1.is_empty());
    }
    let unpaid = Shop::imported(vec![row().unpaid()]);
    unpaid.run(&ship(CODE, "佐川急便", NUMBER)).expect(2);
}

#[test]
fn a_number_is_corrected_until_qoo10_has_been_told() {
    let shop = Shop::imported(carts(1));
    shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(0);
    shop.run(&ship(CODE, "ヤマト宅急便", "444413758703")).expect(0);
    assert_eq!(shop.shipment(CODE).0, "ヤマト宅急便");
    assert_eq!(shop.shipment(CODE).1, ["444413758703"]);
    shop.run(&["orders", "set", CODE, "--api-status", "shipped"]).expect(0);
    refused(&shop, &ship(CODE, "佐川急便", NUMBER));
}

#[test]
fn shp_04_damaged_numbers_and_wrong_ones_are_refused() {
    for (carrier, tracking) in [
        ("佐川急便", "4.05548E+11"),
        ("佐川急便", "4.05548e+11"),
        ("ヤマト宅急便", "111111111111"),
        ("ヤマト宅急便", "123456789012"),
        ("佐川急便", "405548424889"), // ends in 9: no remainder of a division by 7
        ("佐川急便", "4055484248"),
        ("ゆうパック", "13112383853"),
        ("ネコポス", "A1234567890"),
    ] {
        let shop = Shop::imported(carts(1));
        refused(&shop, &ship(CODE, carrier, tracking));
    }
}

#[test]
fn shp_04_every_number_of_several_is_looked_at() {
    let shop = Shop::imported(carts(1));
    refused(&shop, &ship(CODE, "佐川急便", "405548424886,123456789012"));
}

#[test]
fn shp_04_the_carrier_decides_the_rule() {
    for (carrier, tracking) in [
        ("ヤマト宅急便", "444413758703"),
        ("ネコポス", "444413758703"),
        ("佐川急便", NUMBER),
        ("ゆうパック", "512547514334"),
        ("ゆうパック", "13112383852"),
        ("クリックポスト", "512547514334"),
        ("西濃運輸", "1234567890"),
        ("福山通運", "1234567890"),
        ("福山通運", "123456789012"), // length only: warned, never refused
    ] {
        let shop = Shop::imported(carts(1));
        shop.run(&ship(CODE, carrier, tracking)).expect(0);
        assert_eq!(shop.show(CODE)["status"], "shipped", "{carrier} {tracking}");
    }
}

#[test]
fn check_digits_can_be_warned_of_or_left_alone() {
    for setting in [r#""warn""#, r#""off""#] {
        let mut shop = Shop::imported(carts(2));
        shop.set("push_shipments", "check_digits", setting);
        let run = shop.run(&ship(CODE, "佐川急便", "123456789012")).expect(0);
        assert_eq!(shop.show(CODE)["status"], "shipped");
        if setting.contains("warn") {
            assert!(run.stderr.contains("123456789012") || run.stderr.contains(CODE), "{run:#?}");
        }
        refused(&shop, &ship(&code(1), "佐川急便", "4.05548E+11"));
    }
    let mut shop = Shop::imported(carts(1));
    shop.set("push_shipments", "check_digits", r#""perhaps""#);
    shop.run(&["orders", "list"]).expect(2).says(&["check_digits"]);
}

#[test]
fn shipping_says_nothing_to_qoo10() {
    let shop = Shop::imported(carts(1));
    shop.fake.clear_log();
    shop.run(&ship(CODE, "佐川急便", NUMBER)).expect(0);
    assert!(shop.fake.log().is_empty());
    assert_eq!(shop.fake.model(|m| m.line(NO).status), 2);
}

#[test]
fn without_a_company_the_orders_own_is_taken_and_said() {
    let ship = ["orders", "ship", CODE, "--tracking", NUMBER];
    for (lang, own) in
        [("en", "佐川急便 is the order's own delivery company"), ("ja", "配送会社は、注文の佐川急便です")]
    {
        let shop = Shop::imported(carts(1));
        let run = shop.run(&[&ship[..], &["--lang", lang]].concat()).expect(0);
        assert!(run.stdout.contains(own) && run.stdout.contains(NUMBER), "{run:#?}");
        assert_eq!(shop.shipment(CODE), ("佐川急便".into(), vec![NUMBER.into()], "2026-07-01".into()));
    }
    let shop = Shop::imported(carts(1));
    shop.run(&self::ship(CODE, "ヤマト", NUMBER)).expect(0);
    let run = shop.run(&["orders", "ship", CODE, "--tracking", "444413758703"]).expect(0);
    assert!(run.stdout.contains("ヤマト 444413758703; ヤマト is"), "that of its shipment: {run:#?}");
    // The rule of that company holds.
    refused(&shop, &["orders", "ship", CODE, "--tracking", "444413758704"]);
    shop.run(&["orders", "ship", "499999999", "--tracking", NUMBER]).expect(2).says(&["499999999", "next:"]);
    let shop = Shop::imported(carts(1));
    shop.sql("UPDATE orders SET carrier = ''");
    shop.run(&ship).expect(2).says(&["there is no delivery company", "--carrier", "next:"]);
    shop.force(CODE, "on_hold", "unpaid");
    shop.run(&ship).expect(2).says(&["not paid"]);
    assert_eq!(shop.show(CODE)["status"], "on_hold");
}
