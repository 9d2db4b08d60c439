//! schedule-date when Qoo10 or the process fails: every order is confirmed once, and none is forgotten.

use crate::support::{CODE, CONFIRM, LIST, NO, Reply, Shop, carts, exactly_once, row, side_by_side};

fn rows() -> Vec<crate::support::Row> {
    let mut rows = carts(3);
    rows.push(row().no(NO + 10));
    rows
}

/// All is as an undisturbed run leaves it.
fn settled(shop: &Shop, case: &str) {
    for order in shop.orders() {
        assert_eq!(order["api_status"], "printed", "{case}: {order:#}");
        assert_eq!(order["planned_ship_date"], "2026-07-06", "{case}: {order:#}");
    }
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO, NO + 1, NO + 2, NO + 10]);
    assert_eq!(shop.schedule().scheduled(), [0, 0, 0, 0], "{case}");
    assert_eq!(shop.fake.calls(CONFIRM), 0, "{case}: sent again");
    shop.check_state();
}

/// Faults after which nobody knows whether Qoo10 did what was asked.
fn lost() -> Vec<(&'static str, Reply)> {
    let doubtful = [
        ("lost reply", Reply::Drop),
        ("cut body", Reply::Cut),
        ("500", Reply::http(500)),
        ("503", Reply::http(503)),
        ("HTML with 200", Reply::json("<!DOCTYPE html><html><body>just a moment</body></html>")),
        ("empty body", Reply::json("")),
    ];
    let not_cut = doubtful.clone().into_iter().filter(|(name, _)| *name != "cut body");
    doubtful.into_iter().chain(not_cut.map(|(name, reply)| (name, reply.undone()))).collect()
}

#[test]
fn lost_reply_is_not_sent_twice() {
    side_by_side(lost(), |(name, reply)| {
        let shop = Shop::imported(rows());
        shop.fake.fault(CONFIRM, 1, reply);
        let run = shop.run(&["schedule-date", "--json"]);
        assert!(matches!(run.code, 0 | 1 | 3 | 6), "{name}: {run:#?}");
        shop.schedule();
        settled(&shop, name);
    });
}

#[test]
fn a_date_may_be_repeated_within_the_run_after_a_lost_reply() {
    for reply in [Reply::Drop, Reply::Drop.undone()] {
        let shop = Shop::imported(rows());
        shop.fake.fault(CONFIRM, 1, reply);
        let report = shop.schedule();
        assert_eq!(report.count("scheduled") + report.count("already_confirmed"), 3, "{report:#?}");
        settled(&shop, "overcome");
    }
}

#[test]
fn after_429_the_call_is_repeated() {
    let shop = Shop::imported(rows());
    shop.fake.fault(CONFIRM, 1, Reply::http(429).undone());
    assert_eq!(shop.schedule().scheduled(), [3, 0, 0, 0]);
    settled(&shop, "429");
}

#[test]
fn whatever_request_is_the_last_the_next_run_finishes() {
    for k in 0..4 {
        for is_done in [true, false] {
            let mut shop = Shop::imported(rows());
            shop.set("qoo10", "max_attempts", "1");
            let reply = if is_done { Reply::Drop } else { Reply::Drop.undone() };
            shop.fake.nth_fault(|_| true, k, usize::MAX, reply);
            let run = shop.run(&["schedule-date", "--json"]);
            assert!(matches!(run.code, 0 | 1 | 3), "dead after {k}: {run:#?}");
            shop.fake.heal();
            shop.schedule();
            settled(&shop, &format!("dead after {k}, done: {is_done}"));
        }
    }
}

#[test]
fn killed_at_any_request_the_next_run_reads_back_first() {
    for k in 0..6 {
        let shop = Shop::imported(rows());
        let was_killed = shop.killed_at(&["schedule-date", "--json"], k);
        let had_written = shop.fake.calls(CONFIRM) > 0;
        let report = shop.schedule();
        if was_killed && had_written {
            let log = shop.fake.log();
            let first = |method: &str| log.iter().position(|r| r.method == method);
            let is_read_first = first(CONFIRM).is_none_or(|at| log[..at].iter().any(|r| r.method != CONFIRM));
            assert!(is_read_first, "killed at {k}: sent before reading back: {report:#?}");
            assert!(!log.is_empty(), "killed at {k}: nothing was read back");
        }
        settled(&shop, &format!("killed at {k}"));
        if !was_killed {
            return;
        }
    }
}

#[test]
fn a_read_back_that_fails_settles_nothing() {
    let mut shop = Shop::imported(rows());
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, 1, Reply::Drop);
    shop.run(&["schedule-date", "--json"]);
    shop.fake.heal();
    shop.fake.fault_when(|r| r.method != CONFIRM, usize::MAX, Reply::http(503));
    let run = shop.run(&["schedule-date", "--json"]);
    assert!(matches!(run.code, 1 | 3), "{run:#?}");
    shop.fake.heal();
    shop.schedule();
    settled(&shop, "read-back failed");
}

#[test]
fn the_next_day_a_lost_reply_keeps_the_date_that_qoo10_shows() {
    let mut shop = Shop::imported(rows());
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, 1, Reply::Drop);
    shop.run(&["schedule-date", "--json"]);
    shop.at("2026-07-02 10:00:00");
    shop.schedule();
    settled(&shop, "the next day");
}

#[test]
fn staff_who_cancel_an_order_of_unknown_outcome_are_not_overruled() {
    let mut shop = Shop::imported(carts(2));
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, usize::MAX, Reply::Drop.undone());
    shop.run(&["schedule-date", "--json"]);
    shop.fake.heal();
    shop.run(&["orders", "set", CODE, "--status", "cancelled"]).expect(0);
    shop.schedule();
    assert_eq!(shop.show(CODE)["status"], "cancelled");
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO + 1]);
}

#[test]
fn twelve_hundred_orders_are_three_calls() {
    let shop = Shop::imported(carts(1200));
    assert_eq!(shop.schedule().scheduled(), [1200, 0, 0, 0]);
    assert_eq!(shop.fake.calls(CONFIRM), 3);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), NO..NO + 1200);
    assert_eq!(shop.with_api_status("printed"), 1200);
}

#[test]
fn the_third_call_of_three_is_lost() {
    let shop = Shop::imported(carts(1200));
    shop.fake.confirm_fault(2, usize::MAX, Reply::Drop);
    let run = shop.run(&["schedule-date", "--json"]);
    assert!(matches!(run.code, 1 | 3), "{}", run.stderr);
    let done = shop.with_api_status("printed");
    assert_eq!(done, 1000, "what was answered is recorded");
    shop.fake.heal();
    let report = shop.schedule();
    assert_eq!(
        report.count("scheduled") + report.count("already_confirmed"),
        200,
        "{:#}",
        report.0["counts"]
    );
    assert_eq!(shop.fake.calls(CONFIRM), 0, "what was done was sent again");
    assert!(shop.fake.calls(LIST) > 0, "nothing was read back");
    assert!(shop.fake.log().len() < 20, "{} calls to read 200 orders back", shop.fake.log().len());
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), NO..NO + 1200);
    assert_eq!(shop.with_api_status("printed"), 1200);
}

#[test]
fn a_dead_endpoint_stops_the_step_after_what_was_achieved_is_recorded() {
    let shop = Shop::imported(carts(1200));
    shop.fake.confirm_fault(1, usize::MAX, Reply::Drop.undone());
    let run = shop.run(&["schedule-date", "--json"]);
    assert!(matches!(run.code, 1 | 3), "{}", run.stderr);
    assert!(shop.with_api_status("printed") >= 400);
    shop.fake.heal();
    shop.schedule();
    assert_eq!(shop.with_api_status("printed"), 1200);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), NO..NO + 1200);
}
