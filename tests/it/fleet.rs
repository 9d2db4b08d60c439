//! `fleet status`: every shop of a folder by its files, a line each, the worst first; and nothing is changed.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use qoo10_bridge::store::Store;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Run, assert_keys, in_process};

const NOW: &str = "2026-07-01T10:00:00+09:00";

/// A folder of configurations, each with a state file beside it.
struct Fleet {
    dir: TempDir,
}

impl Fleet {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Run {
        let io = in_process::surroundings(&[("LANG".into(), "C.UTF-8".into())].into(), self.dir.path());
        in_process::run(args, io)
    }

    /// What the fleet says, of the folder itself.
    fn status(&self, args: &[&str], code: i32) -> Run {
        self.run(&[&["--now", NOW, "fleet", "status", "."], args].concat()).expect(code)
    }

    fn shops(&self, code: i32) -> Vec<Value> {
        self.status(&["--json"], code).lines()
    }

    /// The shop of a configuration.
    fn shop(&self, config: &str) -> Value {
        let all = self.run(&["--now", NOW, "--json", "fleet", "status", "."]).lines();
        all.into_iter().find(|shop| shop["config"] == config).unwrap_or_else(|| panic!("no {config}"))
    }

    /// A shop of the practice Qoo10, which never ran.
    fn add(&self, name: &str) {
        self.add_with(name, name, &format!("{name}.db"));
    }

    fn add_with(&self, config: &str, name: &str, state: &str) {
        let text = format!(
            "[shop]\nname = \"{name}\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"{state}\"\n"
        );
        fs::write(self.path(&format!("{config}.toml")), text).unwrap();
    }

    /// A shop without orders in which all steps ran.
    fn add_fine(&self, name: &str) {
        self.add(name);
        drop(Store::open(&self.path(&format!("{name}.db"))).unwrap());
        self.edit(
            name,
            "INSERT INTO runs (step, started_at, finished_at, result, exit_code)
             SELECT value, '2026-07-01T09:50:00+09:00', '2026-07-01T09:50:01+09:00', 'ok', 0
             FROM json_each('[\"import\",\"sync-status\",\"schedule-date\",\"push-shipments\",
                              \"push-stock\"]')",
        );
    }

    /// A shop whose state file an older version made.
    fn add_older(&self, name: &str) {
        self.add(name);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/migrations");
        let mut scripts: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        scripts.sort();
        scripts.pop();
        let format = scripts.len();
        let all: Vec<String> = scripts.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        let end = format!("PRAGMA application_id = 0x51313042; PRAGMA user_version = {format}");
        self.edit(name, &(all.join(";") + &end));
    }

    fn run_shop(&self, name: &str, args: &[&str]) -> Run {
        let config = format!("{name}.toml");
        self.run(&[&["--now", NOW, "--config", &config], args].concat())
    }

    fn edit(&self, name: &str, sql: &str) {
        Connection::open(self.path(&format!("{name}.db"))).unwrap().execute_batch(sql).unwrap();
    }

    /// Every file of the folder, with its bytes.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let paths = fs::read_dir(self.dir.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            paths.map(|path| (path.clone(), fs::read(path).unwrap_or_default())).collect();
        files.sort();
        files
    }
}

#[test]
fn shops_stand_in_a_line_each_the_worst_first() {
    let fleet = Fleet::new();
    fleet.add_fine("good");
    fleet.add_fine("hands");
    let reject = "INSERT INTO rejects (order_no, pack_no, reason, detail, ordered_at, seen_from, first_at)
                  SELECT 1, 1, 'item_unknown', 'x', at, at, at
                  FROM (SELECT '2026-07-01T09:00:00+09:00' AS at)";
    fleet.edit("hands", reject);
    fleet.add_fine("stopped");
    fleet.edit("stopped", "UPDATE runs SET result = 'failed', exit_code = 1 WHERE step = 'import'");
    fleet.add("new");
    fs::write(fleet.path("torn.toml"), "[shop\n").unwrap();
    let order = ["new.toml", "torn.toml", "stopped.toml", "hands.toml", "good.toml"];
    let shops = fleet.shops(3);
    assert_eq!(shops.iter().map(|shop| shop["config"].as_str().unwrap()).collect::<Vec<_>>(), order);
    let text = fleet.status(&[], 3).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "shop     n  age     what");
    assert!(lines[1].starts_with("new                 there is no state file "), "{text}");
    assert!(lines[2].starts_with("torn                the configuration "), "{text}");
    assert_eq!(
        lines[3..],
        [
            "stopped  0  10 min  import: failed",
            "hands    1  10 min  rejects 1",
            "good     0  10 min",
            "",
            "5 shops: 2 to be looked after, 2 that cannot be read"
        ]
    );
    let ja = fleet.status(&["--lang", "ja"], 3).stdout;
    assert!(ja.contains("取込不可 1") && ja.contains("出荷指示取込: 失敗"), "{ja}");
}

#[test]
fn as_json_a_shop_has_the_keys_of_the_contract_and_null_where_nothing_can_be_read() {
    let fleet = Fleet::new();
    fleet.add_fine("a");
    fleet.add("b");
    let keys = ["config", "shop", "error", "needs_hand", "steps"];
    let [b, a] = fleet.shops(3).try_into().unwrap();
    assert_keys(&a, &keys);
    assert_keys(&b, &keys);
    assert_eq!((&a["shop"], &a["error"], &a["needs_hand"]), (&json!("a"), &Value::Null, &json!({})));
    assert_keys(&a["steps"], &["import", "sync-status", "schedule-date", "push-shipments", "push-stock"]);
    assert_eq!(a["steps"]["import"]["started_at"], "2026-07-01T09:50:00+09:00");
    assert_eq!(
        (&a["steps"]["import"]["age_seconds"], &a["steps"]["import"]["exit_code"]),
        (&json!(600), &json!(0))
    );
    assert_eq!((&b["shop"], &b["needs_hand"], &b["steps"]), (&json!("b"), &Value::Null, &Value::Null));
    assert!(b["error"].as_str().unwrap().contains("there is no state file"), "{b}");
}

#[test]
fn what_needs_a_hand_is_what_status_says_but_for_payments_that_only_the_buyer_makes() {
    let fleet = Fleet::new();
    fleet.add("seed");
    fleet.run_shop("seed", &["cycle"]).expect(3);
    let status = fleet.run_shop("seed", &["status", "--json"]).json();
    assert!(status["holds"]["payment"].as_u64().unwrap() > 0, "{status}");
    let hands = fleet.shop("seed.toml")["needs_hand"].clone();
    let mut wanted = serde_json::Map::new();
    for key in [
        "rejected",
        "cancel_requested",
        "needs_person",
        "missed_shipments",
        "late",
        "stock_waiting",
        "shipments_not_taken",
        "shipped_without_number",
        "shipped_not_scheduled",
        "ship_date_unreadable",
        "part_without_count",
        "set_with_own_count",
        "open_claims",
        "unknown_carts",
    ] {
        let n = status[key].as_u64().unwrap();
        if n > 0 {
            wanted.insert(key.to_owned(), n.into());
        }
    }
    let sorted = |map: &serde_json::Map<String, Value>| {
        map.iter().map(|(k, v)| format!("{k} {v}")).collect::<BTreeSet<_>>()
    };
    assert_eq!(sorted(hands.as_object().unwrap()), sorted(&wanted));
    assert!(wanted.contains_key("rejected"));
    fleet.run_shop("seed", &["orders", "hold", "412345678", "--reason", "x"]).expect(0);
    assert_eq!(fleet.shop("seed.toml")["needs_hand"]["held_manual"], 1);
}

#[test]
fn a_fleet_without_a_care_is_exit_0_and_says_nothing_when_quiet() {
    let fleet = Fleet::new();
    fleet.add_fine("a");
    fleet.add_fine("b");
    assert_eq!(fleet.status(&["--quiet"], 0).all().trim(), "");
    assert!(fleet.status(&[], 0).stdout.ends_with("2 shops: 0 to be looked after, 0 that cannot be read\n"));
}

#[test]
fn whatever_is_wrong_with_a_shop_is_its_line_and_not_the_end() {
    let fleet = Fleet::new();
    for name in ["newer", "foreign", "damaged", "empty", "held"] {
        fleet.add_fine(name);
    }
    fleet.edit("newer", "PRAGMA user_version = 999");
    fs::remove_file(fleet.path("foreign.db")).unwrap();
    fleet.edit("foreign", "CREATE TABLE x (y)");
    fs::write(fleet.path("damaged.db"), vec![7; 8192]).unwrap();
    fs::write(fleet.path("empty.toml"), "").unwrap();
    fleet.add_with("lost", "lost", "no/such/folder/x.db");
    fs::create_dir(fleet.path("folder.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(fleet.path("pipe.toml")).status().unwrap().success());
    symlink("nowhere", fleet.path("link.toml")).unwrap();
    fs::write(fleet.path("bytes.toml"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(fleet.path(".hidden.toml"), "").unwrap();
    let held = Connection::open(fleet.path("held.db")).unwrap();
    held.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    held.execute_batch("BEGIN EXCLUSIVE").unwrap();
    for (config, words) in [
        ("newer.toml", "newer version (format 999"),
        ("foreign.toml", "another program"),
        ("damaged.toml", "damaged"),
        ("empty.toml", "shop.name"),
        ("lost.toml", "no/such/folder"),
        ("folder.toml", "it is a folder"),
        ("pipe.toml", "it is a folder, a pipe"),
        ("link.toml", "cannot be read"),
        ("bytes.toml", "cannot be read"),
        ("held.toml", "locked by another program"),
    ] {
        let shop = fleet.shop(config);
        let error = shop["error"].as_str().unwrap_or_else(|| panic!("{shop}"));
        assert!(error.contains(words) && !error.contains('\n'), "{config}: {error}");
        assert_eq!(shop["needs_hand"], Value::Null, "{config}");
    }
    let text = fleet.status(&[], 3).stdout;
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 1 + 10 + 1, "{text}");
    assert!(!text.contains("hidden"));
    drop(held);
}

#[test]
fn nothing_is_changed_or_left_behind_also_of_an_older_file_and_of_a_killed_run() {
    let fleet = Fleet::new();
    fleet.add_fine("plain");
    fleet.add_older("older");
    fleet.add_fine("source");
    // What a run that is killed leaves: its last commits are in the -wal file alone.
    let open = Connection::open(fleet.path("source.db")).unwrap();
    open.execute_batch("UPDATE runs SET result = 'failed', exit_code = 1 WHERE step = 'import'").unwrap();
    fleet.add_with("killed", "killed", "killed.db");
    for more in ["", "-wal"] {
        fs::copy(fleet.path(&format!("source.db{more}")), fleet.path(&format!("killed.db{more}"))).unwrap();
    }
    drop(open);
    for file in ["source.toml", "source.db"] {
        fs::remove_file(fleet.path(file)).unwrap();
    }
    let shm = |(path, _): &(PathBuf, Vec<u8>)| !path.ends_with("killed.db-shm");
    let before: Vec<_> = fleet.files().into_iter().filter(shm).collect();
    assert_eq!(fleet.shop("killed.toml")["steps"]["import"]["result"], "failed");
    fleet.status(&[], 3);
    let after: Vec<_> = fleet.files().into_iter().filter(shm).collect();
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    assert!(after == before, "a file has other bytes");
    assert_eq!(fleet.shop("older.toml")["error"], Value::Null);
}

#[test]
fn two_configurations_of_one_shop_are_told() {
    let fleet = Fleet::new();
    fleet.add_fine("a");
    fleet.add_fine("b");
    fleet.add_with("copy", "a", "copy.db");
    fs::copy(fleet.path("a.db"), fleet.path("copy.db")).unwrap();
    fleet.add_with("twin", "twin", "link.db");
    symlink("b.db", fleet.path("link.db")).unwrap();
    let error = |config: &str| fleet.shop(config)["error"].as_str().unwrap_or_default().to_owned();
    assert_eq!(error("a.toml"), "copy.toml has the same shop.name");
    assert_eq!(error("copy.toml"), "a.toml has the same shop.name");
    assert_eq!(error("b.toml"), "twin.toml has the same state.path");
    assert_eq!(error("twin.toml"), "b.toml has the same state.path");
    fleet.status(&[], 3);
}

#[test]
fn all_figures_go_into_one_metrics_file_each_sample_once() {
    let fleet = Fleet::new();
    fleet.add_fine("a");
    fleet.add_fine("b");
    fleet.add_with("same", "a", "same.db");
    fs::copy(fleet.path("a.db"), fleet.path("same.db")).unwrap();
    fs::write(fleet.path("torn.toml"), "nonsense").unwrap();
    fleet.status(&["--quiet", "--metrics-file", "fleet.prom"], 3);
    let text = fs::read_to_string(fleet.path("fleet.prom")).unwrap();
    let mut seen = BTreeSet::new();
    for line in text.lines() {
        let name = if line.starts_with('#') { line } else { line.rsplit_once(' ').unwrap().0 };
        assert!(seen.insert(name.to_owned()), "twice: {name}");
        assert!(line.starts_with('#') || line.contains("{shop=\""), "{line}");
    }
    for wanted in [
        "qoo10_bridge_shop_readable{shop=\"torn\",config=\"torn.toml\"} 0",
        "qoo10_bridge_shop_readable{shop=\"b\",config=\"b.toml\"} 1",
        "qoo10_bridge_rejects{shop=\"b\",config=\"b.toml\"} 0",
        "qoo10_bridge_step_last_exit_code{shop=\"a\",config=\"same.toml\",step=\"import\"} 0",
    ] {
        assert!(text.lines().any(|line| line == wanted), "{wanted} is not in\n{text}");
    }
    // Again over its own file, and over nothing that belongs to a shop.
    fleet.status(&["--quiet", "--metrics-file", "fleet.prom"], 3);
    let before = fleet.files();
    for file in ["a.toml", "a.db", "a.db-wal", "b.db.lock"] {
        fleet.status(&["--metrics-file", file], 2).says(&[file, "stays as it is"]);
    }
    assert!(fleet.files() == before);
}

#[test]
fn a_folder_that_is_missing_or_has_no_configuration_is_exit_2() {
    let fleet = Fleet::new();
    for (folder, words) in [(".", "there is no *.toml"), ("missing", "cannot be read")] {
        let run = fleet.run(&["fleet", "status", folder]).expect(2);
        run.says(&[words, "next: name the folder"]);
        assert!(run.stdout.is_empty());
    }
}
