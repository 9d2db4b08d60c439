//! A shop with a shelf: what lies on it, what is sold, and what Qoo10 shows.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use fastrand::Rng;
use qoo10_bridge::domain::time::{Jst, format_jst, parse_jst};
use qoo10_bridge::sandbox::{CartLine, Purchase, SELLER_KEY, Server, ShopItem, Stock, World, WorldFile};
use tempfile::TempDir;

use crate::support::in_process;

/// SKUs that lie on the shelf. `S` is a set of two `A` and one `O-B`.
const SKUS: [&str; 5] = ["A", "O-B", "O-C", "M-X", "M-Y"];
/// What is sold: seller code, option code, SKU.
const OFFERS: [(&str, &str, &str); 7] = [
    ("A", "", "A"),
    ("A2", "", "A"),
    ("O", "-B", "O-B"),
    ("O", "-C", "O-C"),
    ("S", "", "S"),
    ("M", "-X", "M-X"),
    ("M", "-Y", "M-Y"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    OnHand,
    Free,
}

/// What a run of push-stock did.
#[derive(Debug, Default)]
pub struct Push {
    /// Listings that show more than can be sold, but for what was sold since the lists were asked for.
    pub too_many: Vec<String>,
    /// Pieces that were sold too often since.
    pub raced: i64,
    /// Pieces that the numbers of the files would have sold too often.
    pub as_loaded: i64,
    pub story: String,
}

/// What buyers do while a command works: they come at requests.
#[derive(Default)]
struct Rush {
    dice: Option<Rng>,
    /// Requests so far.
    requests: usize,
    /// What was sold right before which request.
    sold: Vec<(usize, &'static str, i64)>,
}

/// What a count would have said some time ago: the shelf, and what of it no order had.
#[derive(Clone)]
struct Snapshot {
    at: Jst,
    shelf: BTreeMap<&'static str, i64>,
    free: BTreeMap<&'static str, i64>,
}

pub struct StockShop {
    dir: TempDir,
    server: Server,
    env: BTreeMap<String, String>,
    minutes: Arc<AtomicI64>,
    shelf: RefCell<BTreeMap<&'static str, i64>>,
    /// Order numbers that left the house.
    left: RefCell<BTreeSet<i64>>,
    /// Pieces in lines that were added by hand, by order code.
    added: RefCell<BTreeMap<String, Vec<(&'static str, i64)>>>,
    snapshots: RefCell<VecDeque<Snapshot>>,
    /// The number that was loaded last for each SKU, and whether Qoo10 was told it.
    loaded: RefCell<BTreeMap<&'static str, (i64, bool)>>,
    rush: Arc<Mutex<Rush>>,
    story: RefCell<Vec<String>>,
}

fn first_moment() -> Jst {
    parse_jst("2026-07-01T09:00:00+09:00").unwrap()
}

/// Pieces of SKUs on the shelf in so many of a thing.
fn take_apart(sku: &str, qty: i64) -> Vec<(&'static str, i64)> {
    match sku {
        "S" => vec![("A", 2 * qty), ("O-B", qty)],
        sku => SKUS.into_iter().filter(|one| *one == sku).map(|one| (one, qty)).collect(),
    }
}

fn find_sku(world: &World, line: &CartLine) -> &'static str {
    let seller = &world.item(&line.item_code).unwrap().seller_code;
    let is_it = |(code, option, _): &&(&str, &str, &str)| *code == seller && *option == line.option_code;
    OFFERS.iter().find(is_it).map(|(_, _, sku)| *sku).unwrap()
}

/// Buys something that is on offer.
fn buy(world: &mut World, dice: &mut Rng, now: Jst) -> Vec<(&'static str, i64)> {
    let (seller, option, sku) = OFFERS[dice.usize(..OFFERS.len())];
    let qty = dice.i64(1..4);
    let wish = Purchase {
        item: Some(seller.to_owned()),
        option: Some(option.to_owned()).filter(|option| !option.is_empty()),
        qty: Some(qty),
        unpaid: dice.u8(..4) == 0,
        ..Purchase::default()
    };
    match world.add_purchase(&wish, now) {
        Ok(_) => take_apart(sku, qty),
        Err(_) => Vec::new(),
    }
}

impl StockShop {
    pub fn new(seed: u64, lowered_at: &str) -> Self {
        let mut world = World::empty();
        world.variants.set("qty-lowered", lowered_at).unwrap();
        let group = world.add_group("佐川急便", 0);
        for item in [
            ShopItem::plain("A", 0),
            ShopItem::plain("A2", 0),
            ShopItem::with_options("O", &[("-B", 0), ("-C", 0)]),
            ShopItem::plain("S", 0),
            ShopItem::with_types("M", &[("blue", "L", 0, "-X"), ("blue", "M", 0, "-Y")]),
        ] {
            world.add_item(item.with_group(group));
        }
        let minutes = Arc::new(AtomicI64::new(0));
        let rush: Arc<Mutex<Rush>> = Arc::default();
        let file = WorldFile::in_memory(world);
        let (own, seen, buyers) = (Arc::clone(&minutes), file.clone(), Arc::clone(&rush));
        let clock = Arc::new(move || {
            let now = first_moment() + TimeDelta::minutes(own.load(Ordering::SeqCst));
            let rush = &mut *buyers.lock().unwrap();
            if let Some(dice) = rush.dice.as_mut()
                && dice.u8(..3) == 0
            {
                let sold = seen.change(|world| buy(world, dice, now)).unwrap();
                let at = rush.requests;
                rush.sold.extend(sold.into_iter().map(|(sku, qty)| (at, sku, qty)));
            }
            rush.requests += 1;
            now
        });
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::start(file, address, clock).unwrap();
        let dir = TempDir::new().unwrap();
        let config = format!(
            "[shop]\nname = \"stock\"\n[qoo10]\nendpoint = {:?}\nseller_key_env = \"STOCK_KEY\"\n\
             requests_per_second = 1000\nmax_in_flight = 1\n[state]\npath = \"stock.db\"\n",
            server.base_url()
        );
        std::fs::write(dir.path().join("shop.toml"), config).unwrap();
        let shop = Self {
            dir,
            server,
            env: BTreeMap::from([("STOCK_KEY".to_owned(), SELLER_KEY.to_owned())]),
            minutes,
            shelf: RefCell::new(SKUS.into_iter().map(|sku| (sku, 12)).collect()),
            left: RefCell::default(),
            added: RefCell::default(),
            snapshots: RefCell::default(),
            loaded: RefCell::default(),
            rush,
            story: RefCell::default(),
        };
        shop.set_up();
        let mut dice = Rng::with_seed(seed);
        shop.load_count(&mut dice, Basis::OnHand, 0);
        shop
    }

    fn set_up(&self) {
        self.run(&["listings", "pull"]);
        let code = self.server.with_world(|world| world.item("A2").unwrap().code.clone());
        let mapping = format!("item_code,seller_code,option_code,sku\n{code},A2,,A\n");
        self.write("mapping.csv", &mapping);
        self.run(&["listings", "load", "mapping.csv"]);
        self.write("sets.csv", "set_sku,sku,qty\nS,A,2\nS,O-B,1\n");
        self.run(&["sets", "load", "sets.csv"]);
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir.path().join(name), text).unwrap();
    }

    fn now(&self) -> Jst {
        first_moment() + TimeDelta::minutes(self.minutes.load(Ordering::SeqCst))
    }

    pub fn pass_time(&self, minutes: i64) {
        let mut snapshots = self.snapshots.borrow_mut();
        snapshots.push_back(Snapshot {
            at: self.now(),
            shelf: self.shelf.borrow().clone(),
            free: self.count_free(),
        });
        snapshots.truncate(40);
        self.minutes.fetch_add(minutes, Ordering::SeqCst);
    }

    fn tell(&self, what: String) {
        self.story.borrow_mut().push(format!("{}: {what}", format_jst(self.now())));
    }

    /// Runs a command that may name what needs a person.
    pub fn run(&self, args: &[&str]) {
        let config = self.dir.path().join("shop.toml");
        let now = format_jst(self.now());
        let all: Vec<&str> =
            ["--config", config.to_str().unwrap(), "--now", &now].iter().chain(args).copied().collect();
        let run = in_process::run(&all, in_process::surroundings(&self.env, self.dir.path()));
        self.tell(format!("{args:?}: {}{}", run.stdout, run.stderr));
        assert!([0, 3].contains(&run.code), "{args:?}: {run:#?}");
    }

    pub fn buy(&self, dice: &mut Rng) {
        let now = self.now();
        let sold = self.server.with_world(|world| buy(world, dice, now));
        self.tell(format!("sold {sold:?}"));
    }

    /// An order number at Qoo10 that fits.
    fn choose(&self, dice: &mut Rng, fits: impl Fn(&CartLine) -> bool) -> Option<String> {
        let left = self.left.borrow();
        self.server.with_world(|world| {
            let open = world.lines().filter(|line| !line.has_left() && !left.contains(&line.order_no.get()));
            let open: Vec<String> =
                open.filter(|line| fits(line)).map(|line| line.order_no.to_string()).collect();
            dice.choice(open)
        })
    }

    pub fn pay(&self, dice: &mut Rng) {
        let now = self.now();
        if let Some(number) = self.choose(dice, |line| line.status == 1) {
            self.tell(format!("paid {number}"));
            self.server.with_world(|world| world.pay(&number, now)).unwrap();
        }
    }

    pub fn cancel_at_qoo10(&self, dice: &mut Rng) {
        let now = self.now();
        if let Some(number) = self.choose(dice, |line| line.status <= 2) {
            self.tell(format!("cancelled {number}"));
            self.server.with_world(|world| world.cancel(&number, now)).unwrap();
        }
    }

    fn state(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.dir.path().join("stock.db")).unwrap()
    }

    /// An order that may leave, with its numbers.
    fn find_ready(&self, dice: &mut Rng) -> Option<(String, Vec<i64>)> {
        let state = self.state();
        let sql = "SELECT o.code, json_group_array(l.order_no) FILTER (WHERE l.order_no IS NOT NULL)
                   FROM orders o JOIN order_lines l USING (order_id)
                   WHERE o.status = 'ready' AND o.needs_person IS NULL AND NOT l.cancelled GROUP BY o.order_id";
        let mut statement = state.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
        let rows: Vec<(String, String)> = rows.map(Result::unwrap).collect();
        let (code, numbers) = dice.choice(rows)?;
        Some((code, serde_json::from_str(&numbers).unwrap()))
    }

    pub fn ship(&self, dice: &mut Rng) {
        let Some((code, numbers)) = self.find_ready(dice) else { return };
        // The warehouse packs nothing that Qoo10 shows as cancelled.
        let lines = self.server.with_world(|world| {
            let lines = world.lines().filter(|line| numbers.contains(&line.order_no.get()));
            lines.map(|line| (find_sku(world, line), line.qty, line.has_left())).collect::<Vec<_>>()
        });
        if lines.iter().any(|(_, _, is_cancelled)| *is_cancelled) {
            return;
        }
        self.run(&["orders", "ship", &code, "--carrier", "佐川急便", "--tracking", "400000000013"]);
        let added = self.added.borrow_mut().remove(&code).unwrap_or_default();
        let pieces = lines.into_iter().flat_map(|(sku, qty, _)| take_apart(sku, qty)).chain(added);
        pieces.for_each(|(sku, qty)| *self.shelf.borrow_mut().get_mut(sku).unwrap() -= qty);
        self.left.borrow_mut().extend(numbers);
    }

    /// A gift is packed in.
    pub fn add_line(&self, dice: &mut Rng) {
        let Some((code, _)) = self.find_ready(dice) else { return };
        let sku = SKUS[dice.usize(..SKUS.len())];
        if self.count_sellable().get(sku).is_some_and(|pieces| *pieces > 0) {
            self.run(&["orders", "add-line", &code, "--sku", sku, "--qty", "1"]);
            self.added.borrow_mut().entry(code).or_default().push((sku, 1));
        }
    }

    pub fn receive_goods(&self, dice: &mut Rng) {
        let (sku, qty) = (SKUS[dice.usize(..SKUS.len())], dice.i64(1..10));
        self.tell(format!("received {qty} {sku}"));
        *self.shelf.borrow_mut().get_mut(sku).unwrap() += qty;
    }

    /// Pieces of each SKU in lines that are neither cancelled nor gone, those that `counts`.
    fn count_open(&self, counts: impl Fn(&CartLine) -> bool) -> BTreeMap<&'static str, i64> {
        let left = self.left.borrow();
        let mut open = BTreeMap::new();
        self.server.with_world(|world| {
            let lines = world.lines().filter(|line| !line.has_left() && !left.contains(&line.order_no.get()));
            for line in lines.filter(|line| counts(line)) {
                let pieces = take_apart(find_sku(world, line), line.qty);
                pieces.into_iter().for_each(|(sku, qty)| *open.entry(sku).or_default() += qty);
            }
        });
        let added = self.added.borrow();
        // What was packed in goes back with its order.
        let kept = added.iter().filter(|(code, _)| !self.is_cancelled(code)).flat_map(|(_, pieces)| pieces);
        kept.for_each(|(sku, qty)| *open.entry(*sku).or_default() += qty);
        open
    }

    fn is_cancelled(&self, code: &str) -> bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM orders WHERE code = ?1 AND status = 'cancelled')";
        self.state().query_row(sql, [code], |row| row.get(0)).unwrap()
    }

    /// What may still be sold, whoever knows of the orders.
    fn count_sellable(&self) -> BTreeMap<&'static str, i64> {
        let open = self.count_open(|_| true);
        self.shelf
            .borrow()
            .iter()
            .map(|(sku, qty)| (*sku, qty - open.get(sku).copied().unwrap_or(0)))
            .collect()
    }

    /// What a warehouse calls free: it knows of the orders that were imported.
    fn count_free(&self) -> BTreeMap<&'static str, i64> {
        if !self.dir.path().join("stock.db").exists() {
            return BTreeMap::new();
        }
        let state = self.state();
        let mut statement =
            state.prepare("SELECT order_no FROM order_lines WHERE order_no IS NOT NULL").unwrap();
        let known: BTreeSet<i64> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let open = self.count_open(|line| known.contains(&line.order_no.get()));
        self.shelf
            .borrow()
            .iter()
            .map(|(sku, qty)| (*sku, qty - open.get(sku).copied().unwrap_or(0)))
            .collect()
    }

    /// Loads a count of some SKUs that was made so many minutes ago.
    pub fn load_count(&self, dice: &mut Rng, basis: Basis, minutes_ago: i64) {
        let now = Snapshot { at: self.now(), shelf: self.shelf.borrow().clone(), free: self.count_free() };
        let wanted = self.now() - TimeDelta::minutes(minutes_ago);
        let old = self.snapshots.borrow().iter().rfind(|one| one.at <= wanted).cloned();
        let of = old.filter(|_| minutes_ago > 0).unwrap_or(now);
        let (numbers, heading) = match basis {
            Basis::OnHand => (&of.shelf, "on_hand"),
            Basis::Free => (&of.free, "free_qty"),
        };
        let is_first = self.loaded.borrow().is_empty();
        let chosen: Vec<_> = numbers.iter().filter(|_| is_first || dice.bool()).collect();
        let mut text = format!("sku,{heading}\n");
        for (sku, qty) in chosen {
            text += &format!("{sku},{}\n", qty.max(&0));
            let mut loaded = self.loaded.borrow_mut();
            let known = loaded.entry(sku).or_insert((-1, false));
            if known.0 != *qty {
                *known = (*qty, false);
            }
        }
        self.write("count.csv", &text);
        let at = format_jst(of.at);
        let mut args = vec!["stock", "load", "count.csv", "--force", "mass-zero"];
        if minutes_ago > 0 {
            args.extend(["--counted-at", &at]);
        }
        self.run(&args);
    }

    /// Runs push-stock while buyers come and go, and looks at what Qoo10 shows then.
    pub fn push_stock(&self, args: &[&str]) -> Push {
        let sellable_before = self.count_sellable();
        let known = self.server.with_world(|world| world.lines().count());
        self.server.forget_requests();
        let dice = Rng::with_seed(
            u64::try_from(known).unwrap() * 7919 + self.minutes.load(Ordering::SeqCst).unsigned_abs(),
        );
        *self.rush.lock().unwrap() = Rush { dice: Some(dice), ..Rush::default() };
        self.run(&[args, &["--force", "mass-zero"]].concat());
        self.rush.lock().unwrap().dice = None;
        let mut push = Push { story: self.story.borrow().join("\n"), ..Push::default() };
        self.judge(&mut push);
        for (sku, (qty, is_told)) in self.loaded.borrow_mut().iter_mut().filter(|(_, (_, is_told))| !is_told)
        {
            push.as_loaded += (*qty - sellable_before[sku]).max(0);
            *is_told = true;
        }
        push
    }

    /// Holds what was written against what can be sold. What was sold after the lists that came before the
    /// call is let off: nobody could know.
    fn judge(&self, push: &mut Push) {
        let methods: Vec<String> = self.server.requests().into_iter().map(|one| one.method).collect();
        let rush = std::mem::take(&mut *self.rush.lock().unwrap());
        let sellable = self.count_sellable();
        let written = self.list_written();
        for (seller, option, sku, qty) in self.server.with_world(|world| list_shown(world)) {
            if !written.contains(&(seller.to_owned(), option.to_owned())) {
                continue;
            }
            let call = methods.iter().rposition(|method| method.contains(find_method(seller)));
            let lists: Vec<usize> =
                (0..call.unwrap()).filter(|n| methods[*n].contains("GetShippingInfo")).collect();
            let Some(first) = lists.len().checked_sub(2).map(|n| lists[n]) else {
                push.too_many.push(format!("{sku}: written without asking for the lists"));
                continue;
            };
            let sold_later = |sku: &str| -> i64 {
                rush.sold
                    .iter()
                    .filter(|(at, one, _)| *at > first && *one == sku)
                    .map(|(_, _, qty)| qty)
                    .sum()
            };
            let makes = |pieces: &dyn Fn(&str) -> i64| match sku {
                "S" => (pieces("A") / 2).min(pieces("O-B")).max(0),
                sku => pieces(sku).max(0),
            };
            let most = makes(&|sku| sellable[sku] + sold_later(sku));
            if qty > most {
                push.too_many.push(format!("{seller}{option}: {qty} shown, {most} can be sold"));
            }
            push.raced += (qty - makes(&|sku| sellable[sku])).max(0);
        }
    }

    /// Seller and option codes of the listings that this run told Qoo10 of.
    fn list_written(&self) -> BTreeSet<(String, String)> {
        let state = self.state();
        let sql = "SELECT i.seller_code, l.option_code FROM listings l JOIN items i USING (item_code)
                   WHERE l.sent_at = ?1";
        let mut statement = state.prepare(sql).unwrap();
        let rows =
            statement.query_map([format_jst(self.now())], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

/// The method that sets the quantities of an item.
fn find_method(seller: &str) -> &'static str {
    match seller {
        "O" => "UpdateInventory",
        "M" => "EditMoveGoodsInventory",
        _ => "SetGoodsPriceQty",
    }
}

/// What Qoo10 shows of each offer.
fn list_shown(world: &World) -> Vec<(&'static str, &'static str, &'static str, i64)> {
    let qty = |seller: &str, option: &str| match &world.item(seller).unwrap().offer.stock {
        Stock::Plain(qty) => *qty,
        Stock::Options(rows) => rows.iter().find(|row| row.code == option).unwrap().qty,
        Stock::Move(rows) => rows.iter().find(|row| row.code == option).unwrap().qty,
    };
    OFFERS.iter().map(|(seller, option, sku)| (*seller, *option, *sku, qty(seller, option))).collect()
}
