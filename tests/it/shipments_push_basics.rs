//! push-shipments: what it does on a quiet day, how it reports it, and how it is limited.

use serde_json::json;

use crate::support::{CLAIMS, CODE, NO, Report, SEND, Shop, assert_keys, carts, code, row, valid_number};

/// So many orders, printed and shipped today.
fn shop(count: i64) -> Shop {
    let shop = Shop::imported(carts(count));
    for n in 0..count {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    shop
}

#[test]
fn does_the_work() {
    let shop = shop(3);
    let report = shop.push();
    assert_eq!(report.pushed(), [3, 0, 0, 0, 0]);
    assert_eq!(report.orders("sent"), [code(0), code(1), code(2)]);
    assert_eq!(shop.fake.calls(SEND), 1);
    let carrier = "佐川急便".to_owned();
    assert_eq!(shop.accepted(), [0, 1, 2].map(|n| (NO + n, carrier.clone(), valid_number(n))));
    let order = shop.show(CODE);
    assert_eq!((&order["api_status"], &order["status"]), (&json!("shipped"), &json!("shipped")));
    assert_eq!(shop.fake.model(|m| m.line(NO).status), 4);
}

#[test]
fn after_schedule_date_as_every_day() {
    let shop = Shop::imported(carts(2));
    shop.schedule();
    shop.ship(CODE, "405548424886");
    assert_eq!(shop.push().orders("sent"), [CODE]);
    assert_eq!(shop.api_status(&code(1)), "printed");
}

#[test]
fn second_run_sends_nothing() {
    let shop = shop(3);
    shop.push();
    let before = shop.everything();
    assert_eq!(shop.push().pushed(), [0, 0, 0, 0, 0]);
    assert_eq!(shop.fake.calls(SEND), 0);
    assert_eq!(shop.everything(), before);
}

#[test]
fn dry_run_has_the_same_counts_and_changes_nothing() {
    let shop = shop(3);
    shop.claim(&[NO + 1], 1);
    let before = (shop.everything(), shop.fake.model(|m| format!("{:?}", m.rows)));
    let plan = shop.push_with(&["--dry-run"], 3);
    assert_eq!(plan.pushed(), [2, 0, 0, 0, 1]);
    assert_eq!(plan.0["dry_run"], true);
    assert_eq!(shop.fake.calls(SEND), 0, "a dry run has written");
    assert_eq!((shop.everything(), shop.fake.model(|m| format!("{:?}", m.rows))), before);
    assert_eq!(shop.push_with(&[], 3).pushed(), plan.pushed());
}

#[test]
fn the_report_has_the_keys_of_the_contract() {
    let report = shop(2).push().0;
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
    assert_eq!((&report["step"], &report["result"]), (&json!("push-shipments"), &json!("ok")));
    assert_eq!(report["api_calls"][SEND], 1);
    for item in report["items"].as_array().unwrap() {
        assert_keys(item, &["order", "order_no", "sku", "outcome", "reason", "code", "message"]);
    }
}

#[test]
fn one_summary_line_for_people_and_none_when_quiet() {
    let shop = shop(2);
    let run = shop.run(&["push-shipments"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    let quiet = shop.run(&["push-shipments", "--quiet"]).expect(0);
    assert_eq!(quiet.all().trim(), "");
}

#[test]
fn one_row_for_each_order_number_with_the_same_tracking_number() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1), row().no(NO + 2)]);
    shop.print_and_ship(CODE, "405548424886");
    assert_eq!(shop.push().pushed(), [1, 0, 0, 0, 0]);
    let sent = shop.accepted();
    assert_eq!(sent.iter().map(|s| s.0).collect::<Vec<_>>(), [NO, NO + 1, NO + 2]);
    assert!(sent.iter().all(|s| s.2 == "405548424886"), "{sent:?}");
}

#[test]
fn shp_05_the_api_log_has_one_entry_a_line() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1).item("812345678", "TS-002")]);
    shop.print_and_ship(CODE, "405548424886");
    shop.push();
    let mut entries = shop.run(&["log", "--json", "--step", "push-shipments"]).expect(0).lines();
    entries.sort_by_key(|entry| entry["order_no"].as_str().unwrap().to_owned());
    assert_eq!(entries.len(), 2, "{entries:#?}");
    for (entry, (no, sku)) in entries.iter().zip([(NO, "TS-001"), (NO + 1, "TS-002")]) {
        assert_eq!((&entry["order"], &entry["sku"]), (&json!(CODE), &json!(sku)));
        assert_eq!(entry["order_no"], no.to_string());
    }
}

#[test]
fn the_history_says_who_sent_it() {
    let shop = shop(1);
    let run_id = shop.push().0["run_id"].clone();
    let history = shop.history(CODE);
    let entry = history.iter().find(|entry| entry["by"] == "push-shipments").unwrap();
    assert_eq!(entry["run_id"], run_id, "{history:#?}");
}

#[test]
fn local_and_cancelled_lines_are_not_sent() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1)]);
    shop.claim(&[NO + 1], 3);
    shop.sync();
    shop.run(&["orders", "add-line", CODE, "--sku", "GIFT-1", "--qty", "1"]).expect(0);
    shop.print_and_ship(CODE, "405548424886");
    assert_eq!(shop.push().pushed(), [1, 0, 0, 0, 0]);
    assert_eq!(shop.offered(), [NO]);
    assert_eq!(shop.api_status(CODE), "shipped");
}

#[test]
fn order_and_limit_select() {
    let shop = shop(4);
    assert_eq!(shop.push_with(&["--order", &code(2)], 0).orders("sent"), [code(2)]);
    assert_eq!(shop.push_with(&["--limit", "2"], 0).pushed(), [2, 0, 0, 0, 0]);
    assert_eq!(shop.push().pushed(), [1, 0, 0, 0, 0]);
    let run = shop.run(&["push-shipments", "--json", "--order", "499999999"]).expect(2);
    assert!(run.stdout.is_empty());
    run.says(&["499999999"]);
}

#[test]
fn limit_counts_orders_not_lines() {
    let mut rows = carts(2);
    rows.extend((0..2).map(|n| row().cart(412_345_678 + n).no(NO + 10 + n)));
    let shop = Shop::imported(rows);
    for n in 0..2 {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    assert_eq!(shop.push_with(&["--limit", "1"], 0).pushed(), [1, 0, 0, 0, 0]);
    assert_eq!(shop.accepted().len(), 2);
}

#[test]
fn two_runs_never_overlap() {
    let shop = shop(1);
    let first = shop.busy(&["push-shipments", "--json"], SEND);
    let busy = shop.run(&["push-shipments", "--json"]).expect(4).json();
    assert_eq!((&busy["result"], &busy["exit_code"]), (&json!("busy"), &json!(4)));
    let (waited, first) = shop.waits_for(first, &["push-shipments", "--json", "--wait", "30"]);
    assert_eq!(Report(waited.expect(0).json()).pushed(), [0, 0, 0, 0, 0]);
    assert_eq!(first.status.code(), Some(0));
    assert_eq!(shop.accepted().len(), 1);
    shop.check_state();
}

#[test]
fn twelve_hundred_orders_are_three_calls_and_no_more_claim_calls_than_ten() {
    let calls = |count: i64| {
        let shop = Shop::imported(carts(count));
        let mut file = "order,carrier,tracking,shipped_on\n".to_owned();
        for n in 0..count {
            file += &format!("{},佐川急便,{},2026-07-01\n", code(n), valid_number(n));
        }
        shop.load("a.csv", file.as_bytes(), &[], 0);
        shop.sql("UPDATE orders SET api_status = 'printed'");
        assert_eq!(shop.push().pushed(), [count as u64, 0, 0, 0, 0]);
        assert_eq!(shop.accepted().len(), count as usize);
        assert_eq!(shop.with_api_status("shipped"), count as usize);
        (shop.fake.calls(SEND), shop.fake.calls(CLAIMS), shop.fake.log().len())
    };
    let (few, many) = (calls(10), calls(1200));
    assert_eq!((few.0, many.0), (1, 3));
    assert_eq!(few.1, many.1, "claim calls");
    assert!(many.2 - many.0 <= few.2 - few.0 + 4, "{few:?} {many:?}");
}
