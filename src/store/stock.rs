//! Free stock: what may still be sold of each SKU.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension, Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::Iso;
use crate::domain::time::Jst;

/// The free stock of a SKU. Instants are text in the form of the state file (JST).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeStock {
    pub free_qty: i64,
    pub changed_at: String,
}

/// The free stock of a SKU as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockView {
    pub sku: String,
    pub stock: FreeStock,
    /// How many listings at Qoo10 show it.
    pub listings: i64,
    /// The smallest and the largest quantity that Qoo10 was last told for them; none: it was never told.
    pub sent_range: Option<(i64, i64)>,
}

const LIST: &str = "
    SELECT s.sku, s.free_qty, s.changed_at, count(l.listing_id) AS listing_count,
      min(l.sent_qty) AS least, max(l.sent_qty) AS most
    FROM free_stock s LEFT JOIN listings l ON l.sku = s.sku AND l.is_gone = 0
    GROUP BY s.sku ORDER BY s.sku";

impl Store {
    /// The free quantity of every SKU.
    pub fn list_free_stock(&self) -> Result<BTreeMap<String, i64>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT sku, free_qty FROM free_stock ORDER BY sku")?;
        let rows = statement.query_map([], |row| Ok((row.get("sku")?, row.get("free_qty")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The free stock of a SKU; none when it has no row.
    pub fn find_free_stock(&self, sku: &str) -> Result<Option<FreeStock>, Error> {
        let sql = "SELECT free_qty, changed_at FROM free_stock WHERE sku = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([sku], free_stock).optional()?)
    }

    /// Passes the free stock of every SKU to `show`, by SKU, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn visit_free_stock<E: From<Error>>(
        &self,
        show: &mut dyn FnMut(StockView) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare_cached(LIST).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            show(read_view(row).map_err(Error::from)?)?;
        }
        Ok(())
    }

    /// Whether a listing has this SKU.
    pub fn is_listed_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM listings WHERE sku = ?1")?.exists([sku])?)
    }

    /// Whether there are any listings.
    pub fn has_listings(&self) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM listings")?.exists([])?)
    }

    /// Every SKU that a listing has.
    pub fn list_listed_skus(&self) -> Result<HashSet<String>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT sku FROM listings WHERE sku IS NOT NULL")?;
        let skus = statement.query_map([], |row| row.get("sku"))?;
        Ok(skus.collect::<Result<_, _>>()?)
    }

    /// Every SKU that has free stock or a listing.
    pub fn list_known_skus(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT sku FROM free_stock UNION SELECT sku FROM listings WHERE sku IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let skus = statement.query_map([], |row| row.get("sku"))?;
        Ok(skus.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Sets the free quantity of a SKU; says whether that changes it. The same quantity again is no change,
    /// so that nothing is sent for it.
    pub fn set_free_stock(&self, sku: &str, qty: i64, now: Jst) -> Result<bool, Error> {
        // `change` numbers the changes: what was sent during one is compared with it, not with the quantity.
        let sql = "INSERT INTO free_stock (sku, free_qty, change, changed_at) VALUES (:sku, :qty, 1, :now)
                   ON CONFLICT (sku) DO UPDATE
                   SET free_qty = excluded.free_qty, change = change + 1, changed_at = excluded.changed_at
                   WHERE free_qty <> excluded.free_qty";
        let row = named_params! { ":sku": sku, ":qty": qty, ":now": Iso(now) };
        Ok(self.tx.prepare_cached(sql)?.execute(row)? > 0)
    }
}

fn read_view(row: &Row<'_>) -> rusqlite::Result<StockView> {
    let (least, most): (Option<i64>, Option<i64>) = (row.get("least")?, row.get("most")?);
    Ok(StockView {
        sku: row.get("sku")?,
        stock: free_stock(row)?,
        listings: row.get("listing_count")?,
        sent_range: least.zip(most),
    })
}

fn free_stock(row: &Row<'_>) -> rusqlite::Result<FreeStock> {
    Ok(FreeStock { free_qty: row.get("free_qty")?, changed_at: row.get("changed_at")? })
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
