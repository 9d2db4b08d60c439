//! What the page of `report` asks: orders and shipments per day, and what failed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::database::Store;
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::time::Jst;
use crate::vocabulary::{Outcome, Reason, Step};

// Both read every order once: a glance a day, and an index for each would cost every import.
const ORDERED: &str = "SELECT substr(ordered_at, 1, 10) AS day, count(*) AS orders FROM orders
     WHERE ordered_at >= ?1 GROUP BY 1";
const SHIPPED: &str = "SELECT shipped_on AS day, count(*) AS orders FROM orders
     WHERE shipped_on >= ?1 AND status <> 'cancelled' GROUP BY 1";
// A repeat is one entry with two ends: both days between them count.
const FAILED: &str = "SELECT DISTINCT step, outcome, code, reason,
       coalesce(order_code, CAST(order_no AS TEXT), sku, CAST(log_id AS TEXT)) AS thing FROM api_log
     WHERE at >= ?1 AND coalesce(first_at, at) <= ?2
       AND outcome IN ('failed', 'refused', 'blocked', 'rejected')";

/// Something that failed, once for each way in which it did, however often that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureView {
    pub step: Step,
    /// `failed`, `refused`, `blocked` or `rejected`.
    pub outcome: Outcome,
    /// Qoo10's code.
    pub code: Option<i64>,
    pub reason: Option<Reason>,
    /// Which order, order number or SKU.
    pub thing: String,
}

impl Store {
    /// How many orders were placed on each day from `since` on, cancelled ones too.
    pub fn count_ordered_per_day(&self, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        self.count_per_day(ORDERED, since)
    }

    /// How many orders were shipped on each day from `since` on.
    pub fn count_shipped_per_day(&self, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        self.count_per_day(SHIPPED, since)
    }

    fn count_per_day(&self, sql: &str, since: NaiveDate) -> Result<BTreeMap<NaiveDate, u64>, Error> {
        let read = |row: &Row<'_>| Ok((row.read("orders.day")?, row.get::<_, i64>("orders")?.unsigned_abs()));
        let days = self.conn.prepare_cached(sql)?.read_all([Iso(since)], read)?;
        Ok(days.into_iter().collect())
    }

    /// What the API log says of failures between two instants.
    pub fn list_failures_between(&self, since: Jst, until: Jst) -> Result<Vec<FailureView>, Error> {
        self.conn.prepare_cached(FAILED)?.read_all([Iso(since), Iso(until)], |row| {
            Ok(FailureView {
                step: row.read("api_log.step")?,
                outcome: row.read("api_log.outcome")?,
                code: row.get("code")?,
                reason: row.read("api_log.reason")?,
                thing: row.get("thing")?,
            })
        })
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
