//! How long `orders list` takes with 1,000,000 orders in the state file: `cargo bench --bench find_orders`
//! (docs/benchmarks.md).

#[path = "find_orders/fill.rs"]
mod fill;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::ensure;

const ORDERS: u32 = 1_000_000;
const REPETITIONS: usize = 5;
const NOW: &str = "2026-07-10T10:00:00+09:00";

/// What is asked for, and how many orders that is at the least.
const LISTS: [(&[&str], usize); 14] = [
    (&["--find", "5300002"], 1),
    (&["--find", "東京都渋谷区架空9"], 0),
    (&["--find", "見本"], 1),
    (&["--find", "ﾐﾎﾝ ﾊﾅｺ", "--newest", "--limit", "20"], 20),
    (&["--find", "090-1234-5678"], 0),
    (&["--find", "4000 0012 3456"], 0),
    (&["--find", "100777777"], 1),
    (&["--find", "500777777"], 1),
    (&["--find", "nobody"], 0),
    (&[], 1),
    (&["--all", "--newest", "--limit", "20"], 20),
    (&["--all", "--shipped-on", "2025-06-01"], 1),
    (&["--all", "--sku", "TS-0777"], 1),
    (&["--all", "--carrier", "ネコポス", "--limit", "20"], 20),
];

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let state = folder.path().join("shop.db");
    let started = Instant::now();
    fill::fill(&state, ORDERS)?;
    let config = state.with_extension("toml");
    std::fs::write(
        &config,
        format!(
            "[shop]\nname = \"bench\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"{}\"\n",
            state.display()
        ),
    )?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{ORDERS} orders ({} MB, filled in {:.0} s)",
        std::fs::metadata(&state)?.len() / 1_000_000,
        started.elapsed().as_secs_f64()
    )?;
    for (args, least) in LISTS {
        let mut times = (0..REPETITIONS).map(|_| list(&config, args)).collect::<anyhow::Result<Vec<_>>>()?;
        times.sort();
        let (time, found) = times[REPETITIONS / 2];
        ensure!(found >= least, "{args:?}: {found} orders");
        writeln!(out, "  {:7.1} ms  {found:7} orders  {}", time.as_secs_f64() * 1e3, args.join(" "))?;
    }
    Ok(())
}

/// How long a list takes, and how many orders it has.
fn list(config: &Path, args: &[&str]) -> anyhow::Result<(Duration, usize)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
    command.env_clear().args(["--json", "--now", NOW, "--config"]).arg(config).args(["orders", "list"]);
    let started = Instant::now();
    let output = command.args(args).stderr(Stdio::inherit()).output()?;
    let time = started.elapsed();
    ensure!(output.status.success(), "{args:?} failed: {}", output.status);
    Ok((time, output.stdout.iter().filter(|byte| **byte == b'\n').count()))
}
