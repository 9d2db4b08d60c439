//! The practice shop, and the commands as staff type them.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use qoo10_bridge::domain::time::{Jst, parse_jst};
use qoo10_bridge::sandbox::{CartDraft, LineDraft, SELLER_KEY, Server, ShopItem, World, WorldFile};
use serde_json::Value;
use tempfile::TempDir;

use super::programs::{Labels, Numbers};
use crate::support::{Run, SEND, SEND_ONE, in_process};

const NOW: &str = "2026-07-01T10:00:00+09:00";

/// Companies that the seed shop lacks, and one more of each that it has: every kind of label.
const COMPANIES: [&str; 10] = [
    "ヤマト宅急便",
    "ネコポス",
    "クロネコDM便",
    "クロネコゆうパケット",
    "宅急便コンパクト",
    "佐川急便",
    "ゆうパック",
    "ゆうパケット",
    "ゆうメール",
    "クリックポスト",
];

/// What Qoo10 calls companies that it does not know by these names: the second one everywhere, the others in
/// this shop's table.
const AT_QOO10: [(&str, &str); 3] = [
    ("クロネコゆうパケット", "クロネコDM便"),
    ("宅急便コンパクト", "ヤマト宅急便"),
    ("ゆうメール", "ゆうパケット"),
];

const CONFIG: &str = r#"
[push_shipments.carriers]
"クロネコゆうパケット" = "クロネコDM便"
"ゆうメール" = "ゆうパケット"
[labels]
goods_name = "雑貨"
[labels.sender]
name = "見本商店"
zip = "530-0001"
address = "大阪府大阪市北区梅田1-1"
tel = "06-0000-0000"
[labels.b2]
customer_code = "060000000000"
freight_no = "01"
[labels.ehiden3]
customer_code = "060000000000"
[labels.yupuri]
slip_type = "1100780"
[export.wms]
encoding = "cp932"
columns = [{ field = "order", heading = "受注番号" }, { field = "sku", heading = "品番" }, { field = "qty", heading = "数量" }]
"#;

pub struct RoundTrip {
    dir: TempDir,
    server: Server,
    env: BTreeMap<String, String>,
    /// What the orders had before any file came back.
    carriers: BTreeMap<String, String>,
}

fn now() -> Jst {
    parse_jst(NOW).unwrap()
}

fn add_cart(world: &mut World, name: &str, companies: &[&str]) {
    let line = |company: &&str| {
        let carrier = Some((*company).to_owned());
        LineDraft { carrier, ..LineDraft::new("RT-1") }
    };
    let lines = companies.iter().map(line).collect();
    let mut cart = CartDraft::paid(now() - chrono::Duration::minutes(30), lines);
    name.clone_into(&mut cart.receiver.name);
    "2026-07-08 14:00~16:00".clone_into(&mut cart.desired);
    world.add_cart(cart);
}

impl RoundTrip {
    /// The seed shop and carts of every company, one of them split; imported, and confirmed to Qoo10.
    pub fn new() -> Self {
        let mut world = World::from_seed(now());
        world.add_item(ShopItem::plain("RT-1", 1_000));
        for (n, company) in COMPANIES.iter().enumerate() {
            // Two lines of one parcel.
            add_cart(&mut world, &format!("見本 {n}号"), &[company, company]);
        }
        add_cart(&mut world, "見本 分割", &COMPANIES);
        add_cart(&mut world, "見本 希望", &["クリックポスト"]);
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::start(WorldFile::in_memory(world), address, Arc::new(now)).unwrap();
        let dir = TempDir::new().unwrap();
        let config = format!(
            "[shop]\nname = \"x\"\n[qoo10]\nendpoint = {:?}\nseller_key_env = \"RT_KEY\"\n\
             requests_per_second = 1000\n[state]\npath = \"rt.db\"\n{CONFIG}",
            server.base_url()
        );
        std::fs::write(dir.path().join("shop.toml"), config).unwrap();
        let env = BTreeMap::from([("RT_KEY".to_owned(), SELLER_KEY.to_owned())]);
        let mut shop = Self { dir, server, env, carriers: BTreeMap::new() };
        shop.import();
        shop
    }

    /// The seed shop has one cart that cannot be imported.
    fn import(&mut self) {
        self.run(&["import"]).expect(3);
        self.run(&["schedule-date"]).expect(0);
        let orders = self.list_orders();
        self.carriers = orders.iter().map(|order| (text(order, "order"), text(order, "carrier"))).collect();
    }

    pub fn add_clickpost_carts(&mut self, count: usize) {
        self.server.with_world(|world| {
            (0..count).for_each(|n| add_cart(world, &format!("架空 {n}号"), &["クリックポスト"]));
        });
        self.import();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Run {
        let config = self.path("shop.toml");
        let all = [&["--config", config.to_str().unwrap(), "--now", NOW], args].concat();
        in_process::run(&all, in_process::surroundings(&self.env, self.dir.path()))
    }

    pub fn list_orders(&self) -> Vec<Value> {
        self.run(&["orders", "list", "--all", "--json"]).expect(0).lines()
    }

    /// The files of a format, as their program reads them.
    pub fn export(&self, format: &str) -> Labels {
        let args = ["orders", "export", "--format", format, "--out", "out.csv", "--json"];
        let run = self.run(&args);
        assert!([0, 3].contains(&run.code), "{run:#?}");
        let report = run.json();
        // The seed shop has one receiver whom CP932 cannot write.
        assert!(report["counts"]["refused"].as_u64().unwrap() <= 1, "{run:#?}");
        let files = report["files"].as_array().unwrap().iter().map(|file| self.path(file.as_str().unwrap()));
        Labels::read(&files.map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>())
    }

    /// Loads a return file twice: what it names is shipped, with all its numbers, and nothing else.
    pub fn load(&self, file: &[u8], args: &[&str], numbers: &Numbers, form: &str) {
        std::fs::write(self.path("back.csv"), file).unwrap();
        let args = [&["shipments", "load", "back.csv", "--json"], args].concat();
        let report = self.run(&args).expect(0).json();
        assert_eq!(report["counts"]["shipped"], numbers.len(), "{form}: {report:#}");
        let orders = self.list_orders();
        let shipped = orders.iter().filter(|order| order["status"] == "shipped").map(|order| {
            let numbers = order["tracking_numbers"].as_array().unwrap().iter();
            assert_eq!(order["shipped_on"], NOW[..10], "{form}: {order:#}");
            let numbers: Vec<String> = numbers.map(|number| number.as_str().unwrap().to_owned()).collect();
            (order["order"].as_str().unwrap().to_owned(), numbers)
        });
        assert_eq!(shipped.collect::<BTreeMap<_, _>>(), numbers.by_order, "{form}");
        let again = self.run(&args).expect(0).json();
        assert_eq!(again["counts"]["shipped"], 0, "{form}: {again:#}");
        assert_eq!(again["counts"]["corrected"], 0, "{form}: {again:#}");
    }

    /// Sends twice: Qoo10 has the first number of each order that came back, once for each of its lines, and
    /// no other.
    pub fn push(&self, numbers: &Numbers, form: &str) {
        let report = self.run(&["push-shipments", "--json"]).expect(0).json();
        assert_eq!(report["counts"]["sent"], numbers.len(), "{form}: {report:#}");
        let report = self.run(&["push-shipments", "--json"]).expect(0).json();
        assert_eq!(report["counts"]["sent"], 0, "{form}: {report:#}");
        let mut wanted = BTreeSet::new();
        for order in self.list_orders() {
            let Some(own) = numbers.by_order.get(&text(&order, "order")) else { continue };
            assert_eq!(order["api_status"], "shipped", "{form}: {order:#}");
            // What the return file says of the company is what the order had.
            let carrier = &self.carriers[&text(&order, "order")];
            let at_qoo10 =
                AT_QOO10.iter().find(|(here, _)| here == carrier).map_or(carrier.as_str(), |(_, name)| name);
            for order_no in text(&order, "order_no_sum").split(',') {
                wanted.insert((order_no.to_owned(), at_qoo10.to_owned(), own[0].clone()));
            }
        }
        self.server.with_world(|world| {
            let sent: BTreeSet<_> = world
                .lines()
                .filter(|line| line.status == 4)
                .map(|line| (line.order_no.to_string(), line.carrier.clone(), line.tracking_no.clone()))
                .collect();
            assert_eq!(sent, wanted, "{form}");
            let writes =
                world.writes().iter().filter(|write| [SEND, SEND_ONE].contains(&write.method.as_str()));
            let told: Vec<&str> = writes.map(|write| write.target.as_str()).collect();
            assert_eq!(told.len(), wanted.len(), "{form}: each order number is told once: {told:?}");
        });
    }
}

fn text(order: &Value, key: &str) -> String {
    order[key].as_str().unwrap().to_owned()
}
