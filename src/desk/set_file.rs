//! `sets load`: of which parts a set is made, from a file (STK-9).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::csv_file::{Column, CsvFile, RowFault};
use super::loading::{self, CsvLoad, Field, FieldKind, FieldValue, LoadPlan, LoadRow, ParsedRow, RowError};
use super::sets::count_open_orders;
use crate::domain::seller_code::{guess_sku, is_usable};
use crate::domain::stock::{QtyError, parse_typed_qty};
use crate::domain::stock_facts::{SetPart, StockDefaults};
use crate::domain::time::Jst;
use crate::store::{Batch, Error, Store};
use crate::strings::clean::cleaned;
use crate::strings::printable::truncate;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

pub const COLUMNS: [Column; 3] = [
    Column::required(&["set_sku", "セット品番", "セットSKU", "親品番"]),
    Column::required(&["sku", "品番", "構成品番", "子品番"]),
    Column::required(&["qty", "数量", "構成数", "員数", "個数"]),
];

/// Why a row of a set is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetRowError {
    Row(RowFault),
    SetMissing,
    PartMissing,
    SkuUnusable(String),
    QtyMissing,
    QtyInvalid(String, QtyError),
    QtyZero,
    /// Another line names the same part: together, or twice the same?
    PartTwice {
        line: usize,
    },
    SetInItself,
    /// The part is a set, in the state file or in this file.
    PartIsSet(String),
    /// The set is a part of this set, which the file leaves as it is.
    SetIsPart(String),
    /// The row of this line is not taken, and a set is taken whole or not at all.
    Incomplete {
        line: usize,
    },
    /// The row of this line is not taken, and may be about any set.
    Unclear {
        line: usize,
    },
}

impl SetRowError {
    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::SetMissing | Self::PartMissing => RowReason::SkuMissing,
            Self::SkuUnusable(_) => RowReason::SkuUnusable,
            Self::QtyMissing => RowReason::QtyMissing,
            Self::QtyInvalid(_, QtyError::Unreadable) => RowReason::QtyUnreadable,
            Self::QtyInvalid(_, QtyError::Negative) => RowReason::QtyNegative,
            Self::QtyInvalid(_, QtyError::NotWhole) => RowReason::QtyNotWhole,
            Self::QtyInvalid(_, QtyError::Exponent) => RowReason::QtyExponent,
            Self::QtyInvalid(_, QtyError::TooLarge) => RowReason::QtyTooLarge,
            Self::QtyZero => RowReason::QtyZero,
            Self::PartTwice { .. } => RowReason::PartTwice,
            Self::SetInItself => RowReason::SetInItself,
            Self::PartIsSet(_) => RowReason::PartIsSet,
            Self::SetIsPart(_) => RowReason::SetIsPart,
            Self::Incomplete { .. } | Self::Unclear { .. } => RowReason::SetIncomplete,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::SetMissing => msg!("sets-set_missing"),
            Self::PartMissing => msg!("sets-part_missing"),
            Self::SkuUnusable(sku) => msg!("stock-sku_unusable", sku = sku),
            Self::QtyMissing => msg!("sets-qty_missing"),
            Self::QtyInvalid(text, _) => msg!("sets-qty_invalid", text = text),
            Self::QtyZero => msg!("sets-qty_zero"),
            Self::PartTwice { line } => msg!("sets-part_twice", line = *line),
            Self::SetInItself => msg!("sets-set_in_itself"),
            Self::PartIsSet(part) => msg!("sets-part_is_set", part = part),
            Self::SetIsPart(set) => msg!("sets-set_is_part", set = set),
            Self::Incomplete { line } => msg!("sets-incomplete", line = *line),
            Self::Unclear { line } => msg!("sets-unclear", line = *line),
        }
    }
}

/// A row that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSetRow {
    /// Its set, where it names one.
    pub set_sku: Option<String>,
    pub why: SetRowError,
    /// The set that it may be about; none: it may be about any.
    about: Option<String>,
}

impl BadSetRow {
    fn new(set_sku: Option<String>, why: SetRowError) -> Self {
        Self { about: set_sku.clone(), set_sku, why }
    }
}

impl RowError for BadSetRow {
    fn from_fault(fault: RowFault) -> Self {
        Self::new(None, SetRowError::Row(fault))
    }

    fn reason(&self) -> RowReason {
        self.why.reason()
    }

    fn message(&self) -> Message {
        self.why.message()
    }

    fn subject(&self) -> Option<String> {
        self.set_sku.clone()
    }
}

/// What becomes of a part of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedPart {
    pub set_sku: String,
    pub sku: String,
    /// Pieces of it in one set.
    pub qty: i64,
    /// `removed` for a part that the set had, and that the file does not name.
    pub outcome: RowOutcome,
}

impl LoadRow for AcceptedPart {
    const FIELDS: &'static [Field] = &[
        Field::new("set_sku", FieldKind::Text, || msg!("sets-set")),
        Field::new("sku", FieldKind::Text, || msg!("sets-part")),
        Field::new("qty", FieldKind::Number, || msg!("sets-pieces")),
    ];
    const OUTCOMES: &'static [RowOutcome] =
        &[RowOutcome::Added, RowOutcome::Changed, RowOutcome::Removed, RowOutcome::Unchanged];
    const HAS_WARNINGS: bool = true;
    const SUMMARY: fn() -> Message = || msg!("sets-summary");

    fn outcome(&self) -> RowOutcome {
        self.outcome
    }

    fn values(&self) -> Vec<FieldValue> {
        vec![self.set_sku.as_str().into(), self.sku.as_str().into(), FieldValue::Number(self.qty)]
    }

    fn write_row(&self, batch: &Batch<'_>, _now: Jst) -> Result<(), Error> {
        match self.outcome {
            RowOutcome::Removed => batch.remove_set_part(&self.set_sku, &self.sku),
            _ => batch.write_set_part(&self.set_sku, &self.sku, self.qty),
        }
    }
}

pub type SetPlan = LoadPlan<AcceptedPart, BadSetRow>;

/// What the state file knows of sets and SKUs.
#[derive(Debug, Clone, Default)]
pub struct KnownSets {
    /// The parts of each set.
    pub sets: BTreeMap<String, Vec<SetPart>>,
    pub counted: BTreeSet<String>,
    pub listed: BTreeSet<String>,
    /// In how many open orders a set is.
    pub open_orders: BTreeMap<String, usize>,
}

impl KnownSets {
    /// Looks at the state file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look(store: &Store) -> Result<Self, Error> {
        let facts = store.load_stock_facts(StockDefaults::default())?;
        Ok(Self {
            open_orders: count_open_orders(&facts),
            sets: facts.sets,
            counted: facts.counts.into_keys().collect(),
            listed: store.list_listed_skus()?.into_iter().collect(),
        })
    }

    fn has(&self, sku: &str) -> bool {
        let is_part = || self.sets.values().flatten().any(|part| part.sku == sku);
        self.counted.contains(sku) || self.listed.contains(sku) || self.sets.contains_key(sku) || is_part()
    }

    /// A SKU of a file in its known spelling; an unknown one as it stands.
    fn normalize_sku(&self, text: &str) -> String {
        let plain = cleaned(text);
        // Of a line end nobody knows whether it stands between two SKUs.
        let is_one = !text.contains(['\r', '\n']);
        if is_one && plain != text && !self.has(text) && self.has(&plain) { plain } else { text.to_owned() }
    }

    /// The set of which a SKU is a part, unless that is among those that get other parts.
    fn find_set_with(&self, sku: &str, replaced: &BTreeSet<String>) -> Option<&str> {
        let others = self.sets.iter().filter(|(set, _)| !replaced.contains(*set));
        let mut with = others.filter(|(_, parts)| parts.iter().any(|part| part.sku == sku));
        with.next().map(|(set, _)| set.as_str())
    }

    fn find_part(&self, set: &str, sku: &str) -> Option<&SetPart> {
        self.sets.get(set)?.iter().find(|part| part.sku == sku)
    }
}

/// A row that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PartRow {
    set_sku: String,
    sku: String,
    qty: i64,
}

struct SetLoad<'k> {
    known: &'k KnownSets,
}

impl CsvLoad<3> for SetLoad<'_> {
    type Parsed = PartRow;
    type Row = AcceptedPart;
    type Error = BadSetRow;

    fn parse(&self, cells: &[Option<String>; 3]) -> Result<PartRow, BadSetRow> {
        let [set_sku, sku, qty] = cells;
        let unusable = |sku: &str| SetRowError::SkuUnusable(truncate(sku, 40));
        let Some(set_sku) = set_sku.as_deref().map(|set| self.known.normalize_sku(set)) else {
            return Err(BadSetRow::new(None, SetRowError::SetMissing));
        };
        if !is_usable(&set_sku) {
            // A cell with several lines may name several.
            let is_unclear = set_sku.contains(['\r', '\n', char::REPLACEMENT_CHARACTER]);
            let about = (!is_unclear).then(|| guess_sku(&set_sku));
            return Err(BadSetRow { about, ..BadSetRow::new(None, unusable(&set_sku)) });
        }
        let refuse = |why| BadSetRow::new(Some(set_sku.clone()), why);
        let Some(sku) = sku.as_deref().map(|sku| self.known.normalize_sku(sku)) else {
            return Err(refuse(SetRowError::PartMissing));
        };
        if !is_usable(&sku) {
            return Err(refuse(unusable(&sku)));
        }
        let Some(text) = qty else { return Err(refuse(SetRowError::QtyMissing)) };
        match parse_typed_qty(text) {
            Ok(0) => Err(refuse(SetRowError::QtyZero)),
            Ok(qty) => Ok(PartRow { set_sku, sku, qty }),
            Err(why) => {
                let bad = refuse(SetRowError::QtyInvalid(truncate(text, 20), why));
                // A cell with several lines may have swallowed a row of another set.
                let is_one = !text.contains(['\r', '\n']);
                Err(BadSetRow { about: bad.about.clone().filter(|_| is_one), ..bad })
            }
        }
    }

    /// A cell that names a set tells what a broken row is about; whether it does, the other rows show.
    fn refuse(&self, fault: RowFault, [set_sku, ..]: &[Option<String>; 3]) -> BadSetRow {
        let set_sku = set_sku.as_deref().map(|set| self.known.normalize_sku(set));
        BadSetRow::new(set_sku.filter(|set| is_usable(set)), SetRowError::Row(fault))
    }

    fn is_row_above(&self, cells: &[Option<String>; 3]) -> bool {
        self.parse(cells).is_ok()
    }

    fn decide(&self, rows: Vec<ParsedRow<PartRow>>, plan: &mut SetPlan) -> Result<(), Error> {
        let verdicts = judge_rows(self.known, &rows, plan);
        let taken: BTreeSet<&str> = rows
            .iter()
            .zip(&verdicts)
            .filter(|(_, why)| why.is_none())
            .map(|(one, _)| one.row.set())
            .collect();
        for (ParsedRow { line, row }, why) in rows.iter().zip(verdicts) {
            match why {
                Some(why) => plan.refuse(*line, BadSetRow::new(Some(row.set_sku.clone()), why)),
                None => plan.accept(*line, self.plan_part(row)),
            }
        }
        let named: BTreeSet<(&str, &str)> =
            rows.iter().map(|one| (one.row.set(), one.row.sku.as_str())).collect();
        for set in &taken {
            let old = self.known.sets.get(*set).map_or(&[][..], Vec::as_slice);
            for part in old.iter().filter(|part| !named.contains(&(*set, part.sku.as_str()))) {
                plan.accept(None, build_part(set, part, RowOutcome::Removed));
            }
        }
        plan.warnings.extend(list_warnings(self.known, &taken, plan));
        Ok(())
    }
}

impl PartRow {
    fn set(&self) -> &str {
        &self.set_sku
    }
}

impl SetLoad<'_> {
    fn plan_part(&self, PartRow { set_sku, sku, qty }: &PartRow) -> AcceptedPart {
        let outcome = match self.known.find_part(set_sku, sku) {
            None => RowOutcome::Added,
            Some(old) if old.qty != *qty => RowOutcome::Changed,
            Some(_) => RowOutcome::Unchanged,
        };
        AcceptedPart { set_sku: set_sku.clone(), sku: sku.clone(), qty: *qty, outcome }
    }
}

fn build_part(set: &str, part: &SetPart, outcome: RowOutcome) -> AcceptedPart {
    AcceptedPart { set_sku: set.to_owned(), sku: part.sku.clone(), qty: part.qty, outcome }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// None: all that is known is given.
pub fn plan_load(known: &KnownSets, file: &CsvFile<3>) -> Result<SetPlan, Error> {
    loading::plan(&SetLoad { known }, file)
}

/// Why each row is not taken; none: it is. A set is taken whole or not at all: without a row it would be made
/// of fewer parts, and sold beyond what there is.
fn judge_rows(known: &KnownSets, rows: &[ParsedRow<PartRow>], plan: &SetPlan) -> Vec<Option<SetRowError>> {
    let refused_sets = plan.refused.iter().filter_map(|bad| bad.why.set_sku.as_deref());
    let of_file = rows.iter().map(|one| one.row.set());
    let mut named: BTreeSet<&str> = of_file.chain(known.sets.keys().map(String::as_str)).collect();
    let mut broken = BTreeMap::new();
    // The cells of a row that cannot be read may have moved: a name is one where others have it too.
    let mut unclear = None;
    for bad in &plan.refused {
        let may_have_moved = matches!(bad.why.why, SetRowError::Row(_));
        match bad.why.about.as_deref().filter(|set| !may_have_moved || named.contains(set)) {
            Some(set) => _ = broken.entry(set.to_owned()).or_insert(bad.line),
            None => unclear = unclear.or(Some(bad.line)),
        }
    }
    named.extend(refused_sets);
    let mut verdicts = judge_each(rows, &named);
    for (one, _) in rows.iter().zip(&verdicts).filter(|(_, why)| why.is_some()) {
        broken.entry(one.row.set_sku.clone()).or_insert(one.line);
    }
    let whole = |one: &&ParsedRow<PartRow>| unclear.is_none() && !broken.contains_key(one.row.set());
    let mut replaced: BTreeSet<String> =
        rows.iter().filter(whole).map(|one| one.row.set_sku.clone()).collect();
    let parts_of_others = remove_parts_of_others(known, &mut replaced);
    for (one, why) in rows.iter().zip(&mut verdicts).filter(|(_, why)| why.is_none()) {
        let set = one.row.set();
        let of_other = parts_of_others.get(set).map(|other| SetRowError::SetIsPart(other.clone()));
        let incomplete = broken.get(set).map(|line| SetRowError::Incomplete { line: *line });
        *why = of_other.or(incomplete).or(unclear.map(|line| SetRowError::Unclear { line }));
    }
    verdicts
}

/// What is wrong with each row by itself, and with its part.
fn judge_each(rows: &[ParsedRow<PartRow>], named: &BTreeSet<&str>) -> Vec<Option<SetRowError>> {
    let mut lines: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for one in rows {
        lines.entry((one.row.set(), &one.row.sku)).or_default().push(one.line);
    }
    let judge = |one: &ParsedRow<PartRow>| {
        let part = one.row.sku.as_str();
        let other =
            lines.get(&(one.row.set(), part)).and_then(|all| all.iter().find(|line| **line != one.line));
        match other {
            _ if part == one.row.set() => Some(SetRowError::SetInItself),
            _ if named.contains(part) => Some(SetRowError::PartIsSet(part.to_owned())),
            Some(line) => Some(SetRowError::PartTwice { line: *line }),
            None => None,
        }
    };
    rows.iter().map(judge).collect()
}

/// Leaves out the sets that are parts of a set which stays as it is; gives them back, each with that set.
fn remove_parts_of_others(known: &KnownSets, replaced: &mut BTreeSet<String>) -> HashMap<String, String> {
    let mut removed = HashMap::new();
    // What is left out stays as it is too, and may have another one for its part.
    loop {
        let part = replaced
            .iter()
            .find_map(|set| known.find_set_with(set, replaced).map(|other| (set.clone(), other.to_owned())));
        let Some((set, other)) = part else { return removed };
        replaced.remove(&set);
        removed.insert(set, other);
    }
}

const MAX_NAMED: usize = 5;

/// What should be looked at in the sets that are taken.
fn list_warnings(known: &KnownSets, taken: &BTreeSet<&str>, plan: &SetPlan) -> Vec<Message> {
    let own: BTreeSet<&str> = taken.iter().copied().filter(|set| known.counted.contains(*set)).collect();
    let is_kept = |part: &&AcceptedPart| part.outcome != RowOutcome::Removed;
    let parts = plan.rows.iter().map(|accepted| &accepted.row).filter(is_kept).map(|part| part.sku.as_str());
    let uncounted: BTreeSet<&str> = parts.filter(|sku| !known.counted.contains(*sku)).collect();
    // While no listing has a SKU, nobody can say what is missing.
    let is_unlisted = |set: &&str| !known.listed.is_empty() && !known.listed.contains(*set);
    let unlisted: BTreeSet<&str> = taken.iter().copied().filter(is_unlisted).collect();
    let near = |sku: &&str| match suggest(sku, known.listed.iter().map(String::as_str)) {
        Some(near) => msg!("stock-near", sku = *sku, near = near),
        None => Message::quoted(*sku),
    };
    let quote = |sku: &&str| Message::quoted(*sku);
    let first = own.first().copied().unwrap_or_default();
    let is_other = |part: &&AcceptedPart| matches!(part.outcome, RowOutcome::Changed | RowOutcome::Removed);
    let other = plan.rows.iter().map(|accepted| &accepted.row).filter(is_other);
    let freed: BTreeSet<&str> =
        other.map(|part| part.set_sku.as_str()).filter(|set| known.open_orders.contains_key(*set)).collect();
    let orders: usize = freed.iter().filter_map(|set| known.open_orders.get(*set)).sum();
    [
        list_skus(&freed, quote).map(|sets| msg!("sets-freed", n = orders, sets = sets)),
        list_skus(&own, quote).map(|skus| msg!("sets-own_count", n = own.len(), skus = skus, first = first)),
        list_skus(&uncounted, quote).map(|skus| msg!("sets-uncounted", n = uncounted.len(), skus = skus)),
        list_skus(&unlisted, near).map(|skus| msg!("sets-unlisted", n = unlisted.len(), skus = skus)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first of some SKUs, and how many are not named; none where there is none.
fn list_skus(skus: &BTreeSet<&str>, name: impl Fn(&&str) -> Message) -> Option<Message> {
    let named: Vec<Message> = skus.iter().take(MAX_NAMED).map(name).collect();
    match skus.len().saturating_sub(named.len()) {
        _ if named.is_empty() => None,
        0 => Some(msg!("stock-skus", skus = named)),
        rest => Some(msg!("stock-and_more", skus = named, n = rest)),
    }
}

#[cfg(test)]
#[path = "set_file_tests.rs"]
mod tests;
