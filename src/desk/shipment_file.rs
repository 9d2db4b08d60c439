//! A warehouse's file of shipments: its rows, and the parcels of each order (SHP-10).

use std::collections::{BTreeMap, HashMap};

use super::shipments::{
    AcceptedShipment, FileIndex, ShipmentError, ShipmentRequest, ShipmentRules, ShipmentWarning,
    check_shipment, decide, record_others, reject_own_number,
};
use crate::desk::csv_file::CsvFile;
use crate::desk::loading::{self, CsvLoad, LoadPlan, ParsedRow};
use crate::domain::carriers;
use crate::domain::ids::OrderCode;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::time::parse_cell_date;
use crate::store::shipments::DeskOrder;
use crate::store::{Error, Store};
use crate::strings::printable::truncate;
use crate::vocabulary::RowOutcome;

/// What stands between numbers in one cell; a cell of a spreadsheet may have lines.
const BETWEEN_NUMBERS: [char; 7] = [',', ';', '、', '，', '；', '､', '\n'];

/// What loading a file of shipments does. Of the rows of one order the first is the one that does something.
pub type ShipmentPlan = LoadPlan<AcceptedShipment, ShipmentError>;

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

/// The state file when a file of shipments is loaded, and the rules.
struct ShipmentLoad<'k> {
    store: &'k Store,
    rules: &'k ShipmentRules<'k>,
}

impl CsvLoad<4> for ShipmentLoad<'_> {
    type Parsed = (OrderCode, ShipmentRequest);
    type Row = AcceptedShipment;
    type Error = ShipmentError;

    fn parse(&self, cells: &[Option<String>; 4]) -> Result<Self::Parsed, ShipmentError> {
        let [order, carrier, numbers, date] = cells;
        let order = order.as_deref().ok_or(ShipmentError::OrderMissing)?;
        let code = OrderCode::parse_loose(order)
            .ok_or_else(|| ShipmentError::OrderUnreadable(truncate(order, 40)))?;
        let date = date.as_deref().map(|text| {
            parse_cell_date(text).ok_or_else(|| ShipmentError::DateUnreadable(truncate(text, 20)))
        });
        let numbers = numbers.as_deref().unwrap_or_default();
        let numbers: Vec<&str> = numbers.split(BETWEEN_NUMBERS).collect();
        let carrier = carrier.as_deref().unwrap_or_default();
        Ok((code, check_shipment(carrier, &numbers, date.transpose()?, self.rules)?))
    }

    /// An order with a number above the header is a row.
    fn is_row_above(&self, cells: &[Option<String>; 4]) -> bool {
        self.parse(cells).is_ok()
    }

    /// Rows of one order are its parcels, as long as they have the company and the day of the first good one.
    fn decide(&self, parsed: Vec<ParsedRow<Self::Parsed>>, plan: &mut ShipmentPlan) -> Result<(), Error> {
        let (mut rows, mut groups) = (Vec::new(), HashMap::new());
        for ParsedRow { line, row: (code, wanted) } in parsed {
            match add_row(self.store, &mut groups, ParcelRow { line, code, wanted }, self.rules)? {
                Ok(row) => rows.push(row),
                Err(why) => plan.refuse(line, why),
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
                    plan.accept(row.line, accepted);
                }
                Err(why) => plan.refuse(row.line, why),
            }
        }
        Ok(())
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan_load(store: &Store, file: &CsvFile<4>, rules: &ShipmentRules<'_>) -> Result<ShipmentPlan, Error> {
    loading::plan(&ShipmentLoad { store, rules }, file)
}

fn add_row(
    store: &Store,
    groups: &mut HashMap<OrderCode, ShipmentGroup>,
    row: ParcelRow,
    rules: &ShipmentRules<'_>,
) -> Result<Result<ParcelRow, ShipmentError>, Error> {
    let code = row.code;
    if let Some(group) = groups.get_mut(&code) {
        return Ok(
            reject_own_number(code, &group.order, &row.wanted).and_then(|()| join_row(group, row, rules))
        );
    }
    let Some(order) = store.find_desk_order(code)? else {
        return Ok(Err(ShipmentError::OrderUnknown(code, store.match_code(code)?)));
    };
    if let Err(why) = reject_own_number(code, &order, &row.wanted) {
        return Ok(Err(why));
    }
    groups.insert(code, ShipmentGroup { order, line: row.line, whole: row.wanted.clone() });
    Ok(Ok(row))
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
