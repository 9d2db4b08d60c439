//! Orders that are handed over in files: what stands in one, and which order was in which (FIL-7).

use std::borrow::Cow;

use chrono::NaiveDate;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::hand_over::{hand_over_columns, read_hand_over_state};
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::hand_over::HandOverState;
use crate::domain::ids::OrderCode;
use crate::domain::time::{Jst, format_iso_date};
use crate::vocabulary::{ExportField, Status};

/// Which orders to look at.
#[derive(Debug, Clone, Default)]
pub struct ExportFilter {
    /// Those with one of these statuses.
    pub statuses: Vec<Status>,
    /// Those of one of these delivery companies; none for all.
    pub carriers: Option<Vec<String>>,
    /// Those ordered on this day or later.
    pub since: Option<NaiveDate>,
    /// Those with these numbers in the state file, whatever else is asked for.
    pub orders: Option<Vec<i64>>,
    /// The format of which it is asked whether an order was handed over in it.
    pub format: String,
}

/// A line of an order on its way into a file.
pub struct ExportLine<'r> {
    row: &'r Row<'r>,
    cells: &'r [usize],
}

/// An order as far as an export decides about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportHead {
    pub order_id: i64,
    pub code: OrderCode,
    pub state: HandOverState,
    pub carrier: String,
    /// Whether it was handed over in the format before.
    pub was_exported: bool,
    /// Whether its company and its day are those that are asked for.
    pub is_chosen: bool,
}

/// A hand-over that is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    pub order_id: i64,
    pub carrier: String,
    pub status: Status,
}

/// A hand-over as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportView {
    pub at: String,
    pub format: String,
    pub file: String,
}

impl ExportLine<'_> {
    pub fn order_id(&self) -> Result<i64, Error> {
        Ok(self.row.get("order_id")?)
    }

    pub fn read_head(&self) -> Result<ExportHead, Error> {
        Ok(ExportHead {
            order_id: self.row.get("order_id")?,
            code: self.row.read("orders.code")?,
            state: read_hand_over_state(self.row)?,
            carrier: self.row.get("shown_carrier")?,
            was_exported: self.row.get("was_exported")?,
            is_chosen: self.row.get("is_chosen")?,
        })
    }

    /// The cells, in the order of the fields that were asked for; what is not there is blank.
    pub fn cells(&self) -> impl Iterator<Item = Result<Cow<'_, str>, Error>> {
        self.cells.iter().map(|at| read_cell(self.row, *at))
    }
}

fn read_cell<'r>(row: &'r Row<'_>, at: usize) -> Result<Cow<'r, str>, Error> {
    match row.get_ref(at)? {
        ValueRef::Null => Ok(Cow::Borrowed("")),
        ValueRef::Integer(number) => Ok(Cow::Owned(number.to_string())),
        value @ ValueRef::Text(_) => Ok(Cow::Borrowed(value.as_str().map_err(rusqlite::Error::from)?)),
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err(Error::from_unreadable(row.as_ref().column_name(at)?, "BLOB"))
        }
    }
}

const SHOWN_CARRIER: &str = "coalesce(o.shipped_by, o.carrier)";

/// A field as SQL, of an order `o` with its people `p`, a line `l` and its row of Qoo10's `q`.
fn select_field(field: ExportField) -> Cow<'static, str> {
    use ExportField as Field;
    Cow::Borrowed(match field {
        Field::Order => "o.code",
        Field::Carrier => SHOWN_CARRIER,
        Field::OrderNoSum => {
            "(SELECT group_concat(s.order_no, ',' ORDER BY s.order_no) FROM order_lines s
               WHERE s.order_id = o.order_id AND NOT s.cancelled)"
        }
        Field::TotalYen => {
            "(SELECT coalesce(sum(s.total_yen), 0) FROM order_lines s
               WHERE s.order_id = o.order_id AND NOT s.cancelled)"
        }
        Field::TrackingNumbers => {
            "(SELECT group_concat(t.value, ',' ORDER BY t.key) FROM json_each(o.tracking_numbers) t)"
        }
        Field::LineTotalYen => "l.total_yen",
        Field::Addon => "iif(l.parent_line_id IS NULL, 'false', 'true')",
        Field::Line
        | Field::OrderNo
        | Field::Sku
        | Field::ItemCode
        | Field::Name
        | Field::Option
        | Field::Qty
        | Field::UnitPriceYen
        | Field::AddonOptions => return Cow::Owned(format!("l.{field}")),
        _ if is_of_order(field) => return Cow::Owned(format!("o.{field}")),
        _ if is_of_people(field) => return Cow::Owned(format!("p.{field}")),
        _ => return Cow::Owned(format!("q.{field}")),
    })
}

fn is_of_order(field: ExportField) -> bool {
    (ExportField::Order..=ExportField::TotalYen).contains(&field)
}

fn is_of_people(field: ExportField) -> bool {
    (ExportField::Message..=ExportField::SenderAddress).contains(&field)
}

/// The question, with `:format` and the parameters of the filter that are there.
fn build_sql(filter: &ExportFilter, fields: &[ExportField]) -> String {
    let (carriers, since) = (filter.carriers.is_some(), filter.since.is_some());
    let chosen = [
        carriers.then_some(
            "(o.carrier IN (SELECT value FROM json_each(:carriers))
               OR o.shipped_by IN (SELECT value FROM json_each(:carriers)))",
        ),
        since.then_some("o.ordered_at >= :since"),
    ];
    let chosen: Vec<&str> = chosen.into_iter().flatten().collect();
    let chosen = if chosen.is_empty() { "TRUE".to_owned() } else { chosen.join(" AND ") };
    let is_closed = |status: &Status| matches!(status, Status::Shipped | Status::Cancelled);
    let asked = match &filter.orders {
        Some(_) => "o.order_id IN (SELECT value FROM json_each(:orders))".to_owned(),
        None => {
            let words: Vec<String> = filter.statuses.iter().map(|status| format!("'{status}'")).collect();
            // The two conditions of an index: what is closed costs nothing.
            let open = match filter.statuses.iter().any(is_closed) {
                true => "TRUE",
                false => "o.status <> 'cancelled' AND o.api_status <> 'shipped'",
            };
            format!("o.status IN ({}) AND {open} AND {chosen}", words.join(", "))
        }
    };
    let cells: String =
        (fields.iter()).map(|field| format!(", {} AS cell_{field}", select_field(*field))).collect();
    format!(
        "SELECT {}, {SHOWN_CARRIER} AS shown_carrier,
           EXISTS (SELECT 1 FROM order_exports e
             WHERE e.order_id = o.order_id AND e.format = :format) AS was_exported,
           coalesce({chosen}, FALSE) AS is_chosen{cells}
         FROM orders o
           LEFT JOIN order_people p ON p.order_id = o.order_id
           LEFT JOIN order_lines l ON l.order_id = o.order_id AND NOT l.cancelled
           LEFT JOIN qoo10_rows q ON q.order_no = l.order_no
         WHERE {asked}
         ORDER BY o.order_id, l.line",
        hand_over_columns!()
    )
}

fn list_parameters(filter: &ExportFilter) -> Vec<(&'static str, Value)> {
    let json = |list: serde_json::Value| Value::Text(list.to_string());
    let mut given = vec![(":format", Value::Text(filter.format.clone()))];
    given.extend(filter.carriers.as_ref().map(|names| (":carriers", json(serde_json::json!(names)))));
    // Instants of one zone are in order as text.
    let start = |day: NaiveDate| Value::Text(format!("{}T00:00:00+09:00", format_iso_date(day)));
    given.extend(filter.since.map(|day| (":since", start(day))));
    given.extend(filter.orders.as_ref().map(|orders| (":orders", json(serde_json::json!(orders)))));
    given
}

impl Store {
    /// Passes every remaining line of the orders that are asked for to `show`, order by order, the oldest
    /// import first; an order without lines comes as one line without a number.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn visit_export_lines(
        &self,
        filter: &ExportFilter,
        fields: &[ExportField],
        show: &mut dyn FnMut(&ExportLine<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.conn.prepare(&build_sql(filter, fields))?;
        let cells = fields.iter().map(|field| statement.column_index(&format!("cell_{field}")));
        let cells: Vec<usize> = cells.collect::<Result<_, _>>()?;
        let given = list_parameters(filter);
        let given: Vec<(&str, &dyn rusqlite::ToSql)> =
            given.iter().map(|(name, value)| (*name, value as &dyn rusqlite::ToSql)).collect();
        let mut rows = statement.query(given.as_slice())?;
        while let Some(row) = rows.next()? {
            show(&ExportLine { row, cells: &cells })?;
        }
        Ok(())
    }

    /// The hand-overs of an order, oldest first.
    pub fn list_exports(&self, order_id: i64) -> Result<Vec<ExportView>, Error> {
        let sql = "SELECT at, format, file FROM order_exports WHERE order_id = :order_id ORDER BY export_id";
        self.conn.prepare_cached(sql)?.read_all(named_params! { ":order_id": order_id }, |row| {
            Ok(ExportView { at: row.get("at")?, format: row.get("format")?, file: row.get("file")? })
        })
    }
}

impl Batch<'_> {
    /// Writes down that an order was handed over.
    pub fn add_export(&self, hand_over: &HandOver, format: &str, file: &str, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO order_exports (order_id, at, format, file, carrier)
                   VALUES (:order_id, :at, :format, :file, :carrier)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_id": hand_over.order_id,
            ":at": Iso(now),
            ":format": format,
            ":file": file,
            ":carrier": hand_over.carrier,
        })?;
        Ok(())
    }

    /// Writes the status of an order that is neither held nor becomes so.
    pub fn set_unheld_status(&self, order_id: i64, status: Status) -> Result<(), Error> {
        let sql = "UPDATE orders SET status = :status WHERE order_id = :order_id";
        self.tx.prepare_cached(sql)?.execute(named_params! { ":status": status, ":order_id": order_id })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explain(filter: &ExportFilter) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", build_sql(filter, ExportField::ALL));
        let mut statement = store.conn.prepare(&sql).unwrap();
        let given = vec![None::<String>; statement.parameter_count()];
        let steps = statement.query_map(rusqlite::params_from_iter(given), |row| row.get::<_, String>(3));
        steps.unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn closed_orders_cost_nothing_and_nothing_is_asked_without_an_index() {
        let ready = ExportFilter { statuses: vec![Status::Ready], ..ExportFilter::default() };
        let by_carrier = ExportFilter { carriers: Some(vec!["佐川急便".to_owned()]), ..ready.clone() };
        let named = ExportFilter { orders: Some(vec![1]), ..ready.clone() };
        for (filter, start) in
            [(ready, "orders_open"), (by_carrier, "orders_open"), (named, "INTEGER PRIMARY KEY")]
        {
            let steps = explain(&filter);
            assert!(steps[0].contains(start), "{steps:#?}");
            // Lists that are given, and the few numbers of one order, need none.
            const FINE: [&str; 6] = [
                "SEARCH",
                "SUBQUERY",
                "VIRTUAL TABLE",
                "BLOOM FILTER",
                "USING INTEGER PRIMARY KEY",
                "TEMP B-TREE FOR group_concat",
            ];
            let is_fine = |step: &String| FINE.iter().any(|word| step.contains(word));
            assert!(steps[1..].iter().all(is_fine), "{steps:#?}");
        }
    }

    #[test]
    fn every_field_of_a_line_can_be_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let fill = "
            INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
              ordered_at, imported_at, tracking_numbers)
            VALUES (1, 412345678, 2, 'ready', 'paid', 'printed', '佐川急便', '2026-07-01T09:00:00+09:00', '',
              '[\"2\",\"1\"]');
            INSERT INTO order_people (order_id, receiver_name, receiver_address1) VALUES (1, '見本 花子', 'x');
            INSERT INTO order_lines (order_id, line, order_no, sku, name, qty, unit_price_yen, total_yen,
              cancelled, addon_options) VALUES
              (1, 1, 10, 'A', 'a', 2, 100, 180, 0, '名入れ'), (1, 2, 11, 'B', 'b', 1, 1, 1, 1, NULL);
            INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at, seller_item_code, discount_yen)
            VALUES (10, '', '', 'S', -20);";
        store.conn.execute_batch(fill).unwrap();
        let filter = ExportFilter { statuses: vec![Status::Ready], ..ExportFilter::default() };
        let mut lines = Vec::new();
        let mut show = |line: &ExportLine<'_>| {
            let cells: Result<Vec<String>, Error> = line.cells().map(|c| Ok(c?.into_owned())).collect();
            lines.push(cells?);
            Ok(())
        };
        store.visit_export_lines(&filter, ExportField::ALL, &mut show).unwrap();
        assert_eq!(lines.len(), 1, "a cancelled line counts for nothing");
        let cell = |field: ExportField| {
            let at = ExportField::ALL.iter().position(|one| *one == field).unwrap();
            lines[0][at].clone()
        };
        for (field, wanted) in [
            (ExportField::Order, "412345678-2"),
            (ExportField::OrderNoSum, "10"),
            (ExportField::TotalYen, "180"),
            (ExportField::TrackingNumbers, "2,1"),
            (ExportField::ReceiverName, "見本 花子"),
            (ExportField::ReceiverAddress1, "x"),
            (ExportField::BuyerName, ""),
            (ExportField::SellerItemCode, "S"),
            (ExportField::DiscountYen, "-20"),
            (ExportField::Addon, "false"),
            (ExportField::AddonOptions, "名入れ"),
        ] {
            assert_eq!(cell(field), wanted, "{field}");
        }
    }
}
