//! Judges orders by the shop's own rules, with what the state file knows (IMP-24).

use crate::domain::hold_rule::RuleFacts;
use crate::domain::receiver::Receiver;
use crate::domain::status_machine::OrderState;
use crate::domain::time::Jst;
use crate::plan::hold_rules::{HoldRules, RuleChange, RuleVerdict, judge_again, judge_order};
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

    /// What the rules say of an order.
    pub(super) fn judge(&mut self, store: &Store, facts: &RuleFacts) -> Result<RuleVerdict, Error> {
        let others = self.list_others(store, facts)?;
        Ok(judge_order(self.rules, facts, &others))
    }

    /// Lets later orders be compared with one that is not in the state file yet.
    pub(super) fn remember(&mut self, facts: &RuleFacts) {
        if self.rules.receiver_reach().is_some() {
            self.receivers.add_facts(facts);
        }
    }

    /// When orders of other carts for the same receiver were placed.
    fn list_others(&mut self, store: &Store, facts: &RuleFacts) -> Result<Vec<Jst>, Error> {
        let Some(reach) = self.rules.receiver_reach() else { return Ok(Vec::new()) };
        let from = facts.ordered_at - reach;
        if self.known_from.is_none_or(|known| from < known) {
            for order in store.list_order_receivers(from, self.known_from)? {
                let placed = (order.pack_no, order.ordered_at);
                self.receivers.add(placed, order.name.as_deref(), order.address.as_deref());
            }
            self.known_from = Some(from);
        }
        Ok(self.receivers.list_others(facts))
    }

    /// What the rules say of an order of the state file for which this receiver was filled in (IMP-20).
    pub(super) fn judge_filled(
        &mut self,
        store: &Store,
        order_id: i64,
        state: &OrderState,
        receiver: &Receiver,
    ) -> Result<FilledVerdict, Error> {
        if !self.has_rules() {
            return Ok(FilledVerdict::default());
        }
        let Some(mut order) = store.find_ruled_order(order_id)? else { return Ok(FilledVerdict::default()) };
        let before = self.judge(store, &order.facts)?;
        order.facts.receiver = receiver.clone();
        let mut verdict = self.judge(store, &order.facts)?;
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
