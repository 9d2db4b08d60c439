use super::*;
use crate::domain::time::parse_jst;

fn at(text: &str) -> Jst {
    parse_jst(&format!("{text}+09:00")).unwrap()
}

fn until(text: &str) -> ThinCutoffs {
    ThinCutoffs { records: at(text), history: at(text) }
}

fn number(store: &Store, sql: &str) -> i64 {
    store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Orders 1 (closed), 2 (open) and 3-1, 3-2 (half open) and a reject of cart 4, each with entries from 2025
/// and 2026 and a run of its own; settled and open writes; and 60 runs that found nothing.
fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    store
        .conn
        .execute_batch(
            "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
             ordered_at, imported_at)
              VALUES (1, 1, 0, 'shipped', 'paid', 'shipped', 'x', '2025-01-01T00:00:00+09:00', ''),
                     (2, 2, 0, 'ready', 'paid', 'printed', 'x', '2025-01-01T00:00:00+09:00', ''),
                     (3, 3, 1, 'cancelled', 'paid', 'awaiting_print', 'x', '2025-01-01T00:00:00+09:00', ''),
                     (4, 3, 2, 'shipped', 'paid', 'printed', 'x', '2025-01-01T00:00:00+09:00', '');
             INSERT INTO order_lines (order_id, line, order_no, name, qty, unit_price_yen, total_yen)
              VALUES (1, 1, 10, '', 1, 1, 1), (2, 1, 20, '', 1, 1, 1), (3, 1, 30, '', 1, 1, 1), (4, 1, 40,
                '', 1, 1, 1);
             INSERT INTO claims (order_no, order_id, claim, first_at, changed_at)
              VALUES (10, 1, 6, '', '2025-02-01T00:00:00+09:00'), (20, 2, 4, '', '2025-02-01T00:00:00+09:00'),
                     (30, 3, 6, '', '2026-06-30T00:00:00+09:00');
             INSERT INTO rejects (pack_no, order_no, reason, detail, seen_from, first_at, dismissed_at)
              VALUES (4, 41, '', '', '', '', NULL), (NULL, 42, '', '', '', '', NULL), (5, 51, '', '', '', '',
                '2025-02-01');
             INSERT INTO items (item_code) VALUES ('1');
             INSERT INTO listings (listing_id, item_code) VALUES (1, '1');
             INSERT INTO runs (run_id, step, started_at, finished_at, result) VALUES
              (1, 'import', '2025-01-01T00:00:00+09:00', '2025-01-01T00:00:01+09:00', 'ok'),
              (2, 'import', '2025-01-02T00:00:00+09:00', '2025-01-02T00:00:01+09:00', 'ok'),
              (3, 'push-stock', '2025-01-03T00:00:00+09:00', '2025-01-03T00:00:01+09:00', 'ok'),
              (4, 'push-stock', '2025-01-04T00:00:00+09:00', NULL, NULL);
             WITH n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 160)
              INSERT INTO runs (run_id, step, started_at, finished_at, result, exit_code)
              SELECT i, 'import', '2025-03-01T00:00:00+09:00', '2025-03-01T00:00:01+09:00', 'failed', 1
                FROM n;
             INSERT INTO order_history (order_id, at, what, by, run_id) VALUES
              (1, '2025-01-01T00:00:00+09:00', 'imported', 'import', 1), (1, '2026-06-30T00:00:00+09:00',
                'sent', 'push-shipments', NULL),
              (2, '2025-01-02T00:00:00+09:00', 'imported', 'import', 2), (3, '2025-01-02T00:00:00+09:00',
              'imported', 'import', 2),
              (4, '2025-01-02T00:00:00+09:00', 'imported', 'import', 2);
             INSERT INTO api_log (at, run_id, step, order_code, order_no, sku, action, outcome) VALUES
              ('2025-01-01T00:00:00+09:00', 1, 'import', '1', 10, NULL, 'gone', 'imported'),
              ('2026-06-30T00:00:00+09:00', NULL, 'import', '1', 10, NULL, 'new', 'imported'),
              ('2025-01-01T00:00:00+09:00', 2, 'import', '2', 20, NULL, 'open', 'imported'),
              ('2025-01-01T00:00:00+09:00', 2, 'import', '3-1', 30, NULL, 'gone', 'imported'),
              ('2025-01-01T00:00:00+09:00', 2, 'import', '3-2', 40, NULL, 'open', 'imported'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', '3', 49, NULL, 'open', 'rejected'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', NULL, 40, NULL, 'open', 'rejected'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', '4', 41, NULL, 'open', 'rejected'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', NULL, 42, NULL, 'open', 'rejected'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', '5', 51, NULL, 'gone', 'rejected'),
              ('2025-01-01T00:00:00+09:00', NULL, 'import', '6', 61, NULL, 'gone', 'gone'),
              ('2025-01-03T00:00:00+09:00', 3, 'push-stock', NULL, NULL, 'A', 'gone', 'sent');
             INSERT INTO journal (run_id, step, order_no, value, at, outcome, settled_at) VALUES
              (1, 'schedule-date', 10, '', '', 'scheduled', '2025-01-01T00:00:00+09:00'),
              (1, 'schedule-date', 10, '', '', 'scheduled', '2026-06-30T00:00:00+09:00'),
              (2, 'schedule-date', 20, '', '', NULL, NULL);
             INSERT INTO stock_journal (run_id, listing_id, qty, at, outcome, settled_at) VALUES
              (3, 1, 1, '', 'sent', '2025-01-03T00:00:00+09:00'), (4, 1, 1, '', NULL, NULL);",
        )
        .unwrap();
    (folder, store)
}

#[test]
fn what_is_old_and_closed_goes_and_what_a_decision_reads_stays() {
    let (_folder, mut store) = store();
    let forecast = store.count_thinnable(until("2026-01-01T00:00:00")).unwrap();
    let batch = store.start_batch().unwrap();
    let thinned = batch.thin(until("2026-01-01T00:00:00"), None).unwrap();
    batch.commit().unwrap();
    assert_eq!(thinned, forecast, "a forecast says what comes");
    // Run 1 is named by a young write, 2 by an open order; of the failed ones the newest 20 stay; 2 is the
    // last success.
    assert_eq!(thinned, ThinCounts { runs: 40, writes: 2, log: 5, history: 2, claims: 1 });
    for (what, left) in [
        ("api_log WHERE action IN ('open', 'new')", 7),
        ("api_log", 7),
        ("order_history WHERE order_id IN (2, 4) OR what = 'sent'", 3),
        ("order_history", 3),
        ("claims WHERE order_no IN (20, 30)", 2),
        ("claims", 2),
        ("journal WHERE outcome IS NULL OR settled_at > '2026'", 2),
        ("journal", 2),
        ("stock_journal WHERE outcome IS NULL", 1),
        ("stock_journal", 1),
        ("runs WHERE run_id IN (1, 2, 3, 4)", 4),
        ("runs WHERE run_id > 140", 20),
        ("runs", 24),
        ("pragma_foreign_key_check", 0),
    ] {
        assert_eq!(number(&store, &format!("SELECT count(*) FROM {what}")), left, "{what}");
    }
    assert_eq!(store.find_last_success(Step::Import).unwrap(), Some(at("2025-01-02T00:00:00")));
    assert_eq!(store.list_last_starts(Step::Import, RUNS_KEPT).unwrap().len(), 20);
    let batch = store.start_batch().unwrap();
    assert_eq!(
        batch.thin(until("2026-01-01T00:00:00"), None).unwrap(),
        ThinCounts::default(),
        "nothing is left"
    );
}

#[test]
fn history_may_stay_longer_than_the_rest_and_keeps_its_runs() {
    let (_folder, mut store) = store();
    let both = ThinCutoffs { records: at("2026-01-01T00:00:00"), history: at("2024-01-01T00:00:00") };
    let forecast = store.count_thinnable(both).unwrap();
    let batch = store.start_batch().unwrap();
    assert_eq!(batch.thin(both, None).unwrap(), forecast);
    assert_eq!((forecast.history, forecast.log), (0, 5));
}

#[test]
fn once_a_day_and_in_portions_until_nothing_is_left() {
    let (_folder, mut store) = store();
    let fill = "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
        INSERT INTO api_log (at, step, sku, action, outcome) SELECT '2025-01-03T00:00:00+09:00',
          'push-stock', 'A', 'old', 'sent' FROM n";
    store.conn.execute_batch(fill).unwrap();
    let old = |store: &Store| number(store, "SELECT count(*) FROM api_log WHERE action = 'old'");
    let now = at("2026-07-01T10:00:00");
    store.thin_daily(9_999, now).unwrap();
    assert_eq!(old(&store), 700, "younger than that");
    assert_eq!(store.thinned_at().unwrap(), Some(now));
    store.thin_daily(400, now).unwrap();
    assert_eq!(old(&store), 700, "once a day");
    let now = at("2026-07-02T10:00:00");
    store.thin_daily(400, now).unwrap();
    let left = old(&store);
    assert!((200..300).contains(&left), "a portion: {left}");
    assert_ne!(store.thinned_at().unwrap(), Some(now), "the next run goes on");
    store.thin_daily(400, now).unwrap();
    assert_eq!((old(&store), store.thinned_at().unwrap()), (0, Some(now)));
    // A clock that was years ahead for one run does not stop it for years.
    store.thin_daily(400, at("2033-01-01T10:00:00")).unwrap();
    store.thin_daily(400, at("2026-07-03T10:00:00")).unwrap();
    assert_eq!(store.thinned_at().unwrap(), Some(at("2026-07-03T10:00:00")));
}

#[test]
fn a_file_of_years_is_not_read_whole_for_what_is_old() {
    let (_folder, store) = store();
    for (select, index) in [
        (select_old_writes("journal"), "w USING INDEX journal_settled_at"),
        (select_old_writes("stock_journal"), "w USING INDEX stock_journal_settled_at"),
        (select_old_history(), "h USING INDEX order_history_at"),
        (select_old_log_entries(), "a USING INDEX api_log_at"),
        (select_old_runs(false), "r USING INDEX runs_finished_at"),
        (select_old_claims(), "c USING INDEX claims_changed_at"),
    ] {
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {select}")).unwrap();
        let given = build_parameters(until("2026-01-01T00:00:00"), Some(1));
        bind(&mut statement, &given).unwrap();
        let steps = statement.raw_query().mapped(|row| row.get::<_, String>("detail"));
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps.iter().any(|step| step.contains(&format!("SEARCH {index}"))), "{select}: {steps:#?}");
        let scans = |table: &str| steps.iter().any(|step| step.starts_with(&format!("SCAN {table}")));
        let big = ["a", "h", "w", "r ", "o", "l", "c ", "runs", "orders"];
        assert!(!big.iter().any(|table| scans(table)) || select.contains("rejects"), "{select}: {steps:#?}");
        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{select}: {steps:#?}");
    }
}
