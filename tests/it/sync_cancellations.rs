//! SYN-2: a completed cancellation takes the order off the warehouse's list, whole or line by line.

use serde_json::{Value, json};

use crate::support::{Item, Row, Shop, row};

fn line(no: i64, option: &str, price: i64) -> Row {
    row().cart(7).no(no).option(&format!("色:{option}"), option).price(price)
}

/// One order of three lines: 71 at 100 yen, 72 at 1000, 73 at 10000.
fn three_lines() -> Shop {
    let shop = Shop::with_rows(vec![line(71, "-A", 100), line(72, "-B", 1000), line(73, "-C", 10000)]);
    shop.import();
    assert_eq!(shop.show("7")["total_yen"], 11100);
    shop
}

fn cancelled_lines(order: &Value) -> Vec<&str> {
    let lines = order["lines"].as_array().unwrap().iter();
    lines.filter(|l| l["cancelled"] == true).filter_map(|l| l["sku"].as_str()).collect()
}

#[test]
fn all_lines_cancel_the_order() {
    let shop = three_lines();
    shop.claim(&[71, 72, 73], 3);
    let report = shop.sync();
    assert_eq!(report.count("cancelled"), 1, "{report:#?}");
    assert_eq!((report.count("needs_person"), report.orders("cancelled")), (0, vec!["7".to_owned()]));
    let order = shop.show("7");
    assert_eq!(order["status"], "cancelled");
    assert_eq!(cancelled_lines(&order), ["TS-001-A", "TS-001-B", "TS-001-C"], "all stay on record");
    assert_eq!(order["total_yen"], 0);
    for sku in ["TS-001-A", "TS-001-B", "TS-001-C"] {
        assert!(!shop.logged(sku).is_empty(), "the log does not name {sku}: {:#?}", shop.sync_log());
    }
    let by = shop.history("7").last().unwrap()["by"].clone();
    assert_eq!(by, "sync-status");
}

#[test]
fn some_lines_leave_the_order() {
    let shop = three_lines();
    shop.claim(&[72], 3);
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 0, 1, 0, 0, 0], "{report:#?}");
    assert_eq!(report.lines("line_cancelled"), [("7".into(), "72".into(), "TS-001-B".into())]);
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["order_no_sum"]), (&json!("ready"), &json!("71,73")));
    assert_eq!(order["total_yen"], 10100, "a cancelled line counts for nothing");
    assert_eq!(cancelled_lines(&order), ["TS-001-B"], "it stays on record");
    assert_eq!(order["lines"].as_array().unwrap().len(), 3);
    assert!(!shop.logged("TS-001-B").is_empty(), "{:#?}", shop.sync_log());
    assert!(shop.sync_log().iter().any(|e| e["order_no"] == "72" && e["order"] == "7"));
    for sku in ["TS-001-A", "TS-001-C"] {
        assert!(shop.logged(sku).is_empty(), "{sku} was not cancelled: {:#?}", shop.sync_log());
    }
    assert_eq!(shop.sync().changes(), [0; 6]);
}

#[test]
fn a_split_cart_loses_lines_order_by_order() {
    let split = |no: i64, company: &str| row().cart(7).no(no).carrier(company);
    let shop = Shop::with_rows(vec![split(71, "佐川急便"), split(72, "ゆうパック"), split(73, "佐川急便")]);
    shop.import();
    shop.claim(&[72, 73], 3);
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 1, 1, 0, 0, 0], "{report:#?}");
    assert_eq!(
        (report.orders("cancelled"), report.orders("line_cancelled")),
        (vec!["7-2".into()], vec!["7-1".into()])
    );
    let (first, second) = (shop.show("7-1"), shop.show("7-2"));
    assert_eq!((&first["status"], &first["order_no_sum"]), (&json!("ready"), &json!("71")));
    assert_eq!((&second["status"], &second["total_yen"]), (&json!("cancelled"), &json!(0)));
}

#[test]
fn an_add_on_line_goes_with_its_parent() {
    let mut shop = Shop::with_rows(vec![
        row().cart(7).no(71).option("名入れ:あり(+300円)", ""),
        row().cart(7).no(72).option("名入れ:あり(+300円)", ""),
    ]);
    shop.set("import", "addon_options_as_lines", "true");
    shop.fake.model(|m| {
        m.items.insert("812345678".into(), Item::new("TS-001", 1).addon("名入れ", "あり", 300, "N"))
    });
    shop.import();
    assert_eq!(shop.show("7")["lines"].as_array().unwrap().len(), 4);
    shop.claim(&[71], 3);
    let report = shop.sync();
    assert!((1..=2).contains(&report.count("line_cancelled")), "{report:#?}");
    let order = shop.show("7");
    let gone: Vec<bool> = order["lines"].as_array().unwrap().iter().map(|l| l["cancelled"] == true).collect();
    assert_eq!(gone, [true, true, false, false], "{order:#}");
    assert_eq!((&order["order_no_sum"], &order["status"]), (&json!("72"), &json!("ready")));
    shop.claim(&[72], 3);
    assert_eq!(shop.sync().count("cancelled"), 1);
    assert_eq!(shop.show("7")["status"], "cancelled");
}

#[test]
fn only_local_lines_left_is_cancelled() {
    let shop = three_lines();
    shop.run(&["orders", "add-line", "7", "--sku", "GIFT-1", "--qty", "1"]).expect(0);
    shop.claim(&[71, 72], 3);
    assert_eq!(shop.sync().changes(), [0, 0, 2, 0, 0, 0]);
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["order_no_sum"]), (&json!("ready"), &json!("73")));
    shop.claim(&[73], 3);
    let report = shop.sync();
    assert_eq!(report.count("cancelled"), 1, "{report:#?}");
    assert_eq!(shop.show("7")["status"], "cancelled");
    assert!(!shop.logged("TS-001-C").is_empty());
    assert!(shop.logged("GIFT-1").is_empty(), "Qoo10 has not cancelled that line");
}

#[test]
fn a_cancelled_line_no_longer_delays_the_payment() {
    let shop = Shop::with_rows(vec![line(71, "-A", 100).unpaid(), line(72, "-B", 1000).unpaid()]);
    shop.import();
    shop.pay(&[71]);
    assert_eq!(shop.sync().changes(), [0; 6]);
    shop.claim(&[72], 16);
    let report = shop.sync();
    assert_eq!(report.changes(), [1, 0, 1, 0, 0, 0], "{report:#?}");
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("ready"), &json!("paid")), "{order:#}");
    assert_eq!((&order["order_no_sum"], &order["total_yen"]), (&json!("71"), &json!(100)));
}

#[test]
fn months_of_missed_runs_lose_no_cancellation() {
    let mut shop = Shop::new();
    let days = ["2026-01-10", "2026-02-25", "2026-04-09", "2026-04-10", "2026-04-11", "2026-06-30"];
    for (i, day) in days.iter().enumerate() {
        shop.at(&format!("{day} 12:00:00"));
        shop.fake.add_row(row().cart(1 + i as i64).no(1 + i as i64).ordered(&format!("{day} 09:00:00")));
        shop.import();
    }
    shop.claim(&[1, 3, 5, 6], 3);
    shop.claim(&[2, 4], 16);
    shop.at("2026-12-01 10:00:00");
    let report = shop.sync();
    assert_eq!(report.count("cancelled"), 6, "{report:#?}");
}
