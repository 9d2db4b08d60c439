//! Claims: their list, an order looked up by number, and the seller's own cancellation.

use super::super::answer::MethodAnswer;
use super::super::model::{CartLine, LineClaim};
use super::super::variants::EndBound;
use super::super::world::World;
use super::orders::arrange;
use super::params::{SearchWindow, WindowError, read_order_no};
use super::{Call, claim_rows, command};
use crate::domain::time::Jst;

/// GetClaimInfo_V3: one status or all, by order date, request date (the default) or completion date.
pub(super) fn list(world: &World, call: &Call) -> MethodAnswer {
    let p = call.params;
    let end_is_in = world.variants.end_bound == EndBound::Inclusive;
    let window = match SearchWindow::read(p.get("search_Sdate"), p.get("search_Edate"), end_is_in) {
        Ok(window) => window,
        Err(WindowError::Date) => return MethodAnswer::Refused(-10002),
        Err(WindowError::TooLong) => return MethodAnswer::Refused(-10003),
    };
    let date: fn(&World, &CartLine, &LineClaim) -> Option<Jst> = match p.get("search_condition") {
        "1" => |world, line, _| world.carts.get(&line.pack_no).map(|cart| cart.ordered_at),
        "" | "2" => |_, _, claim| Some(claim.requested_at),
        "3" => |_, _, claim| claim.completed_at,
        _ => return MethodAnswer::Refused(-10002),
    };
    let status = p.get("ClaimStat");
    let listed = world.lines.values().filter(|line| {
        line.claim.as_ref().is_some_and(|claim| {
            (status.is_empty() || claim.status.to_string() == status)
                && date(world, line, claim).is_some_and(|at| window.contains(at))
        })
    });
    let rows = listed.filter_map(|line| claim_rows::claim(world, line)).collect();
    MethodAnswer::Rows(arrange(rows, &world.variants))
}

/// GetShippingAndClaimInfoByOrderNo_V2: knows cancelled orders too.
pub(super) fn by_number(world: &World, call: &Call) -> MethodAnswer {
    let Some(order_no) = read_order_no(call.params.get("OrderNo")) else {
        return MethodAnswer::Refused(-10002);
    };
    match world.lines.get(&order_no).and_then(|line| claim_rows::by_number(world, line)) {
        Some(row) => MethodAnswer::Rows(vec![row]),
        None => MethodAnswer::Refused(-10003),
    }
}

/// SetCancelProcess: the seller cancels an order that is not sent yet.
pub(super) fn cancel(world: &mut World, call: &Call) -> MethodAnswer {
    let (number, reason) = (call.params.get("ContrNo"), call.params.get("CancelReason"));
    let code = try_cancel(world, number, reason, call.now);
    command(world.note(call, number, format!("reason={reason}"), code))
}

fn try_cancel(world: &mut World, number: &str, reason: &str, now: Jst) -> i64 {
    let Some(order_no) = read_order_no(number) else { return -10001 };
    let Some(line) = world.lines.get_mut(&order_no) else { return -10002 };
    if line.status > 3 || line.has_left() || !matches!(reason, "" | "1" | "2" | "3") {
        return -10004;
    }
    line.cancel(now);
    0
}

impl CartLine {
    /// Completes a cancellation: claim 3, or 16 for an order that was never paid.
    pub(crate) fn cancel(&mut self, now: Jst) {
        let earlier = self.claim.take();
        self.claim = Some(LineClaim {
            status: if self.paid_at.is_some() { 3 } else { 16 },
            requested_at: earlier.as_ref().map_or(now, |claim| claim.requested_at),
            completed_at: Some(now),
            reason: earlier.map_or_else(String::new, |claim| claim.reason),
        });
    }
}
