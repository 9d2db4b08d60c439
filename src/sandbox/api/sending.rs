//! Sending (→ 配送中): carrier and tracking number, checked as strictly as the documents say.

use super::super::answer::{BulkRow, MethodAnswer};
use super::super::variants::SendAgain;
use super::super::world::World;
use super::confirm::{field, json_rows, row_id};
use super::params::read_order_no;
use super::tracking;
use super::{Call, command};
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;

const MAX_CARRIER_CHARS: usize = 200;
const MAX_TRACKING_CHARS: usize = 50;

/// SetSendingInfo: one order. Everything past its few codes is -10010.
pub(super) fn single(world: &mut World, call: &Call) -> MethodAnswer {
    let p = call.params;
    let (number, carrier, tracking_no) = (p.get("OrderNo"), p.get("ShippingCorp"), p.get("TrackingNo"));
    let code = try_single(world, call, number, carrier, tracking_no);
    command(world.note(call, number, values(carrier, tracking_no), code))
}

fn try_single(world: &mut World, call: &Call, number: &str, carrier: &str, tracking_no: &str) -> i64 {
    let Some(order_no) = read_order_no(number) else { return -10001 };
    if carrier.trim().is_empty() || carrier.chars().count() > MAX_CARRIER_CHARS {
        return -10002;
    }
    if tracking_no.trim().is_empty() || tracking_no.chars().count() > MAX_TRACKING_CHARS {
        return -10003;
    }
    let Some(line) = world.lines.get(&order_no) else { return -10004 };
    let again = line.status == 4 && world.variants.send_again == SendAgain::Accepted;
    let state_fits = matches!(line.status, 2 | 3) || again;
    if line.claim.is_some() || !state_fits || tracking::check(world, line, carrier, tracking_no).is_err() {
        return -10010;
    }
    send(world, order_no, carrier, tracking_no, call.now);
    0
}

/// SetSendingInfoBulk: up to 500 orders, each with its own code.
pub(super) fn bulk(world: &mut World, call: &Call) -> MethodAnswer {
    let rows = match json_rows(call.params.get("ShippingInfoJson")) {
        Ok(rows) => rows,
        Err(code) => return command(world.note(call, "", "bulk".to_owned(), code)),
    };
    let answers = rows.iter().enumerate().map(|(n, row)| {
        let number = field(row, "OrderNo");
        let (carrier, tracking_no) = (field(row, "ShippingCorp"), field(row, "TrackingNo"));
        let code = try_row(world, number, carrier, tracking_no, call.now);
        world.note(call, number, values(carrier, tracking_no), code);
        BulkRow { id: ("contr_no", row_id(world, number, n)), code, carrier: Some(carrier.to_owned()) }
    });
    MethodAnswer::Bulk(answers.collect())
}

fn try_row(world: &mut World, number: &str, carrier: &str, tracking_no: &str, now: Jst) -> i64 {
    let Some(order_no) = read_order_no(number) else { return -10115 };
    let Some(line) = world.lines.get(&order_no) else { return -10122 };
    if line.has_left() {
        return -10007;
    }
    if line.is_claimed() {
        return -10101;
    }
    if carrier.trim().is_empty() {
        return -10116;
    }
    if tracking_no.trim().is_empty() {
        return -10117;
    }
    if tracking_no.chars().count() > MAX_TRACKING_CHARS {
        return -10105;
    }
    match line.status {
        1 => return -10010,
        4 | 5 => return -10007,
        _ => {}
    }
    if let Err(code) = tracking::check(world, line, carrier, tracking_no) {
        return code;
    }
    send(world, order_no, carrier, tracking_no, now);
    0
}

fn send(world: &mut World, order_no: OrderNo, carrier: &str, tracking_no: &str, now: Jst) {
    if let Some(line) = world.lines.get_mut(&order_no) {
        line.status = 4;
        line.carrier = carrier.to_owned();
        line.tracking_no = tracking_no.to_owned();
        line.shipped_at = Some(now);
        world.tracking.entry(tracking_no.to_owned()).or_insert(line.pack_no);
    }
}

fn values(carrier: &str, tracking_no: &str) -> String {
    format!("carrier={carrier} tracking={tracking_no}")
}
