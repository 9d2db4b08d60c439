//! Open orders as the steps read them, and the changes that steps and staff make to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, Json, ReadColumn, ReadRows, read_order_code};
use crate::domain::claim::Claim;
use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::open_order::{NeedsPerson, Order, OrderLine};
use crate::domain::status_machine::OrderState;
use crate::domain::time::Jst;
use crate::vocabulary::Reason;

// The macros keep what is read of an order, and of a line, in one place.
macro_rules! select_orders {
    ($rest:literal) => {
        concat!(
            "SELECT order_id, code, status, payment_status, api_status, needs_person, needs_person_order_no,
               needs_person_claim, needs_person_facts, desired_delivery_date, carrier, tracking_numbers,
               shipped_on,
               shipped_by ",
            $rest
        )
    };
}
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "SELECT l.order_id, l.line_id, l.parent_line_id, l.order_no, l.sku, q.ordered_at, l.paid_at,
               l.cancel_requested, l.cancelled, l.confirmed_at IS NOT NULL AS confirmed, l.planned_ship_date,
               l.sent_at IS NOT NULL AS sent ",
            $rest
        )
    };
}

const OPEN: &str = select_orders!("FROM orders WHERE status <> 'cancelled' AND api_status <> 'shipped'");
// CROSS JOIN keeps SQLite from beginning with the larger table.
const OPEN_HOLDS: &str = "SELECT h.order_id, h.reason FROM orders o CROSS JOIN order_holds h USING (order_id)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'";
const OPEN_LINES: &str = select_lines!(
    "FROM orders o CROSS JOIN order_lines l USING (order_id) LEFT JOIN qoo10_rows q ON q.order_no = l.order_no
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped'"
);
// Cancelled by staff: a step that cancels an order cancels its lines too.
const CANCELLED_BY_HAND: &str = "SELECT pack_no, suffix FROM orders o
     WHERE status = 'cancelled' AND api_status <> 'shipped' AND ordered_at >= ?1
       AND EXISTS (SELECT 1 FROM order_lines l
                   WHERE l.order_id = o.order_id AND order_no IS NOT NULL AND NOT cancelled)
     ORDER BY ordered_at, order_id";
const BY_CODE: &str = select_orders!("FROM orders WHERE pack_no = ?1 AND suffix = ?2");
const BY_ID_HOLDS: &str = "SELECT order_id, reason FROM order_holds WHERE order_id = ?1";
const BY_ID_LINES: &str = select_lines!(
    "FROM order_lines l LEFT JOIN qoo10_rows q ON q.order_no = l.order_no WHERE l.order_id = ?1"
);

/// A cancel request on a number that is not imported.
#[derive(Debug, Clone, Copy)]
pub struct PendingClaim {
    pub order_no: OrderNo,
    pub pack_no: Option<PackNo>,
    pub claim: Claim,
    /// The moment to which import reaches back for it.
    pub seen_from: Jst,
}

impl Store {
    /// All open orders, oldest import first.
    pub fn list_open_orders(&self) -> Result<Vec<Order>, Error> {
        let read = |row: &Row<'_>| read_order(row).map(|order| (order.order_id, order));
        let orders = self.conn.prepare_cached(OPEN)?.read_all([], read)?;
        let mut orders: BTreeMap<_, _> = orders.into_iter().collect();
        // Three questions for all orders, not two more for each.
        let mut statement = self.conn.prepare_cached(OPEN_HOLDS)?;
        add_holds(&mut statement.query([])?, &mut orders)?;
        let mut statement = self.conn.prepare_cached(OPEN_LINES)?;
        add_lines(&mut statement.query([])?, &mut orders)?;
        Ok(orders.into_values().collect())
    }

    /// Orders that were ordered since an instant, that staff cancelled by hand, and of which no cancellation
    /// at Qoo10 is recorded; oldest first.
    pub fn list_cancelled_by_hand(&self, since: Jst) -> Result<Vec<Order>, Error> {
        let codes = self.conn.prepare_cached(CANCELLED_BY_HAND)?.read_all([Iso(since)], read_order_code)?;
        let mut orders = Vec::new();
        for code in codes {
            orders.extend(self.find_order_by_code(code)?);
        }
        Ok(orders)
    }

    /// An order by its code, open or not; none when there is no such order.
    pub fn find_order_by_code(&self, code: OrderCode) -> Result<Option<Order>, Error> {
        let key = (code.pack_no, code.suffix.unwrap_or(0));
        let Some(found) = self.conn.prepare_cached(BY_CODE)?.read_first(key, read_order)? else {
            return Ok(None);
        };
        let order_id = found.order_id;
        let mut orders = BTreeMap::from([(order_id, found)]);
        let mut statement = self.conn.prepare_cached(BY_ID_HOLDS)?;
        add_holds(&mut statement.query([order_id])?, &mut orders)?;
        let mut statement = self.conn.prepare_cached(BY_ID_LINES)?;
        add_lines(&mut statement.query([order_id])?, &mut orders)?;
        Ok(orders.into_values().next())
    }

    /// When the numbers of open orders that were looked up one by one were last asked for.
    pub fn list_lookup_times(&self, order_nos: &[OrderNo]) -> Result<HashMap<OrderNo, Jst>, Error> {
        let mut statement =
            self.conn.prepare_cached("SELECT asked_at FROM order_lines WHERE order_no = ?1")?;
        let mut asked = HashMap::new();
        for order_no in order_nos {
            let at: Option<Option<Jst>> =
                statement.read_first([order_no], |row| row.read("order_lines.asked_at"))?;
            asked.extend(at.flatten().map(|at| (*order_no, at)));
        }
        Ok(asked)
    }

    /// Cancel requests on numbers that are not imported, with the moment to reach back to.
    pub fn list_pending_claims(&self) -> Result<Vec<(OrderNo, Jst)>, Error> {
        let sql = "SELECT order_no, seen_from FROM pending_claims";
        self.conn.prepare_cached(sql)?.read_all([], |row| {
            Ok((row.read("pending_claims.order_no")?, row.read("pending_claims.seen_from")?))
        })
    }
}

/// What a line that is added by hand holds.
#[derive(Debug, Clone, Copy)]
pub struct LocalGoods<'a> {
    pub sku: &'a str,
    pub name: &'a str,
    /// Pieces.
    pub qty: i64,
}

impl Batch<'_> {
    /// Writes where an order stands.
    pub fn set_order_state(&self, order_id: i64, standing: &OrderState, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE orders SET status = :status, payment_status = :payment, api_status = :api,
                     told_shipped_at = iif(:status = 'shipped',
                       iif(status = 'shipped', told_shipped_at, :now), NULL),
                     shipped_no = iif(:status = 'shipped', iif(status = 'shipped', shipped_no, (
                       SELECT coalesce(max(n.shipped_no), 0) + 1 FROM orders n
                       WHERE n.shipped_no IS NOT NULL)),
                       NULL)
                   WHERE order_id = :order_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":status": standing.status,
            ":payment": standing.payment_status,
            ":api": standing.api_status,
            ":now": Iso(now),
            ":order_id": order_id,
        })?;
        self.tx.prepare_cached("DELETE FROM order_holds WHERE order_id = ?1")?.execute([order_id])?;
        for reason in &standing.hold_reasons {
            let sql = "INSERT INTO order_holds (order_id, reason) VALUES (?1, ?2)";
            self.tx.prepare_cached(sql)?.execute((order_id, reason))?;
        }
        Ok(())
    }

    /// Writes when an order was paid.
    pub fn set_paid_at(&self, order_id: i64, at: Jst) -> Result<(), Error> {
        let sql = "UPDATE orders SET paid_at = ?2 WHERE order_id = ?1";
        self.tx.prepare_cached(sql)?.execute((order_id, Iso(at)))?;
        Ok(())
    }

    /// Writes when a line was paid.
    pub fn set_line_paid_at(&self, line_id: i64, at: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET paid_at = ?2 WHERE line_id = ?1";
        self.tx.prepare_cached(sql)?.execute((line_id, Iso(at)))?;
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
        self.tx.prepare_cached(sql)?.execute((line_id, is_requested))?;
        Ok(())
    }

    /// Writes why an order needs a person; none: it does not.
    pub fn set_needs_person(&self, order_id: i64, why: Option<&NeedsPerson>) -> Result<(), Error> {
        let sql = "UPDATE orders SET needs_person = :reason, needs_person_order_no = :order_no,
                     needs_person_claim = :claim, needs_person_facts = :facts
                   WHERE order_id = :order_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":reason": why.map(NeedsPerson::reason),
            ":order_no": why.map(NeedsPerson::order_no),
            ":claim": why.and_then(NeedsPerson::claim),
            ":facts": why.and_then(NeedsPerson::parcel).map(Json),
            ":order_id": order_id,
        })?;
        Ok(())
    }

    /// Notes that a number was looked up.
    pub fn set_lookup_time(&self, order_no: OrderNo, now: Jst) -> Result<(), Error> {
        let sql = "UPDATE order_lines SET asked_at = ?2 WHERE order_no = ?1";
        self.tx.prepare_cached(sql)?.execute((order_no, Iso(now)))?;
        Ok(())
    }

    /// Remembers a cancel request on a number that is not imported.
    pub fn remember_claim(&self, pending: &PendingClaim, now: Jst) -> Result<(), Error> {
        // seen_from stays where it was first: a later one might not reach back to the order.
        let sql = "INSERT INTO pending_claims (order_no, pack_no, claim, seen_from, first_at)
                   VALUES (:order_no, :pack_no, :claim, :seen_from, :now)
                   ON CONFLICT (order_no) DO UPDATE SET claim = excluded.claim";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_no": pending.order_no,
            ":pack_no": pending.pack_no,
            ":claim": pending.claim,
            ":seen_from": Iso(pending.seen_from),
            ":now": Iso(now),
        })?;
        Ok(())
    }

    /// Forgets a remembered cancel request: its number is imported, or cancelled for good.
    pub fn forget_claim(&self, order_no: OrderNo) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM pending_claims WHERE order_no = ?1")?.execute([order_no])?;
        Ok(())
    }

    /// Adds a line by hand, without price and order number, behind the others. Says which line it is.
    pub fn add_local_line(&self, order_id: i64, goods: LocalGoods<'_>, now: Jst) -> Result<i64, Error> {
        let next = "SELECT coalesce(max(line), 0) + 1 AS next FROM order_lines WHERE order_id = ?1";
        let line: i64 = self.tx.query_row(next, [order_id], |row| row.get("next"))?;
        let sql =
            "INSERT INTO order_lines (order_id, line, sku, name, qty, unit_price_yen, total_yen, added_at)
                   VALUES (:order_id, :line, :sku, :name, :qty, 0, 0, :now)";
        let row = named_params! {
            ":order_id": order_id,
            ":line": line,
            ":sku": goods.sku,
            ":name": goods.name,
            ":qty": goods.qty,
            ":now": Iso(now),
        };
        self.tx.execute(sql, row)?;
        Ok(line)
    }

    /// Takes back a line that was added by hand, and says what it was: SKU and pieces. It stays as cancelled,
    /// so that neither its number nor its place is given to another.
    pub fn cancel_local_line(&self, order_id: i64, line: i64) -> Result<(String, i64), Error> {
        let sql = "UPDATE order_lines SET cancelled = 1
                   WHERE order_id = ?1 AND line = ?2 AND order_no IS NULL AND parent_line_id IS NULL
                   RETURNING coalesce(sku, name) AS sku, qty";
        let mut statement = self.tx.prepare_cached(sql)?;
        Ok(statement.query_row([order_id, line], |row| Ok((row.get("sku")?, row.get("qty")?)))?)
    }
}

fn read_order(row: &Row<'_>) -> Result<Order, Error> {
    let Json(tracking_numbers) = row.read("orders.tracking_numbers")?;
    Ok(Order {
        order_id: row.get("order_id")?,
        code: row.read::<OrderCode>("orders.code")?.to_string(),
        state: OrderState {
            status: row.read("orders.status")?,
            payment_status: row.read("orders.payment_status")?,
            api_status: row.read("orders.api_status")?,
            hold_reasons: BTreeSet::new(),
        },
        desired_delivery_date: row.read("orders.desired_delivery_date")?,
        carrier: row.get("carrier")?,
        tracking_numbers,
        shipped_on: row.read("orders.shipped_on")?,
        shipped_by: row.get("shipped_by")?,
        needs_person: needs_person(row)?,
        lines: Vec::new(),
    })
}

/// What cannot be read is not absent: nobody may ship an order by mistake.
fn needs_person(row: &Row<'_>) -> Result<Option<NeedsPerson>, Error> {
    let Some(reason) = row.read::<Option<Reason>>("orders.needs_person")? else { return Ok(None) };
    let about = row.read("orders.needs_person_order_no")?;
    let claim = row.read("orders.needs_person_claim")?;
    let parcel = row.read::<Option<Json<_>>>("orders.needs_person_facts")?.map(|Json(parcel)| parcel);
    let found = NeedsPerson::from_parts(reason, about, claim, parcel);
    found.map(Some).ok_or_else(|| Error::from_unreadable("orders.needs_person", reason.as_str()))
}

fn add_holds(rows: &mut rusqlite::Rows<'_>, orders: &mut BTreeMap<i64, Order>) -> Result<(), Error> {
    while let Some(row) = rows.next()? {
        let reason = row.read("order_holds.reason")?;
        if let Some(order) = orders.get_mut(&row.get::<_, i64>("order_id")?) {
            order.state.hold_reasons.insert(reason);
        }
    }
    Ok(())
}

fn add_lines(rows: &mut rusqlite::Rows<'_>, orders: &mut BTreeMap<i64, Order>) -> Result<(), Error> {
    while let Some(row) = rows.next()? {
        let line = OrderLine {
            line_id: row.get("line_id")?,
            parent: row.get("parent_line_id")?,
            order_no: row.read("order_lines.order_no")?,
            sku: row.get("sku")?,
            ordered_at: row.read("qoo10_rows.ordered_at")?,
            paid_at: row.read("order_lines.paid_at")?,
            cancel_requested: row.get("cancel_requested")?,
            cancelled: row.get("cancelled")?,
            confirmed: row.get("confirmed")?,
            planned_ship_date: row.read("order_lines.planned_ship_date")?,
            sent: row.get("sent")?,
        };
        if let Some(order) = orders.get_mut(&row.get::<_, i64>("order_id")?) {
            order.lines.push(line);
        }
    }
    // Sorted here: SQLite would have to hold them all to do it.
    for order in orders.values_mut() {
        order.lines.sort_by_key(|line| line.line_id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An open order of one line, after a change that the tables themselves would refuse.
    fn store_after(change: &str) -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let fill =
            "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
              ordered_at, imported_at)
            VALUES (1, 412345678, 0, 'ready', 'paid', 'awaiting_print', 'x', '2026-07-01T09:00:00+09:00', '');
            INSERT INTO order_lines (order_id, line, order_no, name, qty, unit_price_yen, total_yen)
            VALUES (1, 1, 1062428731, '', 1, 1, 1);
            INSERT INTO pending_claims (order_no, claim, seen_from, first_at)
            VALUES (7, 1, '2026-07-01T09:00:00+09:00', '');
            PRAGMA ignore_check_constraints = ON;";
        store.conn.execute_batch(&format!("{fill}{change}")).unwrap();
        (folder, store)
    }

    #[test]
    fn what_cannot_be_read_of_an_order_is_never_taken_for_absent() {
        let code = OrderCode { pack_no: PackNo::new(412345678).unwrap(), suffix: None };
        let number = OrderNo::new(1062428731).unwrap();
        let since = crate::domain::time::parse_jst("2026-06-01T09:00:00+09:00").unwrap();
        let (_folder, store) = store_after("");
        assert!(
            store.find_order_by_code(code).unwrap().is_some_and(|order| order.lines[0].order_no.is_some())
        );
        assert!(
            store.list_cancelled_by_hand(since).unwrap().is_empty()
                && store.list_pending_claims().unwrap().len() == 1
        );
        type Question<'q> = &'q dyn Fn(&Store) -> Result<(), Error>;
        let open: Question<'_> = &|store| store.list_open_orders().map(drop);
        let questions: [(&str, &str, Question<'_>); 8] = [
            ("UPDATE order_lines SET order_no = 0", "order_lines.order_no", open),
            ("UPDATE orders SET pack_no = 0", "orders.code", open),
            (
                "UPDATE orders SET needs_person = 'other_claim', needs_person_order_no = 1,
                 needs_person_claim = 99",
                "orders.needs_person_claim",
                open,
            ),
            ("UPDATE orders SET needs_person = 'other_claim'", "orders.needs_person_order_no", open),
            ("UPDATE orders SET pack_no = -1", "orders.pack_no", &|store| {
                store.find_order_code(number).map(drop)
            }),
            ("UPDATE orders SET status = 'cancelled', pack_no = 0", "orders.pack_no", &|store| {
                store.list_cancelled_by_hand(since).map(drop)
            }),
            ("UPDATE order_lines SET asked_at = 'x'", "order_lines.asked_at", &|store| {
                store.list_lookup_times(&[number]).map(drop)
            }),
            ("UPDATE pending_claims SET order_no = 0", "pending_claims.order_no", &|store| {
                store.list_pending_claims().map(drop)
            }),
        ];
        for (change, column, question) in questions {
            let (_folder, store) = store_after(change);
            let error = question(&store).unwrap_err();
            assert!(error.message.to_string().contains(column), "{change}: {error:?}");
        }
    }

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
