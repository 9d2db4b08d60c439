//! What Qoo10 says before anything is sent: open cancellations, and what it shows as sent. By list, however
//! many orders there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::progress::{ShipmentProgress, ShipmentRowState};
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::parcel::SendFailure;
use crate::domain::time::Jst;
use crate::domain::unread::{UncertainOrders, UnreadRow};
use crate::plan::push_shipments::{
    SentMatch, compare_tracking, count_affordable, explain_not_sent, find_block_reason, list_remaining,
};
use crate::plan::sync_status::RemoteOrders;
use crate::plan::window::{self, Window};
use crate::qoo10::wire::shipping_row;
use crate::qoo10::{Client, Error};
use crate::steps::StepError;
use crate::steps::order_lists::{ListedNumbers, read_lists, warn_unreadable};
use crate::steps::order_rows::RowState;
use crate::steps::report::{StepReport, Warning};

/// On delivery and delivered: a number in one of these is sent.
const SENT_STATUSES: [u8; 2] = [4, 5];

/// Blocks orders with a cancellation. Without the claim lists nothing is sent (SHP-1). A claim row that
/// cannot be read blocks the orders that it names; where one names none, every order is asked by number, at
/// most `max_lookups` numbers, and the others wait (IMP-17).
pub(super) fn block_cancelled(
    client: &Client,
    orders: &mut [ShipmentProgress],
    max_lookups: usize,
    report: &mut StepReport,
) -> Result<(), StepError> {
    let mut news = RemoteOrders::default();
    let mut unread: Vec<UnreadRow> = Vec::new();
    for window in cover_all_orders(orders) {
        for claim in Claim::CANCELLATION_STATES {
            let (rows, more) = client.fetch_claims(claim, window.from, window.to)?.split();
            rows.into_iter().for_each(|row| news.record_claim(row.order_no, row.claim));
            unread.extend(more);
        }
    }
    unread.dedup();
    report.warnings.extend(unread.iter().map(Warning::from_unread_claim));
    let doubt = UncertainOrders::from_rows(&unread);
    for order in orders.iter_mut() {
        if let Some(why) = find_block_reason(&order.order, &news.claims, &doubt) {
            order.hold_back(&why);
        }
    }
    if doubt.has_unnumbered_row() {
        look_up_claims(client, orders, max_lookups)?;
    }
    Ok(())
}

/// Asks what is about to be sent by number. What nobody can say of stays here.
fn look_up_claims(
    client: &Client,
    orders: &mut [ShipmentProgress],
    max_lookups: usize,
) -> Result<(), StepError> {
    let mut about_to_go: Vec<&mut ShipmentProgress> =
        orders.iter_mut().filter(|order| order.is_to_send()).collect();
    let asked = count_affordable(about_to_go.iter().map(|order| &order.order), max_lookups);
    let numbers: Vec<OrderNo> =
        about_to_go[..asked].iter().flat_map(|order| list_remaining(&order.order)).collect();
    let answers = client.run_each(&numbers, |order_no| client.look_up_order(*order_no), &|| ())?;
    let mut claims = HashMap::new();
    let mut known = BTreeSet::new();
    for (order_no, answer) in numbers.iter().zip(answers) {
        if let Ok(Some(state)) = answer {
            known.insert(*order_no);
            claims.extend(state.claim.map(|claim| (*order_no, claim)));
        }
    }
    for order in &mut about_to_go {
        if let Some(why) = find_block_reason(&order.order, &claims, &UncertainOrders::default()) {
            order.hold_back(&why);
        } else if list_remaining(&order.order).any(|order_no| !known.contains(&order_no)) {
            order.hold_back(&SendFailure::ClaimsUnknown);
        }
    }
    Ok(())
}

/// Holds every row that is to be sent against what Qoo10 shows as sent already (SHP-6): also what an earlier
/// run began (`begun`), and never learned the outcome of. What a row that cannot be read leaves in doubt is
/// not sent, and stays open.
pub(super) fn compare_rows(
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
                true => doubt.can_contain(row.order_no, cart),
                // Never begun here: it is in doubt only where a row is about it.
                false => doubt.contains(row.order_no, cart),
            };
            if is_doubted && !found.contains_key(&row.order_no) {
                row.state = RowState::OutcomeUnknown(None);
                doubted.push(order.order.code.clone());
                continue;
            }
            row.state = match compare_tracking(found.get(&row.order_no), &order.value) {
                SentMatch::NotListed => RowState::ToSend,
                SentMatch::Same => RowState::AlreadyDone(()),
                SentMatch::Other(why) => RowState::Failed(why),
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
            if !found.contains_key(&row.order_no) && doubt.can_contain(row.order_no, cart) {
                continue;
            }
            row.state = match compare_tracking(found.get(&row.order_no), &order.value) {
                SentMatch::NotListed => RowState::Failed(explain_not_sent(code)),
                SentMatch::Same => RowState::AlreadyDone(()),
                SentMatch::Other(why) => RowState::Failed(why),
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
    let windows = cover_orders(orders.iter().filter(of_interest));
    // Both statuses: a parcel that is delivered meanwhile moves on to the later one.
    read_lists(client, &SENT_STATUSES, &windows, shipping_row::parse_tracking, |_| false)
}

fn cover_all_orders(orders: &[ShipmentProgress]) -> Vec<Window> {
    cover_orders(orders.iter())
}

fn cover_orders<'o>(orders: impl Iterator<Item = &'o ShipmentProgress>) -> Vec<Window> {
    let lines = orders.flat_map(|order| &order.order.lines).filter(|line| !line.cancelled);
    let instants: Vec<Jst> = lines.filter_map(|line| line.ordered_at).collect();
    window::cover_instants(instants)
}
