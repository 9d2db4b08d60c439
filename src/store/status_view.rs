//! What `status` asks: the last runs of a step, and what waits.

use super::database::Store;
use super::error::Error;
use super::sql::{ReadColumn, ReadRows};
use crate::domain::time::Jst;
use crate::vocabulary::{Message, RunResult, Step};

const LAST_RUN: &str = "SELECT run_id, started_at, finished_at, result, exit_code, error
     FROM runs WHERE step = ?1 ORDER BY run_id DESC LIMIT 1";
// Newest by number: a clock may have been set back.
const LAST_SUCCESS: &str = "SELECT started_at FROM runs
     WHERE step = ?1 AND result IN ('ok', 'partial') ORDER BY run_id DESC LIMIT 1";
const LAST_STARTS: &str = "SELECT started_at FROM runs WHERE step = ?1 ORDER BY run_id DESC LIMIT ?2";
/// A run of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunView {
    pub run_id: i64,
    pub started_at: Jst,
    /// When it ended; none while it is under way, or when its process died.
    pub finished_at: Option<Jst>,
    pub result: Option<RunResult>,
    pub exit_code: Option<i64>,
    /// Why it ended early.
    pub error: Option<Message>,
}

impl Store {
    /// The last run of a step; none when it never ran.
    pub fn find_last_run(&self, step: Step) -> Result<Option<RunView>, Error> {
        self.conn.prepare_cached(LAST_RUN)?.read_first([step], |row| {
            Ok(RunView {
                run_id: row.get("run_id")?,
                started_at: row.read("runs.started_at")?,
                finished_at: row.read("runs.finished_at")?,
                result: row.read("runs.result")?,
                exit_code: row.get("exit_code")?,
                error: row.read("runs.error")?,
            })
        })
    }

    /// When the last run of a step began that ended with `ok` or `partial`.
    pub fn find_last_success(&self, step: Step) -> Result<Option<Jst>, Error> {
        self.conn.prepare_cached(LAST_SUCCESS)?.read_first([step], |row| row.read("runs.started_at"))
    }

    /// When the last `n` runs of a step began, newest first.
    pub fn list_last_starts(&self, step: Step, n: u32) -> Result<Vec<Jst>, Error> {
        self.conn.prepare_cached(LAST_STARTS)?.read_all((step, n), |row| row.read("runs.started_at"))
    }

    /// Rejects that staff have not dismissed.
    pub fn count_open_rejects(&self) -> Result<u64, Error> {
        self.count("SELECT count(*) AS found FROM rejects WHERE dismissed_at IS NULL")
    }

    fn count(&self, sql: &str) -> Result<u64, Error> {
        Ok(self.conn.query_row(sql, [], |row| row.get::<_, i64>("found"))?.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn runs_of_years_cost_nothing() {
        let (_folder, store) = store();
        for sql in [LAST_RUN, LAST_SUCCESS, LAST_STARTS] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let given = ["1", "1"].into_iter().take(statement.parameter_count());
            let steps = statement.query_map(rusqlite::params_from_iter(given), |row| row.get::<_, String>(3));
            let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
            assert_eq!(steps.len(), 1, "{sql}: {steps:?}");
            assert!(steps[0].contains("SEARCH runs USING INDEX runs_step"), "{sql}: {steps:?}");
        }
    }
}
