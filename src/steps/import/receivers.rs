//! Receivers that were blank at import and stand in a row now (IMP-20).

use std::collections::BTreeMap;

use super::carts::FetchedCarts;
use crate::domain::ids::OrderCode;
use crate::domain::order::BuyerAddress;
use crate::domain::time::Jst;
use crate::plan::import::progress::contradicts_list;
use crate::plan::receiver::{self, Receiver, ReceiverDiff};
use crate::qoo10::wire::shipping_row;
use crate::steps::fetched_rows::FetchedRows;
use crate::store::runs::RunId;
use crate::store::{Error, HistoryEntry, Store};
use crate::vocabulary::{HistoryEvent, Step};

/// An order whose receiver a row fills.
pub(super) struct FilledReceiver {
    code: OrderCode,
    order_id: i64,
    receiver: Receiver,
}

/// What the rows of orders that are known fill.
pub(super) fn find_filled(
    fetched: &FetchedRows,
    carts: &FetchedCarts,
    store: &Store,
) -> Result<Vec<FilledReceiver>, Error> {
    if carts.known_rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut blank = store.load_incomplete_receivers()?;
    let mut filled: BTreeMap<String, FilledReceiver> = BTreeMap::new();
    for (code, row) in &carts.known_rows {
        let Some((order_id, known)) = blank.get_mut(code) else { continue };
        // A row that cannot be read fills nothing: sync-status reads it again, and says so.
        let Ok(read) = shipping_row::parse(fetched.json(row)) else { continue };
        if contradicts_list(fetched.status(row), read.shipping_status) {
            continue;
        }
        if let ReceiverDiff::Fills(receiver) = receiver::compare(known, &Receiver::from_people(&read.people))
        {
            known.clone_from(&receiver);
            filled.insert(code.to_string(), FilledReceiver { code: *code, order_id: *order_id, receiver });
        }
    }
    Ok(filled.into_values().collect())
}

/// Writes them, and lifts the hold of an order that can be sent now.
pub(super) fn write_filled(
    store: &mut Store,
    filled: &[FilledReceiver],
    buyer_address: BuyerAddress,
    run: RunId,
    now: Jst,
) -> Result<(), Error> {
    if filled.is_empty() {
        return Ok(());
    }
    let mut states = Vec::new();
    for one in filled {
        states.push(store.find_order_by_code(one.code)?.map(|order| order.state));
    }
    let batch = store.start_batch()?;
    for (one, state) in filled.iter().zip(states) {
        batch.set_receiver(one.order_id, &one.receiver, buyer_address)?;
        if let Some(next) = state.and_then(|state| receiver::lift_address_hold(&state, &one.receiver)) {
            batch.set_order_state(one.order_id, &next, now)?;
        }
        let (what, by) = (HistoryEvent::ReceiverChanged, Step::Import.as_str());
        // Without the text: personal data stands in one place only.
        let entry = HistoryEntry { at: now, what, by, run: Some(run), detail: None };
        batch.add_history(one.order_id, &entry)?;
    }
    batch.commit()
}
