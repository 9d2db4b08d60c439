//! Loading a CSV file, whatever is in it: `holidays load`, `listings load`, `shipments load`, `stock load`.
//!
//! A kind of file says in [`CsvLoad`] what one row says and what the rows do, and in [`LoadRow`] how a good
//! row is reported and written. What all of them share is here: bad rows, rows above the header, lines,
//! counts, the verdict on the file as a whole, and one transaction.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;

use super::csv_file::{CsvFile, RowFault};
use crate::domain::time::Jst;
use crate::store::{Batch, Error, Store};
use crate::vocabulary::{Message, RowOutcome, RowReason, StockBasis};

/// One kind of file. A value of it holds what the state file knows, and the rules.
pub trait CsvLoad<const N: usize> {
    /// What one row says, before it is known what that does.
    type Parsed;
    type Row: LoadRow;
    type Error: RowError;

    /// Reads the cells of one row.
    ///
    /// # Errors
    /// Why the row is refused.
    fn parse(&self, cells: &[Option<String>; N]) -> Result<Self::Parsed, Self::Error>;

    /// Decides what the rows do: all of them at once, since a row may add to another one, or contradict it.
    ///
    /// # Errors
    /// When the state file cannot be read.
    fn decide(
        &self,
        rows: Vec<ParsedRow<Self::Parsed>>,
        plan: &mut LoadPlan<Self::Row, Self::Error>,
    ) -> Result<(), Error>;

    /// Refuses a row that cannot be read. Its cells may have moved: they are good for a guess, and no more.
    fn refuse(&self, fault: RowFault, _cells: &[Option<String>; N]) -> Self::Error {
        Self::Error::from_fault(fault)
    }

    /// Whether a record above the header is a row that was sorted there, and not a title.
    fn is_row_above(&self, _cells: &[Option<String>; N]) -> bool {
        false
    }

    /// What may become of a row of this file, in the order of the counts.
    fn outcomes(&self) -> &'static [RowOutcome] {
        Self::Row::OUTCOMES
    }

    /// Judges the file as a whole before anything of it is written: brakes, files that cannot be relied on.
    fn judge(&self, _plan: &LoadPlan<Self::Row, Self::Error>) -> Verdict {
        Verdict::Apply
    }
}

/// A good row: how it is reported and written.
pub trait LoadRow {
    /// Its fields in JSON, which are the columns of a dry run's table.
    const FIELDS: &'static [Field];
    /// What can become of a row, in the order of the counts; the refused rows are counted last.
    const OUTCOMES: &'static [RowOutcome];
    /// The sentence at the end. Its facts are added: `mode`, `is_stopped`, and a count for each outcome.
    const SUMMARY: fn() -> Message;
    /// Whether the table of a dry run lists rows that change nothing.
    const LISTS_UNCHANGED: bool = true;
    /// Whether JSON has `warnings`.
    const HAS_WARNINGS: bool = false;

    fn outcome(&self) -> RowOutcome;

    /// The values of [`Self::FIELDS`].
    fn values(&self) -> Vec<FieldValue>;

    /// What should be looked at although the row is taken.
    fn list_warnings(&self) -> Vec<Message> {
        Vec::new()
    }

    /// Whether there is something to write.
    fn is_written(&self) -> bool {
        self.outcome().is_change()
    }

    /// Writes a row of which there is something to write.
    ///
    /// # Errors
    /// When the state file cannot be written.
    fn write_row(&self, batch: &Batch<'_>, now: Jst) -> Result<(), Error>;
}

/// Why a row is refused.
pub trait RowError: Sized {
    fn from_fault(fault: RowFault) -> Self;

    /// The word that scripts rely on.
    fn reason(&self) -> RowReason;

    /// Why the row is refused, and what would do.
    fn message(&self) -> Message;

    /// What the row is about, where that is known: the value of the first field.
    fn subject(&self) -> Option<String> {
        None
    }
}

/// A field of a row.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its heading in the table.
    pub heading: fn() -> Message,
    pub kind: FieldKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Number,
    /// `[]` in JSON where there is nothing.
    List,
}

impl Field {
    pub const fn new(name: &'static str, kind: FieldKind, heading: fn() -> Message) -> Self {
        Self { name, heading, kind }
    }
}

/// What stands in a field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Missing,
    Text(String),
    Number(i64),
    Date(NaiveDate),
    /// A date that people read with its day of the week.
    Day(NaiveDate),
    List(Vec<String>),
    Basis(StockBasis),
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for FieldValue {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Missing, Self::from)
    }
}

impl From<Option<i64>> for FieldValue {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Missing, Self::Number)
    }
}

/// A row that could be read.
#[derive(Debug, Clone)]
pub struct ParsedRow<P> {
    /// The line that it begins in, from 1.
    pub line: usize,
    pub row: P,
}

/// A row that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedRow<R> {
    /// Its line, from 1; none for what the file does without naming it.
    pub line: Option<usize>,
    pub row: R,
}

/// A row that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow<E> {
    /// Its line, from 1.
    pub line: usize,
    pub why: E,
}

/// What becomes of a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its good rows are written.
    Apply,
    /// A safety brake stops it: nothing is written.
    Brake { message: Message, hint: Message },
    /// It cannot be used: nothing is written, and only its refused rows are reported. `message` gets the
    /// fact `file`.
    Unusable { message: Message, hint: Message },
}

/// What loading a file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadPlan<R, E> {
    /// The good rows in the order of the file, then what it does without naming it.
    pub rows: Vec<AcceptedRow<R>>,
    /// The others, in the order of their lines.
    pub refused: Vec<RefusedRow<E>>,
    /// What should be looked at in the file as a whole.
    pub warnings: Vec<Message>,
    pub verdict: Verdict,
    /// What is counted of the good rows.
    pub outcomes: &'static [RowOutcome],
}

impl<R, E> LoadPlan<R, E> {
    fn new(outcomes: &'static [RowOutcome]) -> Self {
        let (rows, refused, warnings) = (Vec::new(), Vec::new(), Vec::new());
        Self { rows, refused, warnings, verdict: Verdict::Apply, outcomes }
    }

    pub fn accept(&mut self, line: impl Into<Option<usize>>, row: R) {
        self.rows.push(AcceptedRow { line: line.into(), row });
    }

    pub fn refuse(&mut self, line: usize, why: E) {
        self.refused.push(RefusedRow { line, why });
    }

    pub fn is_stopped(&self) -> bool {
        matches!(self.verdict, Verdict::Brake { .. })
    }
}

impl<R: LoadRow, E> LoadPlan<R, E> {
    /// Counts the rows that do this.
    pub fn count(&self, outcome: RowOutcome) -> usize {
        self.rows.iter().filter(|accepted| accepted.row.outcome() == outcome).count()
    }

    /// The rows of which there is something to write.
    pub fn changes(&self) -> impl Iterator<Item = &R> {
        self.rows.iter().map(|accepted| &accepted.row).filter(|row| row.is_written())
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan<const N: usize, L: CsvLoad<N>>(
    load: &L,
    file: &CsvFile<N>,
) -> Result<LoadPlan<L::Row, L::Error>, Error> {
    let mut plan = LoadPlan::new(load.outcomes());
    let mut parsed = Vec::new();
    let above = file.list_rows_above().filter(|bad| load.is_row_above(&bad.cells)).map(Err);
    for row in above.chain(file.rows()) {
        let (line, read) = match row {
            Ok(row) => (row.line, load.parse(&row.cells)),
            Err(bad) => (bad.line, Err(load.refuse(bad.fault, &bad.cells))),
        };
        match read {
            Ok(row) => parsed.push(ParsedRow { line, row }),
            Err(why) => plan.refuse(line, why),
        }
    }
    load.decide(parsed, &mut plan)?;
    // What is refused while rows are decided comes after what could not be read.
    plan.refused.sort_by_key(|refused| refused.line);
    plan.verdict = load.judge(&plan);
    Ok(plan)
}

/// Writes the good rows, all at once; nothing where the verdict is against it.
///
/// # Errors
/// When the state file cannot be written: then nothing was written.
pub fn apply<R: LoadRow, E>(store: &mut Store, plan: &LoadPlan<R, E>, now: Jst) -> Result<(), Error> {
    let mut changes = plan.changes().peekable();
    // Without a change there is no transaction: it would wait for whoever writes.
    if plan.verdict != Verdict::Apply || changes.peek().is_none() {
        return Ok(());
    }
    let batch = store.start_batch()?;
    for row in changes {
        row.write_row(&batch, now)?;
    }
    batch.commit()
}

/// What the rows of a file say of the same thing: to find lines that contradict each other. Nobody knows
/// which of them is right, so all are refused.
#[derive(Debug)]
pub struct ValueIndex<K, V> {
    first: HashMap<K, FirstValue<V>>,
}

/// The first value of a key, and the first other one, each with its line.
#[derive(Debug)]
struct FirstValue<V> {
    line: usize,
    value: V,
    other: Option<(usize, V)>,
}

impl<K: Eq + Hash, V: Copy + PartialEq> ValueIndex<K, V> {
    pub fn from_rows(rows: impl Iterator<Item = (usize, K, V)>) -> Self {
        let mut first: HashMap<K, FirstValue<V>> = HashMap::new();
        for (line, key, value) in rows {
            let known = first.entry(key).or_insert(FirstValue { line, value, other: None });
            if known.value != value && known.other.is_none() {
                known.other = Some((line, value));
            }
        }
        Self { first }
    }

    /// The first line, with its value, that says something else of the key.
    pub fn find_other(&self, key: &K, value: V) -> Option<(usize, V)> {
        let known = self.first.get(key)?;
        if known.value == value { known.other } else { Some((known.line, known.value)) }
    }

    /// Whether a line is the first about its key.
    pub fn is_first(&self, key: &K, line: usize) -> bool {
        self.first.get(key).is_some_and(|known| known.line == line)
    }

    pub fn contains(&self, key: &K) -> bool {
        self.first.contains_key(key)
    }
}

#[cfg(test)]
#[path = "loading_tests.rs"]
mod tests;
