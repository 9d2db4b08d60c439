//! `sync-status` (ステータス同期): what Qoo10 knows of orders, and staff do not (SYN-1 to SYN-12).
//!
//! Gather: `gather`, a handful of lists whatever the number of orders, then look-ups for what they leave
//! unexplained. Plan: `plan::sync_status`. Apply: `apply`.

mod apply;
mod claims;
mod gather;
mod unknown;

use std::collections::BTreeSet;

use self::apply::Findings;
use super::hold_rules::RuleJudge;
use super::report::{StepReport, Warning};
use super::{StepContext, StepError};
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::open_order::Order;
use crate::domain::order::{BuyerAddress, PaymentStatus, Status};
use crate::domain::time::Jst;
use crate::plan::hold_rules::HoldRules;
use crate::plan::sync_status::{self as plan, LocalFacts, MAX_WATCH_DAYS, RemoteOrders};
use crate::qoo10;
use crate::store::{self, Store};
use crate::vocabulary::Outcome;

pub const OUTCOMES: &[Outcome] = &[
    Outcome::Paid,
    Outcome::Cancelled,
    Outcome::LineCancelled,
    Outcome::CancelRequested,
    Outcome::CancelWithdrawn,
    Outcome::ReceiverChanged,
    Outcome::Adopted,
    Outcome::UnknownHere,
    Outcome::ClaimChanged,
    Outcome::NeedsPerson,
    Outcome::Unchanged,
];

#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Only these orders; all open ones when empty.
    pub orders: Vec<OrderCode>,
    pub limit: Option<usize>,
    pub max_lookups: usize,
    /// Whether orders that were sent in QSM are closed (SYN-8).
    pub adopts_sent: bool,
    /// What another receiver means for the buyer's address (IMP-8).
    pub buyer_address: BuyerAddress,
    /// The shop's own rules, for orders whose receiver is filled in (IMP-24).
    pub hold_rules: HoldRules,
}

/// Whether the event fires (SYN-6), by the report of a run, also of one that failed half-way: marks do not
/// count.
pub fn should_fire(report: &StepReport) -> bool {
    let fires = [Outcome::Paid, Outcome::Cancelled, Outcome::LineCancelled];
    fires.into_iter().any(|outcome| report.count_of(outcome) > 0)
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was found until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    let orders = select_orders(request, context)?;
    let store = &*context.store;
    // Who asks for orders hears of no others; what a shop without a window knows of is nothing (SYN-9).
    let looks_around = request.orders.is_empty() && store.import_first_from()?.is_some();
    let (receivers, new_receivers) = (store.load_receivers_of_open_orders()?, store.list_new_receivers()?);
    let mut gathered = gather::fetch_lists(context.client, &orders, context.now, looks_around)?;
    let unknown = unknown::find_unknown_carts(store, &gathered, looks_around)?;
    context.report.warnings.extend(gathered.unread.iter().map(Warning::from_unread_claim));
    let asked = look_up_unexplained(request.max_lookups, context, &orders, &mut gathered.news);
    let decided = orders.iter().map(|order| {
        let facts = LocalFacts {
            receiver: receivers.get(&order.order_id),
            new_receiver: new_receivers.get(&order.order_id),
            adopts_sent: request.adopts_sent,
            today: context.now.date_naive(),
        };
        (order, plan::decide_order(order, &gathered.news, facts))
    });
    let limit = request.limit.unwrap_or(usize::MAX);
    let mut changed = 0;
    // Orders that do not change take nobody's place.
    let within_limit = decided.filter(|(_, decision)| {
        let changes = decision.has_changes();
        changed += usize::from(changes);
        !changes || changed <= limit
    });
    let mut decided: Vec<_> = within_limit.collect();
    let mut judge = RuleJudge::new(&request.hold_rules);
    for (order, decision) in &mut decided {
        let Some(receiver) = decision.find_filled_receiver(receivers.get(&order.order_id)) else { continue };
        let verdict = judge.judge_filled(context.store, order.order_id, &decision.next, receiver)?;
        let warning = |rule| Warning::RuleMatched { rule, orders: vec![order.code.clone()] };
        context.report.warnings.extend(verdict.warns.into_iter().map(warning));
        decision.take_rule_change(verdict.change);
    }
    let findings = Findings {
        gathered,
        unknown,
        new_receivers: &new_receivers,
        buyer_address: request.buyer_address,
        asked: asked.numbers,
    };
    apply::apply_decisions(context, &decided, &findings)?;
    if !request.orders.is_empty() {
        // Who asks for an order hears of it.
        let quiet = decided.iter().filter(|(order, decision)| apply::is_closed(order, decision));
        quiet.for_each(|(order, _)| apply::report_unchanged(context.report, &order.code));
    }
    // After the others were written: one number without an answer costs nobody else anything.
    asked.result?;
    // Whoever asks for single orders asks for no lists.
    if request.orders.is_empty() { claims::update_claims(context) } else { Ok(()) }
}

/// The open orders that were asked for, and those that staff cancelled by hand. One that was asked for but is
/// closed is unchanged.
fn select_orders(request: &Request, context: &mut StepContext<'_>) -> Result<Vec<Order>, StepError> {
    let (store, now) = (&*context.store, context.now);
    let mut orders = store.list_open_orders()?;
    orders.extend(store.list_cancelled_by_hand(now - chrono::Duration::days(MAX_WATCH_DAYS))?);
    if request.orders.is_empty() {
        return Ok(orders);
    }
    let wanted: BTreeSet<String> = request.orders.iter().map(ToString::to_string).collect();
    orders.retain(|order| wanted.contains(&order.code));
    for code in request.orders.iter().collect::<BTreeSet<_>>() {
        if orders.iter().any(|order| order.code == code.to_string()) {
            continue;
        }
        if store.find_order_by_code(*code)?.is_none() {
            return Err(StepError::unknown_order(store, *code));
        }
        apply::report_unchanged(context.report, &code.to_string());
    }
    Ok(orders)
}

/// Which numbers were looked up, for the next run to begin with others, and what ended that early.
struct LookedUpNumbers {
    numbers: Vec<OrderNo>,
    result: Result<(), StepError>,
}

/// After so many look-ups without any answer in a row the endpoint counts as dead.
const MAX_FAILED_LOOKUPS: usize = 3;

/// Looks up what no list explains, least recently asked first. A number that Qoo10 answers for in a way that
/// says nothing is told of; without any answer the step ends as failed, after the others had their turn.
fn look_up_unexplained(
    max: usize,
    context: &mut StepContext<'_>,
    orders: &[Order],
    news: &mut RemoteOrders,
) -> LookedUpNumbers {
    let mut asked = LookedUpNumbers { numbers: Vec::new(), result: Ok(()) };
    let open = match find_unexplained(context.store, orders, news, context.now) {
        Ok(open) => open,
        Err(error) => return LookedUpNumbers { result: Err(error.into()), ..asked },
    };
    let left = open.len().saturating_sub(max);
    if left > 0 {
        log::info!("sync-status: {left} order numbers that no list shows wait for the next run");
    }
    let mut failures = 0;
    for Unexplained { order_no, is_settled } in open.into_iter().take(max) {
        let error = match gather::look_up_number(context.client, order_no) {
            Ok(answer) => {
                news.looked_up.insert(order_no, answer);
                asked.numbers.push(order_no);
                failures = 0;
                continue;
            }
            Err(error) => error,
        };
        if matches!(error, qoo10::Error::Code { .. } | qoo10::Error::Unreadable { .. }) {
            context.report.warnings.push(Warning::LookUpFailed { order_no, detail: error.message() });
            // Noted as asked, a settled one would be left in peace for a day.
            asked.numbers.extend((!is_settled).then_some(order_no));
            continue;
        }
        failures += 1;
        let is_dead = error.should_stop_step() || failures >= MAX_FAILED_LOOKUPS;
        asked.result = asked.result.and(Err(error.into()));
        if is_dead {
            break;
        }
    }
    asked
}

struct Unexplained {
    order_no: OrderNo,
    /// Whether nothing is expected of its order: it is paid, or cancelled by hand, and needs nobody.
    is_settled: bool,
}

/// The numbers that no list explains, least recently asked first. A paid order that a look-up found in good
/// order is left in peace for a day.
fn find_unexplained(
    store: &Store,
    orders: &[Order],
    news: &RemoteOrders,
    now: Jst,
) -> Result<Vec<Unexplained>, store::Error> {
    let mut open = Vec::new();
    for order in orders {
        let is_done =
            order.state.payment_status == PaymentStatus::Paid || order.state.status == Status::Cancelled;
        let is_settled = is_done && order.needs_person.is_none();
        open.extend(plan::find_unexplained(order, news).map(|order_no| Unexplained { order_no, is_settled }));
    }
    let numbers: Vec<OrderNo> = open.iter().map(|one| one.order_no).collect();
    let last = store.list_lookup_times(&numbers)?;
    let yesterday = now - chrono::Duration::days(1);
    open.retain(|one| !(one.is_settled && last.get(&one.order_no).is_some_and(|at| *at > yesterday)));
    open.sort_by_cached_key(|one| (last.get(&one.order_no).copied(), one.order_no));
    Ok(open)
}
