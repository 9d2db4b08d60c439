//! `orders`: look at orders and rejects, and take a reject off the list.

use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::time::Jst;
use crate::store::order_view::{HistoryView, LineView, OrderView};
use crate::store::{Error, Store};

/// What became of a request to dismiss a cart's rejects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dismissed {
    /// So many rejects left the list.
    Rows(usize),
    /// The cart has none on the list.
    NoneOpen,
}

/// An order with its lines and its history.
#[derive(Debug)]
pub struct Whole {
    /// The order.
    pub order: OrderView,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// Its history.
    pub history: Vec<HistoryView>,
}

/// Reads an order whole; none when there is no such order.
///
/// # Errors
/// When the state file cannot be read.
pub fn whole(store: &Store, code: OrderCode) -> Result<Option<Whole>, Error> {
    let Some(order) = store.order(code)? else { return Ok(None) };
    let lines = store.lines(order.order_id)?;
    let history = store.history(order.order_id)?;
    Ok(Some(Whole { order, lines, history }))
}

/// Takes a cart's rejects off the list. A later run still imports the cart once it can be imported.
///
/// # Errors
/// When the state file cannot be written.
pub fn dismiss(store: &mut Store, cart: PackNo, now: Jst) -> Result<Dismissed, Error> {
    let batch = store.batch()?;
    let rows = batch.dismiss_rejects(cart, now)?;
    batch.commit()?;
    Ok(if rows == 0 { Dismissed::NoneOpen } else { Dismissed::Rows(rows) })
}
