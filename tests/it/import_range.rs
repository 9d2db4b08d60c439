//! IMP-3: the range import and its usage errors. Which ranges are none: `plan::import::window`.

use crate::support::{Row, Shop, jst, row};

fn order(n: i64, at: &str) -> Row {
    row().cart(400_000_000 + n).no(1_000_000_000 + n).ordered(at).paid(at)
}

fn refused(args: &[&str]) {
    let shop = Shop::with_rows(vec![row()]);
    let all: Vec<&str> = ["import", "--json"].iter().chain(args).copied().collect();
    let run = shop.run(&all).expect(2);
    assert!(run.stdout.is_empty(), "a report for a usage error\n{run:#?}");
    assert!(!run.stderr.trim().is_empty());
    assert!(shop.fake.log().is_empty(), "Qoo10 was called for {args:?}");
}

#[test]
fn imp_03_bare_dates_are_whole_days_and_may_be_asked_for_again() {
    let shop = Shop::with_rows(vec![
        order(1, "2025-06-19 23:59:59"),
        order(2, "2025-06-20 00:00:00"),
        order(3, "2025-06-22 23:59:59"),
        order(4, "2025-06-23 00:00:00"),
    ]);
    let args = ["--from", "2025-06-20", "--to", "2025-06-22"];
    assert_eq!(shop.import_with(&args, 0).counts(), [2, 2, 0, 0]);
    assert_eq!(shop.fake.span(), (jst("2025-06-20 00:00:00"), jst("2025-06-22 23:59:59")));
    assert_eq!(shop.codes(), ["400000002", "400000003"]);
    assert_eq!(shop.import_with(&args, 0).counts(), [2, 0, 2, 0]);
}

#[test]
fn imp_03_times_are_japan_time() {
    let mut shop = Shop::new();
    shop.env.insert("TZ".into(), "America/New_York".into());
    shop.import_with(&["--from", "2026-06-20T12:00:01", "--to", "2026-06-21T11:59:59"], 0);
    assert_eq!(shop.fake.span(), (jst("2026-06-20 12:00:01"), jst("2026-06-21 11:59:59")));
}

#[test]
fn imp_03_today_is_japans_today_just_after_midnight() {
    let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 00:10:00")]);
    shop.env.insert("TZ".into(), "UTC".into());
    shop.at_instant("2026-06-30T15:30:00Z");
    shop.import_with(&["--from", "2026-07-01", "--to", "2026-07-01"], 0);
    assert_eq!(shop.fake.span(), (jst("2026-07-01 00:00:00"), jst("2026-07-01 00:30:00")));
    assert_eq!(shop.codes(), ["400000001"]);
}

#[test]
fn imp_03_what_is_no_range_is_a_usage_error_before_any_call() {
    for args in [
        &["--from", "2026-06-22", "--to", "2026-06-20"][..],
        &["--from", "2026-06-20", "--to", "2026-06-27"],
        &["--from", "2026-07-01", "--to", "2026-07-02"],
        &["--from", "2026-06-30"],
        &["--to", "2026-06-30"],
        &["--from", "yesterday", "--to", "2026-06-30"],
        &["--from", "2026-06-29", "--to", "2026-06-30 "],
        &["--from", "２０２６-06-30", "--to", "2026-06-30"],
        &["--from", "", "--to", "2026-06-30"],
        &["--from", "2026-06-29", "--to", "-1"],
    ] {
        refused(args);
    }
}
