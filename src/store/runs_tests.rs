use super::*;
use crate::domain::time::parse_jst;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

fn at(text: &str) -> Jst {
    parse_jst(&format!("{text}+09:00")).unwrap()
}

fn failing(at: Jst, run_id: RunId, listing: &str, reason: Reason) -> LogEntry<'_> {
    LogEntry {
        at,
        run_id,
        step: Step::PushStock,
        order_code: None,
        order_no: None,
        sku: Some("TS-001"),
        listing: Some(listing),
        action: LogAction::SetQuantity,
        outcome: Outcome::Failed,
        code: Some(-1),
        reason: Some(reason),
        message: Some(Message::quoted(reason.as_str())),
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
    let batch = store.start_batch().unwrap();
    let begin = at("2026-01-01T00:00:00");
    let run = batch.start_run(Step::PushStock, begin).unwrap();
    let mut changes = 0;
    let mut before = None;
    for hour in 0..365 * 24 {
        let now = begin + chrono::Duration::hours(hour);
        // Two listings of one SKU fail side by side; on the first of each quarter one of them is taken.
        let is_sent = hour % (91 * 24) < 24;
        let (outcome, code) = if is_sent { (Outcome::Sent, Some(0)) } else { (Outcome::Failed, Some(-1)) };
        changes += usize::from(before != Some(outcome));
        before = Some(outcome);
        let one = failing(now, run, "812345678 色:白", Reason::NoAnswer);
        batch.add_log_entry(&LogEntry { outcome, code, ..one }).unwrap();
        batch.add_log_entry(&failing(now, run, "812345679", Reason::NoAnswer)).unwrap();
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
    let batch = store.start_batch().unwrap();
    let now = at("2026-07-01T10:00:00");
    let run = batch.start_run(Step::PushShipments, now).unwrap();
    let order = |order_code, order_no| LogEntry {
        order_code: Some(order_code),
        order_no: OrderNo::new(order_no),
        listing: None,
        step: Step::PushShipments,
        ..failing(now, run, "", Reason::CheckDigit)
    };
    let one = order("1", 10);
    for entry in [
        one.clone(),
        LogEntry { outcome: Outcome::Sent, code: Some(0), ..one.clone() },
        one.clone(),
        one.clone(),
        order("1", 11),
        order("2", 10),
        LogEntry { step: Step::ScheduleDate, ..one.clone() },
        LogEntry { action: LogAction::Send, ..one.clone() },
        LogEntry { reason: Some(Reason::UnmappedCarrier), ..one.clone() },
        LogEntry { order_code: None, ..one.clone() },
        LogEntry { order_code: None, ..one },
    ] {
        batch.add_log_entry(&entry).unwrap();
    }
    batch.commit().unwrap();
    let counts: Vec<i64> = entries(&store).iter().map(|row| row.1).collect();
    assert_eq!(counts, [1, 1, 2, 1, 1, 1, 1, 1, 2]);
}

#[test]
fn a_repeat_belongs_to_the_run_that_told_it_last() {
    let (_folder, mut store) = store();
    let batch = store.start_batch().unwrap();
    for (day, message) in [("01", "first"), ("02", "second")] {
        let now = at(&format!("2026-07-{day}T10:00:00"));
        let run = batch.start_run(Step::PushStock, now).unwrap();
        let message = Some(Message::quoted(message));
        batch.add_log_entry(&LogEntry { message, ..failing(now, run, "1", Reason::NoAnswer) }).unwrap();
    }
    batch.commit().unwrap();
    let sql = "SELECT run_id, facts FROM api_log";
    let row: (i64, String) = store.conn.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    assert_eq!(row, (2, Message::quoted("second").to_json()));
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
        let steps = statement.query_map(("1", 1, "1", "1", "1", "1"), |row| row.get::<_, String>(3));
        let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        assert!(steps.len() == 1 && steps[0].contains(index), "{sql}: {steps:?}");
    }
}
