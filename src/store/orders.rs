//! Writing new orders, and what an import has to know of those already there.

use chrono::NaiveTime;
use rusqlite::named_params;

use super::database::{Batch, Store};
use super::error::Error;
use super::row_ids::RunId;
use super::runs::LogEntry;
use super::sql::{Iso, Json, ReadRows, read_order_code};
use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::order::{LineStage, NewLine, NewOrder};
use crate::domain::party::People;
use crate::domain::shipping_row::ShippingRow;
use crate::domain::time::{Jst, from_wall_clock};
use crate::vocabulary::{HistoryEvent, LogAction, Message, Outcome, Step};

const ORDER_OF: &str =
    "SELECT o.pack_no, o.suffix FROM order_lines l JOIN orders o USING (order_id) WHERE l.order_no = ?1";
// A bare code counts as 1, so that a later split of its cart goes on with -2.
const HIGHEST_SUFFIX: &str = "SELECT max(max(suffix, 1)) AS highest FROM orders WHERE pack_no = ?1";

/// Something that happened to an order.
#[derive(Debug, Clone, Copy)]
pub struct HistoryEntry<'a> {
    pub at: Jst,
    pub what: HistoryEvent,
    /// A step, or whoever works at the desk.
    pub by: &'a str,
    pub run: Option<RunId>,
    pub detail: Option<&'a Message>,
}

impl Store {
    /// The order that an order number belongs to; none while it belongs to none.
    pub fn find_order_code(&self, order_no: OrderNo) -> Result<Option<OrderCode>, Error> {
        // A code that cannot be read is no absence: the order would be imported once more.
        self.conn.prepare_cached(ORDER_OF)?.read_first([order_no], read_order_code)
    }

    /// The highest suffix of a cart's orders, where a bare code counts as 1; none for a cart without orders.
    pub fn find_highest_suffix(&self, pack_no: PackNo) -> Result<Option<u32>, Error> {
        Ok(self.conn.prepare_cached(HIGHEST_SUFFIX)?.query_row([pack_no], |row| row.get("highest"))?)
    }
}

impl Batch<'_> {
    /// Writes a new order with its lines, its history and its entries in the API log.
    ///
    /// # Errors
    /// When the file cannot be written, or holds one of the order's numbers already.
    pub fn insert_order(&self, order: &NewOrder, run: RunId, now: Jst) -> Result<(), Error> {
        let order_id = self.insert_head(order, now)?;
        // SYN-9: it is unknown no longer.
        let sql = "DELETE FROM unknown_carts WHERE pack_no = ?1";
        self.tx.prepare_cached(sql)?.execute([order.code.pack_no])?;
        for reason in &order.hold_reasons {
            let sql = "INSERT INTO order_holds (order_id, reason) VALUES (?1, ?2)";
            self.tx.prepare_cached(sql)?.execute((order_id, reason))?;
        }
        self.insert_people(order_id, &order.people)?;
        self.insert_lines(order_id, order, now)?;
        let by = Step::Import.as_str();
        let what = HistoryEvent::Imported;
        self.add_history(order_id, &HistoryEntry { at: now, what, by, run: Some(run), detail: None })?;
        if !order.hold_rules.is_empty() {
            self.set_order_rules(order_id, &order.hold_rules)?;
            let (what, detail) = (HistoryEvent::HeldByRule, Message::quoted(order.hold_rules.join(", ")));
            let entry = HistoryEntry { at: now, what, by, run: Some(run), detail: Some(&detail) };
            self.add_history(order_id, &entry)?;
        }
        // One entry for each number, which is what Qoo10 and staff ask by.
        let code = order.code.to_string();
        for row in order.lines.iter().filter(|line| !line.is_addon()) {
            self.add_log_entry(&LogEntry {
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

    fn insert_head(&self, order: &NewOrder, now: Jst) -> Result<i64, Error> {
        let sql = "INSERT INTO orders (pack_no, suffix, status, payment_status, api_status, carrier,
                     ordered_at, paid_at, desired_delivery_date, desired_delivery_time, payment_method,
                     planned_ship_date, tracking_numbers, shipped_on, imported_at, told_shipped_at,
                     shipped_no)
                   VALUES (:pack_no, :suffix, :status, :payment_status, :api_status, :carrier,
                     :ordered_at, :paid_at, :desired_delivery_date, :desired_delivery_time, :payment_method,
                     :planned_ship_date, :tracking_numbers, :shipped_on, :now,
                     iif(:status = 'shipped', :now, NULL), iif(:status = 'shipped', (
                       SELECT coalesce(max(n.shipped_no), 0) + 1 FROM orders n
                       WHERE n.shipped_no IS NOT NULL),
                       NULL))";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":pack_no": order.code.pack_no,
            ":suffix": order.code.suffix.unwrap_or(0),
            ":status": order.status,
            ":payment_status": order.payment_status,
            ":api_status": order.progress.api_status,
            ":carrier": order.carrier,
            ":ordered_at": Iso(order.ordered_at),
            ":paid_at": order.paid_at.map(Iso),
            ":desired_delivery_date": order.desired_delivery_date.map(Iso),
            ":desired_delivery_time": order.desired_delivery_time,
            ":payment_method": order.payment_method,
            ":planned_ship_date": order.progress.planned_ship_date.map(Iso),
            ":tracking_numbers": Json(order.progress.tracking_numbers.as_slice()),
            ":shipped_on": order.progress.shipped_on.map(Iso),
            ":now": Iso(now),
        })?;
        Ok(self.tx.last_insert_rowid())
    }

    pub fn add_history(&self, order_id: i64, entry: &HistoryEntry<'_>) -> Result<(), Error> {
        let sql = "INSERT INTO order_history (order_id, at, what, by, run_id, detail)
                   VALUES (:order_id, :at, :what, :by, :run, :detail)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_id": order_id,
            ":at": Iso(entry.at),
            ":what": entry.what,
            ":by": entry.by,
            ":run": entry.run,
            ":detail": entry.detail,
        })?;
        Ok(())
    }

    fn insert_people(&self, order_id: i64, people: &People) -> Result<(), Error> {
        let sql = "INSERT INTO order_people (order_id,
                     buyer_name, buyer_kana, buyer_tel, buyer_mobile, buyer_email, buyer_zip, buyer_address,
                     receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip,
                     receiver_address, receiver_address1, receiver_address2,
                     sender_name, sender_tel, sender_nation, sender_zip, sender_address,
                     message, gift)
                   VALUES (:order_id,
                     :buyer_name, :buyer_kana, :buyer_tel, :buyer_mobile, :buyer_email, :buyer_zip,
                     :buyer_address,
                     :receiver_name, :receiver_kana, :receiver_tel, :receiver_mobile, :receiver_zip,
                     :receiver_address, :receiver_address1, :receiver_address2,
                     :sender_name, :sender_tel, :sender_nation, :sender_zip, :sender_address,
                     :message, :gift)";
        let People { buyer, receiver, sender, .. } = people;
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_id": order_id,
            ":buyer_name": buyer.name,
            ":buyer_kana": buyer.kana,
            ":buyer_tel": buyer.tel,
            ":buyer_mobile": buyer.mobile,
            ":buyer_email": people.buyer_email,
            ":buyer_zip": buyer.zip,
            ":buyer_address": buyer.address,
            ":receiver_name": receiver.name,
            ":receiver_kana": receiver.kana,
            ":receiver_tel": receiver.tel,
            ":receiver_mobile": receiver.mobile,
            ":receiver_zip": receiver.zip,
            ":receiver_address": receiver.address,
            ":receiver_address1": people.receiver_address1,
            ":receiver_address2": people.receiver_address2,
            ":sender_name": sender.name,
            ":sender_tel": sender.tel,
            ":sender_nation": people.sender_nation,
            ":sender_zip": sender.zip,
            ":sender_address": sender.address,
            ":message": people.message,
            ":gift": people.gift,
        })?;
        Ok(())
    }

    fn insert_lines(&self, order_id: i64, order: &NewOrder, now: Jst) -> Result<(), Error> {
        // An add-on line stands behind the line that it belongs to.
        let mut parent = None;
        for (line, number) in order.lines.iter().zip(1_i64..) {
            let line_id = self.insert_line(order_id, number, line, parent.filter(|_| line.is_addon()))?;
            if let Some(row) = &line.origin {
                parent = Some(line_id);
                self.set_progress(line_id, line.progress, now)?;
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
                   VALUES (:order_id, :line, :parent, :order_no, :sku, :item_code, :name, :option,
                     :addon_options, :qty, :unit_price_yen, :total_yen, :paid_at)";
        let row = line.origin.as_ref();
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_id": order_id,
            ":line": number,
            ":parent": parent,
            ":order_no": row.map(|row| row.order_no),
            ":sku": line.sku,
            ":item_code": line.item_code,
            ":name": line.name,
            ":option": line.option,
            ":addon_options": line.addon_options,
            ":qty": line.qty,
            ":unit_price_yen": line.unit_price_yen,
            ":total_yen": line.total_yen,
            ":paid_at": row.and_then(|row| row.paid_at).map(Iso),
        })?;
        Ok(self.tx.last_insert_rowid())
    }

    /// Writes what Qoo10 knew of a line before it was imported (IMP-22).
    fn set_progress(&self, line_id: i64, progress: LineStage, now: Jst) -> Result<(), Error> {
        let LineStage { is_confirmed, planned_ship_date, is_sent, sent_on } = progress;
        if !is_confirmed {
            return Ok(());
        }
        let sent_at = sent_on.map_or(now, |date| from_wall_clock(date.and_time(NaiveTime::MIN)));
        let sql =
            "UPDATE order_lines SET confirmed_at = :now, planned_ship_date = :planned, sent_at = :sent_at
                   WHERE line_id = :line_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":now": Iso(now),
            ":planned": planned_ship_date.map(Iso),
            ":sent_at": is_sent.then_some(Iso(sent_at)),
            ":line_id": line_id,
        })?;
        Ok(())
    }

    fn insert_qoo10_row(&self, row: &ShippingRow, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO qoo10_rows (
                     order_no, fetched_at, shipping_status, ordered_at, seller_item_code, option_code,
                     option, delivery_company, desired_delivery_date, desired_delivery_time,
                     payment_method, seller_id, estimated_shipping_date, shipping_date, delivered_date,
                     discount_yen, seller_discount_yen, currency, shipping_rate_yen, shipping_rate_type,
                     shipping_way, related_order, voucher_code, packing_no, seller_delivery_no,
                     cart_discount_seller_yen, cart_discount_qoo10_yen, settle_price_yen, branch_name,
                     tracking_no, material, available_send_type, available_shipping_date, payload)
                   VALUES (
                     :order_no, :fetched_at, :shipping_status, :ordered_at, :seller_item_code,
                     :option_code, :option, :delivery_company, :desired_delivery_date,
                     :desired_delivery_time, :payment_method, :seller_id, :estimated_shipping_date,
                     :shipping_date, :delivered_date, :discount_yen, :seller_discount_yen, :currency,
                     :shipping_rate_yen, :shipping_rate_type, :shipping_way, :related_order, :voucher_code,
                     :packing_no, :seller_delivery_no, :cart_discount_seller_yen, :cart_discount_qoo10_yen,
                     :settle_price_yen, :branch_name, :tracking_no, :material, :available_send_type,
                     :available_shipping_date, :payload)";
        let other = &row.other;
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":order_no": row.order_no,
            ":fetched_at": Iso(now),
            ":shipping_status": row.shipping_status,
            ":ordered_at": Iso(row.ordered_at),
            ":seller_item_code": row.seller_item_code,
            ":option_code": row.option_code,
            ":option": row.option,
            ":delivery_company": row.delivery_company,
            ":desired_delivery_date": row.desired_delivery_date.map(Iso),
            ":desired_delivery_time": row.desired_delivery_time,
            ":payment_method": row.payment_method,
            ":seller_id": other.seller_id,
            ":estimated_shipping_date": other.estimated_shipping_date,
            ":shipping_date": other.shipping_date,
            ":delivered_date": other.delivered_date,
            ":discount_yen": other.discount_yen,
            ":seller_discount_yen": other.seller_discount_yen,
            ":currency": other.currency,
            ":shipping_rate_yen": other.shipping_rate_yen,
            ":shipping_rate_type": other.shipping_rate_type,
            ":shipping_way": other.shipping_way,
            ":related_order": other.related_order,
            ":voucher_code": other.voucher_code,
            ":packing_no": other.packing_no,
            ":seller_delivery_no": other.seller_delivery_no,
            ":cart_discount_seller_yen": other.cart_discount_seller_yen,
            ":cart_discount_qoo10_yen": other.cart_discount_qoo10_yen,
            ":settle_price_yen": other.settle_price_yen,
            ":branch_name": other.branch_name,
            ":tracking_no": other.tracking_no,
            ":material": other.material,
            ":available_send_type": other.available_send_type,
            ":available_shipping_date": other.available_shipping_date,
            ":payload": row.payload,
        })?;
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
