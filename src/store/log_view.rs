//! The API log as it is shown.

use rusqlite::{Row, params_from_iter};

use super::database::Store;
use super::error::Error;
use super::sql::ReadColumn;
use crate::domain::ids::OrderNo;
use crate::domain::time::{Jst, format_jst};
use crate::vocabulary::{Message, Outcome, Reason, Step};

/// An entry of the API log. Instants are text in the form of the state file (JST): `at` is when it was told
/// last,
/// `first_at` when first, if `count` says that it was told more than once.
#[derive(Debug, Clone)]
pub struct LogView {
    pub at: String,
    pub run_id: Option<i64>,
    pub step: Step,
    pub order: Option<String>,
    pub order_no: Option<i64>,
    pub sku: Option<String>,
    pub action: String,
    pub outcome: Outcome,
    pub code: Option<i64>,
    pub reason: Option<Reason>,
    pub message: Option<Message>,
    pub count: i64,
    pub first_at: Option<String>,
}

/// Which entries to show; what is none lets all through.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Of this order, or rejected cart.
    pub order: Option<String>,
    pub order_no: Option<OrderNo>,
    pub step: Option<Step>,
    pub outcome: Option<Outcome>,
    /// Told last at this time or later.
    pub since: Option<Jst>,
    /// Told first at this time or before.
    pub until: Option<Jst>,
    /// Only so many, the newest.
    pub limit: Option<u32>,
}

const ENTRIES: &str = "
    SELECT at, run_id, step, order_code, order_no, sku, action, outcome, code, reason, facts, count, first_at,
      log_id
    FROM api_log";

impl LogFilter {
    /// The question but for its order, and its parameters in theirs. Only what is asked for stands in it, so
    /// that the indexes are used.
    fn build_conditions(&self) -> (String, Vec<String>) {
        let mut sql = ENTRIES.to_owned();
        // `until` asks when it began: a repeat that lasts still counts as begun.
        let conditions = [
            ("order_code =", self.order.clone()),
            ("order_no =", self.order_no.map(|no| no.to_string())),
            ("step =", self.step.map(|step| step.to_string())),
            ("outcome =", self.outcome.map(|outcome| outcome.to_string())),
            ("at >=", self.since.map(format_jst)),
            ("coalesce(first_at, at) <=", self.until.map(format_jst)),
        ];
        let mut given = Vec::new();
        for (condition, value) in conditions {
            let Some(value) = value else { continue };
            given.push(value);
            let word = if given.len() == 1 { "WHERE" } else { "AND" };
            sql += &format!(" {word} {condition} ?{}", given.len());
        }
        (sql, given)
    }

    /// What an order by time stands before: where the entries are few, the sign keeps SQLite from reading the
    /// whole log in its order instead of using their index.
    fn choose_order_sign(&self) -> &'static str {
        if self.order.is_some() || self.order_no.is_some() { "+" } else { "" }
    }

    /// The question, oldest first. By time the log is read along an index, so nothing has to be held to be
    /// sorted.
    fn build_sql(&self) -> (String, Vec<String>) {
        let ((sql, given), sign) = (self.build_conditions(), self.choose_order_sign());
        // The newest are taken from the end, and then turned round.
        let sql = match self.limit {
            None => format!("{sql} ORDER BY {sign}at, {sign}log_id"),
            Some(limit) => format!(
                "SELECT * FROM ({sql} ORDER BY {sign}at DESC, {sign}log_id DESC LIMIT {limit})
                 ORDER BY at, log_id"
            ),
        };
        (sql, given)
    }
}

impl Store {
    /// Whether the filter lets more entries through than `count`, whatever its limit.
    pub fn has_log_entries_beyond(&self, filter: &LogFilter, count: u32) -> Result<bool, Error> {
        let (sql, given) = filter.build_conditions();
        let sql = format!("SELECT EXISTS ({sql} LIMIT 1 OFFSET {count}) AS has_more");
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter(given), |row| row.get("has_more"))?)
    }

    /// Passes the entries that the filter lets through to `show`, oldest first, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn visit_log_entries<E: From<Error>>(
        &self,
        filter: &LogFilter,
        show: &mut dyn FnMut(LogView) -> Result<(), E>,
    ) -> Result<(), E> {
        let (sql, given) = filter.build_sql();
        let mut statement = self.conn.prepare_cached(&sql).map_err(Error::from)?;
        let mut rows = statement.query(params_from_iter(given)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            show(read_entry(row)?)?;
        }
        Ok(())
    }
}

fn read_entry(row: &Row<'_>) -> Result<LogView, Error> {
    Ok(LogView {
        at: row.get("at")?,
        run_id: row.get("run_id")?,
        step: row.read("api_log.step")?,
        order: row.get("order_code")?,
        order_no: row.get("order_no")?,
        sku: row.get("sku")?,
        action: row.get("action")?,
        outcome: row.read("api_log.outcome")?,
        code: row.get("code")?,
        reason: row.read("api_log.reason")?,
        message: row.read("api_log.facts")?,
        count: row.get("count")?,
        first_at: row.get("first_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_or_a_day_does_not_cost_the_whole_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let at = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00");
        for (filter, wanted) in [
            (
                LogFilter { order: Some("1".into()), outcome: Some(Outcome::Sent), ..Default::default() },
                "api_log_order",
            ),
            (LogFilter { order_no: OrderNo::new(1), ..Default::default() }, "api_log_order_no"),
            (LogFilter { since: at, ..Default::default() }, "api_log_at"),
            (
                LogFilter { since: at, until: at, step: Some(Step::Import), ..Default::default() },
                "api_log_at",
            ),
        ] {
            let (sql, given) = filter.build_sql();
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let mut steps = statement.query(params_from_iter(given)).unwrap();
            let first: String = steps.next().unwrap().unwrap().get(3).unwrap();
            assert!(first.contains("SEARCH") && first.contains(wanted), "{sql}: {first}");
        }
    }

    #[test]
    fn the_log_of_years_passes_along_an_index_and_is_never_held_to_be_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let at = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00");
        for filter in [
            LogFilter::default(),
            LogFilter { outcome: Some(Outcome::Failed), ..Default::default() },
            LogFilter { step: Some(Step::PushStock), until: at, ..Default::default() },
            LogFilter { since: at, outcome: Some(Outcome::Failed), ..Default::default() },
        ] {
            let (sql, given) = filter.build_sql();
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map(params_from_iter(given), |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps.len() == 1 && steps[0].contains("USING INDEX api_log_at"), "{sql}: {steps:?}");
        }
    }

    #[test]
    fn a_limit_leaves_the_newest_oldest_first_and_until_counts_what_had_begun() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let insert =
            "INSERT INTO api_log (at, step, order_code, order_no, action, outcome, count, first_at) VALUES
          ('2026-07-03T10:00:00+09:00', 'import', '1', 10, 'a', 'failed', 9, '2026-07-01T10:00:00+09:00'),
          ('2026-07-02T10:00:00+09:00', 'import', '2', 20, 'b', 'imported', 1, NULL),
          ('2026-07-04T10:00:00+09:00', 'import', '3', 30, 'c', 'imported', 1, NULL)";
        store.conn.execute_batch(insert).unwrap();
        let actions = |filter: LogFilter| {
            let mut found = String::new();
            store
                .visit_log_entries::<Error>(&filter, &mut |entry| {
                    found += &entry.action;
                    Ok(())
                })
                .unwrap();
            found
        };
        let day = |day: u32| crate::domain::time::parse_jst(&format!("2026-07-0{day}T10:00:00+09:00"));
        assert_eq!(actions(LogFilter::default()), "bac");
        assert_eq!(actions(LogFilter { limit: Some(2), ..Default::default() }), "ac");
        assert_eq!(actions(LogFilter { limit: Some(9), ..Default::default() }), "bac");
        assert_eq!(actions(LogFilter { until: day(1), ..Default::default() }), "a");
        assert_eq!(actions(LogFilter { since: day(3), until: day(3), ..Default::default() }), "a");
        assert_eq!(actions(LogFilter { order: Some("1".into()), limit: Some(1), ..Default::default() }), "a");
        for (count, wanted) in [(0, true), (2, true), (3, false)] {
            let filter = LogFilter { limit: Some(1), ..Default::default() };
            assert_eq!(store.has_log_entries_beyond(&filter, count).unwrap(), wanted);
        }
    }
}
