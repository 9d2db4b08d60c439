//! How far each order has come, row by row, and what is told of it at the end.

use chrono::NaiveDate;

use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::plan::schedule_date::How;
use crate::steps::report::{ReportItem, StepReport, Warning};
use crate::steps::{RemoteWrite, StepError};
use crate::store;
use crate::vocabulary::{Message, Outcome, msg};

/// An order on its way to its planned ship date.
#[derive(Debug)]
pub(super) struct ScheduleProgress {
    pub(super) order: Order,
    pub(super) date: NaiveDate,
    how: How,
    pub(super) rows: Vec<Row>,
    /// Whether the state file knows that all are confirmed.
    pub(super) is_printed: bool,
}

/// One of its order numbers that is not confirmed yet.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) order_no: OrderNo,
    pub(super) state: ScheduleRowState,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

/// How far a row has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ScheduleRowState {
    /// Not sent yet.
    ToSend,
    /// Sent, and taken with the date that was sent.
    Sent,
    /// Confirmed as reading back showed, with the date that Qoo10 shows.
    AlreadyConfirmed(Option<NaiveDate>),
    /// The answer leaves open whether it is confirmed.
    OutcomeUnknown(Option<i64>),
    /// Not confirmed.
    Failed(ConfirmFailure, Option<i64>, Option<Message>),
}

impl ScheduleProgress {
    pub(super) fn new(order: Order, date: NaiveDate, how: How) -> Self {
        let open = order.lines.iter().filter(|line| !line.cancelled && !line.confirmed);
        let row = |order_no| Row { order_no, state: ScheduleRowState::ToSend, is_written: false };
        let rows = open.filter_map(|line| line.order_no).map(row).collect();
        Self { order, date, how, rows, is_printed: false }
    }

    /// Whether every number is confirmed.
    pub(super) fn is_done(&self) -> bool {
        self.rows
            .iter()
            .all(|row| matches!(row.state, ScheduleRowState::Sent | ScheduleRowState::AlreadyConfirmed(_)))
    }

    /// The earliest planned ship date that its remaining lines show at Qoo10 (SCH-1).
    pub(super) fn planned_ship_date(&self) -> Option<NaiveDate> {
        let remaining = self.order.lines.iter().filter(|line| !line.cancelled);
        let before = remaining.filter_map(|line| line.planned_ship_date);
        let now = self.rows.iter().filter_map(|row| match row.state {
            ScheduleRowState::Sent => Some(self.date),
            ScheduleRowState::AlreadyConfirmed(date) => date,
            _ => None,
        });
        before.chain(now).min()
    }

    fn outcome(&self) -> Outcome {
        match (self.is_done(), self.rows.iter().any(|row| row.state == ScheduleRowState::Sent)) {
            (true, true) => Outcome::Scheduled,
            (true, false) => Outcome::AlreadyConfirmed,
            (false, _) => Outcome::Failed,
        }
    }
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn not_recorded(orders: &[ScheduleProgress], error: store::Error) -> StepError {
    let codes = |wanted: fn(&ScheduleRowState) -> bool| {
        let is_meant = |row: &Row| !row.is_written && wanted(&row.state);
        let meant = orders.iter().filter(|order| order.rows.iter().any(is_meant));
        meant.map(|order| order.order.code.clone()).collect()
    };
    let told = codes(|state| *state == ScheduleRowState::Sent);
    let perhaps = codes(|state| matches!(state, ScheduleRowState::OutcomeUnknown(_)));
    StepError::not_recorded(RemoteWrite::PlannedDate, told, perhaps, error)
}

/// Counts and items of all orders that were taken up.
pub(super) fn tell_all(report: &mut StepReport, orders: &[ScheduleProgress]) {
    for order in orders {
        let outcome = order.outcome();
        let bad = order.rows.iter().find_map(|row| match &row.state {
            ScheduleRowState::Failed(failure, code, detail) => {
                Some((row.order_no, *failure, *code, detail.clone()))
            }
            ScheduleRowState::OutcomeUnknown(code) => {
                Some((row.order_no, ConfirmFailure::NoAnswer, *code, None))
            }
            _ => None,
        });
        if outcome == Outcome::Failed && bad.is_none() {
            // The step ended before all of its rows had their turn: it is neither done nor failed.
            continue;
        }
        report.count(outcome, 1);
        let code = &order.order.code;
        let item = |order_no| ReportItem::new(Some(code.clone()), order_no, outcome);
        report.items.push(match (bad, order.planned_ship_date()) {
            (Some((order_no, failure, given, detail)), _) => {
                failed(item(Some(order_no)), failure, given, detail)
            }
            (None, Some(date)) => item(None).saying(msg!("report-planned", date = date)),
            (None, None) => item(None).saying(msg!("report-not_planned")),
        });
        if let How::NextBusinessDay { instead_of } | How::Clamped { instead_of } = order.how
            && outcome == Outcome::Scheduled
        {
            let (order, to) = (code.clone(), Some(order.date));
            report.warnings.push(Warning::DateMoved { order, from: instead_of, to });
        }
    }
}

/// That an order number got no planned ship date, why, and what else is known.
pub(super) fn failed(
    item: ReportItem,
    failure: ConfirmFailure,
    code: Option<i64>,
    detail: Option<Message>,
) -> ReportItem {
    let sentence = failure.message(code);
    let message = match detail {
        None => sentence,
        Some(detail) => msg!("report-not_confirmed_because", sentence = sentence, detail = detail),
    };
    ReportItem { code, ..item.because(failure.reason(), message) }
}
