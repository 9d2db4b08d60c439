//! SYN-3: a requested cancellation is no cancellation, but nobody may ship the order.

use serde_json::json;

use crate::support::{CLAIMS, Reply, Row, Shop, row};

fn shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(7).no(71),
        row().cart(7).no(72).option("色:白", "-W"),
        row().cart(8).no(8).unpaid(),
    ]);
    shop.import();
    shop
}

fn withdraw(shop: &Shop, no: i64) {
    shop.at_qoo10(no, |row| Row { claim: None, ..row });
}

#[test]
fn a_requested_line_is_marked_and_so_is_its_order() {
    let shop = shop();
    shop.claim(&[72], 1);
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 0, 0, 1, 0, 0], "{report:#?}");
    assert_eq!(report.lines("cancel_requested"), [("7".into(), "72".into(), "TS-001-W".into())]);
    let order = shop.show("7");
    assert_eq!((&order["status"], &order["order_no_sum"]), (&json!("ready"), &json!("71,72")));
    assert_eq!(order["cancel_requested"], true);
    let marks: Vec<_> =
        order["lines"].as_array().unwrap().iter().map(|l| l["cancel_requested"] == true).collect();
    assert_eq!(marks, [false, true]);
    assert_eq!(shop.do_not_ship(), ["7"]);
    assert!(shop.run(&["orders", "list", "--cancel-requested"]).expect(0).stdout.contains('7'));
}

#[test]
fn the_marks_are_counted_by_line() {
    let shop = shop();
    shop.claim(&[71, 72, 8], 1);
    assert_eq!(shop.sync().changes(), [0, 0, 0, 3, 0, 0]);
    assert_eq!(shop.do_not_ship(), ["7", "8"]);
    withdraw(&shop, 71);
    assert_eq!(shop.sync().changes(), [0, 0, 0, 0, 1, 0]);
    assert_eq!(shop.do_not_ship(), ["7", "8"], "line 72 is still requested");
}

#[test]
fn a_withdrawn_request_lifts_the_mark() {
    let shop = shop();
    let before = shop.everything();
    shop.claim(&[71, 72], 1);
    shop.sync();
    withdraw(&shop, 71);
    withdraw(&shop, 72);
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 0, 0, 0, 2, 0], "{report:#?}");
    let lines = report.lines("cancel_withdrawn");
    assert_eq!(lines.iter().map(|l| l.1.as_str()).collect::<Vec<_>>(), ["71", "72"]);
    assert_eq!(shop.everything(), before);
    assert!(shop.do_not_ship().is_empty());
    assert_eq!(shop.sync().changes(), [0; 6]);
}

#[test]
fn a_withdrawn_request_is_told_by_name_and_says_whether_the_order_may_go() {
    let shop = shop();
    shop.claim(&[71, 72], 1);
    shop.sync();
    withdraw(&shop, 71);
    let run = shop.run(&["sync-status"]).expect(0);
    run.says(&[
        "cancel_withdrawn: 7, order number 71: do not ship it; something else about the order is open",
    ]);
    withdraw(&shop, 72);
    let plan = shop.run(&["sync-status", "--dry-run", "--lang", "ja"]).expect(0);
    assert!(plan.stderr.contains("要請取下げ: 7 注文番号72: 出荷できます"), "{plan:#?}");
    let run = shop.run(&["sync-status"]).expect(0);
    run.says(&["cancel_withdrawn: 7, order number 72: may be shipped again"]);
    // On hold, or gone already: nobody should send it because of this.
    for (change, stays) in
        [(&["orders", "hold", "7", "--reason", "x"][..], "on_hold"), (&["orders", "release", "7"], "ready")]
    {
        shop.claim(&[71], 1);
        shop.sync();
        shop.run(change).expect(0);
        withdraw(&shop, 71);
        let told = match stays {
            "on_hold" => "no longer asked to be cancelled; the order stays on_hold",
            _ => "may be shipped again",
        };
        shop.run(&["sync-status"]).expect(0).says(&[told]);
    }
}

#[test]
fn whether_the_order_list_still_shows_it_makes_no_difference() {
    for hides in [false, true] {
        let shop = shop();
        shop.fake.model(|m| m.requested_hides = hides);
        shop.claim(&[71, 8], 1);
        let report = shop.sync();
        assert_eq!(report.changes(), [0, 0, 0, 2, 0, 0], "hidden {hides}: {report:#?}");
        assert_eq!(shop.do_not_ship(), ["7", "8"]);
        assert_eq!(shop.sync().changes(), [0; 6], "hidden {hides}");
    }
}

#[test]
fn a_completed_request_cancels_and_is_listed_no_more() {
    let shop = shop();
    shop.claim(&[71, 72, 8], 1);
    shop.sync();
    shop.claim(&[71], 3);
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 0, 1, 0, 0, 0], "completed is not withdrawn: {report:#?}");
    shop.claim(&[72, 8], 3);
    let report = shop.sync();
    assert_eq!((report.count("cancelled"), report.count("cancel_withdrawn")), (2, 0), "{report:#?}");
    assert!(shop.do_not_ship().is_empty(), "cancelled lines count for nothing");
}

#[test]
fn without_an_answer_no_mark_is_lifted() {
    for status in ["1", "2"] {
        let mut shop = shop();
        shop.set("qoo10", "max_attempts", "1");
        shop.claim(&[71], status.parse().unwrap());
        shop.sync();
        withdraw(&shop, 71);
        let asked = move |r: &crate::support::Request| r.method == CLAIMS && r.params["ClaimStat"] == status;
        shop.fake.fault_when(asked, usize::MAX, Reply::Drop);
        shop.sync_with(&[], 1);
        assert_eq!(shop.do_not_ship(), ["7"], "the list of {status} was not read");
        shop.fake.heal();
        assert_eq!(shop.sync().changes(), [0, 0, 0, 0, 1, 0]);
    }
}

#[test]
fn the_history_tells_of_mark_and_withdrawal() {
    let shop = shop();
    shop.claim(&[71], 1);
    shop.sync();
    withdraw(&shop, 71);
    shop.sync();
    let history = shop.history("7");
    assert_eq!(history.iter().filter(|entry| entry["by"] == "sync-status").count(), 2, "{history:#?}");
}
