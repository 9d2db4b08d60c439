//! Packing slips (納品書): the orders that may leave, exported or not (FIL-7).

use std::collections::BTreeSet;

use super::hand_over_message::explain_hand_over;
use crate::domain::ids::OrderCode;
use crate::plan::hand_over::judge_packing;
use crate::store::hand_over::{HandOverCandidate, PackingLine};
use crate::store::order_view::OrderView;
use crate::store::{Error, Store};
use crate::strings::clean::is_blank;
use crate::vocabulary::{HandOverReason, Message};

/// An order as it is packed.
#[derive(Debug, Clone)]
pub struct PackingSlip {
    pub order: OrderView,
    pub lines: Vec<PackingLine>,
}

impl PackingSlip {
    /// Whether the parcel goes to somebody who is not to read prices.
    pub fn is_gift(&self) -> bool {
        self.order.people.gift.as_deref().is_some_and(|text| !is_blank(text))
    }
}

/// Why an order that was asked for has no slip.
#[derive(Debug)]
pub struct SlipRefusal {
    pub order: OrderCode,
    pub reason: HandOverReason,
    pub message: Message,
    pub next: Message,
}

/// Which slips are printed, and which are not.
#[derive(Debug, Default)]
pub struct SlipBatch {
    pub slips: Vec<PackingSlip>,
    /// Orders that were asked for by name, and may not leave.
    pub refused: Vec<SlipRefusal>,
}

/// The slips of these orders in their order; without any, of every order that may leave, the oldest import
/// first. An order that does not exist is the other result.
///
/// # Errors
/// When the state file cannot be read.
pub fn gather_slips(store: &Store, named: &[OrderCode]) -> Result<Result<SlipBatch, OrderCode>, Error> {
    let mut batch = SlipBatch::default();
    if named.is_empty() {
        for order in store.list_hand_over_candidates()? {
            if judge_packing(&order.state).is_ok() {
                batch.slips.push(load_slip(store, &order)?);
            }
        }
        return Ok(Ok(batch));
    }
    let mut seen = BTreeSet::new();
    for code in named.iter().filter(|code| seen.insert(**code)) {
        let Some(order) = store.find_hand_over_candidate(*code)? else { return Ok(Err(*code)) };
        match judge_packing(&order.state) {
            Ok(()) => batch.slips.push(load_slip(store, &order)?),
            Err(refusal) => batch.refused.push(SlipRefusal {
                order: *code,
                reason: refusal.reason,
                message: explain_hand_over(store, *code, refusal)?,
                next: refusal.next_step(*code),
            }),
        }
    }
    Ok(Ok(batch))
}

fn load_slip(store: &Store, order: &HandOverCandidate) -> Result<PackingSlip, Error> {
    let lines = store.list_packing_lines(order.order_id)?;
    Ok(PackingSlip { order: store.load_packing_order(order)?, lines })
}
