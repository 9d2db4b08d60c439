//! Open orders as the steps read them, and the changes that steps and staff make to them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, params};

use super::{Batch, Error, Store, date, instant};
use crate::domain::claim::Claim;
use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::order::HoldReason;
use crate::domain::status_machine::OrderState;
use crate::domain::time::{self, Jst, to_text};

const OPEN: &str =
    "SELECT order_id, code, status, payment_status, api_status, needs_person, needs_person_order_no,
       needs_person_claim, desired_delivery_date, carrier, tracking_numbers, shipped_on, shipped_by
     FROM orders WHERE status <> 'cancelled' AND api_status <> 'shipped'";
// CROSS JOIN keeps SQLite from beginning with the larger table.
const OPEN_HOLDS: &str = "SELECT h.order_id, h.reason FROM orders o CROSS JOIN order_holds h USING (order_id)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'";
const OPEN_LINES: &str =
    "SELECT l.order_id, l.line_id, l.parent_line_id, l.order_no, l.sku, q.ordered_at, l.paid_at,
       l.cancel_requested, l.cancelled, l.confirmed_at IS NOT NULL, l.planned_ship_date, l.sent_at IS NOT NULL
     FROM orders o CROSS JOIN order_lines l USING (order_id) LEFT JOIN qoo10_rows q ON q.order_no = l.order_no
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'";
// Cancelled by staff: a step that cancels an order cancels its lines too.
const CANCELLED_BY_HAND: &str =
    "SELECT pack_no, suffix FROM orders o WHERE status = 'cancelled' AND api_status <> 'shipped' AND ordered_at >= ?1
       AND EXISTS (SELECT 1 FROM order_lines l
                   WHERE l.order_id = o.order_id AND order_no IS NOT NULL AND NOT cancelled)
     ORDER BY ordered_at, order_id";
const BY_CODE: &str =
    "SELECT order_id, code, status, payment_status, api_status, needs_person, needs_person_order_no,
       needs_person_claim, desired_delivery_date, carrier, tracking_numbers, shipped_on, shipped_by
     FROM orders WHERE pack_no = ?1 AND suffix = ?2";
const BY_ID_HOLDS: &str = "SELECT order_id, reason FROM order_holds WHERE order_id = ?1";
const BY_ID_LINES: &str =
    "SELECT l.order_id, l.line_id, l.parent_line_id, l.order_no, l.sku, q.ordered_at, l.paid_at,
       l.cancel_requested, l.cancelled, l.confirmed_at IS NOT NULL, l.planned_ship_date, l.sent_at IS NOT NULL
     FROM order_lines l LEFT JOIN qoo10_rows q ON q.order_no = l.order_no WHERE l.order_id = ?1";

impl Store {
    /// All open orders, oldest import first.
    pub fn open_orders(&self) -> Result<Vec<Order>, Error> {
        let mut orders = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(OPEN)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let order = order(row)?;
            orders.insert(order.order_id, order);
        }
        let mut statement = self.conn.prepare_cached(OPEN_HOLDS)?;
        add_holds(&mut statement.query([])?, &mut orders)?;
        let mut statement = self.conn.prepare_cached(OPEN_LINES)?;
        add_lines(&mut statement.query([])?, &mut orders)?;
        Ok(orders.into_values().collect())
    }

    /// Orders that were ordered since an instant, that staff cancelled by hand, and of which no cancellation at Qoo10 is
    /// recorded; oldest first.
    pub fn cancelled_by_hand(&self, since: Jst) -> Result<Vec<Order>, Error> {
        let mut statement = self.conn.prepare_cached(CANCELLED_BY_HAND)?;
        let mut rows = statement.query([to_text(since)])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            let suffix = Some(row.get::<_, u32>(1)?).filter(|n| *n > 0);
            let Some(pack_no) = PackNo::new(row.get(0)?) else { continue };
            orders.extend(self.order_by_code(OrderCode { pack_no, suffix })?);
        }
        Ok(orders)
    }

    /// An order by its code, open or not; none when there is no such order.
    pub fn order_by_code(&self, code: OrderCode) -> Result<Option<Order>, Error> {
        let key = params![code.pack_no.get(), code.suffix.unwrap_or(0)];
        let mut statement = self.conn.prepare_cached(BY_CODE)?;
        let Some(found) = statement.query_row(key, |row| Ok(order(row))).optional()? else { return Ok(None) };
        let found = found?;
        let order_id = found.order_id;
        let mut orders = BTreeMap::from([(order_id, found)]);
        let mut statement = self.conn.prepare_cached(BY_ID_HOLDS)?;
        add_holds(&mut statement.query([order_id])?, &mut orders)?;
        let mut statement = self.conn.prepare_cached(BY_ID_LINES)?;
        add_lines(&mut statement.query([order_id])?, &mut orders)?;
        Ok(orders.into_values().next())
    }

    /// When the numbers of open orders that were looked up one by one were last asked for.
    pub fn asked_at(&self, order_nos: &[OrderNo]) -> Result<HashMap<OrderNo, String>, Error> {
        let mut statement =
            self.conn.prepare_cached("SELECT asked_at FROM order_lines WHERE order_no = ?1")?;
        let mut asked = HashMap::new();
        for order_no in order_nos {
            let at: Option<Option<String>> =
                statement.query_row([order_no.get()], |row| row.get(0)).optional()?;
            asked.extend(at.flatten().map(|at| (*order_no, at)));
        }
        Ok(asked)
    }

    /// Cancel requests on numbers that are not imported, with the moment to reach back to.
    pub fn pending_claims(&self) -> Result<Vec<(OrderNo, Jst)>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT order_no, seen_from FROM pending_claims")?;
        let mut rows = statement.query([])?;
        let mut pending = Vec::new();
        while let Some(row) = rows.next()? {
            let from: String = row.get(1)?;
            let from =
                time::from_text(&from).ok_or_else(|| Error::unreadable("pending_claims.seen_from", &from))?;
            pending.extend(OrderNo::new(row.get(0)?).map(|order_no| (order_no, from)));
        }
        Ok(pending)
    }
}

impl Batch<'_> {
    /// Writes where an order stands.
    pub fn set_order_state(&self, order_id: i64, standing: &OrderState) -> Result<(), Error> {
        let sql = "UPDATE orders SET status = ?2, payment_status = ?3, api_status = ?4 WHERE order_id = ?1";
        let (status, payment, api) = (standing.status, standing.payment_status, standing.api_status);
        self.tx.prepare_cached(sql)?.execute(params![
            order_id,
            status.as_str(),
            payment.as_str(),
            api.as_str()
        ])?;
        self.tx.prepare_cached("DELETE FROM order_holds WHERE order_id = ?1")?.execute([order_id])?;
        for reason in &standing.hold_reasons {
            let sql = "INSERT INTO order_holds (order_id, reason) VALUES (?1, ?2)";
            self.tx.prepare_cached(sql)?.execute(params![order_id, reason.as_str()])?;
        }
        Ok(())
    }

    /// Writes when an order was paid.
    pub fn set_paid_at(&self, order_id: i64, at: Jst) -> Result<(), Error> {
        let sql = "UPDATE orders SET paid_at = ?2 WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![order_id, to_text(at)])?;
        Ok(())
    }

    /// Writes when a line was paid.
    pub fn set_line_paid_at(&self, line_id: i64, at: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET paid_at = ?2 WHERE line_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![line_id, to_text(at)])?;
        Ok(())
    }

    /// Cancels a line, and the add-on lines that belong to it.
    pub fn cancel_line(&self, line_id: i64, order_id: i64) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET cancelled = 1, cancel_requested = 0
                   WHERE order_id = ?2 AND (line_id = ?1 OR parent_line_id = ?1)";
        self.tx.prepare_cached(sql)?.execute([line_id, order_id])?;
        Ok(())
    }

    /// Marks a line as asked to be cancelled, or no longer.
    pub fn mark_cancel_requested(&self, line_id: i64, is_requested: bool) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET cancel_requested = ?2 WHERE line_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![line_id, is_requested])?;
        Ok(())
    }

    /// Writes why an order needs a person; none: it does not.
    pub fn set_needs_person(&self, order_id: i64, why: Option<&NeedsPerson>) -> Result<(), Error> {
        let sql = "UPDATE orders SET needs_person = ?2, needs_person_order_no = ?3, needs_person_claim = ?4 WHERE order_id = ?1";
        let claim = why.and_then(NeedsPerson::claim).map(Claim::number);
        let order_no = why.map(|why| why.order_no().get());
        self.tx.prepare_cached(sql)?.execute(params![
            order_id,
            why.map(|why| why.reason().as_str()),
            order_no,
            claim
        ])?;
        Ok(())
    }

    /// Notes that a number was looked up.
    pub fn set_asked_at(&self, order_no: OrderNo, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET asked_at = ?2 WHERE order_no = ?1";
        self.tx.prepare_cached(sql)?.execute(params![order_no.get(), to_text(now)])?;
        Ok(())
    }

    /// Remembers a cancel request on a number that is not imported.
    pub fn remember_claim(
        &self,
        order_no: OrderNo,
        pack_no: Option<PackNo>,
        claim: Claim,
        seen_from: Jst,
        now: Jst,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO pending_claims (order_no, pack_no, claim, seen_from, first_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (order_no) DO UPDATE SET claim = ?3";
        let pack_no = pack_no.map(PackNo::get);
        self.tx.prepare_cached(sql)?.execute(params![
            order_no.get(),
            pack_no,
            claim.number(),
            to_text(seen_from),
            to_text(now)
        ])?;
        Ok(())
    }

    /// Forgets a remembered cancel request: its number is imported, or cancelled for good.
    pub fn forget_claim(&self, order_no: OrderNo) -> Result<(), Error> {
        self.tx
            .prepare_cached("DELETE FROM pending_claims WHERE order_no = ?1")?
            .execute([order_no.get()])?;
        Ok(())
    }

    /// Adds a line by hand, without price and order number, behind the others. Says which line it is.
    pub fn add_local_line(&self, order_id: i64, sku: &str, name: &str, qty: i64) -> Result<i64, Error> {
        let last = "SELECT coalesce(max(line), 0) FROM order_lines WHERE order_id = ?1";
        let line: i64 = self.tx.query_row(last, [order_id], |row| row.get::<_, i64>(0))? + 1;
        let sql = "INSERT INTO order_lines (order_id, line, sku, name, qty, unit_price_yen, total_yen)
                   VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)";
        self.tx.execute(sql, params![order_id, line, sku, name, qty])?;
        Ok(line)
    }
}

fn order(row: &Row<'_>) -> Result<Order, Error> {
    let word = |index: usize, name: &'static str| -> Result<String, Error> {
        row.get::<_, String>(index).map_err(|_| Error::unreadable(name, "no text"))
    };
    let (status, payment, api) =
        (word(2, "orders.status")?, word(3, "orders.payment_status")?, word(4, "orders.api_status")?);
    let standing = OrderState {
        status: status.parse().map_err(|_| Error::unreadable("orders.status", &status))?,
        payment_status: payment.parse().map_err(|_| Error::unreadable("orders.payment_status", &payment))?,
        api_status: api.parse().map_err(|_| Error::unreadable("orders.api_status", &api))?,
        hold_reasons: std::collections::BTreeSet::new(),
    };
    let why: Option<String> = row.get(5)?;
    let about = row.get::<_, Option<i64>>(6)?.and_then(OrderNo::new);
    let claim = row.get::<_, Option<u8>>(7)?.and_then(Claim::of_number);
    // What cannot be read is not absent: nobody may ship an order by mistake.
    let needs_person = match why {
        None => None,
        Some(text) => {
            let why = super::word("orders.needs_person", &text)?;
            let read = about.and_then(|about| NeedsPerson::from_parts(why, about, claim));
            Some(read.ok_or_else(|| Error::unreadable("orders.needs_person", &text))?)
        }
    };
    let numbers = word(10, "orders.tracking_numbers")?;
    Ok(Order {
        order_id: row.get(0)?,
        code: word(1, "orders.code")?,
        state: standing,
        desired_delivery_date: date("orders.desired_delivery_date", row.get(8)?)?,
        carrier: word(9, "orders.carrier")?,
        tracking_numbers: serde_json::from_str(&numbers)
            .map_err(|_| Error::unreadable("orders.tracking_numbers", &numbers))?,
        shipped_on: date("orders.shipped_on", row.get(11)?)?,
        shipped_by: row.get(12)?,
        needs_person,
        lines: Vec::new(),
    })
}

fn add_holds(rows: &mut rusqlite::Rows<'_>, orders: &mut BTreeMap<i64, Order>) -> Result<(), Error> {
    while let Some(row) = rows.next()? {
        let reason: String = row.get(1)?;
        let reason: HoldReason =
            reason.parse().map_err(|_| Error::unreadable("order_holds.reason", &reason))?;
        if let Some(order) = orders.get_mut(&row.get::<_, i64>(0)?) {
            order.state.hold_reasons.insert(reason);
        }
    }
    Ok(())
}

fn add_lines(rows: &mut rusqlite::Rows<'_>, orders: &mut BTreeMap<i64, Order>) -> Result<(), Error> {
    while let Some(row) = rows.next()? {
        let line = OrderLine {
            line_id: row.get(1)?,
            parent: row.get(2)?,
            order_no: row.get::<_, Option<i64>>(3)?.and_then(OrderNo::new),
            sku: row.get(4)?,
            ordered_at: instant("qoo10_rows.ordered_at", row.get(5)?)?,
            paid_at: instant("order_lines.paid_at", row.get(6)?)?,
            cancel_requested: row.get(7)?,
            cancelled: row.get(8)?,
            confirmed: row.get(9)?,
            planned_ship_date: date("order_lines.planned_ship_date", row.get(10)?)?,
            sent: row.get(11)?,
        };
        if let Some(order) = orders.get_mut(&row.get::<_, i64>(0)?) {
            order.lines.push(line);
        }
    }
    for order in orders.values_mut() {
        order.lines.sort_by_key(|line| line.line_id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_cancelled_long_ago_cost_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {CANCELLED_BY_HAND}")).unwrap();
        let steps = statement.query_map(["2026-07-01"], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps[0].contains("USING INDEX orders_cancelled"), "{steps:?}");
    }

    #[test]
    fn closed_orders_cost_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for sql in [OPEN, OPEN_HOLDS, OPEN_LINES] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps[0].contains("USING INDEX orders_open"), "{sql}: {steps:?}");
            assert!(steps[1..].iter().all(|step| step.contains("SEARCH")), "{sql}: {steps:?}");
        }
    }
}
