//! Orders whose numbers are written to Qoo10 one by one, a row each: how far they have come, and what is
//! alike in every step that writes so.

use std::ops::Range;

use super::audit_log::AuditLog;
use super::{RemoteWrite, StepError};
use crate::domain::ids::OrderNo;
use crate::domain::open_order::{Order, OrderLine};
use crate::domain::time::Jst;
use crate::store::runs::RunId;
use crate::store::{self, Error, Store};
use crate::vocabulary::{LogAction, Step};

/// What a step writes to Qoo10 for the numbers of an order.
pub(super) trait OrderWrite: Sized {
    const STEP: Step;
    const ACTION: LogAction;
    const WRITE: RemoteWrite;

    /// What is written, the same for all numbers of an order.
    type Value;
    /// What Qoo10 shows of a number that was written before.
    type RemoteValue;
    /// Why a number was not taken.
    type Failure: Clone;

    /// Writes down what became of a row, and closes its intent where that is certain.
    fn record_row(
        log: &AuditLog<'_, '_>,
        order: &OrderProgress<Self>,
        row: &OrderRow<Self>,
    ) -> Result<(), Error>;

    /// Writes down that every number of an order is done.
    fn record_done(log: &AuditLog<'_, '_>, order: &OrderProgress<Self>) -> Result<(), Error>;
}

/// An order, with its numbers that Qoo10 still has to be told of.
pub(super) struct OrderProgress<W: OrderWrite> {
    pub(super) order: Order,
    pub(super) value: W::Value,
    pub(super) rows: Vec<OrderRow<W>>,
    /// Whether the state file knows that all are done.
    is_closed: bool,
}

pub(super) struct OrderRow<W: OrderWrite> {
    pub(super) order_no: OrderNo,
    pub(super) state: RowState<W::RemoteValue, W::Failure>,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState<S, F> {
    ToSend,
    /// Sent in this run, and taken.
    Sent,
    /// Qoo10 shows it already, as reading back found.
    AlreadyDone(S),
    /// The answer leaves open whether it was taken: Qoo10's code, if there was one.
    OutcomeUnknown(Option<i64>),
    Failed(F),
}

impl<S, F> RowState<S, F> {
    pub(super) fn is_to_send(&self) -> bool {
        matches!(self, Self::ToSend)
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown(_))
    }

    fn is_done(&self) -> bool {
        matches!(self, Self::Sent | Self::AlreadyDone(_))
    }
}

impl<W: OrderWrite> OrderProgress<W> {
    /// An order of which nothing is sent yet; `is_open`: Qoo10 has to be told of the line.
    pub(super) fn new(order: Order, value: W::Value, is_open: impl Fn(&OrderLine) -> bool) -> Self {
        let open = order.lines.iter().filter(|line| !line.cancelled && is_open(line));
        let row = |order_no| OrderRow { order_no, state: RowState::ToSend, is_written: false };
        let rows = open.filter_map(|line| line.order_no).map(row).collect();
        Self { order, value, rows, is_closed: false }
    }

    pub(super) fn is_to_send(&self) -> bool {
        self.rows.iter().any(|row| row.state.is_to_send())
    }

    pub(super) fn is_done(&self) -> bool {
        self.rows.iter().all(|row| row.state.is_done())
    }

    /// Whether something of it was sent in this run.
    pub(super) fn was_sent(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.state, RowState::Sent))
    }

    /// The first of its numbers that was not taken, as far as anybody knows; `unknown` says why where an
    /// answer, with this code, left it open.
    pub(super) fn first_failure(
        &self,
        unknown: impl Fn(Option<i64>) -> W::Failure,
    ) -> Option<(OrderNo, W::Failure)> {
        self.rows.iter().find_map(|row| match &row.state {
            RowState::Failed(why) => Some((row.order_no, why.clone())),
            RowState::OutcomeUnknown(code) => Some((row.order_no, unknown(*code))),
            RowState::ToSend | RowState::Sent | RowState::AlreadyDone(_) => None,
        })
    }
}

/// Where a row stands: the place of its order, and its own there.
pub(super) type RowIndex = (usize, usize);

pub(super) fn list_to_send<W: OrderWrite>(orders: &[OrderProgress<W>]) -> Vec<RowIndex> {
    let rows = |(at, order): (usize, &OrderProgress<W>)| {
        let open = order.rows.iter().enumerate().filter(|(_, row)| row.state.is_to_send());
        open.map(|(n, _)| (at, n)).collect::<Vec<_>>()
    };
    orders.iter().enumerate().flat_map(rows).collect()
}

/// The orders that rows belong to, which stand in their order.
pub(super) fn span_orders(places: &[RowIndex]) -> Range<usize> {
    places.first().map_or(0, |place| place.0)..places.last().map_or(0, |place| place.0 + 1)
}

/// Writes down what has been found out and is not written yet, in one transaction. What nobody knows is left:
/// its intent stays open, and the next run reads back.
pub(super) fn record_outcomes<W: OrderWrite>(
    store: &mut Store,
    run: RunId,
    now: Jst,
    orders: &mut [OrderProgress<W>],
) -> Result<(), store::Error> {
    let is_news = |row: &OrderRow<W>| !row.is_written && !row.state.is_to_send() && !row.state.is_unknown();
    let batch = store.start_batch()?;
    let log = AuditLog { batch: &batch, step: W::STEP, action: W::ACTION, run, now };
    for order in orders.iter() {
        for row in order.rows.iter().filter(|row| is_news(row)) {
            W::record_row(&log, order, row)?;
        }
        // Once: its rows may have gone with several calls, and its history has one entry.
        if order.is_done() && !order.is_closed {
            W::record_done(&log, order)?;
        }
    }
    batch.commit()?;
    // Only now: what a transaction that failed did not write is news for the next one.
    for order in orders {
        order.is_closed = order.is_done();
        order.rows.iter_mut().for_each(|row| row.is_written |= is_news(row));
    }
    Ok(())
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn build_step_error<W: OrderWrite>(orders: &[OrderProgress<W>], error: store::Error) -> StepError {
    let codes = |is_meant: fn(&OrderRow<W>) -> bool| {
        let has_one =
            |order: &&OrderProgress<W>| order.rows.iter().any(|row| !row.is_written && is_meant(row));
        orders.iter().filter(has_one).map(|order| order.order.code.clone()).collect()
    };
    let told = codes(|row| matches!(row.state, RowState::Sent));
    StepError::not_recorded(W::WRITE, told, codes(|row| row.state.is_unknown()), error)
}
