//! What nobody reads any more leaves the state file (`state.keep_days`), so that it grows with the orders and
//! not with the runs.
//!
//! Never thinned: writes without outcome; whatever belongs to an open order or an open reject; of each step
//! the runs that `status` reads, which are the newest and the last that was through; runs of which something
//! else is still told.

use chrono::Duration;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement};

use super::database::{Batch, Store};
use super::error::Error;
use crate::domain::time::{Jst, format_jst};
use crate::vocabulary::Step;

/// So many rows of each table leave it in one run of a step, so that none takes noticeably longer.
const MAX_ROWS_PER_RUN: u32 = 500;
/// So many of the newest runs of each step stay, whatever their age.
const RUNS_KEPT: u32 = 20;

/// Qoo10 lists the claims of orders of so many days.
const LISTED_DAYS: i64 = 90;

/// How much was thinned, or would be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ThinCounts {
    pub runs: u64,
    /// Settled writes, of orders and of quantities.
    pub writes: u64,
    /// Entries of the API log.
    pub log: u64,
    /// Entries of the history of orders.
    pub history: u64,
    /// Returns, exchanges and refunds of orders.
    pub claims: u64,
}

/// Until when things are thinned.
#[derive(Debug, Clone, Copy)]
pub struct ThinCutoffs {
    /// Runs, writes and the API log.
    pub records: Jst,
    /// The history of orders, and their claims.
    pub history: Jst,
}

// What may go of each table, as a condition on its row: :records and :history are the ends of `Until`.
const OLD_WRITE: &str = "w.outcome IS NOT NULL AND w.settled_at < :records";
const OLD_HISTORY: &str = "h.at < :history AND EXISTS (
    SELECT 1 FROM orders o
    WHERE o.order_id = h.order_id AND (o.status = 'cancelled' OR o.api_status = 'shipped'))";
// While Qoo10 lists its order, a claim that was thinned would come back as news.
const OLD_CLAIM: &str = "c.changed_at < :history AND EXISTS (
    SELECT 1 FROM orders o
    WHERE o.order_id = c.order_id AND (o.status = 'cancelled' OR o.api_status = 'shipped')
      AND o.ordered_at < :listed)";
// An entry may be about an order, about the cart that it was once rejected in, or about a number alone.
const OLD_ENTRY: &str = "a.at < :records
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.pack_no = CAST(a.order_code AS INTEGER)
          AND (o.code = a.order_code OR CAST(o.pack_no AS TEXT) = a.order_code)
          AND NOT (o.status = 'cancelled' OR o.api_status = 'shipped'))
    AND NOT EXISTS (SELECT 1 FROM order_lines l JOIN orders o USING (order_id) WHERE l.order_no = a.order_no
          AND NOT (o.status = 'cancelled' OR o.api_status = 'shipped'))
    AND NOT EXISTS (SELECT 1 FROM rejects r
          WHERE r.pack_no = CAST(a.order_code AS INTEGER) AND r.dismissed_at IS NULL)
    AND (a.order_code IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM rejects r WHERE r.order_no = a.order_no AND r.dismissed_at IS NULL))";
/// Which runs `status` still reads; `:steps` has the names of all that has runs.
const READ_RUNS: &str = "read (step, newest, success) AS MATERIALIZED (
      SELECT value,
        (SELECT run_id FROM runs WHERE step = value ORDER BY run_id DESC LIMIT 1 OFFSET :kept),
        (SELECT run_id FROM runs WHERE step = value AND result IN ('ok', 'partial')
          ORDER BY run_id DESC LIMIT 1)
      FROM json_each(:steps))";

fn select_old_writes(table: &str) -> String {
    format!("SELECT w.intent_id FROM {table} w WHERE {OLD_WRITE} ORDER BY w.settled_at LIMIT :most")
}

fn select_old_history() -> String {
    format!("SELECT h.history_id FROM order_history h WHERE {OLD_HISTORY} ORDER BY h.at LIMIT :most")
}

fn select_old_claims() -> String {
    format!("SELECT c.order_no FROM claims c WHERE {OLD_CLAIM} ORDER BY c.changed_at LIMIT :most")
}

fn select_old_log_entries() -> String {
    format!("SELECT a.log_id FROM api_log a WHERE {OLD_ENTRY} ORDER BY a.at LIMIT :most")
}

/// Runs that may go; for a forecast, what is about to go before them names none of them.
fn select_old_runs(is_forecast: bool) -> String {
    let stays = |old: &str| if is_forecast { format!(" AND NOT ({old})") } else { String::new() };
    format!(
        "WITH {READ_RUNS}
         SELECT r.run_id FROM runs r CROSS JOIN read ON read.step = r.step
         WHERE r.finished_at < :records AND r.run_id <= read.newest AND r.run_id IS NOT read.success
           AND NOT EXISTS (SELECT 1 FROM order_history h WHERE h.run_id = r.run_id{})
           AND NOT EXISTS (SELECT 1 FROM api_log a WHERE a.run_id = r.run_id{})
           AND NOT EXISTS (SELECT 1 FROM journal w WHERE w.run_id = r.run_id{})
           AND NOT EXISTS (SELECT 1 FROM stock_journal w WHERE w.run_id = r.run_id{})
         ORDER BY r.finished_at LIMIT :most",
        stays(OLD_HISTORY),
        stays(OLD_ENTRY),
        stays(OLD_WRITE),
        stays(OLD_WRITE)
    )
}

/// The parameters of all these questions, by their names.
type Given = [(&'static str, Value); 6];

fn build_parameters(until: ThinCutoffs, most: Option<u32>) -> Given {
    let names: Vec<&str> = Step::ALL.iter().map(|step| step.as_str()).collect();
    [
        (":records", Value::Text(format_jst(until.records))),
        (":history", Value::Text(format_jst(until.history))),
        (":listed", Value::Text(format_jst(until.history - Duration::days(LISTED_DAYS)))),
        // SQLite takes a negative limit for none.
        (":most", Value::Integer(most.map_or(-1, i64::from))),
        (":steps", Value::Text(serde_json::json!(names).to_string())),
        (":kept", Value::Integer(RUNS_KEPT.into())),
    ]
}

/// Gives a question those of the parameters that it has.
fn bind(statement: &mut Statement<'_>, given: &Given) -> rusqlite::Result<()> {
    for (name, value) in given {
        if let Some(index) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

fn count(conn: &Connection, select: &str, given: &Given) -> Result<u64, Error> {
    let mut statement = conn.prepare(&format!("SELECT count(*) AS found FROM ({select})"))?;
    bind(&mut statement, given)?;
    let mut rows = statement.raw_query();
    let found: Option<i64> = rows.next()?.map(|row| row.get("found")).transpose()?;
    Ok(found.map_or(0, i64::unsigned_abs))
}

fn delete(conn: &Connection, table: &str, key: &str, select: &str, given: &Given) -> Result<u64, Error> {
    let mut statement = conn.prepare(&format!("DELETE FROM {table} WHERE {key} IN ({select})"))?;
    bind(&mut statement, given)?;
    Ok(statement.raw_execute()? as u64)
}

impl ThinCounts {
    /// Whether no table had as much as this to give, so that nothing is left.
    fn is_below(&self, most: u32) -> bool {
        [self.runs, self.writes, self.log, self.history, self.claims].iter().all(|n| *n < most.into())
    }
}

impl Store {
    /// Thins what is older than so many days, once a day: in the first runs of the day a portion each, until
    /// nothing is left. A transaction of its own.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn thin_daily(&mut self, keep_days: u32, now: Jst) -> Result<(), Error> {
        // Another day, not a later one: a clock that was wrong must not stop it for years.
        if self.thinned_at()?.is_some_and(|at| at.date_naive() == now.date_naive()) {
            return Ok(());
        }
        let until = now - Duration::days(keep_days.into());
        let batch = self.start_batch()?;
        let thinned = batch.thin(ThinCutoffs { records: until, history: until }, Some(MAX_ROWS_PER_RUN))?;
        if thinned.is_below(MAX_ROWS_PER_RUN) {
            batch.set_thinned_at(now)?;
        }
        batch.commit()
    }

    /// How much [`Batch::thin`] would thin.
    pub fn count_thinnable(&self, until: ThinCutoffs) -> Result<ThinCounts, Error> {
        let (conn, given) = (&self.conn, build_parameters(until, None));
        Ok(ThinCounts {
            writes: count(conn, &select_old_writes("journal"), &given)?
                + count(conn, &select_old_writes("stock_journal"), &given)?,
            log: count(conn, &select_old_log_entries(), &given)?,
            claims: count(conn, &select_old_claims(), &given)?,
            history: count(conn, &select_old_history(), &given)?,
            runs: count(conn, &select_old_runs(true), &given)?,
        })
    }
}

impl Batch<'_> {
    /// Thins everything until then, or at most so many rows of each table.
    pub fn thin(&self, until: ThinCutoffs, most: Option<u32>) -> Result<ThinCounts, Error> {
        let (conn, given) = (&self.tx, build_parameters(until, most));
        let orders = delete(conn, "journal", "intent_id", &select_old_writes("journal"), &given)?;
        let quantities =
            delete(conn, "stock_journal", "intent_id", &select_old_writes("stock_journal"), &given)?;
        Ok(ThinCounts {
            // The fuller of two tables that share a portion says whether more is left.
            writes: match most {
                Some(_) => orders.max(quantities),
                None => orders + quantities,
            },
            log: delete(conn, "api_log", "log_id", &select_old_log_entries(), &given)?,
            claims: delete(conn, "claims", "order_no", &select_old_claims(), &given)?,
            history: delete(conn, "order_history", "history_id", &select_old_history(), &given)?,
            // Last: a run stays while something else names it.
            runs: delete(conn, "runs", "run_id", &select_old_runs(false), &given)?,
        })
    }
}

#[cfg(test)]
#[path = "thin_tests.rs"]
mod tests;
