//! `push-shipments` (出荷実績戻し): tells Qoo10 what was shipped (SHP-1 to SHP-7).
//!
//! Gather: due orders, open cancellations and what Qoo10 shows as sent, by list (`gather`). Plan:
//! `plan::push_shipments`. Apply: `send`, with the journal around each call, then reading back what their
//! answers leave open. A number is never sent again without reading back (ALL-6).

mod gather;
mod progress;
mod send;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use self::progress::{STEP, ShipmentProgress};
use super::order_rows::{RowState, build_step_error, record_outcomes};
use super::report::{ReportItem, StepReport, Warning};
use super::{Mode, StepContext, StepError};
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::open_order::Order;
use crate::domain::parcel::Parcel;
use crate::domain::time::Clock;
use crate::domain::tracking::CheckDigits;
use crate::plan::push_shipments::{self as plan, DueState, ShipDates};
use crate::store::Store;
use crate::vocabulary::Outcome;

pub const OUTCOMES: &[Outcome] = &[
    Outcome::Sent,
    Outcome::AlreadySent,
    Outcome::Refused,
    Outcome::Failed,
    Outcome::Blocked,
    Outcome::NotDue,
];

#[derive(Debug, Clone)]
pub struct Request {
    /// Only these orders; all due ones when empty.
    pub orders: Vec<OrderCode>,
    pub limit: Option<usize>,
    pub days: ShipDates,
    /// Qoo10's names of delivery companies, by the shop's own.
    pub carriers: BTreeMap<String, String>,
    /// What becomes of a number that breaks its delivery company's rule.
    pub check_digits: CheckDigits,
    /// At most so many numbers are asked one by one, when a claim cannot be read.
    pub max_lookups: usize,
    /// So long after a lost answer its request may still be under way: twice the time-out (ALL-6).
    pub quiet: Duration,
    /// What tells when a request was under way.
    pub clock: Clock,
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was done until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    let StepContext { client, store, now, mode, report, .. } = context;
    let (client, now) = (*client, *now);
    let begun = store.list_open_intents(STEP)?;
    let due = select_due(request, store, &begun.keys().copied().collect(), report)?;
    let mut orders: Vec<ShipmentProgress> = Vec::new();
    let mut sendable = 0;
    for order in due {
        // Orders of which nothing can be told take nobody's place.
        if sendable >= request.limit.unwrap_or(usize::MAX) {
            break;
        }
        let order = prepare_order(request, order, report);
        sendable += usize::from(order.is_to_send());
        orders.push(order);
    }
    // First what is sent already: only reading back settles what an earlier run began.
    gather::compare_rows(client, &begun, &mut orders, report)?;
    send::skip_under_way(store, &request.clock, request.quiet, *mode != Mode::DryRun, &mut orders)?;
    // Last of the questions: a cancellation that came in meanwhile still counts (SHP-1).
    gather::block_cancelled(client, &mut orders, request.max_lookups, report)?;
    let Mode::Apply(run) = *mode else {
        let rows = orders.iter_mut().flat_map(|order| &mut order.rows);
        rows.filter(|row| row.state.is_to_send()).for_each(|row| row.state = RowState::Sent);
        progress::report_orders(report, &orders);
        return Ok(());
    };
    // After reading back, and before new intents: a number has one open intent at the most.
    send::close_unsent_intents(store, now, &begun, &orders)?;
    let clock = &request.clock;
    let sent = send::ShipmentWrite { client, now, run, clock, orders: &mut orders }.send_all(store, report);
    // A step that was stopped asks nothing more: the next run reads back what is open.
    let read = if sent.is_ok() { gather::read_back(client, &mut orders) } else { Ok(()) };
    let recorded = record_outcomes(store, run, now, &mut orders);
    progress::report_orders(report, &orders);
    match recorded {
        // It counts for more than why no more was sent: somebody has to know what the state file does not
        // say.
        Err(error) => Err(build_step_error(&orders, error)),
        Ok(()) => sent.and(read),
    }
}

/// The due orders that were asked for, oldest import first. What no run tells Qoo10 is named in warnings.
fn select_due(
    request: &Request,
    store: &Store,
    begun: &BTreeSet<OrderNo>,
    report: &mut StepReport,
) -> Result<Vec<Order>, StepError> {
    for code in &request.orders {
        if store.find_order_by_code(*code)?.is_none() {
            return Err(StepError::unknown_order(store, *code));
        }
    }
    let wanted: BTreeSet<String> = request.orders.iter().map(ToString::to_string).collect();
    let not_taken = store.list_failed_shipments()?;
    let (mut due, mut missed, mut untaken, mut no_number) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut not_scheduled = Vec::new();
    for order in store.list_open_orders()? {
        if plan::is_not_scheduled(&order) && !wanted.contains(&order.code) {
            not_scheduled.push(order.code.clone());
        }
        let was_begun = plan::list_remaining(&order).any(|order_no| begun.contains(&order_no));
        match plan::check_due(&order, request.days, was_begun) {
            DueState::Now if wanted.is_empty() || wanted.contains(&order.code) => due.push(order),
            DueState::Missed if not_taken.contains_key(&order.code) => untaken.push(order),
            DueState::Missed => missed.push(order),
            DueState::NotDue
                if plan::has_no_number(&order)
                    && order.shipped_on.is_none_or(|day| request.days.contains(day)) =>
            {
                no_number.push(order);
            }
            DueState::Now | DueState::NotDue => {}
        }
    }
    let codes = |orders: Vec<Order>| -> Vec<String> { orders.into_iter().map(|order| order.code).collect() };
    let first = |orders: &[Order]| orders.iter().filter_map(|order| order.shipped_on).min();
    report
        .warnings
        .extend(first(&missed).map(|since| Warning::MissedShipments { orders: codes(missed), since }));
    report
        .warnings
        .extend(first(&untaken).map(|since| Warning::ShipmentsNotTaken { orders: codes(untaken), since }));
    if !no_number.is_empty() {
        report.warnings.push(Warning::ShippedWithoutNumber { orders: codes(no_number) });
    }
    if !not_scheduled.is_empty() {
        report.warnings.push(Warning::NotScheduled { orders: not_scheduled });
    }
    report_not_due(request, store, &due, report)?;
    Ok(due)
}

/// Tells of every order that was asked for and is not due, with the first reason (SHP-8).
fn report_not_due(
    request: &Request,
    store: &Store,
    due: &[Order],
    report: &mut StepReport,
) -> Result<(), StepError> {
    for code in request.orders.iter().collect::<BTreeSet<_>>() {
        let Some(order) = store.find_order_by_code(*code)? else { continue };
        if due.iter().any(|one| one.code == order.code) {
            continue;
        }
        report.count(Outcome::NotDue, 1);
        let why = plan::explain_not_due(&order);
        let item = ReportItem::new(Some(order.code), None, Outcome::NotDue);
        report.items.push(item.with_reason(why.reason(), why.message()));
    }
    Ok(())
}

/// Company and number, or why there is nothing to send.
fn prepare_order(request: &Request, order: Order, report: &mut StepReport) -> ShipmentProgress {
    match plan::build_parcel(&order, &request.carriers, request.check_digits) {
        Ok((parcel, doubt)) => {
            if let Some(breach) = doubt {
                report.warnings.push(Warning::DoubtfulNumber { order: order.code.clone(), breach });
            }
            ShipmentProgress::from_parcel(order, parcel)
        }
        Err(why) => {
            let parcel = Parcel { company: String::new(), tracking: String::new() };
            let mut progress = ShipmentProgress::from_parcel(order, parcel);
            progress.hold_back(&why);
            progress
        }
    }
}
