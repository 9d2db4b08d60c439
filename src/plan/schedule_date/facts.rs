//! What the planned ship date of an order depends on, from its remaining lines.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::answer::{is_blocked, is_due};
use crate::domain::availability::Availability;
use crate::domain::ids::OrderNo;
use crate::domain::lead_days::LeadDays;
use crate::domain::open_order::{Order, OrderLine};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateFacts {
    /// The date on which the buyer wants it.
    pub desired: Option<NaiveDate>,
    /// Business days in place of those of the rules (SCH-8).
    pub lead_days: Option<u32>,
    /// The day before which its reservation goods cannot be shipped (SCH-7).
    pub available: Option<NaiveDate>,
}

/// Qoo10's text of a date from which goods can be shipped, which cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableDate {
    pub order_no: OrderNo,
    pub text: String,
}

/// What the date of an order depends on; `business_days`: those of a SKU without lead days.
///
/// # Errors
/// When nobody knows from when a line can be shipped.
pub fn collect_facts(
    order: &Order,
    availability: &HashMap<OrderNo, Availability>,
    lead_days: &LeadDays,
    business_days: u32,
) -> Result<DateFacts, UnreadableDate> {
    Ok(DateFacts {
        desired: order.desired_delivery_date,
        lead_days: find_longest_lead(order, lead_days, business_days),
        available: find_available_date(order, availability)?,
    })
}

/// The day before which an order cannot be shipped: that of its latest line.
///
/// # Errors
/// When nobody knows from when a line can be shipped.
pub fn find_available_date(
    order: &Order,
    availability: &HashMap<OrderNo, Availability>,
) -> Result<Option<NaiveDate>, UnreadableDate> {
    let mut latest = None;
    for order_no in list_remaining(order).filter_map(|line| line.order_no) {
        let Some(said) = availability.get(&order_no) else { continue };
        let date = said.first_ship_date();
        let date = date.map_err(|text| UnreadableDate { order_no, text: text.to_owned() })?;
        latest = latest.max(date);
    }
    Ok(latest)
}

/// Of how many due orders nobody knows from when they can be shipped.
pub fn count_undatable(orders: &[Order], availability: &HashMap<OrderNo, Availability>) -> u64 {
    let is_undatable = |order: &&Order| {
        is_due(order) && !is_blocked(order) && find_available_date(order, availability).is_err()
    };
    orders.iter().filter(is_undatable).count() as u64
}

/// The longest lead of the lines; none where no line has one of its own.
fn find_longest_lead(order: &Order, lead_days: &LeadDays, business_days: u32) -> Option<u32> {
    // An add-on without a SKU goes with the line that it is an add-on to.
    let lines = list_remaining(order).filter(|line| line.sku.is_some() || line.parent.is_none());
    let own: Vec<Option<u32>> =
        lines.map(|line| line.sku.as_deref().and_then(|sku| lead_days.find(sku))).collect();
    let has_own = own.iter().any(Option::is_some);
    let longest = own.into_iter().map(|days| days.unwrap_or(business_days)).max();
    longest.filter(|_| has_own)
}

fn list_remaining(order: &Order) -> impl Iterator<Item = &OrderLine> {
    order.lines.iter().filter(|line| !line.cancelled)
}

#[cfg(test)]
#[path = "facts_tests.rs"]
mod tests;
