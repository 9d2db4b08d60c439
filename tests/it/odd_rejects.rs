//! IMP-18: the window never passes a row that could not be read.

use crate::support::odd::{LOST, NUMBERLESS, odd};
use crate::support::{LIST, Reply, Row, Shop, jst, row};

fn bad() -> Row {
    row().cart(9).no(91).ordered("2026-06-24 02:00:00")
}

#[test]
fn a_reject_without_a_date_is_not_forgotten_after_a_window_of_more_than_7_days() {
    // The first window reaches back a week and nine hours.
    let mut shop = Shop::with_rows(vec![bad().without_a_date(), bad().no(92), row().cart(1).no(1)]);
    assert_eq!(shop.import_with(&[], 3).counts(), [3, 1, 0, 2]);
    for day in ["2026-07-01 11:00:00", "2026-07-02 10:00:00", "2026-07-20 10:00:00"] {
        shop.at(day);
        assert_eq!(shop.import_with(&[], 3).count("rejected"), 2, "{day}: forgotten");
        assert_eq!(shop.fake.span().0, jst("2026-06-24 01:00:00"), "{day}");
    }
    shop.fake.set_rows(vec![bad(), bad().no(92), row().cart(1).no(1)]);
    shop.at("2026-08-20 10:00:00");
    assert_eq!(shop.import().counts(), [3, 2, 1, 0], "its healthy sibling is imported with it");
    assert_eq!(shop.rejects().len(), 0);
    shop.at("2026-08-20 11:00:00");
    shop.import();
    assert!(shop.fake.span().0 > jst("2026-06-30 00:00:00"), "nothing is left to reach back for");
}

#[test]
fn the_same_after_a_pause() {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(1)]);
    shop.import();
    shop.at("2026-07-15 10:00:00");
    shop.fake.add_row(row().cart(9).no(91).ordered("2026-07-03 10:00:00").without_a_date());
    shop.import_with(&[], 3);
    shop.at("2026-07-16 10:00:00");
    assert_eq!(shop.import_with(&[], 3).count("rejected"), 1);
    assert!(shop.fake.span().0 <= jst("2026-07-03 10:00:00"));
}

#[test]
fn it_ends_when_dismissed_or_gone_and_not_by_a_window_that_does_not_reach_it() {
    let shop = || {
        let mut shop = Shop::with_rows(vec![bad().without_a_date(), row().cart(1).no(1)]);
        shop.import_with(&[], 3);
        shop.at("2026-07-12 10:00:00");
        shop
    };
    let dismissed = shop();
    dismissed.run(&["orders", "dismiss", "9"]).expect(0);
    dismissed.import();
    assert!(dismissed.fake.span().0 > jst("2026-06-30 00:00:00"));

    let gone = shop();
    gone.fake.set_rows(vec![row().cart(1).no(1)]);
    // The first days of its window only.
    gone.import_with(&["--from", "2026-06-24", "--to", "2026-06-26"], 0);
    assert_eq!(gone.rejects().len(), 1, "nobody knows where in its window it is");
    gone.import();
    assert_eq!(gone.rejects().len(), 0);
}

#[test]
fn a_reject_whose_cart_is_not_known_is_dismissed_by_its_order_number() {
    let shop = Shop::with_rows(vec![bad().set("PackNo", "?").without_a_date()]);
    shop.import_with(&[], 3);
    shop.run(&["orders", "dismiss", "91"]).expect(0);
    assert_eq!(shop.rejects().len(), 0);
    shop.import();
}

#[test]
fn a_reject_is_not_gone_while_a_row_without_a_number_may_be_it() {
    for (name, kind) in NUMBERLESS {
        let shop = Shop::with_rows(vec![row().cart(9).no(91).item("812345678", "壊れ"), row().cart(1).no(1)]);
        shop.import_with(&[], 3);
        shop.fake.fault(LIST, usize::MAX, odd(kind, 91));
        shop.import_with(&[], 3);
        assert!(
            shop.rejects().iter().any(|reject| reject["order_no"] == "91"),
            "{name}: {:#?}",
            shop.rejects()
        );
        shop.fake.heal();
        shop.import_with(&[], 3);
        assert_eq!(shop.rejects().len(), 1, "{name}: {:#?}", shop.rejects());
    }
}

#[test]
fn what_cannot_be_read_is_rejected_under_the_numbers_in_its_bytes_until_it_can() {
    for (name, kind) in LOST {
        let mut shop = Shop::with_rows(vec![row().cart(9).no(91), row().cart(9).no(92), row().cart(1).no(1)]);
        shop.fake.fault(LIST, usize::MAX, odd(kind, 91));
        assert_eq!(shop.import_with(&[], 3).counts(), [3, 1, 0, 2], "{name}");
        let reject = &shop.rejects()[0];
        assert_eq!((&reject["pack_no"], &reject["order_no"]), (&"9".into(), &"91".into()), "{name}");
        shop.at("2026-07-14 10:00:00");
        shop.import_with(&[], 3);
        shop.fake.heal();
        assert_eq!(shop.import().counts(), [3, 2, 1, 0], "{name}");
        assert_eq!(shop.rejects().len(), 0, "{name}");
    }
}

#[test]
fn an_order_list_that_is_none_takes_no_reject_off_the_list() {
    for body in crate::support::odd::NO_LIST {
        let shop = Shop::with_rows(vec![bad().without_a_date()]);
        shop.import_with(&[], 3);
        shop.fake.fault(LIST, usize::MAX, Reply::json(body));
        let run = shop.run(&["import"]).expect(1);
        assert!(!run.stderr.contains("network"), "{run:#?}");
        assert_eq!(shop.rejects().len(), 1, "{body}");
    }
}
