//! The practice Qoo10 and the client in one process: for what has to be tried in many ways quickly.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::Weekday;
use qoo10_bridge::desk::doctor::probe::{PointReport, judge_points};
use qoo10_bridge::desk::orders::OrderDetails;
use qoo10_bridge::domain::calendar::Calendar;
use qoo10_bridge::domain::lead_days::LeadDays;
use qoo10_bridge::domain::order::Status;
use qoo10_bridge::domain::time::{Clock, Jst, parse_jst};
use qoo10_bridge::domain::tracking::CheckDigits;
use qoo10_bridge::plan::push_shipments::ShipDates;
use qoo10_bridge::plan::schedule_date::DateRules;
use qoo10_bridge::qoo10::http::HttpTransport;
use qoo10_bridge::qoo10::limiter::{Pace, RealPace};
use qoo10_bridge::qoo10::probe::{self, ProbeOutcome};
use qoo10_bridge::qoo10::{Client, Settings};
use qoo10_bridge::render::orders::render_json;
use qoo10_bridge::sandbox::{CartDraft, LineDraft, SELLER_KEY, Server, ShopItem, Stock, World, WorldFile};
use qoo10_bridge::steps::progress_sink::NoProgress;
use qoo10_bridge::steps::{
    Mode, StepContext, StepError, StepReport, import, pull_listings, push_shipments, push_stock,
    schedule_date, sync_status,
};
use qoo10_bridge::store::order_view::{OrderFilter, OrderView};
use qoo10_bridge::store::{self, Store};
use qoo10_bridge::vocabulary::{Lang, Outcome, Step};
use tempfile::TempDir;

/// Waits take no time.
struct NoWait(RealPace);

impl Pace for NoWait {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
    fn sleep(&self, _: Duration) {}
}

/// A practice shop: its Qoo10 and its state file.
pub struct Practice {
    dir: TempDir,
    pub server: Server,
    pub now: Jst,
    /// How long ago a run that died, or lost an answer, was under way.
    pub since: chrono::Duration,
    /// How long a client waits for an answer.
    pub timeout: Duration,
    /// How many questions it asks at once.
    pub max_in_flight: usize,
    /// Whether the forms of answers are put on record, as a command does.
    pub keeps_forms: bool,
}

impl Practice {
    /// The seed shop at 2026-07-01 10:00 in Japan.
    pub fn seeded() -> Self {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        Self::of(World::from_seed(now), now)
    }

    /// So many carts of one line over the last week, every `unpaid_each`th of them unpaid (0: none).
    pub fn of_carts(carts: i64, unpaid_each: i64) -> Self {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let mut world = World::empty();
        let group = world.add_group("佐川急便", 0);
        let item = world.add_item(ShopItem::plain("X-1", 1_000_000).with_group(group));
        for n in 0..carts {
            let at = now - chrono::Duration::minutes(n % (7 * 24 * 60));
            let lines = vec![LineDraft::new(&item)];
            let is_unpaid = unpaid_each > 0 && n % unpaid_each == 1;
            world.add_cart(if is_unpaid { CartDraft::unpaid(at, lines) } else { CartDraft::paid(at, lines) });
        }
        Self::of(world, now)
    }

    pub fn of(world: World, now: Jst) -> Self {
        Self::watched(world, now, move |_| now)
    }

    /// The same, and every request passes `gate` before Qoo10 looks at it: it may look at the world, keep the
    /// request waiting, and tells Qoo10 the time.
    pub fn watched(world: World, now: Jst, gate: impl Fn(&WorldFile) -> Jst + Send + Sync + 'static) -> Self {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let file = WorldFile::in_memory(world);
        let seen = file.clone();
        let clock = move || gate(&seen);
        let server = Server::start(file, address, Arc::new(clock)).unwrap();
        let timeout = Duration::from_secs(10);
        Self {
            dir: TempDir::new().unwrap(),
            server,
            now,
            since: chrono::Duration::zero(),
            timeout,
            max_in_flight: 4,
            keeps_forms: false,
        }
    }

    /// What was under way is no longer, as the clock of push-shipments knows.
    pub fn a_minute_later(&mut self) {
        self.since = chrono::Duration::minutes(1);
    }

    pub fn state(&self) -> PathBuf {
        self.dir.path().join("shop.db")
    }

    /// A client of the practice Qoo10, in a hurry.
    pub fn client(&self) -> Client {
        self.client_with_key(SELLER_KEY)
    }

    /// The same with another key.
    pub fn client_with_key(&self, key: &str) -> Client {
        let settings = Settings {
            requests_per_second: 1e6,
            max_in_flight: self.max_in_flight,
            timeout: self.timeout,
            max_attempts: 3,
            deadline: Duration::from_secs(60),
            key: key.to_owned(),
        };
        let http = HttpTransport::new(&self.server.base_url(), key, None).unwrap();
        let client = Client::new(Box::new(http), Box::new(NoWait(RealPace::start())), settings);
        client.with_today(self.now.date_naive())
    }

    /// Puts the forms of a client's answers on record.
    pub fn record_forms(&self, client: &Client) {
        let mut store = Store::open(&self.state()).unwrap();
        let batch = store.start_batch().unwrap();
        for sighting in client.forms().take().sightings() {
            batch.record_sighting(sighting, None, self.now).unwrap();
        }
        batch.commit().unwrap();
    }

    /// What a probe says of every open point.
    pub fn probe(&self) -> (Vec<PointReport>, ProbeOutcome) {
        let store = Store::open(&self.state()).unwrap();
        let sent = store.list_sent_quantities(self.now - chrono::Duration::days(1)).unwrap();
        let outcome = probe::run(&self.client(), self.now, &sent);
        (judge_points(&outcome, &store.list_answer_forms().unwrap()), outcome)
    }

    /// Runs a step on the state file, with a run on record unless it is a dry run.
    fn run_step(
        &self,
        step: Step,
        is_dry: bool,
        outcomes: &'static [Outcome],
        work: impl FnOnce(&mut StepContext<'_>) -> Result<(), StepError>,
    ) -> (StepReport, Result<(), StepError>) {
        let mut store = Store::open(&self.state()).unwrap();
        let batch = store.start_batch().unwrap();
        let run = batch.start_run(step, self.now).unwrap();
        batch.commit().unwrap();
        let mut report = StepReport::new(outcomes, true);
        let client = self.client();
        let result = work(&mut StepContext {
            client: &client,
            store: &mut store,
            now: self.now,
            mode: if is_dry { Mode::DryRun } else { Mode::Apply(run) },
            report: &mut report,
            progress: &NoProgress,
        });
        if self.keeps_forms {
            self.record_forms(&client);
        }
        (report, result)
    }

    /// A differential import.
    pub fn import(&self) -> (StepReport, Result<(), StepError>) {
        let clock = self.now + self.since;
        let request = import::Request {
            overlap: chrono::Duration::minutes(60),
            clock: Some(Clock::new(Arc::new(move || clock))),
            ..Default::default()
        };
        self.run_step(Step::Import, false, import::OUTCOMES, |context| import::run(&request, context))
    }

    /// A sync of all open orders.
    pub fn sync_status(&self) -> (StepReport, Result<(), StepError>) {
        let request = sync_status::Request { max_lookups: 100, ..Default::default() };
        self.run_step(Step::SyncStatus, false, sync_status::OUTCOMES, |context| {
            sync_status::run(&request, context)
        })
    }

    /// A sync of all open orders, and what it fires: `schedule-date`, only where the state file says that it
    /// is to
    /// follow (SYN-6).
    pub fn sync_status_which_fires(&self) -> Result<(), StepError> {
        self.sync_status().1?;
        if Store::open_reading(&self.state())?.find_pending_event()?.is_some() {
            self.schedule_date().1?;
            let mut store = Store::open(&self.state())?;
            let batch = store.start_batch()?;
            batch.forget_event()?;
            batch.commit()?;
        }
        Ok(())
    }

    /// Registers planned ship dates: three business days ahead, Saturdays and Sundays closed.
    pub fn schedule_date(&self) -> (StepReport, Result<(), StepError>) {
        self.schedule_date_with(false, |_| ())
    }

    /// The same with another request, or as a dry run.
    pub fn schedule_date_with(
        &self,
        is_dry: bool,
        change: impl FnOnce(&mut schedule_date::Request),
    ) -> (StepReport, Result<(), StepError>) {
        let mut request = schedule_date::Request {
            orders: Vec::new(),
            limit: None,
            rules: DateRules { business_days: 3, count_back_days: None, max_days_ahead: 10, clamp: true },
            lead_days: LeadDays::default(),
            calendar: Calendar::new(vec![Weekday::Sat, Weekday::Sun], BTreeMap::new(), false),
        };
        change(&mut request);
        self.run_step(Step::ScheduleDate, is_dry, schedule_date::OUTCOMES, |context| {
            schedule_date::run(&request, context)
        })
    }

    /// Says that every order that Qoo10 confirmed left the house today, each with a valid number of its own.
    pub fn ship_everything(&self) {
        let state = rusqlite::Connection::open(self.state()).unwrap();
        let mut printed = state
            .prepare("SELECT order_id FROM orders WHERE api_status = 'printed' ORDER BY order_id")
            .unwrap();
        let ids: Vec<i64> = printed.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for id in ids {
            let body = 40_000_000_000 + id * 7;
            let number = format!("[\"{body}{}\"]", body % 7);
            let today = self.now.date_naive().to_string();
            let sql = "UPDATE orders SET status = 'shipped', shipped_on = ?2, tracking_numbers = ?3 WHERE \
                order_id = ?1";
            state.execute(sql, rusqlite::params![id, today, number]).unwrap();
        }
    }

    /// Tells Qoo10 what was shipped today.
    pub fn push_shipments(&self) -> (StepReport, Result<(), StepError>) {
        let clock = self.now + self.since;
        let request = push_shipments::Request {
            orders: Vec::new(),
            limit: None,
            days: ShipDates::new(self.now.date_naive(), None, None, 0),
            carriers: BTreeMap::new(),
            check_digits: CheckDigits::Refuse,
            max_lookups: 100,
            quiet: chrono::Duration::seconds(20),
            clock: Clock::new(Arc::new(move || clock)),
        };
        self.run_step(Step::PushShipments, false, push_shipments::OUTCOMES, |context| {
            push_shipments::run(&request, context)
        })
    }

    /// Writes every option, type and item without options of the practice shop into the mapping table, as if
    /// it
    /// had been pulled: kind, codes, and the SKU joined from them.
    pub fn map_everything(&self) {
        drop(Store::open(&self.state()).unwrap());
        let state = rusqlite::Connection::open(self.state()).unwrap();
        let map = |item: &str, kind: &str, seller: &str, code: &str, option: &str| {
            let sql = "INSERT OR IGNORE INTO items (item_code, seller_code, kind, item_status) VALUES (?1, \
                ?2, ?3, 'S2')";
            state.execute(sql, [item, seller, kind]).unwrap();
            let sql = "INSERT INTO listings (item_code, option_code, option, sku, sku_by) VALUES (?1, ?2, \
                ?3, ?4, 'pull')";
            state.execute(sql, [item, code, option, &format!("{seller}{code}")]).unwrap();
        };
        self.server.with_world(|world| {
            for item in world.items() {
                match &item.offer.stock {
                    Stock::Plain(_) => map(&item.code, "plain", &item.seller_code, "", ""),
                    Stock::Options(rows) => rows.iter().for_each(|row| {
                        map(&item.code, "option", &item.seller_code, &row.code, &row.text());
                    }),
                    Stock::Move(rows) => rows.iter().for_each(|row| {
                        let text = format!("{} / {}", row.colour, row.size);
                        map(&item.code, "move", &item.seller_code, &row.code, &text);
                    }),
                }
            }
        });
    }

    /// Gives a SKU a quantity, as `stock set` does.
    pub fn set_free(&self, sku: &str, qty: i64) {
        let state = rusqlite::Connection::open(self.state()).unwrap();
        let sql = "INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at) VALUES (?1, 'free', ?2, ?3, ?3)
                     ON CONFLICT (sku) DO UPDATE SET count = excluded.count";
        state.execute(sql, rusqlite::params![sku, qty, "2026-07-01T09:00:00+09:00"]).unwrap();
    }

    /// The same of many SKUs at once.
    pub fn set_all_free(&self, all: impl Iterator<Item = (String, i64)>) {
        let mut state = rusqlite::Connection::open(self.state()).unwrap();
        let batch = state.transaction().unwrap();
        for (sku, qty) in all {
            let sql = "INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at)
                       VALUES (?1, 'free', ?2, '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:00+09:00')";
            batch.execute(sql, rusqlite::params![sku, qty]).unwrap();
        }
        batch.commit().unwrap();
    }

    /// Makes Qoo10 show the free stock.
    pub fn push_stock(&self) -> (StepReport, Result<(), StepError>) {
        self.push_stock_with(false, |_| ())
    }

    /// The same with another request, or as a dry run.
    pub fn push_stock_with(
        &self,
        is_dry: bool,
        change: impl FnOnce(&mut push_stock::Request),
    ) -> (StepReport, Result<(), StepError>) {
        let mut request = push_stock::Request { max_zero_percent: 50, ..Default::default() };
        change(&mut request);
        self.run_step(Step::PushStock, is_dry, push_stock::OUTCOMES, |context| {
            push_stock::run(&request, context)
        })
    }

    /// Brings the practice shop's items into the mapping table.
    pub fn pull(&self) -> (StepReport, Result<(), StepError>) {
        self.pull_with(|_| ())
    }

    /// The same with another request.
    pub fn pull_with(
        &self,
        change: impl FnOnce(&mut pull_listings::Request),
    ) -> (StepReport, Result<(), StepError>) {
        let mut request = pull_listings::Request::default();
        change(&mut request);
        self.run_step(Step::ListingsPull, false, pull_listings::OUTCOMES, |context| {
            pull_listings::run(&request, context)
        })
    }

    /// Every order with its lines, as JSON text, by code.
    pub fn orders(&self) -> Vec<String> {
        let store = Store::open_reading(&self.state()).unwrap();
        let mut views = Vec::new();
        let all = OrderFilter { statuses: Status::ALL.to_vec(), ..OrderFilter::default() };
        store
            .visit_orders::<store::Error>(&all, &mut |order| {
                views.push(order);
                Ok(())
            })
            .unwrap();
        views.sort_by(|a, b| a.code.cmp(&b.code));
        let whole = |order: &OrderView| {
            let lines = store.list_lines(order.order_id).unwrap();
            let (order, claims, exports) = (order.clone(), vec![], vec![]);
            let (history, log) = (vec![], vec![]);
            let whole = OrderDetails { order, lines, claims, exports, history, log };
            render_json(&whole.order, Some(&whole), Lang::En).unwrap()
        };
        views.iter().map(whole).collect()
    }

    /// Both sides as far as they have to agree in the end: the orders, what Qoo10 is known to have been told,
    /// writes
    /// whose outcome is unknown, and all of Qoo10 but its records.
    pub fn both_sides(&self) -> String {
        let state = rusqlite::Connection::open(self.state()).unwrap();
        let texts = |sql: &str| -> Vec<String> {
            let mut statement = state.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let lines = texts(
            "SELECT concat_ws(' ', order_no, confirmed_at, planned_ship_date, sent_at, cancelled,
                cancel_requested)
             FROM order_lines ORDER BY order_no",
        );
        let listings = texts(
            "SELECT concat_ws(' ', item_code, option_code, sku, sent_qty, is_stale) FROM listings ORDER \
                BY 1",
        );
        let open = texts(
            "SELECT concat_ws(' ', step, order_no, value) FROM journal WHERE outcome IS NULL
             UNION ALL SELECT concat_ws(' ', listing_id, qty) FROM stock_journal WHERE outcome IS NULL",
        );
        let mut world = self.server.with_world(|world| serde_json::to_value(&*world)).unwrap();
        for key in ["writes", "faults"] {
            world.as_object_mut().unwrap().remove(key);
        }
        let orders = self.orders();
        format!("{orders:#?}\n{lines:#?}\n{listings:#?}\nunknown: {open:#?}\n{world:#}")
    }
}
