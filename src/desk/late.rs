//! The board of the delay penalty, from the state file.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar;
use crate::domain::open_order::Order;
use crate::domain::time::at_jst;
use crate::plan::late::{self, LateBoardEntry, ShipRate};
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
pub fn board(store: &Store, today: NaiveDate) -> Result<Vec<LateBoardEntry>, Error> {
    of_orders(store, &store.open_orders()?, today)
}

/// The same of orders that were read already.
///
/// # Errors
/// As [`board`].
pub fn of_orders(store: &Store, orders: &[Order], today: NaiveDate) -> Result<Vec<LateBoardEntry>, Error> {
    Ok(late::board(orders, &store.own_ship_dates()?, today)?)
}

/// The shop's ship rate. Orders that were told to Qoo10 nobody knows when are left out.
///
/// # Errors
/// As [`board`].
pub fn ship_rate(store: &Store, today: NaiveDate) -> Result<ShipRate, Error> {
    let since = at_jst(late::rate_since(today).and_time(NaiveTime::MIN));
    let paid = store.paid_since(since)?.into_iter().filter(|order| !order.is_told || order.told_on.is_some());
    Ok(late::ship_rate(paid.map(|order| (order.paid_at.date_naive(), order.told_on)), today)?)
}
