use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::store::StoreErrorKind;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn pragma(conn: &Connection, name: &str) -> String {
    let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
    match conn.query_row(&format!("PRAGMA {name}"), [], value).unwrap() {
        rusqlite::types::Value::Integer(n) => n.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_file_is_private_and_writes_safely() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    let conn = open(&path, BUSY_TIMEOUT).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let read: Vec<String> = ["journal_mode", "synchronous", "foreign_keys", "user_version"]
        .iter()
        .map(|p| pragma(&conn, p))
        .collect();
    assert_eq!(read, ["wal", "2", "1", &migrate::NEWEST_FORMAT.to_string()]);
    let lax: i64 = conn
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
          AND NOT strict AND name NOT LIKE 'sqlite_%'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(lax, 0, "every table is STRICT");
}

#[test]
fn a_foreign_file_is_refused_and_left_alone() {
    let folder = folder();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    let before = std::fs::read(&path).unwrap();
    for result in [open(&path, BUSY_TIMEOUT), open_reading(&path)] {
        assert_eq!(result.unwrap_err().kind, StoreErrorKind::Foreign);
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_file_is_refused() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    open(&path, BUSY_TIMEOUT).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for result in [open(&path, BUSY_TIMEOUT), open_reading(&path)] {
        let error = result.unwrap_err();
        assert_eq!(error.kind, StoreErrorKind::Newer);
        assert!(error.message.to_string().contains("99"), "{error}");
    }
}

#[test]
fn a_damaged_file_is_said_to_be() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    std::fs::write(&path, vec![b'x'; 5000]).unwrap();
    for result in [open(&path, BUSY_TIMEOUT), open_reading(&path)] {
        assert_eq!(result.unwrap_err().kind, StoreErrorKind::Damaged);
    }
}

#[test]
fn reading_creates_and_changes_nothing() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    open_reading(&path).unwrap();
    assert!(!path.exists());
    std::fs::write(&path, "").unwrap();
    let conn = open_reading(&path).unwrap();
    conn.query_row("SELECT count(*) FROM orders", [], |_| Ok(())).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"", "an older file is brought up to date only in memory");
    drop(open(&path, BUSY_TIMEOUT).unwrap());
    let conn = open_reading(&path).unwrap();
    assert!(conn.execute("DELETE FROM runs", []).is_err());
}

#[test]
fn another_writer_makes_it_busy_not_damaged() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    let mut first = crate::store::Store { conn: open(&path, BUSY_TIMEOUT).unwrap() };
    let mut second = crate::store::Store { conn: open(&path, BUSY_TIMEOUT).unwrap() };
    second.conn.busy_timeout(Duration::ZERO).unwrap();
    let _batch = first.start_batch().unwrap();
    assert_eq!(second.start_batch().unwrap_err().kind, StoreErrorKind::Busy);
}

#[test]
fn a_missing_folder_is_named_as_such() {
    let error = open(Path::new("/nonexistent-folder/shop.db"), BUSY_TIMEOUT).unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::CannotOpen);
}

#[test]
fn a_full_file_takes_nothing_of_a_batch_and_goes_on_once_there_is_room() {
    let folder = folder();
    let path = folder.path().join("shop.db");
    let mut store = crate::store::Store { conn: open(&path, BUSY_TIMEOUT).unwrap() };
    let now = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let run = |store: &mut crate::store::Store| {
        let batch = store.start_batch()?;
        for _ in 0..5000 {
            batch.start_run(crate::vocabulary::Step::Import, now)?;
        }
        batch.commit()
    };
    let pages: i64 = pragma(&store.conn, "page_count").parse().unwrap();
    store.conn.pragma_update(None, "max_page_count", pages + 3).unwrap();
    assert_eq!(run(&mut store).unwrap_err().kind, StoreErrorKind::Full);
    let runs = |conn: &Connection| conn.query_row("SELECT count(*) FROM runs", [], |r| r.get::<_, i64>(0));
    assert_eq!(runs(&store.conn), Ok(0));
    store.conn.pragma_update(None, "max_page_count", pages + 3000).unwrap();
    run(&mut store).unwrap();
    assert_eq!((runs(&store.conn), pragma(&store.conn, "integrity_check")), (Ok(5000), "ok".to_owned()));
}
