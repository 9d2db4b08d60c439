//! ALL-1 with ten at once: one works, the others leave at once or wait as told; the end is that of one run.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{CODE, LIST, NO, SEND, Shop, carts, exactly_once, valid_number};

/// Every step that takes the lock, beginning with the one that is let in first.
const STEPS: [&[&str]; 10] = [
    &["import"],
    &["sync-status"],
    &["schedule-date"],
    &["push-shipments"],
    &["push-stock"],
    &["listings", "pull"],
    &["import", "--limit", "2"],
    &["sync-status", "--limit", "2"],
    &["schedule-date", "--limit", "2"],
    &["push-shipments", "--limit", "2"],
];

/// The fake answers whatever one of the steps may ask.
fn expect_every_step(shop: &Shop) {
    shop.fake.model(|m| {
        m.shelf.allowed = false;
        m.syncing = true;
        m.confirm.allowed = true;
        m.sending.bulk.allowed = true;
    });
}

/// Exit code, and stdout or stderr.
fn ended(child: Child) -> (i32, String) {
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap_or(-1), text)
}

/// Waits until so many have ended; they have this long.
fn ends(children: &mut [Child], wanted: usize, patience: Duration) {
    let started = Instant::now();
    loop {
        let gone = gone(children);
        if gone >= wanted {
            return;
        }
        assert!(started.elapsed() < patience, "only {gone} of {wanted} have ended");
        pause();
    }
}

fn pause() {
    std::thread::sleep(Duration::from_millis(2));
}

/// How many have ended.
fn gone(children: &mut [Child]) -> usize {
    children.iter_mut().filter_map(|child| child.try_wait().unwrap()).count()
}

#[test]
fn of_ten_at_once_one_works_and_nine_leave_at_once() {
    let shop = Shop::with_rows(carts(3));
    let held = shop.fake.hold(LIST);
    let mut children: Vec<Child> = (0..10).map(|_| shop.spawn(&["import", "--json"])).collect();
    ends(&mut children, 9, Duration::from_secs(30));
    shop.fake.wait_for(LIST);
    assert_eq!(shop.fake.calls(LIST), 1, "somebody else called Qoo10");
    drop(held);
    let mut ends: Vec<(i32, String)> = children.into_iter().map(ended).collect();
    ends.sort();
    assert_eq!(ends.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [0, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
    for (_, text) in &ends[1..] {
        assert!(text.contains(r#""result":"busy""#), "{text}");
    }
    assert_eq!(shop.everything(), orderly(3).everything());
    shop.check_state();
}

#[test]
fn nine_other_steps_leave_at_once_while_one_works() {
    let shop = Shop::with_rows(carts(3));
    let held = shop.fake.hold(LIST);
    let first = shop.spawn(STEPS[0]);
    shop.fake.wait_for(LIST);
    let mut others: Vec<Child> = STEPS[1..].iter().map(|step| shop.spawn(step)).collect();
    expect_every_step(&shop);
    ends(&mut others, 9, Duration::from_secs(30));
    assert_eq!(shop.fake.log().len(), 1, "somebody else called Qoo10");
    drop(held);
    assert_eq!(ended(first).0, 0);
    for (step, other) in STEPS[1..].iter().zip(others) {
        let (code, text) = ended(other);
        assert_eq!(code, 4, "{step:?}: {text}");
        assert!(!text.trim().is_empty(), "{step:?} said nothing");
    }
    assert_eq!(shop.everything(), orderly(3).everything());
}

#[test]
fn ten_that_wait_work_one_after_the_other_and_end_like_one_orderly_day() {
    let shop = ready_to_ship();
    let held = shop.fake.hold("*");
    let steps = ["import", "sync-status", "schedule-date", "push-shipments", "push-shipments"];
    let command = |step: &&str| shop.command(&[step, "--json", "--wait", "100"]);
    let commands: Vec<Command> = steps.iter().chain(&steps).map(command).collect();
    expect_every_step(&shop);
    let spawn = |mut command: Command| command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut children: Vec<Child> = commands.into_iter().map(spawn).collect();
    while shop.fake.log().is_empty() {
        pause();
    }
    assert_eq!(gone(&mut children), 0);
    drop(held);
    for child in children {
        let (code, text) = ended(child);
        assert_eq!(code, 0, "{text}");
        let report: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(report["result"], "ok");
    }
    let day = ready_to_ship();
    for shop in [&shop, &day] {
        shop.import();
        shop.sync();
        shop.schedule();
        shop.push();
    }
    assert_eq!(shop.everything(), day.everything());
    let rows = |shop: &Shop| shop.fake.model(|m| format!("{:?}", m.rows));
    assert_eq!(rows(&shop), rows(&day));
    shop.fake.model(|m| exactly_once(&m.sending.bulk, [NO, NO + 1]));
    assert_eq!(shop.fake.model(|m| m.sending.repeats), 0);
    assert_eq!(shop.fake.calls(SEND), 0, "the day's last push had nothing left");
    shop.check_state();
}

/// A shop after one import that nobody disturbed.
fn orderly(count: i64) -> Shop {
    let shop = Shop::with_rows(carts(count));
    shop.import();
    shop
}

/// Three orders that Qoo10 knows the dates of; two of them have left the house.
fn ready_to_ship() -> Shop {
    let shop = Shop::imported(carts(3));
    shop.schedule();
    shop.ship(CODE, &valid_number(1));
    shop.ship(&crate::support::code(1), &valid_number(2));
    shop
}
