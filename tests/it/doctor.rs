//! `doctor`: what is wrong, and what to do about it.

use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::support::{CONFIRM, LIST, Reply, Shop, assert_keys, row};

/// The checks that are not fine, with level and remedy, and every finding.
fn doctor(shop: &Shop, code: i32) -> (Vec<(String, String)>, Vec<Value>) {
    let found = shop.run(&["doctor", "--json"]).expect(code).lines();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for finding in &found {
        assert_keys(finding, &["check", "level", "message", "remedy"]);
        assert_eq!(finding["level"] == "ok", finding["remedy"].is_null(), "{finding:#}");
    }
    let bad = found.iter().filter(|f| f["level"] != "ok");
    (bad.map(|f| (text(&f["check"]), text(&f["level"]))).collect(), found)
}

fn of<'a>(found: &'a [Value], check: &str) -> &'a Value {
    found.iter().find(|finding| finding["check"] == check).unwrap_or_else(|| panic!("{check}: {found:#?}"))
}

fn one(check: &str, level: &str) -> Vec<(String, String)> {
    vec![(check.to_owned(), level.to_owned())]
}

#[test]
fn a_shop_in_good_order_is_exit_0_and_nothing_is_changed() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let before = shop.files();
    let (bad, found) = doctor(&shop, 0);
    assert_eq!(bad, []);
    let names: Vec<&str> = found.iter().map(|f| f["check"].as_str().unwrap()).collect();
    let wanted = "config state_file integrity foreign_keys format lock wal open_intents runs room";
    assert_eq!(names.join(" "), wanted);
    assert!(shop.files() == before);
    assert_eq!(shop.run(&["-q", "doctor"]).expect(0).all().trim(), "");
    assert!(shop.run(&["doctor", "--lang", "ja"]).expect(0).stdout.contains("正常: lock: "));
}

#[test]
fn a_damaged_file_is_exit_1_with_the_way_back() {
    let shop = Shop::with_rows((1..50).map(|n| row().cart(n).no(n)).collect());
    shop.import();
    let whole = fs::read(shop.path("demo.db")).unwrap();
    for (name, from, to) in [
        ("an end", whole.len() - 8192, whole.len()),
        ("all but a page", 4096, whole.len()),
        ("the head", 0, 100),
    ] {
        let mut bytes = whole.clone();
        bytes[from..to].fill(0xA5);
        fs::write(shop.path("demo.db"), &bytes).unwrap();
        let (bad, found) = doctor(&shop, 1);
        assert!(bad.contains(&("integrity".to_owned(), "problem".to_owned())), "{name}: {found:#?}");
        let remedy = of(&found, "integrity")["remedy"].as_str().unwrap();
        for words in ["cp BACKUP", "demo.db-wal", "chmod 600", "import", "docs/operations.md"] {
            assert!(remedy.contains(words), "{name}: {remedy}");
        }
        assert!(fs::read(shop.path("demo.db")).unwrap() == bytes, "{name} was changed");
    }
}

#[test]
fn the_way_back_that_doctor_names_works() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.run(&["backup", "copy.db"]).expect(0);
    fs::write(shop.path("demo.db"), [0xA5; 9000]).unwrap();
    doctor(&shop, 1);
    for more in ["", "-wal", "-shm"] {
        drop(fs::remove_file(shop.path(&format!("demo.db{more}"))));
    }
    fs::copy(shop.path("copy.db"), shop.path("demo.db")).unwrap();
    assert_eq!(doctor(&shop, 0).0, []);
    assert_eq!(shop.import().counts(), [1, 0, 1, 0]);
    for step in ["sync-status", "schedule-date", "push-shipments"] {
        shop.run(&[step]).expect(0);
    }
}

#[test]
fn a_row_without_its_other_half_is_found() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM orders").unwrap();
    drop(state);
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("foreign_keys", "problem"));
    assert!(of(&found, "foreign_keys")["message"].as_str().unwrap().contains("order_lines"), "{found:#?}");
}

#[test]
fn a_run_under_way_is_named_and_no_fault() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.fake.clear_log();
    shop.fake.fault(LIST, 1, Reply::Slow(Duration::from_secs(2)));
    let child = shop.spawn(&["import", "--json"]);
    shop.fake.wait_for(LIST);
    let (bad, found) = doctor(&shop, 0);
    assert_eq!(bad, []);
    let lock = of(&found, "lock")["message"].as_str().unwrap();
    assert!(lock.contains("under way"), "{lock}");
    if std::path::Path::new("/proc/locks").exists() {
        assert!(lock.contains(&child.id().to_string()), "{lock}");
    }
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn what_a_killed_run_left_open_is_a_warning_until_the_next_run() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.fake.fault(CONFIRM, 1, Reply::Slow(Duration::from_secs(3)));
    let mut child = shop.spawn(&["schedule-date"]);
    shop.fake.wait_for(CONFIRM);
    child.kill().unwrap();
    child.wait().unwrap();
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, [one("open_intents", "warning"), one("runs", "warning")].concat());
    assert!(
        of(&found, "open_intents")["message"].as_str().unwrap().contains("schedule-date 1"),
        "{found:#?}"
    );
    shop.run(&["schedule-date"]).expect(0);
    assert_eq!(doctor(&shop, 0).0, []);
}

#[test]
fn without_a_state_file_doctor_makes_none() {
    let shop = Shop::new();
    let (bad, _) = doctor(&shop, 3);
    assert_eq!(bad, one("state_file", "warning"));
    assert!(!shop.path("demo.db").exists() && !shop.path("demo.db.lock").exists());
    let foreign = Shop::new();
    let other = rusqlite::Connection::open(foreign.path("demo.db")).unwrap();
    other.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(other);
    assert_eq!(doctor(&foreign, 3).0, one("state_file", "problem"));
}

#[test]
fn a_configuration_that_cannot_be_used_is_a_finding_and_exit_2() {
    let mut shop = Shop::new();
    shop.set("qoo10", "requests_per_second", "\"many\"");
    let (bad, found) = doctor(&shop, 2);
    assert_eq!(bad, one("config", "problem"));
    assert!(found[0]["message"].as_str().unwrap().contains("requests_per_second"), "{found:#?}");
    let run = shop.run(&["doctor"]).expect(2);
    assert!(run.stdout.contains("problem: config: ") && run.stdout.contains("next: "), "{run:#?}");
}
