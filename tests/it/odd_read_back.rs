//! IMP-17: a row that cannot be read in a read-back settles nothing. Unreadable is not "not sent".

use crate::support::odd::{LOST, MENDED, NO_LIST, NUMBERLESS, odd};
use crate::support::{
    CODE, CONFIRM, INVENTORY, LIST, NO, Reply, Request, SEND, SET_OPTIONS, Shop, carts, code, side_by_side,
    valid_number,
};

/// A list that shows what was sent, or confirmed.
fn is_read_back(request: &Request, statuses: &[&str]) -> bool {
    request.method == LIST && statuses.contains(&request.params["ShippingStatus"].as_str())
}

/// Two orders whose sending was begun, and nobody knows what became of it.
fn sent_into_the_dark(is_done: bool) -> Shop {
    let mut shop = Shop::imported(carts(2));
    shop.set("qoo10", "max_attempts", "1");
    shop.print_and_ship(CODE, &valid_number(0));
    shop.print_and_ship(&code(1), &valid_number(1));
    shop.fake.fault(SEND, 1, if is_done { Reply::Drop } else { Reply::Drop.undone() });
    shop.run(&["push-shipments"]).expect(1);
    shop.fake.heal();
    shop.fake.clear_log();
    shop.at(LATER);
    shop
}

/// No request whose answer was lost can be under way any more (ALL-6).
const LATER: &str = "2026-07-01 10:01:00";

fn numbers_sent(shop: &Shop) -> Vec<i64> {
    shop.accepted().iter().map(|sent| sent.0).collect()
}

#[test]
fn a_read_back_that_cannot_be_read_does_not_count_as_not_sent() {
    side_by_side(NUMBERLESS, |(name, kind)| {
        let shop = sent_into_the_dark(true);
        let blind = |r: &Request| is_read_back(r, &["4", "5"]);
        shop.fake.fault_when(blind, usize::MAX, odd(kind, NO));
        for _ in 0..2 {
            let report = shop.push_with(&[], 3);
            assert_eq!(shop.fake.calls(SEND), 0, "{name}: sent again");
            assert_eq!(report.orders("failed"), [CODE], "{name}: {report:#?}");
            assert!(report.warnings().contains(CODE), "{name}: {report:#?}");
            assert_eq!(shop.judged("push-shipments")[1], 1, "{name}: its intent stays open");
        }
        shop.fake.heal();
        assert_eq!(shop.push().pushed(), [0, 1, 0, 0, 0], "{name}");
        assert_eq!(numbers_sent(&shop), [NO, NO + 1], "{name}");
        shop.check_state();
    });
}

#[test]
fn only_the_numbers_that_a_row_names_are_in_doubt() {
    side_by_side(LOST, |(name, kind)| {
        // The second order was never received: it goes out although the first cannot be read.
        let mut shop = Shop::imported(carts(3));
        shop.set("qoo10", "max_attempts", "1");
        shop.print_and_ship(CODE, &valid_number(0));
        shop.fake.fault(SEND, 1, Reply::Drop);
        shop.run(&["push-shipments"]).expect(1);
        shop.print_and_ship(&code(1), &valid_number(1));
        shop.fake.fault(SEND, 1, Reply::Drop.undone());
        let blind = |r: &Request| is_read_back(r, &["4", "5"]);
        shop.fake.fault_when(blind, usize::MAX, odd(kind, NO));
        shop.run(&["push-shipments"]).expect(1);
        shop.at(LATER);
        let report = shop.push_with(&[], 3);
        assert_eq!(report.orders("sent"), [code(1)], "{name}: {report:#?}");
        assert_eq!(report.orders("failed"), [CODE], "{name}: {report:#?}");
        shop.fake.heal();
        assert_eq!(shop.push().pushed(), [0, 1, 0, 0, 0], "{name}");
        assert_eq!(numbers_sent(&shop), [NO, NO + 1], "{name}");
    });
}

#[test]
fn a_read_back_with_odd_texts_settles_as_ever() {
    side_by_side(MENDED, |(name, kind)| {
        let shop = sent_into_the_dark(true);
        shop.fake.fault_when(|r| is_read_back(r, &["4", "5"]), usize::MAX, odd(kind, NO));
        assert_eq!(shop.push().pushed(), [0, 2, 0, 0, 0], "{name}");
        assert_eq!(shop.fake.calls(SEND), 0, "{name}");
    });
}

#[test]
fn a_read_back_that_is_no_list_settles_nothing() {
    side_by_side(NO_LIST, |body| {
        for is_done in [true, false] {
            let shop = sent_into_the_dark(is_done);
            shop.fake.fault_when(|r| is_read_back(r, &["4"]), usize::MAX, Reply::json(body));
            let run = shop.run(&["push-shipments"]).expect(1);
            assert!(!run.stderr.contains("network"), "{run:#?}");
            assert_eq!(shop.fake.calls(SEND), 0, "{body}");
            assert_eq!(shop.judged("push-shipments")[1], 2, "{body}: both stay open");
            shop.fake.heal();
            shop.push();
            assert_eq!(numbers_sent(&shop), [NO, NO + 1], "{body}");
        }
    });
}

#[test]
fn what_was_lost_is_not_sent_again_while_a_row_may_be_about_it() {
    let shop = sent_into_the_dark(false);
    // Somebody else's row, long sent, without a number: it may be any of those in doubt.
    shop.fake.add_row(crate::support::row().cart(5).no(55).sent(
        "佐川急便",
        &valid_number(5),
        "2026-07-01 09:30:00",
    ));
    shop.fake.fault_when(|r| is_read_back(r, &["4"]), usize::MAX, odd(NUMBERLESS[0].1, 55));
    let report = shop.push_with(&[], 3);
    assert_eq!((report.count("failed"), shop.fake.calls(SEND)), (2, 0), "{report:#?}");
    shop.fake.heal();
    assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0]);
}

#[test]
fn the_same_when_dates_are_read_back() {
    for (name, kind) in [("numbers gone", NUMBERLESS[0].1), ("a bare word", LOST[0].1)] {
        let mut shop = Shop::imported(carts(2));
        shop.set("qoo10", "max_attempts", "1");
        shop.fake.fault(CONFIRM, 1, Reply::Drop);
        shop.run(&["schedule-date"]).expect(1);
        shop.fake.heal();
        shop.fake.fault_when(|r| is_read_back(r, &["3", "4", "5"]), usize::MAX, odd(kind, NO));
        for _ in 0..2 {
            let report = shop.schedule_with(&[], 3);
            assert_eq!(shop.fake.calls(CONFIRM), 0, "{name}: confirmed again");
            assert!(report.orders("failed").contains(&CODE.to_owned()), "{name}: {report:#?}");
            assert!(report.warnings().contains(CODE), "{name}: {report:#?}");
            assert!(!report.warnings().contains(&code(1)), "{name}: {report:#?}");
        }
        assert_eq!(shop.judged("schedule-date")[1], 1, "{name}: its intent stays open");
        shop.fake.heal();
        assert_eq!(shop.schedule().scheduled(), [0, 1, 0, 0], "{name}");
    }
}

#[test]
fn an_option_that_cannot_be_read_back_was_not_refused() {
    let shop = Shop::of_every_kind();
    shop.stock_each(20);
    // Each item is read before, and once more after: then all of its options are odd.
    let seen = std::sync::atomic::AtomicUsize::new(0);
    let after = move |r: &Request| {
        let order = std::sync::atomic::Ordering::SeqCst;
        if r.method == SET_OPTIONS {
            seen.store(1, order);
        }
        r.method == INVENTORY && seen.load(order) == 1
    };
    let lost = |_: &[u8], _: usize| {
        br#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{"Name1":oops},{"Name1":oops}]}"#.to_vec()
    };
    shop.fake.fault_when(after, usize::MAX, Reply::Mangled(lost, 0));
    let some_failed = Reply::json(r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1"}"#);
    shop.fake.fault(SET_OPTIONS, 1, some_failed);
    let run = shop.run(&["push-stock", "--json"]);
    let items = run.json()["items"].to_string();
    assert!(items.contains("no_answer") && !items.contains("not_taken"), "{run:#?}");
    assert!(shop.open_quantities() > 0);
    shop.fake.heal();
    shop.run(&["push-stock"]).expect(0);
    assert_eq!(shop.open_quantities(), 0);
}
