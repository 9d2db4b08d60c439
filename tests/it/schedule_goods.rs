//! SCH-7, SCH-8, SCH-9: reservation goods, lead days by SKU, and orders whose cancellation is asked for. The
//! days: `plan::schedule_date`.

use serde_json::{Value, json};

use crate::support::{CODE, NO, Shop, carts, code, row};

/// Reservation goods, of three carts from 2026-07-01 on: 07-09, too far away, and unreadable.
fn reserved() -> Shop {
    let days = ["2026-07-09", "2026-07-20 00:00:00", "soon"];
    let rows = carts(3)
        .into_iter()
        .zip(days)
        .map(|(row, day)| row.set("AvailableSendType", "1").set("AvailableShippingDate", day));
    Shop::imported(rows.collect())
}

#[test]
fn sch_07_reservation_goods_wait_until_their_date_comes_within_the_limit() {
    let mut shop = reserved();
    let planned = shop.schedule_with(&["--dry-run"], 0);
    assert_eq!(planned.scheduled(), [1, 0, 2, 0], "{planned:#?}");
    assert!(shop.dates().is_empty());
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 2, 0], "{report:#?}");
    assert_eq!(shop.dates(), [(NO, "20260709".into())]);
    let reasons: Vec<Value> = report.items("waiting").iter().map(|item| item["reason"].clone()).collect();
    assert_eq!(reasons, ["not_available_yet", "available_unreadable"]);
    assert!(report.told(&code(1)).contains("2026-07-20"), "{report:#?}");
    shop.forget_asked();
    assert_eq!(shop.schedule().scheduled(), [0, 0, 2, 0], "a second run changes nothing");
    assert!(shop.dates().is_empty());
    // Ten days before.
    shop.at("2026-07-10 10:00:00");
    assert_eq!(shop.schedule().scheduled(), [1, 0, 1, 0]);
    assert_eq!(shop.dates(), [(NO + 1, "20260720".into())]);
}

#[test]
fn sch_07_a_date_that_cannot_be_read_is_named_counted_and_ended_by_hand() {
    let shop = reserved();
    let report = shop.schedule();
    let order = code(2);
    let told = report.told(&order);
    assert!(told.contains("soon") && told.contains(&format!("orders set {order}")), "{told}");
    assert!(report.warnings().contains(&order), "{report:#?}");
    let ja = shop.run(&["schedule-date", "--lang", "ja"]).expect(0);
    assert!(ja.stderr.contains("読み取れない") && ja.stderr.contains(&order), "{ja:#?}");
    let count = |wanted: u64| {
        let status = shop.run(&["status", "--json"]).expect(0).json();
        assert_eq!(status["ship_date_unreadable"], json!(wanted), "{status:#}");
    };
    count(1);
    assert!(shop.run(&["status"]).expect(0).stdout.contains("ship date unreadable"));
    shop.run(&["orders", "set", &order, "--api-status", "printed"]).expect(0);
    count(0);
    assert_eq!(shop.schedule().scheduled(), [0, 0, 1, 0]);
}

#[test]
fn sch_07_the_latest_line_rules_and_a_cancelled_one_does_not() {
    let line = |no: i64, day: &str| {
        row().no(NO + no).set("AvailableSendType", "2").set("AvailableShippingDate", day)
    };
    let shop = Shop::imported(vec![line(0, "2026-07-08"), line(1, "2026-07-10"), row().no(NO + 2)]);
    assert_eq!(shop.schedule_with(&["--dry-run"], 0).scheduled(), [1, 0, 0, 0]);
    shop.sql(&format!("UPDATE order_lines SET cancelled = 1 WHERE order_no = {}", NO + 1));
    shop.schedule();
    assert_eq!(shop.dates(), [(NO, "20260708".into()), (NO + 2, "20260708".into())]);
    assert_eq!(shop.show(CODE)["planned_ship_date"], "2026-07-08");
}

#[test]
fn sch_07_goods_that_come_after_the_desired_date_are_named() {
    let reserved = |no: i64, desired: &str| {
        let row = row().cart(no).no(no).set("AvailableSendType", "1");
        row.set("AvailableShippingDate", "2026-07-09").set("DesiredDeliveryDate", desired)
    };
    let shop = Shop::imported(vec![reserved(1, "2026-07-09"), reserved(2, "2026-07-10")]);
    for args in [&["--dry-run"][..], &[]] {
        let report = shop.schedule_with(args, 0);
        assert_eq!(report.scheduled(), [2, 0, 0, 0], "{report:#?}");
        let warnings = report.warnings();
        assert!(warnings.contains("order 1: its reservation goods leave on 2026-07-09"), "{warnings}");
        assert!(!warnings.contains("order 2"), "{warnings}");
    }
}

#[test]
fn sch_07_late_does_not_mark_a_plan_that_the_goods_allow_at_the_earliest() {
    // Saturday 2026-07-11 is the limit's last day; the next business day is Monday.
    let goods = row().set("AvailableSendType", "1").set("AvailableShippingDate", "2026-07-11");
    let mut shop = Shop::imported(vec![goods]);
    shop.at("2026-07-03 10:00:00");
    shop.schedule();
    assert_eq!(shop.dates(), [(NO, "20260713".into())]);
    let board = shop.run(&["late", "--json"]).expect(0).lines();
    let keys = ["clock", "own_date", "planned_ship_date", "plan_too_late", "lead_days"];
    assert_eq!(
        keys.map(|key| board[0][key].clone()),
        [json!("reservation"), json!("2026-07-11"), json!("2026-07-13"), json!(false), Value::Null]
    );
}

#[test]
fn sch_08_lead_days_by_sku_the_longest_of_the_order() {
    let sku = |row: crate::support::Row, code: &str| row.set("SellerItemCode", code).set("OptionCode", "");
    let rows = vec![
        sku(row(), "FAST-1"),
        sku(row().cart(412_345_679).no(NO + 1), "SLOW-1"),
        sku(row().cart(412_345_680).no(NO + 2), "SLOW-1-B"),
        sku(row().cart(412_345_681).no(NO + 3), "OTHER"),
        sku(row().cart(412_345_682).no(NO + 4), "FAST-1"),
        sku(row().cart(412_345_682).no(NO + 5), "SLOW-1"),
    ];
    let mut shop = Shop::imported(rows);
    shop.set("schedule_date", "lead_days", r#"{ "FAST-*" = 1, "SLOW-*" = 2, "SLOW-1*" = 6, "SLOW-1" = 5 }"#);
    assert_eq!(shop.schedule().scheduled(), [5, 0, 0, 0]);
    let dates = ["20260702", "20260708", "20260709", "20260706", "20260708", "20260708"];
    assert_eq!(shop.dates(), [0, 1, 2, 3, 4, 5].map(|n| (NO + n as i64, dates[n].to_owned())));
    let board = shop.run(&["late", "--json"]).expect(0).lines();
    let of = |code: &str| board.iter().find(|entry| entry["order"] == code).unwrap();
    assert_eq!((&of(CODE)["lead_days"], &of(CODE)["plan_too_late"]), (&json!(1), &json!(false)));
    // Paid on 07-01: day 4 is 07-07, whatever the shop wishes.
    let slow = of("412345679");
    assert_eq!((&slow["lead_days"], &slow["plan_too_late"]), (&json!(5), &json!(true)));
    assert!(shop.run(&["late"]).expect(0).stdout.contains("lead_days do not stop"));
}

#[test]
fn sch_08_keys_and_days_are_checked_all_at_once() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set(
        "schedule_date",
        "lead_days",
        r#"{ "T*S" = 1, "A" = 61, "B" = -1, "C" = "two", "" = 1, "OK*" = 60 }"#,
    );
    let run = shop.run(&["import"]).expect(2);
    for key in ["T*S", "A:", "B:", "C:"] {
        assert!(run.stderr.contains(&format!("schedule_date.lead_days.{key}")), "{key}: {run:#?}");
    }
    assert!(!run.stderr.contains("OK*"), "{run:#?}");
    shop.set("schedule_date", "lead_days", "3");
    assert!(shop.run(&["import"]).expect(2).stderr.contains("schedule_date.lead_days"));
}

#[test]
fn sch_09_a_known_cancel_request_is_blocked_and_not_sent() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1), row().cart(412_345_679).no(NO + 2)]);
    shop.claim(&[NO + 1], 1);
    assert_eq!(shop.sync().count("cancel_requested"), 1);
    for args in [&["--dry-run"][..], &[], &[]] {
        let report = shop.schedule_with(args, 0);
        assert_eq!((report.count("blocked"), report.count("failed")), (1, 0), "{report:#?}");
        let item = &report.items("blocked")[0];
        assert_eq!((&item["order"], &item["reason"]), (&CODE.into(), &"cancel_requested".into()));
        assert!(report.told(CODE).contains("QSM"), "{report:#?}");
    }
    assert_eq!(shop.dates(), [(NO + 2, "20260706".into())], "no number of it is sent");
    let quiet = shop.run(&["schedule-date", "--quiet"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""), "cron has no mail to send");
    let ja = shop.run(&["schedule-date", "--lang", "ja"]).expect(0);
    assert!(ja.all().contains("キャンセル要請"), "{ja:#?}");
    shop.schedule_with(&["--order", CODE], 0);
    shop.at_qoo10(NO + 1, |mut row| {
        row.claim = None;
        row
    });
    assert_eq!(shop.sync().count("cancel_withdrawn"), 1);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    assert_eq!(shop.api_status(CODE), "printed");
}

#[test]
fn sch_09_the_run_that_hears_of_it_first_fails_and_the_next_is_blocked() {
    let shop = Shop::imported(carts(1));
    shop.claim(&[NO], 1);
    assert_eq!(shop.schedule_with(&[], 3).scheduled(), [0, 0, 0, 1]);
    let report = shop.schedule();
    assert_eq!((report.count("blocked"), report.count("failed")), (1, 0), "{report:#?}");
}

#[test]
fn sch_09_blocked_orders_take_nobodys_place() {
    let shop = Shop::imported(carts(3));
    shop.claim(&[NO], 1);
    shop.sync();
    let report = shop.schedule_with(&["--limit", "1"], 0);
    assert_eq!((report.count("scheduled"), report.count("blocked")), (1, 1), "{report:#?}");
    assert_eq!(shop.dates(), [(NO + 1, "20260706".into())]);
}

#[test]
fn several_configurations_on_one_state_file_each_with_its_own_days() {
    let mut shop = Shop::imported(carts(3));
    let plain = shop.config();
    assert!(!plain.contains("[schedule_date]"), "{plain}");
    let fast = format!("{plain}\n[schedule_date]\nbusiness_days = 1\n");
    let slow = format!("{plain}\n[schedule_date]\nbusiness_days = 5\nlead_days = {{ \"TS-*\" = 6 }}\n");
    let with = |shop: &Shop, name: &str, text: &str, args: &[&str]| {
        let file = shop.path(name);
        std::fs::write(&file, text).unwrap();
        shop.run_with_config(&file, &[&["schedule-date"], args].concat()).expect(0);
    };
    with(&shop, "fast.toml", &fast, &["--order", CODE]);
    with(&shop, "slow.toml", &slow, &["--order", &code(1)]);
    shop.at("2026-07-02 10:00:00");
    with(&shop, "slow.toml", &slow, &[]);
    let dates = ["20260702", "20260709", "20260710"];
    assert_eq!(shop.dates(), [0, 1, 2].map(|n| (NO + n as i64, dates[n].to_owned())));
    // Whatever the configuration, an order gets its date once.
    shop.forget_asked();
    with(&shop, "fast.toml", &fast, &[]);
    with(&shop, "slow.toml", &slow, &[]);
    assert!(shop.dates().is_empty());
}
