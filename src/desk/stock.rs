//! Free stock by hand: `stock load` from a file, `stock set`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::csv_file::{Column, CsvFile, RowFault};
use crate::domain::clean::cleaned;
use crate::domain::code::is_usable;
use crate::domain::listing::MAX_QTY;
use crate::domain::nearest::nearest;
use crate::domain::stock::{BadQty, is_mass_zero, qty_by_hand};
use crate::domain::text::excerpt;
use crate::domain::time::{Jst, to_text};
use crate::store::stock::FreeStock;
use crate::store::{Error, Store};
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

/// The columns of a file of free stock.
pub const COLUMNS: [Column; 2] = [
    Column::required(&["sku", "品番"]),
    // Beside the free stock a bare 在庫数 is what is on the shelf.
    Column::required(&["free_qty", "フリー在庫数"]).or_else(&["在庫数"]),
];

/// What loading a file goes by.
#[derive(Debug, Clone, Copy)]
pub struct StockLoadRules {
    /// Whether a SKU that is absent from the file is set to 0.
    pub absent_is_zero: bool,
    /// The share of the SKUs in stock that may become 0 at once.
    pub max_zero_percent: u32,
    /// Whether the brake on that is overridden.
    pub force_mass_zero: bool,
}

/// What a quantity does to its SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreeStockChange {
    /// It is new.
    Added,
    /// It had another quantity.
    Changed,
    /// It had another quantity, is absent from the file, and is set to 0.
    Zeroed,
    /// It had this quantity.
    Unchanged,
}

impl FreeStockChange {
    /// The word in JSON.
    pub fn outcome(self) -> RowOutcome {
        match self {
            Self::Added => RowOutcome::Added,
            Self::Changed => RowOutcome::Changed,
            Self::Zeroed => RowOutcome::Zeroed,
            Self::Unchanged => RowOutcome::Unchanged,
        }
    }

    /// The word that people read in a plan.
    pub fn message(self) -> Message {
        match self {
            Self::Added => msg!("stock-would_be_added"),
            Self::Changed => msg!("stock-would_be_changed"),
            Self::Zeroed => msg!("stock-would_be_zeroed"),
            Self::Unchanged => msg!("table-unchanged"),
        }
    }

    fn of(was: Option<i64>, qty: i64) -> Self {
        match was {
            None => Self::Added,
            Some(was) if was != qty => Self::Changed,
            Some(_) => Self::Unchanged,
        }
    }
}

/// Why a row is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockRowError {
    /// It cannot be read.
    Row(RowFault),
    /// It names no SKU.
    SkuMissing,
    /// This cannot be a SKU.
    SkuUnusable(String),
    /// It has no quantity.
    QtyMissing,
    /// This is no quantity.
    QtyInvalid(String, BadQty),
    /// Another line gives the SKU another quantity, and nobody knows which is right.
    OtherQty {
        /// The other line.
        line: usize,
        /// Its quantity.
        qty: i64,
    },
}

impl StockRowError {
    /// The word that scripts rely on.
    pub fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::SkuMissing => RowReason::SkuMissing,
            Self::SkuUnusable(_) => RowReason::SkuUnusable,
            Self::QtyMissing => RowReason::QtyMissing,
            Self::QtyInvalid(_, BadQty::Unreadable) => RowReason::QtyUnreadable,
            Self::QtyInvalid(_, BadQty::Negative) => RowReason::QtyNegative,
            Self::QtyInvalid(_, BadQty::NotWhole) => RowReason::QtyNotWhole,
            Self::QtyInvalid(_, BadQty::Exponent) => RowReason::QtyExponent,
            Self::QtyInvalid(_, BadQty::TooLarge) => RowReason::QtyTooLarge,
            Self::OtherQty { .. } => RowReason::OtherQty,
        }
    }

    /// Why a row is not taken, and what would do.
    pub fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::SkuMissing => msg!("stock-sku_missing"),
            Self::SkuUnusable(sku) => msg!("stock-sku_unusable", sku = sku),
            Self::QtyMissing => msg!("stock-qty_missing"),
            Self::QtyInvalid(text, BadQty::Unreadable) => msg!("stock-qty_unreadable", text = text),
            Self::QtyInvalid(text, BadQty::Negative) => msg!("stock-qty_negative", text = text),
            Self::QtyInvalid(text, BadQty::NotWhole) => msg!("stock-qty_not_whole", text = text),
            Self::QtyInvalid(text, BadQty::Exponent) => msg!("stock-qty_exponent", text = text),
            Self::QtyInvalid(text, BadQty::TooLarge) => {
                msg!("stock-qty_too_large", text = text, most = MAX_QTY)
            }
            Self::OtherQty { line, qty } => msg!("stock-other_qty", line = *line, qty = *qty),
        }
    }
}

/// A quantity that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedQuantity {
    /// Its line; none for a SKU that is absent from the file.
    pub line: Option<usize>,
    /// The SKU.
    pub sku: String,
    /// The quantity before; none for a new SKU.
    pub was: Option<i64>,
    /// The quantity.
    pub qty: i64,
    /// What it does.
    pub change: FreeStockChange,
}

impl AcceptedQuantity {
    fn zeroes(&self) -> bool {
        self.qty == 0 && matches!(self.change, FreeStockChange::Changed | FreeStockChange::Zeroed)
    }
}

/// A row that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadStockRow {
    /// Its line.
    pub line: usize,
    /// Its SKU, where it has a usable one.
    pub sku: Option<String>,
    /// Why.
    pub why: StockRowError,
}

/// What loading a file does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FreeStockLoad {
    /// The quantities taken: in the order of the file, then the SKUs that are absent from it.
    pub rows: Vec<AcceptedQuantity>,
    /// The rows that are not.
    pub refused: Vec<BadStockRow>,
    /// The SKUs that had stock before.
    pub in_stock: usize,
    /// Absent SKUs that keep their stock, because a refused row does not say which SKU it is about.
    pub spared: usize,
    /// Whether a quote swallowed lines, so that nothing is inferred from what is absent (STK-10).
    pub is_torn: bool,
    /// Whether what is absent was to be set to 0, and no row was taken that would say that this is the right file
    /// (STK-10): then nothing is written.
    pub is_baseless: bool,
    /// Whether the brake `mass-zero` stops it: then nothing is written.
    pub is_stopped: bool,
    /// What the file has and no listing.
    pub unlisted: UnlistedSkus,
}

/// SKUs of a file that no listing has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnlistedSkus {
    /// How many.
    pub count: usize,
    /// The first of them, each with the nearest that a listing has, if one is near.
    pub few: Vec<(String, Option<String>)>,
}

/// So many unlisted SKUs are named.
const MOST_UNLISTED: usize = 3;

impl FreeStockLoad {
    /// How many do this.
    pub fn count(&self, change: FreeStockChange) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }

    /// The same, knowing which SKUs the listings have; while none has one, nobody can say what is missing.
    pub fn with_listed(mut self, listed: &HashSet<String>) -> Self {
        if !listed.is_empty() {
            let mut seen = HashSet::new();
            let of_file = self.rows.iter().filter(|row| row.line.is_some()).map(|row| row.sku.as_str());
            let unlisted: Vec<&str> =
                of_file.filter(|sku| !listed.contains(*sku) && seen.insert(*sku)).collect();
            let near = |sku: &str| nearest(sku, listed.iter().map(String::as_str)).map(str::to_owned);
            let few = unlisted.iter().take(MOST_UNLISTED).map(|sku| ((*sku).to_owned(), near(sku)));
            self.unlisted = UnlistedSkus { count: unlisted.len(), few: few.collect() };
        }
        self
    }

    /// The SKUs that lose all their stock.
    pub fn zeroed(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter(|row| row.zeroes()).map(|row| row.sku.as_str())
    }
}

/// What the state file knows of SKUs.
#[derive(Debug, Clone, Copy)]
pub struct KnownSkus<'k> {
    /// The free stock.
    pub stock: &'k BTreeMap<String, i64>,
    /// The SKUs that listings have.
    pub listed: &'k HashSet<String>,
}

impl KnownSkus<'_> {
    fn has(&self, sku: &str) -> bool {
        self.stock.contains_key(sku) || self.listed.contains(sku)
    }

    /// A SKU of a file in its known spelling; an unknown one as it stands. SKUs that are known are plain letters.
    fn spelling(&self, sku: String) -> String {
        let plain = cleaned(&sku);
        // Of a line end nobody knows whether it stands between two SKUs.
        let is_one = !sku.contains(['\r', '\n']);
        if is_one && !self.has(&sku) && self.has(&plain) { plain } else { sku }
    }
}

/// The rows of a file, before it is known what they do.
#[derive(Default)]
struct ParsedStockFile {
    good: Vec<(usize, String, i64)>,
    refused: Vec<BadStockRow>,
    /// What refused rows may be about.
    named: HashSet<String>,
    /// Whether a refused row may be about any SKU.
    is_unclear: bool,
    is_torn: bool,
}

/// Decides what loading a file does; nothing is written.
pub fn plan_load(known: KnownSkus<'_>, file: &CsvFile<2>, rules: &StockLoadRules) -> FreeStockLoad {
    let ParsedStockFile { good, mut refused, named, is_unclear, is_torn } = read(known, file);
    let known = known.stock;
    let firsts = firsts(&good);
    let mut rows = Vec::new();
    for (line, sku, qty) in &good {
        let Some(first) = firsts.get(sku.as_str()) else { continue };
        let (line, qty) = (*line, *qty);
        if let Some(other) = first.other {
            let (line_of_other, other) = if qty == first.qty { other } else { (first.line, first.qty) };
            let why = StockRowError::OtherQty { line: line_of_other, qty: other };
            refused.push(BadStockRow { line, sku: Some(sku.clone()), why });
            continue;
        }
        let was = known.get(sku).copied();
        let change =
            if line == first.line { FreeStockChange::of(was, qty) } else { FreeStockChange::Unchanged };
        rows.push(AcceptedQuantity { line: Some(line), sku: sku.clone(), was, qty, change });
    }
    refused.sort_by_key(|row| row.line);
    let is_absent = |sku: &str| rules.absent_is_zero && !firsts.contains_key(sku) && !named.contains(sku);
    let absent = known.iter().filter(|(sku, was)| **was > 0 && is_absent(sku));
    let absent: Vec<AcceptedQuantity> = absent.map(|(sku, was)| zeroed(sku, *was)).collect();
    let is_baseless = rules.absent_is_zero && rows.is_empty();
    let is_spared = is_unclear || is_torn || is_baseless;
    let spared = if is_spared { absent.len() } else { 0 };
    if !is_spared {
        rows.extend(absent);
    }
    let is_torn = is_torn && rules.absent_is_zero;
    let in_stock = known.values().filter(|qty| **qty > 0).count();
    let mut load =
        FreeStockLoad { rows, refused, in_stock, spared, is_torn, is_baseless, ..FreeStockLoad::default() };
    let is_mass_zero = is_mass_zero(load.zeroed().count(), in_stock, rules.max_zero_percent);
    load.is_stopped = is_mass_zero && !rules.force_mass_zero;
    load
}

fn zeroed(sku: &str, was: i64) -> AcceptedQuantity {
    AcceptedQuantity {
        line: None,
        sku: sku.to_owned(),
        was: Some(was),
        qty: 0,
        change: FreeStockChange::Zeroed,
    }
}

/// The first good row of a SKU, and one that gives it another quantity.
struct First {
    line: usize,
    qty: i64,
    other: Option<(usize, i64)>,
}

fn firsts(good: &[(usize, String, i64)]) -> HashMap<&str, First> {
    let mut firsts: HashMap<&str, First> = HashMap::with_capacity(good.len());
    for (line, sku, qty) in good {
        let first = firsts.entry(sku).or_insert(First { line: *line, qty: *qty, other: None });
        if first.qty != *qty && first.other.is_none() {
            first.other = Some((*line, *qty));
        }
    }
    firsts
}

fn read(known: KnownSkus<'_>, file: &CsvFile<2>) -> ParsedStockFile {
    let mut read = ParsedStockFile::default();
    let spelled = |sku: Option<String>| sku.map(|sku| known.spelling(sku));
    // A title above the header is none of the file's rows; a SKU that is known is.
    let is_row = |sku: &Option<String>| spelled(sku.clone()).is_some_and(|sku| known.has(&sku));
    let above = file.above().filter(|bad| is_row(&bad.cells[0])).map(Err);
    for row in above.chain(file.rows()) {
        let (line, [sku, qty], fault) = match row {
            Ok(row) => (row.line, row.cells, None),
            Err(bad) => (bad.line, bad.cells, Some(bad.fault)),
        };
        read.is_torn |= fault.is_some_and(RowFault::is_torn);
        let (sku, why) = match (fault, spelled(sku), qty) {
            (Some(fault), sku, _) => {
                // The cells of a broken row may have moved; one that holds a known SKU tells what it is about.
                (sku.filter(|sku| known.has(sku)), StockRowError::Row(fault))
            }
            (None, None, _) => (None, StockRowError::SkuMissing),
            (None, Some(sku), _) if !is_usable(&sku) => {
                let why = StockRowError::SkuUnusable(excerpt(&sku, 40));
                // A cell with several lines may name several.
                read.is_unclear |= sku.contains(['\r', '\n', char::REPLACEMENT_CHARACTER]);
                read.named.insert(meant(&sku));
                read.refused.push(BadStockRow { line, sku: None, why });
                continue;
            }
            (None, Some(sku), None) => (Some(sku), StockRowError::QtyMissing),
            (None, Some(sku), Some(text)) => match qty_by_hand(&text) {
                Ok(qty) => {
                    read.good.push((line, sku, qty));
                    continue;
                }
                Err(why) => {
                    // A cell with several lines may have swallowed another SKU.
                    read.is_unclear |= text.contains(['\r', '\n']);
                    (Some(sku), StockRowError::QtyInvalid(excerpt(&text, 20), why))
                }
            },
        };
        read.is_unclear |= sku.is_none();
        read.named.extend(sku.clone());
        read.refused.push(BadStockRow { line, sku, why });
    }
    read
}

/// The SKU that an unusable one may stand for: full-width letters, or a blank too many.
fn meant(sku: &str) -> String {
    cleaned(sku).chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// Takes the good rows in, all at once; nothing when the brake stops it.
///
/// # Errors
/// When the state file cannot be written: then nothing was taken in.
pub fn apply_load(store: &mut Store, load: &FreeStockLoad, now: Jst) -> Result<(), Error> {
    let changes = load.rows.iter().filter(|row| row.change != FreeStockChange::Unchanged);
    let mut changes = changes.peekable();
    if load.is_stopped || load.is_baseless || changes.peek().is_none() {
        return Ok(());
    }
    let batch = store.batch()?;
    for row in changes {
        batch.put_stock(&row.sku, row.qty, now)?;
    }
    batch.commit()
}

/// What became of a quantity set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// Nobody knows the SKU; the nearest that is known, if one is near.
    Unknown(Option<String>),
    /// It is set.
    Done {
        /// The quantity before; none for a SKU without free stock.
        was: Option<i64>,
        /// What that did.
        change: FreeStockChange,
        /// The free stock now.
        stock: FreeStock,
    },
}

/// Whether anything has a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkuLookup {
    /// It has free stock or a listing, or there are no listings at all, so that nobody can say which SKUs there are.
    Yes,
    /// Nobody knows it; the nearest that is known, if one is near.
    No(Option<String>),
}

/// Whether free stock or a listing has a SKU.
///
/// # Errors
/// When the state file cannot be read.
pub fn is_known(store: &Store, sku: &str) -> Result<SkuLookup, Error> {
    if store.free_stock_of(sku)?.is_some() || store.is_listed_sku(sku)? || !store.has_listings()? {
        return Ok(SkuLookup::Yes);
    }
    let known = store.known_skus()?;
    Ok(SkuLookup::No(nearest(sku, known.iter().map(String::as_str)).map(str::to_owned)))
}

/// Sets the free quantity of a SKU that has free stock or a listing. While there are no listings at all nobody
/// can say which SKUs there are: then any will do.
///
/// # Errors
/// When the state file cannot be written.
pub fn set(store: &mut Store, sku: &str, qty: i64, now: Jst) -> Result<Set, Error> {
    if let SkuLookup::No(nearest) = is_known(store, sku)? {
        return Ok(Set::Unknown(nearest));
    }
    let was = store.free_stock_of(sku)?;
    let change = FreeStockChange::of(was.as_ref().map(|was| was.free_qty), qty);
    let stock = match &was {
        Some(was) if change == FreeStockChange::Unchanged => was.clone(),
        _ => {
            let batch = store.batch()?;
            batch.put_stock(sku, qty, now)?;
            batch.commit()?;
            FreeStock { free_qty: qty, changed_at: to_text(now) }
        }
    };
    Ok(Set::Done { was: was.map(|was| was.free_qty), change, stock })
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
