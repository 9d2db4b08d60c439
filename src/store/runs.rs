//! Runs of the steps, and the API log (APIログ) of what they did (ALL-3).

use rusqlite::{OptionalExtension, params};

use super::{Batch, Error, Store};
use crate::domain::ids::OrderNo;
use crate::domain::outcome::{LOGGED, STEPS};
use crate::domain::time::{Jst, from_text, to_text};

/// A run of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(pub i64);

/// How a run ended.
#[derive(Debug)]
pub struct RunEnd<'a> {
    /// When.
    pub finished_at: Jst,
    /// `ok`, `partial`, `failed`, `refused` or `busy`.
    pub result: &'a str,
    /// The exit code that goes with it.
    pub exit_code: u8,
    /// Counts by outcome, as a JSON object.
    pub counts: &'a str,
    /// Why it failed.
    pub error: Option<&'a str>,
}

/// An entry of the API log.
#[derive(Debug, Clone)]
pub struct LogEntry<'a> {
    /// When.
    pub at: Jst,
    /// In which run.
    pub run_id: RunId,
    /// Of which step.
    pub step: &'a str,
    /// For which order.
    pub order_code: Option<&'a str>,
    /// For which line.
    pub order_no: Option<OrderNo>,
    /// For which SKU.
    pub sku: Option<&'a str>,
    /// What was tried.
    pub action: &'a str,
    /// How it went.
    pub outcome: &'a str,
    /// Qoo10's code.
    pub code: Option<i64>,
    /// More words.
    pub message: Option<&'a str>,
}

impl Store {
    /// When the last run ended, or began if it never ended.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_run_at(&self) -> Result<Option<Jst>, Error> {
        let sql = "SELECT coalesce(finished_at, started_at) FROM runs ORDER BY run_id DESC LIMIT 1";
        let at: Option<String> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        at.map(|at| from_text(&at).ok_or_else(|| Error::unreadable("runs.finished_at", &at))).transpose()
    }
}

impl Store {
    /// The step of the newest run, where that has not ended: it is under way, unless it was killed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn step_under_way(&self) -> Result<Option<String>, Error> {
        let sql = "SELECT step, finished_at IS NULL FROM runs ORDER BY run_id DESC LIMIT 1";
        let newest = self.conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(newest.and_then(|(step, is_open)| if is_open { Some(step) } else { None }))
    }
}

impl Batch<'_> {
    /// Records that a run has begun.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin_run(&self, step: &str, started_at: Jst) -> Result<RunId, Error> {
        let sql = "INSERT INTO runs (step, started_at) VALUES (?1, ?2)";
        self.tx.execute(sql, [step, &to_text(started_at)])?;
        Ok(RunId(self.tx.last_insert_rowid()))
    }

    /// Records how a run ended.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish_run(&self, run: RunId, end: &RunEnd<'_>) -> Result<(), Error> {
        let sql = "UPDATE runs SET finished_at = ?2, result = ?3, exit_code = ?4, counts = ?5, error = ?6 WHERE run_id = ?1";
        let finished_at = to_text(end.finished_at);
        self.tx
            .execute(sql, params![run.0, finished_at, end.result, end.exit_code, end.counts, end.error])?;
        Ok(())
    }

    /// Takes back the record of a run that found nothing to do what was asked for, and so did nothing.
    ///
    /// # Errors
    /// When the file cannot be written, or something was recorded of the run.
    pub fn forget_run(&self, run: RunId) -> Result<(), Error> {
        self.tx.execute("DELETE FROM runs WHERE run_id = ?1", [run.0])?;
        Ok(())
    }

    /// Adds an entry to the API log.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn log(&self, entry: &LogEntry<'_>) -> Result<(), Error> {
        debug_assert!(
            STEPS.contains(&entry.step) && LOGGED.contains(&entry.outcome),
            "{} {} is not in domain/outcome.rs",
            entry.step,
            entry.outcome
        );
        let sql = "INSERT INTO api_log (at, run_id, step, order_code, order_no, sku, action, outcome, code, message)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let order_no = entry.order_no.map(OrderNo::get);
        self.tx.prepare_cached(sql)?.execute(params![
            to_text(entry.at),
            entry.run_id.0,
            entry.step,
            entry.order_code,
            order_no,
            entry.sku,
            entry.action,
            entry.outcome,
            entry.code,
            entry.message
        ])?;
        Ok(())
    }
}
