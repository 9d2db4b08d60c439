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

    /// Opens a state file that has to be there, to look at it and no more: nothing is waited for, and no file
    /// is changed or left behind.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_unchanging(path: &Path) -> Result<Self, Error> {
        Ok(Self { conn: file::open_unchanging(path)? })
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

    /// Starts a transaction of many small changes, which takes the write lock at once.
    ///
    /// # Errors
    /// When the file is busy, full or damaged.
    pub fn start_batch(&mut self) -> Result<Batch<'_>, Error> {
        // What would undo a single statement is kept in memory: in a file it costs two writes a page.
        self.start_batch_within(TempStore::Memory)
    }

    /// Starts a transaction in which a single statement may change most of the file.
    ///
    /// # Errors
    /// As [`Store::start_batch`].
    pub fn start_large_batch(&mut self) -> Result<Batch<'_>, Error> {
        self.start_batch_within(TempStore::File)
    }

    fn start_batch_within(&mut self, place: TempStore) -> Result<Batch<'_>, Error> {
        self.set_temp_store(place)?;
        // A deferred one would be refused at its first write, half way through, when another program writes.
        Ok(Batch { tx: self.conn.transaction_with_behavior(TransactionBehavior::Immediate)? })
    }
}

/// Where SQLite keeps what it needs for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TempStore {
    Memory,
    File,
}

impl Store {
    pub(super) fn set_temp_store(&self, place: TempStore) -> Result<(), Error> {
        let place = match place {
            TempStore::Memory => "MEMORY",
            TempStore::File => "FILE",
        };
        Ok(self.conn.pragma_update(None, "temp_store", place)?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_large_goes_through_temporary_files() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("shop.db")).unwrap();
        let place = |conn: &Connection| {
            conn.query_row("PRAGMA temp_store", [], |row| row.get::<_, i64>("temp_store")).unwrap()
        };
        let (file, memory) = (1, 2);
        let batch = store.start_batch().unwrap();
        assert_eq!(place(&batch.tx), memory);
        drop(batch);
        let batch = store.start_large_batch().unwrap();
        assert_eq!(place(&batch.tx), file);
        batch.commit().unwrap();
        store.start_batch().unwrap().commit().unwrap();
        store.vacuum().unwrap();
        assert_eq!(place(&store.conn), file, "the whole file is written anew");
    }
}
