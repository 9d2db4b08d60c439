//! The shipping desk: which parcel an order left in, by hand (`orders ship`) and from a warehouse's file
//! (`shipments load`).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::csv_file::RowFault;
use super::loading::{Field, FieldKind, FieldValue, LoadRow, RowError};
use super::orders::{OrderHold, load_hold};
use super::transition_message;
use crate::domain::carriers;
use crate::domain::ids::OrderCode;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::shipment::{RemoteParcel, Shipment};
use crate::domain::status_machine::{self, TransitionError};
use crate::domain::time::Jst;
use crate::domain::tracking::{self, CheckDigits, RuleViolation, TrackingError};
use crate::store::code_match::CodeMatch;
use crate::store::shipments::DeskOrder;
use crate::store::{Batch, Error, HistoryEntry, Store};
use crate::strings::clean::filled;
use crate::strings::printable::truncate;
use crate::vocabulary::{HistoryEvent, Message, RowOutcome, RowReason, msg};

pub use super::shipment_layout::COLUMNS;

pub const MAX_CARRIER_LENGTH: usize = 100;

/// A warning names no more orders that have the same number.
const MAX_OTHER_ORDERS: usize = 3;

/// A warning names no more delivery companies of the shop's own table.
const MAX_OWN_CARRIERS: usize = 5;

#[derive(Debug, Clone, Copy)]
pub struct ShipmentRules<'a> {
    /// Qoo10's names of delivery companies, by the shop's own.
    pub carriers: &'a BTreeMap<String, String>,
    /// What becomes of a number that breaks its delivery company's rule.
    pub check_digits: CheckDigits,
    pub now: Jst,
}

impl ShipmentRules<'_> {
    pub(super) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// What was taken, but should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShipmentWarning {
    /// Nobody knows Qoo10's name for the delivery company, so it cannot be sent.
    UnknownCarrier {
        carrier: String,
        /// The one that was probably meant.
        near: Option<String>,
        /// Names of the shop's own table.
        own: Vec<String>,
    },
    /// A leading zero was put back: this number.
    ZeroRestored(String),
    RuleViolation(String, RuleViolation),
    /// It is said to have been shipped before it was ordered.
    BeforeOrder {
        shipped_on: NaiveDate,
        ordered_on: NaiveDate,
    },
    CancelRequested,
    /// `sync-status` said that the order needs a person.
    NeedsPerson,
    /// Orders of other carts have the number too.
    SharedNumber(String, Vec<OrderCode>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShipmentError {
    Row(RowFault),
    OrderMissing,
    OrderUnreadable(String),
    /// There is no such order; what may have been meant.
    OrderUnknown(OrderCode, CodeMatch),
    CarrierMissing,
    /// The name is longer than [`MAX_CARRIER_LENGTH`] characters, or no plain text.
    CarrierInvalid,
    TrackingUnusable(String, TrackingError),
    RuleViolation(String, RuleViolation),
    DateUnreadable(String),
    DateAhead(NaiveDate),
    Forbidden(OrderCode, TransitionError),
    /// The same of an order on hold, with what holds it.
    OnHold(OrderCode, TransitionError, OrderHold),
    /// It was sent in QSM, in another parcel (SYN-8).
    SentAtQoo10(OrderCode, RemoteParcel),
    /// A line above ships the same order with another company, or on another day (SHP-10).
    OtherShipment {
        line: usize,
        shipment: Shipment,
    },
}

impl ShipmentWarning {
    /// What should be looked at in an order.
    fn message(&self, code: OrderCode) -> Message {
        match self {
            Self::UnknownCarrier { carrier, near, own } => {
                let known = carriers::list_known_names().map(str::to_owned);
                let names: Vec<String> = own.iter().cloned().chain(known).collect();
                match near {
                    Some(near) => {
                        msg!("shipments-unmapped_near", carrier = carrier, near = near, names = names)
                    }
                    None => msg!("shipments-unmapped", carrier = carrier, names = names),
                }
            }
            Self::BeforeOrder { shipped_on, ordered_on } => {
                msg!("shipments-before_order", shipped_on = *shipped_on, ordered_on = *ordered_on)
            }
            Self::ZeroRestored(number) => msg!("shipments-zero_restored", number = number),
            Self::RuleViolation(number, breach) => {
                msg!("shipments-breach", number = number, why = breach.message())
            }
            Self::CancelRequested => msg!("shipments-cancel_requested", order = code),
            Self::SharedNumber(number, others) => {
                msg!("shipments-also_on", number = number, others = others.clone())
            }
            Self::NeedsPerson => msg!("shipments-needs_person"),
        }
    }
}

impl RowError for ShipmentError {
    fn from_fault(fault: RowFault) -> Self {
        Self::Row(fault)
    }

    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::OrderMissing => RowReason::OrderMissing,
            Self::OrderUnreadable(_) => RowReason::OrderUnreadable,
            Self::OrderUnknown(..) => RowReason::OrderUnknown,
            Self::CarrierMissing => RowReason::CarrierMissing,
            Self::CarrierInvalid => RowReason::CarrierUnfit,
            Self::TrackingUnusable(_, TrackingError::Empty) => RowReason::TrackingMissing,
            Self::TrackingUnusable(_, TrackingError::Exponent) => RowReason::TrackingExponent,
            Self::TrackingUnusable(_, TrackingError::Characters) => RowReason::TrackingCharacters,
            Self::TrackingUnusable(_, TrackingError::TooLong) => RowReason::TrackingTooLong,
            Self::TrackingUnusable(_, TrackingError::Placeholder) => RowReason::TrackingPlaceholder,
            Self::TrackingUnusable(_, TrackingError::OwnNumber) => RowReason::TrackingOwnNumber,
            Self::RuleViolation(_, RuleViolation::Shape { .. }) => RowReason::TrackingShape,
            Self::RuleViolation(_, RuleViolation::CheckDigit(..)) => RowReason::TrackingCheckDigit,
            Self::DateUnreadable(_) => RowReason::DateUnreadable,
            Self::DateAhead(_) => RowReason::DateAhead,
            Self::Forbidden(_, why) | Self::OnHold(_, why, _) => transition_message::to_row_reason(*why),
            Self::SentAtQoo10(..) => RowReason::AlreadySent,
            Self::OtherShipment { .. } => RowReason::OtherShipment,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::OrderMissing => msg!("shipments-order_missing"),
            Self::OrderUnreadable(text) => msg!("shipments-order_unreadable", text = text),
            Self::OrderUnknown(code, meant) => match meant.message(*code) {
                Some(meant) => msg!("shipments-order_unknown_meant", order = *code, meant = meant),
                None => msg!("shipments-order_unknown", order = *code),
            },
            Self::CarrierMissing => msg!("shipments-carrier_missing"),
            Self::CarrierInvalid => msg!("shipments-carrier_unfit", most = MAX_CARRIER_LENGTH),
            Self::TrackingUnusable(_, TrackingError::Empty) => TrackingError::Empty.message(),
            Self::TrackingUnusable(text, why) => {
                msg!("shipments-number_unusable", text = text, why = why.message())
            }
            Self::RuleViolation(number, breach) => {
                msg!("shipments-breach", number = number, why = breach.message())
            }
            Self::DateUnreadable(text) => msg!("files-date_unreadable", text = text),
            Self::DateAhead(date) => msg!("shipments-date_ahead", date = *date),
            Self::Forbidden(code, why) => transition_message::explain_transition(*code, *why),
            Self::OnHold(code, why, hold) => {
                let why = transition_message::explain_transition(*code, *why);
                transition_message::with_holds(why, Some(hold))
            }
            Self::SentAtQoo10(code, parcel) => {
                msg!("shipments-sent_at_qoo10", order = *code, parcel = parcel.message())
            }
            Self::OtherShipment { line, shipment } => {
                msg!("shipments-other_shipment", line = *line, other = format_shipment(shipment))
            }
        }
    }

    fn subject(&self) -> Option<String> {
        match self {
            Self::OrderUnknown(code, _)
            | Self::Forbidden(code, _)
            | Self::OnHold(code, ..)
            | Self::SentAtQoo10(code, _) => Some(code.to_string()),
            _ => None,
        }
    }
}

impl ShipmentError {
    /// The same with what holds the order, where it is on hold.
    ///
    /// # Errors
    /// When the state file cannot be read.
    pub fn with_hold(self, store: &Store) -> Result<Self, Error> {
        let Self::Forbidden(code, why) = self else { return Ok(self) };
        Ok(load_hold(store, code)?.map_or(Self::Forbidden(code, why), |hold| Self::OnHold(code, why, hold)))
    }

    /// What to do about a shipment that was not taken by hand.
    pub fn hint(&self) -> Message {
        match self {
            Self::TrackingUnusable(..) => msg!("shipments-take_from_label"),
            Self::RuleViolation(..) => msg!("shipments-compare_with_label"),
            Self::DateAhead(_) => msg!("shipments-leave_date_out"),
            Self::SentAtQoo10(code, _) => msg!("shipments-close_sent", order = *code),
            _ => msg!("shipments-example"),
        }
    }
}

/// A shipment before it is known which day "no date" stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipmentRequest {
    /// The delivery company, in its known spelling or else as given.
    pub(super) carrier: String,
    /// Its numbers, cleaned.
    pub(super) numbers: Vec<String>,
    pub(super) date: Option<NaiveDate>,
    pub(super) warnings: Vec<ShipmentWarning>,
}

impl ShipmentRequest {
    /// Whether it says nothing else than a shipment that is known.
    fn is_same_as(&self, known: &Shipment) -> bool {
        self.has_parcels_of(known) && self.numbers == known.tracking_numbers
    }

    /// Whether all its parcels are among those of a shipment that is known.
    pub(super) fn has_parcels_of(&self, known: &Shipment) -> bool {
        let is_known = |number| known.tracking_numbers.contains(number);
        self.date.is_none_or(|date| date == known.shipped_on)
            && carriers::is_same(&self.carrier, &known.carrier)
            && self.numbers.iter().all(is_known)
    }

    pub(super) fn to_shipment(&self, today: NaiveDate) -> Shipment {
        Shipment {
            carrier: self.carrier.clone(),
            tracking_numbers: self.numbers.clone(),
            shipped_on: self.date.unwrap_or(today),
        }
    }
}

/// Checks what stands on its own: delivery company, numbers, date.
///
/// # Errors
/// Why the shipment is not taken.
pub fn check_shipment(
    carrier: &str,
    numbers: &[&str],
    date: Option<NaiveDate>,
    rules: &ShipmentRules<'_>,
) -> Result<ShipmentRequest, ShipmentError> {
    let given = carriers::normalize_spelling(carrier, rules.carriers);
    let carrier = filled(&given).ok_or(ShipmentError::CarrierMissing)?;
    if carrier.chars().count() > MAX_CARRIER_LENGTH || carrier.chars().any(char::is_control) {
        return Err(ShipmentError::CarrierInvalid);
    }
    if let Some(ahead) = date.filter(|date| *date > rules.today()) {
        return Err(ShipmentError::DateAhead(ahead));
    }
    let mut wanted =
        ShipmentRequest { carrier: carrier.to_owned(), numbers: Vec::new(), date, warnings: Vec::new() };
    let name = carriers::find_qoo10_name(carrier, rules.carriers);
    if name.is_none() {
        wanted.warnings.push(ShipmentWarning::UnknownCarrier {
            carrier: carrier.to_owned(),
            near: carriers::suggest_name(carrier, rules.carriers).map(str::to_owned),
            own: rules.carriers.keys().take(MAX_OWN_CARRIERS).cloned().collect(),
        });
    }
    let rule = carriers::find_rule(name.unwrap_or(carrier));
    for text in numbers.iter().filter(|text| filled(text).is_some()) {
        let unusable = |why| ShipmentError::TrackingUnusable(truncate(text, 40), why);
        let checked = tracking::check_number(text, rule).map_err(unusable)?;
        if wanted.numbers.contains(&checked.number) {
            continue;
        }
        if checked.zero_restored {
            wanted.warnings.push(ShipmentWarning::ZeroRestored(checked.number.clone()));
        }
        match (checked.violation, rules.check_digits) {
            (None, _) | (_, CheckDigits::Off) => {}
            (Some(breach), CheckDigits::Refuse) if breach.can_refuse() => {
                return Err(ShipmentError::RuleViolation(checked.number, breach));
            }
            (Some(breach), _) => {
                wanted.warnings.push(ShipmentWarning::RuleViolation(checked.number.clone(), breach))
            }
        }
        wanted.numbers.push(checked.number);
    }
    if wanted.numbers.is_empty() {
        return Err(ShipmentError::TrackingUnusable(String::new(), TrackingError::Empty));
    }
    Ok(wanted)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedShipment {
    pub code: OrderCode,
    pub shipment: Shipment,
    pub outcome: RowOutcome,
    pub warnings: Vec<ShipmentWarning>,
    pub(super) order_id: i64,
    pub(super) before: Option<Shipment>,
    /// Whether Qoo10 knows of it: then there is nothing to warn of.
    pub(super) is_told: bool,
}

impl AcceptedShipment {
    pub fn message(&self) -> Message {
        let shipment = format_shipment(&self.shipment);
        match self.outcome {
            RowOutcome::Shipped => msg!("shipments-shipped", order = self.code, shipment = shipment),
            RowOutcome::Corrected => msg!("shipments-corrected", order = self.code, shipment = shipment),
            _ => msg!("shipments-unchanged", order = self.code, shipment = shipment),
        }
    }

    /// The number that Qoo10 is told.
    fn first_number(&self) -> Option<&str> {
        self.shipment.tracking_numbers.first().map(String::as_str)
    }
}

impl LoadRow for AcceptedShipment {
    const FIELDS: &'static [Field] = &[
        Field::new("order", FieldKind::Text, || msg!("table-order")),
        Field::new("carrier", FieldKind::Text, || msg!("table-carrier")),
        Field::new("tracking_numbers", FieldKind::List, || msg!("table-tracking")),
        Field::new("shipped_on", FieldKind::Text, || msg!("table-shipped_on")),
    ];
    const OUTCOMES: &'static [RowOutcome] =
        &[RowOutcome::Shipped, RowOutcome::Corrected, RowOutcome::Unchanged];
    const HAS_WARNINGS: bool = true;
    const SUMMARY: fn() -> Message = || msg!("shipments-summary");

    fn outcome(&self) -> RowOutcome {
        self.outcome
    }

    fn values(&self) -> Vec<FieldValue> {
        let Shipment { carrier, tracking_numbers, shipped_on } = &self.shipment;
        vec![
            FieldValue::Text(self.code.to_string()),
            carrier.as_str().into(),
            FieldValue::List(tracking_numbers.clone()),
            FieldValue::Date(*shipped_on),
        ]
    }

    fn list_warnings(&self) -> Vec<Message> {
        let name_order = |note: &ShipmentWarning| {
            msg!("shipments-note", order = self.code, note = note.message(self.code))
        };
        self.warnings.iter().map(name_order).collect()
    }

    fn write_row(&self, batch: &Batch<'_>, now: Jst) -> Result<(), Error> {
        batch.write_shipment(self.order_id, &self.shipment, now)?;
        let is_corrected = self.outcome == RowOutcome::Corrected;
        let event = if is_corrected { HistoryEvent::ShipmentCorrected } else { HistoryEvent::Shipped };
        let now_so = format_shipment(&self.shipment);
        let detail = match &self.before {
            Some(before) if is_corrected => format!("{} -> {now_so}", format_shipment(before)),
            _ => now_so,
        };
        let detail = Message::quoted(detail);
        let by = super::orders::STAFF;
        batch.add_history(
            self.order_id,
            &HistoryEntry { at: now, what: event, by, run: None, detail: Some(&detail) },
        )
    }
}

/// Decides what a shipment does to its order. A shipment that is known already is fine even after Qoo10 was
/// told: a file may be loaded again.
pub(super) fn decide(
    code: OrderCode,
    order: &DeskOrder,
    wanted: &ShipmentRequest,
    today: NaiveDate,
) -> Result<AcceptedShipment, ShipmentError> {
    let is_shipped = order.state.status == Status::Shipped;
    let known = order.shipment.as_ref().filter(|known| is_shipped && wanted.is_same_as(known));
    let is_told = order.state.api_status == ApiStatus::Shipped;
    let (shipment, outcome) = match known {
        Some(known) => (known.clone(), RowOutcome::Unchanged),
        None => {
            status_machine::ship(&order.state).map_err(|why| ShipmentError::Forbidden(code, why))?;
            reject_other_parcel(code, order, wanted)?;
            (wanted.to_shipment(today), if is_shipped { RowOutcome::Corrected } else { RowOutcome::Shipped })
        }
    };
    let mut notes = Vec::new();
    if !is_told {
        notes.extend(wanted.warnings.iter().cloned());
        let (shipped_on, ordered_on) = (shipment.shipped_on, order.ordered_on);
        notes.extend(
            (shipped_on < ordered_on).then_some(ShipmentWarning::BeforeOrder { shipped_on, ordered_on }),
        );
        notes.extend(order.cancel_requested.then_some(ShipmentWarning::CancelRequested));
        // The parcel that was sent in QSM has left: any other was refused.
        let is_open = order.needs_person && order.sent_at_qoo10.is_none();
        notes.extend(is_open.then_some(ShipmentWarning::NeedsPerson));
    }
    let (order_id, before) = (order.order_id, order.shipment.clone());
    Ok(AcceptedShipment { code, shipment, outcome, warnings: notes, order_id, before, is_told })
}

/// A parcel beside the one that Qoo10 has as sent would be the second one; the same one is closed by the next
/// `push-shipments` (SYN-8, SHP-6).
fn reject_other_parcel(
    code: OrderCode,
    order: &DeskOrder,
    wanted: &ShipmentRequest,
) -> Result<(), ShipmentError> {
    let is_same = |parcel: &RemoteParcel| {
        let first = wanted.numbers.first().map(|number| tracking::clean_number(number));
        first.is_some() && parcel.number.as_deref().map(tracking::clean_number) == first
    };
    match order.sent_at_qoo10.as_ref().filter(|parcel| !is_same(parcel)) {
        Some(parcel) => Err(ShipmentError::SentAtQoo10(code, parcel.clone())),
        None => Ok(()),
    }
}

/// Why a shipment has none but its order's own numbers for a parcel's (SHP-9).
pub(super) fn reject_own_number(
    code: OrderCode,
    order: &DeskOrder,
    wanted: &ShipmentRequest,
) -> Result<(), ShipmentError> {
    let numbers = order.order_nos.iter().map(ToString::to_string);
    let own: Vec<String> = [code.to_string(), code.pack_no.to_string()].into_iter().chain(numbers).collect();
    match wanted.numbers.iter().find(|number| tracking::is_own_number(number, &own)) {
        Some(number) => Err(ShipmentError::TrackingUnusable(number.clone(), TrackingError::OwnNumber)),
        None => Ok(()),
    }
}

/// The delivery company of a shipment that names none. An order that may not be shipped says so, rather than
/// that it has no company yet.
pub(super) fn require_carrier(
    code: OrderCode,
    order: &DeskOrder,
    carrier: Option<String>,
) -> Result<String, ShipmentError> {
    carrier.ok_or_else(|| match status_machine::ship(&order.state) {
        Err(why) => ShipmentError::Forbidden(code, why),
        Ok(_) => ShipmentError::CarrierMissing,
    })
}

/// The delivery company that an order has already, for a shipment by hand that names none.
///
/// # Errors
/// When the state file cannot be read. Within it, why there is none.
pub fn find_own_carrier(store: &Store, code: OrderCode) -> Result<Result<String, ShipmentError>, Error> {
    match store.find_desk_order(code)? {
        Some(order) => Ok(require_carrier(code, &order, order.carrier.clone())),
        None => Ok(Err(ShipmentError::OrderUnknown(code, store.match_code(code)?))),
    }
}

/// The orders that a file ships, and those of each number that Qoo10 is told.
#[derive(Default)]
pub(super) struct FileIndex {
    codes: HashSet<OrderCode>,
    by_number: HashMap<String, Vec<OrderCode>>,
}

impl FileIndex {
    pub(super) fn from_shipments<'t>(all: impl Iterator<Item = &'t AcceptedShipment>) -> Self {
        let mut file = Self::default();
        for taken in all {
            file.codes.insert(taken.code);
            let number = taken.first_number().unwrap_or_default().to_owned();
            file.by_number.entry(number).or_default().push(taken.code);
        }
        file
    }
}

/// Notes the orders of other carts with the same number: those of the state file that the same file does not
/// ship otherwise, and those of the file.
pub(super) fn record_others(
    store: &Store,
    taken: &mut AcceptedShipment,
    file: &FileIndex,
) -> Result<(), Error> {
    let cart = taken.code.pack_no;
    let Some(number) = taken.first_number().filter(|_| !taken.is_told).map(str::to_owned) else {
        return Ok(());
    };
    let same = file.by_number.get(&number).into_iter().flatten();
    let mut others: Vec<OrderCode> =
        same.filter(|other| other.pack_no != cart).take(MAX_OTHER_ORDERS).copied().collect();
    let more = MAX_OTHER_ORDERS - others.len();
    if more > 0 {
        others.extend(
            store.find_orders_with_number(&number, cart, more, |other| !file.codes.contains(&other))?,
        );
    }
    others.sort();
    if !others.is_empty() {
        taken.warnings.push(ShipmentWarning::SharedNumber(number, others));
    }
    Ok(())
}

/// `orders ship`
///
/// # Errors
/// When the state file cannot be read or written. Within it, why the shipment is not taken.
pub fn ship(
    store: &mut Store,
    code: OrderCode,
    wanted: &ShipmentRequest,
    rules: &ShipmentRules<'_>,
) -> Result<Result<AcceptedShipment, ShipmentError>, Error> {
    let Some(order) = store.find_desk_order(code)? else {
        return Ok(Err(ShipmentError::OrderUnknown(code, store.match_code(code)?)));
    };
    let decided =
        reject_own_number(code, &order, wanted).and_then(|()| decide(code, &order, wanted, rules.today()));
    let mut taken = match decided {
        Ok(taken) => taken,
        Err(refusal) => return Ok(Err(refusal)),
    };
    record_others(store, &mut taken, &FileIndex::default())?;
    if taken.outcome != RowOutcome::Unchanged {
        let batch = store.start_batch()?;
        taken.write_row(&batch, rules.now)?;
        batch.commit()?;
    }
    Ok(Ok(taken))
}

/// `2026-07-01 佐川急便 405548424886, 444413758703`
pub fn format_shipment(shipment: &Shipment) -> String {
    format!("{} {} {}", shipment.shipped_on, shipment.carrier, shipment.tracking_numbers.join(", "))
}

#[cfg(test)]
#[path = "shipments_tests.rs"]
mod tests;
