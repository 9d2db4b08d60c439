//! What answers to writing calls show. The request is looked at too: what a number means, and which company
//! a code is about, stands there.

use chrono::NaiveDate;
use serde::Deserialize;

use super::sample::{self, Fields, Sample, get_number};
use super::shape;
use super::watched_call::{Observed, WatchedCall};
use crate::domain::carriers;
use crate::qoo10::method::{self, Method};
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

pub(super) fn is_bulk(method: Method) -> bool {
    is_of_orders(method) || is_of_items(method) || method == method::SEND_ONE
}

fn is_of_orders(method: Method) -> bool {
    matches!(method, method::CONFIRM_BULK | method::SEND_BULK)
}

fn is_of_items(method: Method) -> bool {
    matches!(method, method::SET_QTY_BULK | method::SET_OPTIONS_BULK)
}

pub(super) fn observe_bulk(exchange: &WatchedCall<'_>, sample: &Sample<'_>, seen: &mut Observed) {
    if is_of_items(exchange.method) {
        observe_item_rows(sample, seen);
        return;
    }
    let sent = read_sent(exchange);
    if exchange.method == method::SEND_ONE {
        if let (Some(code), Some(one)) = (sample.get_code("ResultCode"), sent.first()) {
            observe_company(code, one, seen);
        }
        return;
    }
    let rows = observe_place(sample, seen);
    let mut failed = false;
    for (position, row) in rows.iter().enumerate() {
        let Some(code) = row.get("result_cd").and_then(|raw| get_number(raw)) else { continue };
        failed |= code != 0;
        let number = ["cont_no", "contr_no"].iter().find_map(|key| get_number(row.get(*key)?));
        // A number that was sent is an order number, even where it would do as a position too.
        let is_sent = |one: &RequestedRow| one.number() == number;
        let one = match number {
            Some(_) if sent.iter().any(is_sent) => {
                seen.add(Point::BulkRowId, Form::OrderNo);
                sent.iter().find(|one| is_sent(one))
            }
            Some(number) if (1..=sent.len()).any(|n| n as i64 == number) => {
                seen.add(Point::BulkRowId, Form::Position);
                usize::try_from(number - 1).ok().and_then(|n| sent.get(n))
            }
            Some(_) => {
                let raw = ["cont_no", "contr_no"].iter().find_map(|key| row.get(*key));
                let shape = raw.map(|raw| shape::describe_shape(raw.get())).unwrap_or_default();
                seen.add_unknown(Point::BulkRowId, shape);
                None
            }
            None => sent.get(position),
        };
        if let Some(one) = one {
            observe_company(code, one, seen);
            observe_date(code, one, exchange.today, seen);
        }
    }
    if failed && let Some(code) = sample.get_code("ResultCode") {
        seen.add(Point::BulkPartFailure, if code == 0 { Form::Zero } else { Form::Negative });
    }
}

/// A row of the request.
#[derive(Debug, Default, Deserialize)]
struct RequestedRow {
    #[serde(rename = "OrderNo", default)]
    order_no: String,
    #[serde(rename = "EstShipDt", default)]
    date: String,
    #[serde(rename = "ShippingCorp", default)]
    company: String,
}

impl RequestedRow {
    fn number(&self) -> Option<i64> {
        self.order_no.parse().ok()
    }
}

fn read_sent(exchange: &WatchedCall<'_>) -> Vec<RequestedRow> {
    let bulk = exchange.get_field("SendPlanDtInfoJson").or(exchange.get_field("ShippingInfoJson"));
    match bulk {
        // The client wrote it itself.
        Some(json) => serde_json::from_str(json).unwrap_or_default(),
        None => {
            let text = |name| exchange.get_field(name).unwrap_or_default().to_owned();
            let (order_no, company) = (text("OrderNo"), text("ShippingCorp"));
            vec![RequestedRow { order_no, company, ..RequestedRow::default() }]
        }
    }
}

/// Where the rows are.
fn observe_place<'a>(sample: &Sample<'a>, seen: &mut Observed) -> Vec<Fields<'a>> {
    let Some(json) = sample.get_result().filter(|json| json.starts_with(['[', '{'])) else {
        return Vec::new();
    };
    let is_row = |row: &Fields<'_>| row.contains_key("cont_no") || row.contains_key("contr_no");
    if json.starts_with('[') {
        let rows = sample::read_list(json);
        match rows.first() {
            Some(row) if is_row(row) && row.contains_key("ResultCode") => {
                seen.add(Point::BulkRows, Form::RowCodes);
            }
            Some(row) if is_row(row) => seen.add(Point::BulkRows, Form::Array),
            Some(_) => seen.add_unknown(Point::BulkRows, describe_first(json)),
            None => {}
        }
        return rows;
    }
    let one: Fields<'a> = serde_json::from_str(json).unwrap_or_default();
    if is_row(&one) {
        seen.add(Point::BulkRows, Form::Bare);
        return vec![one];
    }
    match one.get("ResultObject").map(|inner| inner.get()).filter(|inner| inner.starts_with('[')) {
        Some(inner) => {
            seen.add(Point::BulkRows, Form::Nested);
            sample::read_list(inner)
        }
        None => {
            seen.add_unknown(Point::BulkRows, shape::describe_shape(json));
            Vec::new()
        }
    }
}

fn describe_first(json: &str) -> String {
    let rows: Vec<&serde_json::value::RawValue> = serde_json::from_str(json).unwrap_or_default();
    let first = rows.first().map(|row| shape::describe_shape(row.get())).unwrap_or_default();
    format!("[{first}]")
}

/// "Please enter the exact name of the delivery company."
const UNKNOWN_COMPANY: i64 = -10120;
/// "Maximum Registration Available Date Exceeded".
const DATE_TOO_FAR: i64 = -10017;
/// The seller site's own limit, in days.
const NEAR_LIMIT: i64 = 10;

fn observe_company(code: i64, sent: &RequestedRow, seen: &mut Observed) {
    let name = sent.company.as_str();
    if name.is_empty() {
        return;
    }
    let is_known = carriers::list_known_names().any(|known| known == name);
    let form = match (code, is_known) {
        (0, true) => Form::Known,
        (0, false) if name.is_ascii() => Form::WithEnglish,
        (0, false) => Form::Any,
        (UNKNOWN_COMPANY, true) => Form::ShopOnly,
        _ => return,
    };
    seen.add(Point::Carriers, form);
}

fn observe_date(code: i64, sent: &RequestedRow, today: Option<NaiveDate>, seen: &mut Observed) {
    let date = NaiveDate::parse_from_str(&sent.date, "%Y%m%d").ok();
    let Some(days) = date.zip(today).map(|(date, today)| (date - today).num_days()) else { return };
    match code {
        0 if days > NEAR_LIMIT => seen.add(Point::ShipDateLimit, Form::NinetyDays),
        DATE_TOO_FAR if days <= 90 => seen.add(Point::ShipDateLimit, Form::TenDays),
        _ => {}
    }
}

fn observe_item_rows(sample: &Sample<'_>, seen: &mut Observed) {
    let json = sample.get_result().unwrap_or("null");
    let is_empty = matches!(json.trim_matches(['"', '[', ']', ' ']), "" | "null");
    let is_echo = |row: &Fields<'_>| row.contains_key("ItemCode") && row.contains_key("ResultCode");
    match sample.rows.first() {
        _ if is_empty => seen.add(Point::ItemBulkRows, Form::Absent),
        Some(row) if is_echo(row) => seen.add(Point::ItemBulkRows, Form::Echo),
        _ if json.starts_with('[') => seen.add_unknown(Point::ItemBulkRows, describe_first(json)),
        _ => seen.add_unknown(Point::ItemBulkRows, shape::describe_shape(json)),
    }
}
