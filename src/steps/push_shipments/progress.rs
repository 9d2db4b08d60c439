//! How far each order has come, row by row, and what is told of it at the end.

use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::parcel::{NotSent, Parcel};
use crate::steps::report::{Item, StepReport};
use crate::steps::{Stop, Write};
use crate::store;
use crate::vocabulary::{Message, Outcome};

/// An order on its way to being known as shipped.
#[derive(Debug)]
pub(super) struct Progress {
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
    pub(super) state: RowState,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

/// How far a row has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowState {
    /// Not sent yet.
    ToSend,
    /// Sent in this run.
    Sent,
    /// Qoo10 shows it as sent with our number.
    FoundSent,
    /// The answer leaves open whether it is sent.
    Unanswered(Option<i64>),
    /// Not sent.
    NotSent(NotSent),
}

impl RowState {
    /// Whether it is known what became of it, so that it can be written down.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::ToSend | Self::Unanswered(_))
    }
}

impl Progress {
    pub(super) fn new(order: Order, parcel: Parcel, state: RowState) -> Self {
        let open = order.lines.iter().filter(|line| !line.cancelled && !line.sent);
        let row = |order_no| Row { order_no, state: state.clone(), is_written: false };
        let rows = open.filter_map(|line| line.order_no).map(row).collect();
        Self { order, parcel, rows, is_closed: false }
    }

    /// Whether something of it is about to be sent.
    pub(super) fn is_to_send(&self) -> bool {
        self.rows.iter().any(|row| row.state == RowState::ToSend)
    }

    /// Sends none of its numbers.
    pub(super) fn keep_back(&mut self, why: &NotSent) {
        for row in self.rows.iter_mut().filter(|row| row.state == RowState::ToSend) {
            row.state = RowState::NotSent(why.clone());
        }
    }

    /// What became of it, where it was not sent: the last of its numbers that was not.
    pub(super) fn not_taken(&self) -> Option<Outcome> {
        self.rows.iter().rev().find_map(|row| match &row.state {
            RowState::NotSent(why) => Some(why.outcome()),
            _ => None,
        })
    }

    /// Whether every number is sent.
    pub(super) fn is_done(&self) -> bool {
        self.rows.iter().all(|row| matches!(row.state, RowState::Sent | RowState::FoundSent))
    }
}

/// What a dry run would have done.
pub(super) fn pretend_to_send(orders: &mut [Progress]) {
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        if row.state == RowState::ToSend {
            row.state = RowState::Sent;
        }
    }
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn not_recorded(orders: &[Progress], error: store::Error) -> Stop {
    let codes = |wanted: fn(&RowState) -> bool| {
        let is_meant = |row: &Row| !row.is_written && wanted(&row.state);
        let meant = orders.iter().filter(|order| order.rows.iter().any(is_meant));
        meant.map(|order| order.order.code.clone()).collect()
    };
    let told = codes(|state| *state == RowState::Sent);
    let perhaps = codes(|state| matches!(state, RowState::Unanswered(_)));
    Stop::not_recorded(Write::Shipment, told, perhaps, error)
}

/// Counts and items of all orders that were taken up.
pub(super) fn tell_all(report: &mut StepReport, orders: &[Progress]) {
    for order in orders {
        let bad = order.rows.iter().find_map(|row| match &row.state {
            RowState::NotSent(why) => Some((row.order_no, why.clone())),
            RowState::Unanswered(_) => Some((row.order_no, NotSent::NoAnswer)),
            _ => None,
        });
        let was_sent = order.rows.iter().any(|row| row.state == RowState::Sent);
        let item = |order_no, outcome| Item::new(Some(order.order.code.clone()), order_no, outcome);
        let parcel = || Message::quoted(order.parcel.to_string());
        let item = match bad {
            Some((order_no, why)) => Item {
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
