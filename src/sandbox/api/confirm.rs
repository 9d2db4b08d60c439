//! The seller's confirmation (新規注文 → 配送準備) with its planned ship date.

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use super::super::answer::{BulkRow, MethodAnswer};
use super::super::variants::{BulkRowId, ConfirmAgain, ShipDateLimit};
use super::super::world::{World, day_of};
use super::params::{read_day, read_order_no};
use super::{Call, command};
use crate::domain::ids::OrderNo;

/// The most rows of any bulk call.
pub(super) const MAX_ROWS: usize = 500;
const MAX_MEMO_CHARS: usize = 1000;

/// SetSellerCheckYN_V2: one order; today is accepted, and so is a new date for a confirmed order.
pub(super) fn single(world: &mut World, call: &Call) -> MethodAnswer {
    let p = call.params;
    let (number, date) = (p.get("OrderNo"), p.get("EstShipDt"));
    let extras_fit = matches!(p.get("DelayType"), "" | "1" | "2" | "3" | "4")
        && p.get("DelayMemo").chars().count() <= MAX_MEMO_CHARS;
    let code = try_single(world, call, number, date, extras_fit);
    command(world.note(call, number, format!("date={date}"), code))
}

fn try_single(world: &mut World, call: &Call, number: &str, date: &str, extras_fit: bool) -> i64 {
    let Some(order_no) = read_order_no(number) else { return -10001 };
    let last = last_day(world, call);
    let again = world.variants.confirm_again == ConfirmAgain::Accepted;
    let Some(line) = world.lines.get_mut(&order_no) else { return -10004 };
    let day = read_day(date).filter(|day| day_of(call.now) <= *day && *day <= last);
    let date_fits = date.is_empty() || day.is_some();
    let state_fits = line.status == 2 || line.status == 3 && again;
    if line.claim.is_some() || !state_fits || !date_fits || !extras_fit {
        return -10010;
    }
    confirm(world, order_no, day);
    0
}

/// SetSellerCheckYNBulk: up to 500 orders, each with its own code.
pub(super) fn bulk(world: &mut World, call: &Call) -> MethodAnswer {
    let rows = match json_rows(call.params.get("SendPlanDtInfoJson")) {
        Ok(rows) => rows,
        Err(code) => return command(world.note(call, "", "bulk".to_owned(), code)),
    };
    let answers = rows.iter().enumerate().map(|(n, row)| {
        let (number, date) = (field(row, "OrderNo"), field(row, "EstShipDt"));
        let code = try_row(world, call, number, date);
        world.note(call, number, format!("date={date}"), code);
        BulkRow { id: ("cont_no", row_id(world, number, n)), code, carrier: None }
    });
    MethodAnswer::Bulk(answers.collect())
}

/// The state is looked at before the date.
fn try_row(world: &mut World, call: &Call, number: &str, date: &str) -> i64 {
    let Some(order_no) = read_order_no(number) else { return -10001 };
    let Some(line) = world.lines.get(&order_no) else { return -10004 };
    match line.status {
        _ if line.has_left() => return -10007,
        _ if line.is_claimed() => return -10014,
        2 => {}
        3 => return -10012,
        _ => return -10013,
    }
    let Some(day) = read_day(date) else { return -10016 };
    if day <= day_of(call.now) {
        return -10018;
    }
    if day > last_day(world, call) {
        return -10017;
    }
    confirm(world, order_no, Some(day));
    0
}

fn last_day(world: &World, call: &Call) -> NaiveDate {
    let days = match world.variants.ship_date_limit {
        ShipDateLimit::Ninety => 90,
        ShipDateLimit::Ten => 10,
    };
    day_of(call.now) + TimeDelta::days(days)
}

fn confirm(world: &mut World, order_no: OrderNo, day: Option<NaiveDate>) {
    if let Some(line) = world.lines.get_mut(&order_no) {
        line.status = 3;
        line.planned_on = day.or(line.planned_on);
        line.packing_no = format!("JPP{:08}", order_no.get() % 100_000_000);
    }
}

/// The rows of a bulk call's JSON text; the code of its refusal.
pub(super) fn json_rows(text: &str) -> Result<Vec<Value>, i64> {
    let Ok(rows) = serde_json::from_str::<Vec<Value>>(text) else { return Err(-10006) };
    match rows.len() {
        0 => Err(-10006),
        n if n > MAX_ROWS => Err(-10011),
        _ if !rows.iter().all(Value::is_object) => Err(-10006),
        _ => Ok(rows),
    }
}

/// A text of a row; numbers count as missing, since the documents ask for texts.
pub(super) fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or("")
}

/// `cont_no` and `contr_no`.
pub(super) fn row_id(world: &World, number: &str, position: usize) -> i64 {
    match world.variants.bulk_row_id {
        BulkRowId::OrderNo => number.parse().unwrap_or(0),
        BulkRowId::Position => i64::try_from(position).map_or(0, |n| n + 1),
    }
}
