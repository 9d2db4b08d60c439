//! Which of the shop's own rules hold an order back, or warn of it (IMP-24).

use std::cell::OnceCell;

use crate::domain::address::lacks_house_number;
use crate::domain::comparable::to_comparable;
use crate::domain::hold_rule::{HoldRule, RuleConditions, RuleFacts};
use crate::domain::municipality::prefecture_of_address;
use crate::domain::municipality::zip_not_in_prefecture;
use crate::domain::order::{HoldReason, NewOrder, Status};
use crate::domain::postal::{Prefecture, ZipPrefix, parse_zip, prefectures_of_zip};
use crate::domain::status_machine::{OrderState, release_when_unheld};
use crate::domain::time::Jst;
use crate::domain::zip_file::ZipFile;
use crate::strings::clean::{cleaned, is_blank};
use crate::strings::phone;
use crate::vocabulary::RuleAction;
use chrono::TimeDelta;

/// The shop's rules, and what they are judged with.
#[derive(Debug, Clone, Default)]
pub struct HoldRules {
    pub rules: Vec<HoldRule>,
    /// The shop's KEN_ALL.CSV, where it has one and a rule looks at it.
    pub zips: Option<ZipFile>,
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

/// What the rules say of an order; `others` are the order dates of orders of the same receiver.
pub fn judge_order(rules: &HoldRules, facts: &RuleFacts, others: &[Jst]) -> RuleVerdict {
    let matched = match_rules(&rules.rules, &OrderToJudge::new(facts, others), rules.zips.as_ref());
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
    fn new(facts: &'o RuleFacts, others: &[Jst]) -> Self {
        let party = &facts.receiver.party;
        let (receiver_name, receiver_address) = (party.name.as_deref(), party.address.as_deref());
        let other = |at: &Jst| OtherOrder { receiver_name, receiver_address, ordered_at: *at };
        Self {
            message: facts.message.as_deref(),
            gift: facts.gift.as_deref(),
            total_yen: facts.total_yen,
            pieces: facts.pieces,
            receiver_name,
            receiver_tel: party.tel.as_deref(),
            receiver_mobile: party.mobile.as_deref(),
            receiver_zip: party.zip.as_deref(),
            receiver_address,
            skus: facts.skus.iter().map(String::as_str).collect(),
            ordered_at: facts.ordered_at,
            others: others.iter().map(other).collect(),
        }
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
            && (self.message_contains.is_empty() || facts.has_words(&self.message_contains))
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
    prefecture: OnceCell<Option<Prefecture>>,
    lacks_number: OnceCell<Option<bool>>,
    is_zip_elsewhere: OnceCell<Option<bool>>,
}

impl<'o> JudgedFacts<'o> {
    fn new(order: &'o OrderToJudge<'o>, zips: Option<&'o ZipFile>) -> Self {
        Self {
            order,
            zips,
            message: OnceCell::new(),
            prefecture: OnceCell::new(),
            lacks_number: OnceCell::new(),
            is_zip_elsewhere: OnceCell::new(),
        }
    }

    fn has_words(&self, words: &[String]) -> bool {
        let message =
            self.message.get_or_init(|| self.order.message.map(to_comparable).into_iter().collect());
        let is_in = |word: &String| !is_blank(word) && message.contains(&to_comparable(word));
        words.iter().any(is_in)
    }

    fn is_phone_missing(&self) -> bool {
        // Qoo10 writes `+81-` before nothing, and people zeros where a form insists.
        let has_number =
            |phone: &str| phone::normalize_phone(&cleaned(phone)).bytes().any(|b| matches!(b, b'1'..=b'9'));
        ![self.order.receiver_tel, self.order.receiver_mobile].into_iter().flatten().any(has_number)
    }

    fn has_sku(&self, patterns: &[String]) -> bool {
        let fits = |sku: &&str| {
            let sku = cleaned(sku);
            patterns.iter().any(|pattern| fits_pattern(&cleaned(pattern), &sku))
        };
        self.order.skus.iter().any(fits)
    }

    fn has_zip(&self, prefixes: &[ZipPrefix]) -> bool {
        let zip = self.order.receiver_zip.and_then(parse_zip);
        zip.is_some_and(|zip| prefixes.iter().any(|prefix| prefix.begins(&zip)))
    }

    fn is_in(&self, prefectures: &[Prefecture]) -> bool {
        self.prefecture().is_some_and(|one| prefectures.contains(&one))
    }

    /// The address's; where it names none, the zip's if that can be only one.
    fn prefecture(&self) -> Option<Prefecture> {
        let of_zip = || {
            let possible = prefectures_of_zip(&self.order.receiver_zip.and_then(parse_zip)?);
            if let [only] = possible[..] { Some(only) } else { None }
        };
        let of_address = || self.order.receiver_address.and_then(prefecture_of_address);
        *self.prefecture.get_or_init(|| of_address().or_else(of_zip))
    }

    fn lacks_number(&self) -> Option<bool> {
        *self.lacks_number.get_or_init(|| lacks_house_number(self.order.receiver_address?))
    }

    fn is_zip_elsewhere(&self) -> Option<bool> {
        *self.is_zip_elsewhere.get_or_init(|| {
            let (zip, address) = (self.order.receiver_zip?, self.order.receiver_address?);
            let by_file = self.zips.and_then(|file| file.zip_not_in_municipality(zip, address));
            let by_region = zip_not_in_prefecture(zip, address);
            // The file knows whole zips, the regions those of offices too: each may find what the other
            // cannot.
            [by_file, by_region].into_iter().flatten().reduce(|one, other| one || other)
        })
    }

    fn has_other_within(&self, hours: u32) -> bool {
        let order = self.order;
        let receiver = to_receiver_key;
        let Some(same) = receiver(order.receiver_name, order.receiver_address) else { return false };
        let is_within = |other: &&OtherOrder<'_>| {
            let gap = order.ordered_at - other.ordered_at;
            gap > TimeDelta::zero() && gap <= TimeDelta::hours(i64::from(hours))
        };
        let mut others = order.others.iter().filter(is_within);
        others.any(|other| receiver(other.receiver_name, other.receiver_address).as_ref() == Some(&same))
    }
}

/// What two orders of the same receiver have in common; none where name or address is blank: two unknown
/// receivers are not the same.
pub fn to_receiver_key(name: Option<&str>, address: Option<&str>) -> Option<(String, String)> {
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

/// Whether a text fits a pattern in which each `*` stands for any text, none too. A blank pattern fits
/// nothing.
fn fits_pattern(pattern: &str, text: &str) -> bool {
    let Some((first, others)) = pattern.split_once('*') else {
        return !pattern.is_empty() && pattern == text;
    };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = others.split('*').rev();
    let last = parts.next().unwrap_or("");
    for part in parts.rev() {
        let Some((_, behind)) = rest.split_once(part) else { return false };
        rest = behind;
    }
    rest.ends_with(last)
}

#[cfg(test)]
#[path = "hold_rules_tests.rs"]
mod tests;
