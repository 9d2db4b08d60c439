//! Listings (外部商品): what is sold at Qoo10, each thing with a quantity of its own.

use std::str::FromStr;

use super::code::is_usable;
use super::quantity::Pieces;
use crate::vocabulary::{Message, Reason, msg};

/// Where an item keeps its quantities (STK-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// One quantity for the item.
    Plain,
    /// One for each of its options (組合せ型).
    Option,
    /// One for each type (colour × size) of a MOVE item.
    Move,
}

/// The text names no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no kind of item")]
pub struct NoKind;

impl ItemKind {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Option => "option",
            Self::Move => "move",
        }
    }
}

impl FromStr for ItemKind {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Self, NoKind> {
        [Self::Plain, Self::Option, Self::Move].into_iter().find(|kind| kind.as_str() == text).ok_or(NoKind)
    }
}

/// A listing as push-stock sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its number in the state file.
    pub listing_id: i64,
    /// Qoo10's item code.
    pub item_code: String,
    /// The kind of the item; none when it was never read.
    pub kind: Option<ItemKind>,
    /// The seller's option code; blank for a plain item.
    pub option_code: String,
    /// The option or type as it is shown; blank for a plain item, and when it was never read.
    pub option: String,
    /// The SKU whose free stock it shows; none while it is not mapped.
    pub sku: Option<String>,
    /// The free stock of the SKU; none when it is not known.
    pub free: Option<Pieces>,
    /// The quantity that Qoo10 was last told.
    pub sent_qty: Option<i64>,
    /// Which change of the SKU's free stock that was; none when it was another SKU's.
    pub sent_change: Option<i64>,
    /// What an earlier run began to send without learning what became of it.
    pub begun: Option<Pieces>,
}

/// The largest quantity that Qoo10 takes: its type is Int32.
pub const MAX_QTY: i64 = i32::MAX as i64;

/// Qoo10's word for an item that is on sale (販売中).
pub const ON_SALE: &str = "S2";
/// Qoo10's word for an item that the seller took off sale (販売中止).
pub const STOPPED: &str = "S1";

/// Why a listing has no SKU by the joining rule (IMP-9), or is left out of stock syncs (STK-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// The item has no seller item code.
    SellerCodeMissing,
    /// It has characters other than `[A-Za-z0-9_-]`.
    SellerCodeUnusable,
    /// The option or type has no seller option code.
    OptionCodeMissing,
    /// It has characters other than `[A-Za-z0-9_-]`.
    OptionCodeUnusable,
}

impl CodeError {
    /// Its word.
    pub fn reason(self) -> Reason {
        match self {
            Self::SellerCodeMissing => Reason::SellerCodeMissing,
            Self::SellerCodeUnusable => Reason::SellerCodeUnusable,
            Self::OptionCodeMissing => Reason::OptionCodeMissing,
            Self::OptionCodeUnusable => Reason::OptionCodeUnusable,
        }
    }

    /// What is wrong, and what to do.
    pub fn message(self) -> Message {
        match self {
            Self::SellerCodeMissing => msg!("report-not_set_seller_code_missing"),
            Self::SellerCodeUnusable => msg!("report-not_set_seller_code_unusable"),
            Self::OptionCodeMissing => msg!("report-not_set_option_code_missing"),
            Self::OptionCodeUnusable => msg!("report-not_set_option_code_unusable"),
        }
    }
}

/// Whether the seller's codes of a listing can be used; `option_code` is none for a plain item.
///
/// # Errors
/// What is wrong with them.
pub fn check_codes(seller_code: &str, option_code: Option<&str>) -> Result<(), CodeError> {
    match (seller_code, option_code) {
        ("", _) => Err(CodeError::SellerCodeMissing),
        (code, _) if !is_usable(code) => Err(CodeError::SellerCodeUnusable),
        (_, Some("")) => Err(CodeError::OptionCodeMissing),
        (_, Some(code)) if !is_usable(code) => Err(CodeError::OptionCodeUnusable),
        _ => Ok(()),
    }
}

/// An option as it is shown: `色:ホワイト / サイズ:M`.
pub fn option_text(names: &[String], values: &[String]) -> String {
    let parts: Vec<String> =
        names.iter().zip(values).map(|(name, value)| format!("{name}:{value}")).collect();
    parts.join(" / ")
}

/// A MOVE item's type as it is shown: `blue / L`, or `blue` where there are no sizes.
pub fn type_text(names: &[String]) -> String {
    names.join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip() {
        for kind in [ItemKind::Plain, ItemKind::Option, ItemKind::Move] {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("group".parse::<ItemKind>(), Err(NoKind));
    }

    #[test]
    fn stk_02_codes_with_other_characters_are_unusable() {
        assert_eq!(check_codes("TS-001", None), Ok(()));
        assert_eq!(check_codes("TS-001", Some("-W_M")), Ok(()));
        assert_eq!(check_codes("", Some("a")), Err(CodeError::SellerCodeMissing));
        assert_eq!(check_codes("T シャツ", None), Err(CodeError::SellerCodeUnusable));
        assert_eq!(check_codes("TS", Some("")), Err(CodeError::OptionCodeMissing));
        assert_eq!(check_codes("TS", Some("白")), Err(CodeError::OptionCodeUnusable));
    }

    #[test]
    fn options_and_types_are_shown_in_one_line() {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(option_text(&own(&["色", "サイズ"]), &own(&["白", "M"])), "色:白 / サイズ:M");
        assert_eq!(type_text(&own(&["blue", "L"])), "blue / L");
    }
}
