//! Runs of the steps, and the API log (APIログ) of what they did (ALL-3).

use rusqlite::{OptionalExtension, params};

use super::{Batch, Error, Store, word};
use crate::domain::ids::OrderNo;
use crate::domain::outcome::Told;
use crate::domain::time::{Jst, from_text, to_text};
use crate::vocabulary::{LogAction, Message, Outcome, Reason, RunResult, Step};

/// A run of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(pub i64);

/// How a run ended.
#[derive(Debug)]
pub struct RunEnd<'a> {
    /// When.
    pub finished_at: Jst,
    /// How.
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
    /// When.
    pub at: Jst,
    /// In which run.
    pub run_id: RunId,
    /// Of which step.
    pub step: Step,
    /// For which order.
    pub order_code: Option<&'a str>,
    /// For which line.
    pub order_no: Option<OrderNo>,
    /// For which SKU.
    pub sku: Option<&'a str>,
    /// For which listing: item code and option, where it is about no order.
    pub listing: Option<&'a str>,
    /// What was tried.
    pub action: LogAction,
    /// How it went.
    pub outcome: Outcome,
    /// Qoo10's code.
    pub code: Option<i64>,
    /// Why.
    pub reason: Option<Reason>,
    /// The details, or what was done.
    pub message: Option<Message>,
}

// The last entry about the same thing, whichever index finds it soonest: an order has few, a listing one for each change. The
// signs keep SQLite from looking among all rows about no order.
const LAST_OF_ORDER: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE order_code = ?1 AND +order_no IS ?2 AND +listing IS ?3 AND sku IS ?4 AND step = ?5 AND action = ?6
    ORDER BY log_id DESC LIMIT 1";
const LAST_OF_NUMBER: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE order_no = ?2 AND +order_code IS ?1 AND +listing IS ?3 AND sku IS ?4 AND step = ?5 AND action = ?6
    ORDER BY log_id DESC LIMIT 1";
const LAST_OF_LISTING: &str = "
    SELECT log_id, outcome, code, reason, facts FROM api_log
    WHERE listing = ?3 AND +order_code IS ?1 AND +order_no IS ?2 AND sku IS ?4 AND step = ?5 AND action = ?6
    ORDER BY log_id DESC LIMIT 1";

impl Store {
    /// When the last run ended, or began if it never ended.
    pub fn last_run_at(&self) -> Result<Option<Jst>, Error> {
        let sql = "SELECT coalesce(finished_at, started_at) FROM runs ORDER BY run_id DESC LIMIT 1";
        let at: Option<String> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        at.map(|at| from_text(&at).ok_or_else(|| Error::unreadable("runs.finished_at", &at))).transpose()
    }
}

impl Store {
    /// The step of the newest run, where that has not ended: it is under way, unless it was killed.
    pub fn step_under_way(&self) -> Result<Option<Step>, Error> {
        let sql = "SELECT CASE WHEN finished_at IS NULL THEN step END FROM runs ORDER BY run_id DESC LIMIT 1";
        let open: Option<Option<String>> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        open.flatten().map(|step| word("runs.step", &step)).transpose()
    }
}

impl Batch<'_> {
    /// Records that a run has begun.
    pub fn begin_run(&self, step: Step, started_at: Jst) -> Result<RunId, Error> {
        let sql = "INSERT INTO runs (step, started_at) VALUES (?1, ?2)";
        self.tx.execute(sql, [step.as_str(), &to_text(started_at)])?;
        Ok(RunId(self.tx.last_insert_rowid()))
    }

    /// Records how a run ended.
    pub fn finish_run(&self, run: RunId, end: &RunEnd<'_>) -> Result<(), Error> {
        let sql = "UPDATE runs SET finished_at = ?2, result = ?3, exit_code = ?4, counts = ?5, error = ?6 WHERE run_id = ?1";
        let (finished_at, result) = (to_text(end.finished_at), end.result.as_str());
        let error = end.error.map(Message::to_json);
        self.tx.execute(sql, params![run.0, finished_at, result, end.exit_code, end.counts, error])?;
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

    /// Adds an entry to the API log; one that says again what the last one about the same thing said is counted
    /// there, and moves its last moment.
    pub fn log(&self, entry: &LogEntry<'_>) -> Result<(), Error> {
        debug_assert!(Outcome::LOGGED.contains(&entry.outcome), "nobody filters for {}", entry.outcome);
        let (reason, facts) =
            (entry.reason.map(Reason::as_str), entry.message.as_ref().map(Message::to_json));
        if let Some(log_id) = self.repeated(entry)? {
            let sql = "UPDATE api_log SET at = ?2, run_id = ?3, facts = ?4, count = count + 1,
                         first_at = coalesce(first_at, at) WHERE log_id = ?1";
            let row = params![log_id, to_text(entry.at), entry.run_id.0, facts];
            self.tx.prepare_cached(sql)?.execute(row)?;
            return Ok(());
        }
        let sql =
            "INSERT INTO api_log (at, run_id, step, order_code, order_no, sku, listing, action, outcome, code, reason, facts)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let order_no = entry.order_no.map(OrderNo::get);
        self.tx.prepare_cached(sql)?.execute(params![
            to_text(entry.at),
            entry.run_id.0,
            entry.step.as_str(),
            entry.order_code,
            order_no,
            entry.sku,
            entry.listing,
            entry.action.as_str(),
            entry.outcome.as_str(),
            entry.code,
            reason,
            facts
        ])?;
        Ok(())
    }

    /// The entry that this one repeats: the last about the same thing, if that says the same.
    fn repeated(&self, entry: &LogEntry<'_>) -> Result<Option<i64>, Error> {
        if !entry.outcome.may_repeat() {
            return Ok(None);
        }
        let order_no = entry.order_no.map(OrderNo::get);
        let sql = match (entry.order_code, order_no, entry.listing) {
            (Some(_), ..) => LAST_OF_ORDER,
            (None, Some(_), _) => LAST_OF_NUMBER,
            (None, None, Some(_)) => LAST_OF_LISTING,
            (None, None, None) => return Ok(None),
        };
        let thing = params![
            entry.order_code,
            order_no,
            entry.listing,
            entry.sku,
            entry.step.as_str(),
            entry.action.as_str()
        ];
        let mut statement = self.tx.prepare_cached(sql)?;
        let mut rows = statement.query(thing)?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let reason = row.get::<_, Option<String>>(3)?.map(|reason| word("api_log.reason", &reason));
        let message = row.get::<_, Option<String>>(4)?.map(|facts| Message::from_json(&facts));
        let before = Told {
            outcome: word("api_log.outcome", &row.get::<_, String>(1)?)?,
            code: row.get(2)?,
            reason: reason.transpose()?,
            message: message.as_ref(),
        };
        let LogEntry { outcome, code, reason, ref message, .. } = *entry;
        let now = Told { outcome, code, reason, message: message.as_ref() };
        Ok(if now.repeats(&before) { Some(row.get(0)?) } else { None })
    }
}

#[cfg(test)]
#[path = "runs_tests.rs"]
mod tests;
