//! GetShippingInfo: which orders a list holds, and in what order.

use std::borrow::Cow;

use super::super::answer::MethodAnswer;
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
    let names = ["ShippingStatus", "SearchStartDate", "SearchEndDate", "SearchCondition", "Page"];
    list_orders(world, names.map(|name| call.get(name)), rows::V3)
}

/// Version 2: the same with other names, and dates with hyphens too.
pub(super) fn list_v2(world: &World, call: &Call) -> MethodResult {
    let (from, to) = (strip_hyphens(call.get("search_Sdate")), strip_hyphens(call.get("search_Edate")));
    let [status, condition, page] = ["ShippingStat", "search_condition", "Page"].map(|name| call.get(name));
    list_orders(world, [status, &from, &to, condition, page], rows::V2)
}

/// `2026-07-01` and `2026-07-01 09:08:07` without their marks; anything else as it is.
fn strip_hyphens(date: &str) -> Cow<'_, str> {
    let form: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match form.as_str() {
        "0000-00-00" | "0000-00-00 00:00:00" => date.replace(['-', ':', ' '], "").into(),
        _ => date.into(),
    }
}

fn list_orders(world: &World, asked: [&str; 5], keys: &str) -> MethodResult {
    let [status, from, to, condition, page] = asked;
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
    // The first page is everything (CODE, of version 2).
    if page.parse().is_ok_and(|page: u64| page > 1) {
        return Ok(MethodAnswer::Rows(Vec::new()));
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
