//! A shop in a temporary directory, with the binary run as cron would run it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chrono::NaiveDateTime;
use qoo10_bridge::runtime::io::Timeouts;
use serde_json::Value;
use tempfile::TempDir;

use super::fake::FakeQoo10;
use super::in_process;
use super::model::Item;
use super::row::Row;
use super::run::{Report, Run};

/// The seller key: looks like one, and needs encoding wherever it does not belong.
pub const KEY: &str = "S5bTESTkey+O/9Zq_g_1_xYzTopSecret=";

/// `2026-07-01 10:00:00`, for comparisons with windows.
pub fn jst(at: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S").unwrap()
}

/// Configuration, state file, Qoo10 and clock of one test.
pub struct Shop {
    pub dir: TempDir,
    pub fake: FakeQoo10,
    /// Written instead of the tables below when there is one.
    pub config_text: Option<String>,
    pub env: BTreeMap<String, String>,
    /// How long a command that is run in this process waits for others.
    pub timeouts: Timeouts,
    tables: BTreeMap<String, BTreeMap<String, String>>,
    now: String,
}

impl Shop {
    /// 2026-07-01 10:00 in Japan, nothing at Qoo10, no state file.
    pub fn new() -> Self {
        let fake = FakeQoo10::start();
        let mut shop = Self {
            dir: TempDir::new().unwrap(),
            config_text: None,
            env: [("TEST_KEY", KEY), ("LANG", "C.UTF-8")].map(|(k, v)| (k.into(), v.into())).into(),
            timeouts: in_process::timeouts(),
            tables: BTreeMap::new(),
            now: String::new(),
            fake,
        };
        shop.fake.model(|m| {
            m.items.insert("812345678".into(), Item::new("TS-001", 1));
            m.groups = vec![(1, "佐川急便".into())];
        });
        shop.env.insert("PATH".into(), std::env::var("PATH").unwrap_or_default());
        shop.at("2026-07-01 10:00:00");
        let endpoint = format!("{:?}", shop.fake.url());
        for (table, key, value) in [
            ("shop", "name", r#""demo""#),
            ("qoo10", "endpoint", &endpoint),
            ("qoo10", "seller_key_env", r#""TEST_KEY""#),
            ("qoo10", "requests_per_second", "1000"),
            ("qoo10", "timeout_seconds", "10"),
            ("qoo10", "max_attempts", "3"),
            ("qoo10", "deadline_seconds", "60"),
            ("state", "path", r#""demo.db""#),
        ] {
            shop.set(table, key, value);
        }
        shop
    }

    pub fn with_rows(rows: Vec<Row>) -> Self {
        let shop = Self::new();
        shop.fake.set_rows(rows);
        shop
    }

    /// One key of the configuration, as TOML.
    pub fn set(&mut self, table: &str, key: &str, toml: &str) {
        self.tables.entry(table.into()).or_default().insert(key.into(), toml.into());
    }

    pub fn unset(&mut self, table: &str, key: &str) {
        self.tables.get_mut(table).unwrap().remove(key);
    }

    /// Moves the clock: Japan time, `2026-07-01 10:00:00`.
    pub fn at(&mut self, now: &str) {
        self.now = format!("{}+09:00", now.replace(' ', "T"));
    }

    /// Moves the clock: any RFC 3339 instant.
    pub fn at_instant(&mut self, now: &str) {
        self.now = now.into();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn config(&self) -> String {
        let mut text = String::new();
        for (table, keys) in &self.tables {
            text += &format!("[{table}]\n");
            for (key, value) in keys {
                text += &format!("{key} = {value}\n");
            }
        }
        self.config_text.clone().unwrap_or(text)
    }

    fn write_config(&self) {
        let (place, text) = (self.path("shop.toml"), self.config());
        // Never rewritten under a process that may just be reading it.
        if fs::read_to_string(&place).ok().as_ref() != Some(&text) {
            fs::write(place, text).unwrap();
        }
    }

    /// The command as a process with a clean environment; the configuration is on disk.
    pub fn bare_command(&self) -> Command {
        self.write_config();
        let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
        command.env_clear().envs(&self.env).current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    pub fn command(&self, args: &[&str]) -> Command {
        self.fake.model(|m| m.expect_step(args, &self.now));
        let mut command = self.bare_command();
        command.arg("--config").arg(self.path("shop.toml")).args(["--now", &self.now]).args(args);
        command
    }

    pub fn spawn(&self, args: &[&str]) -> Child {
        self.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs a command in this process: what a test needs unless a process is what it is about, or log lines
    /// are.
    pub fn run(&self, args: &[&str]) -> Run {
        if args.iter().any(|arg| arg.starts_with("-v")) {
            return self.run_process(args);
        }
        self.write_config();
        self.run_with_config(&self.path("shop.toml"), args)
    }

    /// The same with another configuration file.
    pub fn run_with_config(&self, config: &Path, args: &[&str]) -> Run {
        self.fake.model(|m| m.expect_step(args, &self.now));
        let all: Vec<&str> =
            ["--config", config.to_str().unwrap(), "--now", &self.now].iter().chain(args).copied().collect();
        let mut io = in_process::surroundings(&self.env, self.dir.path());
        io.timeouts = self.timeouts.clone();
        checked(Run { args: args.iter().map(|a| (*a).to_owned()).collect(), ..in_process::run(&all, io) })
    }

    /// The same as a process of its own, as cron starts it.
    pub fn run_process(&self, args: &[&str]) -> Run {
        finish(self.command(args), args)
    }

    /// `import --json` with these further arguments; the log holds this run's calls only.
    pub fn import_with(&self, args: &[&str], code: i32) -> Report {
        self.fake.clear_log();
        let all: Vec<&str> = ["import", "--json"].iter().chain(args).copied().collect();
        let report = self.run(&all).expect(code).json();
        assert_eq!(report["exit_code"], code, "{report:#}");
        let result = report["result"].as_str().unwrap();
        match code {
            0 => assert_eq!(result, "ok"),
            1 => assert_eq!(result, "failed"),
            3 => assert_eq!(result, "partial"),
            4 => assert_eq!(result, "busy"),
            5 => assert_eq!(result, "refused"),
            _ => assert!(["failed", "refused"].contains(&result), "{result}"),
        }
        let report = Report(report);
        let [fetched, imported, unchanged, rejected] = report.counts();
        if matches!(code, 0 | 3) && !args.iter().any(|a| ["--order", "--limit"].contains(a)) {
            assert_eq!(fetched, imported + unchanged + rejected, "{report:#?}");
        }
        report
    }

    pub fn import(&self) -> Report {
        self.import_with(&[], 0)
    }

    pub fn show(&self, code: &str) -> Value {
        self.run(&["orders", "show", code, "--json"]).expect(0).json()
    }

    /// All orders, as `orders list --all --json` says.
    pub fn orders(&self) -> Vec<Value> {
        self.run(&["orders", "list", "--all", "--json"]).expect(0).lines()
    }

    /// The codes of all orders, sorted.
    pub fn codes(&self) -> Vec<String> {
        let mut codes: Vec<_> =
            self.orders().iter().map(|o| o["order"].as_str().unwrap().to_owned()).collect();
        codes.sort();
        codes
    }

    pub fn rejects(&self) -> Vec<Value> {
        self.run(&["orders", "list", "--rejected", "--json"]).expect(0).lines()
    }

    /// Every order with its lines, without what depends on the run: for comparisons.
    pub fn everything(&self) -> Vec<Value> {
        let mut all: Vec<Value> = self.codes().iter().map(|code| self.show(code)).collect();
        for order in &mut all {
            order.as_object_mut().unwrap().remove("history");
        }
        all
    }

    /// Every file of the directory with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.dir.path(), &mut files);
        files
    }

    /// How many entries of the API log a step has, and how many writes without outcome.
    pub fn judged(&self, step: &str) -> [i64; 2] {
        let state = rusqlite::Connection::open(self.path("demo.db")).unwrap();
        let count = |sql: &str| state.query_row(sql, [step], |row| row.get(0)).unwrap();
        [
            count("SELECT count(*) FROM api_log WHERE step = ?1"),
            count("SELECT count(*) FROM journal WHERE step = ?1 AND outcome IS NULL"),
        ]
    }

    /// How many quantities were begun and have no outcome.
    pub fn open_quantities(&self) -> i64 {
        let state = rusqlite::Connection::open(self.path("demo.db")).unwrap();
        state.query_row("SELECT count(*) FROM stock_journal WHERE outcome IS NULL", [], |r| r.get(0)).unwrap()
    }

    /// The state file is sound, private, and does not know the key.
    pub fn check_state(&self) {
        let path = self.path("demo.db");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "mode {mode:o} of the state file");
        let state = rusqlite::Connection::open(&path).unwrap();
        let verdict: String = state.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        assert_eq!(verdict, "ok");
        let orphans = state.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
        assert!(!orphans, "broken foreign keys");
        drop(state);
        for (name, bytes) in self.files() {
            let found = bytes.windows(KEY.len()).any(|w| w == KEY.as_bytes());
            assert!(!found, "the key is in {}", name.display());
        }
    }
}

/// Runs a process to the end and checks what holds for every run.
pub fn finish(mut command: Command, args: &[&str]) -> Run {
    let output = command.output().unwrap();
    checked(Run {
        args: args.iter().map(|a| (*a).to_owned()).collect(),
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

fn checked(run: Run) -> Run {
    assert!((0..=6).contains(&run.code), "exit code outside the contract\n{run:#?}");
    assert!(!run.all().contains(KEY), "the key was printed\n{run:#?}");
    assert!(!run.all().contains('\u{1b}'), "raw escape sequence\n{run:#?}");
    run
}

fn collect(dir: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), files);
        } else {
            files.insert(entry.path(), fs::read(entry.path()).unwrap_or_default());
        }
    }
}
