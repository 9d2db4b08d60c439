//! How long 100,000 orders take to a warehouse and back, in `orders export` and `shipments load`:
//! `cargo bench --bench exchange` (docs/benchmarks.md).

#[path = "find_orders/fill.rs"]
mod fill;

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use rusqlite::Connection;

const ORDERS: u32 = 100_000;
const REPETITIONS: usize = 5;
const NOW: &str = "2026-07-10T10:00:00+09:00";

/// A format, and the delivery company of its orders.
const FORMATS: [(&str, &str); 4] =
    [("csv", "佐川急便"), ("b2", "ヤマト宅急便"), ("ehiden3", "佐川急便"), ("yupuri", "ゆうパック")];

/// Every order is open, has one line, and Qoo10's row of it.
const OPEN: &str = "
DELETE FROM order_lines WHERE line > 1;
UPDATE orders SET status = 'ready', api_status = 'printed', shipped_on = NULL, tracking_numbers = '[]',
  desired_delivery_date = '2026-07-20', desired_delivery_time = '14:00~16:00';
INSERT INTO qoo10_rows (order_no, fetched_at, ordered_at, shipping_status, seller_item_code, option_code, option,
    delivery_company, payment_method, seller_id, currency, shipping_rate_yen, related_order)
  SELECT order_no, '2026-07-01T09:00:00+09:00', '2026-07-01T08:00:00+09:00', 2, 'TS-001', '-W-M',
    '色:ホワイト / サイズ:M', '佐川急便', '見本決済', 'demo', 'JPY', 0, order_no FROM order_lines;";

const LABELS: &str = r#"
[labels]
sender = { name = "見本商店", zip = "530-0001", address = "大阪府大阪市北区梅田1-1", tel = "06-0000-0000" }
[labels.b2]
customer_code = "060000000000"
freight_no = "01"
[labels.ehiden3]
customer_code = "060000000000"
[labels.yupuri]
slip_type = "1100780"
"#;

struct Bench {
    folder: PathBuf,
    config: PathBuf,
    filled: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let bench = Bench::prepare(folder.path())?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{ORDERS} orders; processor time, and time by the clock")?;
    for (format, carrier) in FORMATS {
        bench.edit(&format!("UPDATE orders SET carrier = '{carrier}'"))?;
        let file = bench.folder.join("out.csv");
        let path = file.display().to_string();
        let line = bench.measure(&["orders", "export", "--format", format, "--out", &path, "--replace"])?;
        let size = fs::metadata(&file)?.len() / 1_000;
        writeln!(out, "  {line}  orders export --format {format} ({size} kB)")?;
    }
    for (name, text) in [("csv", write_csv()?), ("ehiden3", write_ehiden3()?)] {
        bench.edit("UPDATE orders SET carrier = '佐川急便'")?;
        let file = bench.folder.join("back.csv");
        fs::write(&file, text)?;
        let line = bench.measure(&["shipments", "load", &file.display().to_string()])?;
        writeln!(out, "  {line}  shipments load ({name})")?;
    }
    Ok(())
}

impl Bench {
    fn prepare(folder: &Path) -> anyhow::Result<Self> {
        let (filled, config) = (folder.join("filled.db"), folder.join("shop.toml"));
        fill::fill(&filled, ORDERS)?;
        let text = "[shop]\nname = \"bench\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"shop.db\"\n";
        fs::write(&config, format!("{text}{LABELS}"))?;
        let bench = Self { folder: folder.to_owned(), config, filled };
        bench.edit(OPEN)?;
        bench.edit("VACUUM")?;
        Ok(bench)
    }

    fn edit(&self, sql: &str) -> anyhow::Result<()> {
        Ok(Connection::open(&self.filled)?.execute_batch(sql)?)
    }

    /// The medians of a command, each time on a fresh state file.
    fn measure(&self, args: &[&str]) -> anyhow::Result<String> {
        let (mut busy, mut clock) = (Vec::new(), Vec::new());
        for _ in 0..REPETITIONS {
            fs::copy(&self.filled, self.folder.join("shop.db"))?;
            let (before, started) = (read_children_ticks()?, Instant::now());
            let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
            command.env_clear().args(["--now", NOW, "--config"]).arg(&self.config).args(args);
            let output = command.stderr(Stdio::inherit()).output()?;
            clock.push(started.elapsed());
            busy.push(Duration::from_millis(10 * (read_children_ticks()? - before)));
            ensure!(output.status.success(), "{args:?}: {}", output.status);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            ensure!(said.contains(&ORDERS.to_string()), "{args:?}: {said}");
        }
        busy.sort();
        clock.sort();
        let middle = REPETITIONS / 2;
        Ok(format!("{:5.2} s {:5.2} s", busy[middle].as_secs_f64(), clock[middle].as_secs_f64()))
    }
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

/// A tracking number that is valid.
fn number(order: u32) -> String {
    let body = 40_000_000_000 + u64::from(order) * 13;
    format!("{body}{}", body % 7)
}

fn write_csv() -> anyhow::Result<Vec<u8>> {
    let mut text = "order,carrier,tracking,shipped_on\r\n".to_owned();
    for order in 1..=ORDERS {
        write!(text, "{},佐川急便,{},2026-07-10\r\n", 100_000_000 + order, number(order))?;
    }
    Ok(text.into_bytes())
}

/// 出荷履歴一覧 of e飛伝III.
fn write_ehiden3() -> anyhow::Result<Vec<u8>> {
    let mut text = "\"お問い合せ送り状No.\",\"お客様管理番号\",\
            \"お届け先名称１\",\"お届け先電話番号\"\r\n"
        .to_owned();
    for order in 1..=ORDERS {
        let code = 100_000_000 + order;
        write!(text, "\"{}\",\"{code}\",\"見本　花子\",\"090-0000-0000\"\r\n", number(order))?;
    }
    Ok(encoding_rs::SHIFT_JIS.encode(&text).0.into_owned())
}
