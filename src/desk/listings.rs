//! `listings load`: which SKU a listing has, by hand.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::csv_file::{Column, CsvFile, RowFault};
use super::loading::{
    self, CsvLoad, Field, FieldKind, FieldValue, LoadPlan, LoadRow, ParsedRow, RowError, ValueIndex,
};
use crate::domain::listing::ItemKind;
use crate::domain::mapping::{ItemPart, MappedListing, SkuBy};
use crate::domain::seller_code::is_usable;
use crate::domain::time::Jst;
use crate::plan::listings;
use crate::store::listing_view::ListingView;
use crate::store::listings::MappedItem;
use crate::store::{Batch, Error};
use crate::strings::clean::{cleaned, find_known_spelling};
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

pub const COLUMNS: [Column; 4] = [
    Column::one_of(&["item_code", "商品番号"]).with_fallback(&["商品コード"]),
    Column::one_of(&["seller_code", "販売者商品コード"]),
    Column::optional(&["option_code", "販売者オプションコード"]),
    Column::required(&["sku", "品番"]),
];

/// A listing as the state file has it, judged by what is in it.
pub fn to_listing_state(one: &ListingView) -> listings::ListingState<'_> {
    listings::ListingState {
        kind: one.kind,
        item_status: one.item_status.as_deref(),
        seller_code: one.seller_code.as_deref().unwrap_or_default(),
        option_code: one.option_code.as_deref().unwrap_or_default(),
        sku: one.sku.as_deref(),
        is_gone: one.is_gone,
        is_code_shared: one.is_code_shared,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappingError {
    Row(RowFault),
    ItemMissing,
    ItemCodeUnusable(String),
    /// No item that Qoo10 lists has this seller code.
    SellerCodeUnknown(String),
    /// Several items have this seller code: which.
    SellerCodeAmbiguous(String, Vec<String>),
    /// The item has options or types, and the row names none.
    OptionCodeMissing,
    OptionUnknown(String),
    OptionCodeUnusable(String),
    SkuUnusable(String),
    /// Another line gives the listing another SKU, or none, and nobody knows which is right.
    OtherSku {
        line: usize,
        /// Its SKU; blank for none.
        sku: String,
    },
}

impl RowError for MappingError {
    fn from_fault(fault: RowFault) -> Self {
        Self::Row(fault)
    }

    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::ItemMissing => RowReason::ItemMissing,
            Self::ItemCodeUnusable(_) => RowReason::ItemCodeUnusable,
            Self::SellerCodeUnknown(_) => RowReason::SellerCodeUnknown,
            Self::SellerCodeAmbiguous(..) => RowReason::SellerCodeAmbiguous,
            Self::OptionCodeMissing => RowReason::OptionCodeMissing,
            Self::OptionUnknown(_) => RowReason::OptionUnknown,
            Self::OptionCodeUnusable(_) => RowReason::OptionCodeUnusable,
            Self::SkuUnusable(_) => RowReason::SkuUnusable,
            Self::OtherSku { .. } => RowReason::OtherSku,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::ItemMissing => msg!("listings-item_missing"),
            Self::ItemCodeUnusable(code) => msg!("listings-item_code_unusable", code = code),
            Self::SellerCodeUnknown(code) => msg!("listings-seller_code_unknown", code = code),
            Self::SellerCodeAmbiguous(code, items) => {
                msg!("listings-seller_code_ambiguous", code = code, items = items.join(", "))
            }
            Self::OptionCodeMissing => msg!("listings-option_code_missing"),
            Self::OptionUnknown(code) => msg!("listings-option_unknown", code = code),
            Self::OptionCodeUnusable(code) => msg!("listings-option_code_unusable", code = code),
            Self::SkuUnusable(sku) => msg!("listings-sku_unusable", sku = sku),
            Self::OtherSku { line, sku } if sku.is_empty() => {
                msg!("listings-other_sku_none", line = *line)
            }
            Self::OtherSku { line, sku } => msg!("listings-other_sku", line = *line, sku = sku),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedMapping {
    pub item_code: String,
    /// The seller's option code; blank for a plain item.
    pub option_code: String,
    /// The SKU by hand; none takes it away.
    pub sku: Option<String>,
    pub outcome: RowOutcome,
    /// The listings as they become.
    effects: Vec<MappingEffect>,
}

impl LoadRow for AcceptedMapping {
    const FIELDS: &'static [Field] = &[
        Field::new("item_code", FieldKind::Text, || msg!("table-item")),
        Field::new("option_code", FieldKind::Text, || msg!("table-option_code")),
        Field::new("sku", FieldKind::Text, || msg!("table-sku")),
    ];
    const OUTCOMES: &'static [RowOutcome] =
        &[RowOutcome::Mapped, RowOutcome::Unmapped, RowOutcome::Unchanged];
    const SUMMARY: fn() -> Message = || msg!("listings-summary");

    fn outcome(&self) -> RowOutcome {
        self.outcome
    }

    fn values(&self) -> Vec<FieldValue> {
        let option_code = Some(self.option_code.as_str()).filter(|code| !code.is_empty());
        vec![self.item_code.as_str().into(), option_code.into(), self.sku.as_deref().into()]
    }

    fn write_row(&self, batch: &Batch<'_>, _now: Jst) -> Result<(), Error> {
        for effect in &self.effects {
            match effect {
                MappingEffect::Add => {
                    let part = ItemPart { option_code: self.option_code.clone(), option: String::new() };
                    batch.add_item(&self.item_code)?;
                    batch.add_listing(&self.item_code, &part, self.sku.as_deref(), Some(SkuBy::Hand))?;
                }
                MappingEffect::Update { listing, is_to_be_sent } => {
                    batch.update_listing(listing, *is_to_be_sent)?
                }
            }
        }
        Ok(())
    }
}

/// What becomes of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum MappingEffect {
    Add,
    Update { listing: MappedListing, is_to_be_sent: bool },
}

pub type MappingPlan = LoadPlan<AcceptedMapping, MappingError>;

struct MappingRequest {
    item_code: String,
    option_code: String,
    sku: Option<String>,
}

impl MappingRequest {
    /// What it is about: item code and option code.
    fn key(&self) -> (&str, &str) {
        (&self.item_code, &self.option_code)
    }
}

/// What is known of the codes of a file (FIL-1).
struct CodeIndex<'k> {
    items: &'k BTreeMap<String, MappedItem>,
    /// The item codes of a seller code.
    by_seller_code: HashMap<&'k str, Vec<&'k str>>,
    /// The same, whatever the seller code is dressed in.
    by_cleaned_code: HashMap<String, Vec<&'k str>>,
    skus: HashSet<&'k str>,
}

impl<'k> CodeIndex<'k> {
    fn from_items(items: &'k BTreeMap<String, MappedItem>) -> Self {
        let (mut by_seller_code, mut by_cleaned_code) = (HashMap::new(), HashMap::new());
        for (code, item) in items.iter().filter(|(_, item)| item.is_listed && !item.seller_code.is_empty()) {
            by_seller_code.entry(item.seller_code.as_str()).or_insert_with(Vec::new).push(code.as_str());
            by_cleaned_code.entry(cleaned(&item.seller_code)).or_insert_with(Vec::new).push(code.as_str());
        }
        let skus = items.values().flat_map(|item| &item.listings).filter_map(|one| one.sku.as_deref());
        Self { items, by_seller_code, by_cleaned_code, skus: skus.collect() }
    }

    /// An item code in its known spelling; an unknown one as it stands.
    fn normalize_item_code(&self, text: &str) -> String {
        let plain = cleaned(text);
        let is_dressed = !self.items.contains_key(text) && self.items.contains_key(&plain);
        if is_dressed { plain } else { text.to_owned() }
    }

    /// A SKU in its known spelling; an unknown one as it stands.
    fn normalize_sku(&self, text: &str) -> String {
        let plain = cleaned(text);
        let is_dressed = !self.skus.contains(text) && self.skus.contains(plain.as_str());
        if is_dressed { plain } else { text.to_owned() }
    }

    /// The seller's option code of an item in its known spelling; an unknown one as it stands.
    fn normalize_option_code(&self, item_code: &str, text: &str) -> String {
        let listings = self.items.get(item_code).map(|item| item.listings.as_slice()).unwrap_or_default();
        let codes: HashSet<&str> = listings.iter().map(|one| one.part.option_code.as_str()).collect();
        find_known_spelling(text, codes).unwrap_or(text).to_owned()
    }
}

/// What the state file knows when a file of mappings is loaded, and what joins the codes of a pulled SKU.
struct MappingLoad<'k> {
    known: CodeIndex<'k>,
    separator: &'k str,
}

impl CsvLoad<4> for MappingLoad<'_> {
    type Parsed = MappingRequest;
    type Row = AcceptedMapping;
    type Error = MappingError;

    fn parse(&self, cells: &[Option<String>; 4]) -> Result<MappingRequest, MappingError> {
        let known = &self.known;
        let [item_code, seller_code, option_code, sku] = cells;
        let item_code = match (item_code.as_deref().map(|code| known.normalize_item_code(code)), seller_code)
        {
            (Some(code), _) if !is_usable(&code) => {
                return Err(MappingError::ItemCodeUnusable(truncate(&code, 40)));
            }
            (Some(code), _) => code,
            (None, Some(code)) => find_by_seller_code(code, known)?,
            (None, None) => return Err(MappingError::ItemMissing),
        };
        let sku = sku.as_deref().map(|sku| known.normalize_sku(sku));
        if let Some(sku) = sku.as_deref().filter(|sku| !is_usable(sku)) {
            return Err(MappingError::SkuUnusable(truncate(sku, 40)));
        }
        let option_code = known.normalize_option_code(&item_code, option_code.as_deref().unwrap_or_default());
        check_option(&option_code, sku.is_none(), known.items.get(&item_code))?;
        Ok(MappingRequest { item_code, option_code, sku })
    }

    fn decide(&self, rows: Vec<ParsedRow<MappingRequest>>, plan: &mut MappingPlan) -> Result<(), Error> {
        let index = rows.iter().map(|ParsedRow { line, row }| (*line, row.key(), row.sku.as_deref()));
        let index = ValueIndex::from_rows(index);
        for ParsedRow { line, row } in &rows {
            if let Some((other, sku)) = index.find_other(&row.key(), row.sku.as_deref()) {
                let sku = sku.unwrap_or_default().to_owned();
                plan.refuse(*line, MappingError::OtherSku { line: other, sku });
            } else {
                let is_first = index.is_first(&row.key(), *line);
                let item = self.known.items.get(&row.item_code);
                plan.accept(*line, plan_row(row, item, is_first, self.separator));
            }
        }
        Ok(())
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// None: all that is known is given.
pub fn plan_load(
    items: &BTreeMap<String, MappedItem>,
    file: &CsvFile<4>,
    separator: &str,
) -> Result<MappingPlan, Error> {
    loading::plan(&MappingLoad { known: CodeIndex::from_items(items), separator }, file)
}

fn find_by_seller_code(code: &str, known: &CodeIndex<'_>) -> Result<String, MappingError> {
    let same = || known.by_cleaned_code.get(&cleaned(code));
    match known.by_seller_code.get(code).or_else(same).map(Vec::as_slice) {
        None | Some([]) => Err(MappingError::SellerCodeUnknown(truncate(code, 40))),
        Some([item_code]) => Ok((*item_code).to_owned()),
        Some(several) => {
            let several = several.iter().map(|code| (*code).to_owned()).collect();
            Err(MappingError::SellerCodeAmbiguous(truncate(code, 40), several))
        }
    }
}

/// Whether the item has such an option. A mapping by hand can be taken away also where the option is gone.
fn check_option(option_code: &str, takes_away: bool, item: Option<&MappedItem>) -> Result<(), MappingError> {
    let Some(MappedItem { kind: Some(kind), listings, .. }) = item else {
        return match option_code {
            "" => Ok(()),
            code if is_usable(code) => Ok(()),
            code => Err(MappingError::OptionCodeUnusable(truncate(code, 40))),
        };
    };
    let mut with_code = listings.iter().filter(|one| one.part.option_code == option_code);
    let is_there = with_code.any(|one| !one.is_gone || takes_away && one.sku_by == Some(SkuBy::Hand));
    match (kind, option_code) {
        (_, _) if takes_away && is_there => Ok(()),
        (ItemKind::Plain, "") => Ok(()),
        (ItemKind::Option | ItemKind::Move, "") => Err(MappingError::OptionCodeMissing),
        (_, _) if is_there => Ok(()),
        (_, code) => Err(MappingError::OptionUnknown(truncate(code, 40))),
    }
}

fn plan_row(
    wish: &MappingRequest,
    item: Option<&MappedItem>,
    is_first: bool,
    separator: &str,
) -> AcceptedMapping {
    let listings = item.map(|item| item.listings.as_slice()).unwrap_or_default();
    let meant: Vec<&MappedListing> =
        listings.iter().filter(|one| one.part.option_code == wish.option_code).collect();
    let mut effects: Vec<MappingEffect> = Vec::new();
    if is_first && meant.is_empty() && wish.sku.is_some() {
        effects.push(MappingEffect::Add);
    } else if is_first {
        effects.extend(meant.iter().filter_map(|old| plan_effect(old, wish, item, separator)));
    }
    let outcome = match (&wish.sku, effects.is_empty()) {
        (_, true) => RowOutcome::Unchanged,
        (Some(_), false) => RowOutcome::Mapped,
        (None, false) => RowOutcome::Unmapped,
    };
    let (item_code, option_code) = (wish.item_code.clone(), wish.option_code.clone());
    AcceptedMapping { item_code, option_code, sku: wish.sku.clone(), outcome, effects }
}

fn plan_effect(
    old: &MappedListing,
    wish: &MappingRequest,
    item: Option<&MappedItem>,
    separator: &str,
) -> Option<MappingEffect> {
    let (sku, sku_by) = match &wish.sku {
        Some(sku) => (Some(sku.clone()), Some(SkuBy::Hand)),
        None if old.sku_by != Some(SkuBy::Hand) => return None,
        None => {
            let read = item.filter(|item| item.kind.is_some());
            let joined = read.and_then(|item| {
                listings::join_sku(&item.seller_code, item.kind, &old.part.option_code, separator).ok()
            });
            (joined.clone(), joined.map(|_| SkuBy::Pull))
        }
    };
    let is_to_be_sent = sku != old.sku;
    let listing = MappedListing { sku, sku_by, ..old.clone() };
    (listing != *old).then_some(MappingEffect::Update { listing, is_to_be_sent })
}

#[cfg(test)]
#[path = "listings_tests.rs"]
mod tests;
