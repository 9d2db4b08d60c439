//! `doctor`: what is wrong, and what to do about it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use chrono::{Duration as Span, Utc};

use crate::support::{CONFIRM, GROUPS, LIST, Reply, Shop, TWO_AXES, assert_keys, row};

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

/// Starts these steps once, as cron would.
fn cron(shop: &Shop, steps: &[&str]) {
    for step in steps {
        shop.run(&[step]).expect(0);
    }
}

/// The further steps of a day without listings.
const OTHERS: [&str; 3] = ["sync-status", "schedule-date", "push-shipments"];

/// A shop in good order.
fn shop_in_order() -> Shop {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    cron(&shop, &OTHERS);
    shop
}

fn message(found: &[Value], check: &str) -> String {
    of(found, check)["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_shop_in_good_order_is_exit_0_and_nothing_is_changed() {
    let shop = shop_in_order();
    let before = shop.files();
    let (bad, found) = doctor(&shop, 0);
    assert_eq!(bad, []);
    let names: Vec<&str> = found.iter().map(|f| f["check"].as_str().unwrap()).collect();
    let wanted = "config state_file integrity foreign_keys format permissions leftovers lock wal open_intents runs room cron carriers \
                  listings_without_sku skus_without_listing listings_without_stock sets answer_forms endpoint key key_life clock";
    assert_eq!(names.join(" "), wanted);
    assert!(message(&found, "listings_without_sku").starts_with("no listings yet"), "{found:#?}");
    assert!(shop.files() == before);
    assert_eq!(shop.run(&["-q", "doctor"]).expect(0).all().trim(), "");
    assert!(shop.run(&["doctor", "--lang", "ja"]).expect(0).stdout.contains("正常: ロック: "));
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
    assert_eq!(doctor(&shop, 3).0, one("cron", "warning"), "the copy knows of no other run");
    assert_eq!(shop.import().counts(), [1, 0, 1, 0]);
    cron(&shop, &OTHERS);
    assert_eq!(doctor(&shop, 0).0, []);
}

#[test]
fn a_row_without_its_other_half_is_found() {
    let shop = shop_in_order();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM orders").unwrap();
    drop(state);
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("foreign_keys", "problem"));
    assert!(of(&found, "foreign_keys")["message"].as_str().unwrap().contains("order_lines"), "{found:#?}");
}

#[test]
fn a_run_under_way_is_named_and_no_fault() {
    let shop = shop_in_order();
    let busy = shop.busy(&["import", "--json"], LIST);
    let (bad, found) = doctor(&shop, 0);
    assert_eq!(bad, []);
    let lock = of(&found, "lock")["message"].as_str().unwrap();
    assert!(lock.contains("under way"), "{lock}");
    if std::path::Path::new("/proc/locks").exists() {
        assert!(lock.contains(&busy.id().to_string()), "{lock}");
    }
    assert_eq!(busy.release().status.code(), Some(0));
}

#[test]
fn what_a_killed_run_left_open_is_a_warning_until_the_next_run() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    cron(&shop, &["sync-status", "push-shipments"]);
    shop.busy(&["schedule-date"], CONFIRM).kill();
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
    fs::set_permissions(foreign.path("demo.db"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(doctor(&foreign, 3).0, one("state_file", "problem"));
}

#[test]
fn an_emptied_state_file_is_told_with_the_way_back() {
    let shop = shop_in_order();
    for name in ["demo.db-wal", "demo.db-shm"] {
        drop(fs::remove_file(shop.path(name)));
    }
    fs::write(shop.path("demo.db"), "").unwrap();
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("state_file", "warning"));
    assert!(message(&found, "state_file").contains("it is empty"), "{found:#?}");
    assert!(
        of(&found, "state_file")["remedy"].as_str().unwrap().contains("put the last backup in its place")
    );
    let text = shop.run(&["doctor", "--lang", "ja"]).expect(3).stdout;
    assert!(text.contains("空で") && text.contains("最後のバックアップで復元"), "{text}");
    assert_eq!(fs::read(shop.path("demo.db")).unwrap(), b"");
}

#[test]
fn a_step_that_fails_for_more_than_a_day_is_named_with_its_last_error() {
    let mut shop = shop_in_order();
    shop.set("qoo10", "max_attempts", "1");
    shop.at("2026-07-02 10:00:01");
    cron(&shop, &OTHERS);
    shop.fake.fault(LIST, 2, Reply::http(503));
    shop.run(&["import"]).expect(1);
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("cron", "warning"));
    let told = message(&found, "cron");
    assert!(
        told.contains("import last succeeded on 2026-07-01 10:00 (last error: ") && told.contains("503"),
        "{told}"
    );
    assert!(!told.contains("not seen"), "{told}");
    assert!(of(&found, "cron")["remedy"].as_str().unwrap().starts_with("run the step by hand"));
    let text = shop.run(&["doctor", "--lang", "ja"]).expect(3).stdout;
    assert!(text.contains("import 最終成功 2026-07-01 10:00(直近のエラー: "), "{text}");
    shop.fake.heal();
    shop.import();
    assert_eq!(doctor(&shop, 0).0, []);
    let fresh = Shop::new();
    fresh.fake.fault("*", usize::MAX, Reply::gateway(-90004));
    fresh.run(&["import"]).expect(6);
    let (_, found) = doctor(&fresh, 3);
    assert!(message(&found, "cron").contains("import never succeeded"), "{found:#?}");
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

#[test]
fn a_dead_endpoint_is_a_finding_of_its_own_and_hides_no_other() {
    let mut shop = shop_in_order();
    shop.set("qoo10", "endpoint", "\"http://127.0.0.1:9/ebayjapan.qapi\"");
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("endpoint", "problem"));
    assert!(!found.iter().any(|f| f["check"] == "key" || f["check"] == "clock"), "{found:#?}");
    fs::write(shop.path("demo.db"), [0xA5; 9000]).unwrap();
    let (bad, _) = doctor(&shop, 1);
    assert_eq!(bad, [one("integrity", "problem"), one("endpoint", "problem")].concat());
}

#[test]
fn a_key_that_is_missing_or_refused_is_a_problem() {
    let mut shop = shop_in_order();
    shop.fake.fault(GROUPS, 1, Reply::result(-10000));
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("key", "problem"));
    assert!(of(&found, "key")["remedy"].as_str().unwrap().contains("key issue"), "{found:#?}");
    shop.fake.fault(GROUPS, 1, Reply::gateway(-90002));
    let (_, found) = doctor(&shop, 3);
    let remedy = of(&found, "key")["remedy"].as_str().unwrap();
    assert!(remedy.contains("ask Qoo10 for them") && !remedy.contains("key issue"), "{remedy}");
    shop.fake.fault(GROUPS, 2, Reply::json(""));
    let (_, found) = doctor(&shop, 3);
    let remedy = of(&found, "key")["remedy"].as_str().unwrap();
    assert!(remedy.starts_with("a new key answers so until it is active; hours later"), "{remedy}");
    shop.fake.fault(GROUPS, 2, Reply::json(""));
    let text = shop.run(&["doctor", "--lang", "ja"]).expect(3).stdout;
    assert!(text.contains("対処: 新しいキーは有効になるまで"), "{text}");
    shop.env.remove("TEST_KEY");
    shop.fake.clear_log();
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("key", "problem"));
    assert!(message(&found, "key").contains("TEST_KEY"), "{found:#?}");
    assert_eq!(shop.fake.log().len(), 0, "there is nothing to ask with");
}

#[test]
fn an_answer_that_says_nothing_of_the_key_is_a_warning() {
    let shop = shop_in_order();
    shop.fake.fault(GROUPS, 1, Reply::result(-10002));
    assert_eq!(doctor(&shop, 3).0, one("endpoint", "warning"));
    shop.fake.fault(GROUPS, 1, Reply::http(503));
    assert_eq!(doctor(&shop, 0).0, [], "once may pass");
}

#[test]
fn the_days_of_the_key_are_counted() {
    let mut shop = shop_in_order();
    assert!(message(&doctor(&shop, 0).1, "key_life").contains("seller_key_issued_on"));
    for (issued_on, level) in [("2025-08-31", "ok"), ("2025-08-30", "warning"), ("2025-07-08", "problem")] {
        shop.set("qoo10", "seller_key_issued_on", &format!("\"{issued_on}\""));
        let (_, found) = doctor(&shop, if level == "ok" { 0 } else { 3 });
        assert_eq!(of(&found, "key_life")["level"], level, "{issued_on}");
    }
    shop.set("qoo10", "seller_key_issued_on", "\"2025-06-30\"");
    let (_, found) = doctor(&shop, 3);
    assert!(message(&found, "key_life").contains("ended on 2026-06-30"));
    assert!(of(&found, "key_life")["remedy"].as_str().unwrap().contains("until then, every step fails"));
}

#[test]
fn a_key_that_was_issued_on_a_day_to_come_is_a_problem() {
    let mut shop = shop_in_order();
    for (issued_on, level) in [("2026-07-01", "ok"), ("2026-07-02", "problem"), ("2062-07-01", "problem")] {
        shop.set("qoo10", "seller_key_issued_on", &format!("\"{issued_on}\""));
        let (_, found) = doctor(&shop, if level == "ok" { 0 } else { 3 });
        assert_eq!(of(&found, "key_life")["level"], level, "{issued_on}");
    }
    assert!(message(&doctor(&shop, 3).1, "key_life").contains("2062-07-01, which has not come yet"));
    assert!(shop.run(&["doctor", "--lang", "ja"]).expect(3).stdout.contains("2062-07-01になっています"));
}

#[test]
fn the_machines_own_clock_is_held_against_the_answer_whatever_now_says() {
    let shop = shop_in_order();
    assert!(message(&doctor(&shop, 0).1, "clock").contains("does not tell the time"));
    for (minutes, level) in [(0, "ok"), (5, "warning"), (-5, "warning"), (20, "problem")] {
        let date = (Utc::now() + Span::minutes(minutes)).to_rfc2822();
        let body = r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[]}"#;
        shop.fake.fault(GROUPS, 1, Reply::Status(200, "Date", date, body));
        let (_, found) = doctor(&shop, if level == "ok" { 0 } else { 3 });
        let clock = of(&found, "clock");
        assert_eq!(clock["level"], level, "{minutes}: {clock}");
        let side = if minutes > 0 { "behind" } else { "ahead of" };
        assert_eq!(clock["message"].as_str().unwrap().contains(side), minutes != 0, "{clock}");
    }
}

#[test]
fn a_step_that_never_ran_or_not_for_a_day_is_named() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.import();
    let never = message(&doctor(&shop, 3).1, "cron");
    assert!(never.contains("schedule-date never") && !never.contains("import"), "{never}");
    assert!(!never.contains("push-stock"), "there are no listings: {never}");
    cron(&shop, &OTHERS);
    shop.at("2026-07-02 10:00:00");
    assert_eq!(doctor(&shop, 0).0, []);
    shop.import();
    shop.at("2026-07-02 10:00:01");
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("cron", "warning"));
    let late = message(&found, "cron");
    assert!(late.contains("sync-status last on 2026-07-01 10:00") && !late.contains("import"), "{late}");
    assert!(of(&found, "cron")["remedy"].as_str().unwrap().contains("docs/cron.md"));
}

#[test]
fn gaps_between_listings_skus_and_free_stock_are_counted_and_named() {
    let shop = Shop::of_every_kind();
    fs::write(shop.path("stock.csv"), "sku,free_qty\nLONELY,3\nSOLD-OUT,0\n").unwrap();
    shop.run(&["stock", "load", "stock.csv"]).expect(0);
    let (_, found) = doctor(&shop, 3);
    assert_eq!(of(&found, "listings_without_sku")["level"], "ok");
    assert!(message(&found, "skus_without_listing").ends_with(": LONELY"), "{found:#?}");
    let unknown = message(&found, "listings_without_stock");
    assert!(unknown.starts_with("11 listings") && unknown.ends_with(", …"), "{unknown}");
    assert_eq!(unknown.matches(',').count(), 5, "five names: {unknown}");
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let change = |sql: &str| assert!(state.execute(sql, []).unwrap() > 0, "{sql}");
    change("UPDATE listings SET sku = NULL WHERE sku = 'T-1-WM'");
    change(
        "INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at) \
            SELECT DISTINCT sku, 'free', 0, '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:00+09:00' FROM listings WHERE sku IS NOT NULL AND sku <> 'P-1'",
    );
    let (_, found) = doctor(&shop, 3);
    assert!(message(&found, "listings_without_sku").contains(&format!(": {TWO_AXES} -WM")), "{found:#?}");
    assert!(message(&found, "listings_without_stock").ends_with(": P-1"), "{found:#?}");
    change("UPDATE items SET item_status = 'S1'");
    let (_, found) = doctor(&shop, 3);
    for check in ["listings_without_sku", "listings_without_stock"] {
        assert_eq!(of(&found, check)["level"], "ok", "stopped items: {found:#?}");
    }
    assert!(message(&found, "cron").contains("push-stock never"), "{found:#?}");
}

#[test]
fn a_company_without_qoo10s_name_is_named_in_both_languages() {
    let mut shop = shop_in_order();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    assert_eq!(state.execute("UPDATE orders SET shipped_by = '赤帽'", []).unwrap(), 1);
    drop(state);
    let (bad, found) = doctor(&shop, 3);
    assert_eq!(bad, one("carriers", "warning"));
    assert!(message(&found, "carriers").ends_with(": 赤帽"), "{found:#?}");
    let text = shop.run(&["doctor", "--lang", "ja"]).expect(3).stdout;
    assert!(text.contains("警告: 配送会社: Qoo10の名称が不明な配送会社: 1件(赤帽)"), "{text}");
    assert!(text.contains("対処: [push_shipments.carriers]"), "{text}");
    shop.set("push_shipments.carriers", "\"赤帽\"", "\"赤帽便\"");
    assert_eq!(doctor(&shop, 0).0, []);
}

#[test]
fn the_practice_qoo10_is_asked_and_keeps_nothing_of_it() {
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", "\"sandbox\"");
    shop.run(&["import"]);
    let before = shop.files();
    let (_, found) = doctor(&shop, 3);
    assert_eq!(of(&found, "key")["level"], "ok");
    assert!(message(&found, "clock").contains("does not tell the time"), "{found:#?}");
    assert!(shop.files() == before);
}
