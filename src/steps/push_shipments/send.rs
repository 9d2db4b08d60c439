//! Shipments: what the journal, Qoo10 and the state file are told of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::gather;
use super::progress::{STEP, ShipmentProgress, ShipmentRowState};
use crate::domain::ids::OrderNo;
use crate::domain::parcel::{Parcel, SendFailure};
use crate::domain::time::{Clock, Jst, round_up_second};
use crate::plan::push_shipments::{ShipmentVerdict, compute_resend_time, decide_verdict, explain_not_sent};
use crate::qoo10::wire::bulk::{BulkAnswer, RowCode};
use crate::qoo10::{self, Client};
use crate::steps::StepError;
use crate::steps::journalled::{self, BulkRecord, JournalledWrite};
use crate::steps::order_rows::{RowIndex, RowState, list_to_send, record_outcomes, span_orders};
use crate::steps::report::StepReport;
use crate::store::runs::RunId;
use crate::store::{Batch, Error, Intent, Store};
use crate::vocabulary::JournalOutcome;

/// Closes the intents of earlier runs that reading back has settled: Qoo10 does not show them as sent. Those
/// of orders that this run does not take up stay open.
pub(super) fn close_unsent_intents(
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
        rows().filter(|row| row.state.is_to_send()).map(|row| row.order_no).collect();
    let batch = store.start_batch()?;
    for order_no in begun.keys().filter(|order_no| unsent.contains(order_no)) {
        batch.record_outcome(STEP, *order_no, JournalOutcome::NotDone, now)?;
    }
    batch.commit()?;
    Ok(())
}

/// Leaves alone what an earlier request may still bring about: its number is not sent again before that is
/// over, and the intent stays open (ALL-6).
pub(super) fn skip_under_way(
    store: &mut Store,
    clock: &Clock,
    quiet: Duration,
    is_real: bool,
    orders: &mut [ShipmentProgress],
) -> Result<(), StepError> {
    let begun = store.list_intent_times(STEP)?;
    let now = clock.now();
    let mut ahead = Vec::new();
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        let Some(at) = begun.get(&row.order_no).filter(|_| row.state.is_to_send()) else {
            continue;
        };
        if let Some(until) = compute_resend_time(*at, now, quiet) {
            row.state = RowState::Failed(SendFailure::UnderWay { since: *at.min(&now), until });
            ahead.extend((*at > now).then_some(row.order_no));
        }
    }
    if is_real && !ahead.is_empty() {
        // Else it would have to wait until the clock gets there.
        let batch = store.start_batch()?;
        for order_no in ahead {
            batch.update_intent_time(STEP, order_no, now)?;
        }
        batch.commit()?;
    }
    Ok(())
}

/// Parcels on their way to Qoo10; a row's place is that of its order, and its own there.
pub(super) struct ShipmentWrite<'a> {
    pub(super) client: &'a Client,
    pub(super) now: Jst,
    pub(super) run: RunId,
    pub(super) clock: &'a Clock,
    pub(super) orders: &'a mut [ShipmentProgress],
}

impl ShipmentWrite<'_> {
    pub(super) fn send_all(&mut self, store: &mut Store, report: &mut StepReport) -> Result<(), StepError> {
        let places = list_to_send(self.orders);
        journalled::send_all(self, &mut BulkRecord::default(), store, &places, report)
    }

    fn order_no(&self, (at, n): RowIndex) -> OrderNo {
        self.orders[at].rows[n].order_no
    }
}

impl JournalledWrite for ShipmentWrite<'_> {
    type Index = RowIndex;
    type Answer = BulkAnswer;

    fn record_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        let parcel = self.orders[place.0].value.to_string();
        // The real time, not that of the run: from here on the request may be under way (ALL-6).
        let at = round_up_second(self.clock.now());
        let order_no = self.order_no(place);
        batch.record_intent(&Intent { step: STEP, order_no, value: &parcel, run: self.run, at })
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.record_outcome(STEP, self.order_no(place), JournalOutcome::NotDone, self.now)
    }

    /// From here on it is reckoned how long the request may still be under way.
    fn record_loss(&self, batch: &Batch<'_>, place: RowIndex) -> Result<(), Error> {
        batch.update_intent_time(STEP, self.order_no(place), round_up_second(self.clock.now()))
    }

    fn send_rows(&self, places: &[RowIndex]) -> Result<BulkAnswer, qoo10::Error> {
        let row = |place: &RowIndex| {
            let Parcel { company, tracking } = self.orders[place.0].value.clone();
            (self.order_no(*place), company, tracking)
        };
        self.client.send_tracking_numbers(&places.iter().map(row).collect::<Vec<_>>())
    }

    fn send_single_row(&self, place: RowIndex) -> Result<BulkAnswer, qoo10::Error> {
        let Parcel { company, tracking } = &self.orders[place.0].value;
        self.client.send_tracking_number(self.order_no(place), company, tracking)
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
        if decide_verdict(code) != ShipmentVerdict::ReadBack {
            return Ok(places.to_vec());
        }
        self.record_answer(places, answer);
        gather::read_back(self.client, self.orders)?;
        // Only what reading back shows as not sent goes again; the rest keeps what was found out.
        let not_sent = RowState::Failed(explain_not_sent(code));
        let mut unsent = Vec::new();
        for (at, n) in places {
            let row = &mut self.orders[*at].rows[*n];
            if row.state == not_sent {
                row.state = RowState::ToSend;
                unsent.push((*at, *n));
            }
        }
        Ok(unsent)
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
            let row = &mut self.orders[*at].rows[*n];
            row.state = decide_state(answer, row.order_no, places.len() == 1);
        }
    }

    fn record_outcomes(&mut self, store: &mut Store, places: &[RowIndex]) -> Result<(), StepError> {
        Ok(record_outcomes(store, self.run, self.now, &mut self.orders[span_orders(places)])?)
    }

    /// The lists of claims and of what is sent were read with the key before anything was sent. What may be
    /// on its way is not sent again (ALL-6).
    fn prepare_singles(&mut self, refusal: &qoo10::Error) -> Result<bool, StepError> {
        Ok(self.client.has_answered() && !refusal.may_have_run())
    }
}

/// What the answer says of one row; `is_only_one`: the call had no other.
fn decide_state(
    answer: &Result<BulkAnswer, qoo10::Error>,
    order_no: OrderNo,
    is_only_one: bool,
) -> ShipmentRowState {
    let code = match answer {
        Ok(answer) => answer.row_code(order_no),
        Err(error) if error.may_have_run() => return RowState::OutcomeUnknown(None),
        Err(qoo10::Error::Code { code, .. }) if is_only_one => RowCode::Own(*code),
        Err(qoo10::Error::Code { code, .. }) => RowCode::Call(*code),
        // Certainly not sent: the next run sends it.
        Err(_) => return RowState::Failed(SendFailure::NoAnswer),
    };
    let given = match code {
        RowCode::Own(code) | RowCode::Call(code) => Some(code),
        RowCode::NotMentioned => None,
    };
    match (decide_verdict(given), code) {
        (ShipmentVerdict::ReadBack, _) => RowState::OutcomeUnknown(given),
        (ShipmentVerdict::Sent, _) => RowState::Sent,
        (ShipmentVerdict::Failed(_), RowCode::Call(code)) => RowState::Failed(SendFailure::CallRefused(code)),
        (ShipmentVerdict::Failed(why), _) => RowState::Failed(why),
    }
}
