//! schedule-date: what it does on a quiet day, how it reports it, and how it is limited.

use serde_json::json;

use crate::support::{CODE, CONFIRM, NO, Report, Shop, assert_keys, carts, code, exactly_once, row};

#[test]
fn does_the_work() {
    let shop = Shop::imported(carts(3));
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [3, 0, 0, 0]);
    assert_eq!(report.orders("scheduled"), [code(0), code(1), code(2)]);
    assert_eq!(shop.fake.calls(CONFIRM), 1);
    let date = "20260706".to_owned();
    assert_eq!(shop.dates(), [0, 1, 2].map(|n| (NO + n, date.clone())));
    let order = shop.show(CODE);
    assert_eq!(order["api_status"], "printed");
    assert_eq!(order["planned_ship_date"], "2026-07-06");
    assert_eq!(order["status"], "ready");
}

#[test]
fn second_run_sends_nothing() {
    let shop = Shop::imported(carts(3));
    shop.schedule();
    let before = shop.everything();
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [0, 0, 0, 0]);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
    assert_eq!(shop.everything(), before);
}

#[test]
fn nothing_to_do_is_exit_0_and_calls_nothing() {
    let shop = Shop::imported(vec![]);
    assert_eq!(shop.schedule().scheduled(), [0, 0, 0, 0]);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

#[test]
fn dry_run_has_the_same_counts_and_changes_nothing() {
    let shop = Shop::imported(carts(3));
    let before = (shop.everything(), shop.fake.model(|m| format!("{:?}", m.rows)));
    let plan = shop.schedule_with(&["--dry-run"], 0);
    assert_eq!(plan.scheduled(), [3, 0, 0, 0]);
    assert_eq!(plan.0["dry_run"], true);
    assert_eq!(shop.fake.calls(CONFIRM), 0, "a dry run has written");
    assert_eq!((shop.everything(), shop.fake.model(|m| format!("{:?}", m.rows))), before);
    assert_eq!(shop.schedule().scheduled(), plan.scheduled());
}

#[test]
fn dry_run_for_people_shows_the_date() {
    let shop = Shop::imported(carts(1));
    let plan = shop.run(&["schedule-date", "--dry-run"]).expect(0);
    assert!(plan.stdout.contains(CODE) && plan.stdout.contains("2026-07-06"), "{plan:#?}");
}

#[test]
fn the_report_has_the_keys_of_the_contract() {
    let shop = Shop::imported(carts(2));
    let report = shop.schedule().0;
    let keys = [
        "step",
        "shop",
        "run_id",
        "dry_run",
        "started_at",
        "finished_at",
        "result",
        "exit_code",
        "counts",
        "api_calls",
        "items",
        "warnings",
    ];
    assert_keys(&report, &keys);
    assert_eq!((&report["step"], &report["result"]), (&json!("schedule-date"), &json!("ok")));
    assert_eq!(report["api_calls"][CONFIRM], 1);
    for item in report["items"].as_array().unwrap() {
        assert_keys(item, &["order", "order_no", "sku", "outcome", "reason", "code", "message"]);
    }
}

#[test]
fn one_summary_line_for_people_and_none_when_quiet() {
    let shop = Shop::imported(carts(2));
    let run = shop.run(&["schedule-date"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    assert!(run.stdout.contains('2'), "{run:#?}");
    let quiet = shop.run(&["schedule-date", "--quiet"]).expect(0);
    assert_eq!(quiet.all().trim(), "");
}

#[test]
fn an_order_of_several_lines_counts_once_and_sends_every_number() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1).item("812345678", "TS-002"), row().no(NO + 2)]);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), NO..NO + 3);
    assert_eq!(shop.api_status(CODE), "printed");
}

#[test]
fn the_api_log_has_one_entry_a_line() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1).item("812345678", "TS-002")]);
    shop.schedule();
    let mut entries = shop.run(&["log", "--json", "--step", "schedule-date"]).expect(0).lines();
    entries.sort_by_key(|entry| entry["order_no"].as_str().unwrap().to_owned());
    assert_eq!(entries.len(), 2, "{entries:#?}");
    for (entry, (no, sku)) in entries.iter().zip([(NO, "TS-001"), (NO + 1, "TS-002")]) {
        assert_eq!((&entry["order"], &entry["sku"]), (&json!(CODE), &json!(sku)));
        assert_eq!(entry["order_no"], no.to_string());
        assert!(entry["run_id"].is_u64(), "{entry:#}");
    }
}

#[test]
fn the_history_says_who_registered_the_date() {
    let shop = Shop::imported(carts(1));
    let run_id = shop.schedule().0["run_id"].clone();
    let history = shop.history(CODE);
    let entry = history.iter().find(|entry| entry["by"] == "schedule-date").unwrap();
    assert_eq!(entry["run_id"], run_id, "{history:#?}");
}

#[test]
fn order_selects_by_code() {
    let shop = Shop::imported(carts(4));
    assert_eq!(shop.schedule_with(&["--order", &code(1), &code(3)], 0).scheduled(), [2, 0, 0, 0]);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO + 1, NO + 3]);
    assert_eq!(shop.api_status(CODE), "awaiting_print");
    assert_eq!(shop.schedule().scheduled(), [2, 0, 0, 0]);
}

#[test]
fn order_selects_a_part_of_a_split_cart() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1).carrier("ゆうパック")]);
    let part = format!("{CODE}-2");
    assert_eq!(shop.schedule_with(&["--order", &part], 0).orders("scheduled"), [part]);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO + 1]);
}

#[test]
fn an_unknown_order_is_a_usage_error_and_sends_nothing() {
    let shop = Shop::imported(carts(1));
    let run = shop.run(&["schedule-date", "--json", "--order", "499999999"]).expect(2);
    assert!(run.stdout.is_empty(), "{run:#?}");
    run.says(&["499999999"]);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

#[test]
fn limit_counts_orders_not_lines() {
    let mut rows = carts(3);
    rows.extend((0..3).map(|n| row().cart(412_345_678 + n).no(NO + 10 + n)));
    let shop = Shop::imported(rows);
    assert_eq!(shop.schedule_with(&["--limit", "2"], 0).scheduled(), [2, 0, 0, 0]);
    assert_eq!(shop.fake.model(|m| m.confirm.done().len()), 4);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
}

#[test]
fn a_local_line_has_no_number_and_does_not_keep_the_order_back() {
    let shop = Shop::imported(carts(1));
    shop.run(&["orders", "add-line", CODE, "--sku", "GIFT-1", "--qty", "1"]).expect(0);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO]);
    assert_eq!(shop.api_status(CODE), "printed");
}

#[test]
fn a_cancelled_line_is_not_registered() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1)]);
    shop.claim(&[NO + 1], 3);
    shop.sync();
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO]);
}

#[test]
fn two_runs_never_overlap() {
    let shop = Shop::imported(carts(1));
    let first = shop.busy(&["schedule-date", "--json"], CONFIRM);
    let busy = shop.run(&["schedule-date", "--json"]).expect(4).json();
    assert_eq!((&busy["result"], &busy["exit_code"]), (&json!("busy"), &json!(4)));
    let (waited, first) = shop.waits_for(first, &["schedule-date", "--json", "--wait", "30"]);
    assert_eq!(Report(waited.expect(0).json()).scheduled(), [0, 0, 0, 0]);
    assert_eq!(first.status.code(), Some(0));
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO]);
    shop.check_state();
}
