//! How far each order has come, row by row, and what is told of it at the end.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::order::ApiStatus;
use crate::domain::time::format_iso_date;
use crate::plan::schedule_date::DateOrigin;
use crate::steps::RemoteWrite;
use crate::steps::audit_log::{AuditEntry, AuditLog};
use crate::steps::order_rows::{OrderProgress, OrderRow, OrderWrite, RowState};
use crate::steps::report::{ReportItem, StepReport, Warning};
use crate::store::Error;
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Step, msg};

pub(super) const STEP: Step = Step::ScheduleDate;

/// What is written: the planned ship date of an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlannedDate {
    pub(super) date: NaiveDate,
    pub(super) how: DateOrigin,
}

/// Why a number got no date, Qoo10's code, and what else is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateFailure {
    pub(super) failure: ConfirmFailure,
    pub(super) code: Option<i64>,
    pub(super) detail: Option<Message>,
}

/// An order on its way to its planned ship date.
pub(super) type ScheduleProgress = OrderProgress<PlannedDate>;

/// How far one of its numbers has come; a number that is confirmed already shows the date that Qoo10 has, if
/// any.
pub(super) type ScheduleRowState = RowState<Option<NaiveDate>, DateFailure>;

impl PlannedDate {
    /// What the journal says of a number: the date that is written.
    pub(super) fn to_journal_value(self) -> String {
        format_iso_date(self.date)
    }
}

impl ScheduleProgress {
    pub(super) fn from_date(order: Order, date: PlannedDate) -> Self {
        Self::new(order, date, |line| !line.confirmed)
    }

    /// The earliest planned ship date that its remaining lines show at Qoo10 (SCH-1).
    fn planned_ship_date(&self) -> Option<NaiveDate> {
        let remaining = self.order.lines.iter().filter(|line| !line.cancelled);
        let before = remaining.filter_map(|line| line.planned_ship_date);
        let now = self.rows.iter().filter_map(|row| match row.state {
            RowState::Sent => Some(self.value.date),
            RowState::AlreadyDone(date) => date,
            _ => None,
        });
        before.chain(now).min()
    }

    /// A claim that Qoo10 speaks of is marked, so that nobody ships the order (SCH-1, SYN-3).
    fn mark_claim(&self, log: &AuditLog<'_, '_>, order_no: OrderNo) -> Result<(), Error> {
        let line = self.order.lines.iter().find(|line| line.order_no == Some(order_no));
        let Some(line) = line.filter(|line| !line.cancel_requested) else { return Ok(()) };
        log.batch.mark_cancel_requested(line.line_id, true)?;
        let number = Message::quoted(order_no.to_string());
        log.add_history(&self.order, HistoryEvent::CancelRequested, Some(number))
    }
}

impl OrderWrite for PlannedDate {
    const STEP: Step = STEP;
    const ACTION: LogAction = LogAction::Confirm;
    const WRITE: RemoteWrite = RemoteWrite::PlannedDate;

    type Value = Self;
    type RemoteValue = Option<NaiveDate>;
    type Failure = DateFailure;

    fn record_row(
        log: &AuditLog<'_, '_>,
        order: &ScheduleProgress,
        row: &OrderRow<Self>,
    ) -> Result<(), Error> {
        let (batch, now, date) = (log.batch, log.now, order.value.date);
        let quoted = |date| Message::quoted(format_iso_date(date));
        let entry = match &row.state {
            RowState::ToSend | RowState::OutcomeUnknown(_) => return Ok(()),
            RowState::Sent => {
                batch.confirm_line(row.order_no, Some(date), now)?;
                batch.record_outcome(STEP, row.order_no, Outcome::Scheduled, now)?;
                AuditEntry {
                    code: Some(0),
                    message: Some(quoted(date)),
                    ..AuditEntry::from_outcome(Outcome::Scheduled)
                }
            }
            RowState::AlreadyDone(date) => {
                batch.confirm_line(row.order_no, *date, now)?;
                batch.record_outcome(STEP, row.order_no, Outcome::AlreadyConfirmed, now)?;
                AuditEntry {
                    message: date.map(quoted),
                    ..AuditEntry::from_outcome(Outcome::AlreadyConfirmed)
                }
            }
            RowState::Failed(DateFailure { failure, code, detail }) => {
                batch.record_outcome(STEP, row.order_no, Outcome::Failed, now)?;
                if *failure == ConfirmFailure::Claimed {
                    order.mark_claim(log, row.order_no)?;
                }
                let reason = failure.reason();
                let message = match detail {
                    None => msg!("log-date", reason = reason.as_str(), date = date),
                    Some(detail) => {
                        msg!("log-date_with_detail", reason = reason.as_str(), date = date, detail = detail)
                    }
                };
                let (outcome, message) = (Outcome::Failed, Some(message));
                AuditEntry { outcome, code: *code, reason: Some(reason), message }
            }
        };
        log.log(&order.order, Some(row.order_no), entry)
    }

    fn record_done(log: &AuditLog<'_, '_>, order: &ScheduleProgress) -> Result<(), Error> {
        log.batch.set_api_status(order.order.order_id, ApiStatus::Printed)?;
        let date = order.planned_ship_date().map(|date| Message::quoted(format_iso_date(date)));
        log.add_history(&order.order, HistoryEvent::Printed, date)
    }
}

/// The numbers of orders that are in these states.
pub(super) fn collect_numbers(
    orders: &[ScheduleProgress],
    wanted: impl Fn(&ScheduleRowState) -> bool,
) -> BTreeSet<OrderNo> {
    let rows = orders.iter().flat_map(|order| &order.rows);
    rows.filter(|row| wanted(&row.state)).map(|row| row.order_no).collect()
}

/// Counts and items of all orders that were taken up.
pub(super) fn report_orders(report: &mut StepReport, orders: &[ScheduleProgress]) {
    let unknown = |code| DateFailure { failure: ConfirmFailure::NoAnswer, code, detail: None };
    for order in orders {
        let code = &order.order.code;
        let item = |order_no, outcome| ReportItem::new(Some(code.clone()), order_no, outcome);
        let planned = || match order.planned_ship_date() {
            Some(date) => msg!("report-planned", date = date),
            None => msg!("report-not_planned"),
        };
        let item = match order.first_failure(unknown) {
            Some((order_no, why)) => build_failed_item(item(Some(order_no), Outcome::Failed), why),
            // The step ended before all of its rows had their turn: it is neither done nor failed.
            None if !order.is_done() => continue,
            None if order.was_sent() => item(None, Outcome::Scheduled).with_message(planned()),
            None => item(None, Outcome::AlreadyConfirmed).with_message(planned()),
        };
        if let DateOrigin::NextBusinessDay { instead_of } | DateOrigin::Clamped { instead_of } =
            order.value.how
            && item.outcome == Outcome::Scheduled
        {
            let (order, to) = (code.clone(), Some(order.value.date));
            report.warnings.push(Warning::DateMoved { order, from: instead_of, to });
        }
        if item.outcome == Outcome::Scheduled {
            report.warnings.extend(find_missed_wish(order));
        }
        report.count(item.outcome, 1);
        report.items.push(item);
    }
}

/// That reservation goods leave too late for the day on which the buyer wants them (SCH-7).
fn find_missed_wish(order: &ScheduleProgress) -> Option<Warning> {
    let PlannedDate { date, how: DateOrigin::Available } = order.value else { return None };
    let desired = order.order.desired_delivery_date.filter(|desired| *desired <= date)?;
    Some(Warning::AfterDesiredDate { order: order.order.code.clone(), date, desired })
}

/// That an order number got no planned ship date, why, and what else is known.
pub(super) fn build_failed_item(item: ReportItem, why: DateFailure) -> ReportItem {
    let DateFailure { failure, code, detail } = why;
    let sentence = failure.message(code);
    let message = match detail {
        None => sentence,
        Some(detail) => msg!("report-not_confirmed_because", sentence = sentence, detail = detail),
    };
    ReportItem { code, ..item.with_reason(failure.reason(), message) }
}
