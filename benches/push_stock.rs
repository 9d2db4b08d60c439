//! What `push-stock` costs, in calls and ratios: `cargo bench --bench push_stock` (docs/benchmarks.md).
//!
//! - 10,000 changed items without options: how many calls write;
//! - 2,000 items with options, each asked before it is set: wall time against calls ÷ requests_per_second,
//!   with answers that take their time.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use qoo10_bridge::domain::time::{Jst, parse_jst};
use qoo10_bridge::qoo10::http::HttpTransport;
use qoo10_bridge::qoo10::limiter::RealPace;
use qoo10_bridge::qoo10::transport::{Request, Response, Transport, TransportError};
use qoo10_bridge::qoo10::{Client, Settings};
use qoo10_bridge::sandbox::{SELLER_KEY, Server, ShopItem, World, WorldFile};
use qoo10_bridge::steps::progress_sink::NoProgress;
use qoo10_bridge::steps::push_stock::{self, Request as Wanted};
use qoo10_bridge::steps::{Mode, StepContext, StepReport};
use qoo10_bridge::store::Store;
use rusqlite::Connection;

const WRITES: [&str; 2] = ["ItemsOrder.SetGoodsPriceQtyBulk", "ItemsOptions.UpdateInventoryDataBulk"];

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut out = std::io::stdout().lock();
    let now = parse_jst("2026-07-01T10:00:00+09:00").context("a fixed time")?;

    let shop = Shop::new(
        &folder.path().join("plain.db"),
        now,
        10_000,
        |n| ShopItem::plain(&format!("P-{n}"), 1),
        "",
    )?;
    let (took, calls) = shop.push(1e6, Duration::ZERO)?;
    let writes: u64 = WRITES.iter().filter_map(|method| calls.get(method)).sum();
    writeln!(out, "10,000 changed items without options: {writes} write calls, {:.1} s", took.as_secs_f64())?;
    ensure!(writes == 20, "10,000 items of 500 a call");

    let option = |n: i64| ShopItem::with_options(&format!("O-{n}"), &[("-A", 1)]);
    let shop = Shop::new(&folder.path().join("options.db"), now, 2_000, option, "-A")?;
    let rate = 100.0;
    let (took, calls) = shop.push(rate, Duration::from_millis(30))?;
    let all: u64 = calls.values().sum();
    let least = all as f64 / rate;
    writeln!(
        out,
        "2,000 items with options: {all} calls at {rate} a second, 30 ms each: {:.1} s, {:.2} of calls / \
            rate",
        took.as_secs_f64(),
        took.as_secs_f64() / least
    )?;
    Ok(())
}

/// A shop whose items are all mapped and changed.
struct Shop {
    server: Server,
    state: std::path::PathBuf,
    now: Jst,
}

impl Shop {
    fn new(
        state: &Path,
        now: Jst,
        items: i64,
        item: impl Fn(i64) -> ShopItem,
        option_code: &str,
    ) -> anyhow::Result<Self> {
        let mut world = World::empty();
        drop(Store::open(state)?);
        let mut conn = Connection::open(state)?;
        let tx = conn.transaction()?;
        let kind = if option_code.is_empty() { "plain" } else { "option" };
        for n in 0..items {
            let new = item(n);
            let sku = format!("{}{option_code}", new.seller_code);
            let code = world.add_item(new);
            tx.execute(
                "INSERT INTO items (item_code, kind, item_status) VALUES (?1, ?2, 'S2')",
                [&code, kind],
            )?;
            let sql =
                "INSERT INTO listings (item_code, option_code, sku, sku_by) VALUES (?1, ?2, ?3, 'pull')";
            tx.execute(sql, [&code, option_code, &sku])?;
            tx.execute(
                "INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at) VALUES (?1, 'free', 7, \
                '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:00+09:00')",
                [&sku],
            )?;
        }
        tx.commit()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::start(WorldFile::in_memory(world), address, Arc::new(move || now))?;
        Ok(Self { server, state: state.to_owned(), now })
    }

    /// Runs the step; gives the time it took and its calls.
    fn push(
        &self,
        requests_per_second: f64,
        latency: Duration,
    ) -> anyhow::Result<(Duration, std::collections::BTreeMap<&'static str, u64>)> {
        let mut store = Store::open(&self.state)?;
        let batch = store.start_batch()?;
        let run = batch.start_run(qoo10_bridge::vocabulary::Step::PushStock, self.now)?;
        batch.commit()?;
        let settings = Settings {
            requests_per_second,
            max_in_flight: 4,
            timeout: Duration::from_secs(30),
            max_attempts: 1,
            deadline: Duration::from_secs(600),
            key: SELLER_KEY.to_owned(),
        };
        let http = HttpTransport::new(&self.server.base_url(), SELLER_KEY, None)
            .map_err(|why| anyhow::Error::msg(why.to_string()))?;
        let client = Client::new(Box::new(Far { http, latency }), Box::new(RealPace::start()), settings);
        let mut report = StepReport::new(push_stock::OUTCOMES, false);
        let wanted = Wanted { max_zero_percent: 50, ..Wanted::default() };
        let started = Instant::now();
        let mut context = StepContext {
            client: &client,
            store: &mut store,
            now: self.now,
            mode: Mode::Apply(run),
            report: &mut report,
            progress: &NoProgress,
        };
        push_stock::run(&wanted, &mut context)?;
        let took = started.elapsed();
        ensure!(
            !report.needs_person() && report.count_of(qoo10_bridge::vocabulary::Outcome::Sent) > 0,
            "everything is sent: {:?}",
            report.counts
        );
        Ok((took, client.calls()))
    }
}

/// A Qoo10 that is far away.
struct Far {
    http: HttpTransport,
    latency: Duration,
}

impl Transport for Far {
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError> {
        std::thread::sleep(self.latency);
        self.http.send(request)
    }
}
