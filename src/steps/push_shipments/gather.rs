//! What Qoo10 says before anything is sent: open cancellations, and what it shows as sent. By list, however
//! many orders there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::progress::{ShipmentProgress, ShipmentRowState};
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::parcel::SendFailure;
use crate::domain::time::Jst;
use crate::domain::unread::{Doubt, UnreadRow};
use crate::plan::push_shipments::{Shown, affordable, blocked, not_sent_after_all, remaining, shown};
use crate::plan::sync_status::RemoteOrders;
use crate::plan::window::{self, Window};
use crate::qoo10::wire::shipping_row;
use crate::qoo10::{Client, Error};
use crate::steps::StepError;
use crate::steps::order_lists::{ListedNumbers, read_lists, warn_unreadable};
use crate::steps::order_rows::RowState;
use crate::steps::report::{StepReport, Warning};

/// On delivery and delivered: a number in one of these is sent.
const SENT: [u8; 2] = [4, 5];

/// Blocks orders with a cancellation. Without the claim lists nothing is sent (SHP-1). A claim row that
/// cannot be read blocks the orders that it names; where one names none, every order is asked by number, at
/// most `max_lookups` numbers, and the others wait (IMP-17).
pub(super) fn block(
    client: &Client,
    orders: &mut [ShipmentProgress],
    max_lookups: usize,
    report: &mut StepReport,
) -> Result<(), StepError> {
    let mut news = RemoteOrders::default();
    let mut unread: Vec<UnreadRow> = Vec::new();
    for window in windows(orders) {
        for claim in Claim::OF_CANCELLATION {
            let (rows, more) = client.claims(claim, window.from, window.to)?.split();
            rows.into_iter().for_each(|row| news.note_claim(row.order_no, row.claim));
            unread.extend(more);
        }
    }
    unread.dedup();
    report.warnings.extend(unread.iter().map(Warning::claim));
    let doubt = Doubt::of(&unread);
    for order in orders.iter_mut() {
        if let Some(why) = blocked(&order.order, &news.claims, &doubt) {
            order.hold_back(&why);
        }
    }
    if doubt.is_about_anyone() {
        ask_by_number(client, orders, max_lookups)?;
    }
    Ok(())
}

/// Asks what is about to be sent by number. What nobody can say of stays here.
fn ask_by_number(
    client: &Client,
    orders: &mut [ShipmentProgress],
    max_lookups: usize,
) -> Result<(), StepError> {
    let mut about_to_go: Vec<&mut ShipmentProgress> =
        orders.iter_mut().filter(|order| order.is_to_send()).collect();
    let asked = affordable(about_to_go.iter().map(|order| &order.order), max_lookups);
    let numbers: Vec<OrderNo> =
        about_to_go[..asked].iter().flat_map(|order| remaining(&order.order)).collect();
    let answers = client.ask_each(&numbers, |order_no| client.order_state(*order_no), &|| ())?;
    let mut claims = HashMap::new();
    let mut known = BTreeSet::new();
    for (order_no, answer) in numbers.iter().zip(answers) {
        if let Ok(Some(state)) = answer {
            known.insert(*order_no);
            claims.extend(state.claim.map(|claim| (*order_no, claim)));
        }
    }
    for order in &mut about_to_go {
        if let Some(why) = blocked(&order.order, &claims, &Doubt::default()) {
            order.hold_back(&why);
        } else if remaining(&order.order).any(|order_no| !known.contains(&order_no)) {
            order.hold_back(&SendFailure::ClaimsUnknown);
        }
    }
    Ok(())
}

/// Holds every row that is to be sent against what Qoo10 shows as sent already (SHP-6): also what an earlier
/// run began (`begun`), and never learned the outcome of. What a row that cannot be read leaves in doubt is
/// not sent, and stays open.
pub(super) fn compare(
    client: &Client,
    begun: &BTreeMap<OrderNo, String>,
    orders: &mut [ShipmentProgress],
    report: &mut StepReport,
) -> Result<(), StepError> {
    let ListedNumbers { found, doubt, unread } = find_sent(client, orders, ShipmentRowState::is_to_send)?;
    let mut doubted = Vec::new();
    for order in orders {
        let cart = order.order.cart();
        for row in order.rows.iter_mut().filter(|row| row.state.is_to_send()) {
            let is_doubted = match begun.contains_key(&row.order_no) {
                true => doubt.covers(row.order_no, cart),
                // Never begun here: it is in doubt only where a row is about it.
                false => doubt.names(row.order_no, cart),
            };
            if is_doubted && !found.contains_key(&row.order_no) {
                row.state = RowState::OutcomeUnknown(None);
                doubted.push(order.order.code.clone());
                continue;
            }
            row.state = match shown(found.get(&row.order_no), &order.value) {
                Shown::NotListed => RowState::ToSend,
                Shown::Same => RowState::AlreadyDone(()),
                Shown::Other(why) => RowState::Failed(why),
            };
        }
    }
    warn_unreadable(report, &unread, doubted);
    Ok(())
}

/// Rows whose answer left open whether they are sent.
pub(super) fn read_back(client: &Client, orders: &mut [ShipmentProgress]) -> Result<(), StepError> {
    let ListedNumbers { found, doubt, .. } = find_sent(client, orders, ShipmentRowState::is_unknown)?;
    for order in orders {
        let cart = order.order.cart();
        for row in &mut order.rows {
            let RowState::OutcomeUnknown(code) = row.state else { continue };
            // It may be the row that cannot be read: its intent stays open.
            if !found.contains_key(&row.order_no) && doubt.covers(row.order_no, cart) {
                continue;
            }
            row.state = match shown(found.get(&row.order_no), &order.value) {
                Shown::NotListed => RowState::Failed(not_sent_after_all(code)),
                Shown::Same => RowState::AlreadyDone(()),
                Shown::Other(why) => RowState::Failed(why),
            };
        }
    }
    Ok(())
}

/// The numbers that Qoo10 shows as sent, with their tracking numbers, over the order dates of orders with a
/// row in these states.
fn find_sent(
    client: &Client,
    orders: &[ShipmentProgress],
    wanted: impl Fn(&ShipmentRowState) -> bool,
) -> Result<ListedNumbers<Option<String>>, Error> {
    let of_interest = |order: &&ShipmentProgress| order.rows.iter().any(|row| wanted(&row.state));
    let windows = windows_of(orders.iter().filter(of_interest));
    // Both statuses: a parcel that is delivered meanwhile moves on to the later one.
    read_lists(client, &SENT, &windows, shipping_row::tracking, |_| false)
}

fn windows(orders: &[ShipmentProgress]) -> Vec<Window> {
    windows_of(orders.iter())
}

fn windows_of<'o>(orders: impl Iterator<Item = &'o ShipmentProgress>) -> Vec<Window> {
    let lines = orders.flat_map(|order| &order.order.lines).filter(|line| !line.cancelled);
    let instants: Vec<Jst> = lines.filter_map(|line| line.ordered_at).collect();
    window::covering(instants)
}
