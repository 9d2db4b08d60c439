//! The status machine as staff meet it: whatever it allows is done and told, whatever it forbids changes
//! nothing.

use serde_json::json;

use crate::support::{Shop, agrees, row};

const STATUSES: [&str; 8] =
    ["on_hold", "backordered", "ready", "preparing", "working", "inspected", "shipped", "cancelled"];

/// Eight orders, one for every status.
fn one_of_each(payment: &str) -> Shop {
    let rows = (1..=8).map(|n| {
        let paid = row().cart(n).no(n);
        if payment == "paid" { paid } else { paid.unpaid() }
    });
    let shop = Shop::with_rows(rows.collect());
    shop.import();
    for (i, status) in STATUSES.iter().enumerate() {
        shop.force(&(i + 1).to_string(), status, payment);
    }
    shop
}

#[test]
fn every_transition_is_done_and_told_or_refused_without_a_trace() {
    for payment in ["paid", "unpaid"] {
        for to in STATUSES {
            let shop = one_of_each(payment);
            for (i, from) in STATUSES.iter().enumerate() {
                let code = (i + 1).to_string();
                let before = shop.show(&code);
                let run = shop.run(&["orders", "set", &code, "--status", to]);
                let after = shop.show(&code);
                let name = format!("{from} -> {to}, {payment}: {run:#?}");
                match run.code {
                    2 => {
                        assert_eq!(before, after, "{name}");
                        assert!(run.stderr.trim().contains(' '), "no sentence: {name}");
                        assert!(run.stdout.is_empty(), "{name}");
                    }
                    0 if *from == to => assert_eq!(after["status"], to, "{name}"),
                    0 => {
                        assert_eq!(after["status"], to, "{name}");
                        let entries = |o: &serde_json::Value| o["history"].as_array().unwrap().len();
                        assert!(entries(&after) > entries(&before), "not in the history: {name}");
                        agrees(&after);
                    }
                    _ => panic!("{name}"),
                }
            }
        }
    }
}

#[test]
fn the_way_through_the_warehouse_is_open() {
    let shop = Shop::with_rows(vec![row().cart(1).no(1)]);
    shop.import();
    for to in ["preparing", "working", "inspected"] {
        shop.run(&["orders", "set", "1", "--status", to]).expect(0);
        assert_eq!(shop.show("1")["status"], to);
    }
    assert_eq!(shop.show("1")["payment_status"], "paid");
}

#[test]
fn syn_4_every_order_past_ready_can_be_cancelled_by_hand() {
    for (i, from) in STATUSES.iter().enumerate().filter(|(_, from)| **from != "cancelled") {
        let shop = one_of_each("paid");
        let code = (i + 1).to_string();
        shop.run(&["orders", "set", &code, "--status", "cancelled"]).expect(0);
        let order = shop.show(&code);
        assert_eq!(order["status"], "cancelled", "from {from}");
        assert_eq!(order["order_no_sum"].as_str().unwrap_or_default(), "", "from {from}");
    }
}

#[test]
fn a_cancelled_order_is_not_taken_up_again() {
    let shop = one_of_each("paid");
    for to in ["preparing", "working", "inspected", "shipped"] {
        shop.run(&["orders", "set", "8", "--status", to]).expect(2).says(&["8"]);
    }
    assert_eq!(shop.show("8")["status"], "cancelled");
}

#[test]
fn the_payment_hold_bars_every_way_on() {
    let shop = one_of_each("unpaid");
    assert_eq!(shop.show("1")["hold_reasons"], json!(["payment"]));
    for to in ["ready", "preparing", "working", "inspected", "shipped"] {
        shop.run(&["orders", "set", "1", "--status", to]).expect(2).says(&["1"]);
    }
    assert_eq!(shop.show("1")["status"], "on_hold");
}
