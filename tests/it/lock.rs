//! ALL-1: never two runs on one state file at once; and state files that cannot be used.

use std::fs;
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

use crate::support::{Busy, LIST, Report, Run, Shop, finish, row};

/// A shop with an import that waits for Qoo10 and holds the lock.
fn busy() -> (Shop, Busy) {
    let shop = Shop::with_rows(vec![row()]);
    let busy = shop.busy(&["import", "--json"], LIST);
    (shop, busy)
}

fn finished(output: &Output) -> Report {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    Report(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_second_run_is_exit_4_with_a_report_and_the_first_goes_on() {
    let (shop, first) = busy();
    let second = shop.run_process(&["import", "--json"]).expect(4);
    let report = second.json();
    assert_eq!((&report["result"], &report["exit_code"]), (&"busy".into(), &4.into()));
    assert_eq!(shop.fake.calls(LIST), 1, "the second run called Qoo10");
    assert!(!second.stderr.trim().is_empty());
    assert_eq!(finished(&first.release()).count("imported"), 1);
}

#[test]
fn wait_outlasts_the_first_run() {
    let (shop, first) = busy();
    let (second, first) = shop.waits_for(first, &["import", "--json", "--wait", "30"]);
    assert_eq!(Report(second.expect(0).json()).counts(), [1, 0, 1, 0]);
    assert_eq!(finished(&first).counts(), [1, 1, 0, 0]);
}

#[test]
fn wait_gives_up_in_the_end() {
    let (shop, first) = busy();
    let started = Instant::now();
    shop.run(&["import", "--wait", "1"]).expect(4);
    assert!(started.elapsed() > Duration::from_millis(900), "it gave up after {:?}", started.elapsed());
    finished(&first.release());
}

#[test]
fn looking_never_waits_for_a_running_step() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let busy = shop.busy(&["import", "--json"], LIST);
    assert_eq!(shop.codes(), ["412345678"]);
    shop.show("412345678");
    assert!(shop.rejects().is_empty());
    finished(&busy.release());
}

#[test]
fn the_lock_of_a_killed_process_is_free() {
    let (shop, first) = busy();
    first.kill();
    shop.import();
}

#[test]
fn two_shops_do_not_lock_each_other() {
    let (_first_shop, first) = busy();
    Shop::with_rows(vec![row()]).import();
    finished(&first.release());
}

fn fails(shop: &Shop) -> Run {
    let run = shop.run(&["import", "--json"]).expect(1);
    assert_eq!((&run.json()["result"], &run.json()["exit_code"]), (&"failed".into(), &1.into()));
    run.says(&["demo.db"]);
    run
}

#[test]
fn a_damaged_state_file_is_exit_1_and_left_as_it_is() {
    for content in [
        &b"this is no database, whatever its name says\n"[..],
        &[0xff; 8192],
        b"SQLite format 3\0 and then nothing of the kind",
    ] {
        let shop = Shop::with_rows(vec![row()]);
        fs::write(shop.path("demo.db"), content).unwrap();
        fails(&shop);
        assert!(fs::read(shop.path("demo.db")).unwrap() == content, "the damaged file was changed");
    }
}

#[test]
fn a_directory_in_place_of_the_state_file_is_exit_1() {
    let shop = Shop::with_rows(vec![row()]);
    fs::create_dir(shop.path("demo.db")).unwrap();
    fails(&shop);
}

#[test]
fn a_state_file_of_a_newer_version_is_refused_and_left_as_it_is() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.pragma_update(None, "user_version", 9999).unwrap();
    drop(state);
    let before = fs::read(shop.path("demo.db")).unwrap();
    let run = shop.run(&["import"]);
    assert!([1, 2].contains(&run.code), "{run:#?}");
    assert!(run.stderr.contains("demo.db"), "{run:#?}");
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the newer file was changed");
}

#[test]
fn the_state_file_is_private_from_the_start_whatever_the_umask() {
    let shop = Shop::with_rows(vec![row()]);
    let plain = shop.command(&["import"]);
    let mut generous = Command::new("/bin/sh");
    generous.args(["-c", "umask 000; exec \"$0\" \"$@\""]).arg(plain.get_program()).args(plain.get_args());
    generous.env_clear().envs(&shop.env).current_dir(shop.dir.path());
    finish(generous, &["import"]).expect(0);
    shop.check_state();
}

#[test]
fn five_at_once_import_each_order_once() {
    let shop = Shop::with_rows((1..=30).map(|n| row().cart(n).no(n)).collect());
    let children: Vec<Child> = (0..5).map(|_| shop.spawn(&["import", "--json", "--wait", "60"])).collect();
    let reports: Vec<Report> =
        children.into_iter().map(|child| finished(&child.wait_with_output().unwrap())).collect();
    assert_eq!(reports.iter().map(|r| r.count("imported")).sum::<u64>(), 30);
    assert!(reports.iter().all(|r| r.count("fetched") == 30));
    assert_eq!(shop.codes().len(), 30);
    shop.check_state();
}
