//! `listings …`: the mapping table, from Qoo10 and by hand.

use std::path::Path;

use super::step::Step;
use super::{App, input, listing};
use crate::cli::listings::{ListingsCommand, PullArgs};
use crate::cli::{Brake, StepArgs, WaitArgs};
use crate::desk::listings;
use crate::error::{Error, Exit};
use crate::plan::listings::trouble;
use crate::render::{listings as told, table};
use crate::steps::pull_listings;
use crate::store;
use crate::vocabulary::msg;

pub(super) fn run(app: &App, command: &ListingsCommand) -> Result<Exit, Error> {
    match command {
        ListingsCommand::Pull(args) => pull(app, args),
        ListingsCommand::Load { file, dry_run, wait } => load(app, file, *dry_run, *wait),
        ListingsCommand::List { unmapped, problems } => list(app, *unmapped, *problems),
    }
}

fn of_store(app: &App) -> impl Fn(store::Error) -> Error {
    |error| Error::store(app.state_path(), &error)
}

fn pull(app: &App, args: &PullArgs) -> Result<Exit, Error> {
    let request = pull_listings::Request {
        sku_separator: app.config.import.sku_separator.clone(),
        force_shrunken_list: args.force.contains(&Brake::ShrunkenList),
    };
    let args = StepArgs { dry_run: false, wait: args.wait, force: args.force.clone() };
    let step = Step {
        name: crate::vocabulary::Step::ListingsPull,
        outcomes: pull_listings::OUTCOMES,
        args: &args,
        is_whole: true,
    };
    step.run(app, app.now(), |hands, progress| {
        pull_listings::run(&request, hands.client, hands.store, hands.now, hands.report, progress)
    })
}

fn load(app: &App, path: &Path, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = input::csv(app, path, &listings::COLUMNS)?
        .with_one_of(&listings::NAMES, &listings::COLUMNS)
        .map_err(|error| Error::csv(path, &error))?;
    let (_lock, mut store) = app.open_for_load(wait, dry_run)?;
    let known = store.mapped_items().map_err(of_store(app))?;
    let load = listings::plan_load(&known, &file, &app.config.import.sku_separator);
    if !dry_run {
        listings::apply_load(&mut store, &load).map_err(app.of_change())?;
    }
    let exit = if load.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    if !app.output.speaks(exit) {
        return Ok(exit);
    }
    let told = told::Load { file: &input::name(path, app.lang), dry_run, exit, load: &load };
    app.output.say(&told::refused(&told, app.lang));
    let result = if app.output.json {
        let file = path.display().to_string();
        told::load_json(&told::Load { file: &file, ..told }, app.lang).map_err(|e| listing::not_json(&e))?
            + "\n"
    } else {
        told::load(&told, app.lang, app.output.width)
    };
    app.output.result(&result)?;
    Ok(exit)
}

fn list(app: &App, unmapped: bool, problems: bool) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let is_wanted = |one: &store::listing_view::ListingView| {
        let standing = listings::standing(one);
        (!unmapped || standing.is_unmapped()) && (!problems || trouble(&standing).is_some())
    };
    let mut pages = table::Pages::new(app.output.width);
    listing::print(
        app,
        msg!("desk-no_listings"),
        |show| store.each_listing(&mut |one| if is_wanted(&one) { show(one) } else { Ok(()) }),
        told::json,
        |all| told::list(all, app.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
