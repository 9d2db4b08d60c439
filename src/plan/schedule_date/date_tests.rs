use std::collections::BTreeMap;

use chrono::Weekday;
use proptest::prelude::*;

use super::*;
use crate::domain::holidays::UnknownYear;
use crate::domain::time::{from_wall_clock, parse_iso_date, to_jst};

const RULES: DateRules =
    DateRules { business_days: 3, count_back_days: None, max_days_ahead: 10, clamp: true };
const BACK: DateRules = DateRules { count_back_days: Some(3), ..RULES };
const WAIT: DateRules = DateRules { clamp: false, ..RULES };

fn d(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

fn calendar(shop_holidays: &[&str], national: bool) -> Calendar {
    let days = shop_holidays.iter().map(|date| (d(date), None)).collect();
    Calendar::new(vec![Weekday::Sat, Weekday::Sun], days, national)
}

/// The date of an order of goods that are there, without lead days.
fn decide_desired(
    run_on: NaiveDate,
    desired: Option<NaiveDate>,
    rules: &DateRules,
    calendar: &Calendar,
) -> Result<DateDecision, Error> {
    decide(run_on, &DateFacts { desired, ..DateFacts::default() }, rules, calendar)
}

fn register(date: &str, how: DateOrigin) -> Result<DateDecision, Error> {
    Ok(DateDecision::Register { date: d(date), how })
}

fn wait(date: &str) -> Result<DateDecision, Error> {
    Ok(DateDecision::Wait { date: d(date) })
}

/// 例) 2021-10-14(木)に3日後を設定する → 2021-10-19(火)で登録される
#[test]
fn sch_02_manual_thursday_and_three_is_tuesday() {
    let plain = calendar(&[], false);
    assert_eq!(
        decide_desired(d("2021-10-14"), None, &RULES, &plain),
        register("2021-10-19", DateOrigin::BusinessDays)
    );
    // 注文に配送希望日が存在しない場合は、逆算せず発送予定日で設定した営業日数後の日付を発送予定日として
    assert_eq!(
        decide_desired(d("2021-10-14"), None, &BACK, &plain),
        register("2021-10-19", DateOrigin::BusinessDays)
    );
    // Without the setting a desired date does not matter.
    let desired = Some(d("2021-10-22"));
    assert_eq!(
        decide_desired(d("2021-10-14"), desired, &RULES, &plain),
        register("2021-10-19", DateOrigin::BusinessDays)
    );
}

/// 例) 3日前が逆算日数に設定されていて、配送希望日が2021-10-19(火)の注文 → 2021-10-14(木)で登録される
#[test]
fn sch_03_manual_three_before_tuesday_is_thursday() {
    let plain = calendar(&[], false);
    for run_on in ["2021-10-11", "2021-10-13"] {
        let decision = decide_desired(d(run_on), Some(d("2021-10-19")), &BACK, &plain);
        assert_eq!(decision, register("2021-10-14", DateOrigin::CountedBack), "{run_on}");
    }
}

/// (例)休業日11月3日(金)。2023年10月31日に、3日後を発送予定日として連携する場合、11月6日(月)で連携されます。
#[test]
fn sch_02_manual_a_shop_holiday_moves_friday_to_monday() {
    let closed = calendar(&["2023-11-03"], false);
    assert_eq!(
        decide_desired(d("2023-10-31"), None, &RULES, &closed),
        register("2023-11-06", DateOrigin::BusinessDays)
    );
    let open = calendar(&[], false);
    assert_eq!(
        decide_desired(d("2023-10-31"), None, &RULES, &open),
        register("2023-11-03", DateOrigin::BusinessDays)
    );
}

#[test]
fn sch_04_golden_week_passes_the_limit() {
    let japan = calendar(&[], true);
    let five = DateRules { business_days: 5, ..RULES };
    let run_on = d("2026-04-28");
    let clamped = DateOrigin::Clamped { instead_of: d("2026-05-11") };
    assert_eq!(decide_desired(run_on, None, &five, &japan), register("2026-05-08", clamped));
    assert_eq!(decide_desired(run_on, None, &DateRules { clamp: false, ..five }, &japan), wait("2026-05-11"));
    let further = DateRules { max_days_ahead: 13, ..five };
    assert_eq!(
        decide_desired(run_on, None, &further, &japan),
        register("2026-05-11", DateOrigin::BusinessDays)
    );
    let nearer = DateRules { max_days_ahead: 12, ..five };
    assert_eq!(decide_desired(run_on, None, &nearer, &japan), register("2026-05-08", clamped));
}

#[test]
fn sch_05_substitute_holidays_and_days_between_do_not_count() {
    let japan = calendar(&[], true);
    for (run_on, business_days, date) in [
        ("2026-04-28", 3, "2026-05-07"),
        ("2026-05-05", 1, "2026-05-07"),
        ("2026-05-07", 5, "2026-05-14"),
        ("2026-09-18", 1, "2026-09-24"),
    ] {
        let rules = DateRules { business_days, ..RULES };
        assert_eq!(
            decide_desired(d(run_on), None, &rules, &japan),
            register(date, DateOrigin::BusinessDays),
            "{run_on}"
        );
    }
}

#[test]
fn sch_03_days_are_business_days_on_the_way_back_too() {
    let counted = |date| register(date, DateOrigin::CountedBack);
    let clamped = |date, instead_of| register(date, DateOrigin::Clamped { instead_of: d(instead_of) });
    for (run_on, desired, closed, wanted) in [
        ("2026-07-01", "2026-07-13", &[][..], counted("2026-07-08")),
        ("2026-07-01", "2026-07-12", &[], counted("2026-07-08")),
        ("2026-07-01", "2026-07-09", &[], counted("2026-07-06")),
        ("2026-07-01", "2026-07-10", &[], counted("2026-07-07")),
        ("2026-07-01", "2026-07-10", &["2026-07-08"], counted("2026-07-06")),
        // Ten days after Monday 6 July is Thursday the 16th.
        ("2026-07-06", "2026-07-21", &[], counted("2026-07-16")),
        ("2026-07-06", "2026-07-22", &[], clamped("2026-07-16", "2026-07-17")),
        // What waits today is due once its date comes within the limit.
        ("2026-07-23", "2026-08-05", &[], counted("2026-07-31")),
    ] {
        let decision = decide_desired(d(run_on), Some(d(desired)), &BACK, &calendar(closed, false));
        assert_eq!(decision, wanted, "{run_on}, {desired}");
    }
}

#[test]
fn sch_04_the_limit_itself_is_within() {
    let plain = calendar(&[], false);
    // Ten days after Wednesday 2026-07-01 is a Saturday; after Thursday a Sunday, after Friday a Monday.
    for (run_on, days, wanted) in [
        ("2026-07-03", 6, register("2026-07-13", DateOrigin::BusinessDays)),
        ("2026-07-03", 7, register("2026-07-13", DateOrigin::Clamped { instead_of: d("2026-07-14") })),
        ("2026-07-01", 7, register("2026-07-10", DateOrigin::BusinessDays)),
        ("2026-07-01", 8, register("2026-07-10", DateOrigin::Clamped { instead_of: d("2026-07-13") })),
        ("2026-07-06", 5, register("2026-07-13", DateOrigin::BusinessDays)),
    ] {
        let rules = DateRules { business_days: days, ..RULES };
        assert_eq!(decide_desired(d(run_on), None, &rules, &plain), wanted, "{run_on} + {days}");
    }
}

#[test]
fn sch_04_the_turn_of_the_year() {
    let closed =
        ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"];
    let winter = calendar(&closed, true);
    for (run_on, clamp, wanted) in [
        ("2026-12-25", true, register("2026-12-28", DateOrigin::Clamped { instead_of: d("2027-01-06") })),
        ("2026-12-25", false, wait("2027-01-06")),
        ("2026-12-26", true, register("2027-01-05", DateOrigin::Clamped { instead_of: d("2027-01-06") })),
        ("2026-12-28", true, register("2027-01-07", DateOrigin::BusinessDays)),
        ("2026-12-31", true, register("2027-01-07", DateOrigin::BusinessDays)),
        ("2027-01-04", true, register("2027-01-07", DateOrigin::BusinessDays)),
    ] {
        let rules = DateRules { clamp, ..RULES };
        assert_eq!(decide_desired(d(run_on), None, &rules, &winter), wanted, "{run_on}");
    }
}

#[test]
fn sch_04_without_a_business_day_within_the_limit_the_order_waits() {
    let days: BTreeMap<_, _> = d("2026-08-01").iter_days().take(20).map(|day| (day, None)).collect();
    let closed = Calendar::new(vec![], days, false);
    for rules in [RULES, WAIT, DateRules { business_days: 0, ..RULES }] {
        let decision = decide_desired(d("2026-08-01"), None, &rules, &closed).unwrap();
        assert!(matches!(decision, DateDecision::Wait { date } if date >= d("2026-08-21")), "{decision:?}");
    }
    // The run date is open, but it is not after itself.
    let next = Calendar::new(vec![], closed_from("2026-08-02", 20), false);
    assert_eq!(decide_desired(d("2026-08-01"), None, &RULES, &next), wait("2026-08-24"));
}

fn closed_from(first: &str, days: usize) -> BTreeMap<NaiveDate, Option<String>> {
    d(first).iter_days().take(days).map(|day| (day, None)).collect()
}

#[test]
fn sch_04_a_date_that_is_not_after_today_becomes_the_next_business_day() {
    let plain = calendar(&[], false);
    let next = |instead_of| DateOrigin::NextBusinessDay { instead_of: d(instead_of) };
    for (run_on, desired, wanted) in [
        ("2026-07-02", "2026-07-03", register("2026-07-03", next("2026-06-30"))),
        ("2026-07-02", "2026-07-02", register("2026-07-03", next("2026-07-02"))),
        ("2026-07-02", "2026-06-01", register("2026-07-03", next("2026-06-01"))),
        ("2026-07-02", "0001-01-01", register("2026-07-03", next("0001-01-01"))),
        ("2026-07-02", "2026-07-07", register("2026-07-03", next("2026-07-02"))),
        ("2026-07-02", "2026-07-08", register("2026-07-03", DateOrigin::CountedBack)),
        ("2026-07-03", "2026-07-04", register("2026-07-06", next("2026-07-01"))),
        ("2026-07-04", "2026-07-05", register("2026-07-06", next("2026-07-01"))),
        (
            "2026-07-02",
            "2026-08-04",
            register("2026-07-10", DateOrigin::Clamped { instead_of: d("2026-07-30") }),
        ),
    ] {
        assert_eq!(decide_desired(d(run_on), Some(d(desired)), &BACK, &plain), wanted, "{run_on}, {desired}");
    }
    let japan = calendar(&[], true);
    let decision = decide_desired(d("2026-07-02"), Some(d("0001-01-01")), &BACK, &japan);
    assert_eq!(
        decision,
        register("2026-07-03", next("0001-01-01")),
        "years without known holidays do no harm"
    );
    let waits = DateRules { clamp: false, ..BACK };
    assert_eq!(decide_desired(d("2026-07-02"), Some(d("2026-08-04")), &waits, &plain), wait("2026-07-30"));
}

#[test]
fn sch_04_nought_business_days_are_the_next_one() {
    let nought = DateRules { business_days: 0, ..RULES };
    let plain = calendar(&[], false);
    let next = DateOrigin::NextBusinessDay { instead_of: d("2026-07-03") };
    assert_eq!(decide_desired(d("2026-07-03"), None, &nought, &plain), register("2026-07-06", next));
    assert_eq!(
        decide_desired(d("2026-07-04"), None, &nought, &plain),
        register("2026-07-06", DateOrigin::BusinessDays)
    );
}

#[test]
fn two_minutes_around_midnight_in_japan_are_two_dates() {
    let plain = calendar(&[], false);
    let run = |date: &str, hour, minute| {
        let instant = from_wall_clock(d(date).and_hms_opt(hour, minute, 0).unwrap());
        decide_desired(to_jst(instant.to_utc()).date_naive(), None, &RULES, &plain)
    };
    assert_eq!(run("2021-10-14", 23, 59), register("2021-10-19", DateOrigin::BusinessDays));
    assert_eq!(run("2021-10-15", 0, 1), register("2021-10-20", DateOrigin::BusinessDays));
}

#[test]
fn what_the_calendar_cannot_say_is_an_error() {
    let japan = calendar(&[], true);
    let last = d("2099-12-30");
    assert_eq!(decide_desired(last, None, &RULES, &japan), Err(UnknownYear(2100).into()));
    let far = Some(d("2101-01-05"));
    assert_eq!(decide_desired(d("2026-07-01"), far, &BACK, &japan), Err(UnknownYear(2101).into()));
    let never = Calendar::new(vec![], closed_from("2026-07-01", 900), false);
    let run_on = d("2026-07-10");
    assert_eq!(decide_desired(run_on, None, &RULES, &never), Err(Error::NeverOpen(run_on)));
    assert!(decide_desired(NaiveDate::MAX, None, &RULES, &calendar(&[], false)).is_err());
}

fn reserve(run_on: &str, available: &str, rules: &DateRules, calendar: &Calendar) -> DateDecision {
    let facts = DateFacts { available: Some(d(available)), ..DateFacts::default() };
    decide(d(run_on), &facts, rules, calendar).unwrap()
}

#[test]
fn sch_07_reservation_goods_get_the_date_from_which_they_can_be_shipped() {
    let japan = calendar(&[], true);
    let on = |date: &str| DateDecision::Register { date: d(date), how: DateOrigin::Available };
    let ordinary = |date: &str| DateDecision::Register { date: d(date), how: DateOrigin::BusinessDays };
    let wait = |day: &str| DateDecision::WaitForGoods { available: d(day) };
    for (run_on, available, wanted) in [
        // Wednesday 2026-07-01 + 3 is Monday the 6th; the limit is Saturday the 11th.
        ("2026-07-01", "2026-06-01", ordinary("2026-07-06")),
        ("2026-07-01", "2026-07-06", ordinary("2026-07-06")),
        ("2026-07-01", "2026-07-07", on("2026-07-07")),
        ("2026-07-01", "2026-07-10", on("2026-07-10")),
        // The next business day would be beyond the limit, the one before too early.
        ("2026-07-01", "2026-07-11", wait("2026-07-11")),
        ("2026-07-01", "2026-07-12", wait("2026-07-12")),
        ("2026-07-01", "9999-12-31", wait("9999-12-31")),
        // What waits is due once its date comes within the limit: 海の日 is Monday the 20th.
        ("2026-07-10", "2026-07-18", wait("2026-07-18")),
        ("2026-07-11", "2026-07-18", on("2026-07-21")),
        // Golden Week and its substitute holiday, 2026-05-06.
        ("2026-04-27", "2026-05-02", on("2026-05-07")),
        ("2026-04-27", "2026-05-07", on("2026-05-07")),
        ("2026-04-26", "2026-05-02", wait("2026-05-02")),
    ] {
        for rules in [RULES, WAIT, BACK] {
            assert_eq!(reserve(run_on, available, &rules, &japan), wanted, "{run_on} {available} {rules:?}");
        }
    }
}

#[test]
fn sch_07_a_clamped_date_is_never_earlier_than_the_goods() {
    let plain = calendar(&[], false);
    let slow = DateRules { business_days: 20, ..RULES };
    let clamped = |date: &str| DateDecision::Register {
        date: d(date),
        how: DateOrigin::Clamped { instead_of: d("2026-07-29") },
    };
    assert_eq!(reserve("2026-07-01", "2026-07-10", &slow, &plain), clamped("2026-07-10"));
    assert_eq!(
        reserve("2026-07-01", "2026-07-11", &slow, &plain),
        DateDecision::WaitForGoods { available: d("2026-07-11") }
    );
    let waiting = DateRules { clamp: false, ..slow };
    assert_eq!(
        reserve("2026-07-01", "2026-07-10", &waiting, &plain),
        DateDecision::Wait { date: d("2026-07-29") }
    );
}

#[test]
fn sch_07_beside_a_desired_date_the_later_of_the_two_counts() {
    let plain = calendar(&[], false);
    let on = |date: &str, how| DateDecision::Register { date: d(date), how };
    for (desired, available, wanted) in [
        // Counted back: Tuesday 2026-07-07.
        ("2026-07-10", "2026-07-07", on("2026-07-07", DateOrigin::CountedBack)),
        ("2026-07-10", "2026-07-08", on("2026-07-08", DateOrigin::Available)),
        // Before Monday the 6th, and still later than the 2nd, counted back from the 7th.
        ("2026-07-07", "2026-07-03", on("2026-07-03", DateOrigin::Available)),
        ("2026-07-13", "2026-07-07", on("2026-07-08", DateOrigin::CountedBack)),
        ("2026-07-02", "2026-07-09", on("2026-07-09", DateOrigin::Available)),
    ] {
        let facts = DateFacts { desired: Some(d(desired)), available: Some(d(available)), lead_days: None };
        let decision = decide(d("2026-07-01"), &facts, &BACK, &plain).unwrap();
        assert_eq!(decision, wanted, "{desired} {available}");
    }
}

#[test]
fn sch_08_lead_days_stand_in_place_of_the_business_days() {
    let plain = calendar(&[], false);
    for (lead, date) in [(0, "2026-07-02"), (1, "2026-07-02"), (5, "2026-07-08"), (7, "2026-07-10")] {
        let facts = DateFacts { lead_days: Some(lead), ..DateFacts::default() };
        let decision = decide(d("2026-07-01"), &facts, &RULES, &plain).unwrap();
        assert!(
            matches!(decision, DateDecision::Register { date: one, .. } if one == d(date)),
            "{decision:?}"
        );
    }
    // Both: the goods are there on the 7th, and take five business days more than the run.
    let facts = DateFacts { lead_days: Some(5), available: Some(d("2026-07-07")), desired: None };
    let decision = decide(d("2026-07-01"), &facts, &RULES, &plain);
    assert_eq!(decision, register("2026-07-08", DateOrigin::BusinessDays));
    // A desired date is counted back from, whatever the lead days.
    let facts = DateFacts { desired: Some(d("2026-07-10")), ..facts };
    let decision = decide(d("2026-07-01"), &facts, &BACK, &plain);
    assert_eq!(decision, register("2026-07-07", DateOrigin::CountedBack));
}

proptest! {
    #[test]
    fn what_is_registered_qoo10_takes(
        run in 0..3000_i64,
        desired in proptest::option::of(-30..120_i64),
        business_days in 0..40_u32,
        count_back in proptest::option::of(0..20_u32),
        max_days_ahead in 1..30_u32,
        clamp in proptest::bool::ANY,
        closed in proptest::collection::vec(-5..60_i64, 0..25),
        national in proptest::bool::ANY,
    ) {
        let run_on = d("2024-01-01") + chrono::Duration::days(run);
        let at = |days: i64| run_on + chrono::Duration::days(days);
        let days = closed.into_iter().map(|days| (at(days), None)).collect();
        let calendar = Calendar::new(vec![Weekday::Sun], days, national);
        let rules = DateRules { business_days, count_back_days: count_back, max_days_ahead, clamp };
        let limit = compute_last_day(run_on, &rules).unwrap();
        match decide_desired(run_on, desired.map(at), &rules, &calendar).unwrap() {
            DateDecision::Register { date, .. } => {
                prop_assert!(run_on < date && date <= limit);
                prop_assert!(calendar.is_open(date).unwrap());
            }
            DateDecision::Wait { date } => {
                prop_assert!(date > limit && calendar.is_open(date).unwrap());
                prop_assert!(!clamp || calendar.find_last_open_day(run_on, limit).unwrap().is_none());
            }
            DateDecision::WaitForGoods { .. } => prop_assert!(false, "the goods are there"),
        }
    }

    #[test]
    fn sch_07_no_date_is_earlier_than_the_goods_and_none_is_closed(
        run in 0..3000_i64,
        (desired, available) in (proptest::option::of(-30..120_i64), -10..40_i64),
        (business_days, lead_days) in (0..20_u32, proptest::option::of(0..20_u32)),
        (count_back, max_days_ahead) in (proptest::option::of(0..20_u32), 1..30_u32),
        clamp in proptest::bool::ANY,
        closed in proptest::collection::vec(-5..60_i64, 0..25),
    ) {
        let run_on = d("2024-01-01") + chrono::Duration::days(run);
        let at = |days: i64| run_on + chrono::Duration::days(days);
        let days = closed.into_iter().map(|days| (at(days), None)).collect();
        let calendar = Calendar::new(vec![Weekday::Sat, Weekday::Sun], days, true);
        let rules = DateRules { business_days, count_back_days: count_back, max_days_ahead, clamp };
        let limit = compute_last_day(run_on, &rules).unwrap();
        let goods = at(available);
        let facts = DateFacts { desired: desired.map(at), lead_days, available: Some(goods) };
        let without = decide(run_on, &DateFacts { available: None, ..facts }, &rules, &calendar).unwrap();
        match decide(run_on, &facts, &rules, &calendar).unwrap() {
            DateDecision::Register { date, how } => {
                prop_assert!(date >= goods && run_on < date && date <= limit);
                prop_assert!(calendar.is_open(date).unwrap());
                let unchanged = without == DateDecision::Register { date, how };
                prop_assert!(unchanged || date == calendar.add_business_days(goods, 0).unwrap());
            }
            DateDecision::Wait { .. } => prop_assert!(goods <= limit),
            DateDecision::WaitForGoods { .. } => {
                prop_assert!(calendar.add_business_days(goods, 0).unwrap() > limit);
            }
        }
    }
}
