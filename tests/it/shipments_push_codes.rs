//! What becomes of every code that Qoo10 gives a row of the bulk call, in every form of the answer.

use crate::support::tier;
use crate::support::{
    BulkForm, BulkId, BulkTop, CODE, NO, Reply, SEND, SEND_ONE, Shop, carts, code, refused, row, valid_number,
};

/// Codes after which the order is not sent, whatever it is called.
const FAILURES: [i64; 27] = [
    -10001, -10004, -10005, -10007, -10010, -10101, -10102, -10103, -10104, -10105, -10106, -10107, -10108,
    -10109, -10111, -10112, -10113, -10114, -10115, -10116, -10117, -10118, -10119, -10120, -10121, -10122,
    -19999,
];

fn shop(count: i64) -> Shop {
    let shop = Shop::imported(carts(count));
    for n in 0..count {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    shop
}

/// Outcome of the one order that was not sent.
fn outcome(report: &crate::support::Report, order: &str) -> String {
    let said = ["refused", "failed", "blocked"];
    let all: Vec<&str> = said.into_iter().filter(|o| report.orders(o) == [order]).collect();
    assert_eq!(all.len(), 1, "{report:#?}");
    all[0].to_owned()
}

#[test]
fn a_failed_row_does_not_stop_the_rest_and_has_code_and_sentence() {
    for failure in tier::sampled(FAILURES, 1, 3) {
        let shop = shop(3);
        shop.fake.model(|m| m.sending.bulk.force(NO + 1, &[failure]));
        let report = shop.push_with(&[], 3);
        let order = code(1);
        assert_eq!(report.count("sent"), 2, "{failure}: {report:#?}");
        let said = outcome(&report, &order);
        assert_eq!(report.codes(&said, &order), [failure], "{report:#?}");
        let told = report.told(&order);
        assert!(told.chars().count() > 12 && told != "constructed", "{failure}: {told:?}");
        assert_eq!(shop.api_status(&order), "printed", "{failure}");
        assert_eq!(shop.api_status(CODE), "shipped", "{failure}");
    }
}

#[test]
fn a_failed_update_is_tried_again_by_the_next_run() {
    let shop = shop(2);
    shop.fake.model(|m| m.sending.bulk.force(NO, &[-10010]));
    shop.push_with(&[], 3);
    assert_eq!(shop.push().orders("sent"), [CODE]);
    assert_eq!(shop.accepted().len(), 2);
}

#[test]
fn lines_that_succeeded_are_not_repeated_even_the_next_day() {
    for days in [0, 1] {
        let mut shop = Shop::imported(vec![row(), row().no(NO + 1), row().no(NO + 2)]);
        shop.print_and_ship(CODE, &valid_number(0));
        shop.fake.model(|m| m.sending.bulk.force(NO + 1, &[-10010]));
        let report = shop.push_with(&[], 3);
        assert_eq!(report.count("sent"), 0, "not done before all lines are: {report:#?}");
        assert_eq!(shop.api_status(CODE), "printed");
        shop.forget_asked();
        shop.at(&format!("2026-07-0{} 10:00:00", 1 + days));
        let report = shop.push();
        assert_eq!(report.count("sent") + report.count("already_sent"), 1, "{days} days later: {report:#?}");
        assert_eq!(shop.offered(), [NO + 1], "{days} days later");
        assert_eq!(shop.api_status(CODE), "shipped");
    }
}

#[test]
fn shp_06_sent_already_with_the_same_number_is_closed() {
    for shown in ["405548424886", "4055-4842-4886", " 405548424886 "] {
        for status in [4, 5] {
            let shop = Shop::imported(carts(2));
            shop.print_and_ship(CODE, "405548424886");
            shop.at_qoo10(NO, |row| row.sent("佐川急便", shown, "2026-07-01 09:50:00").status(status));
            let report = shop.push();
            assert_eq!(report.pushed(), [0, 1, 0, 0, 0], "{shown:?} {status}: {report:#?}");
            assert_eq!(shop.api_status(CODE), "shipped");
            assert_eq!(shop.push().pushed(), [0, 0, 0, 0, 0]);
        }
    }
}

#[test]
fn shp_06_sent_already_with_another_number_fails_and_names_both() {
    let shop = shop(2);
    shop.at_qoo10(NO, |row| row.sent("ヤマト宅急便", "444413758703", "2026-07-01 09:50:00"));
    let report = shop.push_with(&[], 3);
    assert_eq!(report.pushed(), [1, 0, 0, 1, 0], "{report:#?}");
    assert_eq!(report.orders("failed"), [CODE]);
    let told = report.told(CODE);
    assert!(told.contains("444413758703") && told.contains(&valid_number(0)), "{told:?}");
    assert_eq!(shop.api_status(CODE), "printed");
    assert_eq!(shop.fake.model(|m| m.line(NO).fields["TrackingNo"].clone()), "444413758703");
}

#[test]
fn shp_06_some_lines_sent_by_hand() {
    let shop = Shop::imported(vec![row(), row().no(NO + 1)]);
    shop.print_and_ship(CODE, "405548424886");
    shop.at_qoo10(NO, |row| row.sent("佐川急便", "405548424886", "2026-07-01 09:50:00"));
    let report = shop.push();
    assert_eq!(report.count("sent") + report.count("already_sent"), 1, "{report:#?}");
    assert_eq!(shop.accepted().iter().map(|s| s.0).collect::<Vec<_>>(), [NO + 1]);
    assert_eq!(shop.api_status(CODE), "shipped");
}

#[test]
fn the_row_that_failed_is_found_in_every_form_of_the_answer() {
    for id in [BulkId::OrderNo, BulkId::Position] {
        for top in [BulkTop::Zero, BulkTop::Code, BulkTop::Negative] {
            for form in [BulkForm::Array, BulkForm::RowCodes, BulkForm::Nested] {
                let shop = shop(3);
                shop.fake.model(|m| {
                    let bulk = &mut m.sending.bulk;
                    (bulk.id, bulk.top, bulk.form) = (id, top, form);
                    (bulk.quoted, bulk.reversed) = (top == BulkTop::Code, form == BulkForm::Array);
                    bulk.force(NO + 2, &[-10103]);
                });
                let case = format!("{id:?} {top:?} {form:?}");
                let report = shop.push_with(&[], 3);
                assert_eq!(report.count("sent"), 2, "{case}: {report:#?}");
                let said = outcome(&report, &code(2));
                assert_eq!(report.codes(&said, &code(2)), [-10103], "{case}");
                assert_eq!(shop.api_status(&code(2)), "printed", "{case}");
            }
        }
    }
}

#[test]
fn a_number_that_the_answer_leaves_out_is_settled_by_reading_back() {
    let shop = shop(3);
    shop.fake.model(|m| m.sending.bulk.silent = vec![NO + 1]);
    let run = shop.run(&["push-shipments", "--json"]);
    assert!(matches!(run.code, 0 | 3), "{run:#?}");
    shop.fake.model(|m| m.sending.bulk.silent.clear());
    shop.push();
    assert_eq!(shop.with_api_status("shipped"), 3);
    assert_eq!(shop.accepted().len(), 3);
    assert_eq!(shop.fake.model(|m| m.sending.repeats), 0);
}

#[test]
fn a_refusal_of_the_whole_call_does_nothing_to_any_order() {
    for failure in [-10006, -10011] {
        let shop = shop(2);
        shop.fake.fault(SEND, usize::MAX, refused(failure));
        let run = shop.run(&["push-shipments", "--json"]);
        assert!(matches!(run.code, 1 | 3), "{failure}: {run:#?}");
        assert!(run.all().contains(&failure.to_string()), "{failure}: {run:#?}");
        assert_eq!(shop.with_api_status("printed"), 2, "{failure}");
        shop.fake.heal();
        assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0], "{failure}");
    }
}

#[test]
fn a_refusal_of_the_whole_call_that_was_carried_out_sends_nothing_twice() {
    let shop = shop(2);
    shop.fake.fault(SEND, 1, Reply::result(-10010));
    assert_eq!(shop.push().pushed(), [0, 2, 0, 0, 0]);
    assert_eq!((shop.fake.calls(SEND), shop.fake.model(|m| m.sending.repeats)), (1, 0));
    shop.fake.check_no_blind_repeat();
}

#[test]
fn a_refused_key_is_exit_6_and_changes_nothing() {
    for methods in [&["*"][..], &[SEND, SEND_ONE]] {
        let shop = shop(2);
        for method in methods {
            shop.fake.fault(method, usize::MAX, Reply::gateway(-90001).undone());
        }
        let report = shop.push_with(&[], 6);
        assert_eq!((report.pushed(), report.0["items"].as_array().unwrap().len()), ([0; 5], 0));
        assert_eq!(shop.judged("push-shipments"), [0, 0]);
        assert_eq!(shop.with_api_status("printed"), 2);
        shop.fake.heal();
        assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0]);
    }
}
