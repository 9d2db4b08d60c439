//! SCH-2, SCH-4, SCH-5: the planned ship date by the shop's own calendar.

use crate::support::{CODE, CONFIRM, NO, Shop, carts};

/// One order of that day, imported; then what is set, and the holidays.
fn shop(day: &str, keys: &[(&str, &str)], holidays: &[&str]) -> Shop {
    let mut shop = Shop::imported_on(day, carts(1));
    for (key, value) in keys {
        shop.set("schedule_date", key, value);
    }
    for day in holidays {
        shop.run(&["holidays", "add", day]).expect(0);
    }
    shop
}

/// The one date that came, as Qoo10 writes it; and the order shows the same.
fn scheduled(shop: &Shop) -> String {
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 0, 0], "{report:#?}");
    let dates = shop.dates();
    assert_eq!(dates.len(), 1, "{dates:?}");
    assert_eq!(dates[0].0, NO);
    let shown = shop.show(CODE)["planned_ship_date"].as_str().unwrap().replace('-', "");
    assert_eq!(shown, dates[0].1);
    shown
}

/// Nothing was sent, and the order is reported as left for a later run.
fn waits(shop: &Shop) {
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [0, 0, 1, 0], "{report:#?}");
    assert_eq!(report.orders("waiting"), [CODE]);
    assert!(!report.told(CODE).is_empty(), "{report:#?}");
    assert_eq!(shop.fake.calls(CONFIRM), 0);
    assert_eq!(shop.api_status(CODE), "awaiting_print");
}

/// Sent, and said to people that it is not the date that the calendar gives.
fn clamped(shop: &Shop, date: &str) {
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 0, 0], "{report:#?}");
    assert_eq!(shop.dates(), [(NO, date.to_owned())]);
    assert!(!report.told(CODE).is_empty(), "not reported: {report:#?}");
}

#[test]
fn sch_02_the_first_example_of_the_manual() {
    // 例) 2021-10-14(木)に3日後を設定する → 2021-10-19(火)で登録される
    assert_eq!(scheduled(&shop("2021-10-14", &[("business_days", "3")], &[])), "20211019");
}

#[test]
fn sch_02_the_example_of_the_manual_with_a_shop_holiday() {
    // 休業日11月3日(金)。2023年10月31日に、3日後を発送予定日として連携する場合、11月6日(月)で連携されます。
    let keys = [("business_days", "3"), ("use_shop_holidays", "true")];
    assert_eq!(scheduled(&shop("2023-10-31", &keys, &["2023-11-03"])), "20231106");
}

#[test]
fn sch_02_shop_holidays_can_be_left_out() {
    let keys = [("use_shop_holidays", "false")];
    assert_eq!(scheduled(&shop("2023-10-31", &keys, &["2023-11-03"])), "20231103");
}

#[test]
fn sch_02_a_removed_shop_holiday_no_longer_counts() {
    let shop = shop("2023-10-31", &[], &["2023-11-03"]);
    shop.run(&["holidays", "remove", "2023-11-03"]).expect(0);
    assert_eq!(scheduled(&shop), "20231103");
}

#[test]
fn sch_02_the_defaults_are_three_days_without_weekends() {
    assert_eq!(scheduled(&shop("2026-07-01", &[], &[])), "20260706");
}

#[test]
fn sch_02_the_run_date_never_counts() {
    for (day, business_days, date) in [
        ("2026-07-03", "1", "20260706"), // Friday
        ("2026-07-04", "1", "20260706"), // Saturday + 1 = Monday
        ("2026-07-05", "1", "20260706"),
        ("2026-07-04", "3", "20260708"),
        ("2026-07-06", "5", "20260713"),
    ] {
        assert_eq!(scheduled(&shop(day, &[("business_days", business_days)], &[])), date, "{day}");
    }
}

#[test]
fn sch_02_closed_weekdays_are_the_shops_own() {
    for (closed, date) in [("[]", "20260704"), (r#"["sun"]"#, "20260704"), (r#"["thu", "fri"]"#, "20260706")]
    {
        let keys = [("closed_weekdays", closed)];
        assert_eq!(scheduled(&shop("2026-07-01", &keys, &[])), date, "{closed}");
    }
}

#[test]
fn sch_02_a_week_without_business_is_a_configuration_error() {
    let all = r#"["mon", "tue", "wed", "thu", "fri", "sat", "sun"]"#;
    let shop = shop("2026-07-01", &[("closed_weekdays", all)], &[]);
    let run = shop.run(&["schedule-date", "--json"]).expect(2);
    run.says(&["closed_weekdays"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn the_day_changes_at_midnight_in_japan() {
    for (now, date) in [
        ("2026-07-01T23:59:00+09:00", "20260706"),
        ("2026-07-02T00:01:00+09:00", "20260707"),
        ("2026-07-01T14:59:00Z", "20260706"),
        ("2026-07-01T15:01:00Z", "20260707"),
        ("2026-07-01T08:01:00-07:00", "20260707"),
    ] {
        for zone in ["UTC", "America/Los_Angeles", "Asia/Tokyo"] {
            let mut shop = shop("2026-07-01", &[], &[]);
            shop.env.insert("TZ".into(), zone.into());
            shop.at_instant(now);
            assert_eq!(scheduled(&shop), date, "{now} in {zone}");
        }
    }
}

#[test]
fn sch_05_golden_week_2026_lies_beyond_the_limit() {
    let keys = [("business_days", "5"), ("national_holidays", "true")];
    clamped(&shop("2026-04-28", &keys, &[]), "20260508");
    let waiting = [keys[0], keys[1], ("beyond_limit", r#""wait""#)];
    let mut shop = shop("2026-04-28", &waiting, &[]);
    waits(&shop);
    shop.at("2026-05-01 10:00:00"); // 7, 8, 11, 12, 13 May: two days too far still
    waits(&shop);
    shop.at("2026-05-07 10:00:00");
    assert_eq!(scheduled(&shop), "20260514");
}

#[test]
fn sch_05_substitute_holidays_and_days_between() {
    let on = [("national_holidays", "true")];
    assert_eq!(scheduled(&shop("2026-04-28", &on, &[])), "20260507");
    assert_eq!(scheduled(&shop("2026-05-05", &[on[0], ("business_days", "1")], &[])), "20260507");
    assert_eq!(scheduled(&shop("2026-09-18", &[on[0], ("business_days", "1")], &[])), "20260924");
}

#[test]
fn sch_05_national_holidays_are_off_by_default() {
    assert_eq!(scheduled(&shop("2026-04-28", &[("business_days", "5")], &[])), "20260505");
}

const YEARS_END: [&str; 7] =
    ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"];

#[test]
fn the_years_end_within_the_limit() {
    assert_eq!(scheduled(&shop("2026-12-28", &[], &YEARS_END)), "20270107");
    assert_eq!(scheduled(&shop("2027-01-04", &[], &YEARS_END)), "20270107");
}

#[test]
fn the_years_end_beyond_the_limit() {
    clamped(&shop("2026-12-25", &[], &YEARS_END), "20261228");
    waits(&shop("2026-12-25", &[("beyond_limit", r#""wait""#)], &YEARS_END));
}

#[test]
fn without_a_business_day_within_the_limit_even_clamp_waits() {
    let mut holidays = YEARS_END.to_vec();
    holidays.extend(["2027-01-05", "2027-01-06", "2027-01-07"]);
    let mut shop = shop("2026-12-28", &[], &holidays);
    waits(&shop);
    shop.at("2026-12-29 10:00:00"); // the 8th is 10 days away
    clamped(&shop, "20270108");
}

#[test]
fn sch_04_the_limit_is_ten_days_unless_set_otherwise() {
    // Wednesday 1 July: the 8th business day is Monday the 13th, the 11th a Saturday.
    clamped(&shop("2026-07-01", &[("business_days", "8")], &[]), "20260710");
    assert_eq!(scheduled(&shop("2026-07-01", &[("business_days", "7")], &[])), "20260710");
    clamped(&shop("2026-07-01", &[("max_days_ahead", "2")], &[]), "20260703");
    waits(&shop("2026-07-01", &[("max_days_ahead", "2"), ("beyond_limit", r#""wait""#)], &[]));
}

#[test]
fn waiting_alone_is_exit_0_and_does_not_stop_the_others() {
    let [first, second] = carts(2).try_into().unwrap();
    let mut shop = Shop::imported(vec![first.set("DesiredDeliveryDate", "2026-08-05 "), second]);
    shop.set("schedule_date", "count_back_from_desired_date", "true");
    shop.set("schedule_date", "beyond_limit", r#""wait""#);
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 1, 0]);
    assert_eq!(report.orders("waiting"), [CODE]);
}
