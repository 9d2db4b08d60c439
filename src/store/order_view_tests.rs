use super::*;
use crate::domain::time::{parse_iso_date, parse_jst};

/// Order 1 closed and old, 2 open and old, 3 closed and young, imported in another order than they were
/// ordered.
fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    let fill = r#"
      INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, shipped_by,
        ordered_at,
          shipped_on, tracking_numbers, imported_at) VALUES
        (1, 412345671, 0, 'shipped', 'paid', 'shipped', 'ヤマト宅急便', 'クロネコ', '2026-05-01T09:00:00+09:00',
        '2026-05-02',
          '["405488544886","405488544890"]', ''),
        (2, 412345672, 2, 'ready', 'paid', 'printed', '佐川急便', NULL, '2026-04-30T23:59:59+09:00', NULL, '[]',
        ''),
        (3, 412345673, 0, 'cancelled', 'paid', 'printed', '佐川急便', NULL, '2026-06-30T00:00:00+09:00', NULL,
          '[]', '');
      INSERT INTO order_lines (order_id, line, order_no, sku, name, qty, unit_price_yen, total_yen,
      cancelled) VALUES
        (1, 1, 1062428731, 'TS-001', '', 1, 1, 1, 0), (1, 2, 1062428732, 'TS-002', '', 1, 1, 1, 0),
        (2, 1, 1062428733, 'TS-001', '', 1, 1, 1, 0), (3, 1, 1062428734, 'TS-003', '', 1, 1, 1, 1);
      INSERT INTO order_people (order_id, buyer_name, receiver_name, receiver_kana, receiver_mobile,
      receiver_zip, receiver_address)
        VALUES (1, '見本 太郎', '見本　花子', 'ミホン ハナコ', '090-0000-0001', '530-0002', '大阪府大阪市北区架空1-2-3'),
          (2, '架空 次郎', '架空 次郎', NULL, '090-0000-0002', '150-0001', NULL), (3, NULL, NULL, NULL, NULL, NULL,
            NULL);"#;
    store.conn.execute_batch(fill).unwrap();
    (folder, store)
}

fn listed(store: &Store, filter: &OrderFilter) -> Vec<i64> {
    let mut found = Vec::new();
    store
        .visit_orders::<Error>(filter, &mut |order| {
            found.push(order.order_id);
            Ok(())
        })
        .unwrap();
    found
}

fn june() -> Option<Jst> {
    parse_jst("2026-06-01T10:00:00+09:00")
}

#[test]
fn each_wish_narrows_the_list_down() {
    let (_folder, store) = store();
    let all = OrderFilter::default;
    let day = |text: &str| parse_iso_date(text);
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    for (filter, wanted) in [
        (all(), &[1, 2, 3][..]),
        (OrderFilter { open_or_since: june(), ..all() }, &[2, 3]),
        (OrderFilter { newest: true, ..all() }, &[3, 1, 2]),
        (OrderFilter { newest: true, limit: Some(2), ..all() }, &[3, 1]),
        (OrderFilter { limit: Some(1), ..all() }, &[1]),
        (OrderFilter { open_or_since: june(), newest: true, limit: Some(1), ..all() }, &[3]),
        (OrderFilter { since: day("2026-05-01"), ..all() }, &[1, 3]),
        (OrderFilter { until: day("2026-04-30"), ..all() }, &[2]),
        (OrderFilter { since: day("2026-06-30"), until: day("2026-06-30"), ..all() }, &[3]),
        (OrderFilter { shipped_on: day("2026-05-02"), ..all() }, &[1]),
        (OrderFilter { carriers: names(&["佐川急便"]), ..all() }, &[2, 3]),
        (OrderFilter { carriers: names(&["クロネコ", "x"]), ..all() }, &[1]),
        (OrderFilter { carriers: names(&[]), ..all() }, &[]),
        (OrderFilter { sku: Some("TS-001".into()), ..all() }, &[1, 2]),
        (
            OrderFilter {
                sku: Some("TS-001".into()),
                statuses: vec![Status::Ready, Status::Cancelled],
                ..all()
            },
            &[2],
        ),
    ] {
        assert_eq!(listed(&store, &filter), wanted, "{filter:?}");
    }
}

#[test]
fn what_is_looked_for_is_found_in_names_addresses_and_every_number() {
    let (_folder, store) = store();
    for (typed, wanted) in [
        ("みほん", &[1][..]),
        ("見本太郎", &[1]),
        ("架空1-2", &[1]),
        ("5300002", &[1]),
        ("150-0001", &[2]),
        ("+81-90-0000-0002", &[2]),
        ("412345672-2", &[2]),
        ("41234567", &[1, 2, 3]),
        ("1062428734", &[3]),
        ("405488544890", &[1]),
        ("886405", &[]),
        ("nobody", &[]),
    ] {
        let filter = OrderFilter { find: SearchTerm::new(typed), ..OrderFilter::default() };
        assert_eq!(listed(&store, &filter), wanted, "{typed}");
    }
    let filter = OrderFilter {
        find: SearchTerm::new("41234567"),
        limit: Some(2),
        newest: true,
        ..OrderFilter::default()
    };
    assert_eq!(listed(&store, &filter), [3, 1]);
}

#[test]
fn older_orders_are_missed_only_where_there_are_some() {
    let (_folder, store) = store();
    let filter = OrderFilter { open_or_since: june(), ..OrderFilter::default() };
    assert!(store.has_older_orders(&filter).unwrap());
    for filter in [
        OrderFilter::default(),
        OrderFilter { statuses: vec![Status::Ready], ..filter.clone() },
        OrderFilter { sku: Some("TS-003".into()), ..filter.clone() },
        OrderFilter { open_or_since: parse_jst("2026-05-01T00:00:00+09:00"), ..filter },
    ] {
        assert!(!store.has_older_orders(&filter).unwrap(), "{filter:?}");
    }
}

#[test]
fn a_list_does_not_cost_the_whole_table_nor_is_it_held_to_be_sorted() {
    let (_folder, store) = store();
    let plan = |filter: &OrderFilter| {
        let (list, given) = filter.build_list_sql(None);
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {ORDER} {list}")).unwrap();
        let steps = statement.query_map(params_from_iter(given), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let usual = plan(&OrderFilter { open_or_since: june(), ..OrderFilter::default() });
    for index in ["orders_open", "orders_ordered_at", "SEARCH o USING INTEGER PRIMARY KEY"] {
        assert!(usual.contains(index), "{usual}");
    }
    let since = plan(&OrderFilter { since: parse_iso_date("2026-06-01"), ..OrderFilter::default() });
    assert!(since.contains("SEARCH o USING INDEX orders_ordered_at"), "{since}");
    let newest = plan(&OrderFilter { newest: true, ..OrderFilter::default() });
    assert!(newest.contains("SCAN o USING INDEX orders_ordered_at"), "{newest}");
    for (filter, index) in [
        (OrderFilter { statuses: vec![Status::Ready], ..OrderFilter::default() }, "orders_unfinished"),
        (OrderFilter { only_needs_person: true, ..OrderFilter::default() }, "orders_needs_person"),
        (
            OrderFilter { only_cancel_requested: true, ..OrderFilter::default() },
            "SCAN order_lines USING INDEX order_lines_cancel_requested",
        ),
        (
            OrderFilter { shipped_on: parse_iso_date("2026-05-02"), ..OrderFilter::default() },
            "orders_shipped_on",
        ),
        (OrderFilter { sku: Some("TS-001".into()), ..OrderFilter::default() }, "order_lines_sku"),
        (OrderFilter { only_claims: true, ..OrderFilter::default() }, "claims_order"),
    ] {
        for filter in [OrderFilter { newest: true, ..filter.clone() }, filter] {
            let plan = plan(&filter);
            let reads_all = plan.split("; ").any(|step| step.starts_with("SCAN o") && !step.contains(index));
            assert!(plan.contains(index) && !reads_all, "{filter:?}: {plan}");
        }
    }
    for plan in [usual, newest, plan(&OrderFilter::default())] {
        assert!(!plan.contains("FOR ORDER BY"), "{plan}");
    }
}
