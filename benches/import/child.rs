//! The command itself, as a process of its own, timed and watched.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// The moment of all runs, so that two state files can be compared.
pub(crate) const NOW: &str = "2026-07-10T10:00:00+09:00";

/// Ten rules of a shop, which match no order of the reply.
pub(crate) const RULES: &str = r#"
[[import.hold_rules]]
name = "キャンセル希望"
action = "hold"
message_contains = ["キャンセル", "取り消し", "取消"]
[[import.hold_rules]]
name = "住所不備"
action = "hold"
zip_not_in_prefecture = true
[[import.hold_rules]]
name = "のし・ギフト"
action = "hold"
gift = true
[[import.hold_rules]]
name = "高額注文"
action = "hold"
total_yen_from = 300000
[[import.hold_rules]]
name = "電話番号なし"
action = "hold"
phone_missing = true
[[import.hold_rules]]
name = "番地なし"
action = "hold"
address_without_number = true
[[import.hold_rules]]
name = "離島"
action = "warn"
zip_prefixes = ["905", "906", "907"]
prefectures = ["沖縄県"]
[[import.hold_rules]]
name = "大量"
action = "warn"
qty_from = 50
[[import.hold_rules]]
name = "受注生産"
action = "hold"
skus = ["MADE-*", "*-ORDER"]
[[import.hold_rules]]
name = "領収書"
action = "hold"
message_contains = ["領収書", "宛名"]
"#;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// The most memory that it held at any time.
    pub(crate) peak_bytes: u64,
}

/// Writes a configuration for `state`, beside it.
pub(crate) fn configure(state: &Path, base_url: &str, rules: &str) -> anyhow::Result<PathBuf> {
    let path = state.with_extension("toml");
    let text = format!(
        "[shop]\nname = \"bench\"\n\
         [qoo10]\nendpoint = \"{base_url}\"\nseller_key_env = \"BENCH_KEY\"\nrequests_per_second = 1000\n\
         [state]\npath = \"{}\"\n{rules}",
        state.display()
    );
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Runs `import` once.
pub(crate) fn import(config: &Path) -> anyhow::Result<Cost> {
    let mut command = command();
    command.args(["import", "--quiet", "--now", NOW, "--config"]).arg(config);
    timed(&mut command)
}

/// Only starts the program.
pub(crate) fn start_up() -> anyhow::Result<Cost> {
    timed(command().arg("--version"))
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
    command.env_clear().env("BENCH_KEY", "bench").stdout(Stdio::null());
    command
}

/// How often a child is looked at. Its peak comes long before its end, so that the last look has it.
const LOOK: Duration = Duration::from_millis(1);

fn timed(command: &mut Command) -> anyhow::Result<Cost> {
    let started = Instant::now();
    let mut child = command.spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak_bytes = 0;
            while let Some(bytes) = peak(&status) {
                peak_bytes = bytes;
                std::thread::sleep(LOOK);
            }
            peak_bytes
        });
        let exit = child.wait()?;
        let time = started.elapsed();
        let peak_bytes = watch.join().ok().context("the watching thread panicked")?;
        ensure!(exit.success(), "the command failed: {exit}");
        Ok(Cost { time, peak_bytes })
    })
}

/// The most memory that a process has held so far (VmHWM); none when it has ended.
fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let kib = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?;
    Some(kib.parse::<u64>().ok()? * 1024)
}
