//! `orders check`: what the shop's own rules would hold or warn of among the orders that are here (IMP-24).

use crate::domain::order::{HoldReason, Status};
use crate::domain::zip_file::ZipFile;
use crate::plan::hold_rules::{HoldRules, OrderToJudge, judge_order, to_receiver_key};
use crate::plan::same_receiver::ReceiverOrders;
use crate::store::{Error, Store};
use crate::vocabulary::RuleAction;

/// A rule that matches an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMatch {
    pub order: String,
    pub status: Status,
    pub rule: String,
    pub action: RuleAction,
    /// Whether a rule holds the order now.
    pub is_held: bool,
    /// Whether staff released it, so that no rule holds it again.
    pub is_released: bool,
}

/// Judges the orders in these statuses by the rules as they are configured now, and changes nothing.
///
/// # Errors
/// When the state file cannot be read.
pub fn check_orders(
    store: &Store,
    (rules, zips): (&HoldRules, Option<&ZipFile>),
    statuses: &[Status],
) -> Result<Vec<RuleMatch>, Error> {
    let orders = store.list_ruled_orders(statuses)?;
    let mut receivers = ReceiverOrders::default();
    // The first is the oldest.
    if let (Some(reach), Some(first)) = (rules.receiver_reach(), orders.first()) {
        for order in store.list_order_receivers(first.facts.ordered_at - reach, None)? {
            let placed = (order.pack_no, order.ordered_at);
            if let Some(key) = to_receiver_key(order.name.as_deref(), order.address.as_deref()) {
                receivers.add(placed, key);
            }
        }
    }
    let mut matches = Vec::new();
    for order in &orders {
        let mut judged = OrderToJudge::from_facts(&order.facts);
        if let Some(key) = rules.receiver_reach().and_then(|_| judged.receiver_key()) {
            judged.set_others(receivers.list_others(judged.pack_no, &key));
        }
        let verdict = judge_order(&rules.rules, &judged, zips);
        let held = verdict.holds.into_iter().map(|rule| (rule, RuleAction::Hold));
        let warned = verdict.warns.into_iter().map(|rule| (rule, RuleAction::Warn));
        matches.extend(held.chain(warned).map(|(rule, action)| RuleMatch {
            order: order.code.clone(),
            status: order.status,
            rule,
            action,
            is_held: order.hold_reasons.contains(&HoldReason::Rule),
            is_released: order.is_let_go(),
        }));
    }
    Ok(matches)
}
