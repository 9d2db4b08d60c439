//! What `status` makes of runs and open orders.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use super::push_shipments::{Days, Due, due, has_no_number, is_not_scheduled, remaining};
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::order::{HoldReason, Status};
use crate::domain::time::Jst;

/// So many last runs tell how often a step runs.
pub const RUNS_LOOKED_AT: u32 = 20;
/// With fewer of them nobody can say: a few runs by hand are no rhythm.
const FEWEST_RUNS: usize = 10;
/// A step is overdue after so many times its usual gap.
const PATIENCE: i32 = 3;

/// How often a step runs: the median gap between the starts of its last runs, newest first; none when there
/// are too few of them.
pub fn usual_gap(starts: &[Jst]) -> Option<Duration> {
    if starts.len() < FEWEST_RUNS {
        return None;
    }
    let mut gaps: Vec<Duration> = starts.windows(2).map(|two| (two[0] - two[1]).abs()).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// Whether a step that last began `age` ago should have run again by now.
pub fn is_overdue(age: Duration, usual_gap: Duration) -> bool {
    age > usual_gap * PATIENCE
}

/// Open orders, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// By status, each that an open order can have; `shipped`: it left the house, and Qoo10 does not know.
    pub by_status: Vec<(Status, u64)>,
    /// By hold reason; an order may have several.
    pub holds: Vec<(HoldReason, u64)>,
    /// A cancellation is asked for, and not known to be done.
    pub cancel_requested: u64,
    /// Staff have to look at them.
    pub needs_person: u64,
    /// Shipped on earlier days, and no run tried to tell Qoo10 or will by itself.
    pub missed: u64,
    /// The earliest of these days.
    pub missed_since: Option<NaiveDate>,
    /// Shipped, and the last run that took them up did not get through: how it ended, by order code.
    pub not_taken: BTreeMap<String, String>,
    /// Shipped without a tracking number, so that Qoo10 cannot be told: their codes.
    pub no_number: Vec<String>,
    /// Shipped with a tracking number, and without a planned ship date at Qoo10: their codes.
    pub not_scheduled: Vec<String>,
}

/// Counts open orders. `days`: the ship dates that `push-shipments` would send today; `begun`: the numbers that
/// it began to send; `not_taken`: the orders that it did not get through, with its outcome.
pub fn count(
    orders: &[Order],
    days: Days,
    begun: &BTreeMap<OrderNo, String>,
    not_taken: BTreeMap<String, String>,
) -> OpenCounts {
    let of = |holds: &dyn Fn(&Order) -> bool| orders.iter().filter(|order| holds(order)).count() as u64;
    let is_missed = |order: &&Order| {
        let was_begun = remaining(order).any(|no| begun.contains_key(&no));
        due(order, days, was_begun) == Due::Missed && !not_taken.contains_key(&order.code)
    };
    let missed: Vec<&Order> = orders.iter().filter(is_missed).collect();
    let statuses = Status::ALL.iter().filter(|status| **status != Status::Cancelled);
    OpenCounts {
        by_status: statuses.map(|status| (*status, of(&|order| order.standing.status == *status))).collect(),
        holds: HoldReason::ALL
            .iter()
            .map(|reason| (*reason, of(&|order| order.standing.hold_reasons.contains(reason))))
            .collect(),
        cancel_requested: of(&Order::is_cancel_requested),
        needs_person: of(&|order| order.needs_person.is_some()),
        missed: missed.len() as u64,
        missed_since: missed.iter().filter_map(|order| order.shipped_on).min(),
        no_number: orders
            .iter()
            .filter(|order| has_no_number(order))
            .map(|order| order.code.clone())
            .collect(),
        not_scheduled: orders
            .iter()
            .filter(|order| is_not_scheduled(order))
            .map(|order| order.code.clone())
            .collect(),
        not_taken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_text;

    #[test]
    fn the_usual_gap_is_the_median_and_needs_ten_runs() {
        let now = from_text("2026-07-01T10:00:00+09:00").unwrap();
        let starts = |minutes: &[i64]| -> Vec<Jst> {
            minutes.iter().map(|minutes| now - Duration::minutes(*minutes)).collect()
        };
        // Ten minutes, but for a night and two runs by hand.
        let many = starts(&[0, 10, 11, 12, 20, 680, 690, 700, 710, 720]);
        assert_eq!(usual_gap(&many), Some(Duration::minutes(10)));
        assert_eq!(usual_gap(&many[1..]), None);
        assert!(!is_overdue(Duration::minutes(30), Duration::minutes(10)));
        assert!(is_overdue(Duration::minutes(31), Duration::minutes(10)));
    }
}
