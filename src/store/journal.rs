//! The journal of writes to Qoo10 (architecture.md): intent before the call, outcome after it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::row_ids::RunId;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::ids::OrderNo;
use crate::domain::order::ApiStatus;
use crate::domain::time::Jst;
use crate::vocabulary::{JournalOutcome, Outcome, Step};

const OPEN: &str =
    "SELECT order_no, value FROM journal WHERE step = ?1 AND outcome IS NULL ORDER BY order_no, intent_id";

const OPEN_SINCE: &str =
    "SELECT order_no, max(at) AS at FROM journal WHERE step = ?1 AND outcome IS NULL GROUP BY order_no";

/// A value that is about to be written for an order number.
#[derive(Debug, Clone, Copy)]
pub struct Intent<'v> {
    pub step: Step,
    pub order_no: OrderNo,
    pub value: &'v str,
    pub run: RunId,
    pub at: Jst,
}

impl Store {
    /// Order numbers that a step began to write and never learned the outcome of, with what it wrote last.
    pub fn list_open_intents(&self, step: Step) -> Result<BTreeMap<OrderNo, String>, Error> {
        // In the order of the intents: the last of a number wins.
        let read = |row: &Row<'_>| Ok((row.read("journal.order_no")?, row.get("value")?));
        Ok(self.conn.prepare_cached(OPEN)?.read_all([step], read)?.into_iter().collect())
    }

    /// When the last request for each of these order numbers was under way: the intent, or the moment at
    /// which its answer was lost.
    pub fn list_intent_times(&self, step: Step) -> Result<BTreeMap<OrderNo, Jst>, Error> {
        let read = |row: &Row<'_>| Ok((row.read("journal.order_no")?, row.read("journal.at")?));
        Ok(self.conn.prepare_cached(OPEN_SINCE)?.read_all([step], read)?.into_iter().collect())
    }
}

impl Batch<'_> {
    /// Notes that a request for an order number was still under way at `at`: its answer was lost then, or the
    /// clock that wrote down when it began was ahead.
    pub fn update_intent_time(&self, step: Step, order_no: OrderNo, at: Jst) -> Result<(), Error> {
        let sql =
            "UPDATE journal SET at = :at WHERE step = :step AND order_no = :order_no AND outcome IS NULL";
        let row = named_params! { ":at": Iso(at), ":step": step, ":order_no": order_no };
        self.tx.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Notes an intent. To be committed before the call: what is not on the disk then is not read back after
    /// a crash.
    pub fn record_intent(&self, intent: &Intent<'_>) -> Result<(), Error> {
        let sql = "INSERT INTO journal (run_id, step, order_no, value, at)
                   VALUES (:run, :step, :order_no, :value, :at)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":run": intent.run,
            ":step": intent.step,
            ":order_no": intent.order_no,
            ":value": intent.value,
            ":at": Iso(intent.at),
        })?;
        Ok(())
    }

    /// Notes what became of it, and of every earlier intent for the number that was still open.
    pub fn record_outcome(
        &self,
        step: Step,
        order_no: OrderNo,
        outcome: impl Into<JournalOutcome>,
        now: Jst,
    ) -> Result<(), Error> {
        // Earlier ones too: what Qoo10 shows now answers for all of them.
        let sql = "UPDATE journal SET outcome = :outcome, settled_at = :now
                   WHERE step = :step AND order_no = :order_no AND outcome IS NULL";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":outcome": outcome.into().as_str(),
            ":now": Iso(now),
            ":step": step,
            ":order_no": order_no,
        })?;
        Ok(())
    }

    /// Notes that Qoo10 has confirmed a line, with the planned ship date that it shows.
    pub fn confirm_line(&self, order_no: OrderNo, planned: Option<NaiveDate>, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET confirmed_at = :now, planned_ship_date = :planned
                   WHERE order_no = :order_no";
        let row = named_params! { ":now": Iso(now), ":planned": planned.map(Iso), ":order_no": order_no };
        self.tx.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Notes what became of an order that was shipped and of which Qoo10 could not be told; none: it was.
    pub fn set_push_result(&self, order_id: i64, result: Option<Outcome>) -> Result<(), Error> {
        let sql = "UPDATE orders SET push_result = ?2 WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute((order_id, result))?;
        Ok(())
    }

    /// Notes that Qoo10 knows the shipment of a line.
    pub fn mark_sent(&self, order_no: OrderNo, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET sent_at = ?2 WHERE order_no = ?1";
        self.tx.prepare_cached(sql)?.execute((order_no, Iso(now)))?;
        Ok(())
    }

    /// Writes what Qoo10 has been told of an order, and the earliest planned ship date of its lines (SCH-1).
    pub fn set_api_status(&self, order_id: i64, api_status: ApiStatus) -> Result<(), Error> {
        let sql = "UPDATE orders SET api_status = ?2, planned_ship_date =
                     (SELECT min(planned_ship_date) FROM order_lines l
                      WHERE l.order_id = ?1 AND NOT cancelled)
                   WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute((order_id, api_status))?;
        // SYN-10: it left with the receiver that it had.
        if api_status == ApiStatus::Shipped {
            self.forget_new_receiver(order_id)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_whose_number_cannot_be_read_is_not_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let insert = "INSERT INTO runs (run_id, step, started_at)
             VALUES (1, 'push-shipments', '2026-07-01T10:00:00+09:00');
             INSERT INTO journal (run_id, step, order_no, value, at)
             VALUES (1, 'push-shipments', 0, 'x', '2026-07-01T10:00:00+09:00')";
        store.conn.execute_batch(insert).unwrap();
        for error in [
            store.list_open_intents(Step::PushShipments).unwrap_err(),
            store.list_intent_times(Step::PushShipments).unwrap_err(),
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
