//! The board of the delay penalty: every open order on its clock, and the shop's ship rate.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

use super::schedule_date::find_available_date;
use crate::domain::availability::Availability;
use crate::domain::calendar::{Calendar, Error};
use crate::domain::ids::OrderNo;
use crate::domain::late::{self, PenaltyPosition};
use crate::domain::lead_days::LeadDays;
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::order::{PaymentStatus, Status};
use crate::domain::time::Jst;

/// The ship rate is that of the orders paid in so many days.
const RATE_DAYS: i64 = 30;
/// At this ship rate or a lower one items are taken off sale.
pub const LOW_PERCENT: u64 = 95;

/// What planned ship dates were reckoned with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanRules {
    /// The shop's business days.
    pub calendar: Calendar,
    pub lead_days: LeadDays,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateBoardEntry {
    pub order: String,
    /// Where it is in the warehouse.
    pub status: Status,
    pub paid_at: Option<Jst>,
    /// The earliest planned ship date that Qoo10 shows.
    pub planned_ship_date: Option<NaiveDate>,
    /// The planned ship date that its reservation goods allow at the earliest (SCH-7).
    pub earliest_plan: Option<NaiveDate>,
    /// The longest lead days of its SKUs, which Qoo10's clock does not know (SCH-8).
    pub lead_days: Option<u32>,
    /// Whether a cancellation is asked for: it must not be shipped.
    pub cancel_requested: bool,
    pub needs_person: Option<NeedsPerson>,
    /// Where it stands on the clock.
    pub standing: PenaltyPosition,
}

/// The board of a day, most urgent first. An order of reservation goods alone follows the earliest of their
/// dates, any other one the normal clock.
///
/// # Errors
/// Outside the years of which the public holidays are known.
pub fn build_board(
    orders: &[Order],
    availability: &HashMap<OrderNo, Availability>,
    rules: &PlanRules,
    today: NaiveDate,
) -> Result<Vec<LateBoardEntry>, Error> {
    let calendar = late::build_qoo10_calendar();
    let mut entries = Vec::new();
    for order in orders.iter().filter(|order| order.state.payment_status == PaymentStatus::Paid) {
        let is_awaited = |line: &&OrderLine| line.order_no.is_some() && !line.cancelled && !line.sent;
        let lines: Vec<&OrderLine> = order.lines.iter().filter(is_awaited).collect();
        // Paid by hand, without a payment date of Qoo10's: the order date is never later than that.
        let paid_at = lines.iter().filter_map(|line| line.paid_at).max();
        let Some(since) = paid_at.or_else(|| lines.iter().filter_map(|line| line.ordered_at).min()) else {
            continue;
        };
        let of_line = |line: &&OrderLine| availability.get(&line.order_no?)?.own_date();
        let own: Option<Vec<NaiveDate>> = lines.iter().map(of_line).collect();
        let standing = match own.and_then(|all| all.into_iter().min()) {
            Some(date) => late::compute_reservation_position(&calendar, date, today)?,
            None => late::compute_normal_position(&calendar, since.date_naive(), today)?,
        };
        entries.push(LateBoardEntry {
            order: order.code.clone(),
            status: order.state.status,
            paid_at,
            planned_ship_date: lines.iter().filter_map(|line| line.planned_ship_date).min(),
            earliest_plan: find_earliest_plan(order, availability, &rules.calendar),
            lead_days: lines
                .iter()
                .filter_map(|line| line.sku.as_deref().and_then(|sku| rules.lead_days.find(sku)))
                .max(),
            cancel_requested: lines.iter().any(|line| line.cancel_requested),
            needs_person: order.needs_person.clone(),
            standing,
        });
    }
    entries.sort_by_key(|entry| {
        let next = entry.standing.next.map(|next| next.on);
        (next, std::cmp::Reverse(entry.standing.day), entry.paid_at)
    });
    Ok(entries)
}

/// The first planned ship date on which all goods of an order are there; none where they are now, and where
/// Qoo10's text cannot be read: such an order has no plan (SCH-7).
fn find_earliest_plan(
    order: &Order,
    availability: &HashMap<OrderNo, Availability>,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let available = find_available_date(order, availability).ok().flatten()?;
    // In years that no calendar knows it is the date itself.
    Some(calendar.add_business_days(available, 0).unwrap_or(available))
}

impl LateBoardEntry {
    /// Whether the parcel has to stay, whatever the clock says.
    pub fn is_blocked(&self) -> bool {
        self.cancel_requested || matches!(self.needs_person, Some(NeedsPerson::CancelledPastReady(_)))
    }

    /// The last day to prevent what comes next; a promise stands also when it is broken.
    pub fn ship_by(&self) -> Option<NaiveDate> {
        self.standing.next.map(|next| next.ship_by).or(self.standing.own_date)
    }

    /// Whether it is late, or will be after the next business day.
    pub fn is_urgent(&self) -> bool {
        self.standing.is_late || is_within(self, Some(1))
    }

    /// Whether points are taken off, or a promise broken, before the planned ship date, and goods that come
    /// later are not why.
    pub fn is_plan_late(&self) -> bool {
        let in_time = self.earliest_plan.max(Some(self.standing.free_until));
        self.planned_ship_date.is_some_and(|planned| Some(planned) > in_time)
    }
}

/// Whether an entry is of interest to someone who looks so many business days ahead. A late order always is.
pub fn is_within(entry: &LateBoardEntry, business_days: Option<u32>) -> bool {
    let left = entry.standing.next.map_or(0, |next| next.days_left);
    entry.standing.is_late || business_days.is_none_or(|days| left <= days)
}

/// How many of the orders paid in the last 30 days were shipped in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShipRate {
    /// Shipped before items are taken off sale for it.
    pub shipped: u64,
    /// All whose last day for that is over.
    pub due: u64,
}

impl ShipRate {
    /// In tenths of a percent, rounded down so that 95.0 is never said of less; none without orders.
    pub fn permille(self) -> Option<u64> {
        (self.shipped * 1000).checked_div(self.due)
    }

    /// Whether items are taken off sale at this rate.
    pub fn is_low(self) -> bool {
        self.due > 0 && self.shipped * 100 <= self.due * LOW_PERCENT
    }
}

/// The first payment date that counts for the ship rate of a day.
pub fn compute_rate_start(today: NaiveDate) -> NaiveDate {
    today - Duration::days(RATE_DAYS)
}

/// The ship rate of a day, from payment dates and the days on which Qoo10 was told of the shipment.
///
/// # Errors
/// As [`build_board`].
pub fn compute_ship_rate(
    paid: impl IntoIterator<Item = (NaiveDate, Option<NaiveDate>)>,
    today: NaiveDate,
) -> Result<ShipRate, Error> {
    let calendar = late::build_qoo10_calendar();
    let mut last_days: HashMap<NaiveDate, NaiveDate> = HashMap::new();
    let mut rate = ShipRate::default();
    for (paid_on, told_on) in paid {
        let last = match last_days.get(&paid_on) {
            Some(last) => *last,
            None => late::find_last_good_day(&calendar, paid_on)?,
        };
        last_days.insert(paid_on, last);
        if last < today {
            rate.due += 1;
            rate.shipped += u64::from(told_on.is_some_and(|day| day <= last));
        }
    }
    Ok(rate)
}

#[cfg(test)]
#[path = "late_tests.rs"]
mod tests;
