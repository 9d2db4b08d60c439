//! `cycle`: the steps of a shop, one after the other under one lock.

use std::collections::VecDeque;

use super::{import, push_shipments, push_stock, schedule_date, sync_status};
use crate::cli::{CycleArgs, ImportArgs, PushShipmentsArgs, PushStockArgs, SyncStatusArgs};
use crate::error::{Exit, Failure};
use crate::plan::cycle::{DateStepFacts, is_date_step_due};
use crate::runtime::context::Context;
use crate::runtime::state_file::LockTimeouts;
use crate::runtime::step_runner::{FinishedRun, RunSession};
use crate::steps;
use crate::store::{self, Store};
use crate::vocabulary::{Message, Step, msg};

pub(super) fn run(context: &Context, args: &CycleArgs) -> Result<Exit, Failure> {
    let mut cycle = Cycle {
        context,
        args,
        session: RunSession::default(),
        unprinted: VecDeque::new(),
        exit: Exit::Ok,
        is_fired: false,
        is_over: false,
    };
    // Asked for here, so that a signal between two steps is heard too.
    let interrupt = context.interrupt();
    for (at, step) in Step::DAILY.iter().enumerate() {
        if cycle.is_over || interrupt.signal().is_some() {
            cycle.give_up(&Step::DAILY[at..]);
            break;
        }
        cycle.run_step(*step);
    }
    Ok(cycle.finish())
}

struct Cycle<'c> {
    context: &'c Context,
    args: &'c CycleArgs,
    session: RunSession,
    /// Runs of which nobody was told yet, in their order.
    unprinted: VecDeque<FinishedRun<'c>>,
    /// The gravest so far.
    exit: Exit,
    /// Whether `sync-status` wants `schedule-date` to follow on it.
    is_fired: bool,
    /// Whether what comes next would only end as the last run did.
    is_over: bool,
}

impl<'c> Cycle<'c> {
    /// Runs a step, where it is due. What it could not do is no reason to leave out the next one.
    fn run_step(&mut self, step: Step) {
        let (context, step_args, orders) =
            (self.context, self.args.to_step_args(), self.args.to_order_args());
        let ran = match step {
            Step::Import => {
                let args =
                    ImportArgs { from: None, to: None, order: Vec::new(), limit: None, step: step_args };
                import::run_in(context, &args, &mut self.session)
            }
            Step::SyncStatus => {
                let args = SyncStatusArgs { trigger: false, orders };
                sync_status::run_in(context, &args, &mut self.session).map(|(finished, fires)| {
                    self.is_fired = fires;
                    finished
                })
            }
            Step::ScheduleDate if !self.is_date_step_due() => return,
            Step::ScheduleDate => Ok(schedule_date::run_in(context, &orders, &mut self.session)),
            Step::PushShipments => {
                let args = PushShipmentsArgs { date: None, since: None, orders };
                push_shipments::run_in(context, &args, &mut self.session)
            }
            Step::PushStock => {
                let args = PushStockArgs { sku: Vec::new(), all: false, limit: None, step: step_args };
                push_stock::run_in(context, &args, &mut self.session)
            }
            Step::ListingsPull | Step::Purge => return,
        };
        match ran {
            Ok(finished) => {
                self.exit = self.exit.pick_graver(finished.exit());
                self.is_over = finished.ends_session();
                self.unprinted.push_back(finished);
                self.print_ready();
            }
            Err(failure) => self.print_failure(&failure),
        }
    }

    fn is_date_step_due(&self) -> bool {
        let patience = LockTimeouts::from_step_args(&self.context.io.timeouts, self.args.wait);
        match self.context.open_to_read(patience).map(|store| self.read_date_facts(&store)) {
            Ok(Ok(facts)) => is_date_step_due(facts, self.context.now()),
            // Where it cannot be read, the step itself says so.
            Ok(Err(_)) | Err(_) => true,
        }
    }

    fn read_date_facts(&self, store: &Store) -> Result<DateStepFacts, store::Error> {
        Ok(DateStepFacts {
            is_fired: self.is_fired || store.find_pending_event()?.is_some(),
            last_success: store.find_last_success(Step::ScheduleDate)?,
            has_orders: steps::schedule_date::has_orders(store)?,
        })
    }

    /// Tells of the runs that nobody outside has to hear of first: telling those may take long, and would
    /// keep the lock meanwhile.
    fn print_ready(&mut self) {
        while self.unprinted.front().is_some_and(|finished| !finished.is_awaited()) {
            if let Some(finished) = self.unprinted.pop_front() {
                self.print_run(finished);
            }
        }
    }

    fn print_run(&mut self, finished: FinishedRun<'_>) {
        if let Err(failure) = finished.print() {
            self.print_failure(&failure);
        }
    }

    fn print_failure(&mut self, failure: &Failure) {
        self.exit = self.exit.pick_graver(failure.exit);
        self.context.output.print_error(failure, self.context.lang);
    }

    /// Says which steps were not begun.
    fn give_up(&mut self, left: &[Step]) {
        let steps: Vec<Message> = left.iter().map(|step| step.message()).collect();
        match self.context.signal() {
            Some(signal) => self.print_failure(&Failure::with_next(
                Exit::Failed,
                msg!("cycle-interrupted", signal = signal, steps = steps),
            )),
            None => self.context.print_message(&msg!("cycle-not_begun", steps = steps)),
        }
    }

    /// Gives the lock back, and tells of the rest.
    fn finish(mut self) -> Exit {
        self.session = RunSession::default();
        while let Some(finished) = self.unprinted.pop_front() {
            self.print_run(finished);
        }
        self.exit
    }
}
