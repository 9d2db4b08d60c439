//! The shop's own rules that hold orders (IMP-24), and what they look at.

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::receivers::read_receiver;
use super::sql::{Iso, Json, ReadColumn, ReadRows};
use crate::domain::hold_rule::{RuleFacts, RuledOrder};
use crate::domain::ids::PackNo;
use crate::domain::time::Jst;
use crate::vocabulary::Status;

// CROSS JOIN keeps SQLite from beginning with the larger table.
const RECEIVERS: &str = "
    SELECT o.pack_no, o.ordered_at, p.receiver_name, p.receiver_address
    FROM orders o CROSS JOIN order_people p USING (order_id)
    WHERE o.ordered_at >= ?1 AND (?2 IS NULL OR o.ordered_at < ?2)";

const RULED: &str = "
    SELECT o.code, o.pack_no, o.status, o.ordered_at, p.message, p.gift,
      (SELECT coalesce(sum(total_yen), 0) FROM order_lines l
        WHERE l.order_id = o.order_id AND NOT cancelled) AS total_yen,
      (SELECT coalesce(sum(qty), 0) FROM order_lines l
        WHERE l.order_id = o.order_id AND NOT cancelled AND parent_line_id IS NULL) AS pieces,
      (SELECT json_group_array(sku) FROM order_lines l
        WHERE l.order_id = o.order_id AND NOT cancelled AND sku IS NOT NULL) AS sku,
      (SELECT json_group_array(rule ORDER BY rank) FROM order_rules r
        WHERE r.order_id = o.order_id) AS rule,
      (SELECT json_group_array(reason ORDER BY reason) FROM order_holds h
        WHERE h.order_id = o.order_id) AS reason,
      p.receiver_name, p.receiver_kana, p.receiver_tel, p.receiver_mobile, p.receiver_zip,
      p.receiver_address, p.receiver_address1, p.receiver_address2
    FROM orders o CROSS JOIN order_people p USING (order_id)";

/// Whose an order of the state file is, and when it was placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderReceiver {
    pub pack_no: PackNo,
    pub ordered_at: Jst,
    pub name: Option<String>,
    pub address: Option<String>,
}

impl Store {
    /// The receivers of the orders that were placed from one instant on, before another where one is given.
    pub fn list_order_receivers(&self, from: Jst, until: Option<Jst>) -> Result<Vec<OrderReceiver>, Error> {
        self.conn.prepare_cached(RECEIVERS)?.read_all((Iso(from), until.map(Iso)), |row| {
            Ok(OrderReceiver {
                pack_no: row.read("orders.pack_no")?,
                ordered_at: row.read("orders.ordered_at")?,
                name: row.get("receiver_name")?,
                address: row.get("receiver_address")?,
            })
        })
    }

    /// The rules that hold orders now.
    pub fn list_holding_rules(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT DISTINCT rule FROM orders o CROSS JOIN order_holds h USING (order_id)
                     CROSS JOIN order_rules USING (order_id)
                   WHERE o.status <> 'cancelled' AND o.api_status <> 'shipped' AND h.reason = 'rule'
                   ORDER BY rule";
        self.conn.prepare_cached(sql)?.read_all([], |row| Ok(row.get("rule")?))
    }

    /// An order as the rules see it; none when there is no such order.
    pub fn find_ruled_order(&self, order_id: i64) -> Result<Option<RuledOrder>, Error> {
        let sql = format!("{RULED} WHERE o.order_id = ?1");
        self.conn.prepare_cached(&sql)?.read_first([order_id], read_ruled_order)
    }

    /// The orders in these statuses as the rules see them, oldest first.
    pub fn list_ruled_orders(&self, statuses: &[Status]) -> Result<Vec<RuledOrder>, Error> {
        let words: Vec<String> = statuses.iter().map(Status::to_string).collect();
        let sql = format!(
            "{RULED} WHERE o.status IN (SELECT value FROM json_each(?1)) ORDER BY o.ordered_at, o.order_id"
        );
        self.conn.prepare_cached(&sql)?.read_all([Json(words.as_slice())], read_ruled_order)
    }
}

impl Batch<'_> {
    /// Writes which rules hold an order.
    pub fn set_order_rules(&self, order_id: i64, rules: &[String]) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM order_rules WHERE order_id = ?1")?.execute([order_id])?;
        let sql = "INSERT INTO order_rules (order_id, rank, rule) VALUES (:order_id, :rank, :rule)";
        let mut insert = self.tx.prepare_cached(sql)?;
        for (rank, rule) in (1_i64..).zip(rules) {
            insert.execute(named_params! { ":order_id": order_id, ":rank": rank, ":rule": rule })?;
        }
        Ok(())
    }
}

fn read_ruled_order(row: &Row<'_>) -> Result<RuledOrder, Error> {
    let Json(skus) = row.read("order_lines.sku")?;
    let Json(rules) = row.read("order_rules.rule")?;
    let Json(hold_reasons) = row.read("order_holds.reason")?;
    Ok(RuledOrder {
        code: row.get("code")?,
        status: row.read("orders.status")?,
        facts: RuleFacts {
            pack_no: row.read("orders.pack_no")?,
            message: row.get("message")?,
            gift: row.get("gift")?,
            total_yen: row.get("total_yen")?,
            pieces: row.get("pieces")?,
            receiver: read_receiver(row)?,
            skus,
            ordered_at: row.read("orders.ordered_at")?,
        },
        rules,
        hold_reasons,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imp_24_orders_of_the_same_receiver_are_found_by_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {RECEIVERS}")).unwrap();
        let steps = statement.query_map(["", ""], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps[0].contains("INDEX orders_ordered_at"), "{steps:?}");
        assert!(steps[1].contains("SEARCH p USING"), "{steps:?}");
    }
}
