//! The API log as it is shown.

use rusqlite::params_from_iter;

use super::{Error, Store};
use crate::domain::ids::OrderNo;
use crate::domain::time::{Jst, to_text};

/// An entry of the API log. Instants are text in the form of the state file (JST).
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are those of docs/schema.md")]
pub struct LogView {
    pub at: String,
    pub run_id: Option<i64>,
    pub step: String,
    pub order: Option<String>,
    pub order_no: Option<i64>,
    pub sku: Option<String>,
    pub action: String,
    pub outcome: String,
    pub code: Option<i64>,
    pub message: Option<String>,
}

/// Which entries to show; what is none lets all through.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Of this order, or rejected cart.
    pub order: Option<String>,
    /// Of this order number.
    pub order_no: Option<OrderNo>,
    /// Of this step.
    pub step: Option<String>,
    /// With this outcome.
    pub outcome: Option<String>,
    /// Not before this.
    pub since: Option<Jst>,
    /// Not after this.
    pub until: Option<Jst>,
}

impl LogFilter {
    /// The question, and its parameters in their order. Only what is asked for stands in it, so that the
    /// indexes are used.
    fn sql(&self) -> (String, Vec<String>) {
        let mut sql =
            "SELECT at, run_id, step, order_code, order_no, sku, action, outcome, code, message FROM api_log"
                .to_owned();
        let conditions = [
            ("order_code =", self.order.clone()),
            ("order_no =", self.order_no.map(|no| no.to_string())),
            ("step =", self.step.clone()),
            ("outcome =", self.outcome.clone()),
            ("at >=", self.since.map(to_text)),
            ("at <=", self.until.map(to_text)),
        ];
        let mut given = Vec::new();
        for (condition, value) in conditions {
            let Some(value) = value else { continue };
            given.push(value);
            let word = if given.len() == 1 { "WHERE" } else { "AND" };
            sql += &format!(" {word} {condition} ?{}", given.len());
        }
        // The sign keeps SQLite from reading the whole log in its order instead of using an index.
        let is_narrow =
            self.order.is_some() || self.order_no.is_some() || self.since.is_some() || self.until.is_some();
        (sql + if is_narrow { " ORDER BY +log_id" } else { " ORDER BY log_id" }, given)
    }
}

impl Store {
    /// Whether the filter lets any entry through.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_log_entry(&self, filter: &LogFilter) -> Result<bool, Error> {
        let (sql, given) = filter.sql();
        let sql = format!("SELECT EXISTS ({sql})");
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter(given), |row| row.get(0))?)
    }

    /// Passes the entries that the filter lets through to `show`, oldest first, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn each_log_entry<E: From<Error>>(
        &self,
        filter: &LogFilter,
        show: &mut dyn FnMut(LogView) -> Result<(), E>,
    ) -> Result<(), E> {
        let (sql, given) = filter.sql();
        let mut statement = self.conn.prepare_cached(&sql).map_err(Error::from)?;
        let mut rows = statement.query(params_from_iter(given)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            show(entry(row).map_err(Error::from)?)?;
        }
        Ok(())
    }
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<LogView> {
    Ok(LogView {
        at: row.get(0)?,
        run_id: row.get(1)?,
        step: row.get(2)?,
        order: row.get(3)?,
        order_no: row.get(4)?,
        sku: row.get(5)?,
        action: row.get(6)?,
        outcome: row.get(7)?,
        code: row.get(8)?,
        message: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_or_a_day_does_not_cost_the_whole_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let at = crate::domain::time::from_text("2026-07-01T10:00:00+09:00");
        for (filter, wanted) in [
            (
                LogFilter { order: Some("1".into()), outcome: Some("sent".into()), ..Default::default() },
                "api_log_order",
            ),
            (LogFilter { order_no: OrderNo::new(1), ..Default::default() }, "api_log_order_no"),
            (LogFilter { since: at, ..Default::default() }, "api_log_at"),
            (
                LogFilter { since: at, until: at, step: Some("import".into()), ..Default::default() },
                "api_log_at",
            ),
        ] {
            let (sql, given) = filter.sql();
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let mut steps = statement.query(params_from_iter(given)).unwrap();
            let first: String = steps.next().unwrap().unwrap().get(3).unwrap();
            assert!(first.contains("SEARCH") && first.contains(wanted), "{sql}: {first}");
        }
    }
}
