//! Opening the state file: whose it is, who may read it, how safely it writes.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::connect::{BUSY_TIMEOUT, connect, connect_reading, connect_unchanging, create_private};
use super::copy;
use super::error::Error;
use super::migrate::{self, FormatState};

pub(super) fn open(path: &Path, patience: Duration) -> Result<Connection, Error> {
    create_private(path)?;
    restrict_permissions(path);
    let mut conn = connect(path, patience)?;
    let format = migrate::read_format(&conn)?;
    if migrate::check_format(&conn)? == FormatState::Older && format > 0 {
        // Before the first change: a migration cannot be taken back.
        copy::keep_old_copy(&conn, path, format)?;
    }
    // WAL: who reads never waits for a step. FULL: an intent is on the disk before its call goes out.
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    migrate::apply_migrations(&mut conn)?;
    Ok(conn)
}

pub(super) fn open_reading(path: &Path) -> Result<Connection, Error> {
    open_reading_with_timeout(path, BUSY_TIMEOUT)
}

pub(super) fn open_reading_with_timeout(path: &Path, patience: Duration) -> Result<Connection, Error> {
    if !path.exists() {
        return open_in_memory(None);
    }
    bring_up_to_date(connect_reading(path, patience)?)
}

/// The same of a file of others, which has to be there: waiting for nobody, and leaving nothing behind.
pub(super) fn open_unchanging(path: &Path) -> Result<Connection, Error> {
    bring_up_to_date(connect_unchanging(path)?)
}

/// A connection that only reads; of an older file a copy.
fn bring_up_to_date(conn: Connection) -> Result<Connection, Error> {
    if migrate::check_format(&conn)? == FormatState::Older {
        return open_in_memory(Some(&conn));
    }
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// A copy in memory, brought up to date there, so that reading never changes an older file.
fn open_in_memory(of: Option<&Connection>) -> Result<Connection, Error> {
    let mut copy = Connection::open_in_memory()?;
    if let Some(of) = of {
        rusqlite::backup::Backup::new(of, &mut copy)?.run_to_completion(1000, Duration::ZERO, None)?;
    }
    migrate::apply_migrations(&mut copy)?;
    Ok(copy)
}

/// Takes from others what they may do with a file that is there, and with what SQLite keeps beside it; files
/// of another user stay as they are, and `doctor` names them.
fn restrict_permissions(path: &Path) {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    for more in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(more);
        let Ok(there) = std::fs::metadata(&file) else { continue };
        let mode = there.permissions().mode();
        if there.is_file() && mode & 0o077 != 0 {
            // Not ours to change: nothing fails for it.
            let _ = std::fs::set_permissions(&file, PermissionsExt::from_mode(mode & 0o700));
        }
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
