//! Failures of the state file, told apart by what to do about them.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::vocabulary::{Cause, Message, msg};

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreErrorKind {
    /// Another program keeps it locked.
    Busy,
    /// It is damaged, or no SQLite file at all.
    Damaged,
    /// The disk is full.
    Full,
    /// It may not be written.
    ReadOnly,
    /// It can only be read by whoever may write beside it.
    NeedsFolder,
    /// It cannot be opened: missing folder, no permission.
    CannotOpen,
    /// It belongs to another program.
    Foreign,
    /// A newer version of this program made it.
    Newer,
    /// It is of an older format, and no copy could be made before bringing it up to date.
    NotKept,
    /// The disk refuses to read or write: a fault, or a limit on file sizes.
    Disk,
    Other,
}

impl StoreErrorKind {
    /// What is the matter with the state file `file`, and why; its `next` is what to do.
    pub fn message(self, file: &Path, why: &Message) -> Message {
        let sentence = match self {
            Self::Busy => msg!("state-busy"),
            Self::Damaged => msg!("state-damaged"),
            Self::Full => msg!("state-full"),
            Self::ReadOnly => msg!("state-read_only"),
            Self::NeedsFolder => msg!("state-needs_folder"),
            Self::CannotOpen => msg!("state-cannot_open"),
            Self::Foreign => msg!("state-foreign"),
            Self::Newer => msg!("state-newer"),
            Self::NotKept => msg!("state-not_kept"),
            Self::Disk => msg!("state-disk"),
            Self::Other => msg!("state-other"),
        };
        sentence.with("file", file.display()).with("why", why)
    }
}

/// A failure of the state file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    pub kind: StoreErrorKind,
    /// What happened, without the file's name.
    pub message: Message,
    /// What the system or SQLite said, where one of them did.
    #[source]
    pub cause: Option<Cause>,
}

impl Error {
    pub(super) fn new(kind: StoreErrorKind, message: Message) -> Self {
        Self { kind, message, cause: None }
    }

    /// A failure of the file system.
    pub(super) fn from_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        // A quota is a full disk to whoever has to make room.
        let kind = match error.kind() {
            Io::StorageFull | Io::QuotaExceeded => StoreErrorKind::Full,
            Io::ReadOnlyFilesystem => StoreErrorKind::ReadOnly,
            _ => StoreErrorKind::CannotOpen,
        };
        Self { cause: Some(Cause::from_error(error)), ..Self::new(kind, Message::from_system(error)) }
    }

    /// A stored value that this version cannot read.
    pub(crate) fn from_unreadable(what: &str, value: &str) -> Self {
        Self::new(StoreErrorKind::Damaged, msg!("state-why_unreadable", what = what, value = value))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        // By SQLite's code, not its text: texts change with its version.
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreErrorKind::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreErrorKind::Damaged,
            Some(ErrorCode::DiskFull) => StoreErrorKind::Full,
            Some(ErrorCode::SystemIoFailure) => StoreErrorKind::Disk,
            Some(ErrorCode::ReadOnly) => StoreErrorKind::ReadOnly,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreErrorKind::CannotOpen,
            _ => StoreErrorKind::Other,
        };
        let cause = Some(Cause::from_error(&error));
        Self { cause, ..Self::new(kind, Message::quoted(error.to_string())) }
    }
}
