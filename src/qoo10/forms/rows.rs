//! What rows of orders and claims show.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::keys;
use super::sample::{Fields, Sample, get_number, get_text};
use super::shape;
use super::watched_call::Observed;
use crate::domain::sighting::SeenForm;
use crate::qoo10::method;
use crate::qoo10::wire::claims::classify_phrase;
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

/// GetShippingInfo_v3.
pub(super) fn observe_orders(sample: &Sample<'_>, seen: &mut Observed) {
    observe_list(sample, "OrderNo", seen);
    keys::observe_keys(method::GET_SHIPPING_INFO, &sample.rows, seen);
    for row in &sample.rows {
        for (key, raw) in row {
            if keys::is_money(key) {
                observe_number(raw, seen);
            } else if keys::is_text(key) {
                observe_blank(raw, seen);
            }
        }
        if let Some(raw) = row.get("ShippingStatus") {
            seen.add_form(Point::StatusText, classify_status(raw));
        }
        observe_related(row, seen);
        observe_payment(row, seen);
        for key in ["BuyerTel", "BuyerMobile", "ReceiverTel", "ReceiverMobile"] {
            observe_phone(row.get(key).and_then(|raw| get_text(raw)).as_deref(), seen);
        }
        observe_names(row, &["ItemTitle", "Option", "Buyer", "Receiver", "ShippingAddress"], seen);
    }
}

/// GetClaimInfo_V3.
pub(super) fn observe_claims(sample: &Sample<'_>, seen: &mut Observed) {
    observe_list(sample, "orderNo", seen);
    keys::observe_keys(method::GET_CLAIMS, &sample.rows, seen);
    for row in &sample.rows {
        if let Some(raw) = row.get("claimStatus") {
            seen.add_form(Point::ClaimStatus, classify_claim(raw));
        }
        if let Some(raw) = row.get("paymentAmount") {
            observe_number(raw, seen);
        }
    }
}

/// GetShippingAndClaimInfoByOrderNo_V2.
pub(super) fn observe_look_up(sample: &Sample<'_>, seen: &mut Observed) {
    keys::observe_keys(method::GET_BY_ORDER_NO, &sample.rows, seen);
    for raw in sample.rows.iter().filter_map(|row| row.get("claimStatus")) {
        match (raw.get(), get_text(raw).as_deref().map(str::trim)) {
            // Before the text: null and "" read alike.
            ("null", _) => seen.add(Point::NoClaim, Form::Null),
            ("0", _) | (_, Some("0")) => seen.add(Point::NoClaim, Form::Zero),
            (_, Some("")) => seen.add(Point::NoClaim, Form::Empty),
            _ => seen.add_form(Point::ClaimStatus, classify_claim(raw)),
        }
    }
}

/// What a list shows as a whole: how it is empty, its order, rows that come twice.
fn observe_list(sample: &Sample<'_>, number_key: &str, seen: &mut Observed) {
    if sample.rows.is_empty() {
        observe_empty(Point::EmptyList, sample.get_result(), seen);
        return;
    }
    let numbers: Vec<i64> = sample.rows.iter().filter_map(|row| get_number(row.get(number_key)?)).collect();
    let different: BTreeSet<i64> = numbers.iter().copied().collect();
    seen.add(Point::Duplicates, if different.len() < numbers.len() { Form::Twice } else { Form::None });
    // Two rows are in some order by chance.
    if different.len() < 3 {
        return;
    }
    let form = match () {
        () if numbers.is_sorted() => Form::Number,
        () if numbers.iter().rev().is_sorted() => Form::Reversed,
        () => Form::Shuffled,
    };
    seen.add(Point::RowOrder, form);
}

/// How a list without rows is written.
pub(super) fn observe_empty(point: Point, result: Option<&str>, seen: &mut Observed) {
    let Some(json) = result else {
        // Absent is no empty list, and the readers say so.
        return;
    };
    match json.as_bytes() {
        b"null" => seen.add(point, Form::Null),
        [b'[', rest @ .., b']'] if rest.trim_ascii().is_empty() => seen.add(point, Form::Array),
        [b'"', rest @ .., b'"'] if rest.trim_ascii().is_empty() => seen.add(point, Form::Text),
        _ => seen.add_unknown(point, shape::describe_shape(json)),
    }
}

/// How money is written.
pub(super) fn observe_number(raw: &RawValue, seen: &mut Observed) {
    let json = raw.get();
    let (text, is_quoted) = match json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(text) => (text, true),
        None => (json, false),
    };
    if matches!(text.trim(), "" | "null") {
        return;
    }
    let (whole, decimals) = text.strip_prefix('-').unwrap_or(text).split_once('.').unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    if whole.is_empty() || !are_digits(whole) || !are_digits(decimals) {
        seen.add_unknown(Point::Numbers, shape::describe_shape(json));
        return;
    }
    let form = match (decimals.is_empty(), is_quoted) {
        (false, false) => Form::Decimals,
        (true, false) => Form::Plain,
        (false, true) => Form::QuotedDecimals,
        (true, true) => Form::QuotedPlain,
    };
    seen.add(Point::Numbers, form);
}

/// How a text field without a value is written.
pub(super) fn observe_blank(raw: &RawValue, seen: &mut Observed) {
    match raw.get() {
        "null" => seen.add(Point::EmptyText, Form::Null),
        "\"\"" => seen.add(Point::EmptyText, Form::Empty),
        json if json.starts_with("\" ") && json.trim_matches(['"', ' ']).is_empty() => {
            seen.add(Point::EmptyText, Form::Blank);
        }
        _ => {}
    }
}

fn classify_status(raw: &RawValue) -> SeenForm {
    const JAPAN: [&str; 5] =
        ["Awaiting shipping", "On request", "Seller confirm", "On delivery", "Delivered"];
    const SINGAPORE: [&str; 3] = ["On Waiting", "Delivery", "Delivere"];
    let is_status = |text: &str| matches!(text.trim(), "1" | "2" | "3" | "4" | "5");
    let unknown = || SeenForm::Unknown(shape::describe_shape(raw.get()));
    let Some(text) = get_text(raw) else {
        return if is_status(raw.get()) { SeenForm::Known(Form::Number) } else { unknown() };
    };
    let text = text.trim();
    if is_status(text) {
        return SeenForm::Known(Form::Digit);
    }
    let Some((words, number)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return unknown();
    };
    match words.trim() {
        _ if !is_status(number) => unknown(),
        words if JAPAN.contains(&words) => SeenForm::Known(Form::Japan),
        words if SINGAPORE.contains(&words) => SeenForm::Known(Form::Singapore),
        _ => SeenForm::Known(Form::PhraseDigit),
    }
}

fn classify_claim(raw: &RawValue) -> SeenForm {
    let is_state = |text: &str| text.trim().parse().is_ok_and(|n: u8| matches!(n, 1..=6 | 11..=16));
    let unknown = || SeenForm::Unknown(shape::describe_shape(raw.get()));
    let Some(text) = get_text(raw) else {
        return if is_state(raw.get()) { SeenForm::Known(Form::Number) } else { unknown() };
    };
    if is_state(&text) {
        return SeenForm::Known(Form::Digit);
    }
    let number = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match number {
        Some((_, number)) if is_state(number) => SeenForm::Known(Form::PhraseDigit),
        _ => classify_phrase(&text).map_or_else(unknown, SeenForm::Known),
    }
}

fn observe_related(row: &Fields<'_>, seen: &mut Observed) {
    let (Some(raw), Some(own)) = (row.get("RelatedOrder"), row.get("OrderNo")) else { return };
    let (text, own) = (get_text(raw).unwrap_or_default(), get_number(own));
    let numbers: Option<Vec<i64>> =
        text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(|one| one.parse().ok()).collect();
    match (numbers, own) {
        (Some(numbers), Some(own)) => {
            seen.add(Point::RelatedOrder, if numbers.contains(&own) { Form::WithOwn } else { Form::Others });
        }
        (None, _) => seen.add_unknown(Point::RelatedOrder, shape::describe_shape(raw.get())),
        (_, None) => {}
    }
}

fn observe_payment(row: &Fields<'_>, seen: &mut Observed) {
    let (Some(date), Some(status)) = (row.get("PaymentDate"), row.get("ShippingStatus")) else { return };
    let last_digit = status.get().bytes().rev().find(u8::is_ascii_digit);
    if last_digit.is_some_and(|digit| matches!(digit, b'2'..=b'5')) {
        let is_blank = get_text(date).is_none_or(|text| text.trim().is_empty());
        seen.add(Point::PaymentDate, if is_blank { Form::Blank } else { Form::Filled });
    }
}

fn observe_phone(phone: Option<&str>, seen: &mut Observed) {
    let phone = phone.unwrap_or_default().trim();
    if phone.trim_matches(['+', '8', '1', '-']).is_empty() {
        return;
    }
    let form = match phone.strip_prefix("+81-") {
        Some(rest) if rest.starts_with('0') => Form::WithZero,
        Some(_) => Form::National,
        None => Form::Plain,
    };
    seen.add(Point::Phones, form);
}

/// Whether characters that HTML escapes are escaped.
pub(super) fn observe_names(row: &Fields<'_>, keys: &[&str], seen: &mut Observed) {
    for text in keys.iter().filter_map(|key| get_text(row.get(*key)?)) {
        if has_entity(&text) {
            seen.add(Point::Names, Form::Escaped);
        } else if text.contains(['&', '<', '>', '"', '\'']) {
            seen.add(Point::Names, Form::Plain);
        }
    }
}

fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            matches!(name, "amp" | "lt" | "gt" | "quot" | "apos" | "nbsp")
                || name.strip_prefix('#').is_some_and(|number| {
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
                })
        })
    })
}
