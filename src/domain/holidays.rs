//! Japan's public holidays, 1980 to 2099, by the law of each year (国民の祝日に関する法律).
//!
//! Equinoxes are astronomy: the government announces them in the February before, and the formulas here are
//! good for 1980 to 2099. Outside these years there is no answer, never "no holidays".

use chrono::{Datelike, NaiveDate, Weekday};

use crate::vocabulary::{Message, msg};

/// The first year that is known.
pub const FIRST_YEAR: i32 = 1980;
/// The last year that is known.
pub const LAST_YEAR: i32 = 2099;

/// A year of which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Japan's public holidays are known for {FIRST_YEAR} to {LAST_YEAR}, not for {0}")]
pub struct UnknownYear(pub i32);

impl UnknownYear {
    /// Which years are known, for people.
    pub fn message(self) -> Message {
        msg!("calendar-unknown_year", first = FIRST_YEAR, last = LAST_YEAR, year = self.0)
    }
}

/// The name of the public holiday on a date; none on any other day.
///
/// # Errors
/// Outside the known years.
pub fn find_public_holiday(date: NaiveDate) -> Result<Option<&'static str>, UnknownYear> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        return Err(UnknownYear(date.year()));
    }
    if let Some(name) = find_celebrated(date) {
        return Ok(Some(name));
    }
    Ok(if is_substitute(date) {
        Some("振替休日")
    } else if is_between(date) {
        Some("国民の休日")
    } else {
        None
    })
}

/// A 国民の祝日 (article 2, or a law for one occasion), without the days that follow from it.
fn find_celebrated(date: NaiveDate) -> Option<&'static str> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if let Some((_, name)) = ONCE.iter().find(|(once, _)| *once == (year, month, day)) {
        return Some(name);
    }
    let is_second_monday = date.weekday() == Weekday::Mon && (8..=14).contains(&day);
    let is_third_monday = date.weekday() == Weekday::Mon && (15..=21).contains(&day);
    let is_olympic = year == 2020 || year == 2021;
    match (month, day) {
        (1, 1) => Some("元日"),
        (1, 15) if year < 2000 => Some("成人の日"),
        (1, _) if year >= 2000 && is_second_monday => Some("成人の日"),
        (2, 11) => Some("建国記念の日"),
        (2, 23) if year >= 2020 => Some("天皇誕生日"),
        (3, _) if day == compute_vernal_equinox(year) => Some("春分の日"),
        (4, 29) if year < 1989 => Some("天皇誕生日"),
        (4, 29) if year < 2007 => Some("みどりの日"),
        (4, 29) => Some("昭和の日"),
        (5, 3) => Some("憲法記念日"),
        (5, 4) if year >= 2007 => Some("みどりの日"),
        (5, 5) => Some("こどもの日"),
        (7, 20) if (1996..2003).contains(&year) => Some("海の日"),
        (7, _) if year >= 2003 && !is_olympic && is_third_monday => Some("海の日"),
        (8, 11) if year >= 2016 && !is_olympic => Some("山の日"),
        (9, 15) if year < 2003 => Some("敬老の日"),
        (9, _) if year >= 2003 && is_third_monday => Some("敬老の日"),
        (9, _) if day == compute_autumnal_equinox(year) => Some("秋分の日"),
        (10, 10) if year < 2000 => Some("体育の日"),
        (10, _) if (2000..2020).contains(&year) && is_second_monday => Some("体育の日"),
        (10, _) if year >= 2022 && is_second_monday => Some("スポーツの日"),
        (11, 3) => Some("文化の日"),
        (11, 23) => Some("勤労感謝の日"),
        (12, 23) if (1989..2019).contains(&year) => Some("天皇誕生日"),
        _ => None,
    }
}

/// What a law set for one occasion, and where the Olympic years put 海の日, スポーツの日 and 山の日.
const ONCE: &[((i32, u32, u32), &str)] = &[
    ((1989, 2, 24), "大喪の礼"),
    ((1990, 11, 12), "即位礼正殿の儀"),
    ((1993, 6, 9), "結婚の儀"),
    ((2019, 5, 1), "天皇の即位の日"),
    ((2019, 10, 22), "即位礼正殿の儀の行われる日"),
    ((2020, 7, 23), "海の日"),
    ((2020, 7, 24), "スポーツの日"),
    ((2020, 8, 10), "山の日"),
    ((2021, 7, 22), "海の日"),
    ((2021, 7, 23), "スポーツの日"),
    ((2021, 8, 8), "山の日"),
];

/// 振替休日 (article 3.2): for a holiday on a Sunday, the next day; since 2007 the next that is no holiday.
fn is_substitute(date: NaiveDate) -> bool {
    let mut before = date.pred_opt();
    while let Some(day) = before.filter(|day| find_celebrated(*day).is_some()) {
        if day.weekday() == Weekday::Sun {
            return true;
        }
        if date.year() < 2007 {
            return false;
        }
        before = day.pred_opt();
    }
    false
}

/// 国民の休日 (article 3.3, since 27 December 1985): between two holidays; until 2006 not on a Sunday.
fn is_between(date: NaiveDate) -> bool {
    let is_celebrated = |day: Option<NaiveDate>| day.is_some_and(|day| find_celebrated(day).is_some());
    date.year() >= 1986
        && (date.year() >= 2007 || date.weekday() != Weekday::Sun)
        && is_celebrated(date.pred_opt())
        && is_celebrated(date.succ_opt())
}

/// The day of March, 1980 to 2099.
fn compute_vernal_equinox(year: i32) -> u32 {
    compute_equinox(208_431, year)
}

/// The day of September, 1980 to 2099.
fn compute_autumnal_equinox(year: i32) -> u32 {
    compute_equinox(232_488, year)
}

/// `to_int(base + 0.242194 * (year - 1980)) - to_int((year - 1980) / 4)`, in millionths so that nothing is
/// rounded.
fn compute_equinox(base_ten_thousandths: i64, year: i32) -> u32 {
    let years = i64::from(year - 1980);
    let day = (base_ten_thousandths * 100 + 242_194 * years) / 1_000_000 - years / 4;
    u32::try_from(day).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::time::{format_iso_date, parse_iso_date};

    fn name(date: &str) -> Option<&'static str> {
        find_public_holiday(parse_iso_date(date).unwrap()).unwrap()
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// What PyPI's `holidays` says (`fixtures/holidays/README.md`).
    fn oracle() -> BTreeMap<NaiveDate, &'static str> {
        let rows = include_str!("../../fixtures/holidays/japan.csv").lines().skip(1);
        rows.map(|row| row.split_once(',').unwrap())
            .map(|(date, name)| (parse_iso_date(date).unwrap(), name))
            .collect()
    }

    #[test]
    fn sch_05_every_day_of_1980_to_2050_is_as_the_oracle_says() {
        let oracle = oracle();
        assert_eq!(oracle.len(), 1198);
        let mut differences = Vec::new();
        for date in day(1980, 1, 1).iter_days().take_while(|date| date.year() <= 2050) {
            let (ours, theirs) = (find_public_holiday(date).unwrap(), oracle.get(&date).copied());
            if ours != theirs {
                differences.push((format_iso_date(date), ours, theirs));
            }
        }
        // The law is 天皇の即位の日及び即位礼正殿の儀の行われる日を休日とする法律: の, not が.
        let known =
            [("2019-10-22".into(), Some("即位礼正殿の儀の行われる日"), Some("即位礼正殿の儀が行われる日"))];
        assert_eq!(differences, known);
    }

    #[test]
    fn sch_05_what_a_law_set_once() {
        for (date, wanted) in [
            ("1989-02-24", Some("大喪の礼")),
            ("1990-11-12", Some("即位礼正殿の儀")),
            ("1993-06-09", Some("結婚の儀")),
            ("2019-04-30", Some("国民の休日")),
            ("2019-05-01", Some("天皇の即位の日")),
            ("2019-05-02", Some("国民の休日")),
            ("2019-05-06", Some("振替休日")),
            ("2019-10-22", Some("即位礼正殿の儀の行われる日")),
            ("2019-02-23", None),
            ("2019-12-23", None),
            ("2020-07-20", None),
            ("2020-07-23", Some("海の日")),
            ("2020-07-24", Some("スポーツの日")),
            ("2020-08-10", Some("山の日")),
            ("2020-08-11", None),
            ("2020-10-12", None),
            ("2021-07-19", None),
            ("2021-07-22", Some("海の日")),
            ("2021-07-23", Some("スポーツの日")),
            ("2021-08-08", Some("山の日")),
            ("2021-08-09", Some("振替休日")),
            ("2021-08-11", None),
            ("2021-10-11", None),
            ("2022-10-10", Some("スポーツの日")),
        ] {
            assert_eq!(name(date), wanted, "{date}");
        }
    }

    #[test]
    fn sch_05_laws_changed_over_the_years() {
        for (before, after) in [
            (("1988-04-29", Some("天皇誕生日")), ("1989-04-29", Some("みどりの日"))),
            (("2006-04-29", Some("みどりの日")), ("2007-04-29", Some("昭和の日"))),
            (("2006-05-04", Some("国民の休日")), ("2007-05-04", Some("みどりの日"))),
            (("1988-12-23", None), ("1989-12-23", Some("天皇誕生日"))),
            (("2018-12-23", Some("天皇誕生日")), ("2020-02-23", Some("天皇誕生日"))),
            (("1999-01-15", Some("成人の日")), ("2000-01-10", Some("成人の日"))),
            (("1999-10-10", Some("体育の日")), ("2000-10-09", Some("体育の日"))),
            (("1995-07-20", None), ("1996-07-20", Some("海の日"))),
            (("2002-07-20", Some("海の日")), ("2003-07-21", Some("海の日"))),
            (("2002-09-15", Some("敬老の日")), ("2003-09-15", Some("敬老の日"))),
            (("2015-08-11", None), ("2016-08-11", Some("山の日"))),
            (("1985-05-04", None), ("1988-05-04", Some("国民の休日"))),
        ] {
            for (date, wanted) in [before, after] {
                assert_eq!(name(date), wanted, "{date}");
            }
        }
    }

    #[test]
    fn sch_05_substitutes_and_days_between() {
        for (date, wanted) in [
            ("2026-05-06", Some("振替休日")),
            ("2026-09-22", Some("国民の休日")),
            ("2009-05-06", Some("振替休日")),
            ("2003-05-05", Some("こどもの日")),
            // A Sunday between two holidays was none before 2007, and moved nothing.
            ("1997-05-04", None),
            ("1997-05-06", None),
            ("1987-05-04", Some("振替休日")),
            ("2005-03-21", Some("振替休日")),
            ("2024-02-12", Some("振替休日")),
        ] {
            assert_eq!(name(date), wanted, "{date}");
        }
    }

    #[test]
    fn years_that_are_not_known_are_errors() {
        assert_eq!(find_public_holiday(day(1979, 12, 31)), Err(UnknownYear(1979)));
        assert_eq!(find_public_holiday(day(2100, 1, 1)), Err(UnknownYear(2100)));
        assert_eq!(find_public_holiday(NaiveDate::MIN), Err(UnknownYear(NaiveDate::MIN.year())));
        assert_eq!(find_public_holiday(NaiveDate::MAX), Err(UnknownYear(NaiveDate::MAX.year())));
        assert_eq!(find_public_holiday(day(1980, 1, 1)), Ok(Some("元日")));
        assert_eq!(find_public_holiday(day(2099, 12, 31)), Ok(None));
    }

    #[test]
    fn equinoxes_fall_where_they_can() {
        for year in FIRST_YEAR..=LAST_YEAR {
            assert!((19..=21).contains(&compute_vernal_equinox(year)), "{year}");
            assert!((22..=23).contains(&compute_autumnal_equinox(year)), "{year}");
        }
        assert_eq!((compute_autumnal_equinox(2011), compute_autumnal_equinox(2012)), (23, 22));
    }
}
