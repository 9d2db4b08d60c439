use super::*;
use crate::domain::time::{format_jst, parse_jst};

fn at(hour: u32) -> Jst {
    parse_jst(&format!("2026-07-01T{hour:02}:00:00+09:00")).unwrap()
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

fn put(store: &mut Store, sku: &str, qty: i64, hour: u32) -> bool {
    let batch = store.start_batch().unwrap();
    let changed = batch.set_free_stock(sku, qty, at(hour)).unwrap();
    batch.commit().unwrap();
    changed
}

fn row(store: &Store, sku: &str) -> (i64, i64, String) {
    let sql = "SELECT free_qty, change, changed_at FROM free_stock WHERE sku = ?1";
    store.conn.query_row(sql, [sku], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
}

#[test]
fn stk_01_only_another_quantity_is_a_change() {
    let (_folder, mut store) = store();
    assert!(put(&mut store, "A", 5, 1));
    assert_eq!(row(&store, "A"), (5, 1, format_jst(at(1))));
    assert!(!put(&mut store, "A", 5, 2));
    assert_eq!(row(&store, "A"), (5, 1, format_jst(at(1))));
    assert!(put(&mut store, "A", 0, 3));
    assert!(put(&mut store, "A", 5, 4));
    assert_eq!(row(&store, "A"), (5, 3, format_jst(at(4))), "there and back are two changes");
    assert_eq!(store.find_free_stock("B").unwrap(), None);
}

#[test]
fn the_list_is_sorted_and_tells_what_qoo10_was_told() {
    let (_folder, mut store) = store();
    for (sku, qty) in [("b", 2), ("B", 1), ("A-1", 0), ("A", 7)] {
        put(&mut store, sku, qty, 1);
    }
    store
        .conn
        .execute_batch(
            "INSERT INTO items (item_code) VALUES ('1');
             INSERT INTO listings (item_code, option, sku, sent_qty, is_gone) VALUES
               ('1', 'a', 'B', 1, 0), ('1', 'b', 'B', 4, 0), ('1', 'c', 'B', NULL, 0), ('1', 'd', 'B', 9, 1),
               ('1', 'e', 'A', NULL, 0), ('1', 'f', 'Z', 3, 0), ('1', 'g', NULL, 3, 0)",
        )
        .unwrap();
    let mut all = Vec::new();
    store
        .visit_free_stock(&mut |view| {
            all.push((view.sku, view.stock.free_qty, view.listings, view.sent_range));
            Ok::<_, Error>(())
        })
        .unwrap();
    let is = |sku: &str, qty, listings, told| (sku.to_owned(), qty, listings, told);
    assert_eq!(
        all,
        [is("A", 7, 1, None), is("A-1", 0, 0, None), is("B", 1, 3, Some((1, 4))), is("b", 2, 0, None)]
    );
    assert_eq!(store.list_known_skus().unwrap(), ["A", "A-1", "B", "Z", "b"]);
    assert!(store.is_listed_sku("Z").unwrap() && !store.is_listed_sku("b").unwrap());
}

#[test]
fn reading_stock_searches_by_index_and_never_sorts() {
    let (_folder, store) = store();
    let one = "SELECT free_qty, changed_at FROM free_stock WHERE sku = 'A'";
    for sql in [LIST, one, "SELECT 1 FROM listings WHERE sku = 'A'"] {
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        let plan = plan.join("; ");
        assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN l"), "{plan}");
        assert!(plan.contains("INDEX listings_sku") || plan.contains("PRIMARY KEY"), "{plan}");
    }
}
