//! The shop's own holidays.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};

impl Store {
    /// The shop's holidays, each with its name if it has one.
    pub fn list_shop_holidays(&self) -> Result<BTreeMap<NaiveDate, Option<String>>, Error> {
        let sql = "SELECT date, name FROM shop_holidays ORDER BY date";
        let read = |row: &Row<'_>| Ok((row.read("shop_holidays.date")?, row.get("name")?));
        Ok(self.conn.prepare_cached(sql)?.read_all([], read)?.into_iter().collect())
    }
}

impl Batch<'_> {
    /// Adds a holiday of the shop; one that is there already gets the name.
    pub fn write_shop_holiday(&self, date: NaiveDate, name: Option<&str>) -> Result<(), Error> {
        // The name of the last file or command stays.
        let sql = "INSERT INTO shop_holidays (date, name) VALUES (?1, ?2)
                   ON CONFLICT (date) DO UPDATE SET name = excluded.name";
        self.tx.prepare_cached(sql)?.execute((Iso(date), name))?;
        Ok(())
    }

    /// Takes a holiday of the shop away; says whether there was one.
    pub fn remove_shop_holiday(&self, date: NaiveDate) -> Result<bool, Error> {
        let sql = "DELETE FROM shop_holidays WHERE date = ?1";
        Ok(self.tx.prepare_cached(sql)?.execute([Iso(date)])? > 0)
    }
}
