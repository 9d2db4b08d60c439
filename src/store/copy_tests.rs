use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::store::Store;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A file as the version with format 3 made it.
fn older(folder: &Path) -> PathBuf {
    let path = folder.join("shop.db");
    let conn = Connection::open(&path).unwrap();
    for sql in [
        include_str!("migrations/0001_import.sql"),
        include_str!("migrations/0002_sync_status.sql"),
        include_str!("migrations/0003_holidays.sql"),
    ] {
        conn.execute_batch(sql).unwrap();
    }
    conn.pragma_update(None, "application_id", 0x5131_3042).unwrap();
    conn.pragma_update(None, "user_version", 3).unwrap();
    conn.execute("INSERT INTO runs (step, started_at) VALUES ('import', '2026-07-01T10:00:00+09:00')", [])
        .unwrap();
    path
}

fn number(path: &Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_migration_keeps_a_private_copy_of_the_older_file_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    drop(Store::open(&path).unwrap());
    let kept = folder.path().join("shop.db.before-3");
    assert_eq!(names(folder.path()), ["shop.db", "shop.db.before-3"]);
    assert_eq!((mode(&kept), number(&kept, "PRAGMA user_version")), (0o600, 3));
    assert_eq!(number(&kept, "SELECT count(*) FROM runs"), 1);
    assert_eq!(number(&path, "PRAGMA user_version"), migrate::NEWEST_FORMAT);
    assert_eq!(list_migration_copies(&path).unwrap(), [kept.canonicalize().unwrap()]);
}

#[test]
fn a_copy_of_an_earlier_migration_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    let kept = folder.path().join("shop.db.before-3");
    std::fs::write(&kept, "precious").unwrap();
    drop(Store::open(&path).unwrap());
    assert_eq!(std::fs::read(&kept).unwrap(), b"precious");
}

#[test]
fn without_its_copy_a_file_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    // A folder in the place of the unfinished copy cannot be written, whoever asks.
    std::fs::create_dir(folder.path().join(format!("shop.db.before-3.part-{}", std::process::id()))).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::NotKept, "{error}");
    assert!(error.message.to_string().contains("shop.db.before-3"), "{error}");
    assert_eq!(number(&path, "PRAGMA user_version"), 3);
}

#[test]
fn a_new_file_needs_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(&folder.path().join("shop.db")).unwrap());
    assert_eq!(names(folder.path()), ["shop.db"]);
}

#[test]
fn a_copy_has_what_is_committed_while_a_writer_is_at_work() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("shop.db"), folder.path().join("copy.db"));
    let mut store = Store::open(&path).unwrap();
    let now = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let batch = store.start_batch().unwrap();
    batch.start_run(crate::vocabulary::Step::Import, now).unwrap();
    batch.commit().unwrap();
    let half_done = store.start_batch().unwrap();
    half_done.start_run(crate::vocabulary::Step::Import, now).unwrap();
    let copied = create_copy(&path, &to).unwrap();
    assert_eq!(copied, CopyInfo { bytes: to.metadata().unwrap().len(), format: migrate::NEWEST_FORMAT });
    assert_eq!(number(&to, "SELECT count(*) FROM runs"), 1);
    half_done.commit().unwrap();
    assert_eq!(mode(&to), 0o600);
    assert_eq!(number(&path, "SELECT count(*) FROM runs"), 2);
}

#[test]
fn a_damaged_file_is_not_copied_over_a_good_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("shop.db"), folder.path().join("copy.db"));
    drop(Store::open(&path).unwrap());
    create_copy(&path, &to).unwrap();
    let good = std::fs::read(&to).unwrap();
    let mut bad = std::fs::read(&path).unwrap();
    bad[2 * 4096..6 * 4096].fill(0xA5);
    std::fs::write(&path, bad).unwrap();
    match create_copy(&path, &to) {
        Err(CopyError::Source(error)) => assert_eq!(error.kind, StoreErrorKind::Damaged, "{error}"),
        other => panic!("{other:?}"),
    }
    assert!(std::fs::read(&to).unwrap() == good);
    assert_eq!(names(folder.path()), ["copy.db", "shop.db"]);
}
