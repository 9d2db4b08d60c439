//! SHP-2 to SHP-4: which number, under which name, and in which form it is sent. Names: `domain::carriers`;
//! numbers:
//! `domain::tracking`; which of them go: `plan::push_shipments`.

use crate::support::{CODE, NO, SEND, Shop, carts, code, row, valid_number};

/// One order shipped so by hand, and what Qoo10 took.
fn sent(shop: &Shop, carrier: &str, tracking: &str) -> (String, String) {
    shop.print(&[CODE]);
    shop.run(&["orders", "ship", CODE, "--carrier", carrier, "--tracking", tracking]).expect(0);
    let report = shop.push();
    assert_eq!(report.pushed(), [1, 0, 0, 0, 0], "{carrier} {tracking}: {report:#?}");
    let mut accepted = shop.accepted();
    assert_eq!(accepted.len(), 1);
    let (_, carrier, number) = accepted.remove(0);
    (carrier, number)
}

#[test]
fn shp_02_only_the_first_of_several_numbers_is_sent() {
    let shop = Shop::imported(carts(1));
    let both = format!("{},{}", valid_number(7), valid_number(8));
    assert_eq!(sent(&shop, "佐川急便", &both).1, valid_number(7));
    assert_eq!(shop.shipment(CODE).1, [valid_number(7), valid_number(8)]);
}

#[test]
fn shp_03_the_configured_table_comes_on_top() {
    let mut shop = Shop::imported(carts(1));
    shop.set("push_shipments.carriers", "\"黒猫さん\"", "\"ヤマト宅急便\"");
    assert_eq!(sent(&shop, "黒猫さん", "444413758703").0, "ヤマト宅急便");
}

#[test]
fn shp_03_an_unmapped_company_is_an_error_of_that_order_naming_the_key() {
    let shop = Shop::imported(carts(2));
    shop.print_and_ship(CODE, &valid_number(0));
    shop.print(&[&code(1)]);
    shop.run(&["orders", "ship", &code(1), "--carrier", "謎の運送", "--tracking", &valid_number(1)])
        .expect(0);
    let report = shop.push_with(&[], 3);
    assert_eq!(report.pushed(), [1, 0, 0, 1, 0], "{report:#?}");
    let told = report.told(&code(1));
    assert!(told.contains("push_shipments.carriers") && told.contains("謎の運送"), "{told:?}");
    assert_eq!(shop.offered(), [NO]);
    assert_eq!(shop.api_status(&code(1)), "printed");
}

#[test]
fn shp_03_the_company_that_qoo10_gave_at_import_maps_to_itself() {
    let shop = Shop::imported(vec![row().carrier("見本運送")]);
    shop.fake.model(|m| m.sending.carriers.push("見本運送".into()));
    assert_eq!(sent(&shop, "見本運送", "A1234567890").0, "見本運送");
}

#[test]
fn shp_04_numbers_are_cleaned_before_they_are_sent() {
    for (carrier, raw, clean) in [
        ("ヤマト宅急便", "４４４４－１３７５－８７０３", "444413758703"),
        ("ヤマト宅急便", "12345678903", "012345678903"), // a spreadsheet ate the zero
    ] {
        let shop = Shop::imported(carts(1));
        assert_eq!(sent(&shop, carrier, raw).1, clean, "{raw:?}");
    }
}

#[test]
fn shp_04_the_step_checks_again() {
    let mut shop = Shop::imported(carts(2));
    shop.set("push_shipments", "check_digits", r#""off""#);
    shop.print_and_ship(CODE, "123456789012");
    shop.print_and_ship(&code(1), &valid_number(1));
    shop.unset("push_shipments", "check_digits");
    let report = shop.push_with(&[], 3);
    assert_eq!(report.pushed(), [1, 0, 1, 0, 0], "{report:#?}");
    assert_eq!(report.orders("refused"), [CODE]);
    assert!(report.told(CODE).contains("123456789012"), "{report:#?}");
    assert_eq!(shop.offered(), [NO + 1]);
    assert_eq!(shop.api_status(CODE), "printed");
}

#[test]
fn shp_04_warned_of_or_left_alone_it_is_sent() {
    for (setting, is_warned) in [(r#""warn""#, true), (r#""off""#, false)] {
        let mut shop = Shop::imported(carts(1));
        shop.set("push_shipments", "check_digits", setting);
        shop.fake.model(|m| m.sending.is_strict = false);
        shop.print_and_ship(CODE, "123456789012");
        let report = shop.push();
        assert_eq!(report.pushed(), [1, 0, 0, 0, 0], "{setting}: {report:#?}");
        assert_eq!(report.warnings().contains(CODE), is_warned, "{setting}: {report:#?}");
    }
}

#[test]
fn shp_04_an_exponent_in_the_state_file_is_refused_whatever_is_configured() {
    let mut shop = Shop::imported(carts(1));
    shop.print_and_ship(CODE, &valid_number(0));
    shop.sql(r#"UPDATE orders SET tracking_numbers = '["4.05548E+11"]'"#);
    shop.set("push_shipments", "check_digits", r#""off""#);
    let report = shop.push_with(&[], 3);
    assert_eq!(report.pushed(), [0, 0, 1, 0, 0], "{report:#?}");
    assert_eq!(shop.fake.calls(SEND), 0);
}
