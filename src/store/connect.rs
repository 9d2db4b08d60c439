//! Connections to the state file, and how each of them waits, reads and writes.

use std::fs::OpenOptions;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Error, StoreErrorKind};
use super::migrate;

/// Another program (a backup, a person with a SQLite shell) may hold the file this long.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Pages kept in memory: as many as the largest batch of an import changes, so that none is written before
/// the batch ends.
const CACHE_KIB: i64 = 16_000;

/// A connection for whoever only reads. SQLite writes beside the file to tell writers of readers; where this
/// user may not do that, and no writer left anything there, the file is read as one that nobody changes.
pub(super) fn connect_reading(path: &Path, patience: Duration) -> Result<Connection, Error> {
    // A first read: opening alone does not show whether the file can be used.
    let read = connect(path, patience).and_then(|conn| migrate::read_format(&conn).map(|_| conn));
    match read {
        Err(error) if matches!(error.kind, StoreErrorKind::ReadOnly | StoreErrorKind::CannotOpen) => {
            let mut wal = path.as_os_str().to_owned();
            wal.push("-wal");
            match Path::new(&wal).metadata() {
                Ok(wal) if wal.len() > 0 => Err(Error::new(StoreErrorKind::NeedsFolder, error.message)),
                _ => {
                    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                        | OpenFlags::SQLITE_OPEN_URI
                        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                    configure_connection(
                        Connection::open_with_flags(build_immutable_uri(path), flags)?,
                        patience,
                    )
                }
            }
        }
        other => other,
    }
}

/// A connection for whoever looks at a file of others: it waits for nobody, and what SQLite keeps beside the
/// file is as it was when it is closed.
pub(super) fn connect_unchanging(path: &Path) -> Result<Connection, Error> {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let has_wal = Path::new(&wal).metadata().is_ok_and(|wal| wal.len() > 0);
    let conn = connect_reading(path, Duration::ZERO)?;
    // What a killed run left there is the next run's to take over; an empty one goes away as it came.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_wal)?;
    Ok(conn)
}

/// A connection for a copy, which has to be of one moment: it is never taken on trust that nobody changes the
/// file.
pub(super) fn connect_locking(path: &Path) -> Result<Connection, Error> {
    let is_there = path.exists();
    connect(path, BUSY_TIMEOUT).and_then(|conn| migrate::read_format(&conn).map(|_| conn)).map_err(|error| {
        match error.kind {
            StoreErrorKind::ReadOnly | StoreErrorKind::CannotOpen if is_there => {
                Error::new(StoreErrorKind::NeedsFolder, error.message)
            }
            _ => error,
        }
    })
}

/// The URI of a file that nobody changes.
fn build_immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri + "?immutable=1"
}

pub(super) fn connect(path: &Path, patience: Duration) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    configure_connection(Connection::open_with_flags(path, flags)?, patience)
}

/// Another program is waited for so long, whenever the file is locked. SQLite counts milliseconds in 32 bits:
/// some 24 days.
pub(super) fn wait_within(conn: &Connection, patience: Duration) -> rusqlite::Result<()> {
    conn.busy_timeout(patience.min(Duration::from_millis(i32::MAX.unsigned_abs().into())))
}

fn configure_connection(conn: Connection, patience: Duration) -> Result<Connection, Error> {
    wait_within(&conn, patience)?;
    // Off unless asked for, with every connection.
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // Without it a cached query is planned again for every new value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A step asks many questions again and again; with the usual 16 they would be prepared anew.
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Creates a missing file so that only its owner may read it.
pub(super) fn create_private(path: &Path) -> Result<(), Error> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(Error::from_io(&e)),
    }
}
