//! `purge`: personal data out of the state file.

use crate::cli::upkeep::PurgeArgs;
use crate::domain::time::Jst;
use crate::error::{Exit, Failure};
use crate::render::upkeep as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::store::purge::{PURGE, Purged};
use crate::store::runs::{RunEnd, RunId};
use crate::store::{Store, copy};

pub(super) fn run(context: &Context, args: &PurgeArgs) -> Result<Exit, Failure> {
    let of_store = |error| Failure::store(context.state_path(), &error);
    let now = context.now();
    let before = now - chrono::Duration::days(args.older_than.days.into());
    // What orders show tells of an order stays as long as the configuration says.
    let history = before.min(now - chrono::Duration::days(context.config.state.keep_days.into()));
    let (run, purged) = if args.dry_run {
        (None, paged_list::open(context)?.would_purge(before, history).map_err(of_store)?)
    } else {
        let (_lock, mut store) = context.open_for_change(args.wait)?;
        let (run, purged) = recorded(context, &mut store, (before, history), now)?;
        (Some(run), purged)
    };
    if !context.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let copies = copy::left_by_migrations(context.state_path()).map_err(|error| error.to_string());
    let purge = told::Purge {
        older_than: &args.older_than.text,
        before,
        run,
        purged,
        copies: copies.as_deref().map_err(String::as_str),
    };
    if context.output.json {
        let line = purge.json().map_err(|e| paged_list::not_json(&e))?;
        context.output.result(&format!("{line}\n"))?;
    } else {
        context.output.line(&purge.text(context.lang))?;
    }
    Ok(Exit::Ok)
}

/// Blanks and rewrites the file, as a run on record.
fn recorded(
    context: &Context,
    store: &mut Store,
    (before, history): (Jst, Jst),
    now: Jst,
) -> Result<(RunId, Purged), Failure> {
    let blanked = store.overwrite_what_is_deleted().and_then(|()| {
        let batch = store.batch()?;
        let run = batch.begin_run(PURGE, now)?;
        let purged = batch.purge(before, history, run, now)?;
        batch.commit().map(|()| (run, purged))
    });
    let (run, purged) = blanked.map_err(context.of_change())?;
    // Also when nothing was blanked: an earlier purge may have got no further than this.
    let rewritten = store.rewrite();
    let exit = if rewritten.is_ok() { Exit::Ok } else { Exit::Failed };
    let error = rewritten.as_ref().err().map(|error| error.message.clone());
    let counts = told::counts(&purged).to_string();
    let end = RunEnd {
        finished_at: context.now(),
        result: exit.result(),
        exit_code: exit.code(),
        counts: &counts,
        error: error.as_ref(),
    };
    let recorded = store.batch().and_then(|batch| {
        batch.finish_run(run, &end)?;
        batch.commit()
    });
    let of_store = |error| Failure::store(context.state_path(), &error);
    recorded.and(rewritten).map(|()| (run, purged)).map_err(of_store)
}
