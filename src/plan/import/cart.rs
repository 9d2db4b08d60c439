//! What becomes of one cart: orders, one per delivery company, or a reject of the whole (IMP-4, 5, 7, 13).

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{FactReader, ItemFacts, Lookup};
use super::line::{self, PlannedLine};
use super::progress;

use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::{
    ApiStatus, BuyerAddress, HoldReason, LineStage, NewLine, NewOrder, OrderStage, PaymentStatus, Status,
};
use crate::domain::party::People;
use crate::domain::reject::{RejectedRow, RowProblem};
use crate::domain::shipping_row::ShippingRow;
use crate::plan::receiver::{self, Receiver, ReceiverDiff};
use crate::vocabulary::{Message, Reason};

/// The rows of a cart whose order numbers are in no order yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CartRows {
    /// Rows that could be read, in any order.
    pub rows: Vec<ShippingRow>,
    /// Rows that could not, or may not, be taken as they are.
    pub rejected: Vec<RejectedRow>,
}

#[derive(Debug, Clone, Default)]
pub struct CartRules {
    /// Stands between seller item code and seller option code.
    pub sku_separator: String,
    /// Whether an add-on becomes a line of its own (IMP-11).
    pub addon_options_as_lines: bool,
    pub buyer_address: BuyerAddress,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CartDecision {
    /// These questions have to be answered before anything can be said of the rows, which come back.
    Ask(BTreeSet<Lookup>, CartRows),
    Import(CartImport),
    /// All of its rows are rejected: the bad ones first, then those that share their fate.
    Reject(Vec<RejectedRow>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartImport {
    /// In the order of their codes.
    pub orders: Vec<NewOrder>,
    /// Items whose add-on list could not be fetched, with the reason (IMP-11).
    pub addons_unavailable: BTreeMap<String, Message>,
}

/// Decides on a cart. `known_suffix` is the highest suffix that an order of this cart has, where a bare
/// code counts as 1; none while the cart is new.
pub fn plan_cart(
    pack_no: PackNo,
    cart: CartRows,
    known_suffix: Option<u32>,
    rules: &CartRules,
    facts: &ItemFacts,
) -> CartDecision {
    let CartRows { mut rows, mut rejected } = cart;
    rows.sort_by_key(|row| row.order_no);
    for row in &rows {
        rejected.extend(line::find_obvious_problem(row).map(|problem| reject_row(row, problem)));
    }
    if !rejected.is_empty() {
        return CartDecision::Reject(reject_siblings(rejected, &rows));
    }
    let mut asking = FactReader::new(facts);
    let mut planned = Vec::new();
    for row in &rows {
        match line::plan_line(row, &rules.sku_separator, &mut asking) {
            Ok(line) => planned.extend(line),
            Err(problem) => rejected.push(reject_row(row, problem)),
        }
    }
    if !rejected.is_empty() {
        CartDecision::Reject(reject_siblings(rejected, &rows))
    } else if !asking.questions.is_empty() {
        CartDecision::Ask(asking.questions, CartRows { rows, rejected })
    } else {
        CartDecision::Import(split_by_company(pack_no, rows, planned, known_suffix, rules))
    }
}

/// The rows that are fine themselves share the fate of the bad ones.
fn reject_siblings(mut rejected: Vec<RejectedRow>, rows: &[ShippingRow]) -> Vec<RejectedRow> {
    let bad: BTreeSet<_> = rejected.iter().filter_map(|row| row.order_no).collect();
    let named = rejected.first().and_then(|row| row.order_no).map(|no| no.to_string()).unwrap_or_default();
    let others = rows.iter().filter(|row| !bad.contains(&row.order_no));
    rejected.extend(others.map(|row| reject_row(row, RowProblem::new(Reason::CartRejected, &named))));
    rejected
}

fn reject_row(row: &ShippingRow, problem: RowProblem) -> RejectedRow {
    RejectedRow {
        pack_no: Some(row.pack_no),
        order_no: Some(row.order_no),
        ordered_at: Some(row.ordered_at),
        problem,
        payload: row.payload.clone(),
    }
}

/// One order per delivery company, companies in the order of their smallest order number (IMP-7).
fn split_by_company(
    pack_no: PackNo,
    rows: Vec<ShippingRow>,
    planned: Vec<PlannedLine>,
    known_suffix: Option<u32>,
    rules: &CartRules,
) -> CartImport {
    let mut groups: Vec<(String, Vec<(ShippingRow, PlannedLine)>)> = Vec::new();
    let mut addons_unavailable = BTreeMap::new();
    for (row, line) in rows.into_iter().zip(planned) {
        if let Some(why) = &line.addons_unavailable {
            addons_unavailable.insert(row.item_code.clone(), why.clone());
        }
        match groups.iter_mut().find(|(company, _)| *company == line.delivery_company) {
            Some((_, members)) => members.push((row, line)),
            None => groups.push((line.delivery_company.clone(), vec![(row, line)])),
        }
    }
    let is_whole = known_suffix.is_none() && groups.len() == 1;
    let taken = known_suffix.unwrap_or(0);
    let orders = groups
        .into_iter()
        .zip(taken + 1..)
        .map(|((carrier, members), n)| {
            build_order(OrderCode { pack_no, suffix: (!is_whole).then_some(n) }, carrier, members, rules)
        })
        .collect();
    CartImport { orders, addons_unavailable }
}

fn build_order(
    code: OrderCode,
    carrier: String,
    members: Vec<(ShippingRow, PlannedLine)>,
    rules: &CartRules,
) -> NewOrder {
    let rows = || members.iter().map(|(row, _)| row);
    let first = &members[0].0;
    let is_paid = rows().all(|row| row.paid_at.is_some());
    let desired =
        rows().filter(|row| row.desired_delivery_date.is_some()).min_by_key(|r| r.desired_delivery_date);
    let timed = desired.or_else(|| rows().find(|row| row.desired_delivery_time.is_some()));
    let progress = progress::combine_progress(members.iter().map(|(row, line)| (row, line.progress)));
    let people = merge_people(rows(), rules);
    let (status, payment_status, hold_reasons) = plan_state(is_paid, &progress, &people);
    NewOrder {
        code,
        status,
        hold_reasons,
        hold_rules: Vec::new(),
        payment_status,
        carrier,
        ordered_at: rows().map(|row| row.ordered_at).min().unwrap_or(first.ordered_at),
        paid_at: rows().map(|row| row.paid_at).max().flatten().filter(|_| is_paid),
        desired_delivery_date: timed.and_then(|row| row.desired_delivery_date),
        desired_delivery_time: timed.and_then(|row| row.desired_delivery_time.clone()),
        payment_method: rows().find_map(|row| row.payment_method.clone()),
        people,
        progress,
        lines: members.into_iter().flat_map(|(row, line)| build_lines(row, line, rules)).collect(),
    }
}

/// Where a new order stands, and why it is held (IMP-4, IMP-20, IMP-22).
fn plan_state(
    is_paid: bool,
    progress: &OrderStage,
    people: &People,
) -> (Status, PaymentStatus, BTreeSet<HoldReason>) {
    // Qoo10 lets no unpaid parcel leave.
    if progress.api_status == ApiStatus::Shipped {
        return (Status::Shipped, PaymentStatus::Paid, BTreeSet::new());
    }
    let lacks_address = Receiver::from_people(people).lacks_address();
    match (is_paid, lacks_address) {
        (false, _) => (Status::OnHold, PaymentStatus::Unpaid, BTreeSet::from([HoldReason::Payment])),
        (true, true) => (Status::OnHold, PaymentStatus::Paid, BTreeSet::from([HoldReason::Address])),
        (true, false) => (Status::Ready, PaymentStatus::Paid, BTreeSet::new()),
    }
}

/// The people of the first row, with what it leaves blank of the receiver from the others.
fn merge_people<'r>(rows: impl Iterator<Item = &'r ShippingRow> + Clone, rules: &CartRules) -> People {
    let mut people = rows.clone().next().map(|row| row.people.clone()).unwrap_or_default();
    let mut known = Receiver::from_people(&people);
    for row in rows.clone().skip(1) {
        if let ReceiverDiff::Fills(filled) = receiver::compare(&known, &Receiver::from_people(&row.people)) {
            known = filled;
        }
    }
    let buyer_address = match rules.buyer_address {
        BuyerAddress::Receiver => (known.party.zip.clone(), known.party.address.clone()),
        BuyerAddress::Blank => (None, None),
    };
    (people.buyer.zip, people.buyer.address) = buyer_address;
    people.receiver = known.party;
    (people.receiver_address1, people.receiver_address2) = (known.address1, known.address2);
    people.message = rows.clone().find_map(|row| row.people.message.clone());
    people.gift = rows.clone().find_map(|row| row.people.gift.clone());
    people
}

/// The row's own line, and under it one for each add-on where those are lines (IMP-11).
fn build_lines(row: ShippingRow, planned: PlannedLine, rules: &CartRules) -> Vec<NewLine> {
    let texts: Vec<&str> = planned.addons.iter().map(|(text, _)| text.as_str()).collect();
    let own = NewLine {
        sku: Some(planned.sku),
        item_code: row.item_code.clone(),
        name: row.title.clone(),
        option: planned.option,
        addon_options: (!texts.is_empty() && !rules.addon_options_as_lines).then(|| texts.join(" / ")),
        qty: row.qty,
        unit_price_yen: row.unit_price_yen,
        total_yen: row.total_yen,
        progress: planned.progress,
        origin: None,
    };
    let addons: Vec<NewLine> = if rules.addon_options_as_lines {
        planned.addons.iter().map(|(text, code)| build_addon_line(&row, text, code.clone())).collect()
    } else {
        Vec::new()
    };
    let own = NewLine { origin: Some(Box::new(row)), ..own };
    std::iter::once(own).chain(addons).collect()
}

fn build_addon_line(parent: &ShippingRow, text: &str, code: Option<String>) -> NewLine {
    NewLine {
        origin: None,
        sku: code,
        item_code: parent.item_code.clone(),
        name: text.to_owned(),
        option: None,
        addon_options: None,
        qty: parent.qty,
        unit_price_yen: 0,
        total_yen: 0,
        progress: LineStage::default(),
    }
}

#[cfg(test)]
#[path = "cart_tests.rs"]
mod tests;
