//! IMP-17, SYN-3: a claim that cannot be read stands in the way; a list that is none is no empty list.

use serde_json::Value;

use crate::support::odd::{LOST, MENDED, NO_LIST, NUMBERLESS, odd};
use crate::support::{
    BY_NUMBER, CLAIMS, CODE, NO, Reply, Request, Row, SEND, Shop, carts, code, row, side_by_side,
    valid_number,
};

/// Three shipped orders, the buyer of the first asks to cancel.
fn shipped() -> Shop {
    let shop = Shop::imported(carts(3));
    for n in 0..3 {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    shop.claim(&[NO], 1);
    shop
}

#[test]
fn a_claim_that_cannot_be_read_blocks_the_order_in_its_bytes_and_no_other() {
    side_by_side(LOST, |(name, kind)| {
        for is_dry in [true, false] {
            let shop = shipped();
            shop.fake.fault(CLAIMS, usize::MAX, odd(kind, NO));
            let report = shop.push_with(if is_dry { &["--dry-run"] } else { &[] }, 3);
            assert_eq!(report.pushed(), [2, 0, 0, 0, 1], "{name}: {report:#?}");
            assert_eq!(report.items("blocked")[0]["reason"], "claim_unreadable", "{name}");
            assert_eq!(report.orders("blocked"), [CODE], "{name}");
            assert_eq!(shop.fake.calls(BY_NUMBER), 0, "{name}");
            assert!(report.warnings().contains(&NO.to_string()), "{name}: {report:#?}");
            assert!(!shop.offered().contains(&NO), "{name}");
        }
    });
}

#[test]
fn the_cancel_requested_order_is_not_sent_because_its_claim_lost_its_number() {
    side_by_side(NUMBERLESS, |(name, kind)| {
        let shop = shipped();
        shop.fake.fault(CLAIMS, usize::MAX, odd(kind, NO));
        let report = shop.push_with(&[], 3);
        assert_eq!(report.pushed(), [2, 0, 0, 0, 1], "{name}: {report:#?}");
        assert_eq!(report.orders("blocked"), [CODE], "{name}");
        assert_eq!(report.items("blocked")[0]["reason"], "cancel_requested", "{name}");
        assert_eq!(shop.fake.calls(BY_NUMBER), 3, "{name}: each is asked by number");
        assert_eq!(shop.offered(), [NO + 1, NO + 2], "{name}");
    });
}

#[test]
fn what_cannot_be_asked_by_number_in_this_run_waits_for_the_next() {
    let mut shop = shipped();
    shop.set("sync_status", "max_lookups", "2");
    shop.fake.fault(CLAIMS, usize::MAX, odd(NUMBERLESS[0].1, NO));
    let report = shop.push_with(&[], 3);
    assert_eq!(report.pushed(), [1, 0, 0, 0, 2], "{report:#?}");
    let waiting = report.items("blocked").into_iter().find(|item| item["order"] == code(2)).unwrap();
    assert_eq!(waiting["reason"], "claims_unknown", "{report:#?}");
    let report = shop.push_with(&[], 3);
    assert_eq!(report.orders("sent"), [code(2)], "the next run asks for it: {report:#?}");
}

#[test]
fn a_number_that_cannot_be_asked_is_not_sent() {
    let shop = shipped();
    shop.fake.fault(CLAIMS, usize::MAX, odd(NUMBERLESS[0].1, NO));
    let asked = |r: &Request| r.method == BY_NUMBER && r.params["OrderNo"] == (NO + 1).to_string();
    for (reply, code_of_run) in [
        (Reply::json(r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#), 3),
        (Reply::json(r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{"PaymentDate":""}]}"#), 3),
        (Reply::result(-10003), 3),
        (Reply::json(r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{"claimStatus":oops}]}"#), 3),
    ] {
        shop.fake.fault_when(asked, 1, reply.clone());
        shop.push_with(&[], code_of_run);
        assert!(!shop.accepted().iter().any(|sent| sent.0 == NO + 1), "{reply:?}");
    }
    assert_eq!(shop.accepted().iter().map(|sent| sent.0).collect::<Vec<_>>(), [NO + 2]);
}

#[test]
fn no_list_is_no_empty_list_of_claims() {
    side_by_side(NO_LIST, |body| {
        let shop = shipped();
        shop.sync();
        assert_eq!(shop.do_not_ship(), [CODE]);
        shop.fake.fault(CLAIMS, usize::MAX, Reply::json(body));
        let run = shop.run(&["push-shipments"]).expect(1);
        assert!(!run.stderr.contains("network"), "{run:#?}");
        assert_eq!(shop.fake.calls(SEND), 0, "{body}");
        shop.sync_with(&[], 1);
        assert_eq!(shop.do_not_ship(), [CODE], "{body}: the mark was lifted");
        shop.fake.heal();
        assert_eq!(shop.push_with(&[], 3).pushed(), [2, 0, 0, 0, 1], "{body}");
    });
}

fn open() -> Shop {
    let shop = Shop::with_rows(vec![row().cart(7).no(71), row().cart(8).no(81), row().cart(9).no(91)]);
    shop.import();
    shop
}

#[test]
fn syn_03_do_not_ship_is_not_lifted_because_a_claim_cannot_be_read() {
    for (name, kind) in NUMBERLESS.into_iter().chain(LOST) {
        let shop = open();
        shop.claim(&[71, 81], 1);
        shop.sync();
        assert_eq!(shop.do_not_ship(), ["7", "8"]);
        // One of them takes it back; the other's claim cannot be read.
        shop.at_qoo10(71, |row| Row { claim: None, ..row });
        shop.fake.fault(CLAIMS, usize::MAX, odd(kind, 81));
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.count("cancel_withdrawn"), 0, "{name}: {report:#?}");
        assert_eq!(shop.do_not_ship(), ["7", "8"], "{name}");
        shop.fake.heal();
        assert_eq!(shop.sync().count("cancel_withdrawn"), 1, "{name}");
        assert_eq!(shop.do_not_ship(), ["8"], "{name}");
    }
}

#[test]
fn a_claim_that_cannot_be_read_marks_the_order_in_its_bytes() {
    for (name, kind) in LOST {
        let shop = open();
        shop.claim(&[81], 1);
        shop.fake.fault(CLAIMS, usize::MAX, odd(kind, 81));
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.count("cancel_requested"), 1, "{name}: {report:#?}");
        assert_eq!(shop.do_not_ship(), ["8"], "{name}");
    }
}

#[test]
fn odd_texts_in_a_claim_change_nothing() {
    side_by_side(MENDED, |(name, kind)| {
        let shop = open();
        shop.claim(&[81], 1);
        shop.claim(&[91], 3);
        shop.fake.fault(CLAIMS, usize::MAX, odd(kind, 81));
        let report = shop.sync();
        assert_eq!(
            (report.count("cancel_requested"), report.count("cancelled")),
            (1, 1),
            "{name}: {report:#?}"
        );
        shop.at_qoo10(81, |row| Row { claim: None, ..row });
        assert_eq!(shop.sync().count("cancel_withdrawn"), 1, "{name}");
    });
}

#[test]
fn a_claim_that_cannot_be_read_is_remembered_for_an_order_to_come() {
    let mut shop = open();
    shop.fake.add_row(row().cart(5).no(51).ordered("2026-06-28 12:00:00"));
    shop.claim(&[51], 1);
    shop.fake.fault(CLAIMS, usize::MAX, odd(LOST[0].1, 51));
    shop.sync_with(&[], 3);
    shop.fake.heal();
    shop.at_qoo10(51, |row| Row { claim: None, ..row });
    shop.at("2026-07-02 10:00:00");
    shop.import();
    assert!(shop.codes().contains(&"5".to_owned()), "{:#?}", Value::from(shop.codes()));
}
