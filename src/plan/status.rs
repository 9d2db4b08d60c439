//! What `status` makes of runs and open orders.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use super::push_shipments::{
    DueState, ShipDates, check_due, has_no_number, is_not_scheduled, list_remaining,
};
use crate::domain::ids::OrderNo;
use crate::domain::late::with_day_facts;
use crate::domain::open_order::Order;
use crate::domain::order::{HoldReason, Status};
use crate::domain::time::{Jst, format_iso_date};
use crate::vocabulary::{Message, Outcome, Step, msg};

/// So many last runs tell how often a step runs.
pub const MAX_RUNS: u32 = 20;
/// With fewer of them nobody can say: a few runs by hand are no rhythm.
const MIN_RUNS: usize = 10;
/// A step is overdue after so many times its usual gap.
const OVERDUE_FACTOR: i32 = 3;

/// How often a step runs: the median gap between the starts of its last runs, newest first; none when there
/// are too few of them.
pub fn compute_usual_gap(starts: &[Jst]) -> Option<Duration> {
    if starts.len() < MIN_RUNS {
        return None;
    }
    let mut gaps: Vec<Duration> = starts.windows(2).map(|two| (two[0] - two[1]).abs()).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// Whether a step that last began `age` ago should have run again by now.
pub fn is_overdue(age: Duration, usual_gap: Duration) -> bool {
    age > usual_gap * OVERDUE_FACTOR
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// By status, each that an open order can have; `shipped`: the parcel was shipped, and Qoo10 does not
    /// know.
    pub by_status: Vec<(Status, u64)>,
    /// By hold reason; an order may have several.
    pub holds: Vec<(HoldReason, u64)>,
    /// The shop's own rules that hold orders.
    pub hold_rules: Vec<String>,
    /// A cancellation is asked for, and not known to be done.
    pub cancel_requested: u64,
    /// Staff have to look at them.
    pub needs_person: u64,
    /// Shipped on earlier days, and no run tried to tell Qoo10 or will by itself.
    pub missed: u64,
    /// The earliest of these days.
    pub missed_since: Option<NaiveDate>,
    /// Shipped, and the last run that took them up did not get through: how it ended, by order code.
    pub not_taken: BTreeMap<String, Outcome>,
    /// Shipped without a tracking number, so that Qoo10 cannot be told: their codes.
    pub no_number: Vec<String>,
    /// Shipped with a tracking number, and without a planned ship date at Qoo10: their codes.
    pub not_scheduled: Vec<String>,
    /// Not shipped, and without a line that is not cancelled: their codes.
    pub without_lines: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenTask {
    Rejects,
    Held(HoldReason),
    /// By these rules of the shop's own.
    HeldByRules(Vec<String>),
    /// Buyers who ask to cancel.
    CancelRequests,
    NeedsPerson,
    NotTaken,
    NoNumber,
    NotScheduled,
    /// Orders of which every line is cancelled, and they are not.
    WithoutLines,
    /// Shipments that Qoo10 was not told of in time.
    Missed,
    Late,
    /// Listings whose free stock Qoo10 was not told.
    StockWaiting,
    /// Listings of sets with a part without a count (STK-9).
    PartWithoutCount,
    /// Listings of sets with a count of their own (STK-9).
    SetWithOwnCount,
    /// From when they can be shipped cannot be read (SCH-7).
    WithoutDate,
    /// Returns, exchanges and refunds that are not completed (SYN-12).
    Claims,
    /// Carts at Qoo10 that no order here has (SYN-9).
    UnknownCarts,
    /// Answers of Qoo10 in a form that the program does not know.
    UnknownForms,
}

impl OpenTask {
    /// Whether nobody of the shop can end it: the buyer has to pay first.
    pub fn waits_for_buyer(&self) -> bool {
        *self == Self::Held(HoldReason::Payment)
    }

    pub fn message(&self) -> Message {
        match self {
            Self::Rejects => msg!("overview-rejects"),
            Self::Held(hold) => msg!("overview-held", hold = hold.message()),
            Self::HeldByRules(rules) => msg!("overview-held_by_rules", rules = rules.clone()),
            Self::CancelRequests => msg!("overview-cancel_requests"),
            Self::NeedsPerson => msg!("overview-needs_person"),
            Self::NotTaken => msg!("overview-not_taken"),
            Self::NoNumber => msg!("overview-no_number"),
            Self::NotScheduled => msg!("overview-not_scheduled"),
            Self::WithoutLines => msg!("overview-without_lines"),
            Self::Missed => msg!("overview-missed"),
            Self::Late => with_day_facts(msg!("overview-late")),
            Self::StockWaiting => msg!("overview-stock_waiting"),
            Self::PartWithoutCount => msg!("overview-part_without_count"),
            Self::SetWithOwnCount => msg!("overview-set_with_own_count"),
            Self::WithoutDate => msg!("overview-without_date"),
            Self::Claims => msg!("overview-claims"),
            Self::UnknownCarts => msg!("overview-unknown_carts"),
            Self::UnknownForms => msg!("overview-unknown_forms"),
        }
    }
}

impl OpenCounts {
    /// What open orders need: how many, and the command that shows them.
    pub fn list_tasks(&self) -> Vec<(OpenTask, u64, String)> {
        let on_hold = || "orders list --status on_hold".to_owned();
        let first = self.no_number.first().map_or("", String::as_str);
        let since = self.missed_since.map(format_iso_date).unwrap_or_default();
        let task = |hold: HoldReason| match hold {
            HoldReason::Rule => OpenTask::HeldByRules(self.hold_rules.clone()),
            hold => OpenTask::Held(hold),
        };
        let held = self.holds.iter().map(|(hold, n)| (task(*hold), *n, on_hold()));
        let others = [
            (OpenTask::CancelRequests, self.cancel_requested, "orders list --cancel-requested".to_owned()),
            (OpenTask::NeedsPerson, self.needs_person, "orders list --needs-person".to_owned()),
            (OpenTask::NotTaken, self.not_taken.len() as u64, suggest_command(&self.not_taken)),
            (
                OpenTask::NoNumber,
                self.no_number.len() as u64,
                format!("orders ship {first} --carrier C --tracking T"),
            ),
            (OpenTask::NotScheduled, self.not_scheduled.len() as u64, Step::ScheduleDate.to_string()),
            (
                OpenTask::WithoutLines,
                self.without_lines.len() as u64,
                format!("orders show {}", self.without_lines.first().map_or("", String::as_str)),
            ),
            (OpenTask::Missed, self.missed, format!("push-shipments --since {since}")),
        ];
        held.chain(others).collect()
    }
}

/// The narrowest look at why Qoo10 does not know of shipments: one order's story, or the log of them all.
fn suggest_command(orders: &BTreeMap<String, Outcome>) -> String {
    let outcomes: BTreeSet<&Outcome> = orders.values().collect();
    match (orders.len(), orders.keys().next(), outcomes.first()) {
        (1, Some(code), _) => format!("orders show {code}"),
        (_, _, Some(outcome)) if outcomes.len() == 1 => {
            format!("log --step push-shipments --outcome {outcome}")
        }
        _ => "log --step push-shipments".to_owned(),
    }
}

/// Counts open orders. `days`: the ship dates that `push-shipments` would send today; `begun`: the numbers
/// that it began to send; `not_taken`: the orders that it did not get through, with its outcome.
pub fn count_open(
    orders: &[Order],
    days: ShipDates,
    begun: &BTreeMap<OrderNo, String>,
    not_taken: BTreeMap<String, Outcome>,
) -> OpenCounts {
    let of = |holds: &dyn Fn(&Order) -> bool| orders.iter().filter(|order| holds(order)).count() as u64;
    let is_missed = |order: &&Order| {
        let was_begun = list_remaining(order).any(|no| begun.contains_key(&no));
        check_due(order, days, was_begun) == DueState::Missed && !not_taken.contains_key(&order.code)
    };
    let missed: Vec<&Order> = orders.iter().filter(is_missed).collect();
    let statuses = Status::ALL.iter().filter(|status| **status != Status::Cancelled);
    OpenCounts {
        by_status: statuses.map(|status| (*status, of(&|order| order.state.status == *status))).collect(),
        holds: HoldReason::ALL
            .iter()
            .map(|reason| (*reason, of(&|order| order.state.hold_reasons.contains(reason))))
            .collect(),
        hold_rules: Vec::new(),
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
        without_lines: orders.iter().filter(is_without_lines).map(|order| order.code.clone()).collect(),
        not_taken,
    }
}

/// Whether nothing is left to send of an order that is still to be shipped, and no step says so.
fn is_without_lines(order: &&Order) -> bool {
    let is_to_ship = !matches!(order.state.status, Status::Shipped | Status::Cancelled);
    is_to_ship && order.needs_person.is_none() && order.lines.iter().all(|line| line.cancelled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    #[test]
    fn what_was_not_taken_is_looked_up_as_narrowly_as_can_be() {
        let see = |orders: &[(&str, &str)]| {
            suggest_command(
                &orders.iter().map(|(code, how)| ((*code).into(), how.parse().unwrap())).collect(),
            )
        };
        assert_eq!(see(&[("1", "failed")]), "orders show 1");
        assert_eq!(see(&[("1", "refused"), ("2", "refused")]), "log --step push-shipments --outcome refused");
        assert_eq!(see(&[("1", "refused"), ("2", "failed")]), "log --step push-shipments");
    }

    #[test]
    fn the_usual_gap_is_the_median_and_needs_ten_runs() {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let starts = |minutes: &[i64]| -> Vec<Jst> {
            minutes.iter().map(|minutes| now - Duration::minutes(*minutes)).collect()
        };
        // Ten minutes, but for a night and two runs by hand.
        let many = starts(&[0, 10, 11, 12, 20, 680, 690, 700, 710, 720]);
        assert_eq!(compute_usual_gap(&many), Some(Duration::minutes(10)));
        assert_eq!(compute_usual_gap(&many[1..]), None);
        assert!(!is_overdue(Duration::minutes(30), Duration::minutes(10)));
        assert!(is_overdue(Duration::minutes(31), Duration::minutes(10)));
    }
}
