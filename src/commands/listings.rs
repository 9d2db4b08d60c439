//! `listings …`: the mapping table, from Qoo10 and by hand.

use crate::runtime::context::Context;
use crate::runtime::{loading, paged_list};

use crate::cli::listings::{ListingsCommand, PullArgs};
use crate::cli::{Brake, StepArgs};
use crate::desk::listings;
use crate::error::{Exit, Failure};
use crate::plan::listings::find_issue;
use crate::render::{listings as told, table};
use crate::runtime::step_runner::StepRunner;
use crate::steps::pull_listings;
use crate::store;
use crate::vocabulary::{Step, msg};

pub(super) fn run(context: &Context, command: &ListingsCommand) -> Result<Exit, Failure> {
    match command {
        ListingsCommand::Pull(args) => pull(context, args),
        ListingsCommand::Load(args) => loading::run(context, args, &listings::COLUMNS, |store, file| {
            listings::plan_load(&store.load_mapped_items()?, file, &context.config.import.sku_separator)
        }),
        ListingsCommand::List { unmapped, problems } => list(context, *unmapped, *problems),
    }
}

fn pull(context: &Context, args: &PullArgs) -> Result<Exit, Failure> {
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

fn list(context: &Context, unmapped: bool, problems: bool) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let is_wanted = |one: &store::listing_view::ListingView| {
        let standing = listings::to_listing_state(one);
        (!unmapped || standing.is_unmapped()) && (!problems || find_issue(&standing).is_some())
    };
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_listings"),
        |show| store.visit_listings(&mut |one| if is_wanted(&one) { show(one) } else { Ok(()) }),
        told::render_json,
        |all| told::render_listings(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
