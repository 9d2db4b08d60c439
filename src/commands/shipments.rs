//! `orders ship` and `shipments load`: what has left the warehouse.

use super::order_reply;
use crate::runtime::context::Context;
use crate::runtime::loading;

use crate::cli::shipments::{OrdersShipArgs, ShipmentsCommand};
use crate::desk::forbidden;
use crate::desk::loading::RowError;
use crate::desk::orders::held_for;
use crate::desk::shipments::{self, ShipmentError, ShipmentRules};
use crate::error::{Exit, Failure};
use crate::render::shipments as told;
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &ShipmentsCommand) -> Result<Exit, Failure> {
    match command {
        ShipmentsCommand::Load(args) => loading::run(context, args, &shipments::COLUMNS, |store, file| {
            shipments::plan_load(store, file, &rules(context))
        }),
    }
}

fn of_store(context: &Context) -> impl Fn(store::Error) -> Failure {
    |error| Failure::store(context.state_path(), &error)
}

fn rules(context: &Context) -> ShipmentRules<'_> {
    let config = &context.config.push_shipments;
    ShipmentRules { carriers: &config.carriers, check_digits: config.check_digits, now: context.now() }
}

pub(super) fn ship(context: &Context, args: &OrdersShipArgs) -> Result<Exit, Failure> {
    let code = args.code;
    let rules = rules(context);
    let numbers: Vec<&str> = args.tracking.iter().map(String::as_str).collect();
    let refused = |refusal: &ShipmentError| match refusal {
        ShipmentError::Forbidden(code, why) => {
            Failure::usage(forbidden::message(*code, *why)).hint(forbidden::next(*code, *why))
        }
        refusal => {
            let refused = msg!("desk-not_shipped", order = code, why = refusal.message());
            Failure::usage(refused).hint(refusal.next())
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
            return Err(Failure::usage(message).hint(forbidden::next(code, why)));
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
