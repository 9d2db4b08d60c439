//! `push-stock`: the free stock to Qoo10.

use crate::cli::{Brake, PushStockArgs};
use crate::error::{Exit, Failure};
use crate::runtime::context::Context;
use crate::runtime::step_runner::{FinishedRun, RunSession, StepRunner, run_alone};
use crate::steps::push_stock;
use crate::vocabulary::Step;

pub(super) fn run(context: &Context, args: &PushStockArgs) -> Result<Exit, Failure> {
    run_alone(|session| run_in(context, args, session))
}

/// The run; nobody is told of it yet.
///
/// # Errors
/// When it cannot be asked for so.
pub(super) fn run_in<'c>(
    context: &'c Context,
    args: &PushStockArgs,
    session: &mut RunSession,
) -> Result<FinishedRun<'c>, Failure> {
    let runner = StepRunner {
        context,
        step: Step::PushStock,
        outcomes: push_stock::OUTCOMES,
        args: &args.step,
        is_whole: args.sku.is_empty() && args.limit.is_none(),
    };
    let request = push_stock::Request {
        skus: args.sku.clone(),
        limit: args.limit.map(|n| n as usize),
        all: args.all,
        max_zero_percent: context.config.push_stock.max_zero_percent,
        stock: context.config.stock.defaults,
        force_mass_zero: args.step.force.contains(&Brake::MassZero),
        force_shrunken_list: args.step.force.contains(&Brake::ShrunkenList),
        overlap: chrono::Duration::minutes(context.config.import.overlap_minutes.into()),
        sku_separator: context.config.import.sku_separator.clone(),
    };
    Ok(runner.run_in(session, context.now(), |mut step| push_stock::run(&request, &mut step)))
}
