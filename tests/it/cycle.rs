//! `cycle`: the steps that are due, each as if it ran alone, under one lock.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::tier::sampled;
use crate::support::{CLAIMS, CONFIRM, NO, Receiver, Reply, Run, SEND, Shop, carts, code, row};

const ALL: [&str; 5] = ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"];
/// The steps of a cycle in which nothing calls for dates.
const WITHOUT_DATES: [&str; 4] = ["import", "sync-status", "push-shipments", "push-stock"];

/// The steps of which a cycle printed a report, with their exit codes.
fn told(run: &Run) -> Vec<(String, u64)> {
    let lines = run.lines();
    let step =
        |line: &Value| (line["step"].as_str().unwrap().to_owned(), line["exit_code"].as_u64().unwrap());
    lines.iter().map(step).collect()
}

fn steps(run: &Run) -> Vec<String> {
    told(run).into_iter().map(|(step, _)| step).collect()
}

fn cycle(shop: &Shop, code: i32) -> Run {
    shop.run(&["cycle", "--json"]).expect(code)
}

/// A number that the desk takes, so that the parcel is sent.
fn ship(shop: &Shop, code: &str) {
    shop.run(&["orders", "ship", code, "--carrier", "佐川急便", "--tracking", "405548424886"]).expect(0);
}

#[test]
fn every_due_step_is_a_run_of_its_own_with_a_report_of_its_own() {
    let mut shop = Shop::with_rows(carts(2));
    let run = cycle(&shop, 0);
    assert_eq!(steps(&run), ALL);
    let lines = run.lines();
    let ids: Vec<i64> = lines.iter().map(|line| line["run_id"].as_i64().unwrap()).collect();
    assert!(ids.windows(2).all(|two| two[0] < two[1]), "{ids:?}");
    assert_eq!((&lines[0]["counts"]["imported"], &lines[2]["counts"]["scheduled"]), (&2.into(), &2.into()));
    assert!(run.stderr.is_empty(), "{run:#?}");

    ship(&shop, &code(0));
    let run = cycle(&shop, 0);
    assert_eq!(steps(&run), WITHOUT_DATES, "dates were registered today, and no order waits for one");
    assert_eq!((shop.fake.calls(SEND), &run.lines()[2]["counts"]["sent"]), (1, &1.into()));

    shop.at("2026-07-02 00:05:00");
    assert_eq!(steps(&cycle(&shop, 0)), ALL, "a new day in Japan");
    shop.check_state();
}

#[test]
fn a_cycle_ends_like_the_steps_one_by_one_and_asks_the_same() {
    let rows = || {
        let [first, second, third] = carts(3).try_into().unwrap();
        vec![first, second.unpaid(), third.item("812345678", "壊れ")]
    };
    let methods = |shop: &Shop| {
        let log = shop.fake.log();
        log.iter().map(|request| request.method.clone()).collect::<Vec<_>>()
    };
    let (alone, together) = (Shop::with_rows(rows()), Shop::with_rows(rows()));
    let codes: Vec<(String, u64)> = ALL
        .iter()
        .map(|step| ((*step).to_owned(), u64::try_from(alone.run(&[step]).code).unwrap()))
        .collect();
    let run = cycle(&together, 3);
    assert_eq!(told(&run), codes);
    assert_eq!(methods(&together), methods(&alone));
    assert_eq!(together.everything(), alone.everything());
    assert_eq!(together.rejects().len(), 1);
}

#[test]
fn an_order_that_comes_later_in_the_day_has_its_date_within_the_same_cycle() {
    let mut shop = Shop::with_rows(carts(1));
    cycle(&shop, 0);
    shop.at("2026-07-01 14:00:00");
    shop.fake.add_row(carts(2).remove(1));
    let run = cycle(&shop, 0);
    assert_eq!(steps(&run), ALL);
    assert_eq!(shop.with_api_status("printed"), 2);
}

#[test]
fn a_payment_is_followed_by_dates_once_whatever_the_trigger_says() {
    for trigger in ["false", "true"] {
        let [first, second] = carts(2).try_into().unwrap();
        let mut shop = Shop::with_rows(vec![first.unpaid(), second]);
        shop.set("sync_status", "trigger_schedule_date", trigger);
        cycle(&shop, 0);
        assert_eq!(shop.with_api_status("printed"), 1);
        shop.pay(&[NO]);
        assert_eq!(steps(&cycle(&shop, 0)), ALL, "trigger {trigger}");
        assert_eq!(shop.with_api_status("printed"), 2);
        assert_eq!(steps(&cycle(&shop, 0)), WITHOUT_DATES, "trigger {trigger}");
    }
}

#[test]
fn a_cancellation_fires_though_no_order_waits_for_a_date() {
    let shop = Shop::with_rows(carts(1));
    cycle(&shop, 0);
    shop.claim(&[NO], 3);
    assert_eq!(steps(&cycle(&shop, 0)), ALL);
    assert_eq!(steps(&cycle(&shop, 0)), WITHOUT_DATES, "it has followed");
}

#[test]
fn dates_that_failed_are_tried_again_in_the_next_cycle() {
    let mut shop = Shop::with_rows(carts(1));
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, usize::MAX, Reply::http(503).undone());
    let run = cycle(&shop, 1);
    assert_eq!(told(&run)[2], ("schedule-date".to_owned(), 1));
    assert_eq!(steps(&run), ALL, "it does not stop the others");
    shop.fake.heal();
    assert_eq!(told(&cycle(&shop, 0))[2], ("schedule-date".to_owned(), 0));
}

#[test]
fn a_step_that_fails_does_not_stop_the_others_and_the_gravest_exit_code_counts() {
    let mut shop = Shop::with_rows(vec![row(), row().cart(2).no(2).item("812345678", "壊れ")]);
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CLAIMS, 1, Reply::http(500));
    let run = cycle(&shop, 1);
    let codes: Vec<u64> = told(&run).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, [3, 1, 0, 0, 0]);
    assert_eq!(cycle(&shop, 3).lines()[0]["exit_code"], 3);
}

#[test]
fn a_refused_key_ends_the_cycle() {
    let shop = Shop::with_rows(carts(1));
    shop.fake.fault("*", usize::MAX, Reply::gateway(-90001));
    let run = cycle(&shop, 6);
    assert_eq!(told(&run), [("import".to_owned(), 6)]);
    run.says(&["not begun: sync-status, schedule-date, push-shipments, push-stock"]);
    let calls = shop.fake.log().len();
    shop.fake.clear_log();
    shop.run(&["import"]).expect(6);
    assert_eq!(shop.fake.log().len(), calls, "it asked on with the refused key");
    let run = shop.run(&["cycle", "--lang", "ja"]).expect(6);
    run.says(&["開始していない処理: ステータス同期"]);
}

#[test]
fn a_key_that_cannot_be_read_is_told_once() {
    let mut shop = Shop::with_rows(carts(1));
    shop.env.remove("TEST_KEY");
    let run = cycle(&shop, 2);
    assert_eq!((run.stdout.as_str(), run.stderr.matches("error:").count()), ("", 1), "{run:#?}");
    assert!(shop.fake.log().is_empty());
}

#[test]
fn a_file_of_the_configuration_that_is_missing_stops_only_who_needs_it() {
    let mut shop = Shop::with_rows(carts(1));
    cycle(&shop, 0);
    let rule = "{ name = \"zip\", action = \"hold\", zip_not_in_prefecture = true }";
    shop.set("import", "zip_file", r#""missing.csv""#);
    shop.set("import", "hold_rules", &format!("[{rule}]"));
    let run = cycle(&shop, 2);
    assert_eq!(steps(&run), ["push-shipments", "push-stock"]);
    assert_eq!(run.stderr.matches("missing.csv").count(), 2, "{run:#?}");
}

#[test]
fn another_run_under_way_is_exit_4_and_nothing_is_begun() {
    let shop = Shop::with_rows(carts(1));
    let lock = fs::File::create(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(told(&cycle(&shop, 4)), [("import".to_owned(), 4)]);
    assert!(shop.fake.log().is_empty());
    drop(lock);
    cycle(&shop, 0);
}

#[test]
fn the_lock_is_held_from_the_first_step_to_the_last() {
    let shop = Shop::with_rows(carts(1));
    let busy = shop.busy(&["cycle", "--json"], CLAIMS);
    // Not by another run: Qoo10 answers one kind of command at a time.
    assert!(fs::File::open(shop.path("demo.db.lock")).unwrap().try_lock().is_err());
    let output = busy.release();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), ALL.len());
}

#[test]
fn a_dry_run_shows_what_each_step_would_do_now_and_changes_nothing() {
    let shop = Shop::imported(carts(2));
    let before = shop.files();
    let run = shop.run(&["cycle", "--dry-run", "--json"]).expect(0);
    assert_eq!(steps(&run), ALL);
    let lines = run.lines();
    assert!(lines.iter().all(|line| line["dry_run"] == true && line["run_id"].is_null()), "{run:#?}");
    assert_eq!(lines[2]["counts"]["scheduled"], 2);
    assert_eq!(shop.fake.calls(CONFIRM), 0);
    assert_eq!(shop.files(), before);

    let shop = Shop::with_rows(carts(1));
    shop.run(&["cycle", "--dry-run"]).expect(0);
    assert!(!shop.path("demo.db").exists() && !shop.path("demo.db.lock").exists());
}

#[test]
fn nothing_is_printed_when_all_is_well_and_only_what_is_not_otherwise() {
    let shop = Shop::with_rows(vec![row(), row().cart(2).no(2).item("812345678", "壊れ")]);
    let run = shop.run(&["--quiet", "cycle"]).expect(3);
    assert_eq!((run.stdout.lines().count(), run.stdout.starts_with("import")), (1, true), "{run:#?}");
    shop.run(&["orders", "dismiss", "2"]).expect(0);
    let shop = Shop::with_rows(carts(1));
    let run = shop.run(&["--quiet", "cycle"]).expect(0);
    assert_eq!(run.all().trim(), "", "{run:#?}");
    assert_eq!(Shop::with_rows(carts(1)).run(&["cycle"]).expect(0).stdout.lines().count(), ALL.len());
}

#[test]
fn a_health_check_hears_of_each_step_and_reports_keep_their_order() {
    let (mut shop, receiver) = (Shop::with_rows(carts(1)), Receiver::start());
    shop.set("notify", "health_url", &receiver.url("S3cretPath"));
    assert_eq!(steps(&cycle(&shop, 0)), ALL);
    let heard = receiver.lines();
    let wanted = ["GET /S3cretPath/start", "GET /S3cretPath"].repeat(ALL.len());
    assert_eq!(heard, wanted);
}

#[test]
fn a_state_file_that_cannot_be_used_is_told_once() {
    let shop = Shop::with_rows(carts(1));
    cycle(&shop, 0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.pragma_update(None, "user_version", 999).unwrap();
    drop(state);
    let run = cycle(&shop, 2);
    assert_eq!((run.stdout.as_str(), run.stderr.matches("newer version (").count()), ("", 1), "{run:#?}");
}

#[test]
fn dates_that_nothing_calls_for_are_not_overdue_in_status() {
    let mut shop = Shop::with_rows(carts(1));
    let overdue = |shop: &Shop| {
        let status = shop.run(&["status", "--json"]).expect(0).json();
        let steps = status["steps"].as_array().unwrap().clone();
        steps
            .into_iter()
            .filter(|step| step["overdue"] == true)
            .map(|step| step["step"].clone())
            .collect::<Vec<_>>()
    };
    cycle(&shop, 0);
    for minute in 1..10 {
        shop.at(&format!("2026-07-01 10:{minute:02}:00"));
        shop.run(&["schedule-date"]).expect(0);
    }
    shop.at("2026-07-01 15:00:00");
    assert!(overdue(&shop).is_empty());
    shop.run(&["orders", "set", &code(0), "--api-status", "awaiting_print"]).expect(0);
    assert_eq!(overdue(&shop), ["schedule-date"], "an order waits for its date");
    shop.at("2026-07-02 15:00:00");
    shop.run(&["orders", "set", &code(0), "--api-status", "printed"]).expect(0);
    assert_eq!(overdue(&shop), ["schedule-date"], "it did not run today");
}

#[test]
fn a_signal_ends_the_step_under_way_and_no_other_is_begun() {
    let shop = Shop::with_rows(carts(1));
    shop.run(&["import"]).expect(0);
    let gate = shop.fake.hold(CLAIMS);
    let child = shop.spawn(&["cycle", "--json"]);
    shop.fake.wait_for(CLAIMS);
    // The shell's own: a bare machine has no other.
    let kill = format!("kill -s TERM {}", child.id());
    assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
    drop(gate);
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    let reports = String::from_utf8(output.stdout).unwrap();
    assert_eq!(reports.lines().count(), 2, "{reports}");
    assert!(stderr.contains("interrupted by SIGTERM; not begun: schedule-date, push-shipments"), "{stderr}");
    assert_eq!(shop.fake.calls(CONFIRM), 0);
    cycle(&shop, 0);
    assert_eq!(shop.with_api_status("printed"), 1);
}

#[test]
fn a_cycle_that_is_killed_at_any_request_loses_nothing_and_sends_nothing_twice() {
    let undisturbed = Shop::with_rows(carts(2));
    cycle(&undisturbed, 0);
    ship(&undisturbed, &code(0));
    cycle(&undisturbed, 0);
    // Which requests there are differs little from shop to shop: a sample of them, or each.
    for k in sampled(0..40, 1, 4) {
        let shop = Shop::with_rows(carts(2));
        let was_killed = shop.killed_at(&["cycle", "--json"], k);
        cycle(&shop, 0);
        ship(&shop, &code(0));
        cycle(&shop, 0);
        assert_eq!(shop.everything(), undisturbed.everything(), "killed at {k}");
        shop.check_state();
        if !was_killed {
            return;
        }
    }
    panic!("a cycle makes more than 40 calls");
}
