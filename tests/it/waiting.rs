//! How a command waits for others, and what it says when that was in vain: for a running step, and for
//! another program that
//! keeps the state file locked.

use std::fs;
use std::time::{Duration, Instant};

use qoo10_bridge::runtime::io::Timeouts;
use rusqlite::Connection;

use crate::docs::every_command;
use crate::support::{Busy, CODE, LIST, Run, Shop, Terminal, carts, row};

/// Every change by hand, on files that [`shop`] has.
const BY_HAND: [&str; 20] = [
    "orders set 412345678 --status preparing",
    "orders hold 412345678 --reason x",
    "orders release 412345678",
    "orders add-line 412345678 --sku A --qty 1",
    "orders remove-line 412345678 2",
    "orders ship 412345678 --carrier 佐川急便 --tracking 400012345670",
    "orders dismiss 412345678",
    "orders export --out orders.csv",
    "shipments load parcels.csv",
    "stock load stock.csv",
    "stock set A-1 5",
    "stock rule A-1 --reserve 1",
    "sets load sets.csv",
    "sets clear-count A-1",
    "sets remove A-1",
    "listings load listings.csv",
    "holidays add 2026-08-13",
    "holidays remove 2026-08-13",
    "holidays load holidays.csv",
    "doctor --seen",
];
const PURGE: &str = "purge --older-than 90d";

fn every_change() -> impl Iterator<Item = Vec<&'static str>> {
    BY_HAND.iter().chain([&PURGE]).map(|line| line.split(' ').collect())
}

fn shop() -> Shop {
    let shop = Shop::imported(carts(1));
    for (file, text) in [
        ("parcels.csv", "order,carrier,tracking\n412345678,佐川急便,400012345670\n"),
        ("stock.csv", "sku,free_qty\nA-1,5\n"),
        ("sets.csv", "set_sku,sku,qty\nS-1,A-1,2\n"),
        ("listings.csv", "item_code,option_code,sku\n812345678,,A-1\n"),
        ("holidays.csv", "date,name\n2026-08-13,夏季休業\n"),
    ] {
        fs::write(shop.path(file), text).unwrap();
    }
    shop.run(&["orders", "add-line", "412345678", "--sku", "A", "--qty", "1"]).expect(0);
    shop
}

/// Another program that writes to the state file, or lets nobody read it either.
fn other_program(shop: &Shop, excludes: bool) -> Connection {
    let other = Connection::open(shop.path("demo.db")).unwrap();
    if excludes {
        other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    }
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    other
}

/// Runs a command beside another program. It has to wait for so long at least, and ends once that is gone.
fn waits_for(shop: &Shop, other: Connection, at_least: Duration, args: &[&str]) -> Run {
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| shop.run(args));
        std::thread::sleep(at_least);
        assert!(!waiting.is_finished(), "{args:?} did not wait");
        drop(other);
        waiting.join().unwrap()
    })
}

#[test]
fn a_change_by_hand_that_waited_in_vain_is_to_be_entered_again() {
    let mut shop = shop();
    shop.timeouts.busy = Duration::from_millis(10);
    let lock = fs::File::open(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    let before = shop.everything();
    for args in every_change() {
        for (lang, said) in [
            ("en", "next: nothing was changed; enter it again (--wait SECONDS waits longer)"),
            ("ja", "対処: 何も変更していません。もう一度入力してください(--wait 秒 でさらに長く待てます)"),
        ] {
            let run = shop.run(&[&args[..], &["--wait", "0", "--lang", lang]].concat()).expect(4);
            run.says(&["demo.db", said]);
            assert!(run.stdout.is_empty() && !run.stderr.contains("unless this repeats"), "{run:#?}");
        }
    }
    let step = shop.run(&["import"]).expect(4);
    step.says(&["next: nothing to do unless this repeats; --wait SECONDS waits for it"]);
    drop(lock);
    assert_eq!(shop.everything(), before);
}

#[test]
fn the_same_for_another_program_that_keeps_the_file_locked() {
    let mut shop = shop();
    // Longer than the moment for which a process that another test starts holds what this one had open.
    shop.timeouts.lock = Duration::from_millis(150);
    let other = other_program(&shop, false);
    let told =
        [("en", "next: nothing was changed; enter it again once"), ("ja", "対処: 何も変更していません。")];
    for (args, (lang, said)) in every_change().zip(told.into_iter().cycle()) {
        let run = shop.run(&[&args[..], &["--lang", lang]].concat()).expect(4);
        run.says(&["demo.db", said, "--wait"]);
    }
    drop(other);
    shop.check_state();
}

#[test]
fn only_steps_and_changes_by_hand_can_be_told_to_wait() {
    let steps =
        ["import", "sync-status", "schedule-date", "push-shipments", "push-stock", "cycle", "listings pull"];
    let shop = Shop::new();
    for command in every_command() {
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let is_told = shop.run(&args).expect(0).stdout.contains("--wait <SECONDS>");
        let by_hand = every_change().any(|change| change.join(" ").starts_with(&format!("{command} ")));
        assert_eq!(is_told, by_hand || steps.contains(&command.as_str()), "{command}");
    }
}

#[test]
fn who_waits_for_another_program_waits_as_told() {
    let mut shop = shop();
    shop.timeouts.database = Duration::from_millis(10);
    shop.timeouts.lock = Duration::from_millis(10);
    let hold = ["orders", "hold", CODE, "--reason", "x", "--wait", "30"];
    let a_moment = Duration::from_millis(60);
    for (args, excludes) in [
        (&["import", "--wait", "30"][..], false),
        (&["import", "--dry-run", "--wait", "30"], true),
        (&hold, false),
        (&["purge", "--older-than", "90d", "--wait", "30"], false),
    ] {
        shop.run(&args[..args.len() - 2]).expect(0);
        let other = other_program(&shop, excludes);
        shop.run(&args[..args.len() - 2]).expect(4);
        waits_for(&shop, other, a_moment, args).expect(0);
    }
}

#[test]
fn a_lock_that_is_met_half_way_is_waited_for_as_long() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.timeouts.database = Duration::from_millis(10);
    let gate = shop.fake.hold(LIST);
    let run = std::thread::scope(|scope| {
        let step = scope.spawn(|| shop.run(&["import", "--wait", "30"]));
        shop.fake.wait_for(LIST);
        let other = other_program(&shop, false);
        drop(gate);
        // Longer than a step that was not told would wait.
        std::thread::sleep(Duration::from_millis(400));
        assert!(!step.is_finished(), "it did not wait");
        drop(other);
        step.join().unwrap()
    });
    assert!(run.expect(0).stdout.contains("1 imported"));
}

#[test]
fn the_longest_wait_that_can_be_told_is_no_failure() {
    let shop = shop();
    let most = u64::MAX.to_string();
    shop.run(&["import", "--wait", &most]).expect(0);
    shop.run(&["stock", "load", "stock.csv", "--wait", &most]).expect(0);
}

#[test]
fn a_change_that_waited_for_a_step_does_not_wait_as_long_again_for_another_program() {
    let mut shop = shop();
    shop.timeouts.lock = Duration::from_millis(400);
    let (lock, other) = (fs::File::open(shop.path("demo.db.lock")).unwrap(), other_program(&shop, false));
    lock.lock().unwrap();
    let started = Instant::now();
    std::thread::scope(|scope| {
        let change = scope.spawn(|| shop.run(&["stock", "set", "A-1", "5"]));
        std::thread::sleep(Duration::from_millis(200));
        drop(lock);
        change.join().unwrap().expect(4);
    });
    drop(other);
    assert!(started.elapsed() < Duration::from_millis(650), "{:?}", started.elapsed());
}

#[test]
fn on_a_terminal_a_wait_says_for_whom_it_is() {
    assert_eq!(Timeouts::default().announce_after, Duration::from_millis(300));
    let hold = ["orders", "hold", CODE, "--reason", "x"];
    for (args, lang, told) in [
        (&hold[..], "en", "waiting up to 10 s for import"),
        (&["stock", "set", "A-1", "5", "--wait", "30"], "ja", "実行中の出荷指示取込"),
        (&["sync-status", "--wait", "30"], "en", "waiting up to 30 s for import"),
    ] {
        let shop = shop();
        shop.run(&["stock", "load", "stock.csv"]).expect(0);
        let step: Busy = shop.busy(&["import"], LIST);
        let mut terminal = Terminal::of_width(&shop.command(&[args, &["--lang", lang]].concat()), 80);
        terminal.wait_for(told);
        assert_eq!(step.release().status.code(), Some(0));
        let text = terminal.end(0);
        assert_eq!(text.matches(told).count(), 1, "said once: {text:?}");
    }
    let shop = shop();
    let other = other_program(&shop, false);
    let mut terminal = Terminal::run(&shop.command(&hold));
    terminal.wait_for("waiting up to 10 s for another program that uses the state file");
    drop(other);
    terminal.end(0);
}

#[test]
fn elsewhere_a_wait_says_nothing() {
    let mut shop = shop();
    shop.timeouts.announce_after = Duration::ZERO;
    let step = shop.busy(&["import"], LIST);
    let (run, _) = shop.waits_for(step, &["orders", "hold", CODE, "--reason", "x"]);
    assert_eq!(run.expect(0).stderr, "");
}
