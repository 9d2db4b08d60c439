//! `stock load`: what a file of counts does.

use std::collections::{BTreeMap, HashSet};

use super::columns::COLUMNS;
use super::row::{BadStockRow, Cells, CountMoment, RowValue, StockRowError, parse_value};
use crate::desk::csv_file::{CsvFile, RowFault};
use crate::desk::loading::{
    self, AcceptedRow, CsvLoad, Field, FieldKind, FieldValue, LoadPlan, LoadRow, ParsedRow, ValueIndex,
    Verdict,
};
use crate::domain::seller_code::is_usable;
use crate::domain::stock::is_mass_zero;
use crate::domain::stock_facts::{StockCount, StockFacts, StockRules};
use crate::domain::time::Jst;
use crate::plan::free_stock::{ComputedStock, compute_free_stock};
use crate::store::{Batch, Error};
use crate::strings::clean::cleaned;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, RowOutcome, StockBasis, msg};

#[derive(Debug, Clone, Copy)]
pub struct StockLoadRules {
    pub absent_is_zero: bool,
    /// The share of the SKUs in stock that may become 0 at once.
    pub max_zero_percent: u32,
    pub force_mass_zero: bool,
    /// What the quantities count.
    pub basis: StockBasis,
    /// When they were counted, where a row does not say it.
    pub moment: CountMoment,
    pub now: Jst,
}

/// What a count and rules do to their SKU.
pub(super) fn compare(was: Option<&StockCount>, count: &StockCount, rules: [StockRules; 2]) -> RowOutcome {
    match was {
        None => RowOutcome::Added,
        Some(was) if (was.qty, was.basis) != (count.qty, count.basis) => RowOutcome::Changed,
        Some(_) if rules[0] != rules[1] => RowOutcome::Changed,
        Some(_) => RowOutcome::Unchanged,
    }
}

/// A count of so many pieces; `changed_at` stays where it says what is there already.
pub(super) fn build_count(
    was: Option<&StockCount>,
    basis: StockBasis,
    qty: i64,
    moment: CountMoment,
    now: Jst,
) -> StockCount {
    let same = was.filter(|was| (was.qty, was.basis) == (qty, basis));
    StockCount {
        basis,
        qty,
        counted_at: moment.at,
        watermark: moment.watermark,
        changed_at: same.map_or(now, |was| was.changed_at),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedQuantity {
    pub sku: String,
    /// The count before; none for a new SKU.
    pub was: Option<i64>,
    pub count: StockCount,
    /// The SKU's own rules, as they will be.
    pub rules: StockRules,
    /// The free stock that it makes; none where that is not known.
    pub free: Option<i64>,
    /// `zeroed` for a SKU that is absent from the file.
    pub outcome: RowOutcome,
    /// Whether a line above says the same.
    pub is_repeated: bool,
}

impl LoadRow for AcceptedQuantity {
    const FIELDS: &'static [Field] = &[
        Field::new("sku", FieldKind::Text, || msg!("table-sku")),
        Field::new("was", FieldKind::Number, || msg!("stock-was")),
        Field::new("count", FieldKind::Number, || msg!("stock-count")),
        Field::new("basis", FieldKind::Text, || msg!("stock-basis")),
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
        vec![
            self.sku.as_str().into(),
            self.was.into(),
            FieldValue::Number(self.count.qty),
            FieldValue::Basis(self.count.basis),
            self.free.into(),
        ]
    }

    // The moment moves with every load.
    fn is_written(&self) -> bool {
        !self.is_repeated
    }

    fn write_row(&self, batch: &Batch<'_>, _now: Jst) -> Result<(), Error> {
        batch.write_stock_count(&self.sku, &self.count)?;
        batch.write_stock_rules(&self.sku, self.rules)
    }
}

pub type StockPlan = LoadPlan<AcceptedQuantity, BadStockRow>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct UnlistedSkus {
    count: usize,
    /// The first of them, each with the nearest that a listing has, if one is near.
    examples: Vec<(String, Option<String>)>,
}

const MAX_UNLISTED_EXAMPLES: usize = 3;

const MAX_NAMED_SKUS: usize = 10;

/// Finds the SKUs of a file that no listing has; while none has one, nobody can say what is missing.
fn find_unlisted(rows: &[AcceptedRow<AcceptedQuantity>], load: &StockLoad<'_>) -> UnlistedSkus {
    if load.listed.is_empty() {
        return UnlistedSkus::default();
    }
    let parts: HashSet<&str> = load.facts.sets.values().flatten().map(|part| part.sku.as_str()).collect();
    let is_sold = |sku: &str| load.listed.contains(sku) || parts.contains(sku);
    let mut seen = HashSet::new();
    let of_file = rows.iter().filter(|accepted| accepted.line.is_some()).map(|row| row.row.sku.as_str());
    let unlisted: Vec<&str> = of_file.filter(|sku| !is_sold(sku) && seen.insert(*sku)).collect();
    let near = |sku: &str| suggest(sku, load.listed.iter().map(String::as_str)).map(str::to_owned);
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

fn name_skus(skus: &[&str]) -> Message {
    list_skus(skus.iter().take(MAX_NAMED_SKUS).map(|sku| Message::quoted(*sku)).collect(), skus.len())
}

/// A set with a count of its own is not sent (STK-9).
fn warn_of_sets(rows: &[AcceptedRow<AcceptedQuantity>], facts: &StockFacts) -> Option<Message> {
    let is_new = |row: &AcceptedQuantity| !row.is_repeated && facts.sets.contains_key(&row.sku);
    let sets = rows.iter().filter(|accepted| accepted.line.is_some() && is_new(&accepted.row));
    let sets: Vec<&str> = sets.map(|accepted| accepted.row.sku.as_str()).collect();
    (!sets.is_empty()).then(|| msg!("stock-counted_sets", n = sets.len(), skus = name_skus(&sets)))
}

/// What the state file knows when a file of counts is loaded, and the rules.
#[derive(Debug, Clone, Copy)]
pub struct StockLoad<'k> {
    pub facts: &'k StockFacts,
    /// Every SKU that a listing has.
    pub listed: &'k HashSet<String>,
    pub rules: &'k StockLoadRules,
}

impl CsvLoad<{ COLUMNS.len() }> for StockLoad<'_> {
    type Parsed = (String, RowValue);
    type Row = AcceptedQuantity;
    type Error = BadStockRow;

    fn parse(&self, cells: &Cells) -> Result<Self::Parsed, BadStockRow> {
        let [sku, ..] = cells;
        let Some(sku) = sku.clone().map(|sku| self.normalize_sku(sku)) else {
            return Err(BadStockRow::new(None, StockRowError::SkuMissing));
        };
        if !is_usable(&sku) {
            return Err(BadStockRow::from_unusable_sku(&sku));
        }
        let value = parse_value(&sku, cells, self.rules.moment, self.rules.now)?;
        match self.facts.counts.get(&sku).map(|count| count.counted_at) {
            Some(known) if value.moment.at < known => {
                let why = StockRowError::MomentOlder { at: value.moment.at, known };
                Err(BadStockRow::new(Some(sku), why))
            }
            _ => Ok((sku, value)),
        }
    }

    /// A cell that holds a known SKU tells what a broken row is about.
    fn refuse(&self, fault: RowFault, [sku, ..]: &Cells) -> BadStockRow {
        BadStockRow::new(self.find_known(sku.as_deref()), StockRowError::Row(fault))
    }

    fn is_row_above(&self, [sku, ..]: &Cells) -> bool {
        self.find_known(sku.as_deref()).is_some()
    }

    fn decide(&self, rows: Vec<ParsedRow<Self::Parsed>>, plan: &mut StockPlan) -> Result<(), Error> {
        let index = rows.iter().map(|ParsedRow { line, row: (sku, value) }| (*line, sku.as_str(), *value));
        let index = ValueIndex::from_rows(index);
        let absent = self.zero_absent(&index, plan);
        for ParsedRow { line, row: (sku, value) } in &rows {
            if let Some((other, said)) = index.find_other(&sku.as_str(), *value) {
                let why = match said.qty {
                    qty if qty == value.qty => StockRowError::OtherRules { line: other },
                    qty => StockRowError::OtherQty { line: other, qty },
                };
                plan.refuse(*line, BadStockRow::new(Some(sku.clone()), why));
                continue;
            }
            let is_repeated = !index.is_first(&sku.as_str(), *line);
            plan.accept(*line, self.accept_value(sku, value, is_repeated));
        }
        self.add_absent(absent, plan);
        plan.warnings.extend(find_unlisted(&plan.rows, self).message());
        plan.warnings.extend(warn_of_sets(&plan.rows, self.facts));
        Ok(())
    }

    fn judge(&self, plan: &StockPlan) -> Verdict {
        // No row says that this is the right file.
        if self.is_baseless(plan) {
            return Verdict::Unusable { message: msg!("stock-baseless"), hint: msg!("desk-stock_baseless") };
        }
        Verdict::Apply
    }
}

impl StockLoad<'_> {
    fn has(&self, sku: &str) -> bool {
        let is_counted = self.facts.counts.contains_key(sku) || self.facts.sets.contains_key(sku);
        is_counted || self.listed.contains(sku)
    }

    /// A SKU of a file in its known spelling; an unknown one as it stands. SKUs that are known are plain
    /// letters.
    fn normalize_sku(&self, sku: String) -> String {
        let plain = cleaned(&sku);
        // Of a line end nobody knows whether it stands between two SKUs.
        let is_one = !sku.contains(['\r', '\n']);
        if is_one && !self.has(&sku) && self.has(&plain) { plain } else { sku }
    }

    /// The SKU of a cell, where it is known.
    fn find_known(&self, sku: Option<&str>) -> Option<String> {
        sku.map(|sku| self.normalize_sku(sku.to_owned())).filter(|sku| self.has(sku))
    }

    fn accept_value(&self, sku: &str, value: &RowValue, is_repeated: bool) -> AcceptedQuantity {
        let was = self.facts.counts.get(sku);
        let count = build_count(was, self.rules.basis, value.qty, value.moment, self.rules.now);
        let own = self.facts.rules.get(sku).copied().unwrap_or_default();
        let rules = value.edits.apply(own);
        let outcome = if is_repeated { RowOutcome::Unchanged } else { compare(was, &count, [own, rules]) };
        let was = was.map(|was| was.qty);
        AcceptedQuantity { sku: sku.to_owned(), was, count, rules, free: None, outcome, is_repeated }
    }

    /// Whether what is absent was to be set to 0, and no row was taken (STK-10).
    fn is_baseless(&self, plan: &StockPlan) -> bool {
        self.rules.absent_is_zero && plan.rows.is_empty()
    }

    /// The SKUs in stock that neither a good row nor a refused one may be about, set to 0.
    fn zero_absent(&self, index: &ValueIndex<&str, RowValue>, plan: &StockPlan) -> Vec<AcceptedQuantity> {
        let named: HashSet<&str> =
            plan.refused.iter().flat_map(|refused| refused.why.named.as_deref()).collect();
        let is_absent =
            |sku: &str| self.rules.absent_is_zero && !index.contains(&sku) && !named.contains(sku);
        let absent = self.facts.counts.iter().filter(|(sku, was)| was.qty > 0 && is_absent(sku));
        let zero = |(sku, was): (&String, &StockCount)| AcceptedQuantity {
            sku: sku.clone(),
            was: Some(was.qty),
            count: build_count(Some(was), self.rules.basis, 0, self.rules.moment, self.rules.now),
            rules: self.facts.rules.get(sku).copied().unwrap_or_default(),
            free: None,
            outcome: RowOutcome::Zeroed,
            is_repeated: false,
        };
        absent.map(zero).collect()
    }

    /// Adds what is absent, unless the file cannot tell what is absent from it (STK-10), or is older than
    /// what is here.
    fn add_absent(&self, absent: Vec<AcceptedQuantity>, plan: &mut StockPlan) {
        let is_torn = plan.refused.iter().any(|refused| refused.why.is_torn());
        let is_unclear = plan.refused.iter().any(|refused| refused.why.is_unclear);
        if is_torn || is_unclear || self.is_baseless(plan) {
            match absent.len() {
                n if is_torn && self.rules.absent_is_zero => plan.warnings.push(msg!("stock-torn", n = n)),
                0 => {}
                n => plan.warnings.push(msg!("stock-spared", n = n)),
            }
            return;
        }
        let is_older = |row: &AcceptedQuantity| {
            self.facts.counts.get(&row.sku).is_some_and(|known| row.count.counted_at < known.counted_at)
        };
        let (newer, absent): (Vec<_>, Vec<_>) = absent.into_iter().partition(is_older);
        absent.into_iter().for_each(|row| plan.accept(None, row));
        if !newer.is_empty() {
            plan.warnings.push(msg!("stock-counted_later", n = newer.len()));
        }
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// None: all that is known is given.
pub fn plan_load(load: StockLoad<'_>, file: &CsvFile<{ COLUMNS.len() }>) -> Result<StockPlan, Error> {
    let mut plan = loading::plan(&load, file)?;
    let before = compute_free_stock(load.facts, &[]);
    let after = compute_after(load.facts, &plan);
    for accepted in &mut plan.rows {
        let computed = after.get(&accepted.row.sku);
        accepted.row.free = computed.and_then(|stock| stock.free.as_ref().ok().copied());
    }
    if plan.verdict == Verdict::Apply && !load.rules.force_mass_zero {
        plan.verdict = check_zeros(&before, &after, load.rules.max_zero_percent);
    }
    Ok(plan)
}

/// The free stock of each SKU once the plan is carried out.
fn compute_after(facts: &StockFacts, plan: &StockPlan) -> BTreeMap<String, ComputedStock> {
    let mut facts = facts.clone();
    for AcceptedRow { row, .. } in &plan.rows {
        facts.counts.insert(row.sku.clone(), row.count.clone());
        facts.rules.insert(row.sku.clone(), row.rules);
    }
    compute_free_stock(&facts, &[])
}

/// Whether too many SKUs lose all that may be sold of them: what counts is what Qoo10 would show.
fn check_zeros(
    before: &BTreeMap<String, ComputedStock>,
    after: &BTreeMap<String, ComputedStock>,
    max_percent: u32,
) -> Verdict {
    let is_in_stock = |stock: &ComputedStock| matches!(stock.free, Ok(free) if free > 0);
    let in_stock: Vec<&String> =
        before.iter().filter(|(_, stock)| is_in_stock(stock)).map(|(sku, _)| sku).collect();
    let is_zeroed = |sku: &&&String| after.get(**sku).is_some_and(|stock| stock.free == Ok(0));
    let zeroed: Vec<&str> = in_stock.iter().filter(is_zeroed).map(|sku| sku.as_str()).collect();
    if !is_mass_zero(zeroed.len(), in_stock.len(), max_percent) {
        return Verdict::Apply;
    }
    let skus = name_skus(&zeroed);
    let message = msg!("stock-stopped", n = zeroed.len(), of = in_stock.len(), skus = skus);
    Verdict::Brake { message, hint: msg!("desk-stock_stopped") }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
