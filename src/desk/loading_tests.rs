//! The parts of set items, loaded as any other file: what a new kind of file takes.

use super::*;
use crate::desk::csv_file::{self, Column};
use crate::domain::time::parse_jst;
use crate::vocabulary::msg;

const COLUMNS: [Column; 3] =
    [Column::required(&["set_sku"]), Column::required(&["sku"]), Column::required(&["qty"])];

#[derive(Debug, PartialEq, Eq)]
struct LoadedPart {
    set_sku: String,
    sku: String,
    pieces: i64,
}

impl LoadRow for LoadedPart {
    const FIELDS: &'static [Field] = &[
        Field::new("set_sku", FieldKind::Text, || msg!("table-sku")),
        Field::new("sku", FieldKind::Text, || msg!("table-sku")),
        Field::new("qty", FieldKind::Number, || msg!("stock-free")),
    ];
    const OUTCOMES: &'static [RowOutcome] = &[RowOutcome::Added];
    const SUMMARY: fn() -> Message = || msg!("stock-summary");

    fn outcome(&self) -> RowOutcome {
        RowOutcome::Added
    }

    fn values(&self) -> Vec<FieldValue> {
        vec![self.set_sku.as_str().into(), self.sku.as_str().into(), FieldValue::Number(self.pieces)]
    }

    fn write_row(&self, batch: &Batch<'_>, now: Jst) -> Result<(), Error> {
        let _ = now;
        batch.write_set_part(&self.set_sku, &self.sku, self.pieces)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum PartError {
    Row(RowFault),
    Incomplete,
    OtherPieces(usize),
}

impl RowError for PartError {
    fn from_fault(fault: RowFault) -> Self {
        Self::Row(fault)
    }

    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::Incomplete => RowReason::QtyMissing,
            Self::OtherPieces(_) => RowReason::OtherQty,
        }
    }

    fn message(&self) -> Message {
        Message::quoted(self.reason().as_str())
    }
}

struct PartLoad;

impl CsvLoad<3> for PartLoad {
    type Parsed = LoadedPart;
    type Row = LoadedPart;
    type Error = PartError;

    fn parse(&self, cells: &[Option<String>; 3]) -> Result<LoadedPart, PartError> {
        let [Some(set_sku), Some(sku), Some(qty)] = cells else { return Err(PartError::Incomplete) };
        let pieces = qty.parse().map_err(|_| PartError::Incomplete)?;
        Ok(LoadedPart { set_sku: set_sku.clone(), sku: sku.clone(), pieces })
    }

    fn decide(
        &self,
        rows: Vec<ParsedRow<LoadedPart>>,
        plan: &mut LoadPlan<LoadedPart, PartError>,
    ) -> Result<(), Error> {
        let key = |part: &LoadedPart| (part.set_sku.clone(), part.sku.clone());
        let index = ValueIndex::from_rows(rows.iter().map(|one| (one.line, key(&one.row), one.row.pieces)));
        for ParsedRow { line, row } in rows {
            match index.find_other(&key(&row), row.pieces) {
                Some((other, _)) => plan.refuse(line, PartError::OtherPieces(other)),
                None => plan.accept(line, row),
            }
        }
        Ok(())
    }

    fn judge(&self, plan: &LoadPlan<LoadedPart, PartError>) -> Verdict {
        let is_torn = plan
            .refused
            .iter()
            .any(|refused| matches!(refused.why, PartError::Row(fault) if fault.is_torn()));
        let (message, hint) = (Message::quoted("torn"), Message::quoted("mend it"));
        if is_torn { Verdict::Unusable { message, hint } } else { Verdict::Apply }
    }
}

fn plan_parts(rows: &str) -> LoadPlan<LoadedPart, PartError> {
    let text = format!("set_sku,sku,qty\n{rows}");
    plan(&PartLoad, &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap()).unwrap()
}

/// What stands in a state file once a plan was applied to it.
fn apply_parts(plan: &LoadPlan<LoadedPart, PartError>) -> Vec<(String, i64)> {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("shop.db")).unwrap();
    apply(&mut store, plan, parse_jst("2026-07-01T10:00:00+09:00").unwrap()).unwrap();
    let parts = store.load_sets().unwrap().into_values().flatten();
    parts.map(|part| (part.sku, part.qty)).collect()
}

#[test]
fn a_new_kind_of_file_is_loaded() {
    let plan = plan_parts("GIFT,CUP,2\nGIFT,,1\nGIFT,BOX,1\nGIFT,BAG,1\nTEA,BAG,1\nGIFT,BAG,3\n");
    let part =
        |set_sku: &str, sku: &str, pieces| LoadedPart { set_sku: set_sku.into(), sku: sku.into(), pieces };
    let rows: Vec<_> = plan.rows.iter().map(|accepted| (accepted.line, &accepted.row)).collect();
    let (cup, box_, bag) = (part("GIFT", "CUP", 2), part("GIFT", "BOX", 1), part("TEA", "BAG", 1));
    assert_eq!(rows, [(Some(2), &cup), (Some(4), &box_), (Some(6), &bag)]);
    let refused: Vec<_> = plan.refused.iter().map(|refused| (refused.line, &refused.why)).collect();
    let wanted =
        [(3, &PartError::Incomplete), (5, &PartError::OtherPieces(7)), (7, &PartError::OtherPieces(5))];
    assert_eq!(refused, wanted, "in the order of their lines");
    assert_eq!((plan.count(RowOutcome::Added), &plan.verdict), (3, &Verdict::Apply));
    assert_eq!(apply_parts(&plan), [("BOX".into(), 1), ("CUP".into(), 2), ("BAG".into(), 1)]);
}

#[test]
fn nothing_of_a_file_is_written_against_its_verdict() {
    let plan = plan_parts("GIFT,CUP,2\nGIFT,\"BOX,1\nGIFT,BAG,1\n");
    assert_eq!(plan.rows.len(), 1);
    assert!(matches!(plan.verdict, Verdict::Unusable { .. }), "{plan:?}");
    assert_eq!(apply_parts(&plan), []);
}

#[test]
fn what_contradicts_a_line_is_the_first_line_that_says_otherwise() {
    let rows = [(2, "A", 1), (3, "A", 1), (4, "B", 1), (5, "A", 2), (6, "A", 3)];
    let index = ValueIndex::from_rows(rows.into_iter());
    let found = rows.map(|(_, key, value)| index.find_other(&key, value));
    assert_eq!(found, [Some((5, 2)), Some((5, 2)), None, Some((2, 1)), Some((2, 1))]);
    assert!(index.is_first(&"A", 2) && !index.is_first(&"A", 3) && !index.contains(&"C"));
}
