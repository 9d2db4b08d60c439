//! Free stock, listings and `push-stock` as tests run them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fake::{FakeQoo10, Reply, Request};
use super::items::{Goods, Shelf, Wrote};
use super::run::{Report, Run};
use super::shop::Shop;
use super::{SET_MOVE, SET_OPTIONS, SET_PLAIN};

/// The names in `counts`, in the order of the contract.
pub const STOCK_COUNTS: [&str; 4] = ["sent", "unchanged", "skipped", "failed"];
/// The calls that change quantities.
pub const WRITES: [&str; 3] = [SET_PLAIN, SET_OPTIONS, SET_MOVE];

/// The plain item of `every_kind`.
pub const PLAIN: &str = "100000001";
/// Its item with options on two axes: T-1-WM, T-1-WL, T-1-BM, T-1-BL.
pub const TWO_AXES: &str = "100000002";
/// Its item with options on one axis: C-1-A, C-1-B.
pub const ONE_AXIS: &str = "100000003";
/// Its MOVE item: M-1-RL, M-1-RM.
pub const MOVING: &str = "100000004";
/// Its MOVE item without sizes: N-1-R, N-1-G.
pub const SIZELESS: &str = "100000005";

/// One item of every kind; eleven listings.
pub fn every_kind() -> Vec<(&'static str, Goods)> {
    let two_axes = [("白", "M", "-WM"), ("白", "L", "-WL"), ("黒", "M", "-BM"), ("黒", "L", "-BL")];
    let two_axes = two_axes.iter().fold(Goods::options("T-1"), |goods, (colour, size, code)| {
        goods.option(&[("色", colour), ("サイズ", size)], code)
    });
    vec![
        (PLAIN, Goods::plain("P-1")),
        (TWO_AXES, two_axes),
        (ONE_AXIS, Goods::options("C-1").option(&[("味", "あずき")], "-A").option(&[("味", "抹茶")], "-B")),
        (MOVING, Goods::moving("M-1").kind(&["red", "L"], "-RL").kind(&["red", "M"], "-RM")),
        (SIZELESS, Goods::moving("N-1").kind(&["red"], "-R").kind(&["green"], "-G")),
    ]
}

/// The item code of the nth plain item, from 0.
pub fn plain_code(n: usize) -> String {
    (200_000_000 + n).to_string()
}

/// The SKU of the nth plain item.
pub fn plain_sku(n: usize) -> String {
    format!("P-{n}")
}

impl Shop {
    /// These items at Qoo10, and nothing known of them yet.
    pub fn selling(goods: Vec<(&str, Goods)>) -> Self {
        let mut shop = Self::new();
        shop.set("qoo10", "max_attempts", "2");
        shop.shelf(|s| s.goods = goods.into_iter().map(|(code, goods)| (code.to_owned(), goods)).collect());
        shop
    }

    /// One item of every kind, pulled.
    pub fn of_every_kind() -> Self {
        let shop = Self::selling(every_kind());
        shop.pull();
        shop
    }

    /// So many plain items, pulled.
    pub fn of_plains(count: usize) -> Self {
        let shop = Self::selling(Vec::new());
        let plain = |n| (plain_code(n), Goods::plain(&plain_sku(n)));
        shop.shelf(|s| s.goods = (0..count).map(plain).collect());
        shop.pull();
        shop
    }

    /// Looks at the items, or changes them.
    pub fn shelf<T>(&self, change: impl FnOnce(&mut Shelf) -> T) -> T {
        self.fake.model(|m| change(&mut m.shelf))
    }

    /// Changes one item.
    pub fn goods(&self, code: &str, change: impl FnOnce(&mut Goods)) {
        self.shelf(|s| change(s.goods.get_mut(code).unwrap()));
    }

    /// All but the quantities, for comparing.
    pub fn shape(&self) -> BTreeMap<String, Goods> {
        self.shelf(|s| s.shape())
    }

    /// The quantities at Qoo10, by `item` or `item/values`.
    pub fn quantities(&self) -> BTreeMap<String, i64> {
        self.shelf(|s| s.quantities())
    }

    /// One of them.
    pub fn shown_qty(&self, name: &str) -> i64 {
        self.quantities()[name]
    }

    /// What was taken since this was asked last, sorted.
    pub fn wrote(&self) -> Vec<Wrote> {
        let mut wrote = self.shelf(|s| std::mem::take(&mut s.wrote));
        wrote.sort();
        wrote
    }

    pub fn pull(&self) {
        self.run(&["listings", "pull"]).expect(0);
    }

    /// `stock load` of these rows.
    pub fn stock<S: AsRef<str>>(&self, rows: &[(S, i64)]) {
        self.load_stock(rows, &[]);
    }

    /// The same with its own brake on zeros released.
    pub fn stock_forced<S: AsRef<str>>(&self, rows: &[(S, i64)]) {
        self.load_stock(rows, &["--force", "mass-zero"]);
    }

    fn load_stock<S: AsRef<str>>(&self, rows: &[(S, i64)], more: &[&str]) {
        let rows = rows.iter().map(|(sku, qty)| format!("{},{qty}\n", sku.as_ref()));
        std::fs::write(self.path("stock.csv"), format!("sku,free_qty\n{}", rows.collect::<String>()))
            .unwrap();
        self.run(&[&["stock", "load", "stock.csv"], more].concat()).expect(0);
    }

    pub fn stock_set(&self, sku: &str, qty: i64) {
        self.run(&["stock", "set", sku, &qty.to_string()]).expect(0);
    }

    /// From `first` on, another free quantity for every SKU; the quantities that Qoo10 is to show.
    pub fn stock_each(&self, first: i64) -> BTreeMap<String, i64> {
        let sellables = self.shelf(|s| s.sellables());
        let rows: Vec<_> = sellables.iter().zip(first..).map(|((_, sku), qty)| (sku.clone(), qty)).collect();
        self.stock(&rows);
        sellables.into_iter().zip(first..).map(|((name, _), qty)| (name, qty)).collect()
    }

    /// `listings load` of these rows: item code, seller code, option code, SKU.
    pub fn load_listings(&self, rows: &[[&str; 4]]) -> Run {
        let rows: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        let text = format!("item_code,seller_code,option_code,sku\n{rows}");
        std::fs::write(self.path("map.csv"), text).unwrap();
        self.run(&["listings", "load", "map.csv"])
    }

    /// What `listings list --json` says.
    pub fn listings(&self) -> Vec<Value> {
        self.run(&["listings", "list", "--json"]).expect(0).lines()
    }

    /// The listing of an item, or of one option of it.
    pub fn listing(&self, item: &str, option_code: &str) -> Value {
        let is_it = |l: &Value| {
            l["item_code"] == item && l["option_code"].as_str().unwrap_or_default() == option_code
        };
        let mut found: Vec<Value> = self.listings().into_iter().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{item} {option_code:?}: {found:#?}");
        found.remove(0)
    }

    /// `push-stock --json`, with any exit code.
    pub fn push_stock_any(&self, args: &[&str], codes: &[i32]) -> Report {
        self.fake.clear_log();
        let all: Vec<&str> = ["push-stock", "--json"].iter().chain(args).copied().collect();
        let run = self.run(&all);
        assert!(codes.contains(&run.code), "exit code {} instead of {codes:?}\n{run:#?}", run.code);
        let report = Report(run.json());
        report.stocked();
        for item in report.0["items"].as_array().unwrap() {
            let is_snake = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(item["reason"].is_null() || item["reason"].as_str().is_some_and(is_snake), "{item}");
            assert!(STOCK_COUNTS.contains(&item["outcome"].as_str().unwrap()), "{item}");
        }
        report
    }

    /// `push-stock --json`; the log holds this run's calls only.
    pub fn push_stock_with(&self, args: &[&str], code: i32) -> Report {
        let report = self.push_stock_any(args, &[code]);
        let word = ["ok", "failed", "", "partial", "busy", "refused", "failed"][code as usize];
        let result = &report.0["result"];
        assert!(result == word || code == 6 && result == "refused", "{report:#?}");
        assert_eq!(report.0["exit_code"], code, "{report:#?}");
        report
    }

    pub fn push_stock(&self) -> Report {
        self.push_stock_with(&[], 0)
    }

    /// Write calls of the run before.
    pub fn writes(&self) -> usize {
        WRITES.iter().map(|method| self.fake.calls(method)).sum()
    }

    /// A run that has nothing to send sends nothing.
    pub fn push_nothing(&self, case: &str) {
        let report = self.push_stock();
        assert_eq!((report.count("sent"), report.count("failed")), (0, 0), "{case}: {report:#?}");
        assert_eq!(self.writes(), 0, "{case}: sent again");
        assert!(self.wrote().is_empty(), "{case}: sent again");
    }
}

impl Report {
    /// sent, unchanged, skipped, failed
    pub fn stocked(&self) -> [u64; 4] {
        self.counted(STOCK_COUNTS)
    }

    /// The SKUs of the items with this outcome, sorted.
    pub fn skus(&self, outcome: &str) -> Vec<String> {
        let sku = |item: &Value| item["sku"].as_str().unwrap_or_default().to_owned();
        let mut skus: Vec<String> = self.items(outcome).iter().map(sku).collect();
        skus.sort();
        skus
    }

    /// The reasons of the items with this outcome, each once.
    pub fn reasons(&self, outcome: &str) -> Vec<String> {
        let reason = |item: &Value| item["reason"].as_str().unwrap_or_default().to_owned();
        let mut reasons: Vec<String> = self.items(outcome).iter().map(reason).collect();
        reasons.sort();
        reasons.dedup();
        reasons
    }
}

impl FakeQoo10 {
    /// From the first write on, which is taken and answered, everything goes wrong and nothing is done.
    pub fn fault_after_a_write(&self, reply: Reply) {
        let has_written = std::sync::atomic::AtomicBool::new(false);
        let order = std::sync::atomic::Ordering::SeqCst;
        let when = move |r: &Request| {
            let is_write = WRITES.contains(&r.method.as_str());
            if is_write { has_written.swap(true, order) } else { has_written.load(order) }
        };
        self.fault_when(when, usize::MAX, reply.undone());
    }
}
