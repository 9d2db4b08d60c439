//! Shipments: what the desk has to know of an order, and what it writes; and which of them Qoo10 did not
//! take.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, Json, ReadColumn, ReadRows, read_order_code};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::Status;
use crate::domain::shipment::{RemoteParcel, Shipment};
use crate::domain::status_machine::OrderState;
use crate::domain::time::Jst;
use crate::strings::clean::filled;
use crate::vocabulary::Outcome;

const DESK_ORDER: &str = "
    SELECT o.order_id, o.status, o.payment_status, o.api_status,
      (SELECT json_group_array(reason) FROM order_holds h WHERE h.order_id = o.order_id) AS reason,
      coalesce(o.shipped_by, o.carrier) AS carrier, o.shipped_on, o.tracking_numbers,
      (SELECT x.carrier FROM order_exports x WHERE x.export_id =
        (SELECT max(e.export_id) FROM order_exports e WHERE e.order_id = o.order_id)) AS exported_carrier,
      EXISTS (SELECT 1 FROM order_lines l
        WHERE l.order_id = o.order_id AND cancel_requested AND NOT cancelled) AS cancel_requested,
      o.needs_person IS NOT NULL AS needs_person, o.needs_person_facts, o.ordered_at,
      (SELECT json_group_array(l.order_no) FROM order_lines l
       WHERE l.order_id = o.order_id AND l.order_no IS NOT NULL) AS order_no
    FROM orders o WHERE o.pack_no = ?1 AND o.suffix = ?2";

// status <> 'cancelled' says nothing new, but only with it orders_open is used.
/// What the last run that took up an order made of it, unless its shipment was corrected since.
const FAILED_SHIPMENTS: &str = "
    SELECT code, push_result FROM orders
    WHERE status <> 'cancelled' AND api_status <> 'shipped' AND status = 'shipped'
      AND push_result IS NOT NULL";

// Of several numbers Qoo10 is told the first.
const OTHERS_WITH_NUMBER: &str = "
    SELECT pack_no, suffix FROM orders
    WHERE json_extract(tracking_numbers, '$[0]') = ?1 AND pack_no <> ?2 AND status <> 'cancelled'";

/// An order as the shipping desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskOrder {
    pub order_id: i64,
    pub state: OrderState,
    pub ordered_on: NaiveDate,
    /// Its delivery company: that of its shipment, else Qoo10's; none while Qoo10 has none.
    pub carrier: Option<String>,
    /// The delivery company for which it was exported last.
    pub exported_carrier: Option<String>,
    /// Its shipment; none while it has no ship date.
    pub shipment: Option<Shipment>,
    /// Whether a cancellation of it is asked for.
    pub cancel_requested: bool,
    /// Whether it was said to need a person.
    pub needs_person: bool,
    /// The parcel in which it was sent in QSM, where that is why (SYN-8).
    pub sent_at_qoo10: Option<RemoteParcel>,
    /// The order numbers of its lines, cancelled ones too.
    pub order_nos: Vec<i64>,
}

impl Store {
    /// An order as the shipping desk sees it; none when there is no such order.
    pub fn find_desk_order(&self, code: OrderCode) -> Result<Option<DeskOrder>, Error> {
        let key = (code.pack_no, code.suffix.unwrap_or(0));
        self.conn.prepare_cached(DESK_ORDER)?.read_first(key, read_desk_order)
    }

    /// Shipped orders that the last `push-shipments` which took them up did not get through, by
    /// their codes: `failed`, `refused` or `blocked`.
    pub fn list_failed_shipments(&self) -> Result<BTreeMap<String, Outcome>, Error> {
        let read = |row: &Row<'_>| Ok((row.get("code")?, row.read("orders.push_result")?));
        Ok(self.conn.prepare_cached(FAILED_SHIPMENTS)?.read_all([], read)?.into_iter().collect())
    }

    /// Some orders of other carts of which Qoo10 has been or will be told this tracking number, of those that
    /// `counts` takes: `most` of them, for a number that everybody has must not cost more than any other.
    pub fn find_orders_with_number(
        &self,
        number: &str,
        cart: PackNo,
        most: usize,
        counts: impl Fn(OrderCode) -> bool,
    ) -> Result<Vec<OrderCode>, Error> {
        let mut statement = self.conn.prepare_cached(OTHERS_WITH_NUMBER)?;
        let mut rows = statement.query((number, cart))?;
        let mut others = Vec::new();
        // `counts` asks Rust, so a LIMIT in the question would count the wrong ones.
        while let Some(row) = rows.next()?.filter(|_| others.len() < most) {
            others.extend(Some(read_order_code(row)?).filter(|code| counts(*code)));
        }
        Ok(others)
    }
}

impl Batch<'_> {
    /// Writes an order's shipment, and that it is shipped; what became of an earlier one says nothing any
    /// more.
    pub fn write_shipment(&self, order_id: i64, shipment: &Shipment, now: Jst) -> Result<(), Error> {
        // A correction leaves the moment at which the parcel was first told of.
        let sql =
            "UPDATE orders SET status = :status, shipped_by = :carrier, tracking_numbers = :tracking_numbers,
                     shipped_on = :shipped_on, push_result = NULL,
                     told_shipped_at = iif(status = :status, told_shipped_at, :now),
                     shipped_no = iif(status = :status, shipped_no, (
                       SELECT coalesce(max(n.shipped_no), 0) + 1 FROM orders n
                       WHERE n.shipped_no IS NOT NULL))
                   WHERE order_id = :order_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":status": Status::Shipped,
            ":carrier": shipment.carrier,
            ":tracking_numbers": Json(shipment.tracking_numbers.as_slice()),
            ":shipped_on": Iso(shipment.shipped_on),
            ":now": Iso(now),
            ":order_id": order_id,
        })?;
        Ok(())
    }
}

fn read_desk_order(row: &Row<'_>) -> Result<DeskOrder, Error> {
    let Json(hold_reasons) = row.read("order_holds.reason")?;
    let Json(order_nos) = row.read("order_lines.order_no")?;
    let shipped_on: Option<NaiveDate> = row.read("orders.shipped_on")?;
    let carrier: String = row.get("carrier")?;
    let shipment = shipped_on.map(|shipped_on| {
        let Json(tracking_numbers) = row.read("orders.tracking_numbers")?;
        Ok::<_, Error>(Shipment { carrier: carrier.clone(), tracking_numbers, shipped_on })
    });
    Ok(DeskOrder {
        order_id: row.get("order_id")?,
        state: OrderState {
            status: row.read("orders.status")?,
            payment_status: row.read("orders.payment_status")?,
            api_status: row.read("orders.api_status")?,
            hold_reasons,
        },
        ordered_on: row.read::<Jst>("orders.ordered_at")?.date_naive(),
        shipment: shipment.transpose()?,
        carrier: filled(&carrier).map(str::to_owned),
        exported_carrier: row
            .get::<_, Option<String>>("exported_carrier")?
            .filter(|name| filled(name).is_some()),
        cancel_requested: row.get("cancel_requested")?,
        needs_person: row.get("needs_person")?,
        sent_at_qoo10: row.read::<Option<Json<_>>>("orders.needs_person_facts")?.map(|Json(parcel)| parcel),
        order_nos,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_of_years_are_not_read_for_what_was_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {FAILED_SHIPMENTS}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(steps.len() == 1 && steps[0].contains("orders_open"), "{steps:?}");
    }

    #[test]
    fn a_number_does_not_cost_the_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {OTHERS_WITH_NUMBER}")).unwrap();
        let mut steps = statement.query(("405548424886", 1)).unwrap();
        let first: String = steps.next().unwrap().unwrap().get(3).unwrap();
        assert!(first.contains("USING INDEX orders_first_tracking_number"), "{first}");
    }
}
