//! The least that any program would have to do: read the rows with serde into plain structs and insert
//! them, in one transaction. No rule of the import is in here but those that this reply needs.

use std::path::Path;

use rusqlite::{Connection, Statement, params};
use serde::Deserialize;
use serde_json::value::RawValue;

use qoo10_bridge::store::Store;

const NOW: &str = super::child::NOW;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply<'a> {
    #[serde(borrow)]
    result_object: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    shipping_status: String,
    #[serde(rename = "SellerID")]
    seller_id: String,
    pack_no: i64,
    order_date: String,
    payment_date: String,
    estimated_shipping_date: String,
    shipping_date: String,
    delivered_date: String,
    buyer: String,
    buyer_kana: String,
    buyer_tel: String,
    buyer_mobile: String,
    buyer_email: String,
    order_no: i64,
    item_no: String,
    seller_item_code: String,
    item_title: String,
    option: String,
    option_code: String,
    order_price: f64,
    order_qty: i64,
    discount: f64,
    total: f64,
    receiver: String,
    receiver_kana: String,
    zip_code: String,
    shipping_address: String,
    address1: String,
    address2: String,
    receiver_tel: String,
    receiver_mobile: String,
    desired_delivery_date: String,
    sender_name: String,
    sender_tel: String,
    sender_nation: String,
    sender_zip_code: String,
    sender_address: String,
    shipping_way: String,
    shipping_message: String,
    payment_method: String,
    seller_discount: f64,
    currency: String,
    shipping_rate: f64,
    related_order: String,
    shipping_rate_type: String,
    delivery_company: String,
    voucher_code: String,
    packing_no: String,
    seller_delivery_no: String,
    gift: String,
    cart_discount_seller: f64,
    #[serde(rename = "CartDiscountQoo10")]
    cart_discount_qoo10: f64,
    settle_price: f64,
    branch_name: String,
    tracking_no: String,
    material: String,
    available_send_type: String,
    available_shipping_date: String,
}

/// Imports `reply` into a new state file, whose tables and indexes are those of the program.
pub(crate) fn import(reply: &[u8], state: &Path) -> anyhow::Result<()> {
    drop(Store::open(state)?);
    let conn = Connection::open(state)?;
    for (name, value) in [("journal_mode", "WAL"), ("synchronous", "FULL"), ("foreign_keys", "ON")] {
        conn.pragma_update(None, name, value)?;
    }
    let reply: Reply<'_> = serde_json::from_slice(reply)?;
    let mut rows = Vec::with_capacity(reply.result_object.len());
    for json in reply.result_object {
        rows.push((serde_json::from_str::<Row>(json.get())?, json.get()));
    }
    conn.execute_batch("BEGIN IMMEDIATE; INSERT INTO runs (step, started_at) VALUES ('import', '')")?;
    let mut insert = Insert::new(&conn)?;
    for cart in rows.chunk_by(|(a, _), (b, _)| a.pack_no == b.pack_no) {
        insert.cart(&conn, cart)?;
    }
    drop(insert);
    conn.execute_batch("COMMIT")?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

struct Insert<'c> {
    order: Statement<'c>,
    people: Statement<'c>,
    line: Statement<'c>,
    row: Statement<'c>,
    history: Statement<'c>,
    log: Statement<'c>,
}

impl<'c> Insert<'c> {
    fn new(conn: &'c Connection) -> anyhow::Result<Self> {
        let values = |n: usize| format!("VALUES (?{})", ", ?".repeat(n - 1));
        let prepare = |into: &str, n| conn.prepare(&format!("INSERT INTO {into} {}", values(n)));
        Ok(Self {
            order: prepare(
                "orders (pack_no, suffix, status, payment_status, api_status, carrier, ordered_at, paid_at,
                   desired_delivery_date, payment_method, imported_at)",
                11,
            )?,
            people: prepare("order_people", 23)?,
            line: prepare(
                "order_lines (order_id, line, order_no, sku, item_code, name, option, qty, unit_price_yen,
                   total_yen, paid_at)",
                11,
            )?,
            row: prepare("qoo10_rows", 34)?,
            history: prepare("order_history (order_id, at, what, by, run_id)", 5)?,
            log: prepare("api_log (at, run_id, step, order_code, order_no, sku, action, outcome)", 8)?,
        })
    }

    /// One order for each delivery company of the cart.
    fn cart(&mut self, conn: &Connection, cart: &[(Row, &str)]) -> rusqlite::Result<()> {
        let mut companies: Vec<&str> = Vec::new();
        for (row, _) in cart {
            if !companies.contains(&row.delivery_company.as_str()) {
                companies.push(&row.delivery_company);
            }
        }
        for (company, n) in companies.iter().zip(1_i64..) {
            let suffix = if companies.len() == 1 { 0 } else { n };
            let lines = cart.iter().filter(|(row, _)| row.delivery_company == *company);
            self.insert_order(conn, suffix, lines)?;
        }
        Ok(())
    }

    fn insert_order<'r>(
        &mut self,
        conn: &Connection,
        suffix: i64,
        lines: impl Iterator<Item = &'r (Row, &'r str)> + Clone,
    ) -> rusqlite::Result<()> {
        let Some((first, _)) = lines.clone().next() else { return Ok(()) };
        let (ordered_at, paid_at) = (instant(&first.order_date), instant(&first.payment_date));
        let desired = filled(&first.desired_delivery_date);
        let payment_method = filled(&first.payment_method);
        self.order.execute(params![
            first.pack_no,
            suffix,
            "ready",
            "paid",
            "awaiting_print",
            first.delivery_company,
            ordered_at,
            paid_at,
            desired,
            payment_method,
            NOW
        ])?;
        let order_id = conn.last_insert_rowid();
        self.people(order_id, first)?;
        let code = match suffix {
            0 => first.pack_no.to_string(),
            n => format!("{}-{n}", first.pack_no),
        };
        for ((row, json), n) in lines.clone().zip(1_i64..) {
            let sku = format!("{}{}", row.seller_item_code, row.option_code);
            self.line.execute(params![
                order_id,
                n,
                row.order_no,
                sku,
                row.item_no,
                row.item_title,
                filled(&row.option),
                row.order_qty,
                row.order_price as i64,
                row.total as i64,
                instant(&row.payment_date)
            ])?;
            self.row(row, json)?;
        }
        self.history.execute(params![order_id, NOW, "imported", "import", 1])?;
        for (row, _) in lines {
            let sku = format!("{}{}", row.seller_item_code, row.option_code);
            self.log.execute(params![NOW, 1, "import", code, row.order_no, sku, "import", "imported"])?;
        }
        Ok(())
    }

    fn people(&mut self, order_id: i64, row: &Row) -> rusqlite::Result<()> {
        self.people.execute(params![
            order_id,
            filled(&row.buyer),
            filled(&row.buyer_kana),
            phone(&row.buyer_tel),
            phone(&row.buyer_mobile),
            filled(&row.buyer_email),
            filled(&row.zip_code),
            filled(&row.shipping_address),
            filled(&row.receiver),
            filled(&row.receiver_kana),
            phone(&row.receiver_tel),
            phone(&row.receiver_mobile),
            filled(&row.zip_code),
            filled(&row.shipping_address),
            filled(&row.address1),
            filled(&row.address2),
            filled(&row.sender_name),
            filled(&row.sender_tel),
            filled(&row.sender_nation),
            filled(&row.sender_zip_code),
            filled(&row.sender_address),
            filled(&row.shipping_message),
            filled(&row.gift)
        ])?;
        Ok(())
    }

    fn row(&mut self, row: &Row, json: &str) -> rusqlite::Result<()> {
        let status = row.shipping_status.bytes().rev().nth(1).map(|digit| digit - b'0');
        self.row.execute(params![
            row.order_no,
            NOW,
            status,
            instant(&row.order_date),
            filled(&row.seller_item_code),
            filled(&row.option_code),
            filled(&row.option),
            filled(&row.delivery_company),
            filled(&row.desired_delivery_date),
            None::<&str>,
            filled(&row.payment_method),
            filled(&row.seller_id),
            filled(&row.estimated_shipping_date),
            filled(&row.shipping_date),
            filled(&row.delivered_date),
            row.discount as i64,
            row.seller_discount as i64,
            filled(&row.currency),
            row.shipping_rate as i64,
            filled(&row.shipping_rate_type),
            filled(&row.shipping_way),
            filled(&row.related_order),
            filled(&row.voucher_code),
            filled(&row.packing_no),
            filled(&row.seller_delivery_no),
            row.cart_discount_seller as i64,
            row.cart_discount_qoo10 as i64,
            row.settle_price as i64,
            filled(&row.branch_name),
            filled(&row.tracking_no),
            filled(&row.material),
            filled(&row.available_send_type),
            filled(&row.available_shipping_date),
            json
        ])?;
        Ok(())
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn phone(text: &str) -> Option<String> {
    text.strip_prefix("+81-").map(|national| format!("0{national}"))
}

fn instant(text: &str) -> String {
    format!("{}T{}+09:00", &text[..10], &text[11..])
}
