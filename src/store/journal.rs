//! The journal of writes to Qoo10 (architecture.md): intent before the call, outcome after it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::runs::RunId;
use super::{Batch, Error, Store};
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::time::{Jst, date_to_text, from_text, to_text};
use crate::vocabulary::{JournalOutcome, Outcome, Step};

const OPEN: &str =
    "SELECT order_no, value FROM journal WHERE step = ?1 AND outcome IS NULL ORDER BY order_no, intent_id";

const OPEN_SINCE: &str =
    "SELECT order_no, max(at) FROM journal WHERE step = ?1 AND outcome IS NULL GROUP BY order_no";

impl Store {
    /// Order numbers that a step began to write and never learned the outcome of, with what it wrote last.
    pub fn open_intents(&self, step: Step) -> Result<BTreeMap<OrderNo, String>, Error> {
        let mut statement = self.conn.prepare_cached(OPEN)?;
        let mut rows = statement.query([step.as_str()])?;
        let mut open = BTreeMap::new();
        while let Some(row) = rows.next()? {
            open.insert(order_no(row)?, row.get(1)?);
        }
        Ok(open)
    }
}

impl Store {
    /// When the last request for each of these order numbers was under way: the intent, or the moment at which its
    /// answer was lost.
    pub fn intents_at(&self, step: Step) -> Result<BTreeMap<OrderNo, Jst>, Error> {
        let mut statement = self.conn.prepare_cached(OPEN_SINCE)?;
        let mut rows = statement.query([step.as_str()])?;
        let mut open = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let at: String = row.get(1)?;
            let at = from_text(&at).ok_or_else(|| Error::unreadable("journal.at", &at))?;
            open.insert(order_no(row)?, at);
        }
        Ok(open)
    }
}

impl Batch<'_> {
    /// Notes that a request for an order number was still under way at `at`: its answer was lost then, or the clock
    /// that wrote down when it began was ahead.
    pub fn redate_intent(&self, step: Step, order_no: OrderNo, at: Jst) -> Result<(), Error> {
        let sql = "UPDATE journal SET at = ?3 WHERE step = ?1 AND order_no = ?2 AND outcome IS NULL";
        self.tx.prepare_cached(sql)?.execute(params![step.as_str(), order_no.get(), to_text(at)])?;
        Ok(())
    }

    /// Notes that a value is about to be written for an order number.
    pub fn intend(
        &self,
        step: Step,
        order_no: OrderNo,
        value: &str,
        run: RunId,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO journal (run_id, step, order_no, value, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.tx.prepare_cached(sql)?.execute(params![
            run.0,
            step.as_str(),
            order_no.get(),
            value,
            to_text(now)
        ])?;
        Ok(())
    }

    /// Notes what became of it, and of every earlier intent for the number that was still open.
    pub fn settle(
        &self,
        step: Step,
        order_no: OrderNo,
        outcome: impl Into<JournalOutcome>,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "UPDATE journal SET outcome = ?3, settled_at = ?4 WHERE step = ?1 AND order_no = ?2 AND outcome IS NULL";
        self.tx.prepare_cached(sql)?.execute(params![
            step.as_str(),
            order_no.get(),
            outcome.into().as_str(),
            to_text(now)
        ])?;
        Ok(())
    }

    /// Notes that Qoo10 has confirmed a line, with the planned ship date that it shows.
    pub fn confirm_line(&self, order_no: OrderNo, planned: Option<NaiveDate>, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET confirmed_at = ?2, planned_ship_date = ?3 WHERE order_no = ?1";
        let planned = planned.map(date_to_text);
        self.tx.prepare_cached(sql)?.execute(params![order_no.get(), to_text(now), planned])?;
        Ok(())
    }

    /// Notes what became of an order that was shipped and of which Qoo10 could not be told; none: it was.
    pub fn set_push_result(&self, order_id: i64, result: Option<Outcome>) -> Result<(), Error> {
        let sql = "UPDATE orders SET push_result = ?2 WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![order_id, result.map(Outcome::as_str)])?;
        Ok(())
    }

    /// Notes that Qoo10 knows the shipment of a line.
    pub fn mark_sent(&self, order_no: OrderNo, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET sent_at = ?2 WHERE order_no = ?1";
        self.tx.prepare_cached(sql)?.execute(params![order_no.get(), to_text(now)])?;
        Ok(())
    }

    /// Writes what Qoo10 has been told of an order, and the earliest planned ship date of its lines (SCH-1).
    pub fn set_api_status(&self, order_id: i64, api_status: ApiStatus) -> Result<(), Error> {
        let sql = "UPDATE orders SET api_status = ?2, planned_ship_date =
                     (SELECT min(planned_ship_date) FROM order_lines l WHERE l.order_id = ?1 AND NOT cancelled)
                   WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![order_id, api_status.as_str()])?;
        Ok(())
    }
}

/// The order number of a request. One that cannot be read is no reason to forget that something was sent.
fn order_no(row: &Row<'_>) -> Result<OrderNo, Error> {
    let number: i64 = row.get("order_no")?;
    OrderNo::new(number).ok_or_else(|| Error::unreadable("journal.order_no", &number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_whose_number_cannot_be_read_is_not_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let insert = "INSERT INTO runs (run_id, step, started_at) VALUES (1, 'push-shipments', '2026-07-01T10:00:00+09:00');
             INSERT INTO journal (run_id, step, order_no, value, at)
             VALUES (1, 'push-shipments', 0, 'x', '2026-07-01T10:00:00+09:00')";
        store.conn.execute_batch(insert).unwrap();
        for error in [
            store.open_intents(Step::PushShipments).unwrap_err(),
            store.intents_at(Step::PushShipments).unwrap_err(),
        ] {
            assert!(error.message.to_string().contains("journal.order_no"), "{error:?}");
        }
    }

    #[test]
    fn open_intents_are_found_by_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for sql in [OPEN, OPEN_SINCE] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map(["x"], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps[0].contains("USING INDEX journal_open"), "{steps:?}");
        }
    }
}
