//! SYN-1: an unpaid order that the buyer pays becomes ready.

use serde_json::json;

use crate::support::{BY_NUMBER, LIST, Reply, Row, Shop, row};

fn unpaid(n: i64) -> Row {
    row().cart(n).no(n).unpaid()
}

#[test]
fn does_the_work() {
    let mut shop = Shop::with_rows(vec![unpaid(1), unpaid(2), row().cart(3).no(3)]);
    shop.import();
    assert_eq!(shop.show("1")["hold_reasons"], json!(["payment"]));
    shop.at("2026-07-01 10:30:00");
    shop.at_qoo10(1, |row| row.paid("2026-07-01 10:20:30"));
    let report = shop.sync();
    assert_eq!(report.changes(), [1, 0, 0, 0, 0, 0], "{report:#?}");
    assert_eq!(report.orders("paid"), ["1"]);
    let order = shop.show("1");
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("ready"), &json!("paid")), "{order:#}");
    assert_eq!((&order["hold_reasons"], &order["order_no_sum"]), (&json!([]), &json!("1")));
    assert_eq!(order["paid_at"], "2026-07-01T10:20:30+09:00");
    assert_eq!(shop.show("2")["status"], "on_hold");
    let entry = order["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&entry["by"], &entry["run_id"]), (&json!("sync-status"), &report.0["run_id"]), "{entry}");
    assert!(entry["at"].as_str().unwrap().starts_with("2026-07-01T10:30"), "{entry}");
    shop.check_state();
}

#[test]
fn second_run_changes_nothing_and_says_so() {
    let shop = Shop::with_rows(vec![unpaid(1), unpaid(2), unpaid(3)]);
    shop.import();
    shop.pay(&[1]);
    shop.sync();
    let (before, history) = (shop.everything(), shop.history("1"));
    let report = shop.sync();
    assert_eq!(report.changes(), [0; 6]);
    assert!(report.count("unchanged") >= 2, "{report:#?}");
    assert_eq!((shop.everything(), shop.history("1")), (before, history));
}

#[test]
fn orders_confirmed_or_sent_by_hand_at_qoo10_are_found_in_lists() {
    let mut shop = Shop::with_rows((1..=9).map(unpaid).collect());
    shop.set("sync_status", "max_lookups", "1");
    shop.import();
    shop.pay(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for no in 1..=9 {
        shop.at_qoo10(no, |row| row.status(3 + (no % 3) as u8));
    }
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.count("paid"), 9, "{report:#?}");
    assert_eq!(report.count("needs_person"), 6, "sent there, and not here (SYN-8): {report:#?}");
    assert_eq!(shop.fake.calls(BY_NUMBER), 0, "the lists explain all of them");
    assert!(shop.orders().iter().all(|o| o["status"] == "ready" && o["api_status"] == "awaiting_print"));
}

#[test]
fn every_remaining_line_has_to_be_paid() {
    let line = |no: i64| row().cart(7).no(no).unpaid();
    let shop = Shop::with_rows(vec![line(71), line(72), line(73)]);
    shop.import();
    shop.pay(&[71, 73]);
    assert_eq!(shop.sync().changes(), [0; 6]);
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("on_hold"), &json!("unpaid")));
    assert_eq!(order["paid_at"], json!(null));
    shop.at_qoo10(72, |row| row.paid("2026-07-01 09:55:00"));
    assert_eq!(shop.sync().changes(), [1, 0, 0, 0, 0, 0]);
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("ready"), &json!("paid")));
}

#[test]
fn syn_5_nothing_else_is_taken_over() {
    let shop = Shop::with_rows(vec![unpaid(1)]);
    shop.import();
    let before = shop.show("1");
    shop.at_qoo10(1, |row| {
        row.paid("2026-07-01 09:30:00")
            .carrier("ゆうパック")
            .qty(9)
            .price(1)
            .item("812345678", "OTHER-1")
            .set("DesiredDeliveryDate", "2026-07-20")
            .set("PaymentMethod", "別の方法")
    });
    shop.fake.add_row(row().cart(1).no(99));
    assert_eq!(shop.sync().count("paid"), 1);
    let after = shop.show("1");
    for (key, value) in before.as_object().unwrap() {
        if !["status", "payment_status", "hold_reasons", "paid_at", "history"].contains(&key.as_str()) {
            assert_eq!(after[key], *value, "{key} was taken over");
        }
    }
    assert_eq!(shop.codes(), ["1"]);
}

#[test]
fn an_order_that_nobody_imported_stays_unknown() {
    let shop = Shop::with_rows(vec![unpaid(1)]);
    shop.import();
    shop.fake.add_row(row().cart(2).no(2));
    let report = shop.sync();
    assert_eq!(report.changes(), [0; 6]);
    assert_eq!(shop.codes(), ["1"]);
}

#[test]
fn weeks_of_missed_runs_lose_no_payment() {
    let mut shop = Shop::new();
    let days = ["2026-01-10", "2026-02-25", "2026-04-09", "2026-04-10", "2026-04-11", "2026-06-30"];
    for (i, day) in days.iter().enumerate() {
        shop.at(&format!("{day} 12:00:00"));
        shop.fake.add_row(unpaid(1 + i as i64).ordered(&format!("{day} 09:00:00")));
        shop.import();
    }
    shop.at("2026-12-01 10:00:00");
    shop.pay(&[1, 2, 3, 4, 5, 6]);
    let report = shop.sync();
    assert_eq!(report.count("paid"), 6, "{report:#?}");
    assert_eq!(shop.fake.calls(BY_NUMBER), 0, "the lists explain all of them");
    let by_order_date = |r: &crate::support::Request| r.method != LIST || r.params["SearchCondition"] == "1";
    assert!(shop.fake.log().iter().all(by_order_date));
}

#[test]
fn nothing_to_do_is_exit_0() {
    let shop = Shop::new();
    let report = shop.sync();
    assert_eq!((report.changes(), report.count("unchanged")), ([0; 6], 0));
    shop.import();
    assert_eq!(shop.sync().changes(), [0; 6]);
}

#[test]
fn syn_6_the_event_fires_also_when_the_run_then_failed() {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(1).unpaid(), row().cart(2).no(2).unpaid()]);
    shop.set("qoo10", "max_attempts", "1");
    shop.import();
    shop.force("1", "backordered", "unpaid");
    shop.pay(&[1]);
    shop.at_qoo10(2, Row::hidden);
    shop.fake.fault(BY_NUMBER, usize::MAX, Reply::Drop);
    let run = shop.run(&["sync-status", "--trigger", "--json"]).expect(1);
    let lines = run.lines();
    assert_eq!((&lines[0]["counts"]["paid"], &lines[0]["exit_code"]), (&1.into(), &1.into()), "{run:#?}");
    assert_eq!(lines.len(), 2, "{run:#?}");
    assert_eq!((&lines[1]["step"], &lines[1]["exit_code"]), (&"schedule-date".into(), &0.into()));
}
