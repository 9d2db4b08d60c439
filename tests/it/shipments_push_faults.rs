//! push-shipments when Qoo10 or the process fails: every order is sent once, and never a second number.

use crate::support::tier;
use crate::support::{CODE, NO, Reply, SEND, Shop, carts, code, row, side_by_side, valid_number};

/// Two orders, the first of two lines.
fn shop() -> Shop {
    let mut shop = Shop::imported(vec![row(), row().no(NO + 10), row().cart(412_345_679).no(NO + 1)]);
    shop.print_and_ship(CODE, &valid_number(0));
    shop.print_and_ship(&code(1), &valid_number(1));
    shop.set("qoo10", "max_attempts", "2");
    shop
}

/// All is as an undisturbed run leaves it.
fn settled(shop: &Shop, case: &str) {
    assert!(shop.orders().iter().all(|order| order["api_status"] == "shipped"), "{case}");
    let numbers: Vec<i64> = shop.accepted().iter().map(|sent| sent.0).collect();
    assert_eq!(numbers, [NO, NO + 1, NO + 10], "{case}: not once each");
    assert_eq!(shop.push().pushed(), [0, 0, 0, 0, 0], "{case}");
    assert_eq!(shop.fake.calls(SEND), 0, "{case}: sent again");
    shop.check_state();
}

/// Runs without forgetting the calls of the run before.
fn push_on(shop: &Shop) -> i32 {
    shop.run(&["push-shipments", "--json"]).code
}

#[test]
fn lost_reply_is_not_sent_twice() {
    let replies = [
        ("lost reply", Reply::Drop),
        ("cut body", Reply::Cut),
        ("500", Reply::http(500)),
        ("HTML with 200", Reply::json("<!DOCTYPE html><html><body>just a moment</body></html>")),
        ("empty body", Reply::json("")),
        ("lost request", Reply::Drop.undone()),
        ("500, undone", Reply::http(500).undone()),
        ("503, undone", Reply::http(503).undone()),
        ("HTML with 200, undone", Reply::json("<html></html>").undone()),
    ];
    side_by_side(replies, |(name, reply)| {
        let mut shop = shop();
        shop.fake.clear_log();
        shop.fake.fault(SEND, 1, reply);
        let first = push_on(&shop);
        assert!(matches!(first, 0 | 1 | 3 | 6), "{name}: exit {first}");
        assert_eq!(push_later(&mut shop), 0, "{name}");
        shop.fake.check_no_blind_repeat();
        settled(&shop, name);
    });
}

#[test]
fn after_429_the_call_is_repeated() {
    let shop = shop();
    shop.fake.fault(SEND, 1, Reply::http(429).undone());
    assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0]);
    settled(&shop, "429");
}

#[test]
fn what_was_begun_is_finished_the_next_day() {
    for reply in [Reply::Drop, Reply::Drop.undone()] {
        let mut shop = shop();
        shop.fake.clear_log();
        shop.fake.fault(SEND, usize::MAX, reply);
        push_on(&shop);
        shop.fake.heal();
        shop.at("2026-07-02 10:00:00");
        assert_eq!(push_on(&shop), 0);
        shop.fake.check_no_blind_repeat();
        settled(&shop, "the next day");
    }
}

#[test]
fn a_read_back_that_fails_settles_nothing_and_sends_nothing() {
    for reply in [Reply::Drop, Reply::Drop.undone()] {
        let mut shop = shop();
        shop.fake.clear_log();
        shop.fake.blind_after_sending();
        shop.fake.fault(SEND, 1, reply);
        push_on(&shop);
        let sent_once = shop.fake.calls(SEND);
        let second = push_on(&shop);
        assert!(matches!(second, 1 | 3), "exit {second}");
        assert_eq!(shop.fake.calls(SEND), sent_once, "sent again although nothing could be read back");
        shop.fake.heal();
        assert_eq!(push_later(&mut shop), 0);
        shop.fake.check_no_blind_repeat();
        settled(&shop, "read-back failed");
    }
}

#[test]
fn never_a_second_different_number() {
    let shop = shop();
    shop.fake.blind_after_sending();
    shop.fake.fault(SEND, 1, Reply::Drop);
    push_on(&shop);
    shop.fake.heal();
    // Nobody knows yet that the first number has arrived; staff find it wrong.
    shop.ship(CODE, &valid_number(9));
    let report = shop.push_with(&[], 3);
    assert_eq!(report.orders("failed"), [CODE], "{report:#?}");
    let told = report.told(CODE);
    assert!(told.contains(&valid_number(0)) && told.contains(&valid_number(9)), "{told:?}");
    assert!(shop.accepted().iter().all(|sent| sent.2 != valid_number(9)), "a second number was accepted");
    assert_eq!(shop.fake.model(|m| m.line(NO).fields["TrackingNo"].clone()), valid_number(0));
}

#[test]
fn a_corrected_number_is_sent_when_the_first_never_arrived() {
    let mut shop = shop();
    shop.fake.fault(SEND, usize::MAX, Reply::Drop.undone());
    push_on(&shop);
    shop.fake.heal();
    shop.ship(CODE, &valid_number(9));
    shop.at("2026-07-01 11:30:00");
    shop.push();
    for no in [NO, NO + 10] {
        assert_eq!(shop.fake.model(|m| m.line(no).fields["TrackingNo"].clone()), valid_number(9));
    }
    settled(&shop, "corrected");
}

#[test]
fn whatever_request_is_the_last_the_next_run_finishes() {
    for k in tier::sampled(0..8, 1, 2) {
        for is_done in [true, false] {
            let mut shop = shop();
            shop.fake.clear_log();
            let reply = if is_done { Reply::Drop } else { Reply::Drop.undone() };
            shop.fake.nth_fault(|_| true, k, usize::MAX, reply);
            let first = push_on(&shop);
            assert!(matches!(first, 0 | 1 | 3), "dead after {k}: exit {first}");
            shop.fake.heal();
            assert_eq!(push_later(&mut shop), 0, "dead after {k}, done: {is_done}");
            shop.fake.check_no_blind_repeat();
            settled(&shop, &format!("dead after {k}, done: {is_done}"));
        }
    }
}

#[test]
fn killed_at_any_request_the_next_run_reads_back_first() {
    for k in 0..20 {
        let mut shop = shop();
        let was_killed = shop.killed_at(&["push-shipments", "--json"], k);
        assert_eq!(push_later(&mut shop), 0, "killed at {k}");
        shop.fake.check_no_blind_repeat();
        settled(&shop, &format!("killed at {k}"));
        if !was_killed {
            return;
        }
    }
    panic!("a run of two orders makes more than 20 calls");
}

/// A later run, when no request of an earlier one can be under way.
fn push_later(shop: &mut Shop) -> i32 {
    shop.at("2026-07-01 11:30:00");
    push_on(shop)
}

/// A run of three calls: 1,001 orders, printed and shipped.
fn large() -> Shop {
    let shop = Shop::imported(carts(1001));
    let mut file = "order,carrier,tracking,shipped_on\n".to_owned();
    for n in 0..1001 {
        file += &format!("{},佐川急便,{},2026-07-01\n", code(n), valid_number(n));
    }
    shop.load("a.csv", file.as_bytes(), &[], 0);
    shop.sql("UPDATE orders SET api_status = 'printed'");
    shop
}

#[test]
fn faults_at_every_point_of_a_run_of_three_calls() {
    let template = large();
    let twin = || {
        let mut twin = template.twin("2026-07-01 11:00:00");
        twin.set("qoo10", "max_attempts", "1");
        twin
    };
    let undisturbed = twin();
    undisturbed.push();
    let requests = undisturbed.fake.log().len();
    assert_eq!(undisturbed.fake.calls(SEND), 3);
    assert!(requests < 20, "{requests} requests");
    side_by_side([0, 1, 2], |mode| {
        for k in tier::sampled(0..requests, mode, 6) {
            let mut shop = twin();
            match mode {
                0 => shop.fake.nth_fault(|_| true, k, usize::MAX, Reply::Drop),
                1 => shop.fake.nth_fault(|_| true, k, usize::MAX, Reply::Drop.undone()),
                _ => shop.fake.nth_fault(|_| true, k, 1, Reply::http(500)),
            }
            push_on(&shop);
            shop.fake.heal();
            assert_eq!(push_later(&mut shop), 0, "mode {mode}, fault at {k}");
            shop.fake.check_no_blind_repeat();
            let accepted: Vec<i64> = shop.accepted().iter().map(|sent| sent.0).collect();
            assert_eq!(accepted, (NO..NO + 1001).collect::<Vec<_>>(), "mode {mode}, fault at {k}");
            assert_eq!(shop.with_api_status("shipped"), 1001, "mode {mode}, fault at {k}");
        }
    });
}
