//! Bulk confirmations, with the journal around each: intents committed before the call, outcomes after it.

use super::progress::{Progress, Row, RowState};
use super::{STEP, journal_value};
use crate::domain::confirm::Failure;
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::text::excerpt;
use crate::domain::time::Jst;
use crate::plan::schedule_date::answer::{Verdict, verdict};
use crate::qoo10::Client;
use crate::qoo10::client::BULK_ROWS;
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::steps::Stop;
use crate::steps::refused_key::stop_at_refused_key;
use crate::steps::scribe::{Entry, Scribe};
use crate::store::runs::RunId;
use crate::store::{Error, Store};
use crate::vocabulary::{HistoryEvent, Message, Outcome, msg};

/// So many characters of Qoo10's words are kept.
const LONGEST_WORDS: usize = 120;

/// Sends what is to be sent, at most 500 rows a call.
pub(super) fn send_all(
    client: &Client,
    store: &mut Store,
    now: Jst,
    run: RunId,
    orders: &mut [Progress],
) -> Result<(), Stop> {
    let rows: Vec<(usize, usize)> = orders
        .iter()
        .enumerate()
        .flat_map(|(at, order)| {
            order
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row.state == RowState::ToSend)
                .map(move |(n, _)| (at, n))
        })
        .collect();
    for chunk in rows.chunks(BULK_ROWS) {
        let sent: Vec<_> =
            chunk.iter().map(|(at, n)| (orders[*at].rows[*n].order_no, orders[*at].date)).collect();
        let batch = store.batch()?;
        for (order_no, date) in &sent {
            batch.intend(STEP, *order_no, &journal_value(*date), run, now)?;
        }
        batch.commit()?;
        let answer = client.confirm(&sent);
        stop_at_refused_key(&answer, store, STEP, now, sent.iter().map(|(order_no, _)| *order_no))?;
        for (at, n) in chunk {
            let tried = journal_value(orders[*at].date);
            let row = &mut orders[*at].rows[*n];
            row.state = with_date(state_after(&answer, row.order_no), tried);
        }
        let touched = chunk.first().map_or(0, |c| c.0)..chunk.last().map_or(0, |c| c.0 + 1);
        write(store, now, run, &mut orders[touched])?;
        answer?;
    }
    Ok(())
}

/// A date that was refused is told of.
fn with_date(state: RowState, tried: String) -> RowState {
    match state {
        RowState::Failed(failure @ (Failure::DateTooFar | Failure::DateNotAfterToday), code, _) => {
            RowState::Failed(failure, code, Some(Message::quoted(tried)))
        }
        other => other,
    }
}

/// What the answer says of one row.
fn state_after(answer: &Result<BulkAnswer, crate::qoo10::Error>, order_no: OrderNo) -> RowState {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_have_been_carried_out() => return RowState::Unanswered(None),
        Err(error) => return RowState::Failed(Failure::NoAnswer, None, Some(error.message())),
    };
    let (code, is_own) = match answer.of(order_no) {
        RowCode::Own(code) => (Some(code), true),
        RowCode::Call(code) => (Some(code), false),
        RowCode::NotMentioned => (None, true),
    };
    let words = excerpt(&answer.message, LONGEST_WORDS);
    let words = (answer.rows.is_empty() && !words.is_empty()).then(|| Message::quoted(words));
    match verdict(code) {
        Verdict::ReadBack => RowState::Unanswered(code),
        Verdict::Confirmed => RowState::Sent,
        Verdict::Failed(_) if !is_own => RowState::Failed(Failure::Refused, code, words),
        Verdict::Failed(failure) => RowState::Failed(failure, code, words),
    }
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(store: &mut Store, now: Jst, run: RunId, orders: &mut [Progress]) -> Result<(), Stop> {
    let batch = store.batch()?;
    let writer = Writer(Scribe { batch: &batch, step: STEP, action: "confirm", run, now });
    for order in orders.iter() {
        for row in order.rows.iter().filter(|row| !row.is_written) {
            writer.row(order, row)?;
        }
        if order.is_done() && !order.is_printed {
            writer.done(order)?;
        }
    }
    batch.commit()?;
    for order in orders.iter_mut() {
        order.is_printed = order.is_done();
    }
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        row.is_written |= !matches!(row.state, RowState::ToSend | RowState::Unanswered(_));
    }
    Ok(())
}

struct Writer<'b, 's>(Scribe<'b, 's>);

impl Writer<'_, '_> {
    fn row(&self, order: &Progress, row: &Row) -> Result<(), Error> {
        let (batch, now) = (self.0.batch, self.0.now);
        let log = |entry| self.0.log(&order.order, Some(row.order_no), entry);
        let quoted = |date| Message::quoted(journal_value(date));
        match &row.state {
            // Still open: the intent stays, and the next run reads back.
            RowState::ToSend | RowState::Unanswered(_) => Ok(()),
            RowState::Sent => {
                batch.confirm_line(row.order_no, Some(order.date), now)?;
                batch.settle(STEP, row.order_no, Outcome::Scheduled.as_str(), now)?;
                let message = Some(quoted(order.date));
                log(Entry { code: Some(0), message, ..Entry::only(Outcome::Scheduled) })
            }
            RowState::FoundConfirmed(date) => {
                batch.confirm_line(row.order_no, *date, now)?;
                batch.settle(STEP, row.order_no, Outcome::AlreadyConfirmed.as_str(), now)?;
                log(Entry { message: date.map(quoted), ..Entry::only(Outcome::AlreadyConfirmed) })
            }
            RowState::Failed(failure, code, detail) => {
                batch.settle(STEP, row.order_no, Outcome::Failed.as_str(), now)?;
                if *failure == Failure::Claimed {
                    self.mark(order, row)?;
                }
                let (reason, date) = (failure.reason(), order.date);
                let message = match detail {
                    None => msg!("log-date", reason = reason.as_str(), date = date),
                    Some(detail) => {
                        msg!("log-date_with_detail", reason = reason.as_str(), date = date, detail = detail)
                    }
                };
                let (outcome, message) = (Outcome::Failed, Some(message));
                log(Entry { outcome, code: *code, reason: Some(reason), message })
            }
        }
    }

    /// A claim that Qoo10 speaks of is marked, so that nobody ships the order (SCH-1, SYN-3).
    fn mark(&self, order: &Progress, row: &Row) -> Result<(), Error> {
        let line = order.order.lines.iter().find(|line| line.order_no == Some(row.order_no));
        let Some(line) = line.filter(|line| !line.cancel_requested) else { return Ok(()) };
        self.0.batch.mark_cancel_requested(line.line_id, true)?;
        let number = Message::quoted(row.order_no.to_string());
        self.0.history(&order.order, HistoryEvent::CancelRequested, Some(number))
    }

    fn done(&self, order: &Progress) -> Result<(), Error> {
        self.0.batch.set_api_status(order.order.order_id, ApiStatus::Printed)?;
        let date = order.planned_ship_date().map(|date| Message::quoted(journal_value(date)));
        self.0.history(&order.order, HistoryEvent::Printed, date)
    }
}
