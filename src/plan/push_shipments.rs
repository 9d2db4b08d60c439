//! What `push-shipments` decides: which orders are due, and what becomes of each order number (SHP-1 to
//! SHP-7).

use std::collections::{BTreeMap, HashMap};

use chrono::{Duration, NaiveDate};

use crate::domain::carriers;
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::domain::parcel::{Parcel, SendFailure};
use crate::domain::time::Jst;
use crate::domain::tracking::{self, CheckDigits, RuleViolation, TrackingError};
use crate::domain::unread::UncertainOrders;
use crate::vocabulary::{Message, Reason, msg};

/// The ship dates that a run sends, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShipDates {
    pub from: NaiveDate,
    /// The last day: the run date.
    pub to: NaiveDate,
}

impl ShipDates {
    /// The days of a run on `today`: `date` takes the run date's place, `since` is the first day, else
    /// `catch_up_days` before the run date (SHP-7).
    pub fn new(
        today: NaiveDate,
        date: Option<NaiveDate>,
        since: Option<NaiveDate>,
        catch_up_days: u32,
    ) -> Self {
        let to = date.unwrap_or(today);
        let caught_up = to - Duration::days(catch_up_days.into());
        Self { from: since.unwrap_or(caught_up).min(to), to }
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// Send it, or finish what an earlier run began.
    Now,
    /// It was shipped on an earlier day, and Qoo10 was never told.
    Missed,
    NotDue,
}

/// Whether an order is due (SHP-1). `was_begun`: an earlier run began to send it.
pub fn check_due(order: &Order, days: ShipDates, was_begun: bool) -> DueState {
    let standing = &order.state;
    let may_go = standing.status == Status::Shipped
        && standing.api_status == ApiStatus::Printed
        && !order.tracking_numbers.is_empty()
        && list_remaining(order).next().is_some();
    match order.shipped_on {
        _ if !may_go => DueState::NotDue,
        _ if was_begun || order.lines.iter().any(|line| line.sent && !line.cancelled) => DueState::Now,
        Some(day) if days.contains(day) => DueState::Now,
        Some(day) if day < days.from => DueState::Missed,
        _ => DueState::NotDue,
    }
}

/// Why an order that was asked for is not due (SHP-8). The first that holds is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDue {
    Unpaid,
    NotShipped,
    NoTrackingNumber,
    /// Qoo10 was told.
    AlreadyTold,
    /// Qoo10 has no planned ship date of it.
    NotScheduled,
    /// It was shipped on another day than the run sends; none: on no day that is known.
    OtherDay(Option<NaiveDate>),
}

impl NotDue {
    pub fn reason(self) -> Reason {
        match self {
            Self::Unpaid => Reason::Unpaid,
            Self::NotShipped => Reason::NotShipped,
            Self::NoTrackingNumber => Reason::NoTrackingNumber,
            Self::AlreadyTold => Reason::AlreadyTold,
            Self::NotScheduled => Reason::NotScheduled,
            Self::OtherDay(_) => Reason::OtherDay,
        }
    }

    /// Why an order that was asked for is not told to Qoo10 now, and what to do.
    pub fn message(self) -> Message {
        match self {
            Self::Unpaid => msg!("report-not_due_unpaid"),
            Self::NotShipped => msg!("report-not_due_not_shipped"),
            Self::NoTrackingNumber => msg!("report-not_due_no_tracking_number"),
            Self::AlreadyTold => msg!("report-not_due_already_told"),
            Self::NotScheduled => msg!("report-not_due_not_scheduled"),
            Self::OtherDay(None) => msg!("report-not_due_no_day"),
            Self::OtherDay(Some(day)) => msg!("report-not_due_other_day", day = day),
        }
    }
}

/// Why an order is not due, the first reason that holds (SHP-8).
pub fn explain_not_due(order: &Order) -> NotDue {
    let standing = &order.state;
    if standing.payment_status != PaymentStatus::Paid {
        NotDue::Unpaid
    } else if standing.status != Status::Shipped || list_remaining(order).next().is_none() {
        NotDue::NotShipped
    } else if order.tracking_numbers.is_empty() {
        NotDue::NoTrackingNumber
    } else {
        match standing.api_status {
            ApiStatus::Shipped => NotDue::AlreadyTold,
            ApiStatus::AwaitingPrint => NotDue::NotScheduled,
            ApiStatus::Printed => NotDue::OtherDay(order.shipped_on),
        }
    }
}

/// Whether an order is shipped with a number, of which Qoo10 cannot be told before it has a planned ship
/// date (SHP-8).
pub fn is_not_scheduled(order: &Order) -> bool {
    let standing = &order.state;
    standing.status == Status::Shipped
        && standing.api_status == ApiStatus::AwaitingPrint
        && !order.tracking_numbers.is_empty()
        && list_remaining(order).next().is_some()
}

/// The first moment at which a number may be sent again whose request was last known to be under way at `at`:
/// not while that request may still be carried out (ALL-6). None: it may be sent now. A moment to come was
/// written down by a clock that was ahead, and nobody knows how long ago that was: it counts as now.
pub fn compute_resend_time(at: Jst, now: Jst, quiet: Duration) -> Option<Jst> {
    let until = at.min(now) + quiet;
    (now < until).then_some(until)
}

/// Whether an order is shipped without a tracking number, so that Qoo10 cannot be told.
pub fn has_no_number(order: &Order) -> bool {
    let standing = &order.state;
    standing.status == Status::Shipped
        && standing.api_status != ApiStatus::Shipped
        && order.tracking_numbers.is_empty()
        && list_remaining(order).next().is_some()
}

/// The order numbers that the order carries.
pub fn list_remaining(order: &Order) -> impl Iterator<Item = OrderNo> {
    order.lines.iter().filter(|line| !line.cancelled).filter_map(|line| line.order_no)
}

/// Why the whole order must not be sent: one line with a cancellation is enough, and so is one that a claim
/// names which cannot be read (IMP-17).
pub fn find_block_reason(
    order: &Order,
    claims: &HashMap<OrderNo, Claim>,
    doubt: &UncertainOrders,
) -> Option<SendFailure> {
    let of = |wanted: fn(Claim) -> bool| {
        list_remaining(order).any(|no| claims.get(&no).is_some_and(|claim| wanted(*claim)))
    };
    if of(Claim::is_cancelled) {
        Some(SendFailure::Cancelled)
    } else if of(Claim::is_requested) {
        Some(SendFailure::CancelRequested)
    } else if list_remaining(order).any(|no| doubt.contains(no, order.cart())) {
        Some(SendFailure::ClaimUnreadable)
    } else {
        None
    }
}

/// How many of these orders, in their order, can be asked by number: each whole, with at most `max_lookups`
/// numbers.
pub fn count_affordable<'o>(orders: impl Iterator<Item = &'o Order>, max_lookups: usize) -> usize {
    let mut left = max_lookups;
    orders
        .take_while(|order| {
            let numbers = list_remaining(order).count();
            let is_enough = numbers <= left;
            left = left.saturating_sub(numbers);
            is_enough
        })
        .count()
}

/// Qoo10's name for the company that carries an order.
///
/// # Errors
/// What the desk calls it, when nobody knows its name.
pub fn find_company<'o>(
    order: &'o Order,
    own_names: &'o BTreeMap<String, String>,
) -> Result<&'o str, &'o str> {
    let local = order.shipped_by.as_ref().unwrap_or(&order.carrier);
    // What Qoo10 named at import is a name that it takes.
    let own = carriers::is_same(local, &order.carrier).then_some(order.carrier.as_str());
    carriers::find_qoo10_name(local, own_names).or(own).ok_or(local)
}

/// What Qoo10 is told of an order's parcel: company under Qoo10's name, and the first number; with the rule
/// that the number breaks, where that is no reason to refuse it.
///
/// # Errors
/// Why nothing can be told.
pub fn build_parcel(
    order: &Order,
    own_names: &BTreeMap<String, String>,
    check_digits: CheckDigits,
) -> Result<(Parcel, Option<RuleViolation>), SendFailure> {
    let company =
        find_company(order, own_names).map_err(|local| SendFailure::UnmappedCarrier(local.to_owned()))?;
    let first = order.tracking_numbers.first().map(String::as_str).unwrap_or_default();
    let no_number = |why| SendFailure::NoNumber(first.to_owned(), why);
    let checked = tracking::check_number(first, carriers::find_rule(company)).map_err(no_number)?;
    if tracking::is_own_number(&checked.number, &collect_own_numbers(order)) {
        return Err(no_number(TrackingError::OwnNumber));
    }
    let parcel = Parcel { company: company.to_owned(), tracking: checked.number };
    match (checked.violation, check_digits) {
        (None, _) | (_, CheckDigits::Off) => Ok((parcel, None)),
        (Some(breach), CheckDigits::Refuse) if breach.can_refuse() => {
            Err(SendFailure::NumberBreaksRule(parcel.tracking, breach))
        }
        (Some(breach), _) => Ok((parcel, Some(breach))),
    }
}

/// What can be no tracking number of an order: its code, its cart, its order numbers, cancelled ones too
/// (SHP-9).
fn collect_own_numbers(order: &Order) -> Vec<String> {
    let cart = order.code.split('-').next().unwrap_or_default();
    let numbers = order.lines.iter().filter_map(|line| line.order_no).map(|no| no.to_string());
    [order.code.clone(), cart.to_owned()].into_iter().chain(numbers).collect()
}

/// What Qoo10's list of sent orders says of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentMatch {
    NotListed,
    /// It is sent with the number that was to be sent.
    Same,
    /// It is sent with another number, or none.
    Other(SendFailure),
}

/// Compares what Qoo10 shows with the parcel, after cleaning (SHP-6).
pub fn compare_tracking(theirs: Option<&Option<String>>, parcel: &Parcel) -> SentMatch {
    match theirs {
        None => SentMatch::NotListed,
        Some(theirs) => {
            let theirs = theirs.as_deref().unwrap_or_default();
            if tracking::clean_number(theirs) == tracking::clean_number(&parcel.tracking) {
                SentMatch::Same
            } else {
                SentMatch::Other(SendFailure::SentOtherwise {
                    theirs: theirs.to_owned(),
                    ours: parcel.tracking.clone(),
                })
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShipmentVerdict {
    Sent,
    /// It may be sent already: only reading back can tell.
    ReadBack,
    Failed(SendFailure),
}

/// The meaning of a row's code; none: the answer did not mention the row.
pub fn decide_verdict(code: Option<i64>) -> ShipmentVerdict {
    match code {
        Some(0) => ShipmentVerdict::Sent,
        None | Some(-10007 | -10010 | -10103 | -10113 | -10114) => ShipmentVerdict::ReadBack,
        Some(code) => ShipmentVerdict::Failed(SendFailure::Refused(code)),
    }
}

/// What reading back made of a row with this code that Qoo10 does not show as sent.
pub fn explain_not_sent(code: Option<i64>) -> SendFailure {
    code.map_or(SendFailure::NotMentioned, SendFailure::Refused)
}

#[cfg(test)]
#[path = "push_shipments_tests.rs"]
mod tests;
