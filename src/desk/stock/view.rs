//! Free stock as it is listed, and how that of one SKU came about.

use std::collections::BTreeMap;

use super::sku::suggest_sku;
use crate::domain::ids::OrderCode;
use crate::domain::listing::FreeStockError;
use crate::domain::stock_facts::{StockCount, StockDefaults, StockFacts, StockRules};
use crate::plan::free_stock::{
    ComputedStock, EffectiveRules, compute_free_stock, find_rules, list_holding_lines,
};
use crate::store::stock::{SentListing, SentStock};
use crate::store::{Error, Store};
use crate::vocabulary::Status;

/// The stock of a SKU as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockView {
    pub sku: String,
    pub stock: ComputedStock,
    /// Its count; none for a set.
    pub count: Option<StockCount>,
    pub sent: SentStock,
}

/// The stock of every SKU with a count, and of every set.
///
/// # Errors
/// When the state file cannot be read.
pub fn list_stock(store: &Store, defaults: StockDefaults) -> Result<Vec<StockView>, Error> {
    let facts = store.load_stock_facts(defaults)?;
    let sent = store.load_sent_stock()?;
    let view = |(sku, stock): (String, ComputedStock)| StockView {
        count: facts.counts.get(&sku).cloned(),
        sent: sent.get(&sku).copied().unwrap_or_default(),
        sku,
        stock,
    };
    Ok(compute_free_stock(&facts, &[]).into_iter().map(view).collect())
}

/// An order that holds pieces of a SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldingOrder {
    pub code: OrderCode,
    pub status: Status,
    /// Pieces.
    pub qty: i64,
}

/// How the free stock of a SKU came about, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockExplanation {
    pub sku: String,
    /// None for a SKU that was never counted.
    pub stock: Option<ComputedStock>,
    pub count: Option<StockCount>,
    pub free: Result<i64, FreeStockError>,
    pub orders: Vec<HoldingOrder>,
    /// The rules that the SKU has of its own.
    pub own: StockRules,
    pub rules: EffectiveRules,
    /// Of a set: pieces of each part in one set, and how their stock came about.
    pub parts: Vec<(i64, Self)>,
    pub listings: Vec<SentListing>,
}

/// Explains the free stock of a SKU; of one that nobody knows, gives back the nearest, if one is near.
///
/// # Errors
/// When the state file cannot be read.
pub fn explain_stock(
    store: &Store,
    sku: &str,
    defaults: StockDefaults,
) -> Result<Result<StockExplanation, Option<String>>, Error> {
    let facts = store.load_stock_facts(defaults)?;
    if !store.has_sku(sku)? && !facts.rules.contains_key(sku) {
        return Ok(Err(suggest_sku(store, sku)?));
    }
    let computed = compute_free_stock(&facts, &[]);
    let mut explanation = explain_computed(&facts, &computed, sku);
    explanation.listings = store.list_sent_listings(sku)?;
    for part in facts.sets.get(sku).into_iter().flatten() {
        explanation.parts.push((part.qty, explain_computed(&facts, &computed, &part.sku)));
    }
    Ok(Ok(explanation))
}

fn explain_computed(
    facts: &StockFacts,
    computed: &BTreeMap<String, ComputedStock>,
    sku: &str,
) -> StockExplanation {
    let stock = computed.get(sku).cloned();
    StockExplanation {
        sku: sku.to_owned(),
        count: facts.counts.get(sku).cloned(),
        free: stock.as_ref().map_or(Err(FreeStockError::NotCounted), |stock| stock.free.clone()),
        stock,
        orders: list_holding_orders(facts, sku),
        own: facts.rules.get(sku).copied().unwrap_or_default(),
        rules: find_rules(facts, sku),
        parts: Vec::new(),
        listings: Vec::new(),
    }
}

/// The orders that hold pieces of a SKU, the oldest line first.
fn list_holding_orders(facts: &StockFacts, sku: &str) -> Vec<HoldingOrder> {
    let mut orders: Vec<HoldingOrder> = Vec::new();
    let mut places = BTreeMap::new();
    for (line, qty) in list_holding_lines(facts, sku) {
        let place = *places.entry(line.order).or_insert(orders.len());
        match orders.get_mut(place) {
            Some(order) => order.qty = order.qty.saturating_add(qty),
            None => orders.push(HoldingOrder { code: line.order, status: line.status, qty }),
        }
    }
    orders
}
