//! SHP-1: cancel requests are asked for when the step runs, and block the whole order.

use crate::support::{CLAIMS, CODE, NO, Reply, SEND, Shop, carts, code, row, valid_number};

fn shop() -> Shop {
    let shop = Shop::imported(vec![row(), row().no(NO + 1), row().cart(412_345_679).no(NO + 2)]);
    shop.print_and_ship(CODE, &valid_number(0));
    shop.print_and_ship(&code(1), &valid_number(1));
    shop
}

#[test]
fn one_requested_line_blocks_the_whole_order_and_no_other() {
    for status in [1, 2, 3] {
        let shop = shop();
        shop.claim(&[NO + 1], status);
        let report = shop.push_with(&[], 3);
        assert_eq!(report.pushed(), [1, 0, 0, 0, 1], "{status}: {report:#?}");
        assert_eq!(report.orders("blocked"), [CODE]);
        assert_eq!(shop.offered(), [NO + 2], "{status}");
        assert!(!report.told(CODE).is_empty(), "{status}: {report:#?}");
        assert_eq!(shop.api_status(CODE), "printed");
    }
}

#[test]
fn a_withdrawn_request_blocks_no_longer_although_it_is_remembered() {
    let shop = shop();
    shop.claim(&[NO + 1], 1);
    shop.sync();
    assert_eq!(shop.do_not_ship(), [CODE]);
    shop.at_qoo10(NO + 1, |mut row| {
        row.claim = None;
        row
    });
    assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0]);
    assert_eq!(shop.accepted().len(), 3);
}

#[test]
fn blocked_today_and_sent_today_once_it_is_withdrawn() {
    let shop = shop();
    shop.claim(&[NO], 1);
    assert_eq!(shop.push_with(&[], 3).count("blocked"), 1);
    assert_eq!(shop.push_with(&[], 3).count("blocked"), 1, "and it is said again");
    shop.at_qoo10(NO, |mut row| {
        row.claim = None;
        row
    });
    assert_eq!(shop.push().orders("sent"), [CODE]);
}

#[test]
fn no_claim_list_no_sending() {
    for status in ["1", "2", "3"] {
        let shop = shop();
        let asked = move |r: &crate::support::Request| {
            r.method == CLAIMS && ["", status].contains(&r.params["ClaimStat"].as_str())
        };
        shop.fake.fault_when(asked, usize::MAX, Reply::http(503));
        let report = shop.push_with(&[], 1);
        assert_eq!(report.count("sent"), 0, "{status}");
        assert_eq!(shop.fake.calls(SEND), 0, "{status}: sent without knowing the claims");
        shop.fake.heal();
        assert_eq!(shop.push().pushed(), [2, 0, 0, 0, 0]);
    }
}

#[test]
fn a_business_refusal_of_the_claim_list_sends_nothing_either() {
    let shop = shop();
    shop.fake.fault(CLAIMS, usize::MAX, Reply::result(-10001));
    let run = shop.run(&["push-shipments", "--json"]);
    assert_ne!(run.code, 0, "{run:#?}");
    assert_eq!(shop.fake.calls(SEND), 0);
}

#[test]
fn requests_on_old_orders_are_found_too() {
    let mut shop = Shop::imported(carts(2));
    shop.at("2026-10-20 10:00:00"); // 111 days after the order
    shop.print_and_ship(CODE, &valid_number(0));
    shop.print_and_ship(&code(1), &valid_number(1));
    shop.claim(&[NO], 1);
    let report = shop.push_with(&[], 3);
    assert_eq!(report.orders("blocked"), [CODE]);
    assert_eq!(report.orders("sent"), [code(1)]);
}

#[test]
fn a_request_that_comes_between_asking_and_sending() {
    let mut shop = shop();
    shop.fake.after_call(|model, request| {
        if request.method == CLAIMS
            && model.line(NO + 1).claim.is_none()
            && request.params["ClaimStat"] == "3"
        {
            let claimed = model.line(NO + 1).clone().claimed(1);
            *model.line(NO + 1) = claimed;
        }
    });
    let report = shop.push_with(&[], 3);
    assert_eq!(report.orders("sent"), [code(1)], "{report:#?}");
    assert_eq!(report.count("blocked") + report.count("failed"), 1, "{report:#?}");
    assert_eq!(shop.api_status(CODE), "printed");
    shop.fake.after_call(|_, _| {});
    shop.at("2026-07-02 10:00:00");
    let again = shop.push_with(&[], 3);
    assert_eq!(again.orders("sent"), Vec::<String>::new(), "{again:#?}");
}
