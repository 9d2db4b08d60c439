//! Counts and rules by hand: `stock set`, `stock rule`.

use super::load::{build_count, compare};
use super::row::CountMoment;
use super::sku::{SkuLookup, look_up_sku};
use crate::domain::listing::FreeStockError;
use crate::domain::stock_facts::{StockCount, StockDefaults, StockRules};
use crate::domain::stock_rules::RuleEdits;
use crate::domain::time::{Jst, to_whole_second};
use crate::plan::free_stock::{ComputedStock, EffectiveRules, compute_free_stock, find_rules};
use crate::store::{Error, Store};
use crate::vocabulary::{RowOutcome, StockBasis};

/// What became of a count by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetStockOutcome {
    /// Nobody knows the SKU; the nearest that is known, if one is near.
    Unknown(Option<String>),
    /// The count that is there is of a later moment.
    Older(Jst),
    Done(Box<StockChange>),
}

/// A count by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockChange {
    /// The count before; none for a SKU without one.
    pub was: Option<StockCount>,
    pub outcome: RowOutcome,
    pub count: StockCount,
    /// The free stock that it makes.
    pub stock: Option<ComputedStock>,
    /// Whether the SKU is a set: one with a count of its own is not sent (STK-9).
    pub is_set: bool,
}

/// Writes what was counted just now of a SKU that has a count, parts or a listing, or is a part. While there
/// are no listings at all nobody can say which SKUs there are: then any will do.
///
/// # Errors
/// When the state file cannot be written.
pub fn set_stock(
    store: &mut Store,
    sku: &str,
    counted: (StockBasis, i64),
    defaults: StockDefaults,
    now: Jst,
) -> Result<SetStockOutcome, Error> {
    if let SkuLookup::Unknown(nearest) = look_up_sku(store, sku)? {
        return Ok(SetStockOutcome::Unknown(nearest));
    }
    let now = to_whole_second(now);
    let was = store.load_stock_counts()?.remove(sku);
    if let Some(known) = was.as_ref().map(|was| was.counted_at).filter(|known| now < *known) {
        return Ok(SetStockOutcome::Older(known));
    }
    let moment = CountMoment { at: now, watermark: Some(store.find_watermark()?) };
    let count = build_count(was.as_ref(), counted.0, counted.1, moment, now);
    let outcome = compare(was.as_ref(), &count, [StockRules::default(); 2]);
    let batch = store.start_batch()?;
    batch.write_stock_count(sku, &count)?;
    batch.commit()?;
    let facts = store.load_stock_facts(defaults)?;
    let stock = compute_free_stock(&facts, &[]).remove(sku);
    let is_set = facts.sets.contains_key(sku);
    Ok(SetStockOutcome::Done(Box::new(StockChange { was, outcome, count, stock, is_set })))
}

/// What became of rules by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesChange {
    pub outcome: RowOutcome,
    /// The rules that the SKU has of its own.
    pub own: StockRules,
    pub rules: EffectiveRules,
    pub free: Result<i64, FreeStockError>,
}

/// Changes the rules of a SKU that has a count, parts or a listing, or is a part; while there are no listings
/// at all, of any. Of one that nobody knows, gives back the nearest, if one is near.
///
/// # Errors
/// When the state file cannot be written.
pub fn set_rules(
    store: &mut Store,
    sku: &str,
    edits: RuleEdits,
    defaults: StockDefaults,
) -> Result<Result<RulesChange, Option<String>>, Error> {
    if let SkuLookup::Unknown(nearest) = look_up_sku(store, sku)? {
        return Ok(Err(nearest));
    }
    let was = store.load_stock_rules()?.remove(sku).unwrap_or_default();
    let own = edits.apply(was);
    if own != was {
        let batch = store.start_batch()?;
        batch.write_stock_rules(sku, own)?;
        batch.commit()?;
    }
    let facts = store.load_stock_facts(defaults)?;
    let computed = compute_free_stock(&facts, &[]).remove(sku);
    Ok(Ok(RulesChange {
        outcome: if own == was { RowOutcome::Unchanged } else { RowOutcome::Changed },
        own,
        rules: find_rules(&facts, sku),
        free: computed.map_or(Err(FreeStockError::NotCounted), |stock| stock.free),
    }))
}
