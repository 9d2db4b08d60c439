//! What `sync-status` decides for each open order (SYN-1 to SYN-4, SYN-8, SYN-10, SYN-11).

use chrono::NaiveDate;

use super::hold_rules::RuleChange;
use super::receiver::{Receiver, ReceiverDiff, compare};
use super::remote_orders::list_remaining_lines;
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::order::{ApiStatus, HoldReason, PaymentStatus, Status};
use crate::domain::shipment::{RemoteParcel, Shipment};
use crate::domain::status_machine::{OrderState, release_when_unheld};
use crate::domain::time::Jst;

pub use super::remote_orders::{ListedNumber, LookupAnswer, RemoteOrders, choose_status, find_unlisted};

/// An order that was cancelled by hand is looked after until it is so old: Qoo10 answers for 90 days in one
/// list.
pub const MAX_WATCH_DAYS: i64 = 90;

/// What the state file knows beside the order, and what the shop wants.
#[derive(Debug, Clone, Copy)]
pub struct LocalFacts<'a> {
    /// The receiver here; none where it is not known.
    pub receiver: Option<&'a Receiver>,
    /// The other one that Qoo10 showed last (SYN-10).
    pub new_receiver: Option<&'a Receiver>,
    /// Whether what was sent in QSM is closed here (SYN-8).
    pub adopts_sent: bool,
    pub today: NaiveDate,
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
    /// The receiver that Qoo10 shows is taken over (IMP-20, SYN-10).
    ReceiverChanged(Receiver),
    /// It was sent in QSM in this parcel, and is closed (SYN-8).
    Adopted(Shipment),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncDecision {
    /// Where it stands afterwards.
    pub next: OrderState,
    pub changes: Vec<SyncChange>,
    pub needs_person: Option<NeedsPerson>,
    /// The receiver that Qoo10 shows, of an order that the warehouse has begun with (SYN-10).
    pub new_receiver: Option<Receiver>,
    /// Every order number that this is about.
    pub numbers: Vec<OrderNo>,
    /// The shop's own rules that hold it afterwards; none: those that did (IMP-24).
    pub rules: Option<RuleChange>,
}

impl SyncDecision {
    /// Whether the order or a mark on it changes.
    pub fn has_changes(&self) -> bool {
        self.changes
            .iter()
            .any(|change| !matches!(change, SyncChange::LinePaid { .. } | SyncChange::Recorded(_)))
    }

    /// The receiver, where it was blank before and is filled in now (IMP-20).
    pub fn find_filled_receiver(&self, known: Option<&Receiver>) -> Option<&Receiver> {
        self.changes.iter().find_map(|change| match change {
            SyncChange::ReceiverChanged(taken) => {
                known.filter(|known| matches!(compare(known, taken), ReceiverDiff::Fills(_))).map(|_| taken)
            }
            _ => None,
        })
    }

    /// Takes over what judging the order again changes (IMP-24).
    pub fn take_rule_change(&mut self, change: Option<RuleChange>) {
        if let Some(change) = &change {
            self.next = change.next.clone();
        }
        self.rules = change;
    }

    /// Whether the event fires for it (SYN-6): marks do not count.
    pub fn should_fire(&self) -> bool {
        self.changes.iter().any(|change| match change {
            SyncChange::Paid { .. } | SyncChange::Cancelled(_) | SyncChange::LineCancelled(_) => true,
            SyncChange::LinePaid { .. }
            | SyncChange::Recorded(_)
            | SyncChange::CancelRequested(_)
            | SyncChange::CancelWithdrawn(_)
            | SyncChange::ReceiverChanged(_)
            | SyncChange::Adopted(_) => false,
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

pub fn decide_order(order: &Order, news: &RemoteOrders, facts: LocalFacts<'_>) -> SyncDecision {
    let mut decision = SyncDecision {
        next: order.state.clone(),
        changes: Vec::new(),
        needs_person: None,
        new_receiver: None,
        numbers: Vec::new(),
        rules: None,
    };
    if order.state.status == Status::Cancelled {
        check_cancelled_by_hand(order, news, &mut decision);
        return decision;
    }
    if has_not_begun(order.state.status) {
        cancel_lines(order, news, &mut decision);
    }
    if decision.next.status == Status::Cancelled {
        return decision;
    }
    mark_claims(order, news, &mut decision);
    let receiver = compare_receivers(order, news, facts, &mut decision);
    record_payment(order, news, receiver.as_ref(), &mut decision);
    decision.needs_person = find_needs_person(order, news, decision.new_receiver.is_some());
    if facts.adopts_sent && can_adopt(order, news, &decision) {
        adopt_sent(order, news, facts.today, &mut decision);
    }
    decision.numbers =
        decision.needs_person.iter().flat_map(|why| collect_numbers(order, news, why)).collect();
    decision
}

fn cancel_lines(order: &Order, news: &RemoteOrders, decision: &mut SyncDecision) {
    let gone: Vec<&OrderLine> =
        list_remaining_lines(order).filter(|(_, no)| news.is_cancelled(*no)).map(|(line, _)| line).collect();
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
        list_remaining_lines(order).filter(|(_, no)| news.is_cancelled(*no)).map(|(line, _)| line.clone());
    let gone: Vec<OrderLine> = gone.collect();
    if !gone.is_empty() {
        decision.changes.push(SyncChange::Recorded(gone));
    }
    let is_open = |order_no: &OrderNo| !news.is_cancelled(*order_no) && news.is_unshipped(*order_no);
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
    for (line, order_no) in list_remaining_lines(order).filter(|(_, no)| !news.has_completed_claim(*no)) {
        let is_doubted = news.doubt.contains(order_no, order.cart());
        let is_requested = is_doubted || news.find_claim(order_no).is_some_and(Claim::is_requested);
        if is_requested && !line.cancel_requested {
            decision.changes.push(SyncChange::CancelRequested(line.clone()));
        } else if line.cancel_requested && !is_requested && news.doubt.is_empty() {
            decision.changes.push(SyncChange::CancelWithdrawn(line.clone()));
        }
    }
}

/// Takes over what Qoo10 shows of the receiver, as long as that is early enough (IMP-20, SYN-10). Says who
/// it is afterwards.
fn compare_receivers(
    order: &Order,
    news: &RemoteOrders,
    facts: LocalFacts<'_>,
    decision: &mut SyncDecision,
) -> Option<Receiver> {
    let known = facts.receiver?;
    let Some(shown) = news.find_receiver(order) else {
        // No list shows the order as waiting: what was known last stays.
        decision.new_receiver = facts.new_receiver.cloned();
        return Some(known.clone());
    };
    let taken = match compare(known, &shown) {
        ReceiverDiff::Fills(receiver) if order.state.status != Status::Shipped => receiver,
        ReceiverDiff::Differs(receiver) if has_not_begun(order.state.status) => receiver,
        ReceiverDiff::Differs(receiver) => {
            decision.new_receiver = Some(receiver);
            return Some(known.clone());
        }
        ReceiverDiff::Same | ReceiverDiff::Fills(_) => return Some(known.clone()),
    };
    if !taken.lacks_address() && decision.next.hold_reasons.remove(&HoldReason::Address) {
        release_when_unheld(&mut decision.next);
    }
    decision.changes.push(SyncChange::ReceiverChanged(taken.clone()));
    Some(taken)
}

fn record_payment(
    order: &Order,
    news: &RemoteOrders,
    receiver: Option<&Receiver>,
    decision: &mut SyncDecision,
) {
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
    for (line, order_no) in list_remaining_lines(order).filter(|(_, order_no)| !news.is_cancelled(*order_no))
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
        // IMP-20: only now, so that staff can release an order whose address they know otherwise.
        if receiver.is_some_and(Receiver::lacks_address) {
            decision.next.hold_reasons.insert(HoldReason::Address);
            decision.next.status = Status::OnHold;
        }
        release_when_unheld(&mut decision.next);
        decision.changes.push(SyncChange::Paid { at });
    }
}

/// All numbers of the order that are in the same state as the one that staff are told of.
fn collect_numbers(order: &Order, news: &RemoteOrders, why: &NeedsPerson) -> Vec<OrderNo> {
    let is_meant = |order_no: &OrderNo| match why {
        NeedsPerson::CancelledPastReady(_) => news.is_cancelled(*order_no),
        NeedsPerson::ClaimContradictsList(_) => contradicts_list(news, *order_no),
        NeedsPerson::SentAtQoo10(..) => news.find_parcel(*order_no).is_some(),
        NeedsPerson::StatusWithoutPaymentDate(_) => news.is_paid_without_date(*order_no),
        NeedsPerson::ReceiverChanged(_) => news.is_unshipped(*order_no),
        NeedsPerson::UnknownAtQoo10(_) => news.looked_up.get(order_no) == Some(&LookupAnswer::Unknown),
        NeedsPerson::OtherClaim(_, claim) => news.find_claim(*order_no) == Some(*claim),
        NeedsPerson::CancelledHereOnly(_) => news.is_unshipped(*order_no),
    };
    let found: Vec<OrderNo> =
        list_remaining_lines(order).map(|(_, order_no)| order_no).filter(is_meant).collect();
    if found.is_empty() { vec![why.order_no()] } else { found }
}

/// A completed cancellation of what Qoo10 still lists: perhaps only a part of the quantity (SYN-11).
fn contradicts_list(news: &RemoteOrders, order_no: OrderNo) -> bool {
    news.has_completed_claim(order_no) && news.is_unshipped(order_no)
}

/// The gravest of what staff have to look at. What was said earlier stays said while nothing new is known.
fn find_needs_person(order: &Order, news: &RemoteOrders, has_new_receiver: bool) -> Option<NeedsPerson> {
    let found = list_remaining_lines(order)
        .filter_map(|(line, order_no)| find_line_problem(order, line, order_no, news))
        .min_by_key(rank_problem);
    let other_receiver = || {
        let first = list_remaining_lines(order).next().filter(|_| has_new_receiver);
        first.map(|(_, order_no)| NeedsPerson::ReceiverChanged(order_no))
    };
    let is_open = || find_unexplained(order, news).next().is_some();
    found.or_else(|| order.needs_person.clone().filter(|_| is_open())).or_else(other_receiver)
}

/// The less, the sooner it is named.
fn rank_problem(why: &NeedsPerson) -> u8 {
    match why {
        NeedsPerson::CancelledPastReady(_) => 0,
        NeedsPerson::UnknownAtQoo10(_) => 1,
        NeedsPerson::OtherClaim(..) => 2,
        NeedsPerson::ClaimContradictsList(_) => 3,
        NeedsPerson::SentAtQoo10(..) => 4,
        NeedsPerson::StatusWithoutPaymentDate(_) => 5,
        NeedsPerson::ReceiverChanged(_) => 6,
        NeedsPerson::CancelledHereOnly(_) => 7,
    }
}

fn find_line_problem(
    order: &Order,
    line: &OrderLine,
    order_no: OrderNo,
    news: &RemoteOrders,
) -> Option<NeedsPerson> {
    let status = order.state.status;
    match (news.find_claim(order_no), news.looked_up.get(&order_no)) {
        _ if contradicts_list(news, order_no) => return Some(NeedsPerson::ClaimContradictsList(order_no)),
        (Some(claim), _) if claim.is_cancelled() => {
            return (!has_not_begun(status)).then_some(NeedsPerson::CancelledPastReady(order_no));
        }
        (Some(claim), _) if !claim.is_requested() => return Some(NeedsPerson::OtherClaim(order_no, claim)),
        (None, Some(LookupAnswer::Unknown)) => return Some(NeedsPerson::UnknownAtQoo10(order_no)),
        _ => {}
    }
    if let Some(parcel) = news.find_parcel(order_no).filter(|_| status != Status::Shipped) {
        return Some(NeedsPerson::SentAtQoo10(order_no, parcel.clone()));
    }
    let is_unpaid = order.state.payment_status != PaymentStatus::Paid && line.paid_at.is_none();
    (is_unpaid && news.is_paid_without_date(order_no))
        .then_some(NeedsPerson::StatusWithoutPaymentDate(order_no))
}

/// Whether an order was sent in QSM as a whole, and nothing else is the matter with it.
fn can_adopt(order: &Order, news: &RemoteOrders, decision: &SyncDecision) -> bool {
    let mut remaining = list_remaining_lines(order).filter(|(_, no)| !news.is_cancelled(*no));
    decision.next.payment_status == PaymentStatus::Paid
        && matches!(decision.needs_person, Some(NeedsPerson::SentAtQoo10(..)))
        && remaining.all(|(_, order_no)| news.find_parcel(order_no).is_some_and(RemoteParcel::is_readable))
}

/// Closes an order with the parcel that Qoo10 shows.
fn adopt_sent(order: &Order, news: &RemoteOrders, today: NaiveDate, decision: &mut SyncDecision) {
    let numbers = list_remaining_lines(order).map(|(_, order_no)| order_no);
    let parcels: Vec<_> = numbers.filter_map(|order_no| news.find_parcel(order_no)).collect();
    let mut tracking_numbers: Vec<String> = Vec::new();
    for number in parcels.iter().filter_map(|parcel| parcel.number.as_ref()) {
        if !tracking_numbers.contains(number) {
            tracking_numbers.push(number.clone());
        }
    }
    decision.next.status = Status::Shipped;
    decision.next.api_status = ApiStatus::Shipped;
    decision.next.hold_reasons.clear();
    decision.needs_person = None;
    decision.new_receiver = None;
    decision.changes.push(SyncChange::Adopted(Shipment {
        carrier: parcels.iter().find_map(|parcel| parcel.company.clone()).unwrap_or(order.carrier.clone()),
        tracking_numbers,
        shipped_on: parcels.iter().find_map(|parcel| parcel.day).unwrap_or(today),
    }));
}

#[cfg(test)]
#[path = "sync_status_tests.rs"]
mod tests;
