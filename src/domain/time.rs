//! Japan time by value: every business date and instant here is JST, whatever the machine's zone.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};

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

    /// What it shows.
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
pub fn at_jst(wall_clock: NaiveDateTime) -> Jst {
    jst_offset().from_utc_datetime(&(wall_clock - chrono::Duration::seconds(JST_SECONDS_EAST.into())))
}

/// The form of state file and JSON: `2026-07-01T09:08:07+09:00`, whole seconds.
pub fn to_text(instant: Jst) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads what [`to_text`] wrote, or any other RFC 3339 instant.
pub fn from_text(text: &str) -> Option<Jst> {
    DateTime::parse_from_rfc3339(text).ok().map(|t| t.with_timezone(&jst_offset()))
}

/// The date form of state file and JSON: `2026-07-01`.
pub fn date_to_text(date: NaiveDate) -> String {
    date.to_string()
}

/// Reads `2026-07-01`; nothing else.
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Reads a date as staff and spreadsheets write it: `2026-07-01`, `2026-7-1`, `2026/7/1`.
pub fn date_by_hand(text: &str) -> Option<NaiveDate> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let is_number = part.bytes().all(|b| b.is_ascii_digit()) && digits.contains(&part.len());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = (number(4..=4)?, number(1..=2)?, number(1..=2)?);
    let is_whole = parts.next().is_none();
    is_whole.then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)).flatten()
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that a date lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| self.contains(*day))
    }

    /// Whether a date lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        Self::of(date) == self
    }
}

impl std::str::FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let first = date_from_text(&format!("{text}-01")).ok_or("should be YYYY-MM, such as 2026-07")?;
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
            assert_eq!(date_from_text(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn dates_are_read_as_staff_write_them_and_nothing_is_guessed() {
        for good in ["2026-07-01", "2026-7-1", "2026/7/1", "2026/07/01", "2026/07/1"] {
            assert_eq!(date_by_hand(good), date_from_text("2026-07-01"), "{good}");
        }
        for bad in [
            "",
            "7/1",
            "26/7/1",
            "2026/7",
            "2026/7/1/1",
            "2026/7-1",
            "20260701",
            "2026-02-29",
            "2026/13/1",
            "2026/7/+1",
            "2026-07-01T00:00",
            " 2026/7/1",
            "７/１",
            "46204",
            "2026/007/1",
        ] {
            assert_eq!(date_by_hand(bad), None, "{bad:?}");
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
        assert_eq!(to_text(to_jst(utc)), "2026-07-01T00:30:00+09:00");
    }

    #[test]
    fn wall_clock_and_text_round_trip() {
        let noon = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(to_text(at_jst(noon)), "2026-07-01T12:00:00+09:00");
        assert_eq!(from_text("2026-07-01T03:00:00Z"), Some(at_jst(noon)));
    }
}
