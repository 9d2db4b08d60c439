//! Shipments: what the journal, Qoo10 and the state file are told of each.

use std::collections::{BTreeMap, BTreeSet};

use super::progress::{Row, ShipmentProgress, ShipmentRowState};
use super::{Request, STEP, gather};
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::parcel::{Parcel, SendFailure};
use crate::domain::time::{Clock, Jst};
use crate::plan::push_shipments::{ShipmentVerdict, may_be_sent_from, not_sent_after_all, verdict};
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::qoo10::{self, Client};
use crate::steps::StepError;
use crate::steps::journalled::{self, BulkRecord, JournalledWrite, RowIndex, list_row_indexes};
use crate::steps::report::StepReport;
use crate::steps::scribe::{AuditEntry, Scribe};
use crate::store::runs::RunId;
use crate::store::{Batch, Error, Store};
use crate::vocabulary::{HistoryEvent, Message, Outcome, msg};

/// Closes the intents of earlier runs that reading back has settled: Qoo10 does not show them as sent. Those of
/// orders that this run does not take up stay open.
pub(super) fn settle_what_was_begun(
    store: &mut Store,
    now: Jst,
    begun: &BTreeMap<OrderNo, String>,
    orders: &[ShipmentProgress],
) -> Result<(), StepError> {
    if begun.is_empty() {
        return Ok(());
    }
    let rows = || orders.iter().flat_map(|order| &order.rows);
    let unsent: BTreeSet<OrderNo> =
        rows().filter(|row| row.state == ShipmentRowState::ToSend).map(|row| row.order_no).collect();
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
    orders: &mut [ShipmentProgress],
) -> Result<(), StepError> {
    let begun = store.intents_at(STEP)?;
    let now = request.clock.now();
    let mut ahead = Vec::new();
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        let Some(at) = begun.get(&row.order_no).filter(|_| row.state == ShipmentRowState::ToSend) else {
            continue;
        };
        if let Some(until) = may_be_sent_from(*at, now, request.quiet) {
            row.state = ShipmentRowState::Failed(SendFailure::UnderWay { since: *at.min(&now), until });
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

/// Parcels on their way to Qoo10; a row's place is that of its order, and its own there.
pub(super) struct Sendings<'a> {
    pub(super) client: &'a Client,
    pub(super) now: Jst,
    pub(super) run: RunId,
    pub(super) clock: &'a Clock,
    pub(super) orders: &'a mut [ShipmentProgress],
}

impl Sendings<'_> {
    /// Sends what is to be sent.
    pub(super) fn send_all(&mut self, store: &mut Store, report: &mut StepReport) -> Result<(), StepError> {
        let mut places = list_row_indexes(self.orders.iter().map(|order| order.rows.len()));
        places.retain(|place| self.is_to_send(*place));
        journalled::send_all(self, &mut BulkRecord::default(), store, &places, report)
    }

    fn order_no(&self, (at, n): RowIndex) -> OrderNo {
        self.orders[at].rows[n].order_no
    }
}

impl JournalledWrite for Sendings<'_> {
    type Index = RowIndex;
    type Answer = BulkAnswer;

    fn record_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        let parcel = self.orders[place.0].parcel.to_string();
        batch.intend(STEP, self.order_no(place), &parcel, self.run, whole_second(self.clock.now()))
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.settle(STEP, self.order_no(place), "not_done", self.now)
    }

    /// From here on it is reckoned how long the request may still be under way.
    fn record_loss(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.redate_intent(STEP, self.order_no(place), whole_second(self.clock.now()))
    }

    fn call(&self, places: &[RowIndex]) -> Result<BulkAnswer, qoo10::Error> {
        let row = |place: &RowIndex| {
            let Parcel { company, tracking } = self.orders[place.0].parcel.clone();
            (self.order_no(*place), company, tracking)
        };
        self.client.send(&places.iter().map(row).collect::<Vec<_>>())
    }

    fn call_single(&self, place: RowIndex) -> Result<BulkAnswer, qoo10::Error> {
        let Parcel { company, tracking } = &self.orders[place.0].parcel;
        self.client.send_one(self.order_no(place), company, tracking)
    }

    fn is_refused_whole(answer: &BulkAnswer) -> bool {
        answer.is_refused_whole()
    }

    /// A code that may stand for a number that is sent is read back first (ALL-6).
    fn select_unsent(
        &mut self,
        places: &[RowIndex],
        answer: &Result<BulkAnswer, qoo10::Error>,
    ) -> Result<Vec<RowIndex>, StepError> {
        let code = answer.as_ref().map_or_else(qoo10::Error::code, |answer| Some(answer.code));
        if verdict(code) != ShipmentVerdict::ReadBack {
            return Ok(places.to_vec());
        }
        self.note(places, answer);
        gather::read_back(self.client, self.orders)?;
        let not_sent = ShipmentRowState::Failed(not_sent_after_all(code));
        let mut unsent = Vec::new();
        for (at, n) in places {
            let row = &mut self.orders[*at].rows[*n];
            if row.state == not_sent {
                row.state = ShipmentRowState::ToSend;
                unsent.push((*at, *n));
            }
        }
        Ok(unsent)
    }

    fn is_to_send(&self, (at, n): RowIndex) -> bool {
        self.orders[at].rows[n].state == ShipmentRowState::ToSend
    }

    fn note(&mut self, places: &[RowIndex], answer: &Result<BulkAnswer, qoo10::Error>) {
        if answer.as_ref().is_err_and(qoo10::Error::refuses_the_key) {
            return;
        }
        for (at, n) in places {
            let row = &mut self.orders[*at].rows[*n];
            row.state = state_after(answer, row.order_no, places.len() == 1);
        }
    }

    fn write(&mut self, store: &mut Store, places: &[RowIndex]) -> Result<(), StepError> {
        let touched = places.first().map_or(0, |place| place.0)..places.last().map_or(0, |place| place.0 + 1);
        write(store, self.now, self.run, &mut self.orders[touched])
    }

    /// The lists of claims and of what is sent were read with the key before anything was sent. What may be on its way
    /// is not sent again (ALL-6).
    fn prepare_singles(&mut self, refusal: &qoo10::Error) -> Result<bool, StepError> {
        Ok(self.client.has_answered() && !refusal.may_have_been_carried_out())
    }
}

/// The moment in the journal's whole seconds, never earlier than it is.
fn whole_second(at: Jst) -> Jst {
    if at.timestamp_subsec_nanos() == 0 { at } else { at + chrono::Duration::seconds(1) }
}

/// What the answer says of one row; `is_only_one`: the call had no other.
fn state_after(
    answer: &Result<BulkAnswer, qoo10::Error>,
    order_no: OrderNo,
    is_only_one: bool,
) -> ShipmentRowState {
    let code = match answer {
        Ok(answer) => answer.of(order_no),
        Err(error) if error.may_have_been_carried_out() => return ShipmentRowState::OutcomeUnknown(None),
        Err(qoo10::Error::Code { code, .. }) if is_only_one => RowCode::Own(*code),
        Err(qoo10::Error::Code { code, .. }) => RowCode::Call(*code),
        // Certainly not sent: the next run sends it.
        Err(_) => return ShipmentRowState::Failed(SendFailure::NoAnswer),
    };
    let given = match code {
        RowCode::Own(code) | RowCode::Call(code) => Some(code),
        RowCode::NotMentioned => None,
    };
    match (verdict(given), code) {
        (ShipmentVerdict::ReadBack, _) => ShipmentRowState::OutcomeUnknown(given),
        (ShipmentVerdict::Sent, _) => ShipmentRowState::Sent,
        (ShipmentVerdict::Failed(_), RowCode::Call(code)) => {
            ShipmentRowState::Failed(SendFailure::CallRefused(code))
        }
        (ShipmentVerdict::Failed(why), _) => ShipmentRowState::Failed(why),
    }
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(
    store: &mut Store,
    now: Jst,
    run: RunId,
    orders: &mut [ShipmentProgress],
) -> Result<(), StepError> {
    let batch = store.batch()?;
    let writer = ShipmentWriter(Scribe { batch: &batch, step: STEP, action: "send", run, now });
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

struct ShipmentWriter<'b, 's>(Scribe<'b, 's>);

impl ShipmentWriter<'_, '_> {
    fn row(&self, order: &ShipmentProgress, row: &Row) -> Result<(), Error> {
        let (batch, now) = (self.0.batch, self.0.now);
        let log = |entry| self.0.log(&order.order, Some(row.order_no), entry);
        let parcel = || Some(Message::quoted(order.parcel.to_string()));
        match &row.state {
            // Still open: the intent stays, and the next run reads back.
            ShipmentRowState::ToSend | ShipmentRowState::OutcomeUnknown(_) => Ok(()),
            ShipmentRowState::Sent => {
                batch.mark_sent(row.order_no, now)?;
                batch.settle(STEP, row.order_no, Outcome::Sent.as_str(), now)?;
                log(AuditEntry { code: Some(0), message: parcel(), ..AuditEntry::only(Outcome::Sent) })
            }
            ShipmentRowState::AlreadySent => {
                batch.mark_sent(row.order_no, now)?;
                batch.settle(STEP, row.order_no, Outcome::AlreadySent.as_str(), now)?;
                log(AuditEntry { message: parcel(), ..AuditEntry::only(Outcome::AlreadySent) })
            }
            ShipmentRowState::Failed(why) => {
                if why.is_known_from_qoo10() {
                    batch.settle(STEP, row.order_no, why.outcome().as_str(), now)?;
                }
                let (reason, parcel) = (why.reason(), order.parcel.to_string());
                let message = match parcel.trim() {
                    "" => Message::quoted(reason.as_str()),
                    parcel => msg!("log-parcel", reason = reason.as_str(), parcel = parcel),
                };
                let (reason, message) = (Some(reason), Some(message));
                log(AuditEntry { outcome: why.outcome(), code: why.code(), reason, message })
            }
        }
    }

    fn closed(&self, order: &ShipmentProgress) -> Result<(), Error> {
        self.0.batch.set_api_status(order.order.order_id, ApiStatus::Shipped)?;
        self.0.batch.set_needs_person(order.order.order_id, None)?;
        let parcel = Message::quoted(order.parcel.to_string());
        self.0.history(&order.order, HistoryEvent::Sent, Some(parcel))
    }
}
