//! Returns, exchanges and non-receipts of the last 90 days, asked for once an hour and kept (SYN-12). Nothing
//! is decided at Qoo10.

use crate::domain::claim::{Claim, ClaimRecord};
use crate::domain::open_order::Order;
use crate::domain::unread::UnreadRow;
use crate::plan::claims::{self as plan, ClaimUpdate};
use crate::plan::window::Window;
use crate::qoo10::{self, Client};
use crate::steps::audit_log::{AuditEntry, AuditLog};
use crate::steps::report::{ReportItem, StepReport, Warning};
use crate::steps::{Mode, StepContext, StepError};
use crate::store::{Error, Store};
use crate::vocabulary::{HistoryEvent, LogAction, Outcome, Step, msg};

/// Asks, where it is time, and writes what changed.
pub(super) fn update_claims(context: &mut StepContext<'_>) -> Result<(), StepError> {
    let now = context.now;
    let window = plan::plan_claim_window(now);
    let is_due = plan::should_ask(context.store.claims_asked_at()?, now);
    if !is_due || !context.store.has_orders_since(window.from)? {
        return Ok(());
    }
    let (rows, unread) = fetch_claims(context.client, window)?;
    let changed = find_changed(context.store, rows)?;
    if let Mode::Apply(run) = context.mode {
        let batch = context.store.start_batch()?;
        let log = AuditLog { batch: &batch, step: Step::SyncStatus, action: LogAction::Sync, run, now };
        for (order, update) in &changed {
            write_claim(&log, order, update)?;
        }
        batch.set_claims_asked_at(now)?;
        batch.commit()?;
    }
    // After the commit: what is reported is in the state file.
    for (order, update) in changed.iter().filter(|(_, update)| update.is_news) {
        report_claim(context.report, order, &update.record);
    }
    context.report.warnings.extend(unread.iter().map(Warning::from_unread_other_claim));
    Ok(())
}

/// All states, or none: a claim that moves between two lists is in the later one.
fn fetch_claims(client: &Client, window: Window) -> Result<(Vec<ClaimRecord>, Vec<UnreadRow>), qoo10::Error> {
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    for claim in Claim::OTHER_STATES {
        let (rows, odd) = client.fetch_dated_claims(claim, window.from, window.to)?.split();
        all.extend(rows);
        for row in odd {
            if !unread.contains(&row) {
                unread.push(row);
            }
        }
    }
    Ok((all, unread))
}

/// Numbers that are in no order here wait for their import: the lists show them for 90 days.
fn find_changed(store: &Store, rows: Vec<ClaimRecord>) -> Result<Vec<(Order, ClaimUpdate)>, Error> {
    let mut changed = Vec::new();
    for seen in plan::pick_latest(rows) {
        let Some(code) = store.find_order_code(seen.order_no)? else { continue };
        let Some(update) = plan::compare_claim(store.find_claim(seen.order_no)?.as_ref(), seen) else {
            continue;
        };
        changed.extend(store.find_order_by_code(code)?.map(|order| (order, update)));
    }
    Ok(changed)
}

fn write_claim(log: &AuditLog<'_, '_>, order: &Order, update: &ClaimUpdate) -> Result<(), Error> {
    let record = &update.record;
    log.batch.set_claim(order.order_id, record, update.is_news, log.now)?;
    if !update.is_news {
        return Ok(());
    }
    let order_no = record.order_no.to_string();
    let detail = msg!("log-claim", order_no = order_no, claim = record.claim.message());
    log.add_history(order, HistoryEvent::ClaimChanged, Some(detail))?;
    let (reason, message) = (record.claim.reason(), Some(record.claim.message()));
    let entry = AuditEntry { reason, message, ..AuditEntry::from_outcome(Outcome::ClaimChanged) };
    log.log(order, Some(record.order_no), entry)
}

fn report_claim(report: &mut StepReport, order: &Order, record: &ClaimRecord) {
    report.count(Outcome::ClaimChanged, 1);
    let line = order.lines.iter().find(|line| line.order_no == Some(record.order_no));
    let item = ReportItem::new(Some(order.code.clone()), Some(record.order_no), Outcome::ClaimChanged);
    let item = ReportItem { sku: line.and_then(|line| line.sku.clone()), ..item };
    report.items.push(match record.claim.reason() {
        Some(reason) => {
            let claim = record.claim.message();
            let message = msg!("report-claim_changed", claim = claim, next = reason.next_step());
            item.with_reason(reason, message)
        }
        None => item,
    });
}
