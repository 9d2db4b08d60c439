//! What the clock of the delay penalty needs beside the open orders.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Error, Store};
use crate::domain::ids::OrderNo;
use crate::domain::time::{Jst, date_from_text, from_text, to_text};

const OWN_DATES: &str = "SELECT l.order_no, q.available_shipping_date
     FROM orders o CROSS JOIN order_lines l USING (order_id) CROSS JOIN qoo10_rows q USING (order_no)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'
       AND coalesce(q.available_send_type, '') NOT IN ('', '0') AND NOT l.cancelled";

const PAID_SINCE: &str = "SELECT o.paid_at, o.api_status = 'shipped',
       coalesce((SELECT max(sent_at) FROM order_lines l WHERE l.order_id = o.order_id AND NOT l.cancelled), o.shipped_on)
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
    pub is_told: bool,
    /// The day on which Qoo10 was told; none while it was not, and where nobody wrote it down.
    pub told_on: Option<NaiveDate>,
}

impl Store {
    /// The dates that reservation goods in open orders are to be shipped on; those without a readable date
    /// are left out.
    pub fn own_ship_dates(&self) -> Result<HashMap<OrderNo, NaiveDate>, Error> {
        let mut statement = self.conn.prepare_cached(OWN_DATES)?;
        let mut rows = statement.query([])?;
        let mut dates = HashMap::new();
        while let Some(row) = rows.next()? {
            let text: Option<String> = row.get(1)?;
            let date = text.as_deref().and_then(|text| date_from_text(text.trim().get(..10)?));
            dates.extend(OrderNo::new(row.get(0)?).zip(date));
        }
        Ok(dates)
    }

    /// Orders of normal goods paid since an instant, cancelled ones left out.
    pub fn paid_since(&self, since: Jst) -> Result<Vec<PaidOrder>, Error> {
        let mut statement = self.conn.prepare_cached(PAID_SINCE)?;
        let mut rows = statement.query([to_text(since)])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            let paid_at: String = row.get(0)?;
            let is_told: bool = row.get(1)?;
            let told: Option<String> = row.get(2)?;
            orders.push(PaidOrder {
                paid_at: from_text(&paid_at).ok_or_else(|| Error::unreadable("orders.paid_at", &paid_at))?,
                is_told,
                told_on: told.filter(|_| is_told).and_then(|text| date_from_text(text.get(..10)?)),
            });
        }
        Ok(orders)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_question_reads_the_whole_history() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for (sql, index) in [(OWN_DATES, "orders_open"), (PAID_SINCE, "orders_paid_at")] {
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
