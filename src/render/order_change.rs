//! What became of a change by hand, and what it leaves to do.

use super::{Lang, loading};
use crate::desk::orders::{AppliedChange, FollowUp, ManualChange, list_changes};
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::status_machine::OrderState;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Message, msg};

pub fn render_change(code: OrderCode, change: &ManualChange, done: &AppliedChange, lang: Lang) -> String {
    let changes = list_changes(&done.was, &done.next);
    let first = match (change, done.line) {
        (ManualChange::AddLine { sku, qty, .. }, Some(line)) => {
            msg!("hand-line_added", order = code, line = line, sku = sanitize(sku), qty = *qty)
        }
        (ManualChange::RemoveLine(line), _) => msg!("hand-line_removed", order = code, line = *line),
        (ManualChange::Set(wish), _) if changes.is_empty() && wish.takes_receiver => {
            msg!("hand-receiver_taken", order = code)
        }
        _ if changes.is_empty() => msg!("hand-done", order = code),
        _ => msg!("hand-changed", order = code, changes = changes),
    };
    let is_held = match change {
        ManualChange::Set(_) => done.was.status == Status::Cancelled && needs_payment(&done.next),
        ManualChange::Release => needs_payment(&done.next),
        ManualChange::Hold(_) | ManualChange::AddLine { .. } | ManualChange::RemoveLine(_) => false,
    };
    let second = is_held.then(|| format!("\n{}", localize(&explain_hold(code), lang)));
    localize(&first, lang) + &second.unwrap_or_default()
}

/// An order that stands so already.
pub fn render_unchanged(code: OrderCode, change: &ManualChange, standing: &OrderState, lang: Lang) -> String {
    let message = match change {
        ManualChange::Release if needs_payment(standing) => explain_hold(code),
        _ => msg!("hand-already", order = code, status = standing.status.message()),
    };
    localize(&message, lang)
}

fn needs_payment(standing: &OrderState) -> bool {
    standing.hold_reasons.contains(&HoldReason::Payment)
}

fn explain_hold(code: OrderCode) -> Message {
    msg!("hand-still_held", order = code)
}

/// What a change leaves to do, a line each, for stderr.
pub fn render_follow_ups(code: OrderCode, notes: &[FollowUp], lang: Lang) -> String {
    notes.iter().map(|found| loading::render_warning(&explain_follow_up(code, found), lang)).collect()
}

fn explain_follow_up(code: OrderCode, note: &FollowUp) -> Message {
    match note {
        FollowUp::NoTracking => msg!("hand-no_tracking", order = code),
        FollowUp::OpenAtQoo10 => msg!("hand-open_at_qoo10", order = code),
        FollowUp::NoParcel(before) => msg!("hand-no_parcel", order = code, before = before.as_str()),
        FollowUp::UnknownSku(sku, None) => msg!("hand-unknown_sku", sku = sku),
        FollowUp::UnknownSku(sku, Some(near)) => msg!("hand-unknown_sku_near", sku = sku, near = near),
    }
}
