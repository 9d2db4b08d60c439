use proptest::prelude::*;

use super::*;
use crate::domain::time::parse_iso_date;

fn d(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

fn weekend() -> Vec<Weekday> {
    vec![Weekday::Sat, Weekday::Sun]
}

fn shop(holidays: &[&str]) -> BTreeMap<NaiveDate, Option<String>> {
    holidays.iter().map(|date| (d(date), None)).collect()
}

#[test]
fn sch_02_the_start_never_counts_open_or_not() {
    let calendar = Calendar::new(weekend(), BTreeMap::new(), false);
    for (from, n, wanted) in [
        ("2021-10-14", 3, "2021-10-19"),
        ("2021-10-15", 1, "2021-10-18"),
        ("2021-10-16", 1, "2021-10-18"),
        ("2021-10-17", 1, "2021-10-18"),
        ("2021-10-16", 2, "2021-10-19"),
        ("2021-10-14", 5, "2021-10-21"),
        ("2024-02-28", 1, "2024-02-29"),
    ] {
        assert_eq!(calendar.add_business_days(d(from), n), Ok(d(wanted)), "{from} + {n}");
    }
    for (from, n, wanted) in [
        ("2021-10-19", 3, "2021-10-14"),
        ("2021-10-18", 1, "2021-10-15"),
        ("2021-10-17", 1, "2021-10-15"),
        ("2021-10-16", 1, "2021-10-15"),
        ("2021-10-17", 2, "2021-10-14"),
    ] {
        assert_eq!(calendar.subtract_business_days(d(from), n), Ok(d(wanted)), "{from} - {n}");
    }
}

#[test]
fn nought_business_days_are_the_day_itself_or_the_nearest_open_one() {
    let calendar = Calendar::new(weekend(), BTreeMap::new(), false);
    assert_eq!(calendar.add_business_days(d("2021-10-15"), 0), Ok(d("2021-10-15")));
    assert_eq!(calendar.add_business_days(d("2021-10-16"), 0), Ok(d("2021-10-18")));
    assert_eq!(calendar.subtract_business_days(d("2021-10-15"), 0), Ok(d("2021-10-15")));
    assert_eq!(calendar.subtract_business_days(d("2021-10-17"), 0), Ok(d("2021-10-15")));
}

#[test]
fn a_closed_day_says_why() {
    let mut days = shop(&["2026-08-13", "2026-11-03"]);
    days.insert(d("2026-08-15"), Some("夏季休業".into()));
    let calendar = Calendar::new(weekend(), days, true);
    for (date, wanted) in [
        ("2026-08-12", None),
        ("2026-08-13", Some(ClosureReason::Shop(None))),
        ("2026-08-15", Some(ClosureReason::Shop(Some("夏季休業")))),
        ("2026-08-16", Some(ClosureReason::Weekday(Weekday::Sun))),
        ("2026-08-11", Some(ClosureReason::National("山の日"))),
        ("2026-11-03", Some(ClosureReason::Shop(None))),
        ("2026-05-03", Some(ClosureReason::National("憲法記念日"))),
    ] {
        assert_eq!(calendar.find_closure(d(date)), Ok(wanted), "{date}");
    }
    let plain = Calendar::new(weekend(), BTreeMap::new(), false);
    assert_eq!(
        plain.find_closure(d("2026-08-11")),
        Ok(None),
        "public holidays only where they are asked for"
    );
}

#[test]
fn a_calendar_that_never_opens_ends_with_an_error() {
    let from = d("2026-07-01");
    let all =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let never = Calendar::new(all.to_vec(), BTreeMap::new(), false);
    assert_eq!(never.add_business_days(from, 1), Err(Error::NeverOpen(from)));
    assert_eq!(never.subtract_business_days(from, 1), Err(Error::NeverOpen(from)));
    assert_eq!(never.add_business_days(from, 0), Err(Error::NeverOpen(from)));
    assert_eq!(never.find_last_open_day(from, d("2026-07-11")), Ok(None));
    let closed = |days| from.iter_days().skip(1).take(days).map(|day| (day, None)).collect();
    let long = Calendar::new(vec![], closed(399), false);
    assert_eq!(long.add_business_days(from, 1), Ok(d("2027-08-05")));
    let longer = Calendar::new(vec![], closed(400), false);
    assert_eq!(longer.add_business_days(from, 1), Err(Error::NeverOpen(from)));
}

#[test]
fn the_ends_of_what_is_known_are_errors() {
    let calendar = Calendar::new(weekend(), BTreeMap::new(), true);
    assert_eq!(calendar.add_business_days(d("2099-12-30"), 1), Ok(d("2099-12-31")));
    assert_eq!(calendar.add_business_days(d("2099-12-31"), 1), Err(UnknownYear(2100).into()));
    assert_eq!(calendar.subtract_business_days(d("1980-01-02"), 1), Err(UnknownYear(1979).into()));
    assert_eq!(
        calendar.find_closure(d("2100-01-02")),
        Err(UnknownYear(2100)),
        "even where the weekday would do"
    );
    let plain = Calendar::new(weekend(), BTreeMap::new(), false);
    assert_eq!(plain.add_business_days(d("2099-12-31"), 1), Ok(d("2100-01-01")));
    assert_eq!(plain.add_business_days(NaiveDate::MAX, 1), Err(Error::OutOfRange(NaiveDate::MAX)));
    assert_eq!(plain.subtract_business_days(NaiveDate::MIN, 1), Err(Error::OutOfRange(NaiveDate::MIN)));
}

#[test]
fn last_within_leaves_out_the_start_and_takes_in_the_end() {
    let calendar = Calendar::new(weekend(), BTreeMap::new(), false);
    let last = |after, until| calendar.find_last_open_day(d(after), d(until)).unwrap();
    assert_eq!(last("2026-07-01", "2026-07-03"), Some(d("2026-07-03")));
    assert_eq!(last("2026-07-01", "2026-07-05"), Some(d("2026-07-03")));
    assert_eq!(last("2026-07-03", "2026-07-05"), None);
    assert_eq!(last("2026-07-03", "2026-07-03"), None);
    assert_eq!(last("2026-07-03", "2026-07-01"), None);
}

/// Some calendar that opens at least once a week but for a handful of days, and some date.
fn any() -> impl Strategy<Value = (Calendar, NaiveDate)> {
    let weekdays = proptest::sample::subsequence(
        vec![
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ],
        0..=6,
    );
    let start = (1985..2090_i32, 1..=366_u32).prop_map(|(year, day)| {
        NaiveDate::from_yo_opt(year, day).unwrap_or_else(|| NaiveDate::from_yo_opt(year, 365).unwrap())
    });
    let offsets = proptest::collection::vec(-40..40_i64, 0..30);
    (weekdays, start, offsets, proptest::bool::ANY).prop_map(|(weekdays, start, offsets, national)| {
        let days = offsets.into_iter().map(|days| (start + chrono::Duration::days(days), None)).collect();
        (Calendar::new(weekdays, days, national), start)
    })
}

proptest! {
    #[test]
    fn counting_lands_on_open_days_only((calendar, from) in any(), n in 0..40_u32) {
        let later = calendar.add_business_days(from, n).unwrap();
        let earlier = calendar.subtract_business_days(from, n).unwrap();
        prop_assert!(calendar.is_open(later).unwrap() && calendar.is_open(earlier).unwrap());
        prop_assert!(earlier <= from && from <= later);
        prop_assert!(n == 0 || earlier < from && from < later);
    }

    #[test]
    fn forward_grows_with_n((calendar, from) in any(), n in 0..40_u32) {
        let one = calendar.add_business_days(from, n).unwrap();
        let next = calendar.add_business_days(from, n + 1).unwrap();
        prop_assert!(one < next || (n == 0 && one == next));
        // Nothing is passed over: between the two every day is closed.
        let mut between = one.iter_days().skip(1).take_while(|day| *day < next);
        prop_assert!(between.all(|day| !calendar.is_open(day).unwrap()));
    }

    #[test]
    fn back_undoes_forward_from_a_business_day((calendar, any_day) in any(), n in 0..40_u32) {
        let day = calendar.add_business_days(any_day, 0).unwrap();
        let (later, earlier) = (calendar.add_business_days(day, n), calendar.subtract_business_days(day, n));
        prop_assert_eq!(calendar.subtract_business_days(later.unwrap(), n).unwrap(), day);
        prop_assert_eq!(calendar.add_business_days(earlier.unwrap(), n).unwrap(), day);
    }
}
