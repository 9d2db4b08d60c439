//! Compares the rows of a file with the orders here; nothing is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use chrono::{NaiveDate, NaiveTime};

use super::columns::COLUMNS;
use super::row::{DownloadRow, DownloadRowError, ShownCells, parse_row};
use crate::desk::csv_file::CsvFile;
use crate::desk::loading::{RefusedRow, RowError};
use crate::domain::carriers;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::listed_status::ListedStatus;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::party::Party;
use crate::domain::time::{Jst, from_wall_clock, parse_jst};
use crate::plan::compare::{CompareRules, ComparedValue, KnownLine, compare_line};
use crate::store::order_view::{LineView, OrderFilter, OrderView};
use crate::store::{Error, Store};
use crate::vocabulary::{Difference, Message, msg};

/// What is compared beside the file.
#[derive(Debug, Clone, Copy)]
pub struct CompareRequest<'a> {
    pub rules: CompareRules<'a>,
    /// Only what was ordered on this day or later.
    pub since: Option<NaiveDate>,
    /// Only what was ordered on this day or before.
    pub until: Option<NaiveDate>,
    pub now: Jst,
}

/// How many rows came to what; the orders that are missing in the file are no rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CompareCounts {
    pub rows: u64,
    pub same: u64,
    pub differs: u64,
    pub not_here: u64,
    pub not_in_file: u64,
    /// Ordered on other days or before the first import, or cancelled and never here.
    pub skipped: u64,
    pub unreadable: u64,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedItem {
    /// The line of the file, from 1.
    pub line: Option<usize>,
    pub order: Option<String>,
    pub order_no: OrderNo,
    pub what: Difference,
    pub in_file: Option<String>,
    pub here: Option<ComparedValue>,
}

/// What comparing a file found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    pub counts: CompareCounts,
    /// In the order of the file, then what is missing in it.
    pub items: Vec<ComparedItem>,
    pub refused: Vec<RefusedRow<DownloadRowError>>,
    pub warnings: Vec<Message>,
}

impl Comparison {
    /// Whether nothing differs, and everything could be compared.
    pub fn is_equal(&self) -> bool {
        self.items.is_empty() && self.refused.is_empty() && self.warnings.is_empty()
    }
}

/// An order with its lines.
type OrderWithLines = Rc<(OrderView, Vec<LineView>)>;

/// The orders here, each read once.
struct KnownOrders<'s> {
    store: &'s Store,
    read: HashMap<OrderCode, Option<OrderWithLines>>,
}

impl KnownOrders<'_> {
    fn find(&mut self, code: OrderCode) -> Result<Option<OrderWithLines>, Error> {
        if let Some(known) = self.read.get(&code) {
            return Ok(known.clone());
        }
        let order = self.store.find_order(code)?;
        let whole = order.map(|order| {
            let lines = self.store.list_lines(order.order_id)?;
            Ok::<_, Error>(Rc::new((order, lines)))
        });
        let whole = whole.transpose()?;
        self.read.insert(code, whole.clone());
        Ok(whole)
    }
}

/// Compares a file with the orders here.
///
/// # Errors
/// When the state file cannot be read.
pub fn compare_file(
    store: &Store,
    file: &CsvFile<{ COLUMNS.len() }>,
    request: CompareRequest<'_>,
) -> Result<Comparison, Error> {
    let mut found = Comparison::default();
    let rows = read_rows(file, &mut found);
    let rejects: BTreeSet<OrderNo> =
        store.list_open_rejects()?.into_iter().filter_map(|reject| reject.order_no).collect();
    let first_from = store.import_first_from()?;
    let mut known = KnownOrders { store, read: HashMap::new() };
    let mut seen = Vec::new();
    let mut unknown_status = Vec::new();
    for row in &rows {
        if !is_asked_for(row, request) {
            found.counts.skipped += 1;
            continue;
        }
        let code = store.find_order_code(row.order.order_no)?;
        let order = code.map(|code| known.find(code)).transpose()?.flatten();
        let line = order.as_ref().and_then(|order| {
            order.1.iter().find(|line| line.order_no == Some(row.order.order_no)).map(|line| (order, line))
        });
        let Some((order, line)) = line else {
            add_absent(row, &rejects, first_from, &mut found);
            continue;
        };
        seen.extend(parse_jst(&order.0.ordered_at));
        unknown_status.extend(row.has_unknown_status.then_some(row.line));
        add_compared(row, (&order.0, line), request.rules, &mut found);
    }
    if let Some(line) = unknown_status.first() {
        found.warnings.push(msg!("compare-unknown_status", line = *line, n = unknown_status.len()));
    }
    let span = find_span(&rows, &seen, request);
    add_missing(store, &rows, span, request.now, &mut found)?;
    Ok(found)
}

/// The rows that can be read; the others are refused.
fn read_rows(file: &CsvFile<{ COLUMNS.len() }>, found: &mut Comparison) -> Vec<DownloadRow> {
    let mut rows = Vec::new();
    for row in file.rows() {
        let (line, read) = match row {
            Ok(row) => (row.line, parse_row(file, row.line, &row.cells)),
            Err(bad) => (bad.line, Err(DownloadRowError::from_fault(bad.fault))),
        };
        match read {
            Ok(row) => rows.push(row),
            Err(why) => found.refused.push(RefusedRow { line, why }),
        }
    }
    found.counts.rows = (rows.len() + found.refused.len()) as u64;
    found.counts.unreadable = found.refused.len() as u64;
    rows
}

fn is_asked_for(row: &DownloadRow, request: CompareRequest<'_>) -> bool {
    let Some((first, last)) = row.order.ordered else { return true };
    request.since.is_none_or(|since| last.date_naive() >= since)
        && request.until.is_none_or(|until| first.date_naive() <= until)
}

/// A row that no order here has.
fn add_absent(
    row: &DownloadRow,
    rejects: &BTreeSet<OrderNo>,
    first_from: Option<Jst>,
    found: &mut Comparison,
) {
    let order_no = row.order.order_no;
    let is_rejected = rejects.contains(&order_no);
    let is_older = first_from.zip(row.order.ordered).is_some_and(|(from, (_, last))| last < from);
    if !is_rejected && (is_older || row.order.status == Some(ListedStatus::Cancelled)) {
        found.counts.skipped += 1;
        return;
    }
    found.counts.not_here += 1;
    found.items.push(ComparedItem {
        line: Some(row.line),
        order: None,
        order_no,
        what: if is_rejected { Difference::RejectedHere } else { Difference::NotHere },
        in_file: row.shown.status.clone(),
        here: None,
    });
}

fn add_compared(
    row: &DownloadRow,
    (order, line): (&OrderView, &LineView),
    rules: CompareRules<'_>,
    found: &mut Comparison,
) {
    let differences = compare_line(&row.order, &to_known_line(order, line), rules);
    match differences.is_empty() {
        true => found.counts.same += 1,
        false => found.counts.differs += 1,
    }
    found.items.extend(differences.into_iter().map(|one| ComparedItem {
        line: Some(row.line),
        order: Some(order.code.clone()),
        order_no: row.order.order_no,
        what: one.what,
        in_file: show_cell(row, one.what, rules.carriers),
        here: one.here,
    }));
}

/// What the file says of what differs, where it may be shown.
fn show_cell(row: &DownloadRow, what: Difference, own: &BTreeMap<String, String>) -> Option<String> {
    let ShownCells { status, item_code, carrier, tracking } = &row.shown;
    match what {
        Difference::StatusDiffers => status.clone(),
        Difference::QtyDiffers => row.order.qty.map(|qty| qty.to_string()),
        Difference::ItemDiffers => item_code.clone(),
        // A name that nobody knows may be a text of people.
        Difference::CarrierDiffers => {
            carrier.as_deref().and_then(|name| carriers::find_qoo10_name(name, own)).map(str::to_owned)
        }
        Difference::TrackingDiffers => tracking.clone(),
        Difference::NotHere
        | Difference::RejectedHere
        | Difference::NotInFile
        | Difference::PaymentDiffers
        | Difference::ReceiverDiffers => None,
    }
}

fn to_known_line(order: &OrderView, line: &LineView) -> KnownLine {
    let receiver = &order.people.receiver;
    let parts = [&order.people.receiver_address1, &order.people.receiver_address2];
    let joined: String = parts.into_iter().flatten().map(String::as_str).collect();
    let address = receiver.address.clone().or_else(|| Some(joined).filter(|joined| !joined.is_empty()));
    KnownLine {
        status: order.status,
        payment_status: order.payment_status,
        api_status: order.api_status,
        is_cancelled: line.cancelled || order.status == Status::Cancelled,
        is_cancel_requested: line.cancel_requested,
        item_code: line.item_code.clone(),
        qty: line.qty,
        carrier: order.carrier.clone(),
        tracking: order.tracking_numbers.first().cloned(),
        receiver: Party { address, ..receiver.clone() },
    }
}

/// The days of the file: those that were asked for, else from its first order to its last; without order
/// dates, those of its orders that are here.
fn find_span(rows: &[DownloadRow], seen: &[Jst], request: CompareRequest<'_>) -> Option<(Jst, Jst)> {
    let told = rows.iter().filter_map(|row| row.order.ordered);
    let (first, last): (Vec<Jst>, Vec<Jst>) = told.unzip();
    let first = first.into_iter().min().or_else(|| seen.iter().min().copied());
    let last = last.into_iter().max().or_else(|| seen.iter().max().copied());
    let begin = |day: NaiveDate| from_wall_clock(day.and_time(NaiveTime::MIN));
    let end = |day: NaiveDate| begin(day) + chrono::Duration::days(1) - chrono::Duration::seconds(1);
    let from = request.since.map(begin).or(first);
    from.zip(request.until.map(end).or(last).or(request.since.map(|_| request.now)))
}

/// The open orders of these days that the file lacks. While a row cannot be read that may be one of them,
/// nobody knows what it lacks.
fn add_missing(
    store: &Store,
    rows: &[DownloadRow],
    span: Option<(Jst, Jst)>,
    now: Jst,
    found: &mut Comparison,
) -> Result<(), Error> {
    let listed: BTreeSet<OrderNo> = rows
        .iter()
        .map(|row| row.order.order_no)
        .chain(found.refused.iter().filter_map(|refused| refused.why.order_no()))
        .collect();
    let mut missing = Vec::new();
    let filter = OrderFilter {
        open_or_since: Some(now + chrono::Duration::days(1)),
        since: span.map(|(from, _)| from.date_naive()),
        until: span.map(|(_, to)| to.date_naive()),
        ..OrderFilter::default()
    };
    store.visit_orders::<Error>(&filter, &mut |order| {
        let is_open = order.status != Status::Cancelled && order.api_status != ApiStatus::Shipped;
        let at = parse_jst(&order.ordered_at);
        // A moment that cannot be read may be one of these days.
        let is_within = span.zip(at).is_none_or(|((from, to), at)| from <= at && at <= to);
        if is_open && is_within {
            let lines = store.list_lines(order.order_id)?.into_iter().filter(|line| !line.cancelled);
            let numbers = lines.filter_map(|line| line.order_no).filter(|number| !listed.contains(number));
            missing.extend(numbers.map(|order_no| (order.code.clone(), order_no, order.status)));
        }
        Ok(())
    })?;
    let n = missing.len();
    if n == 0 {
        return Ok(());
    }
    if found.refused.iter().any(|refused| refused.why.order_no().is_none()) {
        found.warnings.push(msg!("compare-absence_unknown", n = n));
        return Ok(());
    }
    if span.is_none() {
        found.warnings.push(msg!("compare-no_days", n = n));
        return Ok(());
    }
    found.counts.not_in_file = n as u64;
    found.items.extend(missing.into_iter().map(|(code, order_no, status)| ComparedItem {
        line: None,
        order: Some(code),
        order_no,
        what: Difference::NotInFile,
        in_file: None,
        here: Some(ComparedValue::Status(status)),
    }));
    Ok(())
}
