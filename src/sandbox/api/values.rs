//! What is read from the texts of parameters: dates, search windows, numbers.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::super::variants::EndBound;
use crate::domain::ids::OrderNo;
use crate::domain::time::{Jst, from_wall_clock};

const MAX_WINDOW_DAYS: i64 = 90;

/// What is wrong with a search window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WindowError {
    /// A date is missing, damaged, or the end lies before the start.
    Date,
    /// More than 90 days.
    TooLong,
}

/// A search window in Japan time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SearchWindow {
    from: Jst,
    /// The first instant that no longer belongs to it.
    until: Jst,
}

impl SearchWindow {
    /// Of two dates of 8 or 14 digits; an 8-digit end takes in that whole day.
    pub(super) fn parse(from: &str, to: &str, bound: EndBound) -> Result<Self, WindowError> {
        let (start, _) = parse_instant(from).ok_or(WindowError::Date)?;
        let (end, whole_day) = parse_instant(to).ok_or(WindowError::Date)?;
        if end < start {
            return Err(WindowError::Date);
        }
        if end - start > TimeDelta::days(MAX_WINDOW_DAYS) {
            return Err(WindowError::TooLong);
        }
        let until = match (whole_day, bound) {
            (true, _) => end + TimeDelta::days(1),
            (false, EndBound::Inclusive) => end + TimeDelta::seconds(1),
            (false, EndBound::Exclusive) => end,
        };
        Ok(Self { from: from_wall_clock(start), until: from_wall_clock(until) })
    }

    pub(super) fn contains(&self, at: Jst) -> bool {
        self.from <= at && at < self.until
    }
}

fn parse_instant(text: &str) -> Option<(NaiveDateTime, bool)> {
    if text.len() == 14 && is_digits(text) {
        return NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok().map(|at| (at, false));
    }
    parse_day(text).map(|day| (day.and_time(NaiveTime::MIN), true))
}

/// 8 digits.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    (text.len() == 8 && is_digits(text)).then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok()).flatten()
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// An order number of up to ten digits.
pub(super) fn parse_order_no(text: &str) -> Option<OrderNo> {
    (text.len() <= 10).then(|| text.parse().ok()).flatten()
}

/// Whole yen: `1980`, `-200`, `1980.0000`.
pub(super) fn parse_yen(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let whole_yen = !rest.is_empty() && rest.bytes().all(|b| b == b'0');
    (whole_yen && is_digits(digits)).then(|| whole.parse().ok()).flatten()
}

const MAX_QTY: i64 = 99_999;

/// Digits only.
pub(super) fn parse_qty(text: &str) -> Option<i64> {
    is_digits(text).then(|| text.parse().ok()).flatten().filter(|qty| *qty <= MAX_QTY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Jst {
        from_wall_clock(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
    }

    #[test]
    fn windows_take_in_what_they_should() {
        let cases = [
            ("20260701", "20260702", true, "2026-07-01 00:00:00", true),
            ("20260701", "20260702", true, "2026-07-02 23:59:59", true),
            ("20260701", "20260702", true, "2026-07-03 00:00:00", false),
            ("20260701", "20260702", true, "2026-06-30 23:59:59", false),
            ("20260701", "20260701120000", true, "2026-07-01 12:00:00", true),
            ("20260701", "20260701120000", true, "2026-07-01 12:00:01", false),
            ("20260701", "20260701120000", false, "2026-07-01 12:00:00", false),
            ("20260701", "20260701120000", false, "2026-07-01 11:59:59", true),
        ];
        for (from, to, end_is_in, instant, expected) in cases {
            let bound = if end_is_in { EndBound::Inclusive } else { EndBound::Exclusive };
            let window = SearchWindow::parse(from, to, bound).unwrap();
            assert_eq!(window.contains(at(instant)), expected, "{from} {to} {end_is_in} {instant}");
        }
    }

    #[test]
    fn damaged_windows_are_refused() {
        use WindowError::{Date, TooLong};
        let cases = [
            ("", "", Date),
            ("20260701", "", Date),
            ("2026-07-01", "20260702", Date),
            ("20260231", "20260302", Date),
            ("2026070109", "20260702", Date),
            ("20260702", "20260701", Date),
            ("20260101", "20260402", TooLong),
            ("20260101000000", "20260401000001", TooLong),
        ];
        for (from, to, expected) in cases {
            assert_eq!(SearchWindow::parse(from, to, EndBound::Inclusive), Err(expected), "{from} {to}");
        }
        assert!(SearchWindow::parse("20260101", "20260401", EndBound::Inclusive).is_ok());
        assert!(SearchWindow::parse("20260101000000", "20260401000000", EndBound::Inclusive).is_ok());
    }

    #[test]
    fn numbers_are_parse_strictly() {
        let yen = ["1980", "-200", "+300", "1980.0000", "19.5", "", "1,980", "-", "１", "1."];
        assert_eq!(
            yen.map(parse_yen),
            [Some(1980), Some(-200), Some(300), Some(1980), None, None, None, None, None, None]
        );
        assert_eq!(
            ["0", "99999", "100000", "-1", "", "1.0"].map(parse_qty),
            [Some(0), Some(99999), None, None, None, None]
        );
        assert!(parse_order_no("1062428737").is_some());
        assert!(["", "0", "10624287370", "12a", "412345678-1"].iter().all(|t| parse_order_no(t).is_none()));
    }
}
