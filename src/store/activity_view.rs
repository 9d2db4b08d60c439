//! What the page of `report` asks: orders and shipments per day, and what failed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::{Error, Store, word};
use crate::domain::time::{Jst, date_from_text, date_to_text, to_text};
use crate::vocabulary::{Outcome, Reason, Step};

// Both read every order once: a glance a day, and an index for each would cost every import.
const ORDERED: &str = "SELECT substr(ordered_at, 1, 10), count(*) FROM orders
     WHERE ordered_at >= ?1 GROUP BY 1";
const SHIPPED: &str = "SELECT shipped_on, count(*) FROM orders
     WHERE shipped_on >= ?1 AND status <> 'cancelled' GROUP BY 1";
const FAILED: &str = "SELECT DISTINCT step, outcome, code, reason,
       coalesce(order_code, CAST(order_no AS TEXT), sku, CAST(log_id AS TEXT)) FROM api_log
     WHERE at >= ?1 AND coalesce(first_at, at) <= ?2 AND outcome IN ('failed', 'refused', 'blocked', 'rejected')";

/// Something that failed, once for each way in which it did, however often that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedView {
    /// The step.
    pub step: Step,
    /// `failed`, `refused`, `blocked` or `rejected`.
    pub outcome: Outcome,
    /// Qoo10's code.
    pub code: Option<i64>,
    /// Why.
    pub reason: Option<Reason>,
    /// Which order, order number or SKU.
    pub thing: String,
}

impl Store {
    /// How many orders were placed on each day from `since` on, cancelled ones too.
    pub fn ordered_per_day(&self, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        self.per_day(ORDERED, since)
    }

    /// How many orders were shipped on each day from `since` on.
    pub fn shipped_per_day(&self, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        self.per_day(SHIPPED, since)
    }

    fn per_day(&self, sql: &str, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([date_to_text(since)])?;
        let mut days = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            let day = date_from_text(&text).ok_or_else(|| Error::unreadable("a date of orders", &text))?;
            days.insert(day, row.get::<_, i64>(1)?.unsigned_abs());
        }
        Ok(days)
    }

    /// What the API log says of failures between two instants.
    pub fn failed_between(&self, since: Jst, until: Jst) -> Result<Vec<FailedView>, Error> {
        let mut statement = self.conn.prepare_cached(FAILED)?;
        let mut rows = statement.query(params![to_text(since), to_text(until)])?;
        let mut failed = Vec::new();
        while let Some(row) = rows.next()? {
            let reason = row.get::<_, Option<String>>(3)?.map(|reason| word("api_log.reason", &reason));
            failed.push(FailedView {
                step: word("api_log.step", &row.get::<_, String>(0)?)?,
                outcome: word("api_log.outcome", &row.get::<_, String>(1)?)?,
                code: row.get(2)?,
                reason: reason.transpose()?,
                thing: row.get(4)?,
            });
        }
        Ok(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_do_not_cost_the_whole_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {FAILED}")).unwrap();
        let first: String = statement.query_row(["", ""], |row| row.get(3)).unwrap();
        assert!(first.contains("SEARCH") && first.contains("api_log_at"), "{first}");
    }
}
