use super::*;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

fn at(text: &str) -> Jst {
    from_text(&format!("{text}+09:00")).unwrap()
}

fn failing<'a>(at: Jst, run_id: RunId, listing: &'a str, message: &'a str) -> LogEntry<'a> {
    LogEntry {
        at,
        run_id,
        step: "push-stock",
        order_code: None,
        order_no: None,
        sku: Some("TS-001"),
        listing: Some(listing),
        action: "set_quantity",
        outcome: "failed",
        code: Some(-1),
        message: Some(message),
    }
}

/// Outcome, count, first and last moment of every entry, in their order.
fn entries(store: &Store) -> Vec<(String, i64, Option<String>, String)> {
    let sql = "SELECT outcome, count, first_at, at FROM api_log ORDER BY log_id";
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_year_of_a_failing_listing_leaves_a_row_for_each_change() {
    let (_folder, mut store) = store();
    let batch = store.batch().unwrap();
    let begin = at("2026-01-01T00:00:00");
    let run = batch.begin_run("push-stock", begin).unwrap();
    let mut changes = 0;
    let mut before = "";
    for hour in 0..365 * 24 {
        let now = begin + chrono::Duration::hours(hour);
        // Two listings of one SKU fail side by side; on the first of each quarter one of them is taken.
        let (outcome, code) = if hour % (91 * 24) < 24 { ("sent", Some(0)) } else { ("failed", Some(-1)) };
        changes += usize::from(outcome != before);
        before = outcome;
        let one = failing(now, run, "812345678 色:白", "812345678 色:白: no_answer");
        batch.log(&LogEntry { outcome, code, ..one }).unwrap();
        batch.log(&failing(now, run, "812345679", "812345679: no_answer")).unwrap();
    }
    batch.commit().unwrap();
    let rows = entries(&store);
    assert_eq!(rows.len(), changes + 1, "{rows:?}");
    assert_eq!(rows.iter().map(|row| row.1).sum::<i64>(), 2 * 365 * 24);
    let (_, count, first, last) = &rows[1];
    assert_eq!(*count, 365 * 24, "{rows:?}");
    assert_eq!((first.as_deref(), &**last), (Some("2026-01-01T00:00:00+09:00"), "2026-12-31T23:00:00+09:00"));
}

#[test]
fn a_change_back_is_a_row_of_its_own_and_so_is_every_other_thing() {
    let (_folder, mut store) = store();
    let batch = store.batch().unwrap();
    let now = at("2026-07-01T10:00:00");
    let run = batch.begin_run("push-shipments", now).unwrap();
    let order = |order_code, order_no| LogEntry {
        order_code: Some(order_code),
        order_no: OrderNo::new(order_no),
        listing: None,
        step: "push-shipments",
        ..failing(now, run, "", "check_digit")
    };
    let one = order("1", 10);
    for entry in [
        one.clone(),
        LogEntry { outcome: "sent", code: Some(0), ..one.clone() },
        one.clone(),
        one.clone(),
        order("1", 11),
        order("2", 10),
        LogEntry { step: "schedule-date", ..one.clone() },
        LogEntry { action: "read_back", ..one.clone() },
        LogEntry { message: Some("unmapped_carrier 赤帽"), ..one.clone() },
        LogEntry { order_code: None, ..one.clone() },
        LogEntry { order_code: None, ..one },
    ] {
        batch.log(&entry).unwrap();
    }
    batch.commit().unwrap();
    let counts: Vec<i64> = entries(&store).iter().map(|row| row.1).collect();
    assert_eq!(counts, [1, 1, 2, 1, 1, 1, 1, 1, 2]);
}

#[test]
fn a_repeat_belongs_to_the_run_that_told_it_last() {
    let (_folder, mut store) = store();
    let batch = store.batch().unwrap();
    for (day, message) in [("01", "no_answer: first"), ("02", "no_answer: second")] {
        let now = at(&format!("2026-07-{day}T10:00:00"));
        let run = batch.begin_run("push-stock", now).unwrap();
        batch.log(&failing(now, run, "1", message)).unwrap();
    }
    batch.commit().unwrap();
    let sql = "SELECT run_id, message FROM api_log";
    let row: (i64, String) = store.conn.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    assert_eq!(row, (2, "no_answer: second".to_owned()));
}

#[test]
fn the_last_entry_about_a_thing_is_found_by_index() {
    let (_folder, store) = store();
    for (sql, index) in [
        (LAST_OF_ORDER, "api_log_order "),
        (LAST_OF_NUMBER, "api_log_order_no "),
        (LAST_OF_LISTING, "api_log_listing "),
    ] {
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = statement.query_map(params!["1", 1, "1", "1", "1", "1"], |row| row.get::<_, String>(3));
        let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        assert!(steps.len() == 1 && steps[0].contains(index), "{sql}: {steps:?}");
    }
}
