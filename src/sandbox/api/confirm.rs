//! The seller's confirmation (新規注文 → 配送準備) with its planned ship date.

use chrono::{NaiveDate, TimeDelta};

use super::super::request::Params;
use super::super::variants::{ConfirmAgain, ShipDateLimit};
use super::super::world::{World, to_day};
use super::bulk::{OrderBulk, run_order_bulk};
use super::call::{Call, MethodResult, to_answer};
use super::values::{parse_day, parse_order_no};
use crate::domain::ids::OrderNo;

const MAX_MEMO_CHARS: usize = 1000;

/// SetSellerCheckYN_V2: one order; today is accepted, and so is a new date for a confirmed order.
pub(super) fn confirm_single(world: &mut World, call: &Call) -> MethodResult {
    let result = try_single(world, call);
    let values = format!("date={}", call.get("EstShipDt"));
    call.record(world, call.get("OrderNo"), values, result).map(to_answer)
}

fn try_single(world: &mut World, call: &Call) -> Result<(), i64> {
    let order_no = parse_order_no(call.get("OrderNo")).ok_or(-10001)?;
    let line = world.lines.get(&order_no).ok_or(-10004)?;
    let date = call.get("EstShipDt");
    let last = get_last_ship_day(world, call);
    let day = parse_day(date).filter(|day| to_day(call.now) <= *day && *day <= last);
    let again = world.variants.confirm_again == ConfirmAgain::Accepted;
    let state_fits = line.is_free() && (line.status == 2 || line.status == 3 && again);
    let fits = state_fits
        && (date.is_empty() || day.is_some())
        && matches!(call.get("DelayType"), "" | "1" | "2" | "3" | "4")
        && call.get("DelayMemo").chars().count() <= MAX_MEMO_CHARS;
    if !fits {
        return Err(-10010);
    }
    confirm(world, order_no, day);
    Ok(())
}

/// SetSellerCheckYNBulk.
pub(super) fn confirm_bulk(world: &mut World, call: &Call) -> MethodResult {
    let form = OrderBulk { rows_in: "SendPlanDtInfoJson", id_field: "cont_no", has_carrier: false };
    run_order_bulk(world, call, &form, |world, call, row| {
        let result = try_row(world, call, row);
        call.record(world, row.get("OrderNo"), format!("date={}", row.get("EstShipDt")), result)
    })
}

/// The state is looked at before the date.
fn try_row(world: &mut World, call: &Call, row: &Params) -> Result<(), i64> {
    let order_no = parse_order_no(row.get("OrderNo")).ok_or(-10001)?;
    let line = world.lines.get(&order_no).ok_or(-10004)?;
    match line.status {
        _ if line.has_left() => return Err(-10007),
        _ if line.is_claimed() => return Err(-10014),
        2 => {}
        3 => return Err(-10012),
        _ => return Err(-10013),
    }
    let day = parse_day(row.get("EstShipDt")).ok_or(-10016)?;
    if day <= to_day(call.now) {
        return Err(-10018);
    }
    if day > get_last_ship_day(world, call) {
        return Err(-10017);
    }
    confirm(world, order_no, Some(day));
    Ok(())
}

fn get_last_ship_day(world: &World, call: &Call) -> NaiveDate {
    let days = match world.variants.ship_date_limit {
        ShipDateLimit::Ninety => 90,
        ShipDateLimit::Ten => 10,
    };
    to_day(call.now) + TimeDelta::days(days)
}

fn confirm(world: &mut World, order_no: OrderNo, day: Option<NaiveDate>) {
    if let Some(line) = world.lines.get_mut(&order_no) {
        line.status = 3;
        line.planned_on = day.or(line.planned_on);
        line.packing_no = format!("JPP{:08}", order_no.get() % 100_000_000);
    }
}
