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
fn what_is_not_ready_to_be_sent_was_not_missed() {
    let mut shop = Shop::imported_on("2026-06-29", carts(2));
    shop.print_and_ship(CODE, &valid_number(0));
    assert_eq!(shop.push().orders("sent"), [CODE]);
    shop.at("2026-07-01 10:00:00");
    let report = shop.push();
    assert!(report.warnings().is_empty(), "{report:#?}");
}
