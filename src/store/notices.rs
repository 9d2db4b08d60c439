//! What a webhook was told, so that it is told each thing once.

use std::collections::BTreeSet;

use rusqlite::named_params;

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::Iso;
use crate::domain::time::Jst;
use crate::vocabulary::notice::Alert;

impl Store {
    /// What was told in a scope. What cannot be read counts as not told: it is told once more, and no other
    /// notice waits for it.
    pub fn list_notified(&self, scope: &str) -> Result<BTreeSet<Alert>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT thing FROM notices WHERE scope = ?1")?;
        let things = statement.query_map([scope], |row| row.get::<_, String>("thing"))?;
        let things = things.collect::<Result<Vec<_>, _>>()?;
        Ok(things.iter().filter_map(|thing| Alert::from_json(thing)).collect())
    }
}

impl Batch<'_> {
    /// Notes that a thing was told.
    pub fn mark_notified(&self, scope: &str, thing: &Alert, at: Jst) -> Result<(), Error> {
        // Once told is told: a second time changes neither row nor moment.
        let sql = "INSERT OR IGNORE INTO notices (scope, thing, told_at) VALUES (:scope, :thing, :at)";
        self.tx
            .prepare_cached(sql)?
            .execute(named_params! { ":scope": scope, ":thing": thing, ":at": Iso(at) })?;
        Ok(())
    }

    /// Forgets that a thing was told: it is over.
    pub fn forget_notified(&self, scope: &str, thing: &Alert) -> Result<(), Error> {
        let sql = "DELETE FROM notices WHERE scope = ?1 AND thing = ?2";
        self.tx.prepare_cached(sql)?.execute((scope, thing))?;
        Ok(())
    }
}
