//! What `sync-status` prints, and its options.

use serde_json::json;

use crate::support::{LIST, Row, SYNC_COUNTS, Shop, assert_keys, row};

/// News of every kind: paid 1, cancelled 2, a line of 3, requested 4, needs_person 5, nothing of 6.
fn all_news() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(1).no(1).unpaid(),
        row().cart(2).no(2),
        row().cart(3).no(31),
        row().cart(3).no(32).option("色:白", "-W"),
        row().cart(4).no(4),
        row().cart(5).no(5),
        row().cart(6).no(6).unpaid(),
    ]);
    shop.import();
    shop.force("5", "preparing", "paid");
    shop.pay(&[1]);
    shop.claim(&[2, 32, 5], 3);
    shop.claim(&[4], 1);
    shop
}

#[test]
fn the_report_has_exactly_the_keys_of_the_contract() {
    let shop = all_news();
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.changes(), [1, 1, 1, 1, 0, 1], "{report:#?}");
    let keys =
        "step shop run_id dry_run started_at finished_at result exit_code counts api_calls items warnings";
    assert_keys(&report.0, &keys.split(' ').collect::<Vec<_>>());
    assert_keys(&report.0["counts"], &SYNC_COUNTS);
    assert_eq!((&report.0["shop"], &report.0["dry_run"]), (&json!("demo"), &json!(false)));
    for item in report.0["items"].as_array().unwrap() {
        assert_keys(item, &["order", "order_no", "sku", "outcome", "reason", "code", "message"]);
        assert!(SYNC_COUNTS.contains(&item["outcome"].as_str().unwrap()), "{item}");
        assert!(item["order"].is_string(), "{item}");
    }
    let said = [
        ("1", "paid"),
        ("2", "cancelled"),
        ("3", "line_cancelled"),
        ("4", "cancel_requested"),
        ("5", "needs_person"),
    ];
    for (order, outcome) in said {
        assert_eq!(report.outcomes(order), [outcome], "{report:#?}");
    }
    assert!(report.outcomes("6").is_empty());
    assert_eq!(report.lines("line_cancelled"), [("3".into(), "32".into(), "TS-001-W".into())]);
    assert_eq!(report.lines("cancel_requested"), [("4".into(), "4".into(), "TS-001".into())]);
}

#[test]
fn without_json_stdout_is_one_line_and_quiet_is_none() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import();
    assert_eq!(shop.run(&["sync-status"]).expect(0).stdout.lines().count(), 1);
    let quiet = shop.run(&["sync-status", "--quiet"]).expect(0);
    assert_eq!(quiet.all().trim(), "", "{quiet:#?}");
}

#[test]
fn dry_run_writes_nothing() {
    let shop = all_news();
    let before = shop.files();
    let rehearsal = shop.sync_with(&["--dry-run"], 3);
    assert_eq!(rehearsal.0["dry_run"], true);
    shop.run(&["sync-status", "--dry-run"]).expect(3);
    assert!(shop.files() == before, "files changed: {:?}", shop.files().keys());
    let real = shop.sync_with(&[], 3);
    assert_eq!(rehearsal.0["counts"], real.0["counts"], "not the counts of the real run");
    assert_eq!(rehearsal.0["items"], real.0["items"], "not the items of the real run");
}

#[test]
fn dry_run_takes_nobodys_turn_at_the_look_ups() {
    let mut shop = Shop::with_rows((1..=4).map(|n| row().cart(n).no(n).unpaid()).collect());
    shop.set("sync_status", "max_lookups", "2");
    shop.import();
    (1..=4).for_each(|no| shop.at_qoo10(no, Row::hidden));
    shop.run(&["sync-status", "--dry-run"]);
    shop.fake.clear_log();
    shop.run(&["sync-status", "--dry-run"]);
    let rehearsed = shop.fake.looked_up();
    shop.fake.clear_log();
    shop.run(&["sync-status"]);
    assert_eq!(shop.fake.looked_up(), rehearsed);
}

#[test]
fn order_names_what_is_done() {
    let shop = all_news();
    let report = shop.sync_with(&["--order", "1"], 0);
    assert_eq!(report.changes(), [1, 0, 0, 0, 0, 0], "{report:#?}");
    assert_eq!(shop.show("2")["status"], "ready");
    let report = shop.sync_with(&["--order", "3", "--order", "4"], 0);
    assert_eq!(report.changes(), [0, 0, 1, 1, 0, 0], "{report:#?}");
    let report = shop.sync_with(&["--order", "5"], 3);
    assert_eq!(report.changes(), [0, 0, 0, 0, 0, 1], "{report:#?}");
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.changes(), [0, 1, 0, 0, 0, 1], "{report:#?}");
}

#[test]
fn an_unnamed_order_keeps_its_mark() {
    let shop = all_news();
    shop.sync_with(&[], 3);
    shop.at_qoo10(4, |row| Row { claim: None, ..row });
    assert_eq!(shop.sync_with(&["--order", "6"], 0).changes(), [0; 6]);
    assert_eq!(shop.do_not_ship(), ["4"]);
}

#[test]
fn an_unknown_order_is_a_usage_error() {
    let shop = all_news();
    let before = shop.everything();
    for code in ["499999999", "1-2", "abc"] {
        let run = shop.run(&["sync-status", "--json", "--order", code]).expect(2);
        assert!(run.stdout.is_empty() && !run.stderr.trim().is_empty(), "{run:#?}");
    }
    assert_eq!(shop.everything(), before);
}

#[test]
fn limit_counts_orders_and_the_rest_comes_next() {
    let shop = Shop::with_rows((1..=5).map(|n| row().cart(n).no(n).unpaid()).collect());
    shop.import();
    shop.pay(&[1, 2, 3, 4, 5]);
    assert_eq!(shop.sync_with(&["--limit", "2"], 0).count("paid"), 2);
    assert_eq!(shop.orders().iter().filter(|o| o["status"] == "ready").count(), 2);
    assert_eq!(shop.sync_with(&["--limit", "1"], 0).count("paid"), 1);
    assert_eq!(shop.sync().count("paid"), 2);
}

#[test]
fn the_trigger_is_accepted() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import();
    shop.run(&["sync-status", "--trigger"]).expect(0);
}

#[test]
fn a_busy_state_file_is_exit_4_and_wait_outlasts_it() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import();
    let first = shop.busy(&["sync-status"], LIST);
    let busy = shop.run(&["sync-status", "--json"]).expect(4).json();
    assert_eq!((&busy["result"], &busy["exit_code"]), (&json!("busy"), &json!(4)));
    let (second, first) = shop.waits_for(first, &["sync-status", "--wait", "30"]);
    second.expect(0);
    assert_eq!(first.status.code(), Some(0));
}
