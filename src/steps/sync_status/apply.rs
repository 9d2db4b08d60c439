//! Writes what was decided, in one transaction, and reports it once it is written.

use std::collections::HashMap;

use super::gather::RemoteLists;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::order::{BuyerAddress, Status};
use crate::domain::receiver::Receiver;
use crate::domain::shipment::Shipment;
use crate::domain::time::Jst;
use crate::domain::unknown_cart::UnknownCart;
use crate::plan::import::window::compute_reach_start;
use crate::plan::sync_status::{SyncChange, SyncDecision};
use crate::plan::unknown_carts::UnknownCarts;
use crate::qoo10::wire::claims::ClaimRow;
use crate::steps::audit_log::{AuditEntry, AuditLog};
use crate::steps::hold_rules::write_rule_change;
use crate::steps::report::{ReportItem, StepReport};
use crate::steps::{Mode, StepContext, StepError};
use crate::store::runs::LogEntry;
use crate::store::{Error, PendingClaim, Store};
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Step, msg};

const STEP: Step = Step::SyncStatus;

/// What a run found beside its decisions.
pub(super) struct Findings<'a> {
    pub(super) gathered: RemoteLists,
    pub(super) unknown: UnknownCarts,
    /// The other receivers that are on record.
    pub(super) new_receivers: &'a HashMap<i64, Receiver>,
    pub(super) buyer_address: BuyerAddress,
    /// Numbers that were looked up.
    pub(super) asked: Vec<OrderNo>,
}

pub(super) fn apply_decisions(
    context: &mut StepContext<'_>,
    decided: &[(&Order, SyncDecision)],
    findings: &Findings<'_>,
) -> Result<(), StepError> {
    let StepContext { store, now, mode, report, .. } = context;
    let now = *now;
    if let Mode::Apply(run) = *mode {
        let fires = decided.iter().any(|(_, decision)| decision.should_fire());
        let strangers = find_unmatched_claims(&findings.gathered, store, now)?;
        let batch = store.start_batch()?;
        let log = AuditLog { batch: &batch, step: STEP, action: LogAction::Sync, run, now };
        let writer = SyncWriter(log, findings.buyer_address);
        for (order, decision) in decided {
            writer.write_order(order, decision)?;
            writer.write_new_receiver(order, decision, findings.new_receivers.get(&order.order_id))?;
        }
        // So that the next run looks the others up first.
        for order_no in &findings.asked {
            batch.set_lookup_time(*order_no, now)?;
        }
        for stranger in strangers {
            writer.write_unmatched_claim(stranger)?;
        }
        for cart in &findings.unknown.seen {
            batch.record_unknown_cart(cart, now)?;
        }
        for cart in &findings.unknown.new {
            writer.log_unknown_cart(cart)?;
        }
        for cart in &findings.unknown.taken {
            batch.forget_unknown_cart(*cart)?;
        }
        // In the same transaction: schedule-date is to follow, also when this run dies now.
        if fires {
            batch.remember_event(now)?;
        }
        batch.commit()?;
    }
    // After the commit: what is reported is in the state file.
    for (order, decision) in decided {
        report_order(report, order, decision);
    }
    for cart in &findings.unknown.open {
        report.count(Outcome::UnknownHere, 1);
        let item = ReportItem::new(Some(cart.pack_no.to_string()), None, Outcome::UnknownHere);
        report.items.push(item.with_message(describe_unknown_cart(cart)));
    }
    Ok(())
}

enum UnmatchedClaim {
    Remember(ClaimRow, Jst),
    Forget(OrderNo),
}

/// Requests on numbers that are not imported are remembered for import; what is imported by now, or
/// cancelled for good, is forgotten (IMP-2).
fn find_unmatched_claims(
    gathered: &RemoteLists,
    store: &Store,
    now: Jst,
) -> Result<Vec<UnmatchedClaim>, Error> {
    let mut strangers = Vec::new();
    for row in &gathered.unmatched_claims {
        if row.claim.is_requested() && store.find_order_code(row.order_no)?.is_none() {
            strangers.push(UnmatchedClaim::Remember(
                *row,
                // Without an order date it is looked for over the longest window, for a day.
                row.ordered_at.unwrap_or(compute_reach_start(now) + chrono::Duration::days(1)),
            ));
        }
    }
    for (order_no, seen_from) in store.list_pending_claims()? {
        let is_final = |row: &ClaimRow| row.order_no == order_no && row.claim.is_cancelled();
        let is_cancelled = gathered.unmatched_claims.iter().any(is_final);
        // Import looks no further back.
        if is_cancelled || seen_from < compute_reach_start(now) || store.find_order_code(order_no)?.is_some()
        {
            strangers.push(UnmatchedClaim::Forget(order_no));
        }
    }
    Ok(strangers)
}

/// That no order has it, where Qoo10 has it, and what to do.
fn describe_unknown_cart(cart: &UnknownCart) -> Message {
    let pack_no = cart.pack_no.to_string();
    match cart.status {
        3 => msg!("report-unknown_confirmed", cart = pack_no),
        _ => msg!("report-unknown_sent", cart = pack_no),
    }
}

struct SyncWriter<'b, 's>(AuditLog<'b, 's>, BuyerAddress);

impl SyncWriter<'_, '_> {
    fn write_order(&self, order: &Order, decision: &SyncDecision) -> Result<(), Error> {
        if decision.next != order.state {
            self.0.batch.set_order_state(order.order_id, &decision.next, self.0.now)?;
        }
        for change in &decision.changes {
            self.write_change(order, change)?;
        }
        if let Some(change) = &decision.rules {
            let AuditLog { batch, step, run, now, .. } = self.0;
            write_rule_change(batch, order.order_id, (step, run, now), change)?;
        }
        if decision.needs_person != order.needs_person {
            self.0.batch.set_needs_person(order.order_id, decision.needs_person.as_ref())?;
            if let Some(why) = &decision.needs_person {
                self.0.add_history(order, HistoryEvent::NeedsPerson, Some(format_detail(why)))?;
                let reason = why.reason();
                let (reason, message) = (Some(reason), Some(Message::quoted(reason.as_str())));
                let entry = AuditEntry { reason, message, ..AuditEntry::from_outcome(Outcome::NeedsPerson) };
                self.0.log(order, Some(why.order_no()), entry)?;
            }
        }
        Ok(())
    }

    fn write_new_receiver(
        &self,
        order: &Order,
        decision: &SyncDecision,
        known: Option<&Receiver>,
    ) -> Result<(), Error> {
        match &decision.new_receiver {
            new if new.as_ref() == known => Ok(()),
            Some(new) => self.0.batch.set_new_receiver(order.order_id, new, self.0.now),
            None => self.0.batch.forget_new_receiver(order.order_id),
        }
    }

    /// Qoo10 knows the parcel: it is told nothing more.
    fn write_adopted(&self, order: &Order, shipment: &Shipment) -> Result<(), Error> {
        self.0.batch.write_shipment(order.order_id, shipment, self.0.now)?;
        for line in order.lines.iter().filter(|line| !line.cancelled) {
            if let Some(order_no) = line.order_no {
                self.0.batch.mark_sent(order_no, self.0.now)?;
                self.0.log(order, Some(order_no), AuditEntry::from_outcome(Outcome::Adopted))?;
            }
        }
        self.0.add_history(order, HistoryEvent::Adopted, Some(Message::quoted(shipment.to_string())))
    }

    fn write_change(&self, order: &Order, change: &SyncChange) -> Result<(), Error> {
        match change {
            SyncChange::LinePaid { line_id, at } => self.0.batch.set_line_paid_at(*line_id, *at),
            SyncChange::Paid { at } => {
                self.0.batch.set_paid_at(order.order_id, *at)?;
                self.0.add_history(order, HistoryEvent::Paid, None)?;
                self.0.log(order, None, AuditEntry::from_outcome(Outcome::Paid))
            }
            SyncChange::Cancelled(lines) => {
                for line in lines {
                    self.0.batch.cancel_line(line.line_id, order.order_id)?;
                    self.0.log(order, line.order_no, AuditEntry::from_outcome(Outcome::Cancelled))?;
                }
                self.0.add_history(order, HistoryEvent::Cancelled, None)
            }
            SyncChange::Recorded(lines) => {
                for line in lines {
                    self.0.batch.cancel_line(line.line_id, order.order_id)?;
                    self.write_line(order, line, HistoryEvent::LineCancelled, Outcome::LineCancelled)?;
                }
                Ok(())
            }
            SyncChange::LineCancelled(line) => {
                self.0.batch.cancel_line(line.line_id, order.order_id)?;
                self.write_line(order, line, HistoryEvent::LineCancelled, Outcome::LineCancelled)
            }
            SyncChange::CancelRequested(line) => {
                self.0.batch.mark_cancel_requested(line.line_id, true)?;
                self.write_line(order, line, HistoryEvent::CancelRequested, Outcome::CancelRequested)
            }
            SyncChange::CancelWithdrawn(line) => {
                self.0.batch.mark_cancel_requested(line.line_id, false)?;
                self.write_line(order, line, HistoryEvent::CancelWithdrawn, Outcome::CancelWithdrawn)
            }
            // Without the old text, and the new one: history keeps no personal data.
            SyncChange::ReceiverChanged(receiver) => {
                self.0.batch.set_receiver(order.order_id, receiver, self.1)?;
                self.0.add_history(order, HistoryEvent::ReceiverChanged, None)?;
                self.0.log(order, None, AuditEntry::from_outcome(Outcome::ReceiverChanged))
            }
            SyncChange::Adopted(shipment) => self.write_adopted(order, shipment),
        }
    }

    fn write_line(
        &self,
        order: &Order,
        line: &OrderLine,
        what: HistoryEvent,
        outcome: Outcome,
    ) -> Result<(), Error> {
        let number = line.order_no.map(|no| no.to_string()).unwrap_or_default();
        let sku = line.sku.as_deref().unwrap_or_default();
        self.0.add_history(order, what, Some(Message::quoted(format!("{number} {sku}").trim())))?;
        self.0.log(order, line.order_no, AuditEntry::from_outcome(outcome))
    }

    fn log_unknown_cart(&self, cart: &UnknownCart) -> Result<(), Error> {
        let AuditLog { step, action, run, now, .. } = self.0;
        self.0.batch.add_log_entry(&LogEntry {
            at: now,
            run_id: run,
            step,
            order_code: Some(&cart.pack_no.to_string()),
            order_no: None,
            sku: None,
            listing: None,
            action,
            outcome: Outcome::UnknownHere,
            code: None,
            reason: None,
            message: None,
        })
    }

    fn write_unmatched_claim(&self, stranger: UnmatchedClaim) -> Result<(), Error> {
        match stranger {
            UnmatchedClaim::Forget(order_no) => self.0.batch.forget_claim(order_no),
            UnmatchedClaim::Remember(row, seen_from) => {
                let (order_no, pack_no, claim) = (row.order_no, row.pack_no, row.claim);
                let pending = PendingClaim { order_no, pack_no, claim, seen_from };
                self.0.batch.remember_claim(&pending, self.0.now)
            }
        }
    }
}

/// The order number, and the claim where there is one, for the history.
fn format_detail(why: &NeedsPerson) -> Message {
    let (reason, order_no) = (why.reason().as_str(), why.order_no().to_string());
    match why.claim() {
        None => msg!("log-needs_person", reason = reason, order_no = order_no),
        Some(claim) => {
            let claim = claim.number();
            msg!("log-needs_person_claim", reason = reason, order_no = order_no, claim = claim)
        }
    }
}

/// Whether nobody expects to hear of an order: staff cancelled it, and nobody has to look at it.
pub(super) fn is_closed(order: &Order, decision: &SyncDecision) -> bool {
    order.state.status == Status::Cancelled && decision.needs_person.is_none()
}

/// An order about which there is nothing to say.
pub(super) fn report_unchanged(report: &mut StepReport, code: &str) {
    report.count(Outcome::Unchanged, 1);
    if report.keeps_all_items {
        report.items.push(build_item(code, None, Outcome::Unchanged));
    }
}

fn build_item(code: &str, line: Option<&OrderLine>, outcome: Outcome) -> ReportItem {
    let order_no = line.and_then(|line| line.order_no);
    let sku = line.and_then(|line| line.sku.clone());
    ReportItem { sku, ..ReportItem::new(Some(code.to_owned()), order_no, outcome) }
}

/// What follows from a cancellation that is no longer asked for.
fn explain_withdrawal(is_free: bool, now: Status) -> Message {
    match (is_free, now) {
        (false, _) => msg!("report-withdrawn_not_free"),
        (true, Status::Ready | Status::Preparing | Status::Working | Status::Inspected) => {
            msg!("report-withdrawn_free")
        }
        (true, _) => msg!("report-withdrawn_stays", status = now.message()),
    }
}

fn report_order(report: &mut StepReport, order: &Order, decision: &SyncDecision) {
    for change in &decision.changes {
        let (outcome, line) = match change {
            SyncChange::LinePaid { .. } | SyncChange::Recorded(_) => continue,
            SyncChange::Paid { .. } => (Outcome::Paid, None),
            SyncChange::Cancelled(_) => (Outcome::Cancelled, None),
            SyncChange::LineCancelled(line) => (Outcome::LineCancelled, Some(line)),
            SyncChange::CancelRequested(line) => (Outcome::CancelRequested, Some(line)),
            SyncChange::CancelWithdrawn(line) => (Outcome::CancelWithdrawn, Some(line)),
            SyncChange::ReceiverChanged(_) => (Outcome::ReceiverChanged, None),
            SyncChange::Adopted(_) => (Outcome::Adopted, None),
        };
        report.count(outcome, 1);
        let message = match change {
            SyncChange::CancelWithdrawn(_) => {
                Some(explain_withdrawal(decision.is_free(order), decision.next.status))
            }
            SyncChange::ReceiverChanged(_) => Some(msg!("report-receiver_taken")),
            SyncChange::Adopted(shipment) => Some(msg!("report-adopted", parcel = shipment.to_string())),
            _ => None,
        };
        report.items.push(ReportItem { message, ..build_item(&order.code, line, outcome) });
    }
    if let Some(why) = &decision.needs_person {
        report.count(Outcome::NeedsPerson, 1);
        let line = order.lines.iter().find(|line| line.order_no == Some(why.order_no()));
        let message = why.message(&order.code, &decision.numbers);
        let item = build_item(&order.code, line, Outcome::NeedsPerson);
        report.items.push(item.with_reason(why.reason(), message));
    } else if !decision.has_changes() && !is_closed(order, decision) {
        report_unchanged(report, &order.code);
    }
}
