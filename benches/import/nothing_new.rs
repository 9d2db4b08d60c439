//! Runs that find nothing new: the size of the state file should not show.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use qoo10_bridge::store::Store;
use rusqlite::Connection;

use super::{child, median, ms, reply, server};

const ORDERS: usize = 1_000_000;
const KNOWN_LINES: usize = 100;
const REPETITIONS: usize = 21;

/// Orders of other carts than those of the reply, from before its window.
const FILL: &str = "
CREATE TEMP TABLE numbers AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) SELECT i FROM n;
INSERT INTO runs (step, started_at) VALUES ('import', '2026-06-01T00:00:00+09:00');
INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
    imported_at)
  SELECT i, 100000000 + i, 0, 'shipped', 'paid', 'shipped', '佐川急便', '2026-06-01T00:00:00+09:00',
    '2026-06-01T00:00:00+09:00' FROM numbers;
INSERT INTO order_people (order_id, buyer_name, receiver_name, receiver_zip, receiver_address)
  SELECT i, '山田 花子', '山田 花子', '150-0001', '東京都渋谷区神宮前1-2-3' FROM numbers;
INSERT INTO order_lines (line_id, order_id, line, order_no, sku, item_code, name, qty, unit_price_yen,
    total_yen)
  SELECT i, i, 1, 500000000 + i, 'TS-001', '812300001', 'Tシャツ', 1, 1980, 1980 FROM numbers;
INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at, payload)
  SELECT 500000000 + i, '2026-06-01T00:00:00+09:00', '2026-06-01T00:00:00+09:00',
      hex(zeroblob(150)) FROM numbers;
INSERT INTO order_history (order_id, at, what, by, run_id)
  SELECT i, '2026-06-01T00:00:00+09:00', 'imported', 'import', 1 FROM numbers;
INSERT INTO api_log (at, run_id, step, order_code, order_no, action, outcome)
  SELECT '2026-06-01T00:00:00+09:00', 1, 'import', 100000000 + i, 500000000 + i, 'import',
      'imported' FROM numbers;
DROP TABLE numbers;
";

pub(crate) fn run(folder: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let (full, empty) = (folder.join("full.db"), folder.join("empty.db"));
    let started = Instant::now();
    fill(&full)?;
    drop(Store::open(&empty)?);
    writeln!(
        out,
        "nothing new: {ORDERS} orders in the state file ({} MB, filled in {:.0} s) or none",
        std::fs::metadata(&full)?.len() / 1_000_000,
        started.elapsed().as_secs_f64()
    )?;
    let nothing = server::start(reply::large(0))?;
    compare("no rows", &nothing, &full, &empty, out)?;
    let some = server::start(reply::large(KNOWN_LINES))?;
    compare("100 known rows", &some, &full, &empty, out)?;
    let times = (0..REPETITIONS).map(|_| Ok(child::start_up()?.time)).collect::<anyhow::Result<_>>()?;
    writeln!(out, "  start-up        {:6.1} ms", ms(median(times)))?;
    Ok(())
}

fn compare(what: &str, base: &str, full: &Path, empty: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let (full, empty) = (child::configure(full, base, "")?, child::configure(empty, base, "")?);
    // The first run imports what there is.
    child::import(&full)?;
    child::import(&empty)?;
    let (mut of_full, mut of_empty) = (vec![], vec![]);
    for _ in 0..REPETITIONS {
        of_full.push(child::import(&full)?.time);
        of_empty.push(child::import(&empty)?.time);
    }
    let (of_full, of_empty) = (median(of_full), median(of_empty));
    writeln!(
        out,
        "  {what:<14}  {:6.1} ms with all, {:.1} ms with none, ratio {:.2} (target: 1)",
        ms(of_full),
        ms(of_empty),
        of_full.as_secs_f64() / of_empty.as_secs_f64()
    )?;
    Ok(())
}

fn fill(state: &Path) -> anyhow::Result<()> {
    drop(Store::open(state)?);
    let conn = Connection::open(state)?;
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")?;
    conn.execute_batch("BEGIN")?;
    conn.execute_batch(&FILL.replace("?1", &ORDERS.to_string()))?;
    conn.execute_batch("COMMIT")?;
    Ok(())
}
