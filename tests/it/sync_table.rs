//! SYN-1 to SYN-4 from end to end: every kind of news at once, on orders that it changes and on orders that
//! it
//! does not. Every status with every payment status and all news of it: `plan::sync_status`.

use serde_json::Value;

use crate::support::{Row, SYNC_COUNTS, Shop, row};

/// What has happened at Qoo10 since the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    None,
    Paid,
    Claim(u8),
    Withdrawn,
}

/// Where an order stood and what came; where it stands then, whether it is marked, and what is said of it.
type Case = (&'static str, &'static str, News, &'static str, &'static str, bool, &'static [&'static str]);

const CASES: &[Case] = &[
    ("on_hold", "unpaid", News::None, "on_hold", "unpaid", false, &[]),
    ("on_hold", "unpaid", News::Paid, "ready", "paid", false, &["paid"]),
    ("backordered", "auth_failed", News::Paid, "backordered", "paid", false, &["paid"]),
    ("preparing", "unpaid", News::Paid, "preparing", "unpaid", false, &[]),
    ("inspected", "paid", News::Claim(1), "inspected", "paid", true, &["cancel_requested"]),
    ("shipped", "paid", News::Claim(2), "shipped", "paid", true, &["cancel_requested"]),
    ("ready", "paid", News::Withdrawn, "ready", "paid", false, &["cancel_withdrawn"]),
    ("ready", "paid", News::Claim(3), "cancelled", "paid", false, &["cancelled"]),
    ("on_hold", "unpaid", News::Claim(16), "cancelled", "unpaid", false, &["cancelled"]),
    ("working", "paid", News::Claim(3), "working", "paid", false, &["needs_person"]),
    ("cancelled", "paid", News::Claim(3), "cancelled", "paid", false, &[]),
];

#[test]
fn every_news_is_written_told_and_counted_and_the_second_run_has_none() {
    let number = |i: usize| 400_000_001 + i as i64;
    let code = |i: usize| number(i).to_string();
    let rows = CASES.iter().enumerate().map(|(i, (_, payment, ..))| {
        let paid = row().cart(number(i)).no(number(i));
        if *payment == "paid" { paid } else { paid.unpaid() }
    });
    let shop = Shop::with_rows(rows.collect());
    shop.import();
    let of = |news: News| (0..CASES.len()).filter(move |i| CASES[*i].2 == news).map(number);
    shop.claim(&of(News::Withdrawn).collect::<Vec<_>>(), 1);
    shop.sync();
    for (i, (status, payment, ..)) in CASES.iter().enumerate() {
        shop.force(&code(i), status, payment);
    }
    let before: Vec<Value> = (0..CASES.len()).map(|i| shop.show(&code(i))).collect();
    for (i, (_, _, news, ..)) in CASES.iter().enumerate() {
        match news {
            News::None => {}
            News::Paid => shop.pay(&[number(i)]),
            News::Claim(status) => shop.claim(&[number(i)], *status),
            News::Withdrawn => shop.at_qoo10(number(i), |r| Row { claim: None, ..r }),
        }
    }
    let report = shop.sync_with(&[], 3);
    for (i, (_, _, news, status, payment, marked, said)) in CASES.iter().enumerate() {
        let (after, name) = (shop.show(&code(i)), format!("{:?}", CASES[i]));
        assert_eq!(report.outcomes(&code(i)), *said, "{name}");
        assert_eq!(after["status"], *status, "{name}: {after:#}");
        assert_eq!(after["payment_status"], *payment, "{name}: {after:#}");
        assert_eq!(after["api_status"], "awaiting_print", "{name}");
        assert_eq!(after["cancel_requested"], *marked, "{name}: {after:#}");
        assert_eq!(after["lines"][0]["cancelled"], *status == "cancelled", "{name}: {after:#}");
        let holds = usize::from(*news == News::None);
        assert_eq!(after["hold_reasons"].as_array().unwrap().len(), holds, "{name}: {after:#}");
        assert_eq!(after["history"] == before[i]["history"], said.is_empty(), "{name}: {after:#}");
    }
    for name in &SYNC_COUNTS[..6] {
        let counted = CASES.iter().filter(|case| case.6.contains(name)).count() as u64;
        assert_eq!(report.count(name), counted, "{name}: {report:#?}");
    }
    let everything = shop.everything();
    assert_eq!(shop.sync_with(&[], 3).changes(), [0, 0, 0, 0, 0, 1]);
    assert_eq!(shop.everything(), everything, "the second run changed something");
}
