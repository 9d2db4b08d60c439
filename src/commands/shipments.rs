//! `orders ship` and `shipments load`: what has left the warehouse.

use super::order_reply;
use crate::runtime::context::Context;
use crate::runtime::loading;

use crate::cli::shipments::{OrdersShipArgs, ShipmentsCommand};
use crate::desk::csv_file::FileForm;
use crate::desk::loading::RowError;
use crate::desk::shipment_file::{self, FileRules};
use crate::desk::shipment_layout;
use crate::desk::shipments::{self, ShipmentError, ShipmentRules};
use crate::desk::transition_message;
use crate::domain::ids::OrderCode;
use crate::error::{Exit, Failure};
use crate::render::shipments as told;
use crate::store::{self, Store};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &ShipmentsCommand) -> Result<Exit, Failure> {
    match command {
        ShipmentsCommand::Load(args) => {
            let said = FileRules {
                carrier: args.carrier.as_deref(),
                format: args.format,
                skip_unknown: args.skip_unknown,
            };
            let form = FileForm {
                columns: &shipments::COLUMNS,
                shapes: shipment_layout::list_shapes(args.format),
                offered: shipment_layout::list_offered_shapes(args.format),
            };
            loading::run_form(context, &args.load, &form, |store, file| {
                shipment_file::plan_load(store, file, said, &build_shipment_rules(context))
            })
        }
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
    let check = |carrier: &str| {
        shipments::check_shipment(carrier, &numbers, args.date, &rules)
            .map_err(|why| explain_refusal(code, &why))
    };
    // What is wrong with what was typed is told without waiting for anybody.
    let given = args.carrier.as_deref().map(check).transpose()?;
    let (_lock, mut store) = context.open_for_change(args.wait)?;
    let wanted = match given {
        Some(wanted) => wanted,
        None => match shipments::find_own_carrier(&store, code).map_err(map_store_error(context))? {
            Ok(carrier) => check(&carrier)?,
            Err(why) => return Err(explain_with_order(context, &store, code, &why)?),
        },
    };
    let shipped = shipments::ship(&mut store, code, &wanted, &rules).map_err(context.map_change_error())?;
    let accepted = match shipped {
        Ok(accepted) => accepted,
        Err(why) => return Err(explain_with_order(context, &store, code, &why)?),
    };
    context.output.print_unless_quiet(&told::render_warnings(&accepted, context.lang));
    if context.output.json {
        order_reply::print_order(context, &store, code)?;
    } else if context.output.should_print(Exit::Ok) {
        let is_own_carrier = args.carrier.is_none();
        let line = told::render_shipment(&accepted, is_own_carrier, context.lang);
        context.output.print_line(&format!("{line}\n"))?;
    }
    Ok(Exit::Ok)
}

/// Why an order was not shipped by hand, with what the state file knows of it.
fn explain_with_order(
    context: &Context,
    store: &Store,
    code: OrderCode,
    why: &ShipmentError,
) -> Result<Failure, Failure> {
    match why {
        ShipmentError::OrderUnknown(..) => {
            order_reply::unknown_order(store, code).map_err(map_store_error(context))
        }
        ShipmentError::Forbidden(code, reason) | ShipmentError::OnHold(code, reason, _) => {
            let told = why.clone().with_hold(store).map_err(map_store_error(context))?.message();
            Ok(Failure::usage(told).with_hint(transition_message::suggest_alternative(*code, *reason)))
        }
        why => Ok(explain_refusal(code, why)),
    }
}

fn explain_refusal(code: OrderCode, why: &ShipmentError) -> Failure {
    let message = msg!("desk-not_shipped", order = code, why = why.message());
    Failure::usage(message).with_hint(why.hint())
}
