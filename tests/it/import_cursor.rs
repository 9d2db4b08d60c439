//! IMP-2: where the differential window starts and ends.

use crate::support::{LIST, Row, Shop, jst, row};

fn order(n: i64, at: &str) -> Row {
    row().cart(400_000_000 + n).no(1_000_000_000 + n).ordered(at).paid(at)
}

#[test]
fn imp_02_the_first_run_starts_seven_days_and_nine_hours_ago_and_ends_now() {
    let shop = Shop::new();
    shop.import();
    assert_eq!(shop.fake.span(), (jst("2026-06-24 01:00:00"), jst("2026-07-01 10:00:00")));
    let call = shop.fake.log().into_iter().find(|r| r.method == LIST).unwrap();
    assert_eq!(call.params["SearchStartDate"], "20260624010000");
    assert_eq!(call.params["SearchEndDate"], "20260701100000");
}

#[test]
fn imp_02_the_second_run_starts_an_hour_before_the_newest_order() {
    let mut shop = Shop::with_rows(vec![order(2, "2026-07-01 08:30:10"), order(1, "2026-06-28 12:00:00")]);
    shop.import();
    shop.at("2026-07-01 10:15:00");
    shop.import();
    assert_eq!(shop.fake.span(), (jst("2026-07-01 07:30:10"), jst("2026-07-01 10:15:00")));
}

#[test]
fn imp_02_the_overlap_can_be_set() {
    for (minutes, start) in [("0", "2026-07-01 08:30:10"), ("600", "2026-06-30 22:30:10")] {
        let mut shop = Shop::with_rows(vec![order(2, "2026-07-01 08:30:10")]);
        shop.set("import", "overlap_minutes", minutes);
        shop.import();
        shop.at("2026-07-01 10:15:00");
        shop.import();
        assert_eq!(shop.fake.span().0, jst(start), "{minutes}");
    }
}

#[test]
fn imp_02_a_run_that_finds_only_known_orders_keeps_the_cursor() {
    let mut shop = Shop::with_rows(vec![order(2, "2026-07-01 08:30:10")]);
    for now in ["2026-07-01 10:00:00", "2026-07-02 11:00:00", "2026-07-02 11:30:00"] {
        shop.at(now);
        shop.import();
    }
    assert_eq!(shop.fake.span(), (jst("2026-07-01 07:30:10"), jst("2026-07-02 11:30:00")));
}

#[test]
fn imp_02_while_nothing_is_imported_the_window_keeps_its_first_start() {
    let mut shop = Shop::new();
    shop.import();
    for now in ["2026-07-02 10:00:00", "2026-07-20 10:00:00"] {
        shop.at(now);
        shop.import();
        assert_eq!(shop.fake.span(), (jst("2026-06-24 01:00:00"), jst(now)));
    }
}

#[test]
fn imp_02_a_dry_run_does_not_fix_the_first_start() {
    let mut shop = Shop::new();
    shop.import_with(&["--dry-run"], 0);
    shop.at("2026-07-03 10:00:00");
    shop.import();
    assert_eq!(shop.fake.span().0, jst("2026-06-26 01:00:00"));
}

#[test]
fn imp_02_a_range_run_does_not_move_the_cursor() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 08:00:00")]);
    shop.import();
    shop.at("2026-07-01 15:00:00");
    shop.fake.add_row(order(2, "2026-07-01 14:00:00"));
    shop.import_with(&["--from", "2026-07-01T13:00:00", "--to", "2026-07-01T15:00:00"], 0);
    assert_eq!(shop.codes(), ["400000001", "400000002"]);
    shop.fake.add_row(order(3, "2026-07-01 09:30:00"));
    assert_eq!(shop.import().counts(), [3, 1, 2, 0]);
    assert_eq!(shop.fake.span().0, jst("2026-07-01 07:00:00"));
}

#[test]
fn imp_02_a_range_run_alone_does_not_start_the_cursor() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 08:00:00"), order(2, "2026-06-30 12:00:00")]);
    shop.import_with(&["--from", "2026-07-01", "--to", "2026-07-01"], 0);
    shop.at("2026-07-01 10:30:00");
    assert_eq!(shop.import().counts(), [2, 1, 1, 0]);
    assert!(shop.fake.span().0 <= jst("2026-06-24 01:30:00"));
}

#[test]
fn imp_02_a_run_for_one_cart_does_not_move_the_cursor() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 05:00:00")]);
    shop.import();
    shop.fake.add_row(order(2, "2026-07-01 06:10:00"));
    shop.fake.add_row(order(3, "2026-07-01 11:00:00"));
    shop.at("2026-07-01 12:00:00");
    shop.import_with(&["--order", "400000003"], 0);
    assert_eq!(shop.codes(), ["400000001", "400000003"]);
    shop.import();
    assert_eq!(shop.fake.span().0, jst("2026-07-01 04:00:00"));
    assert_eq!(shop.codes(), ["400000001", "400000002", "400000003"]);
}

#[test]
fn imp_02_a_clock_that_jumps_back_loses_nothing() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 09:50:00")]);
    shop.import();
    shop.at("2026-06-29 10:00:00");
    shop.import(); // the fake refuses a reversed window
    shop.fake.add_row(order(2, "2026-07-01 09:55:00"));
    shop.at("2026-07-01 10:10:00");
    shop.import();
    assert_eq!(shop.codes(), ["400000001", "400000002"]);
    assert!(shop.fake.span().0 <= jst("2026-07-01 08:50:00"));
}

#[test]
fn imp_02_a_cursor_older_than_ninety_days_is_walked_in_windows_without_gaps() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 08:00:00")]);
    shop.import();
    let days = [
        "2026-07-01 09:00:00",
        "2026-08-15 00:00:00",
        "2026-09-29 06:59:59",
        "2026-09-29 07:00:00",
        "2026-09-29 07:00:01",
        "2026-12-28 07:00:00",
        "2027-01-31 23:00:00",
    ];
    for (i, at) in days.iter().enumerate() {
        shop.fake.add_row(order(10 + i as i64, at));
    }
    shop.at("2027-02-01 00:00:00");
    assert_eq!(shop.import().counts(), [8, 7, 1, 0]);
    // The fake refuses windows of more than 90 days; span() refuses gaps.
    assert_eq!(shop.fake.span(), (jst("2026-07-01 07:00:00"), jst("2027-02-01 00:00:00")));
    assert_eq!(shop.import().counts().first(), Some(&1));
}

#[test]
fn imp_02_japan_time_whatever_the_machines_zone() {
    for zone in ["America/New_York", "Pacific/Kiritimati"] {
        let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 00:10:00")]);
        shop.env.insert("TZ".into(), zone.into());
        shop.at_instant("2026-06-30T15:30:00Z");
        let report = shop.import();
        assert_eq!(shop.fake.span(), (jst("2026-06-23 15:30:00"), jst("2026-07-01 00:30:00")), "{zone}");
        assert!(
            report.0["started_at"].as_str().unwrap().starts_with("2026-07-01T00:3"),
            "{zone}: {:#}",
            report.0
        );
        assert_eq!(shop.show("400000001")["ordered_at"], "2026-07-01T00:10:00+09:00", "{zone}");
        shop.import();
        assert_eq!(shop.fake.span().0, jst("2026-06-30 23:10:00"), "{zone}");
    }
}
