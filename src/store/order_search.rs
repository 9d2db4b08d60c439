//! Orders by a piece of what is known of them. Any piece can be asked for, so that all is looked through:
//! people in a table of their own (`order_search`), numbers in the indexes that have them anyway.

use std::collections::BTreeSet;

use super::database::Store;
use super::error::Error;
use crate::strings::search::{SearchTerm, Searcher};

const PEOPLE: &str = "SELECT order_id, numbers, texts FROM order_search";
/// Tracking numbers are a list in JSON.
const PARCELS: &str = "
    SELECT order_id, replace(tracking_numbers, ',', char(31)) AS numbers FROM orders
    WHERE tracking_numbers <> '[]'";
/// Of what is a number the digits alone count. Indexes have all of these: no order is read from the table.
const CODES: &str = "
    SELECT order_id FROM orders WHERE instr(iif(suffix = 0, pack_no, pack_no || suffix), ?1)";
const ORDER_NUMBERS: &str = "
    SELECT order_id FROM order_lines
    WHERE order_no IN (SELECT order_no FROM order_lines WHERE instr(order_no, ?1))";

impl Store {
    /// The orders that have this in a name, an address or a number.
    pub(super) fn search_orders(&self, term: &SearchTerm) -> Result<BTreeSet<i64>, Error> {
        let mut searcher = Searcher::new(term);
        let mut found = BTreeSet::new();
        let mut statement = self.conn.prepare_cached(PEOPLE)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let texts = row.get_ref("texts")?.as_str().map_err(rusqlite::Error::from)?;
            let numbers = row.get_ref("numbers")?.as_str().map_err(rusqlite::Error::from)?;
            if searcher.is_in_texts(texts) || searcher.is_in_numbers(numbers) {
                found.insert(row.get("order_id")?);
            }
        }
        let mut statement = self.conn.prepare_cached(PARCELS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if searcher.is_in_numbers(row.get_ref("numbers")?.as_str().map_err(rusqlite::Error::from)?) {
                found.insert(row.get("order_id")?);
            }
        }
        // Codes and order numbers have no letters.
        let of_number = term.digits().map(|digits| (digits, [CODES, ORDER_NUMBERS]));
        for (digits, sql) in of_number.into_iter().flat_map(|(digits, all)| all.map(|sql| (digits, sql))) {
            let mut statement = self.conn.prepare_cached(sql)?;
            let ids = statement.query_map([digits], |row| row.get("order_id"))?;
            found.extend(ids.collect::<Result<Vec<i64>, _>>()?);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::params_from_iter;

    use super::*;

    #[test]
    fn what_is_looked_through_follows_whatever_changes_people() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        let is_found =
            |typed: &str| store.search_orders(&SearchTerm::new(typed).unwrap()).unwrap().contains(&1);
        let rows =
            "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
              ordered_at, imported_at) VALUES (1, 412345678, 2, 'ready', 'paid', 'printed', 'x', '', '');
            INSERT INTO order_lines (order_id, line, order_no, name, qty, unit_price_yen, total_yen)
              VALUES (1, 1, 1062428737, '', 1, 0, 0);
            INSERT INTO order_people (order_id, buyer_name, buyer_tel, receiver_name, receiver_zip,
              receiver_address1, receiver_address2, sender_name)
            VALUES (1, '見本 花子', '03-0000-0001', '見本 花子', '530-0002', '大阪市', '北区1', '架空 次郎')";
        store.conn.execute_batch(rows).unwrap();
        for typed in ["花子", "大阪市北区", "次郎", "5300002", "0300000001", "412345678-2", "2428", "ﾐﾎﾝ"]
        {
            assert_eq!(is_found(typed), typed != "ﾐﾎﾝ", "{typed}");
        }
        // A number and the one behind it are two, and so are two names.
        for typed in ["00025300", "花子大阪", "京都"] {
            assert!(!is_found(typed), "{typed}");
        }
        store.conn.execute("UPDATE order_people SET receiver_kana = 'ミホン ハナコ'", []).unwrap();
        assert!(is_found("ﾐﾎﾝ"));
        let blank = "UPDATE order_people SET buyer_name = NULL, buyer_tel = NULL, receiver_name = NULL,
            receiver_kana = NULL, receiver_zip = NULL, receiver_address1 = NULL, sender_name = NULL";
        store.conn.execute(blank, []).unwrap();
        let left = "SELECT numbers || texts AS left FROM order_search";
        assert_eq!(store.conn.query_row(left, [], |row| row.get::<_, String>("left")).unwrap(), "");
        store.conn.execute("DELETE FROM order_people", []).unwrap();
        assert!(!store.conn.prepare(left).unwrap().exists([]).unwrap());
    }

    #[test]
    fn numbers_are_looked_through_in_an_index_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("shop.db")).unwrap();
        for sql in [PARCELS, CODES, ORDER_NUMBERS] {
            let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let given = vec!["1"; statement.parameter_count()];
            let steps = statement.query_map(params_from_iter(given), |row| row.get::<_, String>("detail"));
            for step in steps.unwrap().map(Result::unwrap) {
                assert!(!step.contains("SCAN") || step.contains("COVERING INDEX"), "{sql}: {step}");
            }
        }
    }
}
