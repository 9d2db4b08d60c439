//! Exit 6: Qoo10 refuses the key.

use crate::support::{DETAIL, LIST, Reply, Shop, row, side_by_side};

fn refused(reply: Reply) {
    let shop = Shop::with_rows(vec![row()]);
    shop.fake.fault("*", usize::MAX, reply.clone());
    let run = shop.run(&["import", "--json"]).expect(6);
    let report = run.json();
    assert_eq!(report["exit_code"], 6, "{reply:?}");
    assert_eq!(report["counts"]["imported"], 0, "{reply:?}");
    assert!(run.stderr.to_lowercase().contains("key"), "{run:#?}");
    assert!(shop.fake.calls(LIST) <= 2, "a refused key was tried {} times", shop.fake.calls(LIST));
    assert!(shop.orders().is_empty());
}

#[test]
fn the_gateway_refuses_the_key() {
    for code in [-90001, -90002, -90003, -90004, -90005] {
        refused(Reply::gateway(code));
    }
}

#[test]
fn the_method_refuses_the_key() {
    for code in [-10000, -90001, -90002, -90003, -90004, -90005] {
        refused(Reply::result(code));
    }
}

#[test]
fn quoted_codes_refuse_the_key_too() {
    refused(Reply::json(r#"{"ErrorCode": "-90001", "ErrorMsg": "Invalid Access"}"#));
    refused(Reply::json(r#"{"ResultCode": "-10000", "ResultMsg": "constructed"}"#));
}

#[test]
fn error_code_is_looked_at_before_result_code() {
    refused(Reply::json(r#"{"ErrorCode": -90004, "ErrorMsg": "x", "ResultCode": 0, "ResultObject": []}"#));
}

#[test]
fn an_empty_body_every_time_is_a_refused_key() {
    side_by_side(["", " \r\n", "\u{feff}"], |body| {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.set("qoo10", "max_attempts", "2");
        shop.fake.fault("*", usize::MAX, Reply::json(body));
        shop.import_with(&[], 6);
        assert!(shop.fake.calls(LIST) >= 2, "{body:?} was not tried again");
    });
}

#[test]
fn a_key_that_is_refused_half_way_keeps_whole_carts_and_loses_none() {
    let slow = row().cart(2).no(2).unpaid();
    let shop = Shop::with_rows(vec![row(), slow]);
    shop.fake.fault(DETAIL, usize::MAX, Reply::gateway(-90004));
    shop.import_with(&[], 6);
    shop.fake.heal();
    shop.import();
    assert_eq!(shop.codes(), ["2", "412345678"]);
}
