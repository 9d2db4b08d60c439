//! The state file: the only module with SQL. Tables are described in `docs/schema.md`.
//!
//! A [`Store`] reads, and writes through a [`Batch`], which is one transaction: all of it or nothing. What reads fails when the file
//! cannot be read, or holds what cannot be; what writes fails when it cannot be written. Only other errors are told of by a function.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::time::{Jst, date_from_text, from_text};

pub mod activity_view;
pub mod check;
pub mod copy;
mod cursors;
mod error;
mod file;
pub mod gaps;
mod holidays;
mod journal;
pub mod late_view;
pub mod listing_view;
pub mod listings;
pub mod log_view;
mod migrate;
mod notices;
mod old_words;
mod open_orders;
pub mod order_view;
mod orders;
pub mod purge;
pub mod push_stock;
pub mod rejects;
pub mod runs;
pub mod shipments;
pub mod status_view;
pub mod stock;
pub mod thin;

pub use error::{Error, StoreErrorKind};
pub use rejects::{KnownReject, RejectView};

/// A stored word of a vocabulary; `column` says where it stands.
fn word<T: std::str::FromStr>(column: &str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}

/// A stored date, where there is one; what cannot be read is not absent.
fn date(column: &str, text: Option<String>) -> Result<Option<NaiveDate>, Error> {
    text.map(|text| date_from_text(&text).ok_or_else(|| Error::unreadable(column, &text))).transpose()
}

/// A stored instant, where there is one.
fn instant(column: &str, text: Option<String>) -> Result<Option<Jst>, Error> {
    text.map(|text| from_text(&text).ok_or_else(|| Error::unreadable(column, &text))).transpose()
}

/// An open state file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
}

impl Store {
    /// Opens the state file for writing: creates it, or brings it up to date. The caller holds the lock.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged, belongs to another program or comes from a newer version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_within(path, file::BUSY_TIMEOUT)
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
    pub fn open_reading_within(path: &Path, patience: Duration) -> Result<Self, Error> {
        Ok(Self { conn: file::open_reading_within(path, patience)? })
    }

    /// From now on waits up to `patience` for another program that keeps the file locked.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn wait_within(&self, patience: Duration) -> Result<(), Error> {
        Ok(file::wait_within(&self.conn, patience)?)
    }

    /// Reads in one transaction: many questions, and the file is locked but once.
    ///
    /// # Errors
    /// When the file cannot be read, and those of `work`.
    pub fn reading<T>(&self, work: impl FnOnce(&Self) -> Result<T, Error>) -> Result<T, Error> {
        let _until_the_end = self.conn.unchecked_transaction()?;
        work(self)
    }

    /// Starts a transaction, which takes the write lock at once.
    ///
    /// # Errors
    /// When the file is busy, full or damaged.
    pub fn batch(&mut self) -> Result<Batch<'_>, Error> {
        Ok(Batch { tx: self.conn.transaction_with_behavior(TransactionBehavior::Immediate)? })
    }
}

/// A transaction: what it wrote stays only after [`Batch::commit`].
#[derive(Debug)]
pub struct Batch<'s> {
    tx: Transaction<'s>,
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
