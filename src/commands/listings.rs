//! `listings …`: the mapping table, from Qoo10 and by hand.

use crate::runtime::context::Context;
use crate::runtime::{csv_input, paged_list};
use std::path::Path;

use crate::cli::listings::{ListingsCommand, PullArgs};
use crate::cli::{Brake, StepArgs, WaitArgs};
use crate::desk::listings;
use crate::error::{Error, Exit};
use crate::plan::listings::find_issue;
use crate::render::{listings as told, table};
use crate::runtime::step_runner::StepRunner;
use crate::steps::pull_listings;
use crate::store;
use crate::vocabulary::{Step, msg};

pub(super) fn run(context: &Context, command: &ListingsCommand) -> Result<Exit, Error> {
    match command {
        ListingsCommand::Pull(args) => pull(context, args),
        ListingsCommand::Load { file, dry_run, wait } => load(context, file, *dry_run, *wait),
        ListingsCommand::List { unmapped, problems } => list(context, *unmapped, *problems),
    }
}

fn of_store(context: &Context) -> impl Fn(store::Error) -> Error {
    |error| Error::store(context.state_path(), &error)
}

fn pull(context: &Context, args: &PullArgs) -> Result<Exit, Error> {
    let request = pull_listings::Request {
        sku_separator: context.config.import.sku_separator.clone(),
        force_shrunken_list: args.force.contains(&Brake::ShrunkenList),
    };
    let args = StepArgs { dry_run: false, wait: args.wait, force: args.force.clone() };
    let runner = StepRunner {
        context,
        step: Step::ListingsPull,
        outcomes: pull_listings::OUTCOMES,
        args: &args,
        is_whole: true,
    };
    runner.run(context.now(), |mut step| pull_listings::run(&request, &mut step))
}

fn load(context: &Context, path: &Path, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = csv_input::csv(context, path, &listings::COLUMNS)?
        .with_one_of(&listings::NAMES, &listings::COLUMNS)
        .map_err(|error| Error::csv(path, &error))?;
    let (_lock, mut store) = context.open_for_load(wait, dry_run)?;
    let known = store.mapped_items().map_err(of_store(context))?;
    let load = listings::plan_load(&known, &file, &context.config.import.sku_separator);
    if !dry_run {
        listings::apply_load(&mut store, &load).map_err(context.of_change())?;
    }
    let exit = if load.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    if !context.output.speaks(exit) {
        return Ok(exit);
    }
    let told =
        told::MappingLoadReport { file: &csv_input::name(path, context.lang), dry_run, exit, load: &load };
    context.output.say(&told::render_row_errors(&told, context.lang));
    let result = if context.output.json {
        let file = path.display().to_string();
        told::load_json(&told::MappingLoadReport { file: &file, ..told }, context.lang)
            .map_err(|e| paged_list::not_json(&e))?
            + "\n"
    } else {
        told::load(&told, context.lang, context.output.width)
    };
    context.output.result(&result)?;
    Ok(exit)
}

fn list(context: &Context, unmapped: bool, problems: bool) -> Result<Exit, Error> {
    let store = paged_list::open(context)?;
    let is_wanted = |one: &store::listing_view::ListingView| {
        let standing = listings::to_listing_state(one);
        (!unmapped || standing.is_unmapped()) && (!problems || find_issue(&standing).is_some())
    };
    let mut pages = table::Pages::new(context.output.width);
    paged_list::print(
        context,
        msg!("desk-no_listings"),
        |show| store.each_listing(&mut |one| if is_wanted(&one) { show(one) } else { Ok(()) }),
        told::json,
        |all| told::list(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
