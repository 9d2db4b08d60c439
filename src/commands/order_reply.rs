//! What several commands answer about one order.

use crate::desk::orders;
use crate::domain::ids::OrderCode;
use crate::error::Failure;
use crate::render::orders as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::store::{self, Store};
use crate::vocabulary::msg;

/// An order after a change, whole.
pub(super) fn print_order(context: &Context, store: &Store, code: OrderCode) -> Result<(), Failure> {
    let whole =
        orders::load_order(store, code).map_err(|error| Failure::from_store(context.state_path(), &error))?;
    let json = whole.map(|whole| told::render_json(&whole.order, Some(&whole), context.lang)).transpose();
    context.output.print_result(&(json.map_err(|e| paged_list::json_error(&e))?.unwrap_or_default() + "\n"))
}

/// The error for a code that no order has.
pub(super) fn unknown_order(store: &Store, code: OrderCode) -> Result<Failure, store::Error> {
    let next = store.match_code(code)?.message(code).unwrap_or_else(|| msg!("desk-where_orders_are"));
    Ok(Failure::usage(msg!("desk-unknown_order", order = code)).with_hint(next))
}
