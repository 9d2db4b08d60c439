//! Listings (外部商品): what is sold at Qoo10, each thing with a quantity of its own.

use std::str::FromStr;

use crate::strings::entities::decode_entities;

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
pub struct UnknownItemKind;

impl ItemKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Option => "option",
            Self::Move => "move",
        }
    }
}

impl FromStr for ItemKind {
    type Err = UnknownItemKind;

    fn from_str(text: &str) -> Result<Self, UnknownItemKind> {
        [Self::Plain, Self::Option, Self::Move]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(UnknownItemKind)
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
    /// Whether another option of the item has the same code (IMP-19).
    pub is_code_shared: bool,
    /// The SKU whose free stock it shows; none while it is not mapped.
    pub sku: Option<String>,
    /// The free stock of the SKU, in pieces.
    pub free: Result<i64, FreeStockError>,
    /// The quantity that Qoo10 was last told.
    pub sent_qty: Option<i64>,
    /// Whether a line of it was imported or cancelled since, or a call about it failed, so that Qoo10 may
    /// show another one.
    pub is_stale: bool,
    /// Whether the last pull, as far as there was one, does not say that it is off sale.
    pub may_be_on_sale: bool,
    /// What an earlier run began to send without learning what became of it.
    pub pending: Option<i64>,
}

/// Why the free stock of a SKU is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FreeStockError {
    NotCounted,
    /// A part of the set, this SKU, has no count (STK-9).
    PartWithoutCount(String),
    /// The set has a count of its own besides (STK-9).
    SetWithOwnCount,
}

/// The largest quantity that Qoo10 takes: its type is Int32.
pub const MAX_QTY: i64 = i32::MAX as i64;

/// Qoo10's word for an item that is on sale (販売中).
pub const ON_SALE: &str = "S2";
/// Qoo10's word for an item that the seller took off sale (販売中止).
pub const STOPPED: &str = "S1";

/// An option as it is shown: `色:ホワイト / サイズ:M`. Its names are given as Qoo10 has them, escaped or not.
pub fn format_option(names: &[String], values: &[String]) -> String {
    let part = |(name, value)| format!("{}:{}", decode_entities(name), decode_entities(value));
    names
        .iter()
        .map(String::as_str)
        .zip(values.iter().map(String::as_str))
        .map(part)
        .collect::<Vec<_>>()
        .join(" / ")
}

/// A MOVE item's type as it is shown: `blue / L`, or `blue` where there are no sizes.
pub fn format_type(names: &[String]) -> String {
    names.iter().map(|name| decode_entities(name)).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip() {
        for kind in [ItemKind::Plain, ItemKind::Option, ItemKind::Move] {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("group".parse::<ItemKind>(), Err(UnknownItemKind));
    }

    #[test]
    fn options_and_types_are_shown_in_one_line() {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(format_option(&own(&["色", "サイズ"]), &own(&["白", "M"])), "色:白 / サイズ:M");
        assert_eq!(format_type(&own(&["blue", "L"])), "blue / L");
        assert_eq!(format_option(&own(&["L&#39;eau"]), &own(&["R&amp;B"])), "L'eau:R&B");
        assert_eq!(format_type(&own(&["R&amp;B", "L"])), "R&B / L");
    }
}
