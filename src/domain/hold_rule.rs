//! The shop's own rules for orders that somebody should look at (IMP-24), and what they look at.

use serde::Deserialize;

use super::ids::PackNo;
use super::order::{HoldReason, NewOrder, Status};
use super::postal::{Prefecture, ZipPrefix};
use super::receiver::Receiver;
use super::time::Jst;
use crate::vocabulary::RuleAction;

/// A rule of the shop. One without a condition matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRule {
    pub name: String,
    pub action: RuleAction,
    #[serde(flatten)]
    pub conditions: RuleConditions,
}

/// What must hold of an order, all of it; an empty list is no condition. A condition whose facts are not
/// known does not hold, whether it asks for `true` or `false`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RuleConditions {
    /// One of these texts is in the buyer's message.
    pub message_contains: Vec<String>,
    /// The gift text is not blank; `false`: it is.
    pub gift: Option<bool>,
    pub total_yen_from: Option<i64>,
    /// Pieces of the whole order.
    pub qty_from: Option<i64>,
    /// Neither of the receiver's phones has a number.
    pub phone_missing: Option<bool>,
    pub address_without_number: Option<bool>,
    /// By the built-in postal regions, and by the shop's KEN_ALL.CSV where it has one.
    pub zip_not_in_prefecture: Option<bool>,
    pub prefectures: Vec<Prefecture>,
    pub zip_prefixes: Vec<ZipPrefix>,
    /// One of the order's SKUs is one of these; `*` stands for any text.
    pub skus: Vec<String>,
    /// An earlier order of the same name and address is at most so many hours older.
    pub same_receiver_within_hours: Option<u32>,
}

/// What the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFacts {
    pub pack_no: PackNo,
    pub message: Option<String>,
    pub gift: Option<String>,
    pub total_yen: i64,
    pub pieces: i64,
    pub receiver: Receiver,
    pub skus: Vec<String>,
    pub ordered_at: Jst,
}

impl RuleFacts {
    pub fn from_new_order(order: &NewOrder) -> Self {
        let own = || order.lines.iter().filter(|line| !line.is_addon());
        Self {
            pack_no: order.code.pack_no,
            message: order.people.message.clone(),
            gift: order.people.gift.clone(),
            total_yen: order.lines.iter().map(|line| line.total_yen).sum(),
            pieces: own().map(|line| line.qty).sum(),
            receiver: Receiver::from_people(&order.people),
            skus: order.lines.iter().filter_map(|line| line.sku.clone()).collect(),
            ordered_at: order.ordered_at,
        }
    }
}

/// An order of the state file, with what the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuledOrder {
    pub code: String,
    pub status: Status,
    pub facts: RuleFacts,
    /// The rules that hold it, or held it until staff let go.
    pub rules: Vec<String>,
    pub hold_reasons: Vec<HoldReason>,
}

impl RuledOrder {
    /// Whether staff let it go: only they do, and what they let go is not held again.
    pub fn is_let_go(&self) -> bool {
        !self.rules.is_empty() && !self.hold_reasons.contains(&HoldReason::Rule)
    }
}
