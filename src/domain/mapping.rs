//! 対応表: what a pull reads of an item at Qoo10, and which SKU each of its listings has.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::listing::ItemKind;
use crate::strings::entities::decode_entities;
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, msg};

/// Who gave a listing its SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkuBy {
    /// A pull joined it from the seller's codes (IMP-9).
    Pull,
    /// Staff, by `listings load`; no pull changes it.
    Hand,
}

/// The text names nobody who maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody who maps listings")]
pub struct UnknownSkuBy;

impl SkuBy {
    /// Its word in the state file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Hand => "hand",
        }
    }
}

impl std::str::FromStr for SkuBy {
    type Err = UnknownSkuBy;

    fn from_str(text: &str) -> Result<Self, UnknownSkuBy> {
        [Self::Pull, Self::Hand].into_iter().find(|by| by.as_str() == text).ok_or(UnknownSkuBy)
    }
}

/// What has a quantity of its own at Qoo10: an option or type, or an item without any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ItemPart {
    /// The seller's option code, without spaces around it; blank for a plain item, and for none.
    pub option_code: String,
    /// The option or type as it is shown; blank for a plain item.
    pub option: String,
}

/// A listing as the mapping table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedListing {
    /// Its number in the state file.
    pub listing_id: i64,
    pub part: ItemPart,
    /// Its SKU; none while it is not mapped.
    pub sku: Option<String>,
    /// Who said so.
    pub sku_by: Option<SkuBy>,
    /// Whether Qoo10 no longer has it.
    pub is_gone: bool,
}

/// Option codes of the mapping table that a SKU is made of with care (IMP-19).
#[derive(Debug, Clone, Default)]
pub struct OptionCodes {
    /// Item code, option code, and whether several options of the item have it.
    items: HashMap<String, HashMap<String, bool>>,
}

/// What Qoo10's guide tells sellers to enter where an option has no code.
pub const NO_OPTION_CODE: &str = "0";

impl OptionCodes {
    pub fn insert(&mut self, item_code: String, option_code: String, is_shared: bool) {
        self.items.entry(item_code).or_default().insert(option_code, is_shared);
    }

    /// Whether several options of an item have a code. None: it is not in the table, or, unless it is
    /// [`NO_OPTION_CODE`], stands on one option only.
    pub fn is_shared(&self, item_code: &str, option_code: &str) -> Option<bool> {
        self.items.get(item_code)?.get(option_code).copied()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledItem {
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's item code; blank for none.
    pub seller_code: String,
    /// Where it keeps its quantities.
    pub kind: ItemKind,
    pub name: Option<String>,
    /// The last day of its sale.
    pub sale_ends_on: Option<NaiveDate>,
    /// What has a quantity of its own, each once.
    pub parts: Vec<ItemPart>,
    /// Options that cannot be read, each with what is wrong: what is missing among the parts may be there.
    pub unread: Vec<Message>,
}

/// Why an item that Qoo10 lists was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PullFailure {
    /// No call on items knows it.
    Unknown,
    /// The list of a MOVE item's types has a row that cannot be taken apart: the row.
    TypesUnreadable(String),
    /// These of its options cannot be read; the others were.
    OptionsUnreadable(Vec<Message>),
    /// A call failed: how.
    Failed(Message),
}

/// So much of a row is quoted.
const MAX_ROW_CHARACTERS: usize = 60;

impl PullFailure {
    /// That the item was not read, why, and what follows.
    pub fn message(&self, item_code: &str) -> Message {
        let why = match self {
            Self::OptionsUnreadable(rows) => {
                return msg!(
                    "report-options_unreadable",
                    item = item_code,
                    n = rows.len(),
                    rows = rows.clone()
                );
            }
            Self::Unknown => msg!("report-item_not_known"),
            Self::TypesUnreadable(row) => {
                let row = decode_entities(row);
                msg!("report-types_unreadable", row = truncate(&row, MAX_ROW_CHARACTERS))
            }
            Self::Failed(detail) => detail.clone(),
        };
        msg!("report-item_not_read", item = item_code, why = why)
    }
}
