//! What became of a change by hand, and what it leaves to do.

use super::{Lang, loading};
use crate::desk::orders::{Done, FollowUp, ManualChange, changes};
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::status_machine::OrderState;
use crate::strings::printable::printable;
use crate::text::text;
use crate::vocabulary::{Message, msg};

/// A change that is done.
pub fn done(code: OrderCode, change: &ManualChange, done: &Done, lang: Lang) -> String {
    let changes = changes(&done.was, &done.next);
    let first = match (change, done.line) {
        (ManualChange::AddLine { sku, qty, .. }, Some(line)) => {
            msg!("hand-line_added", order = code, line = line, sku = printable(sku), qty = *qty)
        }
        _ if changes.is_empty() => msg!("hand-done", order = code),
        _ => msg!("hand-changed", order = code, changes = changes),
    };
    let is_held = match change {
        ManualChange::Set(_) => done.was.status == Status::Cancelled && waits_for_payment(&done.next),
        ManualChange::Release => waits_for_payment(&done.next),
        ManualChange::Hold(_) | ManualChange::AddLine { .. } => false,
    };
    let second = is_held.then(|| format!("\n{}", text(&still_held(code), lang)));
    text(&first, lang) + &second.unwrap_or_default()
}

/// An order that stands so already.
pub fn already(code: OrderCode, change: &ManualChange, standing: &OrderState, lang: Lang) -> String {
    let message = match change {
        ManualChange::Release if waits_for_payment(standing) => still_held(code),
        _ => msg!("hand-already", order = code, status = standing.status.message()),
    };
    text(&message, lang)
}

fn waits_for_payment(standing: &OrderState) -> bool {
    standing.hold_reasons.contains(&HoldReason::Payment)
}

fn still_held(code: OrderCode) -> Message {
    msg!("hand-still_held", order = code)
}

/// What a change leaves to do, a line each, for stderr.
pub fn notes(code: OrderCode, notes: &[FollowUp], lang: Lang) -> String {
    notes.iter().map(|found| loading::render_warning(&note(code, found), lang)).collect()
}

fn note(code: OrderCode, note: &FollowUp) -> Message {
    match note {
        FollowUp::NoTracking => msg!("hand-no_tracking", order = code),
        FollowUp::OpenAtQoo10 => msg!("hand-open_at_qoo10", order = code),
        FollowUp::NoParcel(before) => msg!("hand-no_parcel", order = code, before = before.as_str()),
        FollowUp::UnknownSku(sku, None) => msg!("hand-unknown_sku", sku = sku),
        FollowUp::UnknownSku(sku, Some(near)) => msg!("hand-unknown_sku_near", sku = sku, near = near),
    }
}
