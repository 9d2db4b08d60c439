//! Which of the shop's own rules hold an order back, or warn of it (IMP-24).

use std::cell::OnceCell;

use crate::domain::address::lacks_house_number;
use crate::domain::comparable::to_comparable;
use crate::domain::hold_rule::{HoldRule, RuleConditions, RuleFacts, RulePhrase, SkuPattern};
use crate::domain::ids::PackNo;
use crate::domain::municipality::{AddressParts, read_address};
use crate::domain::order::{HoldReason, NewOrder, Status};
use crate::domain::party::Party;
use crate::domain::postal::{Prefecture, Zip, ZipPrefix, parse_zip, prefectures_of_zip};
use crate::domain::status_machine::{OrderState, release_when_unheld};
use crate::domain::time::Jst;
use crate::domain::zip_file::{ZipFile, ZipSource};
use crate::strings::clean::{cleaned, is_blank};
use crate::strings::phone;
use crate::vocabulary::RuleAction;
use chrono::TimeDelta;

/// The shop's rules, and what they are judged with.
#[derive(Debug, Clone, Default)]
pub struct HoldRules {
    pub rules: Vec<HoldRule>,
    /// Where the shop's KEN_ALL.CSV comes from, where it has one and a rule looks at it.
    pub zips: Option<ZipSource>,
}

impl HoldRules {
    /// How far back orders of the same receiver are looked for; none: no rule asks for them.
    pub fn receiver_reach(&self) -> Option<TimeDelta> {
        let hours = self.rules.iter().filter_map(|rule| rule.conditions.same_receiver_within_hours).max();
        hours.map(|hours| TimeDelta::hours(i64::from(hours)))
    }

    fn has_rule(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.name == name && rule.action == RuleAction::Hold)
    }
}

/// The names of the rules that match an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleVerdict {
    pub holds: Vec<String>,
    pub warns: Vec<String>,
}

/// What the rules say of an order.
pub fn judge_order(rules: &[HoldRule], order: &OrderToJudge<'_>, zips: Option<&ZipFile>) -> RuleVerdict {
    let matched = match_rules(rules, order, zips);
    let of =
        |action| matched.iter().filter(|rule| rule.action == action).map(|rule| rule.name.clone()).collect();
    RuleVerdict { holds: of(RuleAction::Hold), warns: of(RuleAction::Warn) }
}

/// Whether an order in this status may still be held by a rule: what staff or the warehouse have taken
/// further stays there.
fn may_be_held(status: Status) -> bool {
    matches!(status, Status::OnHold | Status::Ready)
}

/// Puts a new order on hold for the rules that match it.
pub fn hold_new_order(order: &mut NewOrder, verdict: &RuleVerdict) {
    if may_be_held(order.status) && !verdict.holds.is_empty() {
        order.status = Status::OnHold;
        order.hold_reasons.insert(HoldReason::Rule);
        order.hold_rules.clone_from(&verdict.holds);
    }
}

/// What judging an order again changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    pub next: OrderState,
    /// The rules that hold it now.
    pub rules: Vec<String>,
}

/// An order that is judged again, because its receiver was filled in (IMP-20): a rule that matches no more
/// lets go, and one that matches now holds it. What staff let go stays free, and so does what has gone
/// further.
/// `known` are the rules that hold it, or held it until staff let go. None: nothing changes.
pub fn judge_again(
    rules: &HoldRules,
    state: &OrderState,
    known: &[String],
    verdict: &RuleVerdict,
) -> Option<RuleChange> {
    let is_held = state.hold_reasons.contains(&HoldReason::Rule);
    if !may_be_held(state.status) || !known.is_empty() && !is_held {
        return None;
    }
    // A rule that the configuration has no more can let nothing go.
    let kept = known.iter().filter(|name| !rules.has_rule(name) || verdict.holds.contains(name));
    let mut names: Vec<String> = kept.cloned().collect();
    names.extend(verdict.holds.iter().filter(|name| !known.contains(name)).cloned());
    let mut next = state.clone();
    if names.is_empty() {
        next.hold_reasons.remove(&HoldReason::Rule);
        release_when_unheld(&mut next);
    } else {
        next.hold_reasons.insert(HoldReason::Rule);
        next.status = Status::OnHold;
    }
    (names != known).then_some(RuleChange { next, rules: names })
}

/// What the rules look at.
#[derive(Debug, Clone)]
pub struct OrderToJudge<'o> {
    pub pack_no: PackNo,
    pub message: Option<&'o str>,
    pub gift: Option<&'o str>,
    pub total_yen: i64,
    pub pieces: i64,
    pub receiver_name: Option<&'o str>,
    pub receiver_tel: Option<&'o str>,
    pub receiver_mobile: Option<&'o str>,
    pub receiver_zip: Option<&'o str>,
    pub receiver_address: Option<&'o str>,
    pub skus: Vec<&'o str>,
    pub ordered_at: Jst,
    /// Orders that may be of the same receiver; more than those do no harm, but not this order itself.
    pub others: Vec<OtherOrder<'o>>,
}

impl<'o> OrderToJudge<'o> {
    /// An order of the state file, without others.
    pub fn from_facts(facts: &'o RuleFacts) -> Self {
        Self {
            message: facts.message.as_deref(),
            gift: facts.gift.as_deref(),
            total_yen: facts.total_yen,
            pieces: facts.pieces,
            skus: facts.skus.iter().map(String::as_str).collect(),
            ..Self::from_receiver((facts.pack_no, facts.ordered_at), &facts.receiver.party)
        }
    }

    /// An order that is about to be imported, without others.
    pub fn from_new_order(order: &'o NewOrder) -> Self {
        let own = || order.lines.iter().filter(|line| !line.is_addon());
        Self {
            message: order.people.message.as_deref(),
            gift: order.people.gift.as_deref(),
            total_yen: order.lines.iter().map(|line| line.total_yen).sum(),
            pieces: own().map(|line| line.qty).sum(),
            skus: order.lines.iter().filter_map(|line| line.sku.as_deref()).collect(),
            ..Self::from_receiver((order.code.pack_no, order.ordered_at), &order.people.receiver)
        }
    }

    fn from_receiver((pack_no, ordered_at): (PackNo, Jst), party: &'o Party) -> Self {
        Self {
            pack_no,
            message: None,
            gift: None,
            total_yen: 0,
            pieces: 0,
            receiver_name: party.name.as_deref(),
            receiver_tel: party.tel.as_deref(),
            receiver_mobile: party.mobile.as_deref(),
            receiver_zip: party.zip.as_deref(),
            receiver_address: party.address.as_deref(),
            skus: Vec::new(),
            ordered_at,
            others: Vec::new(),
        }
    }

    /// Sets when the same receiver placed other orders.
    pub fn set_others(&mut self, ordered_at: impl Iterator<Item = Jst>) {
        let (receiver_name, receiver_address) = (self.receiver_name, self.receiver_address);
        let other = |ordered_at| OtherOrder { receiver_name, receiver_address, ordered_at };
        self.others = ordered_at.map(other).collect();
    }

    /// What it has in common with others of its receiver.
    pub fn receiver_key(&self) -> Option<ReceiverKey> {
        to_receiver_key(self.receiver_name, self.receiver_address)
    }
}

/// An order that is compared by its receiver.
#[derive(Debug, Clone, Copy)]
pub struct OtherOrder<'o> {
    pub receiver_name: Option<&'o str>,
    pub receiver_address: Option<&'o str>,
    pub ordered_at: Jst,
}

/// The rules that match, in their order.
pub fn match_rules<'r>(
    rules: &'r [HoldRule],
    order: &OrderToJudge<'_>,
    zips: Option<&ZipFile>,
) -> Vec<&'r HoldRule> {
    let facts = JudgedFacts::new(order, zips);
    rules.iter().filter(|rule| rule.conditions.hold_of(&facts)).collect()
}

impl RuleConditions {
    fn hold_of(&self, facts: &JudgedFacts<'_>) -> bool {
        let order = facts.order;
        *self != Self::default()
            && self.total_yen_from.is_none_or(|from| order.total_yen >= from)
            && self.qty_from.is_none_or(|from| order.pieces >= from)
            && self.gift.is_none_or(|wanted| has_text(order.gift) == wanted)
            && self.phone_missing.is_none_or(|wanted| facts.is_phone_missing() == wanted)
            && (self.skus.is_empty() || facts.has_sku(&self.skus))
            && (self.message_contains.is_empty() || facts.has_phrase(&self.message_contains))
            && (self.zip_prefixes.is_empty() || facts.has_zip(&self.zip_prefixes))
            && (self.prefectures.is_empty() || facts.is_in(&self.prefectures))
            && self.address_without_number.is_none_or(|wanted| facts.lacks_number() == Some(wanted))
            && self.zip_not_in_prefecture.is_none_or(|wanted| facts.is_zip_elsewhere() == Some(wanted))
            && self.same_receiver_within_hours.is_none_or(|hours| facts.has_other_within(hours))
    }
}

/// An order with what is worked out of its texts once, and only when a rule asks for it.
struct JudgedFacts<'o> {
    order: &'o OrderToJudge<'o>,
    zips: Option<&'o ZipFile>,
    message: OnceCell<String>,
    skus: OnceCell<Vec<String>>,
    zip: OnceCell<Option<Zip>>,
    address: OnceCell<Option<AddressParts>>,
    is_phone_missing: OnceCell<bool>,
}

impl<'o> JudgedFacts<'o> {
    fn new(order: &'o OrderToJudge<'o>, zips: Option<&'o ZipFile>) -> Self {
        Self {
            order,
            zips,
            message: OnceCell::new(),
            skus: OnceCell::new(),
            zip: OnceCell::new(),
            address: OnceCell::new(),
            is_phone_missing: OnceCell::new(),
        }
    }

    fn has_phrase(&self, phrases: &[RulePhrase]) -> bool {
        let Some(message) = self.order.message else { return false };
        let message = self.message.get_or_init(|| to_comparable(message));
        phrases.iter().any(|phrase| phrase.is_in(message))
    }

    fn is_phone_missing(&self) -> bool {
        // Qoo10 writes `+81-` before nothing, and people zeros where a form insists.
        let has_number =
            |phone: &str| phone::normalize_phone(&cleaned(phone)).bytes().any(|b| matches!(b, b'1'..=b'9'));
        let numbers = || [self.order.receiver_tel, self.order.receiver_mobile].into_iter().flatten();
        *self.is_phone_missing.get_or_init(|| !numbers().any(has_number))
    }

    fn has_sku(&self, patterns: &[SkuPattern]) -> bool {
        let skus = self.skus.get_or_init(|| self.order.skus.iter().map(|sku| cleaned(sku)).collect());
        skus.iter().any(|sku| patterns.iter().any(|pattern| pattern.fits(sku)))
    }

    fn zip(&self) -> Option<&Zip> {
        self.zip.get_or_init(|| self.order.receiver_zip.and_then(parse_zip)).as_ref()
    }

    fn address(&self) -> Option<&AddressParts> {
        self.address.get_or_init(|| self.order.receiver_address.map(read_address)).as_ref()
    }

    fn has_zip(&self, prefixes: &[ZipPrefix]) -> bool {
        self.zip().is_some_and(|zip| prefixes.iter().any(|prefix| prefix.begins(zip)))
    }

    fn is_in(&self, prefectures: &[Prefecture]) -> bool {
        self.prefecture().is_some_and(|one| prefectures.contains(&one))
    }

    /// The address's; where it names none, the zip's if that can be only one.
    fn prefecture(&self) -> Option<Prefecture> {
        let of_zip = || {
            let possible = prefectures_of_zip(self.zip()?);
            if let [only] = possible[..] { Some(only) } else { None }
        };
        self.address().and_then(|address| address.prefecture).or_else(of_zip)
    }

    fn lacks_number(&self) -> Option<bool> {
        lacks_house_number(self.address()?)
    }

    fn is_zip_elsewhere(&self) -> Option<bool> {
        let (zip, address) = (self.zip()?, self.order.receiver_address?);
        let by_file = self.zips.and_then(|file| file.zip_not_in_municipality(zip, address));
        let by_region = self.address().and_then(|parts| parts.is_zip_elsewhere(zip));
        // The file knows whole zips, the regions those of offices too: each may find what the other cannot.
        [by_file, by_region].into_iter().flatten().reduce(|one, other| one || other)
    }

    fn has_other_within(&self, hours: u32) -> bool {
        let order = self.order;
        let is_within = |other: &&OtherOrder<'_>| {
            let gap = order.ordered_at - other.ordered_at;
            gap > TimeDelta::zero() && gap <= TimeDelta::hours(i64::from(hours))
        };
        let mut others = order.others.iter().filter(is_within).peekable();
        if others.peek().is_none() {
            return false;
        }
        let Some(same) = order.receiver_key() else { return false };
        others
            .any(|other| to_receiver_key(other.receiver_name, other.receiver_address).as_ref() == Some(&same))
    }
}

/// The name and address of a receiver, as they are compared.
pub type ReceiverKey = (String, String);

/// What two orders of the same receiver have in common; none where name or address is blank: two unknown
/// receivers are not the same.
pub fn to_receiver_key(name: Option<&str>, address: Option<&str>) -> Option<ReceiverKey> {
    match (name, address) {
        (Some(name), Some(address)) if !is_blank(name) && !is_blank(address) => {
            Some((to_comparable(name), to_comparable(address)))
        }
        _ => None,
    }
}

fn has_text(text: Option<&str>) -> bool {
    text.is_some_and(|text| !is_blank(text))
}

#[cfg(test)]
#[path = "hold_rules_tests.rs"]
mod tests;
