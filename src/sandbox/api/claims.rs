//! Claims: their list, an order looked up by number, and the seller's own cancellation.

use super::super::answer::MethodAnswer;
use super::super::model::{CartLine, LineClaim};
use super::super::world::World;
use super::call::{Call, MethodResult, to_answer};
use super::rows;
use super::values::{SearchWindow, WindowError, parse_order_no};
use crate::domain::time::Jst;

/// GetClaimInfo_V3: one status or all, by order date, request date (the default) or completion date.
pub(super) fn list_claims(world: &World, call: &Call) -> MethodResult {
    let (from, to) = (call.get("search_Sdate"), call.get("search_Edate"));
    let window = SearchWindow::parse(from, to, world.variants.end_bound)
        .map_err(|error| if error == WindowError::Date { -10002 } else { -10003 })?;
    let date: fn(&World, &CartLine, &LineClaim) -> Option<Jst> = match call.get("search_condition") {
        "1" => |world, line, _| world.carts.get(&line.pack_no).map(|cart| cart.ordered_at),
        "" | "2" => |_, _, claim| Some(claim.requested_at),
        "3" => |_, _, claim| claim.completed_at,
        _ => return Err(-10002),
    };
    let status = call.get("ClaimStat");
    let listed = world.lines.values().filter(|line| {
        line.claim.as_ref().is_some_and(|claim| {
            (status.is_empty() || claim.status.to_string() == status)
                && date(world, line, claim).is_some_and(|at| window.contains(at))
        })
    });
    Ok(rows::build_list(world, listed, rows::CLAIM))
}

/// GetShippingAndClaimInfoByOrderNo_V2: knows cancelled orders too.
pub(super) fn look_up_order(world: &World, call: &Call) -> MethodResult {
    let order_no = parse_order_no(call.get("OrderNo")).ok_or(-10002)?;
    let line = world.lines.get(&order_no).ok_or(-10003)?;
    let row = rows::build_row(world, line, rows::BY_NUMBER).ok_or(-10003)?;
    Ok(MethodAnswer::Rows(vec![row]))
}

/// SetCancelProcess: the seller cancels an order that is not sent yet.
pub(super) fn cancel_order(world: &mut World, call: &Call) -> MethodResult {
    let (number, reason) = (call.get("ContrNo"), call.get("CancelReason"));
    let result = try_cancel(world, number, reason, call.now);
    call.record(world, number, format!("reason={reason}"), result).map(to_answer)
}

fn try_cancel(world: &mut World, number: &str, reason: &str, now: Jst) -> Result<(), i64> {
    let order_no = parse_order_no(number).ok_or(-10001)?;
    let line = world.lines.get_mut(&order_no).ok_or(-10002)?;
    if line.status > 3 || line.has_left() || !matches!(reason, "" | "1" | "2" | "3") {
        return Err(-10004);
    }
    line.cancel(now);
    Ok(())
}
