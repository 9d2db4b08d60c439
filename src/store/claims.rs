//! Returns, exchanges and non-receipts of orders (SYN-12): of each order number the state that Qoo10 showed
//! last.

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::claim::ClaimRecord;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::time::Jst;

const OF_NUMBER: &str = "SELECT order_no, claim, requested_at, completed_at FROM claims WHERE order_no = ?1";
const OF_ORDER: &str = "SELECT order_no, claim, requested_at, completed_at FROM claims
     WHERE order_id = ?1 ORDER BY order_no";
// CROSS JOIN keeps SQLite from beginning with every order of those days.
const SINCE: &str = "SELECT o.code, c.order_no, c.claim, c.requested_at, c.completed_at, c.changed_at
     FROM claims c CROSS JOIN orders o USING (order_id) WHERE o.ordered_at >= ?1 ORDER BY c.order_no";
const HAS_ORDERS: &str = "SELECT EXISTS (SELECT 1 FROM orders WHERE ordered_at >= ?1) AS has_orders";

/// A claim, its order, and since when it stands so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClaim {
    /// The order's code.
    pub order: String,
    pub record: ClaimRecord,
    pub changed_at: Jst,
}

impl Store {
    /// Whether an order was ordered since then.
    pub fn has_orders_since(&self, since: Jst) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached(HAS_ORDERS)?.query_row([Iso(since)], |row| row.get("has_orders"))?)
    }

    /// What is kept of a number's claim.
    pub fn find_claim(&self, order_no: OrderNo) -> Result<Option<ClaimRecord>, Error> {
        self.conn.prepare_cached(OF_NUMBER)?.read_first([order_no], read_record)
    }

    /// The claims of an order.
    pub fn list_claims(&self, order_id: i64) -> Result<Vec<ClaimRecord>, Error> {
        self.conn.prepare_cached(OF_ORDER)?.read_all([order_id], read_record)
    }

    /// The claims of the orders that were ordered since then.
    pub fn list_claims_since(&self, since: Jst) -> Result<Vec<KeptClaim>, Error> {
        self.conn.prepare_cached(SINCE)?.read_all([Iso(since)], |row| {
            Ok(KeptClaim {
                order: row.read::<OrderCode>("orders.code")?.to_string(),
                record: read_record(row)?,
                changed_at: row.read("claims.changed_at")?,
            })
        })
    }
}

impl Batch<'_> {
    /// Writes where a claim stands; `is_news`: its state is another one than before.
    pub fn set_claim(
        &self,
        order_id: i64,
        record: &ClaimRecord,
        is_news: bool,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO claims (order_no, order_id, claim, requested_at, completed_at, first_at,
                     changed_at)
                   VALUES (:order_no, :order_id, :claim, :requested_at, :completed_at, :now, :now)
                   ON CONFLICT (order_no) DO UPDATE SET order_id = excluded.order_id,
                     claim = excluded.claim, requested_at = excluded.requested_at,
                     completed_at = excluded.completed_at,
                     changed_at = CASE WHEN :is_news THEN excluded.changed_at ELSE changed_at END";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_no": record.order_no,
            ":order_id": order_id,
            ":claim": record.claim,
            ":requested_at": record.requested_at.map(Iso),
            ":completed_at": record.completed_at.map(Iso),
            ":now": Iso(now),
            ":is_news": is_news,
        })?;
        Ok(())
    }
}

fn read_record(row: &Row<'_>) -> Result<ClaimRecord, Error> {
    Ok(ClaimRecord {
        order_no: row.read("claims.order_no")?,
        claim: row.read("claims.claim")?,
        requested_at: row.read("claims.requested_at")?,
        completed_at: row.read("claims.completed_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::claim::Claim;
    use crate::domain::time::parse_jst;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let fill =
            "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
              ordered_at, imported_at)
            VALUES (1, 7, 0, 'shipped', 'paid', 'shipped', 'x', '2026-07-01T09:00:00+09:00', '');";
        store.conn.execute_batch(fill).unwrap();
        (folder, store)
    }

    fn at(hour: u32) -> Jst {
        parse_jst(&format!("2026-07-02T{hour:02}:00:00+09:00")).unwrap()
    }

    #[test]
    fn syn_12_a_claim_is_kept_with_the_moment_of_its_last_change() {
        let (_folder, mut store) = store();
        let order_no = OrderNo::new(71).unwrap();
        let claim =
            |claim, completed_at| ClaimRecord { order_no, claim, requested_at: Some(at(1)), completed_at };
        for (record, is_news, hour, changed) in [
            (claim(Claim::ReturnRequested, None), true, 2, 2),
            (claim(Claim::Returned, None), true, 3, 3),
            (claim(Claim::Returned, Some(at(3))), false, 4, 3),
        ] {
            let batch = store.start_batch().unwrap();
            batch.set_claim(1, &record, is_news, at(hour)).unwrap();
            batch.commit().unwrap();
            assert_eq!(store.find_claim(order_no).unwrap(), Some(record));
            assert_eq!(store.list_claims(1).unwrap(), [record]);
            let kept = store.list_claims_since(at(0) - chrono::Duration::days(1)).unwrap();
            assert_eq!(kept, [KeptClaim { order: "7".into(), record, changed_at: at(changed) }]);
        }
        assert!(store.list_claims_since(at(0)).unwrap().is_empty(), "ordered before");
        assert!(store.has_orders_since(at(0) - chrono::Duration::days(1)).unwrap());
        assert!(!store.has_orders_since(at(0)).unwrap());
        store.conn.execute_batch("UPDATE claims SET claim = 99").unwrap();
        let error = store.find_claim(order_no).unwrap_err();
        assert!(error.message.to_string().contains("claims.claim"), "{error:?}");
    }

    #[test]
    fn the_claims_of_years_cost_nothing() {
        let (_folder, store) = store();
        for sql in [OF_NUMBER, OF_ORDER, SINCE, HAS_ORDERS] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map(["1"], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            let is_found = |step: &String| step.contains("SEARCH") || step.contains("SCAN c");
            assert!(steps.iter().any(|step| step.contains("SEARCH")), "{sql}: {steps:?}");
            let reads = steps.iter().filter(|step| step.contains("SCAN") || step.contains("SEARCH"));
            assert!(reads.filter(|step| !step.contains("CONSTANT")).all(is_found), "{sql}: {steps:?}");
        }
    }
}
