//! `listings load`: which SKU a listing has, by hand.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::csv_file::{Column, CsvFile, RowFault};
use crate::domain::clean::{cleaned, known_spelling};
use crate::domain::code::is_usable;
use crate::domain::listing::ItemKind;
use crate::domain::mapping::{Mapped, Part, SkuBy};
use crate::domain::text::excerpt;
use crate::plan::listings;
use crate::store::listing_view::ListingView;
use crate::store::listings::MappedItem;
use crate::store::{Error, Store};
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

/// The columns of a file of mappings.
pub const COLUMNS: [Column; 4] = [
    Column::optional(&["item_code", "商品番号"]).or_else(&["商品コード"]),
    Column::optional(&["seller_code", "販売者商品コード"]),
    Column::optional(&["option_code", "販売者オプションコード"]),
    Column::required(&["sku", "品番"]),
];

/// The places of the columns that name an item: a file needs one of them.
pub const NAMES: [usize; 2] = [0, 1];

/// A listing as the state file has it, judged by what is in it.
pub fn to_listing_state(one: &ListingView) -> listings::ListingState<'_> {
    listings::ListingState {
        kind: one.kind,
        item_status: one.item_status.as_deref(),
        seller_code: one.seller_code.as_deref().unwrap_or_default(),
        option_code: one.option_code.as_deref().unwrap_or_default(),
        sku: one.sku.as_deref(),
        is_gone: one.is_gone,
    }
}

/// What mapping a listing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingChange {
    /// It has this SKU by hand now.
    Mapped,
    /// It has no SKU by hand any more.
    Unmapped,
    /// It is so already.
    Unchanged,
}

impl MappingChange {
    /// The word in JSON.
    pub fn outcome(self) -> RowOutcome {
        match self {
            Self::Mapped => RowOutcome::Mapped,
            Self::Unmapped => RowOutcome::Unmapped,
            Self::Unchanged => RowOutcome::Unchanged,
        }
    }

    /// The word that people read in a plan.
    pub fn message(self) -> Message {
        match self {
            Self::Mapped => msg!("listings-would_be_mapped"),
            Self::Unmapped => msg!("listings-would_be_unmapped"),
            Self::Unchanged => msg!("table-unchanged"),
        }
    }
}

/// Why a row is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappingError {
    /// It cannot be read.
    Row(RowFault),
    /// It names no item.
    ItemMissing,
    /// This cannot be an item code.
    ItemCodeUnusable(String),
    /// No item that Qoo10 lists has this seller code.
    SellerCodeUnknown(String),
    /// Several items have this seller code: which.
    SellerCodeAmbiguous(String, Vec<String>),
    /// The item has options or types, and the row names none.
    OptionCodeMissing,
    /// The item has no option or type with this code.
    OptionUnknown(String),
    /// This option code cannot be used.
    OptionCodeUnusable(String),
    /// This cannot be a SKU.
    SkuUnusable(String),
    /// Another line gives the listing another SKU, or none, and nobody knows which is right.
    OtherSku {
        /// The other line.
        line: usize,
        /// Its SKU; blank for none.
        sku: String,
    },
}

impl MappingError {
    /// The word that scripts rely on.
    pub fn reason(&self) -> RowReason {
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

    /// Why a row is not taken, and what would do.
    pub fn message(&self) -> Message {
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

/// A row that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedMapping {
    /// Its line.
    pub line: usize,
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's option code; blank for a plain item.
    pub option_code: String,
    /// The SKU by hand; none takes it away.
    pub sku: Option<String>,
    /// What it does.
    pub change: MappingChange,
    /// The listings as they become.
    effects: Vec<Effect>,
}

/// What becomes of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    Add,
    Update { listing: Mapped, is_to_be_sent: bool },
}

/// A row that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadMappingRow {
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: MappingError,
}

/// What loading a file does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappingLoad {
    /// The good rows.
    pub rows: Vec<AcceptedMapping>,
    /// The others, in the order of their lines.
    pub refused: Vec<BadMappingRow>,
}

impl MappingLoad {
    /// How many rows do this.
    pub fn count(&self, change: MappingChange) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// A row that names a listing and a SKU.
struct MappingRequest {
    line: usize,
    item_code: String,
    option_code: String,
    sku: Option<String>,
}

/// What is known of the codes of a file (FIL-1).
struct CodeIndex<'k> {
    /// Items by their codes.
    items: &'k BTreeMap<String, MappedItem>,
    /// The item codes of a seller code.
    by_seller_code: HashMap<&'k str, Vec<&'k str>>,
    /// The same, whatever the seller code is dressed in.
    by_cleaned_code: HashMap<String, Vec<&'k str>>,
    /// The SKUs that listings have.
    skus: HashSet<&'k str>,
}

impl<'k> CodeIndex<'k> {
    fn of(items: &'k BTreeMap<String, MappedItem>) -> Self {
        let (mut by_seller_code, mut by_cleaned_code) = (HashMap::new(), HashMap::new());
        for (code, item) in items.iter().filter(|(_, item)| item.is_listed && !item.seller_code.is_empty()) {
            by_seller_code.entry(item.seller_code.as_str()).or_insert_with(Vec::new).push(code.as_str());
            by_cleaned_code.entry(cleaned(&item.seller_code)).or_insert_with(Vec::new).push(code.as_str());
        }
        let skus = items.values().flat_map(|item| &item.listings).filter_map(|one| one.sku.as_deref());
        Self { items, by_seller_code, by_cleaned_code, skus: skus.collect() }
    }

    /// An item code in its known spelling; an unknown one as it stands.
    fn item_code(&self, text: &str) -> String {
        let plain = cleaned(text);
        let is_dressed = !self.items.contains_key(text) && self.items.contains_key(&plain);
        if is_dressed { plain } else { text.to_owned() }
    }

    /// A SKU in its known spelling; an unknown one as it stands.
    fn sku(&self, text: &str) -> String {
        let plain = cleaned(text);
        let is_dressed = !self.skus.contains(text) && self.skus.contains(plain.as_str());
        if is_dressed { plain } else { text.to_owned() }
    }

    /// The seller's option code of an item in its known spelling; an unknown one as it stands.
    fn option_code(&self, item_code: &str, text: &str) -> String {
        let listings = self.items.get(item_code).map(|item| item.listings.as_slice()).unwrap_or_default();
        let codes: HashSet<&str> = listings.iter().map(|one| one.part.option_code.as_str()).collect();
        known_spelling(text, codes).unwrap_or(text).to_owned()
    }
}

/// Decides what loading a file does; nothing is written.
pub fn plan_load(items: &BTreeMap<String, MappedItem>, file: &CsvFile<4>, separator: &str) -> MappingLoad {
    let known = CodeIndex::of(items);
    let mut load = MappingLoad::default();
    let mut wishes = Vec::new();
    for row in file.rows() {
        let (line, read) = match row {
            Ok(row) => (row.line, read(&row.cells, &known)),
            Err(bad) => (bad.line, Err(MappingError::Row(bad.fault))),
        };
        match read {
            Ok((item_code, option_code, sku)) => {
                wishes.push(MappingRequest { line, item_code, option_code, sku })
            }
            Err(why) => load.refused.push(BadMappingRow { line, why }),
        }
    }
    let mut named: HashMap<(&str, &str), Vec<&MappingRequest>> = HashMap::new();
    for wish in &wishes {
        named.entry((&wish.item_code, &wish.option_code)).or_default().push(wish);
    }
    for wish in &wishes {
        let same = &named[&(wish.item_code.as_str(), wish.option_code.as_str())];
        if let Some(other) = same.iter().find(|other| other.sku != wish.sku) {
            let why = MappingError::OtherSku { line: other.line, sku: other.sku.clone().unwrap_or_default() };
            load.refused.push(BadMappingRow { line: wish.line, why });
        } else {
            let is_first = same.first().is_some_and(|first| first.line == wish.line);
            load.rows.push(loaded(wish, items.get(&wish.item_code), is_first, separator));
        }
    }
    load.refused.sort_by_key(|row| row.line);
    load
}

/// Item code, option code and SKU of a row.
fn read(
    cells: &[Option<String>; 4],
    known: &CodeIndex<'_>,
) -> Result<(String, String, Option<String>), MappingError> {
    let [item_code, seller_code, option_code, sku] = cells;
    let item_code = match (item_code.as_deref().map(|code| known.item_code(code)), seller_code) {
        (Some(code), _) if !is_usable(&code) => {
            return Err(MappingError::ItemCodeUnusable(excerpt(&code, 40)));
        }
        (Some(code), _) => code,
        (None, Some(code)) => of_seller_code(code, known)?,
        (None, None) => return Err(MappingError::ItemMissing),
    };
    let sku = sku.as_deref().map(|sku| known.sku(sku));
    if let Some(sku) = sku.as_deref().filter(|sku| !is_usable(sku)) {
        return Err(MappingError::SkuUnusable(excerpt(sku, 40)));
    }
    let option_code = known.option_code(&item_code, option_code.as_deref().unwrap_or_default());
    check_option(&option_code, sku.is_none(), known.items.get(&item_code))?;
    Ok((item_code, option_code, sku))
}

fn of_seller_code(code: &str, known: &CodeIndex<'_>) -> Result<String, MappingError> {
    let same = || known.by_cleaned_code.get(&cleaned(code));
    match known.by_seller_code.get(code).or_else(same).map(Vec::as_slice) {
        None | Some([]) => Err(MappingError::SellerCodeUnknown(excerpt(code, 40))),
        Some([item_code]) => Ok((*item_code).to_owned()),
        Some(several) => {
            let several = several.iter().map(|code| (*code).to_owned()).collect();
            Err(MappingError::SellerCodeAmbiguous(excerpt(code, 40), several))
        }
    }
}

/// Whether the item has such an option. A mapping by hand can be taken away also where the option is gone.
fn check_option(option_code: &str, takes_away: bool, item: Option<&MappedItem>) -> Result<(), MappingError> {
    let Some(MappedItem { kind: Some(kind), listings, .. }) = item else {
        return match option_code {
            "" => Ok(()),
            code if is_usable(code) => Ok(()),
            code => Err(MappingError::OptionCodeUnusable(excerpt(code, 40))),
        };
    };
    let mut with_code = listings.iter().filter(|one| one.part.option_code == option_code);
    let is_there = with_code.any(|one| !one.is_gone || takes_away && one.sku_by == Some(SkuBy::Hand));
    match (kind, option_code) {
        (_, _) if takes_away && is_there => Ok(()),
        (ItemKind::Plain, "") => Ok(()),
        (ItemKind::Option | ItemKind::Move, "") => Err(MappingError::OptionCodeMissing),
        (_, _) if is_there => Ok(()),
        (_, code) => Err(MappingError::OptionUnknown(excerpt(code, 40))),
    }
}

fn loaded(
    wish: &MappingRequest,
    item: Option<&MappedItem>,
    is_first: bool,
    separator: &str,
) -> AcceptedMapping {
    let listings = item.map(|item| item.listings.as_slice()).unwrap_or_default();
    let meant: Vec<&Mapped> =
        listings.iter().filter(|one| one.part.option_code == wish.option_code).collect();
    let mut effects: Vec<Effect> = Vec::new();
    if is_first && meant.is_empty() && wish.sku.is_some() {
        effects.push(Effect::Add);
    } else if is_first {
        effects.extend(meant.iter().filter_map(|old| effect(old, wish, item, separator)));
    }
    let change = match (&wish.sku, effects.is_empty()) {
        (_, true) => MappingChange::Unchanged,
        (Some(_), false) => MappingChange::Mapped,
        (None, false) => MappingChange::Unmapped,
    };
    let (item_code, option_code) = (wish.item_code.clone(), wish.option_code.clone());
    AcceptedMapping { line: wish.line, item_code, option_code, sku: wish.sku.clone(), change, effects }
}

fn effect(old: &Mapped, wish: &MappingRequest, item: Option<&MappedItem>, separator: &str) -> Option<Effect> {
    let (sku, sku_by) = match &wish.sku {
        Some(sku) => (Some(sku.clone()), Some(SkuBy::Hand)),
        None if old.sku_by != Some(SkuBy::Hand) => return None,
        None => {
            let read = item.filter(|item| item.kind.is_some());
            let joined = read.and_then(|item| {
                listings::sku(&item.seller_code, item.kind, &old.part.option_code, separator).ok()
            });
            (joined.clone(), joined.map(|_| SkuBy::Pull))
        }
    };
    let is_to_be_sent = sku != old.sku;
    let listing = Mapped { sku, sku_by, ..old.clone() };
    (listing != *old).then_some(Effect::Update { listing, is_to_be_sent })
}

/// Takes the good rows in, all at once.
///
/// # Errors
/// When the state file cannot be written: then nothing was taken in.
pub fn apply_load(store: &mut Store, load: &MappingLoad) -> Result<(), Error> {
    if load.rows.iter().all(|row| row.effects.is_empty()) {
        return Ok(());
    }
    let batch = store.batch()?;
    for row in &load.rows {
        for effect in &row.effects {
            match effect {
                Effect::Add => {
                    let part = Part { option_code: row.option_code.clone(), option: String::new() };
                    batch.add_item(&row.item_code)?;
                    batch.add_listing(&row.item_code, &part, row.sku.as_deref(), Some(SkuBy::Hand))?;
                }
                Effect::Update { listing, is_to_be_sent } => batch.update_listing(listing, *is_to_be_sent)?,
            }
        }
    }
    batch.commit()
}

#[cfg(test)]
#[path = "listings_tests.rs"]
mod tests;
