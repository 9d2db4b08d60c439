//! An open state file, and a transaction on it: what every file of this folder stands on.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::Error;
use super::{connect, file};

/// An open state file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
}

impl Store {
    /// Opens the state file for writing: creates it, or brings it up to date. The caller holds the lock.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged, belongs to another program or comes from a newer version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_within(path, connect::BUSY_TIMEOUT)
    }

    /// The same, waiting up to `patience` for another program that keeps the file locked.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_within(path: &Path, patience: Duration) -> Result<Self, Error> {
        Ok(Self { conn: file::open(path, patience)? })
    }

    /// Opens the state file for reading only; a file that does not exist yet reads as an empty one, and
    /// nothing is created.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_reading(path: &Path) -> Result<Self, Error> {
        Ok(Self { conn: file::open_reading(path)? })
    }

    /// The same, waiting up to `patience` for another program that keeps the file locked.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_reading_with_timeout(path: &Path, patience: Duration) -> Result<Self, Error> {
        Ok(Self { conn: file::open_reading_with_timeout(path, patience)? })
    }

    /// From now on waits up to `patience` for another program that keeps the file locked.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn wait_within(&self, patience: Duration) -> Result<(), Error> {
        Ok(connect::wait_within(&self.conn, patience)?)
    }

    /// Reads in one transaction: many questions, and the file is locked but once.
    ///
    /// # Errors
    /// When the file cannot be read, and those of `work`.
    pub fn read_in_transaction<T>(&self, work: impl FnOnce(&Self) -> Result<T, Error>) -> Result<T, Error> {
        // Ended without a commit: it wrote nothing.
        let _until_the_end = self.conn.unchecked_transaction()?;
        work(self)
    }

    /// Starts a transaction, which takes the write lock at once.
    ///
    /// # Errors
    /// When the file is busy, full or damaged.
    pub fn start_batch(&mut self) -> Result<Batch<'_>, Error> {
        // A deferred one would be refused at its first write, half way through, when another program writes.
        Ok(Batch { tx: self.conn.transaction_with_behavior(TransactionBehavior::Immediate)? })
    }
}

/// A transaction: what it wrote stays only after [`Batch::commit`].
#[derive(Debug)]
pub struct Batch<'s> {
    pub(super) tx: Transaction<'s>,
}

impl Batch<'_> {
    /// Makes everything that was written stay, on the disk.
    ///
    /// # Errors
    /// When the file is full or damaged: then nothing stays.
    pub fn commit(self) -> Result<(), Error> {
        Ok(self.tx.commit()?)
    }
}
