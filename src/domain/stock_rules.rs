//! Rules of a SKU as staff and files give them (STK-7): what is left out stays, `-` takes the SKU's own away.

use super::listing::MAX_QTY;
use super::stock::parse_typed_qty;
use super::stock_facts::StockRules;
use crate::strings::clean::{cleaned, is_hyphen};

/// The most of a share.
pub const MAX_PERCENT: i64 = 100;

/// What becomes of one of a SKU's own rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RuleEdit {
    #[default]
    Keep,
    /// The default counts again.
    Remove,
    Set(i64),
}

impl RuleEdit {
    fn apply(self, own: Option<i64>) -> Option<i64> {
        match self {
            Self::Keep => own,
            Self::Remove => None,
            Self::Set(value) => Some(value),
        }
    }
}

/// What becomes of a SKU's own rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleEdits {
    pub reserve: RuleEdit,
    pub cap: RuleEdit,
    pub percent: RuleEdit,
}

impl RuleEdits {
    pub fn apply(self, own: StockRules) -> StockRules {
        StockRules {
            reserve: self.reserve.apply(own.reserve),
            cap: self.cap.apply(own.cap),
            percent: self.percent.apply(own.percent),
        }
    }
}

/// Reads a number of pieces, or `-`.
pub fn parse_pieces_rule(text: &str) -> Option<RuleEdit> {
    parse_rule(text, MAX_QTY)
}

/// Reads a share as `50` or `50%`, or `-`.
pub fn parse_percent_rule(text: &str) -> Option<RuleEdit> {
    let text = text.trim_end();
    parse_rule(text.strip_suffix(['%', '％']).unwrap_or(text), MAX_PERCENT)
}

fn parse_rule(text: &str, max: i64) -> Option<RuleEdit> {
    let plain = cleaned(text);
    let mut chars = plain.chars();
    if chars.next().is_some_and(is_hyphen) && chars.next().is_none() {
        return Some(RuleEdit::Remove);
    }
    parse_typed_qty(text).ok().filter(|number| *number <= max).map(RuleEdit::Set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stk_07_rules_are_read_in_every_dress() {
        for (text, pieces, percent) in [
            ("0", Some(RuleEdit::Set(0)), Some(RuleEdit::Set(0))),
            ("１００", Some(RuleEdit::Set(100)), Some(RuleEdit::Set(100))),
            ("101", Some(RuleEdit::Set(101)), None),
            ("50%", None, Some(RuleEdit::Set(50))),
            ("50 ％ ", None, Some(RuleEdit::Set(50))),
            ("-", Some(RuleEdit::Remove), Some(RuleEdit::Remove)),
            ("－", Some(RuleEdit::Remove), Some(RuleEdit::Remove)),
            ("-%", None, Some(RuleEdit::Remove)),
            ("-1", None, None),
            ("--", None, None),
            ("2147483648", None, None),
            ("1.5", None, None),
            ("", None, None),
            ("none", None, None),
        ] {
            assert_eq!((parse_pieces_rule(text), parse_percent_rule(text)), (pieces, percent), "{text:?}");
        }
    }

    #[test]
    fn stk_07_a_rule_that_is_left_out_stays_and_a_dash_takes_it_away() {
        let own = StockRules { reserve: Some(1), cap: Some(2), percent: Some(3) };
        let edits = RuleEdits { reserve: RuleEdit::Keep, cap: RuleEdit::Remove, percent: RuleEdit::Set(4) };
        assert_eq!(edits.apply(own), StockRules { reserve: Some(1), cap: None, percent: Some(4) });
        assert_eq!(RuleEdits::default().apply(own), own);
    }
}
