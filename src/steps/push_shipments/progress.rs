//! How far each order has come, row by row, and what is told of it at the end.

use crate::domain::open_order::Order;
use crate::domain::order::ApiStatus;
use crate::domain::parcel::{Parcel, SendFailure};
use crate::steps::RemoteWrite;
use crate::steps::audit_log::{AuditEntry, AuditLog};
use crate::steps::order_rows::{OrderProgress, OrderRow, OrderWrite, RowState};
use crate::steps::report::{ReportItem, StepReport};
use crate::store::Error;
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Step, msg};

pub(super) const STEP: Step = Step::PushShipments;

/// What is written: the parcel of an order.
pub(super) enum Shipments {}

/// An order on its way to being known as shipped.
pub(super) type ShipmentProgress = OrderProgress<Shipments>;

pub(super) type ShipmentRowState = RowState<(), SendFailure>;

impl ShipmentProgress {
    pub(super) fn from_parcel(order: Order, parcel: Parcel) -> Self {
        Self::new(order, parcel, |line| !line.sent)
    }

    /// Sends none of its numbers.
    pub(super) fn hold_back(&mut self, why: &SendFailure) {
        for row in self.rows.iter_mut().filter(|row| row.state.is_to_send()) {
            row.state = RowState::Failed(why.clone());
        }
    }

    /// What became of it, where it was not sent: the last of its numbers that was not.
    fn find_failure(&self) -> Option<Outcome> {
        self.rows.iter().rev().find_map(|row| match &row.state {
            RowState::Failed(why) => Some(why.outcome()),
            _ => None,
        })
    }
}

impl OrderWrite for Shipments {
    const STEP: Step = STEP;
    const ACTION: LogAction = LogAction::Send;
    const WRITE: RemoteWrite = RemoteWrite::Shipment;

    type Value = Parcel;
    type RemoteValue = ();
    type Failure = SendFailure;

    fn record_row(
        log: &AuditLog<'_, '_>,
        order: &ShipmentProgress,
        row: &OrderRow<Self>,
    ) -> Result<(), Error> {
        let (batch, now, parcel) = (log.batch, log.now, order.value.to_string());
        let entry = match &row.state {
            RowState::ToSend | RowState::OutcomeUnknown(_) => return Ok(()),
            RowState::Sent => {
                batch.mark_sent(row.order_no, now)?;
                batch.record_outcome(STEP, row.order_no, Outcome::Sent, now)?;
                let message = Some(Message::quoted(parcel));
                AuditEntry { code: Some(0), message, ..AuditEntry::from_outcome(Outcome::Sent) }
            }
            RowState::AlreadyDone(()) => {
                batch.mark_sent(row.order_no, now)?;
                batch.record_outcome(STEP, row.order_no, Outcome::AlreadySent, now)?;
                AuditEntry {
                    message: Some(Message::quoted(parcel)),
                    ..AuditEntry::from_outcome(Outcome::AlreadySent)
                }
            }
            RowState::Failed(why) => {
                // What this side found out closes nothing: an earlier request may still be under way.
                if why.is_known_from_qoo10() {
                    batch.record_outcome(STEP, row.order_no, why.outcome(), now)?;
                }
                let reason = why.reason();
                let message = match parcel.trim() {
                    "" => Message::quoted(reason.as_str()),
                    parcel => msg!("log-parcel", reason = reason.as_str(), parcel = parcel),
                };
                let (reason, message) = (Some(reason), Some(message));
                AuditEntry { outcome: why.outcome(), code: why.code(), reason, message }
            }
        };
        batch.set_push_result(order.order.order_id, order.find_failure())?;
        log.log(&order.order, Some(row.order_no), entry)
    }

    fn record_done(log: &AuditLog<'_, '_>, order: &ShipmentProgress) -> Result<(), Error> {
        log.batch.set_api_status(order.order.order_id, ApiStatus::Shipped)?;
        log.batch.set_needs_person(order.order.order_id, None)?;
        let parcel = Message::quoted(order.value.to_string());
        log.add_history(&order.order, HistoryEvent::Sent, Some(parcel))
    }
}

/// Counts and items of all orders that were taken up.
pub(super) fn report_orders(report: &mut StepReport, orders: &[ShipmentProgress]) {
    for order in orders {
        let item = |order_no, outcome| ReportItem::new(Some(order.order.code.clone()), order_no, outcome);
        let parcel = || Message::quoted(order.value.to_string());
        let item = match order.first_failure(|_| SendFailure::NoAnswer) {
            Some((order_no, why)) => ReportItem {
                code: why.code(),
                ..item(Some(order_no), why.outcome()).with_reason(why.reason(), why.message())
            },
            // The step ended before its turn came.
            None if !order.is_done() => continue,
            None if order.was_sent() => item(None, Outcome::Sent).with_message(parcel()),
            None => item(None, Outcome::AlreadySent).with_message(parcel()),
        };
        report.count(item.outcome, 1);
        report.items.push(item);
    }
}
