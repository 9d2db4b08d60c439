//! Bulk calls: up to 500 rows of JSON in one parameter, each with its own code.

use serde_json::Value;

use super::super::answer::{BulkRow, MethodAnswer};
use super::super::json::JsonValue;
use super::super::request::Params;
use super::super::variants::BulkRowId;
use super::super::world::World;
use super::call::{Call, MethodResult, to_answer, to_code};

const MAX_ROWS: usize = 500;
const NOT_ROWS: i64 = -10006;
const TOO_MANY_ROWS: i64 = -10011;

/// Where a bulk call on orders has its rows, and how its answer names them.
pub(super) struct OrderBulk {
    pub(super) rows_in: &'static str,
    /// `cont_no` or `contr_no`.
    pub(super) id_field: &'static str,
    /// Whether the answer's rows repeat the delivery company.
    pub(super) has_carrier: bool,
}

/// A bulk call on orders.
pub(super) fn run_order_bulk(
    world: &mut World,
    call: &Call,
    form: &OrderBulk,
    change: fn(&mut World, &Call, &Params) -> Result<(), i64>,
) -> MethodResult {
    let rows = match parse_rows(call.get(form.rows_in)) {
        Ok(rows) => rows,
        Err(code) => return refuse_whole(world, call, code),
    };
    let answers = rows.iter().enumerate().map(|(n, row)| {
        let row = read_without_bare_tracking(row);
        let code = to_code(change(world, call, &row));
        let carrier = form.has_carrier.then(|| row.get("ShippingCorp").to_owned());
        BulkRow { id: (form.id_field, get_row_id(world, row.get("OrderNo"), n)), code, carrier }
    });
    Ok(MethodAnswer::Bulk(answers.collect()))
}

/// A bulk call on items: too many rows are -2, damaged JSON -10101.
pub(super) fn run_item_bulk(
    world: &mut World,
    call: &Call,
    change: fn(&mut World, &Call, &Value) -> Result<(), i64>,
) -> MethodResult {
    let rows = match parse_rows(call.get("ItemInfoJson")) {
        Ok(rows) => rows,
        Err(TOO_MANY_ROWS) => return refuse_whole(world, call, -2),
        Err(_) => return refuse_whole(world, call, -10101),
    };
    let answers = rows.iter().map(|row| {
        let echo = read_lenient(row).0.into_iter().map(|(key, value)| (key, JsonValue::Exact(value)));
        (JsonValue::Object(echo.collect()), to_code(change(world, call, row)))
    });
    Ok(MethodAnswer::ItemBulk(answers.collect()))
}

fn refuse_whole(world: &mut World, call: &Call, code: i64) -> MethodResult {
    call.record(world, "", "bulk".to_owned(), Err(code)).map(to_answer)
}

fn parse_rows(text: &str) -> Result<Vec<Value>, i64> {
    let rows: Vec<Value> = serde_json::from_str(text).map_err(|_| NOT_ROWS)?;
    match rows.len() {
        0 => Err(NOT_ROWS),
        n if n > MAX_ROWS => Err(TOO_MANY_ROWS),
        _ if !rows.iter().all(Value::is_object) => Err(NOT_ROWS),
        _ => Ok(rows),
    }
}

/// The texts and numbers of a row, as texts: the guide's sample leaves price and quantity unquoted.
pub(super) fn read_lenient(row: &Value) -> Params {
    let read = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    Params(row.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), read(value))).collect())
}

/// The same, but a tracking number that is not quoted counts as missing: its zeros would be lost.
fn read_without_bare_tracking(row: &Value) -> Params {
    let mut params = read_lenient(row);
    let is_bare = |key: &str| row.get(key).is_some_and(Value::is_number);
    params.0.retain(|(key, _)| !(key.eq_ignore_ascii_case("TrackingNo") && is_bare(key)));
    params
}

fn get_row_id(world: &World, number: &str, position: usize) -> i64 {
    match world.variants.bulk_row_id {
        BulkRowId::OrderNo => number.parse().unwrap_or(0),
        BulkRowId::Position => i64::try_from(position).map_or(0, |n| n + 1),
    }
}
