//! What many shops on one machine cost: `cargo bench --bench fleet` (docs/scale.md).
//!
//! - `cycle` of 500 shops with nothing new at Qoo10, as processes of their own, many at a time, each at its
//!   usual pace, against one practice Qoo10: shops a minute, and processor time a shop;
//! - `fleet status` over the 500.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, ensure};
use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::sandbox::{SELLER_KEY, Server, World, WorldFile};

const SHOPS: usize = 500;
/// A cycle waits for its own pace most of the time: so many at once keep two processors busy.
const AT_ONCE: [usize; 4] = [16, 32, 64, 128];
const LOOKS: usize = 7;
/// When the shops were filled, and ten minutes later.
const FILLED_AT: &str = "2026-07-01T10:00:00+09:00";
const NOW: &str = "2026-07-01T10:10:00+09:00";

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let now = parse_jst(NOW).context("a fixed time")?;
    let mut world = World::from_seed(parse_jst(FILLED_AT).context("a fixed time")?);
    // The one cart of the practice shop that cannot be imported.
    world.set_seller_code("Tシャツ-01", "TS-002").map_err(|error| anyhow::Error::msg(error.to_string()))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = Server::start(WorldFile::in_memory(world), address, Arc::new(move || now))?;
    let fleet = Fleet { folder: folder.path().to_owned() };
    fleet.fill(&server.base_url())?;

    let mut out = std::io::stdout().lock();
    writeln!(out, "{SHOPS} shops, nothing new at Qoo10")?;
    for at_once in AT_ONCE {
        server.forget_requests();
        let (before, started) = (read_children_ticks()?, Instant::now());
        fleet.cycle_all(at_once)?;
        let (took, ticks) = (started.elapsed().as_secs_f64(), read_children_ticks()? - before);
        let shops = SHOPS as f64;
        write!(out, "  cycle, {at_once:3} at once: {:5.0} shops a minute", shops * 60.0 / took)?;
        writeln!(
            out,
            "; each {:4.1} ms of processor time, {:.1} calls",
            ticks as f64 * 10.0 / shops,
            server.requests().len() as f64 / shops
        )?;
    }
    let (mut looks, before) = (Vec::new(), read_children_ticks()?);
    for _ in 0..LOOKS {
        let started = Instant::now();
        fleet.look()?;
        looks.push(started.elapsed());
    }
    looks.sort();
    let busy = (read_children_ticks()? - before) * 10 / LOOKS as u64;
    let middle = looks[LOOKS / 2].as_millis();
    writeln!(out, "  fleet status: {middle} ms by the clock, {busy} ms of processor time")?;
    Ok(())
}

struct Fleet {
    folder: PathBuf,
}

impl Fleet {
    fn config(&self, shop: usize) -> PathBuf {
        self.folder.join(format!("shop-{shop:03}.toml"))
    }

    fn command(&self, now: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
        command.env_clear().env("BENCH_KEY", SELLER_KEY).args(["--now", now]).args(args);
        command.stdin(Stdio::null()).stderr(Stdio::inherit());
        command
    }

    /// One shop by its own first cycle, the others as its copies under names of their own.
    fn fill(&self, base_url: &str) -> anyhow::Result<()> {
        for shop in 0..SHOPS {
            let text = format!(
                "[shop]\nname = \"shop {shop:03}\"\n[qoo10]\nendpoint = \"{base_url}\"\n\
                 seller_key_env = \"BENCH_KEY\"\n[state]\npath = \"shop-{shop:03}.db\"\n"
            );
            fs::write(self.config(shop), text)?;
        }
        let config = self.config(0).display().to_string();
        let status =
            self.command(FILLED_AT, &["--config", &config, "cycle"]).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "the first cycle: {status}");
        let first = self.folder.join("shop-000.db");
        ensure!(!has_wal(&first), "the first shop's file is whole");
        for shop in 1..SHOPS {
            fs::copy(&first, self.folder.join(format!("shop-{shop:03}.db")))?;
        }
        Ok(())
    }

    /// A cycle of every shop, so many at once.
    fn cycle_all(&self, at_once: usize) -> anyhow::Result<()> {
        let next = AtomicUsize::new(0);
        let work = || -> anyhow::Result<()> {
            loop {
                let shop = next.fetch_add(1, Ordering::Relaxed);
                if shop >= SHOPS {
                    return Ok(());
                }
                let config = self.config(shop).display().to_string();
                let output = self.command(NOW, &["--quiet", "--config", &config, "cycle"]).output()?;
                ensure!(
                    output.status.success() && output.stdout.is_empty(),
                    "shop {shop}: {}",
                    output.status
                );
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().map_err(|_| anyhow::Error::msg("a worker died"))?)
        })
    }

    fn look(&self) -> anyhow::Result<()> {
        let folder = self.folder.display().to_string();
        let mut child = self.command(NOW, &["fleet", "status", &folder]).stdout(Stdio::piped()).spawn()?;
        let mut text = String::new();
        child.stdout.take().context("its output")?.read_to_string(&mut text)?;
        child.wait()?;
        ensure!(text.contains("500 shops: ") && text.contains(" 0 that cannot be read"), "{text}");
        Ok(())
    }
}

fn has_wal(state: &Path) -> bool {
    state.with_extension("db-wal").metadata().is_ok_and(|wal| wal.len() > 0)
}

/// Processor time of the children that have ended, user and system, in hundredths of a second (proc(5)).
fn read_children_ticks() -> anyhow::Result<u64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, behind_name) = stat.rsplit_once(')').context("/proc/self/stat")?;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).context("/proc/self/stat")?.parse::<u64>().map_err(anyhow::Error::from);
    Ok(ticks(13)? + ticks(14)?)
}
