//! How the shop stands: steps, open orders, and what needs a hand.

use chrono::{Duration, NaiveDate};

use super::late;
use crate::domain::listing::{FreeStockError, Listing};
use crate::domain::seller_key;
use crate::domain::stock_facts::StockDefaults;
use crate::domain::time::Jst;
use crate::plan::claims::plan_claim_window;
use crate::plan::cycle::{DateStepFacts, is_date_step_due};
use crate::plan::free_stock::{compute_free_stock, fill_free_stock, mark_stale};
use crate::plan::late::{self as plan_late, PlanRules, ShipRate};
use crate::plan::push_shipments::ShipDates;
use crate::plan::push_stock::is_due;
use crate::plan::schedule_date::answer::awaits_date;
use crate::plan::schedule_date::count_undatable;
use crate::plan::status::{MAX_RUNS, OpenCounts, OpenTask, compute_usual_gap, count_open, is_overdue};
use crate::plan::sync_status::MAX_WATCH_DAYS;
use crate::store::Store;
use crate::store::status_view::RunView;
use crate::vocabulary::{RunResult, Step, Writes};

/// What the configuration says.
#[derive(Debug, Clone, Copy)]
pub struct StatusRules {
    /// `push_shipments.catch_up_days`
    pub catch_up_days: u32,
    /// `qoo10.seller_key_issued_on`
    pub key_issued_on: Option<NaiveDate>,
    /// `[stock]`
    pub stock: StockDefaults,
    /// `qoo10.writes`
    pub writes: Writes,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepStatus {
    pub step: Step,
    pub last: Option<RunView>,
    /// When the last run began that ended with `ok` or `partial`.
    pub last_success: Option<Jst>,
    /// How long ago its last run began.
    pub age: Option<Duration>,
    /// How often it runs, going by its last runs.
    pub usual_gap: Option<Duration>,
    /// Whether it should have run again by now.
    pub is_overdue: bool,
    /// Whether `qoo10.writes` keeps it from sending: its runs leave nothing here.
    pub is_off: bool,
}

/// A seller key's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLife {
    pub issued_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Days until then; negative once it is over.
    pub days_left: i64,
}

impl KeyLife {
    /// Of a key, by `today`.
    pub fn from_issue_date(issued_on: NaiveDate, today: NaiveDate) -> Self {
        let (ends_on, days_left) =
            (seller_key::compute_end_date(issued_on), seller_key::count_days_left(issued_on, today));
        Self { issued_on, ends_on, days_left }
    }
}

/// How the shop stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopStatus {
    pub at: Jst,
    /// Whether anything is changed at Qoo10.
    pub writes: Writes,
    pub steps: Vec<StepStatus>,
    pub orders: OpenCounts,
    /// Since when `schedule-date` is to follow on what `sync-status` found (SYN-6); none: it has.
    pub event_since: Option<Jst>,
    /// Orders that are late by Qoo10's clock.
    pub late: u64,
    /// Orders without a planned ship date because Qoo10's text of when they can be shipped cannot be read.
    pub without_date: u64,
    /// Rows that could not be imported.
    pub rejects: u64,
    /// Listings whose free stock is not the one that Qoo10 was told.
    pub stock_waiting: u64,
    /// Listings of sets that have a part without a count (STK-9).
    pub part_without_count: u64,
    /// Listings of sets that have a count of their own (STK-9).
    pub set_with_own_count: u64,
    /// Returns, exchanges and refunds that are not completed, on orders of the last 90 days (SYN-12).
    pub open_claims: u64,
    /// Carts at Qoo10 that no order here has, and nobody took or dismissed.
    pub unknown_carts: u64,
    /// New forms of Qoo10's answers that nobody has marked: those that the program does not know.
    pub unknown_forms: u64,
    /// Those that it reads.
    pub new_forms: u64,
    /// The shop's ship rate.
    pub ship_rate: ShipRate,
    /// The seller key; none when the configuration does not say when it was issued.
    pub key: Option<KeyLife>,
}

impl StepStatus {
    /// How its last run ended; none where it never ran, or did not end.
    pub fn result(&self) -> Option<RunResult> {
        self.last.as_ref()?.result
    }

    /// Whether its last run ended without success, or the next one is missed.
    pub fn is_bad(&self) -> bool {
        let has_failed = matches!(self.result(), Some(RunResult::Failed | RunResult::Refused));
        !self.is_off && (self.is_overdue || has_failed)
    }
}

impl ShopStatus {
    /// What may need a hand: how much of it there is, and the command that shows it.
    pub fn list_tasks(&self) -> Vec<(OpenTask, u64, String)> {
        let mut hands = vec![(OpenTask::Rejects, self.rejects, "orders list --rejected".to_owned())];
        hands.push((OpenTask::UnknownCarts, self.unknown_carts, Step::SyncStatus.to_string()));
        hands.extend(self.orders.list_tasks());
        hands.push((OpenTask::WithoutDate, self.without_date, "schedule-date --dry-run".to_owned()));
        hands.push((OpenTask::Late, self.late, "late".to_owned()));
        hands.push((OpenTask::StockWaiting, self.stock_waiting, "push-stock --dry-run".to_owned()));
        let sets = || "sets list --problems".to_owned();
        hands.push((OpenTask::PartWithoutCount, self.part_without_count, sets()));
        hands.push((OpenTask::SetWithOwnCount, self.set_with_own_count, sets()));
        hands.push((OpenTask::UnknownForms, self.unknown_forms, "doctor".to_owned()));
        hands.push((OpenTask::Claims, self.open_claims, "orders list --claims".to_owned()));
        hands
    }
}

/// Looks at the state file.
///
/// # Errors
/// When it cannot be read, or the business days cannot be counted.
pub fn load_status(store: &Store, rules: StatusRules, now: Jst) -> Result<ShopStatus, late::Error> {
    let today = now.date_naive();
    let load_step = |step: &Step| load_step_status(store, *step, rules.writes, now);
    let mut steps: Vec<StepStatus> = Step::DAILY.iter().map(load_step).collect::<Result<_, _>>()?;
    let orders = store.list_open_orders()?;
    let event_since = store.find_pending_event()?;
    for step in steps.iter_mut().filter(|step| step.step == Step::ScheduleDate) {
        // A cycle leaves it out where nothing calls for it: then it is missed by nobody.
        let facts = DateStepFacts {
            is_fired: event_since.is_some(),
            last_success: step.last_success,
            has_orders: orders.iter().any(awaits_date),
        };
        step.is_overdue &= is_date_step_due(facts, now);
    }
    let availability = store.list_availability()?;
    let entries = plan_late::build_board(&orders, &availability, &PlanRules::default(), today)?;
    // Cancelled orders are closed, but for those that Qoo10 has open (SYN-11).
    let by_hand = store.list_cancelled_by_hand(now - Duration::days(MAX_WATCH_DAYS))?;
    let days = ShipDates::new(today, None, None, rules.catch_up_days);
    let mut counts = count_open(
        &orders,
        days,
        &store.list_open_intents(Step::PushShipments)?,
        store.list_failed_shipments()?,
    );
    counts.hold_rules = store.list_holding_rules()?;
    let stock = count_stock(store, rules.stock)?;
    let claims = store.list_claims_since(plan_claim_window(now).from)?;
    let forms = store.list_answer_forms()?;
    let count_forms = |is_known: bool| forms.iter().filter(|one| one.is_open(is_known)).count() as u64;
    counts.needs_person += by_hand.iter().filter(|order| order.needs_person.is_some()).count() as u64;
    Ok(ShopStatus {
        at: now,
        writes: rules.writes,
        steps,
        orders: counts,
        event_since,
        late: entries.iter().filter(|entry| entry.standing.is_late).count() as u64,
        without_date: count_undatable(&orders, &availability),
        rejects: store.count_open_rejects()?,
        stock_waiting: stock.waiting,
        part_without_count: stock.part_without_count,
        set_with_own_count: stock.set_with_own_count,
        open_claims: claims.iter().filter(|kept| !kept.record.is_completed()).count() as u64,
        unknown_carts: store.count_unknown_carts()?,
        unknown_forms: count_forms(false),
        new_forms: count_forms(true),
        ship_rate: late::compute_ship_rate(store, today)?,
        key: rules.key_issued_on.map(|issued_on| KeyLife::from_issue_date(issued_on, today)),
    })
}

/// Listings that push-stock would take for due, and those that it leaves out for their sets.
struct StockCounts {
    waiting: u64,
    part_without_count: u64,
    set_with_own_count: u64,
}

/// Counts listings that may be on sale, by what the last pull knew of the items.
fn count_stock(store: &Store, defaults: StockDefaults) -> Result<StockCounts, crate::store::Error> {
    let facts = store.load_stock_facts(defaults)?;
    let mut listings = store.load_listings()?;
    mark_stale(&mut listings, &facts, &store.list_moved_goods()?);
    fill_free_stock(&mut listings, &compute_free_stock(&facts, &[]));
    let count = |is_counted: &dyn Fn(&Listing) -> bool| {
        listings.iter().filter(|one| one.may_be_on_sale && is_counted(one)).count() as u64
    };
    Ok(StockCounts {
        waiting: count(&|one| is_due(one, false)),
        part_without_count: count(&|one| matches!(one.free, Err(FreeStockError::PartWithoutCount(_)))),
        set_with_own_count: count(&|one| one.free == Err(FreeStockError::SetWithOwnCount)),
    })
}

fn load_step_status(
    store: &Store,
    step: Step,
    writes: Writes,
    now: Jst,
) -> Result<StepStatus, crate::store::Error> {
    let last = store.find_last_run(step)?;
    let age = last.as_ref().map(|run| (now - run.started_at).max(Duration::zero()));
    let usual_gap = compute_usual_gap(&store.list_last_starts(step, MAX_RUNS)?);
    let is_off = writes.holds_back(step);
    let is_overdue = !is_off && age.zip(usual_gap).is_some_and(|(age, gap)| is_overdue(age, gap));
    let last_success = store.find_last_success(step)?;
    Ok(StepStatus { step, last, last_success, age, usual_gap, is_overdue, is_off })
}
