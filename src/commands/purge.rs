//! `purge`: personal data out of the state file.

use crate::cli::maintenance::PurgeArgs;
use crate::domain::time::Jst;
use crate::error::{Exit, Failure};
use crate::render::maintenance as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::store::purge::{PURGE, PurgeCounts};
use crate::store::runs::{RunEnd, RunId};
use crate::store::{Store, copy};

pub(super) fn run(context: &Context, args: &PurgeArgs) -> Result<Exit, Failure> {
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    let now = context.now();
    let before = now - chrono::Duration::days(args.older_than.days.into());
    // What orders show tells of an order stays as long as the configuration says.
    let history = before.min(now - chrono::Duration::days(context.config.state.keep_days.into()));
    let (run, purged) = if args.dry_run {
        (None, paged_list::open_for_reading(context)?.count_purgeable(before, history).map_err(of_store)?)
    } else {
        let (_lock, mut store) = context.open_for_change(args.wait)?;
        let (run, purged) = purge_and_record(context, &mut store, (before, history), now)?;
        (Some(run), purged)
    };
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let copies = copy::list_migration_copies(context.state_path()).map_err(|error| error.to_string());
    let purge = told::PurgeReport {
        older_than: &args.older_than.text,
        before,
        run,
        purged,
        copies: copies.as_deref().map_err(String::as_str),
    };
    if context.output.json {
        let line = purge.render_json().map_err(|e| paged_list::json_error(&e))?;
        context.output.print_result(&format!("{line}\n"))?;
    } else {
        context.output.print_line(&purge.render_text(context.lang))?;
    }
    Ok(Exit::Ok)
}

/// Blanks and rewrites the file, as a run on record.
fn purge_and_record(
    context: &Context,
    store: &mut Store,
    (before, history): (Jst, Jst),
    now: Jst,
) -> Result<(RunId, PurgeCounts), Failure> {
    let blanked = store.enable_secure_delete().and_then(|()| {
        let batch = store.start_large_batch()?;
        let run = batch.start_run(PURGE, now)?;
        let purged = batch.purge(before, history, run, now)?;
        batch.commit().map(|()| (run, purged))
    });
    let (run, purged) = blanked.map_err(context.map_change_error())?;
    // Also when nothing was blanked: an earlier purge may have got no further than this.
    let rewritten = store.vacuum();
    let exit = if rewritten.is_ok() { Exit::Ok } else { Exit::Failed };
    let error = rewritten.as_ref().err().map(|error| error.message.clone());
    let counts = told::convert_counts(&purged).to_string();
    let end = RunEnd {
        finished_at: context.now(),
        result: exit.result(),
        exit_code: exit.code(),
        counts: &counts,
        error: error.as_ref(),
    };
    let recorded = store.start_batch().and_then(|batch| {
        batch.finish_run(run, &end)?;
        batch.commit()
    });
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    recorded.and(rewritten).map(|()| (run, purged)).map_err(of_store)
}
