//! schedule-date against the practice Qoo10: in every form that its answers can take, and under every fault.

use qoo10_bridge::sandbox::{Fault, FaultKind, Variants};
use serde_json::Value;

use crate::support::practice::Practice;
use crate::support::tier;
use qoo10_bridge::vocabulary::{Message, Outcome, Reason};

const BULK: &str = "ShippingBasic.SetSellerCheckYNBulk";

fn imported() -> Practice {
    let shop = Practice::seeded();
    shop.import().1.unwrap();
    shop
}

fn settled() -> Vec<String> {
    let shop = imported();
    shop.schedule_date().1.unwrap();
    shop.orders()
}

/// How often each order number was confirmed, as Qoo10 counts accepted writes.
fn most_confirmations(shop: &Practice) -> usize {
    let mut counts = std::collections::HashMap::new();
    shop.server.with_world(|world| {
        for write in world.writes().iter().filter(|write| write.method == BULK && write.code == 0) {
            *counts.entry(write.target.clone()).or_insert(0) += 1;
        }
    });
    counts.into_values().max().unwrap_or(0)
}

#[test]
fn does_the_work() {
    let shop = imported();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Scheduled), report.count_of(Outcome::Failed)), (10, 0));
    for order in shop.orders() {
        let order: Value = serde_json::from_str(&order).unwrap();
        let is_paid = order["payment_status"] == "paid";
        assert_eq!(order["api_status"], if is_paid { "printed" } else { "awaiting_print" }, "{order}");
        let date = if is_paid { Value::from("2026-07-06") } else { Value::Null };
        assert_eq!(order["planned_ship_date"], date, "{order}");
    }
}

#[test]
fn second_run_sends_nothing() {
    let shop = imported();
    shop.schedule_date().1.unwrap();
    shop.server.forget_requests();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert!(report.counts.iter().all(|(_, n)| *n == 0), "{:?}", report.counts);
    assert!(shop.server.requests().is_empty(), "{:?}", shop.server.requests());
}

#[test]
fn one_bad_order_does_not_stop_the_rest_and_is_marked() {
    let shop = imported();
    let now = shop.now;
    shop.server.with_world(|world| world.request_cancel("412345678", now)).unwrap();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Scheduled), report.count_of(Outcome::Failed)), (9, 1));
    let bad = report.items.iter().find(|item| item.outcome == Outcome::Failed).unwrap();
    assert_eq!((bad.order.as_deref(), bad.code), (Some("412345678"), Some(-10014)));
    let marked = shop.orders().iter().filter(|o| o.contains("\"cancel_requested\":true,\"buyer\"")).count();
    assert_eq!(marked, 1);
}

#[test]
fn sch_06_a_date_registered_by_hand_is_recognised() {
    let shop = imported();
    let by_hand = chrono::NaiveDate::from_ymd_opt(2026, 7, 9).unwrap();
    shop.server.with_world(|world| world.confirm_by_hand("412345678", by_hand)).unwrap();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Scheduled), report.count_of(Outcome::AlreadyConfirmed)), (9, 1));
    let order = shop.orders().into_iter().find(|o| o.contains("\"order\":\"412345678\"")).unwrap();
    assert!(order.contains("\"planned_ship_date\":\"2026-07-09\""), "{order}");
}

#[test]
fn every_open_variant_of_the_api_leads_to_the_same_orders() {
    let wanted = settled();
    for variants in tier::variants() {
        let shop = imported();
        shop.server.with_world(|world| tier::switch(world, &variants));
        shop.schedule_date().1.unwrap();
        assert_eq!(shop.orders(), wanted, "{variants:?}");
    }
}

/// Also with an order that Qoo10 refuses and one that is confirmed already: the answer's rows differ.
#[test]
fn mixed_answers_are_read_right_in_every_variant() {
    let run = |prepare: &dyn Fn(&Practice)| {
        let shop = imported();
        let now = shop.now;
        shop.server.with_world(|world| {
            world.request_cancel("412345679", now).unwrap();
            world.confirm_by_hand("412345678", chrono::NaiveDate::from_ymd_opt(2026, 7, 9).unwrap()).unwrap();
        });
        prepare(&shop);
        shop.schedule_date().1.unwrap();
        shop.orders()
    };
    let wanted = run(&|_| ());
    for name in ["bulk-row-id", "bulk-part-failure", "bulk-rows", "numbers", "result-code", "extra-fields"] {
        let switch = Variants::default().list().into_iter().find(|switch| switch.name == name).unwrap();
        for choice in switch.choices {
            let got = run(&|shop| shop.server.with_world(|world| world.variants.set(name, choice)).unwrap());
            assert_eq!(got, wanted, "{name} = {choice}");
        }
    }
}

#[test]
fn lost_reply_is_not_sent_twice() {
    let wanted = settled();
    for kind in FaultKind::ALL.iter().filter(|kind| {
        !matches!(
            kind,
            FaultKind::ErrorCode | FaultKind::Redirect302 | FaultKind::Slow | FaultKind::EmptyBody
        )
    }) {
        for times in [1, 0] {
            let shop = imported();
            shop.server.with_world(|world| world.faults.add(BULK, *kind, 0, times));
            let first = shop.schedule_date().1;
            let is_odd = kind.is_in_rows();
            assert!(is_odd || first.is_ok() == (times == 1), "{} × {times}: {first:?}", kind.name());
            shop.server.with_world(|world| world.faults.clear());
            shop.schedule_date().1.unwrap();
            assert_eq!(shop.orders(), wanted, "{} × {times}", kind.name());
            assert_eq!(most_confirmations(&shop), 1, "{} × {times}", kind.name());
        }
    }
}

#[test]
fn twelve_hundred_orders_take_three_calls_and_the_third_may_be_lost() {
    let shop = Practice::of_carts(1_200, 0);
    shop.import().1.unwrap();
    shop.server.forget_requests();
    shop.server.with_world(|world| world.faults.add(BULK, FaultKind::LostReply, 2, 0));
    let (report, result) = shop.schedule_date();
    assert!(result.is_err());
    assert_eq!((report.count_of(Outcome::Scheduled), report.count_of(Outcome::Failed)), (1_000, 200));
    let bulk_calls = || shop.server.requests().iter().filter(|r| r.method == BULK).count();
    assert_eq!(bulk_calls(), 2 + 3, "the third is repeated as often as it may be");

    shop.server.with_world(|world| world.faults.clear());
    shop.server.forget_requests();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::AlreadyConfirmed), bulk_calls()), (200, 0));
    assert_eq!(most_confirmations(&shop), 1);
}

#[test]
fn a_crash_between_call_and_outcome_is_read_back() {
    let shop = imported();
    shop.schedule_date().1.unwrap();
    let wanted = shop.orders();
    crash(&shop);
    shop.server.forget_requests();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!(report.count_of(Outcome::AlreadyConfirmed), 10);
    assert!(shop.server.requests().iter().all(|r| r.method != BULK), "nothing is sent again");
    assert_eq!(shop.orders(), wanted);
}

/// The state as a crash would have left it: intents without outcome, nothing known of the answer.
fn crash(shop: &Practice) {
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    state
        .execute_batch(
            "UPDATE journal SET outcome = NULL, settled_at = NULL;
             UPDATE order_lines SET confirmed_at = NULL, planned_ship_date = NULL;
             UPDATE orders SET api_status = 'awaiting_print', planned_ship_date = NULL;",
        )
        .unwrap();
}

#[test]
fn what_a_crash_left_open_stays_open_while_only_other_orders_are_asked_for() {
    let held = |shop: &Practice| {
        let state = rusqlite::Connection::open(shop.state()).unwrap();
        state.execute("UPDATE orders SET status = 'backordered' WHERE code = '412345679'", []).unwrap();
    };
    let ready = |shop: &Practice| {
        let state = rusqlite::Connection::open(shop.state()).unwrap();
        state.execute("UPDATE orders SET status = 'ready' WHERE code = '412345679'", []).unwrap();
    };
    let shop = imported();
    shop.schedule_date().1.unwrap();
    crash(&shop);
    shop.server.forget_requests();
    held(&shop);
    shop.schedule_date_with(false, |r| r.orders = vec!["412345678".parse().unwrap()]).1.unwrap();
    shop.schedule_date_with(false, |r| r.limit = Some(1)).1.unwrap();
    shop.schedule_date().1.unwrap();
    ready(&shop);
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!(report.count_of(Outcome::AlreadyConfirmed), 1);
    assert!(shop.server.requests().iter().all(|r| r.method != BULK), "read back, not sent again");
}

#[test]
fn a_lost_reply_is_read_back_also_when_later_attempts_did_not_get_through() {
    let shop = imported();
    shop.server.with_world(|world| {
        world.faults.add(BULK, FaultKind::LostReply, 0, 1);
        world.faults.add(BULK, FaultKind::Http429, 0, 0);
    });
    shop.schedule_date().1.unwrap_err();
    shop.server.with_world(|world| world.faults.clear());
    shop.server.forget_requests();
    let (report, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!(report.count_of(Outcome::AlreadyConfirmed), 10);
    assert!(shop.server.requests().iter().all(|r| r.method != BULK), "nothing is sent again");
}

#[test]
fn a_dry_run_counts_what_the_real_run_then_counts() {
    let shop = imported();
    let now = shop.now;
    shop.server.with_world(|world| {
        let by_hand = chrono::NaiveDate::from_ymd_opt(2026, 7, 9).unwrap();
        world.confirm_by_hand("412345678", by_hand).unwrap();
        world.request_cancel("412345679", now).unwrap();
        world.cancel("412345682", now).unwrap();
    });
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let sql = "UPDATE orders SET status = 'ready', payment_status = 'paid' WHERE payment_status = 'unpaid'";
    assert!(state.execute(sql, []).unwrap() > 0, "paid by hand, and unpaid at Qoo10");
    let outcomes = |report: &qoo10_bridge::steps::StepReport| {
        let items = report.items.iter();
        items.map(|i| (i.order.clone(), i.order_no, i.outcome, i.reason)).collect::<Vec<_>>()
    };
    let (dry, result) = shop.schedule_date_with(true, |_| ());
    result.unwrap();
    assert_eq!(most_confirmations(&shop), 0);
    let (real, result) = shop.schedule_date();
    result.unwrap();
    assert_eq!((&dry.counts, outcomes(&dry)), (&real.counts, outcomes(&real)));
    assert_eq!(dry.needs_person(), real.needs_person());
}

#[test]
fn the_history_tells_the_date_that_qoo10_shows() {
    let shop = imported();
    let by_hand = chrono::NaiveDate::from_ymd_opt(2026, 7, 9).unwrap();
    shop.server.with_world(|world| world.confirm_by_hand("412345678", by_hand)).unwrap();
    shop.schedule_date().1.unwrap();
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let sql = "SELECT detail FROM order_history JOIN orders USING (order_id)
               WHERE code = '412345678' AND what = 'printed'";
    let told: String = state.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(Message::from_json(&told).as_quoted(), Some("2026-07-09"));
}

#[test]
fn a_code_without_rows_is_read_as_the_code_of_a_single_row() {
    let refused = |code: i64, order: &str, prepare: &dyn Fn(&Practice)| {
        let shop = imported();
        prepare(&shop);
        let fault = Fault { code: Some(code), ..Fault::from(FaultKind::ErrorCode) };
        shop.server.with_world(|world| world.faults.add(BULK, fault, 0, 1));
        let (report, result) = shop.schedule_date_with(false, |r| r.orders = vec![order.parse().unwrap()]);
        result.unwrap();
        let item = &report.items[0];
        (item.outcome, item.reason, item.code)
    };
    let by_hand = chrono::NaiveDate::from_ymd_opt(2026, 7, 9).unwrap();
    let confirmed = |shop: &Practice| {
        shop.server.with_world(|world| world.confirm_by_hand("412345678", by_hand)).unwrap();
    };
    assert_eq!(refused(-10012, "412345678", &confirmed).0, Outcome::AlreadyConfirmed);
    let claimed = (Outcome::Failed, Some(Reason::CancelRequested), Some(-10014));
    assert_eq!(refused(-10014, "412345678", &|_| ()), claimed);
    assert_eq!(refused(-10006, "412345678", &|_| ()), (Outcome::Failed, Some(Reason::Refused), Some(-10006)));
}
