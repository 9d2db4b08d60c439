//! GetShippingInfo: which orders a list holds, and in what order.

use super::super::model::CartLine;
use super::super::variants::{CancelRequested, Variants};
use super::super::world::World;
use super::call::{Call, MethodResult};
use super::rows;
use super::values::{SearchWindow, WindowError};
use crate::domain::time::Jst;

/// Which conditions (1 order date, 2 payment, 3 sent, 4 delivered) fit which status.
const CONDITIONS: [&str; 6] = ["12", "1", "12", "12", "123", "1234"];

/// Version 3.
pub(super) fn list_v3(world: &World, call: &Call) -> MethodResult {
    let names = ["ShippingStatus", "SearchStartDate", "SearchEndDate", "SearchCondition"];
    list_orders(world, names.map(|name| call.get(name)), rows::V3)
}

/// Version 2: the same with other names.
pub(super) fn list_v2(world: &World, call: &Call) -> MethodResult {
    let names = ["ShippingStat", "search_Sdate", "search_Edate", "search_condition"];
    list_orders(world, names.map(|name| call.get(name)), rows::V2)
}

fn list_orders(world: &World, asked: [&str; 4], keys: &str) -> MethodResult {
    let [status, from, to, condition] = asked;
    let window = SearchWindow::parse(from, to, world.variants.end_bound)
        .map_err(|error| if error == WindowError::Date { -10001 } else { -10002 })?;
    let status: u8 = match status {
        "" => 0,
        "0" | "1" | "2" | "3" | "4" | "5" => status.parse().map_err(|_| -10003)?,
        _ => return Err(-10003),
    };
    let condition = if condition.is_empty() { "1" } else { condition };
    if condition.len() != 1 || !CONDITIONS[usize::from(status)].contains(condition) {
        return Err(-10004);
    }
    let listed = world.lines.values().filter(|line| {
        is_listed(line, &world.variants)
            && (line.status == status || status == 0 && line.status <= 3)
            && get_date(world, line, condition).is_some_and(|at| window.contains(at))
    });
    Ok(rows::build_list(world, listed, keys))
}

fn is_listed(line: &CartLine, variants: &Variants) -> bool {
    let requested = line.claim.as_ref().is_some_and(|claim| matches!(claim.status, 1 | 2));
    let hidden = requested && variants.cancel_requested == CancelRequested::Hidden;
    !hidden && !line.has_left()
}

fn get_date(world: &World, line: &CartLine, condition: &str) -> Option<Jst> {
    match condition {
        "2" => line.paid_at,
        "3" => line.shipped_at,
        "4" => line.delivered_at,
        _ => world.carts.get(&line.pack_no).map(|cart| cart.ordered_at),
    }
}
