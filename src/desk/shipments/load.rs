//! A warehouse's file of shipments: its rows, and the parcels of each order (SHP-10).

use std::collections::{BTreeMap, HashMap};

use super::{
    AcceptedShipment, InFile, ShipmentChange, ShipmentError, ShipmentRequest, ShipmentRules, ShipmentWarning,
    checked, decide, note_others, own_number, write,
};
use crate::desk::csv_file::{BadRow, CsvFile};
use crate::domain::carriers;
use crate::domain::ids::OrderCode;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::text::excerpt;
use crate::domain::time::date_of_cell;
use crate::store::shipments::DeskOrder;
use crate::store::{Error, Store};

/// What stands between numbers in one cell; a cell of a spreadsheet may have lines.
const BETWEEN_NUMBERS: [char; 7] = [',', ';', '、', '，', '；', '､', '\n'];

/// A row of a file that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedShipmentRow {
    /// Its line.
    pub line: usize,
    /// The shipment, with the parcels of the order's other rows.
    pub accepted: AcceptedShipment,
}

/// A row of a file that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadShipmentRow {
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: ShipmentError,
}

/// What loading a file does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipmentLoad {
    /// The good rows.
    pub rows: Vec<AcceptedShipmentRow>,
    /// The others, in the order of their lines.
    pub refused: Vec<BadShipmentRow>,
}

impl ShipmentLoad {
    /// How many rows do this. Of the rows of one order the first is the one that does something.
    pub fn count(&self, change: ShipmentChange) -> usize {
        self.rows.iter().filter(|row| row.accepted.change == change).count()
    }
}

/// A row that names an order and a parcel.
struct ParcelRow {
    line: usize,
    code: OrderCode,
    wanted: ShipmentRequest,
}

/// The rows of one order.
struct ShipmentGroup {
    order: DeskOrder,
    /// The line of the first.
    line: usize,
    /// What the first says, with the parcels of all.
    whole: ShipmentRequest,
}

/// Decides what loading a file does; nothing is written. Rows of one order are its parcels, as long as they have the
/// company and the day of the first good one.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan_load(store: &Store, file: &CsvFile<4>, rules: &ShipmentRules<'_>) -> Result<ShipmentLoad, Error> {
    store.reading(|store| {
        let mut load = ShipmentLoad::default();
        let (mut rows, mut groups) = (Vec::new(), HashMap::new());
        // A title above the header is none of the file's rows; an order with a number is one.
        let above = file.above().filter(|bad| of_cells(&bad.cells, rules).is_ok()).map(Err);
        for row in above.chain(file.rows()) {
            let (line, read) = match row {
                Ok(row) => (row.line, of_cells(&row.cells, rules)),
                Err(BadRow { line, fault, .. }) => (line, Err(ShipmentError::Row(fault))),
            };
            let added = match read {
                Ok((code, wanted)) => add(store, &mut groups, ParcelRow { line, code, wanted }, rules)?,
                Err(why) => Err(why),
            };
            match added {
                Ok(row) => rows.push(row),
                Err(why) => load.refused.push(BadShipmentRow { line, why }),
            }
        }
        let decided = |(code, group): (&OrderCode, &ShipmentGroup)| {
            (*code, decide(*code, &group.order, &group.whole, rules.today()))
        };
        let decided: BTreeMap<OrderCode, Result<AcceptedShipment, ShipmentError>> =
            groups.iter().map(decided).collect();
        for row in rows {
            match resolve_row(&row, &groups[&row.code], &decided[&row.code]) {
                Ok(taken) => load.rows.push(AcceptedShipmentRow { line: row.line, accepted: taken }),
                Err(why) => load.refused.push(BadShipmentRow { line: row.line, why }),
            }
        }
        load.refused.sort_by_key(|row| row.line);
        let in_file = InFile::of(decided.values().flatten());
        for row in load.rows.iter_mut().filter(|row| groups[&row.accepted.code].line == row.line) {
            note_others(store, &mut row.accepted, &in_file)?;
        }
        Ok(load)
    })
}

/// Adds a row to those of its order.
fn add(
    store: &Store,
    groups: &mut HashMap<OrderCode, ShipmentGroup>,
    row: ParcelRow,
    rules: &ShipmentRules<'_>,
) -> Result<Result<ParcelRow, ShipmentError>, Error> {
    let code = row.code;
    if let Some(group) = groups.get_mut(&code) {
        return Ok(own_number(code, &group.order, &row.wanted).and_then(|()| join(group, row, rules)));
    }
    let Some(order) = store.desk_order(code)? else {
        return Ok(Err(ShipmentError::OrderUnknown(code, store.meant_by(code)?)));
    };
    if let Err(why) = own_number(code, &order, &row.wanted) {
        return Ok(Err(why));
    }
    groups.insert(code, ShipmentGroup { order, line: row.line, whole: row.wanted.clone() });
    Ok(Ok(row))
}

/// A row about an order that a line above is about too: a further parcel, or what cannot be.
fn join(
    group: &mut ShipmentGroup,
    row: ParcelRow,
    rules: &ShipmentRules<'_>,
) -> Result<ParcelRow, ShipmentError> {
    let first = group.whole.shipment(rules.today());
    let name = |carrier| carriers::qoo10_name(carrier, rules.carriers);
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

/// What becomes of one row of an order.
fn resolve_row(
    row: &ParcelRow,
    group: &ShipmentGroup,
    decided: &Result<AcceptedShipment, ShipmentError>,
) -> Result<AcceptedShipment, ShipmentError> {
    let is_first = group.line == row.line;
    match decided {
        Ok(taken) if is_first => Ok(taken.clone()),
        Ok(taken) => {
            let notes = if taken.is_told { Vec::new() } else { row.wanted.notes.clone() };
            // A name that nobody knows is told once.
            let notes =
                notes.into_iter().filter(|note| !matches!(note, ShipmentWarning::Unmapped { .. })).collect();
            Ok(AcceptedShipment { change: ShipmentChange::Unchanged, notes, ..taken.clone() })
        }
        Err(why) => known_parcel(row, group).ok_or_else(|| why.clone()),
    }
}

/// A row that says nothing new of an order to which its other rows can add nothing any more.
fn known_parcel(row: &ParcelRow, group: &ShipmentGroup) -> Option<AcceptedShipment> {
    let DeskOrder { order_id, state: standing, shipment, .. } = &group.order;
    let is_shipped = standing.status == Status::Shipped;
    let known = shipment.as_ref().filter(|known| is_shipped && row.wanted.has_parcels_of(known))?;
    Some(AcceptedShipment {
        code: row.code,
        shipment: known.clone(),
        change: ShipmentChange::Unchanged,
        notes: Vec::new(),
        order_id: *order_id,
        before: shipment.clone(),
        is_told: standing.api_status == ApiStatus::Shipped,
    })
}

fn of_cells(
    cells: &[Option<String>; 4],
    rules: &ShipmentRules<'_>,
) -> Result<(OrderCode, ShipmentRequest), ShipmentError> {
    let [order, carrier, numbers, date] = cells;
    let order = order.as_deref().ok_or(ShipmentError::OrderMissing)?;
    let code = OrderCode::by_hand(order).ok_or_else(|| ShipmentError::OrderUnreadable(excerpt(order, 40)))?;
    let date = date
        .as_deref()
        .map(|text| date_of_cell(text).ok_or_else(|| ShipmentError::DateUnreadable(excerpt(text, 20))));
    let numbers = numbers.as_deref().unwrap_or_default();
    let numbers: Vec<&str> = numbers.split(BETWEEN_NUMBERS).collect();
    Ok((code, checked(carrier.as_deref().unwrap_or_default(), &numbers, date.transpose()?, rules)?))
}

/// Takes the good rows in, all at once.
///
/// # Errors
/// When the state file cannot be written: then nothing was taken in.
pub fn apply_load(store: &mut Store, load: &ShipmentLoad, rules: &ShipmentRules<'_>) -> Result<(), Error> {
    let changes = load.rows.iter().filter(|row| row.accepted.change != ShipmentChange::Unchanged);
    let mut changes = changes.peekable();
    if changes.peek().is_none() {
        return Ok(());
    }
    let batch = store.batch()?;
    for row in changes {
        write(&batch, &row.accepted, rules.now)?;
    }
    batch.commit()
}
