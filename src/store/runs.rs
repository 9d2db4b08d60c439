//! Runs of the steps, and the API log (APIログ) of what they did (ALL-3).

use rusqlite::named_params;

use super::database::{Batch, Store};
use super::error::Error;
use super::logged_outcome::LoggedOutcome;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;
use crate::vocabulary::{LogAction, Message, Outcome, Reason, RunResult, Step};

pub use super::row_ids::RunId;

#[derive(Debug)]
pub struct RunEnd<'a> {
    pub finished_at: Jst,
    pub result: RunResult,
    /// The exit code that goes with it.
    pub exit_code: u8,
    /// Counts by outcome, as a JSON object.
    pub counts: &'a str,
    /// Why it failed.
    pub error: Option<&'a Message>,
}

/// An entry of the API log.
#[derive(Debug, Clone)]
pub struct LogEntry<'a> {
    pub at: Jst,
    pub run_id: RunId,
    pub step: Step,
    pub order_code: Option<&'a str>,
    /// For which line.
    pub order_no: Option<OrderNo>,
    pub sku: Option<&'a str>,
    /// For which listing: item code and option, where it is about no order.
    pub listing: Option<&'a str>,
    /// What was tried.
    pub action: LogAction,
    pub outcome: Outcome,
    /// Qoo10's code.
    pub code: Option<i64>,
    pub reason: Option<Reason>,
    /// The details, or what was done.
    pub message: Option<Message>,
}

// The last entry about the same thing, whichever index finds it soonest: an order has few, a listing one for
// each change. The signs keep SQLite from looking among all rows about no order.
const LAST_OF_ORDER: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE order_code = :order_code AND +order_no IS :order_no AND +listing IS :listing
      AND sku IS :sku AND step = :step AND action = :action
    ORDER BY log_id DESC LIMIT 1";
const LAST_OF_NUMBER: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE order_no = :order_no AND +order_code IS :order_code AND +listing IS :listing
      AND sku IS :sku AND step = :step AND action = :action
    ORDER BY log_id DESC LIMIT 1";
const LAST_OF_LISTING: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE listing = :listing AND +order_code IS :order_code AND +order_no IS :order_no
      AND sku IS :sku AND step = :step AND action = :action
    ORDER BY log_id DESC LIMIT 1";

impl Store {
    /// When the last run ended, or began if it never ended.
    pub fn find_last_run_time(&self) -> Result<Option<Jst>, Error> {
        let sql =
            "SELECT coalesce(finished_at, started_at) AS finished_at FROM runs ORDER BY run_id DESC LIMIT 1";
        self.conn.prepare(sql)?.read_first([], |row| row.read("runs.finished_at"))
    }

    /// The step of the newest run, where that has not ended: it is under way, unless it was killed.
    pub fn find_running_step(&self) -> Result<Option<Step>, Error> {
        let sql = "SELECT CASE WHEN finished_at IS NULL THEN step END AS step FROM runs
                   ORDER BY run_id DESC LIMIT 1";
        let newest: Option<Option<Step>> =
            self.conn.prepare(sql)?.read_first([], |row| row.read("runs.step"))?;
        Ok(newest.flatten())
    }
}

impl Batch<'_> {
    /// Records that a run has begun.
    pub fn start_run(&self, step: Step, started_at: Jst) -> Result<RunId, Error> {
        let sql = "INSERT INTO runs (step, started_at) VALUES (?1, ?2)";
        self.tx.execute(sql, (step, Iso(started_at)))?;
        Ok(RunId(self.tx.last_insert_rowid()))
    }

    /// Records how a run ended.
    pub fn finish_run(&self, run: RunId, end: &RunEnd<'_>) -> Result<(), Error> {
        let sql = "UPDATE runs SET finished_at = :finished_at, result = :result, exit_code = :exit_code,
                     counts = :counts, error = :error
                   WHERE run_id = :run";
        let row = named_params! {
            ":finished_at": Iso(end.finished_at),
            ":result": end.result,
            ":exit_code": end.exit_code,
            ":counts": end.counts,
            ":error": end.error,
            ":run": run,
        };
        self.tx.execute(sql, row)?;
        Ok(())
    }

    /// Takes back the record of a run that found nothing to do what was asked for, and so did nothing.
    ///
    /// # Errors
    /// When the file cannot be written, or something was recorded of the run.
    pub fn forget_run(&self, run: RunId) -> Result<(), Error> {
        // A foreign key refuses it where anything names the run.
        self.tx.execute("DELETE FROM runs WHERE run_id = ?1", [run])?;
        Ok(())
    }

    /// Adds an entry to the API log; one that says again what the last one about the same thing said is
    /// counted there, and moves its last moment.
    pub fn add_log_entry(&self, entry: &LogEntry<'_>) -> Result<(), Error> {
        debug_assert!(Outcome::LOGGED.contains(&entry.outcome), "nobody filters for {}", entry.outcome);
        // A listing that fails every hour would fill the log with one sentence.
        if let Some(log_id) = self.find_repeated_entry(entry)? {
            let sql = "UPDATE api_log SET at = :at, run_id = :run, facts = :facts, count = count + 1,
                         first_at = coalesce(first_at, at)
                       WHERE log_id = :log_id";
            self.tx.prepare_cached(sql)?.execute(named_params! {
                ":at": Iso(entry.at),
                ":run": entry.run_id,
                ":facts": entry.message,
                ":log_id": log_id,
            })?;
            return Ok(());
        }
        let sql = "INSERT INTO api_log (at, run_id, step, order_code, order_no, sku, listing, action,
                     outcome, code,
                     reason, facts)
                   VALUES (:at, :run, :step, :order_code, :order_no, :sku, :listing, :action, :outcome, :code,
                     :reason, :facts)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":at": Iso(entry.at),
            ":run": entry.run_id,
            ":step": entry.step,
            ":order_code": entry.order_code,
            ":order_no": entry.order_no,
            ":sku": entry.sku,
            ":listing": entry.listing,
            ":action": entry.action.as_str(),
            ":outcome": entry.outcome,
            ":code": entry.code,
            ":reason": entry.reason,
            ":facts": entry.message,
        })?;
        Ok(())
    }

    /// The entry that this one repeats: the last about the same thing, if that says the same.
    fn find_repeated_entry(&self, entry: &LogEntry<'_>) -> Result<Option<i64>, Error> {
        if !entry.outcome.can_repeat() {
            return Ok(None);
        }
        let sql = match (entry.order_code, entry.order_no, entry.listing) {
            (Some(_), ..) => LAST_OF_ORDER,
            (None, Some(_), _) => LAST_OF_NUMBER,
            (None, None, Some(_)) => LAST_OF_LISTING,
            (None, None, None) => return Ok(None),
        };
        let thing = named_params! {
            ":order_code": entry.order_code,
            ":order_no": entry.order_no,
            ":listing": entry.listing,
            ":sku": entry.sku,
            ":step": entry.step,
            ":action": entry.action.as_str(),
        };
        let LogEntry { outcome, code, reason, ref message, .. } = *entry;
        let now = LoggedOutcome { outcome, code, reason, message: message.as_ref() };
        let last = self.tx.prepare_cached(sql)?.read_first(thing, |row| {
            let message: Option<Message> = row.read("api_log.facts")?;
            let before = LoggedOutcome {
                outcome: row.read("api_log.outcome")?,
                code: row.get("code")?,
                reason: row.read("api_log.reason")?,
                message: message.as_ref(),
            };
            Ok(if now.is_repeat_of(&before) { Some(row.get("log_id")?) } else { None })
        })?;
        Ok(last.flatten())
    }
}

#[cfg(test)]
#[path = "runs_tests.rs"]
mod tests;
