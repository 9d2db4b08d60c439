//! Japan time by value: every business date and instant here is JST, whatever the machine's zone.

use std::fmt;
use std::sync::Arc;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Timelike, Utc,
};

use crate::strings::clean::cleaned;

/// An instant, carried with the offset of Japan (+09:00).
pub type Jst = DateTime<FixedOffset>;

/// What tells the time while a step works: the machine's clock, or one fixed moment.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Jst + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: Arc<dyn Fn() -> Jst + Send + Sync>) -> Self {
        Self(now)
    }

    pub fn now(&self) -> Jst {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

const JST_SECONDS_EAST: i32 = 9 * 3600;

/// The offset of Japan, which has no daylight-saving time.
pub fn jst_offset() -> FixedOffset {
    FixedOffset::east_opt(JST_SECONDS_EAST).expect("nine hours are a valid offset")
}

/// An instant of any zone, as Japan time.
pub fn to_jst(instant: DateTime<Utc>) -> Jst {
    instant.with_timezone(&jst_offset())
}

/// A wall-clock reading in Japan, as an instant.
pub fn from_wall_clock(wall_clock: NaiveDateTime) -> Jst {
    jst_offset().from_utc_datetime(&(wall_clock - chrono::Duration::seconds(JST_SECONDS_EAST.into())))
}

/// The form of state file and JSON: `2026-07-01T09:08:07+09:00`, whole seconds.
pub fn format_jst(instant: Jst) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads what [`format_jst`] wrote, or any other RFC 3339 instant.
pub fn parse_jst(text: &str) -> Option<Jst> {
    DateTime::parse_from_rfc3339(text).ok().map(|t| t.with_timezone(&jst_offset()))
}

/// The date form of state file and JSON: `2026-07-01`.
pub fn format_iso_date(date: NaiveDate) -> String {
    date.to_string()
}

/// Reads `2026-07-01`; nothing else.
pub fn parse_iso_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Reads a date as staff write it: `2026-07-01`, `2026-7-1`, `2026/7/1`.
pub fn parse_typed_date(text: &str) -> Option<NaiveDate> {
    parse_date_parts(text.split(if text.contains('/') { '/' } else { '-' }))
}

/// Reads the date of a file's cell (FIL-2): `2026-07-01`, `2026/7/1`, `2026.7.1`, `20260701`, `2026年7月1日`,
/// in any dress (FIL-1), perhaps with a time of day behind it. Nothing else, and nothing guessed.
pub fn parse_cell_date(text: &str) -> Option<NaiveDate> {
    let text = cleaned(text);
    let date = match text.split_once(['T', ' ']) {
        None => text.as_str(),
        Some((date, time)) if is_time_of_day(time.trim_start()) => date,
        Some(_) => return None,
    };
    if let Some((year, rest)) = date.strip_suffix('日').and_then(|date| date.split_once('年')) {
        return parse_date_parts(std::iter::once(year).chain(rest.split('月')));
    }
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        return parse_date_parts([&date[..4], &date[4..6], &date[6..]].into_iter());
    }
    let mark = ['/', '-', '.'].into_iter().find(|mark| date.contains(*mark))?;
    parse_date_parts(date.split(mark))
}

/// Reads an instant of a file's cell: a date of FIL-2 with a time of day behind it in Japan, or any RFC 3339
/// instant, in whole seconds.
pub fn parse_cell_instant(text: &str) -> Option<Jst> {
    let text = cleaned(text);
    let instant = parse_jst(&text).or_else(|| {
        let (_, time) = text.split_once(['T', ' '])?;
        let time = time.trim_start();
        let clock = time.strip_suffix("+09:00").unwrap_or(time).split('.').next()?;
        let mut parts = clock.split(':').map(str::parse::<u32>);
        let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
        let second = parts.next().transpose().ok()?.unwrap_or_default();
        Some(from_wall_clock(parse_cell_date(&text)?.and_hms_opt(hour, minute, second)?))
    })?;
    Some(to_whole_second(instant))
}

/// The same as the state file keeps it.
pub fn to_whole_second(instant: Jst) -> Jst {
    instant.with_nanosecond(0).unwrap_or(instant)
}

/// The moment in whole seconds, never earlier than it is.
pub fn round_up_second(at: Jst) -> Jst {
    if at.timestamp_subsec_nanos() == 0 { at } else { at + chrono::Duration::seconds(1) }
}

/// Reads the date of an instant as Qoo10 may write it: as [`parse_cell_date`], or 14 digits.
pub fn parse_remote_date(text: &str) -> Option<NaiveDate> {
    let is_stamp = text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit());
    parse_cell_date(if is_stamp { &text[..8] } else { text })
}

/// Year, month and day, in digits and nothing else.
fn parse_date_parts<'t>(mut parts: impl Iterator<Item = &'t str>) -> Option<NaiveDate> {
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let is_number = part.bytes().all(|b| b.is_ascii_digit()) && digits.contains(&part.len());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = (number(4..=4)?, number(1..=2)?, number(1..=2)?);
    let is_whole = parts.next().is_none();
    is_whole.then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)).flatten()
}

/// `10:00`, `9:05:30`, `10:00:00.123`, in Japan: `+09:00` may say so.
fn is_time_of_day(text: &str) -> bool {
    let text = text.strip_suffix("+09:00").unwrap_or(text);
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let is_below = |part: &str, end: u32| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number && part.parse::<u32>().is_ok_and(|number| number < end)
    };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [hour, minute] => is_below(hour, 24) && is_below(minute, 60) && clock.len() == text.len(),
        [hour, minute, second] => {
            is_below(hour, 24) && is_below(minute, 60) && is_below(second, 60) && is_fraction
        }
        _ => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that a date lies in.
    pub fn from_date(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| self.contains(*day))
    }

    /// Whether a date lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        Self::from_date(date) == self
    }
}

impl std::str::FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let first = parse_iso_date(&format!("{text}-01")).ok_or("should be YYYY-MM, such as 2026-07")?;
        Ok(Self { first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_short_numbers_are_no_dates_of_ours() {
        for bad in ["-2026-7-01", "+2026-7-01", "2026-7-001", "2026-07-1 ", "2026-7-1", "２０２６-07-01"]
        {
            assert_eq!(parse_iso_date(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn dates_are_read_as_staff_write_them() {
        for good in [
            "2026-07-01",
            "2026-7-1",
            "2026/7/1",
            "2026/07/01",
            "2026/07/1",
            "2026.7.1",
            "2026.07.01",
            "20260701",
            "20260701.0",
            "2026年7月1日",
            "2026年07月01日",
            "２０２６/７/１",
            "２０２６年７月１日",
            "２０２６０７０１",
            "２０２６－７－１",
            "2026−07−01",
            " 2026/7/1 ",
            "'2026/7/1",
            "2026/7/1 10:05",
            "2026/7/1  9:05:00",
            "2026-07-01T10:05:30",
            "2026-07-01 10:05:30.123",
            "2026-07-01T10:05:30+09:00",
            "2026年7月1日 10:05",
            "20260701 10:05",
            "2026/7/1\u{3000}１０:０５",
        ] {
            assert_eq!(parse_cell_date(good), parse_iso_date("2026-07-01"), "{good}");
        }
        for good in ["2026-07-01", "2026-7-1", "2026/7/1", "2026/07/01", "2026/07/1"] {
            assert_eq!(parse_typed_date(good), parse_iso_date("2026-07-01"), "{good}");
        }
    }

    #[test]
    fn stk_07_moments_are_read_as_staff_write_them() {
        let read = |text: &str| parse_cell_instant(text).map(format_jst);
        for good in [
            "2026-07-01 09:05",
            "2026/7/1 9:05",
            "2026/7/1  9:05:00",
            "2026年7月1日 9:05",
            "20260701 09:05",
            "2026-07-01T09:05:00.750",
            "2026-07-01T09:05:00+09:00",
            "2026-07-01 09:05:00+09:00",
            "2026-07-01T00:05:00Z",
            "2026-07-01T02:05:00.5+02:00",
            "２０２６/７/１\u{3000}０９:０５",
        ] {
            assert_eq!(read(good).as_deref(), Some("2026-07-01T09:05:00+09:00"), "{good}");
        }
        for bad in [
            "",
            "2026-07-01",
            "09:05",
            "2026/7/1 9",
            "2026/7/1 25:00",
            "2026/7/1 9:60",
            "2026/2/29 9:00",
            "2026-07-01T09:05:00-",
            "7/1 9:05",
            "2026/7/1 午前9:05",
            "46204.38",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn nothing_that_is_not_plainly_a_date_is_taken_for_one() {
        for bad in [
            "",
            "7/1",
            "26/7/1",
            "2026/7",
            "2026/7/1/1",
            "2026/7-1",
            "2026-02-29",
            "2026/13/1",
            "2026/7/+1",
            "2026-07-01T00:00Z",
            "2026-07-01T00:00:00+00:00",
            "2026/7/1 25:00",
            "2026/7/1 10",
            "2026/7/1 10:60",
            "2026/7/1 午後",
            "2026/7/1T",
            "2026.7/1",
            "2026年7月",
            "2026年7/1日",
            "7月1日",
            "令和8年7月1日",
            "２6/7/1",
            "202607",
            "2026070",
            "20261301",
            "2026-0701",
            "7/1/2026",
            "01.07.2026",
            "７/１",
            "46204",
            "2026/007/1",
        ] {
            assert_eq!((parse_typed_date(bad), parse_cell_date(bad)), (None, None), "{bad:?}");
        }
        for only_in_files in ["20260701", "2026-07-01T00:00", " 2026/7/1", "2026.7.1"] {
            assert_eq!(parse_typed_date(only_in_files), None, "{only_in_files:?}");
        }
    }

    #[test]
    fn a_month_has_its_days_and_no_others() {
        let days = |text: &str| text.parse::<Month>().map(|month| month.days().count());
        assert_eq!((days("2024-02"), days("2026-02"), days("2026-12")), (Ok(29), Ok(28), Ok(31)));
        for bad in ["2026-13", "2026-7", "2026", "2026-07-01", "26-07", "", "-2026-7"] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn half_past_midnight_in_japan_is_the_previous_day_in_utc() {
        let utc = Utc.with_ymd_and_hms(2026, 6, 30, 15, 30, 0).unwrap();
        assert_eq!(format_jst(to_jst(utc)), "2026-07-01T00:30:00+09:00");
    }

    #[test]
    fn wall_clock_and_text_round_trip() {
        let noon = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(format_jst(from_wall_clock(noon)), "2026-07-01T12:00:00+09:00");
        assert_eq!(parse_jst("2026-07-01T03:00:00Z"), Some(from_wall_clock(noon)));
    }
}
