//! The shop's own holidays.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Batch, Error, Store};
use crate::domain::time::{date_from_text, date_to_text};

impl Store {
    /// The shop's holidays, each with its name if it has one.
    pub fn shop_holidays(&self) -> Result<BTreeMap<NaiveDate, Option<String>>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT date, name FROM shop_holidays ORDER BY date")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (date, name) = row?;
            let read = date_from_text(&date);
            Ok((read.ok_or_else(|| Error::unreadable("shop_holidays.date", &date))?, name))
        })
        .collect()
    }
}

impl Batch<'_> {
    /// Adds a holiday of the shop; one that is there already gets the name.
    pub fn put_shop_holiday(&self, date: NaiveDate, name: Option<&str>) -> Result<(), Error> {
        let sql = "INSERT INTO shop_holidays (date, name) VALUES (?1, ?2)
                   ON CONFLICT (date) DO UPDATE SET name = excluded.name";
        self.tx.prepare_cached(sql)?.execute((date_to_text(date), name))?;
        Ok(())
    }

    /// Takes a holiday of the shop away; says whether there was one.
    pub fn remove_shop_holiday(&self, date: NaiveDate) -> Result<bool, Error> {
        let sql = "DELETE FROM shop_holidays WHERE date = ?1";
        Ok(self.tx.prepare_cached(sql)?.execute([date_to_text(date)])? > 0)
    }
}
