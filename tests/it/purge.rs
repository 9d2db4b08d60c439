//! `purge`: personal data of finished orders leaves every table and the file's pages; all else stays.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Row, Shop, row};

/// Fields that hold personal data, or may.
const PERSONAL: &[&str] = &[
    "Buyer",
    "BuyerKana",
    "BuyerTel",
    "BuyerMobile",
    "BuyerEmail",
    "Receiver",
    "ReceiverKana",
    "ZipCode",
    "ShippingAddress",
    "Address1",
    "Address2",
    "ReceiverTel",
    "ReceiverMobile",
    "SenderName",
    "SenderTel",
    "SenderNation",
    "SenderZipCode",
    "SenderAddress",
    "ShippingMessage",
    "Gift",
];

/// A row whose personal fields all name the cart, so that each can be found in the file.
fn marked(cart: i64) -> Row {
    let mut row = row().cart(cart).no(cart);
    for field in PERSONAL.iter() {
        row = row.set(field, format!("{field}見本{cart}x"));
    }
    row.option(&format!("名前:option見本{cart}x"), "-W")
}

fn words(cart: i64) -> Vec<String> {
    PERSONAL
        .iter()
        .chain(&["option", "hold", "detail", "added"])
        .map(|field| format!("{field}見本{cart}x"))
        .collect()
}

/// Which of the words stand in the state file or its `-wal`.
fn found(shop: &Shop, words: &[String]) -> Vec<String> {
    let bytes: Vec<u8> = ["demo.db", "demo.db-wal", "demo.db-shm", "demo.db-journal"]
        .iter()
        .flat_map(|name| fs::read(shop.path(name)).unwrap_or_default())
        .collect();
    let holds = |word: &&String| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    words.iter().filter(holds).cloned().collect()
}

/// Cart 1 cancelled, 2 sent, 3 open, 4 sent lately, 5 rejected.
fn shop() -> Shop {
    let mut shop = Shop::with_rows((1..=4).map(marked).collect());
    shop.fake.add_row(marked(5).item("812345678", "detail見本5x"));
    shop.import_with(&[], 3);
    for cart in ["1", "2", "3", "4"] {
        shop.run(&["orders", "hold", cart, "--reason", &format!("hold見本{cart}x")]).expect(0);
        shop.run(&["orders", "release", cart]).expect(0);
        let name = format!("added見本{cart}x");
        shop.run(&["orders", "add-line", cart, "--sku", "LEAFLET", "--qty", "1", "--name", &name]).expect(0);
    }
    shop.run(&["orders", "set", "1", "--status", "cancelled"]).expect(0);
    shop.run(&["orders", "set", "2", "--api-status", "shipped"]).expect(0);
    shop.at("2026-09-20 10:00:00");
    shop.run(&["orders", "set", "4", "--api-status", "shipped"]).expect(0);
    shop.at("2026-10-09 10:00:00");
    shop
}

fn purge(shop: &Shop, more: &[&str]) -> Value {
    let args: Vec<&str> = ["purge", "--older-than", "90d", "--json"].iter().chain(more).copied().collect();
    shop.run(&args).expect(0).json()
}

fn history(order: &Value) -> Vec<&str> {
    order["history"].as_array().unwrap().iter().map(|entry| entry["what"].as_str().unwrap()).collect()
}

#[test]
fn what_is_finished_leaves_the_files_bytes_and_what_is_open_stays() {
    let shop = shop();
    for cart in 1..=4 {
        let missing: Vec<String> = words(cart).into_iter().filter(|w| !w.starts_with("detail")).collect();
        assert_eq!(found(&shop, &missing), missing, "cart {cart}");
    }
    assert!(!found(&shop, &words(5)).is_empty());
    let open: Vec<Value> = ["3", "4"].iter().map(|code| shop.show(code)).collect();

    let told = purge(&shop, &[]);
    assert_eq!(told["counts"], json!({"orders": 2, "rejects": 1}));
    assert_eq!((&told["older_than"], &told["before"]), (&json!("90d"), &json!("2026-07-11T10:00:00+09:00")));
    for cart in [1, 2, 5] {
        assert_eq!(found(&shop, &words(cart)), Vec::<String>::new(), "cart {cart}");
    }
    assert_eq!(["3", "4"].iter().map(|code| shop.show(code)).collect::<Vec<_>>(), open);
    for cart in [3, 4] {
        let mine: Vec<String> = words(cart).into_iter().filter(|w| !w.starts_with("detail")).collect();
        assert_eq!(found(&shop, &mine), mine, "cart {cart}");
    }
    shop.check_state();
}

#[test]
fn numbers_and_history_stay_and_the_purge_is_on_record() {
    let shop = shop();
    let before = shop.show("2");
    let told = purge(&shop, &[]);
    let after = shop.show("2");
    for key in
        ["order", "status", "api_status", "order_no_sum", "ordered_at", "paid_at", "carrier", "total_yen"]
    {
        assert_eq!(after[key], before[key], "{key}");
    }
    for people in ["buyer", "receiver"] {
        assert!(after[people].as_object().unwrap().values().all(Value::is_null), "{after:#}");
    }
    assert_eq!((&after["message"], &after["gift"]), (&Value::Null, &Value::Null));
    let mut wanted = history(&before);
    wanted.push("purged");
    assert_eq!(history(&after), wanted);
    let last = after["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["by"], &last["run_id"]), (&json!("purge"), &told["run_id"]));
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let run: (String, String, i64, String) = state
        .query_row("SELECT step, result, exit_code, counts FROM runs ORDER BY run_id DESC LIMIT 1", [], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .unwrap();
    assert_eq!(run, ("purge".into(), "ok".into(), 0, r#"{"orders":2,"rejects":1}"#.into()));
    shop.run(&["orders", "show", "2"]).expect(0);
    shop.run(&["log"]).expect(0);
    assert_eq!(shop.rejects().len(), 1);
}

#[test]
fn a_second_purge_blanks_nothing_and_a_purged_order_is_known_to_import() {
    let mut shop = shop();
    purge(&shop, &[]);
    let (one, two) = (shop.show("1"), shop.show("2"));
    assert_eq!(purge(&shop, &[])["counts"], json!({"orders": 0, "rejects": 0}));
    shop.at("2026-07-02 10:00:00");
    let report = shop.import_with(&["--from", "2026-07-01", "--to", "2026-07-01"], 3);
    assert_eq!(report.counts(), [5, 0, 4, 1]);
    assert_eq!((shop.show("1"), shop.show("2")), (one, two));
    assert_eq!(found(&shop, &words(1)), Vec::<String>::new());
}

#[test]
fn a_dry_run_counts_and_changes_nothing() {
    let shop = shop();
    let before = shop.files();
    let told = purge(&shop, &["--dry-run"]);
    assert_eq!((&told["counts"], &told["dry_run"]), (&json!({"orders": 2, "rejects": 1}), &json!(true)));
    assert_eq!(told["run_id"], Value::Null);
    assert!(shop.files() == before);
}

#[test]
fn the_age_counts_from_the_last_thing_that_happened() {
    let mut shop = shop();
    shop.at("2026-09-29 10:00:00");
    assert_eq!(purge(&shop, &["--dry-run"])["counts"]["orders"], 2, "90 days to the second");
    shop.at("2026-09-29 09:59:59");
    assert_eq!(purge(&shop, &["--dry-run"])["counts"]["orders"], 0);
    shop.at("2026-12-19 10:00:00");
    assert_eq!(purge(&shop, &[])["counts"]["orders"], 3);
}

#[test]
fn copies_that_still_hold_the_data_are_named() {
    let shop = shop();
    fs::write(shop.path("demo.db.before-6"), "old").unwrap();
    let place = shop.path("demo.db.before-6").canonicalize().unwrap();
    let place = place.to_str().unwrap();
    assert_eq!(purge(&shop, &[])["copies"], json!([place]));
    for (lang, words) in [("ja", "個人情報の消去"), ("en", "purge: ")] {
        let run = shop.run(&["--lang", lang, "purge", "--older-than", "12w"]).expect(0);
        assert!(run.stdout.starts_with(words) && run.stdout.contains(place), "{run:#?}");
        assert!(!run.stdout.contains("+09:00"), "{run:#?}");
    }
    assert_eq!(shop.run(&["-q", "purge", "--older-than", "90d"]).expect(0).all().trim(), "");
}

#[test]
fn while_another_program_reads_the_file_the_purge_is_not_called_done() {
    let mut shop = shop();
    shop.timeouts.lock = Duration::from_millis(50);
    let reader = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM runs").unwrap();
    reader.query_row("SELECT count(*) FROM orders", [], |_| Ok(())).unwrap();
    shop.run(&["purge", "--older-than", "90d"]).expect(4).says(&["-wal"]);
    drop(reader);
    purge(&shop, &[]);
    assert_eq!(found(&shop, &words(1)), Vec::<String>::new());
}

#[test]
fn an_age_has_to_be_given_and_to_be_one() {
    let shop = shop();
    shop.run(&["purge"]).expect(2);
    for bad in ["90", "0d", "soon", "-1d"] {
        shop.run(&["purge", &format!("--older-than={bad}")]).expect(2).says(&["90d"]);
    }
}

fn number(shop: &Shop, sql: &str) -> i64 {
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Cart 1 is finished on July 1 2026 and cart 3 stays open; then nothing new for a year and more.
fn year_later(keep_days: Option<&str>) -> Shop {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(10), row().cart(3).no(30)]);
    if let Some(days) = keep_days {
        shop.set("state", "keep_days", days);
    }
    shop.import();
    shop.run(&["orders", "set", "1", "--status", "cancelled"]).expect(0);
    shop.sql(
        "INSERT INTO journal (run_id, step, order_no, value, at, outcome, settled_at) VALUES
           (1, 'schedule-date', 10, '', '2026-07-01T10:00:00+09:00', 'scheduled',
               '2026-07-01T10:00:00+09:00'),
           (1, 'schedule-date', 30, '', '2026-07-01T10:00:00+09:00', NULL, NULL);
         WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
         INSERT INTO runs (step, started_at, finished_at, result, exit_code)
           SELECT 'push-stock', '2026-07-01T11:00:00+09:00', '2026-07-01T11:00:01+09:00', 'ok', 0 FROM n",
    );
    shop.fake.set_rows(vec![]);
    shop
}

#[test]
fn a_step_thins_what_is_older_than_keep_days_by_itself_and_once_a_day() {
    for (keep_days, at, is_thinned) in [
        (None, "2027-07-30 10:00:00", false),
        (None, "2027-08-10 10:00:00", true),
        (Some("30"), "2026-08-10 10:00:00", true),
    ] {
        let mut shop = year_later(keep_days);
        shop.at(at);
        let plan = shop.files();
        shop.run(&["import", "--dry-run"]).expect(0);
        assert!(shop.files().keys().eq(plan.keys()), "a dry run thins nothing");
        assert_eq!(number(&shop, "SELECT count(*) FROM runs"), 61);
        shop.run(&["import"]).expect(0);
        let left = |table: &str| number(&shop, &format!("SELECT count(*) FROM {table}"));
        let case = format!("{keep_days:?} {at}");
        assert_eq!(left("api_log WHERE order_code = '1'"), i64::from(!is_thinned), "{case}");
        assert_eq!(
            left("order_history h JOIN orders o USING (order_id) WHERE pack_no = 1") > 0,
            !is_thinned,
            "{case}"
        );
        assert_eq!(left("journal WHERE outcome IS NOT NULL"), i64::from(!is_thinned), "{case}");
        assert_eq!(left("runs WHERE step = 'push-stock'"), if is_thinned { 20 } else { 60 }, "{case}");
        // What is open, and what a later decision reads.
        assert_eq!(left("api_log WHERE order_code = '3'"), 1, "{case}");
        assert_eq!(left("order_history h JOIN orders o USING (order_id) WHERE pack_no = 3"), 1, "{case}");
        assert_eq!(left("journal WHERE outcome IS NULL"), 1, "{case}");
        shop.run(&["orders", "show", "1"]).expect(0);
        shop.run(&["status"]).expect(0);
        shop.check_state();
    }
}

#[test]
fn purge_thins_by_its_age_but_history_only_beyond_keep_days() {
    let mut shop = year_later(None);
    shop.at("2026-10-09 10:00:00");
    let plan = purge(&shop, &["--dry-run"]);
    let told = purge(&shop, &[]);
    assert_eq!((&told["thinned"], &told["counts"]), (&plan["thinned"], &plan["counts"]));
    assert_eq!(told["thinned"], json!({"runs": 40, "writes": 1, "log": 1, "history": 0, "claims": 0}));
    let text = shop.run(&["purge", "--older-than", "90d", "--lang", "ja"]).expect(0).stdout;
    assert!(!text.contains("古い記録"), "nothing is left: {text}");
    shop.at("2028-01-01 10:00:00");
    let told = purge(&shop, &[]);
    assert_eq!((&told["thinned"]["history"], &told["counts"]["orders"]), (&json!(3), &json!(0)), "{told}");
    assert_eq!(
        purge(&shop, &[])["counts"]["orders"],
        0,
        "a purged order without history is not purged again"
    );
}
