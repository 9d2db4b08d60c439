//! What the planned ship date, and the clock of the delay penalty, need beside the open orders.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::database::Store;
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::availability::Availability;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;

// Begins with the open orders, by their index: CROSS JOIN keeps SQLite from beginning with the larger table.
const AVAILABILITY: &str = "SELECT l.order_no, q.available_send_type, q.available_shipping_date
     FROM orders o CROSS JOIN order_lines l USING (order_id) CROSS JOIN qoo10_rows q USING (order_no)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'
       AND coalesce(q.available_send_type, '') NOT IN ('', '0') AND NOT l.cancelled";

// Sub-queries, not joins: an order is one row, however many lines it has.
const PAID_SINCE: &str = "SELECT o.paid_at, o.api_status = 'shipped' AS is_told,
       coalesce((SELECT substr(max(sent_at), 1, 10) FROM order_lines l
                 WHERE l.order_id = o.order_id AND NOT l.cancelled), o.shipped_on) AS told_on
     FROM orders o
     WHERE o.paid_at >= ?1 AND o.status <> 'cancelled' AND NOT EXISTS
       (SELECT 1 FROM order_lines l CROSS JOIN qoo10_rows q USING (order_no)
        WHERE l.order_id = o.order_id AND coalesce(q.available_send_type, '') NOT IN ('', '0'))";

/// An order of normal goods, open or not, as the ship rate sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidOrder {
    /// When the buyer paid.
    pub paid_at: Jst,
    /// Whether Qoo10 knows it as shipped.
    pub is_sent: bool,
    /// The day on which Qoo10 was told; none while it was not, and where nobody wrote it down.
    pub sent_on: Option<NaiveDate>,
}

impl Store {
    /// From when the goods in open orders can be shipped, but for normal goods.
    pub fn list_availability(&self) -> Result<HashMap<OrderNo, Availability>, Error> {
        let mut statement = self.conn.prepare_cached(AVAILABILITY)?;
        let mut rows = statement.query([])?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            let order_no = row.read("order_lines.order_no")?;
            let send_type: Option<String> = row.get("available_send_type")?;
            let date: Option<String> = row.get("available_shipping_date")?;
            found.insert(order_no, Availability::read(send_type.as_deref(), date.as_deref()));
        }
        Ok(found)
    }

    /// Orders of normal goods paid since an instant, cancelled ones left out.
    pub fn list_paid_since(&self, since: Jst) -> Result<Vec<PaidOrder>, Error> {
        self.conn.prepare_cached(PAID_SINCE)?.read_all([Iso(since)], |row| {
            let is_told = row.get("is_told")?;
            Ok(PaidOrder {
                paid_at: row.read("orders.paid_at")?,
                is_sent: is_told,
                sent_on: row.read::<Option<NaiveDate>>("orders.told_on")?.filter(|_| is_told),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_question_reads_the_whole_history() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for (sql, index) in [(AVAILABILITY, "orders_open"), (PAID_SINCE, "orders_paid_at")] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let given = vec![String::new(); statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(given), |row| row.get::<_, String>(3));
            let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
            assert!(steps[0].contains(index), "{sql}: {steps:?}");
            let is_fine = |step: &String| step.contains("SEARCH") || step.contains("SUBQUERY");
            assert!(steps[1..].iter().all(is_fine), "{sql}: {steps:?}");
        }
    }
}
