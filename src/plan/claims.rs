//! What becomes of the returns, exchanges and non-receipts that Qoo10 lists (SYN-12).

use std::collections::BTreeMap;

use chrono::{Days, Duration};

use super::window::Window;
use crate::domain::claim::{Claim, ClaimRecord};
use crate::domain::ids::OrderNo;
use crate::domain::time::{Jst, from_wall_clock};

/// Orders of so many days are asked for, today among them: Qoo10 answers for 90 days in one list.
const MAX_CLAIM_DAYS: u64 = 90;

/// What is written of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimUpdate {
    pub record: ClaimRecord,
    /// Whether it came up, moved on or was completed; else only a date became known.
    pub is_news: bool,
}

/// The order dates that are asked for.
pub fn plan_claim_window(now: Jst) -> Window {
    let today = now.date_naive();
    let first = today.checked_sub_days(Days::new(MAX_CLAIM_DAYS - 1)).unwrap_or(today);
    Window { from: from_wall_clock(first.and_time(chrono::NaiveTime::MIN)), to: now }
}

/// Whether an hour is over since they were asked for. A clock that was ahead must not stop it for years.
pub fn should_ask(last: Option<Jst>, now: Jst) -> bool {
    last.is_none_or(|last| last > now || now - last >= Duration::hours(1))
}

/// Of each order number the claim that moved last; of two of the same moment the one that comes later on its
/// way, for it moved on between two lists. A cancellation among them is the business of its own lists.
pub fn pick_latest(rows: impl IntoIterator<Item = ClaimRecord>) -> Vec<ClaimRecord> {
    let rank = |row: &ClaimRecord| (row.requested_at.max(row.completed_at), row.claim);
    let mut latest: BTreeMap<OrderNo, ClaimRecord> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| Claim::OTHER_STATES.contains(&row.claim)) {
        let kept = latest.entry(row.order_no).or_insert(row);
        if rank(&row) > rank(kept) {
            *kept = row;
        }
    }
    latest.into_values().collect()
}

/// What is new of a claim; none when nothing is. What Qoo10 no longer shows of it stays, unless another claim
/// began after it.
pub fn compare_claim(known: Option<&ClaimRecord>, seen: ClaimRecord) -> Option<ClaimUpdate> {
    let Some(known) = known else { return Some(ClaimUpdate { record: seen, is_news: true }) };
    let is_another = known.is_completed() && known.claim != seen.claim && !seen.is_completed();
    let record = if is_another {
        seen
    } else {
        ClaimRecord {
            requested_at: seen.requested_at.or(known.requested_at),
            completed_at: seen.completed_at.or(known.completed_at),
            ..seen
        }
    };
    let is_news = record.claim != known.claim || record.is_completed() != known.is_completed();
    (record != *known).then_some(ClaimUpdate { record, is_news })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    fn at(day: u32) -> Option<Jst> {
        (day > 0).then(|| parse_jst(&format!("2026-07-{day:02}T09:00:00+09:00")).unwrap())
    }

    /// A claim of number 1: its state, and the days on which it was asked for and done.
    fn claim(number: u8, requested: u32, completed: u32) -> ClaimRecord {
        ClaimRecord {
            order_no: OrderNo::new(1).unwrap(),
            claim: Claim::from_number(number).unwrap(),
            requested_at: at(requested),
            completed_at: at(completed),
        }
    }

    #[test]
    fn syn_12_a_claim_is_news_when_it_comes_up_moves_on_or_is_completed() {
        for (case, known, seen, wanted) in [
            ("comes up", None, claim(4, 1, 0), Some((claim(4, 1, 0), true))),
            ("the same", Some(claim(4, 1, 0)), claim(4, 1, 0), None),
            ("moves on", Some(claim(4, 1, 0)), claim(5, 1, 0), Some((claim(5, 1, 0), true))),
            ("is completed", Some(claim(5, 1, 0)), claim(6, 1, 3), Some((claim(6, 1, 3), true))),
            ("keeps its dates", Some(claim(6, 1, 3)), claim(6, 0, 0), None),
            ("keeps its request", Some(claim(4, 1, 0)), claim(5, 0, 0), Some((claim(5, 1, 0), true))),
            ("a date is known", Some(claim(6, 1, 0)), claim(6, 1, 3), Some((claim(6, 1, 3), false))),
            ("exchange done", Some(claim(13, 1, 0)), claim(13, 1, 3), Some((claim(13, 1, 3), true))),
            ("another one", Some(claim(13, 1, 3)), claim(4, 5, 0), Some((claim(4, 5, 0), true))),
            ("no date of it", Some(claim(13, 1, 3)), claim(4, 0, 0), Some((claim(4, 0, 0), true))),
            ("goes back", Some(claim(5, 1, 0)), claim(4, 1, 0), Some((claim(4, 1, 0), true))),
        ] {
            let update = compare_claim(known.as_ref(), seen);
            assert_eq!(update.map(|update| (update.record, update.is_news)), wanted, "{case}");
            if let Some(update) = update {
                assert_eq!(compare_claim(Some(&update.record), seen), None, "{case}: a second time");
            }
        }
    }

    #[test]
    fn syn_12_of_several_rows_of_a_number_the_one_that_moved_last_counts() {
        for (rows, wanted) in [
            (vec![claim(4, 1, 0), claim(5, 1, 0)], claim(5, 1, 0)),
            (vec![claim(6, 1, 3), claim(11, 2, 0)], claim(6, 1, 3)),
            (vec![claim(4, 5, 0), claim(13, 1, 3)], claim(4, 5, 0)),
            (vec![claim(4, 0, 0), claim(5, 0, 0)], claim(5, 0, 0)),
            (vec![claim(1, 9, 0), claim(4, 1, 0), claim(3, 9, 9)], claim(4, 1, 0)),
        ] {
            assert_eq!(pick_latest(rows.clone()), [wanted], "{rows:?}");
            assert_eq!(pick_latest(rows.into_iter().rev()), [wanted], "in whatever order");
        }
        assert_eq!(pick_latest([claim(3, 1, 1)]), []);
    }

    #[test]
    fn syn_12_they_are_asked_for_once_an_hour_and_within_the_90_days_of_one_list() {
        let now = parse_jst("2026-07-10T12:00:00+09:00").unwrap();
        let minutes = |n: i64| Some(now - Duration::minutes(n));
        for (last, wanted) in [
            (None, true),
            (minutes(0), false),
            (minutes(59), false),
            (minutes(60), true),
            (minutes(-1), true),
        ] {
            assert_eq!(should_ask(last, now), wanted, "{last:?}");
        }
        let window = plan_claim_window(now);
        assert_eq!(window.from, parse_jst("2026-04-12T00:00:00+09:00").unwrap());
        assert!(window.to == now && now - window.from < Duration::days(90));
    }
}
