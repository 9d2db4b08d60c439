//! SYN-6: sync-status fires schedule-date.

use crate::support::{CODE, CONFIRM, CONFIRM_ONE, NO, Report, Shop, carts, code, row};

/// One unpaid order, `CODE`, and two paid ones.
fn shop() -> Shop {
    let [first, second, third] = carts(3).try_into().unwrap();
    Shop::imported(vec![first.unpaid(), second, third])
}

fn paid() -> Shop {
    let shop = shop();
    shop.pay(&[NO]);
    shop
}

/// The report of the second step; the first is a sync-status of this exit code.
fn second(mut reports: Vec<Report>, first: u64) -> Report {
    let steps: Vec<&str> = reports.iter().map(|r| r.0["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["sync-status", "schedule-date"]);
    assert_eq!(reports[0].0["exit_code"], first);
    assert_ne!(reports[0].0["run_id"], reports[1].0["run_id"], "a run of its own");
    reports.remove(1)
}

#[test]
fn a_payment_fires_over_all_orders() {
    let shop = paid();
    let report = second(shop.steps_with("sync-status", &["--trigger"], 0), 0);
    assert_eq!(report.scheduled(), [3, 0, 0, 0], "the paid one and those that waited");
    assert_eq!(shop.with_api_status("printed"), 3);
}

#[test]
fn the_configuration_fires_too() {
    let mut shop = paid();
    shop.set("sync_status", "trigger_schedule_date", "true");
    let report = second(shop.steps_with("sync-status", &[], 0), 0);
    assert_eq!(report.scheduled(), [3, 0, 0, 0]);
}

#[test]
fn a_dry_run_says_that_it_would_fire() {
    let shop = paid();
    let told = "`schedule-date` would run after this";
    let dry = |args: &[&str]| shop.run(&[&["sync-status", "--dry-run"], args].concat()).expect(0).stdout;
    let text = dry(&["--trigger"]);
    assert_eq!(text.matches(told).count(), 1, "{text}");
    assert!(text.lines().last().unwrap().starts_with(told), "{text}");
    assert!(
        dry(&["--trigger", "--lang", "ja"]).contains("対象のすべての注文に `schedule-date` を実行します")
    );
    assert!(!dry(&[]).contains(told) && !dry(&["--trigger", "--json"]).contains(told));
    assert!(!dry(&["--trigger", "--order", &code(1)]).contains(told), "nothing of it would fire");
    assert_eq!((shop.fake.calls(CONFIRM), shop.with_api_status("printed")), (0, 0));
}

#[test]
fn by_default_nothing_fires() {
    let shop = paid();
    assert_eq!(shop.steps_with("sync-status", &[], 0).len(), 1);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

#[test]
fn a_cancellation_and_a_cancelled_line_fire() {
    let shop = shop();
    shop.claim(&[NO + 1], 3);
    let report = second(shop.steps_with("sync-status", &["--trigger"], 0), 0);
    assert_eq!(report.orders("scheduled"), [code(2)]);
    let shop = Shop::imported(vec![row(), row().no(NO + 5)]);
    shop.claim(&[NO + 5], 3);
    let report = second(shop.steps_with("sync-status", &["--trigger"], 0), 0);
    assert_eq!(report.orders("scheduled"), [CODE]);
    assert_eq!(shop.dates(), [(NO, "20260706".into())]);
}

#[test]
fn nothing_new_and_marks_alone_do_not_fire() {
    let shop = shop();
    assert_eq!(shop.steps_with("sync-status", &["--trigger"], 0).len(), 1);
    shop.claim(&[NO + 1], 1);
    let reports = shop.steps_with("sync-status", &["--trigger"], 0);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].count("cancel_requested"), 1);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

#[test]
fn a_dry_run_fires_nothing() {
    let shop = paid();
    let reports = shop.steps_with("sync-status", &["--trigger", "--dry-run"], 0);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].count("paid"), 1);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

#[test]
fn order_and_limit_do_not_carry_over() {
    let shop = paid();
    let report = second(shop.steps_with("sync-status", &["--trigger", "--order", CODE], 0), 0);
    assert_eq!(report.scheduled(), [3, 0, 0, 0]);
    let shop = paid();
    let report = second(shop.steps_with("sync-status", &["--trigger", "--limit", "1"], 0), 0);
    assert_eq!(report.scheduled(), [3, 0, 0, 0]);
}

#[test]
fn the_exit_code_is_the_worse_of_both_where_the_first_is_0_or_3() {
    let shop = paid();
    shop.fake.model(|m| m.confirm.force(NO + 2, &[-10010]));
    let report = second(shop.steps_with("sync-status", &["--trigger"], 3), 0);
    assert_eq!(report.scheduled(), [2, 0, 0, 1]);

    let shop = paid();
    shop.run(&["orders", "set", &code(1), "--status", "preparing", "--api-status", "printed"]).expect(0);
    shop.claim(&[NO + 1], 3);
    let report = second(shop.steps_with("sync-status", &["--trigger"], 3), 3);
    assert_eq!(report.0["exit_code"], 0);
    assert_eq!(report.scheduled(), [2, 0, 0, 0]);
}

#[test]
fn a_refused_key_in_the_second_run_is_the_exit_code() {
    let shop = paid();
    for method in [CONFIRM, CONFIRM_ONE] {
        shop.fake.fault(method, usize::MAX, crate::support::Reply::gateway(-90001).undone());
    }
    let report = second(shop.steps_with("sync-status", &["--trigger"], 6), 0);
    assert_eq!(report.0["exit_code"], 6);
    assert_eq!(shop.show(CODE)["payment_status"], "paid", "the first run's work stays");
    shop.fake.heal();
    assert_eq!(shop.schedule().scheduled(), [3, 0, 0, 0]);
}

#[test]
fn a_failed_first_run_keeps_its_exit_code() {
    let shop = paid();
    shop.fake.fault("*", usize::MAX, crate::support::Reply::http(500));
    let reports = shop.steps_with("sync-status", &["--trigger"], 1);
    assert_eq!(reports.len(), 1);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
}

/// Both lines of a run that fires: exit codes of the steps.
fn fired(shop: &Shop, args: &[&str], code: i32) -> Vec<u64> {
    let reports = shop.steps_with("sync-status", args, code);
    reports.iter().map(|report| report.0["exit_code"].as_u64().unwrap()).collect()
}

fn pending(shop: &Shop) -> serde_json::Value {
    shop.run(&["status", "--json"]).expect(0).json()["schedule_date_pending_since"].clone()
}

#[test]
fn a_503_between_the_two_does_not_lose_the_event() {
    let mut shop = paid();
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, usize::MAX, crate::support::Reply::http(503).undone());
    assert_eq!(fired(&shop, &["--trigger"], 1), [0, 1]);
    assert_eq!(pending(&shop), "2026-07-01T10:00:00+09:00");
    let text = shop.run(&["status"]).expect(0).stdout;
    assert!(text.contains("`schedule-date` has not followed yet"), "{text}");
    assert_eq!(fired(&shop, &["--trigger"], 1), [0, 1], "Qoo10 is not well yet, and there is nothing new");
    shop.fake.heal();
    assert_eq!(fired(&shop, &[], 0), [0], "fired by nobody");
    let told = shop.run(&["sync-status", "--dry-run", "--trigger"]).expect(0).stdout;
    assert!(told.contains("`schedule-date` would run after this"), "{told}");
    assert_eq!(fired(&shop, &["--trigger"], 0), [0, 0]);
    assert_eq!((shop.with_api_status("printed"), pending(&shop)), (3, serde_json::Value::Null));
    assert_eq!(fired(&shop, &["--trigger"], 0), [0], "once");
}

#[test]
fn a_death_between_the_two_does_not_lose_the_event() {
    for k in 0..30 {
        let mut shop = paid();
        let was_killed = shop.killed_at(&["sync-status", "--trigger", "--json"], k);
        shop.at("2026-07-01 11:00:00");
        shop.run(&["sync-status", "--trigger", "--json"]).expect(0);
        assert_eq!(shop.with_api_status("printed"), 3, "killed at {k}");
        assert_eq!(fired(&shop, &["--trigger"], 0), [0], "killed at {k}: fired again");
        if !was_killed {
            return;
        }
    }
    panic!("the two runs make more than 30 calls");
}

#[test]
fn without_the_trigger_the_event_waits_for_whoever_runs_schedule_date() {
    let shop = paid();
    assert_eq!(fired(&shop, &[], 0), [0]);
    assert!(pending(&shop).is_string());
    // A part of it is not all of it, and a dry run is nothing.
    shop.run(&["schedule-date", "--order", CODE]).expect(0);
    shop.run(&["schedule-date", "--limit", "1"]).expect(0);
    shop.run(&["schedule-date", "--dry-run"]).expect(0);
    assert!(pending(&shop).is_string());
    shop.run(&["schedule-date"]).expect(0);
    assert!(pending(&shop).is_null());
    assert_eq!(fired(&shop, &["--trigger"], 0), [0]);

    let shop = paid();
    fired(&shop, &[], 0);
    assert_eq!(
        fired(&shop, &["--trigger"], 0),
        [0, 0],
        "the trigger decides whether it fires, not what is true"
    );
}

#[test]
fn an_event_that_waits_is_fired_by_no_run_that_did_nothing() {
    let shop = paid();
    fired(&shop, &[], 0);
    shop.run(&["sync-status", "--trigger", "--order", "999"]).expect(2);
    shop.run(&["sync-status", "--trigger", "--dry-run"]).expect(0);
    shop.fake.fault("*", usize::MAX, crate::support::Reply::http(500));
    assert_eq!(fired(&shop, &["--trigger"], 1), [1]);
    shop.fake.heal();
    assert!(pending(&shop).is_string());
    assert_eq!(fired(&shop, &["--trigger", "--order", CODE], 0), [0, 0], "over all orders");
    assert_eq!(shop.with_api_status("printed"), 3);
}

#[test]
fn a_run_that_leaves_something_for_a_person_has_ended_well() {
    let shop = paid();
    shop.fake.model(|m| m.confirm.force(NO + 2, &[-10010]));
    assert_eq!(fired(&shop, &["--trigger"], 3), [0, 3]);
    assert!(pending(&shop).is_null());
}
