//! `status`: how the shop stands.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Shop, row};

/// A shop with something of everything.
fn shop() -> Shop {
    let mut shop = Shop::with_rows(vec![
        row().cart(1).no(10),
        row().cart(2).no(20).unpaid(),
        row().cart(3).no(30),
        row().cart(4).no(40),
        row().cart(5).no(50).item("812345678", ""),
        row().cart(6).no(60).ordered("2026-06-25 09:00:00").paid("2026-06-25 09:00:00"),
    ]);
    shop.set("qoo10", "seller_key_issued_on", "2025-08-01");
    shop.at("2026-06-25 10:00:00");
    shop.import_with(&[], 0);
    shop.at("2026-07-01 09:50:00");
    shop.import_with(&[], 3);
    shop.run(&["orders", "hold", "3", "--reason", "address"]).expect(0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let change = "UPDATE orders SET status = 'shipped', api_status = 'printed', shipped_on = '2026-06-30',
                    tracking_numbers = '[\"405548424886\"]' WHERE pack_no = 4;
                  UPDATE orders SET needs_person = 'no_such_order', needs_person_order_no = 10 WHERE pack_no = 1;
                  UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 10;
                  INSERT INTO items (item_code) VALUES ('9'); INSERT INTO stock_counts (sku, basis,
                      count, counted_at, changed_at)
                      VALUES ('A', 'free', 1, '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:00+09:00');
                  INSERT INTO listings (item_code, sku) VALUES ('9', 'A');";
    state.execute_batch(change).unwrap();
    shop.at("2026-07-01 10:00:00");
    shop
}

#[test]
fn as_json_everything_is_counted() {
    let shop = shop();
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!((&status["at"], &status["shop"]), (&json!("2026-07-01T10:00:00+09:00"), &json!("demo")));
    assert_eq!(
        status["orders"],
        json!({"on_hold": 2, "backordered": 0, "ready": 2, "preparing": 0, "working": 0, "inspected": 0,
            "shipped": 1})
    );
    assert_eq!(status["holds"], json!({"payment": 1, "manual": 1, "address": 0, "rule": 0}));
    for (key, n) in [
        ("rejected", 1),
        ("cancel_requested", 1),
        ("needs_person", 1),
        ("missed_shipments", 1),
        ("shipments_not_taken", 0),
        ("shipped_without_number", 0),
        ("late", 1),
        ("stock_waiting", 1),
        ("unknown_carts", 0),
        ("answer_forms_unknown", 0),
    ] {
        assert_eq!(status[key], n, "{key}");
    }
    assert_eq!(status["missed_since"], "2026-06-30");
    assert_eq!(status["ship_rate"], json!({"shipped": 0, "due": 0, "percent": null}));
    assert_eq!(
        status["seller_key"],
        json!({"issued_on": "2025-08-01", "ends_on": "2026-08-01", "days_left": 31})
    );
    let steps: Vec<&str> =
        status["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"]);
    let import = &status["steps"][0];
    assert_eq!(
        (&import["result"], &import["exit_code"], &import["age_seconds"], &import["last_success_at"]),
        (&json!("partial"), &json!(3), &json!(600), &json!("2026-07-01T09:50:00+09:00"))
    );
    assert_eq!(
        (&status["steps"][1]["run_id"], &status["steps"][1]["overdue"]),
        (&Value::Null, &json!(false))
    );
}

#[test]
fn for_people_it_fits_80_columns_in_both_languages() {
    let shop = shop();
    let text = shop.run(&["status"]).expect(0).stdout;
    insta::assert_snapshot!(text, @r"
    demo  2026-07-01 10:00

    step            last run     age     every  result     last success
    import          07-01 09:50  10 min         partial    07-01 09:50
    sync-status                                 never ran
    schedule-date                               never ran
    push-shipments                              never ran
    push-stock                                  never ran

    open orders  n
    on_hold      2
    ready        2
    shipped      1

    needs a hand      n  see
    rejects           1  orders list --rejected
    held: payment     1  orders list --status on_hold
    held: manual      1  orders list --status on_hold
    cancel requests   1  orders list --cancel-requested
    needs a person    1  orders list --needs-person
    missed shipments  1  push-shipments --since 2026-06-30
    day 3 or later    1  late
    stock waiting     1  push-stock --dry-run

    ship rate: no order of the last 30 days is due yet
    seller key: 31 days left, until 2026-08-01; issue a new one
    ");
    let text = shop.run(&["status", "--lang", "ja"]).expect(0).stdout;
    insta::assert_snapshot!(text, @r"
    demo  2026-07-01 10:00

    処理            前回実行     経過  間隔  結果        前回成功
    出荷指示取込    07-01 09:50  10分        要確認あり  07-01 09:50
    ステータス同期                           未実行
    発送予定日登録                           未実行
    出荷実績戻し                             未実行
    在庫連携                                 未実行

    未完了の注文  件
    保留           2
    出荷待ち       2
    出荷済み       1

    要確認             件  コマンド
    取込不可            1  orders list --rejected
    保留: 入金確認      1  orders list --status on_hold
    保留: 手動          1  orders list --status on_hold
    キャンセル要請      1  orders list --cancel-requested
    要対応              1  orders list --needs-person
    未反映の出荷        1  push-shipments --since 2026-06-30
    決済から3日目以降   1  late
    在庫の反映待ち      1  push-stock --dry-run

    出荷率: 直近30日間に期限を迎えた注文はありません
    販売者認証キー: 残り31日(2026-08-01まで)。新しいキーを発行してください
    ");
}

#[test]
fn an_empty_shop_has_nothing_to_say() {
    let shop = Shop::new();
    let run = shop.run(&["status"]).expect(0);
    assert!(run.stdout.contains("nothing needs a hand\n") && run.stdout.contains("never ran"), "{run:#?}");
    assert_eq!(shop.run(&["status", "--quiet"]).expect(0).stdout, "");
    assert!(!shop.path("demo.db").exists());
}

#[test]
fn a_failed_run_tells_why_and_the_last_success_stays() {
    let mut shop = shop();
    shop.set("qoo10", "endpoint", r#""http://127.0.0.1:1""#);
    shop.set("qoo10", "max_attempts", "1");
    shop.run(&["import"]).expect(1);
    let status = shop.run(&["status", "--json"]).expect(0).json();
    let import = &status["steps"][0];
    assert_eq!((&import["result"], &import["exit_code"]), (&json!("failed"), &json!(1)));
    assert_eq!(import["last_success_at"], "2026-07-01T09:50:00+09:00");
    let text = shop.run(&["status"]).expect(0).stdout;
    assert!(text.contains("\nimport: ") && text.contains(import["error"].as_str().unwrap()), "{text}");
}

#[test]
fn a_mistyped_code_leaves_no_run() {
    let shop = shop();
    let before = shop.run(&["status", "--json"]).expect(0).json()["steps"].clone();
    for (step, option) in [
        ("import", "--order"),
        ("sync-status", "--order"),
        ("schedule-date", "--order"),
        ("push-shipments", "--order"),
        ("push-stock", "--sku"),
    ] {
        shop.run(&[step, option, "499999999"]).expect(2).says(&["499999999"]);
    }
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["steps"], before);
}

#[test]
fn a_step_that_has_a_rhythm_is_missed_when_it_stops() {
    let mut shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute_batch("DELETE FROM api_log; UPDATE order_history SET run_id = NULL; DELETE FROM runs")
        .unwrap();
    for minute in (0..60).step_by(5) {
        let sql = "INSERT INTO runs (step, started_at, finished_at, result, exit_code)
                   VALUES ('sync-status', ?1, ?1, 'ok', 0)";
        state.execute(sql, [format!("2026-07-01T09:{minute:02}:00+09:00")]).unwrap();
    }
    let overdue = |shop: &Shop| {
        let step = shop.run(&["status", "--json"]).expect(0).json()["steps"][1].clone();
        assert_eq!(step["usual_gap_seconds"], 300);
        step["overdue"].as_bool().unwrap()
    };
    shop.at("2026-07-01 10:10:00");
    assert!(!overdue(&shop));
    shop.at("2026-07-01 10:10:01");
    assert!(overdue(&shop));
    assert!(shop.run(&["status"]).expect(0).stdout.contains("ok, overdue"));
}

/// How many columns of a terminal a line takes: Japanese letters are twice as wide.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

#[test]
fn long_figures_still_fit_on_a_terminal() {
    let mut shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    for step in ["sync-status", "schedule-date", "push-shipments", "push-stock"] {
        for minute in 10..30 {
            let sql = "INSERT INTO runs (step, started_at, finished_at, result, exit_code)
                       VALUES (?1, ?2, ?2, 'partial', 3)";
            state.execute(sql, [step.to_owned(), format!("2026-01-01T09:{minute}:00+09:00")]).unwrap();
        }
    }
    shop.at("2026-10-01 09:00:00");
    for lang in ["en", "ja"] {
        for command in ["status", "late"] {
            let run = shop.run(&[command, "--lang", lang]);
            for line in run.stdout.lines() {
                assert!(width(line) <= 80, "{} columns: {line}", width(line));
            }
        }
    }
}

/// A metric's samples as they stand in a file in Prometheus' text format; anything that is not in that format
/// fails.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let is_name = |name: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
        name.starts_with("qoo10_bridge_") && name.chars().all(fits)
    };
    let (mut samples, mut helped, mut typed) = (BTreeMap::new(), String::new(), String::new());
    assert!(text.ends_with('\n') && !text.contains('\r'), "{text:?}");
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(
                is_name(name)
                    && !help.is_empty()
                    && !samples.keys().any(|s: &String| s.starts_with(&format!("{name}{{")))
            );
            helped = name.to_owned();
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            assert_eq!(rest, format!("{helped} gauge"));
            typed.clone_from(&helped);
        } else {
            let (series, value) = line.rsplit_once(' ').unwrap();
            let (name, labels) = series.split_once('{').unwrap();
            assert_eq!(name, typed, "{line}");
            let labels = labels.strip_suffix('}').unwrap();
            assert!(labels.starts_with("shop=\""), "{line}");
            let mut rest = labels;
            while !rest.is_empty() {
                let (label, more) = rest.split_once("=\"").unwrap();
                assert!(label.chars().all(|c| c.is_ascii_lowercase()), "{line}");
                let mut end = 0;
                let bytes = more.as_bytes();
                while bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' {
                        assert!(b"\\\"n".contains(&bytes[end + 1]), "{line}");
                        2
                    } else {
                        1
                    };
                }
                rest = more[end + 1..].trim_start_matches(',');
            }
            let again = samples.insert(series.to_owned(), value.parse().unwrap());
            assert!(again.is_none(), "twice: {line}");
        }
    }
    samples
}

#[test]
fn metrics_are_in_prometheus_text_format_and_replaced_whole() {
    let mut shop = shop();
    shop.set("shop", "name", r#""a \"b\" \\ 店""#);
    std::fs::write(shop.path("shop.prom"), "# HELP qoo10_bridge_old is gone\n").unwrap();
    shop.run(&["status", "--quiet", "--metrics-file", "shop.prom"]).expect(0);
    let text = std::fs::read_to_string(shop.path("shop.prom")).unwrap();
    let samples = samples(&text);
    let shop_label = r#"shop="a \"b\" \\ 店""#;
    let value = |name: &str, more: &str| samples[&format!("qoo10_bridge_{name}{{{shop_label}{more}}}")];
    assert_eq!(value("open_orders", r#",status="on_hold""#), 2.0);
    assert_eq!(value("held_orders", r#",reason="manual""#), 1.0);
    assert_eq!(value("step_last_exit_code", r#",step="import""#), 3.0);
    assert_eq!(
        value("status_time_seconds", "") - value("step_last_run_time_seconds", r#",step="import""#),
        600.0
    );
    for name in
        ["rejects", "cancel_requests", "needs_person", "missed_shipments", "late_orders", "stock_waiting"]
    {
        assert_eq!(value(name, ""), 1.0, "{name}");
    }
    for name in ["shipments_not_taken", "shipped_without_number"] {
        assert_eq!(value(name, ""), 0.0, "{name}");
    }
    assert_eq!(value("seller_key_days_left", ""), 31.0);
    let left: Vec<String> = std::fs::read_dir(shop.dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("prom"))
        .collect();
    assert_eq!(left, ["shop.prom"], "no temporary file stays");
    shop.run(&["status", "--metrics-file", "nowhere/shop.prom"])
        .expect(1)
        .says(&["nowhere/shop.prom", "next:"]);
}

#[test]
fn metrics_take_the_place_of_metrics_alone() {
    let mut shop = shop();
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    shop.unset("qoo10", "seller_key_env");
    std::fs::write(shop.path("seller.key"), "").unwrap();
    std::fs::write(shop.path("notes"), "# HELP of others").unwrap();
    std::fs::hard_link(shop.path("demo.db"), shop.path("linked")).unwrap();
    std::os::unix::fs::symlink("demo.db.lock", shop.path("soft")).unwrap();
    shop.run(&["log"]).expect(0);
    let before = shop.files();
    for place in [
        "demo.db",
        "demo.db-wal",
        "demo.db-shm",
        "demo.db.lock",
        "demo.db.sandbox.json",
        "linked",
        "soft",
        "shop.toml",
        "seller.key",
        "notes",
        ".",
    ] {
        let args = ["status", "--metrics-file", place];
        shop.run(&args).expect(2).says(&["stays as it is", "next: name another file, such as shop.prom"]);
        shop.run(&[&args[..], &["--lang", "ja"]].concat())
            .expect(2)
            .says(&["変更していません", "shop.prom など"]);
    }
    assert!(shop.files() == before, "a refusal changed something");
    std::fs::write(shop.path("shop.prom"), "").unwrap();
    for _ in 0..2 {
        shop.run(&["status", "--metrics-file", "shop.prom"]).expect(0);
    }
    assert!(std::fs::read_to_string(shop.path("shop.prom")).unwrap().starts_with("# HELP qoo10_bridge_"));
}

#[test]
fn every_metric_is_documented() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let (mut real, mut told) = (Vec::new(), Vec::new());
    state.execute("UPDATE orders SET paid_at = '2026-06-15T10:00:00+09:00' WHERE pack_no = 1", []).unwrap();
    for minute in 0..10 {
        let sql = "INSERT INTO runs (step, started_at) VALUES ('import', ?1)";
        state.execute(sql, [format!("2026-07-01T09:5{minute}:00+09:00")]).unwrap();
    }
    shop.run(&["status", "--metrics-file", "shop.prom"]).expect(0);
    let text = std::fs::read_to_string(shop.path("shop.prom")).unwrap();
    real.extend(text.lines().filter_map(|l| Some(l.strip_prefix("# TYPE ")?.split(' ').next()?.to_owned())));
    // The last import is not finished: its exit code is left out.
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md")).unwrap();
    let rows = crate::docs::rows(crate::docs::section(&docs, "## `status`"));
    for row in rows {
        told.extend(
            crate::docs::spans(&row[0])
                .into_iter()
                .filter(|w| w.starts_with("qoo10_bridge_"))
                .map(|name| name.split('{').next().unwrap().to_owned()),
        );
    }
    told.retain(|name| name != "qoo10_bridge_step_last_exit_code");
    assert_eq!(real, told);
}

#[test]
fn looking_waits_for_no_run_and_changes_nothing() {
    let shop = shop();
    let lock = std::fs::File::create(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    shop.run(&["import"]).expect(4);
    let before = std::fs::read(shop.path("demo.db")).unwrap();
    shop.run(&["status"]).expect(0);
    shop.run(&["late"]).expect(3);
    shop.run(&["log"]).expect(0);
    assert!(std::fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}
