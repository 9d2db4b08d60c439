//! Reading back from Qoo10 what it knows of order numbers (ALL-6): by list, however many there are.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::progress::{DateFailure, STEP, ScheduleProgress, ScheduleRowState, collect_numbers};
use crate::domain::claim::Claim;
use crate::domain::confirm::ConfirmFailure;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::unread::{UncertainOrders, UnreadRow};
use crate::plan::schedule_date::answer::{ALREADY_CLAIMED, NOT_NEW, explain_unconfirmed};
use crate::plan::window::{self, Window};
use crate::qoo10::wire::shipping_row;
use crate::qoo10::{Client, Error};
use crate::steps::order_lists::{ListedNumbers, read_lists, warn_unreadable};
use crate::steps::order_rows::RowState;
use crate::steps::report::{StepReport, Warning};
use crate::steps::{Mode, StepContext, StepError};
use crate::vocabulary::JournalOutcome;

/// Seller confirmed, on delivery, delivered: a number in one of these has its planned ship date.
const CONFIRMED_STATUSES: [u8; 3] = [3, 4, 5];

/// What an earlier run began to send and never learned the outcome of is read back before anything is sent
/// again. What is not confirmed is sent in this run. Other numbers that are `unconfirmed` stay open for the
/// run that takes them up.
pub(super) fn reconcile_intents(
    context: &mut StepContext<'_>,
    unconfirmed: &BTreeSet<OrderNo>,
    orders: &mut [ScheduleProgress],
) -> Result<(), StepError> {
    let StepContext { client, store, now, mode, report, .. } = context;
    let intents = store.list_open_intents(STEP)?;
    let open: BTreeSet<OrderNo> = collect_numbers(orders, ScheduleRowState::is_to_send)
        .into_iter()
        .filter(|no| intents.contains_key(no))
        .collect();
    let listed = find_in_lists(client, &CONFIRMED_STATUSES, orders, &open)?;
    let doubted = mark_confirmed(orders, &listed);
    warn_unreadable(report, &listed.unread, doubted);
    if *mode != Mode::DryRun && !intents.is_empty() {
        let batch = store.start_batch()?;
        let is_open_still = |no: &OrderNo| listed.found.contains_key(no) || listed.doubted.contains(no);
        for order_no in intents.keys().filter(|no| !is_open_still(no)) {
            // It is not confirmed, and goes again with an intent of its own.
            if open.contains(order_no) {
                batch.record_outcome(STEP, *order_no, JournalOutcome::NotDone, *now)?;
            } else if !unconfirmed.contains(order_no) {
                batch.record_outcome(STEP, *order_no, JournalOutcome::Moot, *now)?;
            }
        }
        batch.commit()?;
    }
    Ok(())
}

/// Finds those of the numbers to be sent that Qoo10 shows as confirmed. What a row that cannot be read leaves
/// in doubt is not sent.
pub(super) fn find_confirmed(client: &Client, orders: &mut [ScheduleProgress]) -> Result<(), Error> {
    let open = collect_numbers(orders, ScheduleRowState::is_to_send);
    let listed = find_in_lists(client, &CONFIRMED_STATUSES, orders, &open)?;
    mark_confirmed(orders, &listed);
    Ok(())
}

/// Marks the numbers that lists show as confirmed, and those that they leave in doubt: the codes of the
/// orders of these.
fn mark_confirmed(orders: &mut [ScheduleProgress], listed: &ConfirmedNumbers) -> Vec<String> {
    let mut codes = Vec::new();
    for order in orders {
        for row in &mut order.rows {
            if let Some(date) = listed.found.get(&row.order_no) {
                row.state = RowState::AlreadyDone(*date);
            } else if listed.doubted.contains(&row.order_no) {
                // Neither sent nor settled, until it can be read.
                row.state = RowState::OutcomeUnknown(None);
                codes.push(order.order.code.clone());
            }
        }
    }
    codes
}

/// Rows whose answer left open whether they are confirmed.
pub(super) fn resolve_unknown(client: &Client, orders: &mut [ScheduleProgress]) -> Result<(), StepError> {
    let open = collect_numbers(orders, ScheduleRowState::is_unknown);
    let ConfirmedNumbers { found, doubted, .. } = find_in_lists(client, &CONFIRMED_STATUSES, orders, &open)?;
    let rest = open.iter().filter(|no| !found.contains_key(no) && !doubted.contains(no));
    let rest: BTreeSet<OrderNo> = rest.copied().collect();
    // An unpaid number is refused with the same code as a confirmed one.
    let ConfirmedNumbers { found: unpaid, doubted: also_doubted, .. } =
        find_in_lists(client, &[1], orders, &rest)?;
    for row in orders.iter_mut().flat_map(|order| &mut order.rows) {
        let RowState::OutcomeUnknown(code) = row.state else { continue };
        let date = found.get(&row.order_no);
        if date.is_none() && (doubted.contains(&row.order_no) || also_doubted.contains(&row.order_no)) {
            continue;
        }
        row.state = match explain_unconfirmed(code, date.is_some(), unpaid.contains_key(&row.order_no)) {
            None => RowState::AlreadyDone(date.copied().flatten()),
            Some(failure) => RowState::Failed(DateFailure { failure, code, detail: None }),
        };
    }
    Ok(())
}

/// What a real run would be told of the rows that it would send, as far as lists say it: a dry run ends as
/// the real one would.
pub(super) fn simulate_send(
    client: &Client,
    orders: &mut [ScheduleProgress],
    report: &mut StepReport,
) -> Result<(), StepError> {
    let open = collect_numbers(orders, ScheduleRowState::is_to_send);
    // A new one that cannot be read here is sent by a real run all the same.
    let ConfirmedNumbers { found: new, doubted: perhaps_new, .. } =
        find_in_lists(client, &[2], orders, &open)?;
    let rest: BTreeSet<OrderNo> = open.iter().filter(|no| !new.contains_key(no)).copied().collect();
    let ConfirmedNumbers { found: confirmed, .. } =
        find_in_lists(client, &CONFIRMED_STATUSES, orders, &rest)?;
    let rest: BTreeSet<OrderNo> = rest.into_iter().filter(|no| !confirmed.contains_key(no)).collect();
    let ConfirmedNumbers { found: unpaid, .. } = find_in_lists(client, &[1], orders, &rest)?;
    let claimed = find_claimed(client, orders, &open, report)?;
    for row in orders.iter_mut().flat_map(|order| &mut order.rows).filter(|row| open.contains(&row.order_no))
    {
        let failed =
            |failure, code| RowState::Failed(DateFailure { failure, code: Some(code), detail: None });
        row.state = if claimed.contains(&row.order_no) {
            failed(ConfirmFailure::Claimed, ALREADY_CLAIMED)
        } else if new.contains_key(&row.order_no) {
            RowState::Sent
        } else if let Some(date) = confirmed.get(&row.order_no) {
            RowState::AlreadyDone(*date)
        } else if unpaid.contains_key(&row.order_no) {
            failed(ConfirmFailure::NotPaid, NOT_NEW)
        } else if perhaps_new.contains(&row.order_no) {
            RowState::Sent
        } else {
            failed(ConfirmFailure::NotNew, NOT_NEW)
        };
    }
    Ok(())
}

/// Which of the numbers have an open cancel request, for which Qoo10 takes no date; one that cannot be read
/// counts.
fn find_claimed(
    client: &Client,
    orders: &[ScheduleProgress],
    wanted: &BTreeSet<OrderNo>,
    report: &mut StepReport,
) -> Result<BTreeSet<OrderNo>, Error> {
    let mut found = BTreeSet::new();
    for claim in [Claim::CancelRequested, Claim::Cancelling] {
        for window in cover_numbers(orders, wanted) {
            let (rows, unread) = client.fetch_claims(claim, window.from, window.to)?.split();
            let open = rows.into_iter().filter(|row| row.claim.is_requested());
            found.extend(open.map(|row| row.order_no).filter(|order_no| wanted.contains(order_no)));
            let doubt = UncertainOrders::from_rows(&unread);
            found.extend(
                list_wanted(orders, wanted).filter(|(no, cart)| doubt.contains(*no, *cart)).map(|(no, _)| no),
            );
            report.warnings.extend(unread.iter().map(Warning::from_unread_claim));
        }
    }
    Ok(found)
}

/// The wanted numbers, each with its cart.
fn list_wanted<'o>(
    orders: &'o [ScheduleProgress],
    wanted: &'o BTreeSet<OrderNo>,
) -> impl Iterator<Item = (OrderNo, Option<PackNo>)> + 'o {
    let numbers =
        |order: &'o ScheduleProgress| order.rows.iter().map(move |row| (row.order_no, order.order.cart()));
    orders.iter().flat_map(numbers).filter(|(order_no, _)| wanted.contains(order_no))
}

/// Windows over the order dates of these numbers.
fn cover_numbers(orders: &[ScheduleProgress], wanted: &BTreeSet<OrderNo>) -> Vec<Window> {
    let lines = orders.iter().flat_map(|order| &order.order.lines);
    let lines = lines.filter(|line| line.order_no.is_some_and(|no| wanted.contains(&no)));
    window::cover_instants(lines.filter_map(|line| line.ordered_at).collect())
}

/// What lists say of numbers.
struct ConfirmedNumbers {
    /// Numbers that are in them, with the planned ship dates shown there.
    found: HashMap<OrderNo, Option<NaiveDate>>,
    /// Those of the others that a row which cannot be read is, or may be, about.
    doubted: BTreeSet<OrderNo>,
    unread: Vec<UnreadRow>,
}

/// Which of the wanted numbers are in lists of these statuses, with the planned ship dates shown there. A
/// list is asked only while a number has not been found.
fn find_in_lists(
    client: &Client,
    statuses: &[u8],
    orders: &[ScheduleProgress],
    wanted: &BTreeSet<OrderNo>,
) -> Result<ConfirmedNumbers, Error> {
    let has_all = |found: &HashMap<OrderNo, _>| wanted.iter().all(|order_no| found.contains_key(order_no));
    let windows = cover_numbers(orders, wanted);
    let listed = read_lists(client, statuses, &windows, shipping_row::parse_planned_date, has_all)?;
    let ListedNumbers { mut found, doubt, unread } = listed;
    found.retain(|order_no, _| wanted.contains(order_no));
    let doubted =
        list_wanted(orders, wanted).filter(|(no, cart)| doubt.can_contain(*no, *cart)).map(|(no, _)| no);
    let doubted = doubted.filter(|no| !found.contains_key(no)).collect();
    Ok(ConfirmedNumbers { found, doubted, unread })
}
