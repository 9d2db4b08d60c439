//! Writes what was decided, in transactions of whole carts, and reports it once it is written (IMP-16).

use std::collections::{BTreeMap, BTreeSet};

use super::rejects::{CheckedReject, ClosedReject, RejectState};
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::order::NewOrder;
use crate::domain::time::{Clock, Jst, round_up_second};
use crate::plan::import::cart::CartImport;
use crate::steps::StepError;
use crate::steps::report::{ReportItem, StepReport, Warning};
use crate::store::runs::{LogEntry, RunId};
use crate::store::{Batch, Error, Store};
use crate::vocabulary::{LogAction, Message, Outcome, Reason, Step, msg};

/// So many new order lines share a transaction: a crash costs no more work than that.
const LINES_PER_BATCH: usize = 5_000;

/// Collects decisions, writes them, reports them. Without a run (a dry run) it only reports.
pub(super) struct ImportWriter<'r> {
    run: Option<RunId>,
    now: Jst,
    clock: Option<&'r Clock>,
    report: &'r mut StepReport,
    orders: Vec<NewOrder>,
    rejects: Vec<CheckedReject>,
    waiting_lines: usize,
    newest: Option<Jst>,
    addons_unavailable: BTreeMap<String, (Message, Vec<String>)>,
    /// Orders whose texts hold bytes that were no UTF-8.
    damaged: Vec<String>,
    /// Orders that a rule only warns of, by its name, and that are not written yet.
    warned: BTreeMap<String, Vec<String>>,
}

impl<'r> ImportWriter<'r> {
    /// `moment`: when the run began, and what tells the time while it works.
    pub(super) fn new(
        run: Option<RunId>,
        moment: (Jst, Option<&'r Clock>),
        report: &'r mut StepReport,
    ) -> Self {
        let (now, clock) = moment;
        Self {
            run,
            now,
            clock,
            report,
            orders: Vec::new(),
            rejects: Vec::new(),
            waiting_lines: 0,
            newest: None,
            addons_unavailable: BTreeMap::new(),
            damaged: Vec::new(),
            warned: BTreeMap::new(),
        }
    }

    pub(super) fn add_unchanged(&mut self, lines: Vec<(OrderNo, OrderCode)>) {
        self.report.count(Outcome::Unchanged, lines.len() as u64);
        if self.report.keeps_all_items {
            let item = |(order_no, order): (OrderNo, OrderCode)| {
                ReportItem::new(Some(order.to_string()), Some(order_no), Outcome::Unchanged)
            };
            self.report.items.extend(lines.into_iter().map(item));
        }
    }

    /// A cart to be imported; `damaged`: order numbers whose rows had bytes that were no UTF-8.
    pub(super) fn add_import(&mut self, import: CartImport, damaged: &BTreeSet<OrderNo>) {
        let numbers = |order: &NewOrder| {
            order
                .lines
                .iter()
                .filter_map(|line| line.origin.as_ref())
                .any(|row| damaged.contains(&row.order_no))
        };
        self.damaged
            .extend(import.orders.iter().filter(|order| numbers(order)).map(|order| order.code.to_string()));
        for (item_code, why) in import.addons_unavailable {
            let holds = |order: &&NewOrder| order.lines.iter().any(|line| line.item_code == item_code);
            let codes: Vec<String> = import.orders.iter().filter(holds).map(|o| o.code.to_string()).collect();
            // One warning for the item, however many orders hold it.
            self.addons_unavailable.entry(item_code).or_insert((why, Vec::new())).1.extend(codes);
        }
        self.waiting_lines += import.orders.iter().map(|order| order.lines.len()).sum::<usize>();
        self.orders.extend(import.orders);
    }

    /// An order that these rules warn of.
    pub(super) fn add_warned(&mut self, code: &OrderCode, rules: Vec<String>) {
        for rule in rules {
            self.warned.entry(rule).or_default().push(code.to_string());
        }
    }

    pub(super) fn add_rejects(&mut self, rows: Vec<CheckedReject>) {
        self.waiting_lines += rows.len();
        self.rejects.extend(rows);
    }

    pub(super) fn newest(&self) -> Option<Jst> {
        self.newest
    }

    /// Writes what has come together, once it is a good deal.
    pub(super) fn flush_if_full(&mut self, store: &mut Store) -> Result<(), StepError> {
        if self.waiting_lines >= LINES_PER_BATCH { self.flush(store) } else { Ok(()) }
    }

    /// Writes what has come together: all of it or nothing.
    pub(super) fn flush(&mut self, store: &mut Store) -> Result<(), StepError> {
        let orders = std::mem::take(&mut self.orders);
        let rejects = std::mem::take(&mut self.rejects);
        self.waiting_lines = 0;
        let is_new = |judged: &CheckedReject| {
            matches!(judged.standing, RejectState::New { .. } | RejectState::Changed { .. })
        };
        // Without anything to write the file is not locked.
        if let Some(run) = self.run
            && (!orders.is_empty() || rejects.iter().any(is_new))
        {
            let batch = store.start_batch()?;
            // A count that was made while the run asked Qoo10 knows nothing of these orders (STK-7).
            let at = self.clock.map_or(self.now, |clock| round_up_second(clock.now()));
            for order in &orders {
                batch.insert_order(order, run, at)?;
            }
            for judged in &rejects {
                self.write_reject(&batch, run, judged)?;
            }
            batch.commit()?;
        }
        // After the commit: what is reported is in the state file.
        self.report_orders(&orders);
        let warned = std::mem::take(&mut self.warned).into_iter();
        let warning = |(rule, orders)| Warning::RuleMatched { rule, orders };
        self.report.warnings.extend(warned.map(warning));
        self.report_rejects(rejects);
        Ok(())
    }

    fn write_reject(&self, batch: &Batch<'_>, run: RunId, judged: &CheckedReject) -> Result<(), Error> {
        match judged.standing {
            // Written again, it would stand in the log of every run.
            RejectState::Known | RejectState::Sibling => return Ok(()),
            RejectState::New { seen_from } => batch.insert_reject(&judged.row, seen_from, self.now)?,
            RejectState::Changed { reject_id, seen_from } => {
                batch.update_reject(reject_id, &judged.row, seen_from)?;
            }
        }
        let order_code = judged.row.pack_no.map(|cart| cart.to_string());
        let problem = &judged.row.problem;
        batch.add_log_entry(&LogEntry {
            outcome: Outcome::Rejected,
            reason: Some(problem.reason),
            message: Some(problem.message()),
            ..self.gone_entry(run, order_code.as_deref(), judged.row.order_no)
        })
    }

    /// The entry of the API log about a reject that Qoo10 lists no more.
    fn gone_entry<'a>(
        &self,
        run: RunId,
        order_code: Option<&'a str>,
        order_no: Option<OrderNo>,
    ) -> LogEntry<'a> {
        LogEntry {
            at: self.now,
            run_id: run,
            step: Step::Import,
            order_code,
            order_no,
            sku: None,
            listing: None,
            action: LogAction::Import,
            outcome: Outcome::Gone,
            code: None,
            reason: None,
            message: Some(msg!("log-gone")),
        }
    }

    fn report_orders(&mut self, orders: &[NewOrder]) {
        for order in orders {
            self.newest = self.newest.max(order.newest_ordered_at());
            let code = order.code.to_string();
            for line in order.lines.iter().filter(|line| !line.is_addon()) {
                self.report.count(Outcome::Imported, 1);
                if self.report.keeps_all_items {
                    let order_no = line.origin.as_ref().map(|row| row.order_no);
                    let item = ReportItem::new(Some(code.clone()), order_no, Outcome::Imported);
                    self.report.items.push(ReportItem { sku: line.sku.clone(), ..item });
                }
            }
        }
    }

    fn report_rejects(&mut self, rejects: Vec<CheckedReject>) {
        for judged in rejects {
            let CheckedReject { row, is_dismissed, .. } = judged;
            let cart = row.pack_no.map(|cart| cart.to_string());
            let item = |outcome| ReportItem::new(cart, row.order_no, outcome);
            let item = match is_dismissed {
                true => {
                    item(Outcome::Unchanged).with_reason(Reason::Dismissed, msg!("report-dismissed_by_hand"))
                }
                false => item(Outcome::Rejected).with_reason(row.problem.reason, row.problem.message()),
            };
            self.report.count(item.outcome, 1);
            if !is_dismissed || self.report.keeps_all_items {
                self.report.items.push(item);
            }
        }
    }

    /// Ends the run: takes settled rejects off the record and moves the cursor.
    pub(super) fn finish(
        self,
        store: &mut Store,
        settled: Vec<ClosedReject>,
        cursor: Option<Jst>,
        is_wide: bool,
    ) -> Result<(), StepError> {
        if let Some(run) = self.run
            && (!settled.is_empty() || cursor.is_some() || is_wide)
        {
            let batch = store.start_batch()?;
            for one in &settled {
                batch.delete_reject(one.reject_id)?;
                if one.is_gone {
                    let code = one.pack_no.map(|cart| cart.to_string());
                    batch.add_log_entry(&self.gone_entry(run, code.as_deref(), one.order_no))?;
                }
            }
            // With the last transaction: a run that dies before it sees the same rows again (IMP-2).
            if let Some(cursor) = cursor {
                batch.set_import_cursor(cursor)?;
            }
            if is_wide {
                batch.set_import_wide_at(self.now)?;
            }
            batch.commit()?;
        }
        for (item_code, (detail, orders)) in self.addons_unavailable {
            self.report.warnings.push(Warning::AddonsUnavailable { item_code, detail, orders });
        }
        if !self.damaged.is_empty() {
            self.report.warnings.push(Warning::NotUtf8 { orders: self.damaged });
        }
        let gone = settled.iter().filter(|one| one.is_gone && !one.is_dismissed);
        self.report
            .warnings
            .extend(gone.map(|one| Warning::RejectGone { pack_no: one.pack_no, order_no: one.order_no }));
        Ok(())
    }
}
