//! A warehouse's file of shipments: its rows, the company of each (FIL-5), and the parcels of each order
//! (SHP-10).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::shipment_layout::{self, WIDTH};
use super::shipments::{
    AcceptedShipment, FileIndex, ShipmentError, ShipmentRequest, ShipmentRules, ShipmentWarning,
    check_shipment, decide, record_others, reject_own_number, require_carrier,
};
use crate::desk::csv_file::CsvFile;
use crate::desk::loading::{self, CsvLoad, Field, FieldValue, LoadPlan, LoadRow, ParsedRow};
use crate::domain::carriers;
use crate::domain::ids::OrderCode;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::time::{Jst, parse_cell_date};
use crate::domain::tracking::{self, NumberRule};
use crate::store::code_match::CodeMatch;
use crate::store::shipments::DeskOrder;
use crate::store::{Batch, Error, Store};
use crate::strings::printable::truncate;
use crate::vocabulary::{ExportFormat, Message, RowOutcome};

/// What stands between numbers in one cell; a cell of a spreadsheet may have lines.
const BETWEEN_NUMBERS: [char; 7] = [',', ';', '、', '，', '；', '､', '\n'];

/// What stands within a number, or between numbers of so many letters and digits each.
const BETWEEN_LONG_NUMBERS: [char; 7] = [' ', '\u{3000}', '\t', '/', '／', '・', '|'];
const MIN_LONG_NUMBER: usize = 10;

/// What is said of a file beside it.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileRules<'a> {
    /// The delivery company of the rows that name none.
    pub carrier: Option<&'a str>,
    /// The program that wrote it; none: what headings and shape tell.
    pub format: Option<ExportFormat>,
    /// Whether rows of other shops are left out.
    pub skip_unknown: bool,
}

/// What becomes of a row that is not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRow {
    Parcel(AcceptedShipment),
    /// Its code is none of Qoo10's orders here.
    Skipped(String),
}

impl LoadRow for FileRow {
    const FIELDS: &'static [Field] = AcceptedShipment::FIELDS;
    const OUTCOMES: &'static [RowOutcome] =
        &[RowOutcome::Shipped, RowOutcome::Corrected, RowOutcome::Unchanged, RowOutcome::Skipped];
    const HAS_WARNINGS: bool = AcceptedShipment::HAS_WARNINGS;
    const SUMMARY: fn() -> Message = AcceptedShipment::SUMMARY;

    fn outcome(&self) -> RowOutcome {
        match self {
            Self::Parcel(accepted) => accepted.outcome,
            Self::Skipped(_) => RowOutcome::Skipped,
        }
    }

    fn values(&self) -> Vec<FieldValue> {
        match self {
            Self::Parcel(accepted) => accepted.values(),
            Self::Skipped(code) => {
                vec![code.as_str().into(), FieldValue::Missing, FieldValue::Missing, FieldValue::Missing]
            }
        }
    }

    fn list_warnings(&self) -> Vec<Message> {
        match self {
            Self::Parcel(accepted) => accepted.list_warnings(),
            Self::Skipped(_) => Vec::new(),
        }
    }

    fn write_row(&self, batch: &Batch<'_>, now: Jst) -> Result<(), Error> {
        match self {
            Self::Parcel(accepted) => accepted.write_row(batch, now),
            Self::Skipped(_) => Ok(()),
        }
    }
}

/// What loading a file of shipments does. Of the rows of one order the first is the one that does something.
pub type ShipmentPlan = LoadPlan<FileRow, ShipmentError>;

/// What a row says, before its order is looked up.
struct StatedRow {
    /// What is no order code is another shop's.
    code: Result<OrderCode, String>,
    parcel: Result<StatedParcel, ShipmentError>,
}

enum StatedParcel {
    /// It names its delivery company, and passed every check.
    Whole(ShipmentRequest),
    /// Its company is that of its order.
    WithoutCarrier { numbers: Vec<String>, date: Option<NaiveDate> },
}

impl StatedParcel {
    fn has_number(&self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::WithoutCarrier { numbers, .. } => {
                numbers.iter().any(|number| tracking::check_number(number, NumberRule::Free).is_ok())
            }
        }
    }
}

/// A row that names an order and a parcel.
struct ParcelRow {
    line: usize,
    code: OrderCode,
    wanted: ShipmentRequest,
}

struct ShipmentGroup {
    order: DeskOrder,
    /// The line of the first.
    line: usize,
    /// What the first says, with the parcels of all.
    whole: ShipmentRequest,
}

enum PlacedRow {
    Parcel(ParcelRow),
    Skipped(String),
}

/// The state file when a file of shipments is loaded, and the rules.
struct ShipmentLoad<'k> {
    store: &'k Store,
    rules: &'k ShipmentRules<'k>,
    file: FileRules<'k>,
    /// The program that wrote it, as far as that is known.
    format: Option<ExportFormat>,
}

impl CsvLoad<WIDTH> for ShipmentLoad<'_> {
    type Parsed = StatedRow;
    type Row = FileRow;
    type Error = ShipmentError;

    fn parse(&self, cells: &[Option<String>; WIDTH]) -> Result<StatedRow, ShipmentError> {
        let order = cells.first().and_then(Option::as_deref).ok_or(ShipmentError::OrderMissing)?;
        let code = OrderCode::parse_loose(order).ok_or_else(|| truncate(order, 40));
        let parcel = self.parse_parcel(cells);
        match code {
            Err(text) if !self.file.skip_unknown => Err(ShipmentError::OrderUnreadable(text)),
            // What the order is worth is known only later.
            code if self.file.skip_unknown => Ok(StatedRow { code, parcel }),
            code => Ok(StatedRow { code, parcel: Ok(parcel?) }),
        }
    }

    /// An order with a number above the header is a row.
    fn is_row_above(&self, cells: &[Option<String>; WIDTH]) -> bool {
        let is_parcel = |row: StatedRow| row.code.is_ok() && row.parcel.is_ok_and(|said| said.has_number());
        self.parse(cells).is_ok_and(is_parcel)
    }

    fn outcomes(&self) -> &'static [RowOutcome] {
        if self.file.skip_unknown { FileRow::OUTCOMES } else { AcceptedShipment::OUTCOMES }
    }

    /// Rows of one order are its parcels, as long as they have the company and the day of the first good one.
    fn decide(&self, parsed: Vec<ParsedRow<StatedRow>>, plan: &mut ShipmentPlan) -> Result<(), Error> {
        let (mut rows, mut groups) = (Vec::new(), HashMap::new());
        for ParsedRow { line, row } in parsed {
            match self.place_row(&mut groups, line, row)? {
                Ok(PlacedRow::Parcel(row)) => rows.push(row),
                Ok(PlacedRow::Skipped(code)) => plan.accept(line, FileRow::Skipped(code)),
                Err(why) => plan.refuse(line, why.with_hold(self.store)?),
            }
        }
        let decided = |(code, group): (&OrderCode, &ShipmentGroup)| {
            (*code, decide(*code, &group.order, &group.whole, self.rules.today()))
        };
        let decided: BTreeMap<OrderCode, Result<AcceptedShipment, ShipmentError>> =
            groups.iter().map(decided).collect();
        let in_file = FileIndex::from_shipments(decided.values().flatten());
        for row in rows {
            let group = &groups[&row.code];
            match resolve_row(&row, group, &decided[&row.code]) {
                Ok(mut accepted) => {
                    if group.line == row.line {
                        record_others(self.store, &mut accepted, &in_file)?;
                    }
                    plan.accept(row.line, FileRow::Parcel(accepted));
                }
                Err(why) => plan.refuse(row.line, why.with_hold(self.store)?),
            }
        }
        plan.rows.sort_by_key(|accepted| accepted.line);
        Ok(())
    }
}

impl ShipmentLoad<'_> {
    /// Checks what a row says of its parcel: company by FIL-5, as far as the row and the file tell it.
    fn parse_parcel(&self, cells: &[Option<String>; WIDTH]) -> Result<StatedParcel, ShipmentError> {
        let [_, carrier, numbers, date, service] = cells;
        let date = date.as_deref().map(|text| {
            parse_cell_date(text).ok_or_else(|| ShipmentError::DateUnreadable(truncate(text, 20)))
        });
        let date = date.transpose()?;
        let numbers = split_numbers(numbers.as_deref().unwrap_or_default());
        let of_layout = || shipment_layout::find_layout_carrier(self.format, service.as_deref());
        match carrier.as_deref().or(self.file.carrier).or_else(of_layout) {
            Some(carrier) => check_shipment(carrier, &numbers, date, self.rules).map(StatedParcel::Whole),
            None => {
                let numbers = numbers.into_iter().map(str::to_owned).collect();
                Ok(StatedParcel::WithoutCarrier { numbers, date })
            }
        }
    }

    /// A parcel with its company: of a row that tells none, that of its order (FIL-5). A further parcel
    /// travels as the order's first.
    fn complete(
        &self,
        code: OrderCode,
        said: StatedParcel,
        order: &DeskOrder,
        first: Option<&ShipmentRequest>,
    ) -> Result<ShipmentRequest, ShipmentError> {
        match said {
            StatedParcel::Whole(wanted) => Ok(wanted),
            StatedParcel::WithoutCarrier { numbers, date } => {
                let of_order = || order.exported_carrier.clone().or_else(|| order.carrier.clone());
                let carrier = first.map(|first| first.carrier.clone()).or_else(of_order);
                let carrier = require_carrier(code, order, carrier)?;
                let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
                check_shipment(&carrier, &numbers, date, self.rules)
            }
        }
    }

    fn place_row(
        &self,
        groups: &mut HashMap<OrderCode, ShipmentGroup>,
        line: usize,
        row: StatedRow,
    ) -> Result<Result<PlacedRow, ShipmentError>, Error> {
        let code = match row.code {
            Ok(code) => code,
            Err(text) => return Ok(Ok(PlacedRow::Skipped(text))),
        };
        if let Some(group) = groups.get_mut(&code) {
            let wanted =
                row.parcel.and_then(|said| self.complete(code, said, &group.order, Some(&group.whole)));
            let row = wanted.and_then(|wanted| {
                reject_own_number(code, &group.order, &wanted)?;
                join_row(group, ParcelRow { line, code, wanted }, self.rules)
            });
            return Ok(row.map(PlacedRow::Parcel));
        }
        let Some(order) = self.store.find_desk_order(code)? else {
            let near = self.store.match_code(code)?;
            let is_foreign = self.file.skip_unknown && near == CodeMatch::Nothing;
            return Ok(if is_foreign {
                Ok(PlacedRow::Skipped(code.to_string()))
            } else {
                Err(ShipmentError::OrderUnknown(code, near))
            });
        };
        let wanted = row.parcel.and_then(|said| self.complete(code, said, &order, None));
        let wanted = wanted.and_then(|wanted| reject_own_number(code, &order, &wanted).map(|()| wanted));
        Ok(wanted.map(|wanted| {
            groups.insert(code, ShipmentGroup { order, line, whole: wanted.clone() });
            PlacedRow::Parcel(ParcelRow { line, code, wanted })
        }))
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan_load(
    store: &Store,
    file: &CsvFile<WIDTH>,
    said: FileRules<'_>,
    rules: &ShipmentRules<'_>,
) -> Result<ShipmentPlan, Error> {
    let format = said.format.or_else(|| shipment_layout::detect_format(file));
    loading::plan(&ShipmentLoad { store, rules, file: said, format }, file)
}

/// The numbers of a cell. Blanks and slashes stand within one number too, in groups of a few digits.
fn split_numbers(cell: &str) -> Vec<&str> {
    let split = |text| {
        let parts: Vec<&str> =
            str::split(text, BETWEEN_LONG_NUMBERS).filter(|part| !part.trim().is_empty()).collect();
        let is_whole = |part: &&str| part.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_LONG_NUMBER;
        if parts.iter().all(is_whole) { parts } else { vec![text] }
    };
    cell.split(BETWEEN_NUMBERS).flat_map(split).collect()
}

/// A row about an order that a line above is about too: a further parcel, or what cannot be.
fn join_row(
    group: &mut ShipmentGroup,
    row: ParcelRow,
    rules: &ShipmentRules<'_>,
) -> Result<ParcelRow, ShipmentError> {
    let first = group.whole.to_shipment(rules.today());
    let name = |carrier| carriers::find_qoo10_name(carrier, rules.carriers);
    let (one, other) = (&row.wanted.carrier, &first.carrier);
    let is_same_company = carriers::is_same(one, other) || name(one).is_some() && name(one) == name(other);
    if !is_same_company || row.wanted.date.is_some_and(|date| date != first.shipped_on) {
        return Err(ShipmentError::OtherShipment { line: group.line, shipment: first });
    }
    let numbers = &mut group.whole.numbers;
    let new: Vec<String> = row.wanted.numbers.iter().filter(|one| !numbers.contains(one)).cloned().collect();
    numbers.extend(new);
    Ok(row)
}

fn resolve_row(
    row: &ParcelRow,
    group: &ShipmentGroup,
    decided: &Result<AcceptedShipment, ShipmentError>,
) -> Result<AcceptedShipment, ShipmentError> {
    let is_first = group.line == row.line;
    match decided {
        Ok(taken) if is_first => Ok(taken.clone()),
        Ok(taken) => {
            let notes = if taken.is_told { Vec::new() } else { row.wanted.warnings.clone() };
            // A name that nobody knows is told once.
            let notes = notes
                .into_iter()
                .filter(|note| !matches!(note, ShipmentWarning::UnknownCarrier { .. }))
                .collect();
            Ok(AcceptedShipment { outcome: RowOutcome::Unchanged, warnings: notes, ..taken.clone() })
        }
        Err(why) => find_known_parcel(row, group).ok_or_else(|| why.clone()),
    }
}

/// A row that says nothing new of an order to which its other rows can add nothing any more.
fn find_known_parcel(row: &ParcelRow, group: &ShipmentGroup) -> Option<AcceptedShipment> {
    let DeskOrder { order_id, state: standing, shipment, .. } = &group.order;
    let is_shipped = standing.status == Status::Shipped;
    let known = shipment.as_ref().filter(|known| is_shipped && row.wanted.has_parcels_of(known))?;
    Some(AcceptedShipment {
        code: row.code,
        shipment: known.clone(),
        outcome: RowOutcome::Unchanged,
        warnings: Vec::new(),
        order_id: *order_id,
        before: shipment.clone(),
        is_told: standing.api_status == ApiStatus::Shipped,
    })
}

#[cfg(test)]
#[path = "shipment_file_tests.rs"]
mod tests;
