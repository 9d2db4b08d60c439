//! `stock …`: look at the free stock, its counts and its rules, and change them.

use crate::runtime::context::Context;
use crate::runtime::{csv_input, loading, paged_list};

use crate::cli::stock::{StockCommand, StockLoadArgs, StockRuleArgs};
use crate::cli::{Brake, WaitArgs};
use crate::desk::csv_file::FileForm;
use crate::desk::stock::{self, CountMoment, SetStockOutcome, StockLoad, StockLoadRules, find_oldest_moment};
use crate::domain::stock_rules::{RuleEdit, RuleEdits};
use crate::domain::time::{format_jst, to_whole_second};
use crate::error::{Exit, Failure};
use crate::render::{stock as told, stock_show, table};
use crate::vocabulary::{StockBasis, msg};

pub(super) fn run(context: &Context, command: &StockCommand) -> Result<Exit, Failure> {
    match command {
        StockCommand::Load(args) => load(context, args),
        StockCommand::Set { sku, qty, count, wait } => {
            let basis = count.map(StockBasis::from).or(context.config.stock.count);
            set(context, sku, (basis.unwrap_or(StockBasis::Free), *qty), *wait)
        }
        StockCommand::Rule(args) => set_rules(context, args),
        StockCommand::List => list(context),
        StockCommand::Show { sku } => show(context, sku),
    }
}

fn load(context: &Context, args: &StockLoadArgs) -> Result<Exit, Failure> {
    let began = to_whole_second(context.now());
    // Each row would be refused, and what the file does not name would be 0 from then on.
    if let Some(at) = args.counted_at.filter(|at| args.absent_is_zero && *at > began) {
        return Err(Failure::usage_with_next(msg!("stock-to_come", at = format_jst(at))));
    }
    let file = csv_input::read_csv(context, &args.load.file, &FileForm::with_header(&stock::COLUMNS))?;
    // A warehouse that is piped in may count while it is read.
    let now = to_whole_second(context.now());
    let config = &context.config.stock;
    let basis =
        stock::choose_basis(&file, args.count.map(StockBasis::from), config.count).map_err(|error| {
            let name = csv_input::display_name(&args.load.file, context.lang);
            Failure::usage(error.message().with("file", name)).with_hint(error.hint())
        })?;
    loading::load(context, &args.load, |store| {
        let moment = match args.counted_at {
            Some(at) => CountMoment { at, watermark: None },
            None => CountMoment { at: began, watermark: Some(store.find_watermark()?) },
        };
        let rules = StockLoadRules {
            absent_is_zero: args.absent_is_zero,
            max_zero_percent: context.config.push_stock.max_zero_percent,
            force_mass_zero: args.force.contains(&Brake::MassZero),
            basis,
            moment,
            now,
        };
        let oldest = find_oldest_moment(&file).into_iter().chain([moment.at]).min();
        let facts = store.load_stock_facts_since(oldest, config.defaults)?;
        let listed = store.list_listed_skus()?;
        stock::plan_load(StockLoad { facts: &facts, listed: &listed, rules: &rules }, &file)
    })
}

fn set(context: &Context, sku: &str, counted: (StockBasis, i64), wait: WaitArgs) -> Result<Exit, Failure> {
    // Before the wait for a running import: the count knows nothing of what that brings.
    let now = context.now();
    let (_lock, mut store) = context.open_for_change(wait)?;
    let defaults = context.config.stock.defaults;
    let outcome =
        stock::set_stock(&mut store, sku, counted, defaults, now).map_err(context.map_change_error())?;
    let change = match outcome {
        SetStockOutcome::Done(change) => change,
        SetStockOutcome::Unknown(nearest) => return Err(explain_unknown(sku, nearest)),
        SetStockOutcome::Older(known) => {
            let message = msg!("stock-set_older", sku = sku, known = format_jst(known));
            return Err(Failure::usage_with_next(message));
        }
    };
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    context.output.print_stderr(&told::render_set_warnings(sku, &change, context.lang));
    let line = if context.output.json {
        told::render_set_json(sku, &change).map_err(|e| paged_list::json_error(&e))?
    } else {
        told::render_set(sku, &change, context.lang)
    };
    context.output.print_line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn set_rules(context: &Context, args: &StockRuleArgs) -> Result<Exit, Failure> {
    let edit = |given: Option<RuleEdit>| given.unwrap_or_default();
    let edits = RuleEdits { reserve: edit(args.reserve), cap: edit(args.cap), percent: edit(args.percent) };
    if edits == RuleEdits::default() {
        return Err(Failure::usage_with_next(msg!("stock-no_rule", sku = args.sku.as_str())));
    }
    let (_lock, mut store) = context.open_for_change(args.wait)?;
    let outcome = stock::set_rules(&mut store, &args.sku, edits, context.config.stock.defaults)
        .map_err(context.map_change_error())?;
    let change = outcome.map_err(|nearest| explain_unknown(&args.sku, nearest))?;
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = if context.output.json {
        stock_show::render_rules_json(&args.sku, &change).map_err(|e| paged_list::json_error(&e))?
    } else {
        stock_show::render_rules(&args.sku, &change, context.lang)
    };
    context.output.print_line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn explain_unknown(sku: &str, nearest: Option<String>) -> Failure {
    let next = match nearest {
        Some(near) => msg!("desk-sku_meant", near = near),
        None => msg!("desk-sku_to_load"),
    };
    Failure::usage(msg!("desk-sku_unknown", sku = sku)).with_hint(next)
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_stock"),
        |show| stock::list_stock(&store, context.config.stock.defaults)?.into_iter().try_for_each(show),
        told::render_json,
        |all| told::render_stock(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn show(context: &Context, sku: &str) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let found = stock::explain_stock(&store, sku, context.config.stock.defaults)
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    let explanation = found.map_err(|nearest| explain_unknown(sku, nearest))?;
    let text = if context.output.json {
        stock_show::render_json(&explanation, context.lang).map_err(|e| paged_list::json_error(&e))? + "\n"
    } else {
        stock_show::render_explanation(&explanation, context.lang, context.output.width)
    };
    context.output.print_result(&text)?;
    Ok(Exit::Ok)
}
