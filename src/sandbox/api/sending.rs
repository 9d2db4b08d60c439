//! Sending (→ 配送中): carrier and tracking number, checked as strictly as the documents say.

use super::super::request::Params;
use super::super::variants::SendAgain;
use super::super::world::World;
use super::bulk::{OrderBulk, run_order_bulk};
use super::call::{Call, MethodResult, to_answer};
use super::tracking;
use super::values::parse_order_no;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;

const MAX_CARRIER_CHARS: usize = 200;
const MAX_TRACKING_CHARS: usize = 50;

/// SetSendingInfo: one order. Everything past its few codes is -10010.
pub(super) fn send_single(world: &mut World, call: &Call) -> MethodResult {
    let result = try_single(world, call.params, call.now);
    record(world, call, call.params, result).map(to_answer)
}

fn try_single(world: &mut World, p: &Params, now: Jst) -> Result<(), i64> {
    let (carrier, tracking_no) = (p.get("ShippingCorp"), p.get("TrackingNo"));
    let order_no = parse_order_no(p.get("OrderNo")).ok_or(-10001)?;
    if carrier.trim().is_empty() || carrier.chars().count() > MAX_CARRIER_CHARS {
        return Err(-10002);
    }
    if tracking_no.trim().is_empty() || tracking_no.chars().count() > MAX_TRACKING_CHARS {
        return Err(-10003);
    }
    let line = world.lines.get(&order_no).ok_or(-10004)?;
    let again = line.status == 4 && world.variants.send_again == SendAgain::Accepted;
    let state_fits = matches!(line.status, 2 | 3) || again;
    if !line.is_free() || !state_fits || tracking::check(world, line, carrier, tracking_no).is_err() {
        return Err(-10010);
    }
    send(world, order_no, p, now);
    Ok(())
}

/// SetSendingInfoBulk.
pub(super) fn send_bulk(world: &mut World, call: &Call) -> MethodResult {
    let form = OrderBulk { rows_in: "ShippingInfoJson", id_field: "contr_no", has_carrier: true };
    run_order_bulk(world, call, &form, |world, call, row| {
        let result = try_row(world, row, call.now);
        record(world, call, row, result)
    })
}

fn try_row(world: &mut World, row: &Params, now: Jst) -> Result<(), i64> {
    let (carrier, tracking_no) = (row.get("ShippingCorp"), row.get("TrackingNo"));
    let order_no = parse_order_no(row.get("OrderNo")).ok_or(-10115)?;
    let line = world.lines.get(&order_no).ok_or(-10122)?;
    // The first that applies is the answer.
    let refusals = [
        (line.has_left(), -10007),
        (line.is_claimed(), -10101),
        (carrier.trim().is_empty(), -10116),
        (tracking_no.trim().is_empty(), -10117),
        (tracking_no.chars().count() > MAX_TRACKING_CHARS, -10105),
        (line.status == 1, -10010),
        (matches!(line.status, 4 | 5), -10007),
    ];
    if let Some((_, code)) = refusals.into_iter().find(|(applies, _)| *applies) {
        return Err(code);
    }
    tracking::check(world, line, carrier, tracking_no)?;
    send(world, order_no, row, now);
    Ok(())
}

fn send(world: &mut World, order_no: OrderNo, row: &Params, now: Jst) {
    if let Some(line) = world.lines.get_mut(&order_no) {
        row.get("ShippingCorp").clone_into(&mut line.carrier);
        row.get("TrackingNo").clone_into(&mut line.tracking_no);
        line.status = 4;
        line.shipped_at = Some(now);
        world.tracking.entry(line.tracking_no.clone()).or_insert(line.pack_no);
    }
}

fn record(world: &mut World, call: &Call, row: &Params, result: Result<(), i64>) -> Result<(), i64> {
    let values = format!("carrier={} tracking={}", row.get("ShippingCorp"), row.get("TrackingNo"));
    call.record(world, row.get("OrderNo"), values, result)
}
