//! A reply of 100,000 order lines.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use rusqlite::Connection;

use super::{bare, child, median, ms, reply, server};

const LINES: usize = 100_000;
const REPETITIONS: usize = 7;

pub(crate) fn run(folder: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let json = reply::large(LINES);
    let base = server::start(json.clone())?;
    let (ours, bare, ruled) = (folder.join("ours.db"), folder.join("bare.db"), folder.join("ruled.db"));
    let config = child::configure(&ours, &base, "")?;
    let with_rules = child::configure(&ruled, &base, child::RULES)?;
    let (mut times, mut bare_times, mut ratios, mut peaks) = (vec![], vec![], vec![], vec![]);
    let mut rule_ratios = vec![];
    for _ in 0..REPETITIONS {
        remove(&bare)?;
        remove(&ours)?;
        remove(&ruled)?;
        let started = Instant::now();
        bare::import(&json, &bare)?;
        let bare_time = started.elapsed();
        let cost = child::import(&config)?;
        let ruled_time = child::import(&with_rules)?.time;
        rule_ratios.push(ruled_time.as_secs_f64() / cost.time.as_secs_f64());
        times.push(cost.time);
        bare_times.push(bare_time);
        ratios.push(cost.time.as_secs_f64() / bare_time.as_secs_f64());
        peaks.push(cost.peak_bytes as f64 / json.len() as f64);
    }
    ensure_same(&ours, &bare)?;
    writeln!(
        out,
        "large reply: {LINES} lines, {:.1} MB, {} bytes a line",
        json.len() as f64 / 1e6,
        json.len() / LINES
    )?;
    writeln!(out, "  import        {:6.0} ms", ms(median(times)))?;
    writeln!(out, "  bare minimum  {:6.0} ms", ms(median(bare_times)))?;
    writeln!(out, "  time ratio    {:6.2}    (target: at most 1.5)", median(ratios))?;
    writeln!(out, "  ten rules     {:6.2} of the import without any", median(rule_ratios))?;
    writeln!(out, "  peak memory   {:6.2} of the reply (target: at most 2)", median(peaks))?;
    ensure_judged(&ruled)?;
    remove(&bare)?;
    remove(&ruled)?;
    remove(&ours)
}

/// With rules that match none of the orders the same is written, or else it is no comparison.
fn ensure_judged(ruled: &Path) -> anyhow::Result<()> {
    let held: i64 =
        Connection::open(ruled)?.query_row("SELECT count(*) FROM order_holds", [], |row| row.get(0))?;
    ensure!(held == 0, "{held} orders are held by rules");
    Ok(())
}

fn remove(state: &Path) -> anyhow::Result<()> {
    for end in ["", "-wal", "-shm", ".lock"] {
        let mut path = state.as_os_str().to_owned();
        path.push(end);
        if Path::new(&path).exists() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The comparison is only fair while both write the same rows.
fn ensure_same(ours: &Path, bare: &Path) -> anyhow::Result<()> {
    let conn = Connection::open(ours)?;
    conn.execute("ATTACH ?1 AS bare", [bare.to_str()])?;
    let tables =
        ["orders", "order_holds", "order_people", "order_lines", "qoo10_rows", "order_history", "api_log"];
    for table in tables {
        let sql = format!(
            "SELECT (SELECT count(*) FROM main.{table}) = (SELECT count(*) FROM bare.{table})
               AND NOT EXISTS (SELECT * FROM main.{table} EXCEPT SELECT * FROM bare.{table})"
        );
        let is_same: bool = conn.query_row(&sql, [], |row| row.get(0))?;
        ensure!(is_same, "{table}: import and the bare minimum wrote different rows");
    }
    Ok(())
}
