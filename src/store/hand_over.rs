//! Orders that may have to leave the house on paper, with what decides about it.

use rusqlite::{Row, named_params};

use super::database::Store;
use super::error::Error;
use super::order_view::OrderView;
use super::sql::{ReadColumn, ReadRows};
use crate::domain::hand_over::HandOverState;
use crate::domain::ids::OrderCode;

/// An order, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOverCandidate {
    pub order_id: i64,
    pub code: OrderCode,
    pub state: HandOverState,
}

// The macro keeps the columns of a state in one place, also for wider questions about an order `o`.
macro_rules! hand_over_columns {
    () => {
        "o.order_id, o.code, o.status, o.payment_status, o.api_status, o.needs_person,
         EXISTS (SELECT 1 FROM order_lines l
           WHERE l.order_id = o.order_id AND l.cancel_requested AND NOT l.cancelled) AS cancel_requested,
         EXISTS (SELECT 1 FROM order_lines r WHERE r.order_id = o.order_id AND NOT r.cancelled) AS has_lines,
         EXISTS (SELECT 1 FROM order_holds h WHERE h.order_id = o.order_id) AS is_held"
    };
}
pub(super) use hand_over_columns;

const OPEN: &str = concat!(
    "SELECT ",
    hand_over_columns!(),
    " FROM orders o WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped' ORDER BY o.order_id"
);
const ONE: &str = concat!(
    "SELECT ",
    hand_over_columns!(),
    " FROM orders o WHERE o.pack_no = :pack_no AND o.suffix = :suffix"
);

// By the key of a line they come in their order without being sorted.
const OPEN_LINES: &str =
    "SELECT l.order_id, l.sku, l.item_code, r.option_code, l.name, l.option, l.addon_options, l.qty,
       l.unit_price_yen, l.total_yen
     FROM orders o CROSS JOIN order_lines l USING (order_id) LEFT JOIN qoo10_rows r USING (order_no)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped' AND NOT l.cancelled
     ORDER BY o.order_id, l.line";
const LINES_OF: &str =
    "SELECT l.order_id, l.sku, l.item_code, r.option_code, l.name, l.option, l.addon_options, l.qty,
       l.unit_price_yen, l.total_yen
     FROM order_lines l LEFT JOIN qoo10_rows r USING (order_no)
     WHERE l.order_id = ?1 AND NOT l.cancelled ORDER BY l.line";
const OPEN_GIFTS: &str = "SELECT p.order_id, p.gift FROM orders o CROSS JOIN order_people p USING (order_id)
     WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped' AND p.gift IS NOT NULL";

/// A remaining line of an order, as it is picked and packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingLine {
    pub order_id: i64,
    pub sku: Option<String>,
    pub item_code: Option<String>,
    /// The seller's option code, as Qoo10 has it.
    pub option_code: Option<String>,
    pub name: String,
    pub option: Option<String>,
    pub addon_options: Option<String>,
    pub qty: i64,
    pub unit_price_yen: i64,
    /// Qoo10's total of the line.
    pub total_yen: i64,
}

fn read_packing_line(row: &Row<'_>) -> Result<PackingLine, Error> {
    Ok(PackingLine {
        order_id: row.get("order_id")?,
        sku: row.get("sku")?,
        item_code: row.get("item_code")?,
        option_code: row.get("option_code")?,
        name: row.get("name")?,
        option: row.get("option")?,
        addon_options: row.get("addon_options")?,
        qty: row.get("qty")?,
        unit_price_yen: row.get("unit_price_yen")?,
        total_yen: row.get("total_yen")?,
    })
}

/// The state in a row that has the columns of one.
pub(super) fn read_hand_over_state(row: &Row<'_>) -> Result<HandOverState, Error> {
    Ok(HandOverState {
        status: row.read("orders.status")?,
        payment_status: row.read("orders.payment_status")?,
        api_status: row.read("orders.api_status")?,
        needs_person: row.read("orders.needs_person")?,
        cancel_requested: row.get("cancel_requested")?,
        has_lines: row.get("has_lines")?,
        is_held: row.get("is_held")?,
    })
}

fn read_candidate(row: &Row<'_>) -> Result<HandOverCandidate, Error> {
    Ok(HandOverCandidate {
        order_id: row.get("order_id")?,
        code: row.read("orders.code")?,
        state: read_hand_over_state(row)?,
    })
}

impl Store {
    /// Every open order, the oldest import first: neither cancelled, nor known to Qoo10 as shipped.
    pub fn list_hand_over_candidates(&self) -> Result<Vec<HandOverCandidate>, Error> {
        self.conn.prepare_cached(OPEN)?.read_all([], read_candidate)
    }

    /// An order by its code, open or not; none when there is no such order.
    pub fn find_hand_over_candidate(&self, code: OrderCode) -> Result<Option<HandOverCandidate>, Error> {
        let key = named_params! { ":pack_no": code.pack_no, ":suffix": code.suffix.map_or(0, i64::from) };
        self.conn.prepare_cached(ONE)?.read_first(key, read_candidate)
    }

    /// An order whole. One that is there has people too.
    pub fn load_packing_order(&self, order: &HandOverCandidate) -> Result<OrderView, Error> {
        let whole = self.find_order(order.code)?;
        whole.ok_or_else(|| Error::from_unreadable("order_people.order_id", &order.order_id.to_string()))
    }

    /// The remaining lines of every open order, those of an order together.
    pub fn list_open_packing_lines(&self) -> Result<Vec<PackingLine>, Error> {
        self.conn.prepare_cached(OPEN_LINES)?.read_all([], read_packing_line)
    }

    /// The remaining lines of an order.
    pub fn list_packing_lines(&self, order_id: i64) -> Result<Vec<PackingLine>, Error> {
        self.conn.prepare_cached(LINES_OF)?.read_all([order_id], read_packing_line)
    }

    /// The open orders with a text for a gift, blank or not.
    pub fn list_open_gift_texts(&self) -> Result<Vec<(i64, String)>, Error> {
        let read = |row: &Row<'_>| Ok((row.get("order_id")?, row.get("gift")?));
        self.conn.prepare_cached(OPEN_GIFTS)?.read_all([], read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{ApiStatus, PaymentStatus, Reason, Status};

    const ORDERS: &str = "
        INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
          ordered_at, imported_at, needs_person, needs_person_order_no) VALUES
          (1, 412345671, 0, 'ready', 'paid', 'printed', '', '', '', NULL, NULL),
          (2, 412345672, 2, 'on_hold', 'unpaid', 'awaiting_print', '', '', '', NULL, NULL),
          (3, 412345673, 0, 'cancelled', 'paid', 'printed', '', '', '', NULL, NULL),
          (4, 412345674, 0, 'shipped', 'paid', 'shipped', '', '', '', NULL, NULL),
          (5, 412345675, 0, 'working', 'paid', 'printed', '', '', '', 'no_such_order', 5);
        INSERT INTO order_holds (order_id, reason) VALUES (2, 'payment');
        INSERT INTO order_lines (order_id, line, name, qty, unit_price_yen, total_yen, cancel_requested,
          cancelled) VALUES
          (1, 1, '', 1, 1, 1, 0, 0), (1, 2, '', 1, 1, 1, 1, 0), (2, 1, '', 1, 1, 1, 1, 1);";

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        store.conn.execute_batch(ORDERS).unwrap();
        (folder, store)
    }

    #[test]
    fn fil_07_an_order_comes_with_all_that_decides() {
        let (_folder, store) = store();
        let found = store.list_hand_over_candidates().unwrap();
        let codes: Vec<String> = found.iter().map(|one| one.code.to_string()).collect();
        assert_eq!(codes, ["412345671", "412345672-2", "412345675"]);
        let states: Vec<HandOverState> = found.iter().map(|one| one.state).collect();
        let asked = HandOverState {
            status: Status::Ready,
            payment_status: PaymentStatus::Paid,
            api_status: ApiStatus::Printed,
            needs_person: None,
            cancel_requested: true,
            has_lines: true,
            is_held: false,
        };
        let held = HandOverState {
            status: Status::OnHold,
            payment_status: PaymentStatus::Unpaid,
            api_status: ApiStatus::AwaitingPrint,
            cancel_requested: false,
            has_lines: false,
            is_held: true,
            ..asked
        };
        let unknown = HandOverState {
            status: Status::Working,
            needs_person: Some(Reason::NoSuchOrder),
            cancel_requested: false,
            has_lines: false,
            ..asked
        };
        assert_eq!(states, [asked, held, unknown]);
        for (code, status) in [("412345672-2", Some(Status::OnHold)), ("412345672", None)] {
            let one = store.find_hand_over_candidate(code.parse().unwrap()).unwrap();
            assert_eq!(one.map(|one| one.state.status), status, "{code}");
        }
    }

    #[test]
    fn closed_orders_cost_nothing() {
        let (_folder, store) = store();
        for (sql, index) in [
            (OPEN, "orders_open"),
            (OPEN_LINES, "orders_open"),
            (OPEN_GIFTS, "orders_open"),
            (ONE, "(pack_no=? AND suffix=?)"),
            (LINES_OF, "(order_id=?)"),
        ] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let given = vec![String::new(); statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(given), |row| row.get::<_, String>(3));
            let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
            assert!(steps[0].contains(index), "{sql}: {steps:?}");
            let is_fine = |step: &String| step.contains("SEARCH") || step.contains("SUBQUERY");
            assert!(steps[1..].iter().all(is_fine), "{sql}: {steps:?}");
        }
    }
}
