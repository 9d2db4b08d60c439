//! Receivers that Qoo10 shows of orders which the warehouse has begun with, until staff take them over
//! (SYN-10).

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::receivers::read_receiver;
use super::sql::{Iso, ReadRows};
use crate::domain::receiver::Receiver;
use crate::domain::time::Jst;

/// Under the names that a receiver has in `order_people`.
const COLUMNS: &str = "name AS receiver_name, kana AS receiver_kana, tel AS receiver_tel,
    mobile AS receiver_mobile, zip AS receiver_zip, address AS receiver_address,
    address1 AS receiver_address1, address2 AS receiver_address2";

impl Store {
    /// All of them, by the order's number in the state file.
    pub fn list_new_receivers(&self) -> Result<HashMap<i64, Receiver>, Error> {
        let sql = format!("SELECT order_id, {COLUMNS} FROM new_receivers");
        let read = |row: &Row<'_>| Ok((row.get("order_id")?, read_receiver(row)?));
        Ok(self.conn.prepare_cached(&sql)?.read_all([], read)?.into_iter().collect())
    }

    /// That of an order; none where Qoo10 shows no other.
    pub fn find_new_receiver(&self, order_id: i64) -> Result<Option<Receiver>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM new_receivers WHERE order_id = ?1");
        self.conn.prepare_cached(&sql)?.read_first([order_id], read_receiver)
    }
}

impl Batch<'_> {
    /// Keeps the receiver that Qoo10 shows.
    pub fn set_new_receiver(&self, order_id: i64, receiver: &Receiver, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO new_receivers (order_id, name, kana, tel, mobile, zip, address, address1,
                     address2, first_at)
                   VALUES (:order_id, :name, :kana, :tel, :mobile, :zip, :address, :address1, :address2, :now)
                   ON CONFLICT (order_id) DO UPDATE SET name = :name, kana = :kana, tel = :tel,
                     mobile = :mobile, zip = :zip, address = :address, address1 = :address1,
                     address2 = :address2";
        let Receiver { party, address1, address2 } = receiver;
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_id": order_id,
            ":name": party.name,
            ":kana": party.kana,
            ":tel": party.tel,
            ":mobile": party.mobile,
            ":zip": party.zip,
            ":address": party.address,
            ":address1": address1,
            ":address2": address2,
            ":now": Iso(now),
        })?;
        Ok(())
    }

    /// Forgets it: taken over, or no longer of use.
    pub fn forget_new_receiver(&self, order_id: i64) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM new_receivers WHERE order_id = ?1")?.execute([order_id])?;
        Ok(())
    }
}
