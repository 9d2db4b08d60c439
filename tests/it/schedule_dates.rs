//! SCH-2, SCH-4, SCH-5: the planned ship date by the shop's own calendar and configuration. Which day follows
//! which:
//! `plan::schedule_date` and `domain::calendar`.

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
fn sch_02_shop_holidays_count_unless_they_are_left_out_or_removed() {
    // 休業日11月3日(金)。2023年10月31日に、3日後を発送予定日として連携する場合、11月6日(月)で連携されます。
    let closed = |keys: &[(&str, &str)]| shop("2023-10-31", keys, &["2023-11-03"]);
    assert_eq!(scheduled(&closed(&[("business_days", "3"), ("use_shop_holidays", "true")])), "20231106");
    assert_eq!(scheduled(&closed(&[("use_shop_holidays", "false")])), "20231103");
    let removed = closed(&[]);
    removed.run(&["holidays", "remove", "2023-11-03"]).expect(0);
    assert_eq!(scheduled(&removed), "20231103");
}

#[test]
fn sch_02_the_defaults_are_three_days_without_weekends() {
    assert_eq!(scheduled(&shop("2026-07-01", &[], &[])), "20260706");
}

#[test]
fn sch_02_closed_weekdays_are_the_shops_own() {
    for (closed, date) in [("[]", "20260704"), (r#"["thu", "fri"]"#, "20260706")] {
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
    for (now, zone, date) in [
        ("2026-07-01T23:59:00+09:00", "UTC", "20260706"),
        ("2026-07-01T15:01:00Z", "Asia/Tokyo", "20260707"),
        ("2026-07-01T08:01:00-07:00", "America/Los_Angeles", "20260707"),
    ] {
        let mut shop = shop("2026-07-01", &[], &[]);
        shop.env.insert("TZ".into(), zone.into());
        shop.at_instant(now);
        assert_eq!(scheduled(&shop), date, "{now} in {zone}");
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
fn sch_05_national_holidays_are_off_by_default() {
    assert_eq!(scheduled(&shop("2026-04-28", &[("business_days", "5")], &[])), "20260505");
}

#[test]
fn sch_04_the_limit_is_ten_days_unless_set_otherwise() {
    // Wednesday 1 July: the 8th business day is Monday the 13th, the 11th a Saturday.
    clamped(&shop("2026-07-01", &[("business_days", "8")], &[]), "20260710");
    clamped(&shop("2026-07-01", &[("max_days_ahead", "2")], &[]), "20260703");
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
