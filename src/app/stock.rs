//! `stock …`: look at the free stock, and change it.

use std::path::Path;

use super::{App, input, listing};
use crate::cli::stock::StockCommand;
use crate::cli::{Brake, WaitArgs};
use crate::desk::stock::{self, Load, Rules, Set};
use crate::error::{Error, Exit};
use crate::render::{stock as told, table};
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(app: &App, command: &StockCommand) -> Result<Exit, Error> {
    match command {
        StockCommand::Load { file, absent_is_zero, force, dry_run, wait } => {
            let rules = Rules {
                absent_is_zero: *absent_is_zero,
                max_zero_percent: app.config.push_stock.max_zero_percent,
                force_mass_zero: force.contains(&Brake::MassZero),
            };
            load(app, file, &rules, *dry_run, *wait)
        }
        StockCommand::Set { sku, qty, wait } => set(app, sku, *qty, *wait),
        StockCommand::List => list(app),
    }
}

fn of_store(app: &App) -> impl Fn(store::Error) -> Error {
    |error| Error::store(app.state_path(), &error)
}

fn load(app: &App, path: &Path, rules: &Rules, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = input::csv(app, path, &stock::COLUMNS)?;
    let (_lock, mut store) = app.open_for_load(wait, dry_run)?;
    let known = store.free_stock().map_err(of_store(app))?;
    let listed = store.listed_skus().map_err(of_store(app))?;
    let known = stock::KnownSkus { stock: &known, listed: &listed };
    let load = stock::plan_load(known, &file, rules).with_listed(&listed);
    if load.is_baseless {
        return Err(baseless(app, path, &load));
    }
    if !dry_run {
        stock::apply_load(&mut store, &load, app.now()).map_err(app.of_change())?;
    }
    let exit = match &load {
        Load { is_stopped: true, .. } => Exit::Brake,
        load if load.refused.is_empty() => Exit::Ok,
        _ => Exit::Partial,
    };
    if !app.output.speaks(exit) {
        return Ok(exit);
    }
    let told = told::Load { file: &input::name(path, app.lang), dry_run, exit, load: &load };
    app.output.say(&told::refused(&told, app.lang));
    app.output.say(&told::warnings(&told, app.lang));
    if load.is_stopped {
        let stopped = Error::new(Exit::Brake, told::stopped(&load)).hint(msg!("desk-stock_stopped"));
        app.output.error(&stopped, app.lang);
    }
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

/// A file that says nothing, and was to say what is absent: why each row was refused, and what to do.
fn baseless(app: &App, path: &Path, load: &Load) -> Error {
    let name = input::name(path, app.lang);
    let told = told::Load { file: &name, dry_run: true, exit: Exit::Usage, load };
    app.output.say(&told::refused(&told, app.lang));
    Error::usage(told::baseless(&name)).hint(msg!("desk-stock_baseless"))
}

fn set(app: &App, sku: &str, qty: i64, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    let (was, change, stock) = match stock::set(&mut store, sku, qty, app.now()).map_err(app.of_change())? {
        Set::Done { was, change, stock } => (was, change, stock),
        Set::Unknown(nearest) => {
            let next = match nearest {
                Some(near) => msg!("desk-sku_meant", near = near),
                None => msg!("desk-sku_to_load"),
            };
            return Err(Error::usage(msg!("desk-sku_unknown", sku = sku)).hint(next));
        }
    };
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = if app.output.json {
        told::set_json(sku, was, change, &stock).map_err(|e| listing::not_json(&e))?
    } else {
        told::set(sku, was, change, &stock, app.lang)
    };
    app.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn list(app: &App) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let mut pages = table::Pages::new(app.output.width);
    listing::print(
        app,
        msg!("desk-no_stock"),
        |show| store.each_free_stock(show),
        told::json,
        |all| told::list(all, app.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
