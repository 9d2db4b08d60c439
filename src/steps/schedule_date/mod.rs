//! `schedule-date` (発送予定日登録): registers planned ship dates at Qoo10 (SCH-1 to SCH-9).
//!
//! Gather: due orders, and by `read_back` what an earlier run left open. Plan: `plan::schedule_date`.
//! Apply: `send`, with the journal around each call, then reading back what their answers leave open.

mod progress;
mod read_back;
mod send;

use std::collections::BTreeSet;

use self::progress::{DateFailure, PlannedDate, ScheduleProgress};
use super::order_rows::{build_step_error, record_outcomes};
use super::report::{ReportItem, StepReport, Warning};
use super::{Mode, StepContext, StepError};
use crate::domain::calendar::{self, Calendar};
use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::lead_days::LeadDays;
use crate::domain::open_order::Order;
use crate::domain::order::ApiStatus;
use crate::plan::schedule_date::answer::{awaits_date, is_blocked, is_due};
use crate::plan::schedule_date::{self as plan, DateDecision, DateRules, UnreadableDate};
use crate::store::{self, Store};
use crate::vocabulary::{Outcome, Reason, msg};

pub const OUTCOMES: &[Outcome] =
    &[Outcome::Scheduled, Outcome::AlreadyConfirmed, Outcome::Waiting, Outcome::Blocked, Outcome::Failed];

#[derive(Debug, Clone)]
pub struct Request {
    /// Only these orders; all due ones when empty.
    pub orders: Vec<OrderCode>,
    pub limit: Option<usize>,
    pub rules: DateRules,
    pub lead_days: LeadDays,
    pub calendar: Calendar,
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was done until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    // sync-status asks for somebody when a buyer does (SCH-9).
    context.report.reported_elsewhere = &[Outcome::Blocked];
    let open = context.store.list_open_orders()?;
    // Of all open orders: the intents of those that were not asked for stay open.
    let unconfirmed = collect_unconfirmed(&open);
    let due = select_due(request, open, context)?;
    let availability = context.store.list_availability()?;
    let mut orders = Vec::with_capacity(due.len());
    for order in due {
        // Orders that wait or are blocked take nobody's place.
        if orders.len() >= request.limit.unwrap_or(usize::MAX) {
            break;
        }
        if is_blocked(&order) {
            report_blocked(context.report, order);
            continue;
        }
        let rules = &request.rules;
        match plan::collect_facts(&order, &availability, &request.lead_days, rules.business_days) {
            Ok(facts) => {
                let decision = plan::decide(context.now.date_naive(), &facts, rules, &request.calendar);
                orders.extend(take_decision(decision, order, context.report));
            }
            Err(unread) => report_unreadable(context.report, order, unread),
        }
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

/// Whether an order waits for its planned ship date, be it that it has to wait on.
///
/// # Errors
/// When the state file cannot be read.
pub fn has_orders(store: &Store) -> Result<bool, store::Error> {
    Ok(store.list_open_orders()?.iter().any(awaits_date))
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

/// An order with its date; none when it waits, or the calendar has none, which is reported.
fn take_decision(
    decision: Result<DateDecision, calendar::Error>,
    order: Order,
    report: &mut StepReport,
) -> Option<ScheduleProgress> {
    let (reason, message, date) = match decision {
        Ok(DateDecision::Register { date, how }) => {
            return Some(ScheduleProgress::from_date(order, PlannedDate { date, how }));
        }
        Ok(DateDecision::Wait { date }) => {
            (Reason::BeyondLimit, msg!("report-beyond_limit", date = date), date)
        }
        Ok(DateDecision::WaitForGoods { available }) => {
            (Reason::NotAvailableYet, msg!("report-not_available_yet", date = available), available)
        }
        Err(error) => {
            report.count(Outcome::Failed, 1);
            let item = ReportItem::new(Some(order.code), None, Outcome::Failed);
            let (failure, detail) = (ConfirmFailure::NoDate, Some(error.message()));
            let why = DateFailure { failure, code: None, detail };
            report.items.push(progress::build_failed_item(item, why));
            return None;
        }
    };
    report.count(Outcome::Waiting, 1);
    let item = ReportItem::new(Some(order.code.clone()), None, Outcome::Waiting);
    report.items.push(item.with_reason(reason, message));
    report.warnings.push(Warning::DateMoved { order: order.code, from: date, to: None });
    None
}

/// From when its goods can be shipped, Qoo10 says in words that cannot be read (SCH-7).
fn report_unreadable(report: &mut StepReport, order: Order, unread: UnreadableDate) {
    let UnreadableDate { order_no, text } = unread;
    report.count(Outcome::Waiting, 1);
    let item = ReportItem::new(Some(order.code.clone()), Some(order_no), Outcome::Waiting);
    let message = msg!("report-available_unreadable", text = &text, order = &order.code);
    report.items.push(item.with_reason(Reason::AvailableUnreadable, message));
    let order_no = order_no.to_string();
    report.warnings.push(Warning::AvailableUnreadable { order: order.code, order_no, text });
}

/// The buyer asks to cancel, as `sync-status` has told (SCH-9).
fn report_blocked(report: &mut StepReport, order: Order) {
    report.count(Outcome::Blocked, 1);
    let item = ReportItem::new(Some(order.code.clone()), None, Outcome::Blocked);
    let message = msg!("report-not_scheduled_requested", order = &order.code);
    report.items.push(item.with_reason(Reason::CancelRequested, message));
}
