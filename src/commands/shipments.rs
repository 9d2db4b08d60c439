//! `orders ship` and `shipments load`: what has left the warehouse.

use super::order_reply;
use crate::runtime::context::Context;
use crate::runtime::{csv_input, paged_list};
use std::path::Path;

use crate::cli::WaitArgs;
use crate::cli::shipments::{OrdersShipArgs, ShipmentsCommand};
use crate::desk::forbidden;
use crate::desk::orders::held_for;
use crate::desk::shipments::{self, ShipmentError, ShipmentRules};
use crate::error::{Error, Exit};
use crate::render::shipments as told;
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &ShipmentsCommand) -> Result<Exit, Error> {
    match command {
        ShipmentsCommand::Load { file, dry_run, wait } => load(context, file, *dry_run, *wait),
    }
}

fn of_store(context: &Context) -> impl Fn(store::Error) -> Error {
    |error| Error::store(context.state_path(), &error)
}

fn rules(context: &Context) -> ShipmentRules<'_> {
    let config = &context.config.push_shipments;
    ShipmentRules { carriers: &config.carriers, check_digits: config.check_digits, now: context.now() }
}

pub(super) fn ship(context: &Context, args: &OrdersShipArgs) -> Result<Exit, Error> {
    let code = args.code;
    let rules = rules(context);
    let numbers: Vec<&str> = args.tracking.iter().map(String::as_str).collect();
    let refused = |refusal: &ShipmentError| match refusal {
        ShipmentError::Forbidden(code, why) => {
            Error::usage(forbidden::message(*code, *why)).hint(forbidden::next(*code, *why))
        }
        refusal => {
            let refused = msg!("desk-not_shipped", order = code, why = refusal.message());
            Error::usage(refused).hint(refusal.next())
        }
    };
    let wanted =
        shipments::checked(&args.carrier, &numbers, args.date, &rules).map_err(|why| refused(&why))?;
    let (_lock, mut store) = context.open_for_change(args.wait)?;
    let taken = match shipments::ship(&mut store, code, &wanted, &rules).map_err(context.of_change())? {
        Ok(taken) => taken,
        Err(ShipmentError::OrderUnknown(..)) => {
            return Err(order_reply::unknown_order(&store, code).map_err(of_store(context))?);
        }
        Err(ShipmentError::Forbidden(code, why)) => {
            let held = held_for(&store, code).map_err(of_store(context))?;
            let message = forbidden::with_holds(forbidden::message(code, why), held.as_ref());
            return Err(Error::usage(message).hint(forbidden::next(code, why)));
        }
        Err(refusal) => return Err(refused(&refusal)),
    };
    context.output.note(&told::notes(&taken, context.lang));
    if context.output.json {
        order_reply::print_order(context, &store, code)?;
    } else if context.output.speaks(Exit::Ok) {
        context.output.line(&format!("{}\n", told::render_shipment(&taken, context.lang)))?;
    }
    Ok(Exit::Ok)
}

fn load(context: &Context, path: &Path, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = csv_input::csv(context, path, &shipments::COLUMNS)?;
    let rules = rules(context);
    let (_lock, mut store) = context.open_for_load(wait, dry_run)?;
    let load = shipments::plan_load(&store, &file, &rules).map_err(of_store(context))?;
    if !dry_run {
        shipments::apply_load(&mut store, &load, &rules).map_err(context.of_change())?;
    }
    let exit = if load.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    if !context.output.speaks(exit) {
        return Ok(exit);
    }
    let told =
        told::ShipmentLoadReport { file: &csv_input::name(path, context.lang), dry_run, exit, load: &load };
    context.output.say(&told::render_row_errors(&told, context.lang));
    context.output.say(&told::warnings(&told, context.lang));
    let result = if context.output.json {
        let file = path.display().to_string();
        told::load_json(&told::ShipmentLoadReport { file: &file, ..told }, context.lang)
            .map_err(|e| paged_list::not_json(&e))?
            + "\n"
    } else {
        told::load(&told, context.lang, context.output.width)
    };
    context.output.result(&result)?;
    Ok(exit)
}
