//! The shop's own rules for orders that somebody should look at (IMP-24), and what they look at.

use serde::Deserialize;

use super::comparable::to_comparable;
use super::ids::PackNo;
use super::order::{HoldReason, Status};
use super::postal::{Prefecture, ZipPrefix};
use super::receiver::Receiver;
use super::time::Jst;
use crate::strings::clean::cleaned;
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
    pub message_contains: Vec<RulePhrase>,
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
    /// One of the order's SKUs is one of these.
    pub skus: Vec<SkuPattern>,
    /// An earlier order of the same name and address is at most so many hours older.
    pub same_receiver_within_hours: Option<u32>,
}

/// A text that is looked for in others, as it is compared (`to_comparable`). A blank one is in none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct RulePhrase(String);

impl RulePhrase {
    /// Whether it stands in a text that is in its comparable form too.
    pub fn is_in(&self, comparable: &str) -> bool {
        !self.0.is_empty() && comparable.contains(&self.0)
    }
}

impl From<String> for RulePhrase {
    fn from(text: String) -> Self {
        Self(to_comparable(&text))
    }
}

/// A SKU, cleaned, in which each `*` stands for any text, none too. A blank one fits nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct SkuPattern(String);

impl SkuPattern {
    /// Whether a cleaned SKU fits it.
    pub fn fits(&self, sku: &str) -> bool {
        let Some((first, others)) = self.0.split_once('*') else {
            return !self.0.is_empty() && self.0 == sku;
        };
        let Some(mut rest) = sku.strip_prefix(first) else { return false };
        let mut parts = others.split('*').rev();
        let last = parts.next().unwrap_or("");
        for part in parts.rev() {
            let Some((_, behind)) = rest.split_once(part) else { return false };
            rest = behind;
        }
        rest.ends_with(last)
    }
}

impl From<String> for SkuPattern {
    fn from(text: String) -> Self {
        Self(cleaned(&text))
    }
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
