//! The shop of a year: Qoo10, the commands as cron and staff type them, and the warehouse.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{Days, NaiveDate, TimeDelta};
use fastrand::Rng;
use qoo10_bridge::domain::time::{Jst, format_jst, parse_jst};
use qoo10_bridge::sandbox::{
    CartDraft, LineDraft, ReceiverChange, ReturnKind, SELLER_KEY, Server, ShopItem, Stage, World, WorldFile,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::tier::{self, VariantSet};
use crate::support::{Run, SEND, SEND_ONE, in_process};

const ITEMS: [&str; 3] = ["Y-1", "Y-2", "Y-3"];
/// The days of a parcel's way.
const DAYS_ON_ITS_WAY: i64 = 2;
/// What steps may say of an order that nobody worked on by hand.
const USUAL: [&str; 8] =
    ["imported", "unchanged", "paid", "cancelled", "scheduled", "waiting", "sent", "already_sent"];

/// An order that a step names.
pub struct Named {
    pub cart: String,
    pub outcome: String,
    pub reason: String,
}

pub struct YearShop {
    dir: TempDir,
    server: Server,
    env: BTreeMap<String, String>,
    minutes: Arc<AtomicI64>,
    /// How often Qoo10 accepted a shipment, by order number.
    sent: RefCell<BTreeMap<String, u64>>,
    next_tracking: RefCell<i64>,
}

fn first_day() -> Jst {
    parse_jst("2026-01-05T00:00:00+09:00").unwrap()
}

impl YearShop {
    pub fn new(variants: &VariantSet) -> Self {
        let mut world = World::empty();
        tier::switch(&mut world, variants);
        let group = world.add_group("佐川急便", 0);
        for item in ITEMS {
            world.add_item(ShopItem::plain(item, 1000).with_group(group));
        }
        let minutes = Arc::new(AtomicI64::new(0));
        let own = Arc::clone(&minutes);
        let clock = Arc::new(move || first_day() + TimeDelta::minutes(own.load(Ordering::SeqCst)));
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::start(WorldFile::in_memory(world), address, clock).unwrap();
        let dir = TempDir::new().unwrap();
        let config = format!(
            "[shop]\nname = \"year\"\n[qoo10]\nendpoint = {:?}\nseller_key_env = \"YEAR_KEY\"\n\
             requests_per_second = 1000\n[state]\npath = \"year.db\"\n",
            server.base_url()
        );
        std::fs::write(dir.path().join("shop.toml"), config).unwrap();
        let env = BTreeMap::from([("YEAR_KEY".to_owned(), SELLER_KEY.to_owned())]);
        let sent = RefCell::default();
        let shop = Self { dir, server, env, minutes, sent, next_tracking: RefCell::new(1) };
        shop.set_time(0, 9);
        shop.command(&["listings", "pull"]);
        shop
    }

    fn set_time(&self, day: i64, hour: i64) {
        self.minutes.store((day * 24 + hour) * 60, Ordering::SeqCst);
    }

    fn now(&self) -> Jst {
        first_day() + TimeDelta::minutes(self.minutes.load(Ordering::SeqCst))
    }

    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Runs a command; what it could not do whole is seen by what it says.
    fn run(&self, args: &[&str]) -> Run {
        let config = self.dir.path().join("shop.toml");
        let now = format_jst(self.now());
        let all: Vec<&str> =
            ["--config", config.to_str().unwrap(), "--now", &now].iter().chain(args).copied().collect();
        let run = in_process::run(&all, in_process::surroundings(&self.env, self.dir.path()));
        assert!([0, 3].contains(&run.code), "{args:?}: {run:#?}");
        run
    }

    pub fn command(&self, args: &[&str]) {
        self.run(args).expect(0);
    }

    /// Nine in the morning; parcels that have been on their way long enough have arrived.
    pub fn begin_day(&self, day: i64) {
        self.set_time(day, 9);
        let (now, before) = (self.now(), self.now() - TimeDelta::days(DAYS_ON_ITS_WAY));
        self.server.with_world(|world| {
            let is_there = |at: Jst| at <= before;
            let there =
                world.lines().filter(|line| line.status == 4 && line.shipped_at.is_some_and(is_there));
            let there: Vec<String> = there.map(|line| line.order_no.to_string()).collect();
            there.iter().for_each(|number| drop(world.deliver(number, now).unwrap()));
        });
    }

    /// A cart of one line, bought in the night.
    pub fn add_cart(&self, dice: &mut Rng, day: i64, is_paid: bool) -> String {
        let at = first_day() + TimeDelta::minutes(day * 24 * 60 + dice.i64(0..9 * 60));
        let lines = vec![LineDraft::new(ITEMS[dice.usize(0..ITEMS.len())]).with_qty(3)];
        let cart = if is_paid { CartDraft::paid(at, lines) } else { CartDraft::unpaid(at, lines) };
        self.server.with_world(|world| world.add_cart(cart).0.to_string())
    }

    fn change<T>(&self, act: impl FnOnce(&mut World, Jst) -> Result<T, qoo10_bridge::sandbox::Error>) {
        let now = self.now();
        self.server.with_world(|world| act(world, now).map(drop)).unwrap();
    }

    pub fn pay(&self, cart: &str) {
        self.change(|world, now| world.pay(cart, now));
    }

    /// Confirmed on the seller's website, for the day after tomorrow.
    pub fn confirm_at_qoo10(&self, cart: &str) {
        let day = self.today() + Days::new(2);
        self.change(|world, _| world.confirm_by_hand(cart, day));
    }

    pub fn send_at_qoo10(&self, cart: &str) {
        self.change(|world, now| world.ship_by_hand(cart, "", "", now));
    }

    pub fn change_receiver(&self, cart: &str) {
        let address = Some(format!("大阪府 大阪市北区 見本町{cart}"));
        let change = ReceiverChange { address, ..ReceiverChange::default() };
        self.change(|world, _| world.change_receiver(cart, &change));
    }

    pub fn withhold_receiver(&self, cart: &str) {
        self.server.with_world(|world| world.withhold_receiver(cart.parse().unwrap()));
    }

    pub fn request_cancel(&self, cart: &str) {
        self.change(|world, now| world.request_cancel(cart, now));
    }

    pub fn cancel_piece(&self, cart: &str) {
        self.change(|world, now| world.cancel_pieces(cart, 1, now));
    }

    pub fn cancel_at_qoo10(&self, cart: &str) {
        self.change(|world, now| world.cancel(cart, now));
    }

    pub fn return_goods(&self, cart: &str, kind: ReturnKind) {
        self.change(|world, now| world.return_goods(cart, kind, Stage::Requested, now));
    }

    pub fn refund(&self, cart: &str) {
        self.change(|world, now| world.refund_not_received(cart, false, now));
    }

    /// Runs a step, and gives what is not usual in its report.
    pub fn run_step(&self, step: &str) -> Vec<Named> {
        self.set_time((self.now() - first_day()).num_days(), 10);
        let report = self.run(&[step, "--json"]).json();
        let items = report["items"].as_array().unwrap();
        let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
        let unusual = items.iter().filter(|item| !USUAL.contains(&item["outcome"].as_str().unwrap()));
        unusual
            .map(|item| Named {
                cart: text(item, "order"),
                outcome: text(item, "outcome"),
                reason: text(item, "reason"),
            })
            .collect()
    }

    fn orders(&self, args: &[&str]) -> Vec<Value> {
        let all: Vec<&str> = ["orders", "list", "--json"].iter().chain(args).copied().collect();
        self.run(&all).lines()
    }

    /// Ships what is ready and confirmed, and not named as one that must not go; returns its carts.
    pub fn ship_ready(&self, held: &BTreeSet<String>) -> Vec<String> {
        let code = |order: &Value| order["order"].as_str().unwrap().to_owned();
        let stopped: BTreeSet<String> = self.orders(&["--needs-person"]).iter().map(code).collect();
        let mut packed = Vec::new();
        for order in self.orders(&["--status", "ready", "--all"]) {
            let cart = code(&order);
            let may_go = order["api_status"] == "printed" && order["cancel_requested"] == false;
            if may_go && !held.contains(&cart) && !stopped.contains(&cart) {
                packed.push(cart);
            }
        }
        self.ship(&packed);
        packed
    }

    /// Hands parcels over, each with the next number, as a file of the warehouse tells it.
    pub fn ship(&self, carts: &[String]) {
        if carts.is_empty() {
            return;
        }
        let mut file = "order,carrier,tracking,shipped_on\n".to_owned();
        for cart in carts {
            let body = 50_000_000_000 + self.next_tracking.replace_with(|number| *number + 1);
            file += &format!("{cart},佐川急便,{body}{},{}\n", body % 7, self.today());
        }
        let path = self.dir.path().join("shipments.csv");
        std::fs::write(&path, file).unwrap();
        self.command(&["shipments", "load", path.to_str().unwrap()]);
    }

    /// Sends shipments and quantities to Qoo10.
    pub fn push(&self) {
        for item in ITEMS {
            self.command(&["stock", "set", item, "1000"]);
        }
        self.command(&["push-shipments"]);
        self.command(&["push-stock"]);
        let mut sent = self.sent.borrow_mut();
        self.server.with_world(|world| {
            let is_sent = |method: &str| [SEND, SEND_ONE].contains(&method);
            for write in world.writes().iter().filter(|write| is_sent(&write.method) && write.is_accepted()) {
                *sent.entry(write.target.clone()).or_default() += 1;
            }
            world.clear_writes();
        });
        self.server.forget_requests();
    }

    /// No order is unknown, or open, or without address, or was sent twice.
    pub fn check_orders(&self) {
        let orders: BTreeMap<String, Value> = self
            .orders(&["--all"])
            .into_iter()
            .map(|order| (order["order"].as_str().unwrap().to_owned(), order))
            .collect();
        let sent = self.sent.borrow();
        self.server.with_world(|world| {
            for line in world.lines() {
                let cart = line.pack_no.to_string();
                let order = orders.get(&cart).unwrap_or_else(|| panic!("{cart} is unknown here"));
                let is_over = line.has_left() || matches!(line.status, 4 | 5);
                assert!(is_over, "{cart} is open at Qoo10: {order:#}");
                let times = sent.get(&line.order_no.to_string()).copied().unwrap_or(0);
                assert!(times <= 1, "{cart} was sent {times} times");
                if order["status"] == "cancelled" {
                    assert!(line.has_left(), "{cart} is cancelled here only");
                    continue;
                }
                assert_eq!(order["status"], "shipped", "{cart}: {order:#}");
                let receiver = &order["receiver"];
                for key in ["name", "address"] {
                    assert!(
                        receiver[key].as_str().is_some_and(|text| !text.is_empty()),
                        "{cart} lacks {key}"
                    );
                }
                let wanted = &world.cart(line.pack_no).unwrap().receiver;
                assert_eq!(receiver["address2"], wanted.address2.as_str(), "{cart}");
            }
        });
    }
}
