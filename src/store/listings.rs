//! The mapping table (対応表): Qoo10's items, their listings, and the pulls that brought them.

use std::collections::BTreeMap;
use std::str::FromStr;

use rusqlite::{OptionalExtension, Row, params};

use super::{Batch, Error, Store};
use crate::domain::listing::ItemKind;
use crate::domain::mapping::{ItemRead, Mapped, Part, SkuBy};
use crate::domain::time::{Jst, date_to_text, from_text, to_text};

/// A pull of Qoo10's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PullId(pub i64);

/// An item with its listings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedItem {
    /// Its kind; none when it was never read.
    pub kind: Option<ItemKind>,
    /// The seller's item code; blank for none.
    pub seller_code: String,
    /// Whether Qoo10 lists it.
    pub is_listed: bool,
    /// Its listings.
    pub listings: Vec<Mapped>,
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
    SELECT listing_id, option_code, option, sku, sku_by, is_gone FROM listings WHERE item_code = ?1 ORDER BY listing_id";

const COUNTS: &str = "
    SELECT count(l.listing_id), count(*) FILTER (WHERE l.sku IS NULL)
    FROM items i LEFT JOIN listings l USING (item_code)
    WHERE i.item_status IS NOT NULL AND l.is_gone IS NOT 1";

const LIST: &str = "
    INSERT INTO items (item_code, seller_code, item_status, listed_by) VALUES (?1, nullif(?2, ''), ?3, ?4)
    ON CONFLICT (item_code) DO UPDATE SET item_status = excluded.item_status, listed_by = excluded.listed_by";

const READ: &str = "
    UPDATE items SET seller_code = nullif(?2, ''), kind = ?3, name = ?4, sale_ends_on = ?5, read_by = ?6
    WHERE item_code = ?1";

const UPDATE: &str = "
    UPDATE listings SET option_code = ?2, option = ?3, sku = ?4, sku_by = ?5, is_gone = ?6,
      sent_change = iif(?7, NULL, sent_change)
    WHERE listing_id = ?1";

impl Store {
    /// The pull that was interrupted, and when it began; none when the last one was finished.
    pub fn unfinished_pull(&self) -> Result<Option<(PullId, Jst)>, Error> {
        let sql = "SELECT pull_id, started_at, finished_at IS NULL FROM pulls ORDER BY pull_id DESC LIMIT 1";
        let last = self
            .conn
            .prepare_cached(sql)?
            .query_row([], |row| Ok((PullId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, bool>(2)?)))
            .optional()?;
        let Some((pull, started_at, true)) = last else { return Ok(None) };
        let read = from_text(&started_at);
        Ok(Some((pull, read.ok_or_else(|| Error::unreadable("pulls.started_at", &started_at))?)))
    }

    /// How many items Qoo10 listed last.
    pub fn listed_items(&self) -> Result<u64, Error> {
        let sql = "SELECT count(item_status) FROM items";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get::<_, u32>(0))?.into())
    }

    /// Items that a pull has listed and not read yet, with their kinds as far as they are known.
    pub fn items_to_read(&self, pull: PullId) -> Result<Vec<(String, Option<ItemKind>)>, Error> {
        let sql =
            "SELECT item_code, kind FROM items WHERE listed_by = ?1 AND read_by IS NOT ?1 ORDER BY item_code";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([pull.0])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push((row.get(0)?, word("items.kind", row.get(1)?)?));
        }
        Ok(items)
    }

    /// What the mapping table holds of the items that Qoo10 lists.
    pub fn mapping_counts(&self) -> Result<MappingCounts, Error> {
        let count = |row: &Row<'_>, column| row.get::<_, u32>(column).map(u64::from);
        let counts = |row: &Row<'_>| Ok(MappingCounts { listings: count(row, 0)?, unmapped: count(row, 1)? });
        Ok(self.conn.prepare_cached(COUNTS)?.query_row([], counts)?)
    }

    /// All items by their codes, with their listings.
    pub fn mapped_items(&self) -> Result<BTreeMap<String, MappedItem>, Error> {
        let mut items = BTreeMap::new();
        let sql = "SELECT item_code, kind, seller_code, item_status IS NOT NULL FROM items";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let item = MappedItem {
                kind: word("items.kind", row.get(1)?)?,
                seller_code: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                is_listed: row.get(3)?,
                listings: Vec::new(),
            };
            items.insert(row.get(0)?, item);
        }
        let sql = "SELECT listing_id, option_code, option, sku, sku_by, is_gone, item_code FROM listings
                   ORDER BY listing_id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(item) = items.get_mut(&row.get::<_, String>(6)?) {
                item.listings.push(mapped(row)?);
            }
        }
        Ok(items)
    }
}

impl Batch<'_> {
    /// Records that a pull has begun.
    pub fn begin_pull(&self, now: Jst) -> Result<PullId, Error> {
        self.tx.execute("INSERT INTO pulls (started_at) VALUES (?1)", [to_text(now)])?;
        Ok(PullId(self.tx.last_insert_rowid()))
    }

    /// Forgets what the pull listed before it was interrupted: the list is asked for again.
    pub fn forget_list(&self, pull: PullId) -> Result<(), Error> {
        self.tx.execute("UPDATE items SET listed_by = NULL WHERE listed_by = ?1", [pull.0])?;
        Ok(())
    }

    /// Records that Qoo10 lists an item in a status. What was read of a known item stays as it is.
    pub fn list_item(&self, code: &str, seller_code: &str, status: &str, pull: PullId) -> Result<(), Error> {
        self.tx.prepare_cached(LIST)?.execute(params![code, seller_code, status, pull.0])?;
        Ok(())
    }

    /// Records what a pull read of an item.
    pub fn put_item(&self, item: &ItemRead, pull: PullId) -> Result<(), Error> {
        let ends_on = item.sale_ends_on.map(date_to_text);
        let kind = item.kind.as_str();
        let row = params![item.item_code, item.seller_code, kind, item.name, ends_on, pull.0];
        self.tx.prepare_cached(READ)?.execute(row)?;
        Ok(())
    }

    /// Records that a pull is finished, and takes the items that it did not list off the list. Gives the number of
    /// listings that are gone with them.
    pub fn finish_pull(&self, pull: PullId, now: Jst, is_whole: bool) -> Result<u64, Error> {
        let mut gone = 0;
        if is_whole {
            gone = self.forget_unlisted(pull)?;
        }
        let sql = "UPDATE pulls SET finished_at = ?2 WHERE pull_id = ?1";
        self.tx.execute(sql, params![pull.0, to_text(now)])?;
        Ok(gone)
    }

    /// Notes that Qoo10 lists no more what a pull did not find. Says how many listings that were.
    fn forget_unlisted(&self, pull: PullId) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM items JOIN listings USING (item_code)
                   WHERE item_status IS NOT NULL AND listed_by IS NOT ?1 AND NOT is_gone";
        let gone: u32 = self.tx.query_row(sql, [pull.0], |row| row.get(0))?;
        let sql = "UPDATE items SET item_status = NULL WHERE item_status IS NOT NULL AND listed_by IS NOT ?1";
        self.tx.execute(sql, [pull.0])?;
        Ok(gone.into())
    }

    /// The listings of an item.
    pub fn listings_of(&self, item_code: &str) -> Result<Vec<Mapped>, Error> {
        let mut statement = self.tx.prepare_cached(LISTINGS_OF)?;
        let mut rows = statement.query([item_code])?;
        let mut listings = Vec::new();
        while let Some(row) = rows.next()? {
            listings.push(mapped(row)?);
        }
        Ok(listings)
    }

    /// Adds an item of which only its code is known; one that is there already stays as it is.
    pub fn add_item(&self, item_code: &str) -> Result<(), Error> {
        let sql = "INSERT INTO items (item_code) VALUES (?1) ON CONFLICT DO NOTHING";
        self.tx.prepare_cached(sql)?.execute([item_code])?;
        Ok(())
    }

    /// Adds a listing of an item that is there.
    pub fn add_listing(
        &self,
        item_code: &str,
        part: &Part,
        sku: Option<&str>,
        by: Option<SkuBy>,
    ) -> Result<(), Error> {
        let sql =
            "INSERT INTO listings (item_code, option_code, option, sku, sku_by) VALUES (?1, ?2, ?3, ?4, ?5)";
        let by = by.map(SkuBy::as_str);
        self.tx.prepare_cached(sql)?.execute(params![item_code, part.option_code, part.option, sku, by])?;
        Ok(())
    }

    /// Changes a listing; one that is to be sent has its quantity told to Qoo10 by the next push-stock.
    pub fn update_listing(&self, listing: &Mapped, is_to_be_sent: bool) -> Result<(), Error> {
        let Mapped { listing_id, part, sku, sku_by, is_gone } = listing;
        let by = sku_by.map(SkuBy::as_str);
        let row = params![listing_id, part.option_code, part.option, sku, by, is_gone, is_to_be_sent];
        self.tx.prepare_cached(UPDATE)?.execute(row)?;
        Ok(())
    }
}

fn mapped(row: &Row<'_>) -> Result<Mapped, Error> {
    Ok(Mapped {
        listing_id: row.get(0)?,
        part: Part { option_code: row.get(1)?, option: row.get(2)? },
        sku: row.get(3)?,
        sku_by: word("listings.sku_by", row.get(4)?)?,
        is_gone: row.get(5)?,
    })
}

/// A word of a column, as what it means.
pub(super) fn word<T: FromStr>(column: &str, text: Option<String>) -> Result<Option<T>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::unreadable(column, &text))).transpose()
}
