//! SHP-1 and SHP-7: today's shipments, and those that were missed.

use crate::support::{CODE, NO, SEND, Shop, carts, code, valid_number};

/// Shipped on 28, 29 and 30 June and on 1 July, which is today.
fn shop() -> Shop {
    let mut shop = Shop::imported_on("2026-06-27", carts(4));
    shop.at("2026-07-01 10:00:00");
    for (n, day) in ["2026-06-28", "2026-06-29", "2026-06-30", "2026-07-01"].iter().enumerate() {
        let (order, number) = (code(n as i64), valid_number(n as i64));
        shop.print(&[&order]);
        let args = ["orders", "ship", &order, "--carrier", "佐川急便", "--tracking", &number, "--date", day];
        shop.run(&args).expect(0);
    }
    shop
}

#[test]
fn missed_orders_are_counted_and_named() {
    let shop = shop();
    let report = shop.push();
    assert_eq!(report.orders("sent"), [code(3)]);
    assert_eq!(report.pushed(), [1, 0, 0, 0, 0]);
    let warnings = report.warnings();
    for n in 0..3 {
        assert!(warnings.contains(&code(n)), "{warnings}");
    }
    let without_codes = (0..3).fold(warnings.clone(), |text, n| text.replace(&code(n), ""));
    assert!(without_codes.contains('3'), "not counted: {warnings}");
    assert!(!warnings.contains(&code(3)), "{warnings}");
}

#[test]
fn shp_07_date_replaces_the_run_date() {
    let shop = shop();
    assert_eq!(shop.push_with(&["--date", "2026-06-29"], 0).orders("sent"), [code(1)]);
    assert_eq!(shop.offered(), [NO + 1]);
}

#[test]
fn shp_07_since_includes_its_day_and_today() {
    let shop = shop();
    let report = shop.push_with(&["--since", "2026-06-29"], 0);
    assert_eq!(report.orders("sent"), [code(1), code(2), code(3)]);
}

#[test]
fn shp_07_both_together_and_no_dates_are_usage_errors() {
    let shop = shop();
    for args in [
        &["--date", "2026-06-29", "--since", "2026-06-29"][..],
        &["--date", "2026-02-30"],
        &["--since", "yesterday"],
    ] {
        let all: Vec<&str> = ["push-shipments", "--json"].iter().chain(args).copied().collect();
        assert!(shop.run(&all).expect(2).stdout.is_empty());
    }
    assert_eq!(shop.fake.calls(SEND), 0);
}

#[test]
fn shp_07_catch_up_days_does_so_always() {
    let mut shop = shop();
    shop.set("push_shipments", "catch_up_days", "2");
    let report = shop.push();
    assert_eq!(report.orders("sent"), [code(1), code(2), code(3)]);
    assert!(report.warnings().contains(&code(0)), "{report:#?}");
}

#[test]
fn order_does_not_override_the_day() {
    let shop = shop();
    let run = shop.run(&["push-shipments", "--json", "--order", CODE]);
    assert_eq!(shop.fake.calls(SEND), 0, "{run:#?}");
    assert_eq!(shop.push_with(&["--order", CODE, "--date", "2026-06-28"], 0).orders("sent"), [CODE]);
}

#[test]
fn the_day_changes_at_midnight_in_japan() {
    for (now, sent) in [
        ("2026-07-01T23:59:00+09:00", Some(3)),
        ("2026-07-01T14:59:00Z", Some(3)),
        ("2026-07-01T15:01:00Z", None),
        ("2026-06-30T14:59:00Z", Some(2)),
        ("2026-06-30T15:01:00Z", Some(3)),
    ] {
        let mut shop = shop();
        shop.env.insert("TZ".into(), "America/Los_Angeles".into());
        shop.at_instant(now);
        let report = shop.push();
        assert_eq!(report.orders("sent"), sent.map(code).into_iter().collect::<Vec<_>>(), "{now}");
    }
}

#[test]
fn the_warning_has_the_whole_command() {
    let shop = shop();
    let english = "`push-shipments --since 2026-06-28` sends them";
    shop.run(&["push-shipments"]).expect(0).says(&[english]);
    let ja = shop.run(&["push-shipments", "--lang", "ja"]).expect(0);
    assert!(ja.stderr.contains("`push-shipments --since 2026-06-28` で送信できます"), "{ja:#?}");
}

/// What `status` says of shipments: missed, not taken, without a number.
fn untold(shop: &Shop) -> [i64; 3] {
    let status = shop.run(&["status", "--json"]).expect(0).json();
    ["missed_shipments", "shipments_not_taken", "shipped_without_number"]
        .map(|key| status[key].as_i64().unwrap())
}

#[test]
fn what_qoo10_did_not_take_is_not_missed_and_says_so_until_it_is_corrected() {
    let mut shop = Shop::imported_on("2026-06-29", carts(2));
    for n in 0..2 {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    assert_eq!(untold(&shop), [0, 0, 0]);
    shop.fake.model(|m| m.sending.bulk.force(NO, &[-10108]));
    shop.push_with(&[], 3);
    assert_eq!(untold(&shop), [0, 1, 0], "on the same day");
    shop.at("2026-06-30 10:00:00");
    assert_eq!(untold(&shop), [0, 1, 0]);
    let text = shop.run(&["status"]).expect(0).stdout;
    assert!(text.contains(&format!("shipments not taken  1  orders show {CODE}\n")), "{text}");
    assert!(shop.run(&["status", "--lang", "ja"]).expect(0).stdout.contains("反映できない出荷"));
    let warnings = shop.push().warnings();
    assert!(warnings.contains(CODE) && warnings.contains("did not work"), "{warnings}");
    assert!(!warnings.contains("never told"), "{warnings}");
    let correct = ["orders", "ship", CODE, "--carrier", "佐川急便", "--tracking", &valid_number(7)];
    shop.run(&[&correct[..], &["--date", "2026-06-29"]].concat()).expect(0);
    assert_eq!(untold(&shop), [1, 0, 0], "now it only has to be sent");
    assert_eq!(shop.push_with(&["--since", "2026-06-29"], 0).orders("sent"), [CODE]);
    assert_eq!(untold(&shop), [0, 0, 0]);
}

#[test]
fn an_order_with_one_number_taken_and_one_refused_is_not_taken() {
    let shop = Shop::imported(vec![crate::support::row(), crate::support::row().no(NO + 1)]);
    shop.print_and_ship(CODE, &valid_number(0));
    shop.fake.model(|m| m.sending.bulk.force(NO, &[-10108]));
    shop.push_with(&[], 3);
    assert_eq!(untold(&shop), [0, 1, 0]);
}

#[test]
fn a_shipment_without_a_number_is_told_of_by_name_on_its_day() {
    let mut shop = Shop::imported_on("2026-06-29", carts(2));
    shop.print(&[CODE, &code(1)]);
    shop.run(&["orders", "set", CODE, "--status", "shipped"]).expect(0);
    assert_eq!(untold(&shop), [0, 0, 1]);
    let told = format!("orders ship {CODE} --carrier C --tracking T");
    assert!(shop.run(&["status"]).expect(0).stdout.contains(&told));
    let warnings = shop.push().warnings();
    assert!(warnings.contains(CODE) && !warnings.contains(&code(1)), "{warnings}");
    let ja = shop.run(&["push-shipments", "--lang", "ja"]).expect(0).stderr;
    assert!(ja.contains("送り状番号がないため") && ja.contains(CODE), "{ja}");
    // A day that this run does not send.
    shop.sql("UPDATE orders SET shipped_on = '2026-06-29' WHERE status = 'shipped'");
    shop.at("2026-06-30 10:00:00");
    assert!(shop.push().warnings().is_empty());
    assert_eq!(untold(&shop), [0, 0, 1]);
}

#[test]
fn what_is_not_ready_to_be_sent_was_not_missed() {
    let mut shop = Shop::imported_on("2026-06-29", carts(2));
    shop.print_and_ship(CODE, &valid_number(0));
    assert_eq!(shop.push().orders("sent"), [CODE]);
    shop.at("2026-07-01 10:00:00");
    let report = shop.push();
    assert!(report.warnings().is_empty(), "{report:#?}");
}
