//! SIGTERM and SIGINT end a run before its next request, on record; a second one kills.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{BY_NUMBER, CONFIRM, LIST, Reply, SEND, Shop, row, side_by_side};

fn signal(child: &Child, name: &str) {
    // The shell's own: a bare machine has no other.
    let kill = format!("kill -s {name} {}", child.id());
    let status = Command::new("/bin/sh").args(["-c", &kill]).status().unwrap();
    assert!(status.success());
}

/// How a process ended: its exit code, its report and its stderr.
fn ended(child: Child) -> (Option<i32>, Value, String) {
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output.status.code(), report, stderr)
}

fn last_run(shop: &Shop) -> (String, String, i64, String) {
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let sql = "SELECT step, result, exit_code, error FROM runs ORDER BY run_id DESC LIMIT 1";
    state.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).unwrap()
}

#[test]
fn a_signal_ends_the_run_before_its_next_request_on_record() {
    side_by_side([("TERM", "SIGTERM"), ("INT", "SIGINT")], |(name, told)| {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.fake.fault(LIST, 1, Reply::Slow(Duration::from_millis(700)));
        let child = shop.spawn(&["import", "--json"]);
        shop.fake.wait_for(LIST);
        signal(&child, name);
        let (code, report, stderr) = ended(child);
        assert_eq!((code, &report["result"], &report["exit_code"]), (Some(1), &"failed".into(), &1.into()));
        assert_eq!(shop.fake.calls(LIST), 1, "it asked on after the signal");
        assert!(stderr.contains(&format!("interrupted by {told}")) && stderr.contains("next:"), "{stderr}");
        let (step, result, exit_code, error) = last_run(&shop);
        assert_eq!((step.as_str(), result.as_str(), exit_code), ("import", "failed", 1));
        assert!(error.contains("qoo10-interrupted") && error.contains(told), "{error}");
        shop.at("2026-07-01 10:05:00");
        assert_eq!(shop.import().counts(), [1, 1, 0, 0]);
        shop.check_state();
    });
}

/// What stderr says while Qoo10 has not answered, and in all.
fn said_meanwhile(args: &[&str], name: &str) -> (Option<String>, String) {
    let shop = Shop::with_rows(vec![row()]);
    let gate = shop.fake.hold(LIST);
    let mut child = shop.spawn(args);
    shop.fake.wait_for(LIST);
    signal(&child, name);
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let (send, lines) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || stderr.lines().try_for_each(|line| send.send(line.unwrap())));
    let patience = if args.contains(&"-q") { 600 } else { 5000 };
    let first = lines.recv_timeout(Duration::from_millis(patience)).ok();
    drop(gate);
    child.wait().unwrap();
    drop(reader.join());
    let all = first.iter().cloned().chain(lines.try_iter()).collect::<Vec<_>>().join("\n");
    (first, all)
}

#[test]
fn a_signal_is_answered_while_qoo10_keeps_the_run_waiting() {
    side_by_side(
        [
            (&["import"][..], "INT", Some("SIGINT: stopping once")),
            (&["import", "--lang", "ja"], "TERM", Some("SIGTERMを受け取りました")),
            (&["import", "-q"], "INT", None),
        ],
        |(args, name, words)| {
            let (first, all) = said_meanwhile(args, name);
            match words {
                Some(words) => assert!(first.is_some_and(|line| line.starts_with(words)), "{all}"),
                None => assert!(first.is_none() && !all.contains("second signal"), "{all}"),
            }
            assert!(all.contains(&format!("interrupted by SIG{name}")) || all.contains("中断"), "{all}");
        },
    );
}

#[test]
fn the_outcome_of_a_write_under_way_is_still_taken() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.fake.fault(CONFIRM, 1, Reply::Slow(Duration::from_millis(700)));
    let child = shop.spawn(&["schedule-date", "--json"]);
    shop.fake.wait_for(CONFIRM);
    signal(&child, "TERM");
    let (_, report, stderr) = ended(child);
    assert_eq!(report["counts"]["scheduled"], 1, "{report:#}\n{stderr}");
    assert_eq!(shop.show("412345678")["api_status"], "printed");
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let open = "SELECT count(*) FROM journal WHERE outcome IS NULL";
    assert_eq!(state.query_row(open, [], |r| r.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn waits_end_early() {
    let started = Instant::now();
    side_by_side(["back-off", "rate", "lock"], |what| {
        let mut shop = Shop::with_rows(vec![row()]);
        let args = ["import", "--json", "--wait", "30"];
        let (gate, held) = Reply::held();
        match what {
            "back-off" => {
                let later = Reply::Status(429, "Retry-After", "30".into(), "slow down");
                shop.fake.fault(LIST, usize::MAX, later);
            }
            "rate" => shop.set("qoo10", "requests_per_second", "0.1"),
            _ => shop.fake.fault(LIST, 1, held),
        }
        let first = shop.spawn(&args);
        shop.fake.wait_for(LIST);
        let (child, holder) = if what == "lock" { (shop.spawn(&args), Some(first)) } else { (first, None) };
        // Until it waits, whichever way; too early only makes the test easier.
        std::thread::sleep(Duration::from_millis(500));
        let signalled = Instant::now();
        signal(&child, "TERM");
        let (code, report, stderr) = ended(child);
        assert!(signalled.elapsed() < Duration::from_secs(3), "{what}: {:?}", signalled.elapsed());
        assert_eq!((code, &report["result"]), (Some(1), &"failed".into()), "{what}: {stderr}");
        assert!(stderr.contains("SIGTERM"), "{what}: {stderr}");
        drop(gate);
        if let Some(holder) = holder {
            assert_eq!(ended(holder).0, Some(0), "the run that held the lock heard the signal");
        }
    });
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_second_signal_kills_at_once() {
    let shop = Shop::with_rows(vec![row()]);
    let gate = shop.fake.hold(LIST);
    let mut child = shop.spawn(&["import", "--json"]);
    shop.fake.wait_for(LIST);
    let started = Instant::now();
    signal(&child, "TERM");
    // Two pending signals of one kind would count once.
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(child.try_wait().unwrap(), None, "the first one did not wait for the answer");
    signal(&child, "TERM");
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(15), "{status:?}");
    assert!(started.elapsed() < Duration::from_secs(3));
    drop(gate);
    shop.import();
}

#[test]
fn a_parcel_is_not_sent_twice_whenever_the_signal_comes() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.run(&["schedule-date"]).expect(0);
    shop.run(&["orders", "ship", "412345678", "--carrier", "佐川急便", "--tracking", "405548424886"])
        .expect(0);
    shop.fake.fault(SEND, 1, Reply::Slow(Duration::from_millis(700)));
    let child = shop.spawn(&["push-shipments", "--json"]);
    shop.fake.wait_for(SEND);
    signal(&child, "INT");
    ended(child);
    shop.run(&["push-shipments"]).expect(0);
    assert_eq!((shop.fake.calls(SEND), shop.fake.calls(BY_NUMBER)), (1, 0));
    assert_eq!(shop.show("412345678")["api_status"], "shipped");
}
