//! How far each order has come, row by row, and what is told of it at the end.

use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::parcel::{Parcel, SendFailure};
use crate::steps::report::{ReportItem, StepReport};
use crate::steps::{RemoteWrite, StepError};
use crate::store;
use crate::vocabulary::{Message, Outcome};

/// An order on its way to being known as shipped.
#[derive(Debug)]
pub(super) struct ShipmentProgress {
    pub(super) order: Order,
    pub(super) parcel: Parcel,
    pub(super) rows: Vec<Row>,
    /// Whether the state file knows that all are sent.
    pub(super) is_closed: bool,
}

/// One of its order numbers that Qoo10 is not known to show as sent.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) order_no: OrderNo,
    pub(super) state: ShipmentRowState,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

/// How far a row has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShipmentRowState {
    /// Not sent yet.
    ToSend,
    /// Sent in this run.
    Sent,
    /// Qoo10 shows it as sent with our number.
    AlreadySent,
    /// The answer leaves open whether it is sent.
    OutcomeUnknown(Option<i64>),
    /// Not sent.
    Failed(SendFailure),
}

impl ShipmentRowState {
    /// Whether it is known what became of it, so that it can be written down.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::ToSend | Self::OutcomeUnknown(_))
    }
}

impl ShipmentProgress {
    pub(super) fn new(order: Order, parcel: Parcel, state: ShipmentRowState) -> Self {
        let open = order.lines.iter().filter(|line| !line.cancelled && !line.sent);
        let row = |order_no| Row { order_no, state: state.clone(), is_written: false };
        let rows = open.filter_map(|line| line.order_no).map(row).collect();
        Self { order, parcel, rows, is_closed: false }
    }

    /// Whether something of it is about to be sent.
    pub(super) fn is_to_send(&self) -> bool {
        self.rows.iter().any(|row| row.state == ShipmentRowState::ToSend)
    }

    /// Sends none of its numbers.
    pub(super) fn keep_back(&mut self, why: &SendFailure) {
        for row in self.rows.iter_mut().filter(|row| row.state == ShipmentRowState::ToSend) {
            row.state = ShipmentRowState::Failed(why.clone());
        }
    }

    /// What became of it, where it was not sent: the last of its numbers that was not.
    pub(super) fn not_taken(&self) -> Option<Outcome> {
        self.rows.iter().rev().find_map(|row| match &row.state {
            ShipmentRowState::Failed(why) => Some(why.outcome()),
            _ => None,
        })
    }

    /// Whether every number is sent.
    pub(super) fn is_done(&self) -> bool {
        self.rows
            .iter()
            .all(|row| matches!(row.state, ShipmentRowState::Sent | ShipmentRowState::AlreadySent))
    }
}

/// What a dry run would have done.
pub(super) fn pretend_to_send(orders: &mut [ShipmentProgress]) {
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        if row.state == ShipmentRowState::ToSend {
            row.state = ShipmentRowState::Sent;
        }
    }
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn not_recorded(orders: &[ShipmentProgress], error: store::Error) -> StepError {
    let codes = |wanted: fn(&ShipmentRowState) -> bool| {
        let is_meant = |row: &Row| !row.is_written && wanted(&row.state);
        let meant = orders.iter().filter(|order| order.rows.iter().any(is_meant));
        meant.map(|order| order.order.code.clone()).collect()
    };
    let told = codes(|state| *state == ShipmentRowState::Sent);
    let perhaps = codes(|state| matches!(state, ShipmentRowState::OutcomeUnknown(_)));
    StepError::not_recorded(RemoteWrite::Shipment, told, perhaps, error)
}

/// Counts and items of all orders that were taken up.
pub(super) fn tell_all(report: &mut StepReport, orders: &[ShipmentProgress]) {
    for order in orders {
        let bad = order.rows.iter().find_map(|row| match &row.state {
            ShipmentRowState::Failed(why) => Some((row.order_no, why.clone())),
            ShipmentRowState::OutcomeUnknown(_) => Some((row.order_no, SendFailure::NoAnswer)),
            _ => None,
        });
        let was_sent = order.rows.iter().any(|row| row.state == ShipmentRowState::Sent);
        let item = |order_no, outcome| ReportItem::new(Some(order.order.code.clone()), order_no, outcome);
        let parcel = || Message::quoted(order.parcel.to_string());
        let item = match bad {
            Some((order_no, why)) => ReportItem {
                code: why.code(),
                ..item(Some(order_no), why.outcome()).because(why.reason(), why.message())
            },
            // The step ended before its turn came.
            None if !order.is_done() => continue,
            None if was_sent => item(None, Outcome::Sent).saying(parcel()),
            None => item(None, Outcome::AlreadySent).saying(parcel()),
        };
        report.count(item.outcome, 1);
        report.items.push(item);
    }
}
