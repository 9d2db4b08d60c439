//! Receivers of orders, which Qoo10 may show later than at import, or change (IMP-20, SYN-10).

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{ReadRows, read_order_code};
use crate::domain::ids::OrderCode;
use crate::domain::order::BuyerAddress;
use crate::domain::party::Party;
use crate::domain::receiver::Receiver;

// CROSS JOIN keeps SQLite from beginning with the larger table.
const OF_OPEN_ORDERS: &str = "
    SELECT o.order_id, p.receiver_name, p.receiver_kana, p.receiver_tel, p.receiver_mobile, p.receiver_zip,
      p.receiver_address, p.receiver_address1, p.receiver_address2
    FROM orders o CROSS JOIN order_people p USING (order_id)
    WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'";

const OF_ORDER: &str = "
    SELECT receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip, receiver_address,
      receiver_address1, receiver_address2
    FROM order_people WHERE order_id = ?1";

// What Qoo10 left blank is NULL.
const INCOMPLETE: &str = "
    SELECT o.pack_no, o.suffix, o.order_id, p.receiver_name, p.receiver_kana, p.receiver_tel,
      p.receiver_mobile, p.receiver_zip, p.receiver_address, p.receiver_address1, p.receiver_address2
    FROM orders o CROSS JOIN order_people p USING (order_id)
    WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped' AND o.status <> 'shipped'
      AND (p.receiver_name IS NULL OR p.receiver_kana IS NULL OR p.receiver_tel IS NULL
        OR p.receiver_mobile IS NULL OR p.receiver_zip IS NULL OR p.receiver_address IS NULL
        OR p.receiver_address1 IS NULL OR p.receiver_address2 IS NULL)";

const SET: &str = "
    UPDATE order_people SET receiver_name = :name, receiver_kana = :kana, receiver_tel = :tel,
      receiver_mobile = :mobile, receiver_zip = :zip, receiver_address = :address,
      receiver_address1 = :address1, receiver_address2 = :address2,
      buyer_zip = iif(:is_buyers, :zip, buyer_zip), buyer_address = iif(:is_buyers, :address, buyer_address)
    WHERE order_id = :order_id";

impl Store {
    /// The receivers of all open orders, by the order's number in the state file.
    pub fn load_receivers_of_open_orders(&self) -> Result<HashMap<i64, Receiver>, Error> {
        let read = |row: &Row<'_>| Ok((row.get("order_id")?, read_receiver(row)?));
        Ok(self.conn.prepare_cached(OF_OPEN_ORDERS)?.read_all([], read)?.into_iter().collect())
    }

    /// The receiver of an order; none when there is no such order.
    pub fn find_receiver(&self, order_id: i64) -> Result<Option<Receiver>, Error> {
        self.conn.prepare_cached(OF_ORDER)?.read_first([order_id], read_receiver)
    }

    /// The receivers with something blank, of open orders that have not left, with the order's number in the
    /// state file (IMP-20).
    pub fn load_incomplete_receivers(&self) -> Result<HashMap<OrderCode, (i64, Receiver)>, Error> {
        let read = |row: &Row<'_>| Ok((read_order_code(row)?, (row.get("order_id")?, read_receiver(row)?)));
        Ok(self.conn.prepare_cached(INCOMPLETE)?.read_all([], read)?.into_iter().collect())
    }
}

impl Batch<'_> {
    /// Writes where an order's parcel goes, and what follows from it for the buyer's address (IMP-8).
    pub fn set_receiver(
        &self,
        order_id: i64,
        receiver: &Receiver,
        buyer_address: BuyerAddress,
    ) -> Result<(), Error> {
        let Receiver { party, address1, address2 } = receiver;
        self.tx.prepare_cached(SET)?.execute(named_params! {
            ":name": party.name,
            ":kana": party.kana,
            ":tel": party.tel,
            ":mobile": party.mobile,
            ":zip": party.zip,
            ":address": party.address,
            ":address1": address1,
            ":address2": address2,
            ":is_buyers": buyer_address == BuyerAddress::Receiver,
            ":order_id": order_id,
        })?;
        Ok(())
    }
}

/// Of columns that are named as in `order_people`.
pub(super) fn read_receiver(row: &Row<'_>) -> Result<Receiver, Error> {
    Ok(Receiver {
        party: Party {
            name: row.get("receiver_name")?,
            kana: row.get("receiver_kana")?,
            tel: row.get("receiver_tel")?,
            mobile: row.get("receiver_mobile")?,
            zip: row.get("receiver_zip")?,
            address: row.get("receiver_address")?,
        },
        address1: row.get("receiver_address1")?,
        address2: row.get("receiver_address2")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn imp_20_syn_10_a_receiver_is_read_back_as_it_was_written() {
        let (_folder, mut store) = open_store();
        let fill =
            "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
              ordered_at, imported_at)
            VALUES (1, 412345678, 0, 'ready', 'paid', 'awaiting_print', 'x', '2026-07-01T09:00:00+09:00', ''),
                   (2, 412345679, 0, 'shipped', 'paid', 'shipped', 'x', '2026-07-01T09:00:00+09:00', '');
            INSERT INTO order_people (order_id) VALUES (1), (2);";
        store.conn.execute_batch(fill).unwrap();
        let receiver =
            Receiver::from_fields([1, 2, 3, 4, 5, 6, 7, 8].map(|n| (n != 4).then(|| n.to_string())));
        let batch = store.start_batch().unwrap();
        batch.set_receiver(1, &receiver, BuyerAddress::Receiver).unwrap();
        batch.set_receiver(2, &receiver, BuyerAddress::Blank).unwrap();
        batch.commit().unwrap();
        let buyers = "SELECT count(buyer_zip), max(buyer_address) FROM order_people";
        let buyer = store.conn.query_row(buyers, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(buyer, (1, "6".to_owned()), "IMP-8: the buyer's is the receiver's, or stays");
        assert_eq!(store.load_receivers_of_open_orders().unwrap(), HashMap::from([(1, receiver)]));
    }

    #[test]
    fn receivers_of_open_orders_are_found_by_index() {
        let (_folder, store) = open_store();
        for sql in [OF_OPEN_ORDERS, INCOMPLETE] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps[0].contains("INDEX orders_open"), "{steps:?}");
            assert!(steps[1].contains("SEARCH p USING"), "{steps:?}");
        }
    }
}
