//! A row of QSM's order download against the line that is here: what differs.

use std::collections::BTreeMap;

use crate::domain::carriers;
use crate::domain::comparable::to_comparable;
use crate::domain::ids::OrderNo;
use crate::domain::listed_status::ListedStatus;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::domain::party::Party;
use crate::domain::time::Jst;
use crate::domain::tracking;
use crate::strings::phone::normalize_phone;
use crate::vocabulary::{Difference, Message, Writes};

/// What a row of the download says; none: it says nothing of it.
#[derive(Debug, Clone)]
pub struct ListedOrder {
    pub order_no: OrderNo,
    pub status: Option<ListedStatus>,
    /// The first and the last moment that its order date may mean.
    pub ordered: Option<(Jst, Jst)>,
    pub is_paid: Option<bool>,
    pub item_code: Option<String>,
    pub qty: Option<i64>,
    pub carrier: Option<String>,
    /// Blank where the cell is.
    pub tracking: Option<String>,
    pub receiver: Party,
}

/// A line that is here, with its order.
#[derive(Debug, Clone)]
pub struct KnownLine {
    pub status: Status,
    pub payment_status: PaymentStatus,
    pub api_status: ApiStatus,
    /// The line, or the whole order.
    pub is_cancelled: bool,
    pub is_cancel_requested: bool,
    pub item_code: Option<String>,
    pub qty: i64,
    pub carrier: String,
    /// The one that Qoo10 is told.
    pub tracking: Option<String>,
    pub receiver: Party,
}

/// What the configuration says.
#[derive(Debug, Clone, Copy)]
pub struct CompareRules<'a> {
    /// While nothing is sent from here, another program registers dates and shipments.
    pub writes: Writes,
    /// `push_shipments.carriers`
    pub carriers: &'a BTreeMap<String, String>,
}

/// What stands on one side, where that may be shown: never a text of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedValue {
    /// A number, a code or a known name.
    Text(String),
    Status(Status),
    Payment(PaymentStatus),
    Api(ApiStatus),
}

impl ComparedValue {
    /// The word of scripts.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Status(status) => status.as_str(),
            Self::Payment(payment) => payment.as_str(),
            Self::Api(api) => api.as_str(),
        }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::Text(text) => Message::quoted(text.clone()),
            Self::Status(status) => status.message(),
            Self::Payment(payment) => payment.message(),
            Self::Api(api) => api.message(),
        }
    }
}

/// A difference, and what stands here; what the file says, its reader knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDifference {
    pub what: Difference,
    pub here: Option<ComparedValue>,
}

/// Compares a row with its line.
pub fn compare_line(listed: &ListedOrder, known: &KnownLine, rules: CompareRules<'_>) -> Vec<LineDifference> {
    let status = listed.status.and_then(|status| compare_status(status, known, rules.writes));
    let is_over = known.is_cancelled || listed.status == Some(ListedStatus::Cancelled);
    if is_over {
        return status.map(|here| differ(Difference::StatusDiffers, Some(here))).into_iter().collect();
    }
    let is_paid = known.payment_status == PaymentStatus::Paid;
    let payment = listed.is_paid.filter(|listed| *listed != is_paid && status.is_none());
    let text = |text: &str| Some(ComparedValue::Text(text.to_owned()));
    let qty = listed.qty.filter(|qty| *qty != known.qty);
    let item = listed.item_code.as_ref().zip(known.item_code.as_ref());
    let carrier = has_other_carrier(listed, known, rules.carriers);
    let tracking = has_other_tracking(listed, known);
    let found = [
        status.map(|here| differ(Difference::StatusDiffers, Some(here))),
        payment
            .map(|_| differ(Difference::PaymentDiffers, Some(ComparedValue::Payment(known.payment_status)))),
        qty.map(|_| differ(Difference::QtyDiffers, text(&known.qty.to_string()))),
        item.filter(|(listed, known)| listed != known)
            .map(|(_, known)| differ(Difference::ItemDiffers, text(known))),
        carrier.then(|| differ(Difference::CarrierDiffers, text(&known.carrier))),
        tracking.then(|| differ(Difference::TrackingDiffers, known.tracking.as_deref().and_then(text))),
        has_other_receiver(&listed.receiver, &known.receiver)
            .then(|| differ(Difference::ReceiverDiffers, None)),
    ];
    found.into_iter().flatten().collect()
}

fn differ(what: Difference, here: Option<ComparedValue>) -> LineDifference {
    LineDifference { what, here }
}

/// What stands here, where it does not go with the status of the file.
fn compare_status(listed: ListedStatus, known: &KnownLine, writes: Writes) -> Option<ComparedValue> {
    let is_off = writes == Writes::Off;
    let is_closed = known.api_status == ApiStatus::Shipped;
    let is_shipped = known.status == Status::Shipped;
    if known.is_cancelled {
        return (listed != ListedStatus::Cancelled).then_some(ComparedValue::Status(Status::Cancelled));
    }
    if known.payment_status != PaymentStatus::Paid {
        let here = ComparedValue::Payment(known.payment_status);
        return (listed != ListedStatus::Unpaid).then_some(here);
    }
    let (fits, here) = match listed {
        ListedStatus::Unpaid => (false, ComparedValue::Payment(known.payment_status)),
        ListedStatus::Cancelled => (false, ComparedValue::Status(known.status)),
        ListedStatus::CancelRequested => (known.is_cancel_requested, ComparedValue::Status(known.status)),
        // What only a writing step would bring here is no difference while nothing is written.
        ListedStatus::Sent | ListedStatus::Delivered => {
            (is_closed || is_off && is_shipped, ComparedValue::Status(known.status))
        }
        ListedStatus::Requested => (!is_closed, ComparedValue::Api(known.api_status)),
        ListedStatus::New => {
            (known.api_status == ApiStatus::AwaitingPrint, ComparedValue::Api(known.api_status))
        }
        ListedStatus::Confirmed => {
            let is_confirmed = known.api_status == ApiStatus::Printed;
            (is_confirmed || is_off && !is_closed, ComparedValue::Api(known.api_status))
        }
    };
    (!fits).then_some(here)
}

/// Whether Qoo10 does not know yet what the warehouse did: its file still names what was planned.
fn is_unknown_at_qoo10(listed: &ListedOrder, known: &KnownLine) -> bool {
    let is_sent = listed.status.is_some_and(ListedStatus::is_sent);
    known.status == Status::Shipped && known.api_status != ApiStatus::Shipped && !is_sent
}

fn has_other_carrier(listed: &ListedOrder, known: &KnownLine, own: &BTreeMap<String, String>) -> bool {
    let Some(name) = listed.carrier.as_deref() else { return false };
    if known.carrier.is_empty() || is_unknown_at_qoo10(listed, known) {
        return false;
    }
    let of_qoo10 = |name| carriers::find_qoo10_name(name, own);
    let is_same = carriers::is_same(name, &known.carrier)
        || of_qoo10(name).is_some() && of_qoo10(name) == of_qoo10(&known.carrier);
    !is_same
}

fn has_other_tracking(listed: &ListedOrder, known: &KnownLine) -> bool {
    let Some(number) = listed.tracking.as_deref() else { return false };
    if number.is_empty() {
        return known.tracking.is_some() && known.api_status == ApiStatus::Shipped;
    }
    let here = known.tracking.as_deref().unwrap_or_default();
    tracking::clean_number(number) != tracking::clean_number(here)
}

/// Name, zip, address and telephones, as far as both sides have them.
fn has_other_receiver(listed: &Party, known: &Party) -> bool {
    let digits = |text: &str| -> String {
        to_comparable(&normalize_phone(text)).chars().filter(char::is_ascii_digit).collect()
    };
    let is_other = |listed: &Option<String>, known: &Option<String>, plain: &dyn Fn(&str) -> String| {
        let of = |text: &Option<String>| text.as_deref().map(plain).filter(|text| !text.is_empty());
        let both = of(listed).zip(of(known));
        both.is_some_and(|(listed, known)| listed != known && !is_same_but_lost(&listed, &known))
    };
    is_other(&listed.name, &known.name, &to_comparable)
        || is_other(&listed.address, &known.address, &to_comparable)
        || is_other(&listed.zip, &known.zip, &digits)
        || is_other(&listed.tel, &known.tel, &digits)
        || is_other(&listed.mobile, &known.mobile, &digits)
}

/// What stands where CP932 lacks a character; twice for a rare one.
fn is_lost(c: char) -> bool {
    matches!(c, '?' | '〓' | char::REPLACEMENT_CHARACTER)
}

/// Whether a text is the known one but for characters that the file's encoding lost.
fn is_same_but_lost(listed: &str, known: &str) -> bool {
    if !listed.contains(is_lost) || known.chars().count() > listed.chars().count() {
        return false;
    }
    let begins = !listed.starts_with(is_lost);
    let mut rest = known;
    for (at, piece) in listed.split(is_lost).filter(|piece| !piece.is_empty()).enumerate() {
        match rest.find(piece) {
            Some(place) if place == 0 || at > 0 || !begins => rest = &rest[place + piece.len()..],
            _ => return false,
        }
    }
    listed.ends_with(is_lost) || rest.is_empty()
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
