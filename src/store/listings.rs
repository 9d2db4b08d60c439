//! The mapping table (対応表): Qoo10's items, their listings, and the pulls that brought them.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::listing::ItemKind;
use crate::domain::mapping::{ItemPart, MappedListing, OptionCodes, PulledItem, SkuBy};
use crate::domain::time::Jst;

pub use super::row_ids::PullId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedItem {
    pub kind: Option<ItemKind>,
    /// The seller's item code; blank for none.
    pub seller_code: String,
    /// Whether Qoo10 lists it.
    pub is_listed: bool,
    pub listings: Vec<MappedListing>,
}

/// What the mapping table holds of the items that Qoo10 lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MappingCounts {
    /// Listings that are there.
    pub listings: u64,
    /// Those without a SKU, and items whose listings are not known yet.
    pub unmapped: u64,
}

const LISTINGS_OF: &str = "
    SELECT listing_id, option_code, option, sku, sku_by, is_gone FROM listings
    WHERE item_code = ?1 ORDER BY listing_id";

// In the order of its index: no sorting.
const OPTION_CODES: &str = "
    SELECT item_code, option_code, count(*) > 1 AS is_shared FROM listings
    WHERE option_code <> '' AND NOT is_gone
    GROUP BY item_code, option_code HAVING count(*) > 1 OR option_code = '0'";

// LEFT JOIN: an item that was never read has no listing, and counts as unmapped.
const COUNTS: &str = "
    SELECT count(l.listing_id) AS listing_count, count(*) FILTER (WHERE l.sku IS NULL) AS unmapped_count
    FROM items i LEFT JOIN listings l USING (item_code)
    WHERE i.item_status IS NOT NULL AND l.is_gone IS NOT 1";

// The seller's code of a known item stays what the last reading of it said.
const INSERT_LISTED_ITEM: &str = "
    INSERT INTO items (item_code, seller_code, item_status, listed_by)
    VALUES (:item_code, nullif(:seller_code, ''), :status, :pull)
    ON CONFLICT (item_code) DO UPDATE SET item_status = excluded.item_status, listed_by = excluded.listed_by";

const UPDATE_ITEM: &str = "
    UPDATE items SET seller_code = nullif(:seller_code, ''), kind = :kind, name = :name,
      sale_ends_on = :ends_on, read_by = :pull
    WHERE item_code = :item_code";

// What shows another SKU now is told again, whatever the number.
const UPDATE_LISTING: &str = "
    UPDATE listings SET option_code = :option_code, option = :option, sku = :sku, sku_by = :sku_by,
      is_gone = :is_gone, is_stale = iif(:is_to_be_sent, 1, is_stale)
    WHERE listing_id = :listing_id";

impl Store {
    /// The pull that was interrupted, and when it began; none when the last one was finished.
    pub fn find_unfinished_pull(&self) -> Result<Option<(PullId, Jst)>, Error> {
        let sql = "SELECT pull_id, started_at, finished_at IS NULL AS is_open FROM pulls
                   ORDER BY pull_id DESC LIMIT 1";
        let last = self.conn.prepare_cached(sql)?.read_first([], |row| {
            Ok((row.read("pulls.pull_id")?, row.read("pulls.started_at")?, row.get("is_open")?))
        })?;
        Ok(last.filter(|(_, _, is_open)| *is_open).map(|(pull, started_at, _)| (pull, started_at)))
    }

    /// How many items Qoo10 listed last.
    pub fn count_listed_items(&self) -> Result<u64, Error> {
        let sql = "SELECT count(item_status) AS listed FROM items";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get::<_, u32>("listed"))?.into())
    }

    /// Items that a pull has listed and not read yet, with their kinds as far as they are known.
    pub fn list_items_to_read(&self, pull: PullId) -> Result<Vec<(String, Option<ItemKind>)>, Error> {
        let sql = "SELECT item_code, kind FROM items
                   WHERE listed_by = ?1 AND read_by IS NOT ?1 ORDER BY item_code";
        let read = |row: &Row<'_>| Ok((row.get("item_code")?, row.read("items.kind")?));
        self.conn.prepare_cached(sql)?.read_all([pull], read)
    }

    /// What the mapping table holds of the items that Qoo10 lists.
    pub fn count_mappings(&self) -> Result<MappingCounts, Error> {
        let count = |row: &Row<'_>, column| row.get::<_, u32>(column).map(u64::from);
        let counts = |row: &Row<'_>| {
            Ok(MappingCounts {
                listings: count(row, "listing_count")?,
                unmapped: count(row, "unmapped_count")?,
            })
        };
        Ok(self.conn.prepare_cached(COUNTS)?.query_row([], counts)?)
    }

    /// The option codes that several options of an item have, and those that stand for none.
    pub fn load_option_codes(&self) -> Result<OptionCodes, Error> {
        let read =
            |row: &Row<'_>| Ok((row.get("item_code")?, row.get("option_code")?, row.get("is_shared")?));
        let mut codes = OptionCodes::default();
        for (item_code, option_code, is_shared) in
            self.conn.prepare_cached(OPTION_CODES)?.read_all([], read)?
        {
            codes.insert(item_code, option_code, is_shared);
        }
        Ok(codes)
    }

    /// All items by their codes, with their listings.
    pub fn load_mapped_items(&self) -> Result<BTreeMap<String, MappedItem>, Error> {
        let sql = "SELECT item_code, kind, seller_code, item_status IS NOT NULL AS is_listed FROM items";
        let items = self.conn.prepare_cached(sql)?.read_all([], |row| {
            let item = MappedItem {
                kind: row.read("items.kind")?,
                seller_code: row.get::<_, Option<String>>("seller_code")?.unwrap_or_default(),
                is_listed: row.get("is_listed")?,
                listings: Vec::new(),
            };
            Ok((row.get::<_, String>("item_code")?, item))
        })?;
        let mut items: BTreeMap<_, _> = items.into_iter().collect();
        // One question for all listings: one for each item would be as many as Qoo10 lists.
        let sql = "SELECT listing_id, option_code, option, sku, sku_by, is_gone, item_code FROM listings
                   ORDER BY listing_id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(item) = items.get_mut(&row.get::<_, String>("item_code")?) {
                item.listings.push(read_mapped_listing(row)?);
            }
        }
        Ok(items)
    }
}

impl Batch<'_> {
    /// Records that a pull has begun.
    pub fn start_pull(&self, now: Jst) -> Result<PullId, Error> {
        self.tx.execute("INSERT INTO pulls (started_at) VALUES (?1)", [Iso(now)])?;
        Ok(PullId(self.tx.last_insert_rowid()))
    }

    /// Forgets what the pull listed before it was interrupted: the list is asked for again.
    pub fn forget_list(&self, pull: PullId) -> Result<(), Error> {
        self.tx.execute("UPDATE items SET listed_by = NULL WHERE listed_by = ?1", [pull])?;
        Ok(())
    }

    /// Records that Qoo10 lists an item in a status. What was read of a known item stays as it is.
    pub fn record_listed_item(
        &self,
        code: &str,
        seller_code: &str,
        status: &str,
        pull: PullId,
    ) -> Result<(), Error> {
        self.tx.prepare_cached(INSERT_LISTED_ITEM)?.execute(named_params! {
            ":item_code": code,
            ":seller_code": seller_code,
            ":status": status,
            ":pull": pull,
        })?;
        Ok(())
    }

    /// Records what a pull read of an item.
    pub fn write_item(&self, item: &PulledItem, pull: PullId) -> Result<(), Error> {
        self.tx.prepare_cached(UPDATE_ITEM)?.execute(named_params! {
            ":item_code": item.item_code,
            ":seller_code": item.seller_code,
            ":kind": item.kind,
            ":name": item.name,
            ":ends_on": item.sale_ends_on.map(Iso),
            ":pull": pull,
        })?;
        Ok(())
    }

    /// Records that a pull is finished, and takes the items that it did not list off the list. Gives the
    /// number of listings that are gone with them.
    pub fn finish_pull(&self, pull: PullId, now: Jst, is_whole: bool) -> Result<u64, Error> {
        let mut gone = 0;
        // Of half a list nothing can be said of what is not in it.
        if is_whole {
            gone = self.forget_unlisted(pull)?;
        }
        let sql = "UPDATE pulls SET finished_at = ?2 WHERE pull_id = ?1";
        self.tx.execute(sql, (pull, Iso(now)))?;
        Ok(gone)
    }

    /// Notes that Qoo10 lists no more what a pull did not find. Says how many listings that were.
    fn forget_unlisted(&self, pull: PullId) -> Result<u64, Error> {
        let sql = "SELECT count(*) AS gone FROM items JOIN listings USING (item_code)
                   WHERE item_status IS NOT NULL AND listed_by IS NOT ?1 AND NOT is_gone";
        let gone: u32 = self.tx.query_row(sql, [pull], |row| row.get("gone"))?;
        let sql = "UPDATE items SET item_status = NULL WHERE item_status IS NOT NULL AND listed_by IS NOT ?1";
        self.tx.execute(sql, [pull])?;
        Ok(gone.into())
    }

    pub fn load_listings_of_item(&self, item_code: &str) -> Result<Vec<MappedListing>, Error> {
        self.tx.prepare_cached(LISTINGS_OF)?.read_all([item_code], read_mapped_listing)
    }

    /// Adds an item of which only its code is known; one that is there already stays as it is.
    pub fn add_item(&self, item_code: &str) -> Result<(), Error> {
        // A listing needs its item; the next pull says the rest.
        let sql = "INSERT INTO items (item_code) VALUES (?1) ON CONFLICT DO NOTHING";
        self.tx.prepare_cached(sql)?.execute([item_code])?;
        Ok(())
    }

    /// Adds a listing of an item that is there.
    pub fn add_listing(
        &self,
        item_code: &str,
        part: &ItemPart,
        sku: Option<&str>,
        by: Option<SkuBy>,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO listings (item_code, option_code, option, sku, sku_by)
                   VALUES (:item_code, :option_code, :option, :sku, :sku_by)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":item_code": item_code,
            ":option_code": part.option_code,
            ":option": part.option,
            ":sku": sku,
            ":sku_by": by,
        })?;
        Ok(())
    }

    /// Changes a listing; one that is to be sent has its quantity told to Qoo10 by the next push-stock.
    pub fn update_listing(&self, listing: &MappedListing, is_to_be_sent: bool) -> Result<(), Error> {
        let MappedListing { listing_id, part, sku, sku_by, is_gone } = listing;
        self.tx.prepare_cached(UPDATE_LISTING)?.execute(named_params! {
            ":option_code": part.option_code,
            ":option": part.option,
            ":sku": sku,
            ":sku_by": sku_by,
            ":is_gone": is_gone,
            ":is_to_be_sent": is_to_be_sent,
            ":listing_id": listing_id,
        })?;
        Ok(())
    }
}

fn read_mapped_listing(row: &Row<'_>) -> Result<MappedListing, Error> {
    Ok(MappedListing {
        listing_id: row.get("listing_id")?,
        part: ItemPart { option_code: row.get("option_code")?, option: row.get("option")? },
        sku: row.get("sku")?,
        sku_by: row.read("listings.sku_by")?,
        is_gone: row.get("is_gone")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imp_19_codes_that_options_share_are_found_by_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {OPTION_CODES}")).unwrap();
        let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps.len() == 1 && steps[0].contains("USING INDEX"), "{steps:?}");
        let fill = "INSERT INTO items (item_code) VALUES ('1'), ('2');
            INSERT INTO listings (item_code, option_code, option, is_gone) VALUES
              ('1', 'A', 'x', 0), ('1', 'A', 'y', 0), ('1', 'B', 'x', 0), ('1', 'B', 'y', 1),
              ('1', '0', 'x', 0),
              ('2', 'A', 'x', 0), ('2', '0', 'x', 0), ('2', '0', 'y', 0);";
        store.conn.execute_batch(fill).unwrap();
        let codes = store.load_option_codes().unwrap();
        for (item, code, wanted) in [
            ("1", "A", Some(true)),
            ("1", "B", None),
            ("1", "0", Some(false)),
            ("2", "A", None),
            ("2", "0", Some(true)),
            ("3", "0", None),
        ] {
            assert_eq!(codes.is_shared(item, code), wanted, "{item} {code}");
        }
    }
}
