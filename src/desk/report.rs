//! All that the page of `report` shows, from the state file.

use chrono::NaiveTime;

use super::late;
use super::status::{ShopStatus, StatusRules, load_status};
use crate::domain::time::{Jst, from_wall_clock};
use crate::plan::late::{LateBoardEntry, PlanRules};
use crate::plan::report::{DayCounts, FailureGroup, count_by_reason, first_day, list_days};
use crate::store::Store;

/// The shop today, and its last 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopReport {
    /// How the shop stands.
    pub status: ShopStatus,
    /// Every open order on Qoo10's clock, most urgent first.
    pub board: Vec<LateBoardEntry>,
    pub days: Vec<DayCounts>,
    /// What failed, and how many orders or SKUs.
    pub failures: Vec<(FailureGroup, u64)>,
}

/// Looks at the state file.
///
/// # Errors
/// When it cannot be read, or the business days cannot be counted.
pub fn gather_report(
    store: &Store,
    rules: StatusRules,
    plan: &PlanRules,
    now: Jst,
) -> Result<ShopReport, late::Error> {
    let today = now.date_naive();
    let first = first_day(today);
    let failed = store.list_failures_between(from_wall_clock(first.and_time(NaiveTime::MIN)), now)?;
    Ok(ShopReport {
        status: load_status(store, rules, now)?,
        board: late::load_board(store, plan, today)?,
        days: list_days(today, &store.count_ordered_per_day(first)?, &store.count_shipped_per_day(first)?),
        failures: count_by_reason(
            failed.iter().map(|one| (one.step, one.outcome, one.code, one.reason, &*one.thing)),
        ),
    })
}
