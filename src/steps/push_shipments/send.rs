//! Bulk calls with the journal around each: intents committed before the call, outcomes after it.

use std::collections::{BTreeMap, BTreeSet};

use super::progress::{Progress, Row, RowState};
use super::{Request, STEP};
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::parcel::NotSent;
use crate::domain::time::{Clock, Jst};
use crate::plan::push_shipments::{Verdict, may_be_sent_from, verdict};
use crate::qoo10::Client;
use crate::qoo10::client::BULK_ROWS;
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::steps::Stop;
use crate::steps::refused_key::stop_at_refused_key;
use crate::steps::scribe::{Entry, Scribe};
use crate::store::runs::RunId;
use crate::store::{Error, Store};
use crate::vocabulary::{HistoryEvent, Message, Outcome, msg};

/// Closes the intents of earlier runs that reading back has settled: Qoo10 does not show them as sent. Those of
/// orders that this run does not take up stay open.
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

/// Leaves alone what an earlier request may still bring about: its number is not sent again before that is over, and
/// the intent stays open (ALL-6).
pub(super) fn leave_under_way(
    request: &Request,
    store: &mut Store,
    is_real: bool,
    orders: &mut [Progress],
) -> Result<(), Stop> {
    let begun = store.intents_at(STEP)?;
    let now = request.clock.now();
    let mut ahead = Vec::new();
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        let Some(at) = begun.get(&row.order_no).filter(|_| row.state == RowState::ToSend) else { continue };
        if let Some(until) = may_be_sent_from(*at, now, request.quiet) {
            row.state = RowState::NotSent(NotSent::UnderWay { since: *at.min(&now), until });
            ahead.extend((*at > now).then_some(row.order_no));
        }
    }
    if is_real && !ahead.is_empty() {
        // Else it would have to wait until the clock gets there.
        let batch = store.batch()?;
        for order_no in ahead {
            batch.redate_intent(STEP, order_no, now)?;
        }
        batch.commit()?;
    }
    Ok(())
}

/// Sends what is to be sent, at most 500 rows a call.
pub(super) fn send_all(
    client: &Client,
    store: &mut Store,
    now: Jst,
    run: RunId,
    clock: &Clock,
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
            batch.intend(
                STEP,
                *order_no,
                &format!("{company} {tracking}"),
                run,
                whole_second(clock.now()),
            )?;
        }
        batch.commit()?;
        let answer = client.send(&rows);
        let numbers = || rows.iter().map(|(order_no, ..)| *order_no);
        if !answer.as_ref().is_err_and(crate::qoo10::Error::refuses_the_key) {
            for (at, n) in chunk {
                let row = &mut orders[*at].rows[*n];
                row.state = state_after(&answer, row.order_no);
            }
        }
        note_lost(&answer, store, clock, numbers())?;
        stop_at_refused_key(&answer, store, STEP, now, numbers())?;
        let touched = chunk.first().map_or(0, |c| c.0)..chunk.last().map_or(0, |c| c.0 + 1);
        write(store, now, run, &mut orders[touched])?;
        answer?;
    }
    Ok(())
}

/// The moment in the journal's whole seconds, never earlier than it is.
fn whole_second(at: Jst) -> Jst {
    if at.timestamp_subsec_nanos() == 0 { at } else { at + chrono::Duration::seconds(1) }
}

/// A lost answer was lost now: from here on it is reckoned how long the request may still be under way.
fn note_lost(
    answer: &Result<BulkAnswer, crate::qoo10::Error>,
    store: &mut Store,
    clock: &Clock,
    numbers: impl Iterator<Item = OrderNo>,
) -> Result<(), Stop> {
    if !answer.as_ref().is_err_and(crate::qoo10::Error::may_have_been_carried_out) {
        return Ok(());
    }
    let batch = store.batch()?;
    for order_no in numbers {
        batch.redate_intent(STEP, order_no, whole_second(clock.now()))?;
    }
    batch.commit()?;
    Ok(())
}

fn state_after(answer: &Result<BulkAnswer, crate::qoo10::Error>, order_no: OrderNo) -> RowState {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_have_been_carried_out() => return RowState::Unanswered(None),
        // Certainly not sent: the next run sends it.
        Err(_) => return RowState::NotSent(NotSent::NoAnswer),
    };
    let code = match answer.of(order_no) {
        RowCode::Own(code) | RowCode::Call(code) => Some(code),
        RowCode::NotMentioned => None,
    };
    match (verdict(code), answer.of(order_no)) {
        (Verdict::ReadBack, _) => RowState::Unanswered(code),
        (Verdict::Sent, _) => RowState::Sent,
        (Verdict::Failed(_), RowCode::Call(code)) => RowState::NotSent(NotSent::CallRefused(code)),
        (Verdict::Failed(why), _) => RowState::NotSent(why),
    }
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(store: &mut Store, now: Jst, run: RunId, orders: &mut [Progress]) -> Result<(), Stop> {
    let batch = store.batch()?;
    let writer = Writer(Scribe { batch: &batch, step: STEP, action: "send", run, now });
    for order in orders.iter() {
        for row in order.rows.iter().filter(|row| !row.is_written) {
            writer.row(order, row)?;
        }
        if order.rows.iter().any(|row| !row.is_written && row.state.is_known()) {
            batch.set_push_result(order.order.order_id, order.not_taken())?;
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
        row.is_written |= row.state.is_known();
    }
    Ok(())
}

struct Writer<'b, 's>(Scribe<'b, 's>);

impl Writer<'_, '_> {
    fn row(&self, order: &Progress, row: &Row) -> Result<(), Error> {
        let (batch, now) = (self.0.batch, self.0.now);
        let log = |entry| self.0.log(&order.order, Some(row.order_no), entry);
        let parcel = || Some(Message::quoted(order.parcel.to_string()));
        match &row.state {
            // Still open: the intent stays, and the next run reads back.
            RowState::ToSend | RowState::Unanswered(_) => Ok(()),
            RowState::Sent => {
                batch.mark_sent(row.order_no, now)?;
                batch.settle(STEP, row.order_no, Outcome::Sent.as_str(), now)?;
                log(Entry { code: Some(0), message: parcel(), ..Entry::only(Outcome::Sent) })
            }
            RowState::FoundSent => {
                batch.mark_sent(row.order_no, now)?;
                batch.settle(STEP, row.order_no, Outcome::AlreadySent.as_str(), now)?;
                log(Entry { message: parcel(), ..Entry::only(Outcome::AlreadySent) })
            }
            RowState::NotSent(why) => {
                if why.is_known_from_qoo10() {
                    batch.settle(STEP, row.order_no, why.outcome().as_str(), now)?;
                }
                let (reason, parcel) = (why.reason(), order.parcel.to_string());
                let message = match parcel.trim() {
                    "" => Message::quoted(reason.as_str()),
                    parcel => msg!("log-parcel", reason = reason.as_str(), parcel = parcel),
                };
                let (reason, message) = (Some(reason), Some(message));
                log(Entry { outcome: why.outcome(), code: why.code(), reason, message })
            }
        }
    }

    fn closed(&self, order: &Progress) -> Result<(), Error> {
        self.0.batch.set_api_status(order.order.order_id, ApiStatus::Shipped)?;
        self.0.batch.set_needs_person(order.order.order_id, None)?;
        let parcel = Message::quoted(order.parcel.to_string());
        self.0.history(&order.order, HistoryEvent::Sent, Some(parcel))
    }
}
