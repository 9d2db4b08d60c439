//! `sets …`: look at sets, and change them.

use crate::runtime::context::Context;
use crate::runtime::{loading, paged_list};

use crate::cli::WaitArgs;
use crate::cli::sets::SetsCommand;
use crate::desk::set_file::{self, KnownSets};
use crate::desk::sets::{self, SetChange};
use crate::error::{Exit, Failure};
use crate::render::{sets as render, table};
use crate::store::{self, Store};
use crate::vocabulary::{RowOutcome, msg};

pub(super) fn run(context: &Context, command: &SetsCommand) -> Result<Exit, Failure> {
    match command {
        SetsCommand::Load(args) => loading::run(context, args, &set_file::COLUMNS, |store, file| {
            set_file::plan_load(&KnownSets::look(store)?, file)
        }),
        SetsCommand::Remove { set, wait } => remove(context, set, *wait),
        SetsCommand::ClearCount { set, wait } => clear_count(context, set, *wait),
        SetsCommand::List { problems } => list(context, *problems),
    }
}

fn remove(context: &Context, set: &str, wait: WaitArgs) -> Result<Exit, Failure> {
    let (count, open_orders) = change(context, set, wait, sets::remove_set)?;
    if open_orders > 0 {
        context.output.print_warnings(&render::render_freed(set, open_orders, context.lang));
    }
    print_result(
        context,
        &render::render_removed(set, count, context.lang),
        render::render_removed_json(set, RowOutcome::Removed),
    )
}

fn clear_count(context: &Context, set: &str, wait: WaitArgs) -> Result<Exit, Failure> {
    let (count, _) = change(context, set, wait, sets::clear_count)?;
    let outcome = if count.is_some() { RowOutcome::Removed } else { RowOutcome::Unchanged };
    print_result(
        context,
        &render::render_cleared(set, count, context.lang),
        render::render_cleared_json(set, count, outcome),
    )
}

/// Changes a set; gives back what was counted of the set itself, and in how many open orders it is.
fn change(
    context: &Context,
    set: &str,
    wait: WaitArgs,
    change: impl FnOnce(&mut Store, &str) -> Result<SetChange, store::Error>,
) -> Result<(Option<i64>, usize), Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    match change(&mut store, set).map_err(context.map_change_error())? {
        SetChange::Done { count, open_orders } => Ok((count, open_orders)),
        SetChange::NotCounted => Ok((None, 0)),
        SetChange::Unknown(nearest) => {
            let next = match nearest {
                Some(near) => msg!("desk-set_meant", near = near),
                None => msg!("desk-set_unknown.next"),
            };
            Err(Failure::usage(msg!("desk-set_unknown", set = set)).with_hint(next))
        }
    }
}

fn print_result(context: &Context, text: &str, json: serde_json::Result<String>) -> Result<Exit, Failure> {
    if context.output.should_print(Exit::Ok) {
        let line = match context.output.json {
            true => json.map_err(|e| paged_list::json_error(&e))?,
            false => text.to_owned(),
        };
        context.output.print_line(&format!("{line}\n"))?;
    }
    Ok(Exit::Ok)
}

fn list(context: &Context, problems: bool) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_sets"),
        |show| {
            let all = sets::list_sets(&store, context.config.stock.defaults)?.into_iter();
            all.filter(|set| !problems || set.free.is_err()).try_for_each(show)
        },
        render::render_json,
        |all| render::render_sets(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
