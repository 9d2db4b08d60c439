//! Spans of order dates, in pieces that Qoo10 takes.

use chrono::Duration;

use crate::domain::time::Jst;

/// A span of order dates, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first second.
    pub from: Jst,
    /// The last second.
    pub to: Jst,
}

/// The widest window that Qoo10 takes is 90 days; clients keep a day of distance.
const MAX_DAYS: i64 = 89;

/// Cuts a window into pieces that Qoo10 takes; neighbours share a second, so that nothing falls between.
pub fn split_window(window: Window) -> Vec<Window> {
    let mut pieces = Vec::new();
    let mut from = window.from;
    loop {
        let to = window.to.min(from + Duration::days(MAX_DAYS));
        pieces.push(Window { from, to });
        if to >= window.to {
            return pieces;
        }
        from = to;
    }
}

/// Nobody says whether Qoo10 counts the ends of a window in.
const MARGIN: Duration = Duration::seconds(1);

/// Windows that Qoo10 takes and that hold every one of these instants, however far apart they are.
pub fn cover_instants(mut instants: Vec<Jst>) -> Vec<Window> {
    instants.sort_unstable();
    let mut windows: Vec<Window> = Vec::new();
    for at in instants {
        match windows.last_mut() {
            Some(last) if at - last.from <= Duration::days(MAX_DAYS) + MARGIN => last.to = at + MARGIN,
            _ => windows.push(Window { from: at - MARGIN, to: at + MARGIN }),
        }
    }
    windows
}

/// The same, and all of `recent` besides, which is at most a few days.
pub fn cover_with_recent(instants: Vec<Jst>, recent: Window) -> Vec<Window> {
    let older = instants.into_iter().filter(|at| *at < recent.from).collect();
    let mut windows = cover_instants(older);
    match windows.last_mut() {
        Some(last) if recent.to - last.from <= Duration::days(MAX_DAYS) => last.to = recent.to,
        _ => windows.push(recent),
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    fn parse_time(date: &str) -> Jst {
        parse_jst(&format!("{date}T12:00:00+09:00")).unwrap()
    }

    #[test]
    fn windows_beyond_90_days_are_cut_without_a_gap() {
        let window = Window { from: parse_time("2026-01-01"), to: parse_time("2026-07-10") };
        let pieces = split_window(window);
        assert_eq!((pieces[0].from, pieces.last().unwrap().to), (window.from, window.to));
        for pair in pieces.windows(2) {
            assert_eq!(pair[0].to, pair[1].from);
        }
        assert!(pieces.iter().all(|p| p.to - p.from < Duration::days(90)) && pieces.len() == 3);
        for over in [0, 1] {
            let window = Window {
                from: parse_time("2026-07-01"),
                to: parse_time("2026-09-29") + Duration::seconds(over),
            };
            let pieces = super::split_window(window);
            assert_eq!((pieces[0].from, pieces[1].to, pieces.len()), (window.from, window.to, 2), "{over}");
        }
    }

    #[test]
    fn covering_windows_are_few_and_hold_everything() {
        let dates =
            ["2026-07-01", "2025-01-01", "2026-06-30", "2025-03-31", "2026-07-01"].map(parse_time).to_vec();
        let windows = cover_instants(dates);
        let wanted = [("2025-01-01", "2025-03-31"), ("2026-06-30", "2026-07-01")];
        assert_eq!(
            windows,
            wanted.map(|(from, to)| Window { from: parse_time(from) - MARGIN, to: parse_time(to) + MARGIN })
        );
        assert_eq!(cover_instants(vec![]), []);
    }

    #[test]
    fn the_recent_days_are_always_covered() {
        let recent = Window { from: parse_time("2026-07-03"), to: parse_time("2026-07-10") };
        let windows =
            |dates: &[&str]| cover_with_recent(dates.iter().map(|d| parse_time(d)).collect(), recent);
        assert_eq!(windows(&[]), [recent]);
        assert_eq!(windows(&["2026-07-05"]), [recent]);
        assert_eq!(
            windows(&["2026-06-01"]),
            [Window { from: parse_time("2026-06-01") - MARGIN, to: recent.to }]
        );
        let far = windows(&["2026-01-01"]);
        assert_eq!((far.len(), far[1]), (2, recent));
    }
}
