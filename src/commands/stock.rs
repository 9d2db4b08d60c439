//! `stock …`: look at the free stock, and change it.

use crate::runtime::context::Context;
use crate::runtime::{csv_input, paged_list};
use std::path::Path;

use crate::cli::stock::StockCommand;
use crate::cli::{Brake, WaitArgs};
use crate::desk::stock::{self, FreeStockLoad, Set, StockLoadRules};
use crate::error::{Error, Exit};
use crate::render::{stock as told, table};
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &StockCommand) -> Result<Exit, Error> {
    match command {
        StockCommand::Load { file, absent_is_zero, force, dry_run, wait } => {
            let rules = StockLoadRules {
                absent_is_zero: *absent_is_zero,
                max_zero_percent: context.config.push_stock.max_zero_percent,
                force_mass_zero: force.contains(&Brake::MassZero),
            };
            load(context, file, &rules, *dry_run, *wait)
        }
        StockCommand::Set { sku, qty, wait } => set(context, sku, *qty, *wait),
        StockCommand::List => list(context),
    }
}

fn of_store(context: &Context) -> impl Fn(store::Error) -> Error {
    |error| Error::store(context.state_path(), &error)
}

fn load(
    context: &Context,
    path: &Path,
    rules: &StockLoadRules,
    dry_run: bool,
    wait: WaitArgs,
) -> Result<Exit, Error> {
    let file = csv_input::csv(context, path, &stock::COLUMNS)?;
    let (_lock, mut store) = context.open_for_load(wait, dry_run)?;
    let known = store.free_stock().map_err(of_store(context))?;
    let listed = store.listed_skus().map_err(of_store(context))?;
    let known = stock::KnownSkus { stock: &known, listed: &listed };
    let load = stock::plan_load(known, &file, rules).with_listed(&listed);
    if load.is_baseless {
        return Err(baseless(context, path, &load));
    }
    if !dry_run {
        stock::apply_load(&mut store, &load, context.now()).map_err(context.of_change())?;
    }
    let exit = match &load {
        FreeStockLoad { is_stopped: true, .. } => Exit::Brake,
        load if load.refused.is_empty() => Exit::Ok,
        _ => Exit::Partial,
    };
    if !context.output.speaks(exit) {
        return Ok(exit);
    }
    let told =
        told::FreeStockLoadReport { file: &csv_input::name(path, context.lang), dry_run, exit, load: &load };
    context.output.say(&told::render_row_errors(&told, context.lang));
    context.output.say(&told::warnings(&told, context.lang));
    if load.is_stopped {
        let stopped = Error::new(Exit::Brake, told::stopped(&load)).hint(msg!("desk-stock_stopped"));
        context.output.error(&stopped, context.lang);
    }
    let result = if context.output.json {
        let file = path.display().to_string();
        told::load_json(&told::FreeStockLoadReport { file: &file, ..told }, context.lang)
            .map_err(|e| paged_list::not_json(&e))?
            + "\n"
    } else {
        told::load(&told, context.lang, context.output.width)
    };
    context.output.result(&result)?;
    Ok(exit)
}

/// A file that says nothing, and was to say what is absent: why each row was refused, and what to do.
fn baseless(context: &Context, path: &Path, load: &FreeStockLoad) -> Error {
    let name = csv_input::name(path, context.lang);
    let told = told::FreeStockLoadReport { file: &name, dry_run: true, exit: Exit::Usage, load };
    context.output.say(&told::render_row_errors(&told, context.lang));
    Error::usage(told::baseless(&name)).hint(msg!("desk-stock_baseless"))
}

fn set(context: &Context, sku: &str, qty: i64, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    let (was, change, stock) =
        match stock::set(&mut store, sku, qty, context.now()).map_err(context.of_change())? {
            Set::Done { was, change, stock } => (was, change, stock),
            Set::Unknown(nearest) => {
                let next = match nearest {
                    Some(near) => msg!("desk-sku_meant", near = near),
                    None => msg!("desk-sku_to_load"),
                };
                return Err(Error::usage(msg!("desk-sku_unknown", sku = sku)).hint(next));
            }
        };
    if !context.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = if context.output.json {
        told::set_json(sku, was, change, &stock).map_err(|e| paged_list::not_json(&e))?
    } else {
        told::set(sku, was, change, &stock, context.lang)
    };
    context.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn list(context: &Context) -> Result<Exit, Error> {
    let store = paged_list::open(context)?;
    let mut pages = table::Pages::new(context.output.width);
    paged_list::print(
        context,
        msg!("desk-no_stock"),
        |show| store.each_free_stock(show),
        told::json,
        |all| told::list(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
