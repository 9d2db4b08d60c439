//! Listings as they are shown: read from the state file, nothing decided.

use rusqlite::Row;

use super::database::Store;
use super::error::Error;
use super::sql::ReadColumn;
use crate::domain::listing::ItemKind;

/// A listing, or an item whose listings are not known. Instants are text in the form of the state file (JST).
#[derive(Debug, Clone)]
pub struct ListingView {
    pub item_code: String,
    pub seller_code: Option<String>,
    pub kind: Option<ItemKind>,
    pub item_status: Option<String>,
    pub option_code: Option<String>,
    pub option: Option<String>,
    pub sku: Option<String>,
    /// Whether the SKU is a set (STK-9).
    pub is_set: bool,
    pub is_gone: bool,
    /// Whether another option of the item has the same code.
    pub is_code_shared: bool,
    pub sent_qty: Option<i64>,
    pub sent_at: Option<String>,
}

const VIEW: &str = "
    SELECT i.item_code, i.seller_code, i.kind, i.item_status,
      nullif(l.option_code, '') AS option_code, nullif(l.option, '') AS option,
      l.sku, EXISTS (SELECT 1 FROM set_parts s WHERE s.set_sku = l.sku) AS is_set,
      coalesce(l.is_gone, 0) AS is_gone, l.sent_qty, l.sent_at,
      coalesce(l.option_code <> '' AND NOT l.is_gone AND EXISTS (
        SELECT 1 FROM listings other
        WHERE other.item_code = l.item_code AND other.option_code = l.option_code
          AND other.listing_id <> l.listing_id AND NOT other.is_gone), 0) AS is_code_shared
    FROM items i LEFT JOIN listings l USING (item_code)
    ORDER BY i.item_code, l.listing_id";

impl Store {
    /// Passes every listing to `show`, item by item, one at a time; an item whose listings are not known
    /// comes once.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn visit_listings<E: From<Error>>(
        &self,
        show: &mut dyn FnMut(ListingView) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare_cached(VIEW).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            show(read_view(row)?)?;
        }
        Ok(())
    }
}

fn read_view(row: &Row<'_>) -> Result<ListingView, Error> {
    Ok(ListingView {
        item_code: row.get("item_code")?,
        seller_code: row.get("seller_code")?,
        kind: row.read("items.kind")?,
        item_status: row.get("item_status")?,
        option_code: row.get("option_code")?,
        option: row.get("option")?,
        sku: row.get("sku")?,
        is_set: row.get("is_set")?,
        is_gone: row.get("is_gone")?,
        sent_qty: row.get("sent_qty")?,
        sent_at: row.get("sent_at")?,
        is_code_shared: row.get("is_code_shared")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_in_the_order_of_the_tables() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {VIEW}")).unwrap();
        let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps.iter().any(|step| step.contains("SEARCH l USING INDEX")), "{steps:?}");
        assert!(!steps.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY"), "{steps:?}");
    }
}
