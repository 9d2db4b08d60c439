//! IMP-3: the range import and its usage errors.

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
fn imp_03_bare_dates_are_whole_days() {
    let shop = Shop::with_rows(vec![
        order(1, "2026-06-19 23:59:59"),
        order(2, "2026-06-20 00:00:00"),
        order(3, "2026-06-22 23:59:59"),
        order(4, "2026-06-23 00:00:00"),
    ]);
    let report = shop.import_with(&["--from", "2026-06-20", "--to", "2026-06-22"], 0);
    assert_eq!(shop.fake.span(), (jst("2026-06-20 00:00:00"), jst("2026-06-22 23:59:59")));
    assert_eq!(report.counts(), [2, 2, 0, 0]);
    assert_eq!(shop.codes(), ["400000002", "400000003"]);
}

#[test]
fn imp_03_times_are_japan_time() {
    let mut shop = Shop::new();
    shop.env.insert("TZ".into(), "America/New_York".into());
    shop.import_with(&["--from", "2026-06-20T12:00:01", "--to", "2026-06-21T11:59:59"], 0);
    assert_eq!(shop.fake.span(), (jst("2026-06-20 12:00:01"), jst("2026-06-21 11:59:59")));
}

#[test]
fn imp_03_seven_days_end_to_end_are_allowed() {
    for (from, to) in [
        ("2026-06-20", "2026-06-26"),
        ("2026-06-20T00:00:00", "2026-06-27T00:00:00"),
        ("2026-06-20T13:14:15", "2026-06-27T13:14:15"),
        ("2026-06-20", "2026-06-20"),
        ("2025-12-29", "2026-01-04"),
    ] {
        Shop::new().import_with(&["--from", from, "--to", to], 0);
    }
}

#[test]
fn imp_03_more_than_seven_days_are_refused() {
    for (from, to) in [
        ("2026-06-20", "2026-06-27"),
        ("2026-06-20", "2026-06-28"),
        ("2026-06-20T00:00:00", "2026-06-27T00:00:01"),
        ("2026-06-20T00:00:01", "2026-06-27"),
        ("2025-06-20", "2026-06-20"),
    ] {
        refused(&["--from", from, "--to", to]);
    }
}

#[test]
fn imp_03_a_reversed_range_is_refused() {
    refused(&["--from", "2026-06-22", "--to", "2026-06-20"]);
    refused(&["--from", "2026-06-22T10:00:01", "--to", "2026-06-22T10:00:00"]);
}

#[test]
fn imp_03_a_range_past_today_is_refused() {
    refused(&["--from", "2026-07-01", "--to", "2026-07-02"]);
    refused(&["--from", "2026-07-02", "--to", "2026-07-02"]);
    refused(&["--from", "2026-07-01T00:00:00", "--to", "2026-07-02T00:00:00"]);
}

#[test]
fn imp_03_an_end_later_today_counts_as_now() {
    for to in ["2026-07-01", "2026-07-01T23:59:59", "2026-07-01T10:00:01"] {
        let shop = Shop::new();
        shop.import_with(&["--from", "2026-06-30", "--to", to], 0);
        assert_eq!(shop.fake.span(), (jst("2026-06-30 00:00:00"), jst("2026-07-01 10:00:00")), "{to}");
    }
}

#[test]
fn imp_03_seven_bare_days_that_end_today_are_allowed() {
    let shop = Shop::new();
    shop.import_with(&["--from", "2026-06-25", "--to", "2026-07-01"], 0);
    assert_eq!(shop.fake.span(), (jst("2026-06-25 00:00:00"), jst("2026-07-01 10:00:00")));
}

#[test]
fn imp_03_today_is_japans_today_just_after_midnight() {
    for zone in ["UTC", "America/New_York"] {
        let mut shop = Shop::with_rows(vec![order(1, "2026-07-01 00:10:00")]);
        shop.env.insert("TZ".into(), zone.into());
        shop.at_instant("2026-06-30T15:30:00Z");
        shop.import_with(&["--from", "2026-07-01", "--to", "2026-07-01"], 0);
        assert_eq!(shop.fake.span(), (jst("2026-07-01 00:00:00"), jst("2026-07-01 00:30:00")));
        assert_eq!(shop.codes(), ["400000001"]);
    }
}

#[test]
fn imp_03_one_end_alone_is_refused() {
    refused(&["--from", "2026-06-30"]);
    refused(&["--to", "2026-06-30"]);
}

#[test]
fn imp_03_garbage_is_refused() {
    for bad in [
        "",
        " ",
        "yesterday",
        "2026-02-30",
        "2026-13-01",
        "06/30",
        "20260630",
        "2026-06-30T25:00:00",
        "2026-06-30T10:60:00",
        "2026-06-30 ",
        "2026-06-30T",
        "06-30",
        "２０２６-06-30",
        "-1",
        "2026-06-30T10:00:00+09:00",
    ] {
        refused(&["--from", bad, "--to", "2026-06-30"]);
        refused(&["--from", "2026-06-29", "--to", bad]);
    }
}

#[test]
fn imp_03_a_range_of_long_ago_is_fine() {
    let shop = Shop::with_rows(vec![order(1, "2025-01-03 12:00:00")]);
    assert_eq!(shop.import_with(&["--from", "2025-01-01", "--to", "2025-01-07"], 0).count("imported"), 1);
}

#[test]
fn imp_03_a_range_may_be_repeated() {
    let shop = Shop::with_rows(vec![order(1, "2026-06-20 12:00:00")]);
    let args = ["--from", "2026-06-20", "--to", "2026-06-20"];
    assert_eq!(shop.import_with(&args, 0).counts(), [1, 1, 0, 0]);
    assert_eq!(shop.import_with(&args, 0).counts(), [1, 0, 1, 0]);
}
