//! Receivers that were blank at import and stand in a row now (IMP-20).

use std::collections::BTreeMap;

use super::carts::FetchedCarts;
use crate::domain::ids::OrderCode;
use crate::domain::order::BuyerAddress;
use crate::domain::status_machine::OrderState;
use crate::domain::time::Jst;
use crate::plan::hold_rules::RuleChange;
use crate::plan::import::progress::contradicts_list;
use crate::plan::receiver::{self, Receiver, ReceiverDiff};
use crate::qoo10::wire::shipping_row;
use crate::steps::StepError;
use crate::steps::fetched_rows::FetchedRows;
use crate::steps::hold_rules::{RuleJudge, write_rule_change};
use crate::steps::report::Warning;
use crate::store::runs::RunId;
use crate::store::{Error, HistoryEntry, Store};
use crate::vocabulary::{HistoryEvent, Step};

/// An order whose receiver a row fills.
pub(super) struct FilledReceiver {
    code: OrderCode,
    order_id: i64,
    receiver: Receiver,
    /// Where it stands with the receiver; none: where it stood.
    next: Option<OrderState>,
    /// What the shop's own rules say of that.
    rules: Option<RuleChange>,
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
            let (code, order_id) = (*code, *order_id);
            let one = FilledReceiver { code, order_id, receiver, next: None, rules: None };
            filled.insert(code.to_string(), one);
        }
    }
    Ok(filled.into_values().collect())
}

/// Lifts the hold of an order that can be sent now, and asks the shop's own rules anew (IMP-24). Gives back
/// what they warn of.
pub(super) fn judge_filled(
    store: &Store,
    filled: &mut [FilledReceiver],
    judge: &mut RuleJudge<'_>,
) -> Result<Vec<Warning>, StepError> {
    let mut warnings = Vec::new();
    for one in filled {
        let Some(order) = store.find_order_by_code(one.code)? else { continue };
        let state = receiver::lift_address_hold(&order.state, &one.receiver);
        let is_lifted = state.is_some();
        let state = state.unwrap_or(order.state);
        let verdict = judge.judge_filled(store, one.order_id, &state, &one.receiver)?;
        let orders = || vec![one.code.to_string()];
        let warning = |rule| Warning::RuleMatched { rule, orders: orders() };
        warnings.extend(verdict.warns.into_iter().map(warning));
        one.next = match &verdict.change {
            Some(change) => Some(change.next.clone()),
            None => is_lifted.then_some(state),
        };
        one.rules = verdict.change;
    }
    Ok(warnings)
}

/// Writes them, with what follows from them.
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
    let batch = store.start_batch()?;
    for one in filled {
        batch.set_receiver(one.order_id, &one.receiver, buyer_address)?;
        if let Some(next) = &one.next {
            batch.set_order_state(one.order_id, next, now)?;
        }
        let (what, by) = (HistoryEvent::ReceiverChanged, Step::Import.as_str());
        // Without the text: personal data stands in one place only.
        let entry = HistoryEntry { at: now, what, by, run: Some(run), detail: None };
        batch.add_history(one.order_id, &entry)?;
        if let Some(change) = &one.rules {
            write_rule_change(&batch, one.order_id, (Step::Import, run, now), change)?;
        }
    }
    batch.commit()
}
