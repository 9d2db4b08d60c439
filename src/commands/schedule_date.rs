//! `schedule-date`: planned ship dates to Qoo10.

use crate::cli::OrderStepArgs;
use crate::error::{Exit, Failure};
use crate::runtime::calendar;
use crate::runtime::context::Context;
use crate::runtime::step_runner::{FinishedRun, RunSession, StepRunner, run_alone};
use crate::steps::schedule_date;
use crate::vocabulary::Step;

pub(super) fn run(context: &Context, args: &OrderStepArgs) -> Result<Exit, Failure> {
    run_alone(|session| Ok(run_in(context, args, session)))
}

/// The run; nobody is told of it yet.
pub(super) fn run_in<'c>(
    context: &'c Context,
    args: &OrderStepArgs,
    session: &mut RunSession,
) -> FinishedRun<'c> {
    let runner = StepRunner {
        context,
        step: Step::ScheduleDate,
        outcomes: schedule_date::OUTCOMES,
        args: &args.step,
        is_whole: args.is_whole(),
    };
    runner.run_in(session, context.now(), |mut step| {
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
