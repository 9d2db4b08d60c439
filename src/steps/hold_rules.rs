//! Judges orders by the shop's own rules, with what the state file knows (IMP-24).

use super::StepError;
use crate::domain::hold_rule::RuleFacts;
use crate::domain::order::NewOrder;
use crate::domain::receiver::Receiver;
use crate::domain::status_machine::OrderState;
use crate::domain::time::Jst;
use crate::domain::zip_file::ZipFile;
use crate::plan::hold_rules::{
    HoldRules, OrderToJudge, ReceiverKey, RuleChange, RuleVerdict, judge_again, judge_order, to_receiver_key,
};
use crate::plan::same_receiver::ReceiverOrders;
use crate::store::runs::RunId;
use crate::store::{Batch, Error, HistoryEntry, Store};
use crate::vocabulary::{HistoryEvent, Message, Step};

/// Judges orders. Orders of the same receiver are asked of the state file once, and only when a rule wants
/// them.
pub(super) struct RuleJudge<'r> {
    rules: &'r HoldRules,
    receivers: ReceiverOrders,
    /// From when on they are known.
    known_from: Option<Jst>,
}

impl<'r> RuleJudge<'r> {
    pub(super) fn new(rules: &'r HoldRules) -> Self {
        Self { rules, receivers: ReceiverOrders::default(), known_from: None }
    }

    pub(super) fn has_rules(&self) -> bool {
        !self.rules.rules.is_empty()
    }

    /// The shop's KEN_ALL.CSV, where a rule looks at it. Asked for before the first order is written, so that
    /// a file that cannot be used ends the step while nothing is done.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub(super) fn load_zips(&self) -> Result<Option<&'r ZipFile>, StepError> {
        Ok(self.rules.zips.as_ref().map(|source| source.load()).transpose()?)
    }

    /// What the rules say of an order that is about to be imported. Later ones are compared with it.
    pub(super) fn judge_new(&mut self, store: &Store, order: &NewOrder) -> Result<RuleVerdict, StepError> {
        let mut judged = OrderToJudge::from_new_order(order);
        let receiver = self.set_others(store, &mut judged)?;
        let verdict = judge_order(&self.rules.rules, &judged, self.load_zips()?);
        if let Some(receiver) = receiver {
            self.receivers.add((judged.pack_no, judged.ordered_at), receiver);
        }
        Ok(verdict)
    }

    /// Compares an order with those of other carts for the same receiver, where a rule wants it: gives back
    /// who that is.
    fn set_others(
        &mut self,
        store: &Store,
        order: &mut OrderToJudge<'_>,
    ) -> Result<Option<ReceiverKey>, Error> {
        let Some(reach) = self.rules.receiver_reach() else { return Ok(None) };
        let from = order.ordered_at - reach;
        if self.known_from.is_none_or(|known| from < known) {
            for known in store.list_order_receivers(from, self.known_from)? {
                if let Some(key) = to_receiver_key(known.name.as_deref(), known.address.as_deref()) {
                    self.receivers.add((known.pack_no, known.ordered_at), key);
                }
            }
            self.known_from = Some(from);
        }
        let receiver = order.receiver_key();
        if let Some(key) = &receiver {
            order.set_others(self.receivers.list_others(order.pack_no, key));
        }
        Ok(receiver)
    }

    /// What the rules say of an order of the state file for which this receiver was filled in (IMP-20).
    pub(super) fn judge_filled(
        &mut self,
        store: &Store,
        order_id: i64,
        state: &OrderState,
        receiver: &Receiver,
    ) -> Result<FilledVerdict, StepError> {
        if !self.has_rules() {
            return Ok(FilledVerdict::default());
        }
        let Some(mut order) = store.find_ruled_order(order_id)? else { return Ok(FilledVerdict::default()) };
        let zips = self.load_zips()?;
        let mut judge = |facts: &RuleFacts| -> Result<RuleVerdict, Error> {
            let mut judged = OrderToJudge::from_facts(facts);
            self.set_others(store, &mut judged)?;
            Ok(judge_order(&self.rules.rules, &judged, zips))
        };
        let before = judge(&order.facts)?;
        order.facts.receiver = receiver.clone();
        let mut verdict = judge(&order.facts)?;
        // What was warned of at import is not news.
        verdict.warns.retain(|rule| !before.warns.contains(rule));
        let change = judge_again(self.rules, state, &order.rules, &verdict);
        Ok(FilledVerdict { change, warns: verdict.warns })
    }
}

/// What the rules say of an order that is judged again.
#[derive(Debug, Default)]
pub(super) struct FilledVerdict {
    pub(super) change: Option<RuleChange>,
    /// Rules that only warn, and did not before.
    pub(super) warns: Vec<String>,
}

/// Writes which rules hold an order that was judged again; its state is written by whoever writes the rest.
pub(super) fn write_rule_change(
    batch: &Batch<'_>,
    order_id: i64,
    (step, run, now): (Step, RunId, Jst),
    change: &RuleChange,
) -> Result<(), Error> {
    batch.set_order_rules(order_id, &change.rules)?;
    let (what, detail) = match change.rules[..] {
        [] => (HistoryEvent::RuleLifted, None),
        _ => (HistoryEvent::HeldByRule, Some(Message::quoted(change.rules.join(", ")))),
    };
    let entry = HistoryEntry { at: now, what, by: step.as_str(), run: Some(run), detail: detail.as_ref() };
    batch.add_history(order_id, &entry)
}
