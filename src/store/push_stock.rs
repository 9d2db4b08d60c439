//! What push-stock reads of listings and free stock, and what it writes.

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::row_ids::RunId;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::listing::Listing;
use crate::domain::quantity::Pieces;
use crate::domain::time::Jst;
use crate::vocabulary::JournalOutcome;

// In the order of their ids, by which what was begun is found.
const LISTINGS: &str = "
    SELECT l.listing_id, l.item_code, i.kind, l.option_code, l.option, l.sku, f.free_qty, f.change,
      l.sent_qty, l.sent_change,
      i.item_status IS NOT NULL AND l.option_code <> '' AND NOT l.is_gone AND EXISTS (
        SELECT 1 FROM listings other
        WHERE other.item_code = l.item_code AND other.option_code = l.option_code
          AND other.listing_id <> l.listing_id AND NOT other.is_gone) AS is_code_shared
    FROM listings l JOIN items i USING (item_code) LEFT JOIN free_stock f ON f.sku = l.sku
    ORDER BY l.listing_id";

const PENDING: &str = "
    SELECT listing_id, qty, change FROM stock_journal WHERE outcome IS NULL ORDER BY listing_id, intent_id";

const IS_KNOWN: &str = "
    SELECT EXISTS (SELECT 1 FROM free_stock WHERE sku = ?1)
      OR EXISTS (SELECT 1 FROM listings WHERE sku = ?1) AS is_known";

/// How many items the last pull of the item list found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemCounts {
    pub on_sale: u64,
    /// On sale or stopped.
    pub listed: u64,
}

impl Store {
    /// All listings, mapped or not, with the free stock of their SKUs.
    pub fn load_listings(&self) -> Result<Vec<Listing>, Error> {
        let mut listings = self.conn.prepare_cached(LISTINGS)?.read_all([], read_listing)?;
        self.add_pending(&mut listings)?;
        Ok(listings)
    }

    fn add_pending(&self, listings: &mut [Listing]) -> Result<(), Error> {
        let mut statement = self.conn.prepare_cached(PENDING)?;
        let mut rows = statement.query([])?;
        // In the order of the intents: the last of a listing is what may have arrived last.
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("listing_id")?;
            if let Ok(place) = listings.binary_search_by_key(&id, |one| one.listing_id) {
                listings[place].pending = Some(Pieces { qty: row.get("qty")?, change: row.get("change")? });
            }
        }
        Ok(())
    }

    /// Whether a SKU has free stock or a listing.
    pub fn has_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached(IS_KNOWN)?.query_row([sku], |row| row.get("is_known"))?)
    }

    /// What the last pull of the item list found.
    pub fn count_items(&self) -> Result<ItemCounts, Error> {
        let sql = "SELECT count(*) FILTER (WHERE item_status = 'S2') AS on_sale, count(item_status) AS listed
                   FROM items";
        let count = |row: &Row<'_>, column| row.get::<_, u32>(column).map(u64::from);
        let counts =
            |row: &Row<'_>| Ok(ItemCounts { on_sale: count(row, "on_sale")?, listed: count(row, "listed")? });
        Ok(self.conn.prepare_cached(sql)?.query_row([], counts)?)
    }
}

impl Batch<'_> {
    /// Notes that a quantity is about to be sent for a listing. To be committed before the call.
    pub fn record_qty_intent(
        &self,
        listing_id: i64,
        pieces: Pieces,
        run: RunId,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO stock_journal (run_id, listing_id, qty, change, at)
                   VALUES (:run, :listing_id, :qty, :change, :now)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":run": run,
            ":listing_id": listing_id,
            ":qty": pieces.qty,
            ":change": pieces.change,
            ":now": Iso(now),
        })?;
        Ok(())
    }

    /// Notes what became of it, and of every earlier intent for the listing that was still open.
    pub fn record_qty_outcome(
        &self,
        listing_id: i64,
        outcome: impl Into<JournalOutcome>,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "UPDATE stock_journal SET outcome = :outcome, settled_at = :now
                   WHERE listing_id = :listing_id AND outcome IS NULL";
        let outcome = outcome.into().as_str();
        let row = named_params! { ":outcome": outcome, ":now": Iso(now), ":listing_id": listing_id };
        self.tx.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Notes the quantity that Qoo10 has been told for a listing.
    pub fn mark_qty_sent(&self, listing_id: i64, pieces: Pieces, now: Jst) -> Result<(), Error> {
        // The change that was read, not today's: what staff entered during the call is still due.
        let sql = "UPDATE listings SET sent_qty = :qty, sent_change = :change, sent_at = :now
                   WHERE listing_id = :listing_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":qty": pieces.qty,
            ":change": pieces.change,
            ":now": Iso(now),
            ":listing_id": listing_id,
        })?;
        Ok(())
    }
}

fn read_listing(row: &Row<'_>) -> Result<Listing, Error> {
    let (qty, change): (Option<i64>, Option<i64>) = (row.get("free_qty")?, row.get("change")?);
    Ok(Listing {
        listing_id: row.get("listing_id")?,
        item_code: row.get("item_code")?,
        kind: row.read("items.kind")?,
        option_code: row.get("option_code")?,
        option: row.get("option")?,
        is_code_shared: row.get("is_code_shared")?,
        sku: row.get("sku")?,
        free: qty.zip(change).map(|(qty, change)| Pieces { qty, change }),
        sent_qty: row.get("sent_qty")?,
        sent_change: row.get("sent_change")?,
        pending: None,
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
        let begun = plan(PENDING);
        assert!(begun[0].contains("USING INDEX stock_journal_open"), "{begun:?}");
        let known = plan(&IS_KNOWN.replace("?1", "'x'"));
        assert!(known.iter().any(|step| step.contains("USING COVERING INDEX listings_sku")), "{known:?}");
    }
}
