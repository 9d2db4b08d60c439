//! SKUs as the mapping table and the counts know them, and what Qoo10 was told of each.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Row;

use super::database::Store;
use super::error::Error;
use super::sql::{ReadColumn, ReadRows};
use crate::domain::time::Jst;

/// What Qoo10 shows of a SKU, as far as it was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SentStock {
    /// How many listings at Qoo10 show it.
    pub listings: i64,
    /// The smallest and the largest quantity that Qoo10 was last told for them; none: it was never told.
    pub sent_range: Option<(i64, i64)>,
}

/// A listing of a SKU, and what Qoo10 was last told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentListing {
    pub item_code: String,
    /// The option code, or the option as it is shown; blank for a plain item.
    pub option: String,
    pub sent_qty: Option<i64>,
    pub sent_at: Option<Jst>,
}

const SENT: &str = "
    SELECT sku, count(*) AS listing_count, min(sent_qty) AS least, max(sent_qty) AS most
    FROM listings WHERE sku IS NOT NULL AND NOT is_gone GROUP BY sku";

const SENT_OF_SKU: &str = "
    SELECT item_code, coalesce(nullif(option, ''), option_code) AS option, sent_qty, sent_at
    FROM listings WHERE sku = ?1 AND NOT is_gone ORDER BY listing_id";

impl Store {
    /// What Qoo10 was told of each SKU that a listing has.
    pub fn load_sent_stock(&self) -> Result<BTreeMap<String, SentStock>, Error> {
        let read = |row: &Row<'_>| {
            let (least, most): (Option<i64>, Option<i64>) = (row.get("least")?, row.get("most")?);
            let sent = SentStock { listings: row.get("listing_count")?, sent_range: least.zip(most) };
            Ok((row.get("sku")?, sent))
        };
        Ok(self.conn.prepare_cached(SENT)?.read_all([], read)?.into_iter().collect())
    }

    /// The listings of a SKU.
    pub fn list_sent_listings(&self, sku: &str) -> Result<Vec<SentListing>, Error> {
        self.conn.prepare_cached(SENT_OF_SKU)?.read_all([sku], |row| {
            Ok(SentListing {
                item_code: row.get("item_code")?,
                option: row.get("option")?,
                sent_qty: row.get("sent_qty")?,
                sent_at: row.read("listings.sent_at")?,
            })
        })
    }

    /// Whether something was counted of a SKU.
    pub fn is_counted_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM stock_counts WHERE sku = ?1")?.exists([sku])?)
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

    /// Every SKU that has a count or a listing, or is a set or a part of one.
    pub fn list_known_skus(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT sku FROM stock_counts UNION SELECT set_sku FROM set_parts
                   UNION SELECT sku FROM set_parts
                   UNION SELECT sku FROM listings WHERE sku IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let skus = statement.query_map([], |row| row.get("sku"))?;
        Ok(skus.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
