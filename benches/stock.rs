//! What free stock costs: `cargo bench --bench stock` (docs/benchmarks.md).
//!
//! 20,000 listings and counts, 5,000 open orders: whole commands, each beside a bare query of the same rows.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::ensure;
use qoo10_bridge::store::Store;
use rusqlite::Connection;

const LISTINGS: i64 = 20_000;
const ORDERS: i64 = 5_000;
const NOW: &str = "2026-07-01T10:00:00+09:00";
const ROUNDS: usize = 9;

/// All rows that free stock is computed from.
const BARE: [&str; 3] = [
    "SELECT l.item_code, l.option_code, l.option, l.sku, l.sent_qty, i.kind
     FROM listings l JOIN items i USING (item_code)",
    "SELECT sku, basis, count, counted_at, changed_at FROM stock_counts",
    "SELECT o.status, o.imported_at, l.item_code, l.option, l.sku, l.qty, r.option_code FROM orders o
     JOIN order_lines l USING (order_id) LEFT JOIN qoo10_rows r USING (order_no)",
];

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let state = folder.path().join("shop.db");
    fill(&state)?;
    std::fs::write(
        folder.path().join("shop.toml"),
        "[shop]\nname = \"bench\"\n[qoo10]\nendpoint = \"http://127.0.0.1:9\"\nseller_key_env = \"BENCH_KEY\"\n\
         [state]\npath = \"shop.db\"\n",
    )?;
    let mut out = std::io::stdout().lock();
    let bare = measure(|| read_bare(&state))?;
    writeln!(out, "bare query of the same rows: {:.1} ms", to_ms(bare))?;
    for (what, args) in [
        ("push-stock with nothing due", &["push-stock"][..]),
        ("stock list --json", &["stock", "list", "--json"]),
    ] {
        let took = measure(|| run(folder.path(), args))?;
        let ratio = took.as_secs_f64() / bare.as_secs_f64();
        writeln!(out, "{what}: {:.1} ms, {ratio:.2} of the bare query", to_ms(took))?;
    }
    Ok(())
}

fn to_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The least of some rounds: what the machine does besides makes them longer, never shorter.
fn measure(mut work: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        work()?;
        least = least.min(started.elapsed());
    }
    Ok(least)
}

fn run(folder: &Path, args: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"))
        .args(["--config", "shop.toml", "--now", NOW])
        .args(args)
        .env("BENCH_KEY", "key")
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "{args:?}: {status}");
    Ok(())
}

fn read_bare(state: &Path) -> anyhow::Result<()> {
    let conn = Connection::open(state)?;
    let mut cells = 0;
    for sql in BARE {
        let mut statement = conn.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let value: rusqlite::types::Value = row.get(column)?;
                cells += usize::from(value != rusqlite::types::Value::Null);
            }
        }
    }
    ensure!(cells > 0, "nothing was read");
    Ok(())
}

/// A shop that has told Qoo10 everything.
fn fill(state: &Path) -> anyhow::Result<()> {
    drop(Store::open(state)?);
    let mut conn = Connection::open(state)?;
    let tx = conn.transaction()?;
    let before = "2026-06-30T09:00:00+09:00";
    for n in 0..LISTINGS {
        let (item, sku) = ((800_000_000 + n).to_string(), format!("P-{n}"));
        tx.execute("INSERT INTO items (item_code, kind, item_status) VALUES (?1, 'plain', 'S2')", [&item])?;
        let held = i64::from(n < ORDERS);
        let sql = "INSERT INTO listings (item_code, sku, sku_by, sent_qty, sent_at)
                   VALUES (?1, ?2, 'pull', ?3, ?4)";
        tx.execute(sql, (&item, &sku, 7 - held, before))?;
        let sql = "INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at)
                   VALUES (?1, 'on_hand', 7, ?2, ?2)";
        tx.execute(sql, (&sku, before))?;
    }
    for n in 0..ORDERS {
        let sql = "INSERT INTO orders (pack_no, suffix, status, payment_status, api_status, carrier,
                     ordered_at, imported_at)
                   VALUES (?1, 1, 'ready', 'paid', 'awaiting_print', '佐川急便', ?2, ?2)";
        tx.execute(sql, (412_000_001 + n, before))?;
        let order = tx.last_insert_rowid();
        let sql = "INSERT INTO order_lines (order_id, line, order_no, sku, item_code, name, qty,
                     unit_price_yen, total_yen)
                   VALUES (?1, 1, ?2, ?3, ?4, '見本', 1, 1000, 1000)";
        let item = (800_000_000 + n).to_string();
        tx.execute(sql, (order, 1_062_000_001 + n, format!("P-{n}"), item))?;
        let sql = "INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at) VALUES (?1, ?2, ?2)";
        tx.execute(sql, (1_062_000_001 + n, before))?;
    }
    tx.execute("UPDATE stock_cursor SET line_id = (SELECT max(line_id) FROM order_lines)", [])?;
    tx.commit()?;
    Ok(())
}
