//! What goes wrong on the way to Qoo10 leaves the orders consistent, and the next run ends like an
//! undisturbed one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::support::{BY_NUMBER, CLAIMS, LIST, Reply, Request, Row, Shop, row, side_by_side, tier};

/// News of every kind, with orders that only look-ups explain.
fn world() -> Shop {
    let unpaid = |n: i64| row().cart(n).no(n).unpaid();
    let shop = Shop::with_rows(vec![
        unpaid(1),
        row().cart(2).no(21),
        row().cart(2).no(22).option("色:白", "-W"),
        row().cart(3).no(3),
        row().cart(4).no(4),
        row().cart(5).no(5),
        unpaid(6),
        unpaid(7),
        row().cart(8).no(81).unpaid(),
        row().cart(8).no(82).unpaid(),
    ]);
    shop.import();
    shop.force("5", "preparing", "paid");
    shop.claim(&[4], 1);
    shop.sync();
    shop.at_qoo10(4, |row| Row { claim: None, ..row });
    shop.pay(&[1, 81]);
    shop.claim(&[22, 5], 3);
    shop.claim(&[82], 16);
    shop.claim(&[3], 2);
    shop.at_qoo10(6, |row| row.paid("2026-07-01 09:30:00").hidden());
    shop.forget(&[7]);
    shop
}

/// What an undisturbed run leaves.
fn end() -> Vec<Value> {
    let shop = world();
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.changes(), [3, 0, 2, 1, 1, 2], "{report:#?}");
    shop.everything()
}

#[test]
fn what_goes_wrong_once_is_overcome() {
    let end = end();
    let faults = [
        Reply::Drop,
        Reply::Cut,
        Reply::http(503),
        Reply::http(429),
        Reply::json("<!DOCTYPE html><html><body>just a moment</body></html>"),
        Reply::json(r#"{"ResultObject":[{"orderNo":4123"#),
        Reply::json(""),
        Reply::Untyped,
    ];
    let cases = [CLAIMS, LIST, BY_NUMBER].iter().flat_map(|m| faults.iter().map(move |f| (*m, f.clone())));
    side_by_side(tier::sampled(cases, 1, 3), |(method, fault)| {
        let shop = world();
        shop.fake.fault(method, 1, fault.clone());
        shop.sync_with(&[], 3);
        assert_eq!(shop.everything(), end, "{method} {fault:?}");
    });
}

#[test]
fn what_stays_wrong_is_exit_1_and_made_up_for_later() {
    let end = end();
    let cases = [CLAIMS, LIST, BY_NUMBER]
        .iter()
        .flat_map(|m| [(*m, Reply::Drop), (*m, Reply::Cut), (*m, Reply::http(500))]);
    side_by_side(tier::sampled(cases, 1, 2), |(method, fault)| {
        let mut shop = world();
        shop.set("qoo10", "max_attempts", "1");
        shop.fake.fault(method, usize::MAX, fault.clone());
        let run = shop.run(&["sync-status", "--json"]).expect(1);
        assert_eq!(run.json()["result"], "failed", "{method} {fault:?}");
        assert!(!run.stderr.trim().is_empty(), "{run:#?}");
        shop.consistent();
        shop.fake.heal();
        shop.sync_with(&[], 3);
        assert_eq!(shop.everything(), end, "{method} {fault:?}");
    });
}

#[test]
fn dead_after_any_call_ends_like_an_undisturbed_run() {
    let end = end();
    let calls = {
        let shop = world();
        shop.sync_with(&[], 3);
        shop.fake.log().len()
    };
    assert!(calls > 4, "{calls}");
    side_by_side(tier::sampled(0..calls, 1, 2), |last| {
        let mut shop = world();
        shop.set("qoo10", "max_attempts", "1");
        let seen = AtomicUsize::new(0);
        let dead = move |_: &Request| seen.fetch_add(1, Ordering::SeqCst) >= last;
        shop.fake.fault_when(dead, usize::MAX, Reply::Drop);
        shop.sync_with(&[], 1);
        shop.fake.heal();
        shop.sync_with(&[], 3);
        assert_eq!(shop.everything(), end, "dead after {last} calls");
        assert_eq!(shop.sync_with(&[], 3).changes(), [0, 0, 0, 0, 0, 2], "dead after {last} calls");
        shop.check_state();
    });
}

#[test]
fn a_lost_claim_list_is_never_taken_for_an_empty_one() {
    for status in ["1", "2", "3", "16"] {
        let mut shop = world();
        shop.set("qoo10", "max_attempts", "1");
        let asked = move |r: &Request| r.method == CLAIMS && r.params["ClaimStat"] == status;
        shop.fake.fault_when(asked, usize::MAX, Reply::Cut);
        shop.sync_with(&[], 1);
        let lost = shop.show("8");
        assert!(status != "16" || lost["order_no_sum"] == "81,82", "{lost:#}");
    }
}

#[test]
fn an_answer_with_a_code_is_not_repeated() {
    for method in [CLAIMS, LIST] {
        let shop = world();
        shop.fake.fault(method, usize::MAX, Reply::result(-10001));
        shop.fake.clear_log();
        let run = shop.run(&["sync-status"]).expect(1);
        run.says(&["-10001"]);
        let mut asked: Vec<_> =
            shop.fake.log().iter().filter(|r| r.method == method).map(|r| r.params.clone()).collect();
        let all = asked.len();
        asked.dedup();
        assert_eq!(asked.len(), all, "the same question twice");
    }
}

#[test]
fn a_refused_key_is_exit_6() {
    for (n, method) in [CLAIMS, LIST, BY_NUMBER].into_iter().enumerate() {
        for reply in tier::sampled([Reply::gateway(-90004), Reply::result(-10000)], n, 2) {
            let shop = world();
            shop.fake.fault(method, usize::MAX, reply);
            shop.sync_with(&[], 6);
            shop.fake.heal();
            shop.sync_with(&[], 3);
        }
    }
}

#[test]
fn killed_at_any_call_the_orders_are_whole() {
    let end = end();
    let cases = [(CLAIMS, 1_usize), (CLAIMS, 3), (LIST, 1), (BY_NUMBER, 1)];
    side_by_side(cases, |(method, nth)| {
        let shop = world();
        shop.fake.clear_log();
        let seen = AtomicUsize::new(0);
        let slow = move |r: &Request| r.method == method && seen.fetch_add(1, Ordering::SeqCst) + 1 == nth;
        let (_gate, held) = Reply::held();
        shop.fake.fault_when(slow, 1, held);
        let mut child = shop.spawn(&["sync-status"]);
        let patience = std::time::Instant::now();
        while shop.fake.calls(method) < nth && patience.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        shop.consistent();
        shop.fake.heal();
        shop.sync_with(&[], 3);
        assert_eq!(shop.everything(), end, "killed in call {nth} of {method}");
        shop.check_state();
    });
}
