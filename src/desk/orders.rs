//! `orders`: look at orders and rejects, and change them by hand. Every change is checked against the status
//! machine, and is in the order's history.

use std::collections::BTreeMap;

use super::stock::{self, SkuLookup};
use crate::domain::carriers;
use crate::domain::claim::ClaimRecord;
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::open_order::{NeedsPerson, Order};
use crate::domain::order::{ApiStatus, BuyerAddress, HoldReason, Status};
use crate::domain::receiver::Receiver;
use crate::domain::shipment::Shipment;
use crate::domain::status_machine::{self, OrderState, StatusChange, TransitionError};
use crate::domain::time::Jst;
use crate::plan::receiver::hold_without_address;
use crate::store::log_view::{LogFilter, LogView};
use crate::store::order_exports::ExportView;
use crate::store::order_view::{HistoryView, LineView, OrderView};
use crate::store::{Batch, Error, HistoryEntry, LocalGoods, Store};
use crate::strings::search::SearchTerm;
use crate::strings::suggest::suggest;
use crate::vocabulary::{HistoryEvent, Message, Outcome, msg};

/// Who changed it, in the history.
pub(super) const STAFF: &str = "staff";

/// What became of a request to dismiss a cart's rejects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DismissOutcome {
    /// So many rejects left the list.
    Rows(usize),
    /// The cart has none on the list.
    NoneOpen,
    /// No order has the cart, and it left the list of those (SYN-9).
    UnknownCart,
}

/// An order with its lines and its history.
#[derive(Debug)]
pub struct OrderDetails {
    pub order: OrderView,
    pub lines: Vec<LineView>,
    /// Returns, exchanges and refunds (SYN-12).
    pub claims: Vec<ClaimRecord>,
    /// In which files it was handed over (FIL-7).
    pub exports: Vec<ExportView>,
    pub history: Vec<HistoryView>,
    /// Its entries of the API log, and those of its cart from before it could be imported.
    pub log: Vec<LogView>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManualChange {
    Set(StatusChange),
    /// `orders hold`, with the reason for the history.
    Hold(String),
    Release,
    AddLine {
        sku: String,
        name: String,
        /// Pieces.
        qty: i64,
    },
    /// Takes back a line that was added by hand: which of the order's lines it is.
    RemoveLine(i64),
}

/// What was changed, but leaves something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUp {
    /// It is shipped without a tracking number, so that Qoo10 cannot be told.
    NoTracking,
    /// It is cancelled here, and nothing says that Qoo10 has cancelled it.
    OpenAtQoo10,
    /// It is called told to Qoo10, but no parcel of it is known here; what stood there before.
    NoParcel(ApiStatus),
    /// Nobody knows the SKU; the nearest that is known, if one is near.
    UnknownSku(String, Option<String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedChange {
    /// Where the order stood.
    pub was: OrderState,
    /// Where it stands.
    pub next: OrderState,
    pub line: Option<i64>,
    /// What it leaves to do.
    pub follow_ups: Vec<FollowUp>,
}

/// What became of a change by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManualOutcome {
    Done(AppliedChange),
    /// The order stands so already; what that leaves to do.
    Unchanged(OrderState, Vec<FollowUp>),
    /// There is no such order.
    Unknown,
    /// The status machine forbids it.
    Forbidden(TransitionError),
    /// Qoo10 shows no other receiver.
    NoNewReceiver,
    /// The order has no line of this number.
    NoSuchLine(i64),
    /// Qoo10 knows the line, so that nobody takes it back here.
    LineOfQoo10(i64),
}

/// Reads an order whole; none when there is no such order.
///
/// # Errors
/// When the state file cannot be read.
pub fn load_order(store: &Store, code: OrderCode) -> Result<Option<OrderDetails>, Error> {
    let Some(order) = store.find_order(code)? else { return Ok(None) };
    let lines = store.list_lines(order.order_id)?;
    let claims = store.list_claims(order.order_id)?;
    let exports = store.list_exports(order.order_id)?;
    let history = store.list_history(order.order_id)?;
    let mut log = load_log(store, LogFilter { order: Some(code.to_string()), ..LogFilter::default() })?;
    if code.suffix.is_some() {
        let (order, outcome) = (Some(code.pack_no.to_string()), Some(Outcome::Rejected));
        log.extend(load_log(store, LogFilter { order, outcome, ..LogFilter::default() })?);
    }
    Ok(Some(OrderDetails { order, lines, claims, exports, history, log }))
}

/// Why an order is on hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderHold {
    pub reasons: Vec<HoldReason>,
    /// The shop's own rules that hold it.
    pub rules: Vec<String>,
    /// What staff wrote when they held it last, while that hold stands; it may name people.
    pub text: Option<String>,
}

impl OrderHold {
    /// None where the order is not on hold.
    pub fn from_order(order: &OrderView) -> Option<Self> {
        let (reasons, rules, text) =
            (order.hold_reasons.clone(), order.hold_rules.clone(), order.hold_text.clone());
        (!reasons.is_empty()).then_some(Self { reasons, rules, text })
    }

    /// The reasons: `payment`, `manual: address unclear`, `rule: gift, no phone`.
    pub fn list_messages(&self) -> Vec<Message> {
        let with_text =
            |hold: &HoldReason, text: &str| msg!("orders-held_with", hold = hold.message(), text = text);
        let one = |hold: &HoldReason| match (hold, &self.text) {
            (HoldReason::Manual, Some(text)) => with_text(hold, text),
            (HoldReason::Rule, _) if !self.rules.is_empty() => with_text(hold, &self.rules.join(", ")),
            _ => hold.message(),
        };
        self.reasons.iter().map(one).collect()
    }
}

/// Why an order is on hold; none where it is not, and where there is no such order.
///
/// # Errors
/// When the state file cannot be read.
pub fn load_hold(store: &Store, code: OrderCode) -> Result<Option<OrderHold>, Error> {
    Ok(store.find_order(code)?.as_ref().and_then(OrderHold::from_order))
}

/// The names in the orders that mean this delivery company: its own in any spelling, and Qoo10's for it.
///
/// # Errors
/// When the state file cannot be read.
pub fn match_carriers(
    store: &Store,
    carrier: &str,
    own: &BTreeMap<String, String>,
) -> Result<Vec<String>, Error> {
    let wanted = SearchTerm::new(carrier);
    let of_qoo10 = carriers::find_qoo10_name(carrier, own);
    let is_meant = |name: &String| {
        wanted.is_some() && SearchTerm::new(name) == wanted
            || of_qoo10.is_some() && carriers::find_qoo10_name(name, own) == of_qoo10
    };
    Ok(store.list_carriers()?.into_iter().filter(is_meant).collect())
}

/// Why no order is of this delivery company, of which no order has a name.
///
/// # Errors
/// When the state file cannot be read.
pub fn explain_unknown_carrier(store: &Store, carrier: &str) -> Result<Message, Error> {
    let names = store.list_carriers()?;
    let mut known: Vec<&str> = carriers::list_known_names().collect();
    known.extend(names.iter().map(String::as_str));
    Ok(match suggest(carrier, known) {
        Some(near) => msg!("desk-no_orders_of_carrier_near", carrier = carrier, near = near),
        None => msg!("desk-no_orders_of_carrier", carrier = carrier),
    })
}

/// Why no order has this SKU; none where one has it.
///
/// # Errors
/// When the state file cannot be read.
pub fn explain_unknown_sku(store: &Store, sku: &str) -> Result<Option<Message>, Error> {
    if store.is_ordered_sku(sku)? {
        return Ok(None);
    }
    let ordered = store.list_ordered_skus()?;
    Ok(Some(match suggest(sku, ordered.iter().map(String::as_str)) {
        Some(near) => msg!("desk-no_orders_of_sku_near", sku = sku, near = near),
        None => msg!("desk-no_orders_of_sku", sku = sku),
    }))
}

fn load_log(store: &Store, filter: LogFilter) -> Result<Vec<LogView>, Error> {
    let mut entries = Vec::new();
    store.visit_log_entries::<Error>(&filter, &mut |entry| {
        entries.push(entry);
        Ok(())
    })?;
    Ok(entries)
}

/// Takes a cart's rejects, and an unknown cart, off the list. A later run still imports the cart once it can
/// be imported.
///
/// # Errors
/// When the state file cannot be written.
pub fn dismiss(store: &mut Store, cart: PackNo, now: Jst) -> Result<DismissOutcome, Error> {
    let batch = store.start_batch()?;
    let rows = batch.dismiss_rejects(cart, now)?;
    let was_unknown = batch.dismiss_unknown_cart(cart, now)?;
    batch.commit()?;
    Ok(match (rows, was_unknown) {
        (0, false) => DismissOutcome::NoneOpen,
        (0, true) => DismissOutcome::UnknownCart,
        (rows, _) => DismissOutcome::Rows(rows),
    })
}

/// Changes an order by hand.
///
/// # Errors
/// When the state file cannot be read or written.
pub fn apply_change(
    store: &mut Store,
    code: OrderCode,
    change: &ManualChange,
    buyer_address: BuyerAddress,
    now: Jst,
) -> Result<ManualOutcome, Error> {
    let Some(order) = store.find_order_by_code(code)? else { return Ok(ManualOutcome::Unknown) };
    let was = &order.state;
    let next = match find_next_state(&order, change) {
        Ok(next) => next,
        Err(forbidden) => return Ok(ManualOutcome::Forbidden(forbidden)),
    };
    if let ManualChange::RemoveLine(line) = change
        && let Some(outcome) = check_removal(store, &order, *line)?
    {
        return Ok(outcome);
    }
    let mut receiver = None;
    if let ManualChange::Set(StatusChange { takes_receiver: true, .. }) = change {
        receiver = store.find_new_receiver(order.order_id)?;
        if receiver.is_none() {
            return Ok(ManualOutcome::NoNewReceiver);
        }
    }
    let next = match store.find_receiver(order.order_id)? {
        Some(receiver) => hold_without_address(was, next, &receiver),
        None => next,
    };
    let parcel = find_sent_parcel(&order, &next, now);
    let notes = list_follow_ups(store, &order, &next, change)?;
    let always_counts = match change {
        ManualChange::AddLine { .. } | ManualChange::RemoveLine(_) | ManualChange::Hold(_) => true,
        ManualChange::Set(_) | ManualChange::Release => receiver.is_some(),
    };
    if next == *was && !always_counts {
        return Ok(ManualOutcome::Unchanged(next, notes));
    }
    let batch = store.start_batch()?;
    if let Some(receiver) = &receiver {
        take_receiver(&batch, &order, receiver, buyer_address, now)?;
    }
    let line = write_change(&batch, &order, &next, change, now)?;
    if let Some(parcel) = &parcel {
        write_sent_parcel(&batch, &order, parcel, now)?;
    }
    batch.commit()?;
    Ok(ManualOutcome::Done(AppliedChange { was: order.state, next, line, follow_ups: notes }))
}

/// Where a change leads an order.
fn find_next_state(order: &Order, change: &ManualChange) -> Result<OrderState, TransitionError> {
    let was = &order.state;
    let is_closed = matches!(was.status, Status::Shipped | Status::Cancelled);
    match change {
        ManualChange::Set(wish) if is_uncancelling(order, *wish) => {
            status_machine::undo_cancellation(was, *wish)
        }
        ManualChange::Set(wish) => status_machine::apply_status_change(was, *wish),
        ManualChange::Hold(_) => status_machine::hold(was),
        ManualChange::Release => Ok(status_machine::release(was)),
        ManualChange::AddLine { .. } if is_closed => Err(TransitionError::NoMoreLines(was.status)),
        ManualChange::RemoveLine(_) if is_closed => Err(TransitionError::LinesStay(was.status)),
        ManualChange::AddLine { .. } | ManualChange::RemoveLine(_) => Ok(was.clone()),
    }
}

/// What stands in the way of taking a line back; none: nothing does.
fn check_removal(store: &Store, order: &Order, line: i64) -> Result<Option<ManualOutcome>, Error> {
    let lines = store.list_lines(order.order_id)?;
    Ok(match lines.iter().find(|one| one.line == line) {
        None => Some(ManualOutcome::NoSuchLine(line)),
        Some(one) if !one.is_by_hand() => Some(ManualOutcome::LineOfQoo10(line)),
        Some(one) if one.cancelled => Some(ManualOutcome::Unchanged(order.state.clone(), Vec::new())),
        Some(_) => None,
    })
}

/// Whether an order that was cancelled by hand is to go somewhere else.
fn is_uncancelling(order: &Order, wish: StatusChange) -> bool {
    order.is_cancelled_here_only() && wish.status.is_some_and(|to| to != Status::Cancelled)
}

fn list_follow_ups(
    store: &Store,
    order: &Order,
    next: &OrderState,
    change: &ManualChange,
) -> Result<Vec<FollowUp>, Error> {
    let is_open_at_qoo10 = next.api_status != ApiStatus::Shipped;
    let was = &order.state;
    let has_parcel = next.status == Status::Shipped && !order.tracking_numbers.is_empty();
    Ok(match change {
        ManualChange::Set(_) if !is_open_at_qoo10 && was.api_status != next.api_status => {
            let is_missing =
                !has_parcel && !is_sent_whole_at_qoo10(order) && next.status != Status::Cancelled;
            is_missing.then_some(FollowUp::NoParcel(was.api_status)).into_iter().collect()
        }
        ManualChange::Set(_) if next.status == Status::Shipped => {
            let is_missing = is_open_at_qoo10 && order.tracking_numbers.is_empty();
            is_missing.then_some(FollowUp::NoTracking).into_iter().collect()
        }
        ManualChange::Set(_) if next.status == Status::Cancelled && was.status != Status::Cancelled => {
            let of_qoo10 = || order.lines.iter().filter(|line| line.order_no.is_some());
            let is_known = order.needs_person.is_some() || of_qoo10().all(|line| line.cancelled);
            (is_open_at_qoo10 && !is_known).then_some(FollowUp::OpenAtQoo10).into_iter().collect()
        }
        ManualChange::AddLine { sku, .. } => match stock::look_up_sku(store, sku)? {
            SkuLookup::Unknown(nearest) => vec![FollowUp::UnknownSku(sku.clone(), nearest)],
            SkuLookup::Known => Vec::new(),
        },
        _ => Vec::new(),
    })
}

/// The parcel that Qoo10 shows of an order which staff close because it was sent whole in QSM (SYN-8).
fn find_sent_parcel(order: &Order, next: &OrderState, now: Jst) -> Option<Shipment> {
    let is_closed = next.status == Status::Shipped && next.api_status == ApiStatus::Shipped;
    let why = order.needs_person.as_ref().filter(|_| is_closed && is_sent_whole_at_qoo10(order));
    let Some(NeedsPerson::SentAtQoo10(_, parcel)) = why else { return None };
    let is_entered = order.state.status == Status::Shipped && !order.tracking_numbers.is_empty();
    parcel.to_shipment(&order.carrier, now.date_naive()).filter(|_| !is_entered)
}

fn write_sent_parcel(batch: &Batch<'_>, order: &Order, parcel: &Shipment, now: Jst) -> Result<(), Error> {
    batch.write_shipment(order.order_id, parcel, now)?;
    let detail = Message::quoted(parcel.to_string());
    let (what, by) = (HistoryEvent::Adopted, STAFF);
    batch.add_history(order.order_id, &HistoryEntry { at: now, what, by, run: None, detail: Some(&detail) })
}

/// Whether its only number was sent at Qoo10 (SYN-8): of several, another one may still be here.
fn is_sent_whole_at_qoo10(order: &Order) -> bool {
    let left = order.lines.iter().filter(|line| line.order_no.is_some() && !line.cancelled);
    matches!(order.needs_person, Some(NeedsPerson::SentAtQoo10(..))) && left.count() == 1
}

/// Writes the receiver that Qoo10 shows (SYN-10). History says that it changed, and no more.
fn take_receiver(
    batch: &Batch<'_>,
    order: &Order,
    receiver: &Receiver,
    buyer_address: BuyerAddress,
    now: Jst,
) -> Result<(), Error> {
    batch.set_receiver(order.order_id, receiver, buyer_address)?;
    batch.forget_new_receiver(order.order_id)?;
    if matches!(order.needs_person, Some(NeedsPerson::ReceiverChanged(_))) {
        batch.set_needs_person(order.order_id, None)?;
    }
    let (what, by) = (HistoryEvent::ReceiverChanged, STAFF);
    batch.add_history(order.order_id, &HistoryEntry { at: now, what, by, run: None, detail: None })
}

/// Writes a change, and says which line it added or took back.
fn write_change(
    batch: &Batch<'_>,
    order: &Order,
    next: &OrderState,
    change: &ManualChange,
    now: Jst,
) -> Result<Option<i64>, Error> {
    if *next != order.state {
        batch.set_order_state(order.order_id, next, now)?;
    }
    // SYN-4, SYN-11: staff have dealt with it.
    let is_turned = (next.status == Status::Cancelled) != (order.state.status == Status::Cancelled);
    if is_turned || next.api_status == ApiStatus::Shipped {
        batch.set_needs_person(order.order_id, None)?;
        batch.forget_new_receiver(order.order_id)?;
    }
    if matches!(change, ManualChange::Set(_)) && *next == order.state {
        // The receiver alone, which has its own entry.
        return Ok(None);
    }
    let mut touched = None;
    let (what, detail) = match change {
        ManualChange::Set(_) => (HistoryEvent::Set, format_difference(&order.state, next)),
        ManualChange::Hold(reason) => (HistoryEvent::Held, reason.clone()),
        ManualChange::Release => (HistoryEvent::Released, format_difference(&order.state, next)),
        ManualChange::AddLine { sku, name, qty } => {
            let line = batch.add_local_line(order.order_id, LocalGoods { sku, name, qty: *qty }, now)?;
            touched = Some(line);
            (HistoryEvent::LineAdded, format!("line {line}: {sku} x {qty}"))
        }
        ManualChange::RemoveLine(line) => {
            let (sku, qty) = batch.cancel_local_line(order.order_id, *line)?;
            touched = Some(*line);
            (HistoryEvent::LineRemoved, format!("line {line}: {sku} x {qty}"))
        }
    };
    let detail = Message::quoted(detail);
    let entry = HistoryEntry { at: now, what, by: STAFF, run: None, detail: Some(&detail) };
    batch.add_history(order.order_id, &entry)?;
    Ok(touched)
}

/// What a change changes: `status on_hold -> ready, payment_status unpaid -> paid`.
pub fn list_changes(was: &OrderState, next: &OrderState) -> Vec<Message> {
    let mut changes = Vec::new();
    if was.status != next.status {
        let [from, to] = [was, next].map(|standing| standing.status.message());
        changes.push(msg!("hand-status_changed", from = from, to = to));
    }
    if was.payment_status != next.payment_status {
        let [from, to] = [was, next].map(|standing| standing.payment_status.message());
        changes.push(msg!("hand-payment_changed", from = from, to = to));
    }
    if was.api_status != next.api_status {
        let [from, to] = [was, next].map(|standing| standing.api_status.message());
        changes.push(msg!("hand-api_status_changed", from = from, to = to));
    }
    if was.hold_reasons != next.hold_reasons {
        let holds = |standing: &OrderState| {
            let reasons = standing.hold_reasons.iter().map(|reason| reason.message());
            let all = reasons.reduce(|first, second| msg!("hand-holds", first = first, second = second));
            all.unwrap_or_else(|| msg!("hand-no_hold"))
        };
        changes.push(msg!("hand-holds_changed", from = holds(was), to = holds(next)));
    }
    changes
}

/// The same for the history: `status on_hold -> ready, payment_status unpaid -> paid`
fn format_difference(was: &OrderState, next: &OrderState) -> String {
    let mut parts = Vec::new();
    let mut note = |name: &str, from: &str, to: &str| {
        if from != to {
            parts.push(format!("{name} {from} -> {to}"));
        }
    };
    let holds = |standing: &OrderState| {
        let reasons: Vec<&str> = standing.hold_reasons.iter().map(|reason| reason.as_str()).collect();
        if reasons.is_empty() { "none".to_owned() } else { reasons.join("+") }
    };
    note("status", was.status.as_str(), next.status.as_str());
    note("payment_status", was.payment_status.as_str(), next.payment_status.as_str());
    note("api_status", was.api_status.as_str(), next.api_status.as_str());
    note("hold_reasons", &holds(was), &holds(next));
    parts.join(", ")
}
