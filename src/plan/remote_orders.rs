//! What Qoo10 said of order numbers: in its lists, in its claims, and when it was asked by number.

use std::collections::HashMap;

use super::receiver::{Receiver, ReceiverDiff, compare};
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::{Order, OrderLine};
use crate::domain::shipment::RemoteParcel;
use crate::domain::time::Jst;
use crate::domain::unread::UncertainOrders;

/// Unpaid, new, confirmed: Qoo10 waits for the parcel.
const UNSHIPPED_STATUSES: [u8; 3] = [1, 2, 3];
/// New, confirmed: Qoo10 takes it for paid.
const PAID_STATUSES: [u8; 2] = [2, 3];
/// Under way, delivered.
const SENT_STATUSES: [u8; 2] = [4, 5];

#[derive(Debug, Default)]
pub struct RemoteOrders {
    /// Numbers that a list shows.
    pub listed: HashMap<OrderNo, ListedNumber>,
    /// Cancellations, by the furthest state seen.
    pub claims: HashMap<OrderNo, Claim>,
    /// Numbers that were looked up one by one.
    pub looked_up: HashMap<OrderNo, LookupAnswer>,
    /// Whom claim rows that could not be read may be about: while there are any, the lists are not whole.
    pub doubt: UncertainOrders,
}

/// What a list shows of an order number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedNumber {
    /// The list, 1 to 5, that showed it; none where the row itself says otherwise.
    pub status: Option<u8>,
    pub paid_at: Option<Jst>,
    pub receiver: Receiver,
    pub parcel: RemoteParcel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookupAnswer {
    Unknown,
    State { paid_at: Option<Jst>, claim: Option<Claim> },
}

/// Which list counts for a row: that of the question, unless the row says that it is on the other side of the
/// shipment (IMP-21).
pub fn choose_status(asked: u8, of_row: Option<u8>) -> Option<u8> {
    let is_sent = |status: &u8| SENT_STATUSES.contains(status);
    let contradicts = of_row.is_some_and(|status| is_sent(&status) != is_sent(&asked));
    (!contradicts).then_some(asked)
}

impl RemoteOrders {
    /// Notes a cancellation; a later state of it counts.
    pub fn record_claim(&mut self, order_no: OrderNo, claim: Claim) {
        let rank = |claim: Claim| Claim::CANCELLATION_STATES.iter().position(|c| *c == claim);
        self.claims
            .entry(order_no)
            .and_modify(|known| {
                if rank(claim) > rank(*known) {
                    *known = claim;
                }
            })
            .or_insert(claim);
    }

    /// Notes what a list shows; a later list counts.
    pub fn record_listed(&mut self, order_no: OrderNo, shown: ListedNumber) {
        let known = self.listed.entry(order_no).or_default();
        // A list without the date takes nothing back from one that had it.
        let paid_at = shown.paid_at.or(known.paid_at);
        *known = ListedNumber { paid_at, ..shown };
    }

    pub(super) fn find_claim(&self, order_no: OrderNo) -> Option<Claim> {
        let by_number = || match self.looked_up.get(&order_no) {
            Some(LookupAnswer::State { claim, .. }) => *claim,
            _ => None,
        };
        self.claims.get(&order_no).copied().or_else(by_number)
    }

    pub(super) fn find_paid_at(&self, order_no: OrderNo) -> Option<Jst> {
        let by_number = || match self.looked_up.get(&order_no) {
            Some(LookupAnswer::State { paid_at, .. }) => *paid_at,
            _ => None,
        };
        self.listed.get(&order_no).and_then(|listed| listed.paid_at).or_else(by_number)
    }

    /// Whether Qoo10 has cancelled it for good.
    pub(super) fn has_completed_claim(&self, order_no: OrderNo) -> bool {
        self.find_claim(order_no).is_some_and(Claim::is_cancelled)
    }

    /// The same, and no list that was asked afterwards still shows it as to be shipped (SYN-11).
    pub(super) fn is_cancelled(&self, order_no: OrderNo) -> bool {
        self.has_completed_claim(order_no) && !self.is_unshipped(order_no)
    }

    fn is_listed_in(&self, order_no: OrderNo, statuses: &[u8]) -> bool {
        let status = self.listed.get(&order_no).and_then(|listed| listed.status);
        status.is_some_and(|status| statuses.contains(&status))
    }

    /// Whether Qoo10 lists it as still to be shipped.
    pub(super) fn is_unshipped(&self, order_no: OrderNo) -> bool {
        self.is_listed_in(order_no, &UNSHIPPED_STATUSES)
    }

    /// Whether Qoo10 lists it among the paid ones, without saying when it was paid.
    pub(super) fn is_paid_without_date(&self, order_no: OrderNo) -> bool {
        self.is_listed_in(order_no, &PAID_STATUSES) && self.find_paid_at(order_no).is_none()
    }

    /// The parcel in which Qoo10 lists it as sent.
    pub(super) fn find_parcel(&self, order_no: OrderNo) -> Option<&RemoteParcel> {
        let is_sent = self.is_listed_in(order_no, &SENT_STATUSES);
        self.listed.get(&order_no).filter(|_| is_sent).map(|listed| &listed.parcel)
    }

    /// The receiver that Qoo10 shows of an order that it waits for: that of its first number, with what only
    /// the others show.
    pub(super) fn find_receiver(&self, order: &Order) -> Option<Receiver> {
        let mut numbers: Vec<OrderNo> =
            list_remaining_lines(order).map(|(_, no)| no).filter(|no| self.is_unshipped(*no)).collect();
        numbers.sort_unstable();
        let shown = numbers.iter().filter_map(|no| self.listed.get(no)).map(|listed| &listed.receiver);
        shown.fold(None, |known, shown| {
            Some(match known {
                None => shown.clone(),
                Some(known) => match compare(&known, shown) {
                    ReceiverDiff::Fills(receiver) => receiver,
                    // Two receivers in one cart: the same one counts in every run.
                    ReceiverDiff::Same | ReceiverDiff::Differs(_) => known,
                },
            })
        })
    }

    /// Whether a number is in a list, or in a claim list, or was looked up.
    pub(super) fn has_explanation(&self, order_no: OrderNo) -> bool {
        self.listed.contains_key(&order_no)
            || self.claims.contains_key(&order_no)
            || self.looked_up.contains_key(&order_no)
    }
}

/// Lines of Qoo10 that the order still carries.
pub(super) fn list_remaining_lines(order: &Order) -> impl Iterator<Item = (&OrderLine, OrderNo)> {
    order.lines.iter().filter(|line| !line.cancelled).filter_map(|line| Some((line, line.order_no?)))
}

/// The numbers of an order that neither a list nor a completed cancellation accounts for.
pub fn find_unlisted<'a>(order: &'a Order, news: &'a RemoteOrders) -> impl Iterator<Item = OrderNo> + 'a {
    list_remaining_lines(order)
        .map(|(_, order_no)| order_no)
        .filter(|order_no| !news.listed.contains_key(order_no) && !news.has_completed_claim(*order_no))
}
