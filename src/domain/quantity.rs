//! Quantities at Qoo10: what an item holds now, what is to be set, and why it is not (STK-1 to STK-5).

use chrono::NaiveDate;

use super::listing::FreeStockError;
use super::seller_code::CodeError;
use crate::strings::entities::decode_entities;
use crate::vocabulary::message::Fact;
use crate::vocabulary::{Message, Outcome, Reason, msg};

/// One option with stock (組合せ型), as Qoo10 has it. Its texts are kept letter for letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockOption {
    /// The names of its axes.
    pub names: Vec<String>,
    /// One value for each axis.
    pub values: Vec<String>,
    /// Yen added to the item's price; none when the answer holds no whole yen.
    pub price_yen: Option<i64>,
    /// Pieces; none when the answer holds no whole number.
    pub qty: Option<i64>,
    /// The seller's option code; blank for none.
    pub code: String,
}

/// One type (colour, or colour × size) of a MOVE item, as Qoo10 has it. Its texts are kept letter for letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveType {
    /// Colour, and size where there are sizes.
    pub names: Vec<String>,
    /// Pieces.
    pub qty: i64,
    /// The seller's option code; blank for none.
    pub code: String,
}

/// What a MOVE item lacks, all of it, so that it can be mended in one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingTypes {
    /// Types without a SKU, by their text.
    pub not_mapped: Vec<String>,
    /// The SKUs of types whose free stock is not known.
    pub without_quantity: Vec<String>,
}

/// Most types that are named; the mapping table has them all.
const MAX_TYPES: usize = 5;

impl MissingTypes {
    /// All that the item lacks, in one sentence, so that nobody mends it type by type.
    fn message(&self) -> Message {
        let (types, skus) = (list_names(&self.not_mapped), list_names(&self.without_quantity));
        match (self.not_mapped.is_empty(), self.without_quantity.is_empty()) {
            (false, true) => msg!("report-not_set_types_not_mapped", types = types),
            (true, _) => msg!("report-not_set_types_without_quantity", skus = skus),
            (false, false) => msg!("report-not_set_types_missing", types = types, skus = skus),
        }
    }
}

/// The first few names, and how many more there are.
fn list_names(names: &[String]) -> Fact {
    let shown = names[..names.len().min(MAX_TYPES)].to_vec();
    match names.len() - shown.len() {
        0 => shown.into(),
        rest => msg!("report-names_and_more", names = shown, rest = rest).into(),
    }
}

/// The tax rates that Qoo10 takes for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxRate {
    Standard,
    Ten,
    Eight,
    Zero,
}

impl TaxRate {
    /// Qoo10's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Ten => "10",
            Self::Eight => "8",
            Self::Zero => "0",
        }
    }

    /// The one with this word.
    pub fn find(word: &str) -> Option<Self> {
        let all = [Self::Standard, Self::Ten, Self::Eight, Self::Zero];
        all.into_iter().find(|rate| rate.as_str() == word)
    }
}

/// A quantity to be set for an item without options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainQty {
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's item code, as Qoo10 has it.
    pub seller_code: String,
    /// The last day of its sale, as Qoo10 has it.
    pub sale_ends_on: NaiveDate,
    /// Its tax rate, where Qoo10 shows one that it takes (STK-11).
    pub tax_rate: Option<TaxRate>,
    /// Pieces.
    pub qty: i64,
}

/// A quantity to be set for an option, with all that goes back to Qoo10 as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionQty {
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's item code, as Qoo10 has it.
    pub seller_code: String,
    /// The names of its axes.
    pub names: Vec<String>,
    pub values: Vec<String>,
    /// The seller's option code.
    pub code: String,
    /// Yen added to the item's price.
    pub price_yen: i64,
    /// Pieces.
    pub qty: i64,
}

/// Why a listing's quantity is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockFailure {
    /// The item is not on sale (STK-2).
    NotOnSale,
    /// The seller's codes cannot be used (STK-2).
    CodeUnusable(CodeError),
    /// Another option of the item has the same code (IMP-19).
    OptionCodeShared,
    /// Qoo10 no longer has the option or type.
    OptionGone,
    /// The SKU has no count.
    NoFreeStock,
    /// A part of the set, this SKU, has no count (STK-9).
    PartWithoutCount(String),
    /// The set has a count of its own besides (STK-9).
    SetWithOwnCount,
    /// The item shows no end of sale, and setting a quantity without one would move it (STK-5).
    NoEndDate,
    /// Types of the MOVE item have no SKU, or one whose free stock is not known (STK-4).
    TypesMissing(MissingTypes),
    /// A name holds what separates cells or rows in a call.
    SeparatorInText(String),
    /// What Qoo10 says of the option cannot be read, so that it could not go back as it was.
    Unreadable(String),
    /// The item is of another kind than the listing.
    KindChanged,
    /// Qoo10 does not know the item.
    ItemUnknown,
    /// The item could not be read before setting: why.
    LookupFailed(Message),
    /// Qoo10 refused it with this code.
    Refused(i64),
    /// Qoo10 said that some of a call's rows failed, and shows another quantity.
    NotTaken,
    /// No usable answer came back.
    NoAnswer,
}

impl From<&FreeStockError> for StockFailure {
    fn from(error: &FreeStockError) -> Self {
        match error {
            FreeStockError::NotCounted => Self::NoFreeStock,
            FreeStockError::PartWithoutCount(sku) => Self::PartWithoutCount(sku.clone()),
            FreeStockError::SetWithOwnCount => Self::SetWithOwnCount,
        }
    }
}

impl StockFailure {
    pub fn reason(&self) -> Reason {
        match self {
            Self::NotOnSale => Reason::NotOnSale,
            Self::CodeUnusable(unusable) => unusable.reason(),
            Self::OptionCodeShared => Reason::OptionCodeShared,
            Self::OptionGone => Reason::OptionGone,
            Self::NoFreeStock => Reason::NoFreeStock,
            Self::PartWithoutCount(_) => Reason::PartWithoutCount,
            Self::SetWithOwnCount => Reason::SetWithOwnCount,
            Self::NoEndDate => Reason::NoEndDate,
            Self::TypesMissing(missing) if missing.not_mapped.is_empty() => Reason::TypeWithoutQuantity,
            Self::TypesMissing(_) => Reason::TypeNotMapped,
            Self::SeparatorInText(_) => Reason::SeparatorInText,
            Self::Unreadable(_) => Reason::Unreadable,
            Self::KindChanged => Reason::KindChanged,
            Self::ItemUnknown => Reason::ItemUnknown,
            Self::LookupFailed(_) => Reason::LookupFailed,
            Self::Refused(_) => Reason::Refused,
            Self::NotTaken => Reason::NotTaken,
            Self::NoAnswer => Reason::NoAnswer,
        }
    }

    /// Why the quantity is not set, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::NotOnSale => msg!("report-not_set_not_on_sale"),
            Self::CodeUnusable(unusable) => unusable.message(),
            Self::OptionCodeShared => msg!("report-not_set_option_code_shared"),
            Self::OptionGone => msg!("report-not_set_option_gone"),
            Self::NoFreeStock => msg!("report-not_set_no_free_stock"),
            Self::PartWithoutCount(sku) => msg!("report-not_set_part_without_count", sku = sku),
            Self::SetWithOwnCount => msg!("report-not_set_set_with_own_count"),
            Self::NoEndDate => msg!("report-not_set_no_end_date"),
            Self::TypesMissing(missing) => missing.message(),
            Self::SeparatorInText(text) => {
                msg!("report-not_set_separator_in_text", text = decode_entities(text).into_owned())
            }
            Self::Unreadable(field) => msg!("report-not_set_unreadable", field = field),
            Self::KindChanged => msg!("report-not_set_kind_changed"),
            Self::ItemUnknown => msg!("report-not_set_item_unknown"),
            Self::LookupFailed(detail) => msg!("report-not_set_lookup_failed", detail = detail),
            Self::Refused(code) => msg!("report-not_set_refused", code = *code),
            Self::NotTaken => msg!("report-not_set_not_taken"),
            Self::NoAnswer => msg!("report-not_set_no_answer"),
        }
    }

    /// `Skipped` for what is no fault, `Failed` for the rest.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::NotOnSale
            | Self::CodeUnusable(_)
            | Self::OptionCodeShared
            | Self::OptionGone
            | Self::NoFreeStock
            | Self::PartWithoutCount(_)
            | Self::SetWithOwnCount => Outcome::Skipped,
            _ => Outcome::Failed,
        }
    }

    /// Qoo10's code, where it gave one.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused(code) => Some(*code),
            _ => None,
        }
    }
}

/// What joins the cells and the rows of calls on options.
pub const SEPARATORS: [&str; 2] = ["||*", "$$"];

/// The first of some texts that cannot stand in a call on options.
pub fn find_separator_text(texts: &[String]) -> Option<&String> {
    texts.iter().find(|text| SEPARATORS.iter().any(|separator| text.contains(separator)))
}
