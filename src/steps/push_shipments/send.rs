//! Bulk calls with the journal around each: intents committed before the call, outcomes after it.

use std::collections::{BTreeMap, BTreeSet};

use super::STEP;
use super::progress::{Progress, Row, RowState};
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::parcel::NotSent;
use crate::domain::time::Jst;
use crate::plan::push_shipments::{Verdict, verdict};
use crate::qoo10::Client;
use crate::qoo10::client::BULK_ROWS;
use crate::qoo10::wire::bulk::BulkAnswer;
use crate::steps::Stop;
use crate::store::runs::{LogEntry, RunId};
use crate::store::{Batch, Error, Store};

/// Closes the intents of earlier runs that reading back has settled: Qoo10 does not show them as sent. Those of
/// orders that are no longer due are moot.
pub(super) fn settle_what_was_begun(
    store: &mut Store,
    now: Jst,
    begun: &BTreeMap<OrderNo, String>,
    orders: &[Progress],
) -> Result<(), Stop> {
    if begun.is_empty() {
        return Ok(());
    }
    let rows = || orders.iter().flat_map(|order| &order.rows);
    let unsent: BTreeSet<OrderNo> =
        rows().filter(|row| row.state == RowState::ToSend).map(|row| row.order_no).collect();
    let batch = store.batch()?;
    for order_no in begun.keys().filter(|order_no| unsent.contains(order_no)) {
        batch.settle(STEP, *order_no, "not_done", now)?;
    }
    batch.commit()?;
    Ok(())
}

/// Sends what is to be sent, at most 500 rows a call.
pub(super) fn send_all(
    client: &Client,
    store: &mut Store,
    now: Jst,
    run: RunId,
    orders: &mut [Progress],
) -> Result<(), Stop> {
    let places: Vec<(usize, usize)> = orders
        .iter()
        .enumerate()
        .flat_map(|(at, order)| {
            let open = order.rows.iter().enumerate().filter(|(_, row)| row.state == RowState::ToSend);
            open.map(move |(n, _)| (at, n))
        })
        .collect();
    for chunk in places.chunks(BULK_ROWS) {
        let row = |(at, n): &(usize, usize)| {
            let order = &orders[*at];
            (order.rows[*n].order_no, order.parcel.company.clone(), order.parcel.tracking.clone())
        };
        let rows: Vec<_> = chunk.iter().map(row).collect();
        let batch = store.batch()?;
        for (order_no, company, tracking) in &rows {
            batch.intend(STEP, *order_no, &format!("{company} {tracking}"), run, now)?;
        }
        batch.commit()?;
        let answer = client.send(&rows);
        for (at, n) in chunk {
            let row = &mut orders[*at].rows[*n];
            row.state = state_after(&answer, row.order_no);
        }
        let touched = chunk.first().map_or(0, |c| c.0)..chunk.last().map_or(0, |c| c.0 + 1);
        write(store, now, run, &mut orders[touched])?;
        answer?;
    }
    Ok(())
}

fn state_after(answer: &Result<BulkAnswer, crate::qoo10::Error>, order_no: OrderNo) -> RowState {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_have_been_carried_out() => return RowState::Unanswered(None),
        // Certainly not sent: the next run sends it.
        Err(_) => return RowState::NotSent(NotSent::NoAnswer),
    };
    let code = answer.rows.get(&order_no).copied();
    match verdict(code) {
        // A refusal of the whole, without rows, is everybody's.
        Verdict::ReadBack if code.is_none() && answer.code != 0 && answer.rows.is_empty() => {
            RowState::NotSent(NotSent::Refused(answer.code))
        }
        Verdict::ReadBack => RowState::Unanswered(code),
        Verdict::Sent => RowState::Sent,
        Verdict::Failed(why) => RowState::NotSent(why),
    }
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(store: &mut Store, now: Jst, run: RunId, orders: &mut [Progress]) -> Result<(), Stop> {
    let batch = store.batch()?;
    let writer = Writer { batch: &batch, now, run };
    for order in orders.iter() {
        for row in order.rows.iter().filter(|row| !row.is_written) {
            writer.row(order, row)?;
        }
        if order.is_done() && !order.is_closed {
            writer.closed(order)?;
        }
    }
    batch.commit()?;
    for order in orders.iter_mut() {
        order.is_closed = order.is_done();
    }
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        row.is_written |= !matches!(row.state, RowState::ToSend | RowState::Unanswered(_));
    }
    Ok(())
}

struct Writer<'b, 's> {
    batch: &'b Batch<'s>,
    now: Jst,
    run: RunId,
}

impl Writer<'_, '_> {
    fn row(&self, order: &Progress, row: &Row) -> Result<(), Error> {
        let parcel = order.parcel.to_string();
        match &row.state {
            // Still open: the intent stays, and the next run reads back.
            RowState::ToSend | RowState::Unanswered(_) => Ok(()),
            RowState::Sent => {
                self.batch.mark_sent(row.order_no, self.now)?;
                self.batch.settle(STEP, row.order_no, "sent", self.now)?;
                self.log(order, row, "sent", Some(0), Some(&parcel))
            }
            RowState::FoundSent => {
                self.batch.mark_sent(row.order_no, self.now)?;
                self.batch.settle(STEP, row.order_no, "already_sent", self.now)?;
                self.log(order, row, "already_sent", None, Some(&parcel))
            }
            RowState::NotSent(why) => {
                if why.is_known_from_qoo10() {
                    self.batch.settle(STEP, row.order_no, why.outcome(), self.now)?;
                }
                let message = format!("{} {parcel}", why.as_str());
                self.log(order, row, why.outcome(), why.code(), Some(message.trim()))
            }
        }
    }

    fn closed(&self, order: &Progress) -> Result<(), Error> {
        self.batch.set_api_status(order.order.order_id, ApiStatus::Shipped)?;
        self.batch.set_needs_person(order.order.order_id, None)?;
        let parcel = order.parcel.to_string();
        self.batch.add_history(order.order.order_id, self.now, "sent", STEP, Some(self.run), Some(&parcel))
    }

    fn log(
        &self,
        order: &Progress,
        row: &Row,
        outcome: &str,
        code: Option<i64>,
        message: Option<&str>,
    ) -> Result<(), Error> {
        let line = order.order.lines.iter().find(|line| line.order_no == Some(row.order_no));
        self.batch.log(&LogEntry {
            at: self.now,
            run_id: self.run,
            step: STEP,
            order_code: Some(&order.order.code),
            order_no: Some(row.order_no),
            sku: line.and_then(|line| line.sku.as_deref()),
            action: "send",
            outcome,
            code,
            message,
        })
    }
}
