//! The board of the delay penalty, from the state file.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar;
use crate::domain::open_order::Order;
use crate::domain::time::from_wall_clock;
use crate::plan::late::{self, LateBoardEntry, PlanRules, ShipRate};
use crate::store::{self, Store};

/// Why there is no board.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The state file cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The business days cannot be counted.
    #[error(transparent)]
    Calendar(#[from] calendar::Error),
}

/// Every open order on its clock, most urgent first.
///
/// # Errors
/// When the state file cannot be read, or the business days cannot be counted.
pub fn load_board(store: &Store, rules: &PlanRules, today: NaiveDate) -> Result<Vec<LateBoardEntry>, Error> {
    build_board(store, &store.list_open_orders()?, rules, today)
}

/// The same of orders that were read already.
///
/// # Errors
/// As [`load_board`].
pub fn build_board(
    store: &Store,
    orders: &[Order],
    rules: &PlanRules,
    today: NaiveDate,
) -> Result<Vec<LateBoardEntry>, Error> {
    Ok(late::build_board(orders, &store.list_availability()?, rules, today)?)
}

/// The shop's ship rate. Orders that were told to Qoo10 nobody knows when are left out.
///
/// # Errors
/// As [`load_board`].
pub fn compute_ship_rate(store: &Store, today: NaiveDate) -> Result<ShipRate, Error> {
    let since = from_wall_clock(late::compute_rate_start(today).and_time(NaiveTime::MIN));
    let paid =
        store.list_paid_since(since)?.into_iter().filter(|order| !order.is_sent || order.sent_on.is_some());
    Ok(late::compute_ship_rate(paid.map(|order| (order.paid_at.date_naive(), order.sent_on)), today)?)
}
