//! Instants that a step carries from one run to the next.

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::time::Jst;

/// The order date of the newest order that a differential import has seen imported.
const IMPORT_CURSOR: &str = "import.newest_ordered_at";
/// Where the first differential import began to look.
const IMPORT_FIRST_FROM: &str = "import.first_from";
/// When an import last looked at the whole of the last 7 days (IMP-23).
const IMPORT_WIDE: &str = "import.wide_at";
/// When the file was last thinned to its end.
const THINNED: &str = "state.thinned_at";

/// Since when schedule-date is to follow on what sync-status found (SYN-6).
const PENDING_EVENT: &str = "sync_status.event";

/// When returns, exchanges and non-receipts were last asked for (SYN-12).
const CLAIMS_ASKED: &str = "sync_status.claims_at";

impl Store {
    /// When returns, exchanges and non-receipts were last asked for (SYN-12).
    pub fn claims_asked_at(&self) -> Result<Option<Jst>, Error> {
        self.cursor(CLAIMS_ASKED)
    }

    /// When `sync-status` first found something since `schedule-date` last ran well over all orders; none
    /// when it found nothing (SYN-6).
    pub fn find_pending_event(&self) -> Result<Option<Jst>, Error> {
        self.cursor(PENDING_EVENT)
    }

    /// Where the last differential import left its cursor (IMP-2).
    pub fn import_cursor(&self) -> Result<Option<Jst>, Error> {
        self.cursor(IMPORT_CURSOR)
    }

    /// Where the first differential import began to look (IMP-2).
    pub fn import_first_from(&self) -> Result<Option<Jst>, Error> {
        self.cursor(IMPORT_FIRST_FROM)
    }

    /// When a differential import last looked at the whole of the last 7 days (IMP-23).
    pub fn import_wide_at(&self) -> Result<Option<Jst>, Error> {
        self.cursor(IMPORT_WIDE)
    }

    /// When the file was last thinned to its end.
    pub(super) fn thinned_at(&self) -> Result<Option<Jst>, Error> {
        self.cursor(THINNED)
    }

    fn cursor(&self, name: &str) -> Result<Option<Jst>, Error> {
        let sql = "SELECT at FROM cursors WHERE name = ?1";
        self.conn.prepare_cached(sql)?.read_first([name], |row| row.read("cursors.at"))
    }
}

impl Batch<'_> {
    /// Remembers that `schedule-date` is to run over all orders (SYN-6).
    pub fn remember_event(&self, at: Jst) -> Result<(), Error> {
        // The first event stays: since then schedule-date is due.
        let sql = "INSERT INTO cursors (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
        self.tx.execute(sql, (PENDING_EVENT, Iso(at)))?;
        Ok(())
    }

    /// `schedule-date` has run over all orders, and ended well.
    pub fn forget_event(&self) -> Result<(), Error> {
        self.tx.execute("DELETE FROM cursors WHERE name = ?1", [PENDING_EVENT])?;
        Ok(())
    }

    /// Notes that returns, exchanges and non-receipts were asked for (SYN-12).
    pub fn set_claims_asked_at(&self, at: Jst) -> Result<(), Error> {
        self.set_cursor(CLAIMS_ASKED, at)
    }

    pub fn set_import_cursor(&self, at: Jst) -> Result<(), Error> {
        self.set_cursor(IMPORT_CURSOR, at)
    }

    /// Notes where the first differential import began.
    pub fn set_import_first_from(&self, at: Jst) -> Result<(), Error> {
        self.set_cursor(IMPORT_FIRST_FROM, at)
    }

    /// Notes that a differential import looked at the whole of the last 7 days (IMP-23).
    pub fn set_import_wide_at(&self, at: Jst) -> Result<(), Error> {
        self.set_cursor(IMPORT_WIDE, at)
    }

    /// Notes that the file was thinned to its end.
    pub(super) fn set_thinned_at(&self, at: Jst) -> Result<(), Error> {
        self.set_cursor(THINNED, at)
    }

    fn set_cursor(&self, name: &str, at: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO cursors (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2";
        self.tx.execute(sql, (name, Iso(at)))?;
        Ok(())
    }
}
