//! `import`: Qoo10's unpaid and new orders into the state file.

use crate::cli::ImportArgs;
use crate::domain::time::Clock;
use crate::error::{Exit, Failure};
use crate::plan::import::{cart, window};
use crate::runtime::context::Context;
use crate::runtime::hold_rules::load_hold_rules;
use crate::runtime::step_runner::{FinishedRun, RunSession, StepRunner, run_alone};
use crate::steps::import;
use crate::vocabulary::{Step, msg};

pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<Exit, Failure> {
    run_alone(|session| run_in(context, args, session))
}

/// The run; nobody is told of it yet.
///
/// # Errors
/// When it cannot be asked for so.
pub(super) fn run_in<'c>(
    context: &'c Context,
    args: &ImportArgs,
    session: &mut RunSession,
) -> Result<FinishedRun<'c>, Failure> {
    let now = context.now();
    let range = match (args.from, args.to) {
        (Some(from), Some(to)) => Some(
            window::plan_range(from, to, now)
                .map_err(|e| Failure::usage_with_next(msg!("step-bad_range", why = e.message())))?,
        ),
        _ => None,
    };
    let config = &context.config.import;
    let request = import::Request {
        range,
        carts: args.order.clone(),
        limit: args.limit.map(|n| n as usize),
        overlap: chrono::Duration::minutes(config.overlap_minutes.into()),
        hold_rules: load_hold_rules(context)?,
        rules: cart::CartRules {
            sku_separator: config.sku_separator.clone(),
            addon_options_as_lines: config.addon_options_as_lines,
            buyer_address: config.buyer_address,
        },
        clock: Some(Clock::new(context.clock())),
    };
    let is_whole = args.from.is_none() && args.order.is_empty() && args.limit.is_none();
    let runner =
        StepRunner { context, step: Step::Import, outcomes: import::OUTCOMES, args: &args.step, is_whole };
    Ok(runner.run_in(session, now, |mut step| import::run(&request, &mut step)))
}
