//! Copies of the state file: whole, private, checked, made while others read and write.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::error::{Error, StoreErrorKind};
use super::{check, connect, migrate};
use crate::vocabulary::msg;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyInfo {
    pub bytes: u64,
    pub format: i64,
}

/// Why there is no copy. What stood in its place before is untouched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// The state file cannot be read.
    #[error("{0}")]
    Source(Error),
    /// The copy cannot be written.
    #[error("{0}")]
    Target(Error),
}

/// Copies the state file at `state` to `to`, replacing what is there. Neither waits for a writer nor keeps
/// one waiting: the copy is the file as it stood at one moment.
///
/// # Errors
/// When the one cannot be read, is not ours or is not sound, or the other cannot be written.
pub fn create_copy(state: &Path, to: &Path) -> Result<CopyInfo, CopyError> {
    let conn = connect::connect_locking(state).map_err(CopyError::Source)?;
    migrate::check_format(&conn).map_err(CopyError::Source)?;
    copy(&conn, to)
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqliteFileKind {
    /// Empty.
    Empty,
    /// A copy of a state file.
    Copy,
    /// A state file that a shop works with.
    StateFile,
    /// Anything else.
    Other,
}

/// SQLite's header up to the number that says whose file it is.
const HEADER_LENGTH: usize = 72;

/// Says whether a file is a copy that [`create_copy`] made, or one like it.
///
/// # Errors
/// When it cannot be read.
pub fn detect_file_kind(path: &Path) -> io::Result<SqliteFileKind> {
    let mut start = Vec::new();
    File::open(path)?.take(HEADER_LENGTH as u64).read_to_end(&mut start)?;
    Ok(classify_header(&start))
}

fn classify_header(start: &[u8]) -> SqliteFileKind {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    /// Where it stands whether changes go to a `-wal`: then 2, and 1 in a copy, which is one file.
    const WRITE_VERSION: usize = 18;
    const WITH_WAL: u8 = 2;
    let id = start.last_chunk::<4>().map(|id| u32::from_be_bytes(*id));
    match start {
        [] => SqliteFileKind::Empty,
        _ if start.len() < HEADER_LENGTH || !start.starts_with(MAGIC) => SqliteFileKind::Other,
        _ if id != Some(migrate::APPLICATION_ID) => SqliteFileKind::Other,
        _ if start.get(WRITE_VERSION) == Some(&WITH_WAL) => SqliteFileKind::StateFile,
        _ => SqliteFileKind::Copy,
    }
}

/// Whether a file is what is left of a copy that was never finished: SQLite writes its first page late.
pub fn is_partial_copy(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEADER_LENGTH as u64).read_to_end(&mut start));
    read.is_ok()
        && (matches!(
            classify_header(&start),
            SqliteFileKind::Empty | SqliteFileKind::Copy | SqliteFileKind::StateFile
        ) || start.iter().all(|b| *b == 0))
}

/// The copies that migrations left beside the state file.
///
/// # Errors
/// When its folder cannot be read.
pub fn list_migration_copies(state: &Path) -> io::Result<Vec<PathBuf>> {
    let state = state.canonicalize()?;
    let start = build_migration_copy_path(&state, "");
    let start = start.file_name().unwrap_or_default().as_encoded_bytes();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(state.parent().unwrap_or(Path::new("/")))? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(start) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Keeps a file of an older format beside itself, before it is brought up to date. A copy that is there
/// stays: it is the older one.
pub(super) fn keep_old_copy(conn: &Connection, state: &Path, format: i64) -> Result<(), Error> {
    // Beside the file itself, not beside a link to it.
    let state = state.canonicalize().unwrap_or_else(|_| state.to_owned());
    let to = build_migration_copy_path(&state, &format.to_string());
    if to.exists() {
        return Ok(());
    }
    match copy(conn, &to) {
        Ok(_) => Ok(()),
        Err(CopyError::Source(error)) => Err(error),
        Err(CopyError::Target(error)) => {
            // No room is no room: the hint for it says more than that there is no copy.
            let kind = if error.kind == StoreErrorKind::Full {
                StoreErrorKind::Full
            } else {
                StoreErrorKind::NotKept
            };
            let message = msg!("state-why_no_copy", copy = to.display(), why = error.message);
            Err(Error::new(kind, message))
        }
    }
}

fn build_migration_copy_path(state: &Path, format: &str) -> PathBuf {
    append_to_path(state, &format!(".before-{format}"))
}

/// The path with more at the end of its name.
fn append_to_path(path: &Path, more: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(more);
    name.into()
}

fn copy(from: &Connection, to: &Path) -> Result<CopyInfo, CopyError> {
    // A name of its own for each process: two that make the same copy never write into one file.
    let part = append_to_path(to, &format!(".part-{}", std::process::id()));
    let made = write_copy(from, &part).and_then(|copied| move_into_place(&part, to).map(|()| copied));
    // Half a copy must not be taken for one.
    if made.is_err() {
        for more in ["", "-journal", "-wal", "-shm"] {
            drop(std::fs::remove_file(append_to_path(&part, more)));
        }
    }
    made
}

fn write_copy(from: &Connection, part: &Path) -> Result<CopyInfo, CopyError> {
    drop(std::fs::remove_file(part));
    connect::create_private(part).map_err(CopyError::Target)?;
    let mut copy = open_copy(part)?;
    let stepped =
        // In one step: a backup in portions begins again with every write of a step.
        Backup::new(from, &mut copy).map_err(Error::from).and_then(|backup| match backup.step(-1)? {
            StepResult::Done => Ok(()),
            _ => Err(Error::new(StoreErrorKind::Busy, msg!("state-why_locked"))),
        });
    stepped.map_err(to_copy_error)?;
    drop(copy);
    // Opened anew, so that the check reads what is in the file, not what is still in memory.
    let copy = open_copy(part)?;
    // One file that needs no other beside it.
    let sound = copy
        .pragma_update(None, "journal_mode", "DELETE")
        .map_err(Error::from)
        .and_then(|()| check::check_integrity(&copy));
    sound.map_err(to_copy_error)?;
    let format = migrate::read_format(&copy).map_err(CopyError::Target)?;
    drop(copy);
    let bytes = File::open(part).and_then(|file| file.sync_all().and_then(|()| file.metadata()));
    let bytes = bytes.map_err(|e| CopyError::Target(Error::from_io(&e)))?.len();
    Ok(CopyInfo { bytes, format })
}

fn open_copy(part: &Path) -> Result<Connection, CopyError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(part, flags).and_then(|conn| {
        // The finished copy is synced once, before it gets its name.
        conn.pragma_update(None, "synchronous", "OFF")?;
        Ok(conn)
    });
    opened.map_err(|e| CopyError::Target(e.into()))
}

/// A whole copy gets its name.
fn move_into_place(part: &Path, to: &Path) -> Result<(), CopyError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let put = std::fs::rename(part, to).and_then(|()| File::open(folder)?.sync_all());
    put.map_err(|e| CopyError::Target(Error::from_io(&e)))
}

/// Damage and locks are the state file's; everything else is about the copy.
fn to_copy_error(error: Error) -> CopyError {
    match error.kind {
        StoreErrorKind::Damaged | StoreErrorKind::Busy => CopyError::Source(error),
        _ => CopyError::Target(error),
    }
}

#[cfg(test)]
#[path = "copy_tests.rs"]
mod tests;
