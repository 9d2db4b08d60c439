use std::collections::BTreeSet;

use super::*;
use crate::domain::time::parse_jst;

/// Columns that a purge blanks, of what is finished and old enough.
const BLANKED: &[(&str, &[&str])] = &[
    ("api_log", &["facts"]),
    ("new_receivers", &["address", "address1", "address2", "kana", "mobile", "name", "tel", "zip"]),
    ("order_history", &["detail"]),
    ("order_lines", &["addon_options", "name", "option"]),
    ("order_search", &["numbers", "texts"]),
    (
        "order_people",
        &[
            "buyer_name",
            "buyer_kana",
            "buyer_tel",
            "buyer_mobile",
            "buyer_email",
            "buyer_zip",
            "buyer_address",
            "receiver_name",
            "receiver_kana",
            "receiver_tel",
            "receiver_mobile",
            "receiver_zip",
            "receiver_address",
            "receiver_address1",
            "receiver_address2",
            "sender_name",
            "sender_tel",
            "sender_nation",
            "sender_zip",
            "sender_address",
            "message",
            "gift",
        ],
    ),
    ("qoo10_rows", &["branch_name", "option", "payload", "voucher_code"]),
    ("rejects", &["detail", "payload"]),
    ("runs", &["error"]),
];

/// Columns that a purge leaves, and why they hold no personal data.
const KEPT: &[(&str, &str, &[&str])] = &[
    (
        "answer_forms",
        "how Qoo10's answers are written",
        &["first_seen_at", "form", "marked_at", "method", "point", "shape"],
    ),
    (
        "api_log",
        "instants, words of the program, codes of orders and goods",
        &["action", "at", "first_at", "listing", "order_code", "outcome", "reason", "sku", "step"],
    ),
    ("claims", "instants", &["changed_at", "completed_at", "first_at", "requested_at"]),
    ("cursors", "an instant and its name", &["at", "name"]),
    ("set_parts", "goods", &["set_sku", "sku"]),
    ("stock_counts", "goods", &["basis", "changed_at", "counted_at", "sku"]),
    ("stock_rules", "goods", &["sku"]),
    (
        "items",
        "goods, as the shop offers them",
        &["item_code", "item_status", "kind", "name", "sale_ends_on", "seller_code"],
    ),
    (
        "journal",
        "a date, or delivery company and tracking number",
        &["at", "outcome", "settled_at", "step", "value"],
    ),
    (
        "listings",
        "goods, as the shop offers them",
        &["item_code", "option", "option_code", "sent_at", "sku", "sku_by"],
    ),
    ("new_receivers", "an instant", &["first_at"]),
    ("notices", "codes, and words of the program", &["scope", "thing", "told_at"]),
    (
        "order_exports",
        "an instant, names of formats, files and delivery companies",
        &["at", "carrier", "file", "format"],
    ),
    ("order_history", "an instant, and words of the program", &["at", "by", "what"]),
    ("order_holds", "a word of the program", &["reason"]),
    ("order_rules", "names of the shop's rules", &["rule"]),
    (
        "order_lines",
        "instants, and codes of goods",
        &[
            "added_at",
            "asked_at",
            "confirmed_at",
            "item_code",
            "paid_at",
            "planned_ship_date",
            "sent_at",
            "sku",
        ],
    ),
    (
        "orders",
        "dates, words of the program and of Qoo10's lists, delivery companies and their numbers",
        &[
            "api_status",
            "carrier",
            "code",
            "desired_delivery_date",
            "desired_delivery_time",
            "imported_at",
            "needs_person",
            "needs_person_facts",
            "ordered_at",
            "paid_at",
            "payment_method",
            "payment_status",
            "planned_ship_date",
            "push_result",
            "shipped_by",
            "shipped_on",
            "status",
            "told_shipped_at",
            "tracking_numbers",
        ],
    ),
    ("pending_claims", "instants", &["first_at", "seen_from"]),
    ("pulls", "instants", &["finished_at", "started_at"]),
    (
        "qoo10_rows",
        "dates, codes of goods, numbers, words of Qoo10's lists",
        &[
            "available_send_type",
            "available_shipping_date",
            "currency",
            "delivered_date",
            "delivery_company",
            "desired_delivery_date",
            "desired_delivery_time",
            "estimated_shipping_date",
            "fetched_at",
            "material",
            "option_code",
            "ordered_at",
            "packing_no",
            "payment_method",
            "related_order",
            "seller_delivery_no",
            "seller_id",
            "seller_item_code",
            "shipping_date",
            "shipping_rate_type",
            "shipping_way",
            "tracking_no",
        ],
    ),
    (
        "rejects",
        "instants, and a word of the program",
        &["dismissed_at", "first_at", "ordered_at", "reason", "seen_from"],
    ),
    (
        "runs",
        "instants, words of the program, counts",
        &["counts", "finished_at", "result", "started_at", "step"],
    ),
    ("shop_holidays", "the shop's own days", &["date", "name"]),
    ("stock_journal", "instants, and words of the program", &["at", "outcome", "settled_at"]),
    ("unknown_carts", "instants", &["dismissed_at", "first_at", "last_at", "ordered_at"]),
];

fn shop() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

#[test]
fn every_text_column_is_blanked_or_said_to_hold_no_personal_data() {
    let (_folder, store) = shop();
    let sql = "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                 AND c.type IN ('TEXT', 'BLOB')";
    let mut statement = store.conn.prepare(sql).unwrap();
    let there: BTreeSet<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let mut listed = BTreeSet::new();
    let kept = KEPT.iter().map(|(table, why, columns)| {
        assert!(!why.is_empty(), "{table} says why");
        (table, columns)
    });
    for (table, columns) in BLANKED.iter().map(|(table, columns)| (table, columns)).chain(kept) {
        for column in *columns {
            assert!(listed.insert(((*table).to_owned(), (*column).to_owned())), "{table}.{column} twice");
        }
    }
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not listed: {missing:?}; not there: {gone:?}");
}

/// A cancelled order of a line, its add-on and a line added by hand, all of a year ago.
const A_YEAR_AGO: &str = "
  INSERT INTO runs (run_id, step, started_at) VALUES (1, 'import', '2025-07-01T10:00:00+09:00');
  INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
    imported_at)
    VALUES (1, 412345678, 0, 'cancelled', 'paid', 'printed', 'x', '2025-07-01T09:00:00+09:00',
      '2025-07-01T10:00:00+09:00');
  INSERT INTO order_people (order_id) VALUES (1);
  INSERT INTO new_receivers (order_id, first_at) VALUES (1, '2025-07-01T10:00:00+09:00');
  INSERT INTO order_lines (line_id, order_id, line, parent_line_id, order_no, item_code, name, qty,
    unit_price_yen, total_yen)
    VALUES (1, 1, 1, NULL, 7, '812345678', 'title', 1, 0, 0), (2, 1, 2, 1, NULL, '812345678', '', 1, 0, 0),
      (3, 1, 3, NULL, NULL, NULL, '', 1, 0, 0);
  INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at) VALUES (7, '2025-07-01T10:00:00+09:00',
  '2025-07-01T09:00:00+09:00');
  INSERT INTO order_history (order_id, at, what, by) VALUES (1, '2025-07-01T11:00:00+09:00', 'held', 'staff');
  INSERT INTO api_log (at, step, order_no, action, outcome) VALUES ('2025-07-01T10:00:00+09:00',
    'push-shipments', 7, 'send', 'failed'),
    ('2025-07-01T10:00:00+09:00', 'import', NULL, 'import', 'rejected');
  INSERT INTO rejects (reason, detail, seen_from, first_at) VALUES ('x', '', '2025-07-01T10:00:00+09:00',
  '2025-07-01T10:00:00+09:00');";

#[test]
fn branch_name_and_voucher_code_and_all_else_of_a_person_is_blank_after_a_purge() {
    let (_folder, mut store) = shop();
    store.conn.execute_batch(A_YEAR_AGO).unwrap();
    let marked = |table: &str, column: &str| {
        let is_ours = if (table, column) == ("order_lines", "name") { "WHERE name <> 'title'" } else { "" };
        (
            format!("UPDATE {table} SET {column} = '見本' {is_ours}"),
            format!("SELECT count(*) FROM {table} WHERE {column} = '見本'"),
        )
    };
    let columns = || BLANKED.iter().flat_map(|(table, columns)| columns.iter().map(move |c| (*table, *c)));
    for (table, column) in columns() {
        assert!(store.conn.execute(&marked(table, column).0, []).unwrap() > 0, "{table}.{column}");
    }
    let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let batch = store.start_batch().unwrap();
    let run = batch.start_run(PURGE, now).unwrap();
    let purged =
        batch.purge(now - chrono::Duration::days(90), now - chrono::Duration::days(400), run, now).unwrap();
    batch.commit().unwrap();
    assert_eq!((purged.orders, purged.rejects), (1, 1));
    for (table, column) in columns() {
        let left: i64 = store.conn.query_row(&marked(table, column).1, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}.{column}");
    }
    let title: String =
        store.conn.query_row("SELECT name FROM order_lines WHERE line = 1", [], |row| row.get(0)).unwrap();
    assert_eq!(title, "title", "what the shop sells stays");
}

#[test]
fn what_an_earlier_version_left_of_a_purged_order_is_blanked() {
    let (_folder, mut store) = shop();
    store.conn.execute_batch(A_YEAR_AGO).unwrap();
    store
        .conn
        .execute_batch(
            "UPDATE qoo10_rows SET branch_name = '見本', voucher_code = '見本';
             INSERT INTO order_history (order_id, at, what, by) VALUES (1, '2026-01-01T10:00:00+09:00',
               'purged', 'purge');",
        )
        .unwrap();
    let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let batch = store.start_batch().unwrap();
    let run = batch.start_run(PURGE, now).unwrap();
    batch.purge(now - chrono::Duration::days(90), now - chrono::Duration::days(400), run, now).unwrap();
    batch.commit().unwrap();
    let left = "SELECT count(*) FROM qoo10_rows WHERE branch_name IS NOT NULL OR voucher_code IS NOT NULL";
    assert_eq!(store.conn.query_row(left, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}
