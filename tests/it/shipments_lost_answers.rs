//! ALL-6: after a lost answer the first request may still be under way. Its number is not sent again before
//! twice the
//! time-out is over, and then only after reading back.

use serde_json::json;

use crate::support::{CODE, NO, Reply, SEND, Shop, carts, code, valid_number};

/// Three orders to be sent; requests time out after 10 seconds.
fn shop() -> Shop {
    let mut shop = Shop::imported(carts(3));
    for n in 0..3 {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    shop.set("qoo10", "max_attempts", "1");
    shop
}

/// The answer to the first order is lost; Qoo10 never got it.
fn lost(shop: &Shop) {
    shop.fake.fault(SEND, 1, Reply::Drop.undone());
    shop.push_with(&["--order", CODE], 1);
}

#[test]
fn not_resent_while_the_first_request_may_be_under_way_and_the_others_are_sent() {
    let mut shop = shop();
    lost(&shop);
    for at in ["10:00:00", "10:00:19"] {
        shop.at(&format!("2026-07-01 {at}"));
        let report = shop.push_with(&[], 3);
        assert!(!shop.offered().contains(&NO), "{at}: sent again");
        assert_eq!(report.orders("failed"), [CODE], "{at}: {report:#?}");
        let item = &report.items("failed")[0];
        assert_eq!(item["reason"], "under_way");
        let told = item["message"].as_str().unwrap();
        assert!(told.contains("10:00:00") && told.contains("10:00:20"), "since when, and until when: {told}");
    }
    assert_eq!(shop.accepted().len(), 2, "the others are sent");
    let dry = shop.push_with(&["--dry-run"], 3);
    assert_eq!(dry.items("failed")[0]["reason"], "under_way");
    let ja = shop.run(&["--lang", "ja", "push-shipments"]).expect(3);
    ja.says(&[CODE, "処理中の可能性", "10:00:20"]);

    shop.at("2026-07-01 10:00:20");
    assert_eq!(shop.push().orders("sent"), [CODE]);
    shop.fake.check_no_blind_repeat();
    shop.check_state();
}

#[test]
fn what_has_arrived_meanwhile_is_closed_at_once() {
    let shop = shop();
    shop.fake.fault(SEND, 1, Reply::Drop);
    shop.push_with(&["--order", CODE], 1);
    let report = shop.push();
    assert_eq!((report.orders("already_sent"), report.count("sent")), (vec![CODE.to_owned()], 2));
}

#[test]
fn every_kind_of_lost_answer_is_waited_for() {
    for (name, reply) in [
        ("cut", Reply::Cut.undone()),
        ("500", Reply::http(500).undone()),
        ("504", Reply::http(504).undone()),
        ("web page", Reply::json("<html></html>").undone()),
        ("empty", Reply::json("").undone()),
    ] {
        let mut shop = shop();
        shop.fake.fault(SEND, 1, reply);
        let first = shop.run(&["push-shipments", "--order", CODE]).code;
        assert!(matches!(first, 1 | 6), "{name}: exit {first}");
        assert_eq!(shop.push_with(&["--order", CODE], 3).items("failed")[0]["reason"], "under_way", "{name}");
        shop.at("2026-07-01 10:00:20");
        assert_eq!(shop.push_with(&["--order", CODE], 0).orders("sent"), [CODE], "{name}");
    }
}

#[test]
fn what_was_certainly_not_sent_is_sent_at_once() {
    let shop = shop();
    shop.fake.fault(SEND, 1, Reply::http(429).undone());
    shop.run(&["push-shipments", "--order", CODE]).expect(1);
    assert_eq!(shop.push().count("sent"), 3);
}

#[test]
fn a_killed_run_is_waited_for_too() {
    let mut shop = shop();
    // Lists and claims come first: the request is the one after them.
    let before = {
        let calm = self::shop();
        calm.push_with(&["--order", CODE], 0);
        calm.fake.log().iter().position(|call| call.method == SEND).unwrap()
    };
    assert!(shop.killed_at(&["push-shipments", "--order", CODE], before));
    let is_done = shop.accepted().len() == 1;
    let report = shop.run(&["push-shipments", "--json", "--order", CODE]).json();
    let outcome = &report["items"][0]["outcome"];
    assert_eq!(outcome, if is_done { "already_sent" } else { "failed" }, "{report:#}");
    shop.at("2026-07-01 10:00:20");
    shop.run(&["push-shipments"]).expect(0);
    assert_eq!(shop.accepted().len(), 3);
}

#[test]
fn a_clock_that_went_back_delays_a_number_by_no_more_than_that() {
    let mut shop = shop();
    shop.at("2026-07-01 23:00:00");
    lost(&shop);
    // The clock was ten hours ahead: nobody knows how long ago the request was.
    shop.at("2026-07-01 13:00:00");
    shop.push_with(&["--order", CODE, "--dry-run"], 3);
    let report = shop.push_with(&["--order", CODE], 3);
    assert!(report.told(CODE).contains("13:00:20"), "{report:#?}");
    shop.at("2026-07-01 13:00:19");
    shop.push_with(&["--order", CODE], 3);
    shop.at("2026-07-01 13:00:20");
    assert_eq!(shop.push_with(&["--order", CODE], 0).orders("sent"), [CODE]);
}

#[test]
fn an_open_request_that_is_cancelled_meanwhile_stays_open_until_it_cannot_arrive() {
    let mut shop = shop();
    lost(&shop);
    shop.claim(&[NO], 1);
    shop.push_with(&["--order", CODE], 3);
    shop.at_qoo10(NO, |mut row| {
        row.claim = None;
        row
    });
    shop.push_with(&["--order", CODE], 3);
    assert!(shop.offered().is_empty(), "a withdrawn request does not make it older");
    shop.at("2026-07-01 10:00:20");
    assert_eq!(shop.push_with(&["--order", CODE], 0).count("sent"), 1);
}

#[test]
fn status_names_what_waits() {
    let shop = shop();
    lost(&shop);
    shop.push_with(&[], 3);
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["shipments_not_taken"], json!(1));
}
