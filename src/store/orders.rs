//! Writing new orders, and what an import has to know of those already there.

use rusqlite::{OptionalExtension, params};

use super::runs::{LogEntry, RunId};
use super::{Batch, Error, Store};
use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::order::{ApiStatus, NewLine, NewOrder, People};
use crate::domain::shipping_row::ShippingRow;
use crate::domain::time::{Jst, date_to_text, to_text};
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Step};

const ORDER_OF: &str =
    "SELECT o.pack_no, o.suffix FROM order_lines l JOIN orders o USING (order_id) WHERE l.order_no = ?1";
const HIGHEST_SUFFIX: &str = "SELECT max(max(suffix, 1)) FROM orders WHERE pack_no = ?1";

impl Store {
    /// The order that an order number belongs to; none while it belongs to none.
    pub fn order_of(&self, order_no: OrderNo) -> Result<Option<OrderCode>, Error> {
        let mut statement = self.conn.prepare_cached(ORDER_OF)?;
        let found: Option<(i64, u32)> =
            statement.query_row([order_no.get()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.and_then(|(pack_no, suffix)| {
            Some(OrderCode { pack_no: PackNo::new(pack_no)?, suffix: Some(suffix).filter(|n| *n > 0) })
        }))
    }

    /// The highest suffix of a cart's orders, where a bare code counts as 1; none for a cart without orders.
    pub fn highest_suffix(&self, pack_no: PackNo) -> Result<Option<u32>, Error> {
        Ok(self.conn.prepare_cached(HIGHEST_SUFFIX)?.query_row([pack_no.get()], |row| row.get(0))?)
    }
}

impl Batch<'_> {
    /// Writes a new order with its lines, its history and its entries in the API log.
    ///
    /// # Errors
    /// When the file cannot be written, or holds one of the order's numbers already.
    pub fn insert_order(&self, order: &NewOrder, run: RunId, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO orders (pack_no, suffix, status, payment_status, api_status, carrier, ordered_at, paid_at,
                     desired_delivery_date, desired_delivery_time, payment_method, imported_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        self.tx.prepare_cached(sql)?.execute(params![
            order.code.pack_no.get(),
            order.code.suffix.unwrap_or(0),
            order.status.as_str(),
            order.payment_status.as_str(),
            ApiStatus::AwaitingPrint.as_str(),
            order.carrier,
            to_text(order.ordered_at),
            order.paid_at.map(to_text),
            order.desired_delivery_date.map(date_to_text),
            order.desired_delivery_time,
            order.payment_method,
            to_text(now),
        ])?;
        let order_id = self.tx.last_insert_rowid();
        for reason in &order.hold_reasons {
            let sql = "INSERT INTO order_holds (order_id, reason) VALUES (?1, ?2)";
            self.tx.prepare_cached(sql)?.execute(params![order_id, reason.as_str()])?;
        }
        self.insert_people(order_id, &order.people)?;
        self.insert_lines(order_id, order, now)?;
        let by = Step::Import.as_str();
        self.add_history(order_id, now, HistoryEvent::Imported, by, Some(run), None)?;
        let code = order.code.to_string();
        for row in order.lines.iter().filter(|line| !line.is_addon()) {
            self.log(&LogEntry {
                at: now,
                run_id: run,
                step: Step::Import,
                order_code: Some(&code),
                order_no: row.origin.as_ref().map(|row| row.order_no),
                sku: row.sku.as_deref(),
                listing: None,
                action: LogAction::Import,
                outcome: Outcome::Imported,
                code: None,
                reason: None,
                message: None,
            })?;
        }
        Ok(())
    }

    /// Adds to an order's history.
    pub fn add_history(
        &self,
        order_id: i64,
        at: Jst,
        what: HistoryEvent,
        by: &str,
        run: Option<RunId>,
        detail: Option<&Message>,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO order_history (order_id, at, what, by, run_id, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let (run, what, detail) = (run.map(|run| run.0), what.as_str(), detail.map(Message::to_json));
        self.tx.prepare_cached(sql)?.execute(params![order_id, to_text(at), what, by, run, detail])?;
        Ok(())
    }

    fn insert_people(&self, order_id: i64, people: &People) -> Result<(), Error> {
        let sql = "INSERT INTO order_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                     ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)";
        self.tx.prepare_cached(sql)?.execute(params![
            order_id,
            people.buyer_name,
            people.buyer_kana,
            people.buyer_tel,
            people.buyer_mobile,
            people.buyer_email,
            people.buyer_zip,
            people.buyer_address,
            people.receiver_name,
            people.receiver_kana,
            people.receiver_tel,
            people.receiver_mobile,
            people.receiver_zip,
            people.receiver_address,
            people.receiver_address1,
            people.receiver_address2,
            people.sender_name,
            people.sender_tel,
            people.sender_nation,
            people.sender_zip,
            people.sender_address,
            people.message,
            people.gift,
        ])?;
        Ok(())
    }

    fn insert_lines(&self, order_id: i64, order: &NewOrder, now: Jst) -> Result<(), Error> {
        let mut parent = None;
        for (line, number) in order.lines.iter().zip(1_i64..) {
            let line_id = self.insert_line(order_id, number, line, parent.filter(|_| line.is_addon()))?;
            if let Some(row) = &line.origin {
                parent = Some(line_id);
                self.insert_qoo10_row(row, now)?;
            }
        }
        Ok(())
    }

    fn insert_line(
        &self,
        order_id: i64,
        number: i64,
        line: &NewLine,
        parent: Option<i64>,
    ) -> Result<i64, Error> {
        let sql =
            "INSERT INTO order_lines (order_id, line, parent_line_id, order_no, sku, item_code, name, option,
                     addon_options, qty, unit_price_yen, total_yen, paid_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        let row = line.origin.as_ref();
        self.tx.prepare_cached(sql)?.execute(params![
            order_id,
            number,
            parent,
            row.map(|row| row.order_no.get()),
            line.sku,
            line.item_code,
            line.name,
            line.option,
            line.addon_options,
            line.qty,
            line.unit_price_yen,
            line.total_yen,
            row.and_then(|row| row.paid_at).map(to_text),
        ])?;
        Ok(self.tx.last_insert_rowid())
    }

    fn insert_qoo10_row(&self, row: &ShippingRow, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO qoo10_rows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                     ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)";
        let other = &row.other;
        self.tx.prepare_cached(sql)?.execute(params![
            row.order_no.get(),
            to_text(now),
            row.shipping_status,
            to_text(row.ordered_at),
            row.seller_item_code,
            row.option_code,
            row.option,
            row.delivery_company,
            row.desired_delivery_date.map(date_to_text),
            row.desired_delivery_time,
            row.payment_method,
            other.seller_id,
            other.estimated_shipping_date,
            other.shipping_date,
            other.delivered_date,
            other.discount_yen,
            other.seller_discount_yen,
            other.currency,
            other.shipping_rate_yen,
            other.shipping_rate_type,
            other.shipping_way,
            other.related_order,
            other.voucher_code,
            other.packing_no,
            other.seller_delivery_no,
            other.cart_discount_seller_yen,
            other.cart_discount_qoo10_yen,
            other.settle_price_yen,
            other.branch_name,
            other.tracking_no,
            other.material,
            other.available_send_type,
            other.available_shipping_date,
            row.payload,
        ])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_fetched_row_asks_uses_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for sql in [ORDER_OF, HIGHEST_SUFFIX] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = statement.query_map([1], |row| row.get::<_, String>(3)).unwrap();
            for step in steps.map(Result::unwrap) {
                assert!(step.contains("SEARCH") && !step.contains("SCAN"), "{sql}: {step}");
            }
        }
    }
}
