//! All that the page of `report` shows, from the state file.

use chrono::NaiveTime;

use super::late;
use super::status::{ShopStatus, StatusRules, look};
use crate::domain::time::{Jst, at_jst};
use crate::plan::activity::{DayCounts, FailureGroup, by_reason, days, first_day};
use crate::plan::late::LateBoardEntry;
use crate::store::Store;

/// The shop today, and its last 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
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
pub fn page(store: &Store, rules: StatusRules, now: Jst) -> Result<Page, late::Error> {
    let today = now.date_naive();
    let first = first_day(today);
    let failed = store.failed_between(at_jst(first.and_time(NaiveTime::MIN)), now)?;
    Ok(Page {
        status: look(store, rules, now)?,
        board: late::board(store, today)?,
        days: days(today, &store.ordered_per_day(first)?, &store.shipped_per_day(first)?),
        failures: by_reason(
            failed.iter().map(|one| (one.step, one.outcome, one.code, one.reason, &*one.thing)),
        ),
    })
}
