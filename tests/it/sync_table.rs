//! SYN-1 to SYN-4 as a table: every status and payment status of an order, against every news of it.

use serde_json::{Value, json};

use crate::support::{SYNC_COUNTS, Shop, row};

const STATUSES: [&str; 8] =
    ["on_hold", "backordered", "ready", "preparing", "working", "inspected", "shipped", "cancelled"];
const PAYMENTS: [&str; 3] = ["unpaid", "auth_failed", "paid"];

/// What has happened at Qoo10 since the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    None,
    Paid,
    Requested,
    Cancelling,
    Completed,
    UnpaidCancel,
    Withdrawn,
}

/// What an order is like afterwards, and what is said of it.
struct Outcome {
    status: &'static str,
    payment: &'static str,
    marked: bool,
    said: &'static [&'static str],
}

/// The manual and the rules, in words of one line each.
fn outcome(status: &'static str, payment: &'static str, news: News) -> Outcome {
    let same = |marked, said| Outcome { status, payment, marked, said };
    let is_up_to_ready = ["on_hold", "backordered", "ready"].contains(&status);
    match news {
        News::None => same(false, &[]),
        _ if status == "cancelled" => same(false, &[]),
        News::Paid if is_up_to_ready && payment != "paid" => {
            let status = if status == "on_hold" { "ready" } else { status };
            Outcome { status, payment: "paid", marked: false, said: &["paid"] }
        }
        News::Paid => same(false, &[]),
        News::Requested | News::Cancelling => same(true, &["cancel_requested"]),
        News::Withdrawn => same(false, &["cancel_withdrawn"]),
        News::Completed | News::UnpaidCancel if is_up_to_ready => {
            Outcome { status: "cancelled", payment, marked: false, said: &["cancelled"] }
        }
        News::Completed | News::UnpaidCancel => same(false, &["needs_person"]),
    }
}

/// All cells of a column: code, number, status, payment status.
fn cells() -> Vec<(String, i64, &'static str, &'static str)> {
    let pairs = STATUSES.iter().flat_map(|status| PAYMENTS.iter().map(move |payment| (*status, *payment)));
    let number = |i: usize| 400_000_001 + i as i64;
    pairs.enumerate().map(|(i, (s, p))| (number(i).to_string(), number(i), s, p)).collect()
}

fn column(news: News) {
    let cells = cells();
    let rows = cells.iter().map(|(_, no, _, payment)| {
        let paid = row().cart(*no).no(*no);
        if *payment == "paid" { paid } else { paid.unpaid() }
    });
    let shop = Shop::with_rows(rows.collect());
    shop.import();
    let numbers: Vec<i64> = cells.iter().map(|cell| cell.1).collect();
    if news == News::Withdrawn {
        shop.claim(&numbers, 1);
        assert_eq!(shop.sync().count("cancel_requested"), 24);
    }
    for (code, _, status, payment) in &cells {
        shop.force(code, status, payment);
    }
    let before: Vec<Value> = cells.iter().map(|cell| shop.show(&cell.0)).collect();
    match news {
        News::None => {}
        News::Paid => shop.pay(&numbers),
        News::Requested => shop.claim(&numbers, 1),
        News::Cancelling => shop.claim(&numbers, 2),
        News::Completed => shop.claim(&numbers, 3),
        News::UnpaidCancel => shop.claim(&numbers, 16),
        News::Withdrawn => {
            numbers.iter().for_each(|no| shop.at_qoo10(*no, |r| crate::support::Row { claim: None, ..r }))
        }
    }
    let expected: Vec<Outcome> = cells.iter().map(|cell| outcome(cell.2, cell.3, news)).collect();
    let counted = |name: &str| expected.iter().filter(|o| o.said.contains(&name)).count() as u64;
    let needs_person = counted("needs_person");
    let code = if needs_person > 0 { 3 } else { 0 };
    let report = shop.sync_with(&[], code);
    for ((cell, wanted), before) in cells.iter().zip(&expected).zip(&before) {
        let (order, _, status, payment) = cell;
        let name = format!("{status} x {payment} x {news:?}");
        let after = shop.show(order);
        assert_eq!(report.outcomes(order), wanted.said, "{name}");
        assert_eq!(after["status"], wanted.status, "{name}: {after:#}");
        assert_eq!(after["payment_status"], wanted.payment, "{name}: {after:#}");
        assert_eq!(after["api_status"], "awaiting_print", "{name}");
        if *status != "cancelled" {
            let line = &after["lines"][0];
            assert_eq!(line["cancelled"], wanted.status == "cancelled", "{name}: {after:#}");
            if wanted.status != "cancelled" {
                assert_eq!(after["cancel_requested"], wanted.marked, "{name}: {after:#}");
                assert_eq!(line["cancel_requested"], wanted.marked, "{name}: {after:#}");
                let holds = if wanted.said == ["paid"] { json!([]) } else { before["hold_reasons"].clone() };
                assert_eq!(after["hold_reasons"], holds, "{name}: {after:#}");
                assert_eq!(after["order_no_sum"], *order, "{name}");
            }
        }
        if wanted.said.is_empty() {
            assert_eq!(after["history"], before["history"], "{name}: history without news");
        }
    }
    for name in &SYNC_COUNTS[..6] {
        assert_eq!(report.count(name), counted(name), "{news:?} {name}: {report:#?}");
    }
    let everything = shop.everything();
    let again = shop.sync_with(&[], code);
    assert_eq!(again.changes(), [0, 0, 0, 0, 0, needs_person], "{news:?}, second run: {again:#?}");
    assert_eq!(shop.everything(), everything, "{news:?}: the second run changed something");
}

#[test]
fn no_news() {
    column(News::None);
}

#[test]
fn syn_1_paid() {
    column(News::Paid);
}

#[test]
fn syn_3_cancel_requested() {
    column(News::Requested);
}

#[test]
fn syn_3_cancelling() {
    column(News::Cancelling);
}

#[test]
fn syn_2_and_4_cancel_completed() {
    column(News::Completed);
}

#[test]
fn syn_2_and_4_unpaid_order_cancelled() {
    column(News::UnpaidCancel);
}

#[test]
fn syn_3_withdrawn() {
    column(News::Withdrawn);
}
