//! Claims on orders that are not imported yet: nothing is made up, nothing is lost (IMP-2, SYN-2).

use serde_json::json;

use crate::support::{Row, Shop, jst, row};

/// Orders at 09:08 and 09:50 are imported; one of 09:30 hides behind a requested cancellation.
fn hidden_between() -> Shop {
    let mut shop = Shop::with_rows(vec![
        row().cart(1).no(1).ordered("2026-07-01 09:08:00"),
        row().cart(2).no(2).ordered("2026-07-01 09:30:00").claimed(1),
        row().cart(3).no(3).ordered("2026-07-01 09:50:00"),
    ]);
    shop.fake.model(|m| m.requested_hides = true);
    assert_eq!(shop.import().count("imported"), 2);
    shop.at("2026-07-01 10:10:00");
    shop
}

#[test]
fn a_claim_on_an_unknown_order_changes_nothing() {
    for status in [1, 2, 3, 16] {
        let shop = hidden_between();
        shop.claim(&[2], status);
        let before = shop.everything();
        assert_eq!(shop.sync().changes(), [0; 6], "claim {status}");
        assert_eq!(shop.everything(), before);
        assert!(shop.do_not_ship().is_empty());
    }
}

#[test]
fn the_import_reaches_back_for_an_order_whose_request_was_withdrawn() {
    for status in [1, 2] {
        let mut shop = hidden_between();
        shop.claim(&[2], status);
        shop.sync();
        shop.fake.add_row(row().cart(4).no(4).ordered("2026-07-01 13:00:00").paid("2026-07-01 13:01:00"));
        shop.at("2026-07-01 14:00:00");
        shop.fake.clear_log();
        assert_eq!(shop.import().count("imported"), 1);
        shop.at_qoo10(2, |row| Row { claim: None, ..row });
        shop.at("2026-07-01 15:00:00");
        let report = shop.import();
        let start = shop.fake.span().0;
        assert!(start <= jst("2026-07-01 09:30:00"), "the window starts at {start}");
        assert_eq!(report.count("imported"), 1, "{report:#?}");
        assert_eq!(shop.codes(), ["1", "2", "3", "4"]);
    }
}

#[test]
fn a_cancellation_that_was_seen_before_its_order_is_seen_again() {
    let shop = Shop::with_rows(vec![row().cart(1).no(1), row().cart(2).no(2)]);
    shop.import_with(&["--order", "1"], 0);
    shop.fake.model(|m| {
        let late = m.line(2).clone();
        m.rows.push(late.claimed(3));
    });
    assert_eq!(shop.sync().changes(), [0; 6], "order 2 is not known yet");
    assert_eq!(shop.import().count("imported"), 1, "the list still showed it");
    shop.fake.model(|m| m.rows.retain(|row| row.order_no() != 2 || row.claim.is_some()));
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 1, 0, 0, 0, 0], "{report:#?}");
    assert_eq!(shop.show("2")["status"], "cancelled");
}

#[test]
fn a_request_that_was_seen_before_its_order_marks_it_after_the_import() {
    let shop = Shop::with_rows(vec![row().cart(1).no(1), row().cart(2).no(2).claimed(1)]);
    shop.import_with(&["--order", "1"], 0);
    assert_eq!(shop.sync().changes(), [0; 6]);
    shop.import();
    let report = shop.sync();
    assert_eq!(report.changes(), [0, 0, 0, 1, 0, 0], "{report:#?}");
    assert_eq!(shop.show("2")["cancel_requested"], json!(true));
}
