//! `orders ship` and `shipments load`: what has left the warehouse.

use super::order_reply;
use crate::runtime::context::Context;
use crate::runtime::loading;

use crate::cli::shipments::{OrdersShipArgs, ShipmentsCommand};
use crate::desk::loading::RowError;
use crate::desk::orders::load_hold;
use crate::desk::shipment_file;
use crate::desk::shipments::{self, ShipmentError, ShipmentRules};
use crate::desk::transition_message;
use crate::error::{Exit, Failure};
use crate::render::shipments as told;
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &ShipmentsCommand) -> Result<Exit, Failure> {
    match command {
        ShipmentsCommand::Load(args) => loading::run(context, args, &shipments::COLUMNS, |store, file| {
            shipment_file::plan_load(store, file, &build_shipment_rules(context))
        }),
    }
}

fn map_store_error(context: &Context) -> impl Fn(store::Error) -> Failure {
    |error| Failure::from_store(context.state_path(), &error)
}

fn build_shipment_rules(context: &Context) -> ShipmentRules<'_> {
    let config = &context.config.push_shipments;
    ShipmentRules { carriers: &config.carriers, check_digits: config.check_digits, now: context.now() }
}

pub(super) fn ship(context: &Context, args: &OrdersShipArgs) -> Result<Exit, Failure> {
    let code = args.code;
    let rules = build_shipment_rules(context);
    let numbers: Vec<&str> = args.tracking.iter().map(String::as_str).collect();
    let refused = |refusal: &ShipmentError| match refusal {
        ShipmentError::Forbidden(code, why) => {
            Failure::usage(transition_message::explain_transition(*code, *why))
                .with_hint(transition_message::suggest_alternative(*code, *why))
        }
        refusal => {
            let refused = msg!("desk-not_shipped", order = code, why = refusal.message());
            Failure::usage(refused).with_hint(refusal.hint())
        }
    };
    let wanted =
        shipments::check_shipment(&args.carrier, &numbers, args.date, &rules).map_err(|why| refused(&why))?;
    let (_lock, mut store) = context.open_for_change(args.wait)?;
    let taken = match shipments::ship(&mut store, code, &wanted, &rules)
        .map_err(context.map_change_error())?
    {
        Ok(taken) => taken,
        Err(ShipmentError::OrderUnknown(..)) => {
            return Err(order_reply::unknown_order(&store, code).map_err(map_store_error(context))?);
        }
        Err(ShipmentError::Forbidden(code, why)) => {
            let held = load_hold(&store, code).map_err(map_store_error(context))?;
            let message = transition_message::with_holds(
                transition_message::explain_transition(code, why),
                held.as_ref(),
            );
            return Err(Failure::usage(message).with_hint(transition_message::suggest_alternative(code, why)));
        }
        Err(refusal) => return Err(refused(&refusal)),
    };
    context.output.print_unless_quiet(&told::render_warnings(&taken, context.lang));
    if context.output.json {
        order_reply::print_order(context, &store, code)?;
    } else if context.output.should_print(Exit::Ok) {
        context.output.print_line(&format!("{}\n", told::render_shipment(&taken, context.lang)))?;
    }
    Ok(Exit::Ok)
}
