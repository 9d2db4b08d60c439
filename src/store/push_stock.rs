//! What push-stock reads of listings and free stock, and what it writes.

use rusqlite::{Row, params};

use super::runs::RunId;
use super::{Batch, Error, Store};
use crate::domain::listing::Listing;
use crate::domain::quantity::Pieces;
use crate::domain::time::{Jst, to_text};
use crate::vocabulary::JournalOutcome;

const LISTINGS: &str = "
    SELECT l.listing_id, l.item_code, i.kind, l.option_code, l.option, l.sku, f.free_qty, f.change,
      l.sent_qty, l.sent_change
    FROM listings l JOIN items i USING (item_code) LEFT JOIN free_stock f ON f.sku = l.sku
    ORDER BY l.listing_id";

const BEGUN: &str = "
    SELECT listing_id, qty, change FROM stock_journal WHERE outcome IS NULL ORDER BY listing_id, intent_id";

const IS_KNOWN: &str = "
    SELECT EXISTS (SELECT 1 FROM free_stock WHERE sku = ?1) OR EXISTS (SELECT 1 FROM listings WHERE sku = ?1)";

/// How many items the last pull of the item list found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemCounts {
    /// On sale.
    pub on_sale: u64,
    /// On sale or stopped.
    pub listed: u64,
}

impl Store {
    /// All listings, mapped or not, with the free stock of their SKUs.
    pub fn listings(&self) -> Result<Vec<Listing>, Error> {
        let mut statement = self.conn.prepare_cached(LISTINGS)?;
        let mut rows = statement.query([])?;
        let mut listings: Vec<Listing> = Vec::new();
        while let Some(row) = rows.next()? {
            listings.push(listing(row)?);
        }
        self.add_what_was_begun(&mut listings)?;
        Ok(listings)
    }

    fn add_what_was_begun(&self, listings: &mut [Listing]) -> Result<(), Error> {
        let mut statement = self.conn.prepare_cached(BEGUN)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if let Ok(place) = listings.binary_search_by_key(&id, |one| one.listing_id) {
                listings[place].begun = Some(Pieces { qty: row.get(1)?, change: row.get(2)? });
            }
        }
        Ok(())
    }

    /// Whether a SKU has free stock or a listing.
    pub fn knows_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached(IS_KNOWN)?.query_row([sku], |row| row.get(0))?)
    }

    /// What the last pull of the item list found.
    pub fn item_counts(&self) -> Result<ItemCounts, Error> {
        let sql = "SELECT count(*) FILTER (WHERE item_status = 'S2'), count(item_status) FROM items";
        let count = |row: &Row<'_>, column| row.get::<_, u32>(column).map(u64::from);
        let counts = |row: &Row<'_>| Ok(ItemCounts { on_sale: count(row, 0)?, listed: count(row, 1)? });
        Ok(self.conn.prepare_cached(sql)?.query_row([], counts)?)
    }
}

impl Batch<'_> {
    /// Notes that a quantity is about to be sent for a listing.
    pub fn intend_qty(&self, listing_id: i64, pieces: Pieces, run: RunId, now: Jst) -> Result<(), Error> {
        let sql =
            "INSERT INTO stock_journal (run_id, listing_id, qty, change, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![run.0, listing_id, pieces.qty, pieces.change, to_text(now)];
        self.tx.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Notes what became of it, and of every earlier intent for the listing that was still open.
    pub fn settle_qty(
        &self,
        listing_id: i64,
        outcome: impl Into<JournalOutcome>,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "UPDATE stock_journal SET outcome = ?2, settled_at = ?3 WHERE listing_id = ?1 AND outcome IS NULL";
        self.tx.prepare_cached(sql)?.execute(params![listing_id, outcome.into().as_str(), to_text(now)])?;
        Ok(())
    }

    /// Notes the quantity that Qoo10 has been told for a listing.
    pub fn mark_qty_sent(&self, listing_id: i64, pieces: Pieces, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE listings SET sent_qty = ?2, sent_change = ?3, sent_at = ?4 WHERE listing_id = ?1";
        let row = params![listing_id, pieces.qty, pieces.change, to_text(now)];
        self.tx.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }
}

fn listing(row: &Row<'_>) -> Result<Listing, Error> {
    let kind: Option<String> = row.get(2)?;
    let kind =
        kind.map(|kind| kind.parse().map_err(|_| Error::unreadable("items.kind", &kind))).transpose()?;
    let (qty, change): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
    Ok(Listing {
        listing_id: row.get(0)?,
        item_code: row.get(1)?,
        kind,
        option_code: row.get(3)?,
        option: row.get(4)?,
        sku: row.get(5)?,
        free: qty.zip(change).map(|(qty, change)| Pieces { qty, change }),
        sent_qty: row.get(8)?,
        sent_change: row.get(9)?,
        begun: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_stock_and_open_intents_are_found_by_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let plan = |sql: &str| {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            steps.map(Result::unwrap).collect::<Vec<_>>()
        };
        let listings = plan(LISTINGS);
        assert!(listings.iter().any(|step| step.contains("SEARCH f USING PRIMARY KEY")), "{listings:?}");
        assert!(listings.iter().any(|step| step.contains("SEARCH i USING PRIMARY KEY")), "{listings:?}");
        assert!(!listings.iter().any(|step| step.contains("TEMP B-TREE")), "{listings:?}");
        let begun = plan(BEGUN);
        assert!(begun[0].contains("USING INDEX stock_journal_open"), "{begun:?}");
        let known = plan(&IS_KNOWN.replace("?1", "'x'"));
        assert!(known.iter().any(|step| step.contains("USING COVERING INDEX listings_sku")), "{known:?}");
    }
}
