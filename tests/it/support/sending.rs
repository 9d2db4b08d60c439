//! Shipments at the fake Qoo10: the bulk call, and `push-shipments` as tests run it.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::confirm::Bulk;
use super::fake::{FakeQoo10, Reply, Request};
use super::model::Model;
use super::run::{Report, Run};
use super::shop::Shop;
use super::{BY_NUMBER, CLAIMS, LIST, SEND};

/// The names in `counts`, in the order of the contract.
const PUSH_COUNTS: [&str; 6] = ["sent", "already_sent", "refused", "failed", "blocked", "not_due"];

/// Names that working programs send.
const CARRIERS: [&str; 11] = [
    "ヤマト宅急便",
    "ネコポス",
    "クロネコDM便",
    "コンビニ等受取",
    "ゆうパック",
    "ゆうパケット",
    "クリックポスト",
    "佐川急便",
    "福山通運",
    "西濃運輸",
    "Qxpress",
];

/// What Qoo10 accepts as a shipment, and what came.
#[derive(Clone, Debug)]
pub struct Sending {
    pub bulk: Bulk,
    /// Names accepted beside the usual ones.
    pub carriers: Vec<String>,
    /// Check digits and shapes are looked at.
    pub is_strict: bool,
    /// How often an order number came that was under way already.
    pub repeats: usize,
}

impl Default for Sending {
    fn default() -> Self {
        Self { bulk: Bulk::default(), carriers: Vec::new(), is_strict: true, repeats: 0 }
    }
}

/// A row as it was accepted: order number, delivery company, tracking number.
pub type Sent = (i64, String, String);

impl Model {
    /// SetSendingInfoBulk.
    pub fn send_bulk(&mut self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        let known = ["OrderNo", "ShippingCorp", "TrackingNo"];
        let rows = self.sending.bulk.read(params, "ShippingInfoJson", &known, &known)?;
        let mut bulk = std::mem::take(&mut self.sending.bulk);
        let now = bulk.now;
        let places = self.places();
        let mut used: BTreeMap<String, Value> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.fields["TrackingNo"] != "") {
            used.insert(row.fields["TrackingNo"].as_str().unwrap().into(), row.fields["PackNo"].clone());
        }
        let answer = bulk.answer(&rows, "contr_no", |order_no, row| match places.get(&order_no) {
            Some(place) => self.send_line(*place, row, &mut used, now),
            None => -10122,
        });
        self.sending.bulk = bulk;
        Ok(answer)
    }

    fn send_line(
        &mut self,
        place: usize,
        row: &Map<String, Value>,
        used: &mut BTreeMap<String, Value>,
        now: NaiveDateTime,
    ) -> i64 {
        let text = |key: &str| row[key].as_str().unwrap();
        let (carrier, number) = (text("ShippingCorp"), text("TrackingNo"));
        let line = &self.rows[place];
        let claim = line.claim.as_ref().map_or(0, |claim| claim.status);
        match (claim, line.status) {
            (3 | 6 | 14 | 15 | 16, _) => return -10007,
            (1.., _) => return -10101,
            (_, 1) => return -10010,
            (_, 4 | 5) => {
                self.sending.repeats += 1;
                return -10007;
            }
            _ => {}
        }
        if !CARRIERS.contains(&carrier) && !self.sending.carriers.iter().any(|name| name == carrier) {
            return -10120;
        }
        if self.sending.is_strict
            && let Some(code) = misshapen(carrier, number)
        {
            return code;
        }
        let pack_no = line.fields["PackNo"].clone();
        if used.get(number).is_some_and(|cart| *cart != pack_no) {
            return -10103;
        }
        used.insert(number.into(), pack_no);
        let at = now.format("%Y-%m-%d %H:%M:%S").to_string();
        self.rows[place] = line.clone().sent(carrier, number, &at);
        0
    }
}

impl super::Row {
    /// Under way, with a delivery company and a tracking number.
    pub fn sent(self, carrier: &str, number: &str, at: &str) -> Self {
        self.status(4).carrier(carrier).set("TrackingNo", number).set("ShippingDate", at)
    }
}

/// Why Qoo10 does not take a tracking number.
fn misshapen(carrier: &str, number: &str) -> Option<i64> {
    let lengths: &[usize] = match carrier {
        "ヤマト宅急便" | "ネコポス" | "佐川急便" => &[12],
        "ゆうパック" | "ゆうパケット" | "クリックポスト" => &[11, 12],
        _ => return (!number.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(-10106),
    };
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Some(-10106);
    }
    if !lengths.contains(&number.len()) {
        return Some(-10105);
    }
    let (front, digit) = number.split_at(number.len() - 1);
    (front.parse::<u64>().unwrap() % 7 != digit.parse::<u64>().unwrap()).then_some(-10108)
}

/// The nth tracking number of 12 digits with a right check digit.
pub fn valid_number(n: i64) -> String {
    let front = 40_000_000_000 + n;
    format!("{front}{}", front % 7)
}

impl Shop {
    /// Another shop in the same state: its files, and what its Qoo10 knows.
    pub fn twin(&self, now: &str) -> Self {
        let mut twin = Self::new();
        for (path, bytes) in self.files() {
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.starts_with("demo.db") {
                let place = twin.path(name);
                std::fs::write(&place, bytes).unwrap();
                std::fs::set_permissions(place, PermissionsExt::from_mode(0o600)).unwrap();
            }
        }
        let model = self.fake.model(|m| m.clone());
        twin.fake.model(|m| *m = model);
        twin.at(now);
        twin
    }

    /// `shipments load` of a file with this text.
    pub fn load(&self, name: &str, text: &[u8], args: &[&str], code: i32) -> Run {
        std::fs::write(self.path(name), text).unwrap();
        let all: Vec<&str> = ["shipments", "load", name].iter().chain(args).copied().collect();
        self.run(&all).expect(code)
    }

    /// Delivery company, tracking numbers and ship date of an order.
    pub fn shipment(&self, code: &str) -> (String, Vec<String>, String) {
        let order = self.show(code);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let numbers = order["tracking_numbers"].as_array().unwrap().iter().map(text).collect();
        (text(&order["carrier"]), numbers, text(&order["shipped_on"]))
    }

    /// `push-shipments --json` with these further arguments.
    pub fn push_with(&self, args: &[&str], code: i32) -> Report {
        let report = self.step_with("push-shipments", args, code);
        if self.fake.calls(SEND) > 0 {
            let log = self.fake.log();
            let first = |method: &str| log.iter().position(|r| r.method == method);
            assert!(first(CLAIMS) < first(SEND) && first(CLAIMS).is_some(), "sent before asking for claims");
        }
        report
    }

    pub fn push(&self) -> Report {
        self.push_with(&[], 0)
    }

    /// Qoo10 has been told of the planned ship date: `orders set`.
    pub fn print(&self, codes: &[&str]) {
        for code in codes {
            self.run(&["orders", "set", code, "--api-status", "printed"]).expect(0);
        }
    }

    /// `orders ship`, today, by 佐川急便.
    pub fn ship(&self, code: &str, tracking: &str) {
        self.run(&["orders", "ship", code, "--carrier", "佐川急便", "--tracking", tracking]).expect(0);
    }

    /// Printed and shipped today.
    pub fn print_and_ship(&self, code: &str, tracking: &str) {
        self.print(&[code]);
        self.ship(code, tracking);
    }

    /// What Qoo10 accepted, sorted by order number.
    pub fn accepted(&self) -> Vec<Sent> {
        self.fake.model(|m| {
            let text = |row: &Map<String, Value>, key: &str| row[key].as_str().unwrap().to_owned();
            let accepted = m.sending.bulk.asked.iter().filter(|asked| asked.code == 0);
            let mut accepted: Vec<Sent> = accepted
                .map(|a| (a.order_no, text(&a.row, "ShippingCorp"), text(&a.row, "TrackingNo")))
                .collect();
            accepted.sort();
            accepted
        })
    }

    /// The order numbers that came, whatever was answered, sorted.
    pub fn offered(&self) -> Vec<i64> {
        self.fake.model(|m| m.sending.bulk.said("OrderNo").into_iter().map(|(no, _)| no).collect())
    }
}

impl Report {
    /// sent, already_sent, refused, failed, blocked
    pub fn pushed(&self) -> [u64; 5] {
        let [sent, already_sent, refused, failed, blocked, _] = self.counted(PUSH_COUNTS);
        [sent, already_sent, refused, failed, blocked]
    }
}

impl FakeQoo10 {
    /// From the first shipment on, nothing can be read back.
    pub fn blind_after_sending(&self) {
        let has_sent = std::sync::atomic::AtomicBool::new(false);
        let is_blind = move |r: &Request| {
            if r.method == SEND {
                has_sent.store(true, std::sync::atomic::Ordering::SeqCst);
            }
            has_sent.load(std::sync::atomic::Ordering::SeqCst)
                && [LIST, BY_NUMBER].contains(&r.method.as_str())
        };
        self.fault_when(is_blind, usize::MAX, Reply::http(503));
    }

    /// No order number came that was under way already, or again before something was read back.
    pub fn check_no_blind_repeat(&self) {
        assert_eq!(self.model(|m| m.sending.repeats), 0, "sent what was under way already");
        let mut since: Vec<String> = Vec::new();
        for call in self.log() {
            match call.method.as_str() {
                SEND => {
                    let rows: Vec<Value> = serde_json::from_str(&call.params["ShippingInfoJson"]).unwrap();
                    for row in rows {
                        let no = row["OrderNo"].as_str().unwrap().to_owned();
                        assert!(!since.contains(&no), "{no} was sent again without reading back");
                        since.push(no);
                    }
                }
                LIST | BY_NUMBER => since.clear(),
                _ => {}
            }
        }
    }
}
