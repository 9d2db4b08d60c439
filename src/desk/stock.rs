//! Free stock by hand: `stock load` from a file, `stock set`.

use std::collections::{BTreeMap, HashSet};

use super::csv_file::{Column, CsvFile, RowFault};
use super::loading::{
    self, AcceptedRow, CsvLoad, Field, FieldKind, FieldValue, LoadPlan, LoadRow, ParsedRow, RowError,
    ValueIndex, Verdict,
};
use crate::domain::listing::MAX_QTY;
use crate::domain::seller_code::is_usable;
use crate::domain::stock::{QtyError, is_mass_zero, parse_typed_qty};
use crate::domain::time::{Jst, format_jst};
use crate::store::stock::FreeStock;
use crate::store::{Batch, Error, Store};
use crate::strings::clean::cleaned;
use crate::strings::printable::truncate;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

pub const COLUMNS: [Column; 2] = [
    Column::required(&["sku", "品番"]),
    // Beside the free stock a bare 在庫数 is what is on the shelf.
    Column::required(&["free_qty", "フリー在庫数"]).with_fallback(&["在庫数"]),
];

#[derive(Debug, Clone, Copy)]
pub struct StockLoadRules {
    pub absent_is_zero: bool,
    /// The share of the SKUs in stock that may become 0 at once.
    pub max_zero_percent: u32,
    pub force_mass_zero: bool,
}

/// What a quantity does to its SKU.
fn compare(was: Option<i64>, qty: i64) -> RowOutcome {
    match was {
        None => RowOutcome::Added,
        Some(was) if was != qty => RowOutcome::Changed,
        Some(_) => RowOutcome::Unchanged,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockRowError {
    Row(RowFault),
    SkuMissing,
    SkuUnusable(String),
    QtyMissing,
    QtyInvalid(String, QtyError),
    /// Another line gives the SKU another quantity, and nobody knows which is right.
    OtherQty {
        line: usize,
        qty: i64,
    },
}

impl StockRowError {
    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::SkuMissing => RowReason::SkuMissing,
            Self::SkuUnusable(_) => RowReason::SkuUnusable,
            Self::QtyMissing => RowReason::QtyMissing,
            Self::QtyInvalid(_, QtyError::Unreadable) => RowReason::QtyUnreadable,
            Self::QtyInvalid(_, QtyError::Negative) => RowReason::QtyNegative,
            Self::QtyInvalid(_, QtyError::NotWhole) => RowReason::QtyNotWhole,
            Self::QtyInvalid(_, QtyError::Exponent) => RowReason::QtyExponent,
            Self::QtyInvalid(_, QtyError::TooLarge) => RowReason::QtyTooLarge,
            Self::OtherQty { .. } => RowReason::OtherQty,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::SkuMissing => msg!("stock-sku_missing"),
            Self::SkuUnusable(sku) => msg!("stock-sku_unusable", sku = sku),
            Self::QtyMissing => msg!("stock-qty_missing"),
            Self::QtyInvalid(text, QtyError::Unreadable) => msg!("stock-qty_unreadable", text = text),
            Self::QtyInvalid(text, QtyError::Negative) => msg!("stock-qty_negative", text = text),
            Self::QtyInvalid(text, QtyError::NotWhole) => msg!("stock-qty_not_whole", text = text),
            Self::QtyInvalid(text, QtyError::Exponent) => msg!("stock-qty_exponent", text = text),
            Self::QtyInvalid(text, QtyError::TooLarge) => {
                msg!("stock-qty_too_large", text = text, most = MAX_QTY)
            }
            Self::OtherQty { line, qty } => msg!("stock-other_qty", line = *line, qty = *qty),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedQuantity {
    pub sku: String,
    /// The quantity before; none for a new SKU.
    pub was: Option<i64>,
    pub qty: i64,
    /// `zeroed` for a SKU that is absent from the file.
    pub outcome: RowOutcome,
}

impl AcceptedQuantity {
    fn is_zeroing(&self) -> bool {
        self.qty == 0 && matches!(self.outcome, RowOutcome::Changed | RowOutcome::Zeroed)
    }
}

impl LoadRow for AcceptedQuantity {
    const FIELDS: &'static [Field] = &[
        Field::new("sku", FieldKind::Text, || msg!("table-sku")),
        Field::new("was", FieldKind::Number, || msg!("stock-was")),
        Field::new("free_qty", FieldKind::Number, || msg!("stock-free")),
    ];
    const OUTCOMES: &'static [RowOutcome] =
        &[RowOutcome::Added, RowOutcome::Changed, RowOutcome::Zeroed, RowOutcome::Unchanged];
    // A file names every SKU of the shop: the few that change would not be seen.
    const LISTS_UNCHANGED: bool = false;
    const HAS_WARNINGS: bool = true;
    const SUMMARY: fn() -> Message = || msg!("stock-summary");

    fn outcome(&self) -> RowOutcome {
        self.outcome
    }

    fn values(&self) -> Vec<FieldValue> {
        vec![self.sku.as_str().into(), self.was.into(), FieldValue::Number(self.qty)]
    }

    fn write_shipment(&self, batch: &Batch<'_>, now: Jst) -> Result<(), Error> {
        batch.set_free_stock(&self.sku, self.qty, now)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadStockRow {
    /// Its SKU, where it has a usable one.
    pub sku: Option<String>,
    pub why: StockRowError,
    /// The SKU that it may be about: that one is not absent from the file.
    named: Option<String>,
    /// Whether it may be about any SKU.
    is_unclear: bool,
}

impl BadStockRow {
    fn new(sku: Option<String>, why: StockRowError) -> Self {
        Self { is_unclear: sku.is_none(), named: sku.clone(), sku, why }
    }

    fn is_torn(&self) -> bool {
        matches!(self.why, StockRowError::Row(fault) if fault.is_torn())
    }
}

impl RowError for BadStockRow {
    fn from_fault(fault: RowFault) -> Self {
        Self::new(None, StockRowError::Row(fault))
    }

    fn reason(&self) -> RowReason {
        self.why.reason()
    }

    fn message(&self) -> Message {
        self.why.message()
    }

    fn subject(&self) -> Option<String> {
        self.sku.clone()
    }
}

pub type FreeStockPlan = LoadPlan<AcceptedQuantity, BadStockRow>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct UnlistedSkus {
    count: usize,
    /// The first of them, each with the nearest that a listing has, if one is near.
    examples: Vec<(String, Option<String>)>,
}

const MAX_UNLISTED_EXAMPLES: usize = 3;

const MAX_NAMED_SKUS: usize = 10;

/// Finds the SKUs of a file that no listing has; while none has one, nobody can say what is missing.
fn find_unlisted(rows: &[AcceptedRow<AcceptedQuantity>], listed: &HashSet<String>) -> UnlistedSkus {
    if listed.is_empty() {
        return UnlistedSkus::default();
    }
    let mut seen = HashSet::new();
    let of_file = rows.iter().filter(|accepted| accepted.line.is_some()).map(|row| row.row.sku.as_str());
    let unlisted: Vec<&str> = of_file.filter(|sku| !listed.contains(*sku) && seen.insert(*sku)).collect();
    let near = |sku: &str| suggest(sku, listed.iter().map(String::as_str)).map(str::to_owned);
    let examples = unlisted.iter().take(MAX_UNLISTED_EXAMPLES).map(|sku| ((*sku).to_owned(), near(sku)));
    UnlistedSkus { count: unlisted.len(), examples: examples.collect() }
}

impl UnlistedSkus {
    /// They are mistyped, or not sold at Qoo10.
    fn message(&self) -> Option<Message> {
        let named = self.examples.iter().map(|(sku, near)| match near {
            Some(near) => msg!("stock-near", sku = sku, near = near),
            None => Message::quoted(sku.as_str()),
        });
        (self.count > 0)
            .then(|| msg!("stock-unlisted", n = self.count, skus = list_skus(named.collect(), self.count)))
    }
}

/// The first of so many SKUs, and how many are not named.
fn list_skus(named: Vec<Message>, count: usize) -> Message {
    match count.saturating_sub(named.len()) {
        0 => msg!("stock-skus", skus = named),
        rest => msg!("stock-and_more", skus = named, n = rest),
    }
}

/// The SKUs that lose all their stock.
fn list_zeroed(plan: &FreeStockPlan) -> Vec<&str> {
    let zeroed = plan.rows.iter().filter(|accepted| accepted.row.is_zeroing());
    zeroed.map(|accepted| accepted.row.sku.as_str()).collect()
}

fn count_in_stock(stock: &BTreeMap<String, i64>) -> usize {
    stock.values().filter(|qty| **qty > 0).count()
}

/// What the state file knows of SKUs.
#[derive(Debug, Clone, Copy)]
pub struct KnownSkus<'k> {
    pub stock: &'k BTreeMap<String, i64>,
    pub listed: &'k HashSet<String>,
}

impl KnownSkus<'_> {
    fn has(&self, sku: &str) -> bool {
        self.stock.contains_key(sku) || self.listed.contains(sku)
    }

    /// A SKU of a file in its known spelling; an unknown one as it stands. SKUs that are known are plain
    /// letters.
    fn normalize_sku(&self, sku: String) -> String {
        let plain = cleaned(&sku);
        // Of a line end nobody knows whether it stands between two SKUs.
        let is_one = !sku.contains(['\r', '\n']);
        if is_one && !self.has(&sku) && self.has(&plain) { plain } else { sku }
    }
}

/// What the state file knows when a file of free stock is loaded, and the rules.
struct FreeStockLoad<'k> {
    known: KnownSkus<'k>,
    rules: &'k StockLoadRules,
}

impl CsvLoad<2> for FreeStockLoad<'_> {
    type Parsed = (String, i64);
    type Row = AcceptedQuantity;
    type Error = BadStockRow;

    fn parse(&self, cells: &[Option<String>; 2]) -> Result<Self::Parsed, BadStockRow> {
        let [sku, qty] = cells;
        let Some(sku) = sku.clone().map(|sku| self.known.normalize_sku(sku)) else {
            return Err(BadStockRow::new(None, StockRowError::SkuMissing));
        };
        if !is_usable(&sku) {
            let why = StockRowError::SkuUnusable(truncate(&sku, 40));
            // A cell with several lines may name several.
            let is_unclear = sku.contains(['\r', '\n', char::REPLACEMENT_CHARACTER]);
            return Err(BadStockRow { sku: None, why, named: Some(guess_sku(&sku)), is_unclear });
        }
        let Some(text) = qty else { return Err(BadStockRow::new(Some(sku), StockRowError::QtyMissing)) };
        match parse_typed_qty(text) {
            Ok(qty) => Ok((sku, qty)),
            Err(why) => {
                let why = StockRowError::QtyInvalid(truncate(text, 20), why);
                // A cell with several lines may have swallowed another SKU.
                let is_unclear = text.contains(['\r', '\n']);
                Err(BadStockRow { is_unclear, ..BadStockRow::new(Some(sku), why) })
            }
        }
    }

    /// A cell that holds a known SKU tells what a broken row is about.
    fn refuse(&self, fault: RowFault, [sku, _]: &[Option<String>; 2]) -> BadStockRow {
        BadStockRow::new(self.find_known(sku.as_deref()), StockRowError::Row(fault))
    }

    fn is_row_above(&self, [sku, _]: &[Option<String>; 2]) -> bool {
        self.find_known(sku.as_deref()).is_some()
    }

    fn decide(&self, rows: Vec<ParsedRow<Self::Parsed>>, plan: &mut FreeStockPlan) -> Result<(), Error> {
        let index = rows.iter().map(|ParsedRow { line, row: (sku, qty) }| (*line, sku.as_str(), *qty));
        let index = ValueIndex::from_rows(index);
        let absent = self.zero_absent(&index, plan);
        for ParsedRow { line, row: (sku, qty) } in &rows {
            let (line, qty, sku) = (*line, *qty, sku.clone());
            if let Some((other, other_qty)) = index.find_other(&sku.as_str(), qty) {
                let why = StockRowError::OtherQty { line: other, qty: other_qty };
                plan.refuse(line, BadStockRow::new(Some(sku), why));
                continue;
            }
            let was = self.known.stock.get(&sku).copied();
            let is_first = index.is_first(&sku.as_str(), line);
            let outcome = if is_first { compare(was, qty) } else { RowOutcome::Unchanged };
            plan.accept(line, AcceptedQuantity { sku, was, qty, outcome });
        }
        self.add_absent(absent, plan);
        plan.warnings.extend(find_unlisted(&plan.rows, self.known.listed).message());
        Ok(())
    }

    fn judge(&self, plan: &FreeStockPlan) -> Verdict {
        // No row says that this is the right file.
        if self.is_baseless(plan) {
            return Verdict::Unusable { message: msg!("stock-baseless"), hint: msg!("desk-stock_baseless") };
        }
        let (zeroed, in_stock) = (list_zeroed(plan), count_in_stock(self.known.stock));
        let is_stopped = is_mass_zero(zeroed.len(), in_stock, self.rules.max_zero_percent);
        if !is_stopped || self.rules.force_mass_zero {
            return Verdict::Apply;
        }
        let named = zeroed.iter().take(MAX_NAMED_SKUS).map(|sku| Message::quoted(*sku)).collect();
        let skus = list_skus(named, zeroed.len());
        let message = msg!("stock-stopped", n = zeroed.len(), of = in_stock, skus = skus);
        Verdict::Brake { message, hint: msg!("desk-stock_stopped") }
    }
}

impl FreeStockLoad<'_> {
    /// The SKU of a cell, where it is known.
    fn find_known(&self, sku: Option<&str>) -> Option<String> {
        sku.map(|sku| self.known.normalize_sku(sku.to_owned())).filter(|sku| self.known.has(sku))
    }

    /// Whether what is absent was to be set to 0, and no row was taken (STK-10).
    fn is_baseless(&self, plan: &FreeStockPlan) -> bool {
        self.rules.absent_is_zero && plan.rows.is_empty()
    }

    /// The SKUs in stock that neither a good row nor a refused one may be about, set to 0.
    fn zero_absent(&self, index: &ValueIndex<&str, i64>, plan: &FreeStockPlan) -> Vec<AcceptedQuantity> {
        let named: HashSet<&str> =
            plan.refused.iter().flat_map(|refused| refused.why.named.as_deref()).collect();
        let is_absent =
            |sku: &str| self.rules.absent_is_zero && !index.contains(&sku) && !named.contains(sku);
        let absent = self.known.stock.iter().filter(|(sku, was)| **was > 0 && is_absent(sku));
        let zero = |(sku, was): (&String, &i64)| AcceptedQuantity {
            sku: sku.clone(),
            was: Some(*was),
            qty: 0,
            outcome: RowOutcome::Zeroed,
        };
        absent.map(zero).collect()
    }

    /// Adds what is absent, unless the file cannot tell what is absent from it (STK-10).
    fn add_absent(&self, absent: Vec<AcceptedQuantity>, plan: &mut FreeStockPlan) {
        let is_torn = plan.refused.iter().any(|refused| refused.why.is_torn());
        let is_unclear = plan.refused.iter().any(|refused| refused.why.is_unclear);
        let is_spared = is_torn || is_unclear || self.is_baseless(plan);
        let spared = if is_spared { absent.len() } else { 0 };
        if !is_spared {
            absent.into_iter().for_each(|row| plan.accept(None, row));
        }
        match spared {
            n if is_torn && self.rules.absent_is_zero => plan.warnings.push(msg!("stock-torn", n = n)),
            0 => {}
            n => plan.warnings.push(msg!("stock-spared", n = n)),
        }
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// None: all that is known is given.
pub fn plan_load(
    known: KnownSkus<'_>,
    file: &CsvFile<2>,
    rules: &StockLoadRules,
) -> Result<FreeStockPlan, Error> {
    loading::plan(&FreeStockLoad { known, rules }, file)
}

/// The SKU that an unusable one may stand for: full-width letters, or a blank too many.
fn guess_sku(sku: &str) -> String {
    cleaned(sku).chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// What became of a quantity set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetStockOutcome {
    /// Nobody knows the SKU; the nearest that is known, if one is near.
    Unknown(Option<String>),
    Done {
        /// The quantity before; none for a SKU without free stock.
        was: Option<i64>,
        change: RowOutcome,
        stock: FreeStock,
    },
}

/// Whether anything has a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkuLookup {
    /// It has free stock or a listing, or there are no listings at all, so that nobody can say which SKUs
    /// there are.
    Known,
    /// Nobody knows it; the nearest that is known, if one is near.
    Unknown(Option<String>),
}

/// Whether free stock or a listing has a SKU.
///
/// # Errors
/// When the state file cannot be read.
pub fn look_up_sku(store: &Store, sku: &str) -> Result<SkuLookup, Error> {
    if store.find_free_stock(sku)?.is_some() || store.is_listed_sku(sku)? || !store.has_listings()? {
        return Ok(SkuLookup::Known);
    }
    let known = store.list_known_skus()?;
    Ok(SkuLookup::Unknown(suggest(sku, known.iter().map(String::as_str)).map(str::to_owned)))
}

/// Sets the free quantity of a SKU that has free stock or a listing. While there are no listings at all
/// nobody can say which SKUs there are: then any will do.
///
/// # Errors
/// When the state file cannot be written.
pub fn set_stock(store: &mut Store, sku: &str, qty: i64, now: Jst) -> Result<SetStockOutcome, Error> {
    if let SkuLookup::Unknown(nearest) = look_up_sku(store, sku)? {
        return Ok(SetStockOutcome::Unknown(nearest));
    }
    let was = store.find_free_stock(sku)?;
    let change = compare(was.as_ref().map(|was| was.free_qty), qty);
    let stock = match &was {
        Some(was) if change == RowOutcome::Unchanged => was.clone(),
        _ => {
            let batch = store.start_batch()?;
            batch.set_free_stock(sku, qty, now)?;
            batch.commit()?;
            FreeStock { free_qty: qty, changed_at: format_jst(now) }
        }
    };
    Ok(SetStockOutcome::Done { was: was.map(|was| was.free_qty), change, stock })
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
