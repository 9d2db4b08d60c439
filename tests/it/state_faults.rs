//! A state file on a full or read-only disk, damaged, without its `-wal`, restored, and a clock that jumps
//! back.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::support::{CONFIRM, Run, SEND, Shop, finish, jst, row};

/// The same command by way of a shell that prepares something first.
fn after(shop: &Shop, prepare: &str, args: &[&str]) -> Run {
    let plain = shop.command(args);
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &format!("{prepare}; exec \"$0\" \"$@\"")])
        .arg(plain.get_program())
        .args(plain.get_args());
    shell.env_clear().envs(&shop.env).current_dir(shop.dir.path());
    finish(shell, args)
}

/// One sentence that names the file, and what to do next.
fn says_one_sentence(run: &Run, words: &[&str]) {
    run.says(words);
    assert_eq!(run.stderr.lines().count(), 2, "{run:#?}");
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("\nnext: "), "{run:#?}");
    assert_eq!((&run.json()["result"], &run.json()["exit_code"]), (&"failed".into(), &1.into()));
}

#[test]
fn a_disk_that_takes_no_more_is_exit_1_and_nothing_is_half_written() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    for cart in 2..600 {
        shop.fake.add_row(row().cart(cart).no(cart));
    }
    // A file may not grow beyond this: what a full disk is like, without needing one.
    let blocks = fs::metadata(shop.path("demo.db")).unwrap().len() / 512;
    let full = format!("ulimit -f {}", blocks + 20);
    says_one_sentence(&after(&shop, &full, &["import", "--json"]), &["demo.db", "the disk "]);
    assert_eq!(shop.codes(), ["412345678"]);
    shop.check_state();
    assert_eq!(shop.import().counts(), [599, 598, 1, 0]);
    shop.check_state();
}

#[test]
fn a_disk_that_takes_not_even_a_new_file_is_exit_1_and_the_next_run_begins_anew() {
    let shop = Shop::with_rows(vec![row()]);
    let run = after(&shop, "ulimit -f 8", &["import", "--json"]);
    says_one_sentence(&run, &["demo.db", "the disk "]);
    assert_eq!(shop.import().counts(), [1, 1, 0, 0]);
    shop.check_state();
}

#[test]
fn a_backup_on_a_full_disk_leaves_nothing_half_done() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.run(&["backup", "copy.db"]).expect(0);
    let before = fs::read(shop.path("copy.db")).unwrap();
    let run = after(&shop, "ulimit -f 64", &["backup", "copy.db", "--replace"]);
    run.expect(1).says(&["copy.db", "next:"]);
    assert!(fs::read(shop.path("copy.db")).unwrap() == before);
    assert!(!shop.files().keys().any(|file| file.to_string_lossy().contains(".part-")));
}

/// Sets the mode of a file of the shop.
fn mode(shop: &Shop, path: &str, mode: u32) {
    fs::set_permissions(shop.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs it as a user to whom modes mean something.
fn as_other(shop: &Shop, args: &[&str]) -> Run {
    let bin = shop.path("qoo10-bridge");
    if !bin.exists() {
        let real = env!("CARGO_BIN_EXE_qoo10-bridge");
        fs::hard_link(real, &bin).or_else(|_| fs::copy(real, &bin).map(drop)).unwrap();
    }
    let plain = shop.command(args);
    let mut command = Command::new(&bin);
    command.args(plain.get_args()).env_clear().envs(&shop.env).current_dir(shop.dir.path());
    if fs::metadata(shop.dir.path()).unwrap().uid() == 0 {
        // Nothing is read-only to root.
        command.uid(65534).gid(65534);
    }
    finish(command, args)
}

#[test]
fn a_file_that_may_only_be_read_is_exit_1_and_looking_still_works() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let before = fs::read(shop.path("demo.db")).unwrap();
    mode(&shop, "demo.db", 0o444);
    mode(&shop, "demo.db.lock", 0o666);
    mode(&shop, "", 0o777);
    let run = |args: &[&str]| as_other(&shop, args);
    says_one_sentence(&run(&["import", "--json"]), &["demo.db", "cannot be written", "permissions"]);
    assert_eq!(run(&["orders", "list", "--json"]).expect(0).lines().len(), 1);
    assert!(fs::read(shop.path("demo.db")).unwrap() == before);
}

#[test]
fn a_folder_that_may_only_be_read_can_be_looked_at() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let before = fs::read(shop.path("demo.db")).unwrap();
    mode(&shop, "demo.db", 0o444);
    mode(&shop, "demo.db.lock", 0o666);
    // The first call puts the program there.
    mode(&shop, "", 0o777);
    as_other(&shop, &["--version"]).expect(0);
    mode(&shop, "", 0o555);
    let run = |args: &[&str]| as_other(&shop, args);
    assert_eq!(run(&["orders", "list", "--json"]).expect(0).lines().len(), 1);
    for args in [&["status"][..], &["late"], &["log"], &["orders", "show", "412345678"]] {
        run(args).expect(0);
    }
    let found = run(&["doctor", "--json"]).expect(3).lines();
    assert!(found.iter().any(|f| f["check"] == "state_file" && f["level"] == "problem"), "{found:#?}");
    says_one_sentence(&run(&["import", "--json"]), &["demo.db", "cannot be written", "permissions"]);
    // What a run that is under way, or was cut off, has written and not yet moved into the file.
    mode(&shop, "", 0o777);
    fs::write(shop.path("demo.db-wal"), "x").unwrap();
    mode(&shop, "", 0o555);
    let told = run(&["status"]).expect(1);
    told.says(&[
        "demo.db",
        "cannot be read here without writing beside it",
        "let this user write in its folder",
    ]);
    run(&["status", "--lang", "ja"]).expect(1).says(&["フォルダに書き込めないため読み取れません"]);
    mode(&shop, "", 0o777);
    assert!(fs::read(shop.path("demo.db")).unwrap() == before);
}

#[test]
fn a_file_damaged_in_its_middle_is_exit_1_with_the_way_out() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let mut bytes = fs::read(shop.path("demo.db")).unwrap();
    bytes[4096..].fill(0xA5);
    fs::write(shop.path("demo.db"), &bytes).unwrap();
    let run = shop.run(&["import", "--json"]);
    says_one_sentence(&run, &["demo.db", "is damaged", "last backup", "docs/operations.md"]);
    assert!(fs::read(shop.path("demo.db")).unwrap() == bytes, "the damaged file was changed");
}

#[test]
fn a_lost_wal_loses_no_order_that_qoo10_still_lists() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.fake.add_row(row().cart(2).no(2));
    // Somebody who has the file open keeps the last run's work in the -wal.
    let reader = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    reader.query_row("SELECT count(*) FROM orders", [], |_| Ok(())).unwrap();
    shop.import();
    let without = fs::read(shop.path("demo.db")).unwrap();
    assert!(fs::metadata(shop.path("demo.db-wal")).unwrap().len() > 0);
    drop(reader);
    for more in ["", "-wal", "-shm"] {
        drop(fs::remove_file(shop.path(&format!("demo.db{more}"))));
    }
    fs::write(shop.path("demo.db"), without).unwrap();
    fs::set_permissions(shop.path("demo.db"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(shop.codes(), ["412345678"]);
    assert_eq!(shop.import().counts(), [2, 1, 1, 0]);
    assert_eq!(shop.codes(), ["2", "412345678"]);
    shop.check_state();
}

#[test]
fn after_a_restored_backup_nothing_is_sent_twice() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let ship = ["orders", "ship", "412345678", "--carrier", "佐川急便", "--tracking", "405548424886"];
    shop.run(&["backup", "older.db"]).expect(0);
    shop.run(&["schedule-date"]).expect(0);
    fs::copy(shop.path("older.db"), shop.path("demo.db")).unwrap();
    let report = shop.run(&["schedule-date", "--json"]).expect(0).json();
    assert_eq!(report["counts"]["already_confirmed"], 1, "{report:#}");
    shop.fake.clear_log();
    shop.run(&ship).expect(0);
    shop.run(&["backup", "copy.db"]).expect(0);
    shop.run(&["push-shipments"]).expect(0);
    assert_eq!((shop.fake.calls(CONFIRM), shop.fake.calls(SEND)), (0, 1));
    fs::copy(shop.path("copy.db"), shop.path("demo.db")).unwrap();
    assert_eq!(shop.show("412345678")["api_status"], "printed");
    let report = shop.run(&["push-shipments", "--json"]).expect(0).json();
    assert_eq!(report["counts"]["already_sent"], 1, "{report:#}");
    assert_eq!((shop.fake.calls(CONFIRM), shop.fake.calls(SEND)), (0, 1));
    assert_eq!(shop.show("412345678")["api_status"], "shipped");
}

#[test]
fn a_clock_that_jumps_back_is_warned_of_once_and_moves_no_cursor_back() {
    let mut shop = Shop::with_rows(vec![row().ordered("2026-07-05 09:00:00").paid("2026-07-05 09:01:00")]);
    shop.at("2026-07-05 10:00:00");
    assert_eq!(shop.import().warnings(), "");
    shop.at("2026-07-01 10:00:00");
    let report = shop.import();
    assert_eq!(report.warnings().lines().count(), 1, "{report:#?}");
    assert!(report.warnings().contains("2026-07-05 10:00:00"), "{report:#?}");
    let (from, to) = shop.fake.span();
    assert!(from < to && to == jst("2026-07-01 10:00:00"), "{from} {to}");
    shop.at("2026-07-01 10:05:00");
    assert_eq!(shop.import().warnings(), "");
    shop.at("2026-07-05 10:10:00");
    assert_eq!(shop.import().warnings(), "");
    shop.at("2026-07-05 10:15:00");
    assert_eq!(shop.import().warnings(), "", "the first run of the day looked at 7 days (IMP-23)");
    assert_eq!(shop.fake.span().0, jst("2026-07-05 08:00:00"), "from the newest order less the overlap");
}
