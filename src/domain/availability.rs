//! Reservation goods: from when an item can be shipped, as a row says it (`AvailableSendType`,
//! `AvailableShippingDate`; SCH-7).

use chrono::{Datelike, NaiveDate};

use super::time::parse_remote_date;
use crate::strings::clean::{cleaned, filled};
use crate::strings::printable::truncate;

/// So much of Qoo10's text is shown.
const MAX_SHOWN_CHARACTERS: usize = 20;
/// A date before that is .NET's way to write none.
const MIN_YEAR: i32 = 2000;

/// What a row says of the day from which it can be shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    kind: SendKind,
    date: AvailableDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum SendKind {
    /// 0, or nothing.
    Normal,
    /// 1 and 2: pre-order, and from a release date on.
    Reservation,
    /// Any other number, such as 3: on the same day.
    Other,
    Unreadable(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum AvailableDate {
    None,
    On(NaiveDate),
    Unreadable(String),
}

impl Availability {
    /// Reads Qoo10's two texts.
    pub fn read(send_type: Option<&str>, date: Option<&str>) -> Self {
        let kind = match send_type.and_then(filled) {
            None => SendKind::Normal,
            Some(text) => match parse_number(text) {
                Some(0) => SendKind::Normal,
                Some(1 | 2) => SendKind::Reservation,
                Some(_) => SendKind::Other,
                None => SendKind::Unreadable(truncate(text, MAX_SHOWN_CHARACTERS)),
            },
        };
        let date = match date.and_then(filled) {
            None => AvailableDate::None,
            Some(text) => match parse_remote_date(text) {
                Some(date) if date.year() < MIN_YEAR => AvailableDate::None,
                Some(date) => AvailableDate::On(date),
                None => AvailableDate::Unreadable(truncate(text, MAX_SHOWN_CHARACTERS)),
            },
        };
        Self { kind, date }
    }

    /// The day before which it cannot be shipped (SCH-7); none for other goods, and where no day is given.
    ///
    /// # Errors
    /// With Qoo10's text, where it cannot be read: then nobody knows.
    pub fn first_ship_date(&self) -> Result<Option<NaiveDate>, &str> {
        match (&self.kind, &self.date) {
            (SendKind::Normal | SendKind::Other, _) | (_, AvailableDate::None) => Ok(None),
            (SendKind::Reservation, AvailableDate::On(date)) => Ok(Some(*date)),
            (SendKind::Reservation, AvailableDate::Unreadable(text)) => Err(text),
            (SendKind::Unreadable(text), _) => Err(text),
        }
    }

    /// The date that stands in place of the delay clock of normal goods.
    pub fn own_date(&self) -> Option<NaiveDate> {
        match (&self.kind, &self.date) {
            (SendKind::Normal, _) | (_, AvailableDate::None | AvailableDate::Unreadable(_)) => None,
            (_, AvailableDate::On(date)) => Some(*date),
        }
    }
}

/// A number as Qoo10 may write it: `1`, `1.0`, `1.0000`, `Pre-order(1)`.
fn parse_number(text: &str) -> Option<u32> {
    let text = cleaned(text);
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inner)| inner);
    let number = inner.unwrap_or(&text).trim();
    let is_whole = |decimals: &str| !decimals.is_empty() && decimals.bytes().all(|b| b == b'0');
    let number = number.split_once('.').filter(|(_, rest)| is_whole(rest)).map_or(number, |(whole, _)| whole);
    number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_iso_date;

    #[test]
    fn sch_07_every_spelling_that_is_left_open_is_read() {
        let day = parse_iso_date("2026-07-20");
        for send_type in ["1", "2", " 2 ", "1.0", "2.0000", "Pre-order(1)", "Release date (2)", "１"] {
            for date in [
                "2026-07-20",
                "2026-07-20 ",
                "2026-07-20 00:00:00",
                "2026-07-20T00:00:00",
                "2026/07/20",
                "2026/7/20 0:00:00",
                "2026.7.20",
                "20260720",
                "20260720000000",
                "2026年7月20日",
            ] {
                let read = Availability::read(Some(send_type), Some(date));
                assert_eq!(read.first_ship_date(), Ok(day), "{send_type} {date}");
                assert_eq!(read.own_date(), day, "{send_type} {date}");
            }
        }
    }

    #[test]
    fn sch_07_without_a_reservation_or_a_date_there_is_nothing_to_wait_for() {
        for (send_type, date) in [
            (None, None),
            (None, Some("2026-07-20")),
            (Some(""), Some("soon")),
            (Some("0"), Some("2026-07-20")),
            (Some("0.0000"), Some("2026-07-20")),
            (Some("3"), Some("2026-07-20")),
            (Some("4"), Some("soon")),
            (Some("1"), None),
            (Some("1"), Some(" ")),
            (Some("2"), Some("1900-01-01 00:00:00")),
            (Some("2"), Some("0001-01-01")),
            (Some("reserved"), None),
        ] {
            let read = Availability::read(send_type, date);
            assert_eq!(read.first_ship_date(), Ok(None), "{send_type:?} {date:?}");
        }
    }

    #[test]
    fn sch_07_what_cannot_be_read_is_never_taken_for_absent() {
        for (send_type, date, shown) in [
            ("1", "soon", "soon"),
            ("2", "2026-02-30", "2026-02-30"),
            ("2", "07/20", "07/20"),
            ("2", "0000-00-00", "0000-00-00"),
            ("reserved", "2026-07-20", "reserved"),
            ("-1", "2026-07-20", "-1"),
            ("1.5", "2026-07-20", "1.5"),
            ("1\u{7}", "x", "x"),
        ] {
            let read = Availability::read(Some(send_type), Some(date));
            assert_eq!(read.first_ship_date(), Err(shown), "{send_type} {date}");
        }
        let long = "x".repeat(500);
        let read = Availability::read(Some("1"), Some(&long));
        assert!(read.first_ship_date().unwrap_err().chars().count() <= MAX_SHOWN_CHARACTERS + 1);
    }
}
