//! What becomes of every code that Qoo10 gives a row of the bulk call.

use crate::support::{
    BY_NUMBER, CODE, CONFIRM, LIST, NO, Reply, Shop, carts, code, exactly_once, refused, row,
};

/// Codes that say that the row failed, and no more.
const FAILURES: [i64; 9] = [-10001, -10004, -10005, -10007, -10010, -10015, -10016, -10017, -10018];

#[test]
fn a_failed_row_does_not_stop_the_rest_and_is_tried_again() {
    for failure in FAILURES {
        let shop = Shop::imported(carts(3));
        shop.fake.model(|m| m.confirm.force(NO + 1, &[failure]));
        let report = shop.schedule_with(&[], 3);
        assert_eq!(report.scheduled(), [2, 0, 0, 1], "{failure}: {report:#?}");
        assert_eq!(report.codes("failed", &code(1)), [failure], "{report:#?}");
        let told = report.told(&code(1));
        assert!(told.chars().count() > 12 && told != "constructed", "{failure}: {told:?}");
        assert_eq!(shop.api_status(&code(1)), "awaiting_print", "{failure}");
        assert_eq!(shop.api_status(CODE), "printed", "{failure}");
        shop.forget_asked();
        assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0], "{failure}");
        exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO + 1]);
        assert_eq!(shop.api_status(&code(1)), "printed", "{failure}");
    }
}

#[test]
fn a_refused_date_is_named() {
    for failure in [-10017, -10018] {
        let shop = Shop::imported(carts(1));
        shop.fake.model(|m| m.confirm.force(NO, &[failure]));
        let report = shop.schedule_with(&[], 3);
        let told = report.told(CODE);
        assert!(told.contains("2026-07-06"), "{failure}: {told:?}");
    }
}

#[test]
fn already_confirmed_takes_the_date_that_qoo10_shows() {
    let shop = Shop::imported(carts(2));
    shop.at_qoo10(NO, |row| row.status(3).set("EstimatedShippingDate", "2026-07-09 00:00:00"));
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 1, 0, 0], "{report:#?}");
    assert_eq!(report.orders("already_confirmed"), [CODE]);
    let order = shop.show(CODE);
    assert_eq!(
        (&order["api_status"], &order["planned_ship_date"]),
        (&"printed".into(), &"2026-07-09".into())
    );
    assert_eq!(shop.schedule().scheduled(), [0, 0, 0, 0]);
}

#[test]
fn already_confirmed_without_a_date_is_printed_all_the_same() {
    let shop = Shop::imported(carts(1));
    shop.at_qoo10(NO, |row| row.status(3));
    assert_eq!(shop.schedule().scheduled(), [0, 1, 0, 0]);
    assert_eq!(shop.api_status(CODE), "printed");
}

#[test]
fn a_date_alone_proves_nothing() {
    let shop = Shop::imported(carts(1));
    shop.at_qoo10(NO, |row| row.set("EstimatedShippingDate", "2026-07-09 00:00:00"));
    shop.fake.model(|m| m.confirm.force(NO, &[-10012]));
    let run = shop.run(&["schedule-date", "--json"]);
    assert_eq!(shop.api_status(CODE), "awaiting_print", "{run:#?}");
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0], "the next run registers it");
}

#[test]
fn already_confirmed_is_believed_only_after_reading_back() {
    let shop = Shop::imported(carts(1));
    shop.at_qoo10(NO, |row| row.status(3).set("EstimatedShippingDate", "2026-07-09 00:00:00"));
    let third = |r: &crate::support::Request| r.method == LIST && r.params["ShippingStatus"] == "3";
    shop.fake.fault_when(third, usize::MAX, Reply::http(500));
    shop.fake.fault(BY_NUMBER, usize::MAX, Reply::http(500));
    let run = shop.run(&["schedule-date", "--json"]);
    assert!(matches!(run.code, 1 | 3), "{run:#?}");
    assert_eq!(shop.api_status(CODE), "awaiting_print");
    shop.fake.heal();
    shop.schedule();
    let order = shop.show(CODE);
    assert_eq!(
        (&order["api_status"], &order["planned_ship_date"]),
        (&"printed".into(), &"2026-07-09".into())
    );
}

#[test]
fn not_a_delivery_request_any_more_because_it_is_sent_or_delivered() {
    for status in [4, 5] {
        let shop = Shop::imported(carts(2));
        shop.at_qoo10(NO, |row| row.sent("佐川急便", "405548424886", "2026-07-01 09:50:00").status(status));
        let report = shop.schedule();
        assert_eq!(report.scheduled(), [1, 1, 0, 0], "{status}: {report:#?}");
        assert_eq!(shop.api_status(CODE), "printed", "{status}");
    }
}

#[test]
fn not_yet_a_delivery_request_because_it_is_unpaid() {
    let shop = Shop::imported(carts(2));
    shop.at_qoo10(NO, crate::support::Row::unpaid);
    let report = shop.schedule_with(&[], 3);
    assert_eq!(report.scheduled(), [1, 0, 0, 1], "{report:#?}");
    assert_eq!(report.orders("failed"), [CODE]);
    assert_eq!(shop.api_status(CODE), "awaiting_print");
    shop.pay(&[NO]);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
}

#[test]
fn a_claimed_line_fails_the_order_and_marks_the_request() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1), row().cart(412_345_679).no(NO + 2)]);
    shop.claim(&[NO + 1], 1);
    let report = shop.schedule_with(&[], 3);
    assert_eq!(report.scheduled(), [1, 0, 0, 1], "{report:#?}");
    assert_eq!(report.codes("failed", CODE), [-10014]);
    assert_eq!(shop.do_not_ship(), [CODE]);
    let order = shop.show(CODE);
    assert_eq!((&order["cancel_requested"], &order["api_status"]), (&true.into(), &"awaiting_print".into()));
    let marks: Vec<bool> =
        order["lines"].as_array().unwrap().iter().map(|l| l["cancel_requested"] == true).collect();
    assert_eq!(marks, [false, true]);
    shop.consistent();
    shop.at_qoo10(NO + 1, |mut row| {
        row.claim = None;
        row
    });
    assert_eq!(shop.sync().count("cancel_withdrawn"), 1);
    shop.schedule();
    assert_eq!(shop.api_status(CODE), "printed");
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO, NO + 1, NO + 2]);
}

#[test]
fn an_order_is_done_when_all_of_its_numbers_are_and_none_is_sent_twice() {
    let mut shop = Shop::imported(vec![row(), row().no(NO + 1), row().no(NO + 2)]);
    shop.fake.model(|m| m.confirm.force(NO + 1, &[-10010, -10010]));
    let report = shop.schedule_with(&[], 3);
    assert_eq!(report.scheduled(), [0, 0, 0, 1], "{report:#?}");
    assert_eq!(shop.api_status(CODE), "awaiting_print");
    shop.forget_asked();
    assert_eq!(shop.schedule_with(&[], 3).scheduled(), [0, 0, 0, 1]);
    assert_eq!(shop.dates(), [(NO + 1, "20260706".into())], "only the one that failed");
    shop.forget_asked();
    shop.at("2026-07-02 10:00:00");
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    assert_eq!(shop.dates(), [(NO + 1, "20260707".into())]);
    let order = shop.show(CODE);
    assert_eq!(order["api_status"], "printed");
    assert_eq!(order["planned_ship_date"], "2026-07-06", "the earliest that its lines show");
}

#[test]
fn an_order_of_which_some_lines_were_confirmed_by_hand() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1)]);
    shop.at_qoo10(NO, |row| row.status(3).set("EstimatedShippingDate", "2026-07-03 00:00:00"));
    let report = shop.schedule();
    assert_eq!(report.count("scheduled") + report.count("already_confirmed"), 1, "{report:#?}");
    let order = shop.show(CODE);
    assert_eq!(
        (&order["api_status"], &order["planned_ship_date"]),
        (&"printed".into(), &"2026-07-03".into())
    );
}

#[test]
fn a_refusal_of_the_whole_call_does_nothing_to_any_order() {
    for failure in [-10006, -10010, -10011] {
        let shop = Shop::imported(carts(2));
        shop.fake.fault(CONFIRM, usize::MAX, refused(failure));
        let run = shop.run(&["schedule-date", "--json"]);
        assert!(matches!(run.code, 1 | 3), "{failure}: {run:#?}");
        assert!(run.all().contains(&failure.to_string()), "{failure}: {run:#?}");
        assert_eq!(shop.with_api_status("awaiting_print"), 2, "{failure}");
        shop.fake.heal();
        assert_eq!(shop.schedule().scheduled(), [2, 0, 0, 0], "{failure}");
        exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO, NO + 1]);
    }
}

#[test]
fn a_key_that_is_not_active_yet_judges_no_order_and_what_was_begun_is_read_back() {
    let mut shop = Shop::imported(carts(2));
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault("*", usize::MAX, Reply::json(""));
    let report = shop.schedule_with(&[], 6);
    shop.fake.heal();
    assert_eq!((report.scheduled(), report.0["items"].as_array().unwrap().len()), ([0, 0, 0, 0], 0));
    assert_eq!(shop.judged("schedule-date"), [0, 2], "an empty answer does not tell what was done");
    assert_eq!(shop.schedule().scheduled(), [0, 2, 0, 0]);
}

#[test]
fn an_empty_answer_to_the_bulk_call_alone_is_read_back_in_the_same_run() {
    let mut shop = Shop::imported(carts(2));
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(CONFIRM, 1, Reply::json(""));
    assert_eq!(shop.schedule().scheduled(), [0, 2, 0, 0]);
    assert_eq!(shop.judged("schedule-date")[1], 0);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), [NO, NO + 1]);
}

#[test]
fn a_refused_key_is_exit_6_and_changes_nothing() {
    for reply in
        [Reply::gateway(-90001), Reply::gateway(-90004), Reply::result(-10000), Reply::result(-90005)]
    {
        let shop = Shop::imported(carts(2));
        shop.fake.fault("*", usize::MAX, reply.undone());
        let report = shop.schedule_with(&[], 6);
        assert_eq!((report.scheduled(), report.0["items"].as_array().unwrap().len()), ([0, 0, 0, 0], 0));
        assert_eq!(shop.judged("schedule-date"), [0, 0]);
        assert_eq!(shop.with_api_status("awaiting_print"), 2);
        shop.fake.heal();
        assert_eq!(shop.schedule().scheduled(), [2, 0, 0, 0]);
    }
}
