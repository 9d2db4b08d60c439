//! Reading back from Qoo10's order lists what became of order numbers (ALL-6): by list, however many there
//! are.

use std::collections::HashMap;

use super::report::{StepReport, Warning};
use crate::domain::ids::OrderNo;
use crate::domain::unread::{UncertainOrders, UnreadRow};
use crate::plan::window::Window;
use crate::qoo10::{Client, Error};
use crate::vocabulary::Message;

/// What lists say of numbers.
pub(super) struct ListedNumbers<T> {
    /// The numbers in them, with what is shown there.
    pub(super) found: HashMap<OrderNo, T>,
    /// Whom the rows that cannot be read may be about.
    pub(super) doubt: UncertainOrders,
    pub(super) unread: Vec<UnreadRow>,
}

/// Reads the lists of these statuses; those that are left once `is_enough` are not asked for.
pub(super) fn read_lists<T>(
    client: &Client,
    statuses: &[u8],
    windows: &[Window],
    read: fn(&str) -> Result<(OrderNo, T), Message>,
    is_enough: impl Fn(&HashMap<OrderNo, T>) -> bool,
) -> Result<ListedNumbers<T>, Error> {
    let (mut found, mut unread) = (HashMap::new(), Vec::new());
    for status in statuses {
        // The pace of calls is limited: none is made for nothing.
        if is_enough(&found) {
            break;
        }
        for window in windows {
            let (rows, more) = client.fetch_orders(*status, window.from, window.to)?.parse_each(read).split();
            // A later status is the newer one: an order moves on between two calls, never back.
            found.extend(rows);
            unread.extend(more);
        }
    }
    Ok(ListedNumbers { found, doubt: UncertainOrders::from_rows(&unread), unread })
}

/// Warns of orders that rows which cannot be read leave in doubt.
pub(super) fn warn_unreadable(report: &mut StepReport, unread: &[UnreadRow], mut orders: Vec<String>) {
    orders.dedup();
    if let Some(row) = unread.first().filter(|_| !orders.is_empty()) {
        report.warnings.push(Warning::ReadBackUnreadable { detail: row.problem.clone(), orders });
    }
}
