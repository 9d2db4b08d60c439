use crate::store::Store;
use crate::store::migrate::tests::{find_migration, old_file};

#[test]
fn names_stored_escaped_are_shown_as_people_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let rows = "
        INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
          ordered_at, imported_at) VALUES (1, 412345678, 0, 'ready', 'paid', 'printed', 'x', '', '');
        INSERT INTO order_lines (line_id, order_id, line, order_no, name, option, qty, unit_price_yen,
          total_yen) VALUES (1, 1, 1, 1062428737, 'Women&#39;s R&amp;B', 'L&#39;eau', 1, 0, 0),
          (2, 1, 2, 1062428738, 'A & B', NULL, 1, 0, 0);
        INSERT INTO order_people (order_id, receiver_name) VALUES (1, 'O&#39;Mihon');
        INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at, option, payload)
          VALUES (1062428737, '', '', 'L&#39;eau', '{\"Option\":\"L&#39;eau\"}');
        INSERT INTO items (item_code, name) VALUES ('81', 'R&amp;B');
        INSERT INTO listings (listing_id, item_code, option_code, option) VALUES
          (1, '81', '-R', '色:R&amp;B'), (2, '81', '-S', '色:S&amp;B'), (3, '81', '-S', '色:S&B');";
    old_file(&path, find_migration("decoded_names.rs")).execute_batch(rows).unwrap();
    let store = Store::open(&path).unwrap();
    for (sql, wanted) in [
        ("SELECT group_concat(name || coalesce(option, ''), '|') FROM order_lines", "Women's R&BL'eau|A & B"),
        ("SELECT receiver_name FROM order_people", "O'Mihon"),
        ("SELECT texts FROM order_search", "O'Mihon\u{1f}"),
        ("SELECT option FROM qoo10_rows", "L'eau"),
        ("SELECT payload FROM qoo10_rows", "{\"Option\":\"L&#39;eau\"}"),
        ("SELECT name FROM items", "R&B"),
        ("SELECT group_concat(option, '|' ORDER BY listing_id) FROM listings", "色:R&B|色:S&amp;B|色:S&B"),
    ] {
        let shown: String = store.conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(shown, wanted, "{sql}");
    }
}
