//! Which of the shop's own rules hold an order back, or warn of it (IMP-24).

use std::cell::OnceCell;

use chrono::TimeDelta;
use serde::Deserialize;

use crate::domain::address::lacks_house_number;
use crate::domain::comparable::to_comparable;
use crate::domain::municipality::prefecture_of_address;
use crate::domain::municipality::zip_not_in_prefecture;
use crate::domain::postal::{Prefecture, ZipPrefix, parse_zip, prefectures_of_zip};
use crate::domain::time::Jst;
use crate::domain::zip_file::ZipFile;
use crate::strings::clean::{cleaned, is_blank};
use crate::strings::phone;

/// A rule of the shop. One without a condition matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRule {
    pub name: String,
    pub action: RuleAction,
    #[serde(flatten)]
    pub conditions: RuleConditions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    /// The order is put on hold.
    Hold,
    /// It is only reported.
    Warn,
}

/// What must hold of an order, all of it; an empty list is no condition. A condition whose facts are not
/// known
/// does not hold, whether it asks for `true` or `false`.
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
        let receiver = |name: Option<&str>, address: Option<&str>| match (name, address) {
            (Some(name), Some(address)) if !is_blank(name) && !is_blank(address) => {
                Some((to_comparable(name), to_comparable(address)))
            }
            _ => None,
        };
        let order = self.order;
        let Some(same) = receiver(order.receiver_name, order.receiver_address) else { return false };
        let is_within = |other: &&OtherOrder<'_>| {
            let gap = order.ordered_at - other.ordered_at;
            gap > TimeDelta::zero() && gap <= TimeDelta::hours(i64::from(hours))
        };
        let mut others = order.others.iter().filter(is_within);
        others.any(|other| receiver(other.receiver_name, other.receiver_address).as_ref() == Some(&same))
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
