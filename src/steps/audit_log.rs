//! Writes down what a run did to an order: in its history, and line by line in the API log (ALL-3).

use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::time::Jst;
use crate::store::runs::{LogEntry, RunId};
use crate::store::{Batch, Error, HistoryEntry};
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Reason, Step};

pub(super) struct AuditEntry {
    pub(super) outcome: Outcome,
    pub(super) code: Option<i64>,
    pub(super) reason: Option<Reason>,
    pub(super) message: Option<Message>,
}

impl AuditEntry {
    /// No more than the outcome.
    pub(super) fn from_outcome(outcome: Outcome) -> Self {
        Self { outcome, code: None, reason: None, message: None }
    }
}

/// A run of a step, writing in one transaction.
pub(super) struct AuditLog<'b, 's> {
    pub(super) batch: &'b Batch<'s>,
    pub(super) step: Step,
    /// What the step does to an order number, in the API log.
    pub(super) action: LogAction,
    pub(super) run: RunId,
    pub(super) now: Jst,
}

impl AuditLog<'_, '_> {
    pub(super) fn add_history(
        &self,
        order: &Order,
        what: HistoryEvent,
        detail: Option<Message>,
    ) -> Result<(), Error> {
        let by = self.step.as_str();
        let entry = HistoryEntry { at: self.now, what, by, run: Some(self.run), detail: detail.as_ref() };
        self.batch.add_history(order.order_id, &entry)
    }

    /// Adds to the API log: for one of the order's numbers, or for the order.
    pub(super) fn log(
        &self,
        order: &Order,
        order_no: Option<OrderNo>,
        entry: AuditEntry,
    ) -> Result<(), Error> {
        let line = order.lines.iter().find(|line| order_no.is_some() && line.order_no == order_no);
        self.batch.add_log_entry(&LogEntry {
            at: self.now,
            run_id: self.run,
            step: self.step,
            order_code: Some(&order.code),
            order_no,
            sku: line.and_then(|line| line.sku.as_deref()),
            listing: None,
            action: self.action,
            outcome: entry.outcome,
            code: entry.code,
            reason: entry.reason,
            message: entry.message,
        })
    }
}
