use super::*;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

const FILL: &str = "
    INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at) VALUES
      ('b', 'free', 2, '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:00+09:00');
    INSERT INTO set_parts (set_sku, sku, qty) VALUES ('S', 'b', 2), ('S', 'p', 1);
    INSERT INTO items (item_code) VALUES ('1');
    INSERT INTO listings (item_code, option, sku, sent_qty, is_gone) VALUES
      ('1', 'a', 'B', 1, 0), ('1', 'b', 'B', 4, 0), ('1', 'c', 'B', NULL, 0), ('1', 'd', 'B', 9, 1),
      ('1', 'e', 'A', NULL, 0), ('1', 'f', 'Z', 3, 1), ('1', 'g', NULL, 3, 0)";

#[test]
fn what_qoo10_was_told_is_that_of_the_listings_that_are_there() {
    let (_folder, store) = store();
    store.conn.execute_batch(FILL).unwrap();
    let is = |sku: &str, listings, sent_range| (sku.to_owned(), SentStock { listings, sent_range });
    let sent: Vec<_> = store.load_sent_stock().unwrap().into_iter().collect();
    assert_eq!(sent, [is("A", 1, None), is("B", 3, Some((1, 4)))]);
    let listings = store.list_sent_listings("B").unwrap();
    assert_eq!(listings.iter().map(|one| one.sent_qty).collect::<Vec<_>>(), [Some(1), Some(4), None]);
}

#[test]
fn a_sku_is_known_by_a_count_a_set_or_a_listing() {
    let (_folder, store) = store();
    store.conn.execute_batch(FILL).unwrap();
    assert_eq!(store.list_known_skus().unwrap(), ["A", "B", "S", "Z", "b", "p"]);
    for (sku, is_known) in [("A", true), ("S", true), ("b", true), ("p", true), ("c", false)] {
        assert_eq!(store.has_sku(sku).unwrap(), is_known, "{sku}");
    }
    assert!(store.is_listed_sku("Z").unwrap() && !store.is_listed_sku("b").unwrap());
    assert!(store.is_counted_sku("b").unwrap() && !store.is_counted_sku("B").unwrap());
}

#[test]
fn skus_are_found_by_index() {
    let (_folder, store) = store();
    for sql in [SENT, &SENT_OF_SKU.replace("?1", "'A'"), "SELECT 1 FROM listings WHERE sku = 'A'"] {
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        let plan = plan.join("; ");
        assert!(plan.contains("INDEX listings_sku"), "{plan}");
    }
}
