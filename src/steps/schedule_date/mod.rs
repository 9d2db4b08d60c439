//! `schedule-date` (発送予定日登録): registers planned ship dates at Qoo10 (SCH-1 to SCH-6).
//!
//! Gather: due orders, and by `read_back` what an earlier run left open. Plan: `plan::schedule_date`.
//! Apply: `send`, with the journal around each call, then reading back what their answers leave open.

mod progress;
mod read_back;
mod send;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use self::progress::{DateFailure, PlannedDate, ScheduleProgress};
use super::order_rows::{build_step_error, record_outcomes};
use super::report::{ReportItem, StepReport, Warning};
use super::{Mode, StepContext, StepError};
use crate::domain::calendar::Calendar;
use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::open_order::Order;
use crate::domain::order::ApiStatus;
use crate::plan::schedule_date::answer::is_due;
use crate::plan::schedule_date::{self as plan, DateDecision, DateRules};
use crate::vocabulary::{Outcome, Reason, msg};

pub const OUTCOMES: &[Outcome] =
    &[Outcome::Scheduled, Outcome::AlreadyConfirmed, Outcome::Waiting, Outcome::Failed];

#[derive(Debug, Clone)]
pub struct Request {
    /// Only these orders; all due ones when empty.
    pub orders: Vec<OrderCode>,
    pub limit: Option<usize>,
    pub rules: DateRules,
    pub calendar: Calendar,
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was done until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    let open = context.store.list_open_orders()?;
    // Of all open orders: the intents of those that were not asked for stay open.
    let unconfirmed = collect_unconfirmed(&open);
    let due = select_due(request, open, context)?;
    let mut orders = Vec::with_capacity(due.len());
    for order in due {
        // Orders that wait take nobody's place.
        if orders.len() >= request.limit.unwrap_or(usize::MAX) {
            break;
        }
        orders.extend(decide_date(request, order, context.now.date_naive(), context.report));
    }
    // First: the date of a number that Qoo10 took is not sent again.
    read_back::reconcile_intents(context, &unconfirmed, &mut orders)?;
    let StepContext { client, store, now, mode, report, .. } = context;
    let (client, now) = (*client, *now);
    let Mode::Apply(run) = *mode else {
        let foretold = read_back::simulate_send(client, &mut orders, report);
        progress::report_orders(report, &orders);
        return foretold;
    };
    let mut confirmations =
        send::ConfirmationWrite { client, now, run, orders: &mut orders, is_single: false };
    let sent = confirmations.send_all(store, report);
    // A step that was stopped asks nothing more: the next run reads back what is open.
    let read = if sent.is_ok() { read_back::resolve_unknown(client, &mut orders) } else { Ok(()) };
    let recorded = record_outcomes(store, run, now, &mut orders);
    progress::report_orders(report, &orders);
    match recorded {
        // It counts for more than why no more was sent: somebody has to know what the state file does not
        // say.
        Err(error) => Err(build_step_error(&orders, error)),
        Ok(()) => sent.and(read),
    }
}

/// The numbers that Qoo10 may still have to be told of, now or later, whatever was asked for this time.
fn collect_unconfirmed(orders: &[Order]) -> BTreeSet<OrderNo> {
    let awaiting = orders.iter().filter(|order| order.state.api_status == ApiStatus::AwaitingPrint);
    let lines = awaiting.flat_map(|order| &order.lines).filter(|line| !line.cancelled && !line.confirmed);
    lines.filter_map(|line| line.order_no).collect()
}

/// The due orders among the open ones that were asked for, oldest import first.
fn select_due(
    request: &Request,
    mut orders: Vec<Order>,
    context: &mut StepContext<'_>,
) -> Result<Vec<Order>, StepError> {
    let wanted: BTreeSet<String> = request.orders.iter().map(ToString::to_string).collect();
    for code in request.orders.iter().collect::<BTreeSet<_>>() {
        let store = &*context.store;
        let Some(order) = store.find_order_by_code(*code)? else {
            return Err(StepError::unknown_order(store, *code));
        };
        if !is_due(&order) {
            let order = order.code;
            context.report.warnings.push(Warning::NotDue { order });
        }
    }
    orders.retain(|order| is_due(order) && (wanted.is_empty() || wanted.contains(&order.code)));
    Ok(orders)
}

/// The date of an order; none when it waits, or the calendar has none, which is reported.
fn decide_date(
    request: &Request,
    order: Order,
    today: NaiveDate,
    report: &mut StepReport,
) -> Option<ScheduleProgress> {
    match plan::decide(today, order.desired_delivery_date, &request.rules, &request.calendar) {
        Ok(DateDecision::Register { date, how }) => {
            Some(ScheduleProgress::from_date(order, PlannedDate { date, how }))
        }
        Ok(DateDecision::Wait { date }) => {
            report.count(Outcome::Waiting, 1);
            let item = ReportItem::new(Some(order.code.clone()), None, Outcome::Waiting);
            report
                .items
                .push(item.with_reason(Reason::BeyondLimit, msg!("report-beyond_limit", date = date)));
            let (order, to) = (order.code, None);
            report.warnings.push(Warning::DateMoved { order, from: date, to });
            None
        }
        Err(error) => {
            report.count(Outcome::Failed, 1);
            let item = ReportItem::new(Some(order.code), None, Outcome::Failed);
            let (failure, detail) = (ConfirmFailure::NoDate, Some(error.message()));
            let why = DateFailure { failure, code: None, detail };
            report.items.push(progress::build_failed_item(item, why));
            None
        }
    }
}
