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
      AND NOT EXISTS (SELECT 1 FROM stock_counts f WHERE f.sku = l.sku)
      AND NOT EXISTS (SELECT 1 FROM set_parts s WHERE s.set_sku = l.sku)
    ORDER BY l.listing_id LIMIT ?1";
const WITHOUT_LISTING: &str = "
    SELECT f.sku AS name, count(*) OVER () AS gaps FROM stock_counts f
    WHERE f.count > 0 AND NOT EXISTS (SELECT 1 FROM listings l WHERE l.sku = f.sku AND NOT l.is_gone)
      AND NOT EXISTS (
        SELECT 1 FROM set_parts s JOIN listings l ON l.sku = s.set_sku AND NOT l.is_gone WHERE s.sku = f.sku)
    ORDER BY f.sku LIMIT ?1";
const UNCOUNTABLE_SETS: &str = "
    SELECT s.set_sku AS name, count(*) OVER () AS gaps FROM set_parts s
    WHERE EXISTS (SELECT 1 FROM stock_counts f WHERE f.sku = s.set_sku)
      OR NOT EXISTS (SELECT 1 FROM stock_counts f WHERE f.sku = s.sku)
    GROUP BY s.set_sku ORDER BY s.set_sku LIMIT ?1";

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

    /// Sets with a part without a count, or with a count of their own (STK-9).
    pub fn find_uncountable_sets(&self) -> Result<NameSample, Error> {
        self.select_first_names(UNCOUNTABLE_SETS)
    }

    /// SKUs with pieces to sell that no listing shows, neither itself nor in a set.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn stk_09_parts_are_shown_by_the_listing_of_their_set() {
        let (_folder, store) = store();
        let fill = "
            INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at)
              SELECT column1, 'free', column2, '', '' FROM (VALUES
                ('ALONE', 1), ('NONE', 0), ('LISTED', 1), ('PART', 1), ('LOST', 1), ('OWN', 1));
            INSERT INTO set_parts (set_sku, sku, qty) VALUES
              ('SET', 'PART', 2), ('UNLISTED', 'LOST', 1), ('OWN', 'PART', 1), ('GAP', 'PART', 1), ('GAP',
                'X', 1),
              ('GAP', 'Y', 1);
            INSERT INTO items (item_code) VALUES ('1');
            INSERT INTO listings (item_code, option, sku, is_gone) VALUES
              ('1', 'a', 'LISTED', 0), ('1', 'b', 'SET', 0), ('1', 'c', 'GAP', 0), ('1', 'd', 'UNLISTED', 1),
              ('1', 'e', 'OWN', 0), ('1', 'f', 'NEW', 0);";
        store.conn.execute_batch(fill).unwrap();
        let names = |found: Result<NameSample, Error>| found.unwrap().names;
        assert_eq!(names(store.find_skus_without_listing()), ["ALONE", "LOST"]);
        assert_eq!(names(store.find_listings_without_stock()), ["NEW"], "a set has its parts");
        let sets = store.find_uncountable_sets().unwrap();
        assert_eq!((sets.names, sets.count), (vec!["GAP".to_owned(), "OWN".to_owned()], 2));
    }

    #[test]
    fn gaps_are_found_by_index() {
        let (_folder, store) = store();
        for (sql, tables) in
            [(WITHOUT_STOCK, &["f", "s"][..]), (WITHOUT_LISTING, &["l", "s"]), (UNCOUNTABLE_SETS, &["f"])]
        {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([1], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            for table in tables {
                let is_searched = |step: &String| step.starts_with(&format!("SEARCH {table} USING"));
                let is_scanned = |step: &String| step.starts_with(&format!("SCAN {table} "));
                assert!(steps.iter().any(is_searched) && !steps.iter().any(is_scanned), "{table}: {steps:?}");
            }
        }
    }
}
