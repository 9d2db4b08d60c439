//! `push-shipments`: delivery company and tracking number to Qoo10.

use crate::cli::PushShipmentsArgs;
use crate::domain::time::Clock;
use crate::error::{Exit, Failure};
use crate::plan::push_shipments::ShipDates;
use crate::runtime::context::Context;
use crate::runtime::step_runner::{FinishedRun, RunSession, StepRunner, run_alone};
use crate::steps::push_shipments;
use crate::vocabulary::{Step, msg};

pub(super) fn run(context: &Context, args: &PushShipmentsArgs) -> Result<Exit, Failure> {
    run_alone(|session| run_in(context, args, session))
}

/// The run; nobody is told of it yet.
///
/// # Errors
/// When it cannot be asked for so.
pub(super) fn run_in<'c>(
    context: &'c Context,
    args: &PushShipmentsArgs,
    session: &mut RunSession,
) -> Result<FinishedRun<'c>, Failure> {
    let now = context.now();
    let today = now.date_naive();
    if let Some(day) = args.date.or(args.since).filter(|day| *day > today) {
        return Err(Failure::usage_with_next(msg!("step-day_to_come", day = day)));
    }
    let runner = StepRunner {
        context,
        step: Step::PushShipments,
        outcomes: push_shipments::OUTCOMES,
        args: &args.orders.step,
        is_whole: args.orders.is_whole() && args.date.is_none() && args.since.is_none(),
    };
    let config = &context.config.push_shipments;
    let request = push_shipments::Request {
        orders: args.orders.order.clone(),
        limit: args.orders.limit.map(|n| n as usize),
        days: ShipDates::new(today, args.date, args.since, config.catch_up_days),
        carriers: config.carriers.clone(),
        check_digits: config.check_digits,
        max_lookups: context.config.sync_status.max_lookups as usize,
        quiet: chrono::Duration::seconds(2 * i64::from(context.config.qoo10.timeout_seconds)),
        clock: Clock::new(context.clock()),
    };
    Ok(runner.run_in(session, now, |mut step| push_shipments::run(&request, &mut step)))
}
