//! Free stock (フリー在庫数): how many pieces of each SKU may still be sold (STK-7 to STK-9).

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::listing::{FreeStockError, Listing};
use crate::domain::stock_facts::{LineGoods, OrderedLine, StockCount, StockFacts, UnseenLine};
use crate::vocabulary::StockBasis;

/// The free stock of a SKU, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComputedStock {
    pub basis: StockBasis,
    /// Pieces that were counted; of a set, as many as its parts make.
    pub count: Option<i64>,
    /// Pieces that imported orders took off.
    pub in_orders: i64,
    /// Pieces that orders took off which no run has imported (STK-8).
    pub not_imported: i64,
    pub rules: EffectiveRules,
    /// Pieces that may be sold.
    pub free: Result<i64, FreeStockError>,
}

/// The rules of a SKU as they take effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveRules {
    /// Pieces that are never sold here.
    pub reserve: i64,
    /// The most pieces that are shown.
    pub cap: Option<i64>,
    /// The share of what is left that is shown, 0 to 100.
    pub percent: i64,
}

impl EffectiveRules {
    /// What is shown of so many pieces.
    pub fn apply(self, pieces: i64) -> i64 {
        let left = pieces.saturating_sub(self.reserve).max(0);
        let shown = i64::try_from(i128::from(left) * i128::from(self.percent) / 100).unwrap_or(left);
        self.cap.map_or(shown, |cap| shown.min(cap)).max(0)
    }
}

/// Computes the free stock of every SKU that has a count, and of every set.
pub fn compute_free_stock(facts: &StockFacts, unseen: &[UnseenLine]) -> BTreeMap<String, ComputedStock> {
    let held = Held::new(facts, unseen);
    let mut computed: BTreeMap<String, ComputedStock> = facts
        .counts
        .iter()
        .map(|(sku, count)| (sku.clone(), compute_counted(facts, &held, sku, count)))
        .collect();
    let sets: Vec<_> =
        facts.sets.keys().map(|set| (set.clone(), compute_set(facts, &computed, set))).collect();
    computed.extend(sets);
    computed
}

/// The rules of a SKU, its own before the defaults, key by key.
pub fn find_rules(facts: &StockFacts, sku: &str) -> EffectiveRules {
    let own = facts.rules.get(sku).copied().unwrap_or_default();
    EffectiveRules {
        reserve: own.reserve.unwrap_or(facts.defaults.reserve),
        cap: own.cap.or(facts.defaults.cap),
        percent: own.percent.unwrap_or(facts.defaults.percent),
    }
}

/// The lines that hold pieces of a SKU, with how many each: also those of sets of which it is a part.
pub fn list_holding_lines<'f>(facts: &'f StockFacts, sku: &str) -> Vec<(&'f OrderedLine, i64)> {
    let Some(count) = facts.counts.get(sku) else { return Vec::new() };
    let pieces = |line: &OrderedLine| {
        let named = facts.index.find_sku(&line.goods)?;
        let each = facts.sets.get(named).map_or(i64::from(named == sku), |parts| {
            parts.iter().filter(|part| part.sku == sku).map(|part| part.qty).sum()
        });
        let qty = line.qty.saturating_mul(each);
        (qty > 0 && counts_against(facts, count, line)).then_some(qty)
    };
    facts.lines.iter().filter_map(|line| pieces(line).map(|qty| (line, qty))).collect()
}

/// Writes the free stock of its SKU to each listing.
pub fn fill_free_stock(listings: &mut [Listing], computed: &BTreeMap<String, ComputedStock>) {
    for listing in listings {
        let found = listing.sku.as_ref().and_then(|sku| computed.get(sku));
        listing.free = found.map_or(Err(FreeStockError::NotCounted), |stock| stock.free.clone());
    }
}

/// Marks the listings whose lines moved, since Qoo10 may have changed their quantities itself: those that a
/// line names, else those of its SKU; of a set, also those of its parts. Gives back their numbers.
pub fn mark_stale(listings: &mut [Listing], facts: &StockFacts, moved: &[LineGoods]) -> Vec<i64> {
    let (mut named, mut skus) = (HashSet::new(), HashSet::new());
    for goods in moved {
        let listed = facts.index.find_listing(goods);
        named.extend(listed.map(|(codes, _)| codes));
        let Some(sku) = facts.index.find_sku(goods) else { continue };
        match facts.sets.get(sku) {
            Some(parts) => skus.extend(parts.iter().map(|part| part.sku.as_str()).chain([sku])),
            None if listed.is_none() => skus.extend([sku]),
            None => {}
        }
    }
    let is_moved = |listing: &Listing| {
        named.contains(&(listing.item_code.as_str(), listing.option_code.as_str()))
            || listing.sku.as_deref().is_some_and(|sku| skus.contains(sku))
    };
    let stale = listings.iter_mut().filter(|listing| listing.sku.is_some() && is_moved(listing));
    stale
        .map(|listing| {
            listing.is_stale = true;
            listing.listing_id
        })
        .collect()
}

fn compute_counted(facts: &StockFacts, held: &Held<'_>, sku: &str, count: &StockCount) -> ComputedStock {
    let in_orders = held.count_in_orders(facts, sku, count);
    let not_imported = held.unseen.get(sku).copied().unwrap_or_default();
    let rules = find_rules(facts, sku);
    let left = count.qty.saturating_sub(in_orders).saturating_sub(not_imported);
    let free = Ok(rules.apply(left));
    ComputedStock { basis: count.basis, count: Some(count.qty), in_orders, not_imported, rules, free }
}

fn compute_set(facts: &StockFacts, counted: &BTreeMap<String, ComputedStock>, set: &str) -> ComputedStock {
    let rules = find_rules(facts, set);
    let parts = facts.sets.get(set).map_or(&[][..], Vec::as_slice);
    let makes = |sku: &str, qty: i64| match counted.get(sku).map(|part| part.free.clone()) {
        Some(Ok(free)) => Ok(free / qty.max(1)),
        Some(Err(_)) | None => Err(FreeStockError::PartWithoutCount(sku.to_owned())),
    };
    let made = parts.iter().map(|part| makes(&part.sku, part.qty)).collect::<Result<Vec<i64>, _>>();
    let made = match made {
        // Nobody knows which of the two is meant.
        _ if facts.counts.contains_key(set) => Err(FreeStockError::SetWithOwnCount),
        made => made.map(|made| made.into_iter().min().unwrap_or_default()),
    };
    ComputedStock {
        basis: StockBasis::Set,
        count: made.clone().ok(),
        in_orders: 0,
        not_imported: 0,
        rules,
        free: made.map(|pieces| rules.apply(pieces)),
    }
}

/// Lines by the SKU against which they count; those of a set stand at each of its parts.
struct Held<'f> {
    lines: HashMap<&'f str, Vec<(&'f OrderedLine, i64)>>,
    unseen: HashMap<&'f str, i64>,
}

impl<'f> Held<'f> {
    fn new(facts: &'f StockFacts, unseen: &'f [UnseenLine]) -> Self {
        let mut held = Self { lines: HashMap::new(), unseen: HashMap::new() };
        for line in &facts.lines {
            let Some(named) = facts.index.find_sku(&line.goods) else { continue };
            for (sku, qty) in split_into_parts(facts, named, line.qty) {
                held.lines.entry(sku).or_default().push((line, qty));
            }
        }
        for row in unseen.iter().filter(|row| row.is_paid || facts.defaults.unpaid_orders_count) {
            let Some(named) = facts.index.find_sku(&row.goods) else { continue };
            for (sku, qty) in split_into_parts(facts, named, row.qty) {
                let pieces = held.unseen.entry(sku).or_default();
                *pieces = pieces.saturating_add(qty);
            }
        }
        held
    }

    fn count_in_orders(&self, facts: &StockFacts, sku: &str, count: &StockCount) -> i64 {
        let lines = self.lines.get(sku).map_or(&[][..], Vec::as_slice);
        lines
            .iter()
            .filter(|(line, _)| counts_against(facts, count, line))
            .fold(0, |sum: i64, (_, qty)| sum.saturating_add(*qty))
    }
}

/// A SKU and pieces of it; of a set, its parts and pieces of each.
fn split_into_parts<'f>(facts: &'f StockFacts, sku: &'f str, qty: i64) -> Vec<(&'f str, i64)> {
    match facts.sets.get(sku) {
        None => vec![(sku, qty)],
        Some(parts) => parts.iter().map(|part| (part.sku.as_str(), qty.saturating_mul(part.qty))).collect(),
    }
}

/// Whether a line takes its pieces off a count.
fn counts_against(facts: &StockFacts, count: &StockCount, line: &OrderedLine) -> bool {
    if !line.is_paid && !facts.defaults.unpaid_orders_count {
        return false;
    }
    // Numbers besides moments: a run goes by the moment at which it began, before it waited for others.
    match count.basis {
        // On the shelf until it leaves: what left before the count was not counted.
        StockBasis::OnHand => line.shipped.is_none_or(|(at, shipped_no)| {
            at > count.counted_at || count.watermark.is_some_and(|mark| shipped_no > mark.shipped_no)
        }),
        // The warehouse has taken off what it knew.
        StockBasis::Free | StockBasis::Set => {
            line.added_at > count.counted_at
                || count.watermark.is_some_and(|mark| line.line_id > mark.line_id)
        }
    }
}

#[cfg(test)]
#[path = "free_stock_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "free_stock_property_tests.rs"]
mod property_tests;
