//! What the mapping table and the free stock miss of each other.

use rusqlite::Row;

use super::database::Store;
use super::error::Error;

/// So many names of a gap are read.
pub const MAX_NAMES: usize = 5;

// Listings that are gone or stopped are nobody's concern.
const WITHOUT_SKU: &str = "
    SELECT trim(l.item_code || ' ' || coalesce(nullif(l.option_code, ''), l.option)) AS name,
      count(*) OVER () AS gaps
    FROM listings l JOIN items i USING (item_code)
    WHERE l.sku IS NULL AND NOT l.is_gone AND coalesce(i.item_status, '') <> 'S1'
    ORDER BY l.listing_id LIMIT ?1";
const WITHOUT_STOCK: &str = "
    SELECT l.sku AS name, count(*) OVER () AS gaps
    FROM listings l JOIN items i USING (item_code)
    WHERE l.sku IS NOT NULL AND NOT l.is_gone AND coalesce(i.item_status, '') <> 'S1'
      AND NOT EXISTS (SELECT 1 FROM free_stock f WHERE f.sku = l.sku)
    ORDER BY l.listing_id LIMIT ?1";
const WITHOUT_LISTING: &str = "
    SELECT f.sku AS name, count(*) OVER () AS gaps FROM free_stock f
    WHERE f.free_qty > 0 AND NOT EXISTS (SELECT 1 FROM listings l WHERE l.sku = f.sku AND NOT l.is_gone)
    ORDER BY f.sku LIMIT ?1";

/// How many there are, and the first of them by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameSample {
    /// All of them.
    pub count: u64,
    /// At most [`MAX_NAMES`].
    pub names: Vec<String>,
}

impl Store {
    /// Listings on sale that have no SKU: item code and option.
    pub fn find_listings_without_sku(&self) -> Result<NameSample, Error> {
        self.select_first_names(WITHOUT_SKU)
    }

    /// SKUs of listings on sale of whose free stock nothing is known, not even that there is none.
    pub fn find_listings_without_stock(&self) -> Result<NameSample, Error> {
        self.select_first_names(WITHOUT_STOCK)
    }

    /// SKUs with pieces to sell that no listing shows.
    pub fn find_skus_without_listing(&self) -> Result<NameSample, Error> {
        self.select_first_names(WITHOUT_LISTING)
    }

    fn select_first_names(&self, sql: &str) -> Result<NameSample, Error> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let read = |row: &Row<'_>| Ok((row.get::<_, String>("name")?, row.get::<_, u32>("gaps")?));
        let rows = statement.query_map([MAX_NAMES as i64], read)?.collect::<Result<Vec<_>, _>>()?;
        Ok(NameSample {
            count: rows.first().map_or(0, |(_, count)| u64::from(*count)),
            names: rows.into_iter().map(|(name, _)| name).collect(),
        })
    }
}
