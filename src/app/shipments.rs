//! `orders ship` and `shipments load`: what has left the warehouse.

use std::path::Path;

use super::{App, input, listing, orders};
use crate::cli::WaitArgs;
use crate::cli::shipments::{OrdersShipArgs, ShipmentsCommand};
use crate::desk::forbidden;
use crate::desk::orders::held_for;
use crate::desk::shipments::{self, Refusal, Rules};
use crate::error::{Error, Exit};
use crate::render::shipments as told;
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(app: &App, command: &ShipmentsCommand) -> Result<Exit, Error> {
    match command {
        ShipmentsCommand::Load { file, dry_run, wait } => load(app, file, *dry_run, *wait),
    }
}

fn of_store(app: &App) -> impl Fn(store::Error) -> Error {
    |error| Error::store(app.state_path(), &error)
}

fn rules(app: &App) -> Rules<'_> {
    let config = &app.config.push_shipments;
    Rules { carriers: &config.carriers, check_digits: config.check_digits, now: app.now() }
}

pub(super) fn ship(app: &App, args: &OrdersShipArgs) -> Result<Exit, Error> {
    let code = args.code;
    let rules = rules(app);
    let numbers: Vec<&str> = args.tracking.iter().map(String::as_str).collect();
    let refused = |refusal: &Refusal| match refusal {
        Refusal::Forbidden(code, why) => {
            Error::usage(forbidden::message(*code, *why)).hint(forbidden::next(*code, *why))
        }
        refusal => {
            let refused = msg!("desk-not_shipped", order = code, why = refusal.message());
            Error::usage(refused).hint(refusal.next())
        }
    };
    let wanted =
        shipments::checked(&args.carrier, &numbers, args.date, &rules).map_err(|why| refused(&why))?;
    let (_lock, mut store) = app.open_for_change(args.wait)?;
    let taken = match shipments::ship(&mut store, code, &wanted, &rules).map_err(app.of_change())? {
        Ok(taken) => taken,
        Err(Refusal::OrderUnknown(..)) => {
            return Err(orders::unknown_order(&store, code).map_err(of_store(app))?);
        }
        Err(Refusal::Forbidden(code, why)) => {
            let held = held_for(&store, code).map_err(of_store(app))?;
            let message = forbidden::with_holds(forbidden::message(code, why), held.as_ref());
            return Err(Error::usage(message).hint(forbidden::next(code, why)));
        }
        Err(refusal) => return Err(refused(&refusal)),
    };
    app.output.note(&told::notes(&taken, app.lang));
    if app.output.json {
        orders::print_json(app, &store, code)?;
    } else if app.output.speaks(Exit::Ok) {
        app.output.line(&format!("{}\n", told::taken(&taken, app.lang)))?;
    }
    Ok(Exit::Ok)
}

fn load(app: &App, path: &Path, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = input::csv(app, path, &shipments::COLUMNS)?;
    let rules = rules(app);
    let (_lock, mut store) = app.open_for_load(wait, dry_run)?;
    let load = shipments::plan_load(&store, &file, &rules).map_err(of_store(app))?;
    if !dry_run {
        shipments::apply_load(&mut store, &load, &rules).map_err(app.of_change())?;
    }
    let exit = if load.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    if !app.output.speaks(exit) {
        return Ok(exit);
    }
    let told = told::Load { file: &input::name(path, app.lang), dry_run, exit, load: &load };
    app.output.say(&told::refused(&told, app.lang));
    app.output.say(&told::warnings(&told, app.lang));
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
