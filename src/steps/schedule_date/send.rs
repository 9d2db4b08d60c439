//! Confirmations: what the journal, Qoo10 and the state file are told of each.

use super::progress::{DateFailure, PlannedDate, STEP, ScheduleProgress, ScheduleRowState};
use super::read_back;
use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;
use crate::plan::schedule_date::answer::{ConfirmVerdict, decide_single_verdict, decide_verdict};
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::qoo10::{self, Client};
use crate::steps::StepError;
use crate::steps::journalled::{self, BulkRecord, JournalledWrite};
use crate::steps::order_rows::{RowIndex, RowState, list_to_send, record_outcomes, span_orders};
use crate::steps::report::StepReport;
use crate::store::runs::RunId;
use crate::store::{Batch, Error, Intent, Store};
use crate::strings::printable::truncate;
use crate::vocabulary::{JournalOutcome, Message};

/// So many characters of Qoo10's words are kept.
const MAX_MESSAGE_CHARS: usize = 120;

/// Dates on their way to Qoo10; a row's place is that of its order, and its own there.
pub(super) struct ConfirmationWrite<'a> {
    pub(super) client: &'a Client,
    pub(super) now: Jst,
    pub(super) run: RunId,
    pub(super) orders: &'a mut [ScheduleProgress],
    /// Whether they go one by one.
    pub(super) is_single: bool,
}

impl ConfirmationWrite<'_> {
    pub(super) fn send_all(&mut self, store: &mut Store, report: &mut StepReport) -> Result<(), StepError> {
        let places = list_to_send(self.orders);
        journalled::send_all(self, &mut BulkRecord::default(), store, &places, report)
    }

    fn get_row(&self, (at, n): RowIndex) -> (OrderNo, PlannedDate) {
        let order = &self.orders[at];
        (order.rows[n].order_no, order.value)
    }
}

impl JournalledWrite for ConfirmationWrite<'_> {
    type Index = RowIndex;
    type Answer = BulkAnswer;

    fn record_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        let (order_no, date) = self.get_row(place);
        let value = &date.to_journal_value();
        batch.record_intent(&Intent { step: STEP, order_no, value, run: self.run, at: self.now })
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.record_outcome(STEP, self.get_row(place).0, JournalOutcome::NotDone, self.now)
    }

    fn send_rows(&self, places: &[RowIndex]) -> Result<BulkAnswer, qoo10::Error> {
        let row = |place: &RowIndex| {
            let (order_no, planned) = self.get_row(*place);
            (order_no, planned.date)
        };
        self.client.confirm_orders(&places.iter().map(row).collect::<Vec<_>>())
    }

    fn send_single_row(&self, place: RowIndex) -> Result<BulkAnswer, qoo10::Error> {
        let (order_no, date) = self.get_row(place);
        self.client.confirm_order(order_no, date.date)
    }

    fn is_refused_whole(answer: &BulkAnswer) -> bool {
        answer.is_refused_whole()
    }

    fn is_to_send(&self, (at, n): RowIndex) -> bool {
        self.orders[at].rows[n].state.is_to_send()
    }

    fn record_answer(&mut self, places: &[RowIndex], answer: &Result<BulkAnswer, qoo10::Error>) {
        // It is the key that was refused, and no row.
        if answer.as_ref().is_err_and(qoo10::Error::is_key_refused) {
            return;
        }
        for (at, n) in places {
            let tried = self.orders[*at].value;
            let row = &mut self.orders[*at].rows[*n];
            row.state = with_date(decide_state(answer, row.order_no, self.is_single), tried);
        }
    }

    fn record_outcomes(&mut self, store: &mut Store, places: &[RowIndex]) -> Result<(), StepError> {
        Ok(record_outcomes(store, self.run, self.now, &mut self.orders[span_orders(places)])?)
    }

    /// The single call would move the date of a number that is confirmed: those are found first, and that
    /// they can be shows that the key is taken.
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
fn with_date(state: ScheduleRowState, tried: PlannedDate) -> ScheduleRowState {
    match state {
        RowState::Failed(
            why @ DateFailure {
                failure: ConfirmFailure::DateTooFar | ConfirmFailure::DateNotAfterToday, ..
            },
        ) => {
            let detail = Some(Message::quoted(tried.to_journal_value()));
            RowState::Failed(DateFailure { detail, ..why })
        }
        other => other,
    }
}

/// What the answer says of one row; `is_single`: it is that of the call for one.
fn decide_state(
    answer: &Result<BulkAnswer, qoo10::Error>,
    order_no: OrderNo,
    is_single: bool,
) -> ScheduleRowState {
    let failed = |failure, code, detail| RowState::Failed(DateFailure { failure, code, detail });
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_have_run() => return RowState::OutcomeUnknown(None),
        Err(qoo10::Error::Code { code, message, .. }) => {
            return failed(ConfirmFailure::Refused, Some(*code), quote_message(message));
        }
        Err(error) => return failed(ConfirmFailure::NoAnswer, None, Some(error.message())),
    };
    let (code, is_own) = match answer.row_code(order_no) {
        RowCode::Own(code) => (Some(code), true),
        RowCode::Call(code) => (Some(code), false),
        RowCode::NotMentioned => (None, true),
    };
    let words = quote_message(&answer.message).filter(|_| answer.rows.is_empty());
    match if is_single { decide_single_verdict(code) } else { decide_verdict(code) } {
        ConfirmVerdict::ReadBack => RowState::OutcomeUnknown(code),
        ConfirmVerdict::Confirmed => RowState::Sent,
        // The code of the whole call says nothing of this row in particular.
        ConfirmVerdict::Failed(_) if !is_own => failed(ConfirmFailure::Refused, code, words),
        ConfirmVerdict::Failed(failure) => failed(failure, code, words),
    }
}

/// Qoo10's words, if any.
fn quote_message(message: &str) -> Option<Message> {
    let words = truncate(message, MAX_MESSAGE_CHARS);
    (!words.is_empty()).then(|| Message::quoted(words))
}
