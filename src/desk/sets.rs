//! Sets (STK-9) by hand, and as they are listed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::OrderCode;
use crate::domain::listing::FreeStockError;
use crate::domain::stock_facts::{SetPart, StockDefaults, StockFacts};
use crate::plan::free_stock::{ComputedStock, compute_free_stock};
use crate::store::{Error, Store};
use crate::strings::suggest::suggest;

/// A set as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetView {
    pub set_sku: String,
    pub parts: Vec<PartView>,
    /// Sets that may be sold, or why nobody knows.
    pub free: Result<i64, FreeStockError>,
}

/// A part of a set as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    pub sku: String,
    /// Pieces of it in one set.
    pub qty: i64,
    /// Pieces of it that may be sold; none: it has no count.
    pub free: Option<i64>,
}

/// Every set with its parts.
///
/// # Errors
/// When the state file cannot be read.
pub fn list_sets(store: &Store, defaults: StockDefaults) -> Result<Vec<SetView>, Error> {
    let facts = store.load_stock_facts(defaults)?;
    let computed = compute_free_stock(&facts, &[]);
    Ok(facts.sets.iter().map(|(set, parts)| build_view(set, parts, &computed)).collect())
}

fn build_view(set: &str, parts: &[SetPart], computed: &BTreeMap<String, ComputedStock>) -> SetView {
    let find = |sku: &str| computed.get(sku).map(|stock| stock.free.clone());
    let view = |part: &SetPart| PartView {
        sku: part.sku.clone(),
        qty: part.qty,
        free: find(&part.sku).and_then(Result::ok),
    };
    SetView {
        set_sku: set.to_owned(),
        parts: parts.iter().map(view).collect(),
        free: find(set).unwrap_or(Err(FreeStockError::NotCounted)),
    }
}

/// What became of a set that somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetChange {
    /// There is no such set; the nearest that there is, if one is near.
    Unknown(Option<String>),
    /// It is a set, and has no count of its own.
    NotCounted,
    Done {
        /// What was counted of the set itself, in pieces.
        count: Option<i64>,
        /// Open orders that no longer hold its parts.
        open_orders: usize,
    },
}

/// Takes all parts of a set away: its SKU is one like others then.
///
/// # Errors
/// When the state file cannot be written.
pub fn remove_set(store: &mut Store, set: &str) -> Result<SetChange, Error> {
    let sets = store.load_sets()?;
    let Some(parts) = sets.get(set) else { return Ok(SetChange::Unknown(suggest_set(&sets, set))) };
    let facts = store.load_stock_facts(StockDefaults::default())?;
    let count = facts.counts.get(set).map(|count| count.qty);
    let open_orders = count_open_orders(&facts).get(set).copied().unwrap_or_default();
    let batch = store.start_batch()?;
    for part in parts {
        batch.remove_set_part(set, &part.sku)?;
    }
    batch.commit()?;
    Ok(SetChange::Done { count, open_orders })
}

/// How many orders each set is in that have not left: they hold its parts.
pub(super) fn count_open_orders(facts: &StockFacts) -> BTreeMap<String, usize> {
    let mut orders: BTreeMap<String, BTreeSet<OrderCode>> = BTreeMap::new();
    for line in facts.lines.iter().filter(|line| line.shipped.is_none()) {
        if let Some(set) = facts.index.find_sku(&line.goods).filter(|sku| facts.sets.contains_key(*sku)) {
            orders.entry(set.to_owned()).or_default().insert(line.order);
        }
    }
    orders.into_iter().map(|(set, orders)| (set, orders.len())).collect()
}

/// Takes away what was counted of a set itself: its parts count then.
///
/// # Errors
/// When the state file cannot be written.
pub fn clear_count(store: &mut Store, set: &str) -> Result<SetChange, Error> {
    let (sets, counts) = (store.load_sets()?, store.load_stock_counts()?);
    if !sets.contains_key(set) {
        return Ok(SetChange::Unknown(suggest_set(&sets, set)));
    }
    let Some(count) = counts.get(set) else { return Ok(SetChange::NotCounted) };
    let batch = store.start_batch()?;
    batch.remove_stock_count(set)?;
    batch.commit()?;
    Ok(SetChange::Done { count: Some(count.qty), open_orders: 0 })
}

fn suggest_set(sets: &BTreeMap<String, Vec<SetPart>>, set: &str) -> Option<String> {
    suggest(set, sets.keys().map(String::as_str)).map(str::to_owned)
}
