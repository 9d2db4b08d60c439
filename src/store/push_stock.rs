//! What push-stock reads of listings and free stock, and what it writes.

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::row_ids::RunId;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::listing::{FreeStockError, Listing};
use crate::domain::stock_facts::LineGoods;
use crate::domain::time::Jst;
use crate::vocabulary::{JournalOutcome, Outcome};

// In the order of their ids, by which what was begun is found.
const LISTINGS: &str = "
    SELECT l.listing_id, l.item_code, i.kind, l.option_code, l.option, l.sku, l.sent_qty, l.is_stale,
      NOT l.is_gone AND coalesce(i.item_status, '') <> 'S1' AS may_be_on_sale,
      i.item_status IS NOT NULL AND l.option_code <> '' AND NOT l.is_gone AND EXISTS (
        SELECT 1 FROM listings other
        WHERE other.item_code = l.item_code AND other.option_code = l.option_code
          AND other.listing_id <> l.listing_id AND NOT other.is_gone) AS is_code_shared
    FROM listings l JOIN items i USING (item_code)
    ORDER BY l.listing_id";

const PENDING: &str = "
    SELECT listing_id, qty FROM stock_journal WHERE outcome IS NULL ORDER BY listing_id, intent_id";

const IS_KNOWN: &str = "
    SELECT EXISTS (SELECT 1 FROM stock_counts WHERE sku = ?1)
      OR EXISTS (SELECT 1 FROM listings WHERE sku = ?1)
      OR EXISTS (SELECT 1 FROM set_parts WHERE set_sku = ?1 OR sku = ?1) AS is_known";

// What came since push-stock last looked, and what was cancelled, or not any more. An add-on has no listing.
const MOVED: &str = "
    SELECT iif(l.parent_line_id IS NULL, l.item_code, NULL) AS item_code, r.option_code, l.option, l.sku
    FROM (SELECT line_id FROM order_lines WHERE line_id > (SELECT line_id FROM stock_cursor)
      UNION SELECT line_id FROM stale_lines)
    JOIN order_lines l USING (line_id) LEFT JOIN qoo10_rows r USING (order_no)";

/// How many items the last pull of the item list found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemCounts {
    pub on_sale: u64,
    /// On sale or stopped.
    pub listed: u64,
}

impl Store {
    /// All listings, mapped or not. Their free stock is not computed yet.
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
                listings[place].pending = Some(row.get("qty")?);
            }
        }
        Ok(())
    }

    /// Whether a SKU has a count or a listing, or is a set or a part of one.
    pub fn has_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached(IS_KNOWN)?.query_row([sku], |row| row.get("is_known"))?)
    }

    /// What the lines name that came, or were cancelled, since the last call of
    /// [`Batch::mark_stale_listings`].
    pub fn list_moved_goods(&self) -> Result<Vec<LineGoods>, Error> {
        self.conn.prepare_cached(MOVED)?.read_all([], |row| {
            Ok(LineGoods {
                item_code: row.get("item_code")?,
                option_code: row.get("option_code")?,
                option: row.get("option")?,
                sku: row.get("sku")?,
            })
        })
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
    /// Marks listings as stale, and all lines so far as looked at.
    pub fn mark_stale_listings(&self, listing_ids: &[i64]) -> Result<(), Error> {
        let mut statement =
            self.tx.prepare_cached("UPDATE listings SET is_stale = 1 WHERE listing_id = ?1")?;
        for listing_id in listing_ids {
            statement.execute([listing_id])?;
        }
        self.tx.execute("DELETE FROM stale_lines", [])?;
        let sql = "UPDATE stock_cursor
                   SET line_id = max(line_id, (SELECT coalesce(max(line_id), 0) FROM order_lines))";
        self.tx.execute(sql, [])?;
        Ok(())
    }

    /// Notes that a quantity is about to be sent for a listing. To be committed before the call.
    pub fn record_qty_intent(&self, listing_id: i64, qty: i64, run: RunId, now: Jst) -> Result<(), Error> {
        let sql =
            "INSERT INTO stock_journal (run_id, listing_id, qty, at) VALUES (:run, :listing_id, :qty, :now)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":run": run,
            ":listing_id": listing_id,
            ":qty": qty,
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
        let outcome = outcome.into();
        let row = named_params! { ":outcome": outcome.as_str(), ":now": Iso(now), ":listing_id": listing_id };
        self.tx.prepare_cached(sql)?.execute(row)?;
        if outcome != JournalOutcome::Known(Outcome::Sent) {
            // One among them may have arrived after all: what was sent last is no measure any more.
            let sql = "UPDATE listings SET is_stale = 1 WHERE listing_id = ?1";
            self.tx.prepare_cached(sql)?.execute([listing_id])?;
        }
        Ok(())
    }

    /// Notes the quantity that Qoo10 has been told for a listing.
    pub fn mark_qty_sent(&self, listing_id: i64, qty: i64, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE listings SET sent_qty = :qty, is_stale = 0, sent_at = :now
                   WHERE listing_id = :listing_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":qty": qty,
            ":now": Iso(now),
            ":listing_id": listing_id,
        })?;
        Ok(())
    }
}

fn read_listing(row: &Row<'_>) -> Result<Listing, Error> {
    Ok(Listing {
        listing_id: row.get("listing_id")?,
        item_code: row.get("item_code")?,
        kind: row.read("items.kind")?,
        option_code: row.get("option_code")?,
        option: row.get("option")?,
        is_code_shared: row.get("is_code_shared")?,
        sku: row.get("sku")?,
        free: Err(FreeStockError::NotCounted),
        sent_qty: row.get("sent_qty")?,
        is_stale: row.get("is_stale")?,
        may_be_on_sale: row.get("may_be_on_sale")?,
        pending: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_moved_lines_and_open_intents_are_found_by_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let plan = |sql: &str| {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            steps.map(Result::unwrap).collect::<Vec<_>>()
        };
        let listings = plan(LISTINGS);
        assert!(listings.iter().any(|step| step.contains("SEARCH i USING PRIMARY KEY")), "{listings:?}");
        assert!(!listings.iter().any(|step| step.contains("TEMP B-TREE")), "{listings:?}");
        let begun = plan(PENDING);
        assert!(begun[0].contains("USING INDEX stock_journal_open"), "{begun:?}");
        let moved = plan(MOVED);
        let is_tail = |step: &String| step.contains("SEARCH order_lines USING INTEGER PRIMARY KEY (rowid>?)");
        assert!(moved.iter().any(is_tail), "{moved:?}");
        let known = plan(&IS_KNOWN.replace("?1", "'x'"));
        assert!(known.iter().any(|step| step.contains("USING COVERING INDEX listings_sku")), "{known:?}");
    }
}
