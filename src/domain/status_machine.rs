//! Which status may follow which: the one place that says so (docs/status-machine.md).
//!
//! The steps make orders `on_hold` or `ready`, turn `on_hold` into `ready`, and `on_hold`, `backordered` and
//! `ready` into `cancelled`. Everything else is done by hand, and is checked here.

use std::collections::BTreeSet;

use super::order::{ApiStatus, HoldReason, PaymentStatus, Status};

/// What the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderState {
    /// Where the order is.
    pub status: Status,
    pub payment_status: PaymentStatus,
    /// What Qoo10 has been told.
    pub api_status: ApiStatus,
    /// Why it is held.
    pub hold_reasons: BTreeSet<HoldReason>,
}

/// Changes by hand that come together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusChange {
    pub status: Option<Status>,
    pub payment_status: Option<PaymentStatus>,
    pub api_status: Option<ApiStatus>,
    /// Whether the receiver that Qoo10 shows is taken over (SYN-10).
    pub takes_receiver: bool,
}

/// Why a change is forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransitionError {
    /// No order leaves this status for that one.
    NotAllowed {
        from: Status,
        /// Where it cannot go.
        to: Status,
    },
    /// The desk does not ship from this status.
    NotReady(Status),
    /// A hold stands in the way.
    Held(HoldReason),
    /// It was cancelled by hand, and goes back to `ready` only.
    CancelledHere {
        /// Where it was to go.
        to: Status,
    },
    /// `on_hold` needs a reason, which `orders hold` asks for.
    HoldNeedsReason,
    /// Qoo10 has been told of the shipment.
    SentToQoo10,
    /// An order in this status takes no more lines.
    NoMoreLines(Status),
    /// No line of an order in this status is taken back.
    LinesStay(Status),
}

/// Whether the status machine has an arrow from one status to another, holds aside.
pub fn is_allowed(from: Status, to: Status) -> bool {
    use Status::{Backordered, Cancelled, Inspected, OnHold, Preparing, Ready, Shipped, Working};
    match (from, to) {
        (Cancelled, _) => false,
        (_, Cancelled) => true,
        (Shipped, _) => to == Inspected,
        (_, OnHold) => true,
        (OnHold | Backordered, Backordered | Ready | Preparing | Working | Inspected | Shipped) => true,
        (Ready | Preparing | Working | Inspected, Backordered) => from == Ready,
        (Ready | Preparing | Working | Inspected, _) => true,
    }
}

/// The standing after changes by hand. `paid` lifts the payment hold; with no other hold an order on hold
/// becomes `ready`, unless another status is wanted. `unpaid` and `auth_failed` put the payment hold back on
/// an order up to `inspected`.
///
/// # Errors
/// Why it is forbidden; then nothing is changed.
pub fn apply_status_change(standing: &OrderState, wish: StatusChange) -> Result<OrderState, TransitionError> {
    let mut next = standing.clone();
    next.api_status = wish.api_status.unwrap_or(standing.api_status);
    next.payment_status = wish.payment_status.unwrap_or(standing.payment_status);
    match wish.payment_status {
        Some(PaymentStatus::Paid) => {
            next.hold_reasons.remove(&HoldReason::Payment);
        }
        Some(PaymentStatus::Unpaid | PaymentStatus::AuthFailed) if is_in_house(standing.status) => {
            next.hold_reasons.insert(HoldReason::Payment);
        }
        Some(PaymentStatus::Unpaid | PaymentStatus::AuthFailed) | None => {}
    }
    match wish.status {
        Some(wanted) if wanted != standing.status || wish.payment_status.is_some() => {
            next.status = wanted;
            check_transition(standing, &mut next)?;
        }
        Some(_) => {}
        None if next.hold_reasons.contains(&HoldReason::Payment) => next.status = Status::OnHold,
        None => release_when_unheld(&mut next),
    }
    Ok(next)
}

/// Whether the parcel is still to leave.
fn is_in_house(status: Status) -> bool {
    !matches!(status, Status::Shipped | Status::Cancelled)
}

/// Whether an order in this status may be unpaid.
fn may_be_unpaid(status: Status) -> bool {
    matches!(status, Status::OnHold | Status::Backordered | Status::Cancelled)
}

/// Checks a wanted status, and leaves no reason on an order that is not on hold: `payment` on one that
/// waits for goods is what its payment status says.
fn check_transition(standing: &OrderState, next: &mut OrderState) -> Result<(), TransitionError> {
    let (from, to) = (standing.status, next.status);
    if from != to && !is_allowed(from, to) {
        return Err(TransitionError::NotAllowed { from, to });
    }
    if from == Status::Shipped && to == Status::Inspected && standing.api_status == ApiStatus::Shipped {
        return Err(TransitionError::SentToQoo10);
    }
    if next.payment_status != PaymentStatus::Paid && !may_be_unpaid(to) {
        return Err(TransitionError::Held(HoldReason::Payment));
    }
    match to {
        Status::OnHold if next.hold_reasons.is_empty() => return Err(TransitionError::HoldNeedsReason),
        Status::OnHold => return Ok(()),
        Status::Cancelled => {}
        Status::Backordered => {
            if let Some(reason) = next.hold_reasons.iter().find(|reason| **reason != HoldReason::Payment) {
                return Err(TransitionError::Held(*reason));
            }
        }
        Status::Ready | Status::Preparing | Status::Working | Status::Inspected | Status::Shipped => {
            if let Some(reason) = next.hold_reasons.first() {
                return Err(TransitionError::Held(*reason));
            }
        }
    }
    next.hold_reasons.clear();
    Ok(())
}

/// The standing of an order that staff cancelled by hand, and that Qoo10 has not cancelled, when it is taken
/// back: `ready`, or on hold while it is not paid.
///
/// # Errors
/// When another status than `ready` is wanted.
pub fn undo_cancellation(standing: &OrderState, wish: StatusChange) -> Result<OrderState, TransitionError> {
    if let Some(to) = wish.status.filter(|to| *to != Status::Ready) {
        return Err(TransitionError::CancelledHere { to });
    }
    let mut next = OrderState {
        status: Status::OnHold,
        payment_status: wish.payment_status.unwrap_or(standing.payment_status),
        api_status: wish.api_status.unwrap_or(standing.api_status),
        hold_reasons: BTreeSet::new(),
    };
    release_when_unheld(&mut next);
    Ok(next)
}

/// A paid order on hold for nothing is ready (IMP-15, SYN-1). One that is not paid waits for its payment.
pub fn release_when_unheld(standing: &mut OrderState) {
    if standing.status != Status::OnHold || !standing.hold_reasons.is_empty() {
        return;
    }
    match standing.payment_status {
        PaymentStatus::Paid => standing.status = Status::Ready,
        PaymentStatus::Unpaid | PaymentStatus::AuthFailed => {
            standing.hold_reasons.insert(HoldReason::Payment);
        }
    }
}

/// The standing after a hold by hand.
///
/// # Errors
/// When the order is shipped or cancelled.
pub fn hold(standing: &OrderState) -> Result<OrderState, TransitionError> {
    let (from, to) = (standing.status, Status::OnHold);
    if from != to && !is_allowed(from, to) {
        return Err(TransitionError::NotAllowed { from, to });
    }
    let mut next = OrderState { status: to, ..standing.clone() };
    next.hold_reasons.insert(HoldReason::Manual);
    if standing.payment_status != PaymentStatus::Paid {
        next.hold_reasons.insert(HoldReason::Payment);
    }
    Ok(next)
}

/// The standing after the parcel has left, or after its shipment is corrected.
///
/// # Errors
/// When the order may not be shipped, or Qoo10 has been told of its shipment.
pub fn ship(standing: &OrderState) -> Result<OrderState, TransitionError> {
    match standing.status {
        Status::Shipped if standing.api_status == ApiStatus::Shipped => Err(TransitionError::SentToQoo10),
        status if standing.payment_status != PaymentStatus::Paid && !may_be_unpaid(status) => {
            Err(TransitionError::Held(HoldReason::Payment))
        }
        Status::Ready | Status::Preparing | Status::Working | Status::Inspected => {
            Ok(OrderState { status: Status::Shipped, ..standing.clone() })
        }
        Status::Shipped => Ok(standing.clone()),
        from => match standing.hold_reasons.first() {
            Some(reason) => Err(TransitionError::Held(*reason)),
            None => Err(TransitionError::NotReady(from)),
        },
    }
}

/// The standing after a release by hand: every reason but `payment` goes.
pub fn release(standing: &OrderState) -> OrderState {
    let mut next = standing.clone();
    next.hold_reasons.retain(|reason| *reason == HoldReason::Payment);
    release_when_unheld(&mut next);
    next
}

#[cfg(test)]
#[path = "status_machine_tests.rs"]
mod tests;
