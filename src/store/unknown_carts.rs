//! Carts that Qoo10 lists as confirmed, sent or delivered, and that no order here has (SYN-9).

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::ids::PackNo;
use crate::domain::time::Jst;
use crate::domain::unknown_cart::{KnownCart, UnknownCart};

// A cart that was imported since is known, whether or not a run has looked since; one that could not be is on
// the list of rejects.
const OPEN_CARTS: &str = "
    SELECT count(*) AS found FROM unknown_carts u
    WHERE dismissed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM orders o
                      WHERE o.pack_no = u.pack_no AND o.imported_at >= u.first_at)
      AND NOT EXISTS (SELECT 1 FROM rejects r WHERE r.pack_no = u.pack_no)";
const ALL_CARTS: &str = "
    SELECT u.pack_no, u.shipping_status, u.ordered_at, u.dismissed_at IS NOT NULL AS is_dismissed,
      EXISTS (SELECT 1 FROM orders o
              WHERE o.pack_no = u.pack_no AND o.imported_at >= u.first_at) AS is_imported
    FROM unknown_carts u ORDER BY u.pack_no";

impl Store {
    /// All on record, dismissed ones too.
    pub fn list_unknown_carts(&self) -> Result<Vec<KnownCart>, Error> {
        self.conn.prepare_cached(ALL_CARTS)?.read_all([], |row: &Row<'_>| {
            Ok(KnownCart {
                cart: UnknownCart {
                    pack_no: row.read("unknown_carts.pack_no")?,
                    status: row.read("unknown_carts.shipping_status")?,
                    ordered_at: row.read("unknown_carts.ordered_at")?,
                },
                is_dismissed: row.get("is_dismissed")?,
                is_imported: row.get("is_imported")?,
            })
        })
    }

    /// How many staff have to take or dismiss.
    pub fn count_unknown_carts(&self) -> Result<u64, Error> {
        let found: i64 = self.conn.prepare_cached(OPEN_CARTS)?.query_row([], |row| row.get("found"))?;
        Ok(found.unsigned_abs())
    }
}

impl Batch<'_> {
    /// Records a cart that Qoo10 lists; one that was dismissed stays so.
    pub fn record_unknown_cart(&self, cart: &UnknownCart, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO unknown_carts (pack_no, shipping_status, ordered_at, first_at, last_at)
                   VALUES (:pack_no, :status, :ordered_at, :now, :now)
                   ON CONFLICT (pack_no) DO UPDATE SET shipping_status = :status, last_at = :now";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":pack_no": cart.pack_no,
            ":status": cart.status,
            ":ordered_at": cart.ordered_at.map(Iso),
            ":now": Iso(now),
        })?;
        Ok(())
    }

    /// Takes a cart off the record: it is imported.
    pub fn forget_unknown_cart(&self, cart: PackNo) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM unknown_carts WHERE pack_no = ?1")?.execute([cart])?;
        Ok(())
    }

    /// Takes a cart off the list, by hand. Says whether it was on it.
    pub fn dismiss_unknown_cart(&self, cart: PackNo, now: Jst) -> Result<bool, Error> {
        let sql = "UPDATE unknown_carts SET dismissed_at = ?2 WHERE pack_no = ?1 AND dismissed_at IS NULL";
        Ok(self.tx.execute(sql, (cart, Iso(now)))? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syn_09_orders_and_rejects_of_years_cost_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for sql in [OPEN_CARTS, ALL_CARTS] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            let scans: Vec<_> = steps.iter().filter(|step| step.starts_with("SCAN")).collect();
            assert_eq!(scans, ["SCAN u"], "{sql}: {steps:?}");
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{sql}: {steps:?}");
        }
    }
}
