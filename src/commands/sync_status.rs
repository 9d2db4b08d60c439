//! `sync-status`: payments, cancellations and claims from Qoo10; `schedule-date` where they call for it.

use super::schedule_date;
use crate::cli::{OrderStepArgs, StepArgs, SyncStatusArgs};
use crate::error::{Exit, Failure};
use crate::render::step as told;
use crate::runtime::context::Context;
use crate::runtime::hold_rules::load_hold_rules;
use crate::runtime::step_runner::{FinishedRun, RunSession, StepRunner};
use crate::steps::sync_status;
use crate::vocabulary::Step;

pub(super) fn run(context: &Context, args: &SyncStatusArgs) -> Result<Exit, Failure> {
    let mut session = RunSession::default();
    let (first, fires) = run_in(context, args, &mut session)?;
    let wants = args.trigger || context.config.sync_status.trigger_schedule_date;
    let dry_run = args.orders.step.dry_run;
    if dry_run || !(fires && wants) {
        drop(session);
        let exit = first.print()?;
        if fires && wants && context.output.should_print(exit) && !context.output.json {
            context.output.print_line(&told::render_follow_up(context.lang))?;
        }
        return Ok(exit);
    }
    // SYN-6: a run of its own over all its orders; the lock is kept, so that no other run comes between.
    let step = StepArgs { dry_run: false, wait: args.orders.step.wait, force: Vec::new() };
    let all = OrderStepArgs { order: Vec::new(), limit: None, step };
    let second = schedule_date::run_in(context, &all, &mut session);
    drop(session);
    // What became of the first is no reason to say nothing of the second.
    let (first, second) = (first.print(), second.print());
    Ok(follow(first?, second?))
}

/// The run, and whether `schedule-date` is to follow on it (SYN-6); nobody is told of it yet.
pub(super) fn run_in<'c>(
    context: &'c Context,
    args: &SyncStatusArgs,
    session: &mut RunSession,
) -> Result<(FinishedRun<'c>, bool), Failure> {
    let request = sync_status::Request {
        orders: args.orders.order.clone(),
        limit: args.orders.limit.map(|n| n as usize),
        max_lookups: context.config.sync_status.max_lookups as usize,
        adopts_sent: context.config.sync_status.adopt_sent,
        buyer_address: context.config.import.buyer_address,
        hold_rules: load_hold_rules(context)?,
    };
    let runner = StepRunner {
        context,
        step: Step::SyncStatus,
        outcomes: sync_status::OUTCOMES,
        args: &args.orders.step,
        is_whole: args.orders.is_whole(),
    };
    let mut fires = false;
    let finished = runner.run_in(session, context.now(), |mut step| {
        let ended = sync_status::run(&request, &mut step);
        fires = sync_status::should_fire(step.report);
        // Also what an earlier run found, if schedule-date never followed on it.
        fires |= ended.is_ok() && step.store.find_pending_event()?.is_some();
        ended
    });
    Ok((finished, fires))
}

/// The exit code of two runs of which the second followed the first: the first one's, unless that is 0 or 3
/// and the second one's is worse (SYN-6).
fn follow(first: Exit, second: Exit) -> Exit {
    match (first, second) {
        (Exit::Ok | Exit::Partial, Exit::Ok) => first,
        (Exit::Ok | Exit::Partial, worse) => worse,
        (first, _) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syn_06_the_worse_of_two_exit_codes_counts_but_a_failed_first_run_stays_failed() {
        use Exit::{Brake, Busy, Failed, KeyRefused, Ok, Partial};
        for (first, second, wanted) in [
            (Ok, Ok, Ok),
            (Ok, Partial, Partial),
            (Partial, Ok, Partial),
            (Partial, Partial, Partial),
            (Partial, Failed, Failed),
            (Ok, Busy, Busy),
            (Ok, KeyRefused, KeyRefused),
            (Failed, Brake, Failed),
            (KeyRefused, Ok, KeyRefused),
        ] {
            assert_eq!(follow(first, second), wanted, "{first:?} {second:?}");
        }
    }
}
