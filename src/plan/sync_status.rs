//! What `sync-status` decides for each open order (SYN-1 to SYN-4).

use std::collections::{HashMap, HashSet};

use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::order::{HoldReason, PaymentStatus, Status};
use crate::domain::status_machine::{OrderState, release_when_unheld};
use crate::domain::time::Jst;
use crate::domain::unread::UncertainOrders;

/// An order that was cancelled by hand is looked after until it is so old: Qoo10 answers for 90 days in one
/// list.
pub const MAX_WATCH_DAYS: i64 = 90;

/// What Qoo10 said of order numbers.
#[derive(Debug, Default)]
pub struct RemoteOrders {
    /// Listed numbers, with the payment date.
    pub listed: HashMap<OrderNo, Option<Jst>>,
    /// Those of them that Qoo10 lists as still to be shipped: 1, 2 or 3.
    pub open: HashSet<OrderNo>,
    /// Cancellations, by the furthest state seen.
    pub claims: HashMap<OrderNo, Claim>,
    /// Numbers that were looked up one by one.
    pub looked_up: HashMap<OrderNo, LookupAnswer>,
    /// Whom claim rows that could not be read may be about: while there are any, the lists are not whole.
    pub doubt: UncertainOrders,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookupAnswer {
    Unknown,
    State { paid_at: Option<Jst>, claim: Option<Claim> },
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

    fn find_claim(&self, order_no: OrderNo) -> Option<Claim> {
        let by_number = || match self.looked_up.get(&order_no) {
            Some(LookupAnswer::State { claim, .. }) => *claim,
            _ => None,
        };
        self.claims.get(&order_no).copied().or_else(by_number)
    }

    fn find_paid_at(&self, order_no: OrderNo) -> Option<Jst> {
        let by_number = || match self.looked_up.get(&order_no) {
            Some(LookupAnswer::State { paid_at, .. }) => *paid_at,
            _ => None,
        };
        self.listed.get(&order_no).copied().flatten().or_else(by_number)
    }

    /// Whether a number is in a list, or in a claim list, or was looked up.
    fn has_explanation(&self, order_no: OrderNo) -> bool {
        self.listed.contains_key(&order_no)
            || self.claims.contains_key(&order_no)
            || self.looked_up.contains_key(&order_no)
    }
}

/// A change to an order, or a mark on one of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncChange {
    LinePaid {
        line_id: i64,
        at: Jst,
    },
    /// All remaining lines are paid (SYN-1).
    Paid {
        at: Jst,
    },
    /// A line leaves the order, with its add-ons (SYN-2).
    LineCancelled(OrderLine),
    /// The order is cancelled, by the cancellation of these lines (SYN-2).
    Cancelled(Vec<OrderLine>),
    /// Qoo10 has cancelled these lines of an order that staff cancelled by hand: nothing changes but the
    /// record.
    Recorded(Vec<OrderLine>),
    CancelRequested(OrderLine),
    /// It is no longer asked for (SYN-3).
    CancelWithdrawn(OrderLine),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncDecision {
    /// Where it stands afterwards.
    pub next: OrderState,
    pub changes: Vec<SyncChange>,
    pub needs_person: Option<NeedsPerson>,
    /// Every order number that this is about.
    pub numbers: Vec<OrderNo>,
}

impl SyncDecision {
    /// Whether the order or a mark on it changes.
    pub fn has_changes(&self) -> bool {
        self.changes
            .iter()
            .any(|change| !matches!(change, SyncChange::LinePaid { .. } | SyncChange::Recorded(_)))
    }

    /// Whether the event fires for it (SYN-6): marks do not count.
    pub fn should_fire(&self) -> bool {
        self.changes.iter().any(|change| match change {
            SyncChange::Paid { .. } | SyncChange::Cancelled(_) | SyncChange::LineCancelled(_) => true,
            SyncChange::LinePaid { .. }
            | SyncChange::Recorded(_)
            | SyncChange::CancelRequested(_)
            | SyncChange::CancelWithdrawn(_) => false,
        })
    }

    /// Whether no cancellation keeps `order` from being shipped after this.
    pub fn is_free(&self, order: &Order) -> bool {
        let is_withdrawn = |line: &OrderLine| {
            self.changes
                .iter()
                .any(|change| matches!(change, SyncChange::CancelWithdrawn(of) if of.line_id == line.line_id))
        };
        let is_asked = |line: &&OrderLine| line.cancel_requested && !line.cancelled && !is_withdrawn(line);
        let is_new = |change: &SyncChange| matches!(change, SyncChange::CancelRequested(_));
        let is_kept = order.lines.iter().any(|line| is_asked(&line)) || self.changes.iter().any(is_new);
        !is_kept && self.needs_person.is_none() && self.next.status != Status::Cancelled
    }
}

/// Whether the warehouse has not begun yet: only then do payments and cancellations change the order.
fn has_not_begun(status: Status) -> bool {
    matches!(status, Status::OnHold | Status::Backordered | Status::Ready)
}

pub fn find_unexplained<'a>(order: &'a Order, news: &'a RemoteOrders) -> impl Iterator<Item = OrderNo> + 'a {
    list_remaining_lines(order)
        .map(|(_, order_no)| order_no)
        .filter(|order_no| !news.has_explanation(*order_no))
}

/// Lines of Qoo10 that the order still carries.
fn list_remaining_lines(order: &Order) -> impl Iterator<Item = (&OrderLine, OrderNo)> {
    order.lines.iter().filter(|line| !line.cancelled).filter_map(|line| Some((line, line.order_no?)))
}

pub fn decide_order(order: &Order, news: &RemoteOrders) -> SyncDecision {
    let mut decision = SyncDecision {
        next: order.state.clone(),
        changes: Vec::new(),
        needs_person: None,
        numbers: Vec::new(),
    };
    if order.state.status == Status::Cancelled {
        check_cancelled_by_hand(order, news, &mut decision);
        return decision;
    }
    if has_not_begun(order.state.status) {
        cancel_lines(order, news, &mut decision);
    }
    if decision.next.status != Status::Cancelled {
        mark_claims(order, news, &mut decision);
        record_payment(order, news, &mut decision);
        decision.needs_person = find_needs_person(order, news);
        decision.numbers =
            decision.needs_person.iter().flat_map(|why| collect_numbers(order, news, why)).collect();
    }
    decision
}

fn is_cancelled(news: &RemoteOrders, order_no: OrderNo) -> bool {
    news.find_claim(order_no).is_some_and(Claim::is_cancelled)
}

fn cancel_lines(order: &Order, news: &RemoteOrders, decision: &mut SyncDecision) {
    let gone: Vec<&OrderLine> =
        list_remaining_lines(order).filter(|(_, no)| is_cancelled(news, *no)).map(|(line, _)| line).collect();
    if gone.is_empty() {
        return;
    }
    let is_whole = gone.len() == list_remaining_lines(order).count();
    let gone = gone.into_iter().cloned();
    if is_whole {
        decision.next.status = Status::Cancelled;
        decision.next.hold_reasons.clear();
        decision.changes.push(SyncChange::Cancelled(gone.collect()));
    } else {
        decision.changes.extend(gone.map(SyncChange::LineCancelled));
    }
}

/// An order that staff cancelled by hand: its cancellation at Qoo10 is recorded, and while Qoo10 has it open
/// staff have to look at it (SYN-11). What was said earlier stays said while no list and no look-up explains
/// the number.
fn check_cancelled_by_hand(order: &Order, news: &RemoteOrders, decision: &mut SyncDecision) {
    let gone =
        list_remaining_lines(order).filter(|(_, no)| is_cancelled(news, *no)).map(|(line, _)| line.clone());
    let gone: Vec<OrderLine> = gone.collect();
    if !gone.is_empty() {
        decision.changes.push(SyncChange::Recorded(gone));
    }
    let is_open = |order_no: &OrderNo| !is_cancelled(news, *order_no) && news.open.contains(order_no);
    let open: Vec<OrderNo> =
        list_remaining_lines(order).map(|(_, order_no)| order_no).filter(is_open).collect();
    decision.needs_person = match open.first() {
        Some(order_no) => Some(NeedsPerson::CancelledHereOnly(*order_no)),
        None => order.needs_person.clone().filter(|_| find_unexplained(order, news).next().is_some()),
    };
    decision.numbers = match (&decision.needs_person, open.is_empty()) {
        (Some(why), true) => vec![why.order_no()],
        _ => open,
    };
}

/// A claim that cannot be read counts as a request; a mark goes only by lists that were read whole (IMP-17).
fn mark_claims(order: &Order, news: &RemoteOrders, decision: &mut SyncDecision) {
    for (line, order_no) in list_remaining_lines(order).filter(|(_, order_no)| !is_cancelled(news, *order_no))
    {
        let is_doubted = news.doubt.contains(order_no, order.cart());
        let is_requested = is_doubted || news.find_claim(order_no).is_some_and(Claim::is_requested);
        if is_requested && !line.cancel_requested {
            decision.changes.push(SyncChange::CancelRequested(line.clone()));
        } else if line.cancel_requested && !is_requested && news.doubt.is_empty() {
            decision.changes.push(SyncChange::CancelWithdrawn(line.clone()));
        }
    }
}

fn record_payment(order: &Order, news: &RemoteOrders, decision: &mut SyncDecision) {
    if !has_not_begun(order.state.status) || order.state.payment_status == PaymentStatus::Paid {
        return;
    }
    // Returned or refunded: the payment is on its way back, and nothing must ship.
    let is_on_its_way_back =
        |order_no| news.find_claim(order_no).is_some_and(|c| !c.is_cancelled() && !c.is_requested());
    if list_remaining_lines(order).any(|(_, order_no)| is_on_its_way_back(order_no)) {
        return;
    }
    let mut dates = Vec::new();
    for (line, order_no) in list_remaining_lines(order).filter(|(_, order_no)| !is_cancelled(news, *order_no))
    {
        let at = line.paid_at.or_else(|| news.find_paid_at(order_no));
        if let Some(at) = at.filter(|_| line.paid_at.is_none()) {
            decision.changes.push(SyncChange::LinePaid { line_id: line.line_id, at });
        }
        dates.push(at);
    }
    if let Some(at) =
        dates.iter().copied().collect::<Option<Vec<Jst>>>().and_then(|dates| dates.into_iter().max())
    {
        decision.next.payment_status = PaymentStatus::Paid;
        decision.next.hold_reasons.remove(&HoldReason::Payment);
        release_when_unheld(&mut decision.next);
        decision.changes.push(SyncChange::Paid { at });
    }
}

/// All numbers of the order that are in the same state as the one that staff are told of.
fn collect_numbers(order: &Order, news: &RemoteOrders, why: &NeedsPerson) -> Vec<OrderNo> {
    let is_meant = |order_no: &OrderNo| match why {
        NeedsPerson::CancelledPastReady(_) => is_cancelled(news, *order_no),
        NeedsPerson::UnknownAtQoo10(_) => news.looked_up.get(order_no) == Some(&LookupAnswer::Unknown),
        NeedsPerson::OtherClaim(_, claim) => news.find_claim(*order_no) == Some(*claim),
        NeedsPerson::CancelledHereOnly(_) => news.open.contains(order_no),
    };
    let found: Vec<OrderNo> =
        list_remaining_lines(order).map(|(_, order_no)| order_no).filter(is_meant).collect();
    if found.is_empty() { vec![why.order_no()] } else { found }
}

/// What was said earlier stays said while nothing new is known.
fn find_needs_person(order: &Order, news: &RemoteOrders) -> Option<NeedsPerson> {
    let past_ready = !has_not_begun(order.state.status);
    let found = list_remaining_lines(order).find_map(|(_, order_no)| {
        match (news.find_claim(order_no), news.looked_up.get(&order_no)) {
            (Some(claim), _) if claim.is_cancelled() => {
                past_ready.then_some(NeedsPerson::CancelledPastReady(order_no))
            }
            (Some(claim), _) if claim.is_requested() => None,
            (Some(claim), _) => Some(NeedsPerson::OtherClaim(order_no, claim)),
            (None, Some(LookupAnswer::Unknown)) => Some(NeedsPerson::UnknownAtQoo10(order_no)),
            (None, _) => None,
        }
    });
    let is_open = || find_unexplained(order, news).next().is_some();
    found.or_else(|| order.needs_person.clone().filter(|_| is_open()))
}

#[cfg(test)]
#[path = "sync_status_tests.rs"]
mod tests;
