//! The API log as it is shown.

use rusqlite::params;

use super::{Error, Store};

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
    /// Of this step.
    pub step: Option<String>,
    /// With this outcome.
    pub outcome: Option<String>,
}

impl Store {
    /// Passes the entries that the filter lets through to `show`, oldest first, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn each_log_entry<E: From<Error>>(
        &self,
        filter: &LogFilter,
        show: &mut dyn FnMut(LogView) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT at, run_id, step, order_code, order_no, sku, action, outcome, code, message FROM api_log
                   WHERE (?1 IS NULL OR order_code = ?1) AND (?2 IS NULL OR step = ?2) AND (?3 IS NULL OR outcome = ?3)
                   ORDER BY log_id";
        let mut statement = self.conn.prepare_cached(sql).map_err(Error::from)?;
        let mut rows =
            statement.query(params![filter.order, filter.step, filter.outcome]).map_err(Error::from)?;
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
