//! `[notify]`: health checks hear of every run, a webhook of what needs a person, and neither can do harm.

use std::fs::File;
use std::time::{Duration, Instant};

use qoo10_bridge::runtime::io::Timeouts;

use crate::support::{LIST, Receiver, Reply, Shop, row, side_by_side};

fn shop(rows: Vec<crate::support::Row>, key: &str) -> (Shop, Receiver) {
    let (mut shop, receiver) = (Shop::with_rows(rows), Receiver::start());
    shop.set("notify", key, &receiver.url("S3cretPath"));
    (shop, receiver)
}

fn bad() -> crate::support::Row {
    row().cart(2).no(2).item("812345678", "壊れ")
}

#[test]
fn a_health_check_hears_of_start_and_end() {
    let ended = |code: &str| vec!["GET /S3cretPath/start".to_owned(), format!("GET /S3cretPath{code}")];
    let (mut shop, receiver) = shop(vec![row()], "health_url");
    shop.import();
    assert_eq!(receiver.lines(), ended(""));
    shop.fake.add_row(bad());
    shop.import_with(&[], 3);
    assert_eq!(receiver.lines(), ended(""), "all but some items is no failure of the step");
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault(LIST, 1, Reply::Drop);
    shop.import_with(&[], 1);
    assert_eq!(receiver.lines(), ended("/1"));
    shop.fake.fault(LIST, 1, Reply::gateway(-90001));
    shop.import_with(&[], 6);
    assert_eq!(receiver.lines(), ended("/6"));
    shop.env.remove("TEST_KEY");
    shop.run(&["import"]).expect(2);
    assert_eq!(receiver.lines(), ["GET /S3cretPath/2"]);
}

#[test]
fn a_run_that_finds_another_one_under_way_says_nothing() {
    let (shop, receiver) = shop(vec![row()], "health_url");
    let lock = File::create(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    shop.import_with(&[], 4);
    assert!(receiver.lines().is_empty());
    drop(lock);
    shop.import();
    assert_eq!(receiver.lines().len(), 2);
}

#[test]
fn who_asks_for_a_part_or_a_dry_run_is_looking_already() {
    let (mut shop, receiver) = shop(vec![row(), bad()], "health_url");
    shop.set("notify", "webhook_url", &receiver.url("hook"));
    for args in [
        &["import", "--dry-run"][..],
        &["import", "--limit", "1"],
        &["import", "--order", "412345678"],
        &["import", "--from", "2026-07-01", "--to", "2026-07-01"],
        &["sync-status", "--order", "412345678"],
        &["schedule-date", "--limit", "1"],
        &["push-shipments", "--date", "2026-07-01"],
    ] {
        shop.run(args);
        assert!(receiver.lines().is_empty(), "{args:?}");
    }
}

#[test]
fn each_step_can_have_a_health_check_of_its_own() {
    let (mut shop, receiver) = shop(vec![row().unpaid()], "health_url");
    let own = format!("{{ import = {}, schedule-date = {} }}", receiver.url("i/"), receiver.url("d"));
    shop.set("notify", "health", &own);
    shop.import();
    assert_eq!(receiver.lines(), ["GET /i/start", "GET /i"]);
    shop.fake.set_rows(vec![row()]);
    shop.run(&["sync-status", "--trigger"]).expect(0);
    // Nobody waits for the end of the first run to be heard.
    let lines = receiver.lines();
    let (own, other): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.starts_with("GET /d"));
    assert_eq!(own, ["GET /d/start", "GET /d"]);
    assert_eq!(other, ["GET /S3cretPath/start", "GET /S3cretPath"]);
}

#[test]
fn a_webhook_hears_of_each_thing_once_while_it_lasts() {
    let (shop, receiver) = shop(vec![row(), bad()], "webhook_url");
    let first = "demo: import needs a person (1 new, 1 in all)\n2: rejected (seller_code_unusable)";
    shop.import_with(&[], 3);
    assert_eq!(receiver.texts(), [first]);
    shop.import_with(&[], 3);
    assert!(receiver.texts().is_empty(), "told twice");
    shop.fake.add_row(bad().cart(3).no(3));
    shop.run(&["import", "--lang", "ja"]).expect(3);
    let second = "demo: 出荷指示取込で対応が必要です(新規1件、全2件)\n3: 取込不可(seller_code_unusable)";
    assert_eq!(receiver.texts(), [second]);
    shop.fake.set_rows(vec![row()]);
    shop.import();
    assert!(receiver.texts().is_empty(), "what is over is no news");
    shop.fake.add_row(bad());
    shop.import_with(&[], 3);
    assert_eq!(receiver.texts(), [first], "it has come again");
}

#[test]
fn a_run_that_broke_off_makes_nobody_forget() {
    let (mut shop, receiver) = shop(vec![row(), bad()], "webhook_url");
    shop.set("qoo10", "max_attempts", "1");
    shop.import_with(&[], 3);
    shop.fake.fault(LIST, 1, Reply::Drop);
    shop.import_with(&[], 1);
    shop.import_with(&[], 3);
    assert_eq!(receiver.texts().len(), 1);
}

#[test]
fn the_key_is_a_matter_of_the_shop_and_told_once_for_all_steps() {
    let (mut shop, receiver) = shop(vec![], "webhook_url");
    for (issued_on, words) in [
        ("2025-08-01", "ends within 60 days"),
        ("2025-07-05", "ends within 7 days"),
        ("2025-06-01", "year is over"),
    ] {
        shop.set("qoo10", "seller_key_issued_on", &format!("{issued_on:?}"));
        for step in ["import", "schedule-date", "push-shipments", "import"] {
            shop.run(&[step]).expect(0);
        }
        let texts = receiver.texts();
        assert!(texts.len() == 1 && texts[0].contains(words), "{texts:?}");
    }
    shop.unset("qoo10", "seller_key_issued_on");
    shop.fake.fault("*", 2, Reply::gateway(-90004));
    for code in [6, 6] {
        shop.run(&["import"]).expect(code);
    }
    assert_eq!(
        receiver.texts(),
        ["demo: import needs a person (1 new, 1 in all)\nQoo10 refused the seller key"]
    );
}

#[test]
fn a_refused_key_is_over_only_with_an_answer_of_qoo10() {
    let (shop, receiver) = shop(vec![row()], "webhook_url");
    shop.fake.fault("*", usize::MAX, Reply::gateway(-90004));
    for round in 0..3 {
        shop.run(&["import"]).expect(6);
        shop.fake.clear_log();
        shop.run(&["push-shipments"]).expect(0);
        assert!(shop.fake.log().is_empty(), "nothing is due, and nothing was asked");
        assert_eq!(receiver.texts().len(), usize::from(round == 0), "round {round}");
    }
    shop.fake.heal();
    shop.import();
    shop.fake.fault("*", 1, Reply::gateway(-90004));
    shop.run(&["import"]).expect(6);
    assert_eq!(receiver.texts().len(), 1, "it was good in between");
}

#[test]
fn a_cancel_request_is_told_whichever_run_found_it() {
    let (shop, receiver) = shop(vec![row()], "webhook_url");
    let told = "demo: sync-status needs a person (1 new, 1 in all)\n412345678: cancel_requested";
    shop.import();
    let number = shop.show("412345678")["lines"][0]["order_no"].as_str().unwrap().parse().unwrap();
    shop.claim(&[number], 1);
    shop.run(&["sync-status", "--order", "412345678"]).expect(0);
    assert!(receiver.texts().is_empty(), "whoever names an order is looking");
    receiver.answers(500);
    shop.run(&["sync-status"]).expect(0);
    receiver.texts();
    receiver.answers(200);
    shop.run(&["sync-status"]).expect(0);
    assert_eq!(receiver.texts(), [told]);
    shop.run(&["sync-status"]).expect(0);
    assert!(receiver.texts().is_empty(), "told twice");
    shop.at_qoo10(number, |row| crate::support::Row { claim: None, ..row });
    shop.run(&["sync-status"]).expect(0);
    shop.claim(&[number], 1);
    shop.run(&["sync-status"]).expect(0);
    assert_eq!(receiver.texts(), [told], "it was withdrawn in between");
}

#[test]
fn a_slow_service_keeps_no_other_run_waiting_and_a_signal_ends_the_wait() {
    let (mut shop, receiver) = shop(vec![row(), bad()], "webhook_url");
    shop.set("notify", "health_url", &receiver.url("health"));
    receiver.answers(0);
    let mut child = shop.spawn(&["import"]);
    receiver.wait_for("POST /S3cretPath");
    for key in ["webhook_url", "health_url"] {
        shop.unset("notify", key);
    }
    shop.run(&["schedule-date"]).expect(0);
    assert!(child.try_wait().unwrap().is_none(), "it waits for the answer");
    child.kill().unwrap();
    child.wait().unwrap();
    receiver.lines();
    shop.set("notify", "webhook_url", &receiver.url("S3cretPath"));
    let mut child = shop.spawn(&["import"]);
    receiver.wait_for("POST /S3cretPath");
    let signalled = Instant::now();
    let kill = format!("kill -s TERM {}", child.id());
    assert!(std::process::Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(signalled.elapsed() < Duration::from_secs(3), "{:?}", signalled.elapsed());
    receiver.answers(200);
    receiver.lines();
    shop.import_with(&[], 3);
    assert_eq!(receiver.texts().len(), 1, "what nobody took is told by the next run");
}

#[test]
fn two_runs_of_one_command_are_pinged_one_after_the_other() {
    let (mut shop, receiver) = shop(vec![row().unpaid()], "health_url");
    shop.import_with(&[], 0);
    shop.set("sync_status", "trigger_schedule_date", "true");
    shop.fake.model(|model| model.rows.clear());
    shop.fake.add_row(row());
    receiver.lines();
    receiver.answers(0);
    shop.timeouts.notice = Duration::from_millis(300);
    std::thread::scope(|scope| {
        let run = scope.spawn(|| shop.run(&["sync-status"]));
        receiver.wait_for("GET /S3cretPath/start");
        receiver.answers(200);
        run.join().unwrap().expect(0);
    });
    let (start, end) = ("GET /S3cretPath/start", "GET /S3cretPath");
    assert_eq!(receiver.lines(), [start, end, start, end], "the last word is that of the last run");
}

#[test]
fn no_person_stands_in_a_message_or_in_what_is_remembered() {
    let (shop, receiver) = shop(vec![row(), bad()], "webhook_url");
    shop.import_with(&[], 3);
    let told = receiver.texts().concat();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let remembered: String =
        state.query_row("SELECT group_concat(scope || ' ' || thing) FROM notices", [], |r| r.get(0)).unwrap();
    assert_eq!(
        remembered,
        r#"import {"kind":"found","thing":"2","outcome":"rejected","reason":"seller_code_unusable"}"#
    );
    for personal in ["見本", "花子", "太郎", "example.com", "0000-0001", "壊れ"] {
        assert!(!told.contains(personal), "{told}");
    }
}

/// The run is as good as without notices, but for one warning, which does not give the URL away.
fn harmless(shop: &Shop, why: &str) {
    let report = shop.run(&["-vvv", "import", "--json"]).expect(0);
    let warnings = report.json()["warnings"].clone();
    assert_eq!(warnings.as_array().unwrap().len(), 1, "{warnings}");
    assert!(warnings[0].as_str().unwrap().contains(why), "{warnings}");
    assert!(!report.all().contains("S3cret"), "{report:#?}");
    assert_eq!(shop.run(&["import", "--quiet"]).expect(0).all().trim(), "");
}

#[test]
fn a_dead_service_does_no_harm() {
    side_by_side([404, 302, 500], |status| {
        let (mut shop, receiver) = shop(vec![row()], "health_url");
        shop.set("notify", "webhook_url", &receiver.url("S3cretHook"));
        receiver.answers(status);
        harmless(&shop, &format!("HTTP status {status}"));
    });
    let mut shop = Shop::with_rows(vec![row()]);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    shop.set("notify", "health_url", &format!("\"http://127.0.0.1:{port}/S3cretPath\""));
    shop.env.insert("https_proxy".into(), format!("http://127.0.0.1:{}", shop.fake.port()));
    harmless(&shop, "no connection");
    let log = shop.fake.log();
    assert!(
        log.iter().all(|call| call.method.contains('.')),
        "this machine itself was asked for by way of the proxy"
    );
}

#[test]
fn a_silent_service_delays_a_run_by_the_patience_for_a_notice_and_no_more() {
    assert_eq!(Timeouts::default().notice, Duration::from_secs(5));
    let (mut shop, receiver) = shop(vec![row(), bad()], "webhook_url");
    // A whole second, so that the sentence about it names it.
    shop.timeouts.notice = Duration::from_secs(1);
    receiver.answers(0);
    let started = Instant::now();
    let report = shop.import_with(&[], 3);
    assert!(started.elapsed() >= shop.timeouts.notice, "it gave up after {:?}", started.elapsed());
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    assert!(report.warnings().contains("no answer within 1 second"), "{report:#?}");
    shop.timeouts.notice = Timeouts::default().notice;
    receiver.answers(200);
    receiver.texts();
    shop.import_with(&[], 3);
    assert_eq!(receiver.texts().len(), 1, "what nobody took is told by the next run");
}

#[test]
fn addresses_that_anybody_could_read_along_are_refused_and_not_shown() {
    for (key, value, why) in [
        ("health_url", r#""http://example.com/S3cret""#, "https://"),
        ("webhook_url", r#""http://example.com/S3cret""#, "https://"),
        ("webhook_url", r#""S3cret""#, "URL"),
        ("webhook_url", "7", "URL"),
        ("health_url", r#""https://example.com/S3cret?create=1""#, "?"),
        ("health", r#"{ import = "http://example.com/S3cret" }"#, "health.import"),
        ("health", r#"{ imports = "https://example.com/S3cret" }"#, "did you mean import"),
        ("health", r#""https://example.com/S3cret""#, "table"),
    ] {
        let mut shop = Shop::new();
        shop.set("notify", key, value);
        let run = shop.run(&["import"]).expect(2);
        run.says(&["notify.", key, why]);
        assert!(!run.all().contains("S3cret"), "{run:#?}");
    }
    let mut shop = Shop::new();
    shop.set("notify", "webhook_url", r#""https://hooks.example.com/services/a/b?token=c""#);
    shop.run(&["orders", "list"]).expect(0);
}
