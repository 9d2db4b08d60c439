//! Shipments: what the desk has to know of an order, and what it writes; and which of them Qoo10 did not take.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Batch, Error, Store, word};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::Status;
use crate::domain::shipment::Shipment;
use crate::domain::status_machine::OrderState;
use crate::domain::time::{date_from_text, date_to_text, from_text};
use crate::vocabulary::Outcome;

const DESK_ORDER: &str = "
    SELECT o.order_id, o.status, o.payment_status, o.api_status,
      (SELECT group_concat(reason) FROM order_holds h WHERE h.order_id = o.order_id),
      coalesce(o.shipped_by, o.carrier), o.shipped_on, o.tracking_numbers,
      EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.order_id AND cancel_requested AND NOT cancelled),
      o.needs_person IS NOT NULL, o.ordered_at,
      (SELECT json_group_array(l.order_no) FROM order_lines l
       WHERE l.order_id = o.order_id AND l.order_no IS NOT NULL)
    FROM orders o WHERE o.pack_no = ?1 AND o.suffix = ?2";

/// What the last run that took up an order made of it, unless its shipment was corrected since.
const NOT_TAKEN: &str = "
    SELECT code, push_result FROM orders
    WHERE status <> 'cancelled' AND api_status <> 'shipped' AND status = 'shipped' AND push_result IS NOT NULL";

// Of several numbers Qoo10 is told the first.
const OTHERS_WITH_NUMBER: &str = "
    SELECT pack_no, suffix FROM orders
    WHERE json_extract(tracking_numbers, '$[0]') = ?1 AND pack_no <> ?2 AND status <> 'cancelled'";

/// An order as the shipping desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskOrder {
    /// Its number in the state file.
    pub order_id: i64,
    /// Where it stands.
    pub state: OrderState,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// Its shipment; none while it has no ship date.
    pub shipment: Option<Shipment>,
    /// Whether a cancellation of it is asked for.
    pub cancel_requested: bool,
    /// Whether it was said to need a person.
    pub needs_person: bool,
    /// The order numbers of its lines, cancelled ones too.
    pub order_nos: Vec<i64>,
}

impl Store {
    /// An order as the shipping desk sees it; none when there is no such order.
    pub fn desk_order(&self, code: OrderCode) -> Result<Option<DeskOrder>, Error> {
        let key = params![code.pack_no.get(), code.suffix.unwrap_or(0)];
        let mut statement = self.conn.prepare_cached(DESK_ORDER)?;
        statement.query_row(key, |row| Ok(desk_order(row))).optional()?.transpose()
    }

    /// Shipped orders that the last `push-shipments` which took them up did not get through, by
    /// their codes: `failed`, `refused` or `blocked`.
    pub fn shipments_not_taken(&self) -> Result<BTreeMap<String, Outcome>, Error> {
        let mut statement = self.conn.prepare_cached(NOT_TAKEN)?;
        let mut rows = statement.query([])?;
        let mut not_taken = BTreeMap::new();
        while let Some(row) = rows.next()? {
            not_taken.insert(row.get(0)?, word("orders.push_result", &row.get::<_, String>(1)?)?);
        }
        Ok(not_taken)
    }

    /// Some orders of other carts of which Qoo10 has been or will be told this tracking number, of those that `counts` takes: `most`
    /// of them, for a number that everybody has must not cost more than any other.
    pub fn others_with_number(
        &self,
        number: &str,
        cart: PackNo,
        most: usize,
        counts: impl Fn(OrderCode) -> bool,
    ) -> Result<Vec<OrderCode>, Error> {
        let mut statement = self.conn.prepare_cached(OTHERS_WITH_NUMBER)?;
        let mut rows = statement.query(params![number, cart.get()])?;
        let mut others = Vec::new();
        while let Some(row) = rows.next()?.filter(|_| others.len() < most) {
            let suffix = Some(row.get::<_, u32>(1)?).filter(|n| *n > 0);
            let code = PackNo::new(row.get(0)?).map(|pack_no| OrderCode { pack_no, suffix });
            others.extend(code.filter(|code| counts(*code)));
        }
        Ok(others)
    }
}

impl Batch<'_> {
    /// Writes an order's shipment, and that it is shipped; what became of telling an earlier one says nothing any more.
    pub fn put_shipment(&self, order_id: i64, shipment: &Shipment) -> Result<(), Error> {
        let sql = "UPDATE orders SET status = ?2, shipped_by = ?3, tracking_numbers = ?4, shipped_on = ?5,
                     push_result = NULL
                   WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![
            order_id,
            Status::Shipped.as_str(),
            shipment.carrier,
            serde_json::json!(shipment.tracking_numbers).to_string(),
            date_to_text(shipment.shipped_on),
        ])?;
        Ok(())
    }
}

fn desk_order(row: &Row<'_>) -> Result<DeskOrder, Error> {
    let text = |index: usize| row.get::<_, String>(index);
    let (status, payment, api) = (text(1)?, text(2)?, text(3)?);
    let holds: Option<String> = row.get(4)?;
    let holds = holds.as_deref().unwrap_or_default().split(',').filter(|reason| !reason.is_empty());
    let standing = OrderState {
        status: status.parse().map_err(|_| Error::unreadable("orders.status", &status))?,
        payment_status: payment.parse().map_err(|_| Error::unreadable("orders.payment_status", &payment))?,
        api_status: api.parse().map_err(|_| Error::unreadable("orders.api_status", &api))?,
        hold_reasons: holds
            .map(|reason| reason.parse().map_err(|_| Error::unreadable("order_holds.reason", reason)))
            .collect::<Result<_, _>>()?,
    };
    let shipped_on: Option<String> = row.get(6)?;
    let shipment = shipped_on.map(|shipped_on| {
        let numbers = text(7)?;
        Ok::<_, Error>(Shipment {
            carrier: text(5)?,
            tracking_numbers: serde_json::from_str(&numbers)
                .map_err(|_| Error::unreadable("orders.tracking_numbers", &numbers))?,
            shipped_on: date_from_text(&shipped_on)
                .ok_or_else(|| Error::unreadable("orders.shipped_on", &shipped_on))?,
        })
    });
    let ordered_at = text(10)?;
    let ordered_on =
        from_text(&ordered_at).ok_or_else(|| Error::unreadable("orders.ordered_at", &ordered_at))?;
    let order_nos = text(11)?;
    Ok(DeskOrder {
        order_id: row.get(0)?,
        state: standing,
        ordered_on: ordered_on.date_naive(),
        shipment: shipment.transpose()?,
        cancel_requested: row.get(8)?,
        needs_person: row.get(9)?,
        order_nos: serde_json::from_str(&order_nos)
            .map_err(|_| Error::unreadable("order_lines.order_no", &order_nos))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_of_years_are_not_read_for_what_was_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {NOT_TAKEN}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(steps.len() == 1 && steps[0].contains("orders_open"), "{steps:?}");
    }

    #[test]
    fn a_number_does_not_cost_the_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {OTHERS_WITH_NUMBER}")).unwrap();
        let mut steps = statement.query(params!["405548424886", 1]).unwrap();
        let first: String = steps.next().unwrap().unwrap().get(3).unwrap();
        assert!(first.contains("USING INDEX orders_first_tracking_number"), "{first}");
    }
}
