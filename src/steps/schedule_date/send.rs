//! Confirmations: what the journal, Qoo10 and the state file are told of each.

use chrono::NaiveDate;

use super::progress::{Row, ScheduleProgress, ScheduleRowState};
use super::{STEP, journal_value, read_back};
use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::text::excerpt;
use crate::domain::time::Jst;
use crate::plan::schedule_date::answer::{ConfirmVerdict, single_verdict, verdict};
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::qoo10::{self, Client};
use crate::steps::StepError;
use crate::steps::journalled::{self, BulkRecord, JournalledWrite, RowIndex, list_row_indexes};
use crate::steps::report::StepReport;
use crate::steps::scribe::{AuditEntry, Scribe};
use crate::store::runs::RunId;
use crate::store::{Batch, Error, Store};
use crate::vocabulary::{HistoryEvent, Message, Outcome, msg};

/// So many characters of Qoo10's words are kept.
const LONGEST_WORDS: usize = 120;

/// Dates on their way to Qoo10; a row's place is that of its order, and its own there.
pub(super) struct Confirmations<'a> {
    pub(super) client: &'a Client,
    pub(super) now: Jst,
    pub(super) run: RunId,
    pub(super) orders: &'a mut [ScheduleProgress],
    /// Whether they go one by one.
    pub(super) is_single: bool,
}

impl Confirmations<'_> {
    /// Sends what is to be sent.
    pub(super) fn send_all(&mut self, store: &mut Store, report: &mut StepReport) -> Result<(), StepError> {
        let mut places = list_row_indexes(self.orders.iter().map(|order| order.rows.len()));
        places.retain(|place| self.is_to_send(*place));
        journalled::send_all(self, &mut BulkRecord::default(), store, &places, report)
    }

    fn sent(&self, (at, n): RowIndex) -> (OrderNo, NaiveDate) {
        let order = &self.orders[at];
        (order.rows[n].order_no, order.date)
    }
}

impl JournalledWrite for Confirmations<'_> {
    type Index = RowIndex;
    type Answer = BulkAnswer;

    fn record_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        let (order_no, date) = self.sent(place);
        batch.intend(STEP, order_no, &journal_value(date), self.run, self.now)
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.settle(STEP, self.sent(place).0, "not_done", self.now)
    }

    fn call(&self, places: &[RowIndex]) -> Result<BulkAnswer, qoo10::Error> {
        self.client.confirm(&places.iter().map(|place| self.sent(*place)).collect::<Vec<_>>())
    }

    fn call_single(&self, place: RowIndex) -> Result<BulkAnswer, qoo10::Error> {
        let (order_no, date) = self.sent(place);
        self.client.confirm_one(order_no, date)
    }

    fn is_refused_whole(answer: &BulkAnswer) -> bool {
        answer.is_refused_whole()
    }

    fn is_to_send(&self, (at, n): RowIndex) -> bool {
        self.orders[at].rows[n].state == ScheduleRowState::ToSend
    }

    fn note(&mut self, places: &[RowIndex], answer: &Result<BulkAnswer, qoo10::Error>) {
        if answer.as_ref().is_err_and(qoo10::Error::refuses_the_key) {
            return;
        }
        for (at, n) in places {
            let tried = journal_value(self.orders[*at].date);
            let row = &mut self.orders[*at].rows[*n];
            row.state = with_date(state_after(answer, row.order_no, self.is_single), tried);
        }
    }

    fn write(&mut self, store: &mut Store, places: &[RowIndex]) -> Result<(), StepError> {
        let touched = places.first().map_or(0, |place| place.0)..places.last().map_or(0, |place| place.0 + 1);
        write(store, self.now, self.run, &mut self.orders[touched])
    }

    /// The single call would move the date of a number that is confirmed: those are found first, and that they can
    /// be shows that the key is taken.
    fn prepare_singles(&mut self, _refusal: &qoo10::Error) -> Result<bool, StepError> {
        self.is_single = true;
        match read_back::find_confirmed(self.client, self.orders) {
            Ok(()) => Ok(true),
            Err(error @ qoo10::Error::Interrupted { .. }) => Err(error.into()),
            // What is not known to be the method's fault is the key's.
            Err(_) => Ok(false),
        }
    }
}

/// A date that was refused is told of.
fn with_date(state: ScheduleRowState, tried: String) -> ScheduleRowState {
    match state {
        ScheduleRowState::Failed(
            failure @ (ConfirmFailure::DateTooFar | ConfirmFailure::DateNotAfterToday),
            code,
            _,
        ) => ScheduleRowState::Failed(failure, code, Some(Message::quoted(tried))),
        other => other,
    }
}

/// What the answer says of one row; `is_single`: it is that of the call for one.
fn state_after(
    answer: &Result<BulkAnswer, qoo10::Error>,
    order_no: OrderNo,
    is_single: bool,
) -> ScheduleRowState {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_have_been_carried_out() => return ScheduleRowState::OutcomeUnknown(None),
        Err(qoo10::Error::Code { code, message, .. }) => {
            return ScheduleRowState::Failed(ConfirmFailure::Refused, Some(*code), quote_message(message));
        }
        Err(error) => return ScheduleRowState::Failed(ConfirmFailure::NoAnswer, None, Some(error.message())),
    };
    let (code, is_own) = match answer.of(order_no) {
        RowCode::Own(code) => (Some(code), true),
        RowCode::Call(code) => (Some(code), false),
        RowCode::NotMentioned => (None, true),
    };
    let words = quote_message(&answer.message).filter(|_| answer.rows.is_empty());
    match if is_single { single_verdict(code) } else { verdict(code) } {
        ConfirmVerdict::ReadBack => ScheduleRowState::OutcomeUnknown(code),
        ConfirmVerdict::Confirmed => ScheduleRowState::Sent,
        ConfirmVerdict::Failed(_) if !is_own => {
            ScheduleRowState::Failed(ConfirmFailure::Refused, code, words)
        }
        ConfirmVerdict::Failed(failure) => ScheduleRowState::Failed(failure, code, words),
    }
}

/// Qoo10's words, if any.
fn quote_message(message: &str) -> Option<Message> {
    let words = excerpt(message, LONGEST_WORDS);
    (!words.is_empty()).then(|| Message::quoted(words))
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(
    store: &mut Store,
    now: Jst,
    run: RunId,
    orders: &mut [ScheduleProgress],
) -> Result<(), StepError> {
    let batch = store.batch()?;
    let writer = ScheduleWriter(Scribe { batch: &batch, step: STEP, action: "confirm", run, now });
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
        row.is_written |=
            !matches!(row.state, ScheduleRowState::ToSend | ScheduleRowState::OutcomeUnknown(_));
    }
    Ok(())
}

struct ScheduleWriter<'b, 's>(Scribe<'b, 's>);

impl ScheduleWriter<'_, '_> {
    fn row(&self, order: &ScheduleProgress, row: &Row) -> Result<(), Error> {
        let (batch, now) = (self.0.batch, self.0.now);
        let log = |entry| self.0.log(&order.order, Some(row.order_no), entry);
        let quoted = |date| Message::quoted(journal_value(date));
        match &row.state {
            // Still open: the intent stays, and the next run reads back.
            ScheduleRowState::ToSend | ScheduleRowState::OutcomeUnknown(_) => Ok(()),
            ScheduleRowState::Sent => {
                batch.confirm_line(row.order_no, Some(order.date), now)?;
                batch.settle(STEP, row.order_no, Outcome::Scheduled.as_str(), now)?;
                let message = Some(quoted(order.date));
                log(AuditEntry { code: Some(0), message, ..AuditEntry::only(Outcome::Scheduled) })
            }
            ScheduleRowState::AlreadyConfirmed(date) => {
                batch.confirm_line(row.order_no, *date, now)?;
                batch.settle(STEP, row.order_no, Outcome::AlreadyConfirmed.as_str(), now)?;
                log(AuditEntry { message: date.map(quoted), ..AuditEntry::only(Outcome::AlreadyConfirmed) })
            }
            ScheduleRowState::Failed(failure, code, detail) => {
                batch.settle(STEP, row.order_no, Outcome::Failed.as_str(), now)?;
                if *failure == ConfirmFailure::Claimed {
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
                log(AuditEntry { outcome, code: *code, reason: Some(reason), message })
            }
        }
    }

    /// A claim that Qoo10 speaks of is marked, so that nobody ships the order (SCH-1, SYN-3).
    fn mark(&self, order: &ScheduleProgress, row: &Row) -> Result<(), Error> {
        let line = order.order.lines.iter().find(|line| line.order_no == Some(row.order_no));
        let Some(line) = line.filter(|line| !line.cancel_requested) else { return Ok(()) };
        self.0.batch.mark_cancel_requested(line.line_id, true)?;
        let number = Message::quoted(row.order_no.to_string());
        self.0.history(&order.order, HistoryEvent::CancelRequested, Some(number))
    }

    fn done(&self, order: &ScheduleProgress) -> Result<(), Error> {
        self.0.batch.set_api_status(order.order.order_id, ApiStatus::Printed)?;
        let date = order.planned_ship_date().map(|date| Message::quoted(journal_value(date)));
        self.0.history(&order.order, HistoryEvent::Printed, date)
    }
}
