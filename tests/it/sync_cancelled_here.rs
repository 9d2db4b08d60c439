//! An order that staff cancelled by hand: Qoo10 may have it alive (SYN-11), and there is a way back until it
//! has not.

use serde_json::{Value, json};

use crate::support::{CODE, NO, Shop, code, row};

/// `CODE` has two lines and an add-on by hand, the second order is unpaid.
fn shop() -> Shop {
    let shop = Shop::imported(vec![row(), row().no(NO + 10), row().cart(412_345_679).no(NO + 1).unpaid()]);
    shop.run(&["orders", "add-line", CODE, "--sku", "LEAFLET", "--qty", "1"]).expect(0);
    shop
}

fn set(shop: &Shop, code: &str, status: &str) -> crate::support::Run {
    shop.run(&["orders", "set", code, "--status", status])
}

fn without_history(mut order: Value) -> Value {
    order.as_object_mut().unwrap().remove("history");
    order
}

/// How many orders `status` says need a person.
fn needs_person(shop: &Shop) -> u64 {
    shop.run(&["status", "--json"]).expect(0).json()["needs_person"].as_u64().unwrap()
}

#[test]
fn a_cancellation_typed_by_mistake_is_taken_back_with_lines_and_numbers() {
    let shop = shop();
    let before = without_history(shop.show(CODE));
    set(&shop, CODE, "cancelled").expect(0).says(&["orders set 412345678 --status ready"]);
    assert_eq!(shop.show(CODE)["order_no_sum"], "");
    for status in ["preparing", "shipped", "backordered"] {
        set(&shop, CODE, status).expect(2).says(&["cannot become", "--status ready"]);
    }
    assert_eq!(set(&shop, CODE, "ready").expect(0).stdout, "412345678: status cancelled -> ready\n");
    assert_eq!(without_history(shop.show(CODE)), before);
    let last = shop.history(CODE).pop().unwrap();
    assert_eq!((&last["what"], &last["by"]), (&json!("set"), &json!("staff")));
    shop.sync();
}

#[test]
fn an_unpaid_order_comes_back_on_hold_for_its_payment() {
    let shop = shop();
    let (unpaid, before) = (code(1), without_history(shop.show(&code(1))));
    set(&shop, &unpaid, "cancelled").expect(0);
    let told = set(&shop, &unpaid, "ready").expect(0).stdout;
    assert!(told.contains("status cancelled -> on_hold") && told.contains("waits for payment"), "{told}");
    assert_eq!(without_history(shop.show(&unpaid)), before);
}

#[test]
fn syn_11_what_was_cancelled_here_alone_is_said_in_every_run_until_it_is_dealt_with() {
    let shop = shop();
    set(&shop, CODE, "cancelled").expect(0);
    for _ in 0..2 {
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.changes(), [0, 0, 0, 0, 0, 1], "{report:#?}");
        let item = &report.items("needs_person")[0];
        assert_eq!((&item["order"], &item["reason"]), (&json!(CODE), &json!("cancelled_here_only")));
        let told = item["message"].as_str().unwrap();
        assert!(told.contains(&NO.to_string()) && told.contains("--status ready"), "{told}");
    }
    shop.sync_with(&["--order", CODE], 3);
    shop.sync_with(&["--order", &code(1)], 0);
    assert_eq!(needs_person(&shop), 1);
    let listed = shop.run(&["orders", "list", "--needs-person", "--json"]).expect(0).lines();
    assert_eq!(listed.iter().map(|o| o["order"].clone()).collect::<Vec<_>>(), [CODE]);
    let dry = shop.sync_with(&["--dry-run"], 3);
    assert_eq!(dry.count("needs_person"), 1);

    set(&shop, CODE, "ready").expect(0);
    assert_eq!(needs_person(&shop), 0);
    shop.sync();
}

#[test]
fn in_any_list_of_what_is_still_to_be_shipped_and_in_no_other() {
    for (status, is_alive) in [(1, true), (2, true), (3, true), (4, false), (5, false)] {
        let shop = shop();
        set(&shop, CODE, "cancelled").expect(0);
        for no in [NO, NO + 10] {
            shop.at_qoo10(no, |row| row.status(status));
        }
        let report = shop.sync_with(&[], if is_alive { 3 } else { 0 });
        assert_eq!(report.count("needs_person"), u64::from(is_alive), "{status}: {report:#?}");
    }
}

#[test]
fn once_qoo10_has_cancelled_it_that_is_recorded_and_there_is_no_way_back() {
    let shop = shop();
    set(&shop, CODE, "cancelled").expect(0);
    shop.sync_with(&[], 3);
    shop.claim(&[NO], 3);
    let report = shop.sync_with(&[], 3);
    let numbers = report.items("needs_person")[0]["message"].as_str().unwrap().to_owned();
    assert!(!numbers.contains(&format!("{NO} ")) && numbers.contains(&(NO + 10).to_string()), "{numbers}");
    shop.claim(&[NO + 10], 3);
    let report = shop.sync();
    assert_eq!((report.changes(), report.count("unchanged")), ([0; 6], 1), "no news of what is closed");
    assert_eq!(shop.sync_with(&["--order", CODE], 0).count("unchanged"), 1);
    assert_eq!(needs_person(&shop), 0);
    let lines = shop.show(CODE)["lines"].clone();
    assert!(lines[0]["cancelled"] == true && lines[1]["cancelled"] == true, "{lines:#}");
    for status in ["ready", "preparing"] {
        set(&shop, CODE, status).expect(2).says(&["cancelled is final"]);
    }
    assert_eq!(shop.steps_with("sync-status", &["--trigger"], 0).len(), 1, "the event fired for it");
}

#[test]
fn told_as_shipped_by_hand_it_is_dealt_with() {
    let shop = shop();
    set(&shop, CODE, "cancelled").expect(0);
    shop.sync_with(&[], 3);
    shop.run(&["orders", "set", CODE, "--api-status", "shipped"]).expect(0);
    assert_eq!((shop.sync().count("needs_person"), needs_person(&shop)), (0, 0));
}
