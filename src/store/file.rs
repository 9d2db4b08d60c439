//! Opening the state file: whose it is, who may read it, how safely it writes.

use std::fs::OpenOptions;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::copy;
use super::error::{Error, StoreErrorKind};
use super::migrate::{self, FormatState};

/// Another program (a backup, a person with a SQLite shell) may hold the file this long.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Pages kept in memory: as many as the largest batch of an import changes, so that none is written before
/// the batch ends.
const CACHE_KIB: i64 = 16_000;

pub(super) fn open(path: &Path, patience: Duration) -> Result<Connection, Error> {
    create_private(path)?;
    keep_private(path);
    let mut conn = connect(path, patience)?;
    let format = migrate::format(&conn)?;
    if migrate::age(&conn)? == FormatState::Older && format > 0 {
        copy::keep_before(&conn, path, format)?;
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    migrate::bring_up_to_date(&mut conn)?;
    Ok(conn)
}

pub(super) fn open_reading(path: &Path) -> Result<Connection, Error> {
    open_reading_within(path, BUSY_TIMEOUT)
}

pub(super) fn open_reading_within(path: &Path, patience: Duration) -> Result<Connection, Error> {
    if !path.exists() {
        return in_memory(None);
    }
    let conn = connect_reading(path, patience)?;
    if migrate::age(&conn)? == FormatState::Older {
        return in_memory(Some(&conn));
    }
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// A copy in memory, brought up to date there, so that reading never changes an older file.
fn in_memory(of: Option<&Connection>) -> Result<Connection, Error> {
    let mut copy = Connection::open_in_memory()?;
    if let Some(of) = of {
        rusqlite::backup::Backup::new(of, &mut copy)?.run_to_completion(1000, Duration::ZERO, None)?;
    }
    migrate::bring_up_to_date(&mut copy)?;
    Ok(copy)
}

/// A connection for whoever only reads. SQLite writes beside the file to tell writers of readers; where this user may
/// not do that, and no writer left anything there, the file is read as one that nobody changes.
pub(super) fn connect_reading(path: &Path, patience: Duration) -> Result<Connection, Error> {
    let read = connect(path, patience).and_then(|conn| migrate::format(&conn).map(|_| conn));
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
                    set_up(Connection::open_with_flags(as_immutable(path), flags)?, patience)
                }
            }
        }
        other => other,
    }
}

/// A connection for a copy, which has to be of one moment: it is never taken on trust that nobody changes the file.
pub(super) fn connect_locking(path: &Path) -> Result<Connection, Error> {
    let is_there = path.exists();
    connect(path, BUSY_TIMEOUT).and_then(|conn| migrate::format(&conn).map(|_| conn)).map_err(|error| {
        match error.kind {
            StoreErrorKind::ReadOnly | StoreErrorKind::CannotOpen if is_there => {
                Error::new(StoreErrorKind::NeedsFolder, error.message)
            }
            _ => error,
        }
    })
}

/// The URI of a file that nobody changes.
fn as_immutable(path: &Path) -> String {
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
    set_up(Connection::open_with_flags(path, flags)?, patience)
}

/// Another program is waited for so long, whenever the file is locked. SQLite counts milliseconds in 32 bits: some 24 days.
pub(super) fn wait_within(conn: &Connection, patience: Duration) -> rusqlite::Result<()> {
    conn.busy_timeout(patience.min(Duration::from_millis(i32::MAX.unsigned_abs().into())))
}

fn set_up(conn: Connection, patience: Duration) -> Result<Connection, Error> {
    wait_within(&conn, patience)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // Without it a cached query is planned again for every new value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Creates a missing file so that only its owner may read it.
pub(super) fn create_private(path: &Path) -> Result<(), Error> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(Error::io(&e)),
    }
}

/// Takes from others what they may do with a file that is there, and with what SQLite keeps beside it; files of another user
/// stay as they are, and `doctor` names them.
fn keep_private(path: &Path) {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    for more in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(more);
        let Ok(there) = std::fs::metadata(&file) else { continue };
        let mode = there.permissions().mode();
        if there.is_file() && mode & 0o077 != 0 {
            let _ = std::fs::set_permissions(&file, PermissionsExt::from_mode(mode & 0o700));
        }
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
