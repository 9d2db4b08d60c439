//! What Qoo10 says before anything is sent: open cancellations, and what it shows as sent. By list, however
//! many orders there are.

use std::collections::HashMap;

use super::progress::{Progress, RowState};
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;
use crate::plan::push_shipments::{Shown, blocked, not_sent_after_all, shown};
use crate::plan::sync_status::News;
use crate::plan::window::{self, Window};
use crate::qoo10::wire::shipping_row;
use crate::qoo10::{Client, Error};
use crate::steps::Stop;
use crate::steps::report::{StepReport, Warning};

/// On delivery and delivered: a number in one of these is sent.
const SENT: [u8; 2] = [4, 5];

/// Blocks orders with a cancellation. Without the claim lists nothing is sent (SHP-1).
pub(super) fn block(client: &Client, orders: &mut [Progress], report: &mut StepReport) -> Result<(), Stop> {
    let mut news = News::default();
    for window in windows(orders) {
        for claim in Claim::OF_CANCELLATION {
            for row in client.claims(claim, window.from, window.to)? {
                match row {
                    Ok(row) => news.note_claim(row.order_no, row.claim),
                    Err(detail) => report.warnings.push(Warning::ClaimUnreadable { detail }),
                }
            }
        }
    }
    for order in orders {
        if let Some(why) = blocked(&order.order, &news.claims) {
            for row in order.rows.iter_mut().filter(|row| row.state == RowState::ToSend) {
                row.state = RowState::NotSent(why.clone());
            }
        }
    }
    Ok(())
}

/// Holds every row that is to be sent against what Qoo10 shows as sent already (SHP-6): also what an earlier
/// run began, and never learned the outcome of.
pub(super) fn compare(client: &Client, orders: &mut [Progress]) -> Result<(), Stop> {
    let found = in_lists(client, orders, |state| *state == RowState::ToSend)?;
    for order in orders {
        for row in order.rows.iter_mut().filter(|row| row.state == RowState::ToSend) {
            row.state = match shown(found.get(&row.order_no), &order.parcel) {
                Shown::NotSent => RowState::ToSend,
                Shown::Same => RowState::FoundSent,
                Shown::Other(why) => RowState::NotSent(why),
            };
        }
    }
    Ok(())
}

/// Rows whose answer left open whether they are sent.
pub(super) fn read_back(client: &Client, orders: &mut [Progress]) -> Result<(), Stop> {
    let found = in_lists(client, orders, |state| matches!(state, RowState::Unanswered(_)))?;
    for order in orders {
        for row in &mut order.rows {
            let RowState::Unanswered(code) = row.state else { continue };
            row.state = match shown(found.get(&row.order_no), &order.parcel) {
                Shown::NotSent => RowState::NotSent(not_sent_after_all(code)),
                Shown::Same => RowState::FoundSent,
                Shown::Other(why) => RowState::NotSent(why),
            };
        }
    }
    Ok(())
}

/// The numbers in these states that Qoo10 shows as sent, with their tracking numbers.
fn in_lists(
    client: &Client,
    orders: &[Progress],
    wanted: impl Fn(&RowState) -> bool,
) -> Result<HashMap<OrderNo, Option<String>>, Error> {
    let of_interest = |order: &&Progress| order.rows.iter().any(|row| wanted(&row.state));
    let windows = windows_of(orders.iter().filter(of_interest));
    let mut found = HashMap::new();
    for status in SENT {
        for window in &windows {
            let rows = client.orders(status, window.from, window.to)?;
            found.extend(rows.iter().filter_map(shipping_row::tracking));
        }
    }
    Ok(found)
}

fn windows(orders: &[Progress]) -> Vec<Window> {
    windows_of(orders.iter())
}

fn windows_of<'o>(orders: impl Iterator<Item = &'o Progress>) -> Vec<Window> {
    let lines = orders.flat_map(|order| &order.order.lines).filter(|line| !line.cancelled);
    let instants: Vec<Jst> = lines.filter_map(|line| line.ordered_at).collect();
    window::covering(instants)
}
