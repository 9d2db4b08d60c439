//! SCH-1 and SCH-6: which orders get a date, as a table of status, API status and payment.

use crate::support::{CODE, CONFIRM, NO, Shop, carts, code, row};

const STATUSES: [&str; 8] =
    ["on_hold", "backordered", "ready", "preparing", "working", "inspected", "shipped", "cancelled"];

#[test]
fn sch_01_as_a_table() {
    let mut cells = Vec::new();
    for status in STATUSES {
        for api_status in ["awaiting_print", "printed", "shipped"] {
            for payment in ["paid", "unpaid", "auth_failed"] {
                cells.push((status, api_status, payment));
            }
        }
    }
    let shop = Shop::imported(carts(cells.len() as i64));
    let mut wanted = Vec::new();
    for (n, (status, api_status, payment)) in cells.iter().enumerate() {
        let order = code(n as i64);
        shop.force(&order, status, payment);
        shop.sql(&format!("UPDATE orders SET api_status = '{api_status}' WHERE code = '{order}'"));
        let is_open = !["on_hold", "backordered", "cancelled"].contains(status);
        if is_open && *api_status == "awaiting_print" && *payment == "paid" {
            wanted.push((NO + n as i64, "20260706".to_owned()));
        }
    }
    assert_eq!(wanted.len(), 5);
    let report = shop.schedule();
    assert_eq!(shop.dates(), wanted);
    assert_eq!(report.count("scheduled"), 5, "{report:#?}");
    for (n, (status, api_status, _)) in cells.iter().enumerate() {
        let order = shop.show(&code(n as i64));
        assert_eq!(order["status"], *status, "the status is not this step's business");
        let is_done = wanted.iter().any(|(no, _)| *no == NO + n as i64);
        assert_eq!(order["api_status"], if is_done { "printed" } else { api_status }, "{:?}", cells[n]);
    }
}

#[test]
fn an_unpaid_order_is_never_sent() {
    let shop = Shop::imported(vec![row().unpaid(), row().cart(412_345_679).no(NO + 1)]);
    assert_eq!(shop.schedule().orders("scheduled"), [code(1)]);
    assert_eq!(shop.dates(), [(NO + 1, "20260706".into())]);
}

#[test]
fn named_orders_must_fulfil_the_conditions_too() {
    let shop = Shop::imported(vec![row().unpaid(), row().cart(412_345_679).no(NO + 1)]);
    let run = shop.run(&["schedule-date", "--json", "--order", CODE]);
    assert_ne!(run.code, 1, "{run:#?}");
    assert_eq!(shop.fake.calls(CONFIRM), 0);
    assert_eq!(shop.api_status(CODE), "awaiting_print");
}

#[test]
fn sch_06_registered_by_hand_and_told_so_is_left_alone() {
    let shop = Shop::imported(carts(2));
    shop.at_qoo10(NO, |row| row.status(3).set("EstimatedShippingDate", "2026-07-09 00:00:00"));
    shop.print(&[CODE]);
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    assert_eq!(shop.dates(), [(NO + 1, "20260706".into())]);
}

#[test]
fn a_held_order_gets_its_date_once_released() {
    let mut shop = Shop::imported(carts(1));
    shop.run(&["orders", "hold", CODE, "--reason", "住所確認"]).expect(0);
    assert_eq!(shop.schedule().scheduled(), [0, 0, 0, 0]);
    shop.run(&["orders", "release", CODE]).expect(0);
    shop.at("2026-07-02 10:00:00");
    assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0]);
    assert_eq!(shop.dates(), [(NO, "20260707".into())]);
}
