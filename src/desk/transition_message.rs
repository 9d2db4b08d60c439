//! What the status machine forbids to do by hand, told, and what to do instead.

use super::orders::OrderHold;
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::status_machine::{TransitionError, is_allowed};
use crate::vocabulary::{Message, RowReason, msg};

/// Why the change is forbidden.
pub fn explain_transition(code: OrderCode, why: TransitionError) -> Message {
    match why {
        TransitionError::NotAllowed { from, to } => {
            msg!("machine-no_way", order = code, from = format_status(from), to = format_status(to))
        }
        TransitionError::NotReady(status) => {
            msg!("machine-not_ready", order = code, status = format_status(status))
        }
        TransitionError::Held(hold) => hold.explain_hold().with("order", code),
        TransitionError::CancelledHere { to } => {
            msg!("machine-cancelled_here", order = code, to = format_status(to))
        }
        TransitionError::HoldNeedsReason => msg!("machine-hold_needs_reason", order = code),
        TransitionError::SentToQoo10 => msg!("machine-told_qoo10", order = code),
        TransitionError::NoMoreLines(status) => {
            msg!("machine-no_more_lines", order = code, status = format_status(status))
        }
        TransitionError::LinesStay(status) => {
            msg!("machine-lines_stay", order = code, status = format_status(status))
        }
    }
}

/// What to do instead.
pub fn suggest_alternative(code: OrderCode, why: TransitionError) -> Message {
    let message = explain_transition(code, why);
    match why {
        TransitionError::NotAllowed { from: Status::Cancelled, .. } => {
            message.attribute(Status::Cancelled.as_str())
        }
        TransitionError::NotAllowed { from: Status::Shipped, .. } => {
            message.attribute(Status::Shipped.as_str())
        }
        TransitionError::NotAllowed { to: Status::Backordered, .. } => {
            message.attribute(Status::Backordered.as_str())
        }
        TransitionError::NotAllowed { from, .. } => {
            message.attribute("other").with("from_word", from.as_str()).with("ways", list_next_statuses(from))
        }
        TransitionError::NotReady(Status::Cancelled)
        | TransitionError::NoMoreLines(Status::Cancelled)
        | TransitionError::LinesStay(Status::Cancelled) => message.attribute(Status::Cancelled.as_str()),
        TransitionError::NotReady(_) | TransitionError::NoMoreLines(_) | TransitionError::LinesStay(_) => {
            message.attribute("other")
        }
        TransitionError::Held(_)
        | TransitionError::CancelledHere { .. }
        | TransitionError::HoldNeedsReason
        | TransitionError::SentToQoo10 => message.attribute("next"),
    }
}

/// The word that scripts rely on, of an order that may not be shipped.
pub(super) fn to_row_reason(why: TransitionError) -> RowReason {
    match why {
        TransitionError::Held(HoldReason::Payment) => RowReason::NotPaid,
        TransitionError::Held(_) => RowReason::Held,
        TransitionError::SentToQoo10 => RowReason::AlreadySent,
        TransitionError::NotAllowed { .. }
        | TransitionError::NotReady(_)
        | TransitionError::CancelledHere { .. }
        | TransitionError::HoldNeedsReason
        | TransitionError::NoMoreLines(_)
        | TransitionError::LinesStay(_) => RowReason::NotReady,
    }
}

/// Why something is forbidden to an order that is on hold, with what it is held for.
pub fn with_holds(why: Message, held: Option<&OrderHold>) -> Message {
    match held {
        Some(held) => msg!("machine-on_hold", why = why, holds = held.list_messages()),
        None => why,
    }
}

/// A status as it is named and as it is typed.
fn format_status(status: Status) -> Message {
    msg!("machine-state", word = status.as_str(), name = status.message())
}

/// Where an order may go, as it is typed.
fn list_next_statuses(from: Status) -> String {
    let ways = Status::ALL.iter().filter(|to| is_allowed(from, **to) && **to != from);
    ways.map(|to| to.as_str()).collect::<Vec<_>>().join(", ")
}
