//! What the status machine forbids to do by hand, told, and what to do instead.

use super::orders::HeldFor;
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::status_machine::{Forbidden, leads};
use crate::vocabulary::{Message, RowReason, msg};

/// Why the change is forbidden.
pub fn message(code: OrderCode, why: Forbidden) -> Message {
    match why {
        Forbidden::NoWay { from, to } => {
            msg!("machine-no_way", order = code, from = state(from), to = state(to))
        }
        Forbidden::NotReady(status) => msg!("machine-not_ready", order = code, status = state(status)),
        Forbidden::Held(hold) => hold.stands_in_the_way().with("order", code),
        Forbidden::CancelledHere { to } => msg!("machine-cancelled_here", order = code, to = state(to)),
        Forbidden::HoldNeedsReason => msg!("machine-hold_needs_reason", order = code),
        Forbidden::ToldQoo10 => msg!("machine-told_qoo10", order = code),
        Forbidden::NoMoreLines(status) => msg!("machine-no_more_lines", order = code, status = state(status)),
    }
}

/// What to do instead.
pub fn next(code: OrderCode, why: Forbidden) -> Message {
    let message = message(code, why);
    match why {
        Forbidden::NoWay { from: Status::Cancelled, .. } => message.attribute(Status::Cancelled.as_str()),
        Forbidden::NoWay { from: Status::Shipped, .. } => message.attribute(Status::Shipped.as_str()),
        Forbidden::NoWay { to: Status::Backordered, .. } => message.attribute(Status::Backordered.as_str()),
        Forbidden::NoWay { from, .. } => {
            message.attribute("other").with("from_word", from.as_str()).with("ways", ways(from))
        }
        Forbidden::NotReady(Status::Cancelled) | Forbidden::NoMoreLines(Status::Cancelled) => {
            message.attribute(Status::Cancelled.as_str())
        }
        Forbidden::NotReady(_) | Forbidden::NoMoreLines(_) => message.attribute("other"),
        Forbidden::Held(_)
        | Forbidden::CancelledHere { .. }
        | Forbidden::HoldNeedsReason
        | Forbidden::ToldQoo10 => message.attribute("next"),
    }
}

/// The word that scripts rely on, of an order that may not be shipped.
pub(super) fn reason_to_ship(why: Forbidden) -> RowReason {
    match why {
        Forbidden::Held(HoldReason::Payment) => RowReason::NotPaid,
        Forbidden::Held(_) => RowReason::Held,
        Forbidden::ToldQoo10 => RowReason::AlreadySent,
        Forbidden::NoWay { .. }
        | Forbidden::NotReady(_)
        | Forbidden::CancelledHere { .. }
        | Forbidden::HoldNeedsReason
        | Forbidden::NoMoreLines(_) => RowReason::NotReady,
    }
}

/// Why something is forbidden to an order that is on hold, with what it is held for.
pub fn with_holds(why: Message, held: Option<&HeldFor>) -> Message {
    match held {
        Some(held) => msg!("machine-on_hold", why = why, holds = held.messages()),
        None => why,
    }
}

/// A status as it is named and as it is typed.
fn state(status: Status) -> Message {
    msg!("machine-state", word = status.as_str(), name = status.message())
}

/// Where an order may go, as it is typed.
fn ways(from: Status) -> String {
    let ways = Status::ALL.iter().filter(|to| leads(from, **to) && **to != from);
    ways.map(|to| to.as_str()).collect::<Vec<_>>().join(", ")
}
