//! `sync-status` as tests run it, orders put into any state, and what must hold for every order.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::Value;

use super::CLAIMS;
use super::claims::window;
use super::fake::FakeQoo10;
use super::run::Report;
use super::shop::Shop;

/// The names in `counts`, in the order of the contract.
pub const SYNC_COUNTS: [&str; 11] = [
    "paid",
    "cancelled",
    "line_cancelled",
    "cancel_requested",
    "cancel_withdrawn",
    "claim_changed",
    "needs_person",
    "unchanged",
    "receiver_changed",
    "adopted",
    "unknown_here",
];

impl Shop {
    /// `sync-status --json` with these further arguments; the log holds this run's calls only.
    pub fn sync_with(&self, args: &[&str], code: i32) -> Report {
        self.fake.clear_log();
        let all: Vec<&str> = ["sync-status", "--json"].iter().chain(args).copied().collect();
        let run = self.run(&all).expect(code);
        let report = run.json();
        let words = ["ok", "failed", "", "partial", "busy", "refused", "failed"];
        let result = report["result"].as_str().unwrap();
        assert!(result == words[code as usize] || code == 6 && result == "refused", "{run:#?}");
        assert_eq!(
            (&report["step"], &report["exit_code"]),
            (&"sync-status".into(), &code.into()),
            "{run:#?}"
        );
        self.consistent();
        Report(report)
    }

    /// A run in which nothing needs a person.
    pub fn sync(&self) -> Report {
        self.sync_with(&[], 0)
    }

    /// Changes one line at Qoo10.
    pub fn at_qoo10(&self, order_no: i64, change: impl FnOnce(super::Row) -> super::Row) {
        self.fake.model(|m| {
            let line = m.line(order_no);
            *line = change(line.clone());
        });
    }

    /// The buyer pays for these lines.
    pub fn pay(&self, numbers: &[i64]) {
        for no in numbers {
            self.at_qoo10(*no, |row| row.paid("2026-07-01 09:30:00"));
        }
    }

    /// A claim on these lines.
    pub fn claim(&self, numbers: &[i64], status: u8) {
        for no in numbers {
            self.at_qoo10(*no, |row| row.claimed(status));
        }
    }

    /// Qoo10 forgets these lines.
    pub fn forget(&self, numbers: &[i64]) {
        self.fake.model(|m| m.rows.retain(|row| !numbers.contains(&row.order_no())));
    }

    /// Puts an order into a state as it would be after a life of its own, straight in the state file.
    pub fn force(&self, code: &str, status: &str, payment: &str) {
        let state = rusqlite::Connection::open(self.path("demo.db")).unwrap();
        let order = "order_id = (SELECT order_id FROM orders WHERE code = ?1)";
        let changed = state.execute(
            "UPDATE orders SET status = ?2, payment_status = ?3 WHERE code = ?1",
            [code, status, payment],
        );
        assert_eq!(changed.unwrap(), 1, "{code}");
        state.execute(&format!("DELETE FROM order_holds WHERE {order}"), [code]).unwrap();
        if status == "on_hold" {
            let reason = if payment == "paid" { "manual" } else { "payment" };
            let hold =
                "INSERT INTO order_holds (order_id, reason) SELECT order_id, ?2 FROM orders WHERE code = ?1";
            state.execute(hold, [code, reason]).unwrap();
        }
        if status == "cancelled" {
            state.execute(&format!("UPDATE order_lines SET cancelled = 1 WHERE {order}"), [code]).unwrap();
        }
    }

    /// The API log of the step.
    pub fn sync_log(&self) -> Vec<Value> {
        let all = self.run(&["log", "--json"]).expect(0).lines();
        all.into_iter().filter(|entry| entry["step"] == "sync-status").collect()
    }

    /// What the API log of the step says of one SKU: in the field, or in the words.
    pub fn logged(&self, sku: &str) -> Vec<Value> {
        let names = |entry: &Value| {
            entry["sku"] == sku || entry["message"].as_str().is_some_and(|text| text.contains(sku))
        };
        self.sync_log().into_iter().filter(names).collect()
    }

    /// The history of an order.
    pub fn history(&self, code: &str) -> Vec<Value> {
        self.show(code)["history"].as_array().unwrap().clone()
    }

    /// Codes of the orders that must not be shipped, sorted.
    pub fn do_not_ship(&self) -> Vec<String> {
        let marked = self.run(&["orders", "list", "--cancel-requested", "--json"]).expect(0).lines();
        let mut codes: Vec<_> = marked.iter().map(|o| o["order"].as_str().unwrap().to_owned()).collect();
        codes.sort();
        codes
    }

    /// Every order agrees with itself, whatever has happened.
    pub fn consistent(&self) {
        if !self.path("demo.db").exists() {
            return;
        }
        for order in self.everything() {
            agrees(&order);
        }
    }
}

/// An order as `orders show` prints it agrees with its own lines and holds.
pub fn agrees(order: &Value) {
    let lines: Vec<&Value> =
        order["lines"].as_array().unwrap().iter().filter(|line| line["cancelled"] == false).collect();
    let numbers: Vec<&str> = lines.iter().filter_map(|line| line["order_no"].as_str()).collect();
    let sum = order["order_no_sum"].as_str().unwrap_or_default();
    if order["status"] == "cancelled" {
        assert_eq!(sum, "", "a cancelled order carries numbers: {order:#}");
        return;
    }
    let mut summed: Vec<&str> = sum.split(',').collect();
    summed.sort_unstable();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    assert_eq!(summed, sorted, "numbers and remaining lines differ: {order:#}");
    let held = !order["hold_reasons"].as_array().unwrap().is_empty();
    assert_eq!(order["status"] == "on_hold", held, "held without a reason, or the other way: {order:#}");
    let marked = lines.iter().any(|line| line["cancel_requested"] == true);
    assert_eq!(order["cancel_requested"], marked, "mark of order and lines differ: {order:#}");
}

impl Report {
    /// The counts of what payments and cancellations change, and of who needs a person.
    pub fn changes(&self) -> [u64; 6] {
        let names =
            ["paid", "cancelled", "line_cancelled", "cancel_requested", "cancel_withdrawn", "needs_person"];
        names.map(|name| self.count(name))
    }

    /// What happened to an order, sorted; `unchanged` is nothing.
    pub fn outcomes(&self, order: &str) -> Vec<String> {
        let items = self.0["items"].as_array().unwrap().iter();
        let mut all: Vec<String> = items
            .filter(|item| item["order"] == order && item["outcome"] != "unchanged")
            .map(|item| item["outcome"].as_str().unwrap().to_owned())
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// Order, order number and SKU of the items with this outcome, sorted.
    pub fn lines(&self, outcome: &str) -> Vec<(String, String, String)> {
        let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
        let items = self.items(outcome);
        let mut lines: Vec<_> =
            items.iter().map(|i| (text(i, "order"), text(i, "order_no"), text(i, "sku"))).collect();
        lines.sort();
        lines
    }
}

impl FakeQoo10 {
    /// The windows of the claim lists since the log was cleared, by status asked for.
    pub fn claim_windows(&self) -> BTreeMap<String, Vec<(NaiveDateTime, NaiveDateTime)>> {
        let mut windows: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for call in self.log().iter().filter(|r| r.method == CLAIMS) {
            let get = |key: &str| call.params.get(key).map_or("", String::as_str);
            let asked = window(get("search_Sdate"), get("search_Edate")).unwrap();
            windows.entry(get("ClaimStat").into()).or_default().push(asked);
        }
        windows
    }

    /// The order numbers that were looked up one by one, in that order.
    pub fn looked_up(&self) -> Vec<i64> {
        let by_number = self.log().into_iter().filter(|r| r.method == super::BY_NUMBER);
        by_number.map(|r| r.params["OrderNo"].parse().unwrap()).collect()
    }
}
