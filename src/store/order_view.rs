//! Orders as they are shown: read from the state file, nothing decided.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Row, params_from_iter};

use super::database::Store;
use super::error::Error;
use super::receivers::read_receiver;
use super::sql::{Json, ReadColumn, ReadRows};
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::party::{Party, People};
use crate::domain::receiver::Receiver;
use crate::domain::time::{Jst, format_iso_date, format_jst};
use crate::store::code_match::CodeMatch;
use crate::strings::search::SearchTerm;
use crate::vocabulary::{ApiStatus, HistoryEvent, HoldReason, Message, PaymentStatus, Reason, Status};

/// An order. Instants and dates are text in the form of the state file (JST).
#[derive(Debug, Clone)]
pub struct OrderView {
    pub order_id: i64,
    pub code: String,
    pub pack_no: i64,
    pub status: Status,
    pub hold_reasons: Vec<HoldReason>,
    /// The shop's own rules that hold it.
    pub hold_rules: Vec<String>,
    /// What staff wrote when they held it; it may name people.
    pub hold_text: Option<String>,
    pub payment_status: PaymentStatus,
    pub api_status: ApiStatus,
    pub order_no_sum: String,
    pub ordered_at: String,
    pub paid_at: Option<String>,
    pub carrier: String,
    pub desired_delivery_date: Option<String>,
    pub desired_delivery_time: Option<String>,
    pub planned_ship_date: Option<String>,
    pub shipped_on: Option<String>,
    pub tracking_numbers: Vec<String>,
    pub cancel_requested: bool,
    pub payment_method: Option<String>,
    pub total_yen: i64,
    pub people: People,
    pub needs_person: Option<Reason>,
}

#[derive(Debug, Clone)]
pub struct LineView {
    pub line: i64,
    pub order_no: Option<OrderNo>,
    pub sku: Option<String>,
    pub item_code: Option<String>,
    pub name: String,
    pub option: Option<String>,
    pub addon_options: Option<String>,
    pub qty: i64,
    pub unit_price_yen: i64,
    pub is_addon: bool,
    pub cancel_requested: bool,
    pub cancelled: bool,
}

impl LineView {
    /// Whether staff added it: Qoo10 knows neither it nor what it would be an add-on to.
    pub fn is_by_hand(&self) -> bool {
        self.order_no.is_none() && !self.is_addon
    }
}

#[derive(Debug, Clone)]
pub struct HistoryView {
    pub at: String,
    pub what: HistoryEvent,
    pub by: String,
    pub run_id: Option<i64>,
    pub detail: Option<Message>,
}

/// Which orders to show; what is none or empty lets all through.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    pub statuses: Vec<Status>,
    /// Only orders with an open cancel request.
    pub only_cancel_requested: bool,
    /// Only orders that staff have to look at.
    pub only_needs_person: bool,
    /// Only orders with a return, an exchange or a refund; the newest change first.
    pub only_claims: bool,
    /// Only what is open, or was ordered at this time or later.
    pub open_or_since: Option<Jst>,
    /// Ordered on this day or later.
    pub since: Option<NaiveDate>,
    /// Ordered on this day or before.
    pub until: Option<NaiveDate>,
    /// Was shipped on this day.
    pub shipped_on: Option<NaiveDate>,
    /// Carried by one of these, by Qoo10's name or the shop's.
    pub carriers: Option<Vec<String>>,
    /// With a line of this SKU.
    pub sku: Option<String>,
    /// With this in a name, an address or a number.
    pub find: Option<SearchTerm>,
    pub limit: Option<u32>,
    /// The newest first, instead of the oldest import.
    pub newest: bool,
}

/// Conditions on an order `o`, and their parameters in their order.
#[derive(Debug, Default)]
struct Conditions {
    sql: Vec<String>,
    given: Vec<String>,
}

impl Conditions {
    /// Places for some values: `?3, ?4`.
    fn bind_values<V: Into<String>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        let mut place = |value: V| {
            self.given.push(value.into());
            format!("?{}", self.given.len())
        };
        values.into_iter().map(&mut place).collect::<Vec<_>>().join(", ")
    }

    fn add(&mut self, condition: String) {
        self.sql.push(condition);
    }

    fn join_sql(&self) -> String {
        if self.sql.is_empty() { "TRUE".to_owned() } else { self.sql.join(" AND ") }
    }
}

const IS_OPEN: &str = "status <> 'cancelled' AND api_status <> 'shipped'";

impl OrderFilter {
    /// Everything that it asks for but what is open or young.
    fn build_conditions(&self) -> Conditions {
        let mut asked = Conditions::default();
        if !self.statuses.is_empty() {
            let words = asked.bind_values(self.statuses.iter().map(|status| status.as_str()));
            asked.add(format!("o.status IN ({words})"));
            if !self.statuses.iter().any(|status| matches!(status, Status::Shipped | Status::Cancelled)) {
                // As the index has it: SQLite does not draw this conclusion.
                asked.add("o.status NOT IN ('shipped', 'cancelled')".to_owned());
            }
        }
        if self.only_cancel_requested {
            asked.add(
                "o.order_id IN (SELECT order_id FROM order_lines WHERE cancel_requested AND NOT cancelled)"
                    .to_owned(),
            );
        }
        if self.only_needs_person {
            asked.add(format!(
                "o.order_id IN (SELECT order_id FROM orders WHERE needs_person IS NOT NULL) AND ({IS_OPEN}
                   OR o.needs_person = 'cancelled_here_only' AND o.api_status <> 'shipped')"
            ));
        }
        if self.only_claims {
            asked.add("o.order_id IN (SELECT order_id FROM claims)".to_owned());
        }
        if let Some(since) = self.since {
            // Instants of one zone are in order as text.
            let from = asked.bind_values([format!("{}T00:00:00+09:00", format_iso_date(since))]);
            asked.add(format!("o.ordered_at >= {from}"));
        }
        if let Some(until) = self.until {
            let to = asked.bind_values([format!("{}T23:59:59+09:00", format_iso_date(until))]);
            asked.add(format!("o.ordered_at <= {to}"));
        }
        if let Some(day) = self.shipped_on {
            let day = asked.bind_values([format_iso_date(day)]);
            asked.add(format!("o.shipped_on = {day}"));
        }
        if let Some(names) = &self.carriers {
            let names = asked.bind_values(names.iter().map(String::as_str));
            asked.add(format!("(o.carrier IN ({names}) OR o.shipped_by IN ({names}))"));
        }
        if let Some(sku) = &self.sku {
            let sku = asked.bind_values([sku.as_str()]);
            asked.add(format!("o.order_id IN (SELECT order_id FROM order_lines WHERE sku = {sku})"));
        }
        asked
    }

    /// The condition and the order of the list. What is open, and what is young, is found by an index each;
    /// by import the whole table passes in its own order. Nothing but a span of days has to be sorted.
    fn build_list_sql(&self, found: Option<&BTreeSet<i64>>) -> (String, Vec<String>) {
        let mut asked = self.build_conditions();
        if let Some(found) = found {
            let ids = found.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
            let ids = asked.bind_values([format!("[{ids}]")]);
            asked.add(format!("o.order_id IN (SELECT value FROM json_each({ids}))"));
        }
        if let Some(since) = self.open_or_since {
            let since = asked.bind_values([format_jst(since)]);
            asked.add(format!(
                "o.order_id IN (SELECT order_id FROM orders WHERE {IS_OPEN}
                   UNION ALL SELECT order_id FROM orders
                     WHERE status = 'cancelled' AND api_status <> 'shipped' AND needs_person IS NOT NULL
                   UNION ALL SELECT order_id FROM orders WHERE ordered_at >= {since})"
            ));
        }
        // A sign keeps SQLite from reading the whole table in its order instead of the few that are wanted.
        let order = match (self.newest, self.since) {
            (false, _) if self.only_claims => {
                "(SELECT max(changed_at) FROM claims c WHERE c.order_id = o.order_id) DESC, o.order_id DESC"
            }
            (true, _) if found.is_some() => "+o.ordered_at DESC, o.order_id DESC",
            (true, _) => "o.ordered_at DESC, o.order_id DESC",
            (false, None) => "o.order_id",
            (false, Some(_)) => "+o.order_id",
        };
        let limit = self.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
        (format!("WHERE {} ORDER BY {order}{limit}", asked.join_sql()), asked.given)
    }
}

const ORDER: &str = "
    SELECT o.order_id, o.code, o.pack_no, o.status,
      (SELECT json_group_array(reason ORDER BY reason) FROM order_holds h
        WHERE h.order_id = o.order_id) AS reason,
      (SELECT json_group_array(rule ORDER BY rank) FROM order_rules r
        WHERE r.order_id = o.order_id AND EXISTS (SELECT 1 FROM order_holds h
          WHERE h.order_id = o.order_id AND h.reason = 'rule')) AS rule,
      CASE WHEN EXISTS (SELECT 1 FROM order_holds h WHERE h.order_id = o.order_id AND h.reason = 'manual')
        THEN (SELECT detail FROM order_history y WHERE y.order_id = o.order_id AND y.what = 'held'
          ORDER BY y.history_id DESC LIMIT 1) END AS detail,
      o.payment_status, o.api_status,
      (SELECT group_concat(order_no, ',' ORDER BY order_no) FROM order_lines l
        WHERE l.order_id = o.order_id AND NOT cancelled AND o.status <> 'cancelled') AS order_no_sum,
      o.ordered_at, o.paid_at, coalesce(o.shipped_by, o.carrier) AS carrier, o.desired_delivery_date,
      o.desired_delivery_time, o.planned_ship_date, o.shipped_on, o.tracking_numbers,
      EXISTS (SELECT 1 FROM order_lines l
        WHERE l.order_id = o.order_id AND cancel_requested AND NOT cancelled) AS cancel_requested,
      o.payment_method,
      (SELECT coalesce(sum(total_yen), 0) FROM order_lines l
        WHERE l.order_id = o.order_id AND NOT cancelled) AS total_yen,
      o.needs_person,
      p.buyer_name, p.buyer_kana, p.buyer_tel, p.buyer_mobile, p.buyer_email, p.buyer_zip, p.buyer_address,
      p.receiver_name, p.receiver_kana, p.receiver_tel, p.receiver_mobile, p.receiver_zip, p.receiver_address,
      p.receiver_address1, p.receiver_address2,
      p.sender_name, p.sender_tel, p.sender_nation, p.sender_zip, p.sender_address, p.message, p.gift
    FROM orders o JOIN order_people p USING (order_id)";

impl Store {
    /// Passes every order that the filter lets through to `show`, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or with what `show` says.
    pub fn visit_orders<E: From<Error>>(
        &self,
        filter: &OrderFilter,
        show: &mut dyn FnMut(OrderView) -> Result<(), E>,
    ) -> Result<(), E> {
        let found = filter.find.as_ref().map(|term| self.search_orders(term)).transpose()?;
        let (list, given) = filter.build_list_sql(found.as_ref());
        // What is found may be nearly all: it is put in order before more than its number is read.
        let sql = match found {
            None => format!("{ORDER} {list}"),
            Some(_) => format!("SELECT o.order_id FROM orders o {list}"),
        };
        let mut statement = self.conn.prepare_cached(&sql).map_err(Error::from)?;
        let mut rows = statement.query(params_from_iter(given)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let order = match found {
                None => Some(read_order(row)?),
                Some(_) => self.find_order_by_id(row.get("order_id").map_err(Error::from)?)?,
            };
            order.map_or(Ok(()), &mut *show)?;
        }
        Ok(())
    }

    fn find_order_by_id(&self, order_id: i64) -> Result<Option<OrderView>, Error> {
        self.conn
            .prepare_cached(&format!("{ORDER} WHERE o.order_id = ?1"))?
            .read_first([order_id], read_order)
    }

    /// Whether the filter would let more through if it did not ask for what is open or young.
    pub fn has_older_orders(&self, filter: &OrderFilter) -> Result<bool, Error> {
        let Some(since) = filter.open_or_since else { return Ok(false) };
        let mut asked = filter.build_conditions();
        let since = asked.bind_values([format_jst(since)]);
        asked.add(format!(
            "o.ordered_at < {since} AND NOT ({IS_OPEN})
               AND NOT (o.status = 'cancelled' AND o.api_status <> 'shipped' AND o.needs_person IS NOT NULL)"
        ));
        let sql = format!("SELECT EXISTS (SELECT 1 FROM orders o WHERE {}) AS has_older", asked.join_sql());
        Ok(self
            .conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(asked.given), |row| row.get("has_older"))?)
    }

    /// Every name that a delivery company has in the orders: Qoo10's, and the shop's.
    pub fn list_carriers(&self) -> Result<Vec<String>, Error> {
        let sql =
            "SELECT carrier FROM orders UNION SELECT shipped_by FROM orders WHERE shipped_by IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get("carrier"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a line of any order has this SKU.
    pub fn is_ordered_sku(&self, sku: &str) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM order_lines WHERE sku = ?1")?.exists([sku])?)
    }

    /// Every SKU of the lines of all orders.
    pub fn list_ordered_skus(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT DISTINCT sku FROM order_lines WHERE sku IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get("sku"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// An order by its code; none when there is no such order.
    pub fn find_order(&self, code: OrderCode) -> Result<Option<OrderView>, Error> {
        let sql = format!("{ORDER} WHERE o.pack_no = ?1 AND o.suffix = ?2");
        let key = (code.pack_no, code.suffix.unwrap_or(0));
        self.conn.prepare_cached(&sql)?.read_first(key, read_order)
    }

    /// What may be meant by a code that no order has.
    pub fn match_code(&self, code: OrderCode) -> Result<CodeMatch, Error> {
        let number = code.pack_no.get();
        let orders = self.list_cart_codes(number)?;
        if !orders.is_empty() {
            return Ok(CodeMatch::Cart(orders));
        }
        // Staff often type an order number where a cart is asked for.
        let order_no = OrderNo::new(number).filter(|_| code.suffix.is_none());
        if let Some(order) = order_no.map(|no| self.find_order_code(no)).transpose()?.flatten() {
            return Ok(CodeMatch::OrderNo(order.to_string()));
        }
        // Last: what was imported says more than what was rejected before.
        let of_reject = "SELECT EXISTS (SELECT 1 FROM rejects WHERE pack_no = ?1) AS is_rejected";
        let is_rejected =
            self.conn.prepare_cached(of_reject)?.query_row([number], |row| row.get("is_rejected"))?;
        let of_qoo10 = "SELECT EXISTS (SELECT 1 FROM unknown_carts WHERE pack_no = ?1) AS is_at_qoo10";
        let is_at_qoo10 =
            self.conn.prepare_cached(of_qoo10)?.query_row([number], |row| row.get("is_at_qoo10"))?;
        Ok(match (is_rejected, is_at_qoo10) {
            (true, _) => CodeMatch::Rejected,
            (false, true) => CodeMatch::AtQoo10,
            (false, false) => CodeMatch::Nothing,
        })
    }

    fn list_cart_codes(&self, pack_no: i64) -> Result<Vec<String>, Error> {
        let sql = "SELECT code FROM orders WHERE pack_no = ?1 ORDER BY suffix";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([pack_no], |row| row.get("code"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn list_lines(&self, order_id: i64) -> Result<Vec<LineView>, Error> {
        let sql = "SELECT line, order_no, sku, item_code, name, option, addon_options, qty, unit_price_yen,
                     parent_line_id IS NOT NULL AS is_addon, cancel_requested, cancelled
                   FROM order_lines WHERE order_id = ?1 ORDER BY line";
        self.conn.prepare_cached(sql)?.read_all([order_id], |row| {
            Ok(LineView {
                line: row.get("line")?,
                order_no: row.read("order_lines.order_no")?,
                sku: row.get("sku")?,
                item_code: row.get("item_code")?,
                name: row.get("name")?,
                option: row.get("option")?,
                addon_options: row.get("addon_options")?,
                qty: row.get("qty")?,
                unit_price_yen: row.get("unit_price_yen")?,
                is_addon: row.get("is_addon")?,
                cancel_requested: row.get("cancel_requested")?,
                cancelled: row.get("cancelled")?,
            })
        })
    }

    /// What happened to an order, oldest first.
    pub fn list_history(&self, order_id: i64) -> Result<Vec<HistoryView>, Error> {
        let sql =
            "SELECT at, what, by, run_id, detail FROM order_history WHERE order_id = ?1 ORDER BY history_id";
        self.conn.prepare_cached(sql)?.read_all([order_id], |row| {
            Ok(HistoryView {
                at: row.get("at")?,
                what: row.read("order_history.what")?,
                by: row.get("by")?,
                run_id: row.get("run_id")?,
                detail: row.read("order_history.detail")?,
            })
        })
    }
}

fn read_order(row: &Row<'_>) -> Result<OrderView, Error> {
    let Json(hold_reasons) = row.read("order_holds.reason")?;
    let Json(hold_rules) = row.read("order_rules.rule")?;
    let Json(tracking_numbers) = row.read("orders.tracking_numbers")?;
    let hold_text: Option<Message> = row.read("order_history.detail")?;
    Ok(OrderView {
        order_id: row.get("order_id")?,
        code: row.get("code")?,
        pack_no: row.get("pack_no")?,
        status: row.read("orders.status")?,
        hold_reasons,
        hold_rules,
        hold_text: hold_text.as_ref().and_then(Message::as_quoted).map(str::to_owned),
        payment_status: row.read("orders.payment_status")?,
        api_status: row.read("orders.api_status")?,
        // None of a cancelled order, which has no number that counts.
        order_no_sum: row.get::<_, Option<String>>("order_no_sum")?.unwrap_or_default(),
        ordered_at: row.get("ordered_at")?,
        paid_at: row.get("paid_at")?,
        carrier: row.get("carrier")?,
        desired_delivery_date: row.get("desired_delivery_date")?,
        desired_delivery_time: row.get("desired_delivery_time")?,
        planned_ship_date: row.get("planned_ship_date")?,
        shipped_on: row.get("shipped_on")?,
        tracking_numbers,
        cancel_requested: row.get("cancel_requested")?,
        payment_method: row.get("payment_method")?,
        total_yen: row.get("total_yen")?,
        people: read_people(row)?,
        needs_person: row.read("orders.needs_person")?,
    })
}

fn read_people(row: &Row<'_>) -> Result<People, Error> {
    let Receiver { party, address1, address2 } = read_receiver(row)?;
    Ok(People {
        buyer: Party {
            name: row.get("buyer_name")?,
            kana: row.get("buyer_kana")?,
            tel: row.get("buyer_tel")?,
            mobile: row.get("buyer_mobile")?,
            zip: row.get("buyer_zip")?,
            address: row.get("buyer_address")?,
        },
        buyer_email: row.get("buyer_email")?,
        receiver: party,
        receiver_address1: address1,
        receiver_address2: address2,
        sender: Party {
            name: row.get("sender_name")?,
            kana: None,
            tel: row.get("sender_tel")?,
            mobile: None,
            zip: row.get("sender_zip")?,
            address: row.get("sender_address")?,
        },
        sender_nation: row.get("sender_nation")?,
        message: row.get("message")?,
        gift: row.get("gift")?,
    })
}

#[cfg(test)]
#[path = "order_view_tests.rs"]
mod tests;
