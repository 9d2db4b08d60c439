//! `schedule-date`: planned ship dates to Qoo10.

use crate::cli::OrderStepArgs;
use crate::error::{Exit, Failure};
use crate::lock::StateLock;
use crate::runtime::calendar;
use crate::runtime::context::Context;
use crate::runtime::step_runner::{FinishedRun, StepRunner};
use crate::steps::schedule_date;
use crate::vocabulary::Step;

pub(super) fn run(context: &Context, args: &OrderStepArgs) -> Result<Exit, Failure> {
    let mut lock = None;
    let finished = run_under(context, args, &mut lock);
    drop(lock);
    finished.print()
}

/// The run, under a lock that may be held already; nobody is told of it yet.
pub(super) fn run_under<'a>(
    context: &'a Context,
    args: &OrderStepArgs,
    lock: &mut Option<StateLock>,
) -> FinishedRun<'a> {
    let runner = StepRunner {
        context,
        step: Step::ScheduleDate,
        outcomes: schedule_date::OUTCOMES,
        args: &args.step,
        is_whole: args.is_whole(),
    };
    runner.run_under_lock(context.now(), lock, |mut step| {
        let request = schedule_date::Request {
            orders: args.order.clone(),
            limit: args.limit.map(|n| n as usize),
            rules: calendar::build_schedule_rules(context),
            lead_days: context.config.schedule_date.lead_days.clone(),
            calendar: calendar::load_calendar(context, step.store)?,
        };
        schedule_date::run(&request, &mut step)
    })
}
