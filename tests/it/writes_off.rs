//! `qoo10.writes = "off"`: nothing is changed at Qoo10, whoever starts the steps, and nobody forgets it.

use std::sync::{Arc, Mutex};

use qoo10_bridge::domain::time::{Jst, parse_jst};
use qoo10_bridge::sandbox::{FaultKind, Purchase, SELLER_KEY, World};
use serde_json::{Value, json};

use crate::support::practice::Practice;
use crate::support::{CONFIRM, Receiver, SEND, Shop, carts, row};

const WRITING: [&str; 3] = ["schedule-date", "push-shipments", "push-stock"];

/// The practice shop, asked over HTTP as the real Qoo10 would be, and a shop that only looks at it.
struct Week {
    shop: Shop,
    practice: Practice,
    clock: Arc<Mutex<Jst>>,
}

impl Week {
    fn start() -> Self {
        let now = parse_jst("2026-07-01T08:00:00+09:00").unwrap();
        let clock = Arc::new(Mutex::new(now));
        let at = Arc::clone(&clock);
        let practice = Practice::watched(World::from_seed(now), now, move |_| *at.lock().unwrap());
        let mut shop = Shop::new();
        shop.set("qoo10", "endpoint", &format!("{:?}", practice.server.base_url()));
        shop.set("qoo10", "writes", r#""off""#);
        shop.set("sync_status", "trigger_schedule_date", "true");
        shop.set("push_shipments", "catch_up_days", "1");
        shop.env.insert("TEST_KEY".into(), SELLER_KEY.into());
        Self { shop, practice, clock }
    }

    fn at(&mut self, time: &str) {
        *self.clock.lock().unwrap() = parse_jst(&format!("2026-07-01T{time}:00+09:00")).unwrap();
        self.shop.at(&format!("2026-07-01 {time}:00"));
    }

    fn buy(&self, unpaid: bool) {
        let now = *self.clock.lock().unwrap();
        let wish = Purchase { unpaid, ..Purchase::default() };
        self.practice.server.with_world(|world| world.add_purchase(&wish, now)).unwrap();
    }

    /// All of Qoo10 but the faults.
    fn world(&self) -> Value {
        let mut world = self.practice.server.with_world(|world| serde_json::to_value(&*world)).unwrap();
        world.as_object_mut().unwrap().remove("faults");
        world
    }

    fn strike(&self, method: &str, fault: FaultKind, times: u32) {
        self.practice.server.with_world(|world| world.faults.add(method, fault, 0, times));
    }

    /// A run as cron starts it, and one with `--dry-run`, after the same fault: what they say has to be the
    /// same.
    fn compare(&self, step: &str, fault: Option<(&str, FaultKind, u32)>) -> Value {
        let run = |args: &[&str]| {
            self.practice.server.with_world(|world| world.faults.clear());
            if let Some((method, fault, times)) = fault {
                self.strike(method, fault, times);
            }
            self.shop.run(args).json()
        };
        let (held, dry) = (run(&[step, "--json"]), run(&[step, "--json", "--dry-run"]));
        for key in ["counts", "exit_code", "result", "items", "warnings", "api_calls", "dry_run", "run_id"] {
            assert_eq!(held[key], dry[key], "{step} {fault:?}: {key}");
        }
        assert_eq!((&held["dry_run"], &held["run_id"]), (&json!(true), &Value::Null), "{held:#}");
        held
    }

    /// What reads is run as it is, whatever becomes of it.
    fn read(&self, step: &str) -> Vec<Value> {
        self.shop.run(&[step, "--json"]).lines()
    }

    fn count_writes(&self) -> usize {
        self.practice.server.with_world(|world| world.writes().len())
    }
}

#[test]
fn a_whole_day_of_cron_with_faults_writes_nothing_at_qoo10_and_says_what_a_dry_run_says() {
    let mut week = Week::start();
    week.at("08:30");
    week.shop.run(&["listings", "pull"]);
    week.shop.run(&["stock", "set", "TOWEL-01", "7"]).expect(0);
    week.shop.run(&["stock", "set", "CUP-01", "3"]).expect(0);
    let faults = [
        None,
        Some(("*", FaultKind::Http500, 2)),
        Some(("ItemsLookup.GetAllGoodsInfo", FaultKind::LostReply, 1)),
        Some(("ShippingBasic.GetClaimInfo_V3", FaultKind::LostReply, 9)),
        Some(("*", FaultKind::ErrorCode, 1)),
    ];
    let mut planned = [0_u64; 3];
    for (time, fault) in ["09:00", "11:00", "13:00", "16:00", "18:00"].into_iter().zip(faults) {
        week.at(time);
        week.buy(false);
        week.buy(true);
        let before = week.world();
        week.practice.server.with_world(|world| world.faults.clear());
        week.read("import");
        for report in week.read("sync-status") {
            assert!(report["step"] == "sync-status" || report["dry_run"] == true, "{report:#}");
        }
        if time == "11:00" {
            // Staff, and the other program, go on meanwhile.
            week.shop.run(&["orders", "set", "412345678", "--api-status", "printed"]).expect(0);
            let ship = ["orders", "ship", "412345678", "--carrier", "佐川急便", "--tracking", "400012345670"];
            week.shop.run(&ship).expect(0);
        }
        for (n, step) in WRITING.into_iter().enumerate() {
            let held = week.compare(step, fault);
            let done = ["scheduled", "sent", "sent"][n];
            planned[n] = planned[n].max(held["counts"][done].as_u64().unwrap());
        }
        assert_eq!(week.count_writes(), 0, "{time}");
        assert_eq!(week.world(), before, "{time}: Qoo10 is as it was");
    }
    assert!(planned.iter().all(|n| *n > 0), "nothing was planned: {planned:?}");
    // Nothing here believes that something was sent.
    for line in week.shop.run(&["log", "--json"]).expect(0).lines() {
        assert!(!WRITING.iter().any(|step| line["step"] == *step), "{line:#}");
    }
    for order in week.shop.orders() {
        assert_eq!(order["planned_ship_date"], Value::Null, "{order:#}");
    }
}

/// Forty orders that wait for their date.
fn held_back() -> Shop {
    let mut shop = Shop::imported(carts(40));
    shop.set("qoo10", "writes", r#""off""#);
    shop.fake.clear_log();
    shop
}

#[test]
fn switched_on_the_first_run_sends_what_is_due() {
    let mut shop = held_back();
    let held = shop.run(&["schedule-date", "--json"]).expect(0).json();
    assert_eq!((&held["counts"]["scheduled"], shop.fake.calls(CONFIRM)), (&json!(40), 0));
    shop.set("qoo10", "writes", r#""on""#);
    let sent = shop.run(&["schedule-date", "--json"]).expect(0).json();
    assert_eq!((&sent["counts"], &sent["dry_run"]), (&held["counts"], &json!(false)));
    assert_eq!((shop.fake.calls(CONFIRM), shop.dates().len()), (1, 40));
}

#[test]
fn switched_on_the_brake_is_as_it_was() {
    let mut shop = Shop::of_plains(10);
    shop.stock_each(5);
    shop.run(&["push-stock"]).expect(0);
    let zeros: Vec<_> = shop.shelf(|s| s.sellables()).into_iter().map(|(_, sku)| (sku, 0)).collect();
    let file: String = zeros.iter().map(|(sku, qty)| format!("{sku},{qty}\n")).collect();
    std::fs::write(shop.path("zero.csv"), format!("sku,free_qty\n{file}")).unwrap();
    shop.run(&["stock", "load", "zero.csv", "--force", "mass-zero"]).expect(0);
    shop.wrote();
    for writes in [r#""off""#, r#""on""#] {
        shop.set("qoo10", "writes", writes);
        shop.run(&["push-stock"]).expect(5).says(&["mass-zero"]);
        assert!(shop.wrote().is_empty());
    }
    shop.run(&["push-stock", "--force", "mass-zero"]).expect(0);
    assert_eq!(shop.wrote().len(), 10);
}

#[test]
fn what_sync_status_found_is_followed_once_it_is_switched_on() {
    let mut shop = Shop::imported(vec![row().unpaid()]);
    shop.set("qoo10", "writes", r#""off""#);
    shop.fake.set_rows(vec![row()]);
    let reports = shop.run(&["sync-status", "--trigger", "--json"]).expect(0).lines();
    let steps: Vec<_> = reports.iter().map(|report| (&report["step"], &report["dry_run"])).collect();
    assert_eq!(steps, [(&json!("sync-status"), &json!(false)), (&json!("schedule-date"), &json!(true))]);
    assert_eq!((&reports[1]["counts"]["scheduled"], shop.fake.calls(CONFIRM)), (&json!(1), 0));
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert!(status["schedule_date_pending_since"].is_string(), "{status:#}");
    assert!(!shop.run(&["status"]).expect(0).stdout.contains("has not followed"), "it cannot follow");
    shop.set("qoo10", "writes", r#""on""#);
    let reports = shop.run(&["sync-status", "--trigger", "--json"]).expect(0).lines();
    assert_eq!((&reports[1]["dry_run"], shop.fake.calls(CONFIRM)), (&json!(false), 1));
}

#[test]
fn doctor_status_report_and_each_step_say_it_first() {
    let mut shop = held_back();
    let words = "qoo10.writes is off";
    for (args, code) in [(&["status"][..], 0), (&["doctor"], 3)] {
        let text = shop.run(args).expect(code).stdout;
        assert!(text.lines().next().unwrap().contains(words), "{args:?}: {text}");
        let ja: Vec<&str> = args.iter().copied().chain(["--lang", "ja"]).collect();
        let text = shop.run(&ja).expect(code).stdout;
        assert!(text.lines().next().unwrap().contains("qoo10.writes がoff"), "{args:?}: {text}");
    }
    for step in WRITING {
        let text = shop.run(&[step]).expect(0).stdout;
        assert!(text.lines().last().unwrap().starts_with(&format!("{step} (qoo10.writes is off")), "{text}");
        assert_eq!(shop.run(&[step, "--quiet"]).expect(0).all(), "\n");
    }
    for step in ["import", "sync-status"] {
        assert!(!shop.run(&[step]).expect(0).all().contains(words), "{step} works as ever");
    }
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["writes"], "off");
    shop.run(&["status", "--quiet", "--metrics-file", "off.prom"]).expect(0);
    shop.run(&["report", "--html", "off.html"]).expect(0);
    let page = std::fs::read_to_string(shop.path("off.html")).unwrap();
    assert!(page.contains(words), "{page}");
    let gauge = "qoo10_bridge_writes_off{shop=\"demo\"}";
    let metrics = |name: &str| std::fs::read_to_string(shop.path(name)).unwrap();
    assert!(metrics("off.prom").contains(&format!("{gauge} 1\n")));
    shop.set("qoo10", "writes", r#""on""#);
    shop.run(&["status", "--quiet", "--metrics-file", "on.prom"]).expect(0);
    let metrics = |name: &str| std::fs::read_to_string(shop.path(name)).unwrap();
    assert!(metrics("on.prom").contains(&format!("{gauge} 0\n")));
    for args in [&["status"][..], &["doctor"]] {
        assert!(!shop.run(args).all().contains("qoo10.writes"), "{args:?}");
    }
}

#[test]
fn a_step_that_is_off_is_not_called_stale() {
    let mut shop = Shop::imported(carts(1));
    for minute in 0..15 {
        shop.at(&format!("2026-07-01 10:{minute:02}:00"));
        WRITING.iter().chain(&["sync-status"]).for_each(|step| drop(shop.run(&[step])));
    }
    shop.set("qoo10", "writes", r#""off""#);
    shop.at("2026-07-03 10:00:00");
    let status = shop.run(&["status", "--json"]).expect(0).json();
    let overdue: Vec<_> =
        status["steps"].as_array().unwrap().iter().filter(|s| s["overdue"] == true).collect();
    assert_eq!(overdue.iter().map(|s| &s["step"]).collect::<Vec<_>>(), ["sync-status"], "{status:#}");
    let text = shop.run(&["status"]).expect(0).stdout;
    for step in WRITING {
        let line = text.lines().find(|line| line.starts_with(step)).unwrap();
        assert!(line.contains(" off "), "{line}");
    }
    let doctor = shop.run(&["doctor"]).expect(3).stdout;
    let cron = doctor.lines().find(|line| line.contains(" cron: ")).unwrap();
    assert!(!WRITING.iter().any(|step| cron.contains(step)), "{cron}");
    shop.run(&["status", "--quiet", "--metrics-file", "off.prom"]).expect(0);
    let metrics = std::fs::read_to_string(shop.path("off.prom")).unwrap();
    assert!(
        !metrics.contains("step=\"push-stock\"") && metrics.contains("step=\"sync-status\""),
        "{metrics}"
    );
}

#[test]
fn cron_is_known_to_run_what_is_off_and_nobody_is_called() {
    let (mut shop, receiver) = (held_back(), Receiver::start());
    shop.set("notify", "health_url", &receiver.url("health"));
    shop.run(&["schedule-date"]).expect(0);
    assert_eq!(receiver.lines(), ["GET /health/start", "GET /health"]);
    shop.run(&["schedule-date", "--dry-run"]).expect(0);
    assert!(receiver.lines().is_empty(), "whoever asks for a dry run is looking");
}

#[test]
fn neither_a_running_step_nor_a_folder_of_others_keeps_a_step_that_is_off() {
    let shop = held_back();
    let lock = std::fs::File::create(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    shop.run(&["status"]).expect(0);
    let files = shop.files();
    for step in WRITING {
        shop.run(&[step]).expect(0);
    }
    assert!(shop.files() == files, "nothing is written here");
    shop.run(&["sync-status"]).expect(4);
    assert_eq!((shop.fake.calls(CONFIRM), shop.fake.calls(SEND)), (0, 0));
}
