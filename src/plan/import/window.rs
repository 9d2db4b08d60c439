//! Which order dates to ask for (IMP-2, IMP-3).

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::time::{Jst, from_wall_clock, parse_typed_date};
use crate::plan::window::Window;
use crate::vocabulary::{Message, msg};

/// What earlier runs left behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// The order date of the newest order imported so far.
    pub cursor: Option<Jst>,
    /// Where the very first run began to look.
    pub first_from: Option<Jst>,
    /// The oldest moment of the last 7 days that an open reject, or a cancel request on an order that is not
    /// imported, needs to be seen again.
    pub oldest_awaited: Option<Jst>,
    /// The oldest beginning of a window that showed an open reject whose order date is not known, however
    /// long ago (IMP-18).
    pub oldest_undated: Option<Jst>,
}

/// What is known of an open reject: from where a window has to reach to see it again, and when it was
/// ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenReject {
    pub seen_from: Jst,
    /// Its order date, as far as it could be read.
    pub ordered_at: Option<Jst>,
}

impl OpenReject {
    /// Whether its place in time is not known: its order date is missing, unusable, or outside the window
    /// that showed it. Then it counts from the start of that window, and no window may pass it (IMP-18).
    pub fn is_undated(self) -> bool {
        self.ordered_at != Some(self.seen_from)
    }
}

/// How far back a first run looks, and a reject is looked for.
pub fn compute_reach_start(now: Jst) -> Jst {
    now - Duration::days(7)
}

/// Where a first run begins: a week and nine hours before now.
pub fn compute_first_start(now: Jst) -> Jst {
    compute_reach_start(now) - Duration::hours(9)
}

/// Whether a run has to look at the whole of the last 7 days, for an order that became visible late: the
/// first of a day in Japan (IMP-23).
pub fn is_wide_due(now: Jst, wide_at: Option<Jst>) -> bool {
    wide_at.is_none_or(|at| at.date_naive() != now.date_naive())
}

/// How far back a cart is looked for that was named (IMP-22).
const SEARCH_DAYS: i64 = 90;

/// Where a cart that was named is looked for, when the usual window does not show it.
pub fn plan_search(now: Jst, usual: Window) -> Window {
    Window { from: usual.from.min(now - Duration::days(SEARCH_DAYS)), to: usual.to.max(now) }
}

/// Where orders are looked for that no run has imported (STK-8): from where an import would begin to the end
/// of the day, so that a clock that is slow hides none.
pub fn plan_unseen(now: Jst, overlap: Duration, memory: Memory, is_wide: bool) -> Window {
    let usual = plan_differential(now, overlap, memory, is_wide);
    let day_end = now.date_naive().and_time(NaiveTime::MIN) + Duration::seconds(24 * 3600 - 1);
    Window { to: from_wall_clock(day_end), ..usual }
}

/// The window of a differential run (IMP-2). A clock that jumped back never makes it end before it begins,
/// nor begin later than it otherwise would.
pub fn plan_differential(now: Jst, overlap: Duration, memory: Memory, is_wide: bool) -> Window {
    let usual = match memory.cursor {
        Some(cursor) => cursor.min(now) - overlap,
        None => {
            memory.first_from.map_or(compute_first_start(now), |first| first.min(compute_first_start(now)))
        }
    };
    let from = memory
        .oldest_awaited
        .filter(|oldest| *oldest >= compute_reach_start(now))
        .map_or(usual, |oldest| usual.min(oldest));
    let from = memory.oldest_undated.map_or(from, |oldest| from.min(oldest));
    let from = if is_wide { from.min(compute_reach_start(now)) } else { from };
    Window { from, to: now }
}

/// Where the cursor stands after a differential run that saw `newest` imported: never past now, nor past
/// `left_out`, the oldest order that the run left for another one.
pub fn compute_cursor(old: Option<Jst>, newest: Option<Jst>, left_out: Option<Jst>, now: Jst) -> Option<Jst> {
    let moved = old.max(newest.map(|newest| newest.min(now)))?;
    Some(left_out.map_or(moved, |left_out| moved.min(left_out)))
}

/// One end of a range as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeEnd {
    Date(NaiveDate),
    /// Date and time, JST.
    Moment(NaiveDateTime),
}

impl RangeEnd {
    pub fn to_first_moment(self) -> Jst {
        match self {
            Self::Date(date) => from_wall_clock(date.and_time(NaiveTime::MIN)),
            Self::Moment(moment) => from_wall_clock(moment),
        }
    }

    /// Its last moment, in whole seconds.
    pub fn to_last_moment(self) -> Jst {
        match self {
            Self::Date(_) => self.to_first_moment() + Duration::seconds(24 * 3600 - 1),
            Self::Moment(_) => self.to_first_moment(),
        }
    }
}

/// Why a range is no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    #[error("the range ends before it begins")]
    Reversed,
    #[error("the range is wider than 7 days")]
    TooWide,
    #[error("the range reaches past today")]
    PastToday,
}

impl RangeError {
    pub fn message(self) -> Message {
        match self {
            Self::Reversed => msg!("step-range_reversed"),
            Self::TooWide => msg!("step-range_too_wide"),
            Self::PastToday => msg!("step-range_past_today"),
        }
    }
}

impl std::str::FromStr for RangeEnd {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M:%S").ok().filter(|_| text.len() == 8);
        let moment = |(date, at)| Some(parse_typed_date(date)?.and_time(time(at)?));
        parse_typed_date(text)
            .map(Self::Date)
            .or_else(|| text.split_once('T').and_then(moment).map(Self::Moment))
            .ok_or("should be YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS (Japan time)")
    }
}

/// The window of a range run (IMP-3): a bare date is its first moment as `from`, the whole day as `to`; an
/// end later today counts as now.
///
/// # Errors
/// When it is reversed, wider than 7 days, or reaches past today.
pub fn plan_range(from: RangeEnd, to: RangeEnd, now: Jst) -> Result<Window, RangeError> {
    let (from, to) = (from.to_first_moment(), to.to_last_moment());
    if to.date_naive() > now.date_naive() {
        return Err(RangeError::PastToday);
    }
    if from > to {
        return Err(RangeError::Reversed);
    }
    let to = to.min(now);
    if from > to {
        return Err(RangeError::PastToday);
    }
    if to - from > Duration::days(7) {
        return Err(RangeError::TooWide);
    }
    Ok(Window { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    fn parse_time(text: &str) -> Jst {
        parse_jst(&format!("{text}+09:00")).unwrap()
    }

    const NOW: &str = "2026-07-10T10:00:00";

    #[test]
    fn imp_02_the_first_run_starts_a_week_and_nine_hours_ago_and_keeps_starting_there() {
        let hour = Duration::minutes(60);
        let first = plan_differential(parse_time(NOW), hour, Memory::default(), false);
        assert_eq!(first, Window { from: parse_time("2026-07-03T01:00:00"), to: parse_time(NOW) });
        let memory = Memory { first_from: Some(first.from), ..Memory::default() };
        let later = parse_time("2026-07-12T10:00:00");
        assert_eq!(plan_differential(later, hour, memory, false), Window { from: first.from, to: later });
    }

    #[test]
    fn imp_02_later_runs_start_at_the_newest_order_less_the_overlap() {
        let memory = Memory {
            cursor: Some(parse_time("2026-07-10T09:30:00")),
            first_from: Some(parse_time("2026-07-01T00:00:00")),
            ..Memory::default()
        };
        let window = plan_differential(parse_time(NOW), Duration::minutes(60), memory, false);
        assert_eq!(window, Window { from: parse_time("2026-07-10T08:30:00"), to: parse_time(NOW) });
    }

    #[test]
    fn imp_13_the_window_reaches_back_for_a_reject_up_to_7_days() {
        let cursor = Some(parse_time("2026-07-10T09:30:00"));
        let from = |reject| {
            let memory = Memory { cursor, oldest_awaited: Some(parse_time(reject)), ..Memory::default() };
            plan_differential(parse_time(NOW), Duration::minutes(60), memory, false).from
        };
        assert_eq!(from("2026-07-09T00:00:00"), parse_time("2026-07-09T00:00:00"));
        assert_eq!(from("2026-07-03T10:00:00"), parse_time("2026-07-03T10:00:00"));
        assert_eq!(
            from("2026-07-03T09:59:59"),
            parse_time("2026-07-10T08:30:00"),
            "older ones wait for a range run"
        );
        assert_eq!(from("2026-07-10T09:59:00"), parse_time("2026-07-10T08:30:00"), "never later than usual");
    }

    #[test]
    fn imp_18_the_window_never_passes_a_reject_without_a_usable_date() {
        let from = |undated: &str, now: &str| {
            let cursor = Some(parse_time("2026-07-10T09:30:00"));
            let memory = Memory { cursor, oldest_undated: Some(parse_time(undated)), ..Memory::default() };
            plan_differential(parse_time(now), Duration::minutes(60), memory, false).from
        };
        assert_eq!(from("2026-07-03T01:00:00", NOW), parse_time("2026-07-03T01:00:00"));
        assert_eq!(
            from("2026-07-03T01:00:00", "2026-09-10T10:00:00"),
            parse_time("2026-07-03T01:00:00"),
            "however old"
        );
        assert_eq!(
            from("2026-07-10T09:00:00", NOW),
            parse_time("2026-07-10T08:30:00"),
            "never later than usual"
        );
        let seen_from = parse_time("2026-07-03T01:00:00");
        for (ordered_at, is_undated) in
            [(None, true), (Some(parse_time("2026-07-02T00:00:00")), true), (Some(seen_from), false)]
        {
            assert_eq!(OpenReject { seen_from, ordered_at }.is_undated(), is_undated);
        }
    }

    #[test]
    fn imp_23_the_first_run_of_a_day_looks_at_7_days() {
        let memory = Memory { cursor: Some(parse_time("2026-07-10T09:30:00")), ..Memory::default() };
        let from = |is_wide| plan_differential(parse_time(NOW), Duration::minutes(60), memory, is_wide).from;
        assert_eq!(from(true), parse_time("2026-07-03T10:00:00"));
        assert_eq!(from(false), parse_time("2026-07-10T08:30:00"));
        let old = Memory { cursor: Some(parse_time("2026-06-01T09:30:00")), ..Memory::default() };
        let window = plan_differential(parse_time(NOW), Duration::minutes(60), old, true);
        assert_eq!(window.from, parse_time("2026-06-01T08:30:00"), "never later than usual");
        for (wide_at, is_due) in [
            (None, true),
            (Some("2026-07-09T23:59:59"), true),
            (Some("2026-07-10T00:00:00"), false),
            (Some("2026-07-11T00:00:00"), true),
        ] {
            assert_eq!(is_wide_due(parse_time(NOW), wide_at.map(parse_time)), is_due, "{wide_at:?}");
        }
    }

    #[test]
    fn imp_22_a_named_cart_is_looked_for_in_90_days() {
        let now = parse_time(NOW);
        let usual = Window { from: parse_time("2026-07-10T08:30:00"), to: now };
        assert_eq!(plan_search(now, usual), Window { from: now - Duration::days(90), to: now });
    }

    #[test]
    fn imp_02_a_clock_that_jumps_back_does_no_harm() {
        let memory = Memory { cursor: Some(parse_time("2026-07-10T09:30:00")), ..Memory::default() };
        let past = parse_time("2026-07-01T00:00:00");
        let window = plan_differential(past, Duration::minutes(60), memory, false);
        assert_eq!(window, Window { from: parse_time("2026-06-30T23:00:00"), to: past });
        assert_eq!(compute_cursor(memory.cursor, Some(past), None, past), memory.cursor);
    }

    #[test]
    fn imp_02_the_cursor_never_passes_now_nor_a_cart_that_was_left_out() {
        let (old, new, now) =
            (parse_time("2026-07-09T00:00:00"), parse_time("2026-07-10T09:00:00"), parse_time(NOW));
        assert_eq!(compute_cursor(None, None, None, now), None);
        assert_eq!(compute_cursor(None, Some(new), None, now), Some(new));
        assert_eq!(compute_cursor(Some(old), Some(parse_time("2026-07-11T00:00:00")), None, now), Some(now));
        assert_eq!(compute_cursor(Some(new), Some(old), None, now), Some(new));
        let left_out = parse_time("2026-07-09T12:00:00");
        assert_eq!(compute_cursor(Some(old), Some(new), Some(left_out), now), Some(left_out));
        let older = parse_time("2026-07-08T12:00:00");
        assert_eq!(compute_cursor(Some(old), Some(new), Some(older), now), Some(older));
    }

    fn plan_typed_range(from: &str, to: &str) -> Result<Window, RangeError> {
        plan_range(from.parse().unwrap(), to.parse().unwrap(), parse_time(NOW))
    }

    #[test]
    fn imp_03_seven_days_end_to_end_and_no_more() {
        let whole = Window { from: parse_time("2026-07-01T00:00:00"), to: parse_time("2026-07-07T23:59:59") };
        assert_eq!(plan_typed_range("2026-07-01", "2026-07-07"), Ok(whole));
        assert_eq!(plan_typed_range("2026-07-01", "2026-07-08"), Err(RangeError::TooWide));
        assert_eq!(plan_typed_range("2026-07-01T00:00:01", "2026-07-08"), Err(RangeError::TooWide));
        assert_eq!(plan_typed_range("2025-07-01", "2026-07-01"), Err(RangeError::TooWide));
        assert!(plan_typed_range("2025-12-29", "2026-01-04").is_ok(), "over the turn of the year, long ago");
        assert!(plan_typed_range("2026-07-01T12:00:00", "2026-07-08T12:00:00").is_ok());
        assert_eq!(plan_typed_range("2026-07-01T12:00:00", "2026-07-08T12:00:01"), Err(RangeError::TooWide));
    }

    #[test]
    fn imp_03_an_end_later_today_counts_as_now() {
        let today = Window { from: parse_time("2026-07-10T00:00:00"), to: parse_time(NOW) };
        assert_eq!(plan_typed_range("2026-07-10", "2026-07-10"), Ok(today));
        assert_eq!(plan_typed_range("2026-07-10", "2026-07-10T23:00:00"), Ok(today));
        assert_eq!(plan_typed_range("2026-07-04", "2026-07-10").map(|w| w.to), Ok(parse_time(NOW)));
        assert_eq!(plan_typed_range("2026-07-10", "2026-07-11"), Err(RangeError::PastToday));
        assert_eq!(
            plan_typed_range("2026-07-10T11:00:00", "2026-07-10T12:00:00"),
            Err(RangeError::PastToday)
        );
    }

    #[test]
    fn imp_03_dates_are_read_as_staff_write_them() {
        let whole = plan_typed_range("2026-07-01", "2026-07-07T08:00:00");
        for (from, to) in [("2026-7-1", "2026-7-7T08:00:00"), ("2026/7/1", "2026/07/7T08:00:00")] {
            assert_eq!(plan_typed_range(from, to), whole, "{from} {to}");
        }
        for bad in ["2026/7/1T8:00:00", "2026/7/1T", "2026/7/1T08:00:00Z", "T08:00:00"] {
            assert!(bad.parse::<RangeEnd>().is_err(), "{bad}");
        }
    }

    #[test]
    fn imp_03_reversed_and_unreadable_ranges_are_refused() {
        assert_eq!(plan_typed_range("2026-07-02", "2026-07-01"), Err(RangeError::Reversed));
        assert_eq!(plan_typed_range("2026-07-01T10:00:01", "2026-07-01T10:00:00"), Err(RangeError::Reversed));
        for bad in [
            "7/1",
            "07-01",
            "20260701",
            "2026-07-01 10:00:00",
            "2026-02-30",
            "2026-13-01",
            "2026-07-01T10:00",
            "2026-07-01T25:00:00",
            "2026-07-01T10:60:00",
            "2026-07-01T",
            "2026-07-01T10:00:00+09:00",
            "-1",
            "soon",
            "",
            " ",
        ] {
            assert!(bad.parse::<RangeEnd>().is_err(), "{bad}");
        }
    }
}
