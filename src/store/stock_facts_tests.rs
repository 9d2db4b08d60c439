use super::*;
use crate::domain::time::parse_jst;
use crate::store::migrate::tests::old_file;

/// A file as it was before counts had a basis: free stock of A, told and not told; shipped orders 1 to 4 with
/// what is known of when, and order 5, open, with an add-on and two lines by hand.
const OLD: &str = "
    INSERT INTO free_stock (sku, free_qty, change, changed_at) VALUES
      ('A', 5, 3, '2026-06-30T09:00:00+09:00'), ('B', 0, 1, '2026-06-29T09:00:00+09:00');
    INSERT INTO items (item_code) VALUES ('1');
    INSERT INTO listings (listing_id, item_code, option, sku, sent_qty, sent_change) VALUES
      (1, '1', 'told', 'A', 5, 3), (2, '1', 'told before', 'A', 5, 2), (3, '1', 'never told', 'A', NULL,
        NULL),
      (4, '1', 'mapped anew', 'A', 7, NULL), (5, '1', 'not mapped', NULL, NULL, NULL);
    INSERT INTO runs (run_id, step, started_at) VALUES (1, 'push-stock', '2026-06-30T09:00:00+09:00');
    INSERT INTO stock_journal (run_id, listing_id, qty, change, at) VALUES
      (1, 2, 6, 3, '2026-06-30T09:00:00+09:00');
    INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
        imported_at, shipped_on)
      SELECT n, n, 0, iif(n = 5, 'ready', 'shipped'), 'paid', 'printed', 'x', '',
        '2026-06-01T08:00:00+09:00', day
      FROM (SELECT 1 AS n, '2026-06-10' AS day UNION ALL VALUES (2, '2026-06-10'), (3, NULL), (4, NULL),
        (5, NULL));
    INSERT INTO order_history (order_id, at, what, by) VALUES
      (1, '2026-06-11T10:00:00+09:00', 'shipped', 'x'), (1, '2026-06-12T10:00:00+09:00', 'shipped', 'x'),
      (4, '2026-06-13T10:00:00+09:00', 'adopted', 'x'),
      (5, '2026-06-14T10:00:00+09:00', 'line_added', 'x'), (5, '2026-06-15T10:00:00+09:00', 'line_added',
        'x');
    INSERT INTO order_lines (line_id, order_id, line, order_no, parent_line_id, name, qty, unit_price_yen,
        total_yen)
      VALUES (10, 5, 1, 50, NULL, '', 1, 1, 1), (11, 5, 2, NULL, 10, '', 1, 1, 1),
        (12, 5, 3, NULL, NULL, '', 1, 1, 1);";

fn texts(store: &Store, sql: &str) -> Vec<String> {
    let mut statement = store.conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn stk_07_free_stock_of_an_older_file_was_counted_when_it_was_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    old_file(&path, 14).execute_batch(OLD).unwrap();
    let store = Store::open(&path).unwrap();
    let at = |text: &str| parse_jst(&format!("2026-06-{text}:00:00+09:00")).unwrap();
    let count = |qty, at| StockCount {
        basis: StockBasis::Free,
        qty,
        counted_at: at,
        watermark: None,
        changed_at: at,
    };
    let counts: Vec<_> = store.load_stock_counts().unwrap().into_iter().collect();
    assert_eq!(counts, [("A".into(), count(5, at("30T09"))), ("B".into(), count(0, at("29T09")))]);
    let stale = "SELECT concat_ws(' ', option, sent_qty, is_stale) FROM listings ORDER BY listing_id";
    let wanted = ["told 5 0", "told before 5 1", "never told 0", "mapped anew 7 1", "not mapped 0"];
    assert_eq!(texts(&store, stale), wanted, "what was due still is");
    let pending: Vec<_> = store.load_listings().unwrap().into_iter().map(|one| one.pending).collect();
    assert_eq!(pending, [None, Some(6), None, None, None], "what was begun");
    let told = "SELECT concat_ws(' ', order_id, told_shipped_at, shipped_no) FROM orders ORDER BY order_id";
    let wanted = [
        "1 2026-06-12T10:00:00+09:00",
        "2 2026-06-10T23:59:59+09:00",
        "3 2026-06-01T08:00:00+09:00",
        "4 2026-06-13T10:00:00+09:00",
        "5",
    ];
    assert_eq!(texts(&store, told), wanted);
    let added = "SELECT concat_ws(' ', line_id, added_at) FROM order_lines ORDER BY line_id";
    assert_eq!(texts(&store, added), ["10", "11", "12 2026-06-15T10:00:00+09:00"], "by hand, and no add-on");
    assert_eq!(store.find_watermark().unwrap(), Watermark { line_id: 12, shipped_no: 0 });
    assert_eq!(store.list_moved_goods().unwrap(), [], "what came before the migration is no news");
}

#[test]
fn stk_07_what_an_older_file_has_cancelled_since_qoo10_was_told_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let cancelled = "
        UPDATE listings SET sent_at = '2026-06-20T09:00:00+09:00' WHERE listing_id = 1;
        UPDATE orders SET status = 'cancelled' WHERE order_id IN (1, 2, 3);
        INSERT INTO order_history (order_id, at, what, by) VALUES
          (1, '2026-06-19T10:00:00+09:00', 'cancelled', 'x'),
          (2, '2026-06-21T10:00:00+09:00', 'cancelled', 'x'),
          (3, '2026-06-21T10:00:00+09:00', 'set', 'x'),
          (5, '2026-06-21T10:00:00+09:00', 'line_cancelled', 'x');
        INSERT INTO order_lines (line_id, order_id, line, order_no, sku, name, qty, unit_price_yen, total_yen)
          SELECT order_id, order_id, 9, order_id, 'S' || order_id, '', 1, 1, 1 FROM orders;
        UPDATE order_lines SET cancelled = 1 WHERE line_id = 5;";
    let old = old_file(&path, 14);
    old.execute_batch(OLD).unwrap();
    old.execute_batch(cancelled).unwrap();
    drop(old);
    let moved = Store::open(&path).unwrap().list_moved_goods().unwrap();
    let mut skus: Vec<_> = moved.into_iter().filter_map(|goods| goods.sku).collect();
    skus.sort();
    assert_eq!(skus, ["S2", "S3", "S5"]);
}

#[test]
fn stk_07_a_line_that_is_cancelled_or_comes_back_is_noted_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    let fill = "
        INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
          ordered_at,
          imported_at) VALUES (1, 1, 0, 'ready', 'paid', 'printed', 'x', '', '');
        INSERT INTO order_lines (line_id, order_id, line, order_no, name, qty, unit_price_yen, total_yen)
          VALUES
          (1, 1, 1, 10, '', 1, 1, 1), (2, 1, 2, 11, '', 1, 1, 1), (3, 1, 3, 12, '', 1, 1, 1);";
    store.conn.execute_batch(fill).unwrap();
    for (what, change, noted) in [
        ("another quantity", "UPDATE order_lines SET qty = 2", &[][..]),
        ("nothing new", "UPDATE order_lines SET cancelled = 0", &[]),
        ("a line", "UPDATE order_lines SET cancelled = 1 WHERE line_id = 2", &["2"]),
        ("and back", "UPDATE order_lines SET cancelled = 0 WHERE line_id = 2", &["2"]),
        ("again", "UPDATE order_lines SET cancelled = 1 WHERE line_id = 2", &["2"]),
        ("shipped", "UPDATE orders SET status = 'shipped'", &[]),
        ("the order: its remaining lines", "UPDATE orders SET status = 'cancelled'", &["1", "3"]),
        ("still", "UPDATE orders SET status = 'cancelled'", &[]),
        ("and back", "UPDATE orders SET status = 'ready'", &["1", "3"]),
    ] {
        store.conn.execute(change, []).unwrap();
        let found = texts(&store, "SELECT CAST(line_id AS TEXT) FROM stale_lines ORDER BY line_id");
        assert_eq!(found, noted, "{what}");
        store.conn.execute("DELETE FROM stale_lines", []).unwrap();
    }
}

#[test]
fn stk_07_lines_are_found_by_index_however_long_the_history_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {LINES}")).unwrap();
    let given = named_params! {
        ":on_hand_since": NEVER, ":last_shipped_no": 0, ":free_since": NEVER, ":last_line_id": 0,
    };
    let steps = statement.query_map(given, |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    for index in [
        "orders_unshipped",
        "orders_told_shipped_at",
        "orders_shipped_no",
        "orders_imported_at",
        "order_lines_added_at",
        "order_lines USING INTEGER PRIMARY KEY (rowid>?)",
    ] {
        assert!(steps.iter().any(|step| step.contains(index)), "{index}: {steps:?}");
    }
    let scans = steps.iter().filter(|step| step.starts_with("SCAN"));
    let is_narrow =
        |step: &&String| step.contains("INDEX") || step.contains('(') || step.contains("subquery");
    assert_eq!(scans.filter(|step| !is_narrow(step)).count(), 0, "{steps:?}");
}
