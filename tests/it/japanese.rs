//! Commands that fail, in both languages: the Japanese says what the English says, and no English is left.

use std::fs;
use std::time::Duration;

use qoo10_bridge::lock;

use crate::support::said::{is_japanese, same};
use crate::support::{LIST, Reply, Run, Shop, row};

/// The same command in both languages fails alike; what it says on stderr.
fn fails(shop: &Shop, args: &[&str], code: i32) -> [Run; 2] {
    let [en, ja] = ["en", "ja"].map(|lang| shop.run(&[&["--lang", lang], args].concat()).expect(code));
    let case = format!("{args:?}");
    let (lines, japanese) = (en.stderr.lines().collect::<Vec<_>>(), ja.stderr.lines().collect::<Vec<_>>());
    assert_eq!(lines.len(), japanese.len(), "{case}\n{}\n{}", en.stderr, ja.stderr);
    assert!(!lines.is_empty(), "{case}: nothing is said");
    for (en, ja) in lines.iter().zip(&japanese) {
        same(&case, en, ja);
        for mark in ["error:", "next:", "warning:"] {
            assert!(!ja.contains(mark), "{case}: {ja}");
        }
    }
    [en, ja]
}

/// The same with a sentence of failure, and what to do about it.
fn errs(shop: &Shop, args: &[&str], code: i32) -> [Run; 2] {
    let [en, ja] = fails(shop, args, code);
    en.says(&["error: "]);
    ja.says(&["エラー: "]);
    assert_eq!(en.stderr.contains("next: "), ja.stderr.contains("対処: "), "{args:?}");
    [en, ja]
}

/// Order 1 is ready, order 2 not paid, order 3 held by hand.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row().cart(1).no(1), row().cart(2).no(2).unpaid(), row().cart(3).no(3)]);
    shop.import();
    shop.run(&["orders", "hold", "3", "--reason", "x"]).expect(0);
    shop
}

fn all(shop: &Shop, code: i32, lines: &[&str]) {
    for line in lines {
        errs(shop, &line.split(' ').collect::<Vec<_>>(), code);
    }
}

#[test]
fn commands_about_orders_that_cannot_be() {
    all(
        &shop(),
        2,
        &[
            "orders show 99",
            "orders set 1 --status on_hold",
            "orders set 2 --status ready",
            "orders set 3 --status ready",
            "orders dismiss 7",
            "orders ship 9 --carrier 佐川急便 --tracking 405548424886",
            "orders ship 2 --carrier 佐川急便 --tracking 405548424886",
            "orders ship 3 --carrier 佐川急便 --tracking 405548424886",
            "orders ship 1 --carrier 佐川急便 --tracking 405548424880",
            "orders ship 1 --carrier 佐川急便 --tracking 4055",
            "orders ship 1 --carrier 佐川急便 --tracking 4.9E+11",
            "orders ship 1 --carrier 佐川急便 --tracking 405548424886 --date 2026-07-09",
            "import --order 77",
            "import --from 2026-07-01 --to 2026-06-30",
            "import --from 2026-06-01 --to 2026-06-30",
            "import --from 2026-07-01 --to 2026-07-30",
            "sync-status --order 99",
            "schedule-date --order 99",
            "push-shipments --order 99",
            "push-shipments --date 2026-08-01",
            "push-stock --sku NOPE-1",
            "log --since 2026-07-02 --until 2026-07-01",
        ][..],
    );
}

#[test]
fn commands_about_files_and_tables_that_cannot_be() {
    let mut shop = shop();
    shop.set("schedule_date", "national_holidays", "true");
    fs::create_dir(shop.path("folder")).unwrap();
    fs::write(shop.path("there.db"), "x").unwrap();
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("other.csv", b"a_1,b_2\n1,2\n"),
        ("twice.csv", b"sku,sku,free_qty\n1,2,3\n"),
        ("book.csv", b"PK\x03\x04xxxx"),
        ("wide.csv", b"\xff\xfea\0"),
        ("bytes.csv", b"a\0b"),
    ] {
        fs::write(shop.path(name), bytes).unwrap();
        errs(&shop, &["stock", "load", name], 2);
    }
    all(
        &shop,
        2,
        &[
            "stock load missing.csv",
            "listings load other.csv",
            "shipments load other.csv",
            "holidays load other.csv",
            "holidays remove 2026-08-13",
            "holidays add 1900-01-01",
            "holidays calendar --month 2100-01",
            "backup demo.db",
            "backup folder",
            "backup there.db",
            "report --html shop.toml",
            "report --html demo.db",
            "report --html folder",
            "man --out shop.toml",
            "key issue",
            "key issue --print",
        ][..],
    );
    all(
        &shop,
        1,
        &[
            "backup missing/copy.db",
            "report --html missing/report.html",
            "status --metrics-file missing/shop.prom",
        ][..],
    );
}

#[test]
fn the_practice_shop_and_what_it_refuses() {
    let mut shop = Shop::new();
    fails(&shop, &["sandbox", "list"], 0);
    shop.set("qoo10", "endpoint", "\"sandbox\"");
    shop.run(&["sandbox", "reset"]).expect(0);
    all(
        &shop,
        2,
        &[
            "sandbox pay 7",
            "sandbox pay 412345678",
            "sandbox deliver 412345678",
            "sandbox withdraw-cancel 412345678",
            "sandbox claim 412345678 9",
            "sandbox variant colour red",
            "sandbox variant numbers red",
            "sandbox fault add * flood",
            "sandbox fault add Claim.Nothing slow",
            "sandbox fault add * slow --seconds=-1",
            "sandbox set-seller-code NONE X",
            "sandbox item NONE stop",
            "sandbox new-order --item NONE",
            "sandbox new-order --cart 7",
            "sandbox new-order --cart x",
            "sandbox new-order --item TS-001 --option NONE",
            "sandbox new-order --item CUP-01 --qty 99999",
            "sandbox new-order --ordered-at yesterday",
            "sandbox new-order --ordered-at 2027-01-01T00:00:00",
            "sandbox serve --listen 0.0.0.0:0",
        ][..],
    );
    let told = |line: &str| {
        let args: Vec<&str> = line.split(' ').collect();
        let text = shop.run(&[&["--lang", "ja", "sandbox"], &args[..]].concat()).expect(0).stdout;
        assert!(is_japanese(&text), "{line}: {text}");
    };
    for line in [
        "new-order --unpaid",
        "request-cancel 412345690",
        "withdraw-cancel 412345690",
        "pay 412345690",
        "list",
    ] {
        told(line);
    }
    for line in
        ["fault list", "fault add * slow --times 2", "fault seed 7 --percent 20", "item CUP-01 stop", "reset"]
    {
        told(line);
    }
    fs::write(shop.path("demo.db.sandbox.json"), "{").unwrap();
    errs(&shop, &["sandbox", "list"], 1);
}

#[test]
fn configurations_and_keys_that_cannot_be() {
    let mut shop = Shop::new();
    let bare = |shop: &Shop, file: &str| {
        let run = |lang| {
            let mut command = shop.bare_command();
            command.args(["--config", file, "--lang", lang, "status"]);
            crate::support::finish(command, &[file]).expect(2).stderr
        };
        [run("en"), run("ja")]
    };
    let [en, ja] = bare(&shop, "nowhere-7.toml");
    same("no configuration", &en, &ja);
    fs::write(shop.path("odd.toml"), "[shop]\nnaem = 1\n").unwrap();
    let [en, ja] = bare(&shop, "odd.toml").map(|text| text.lines().next().unwrap().to_owned());
    same("odd configuration", &en, &ja);
    assert!(ja.starts_with("エラー: 設定ファイル odd.toml を使用できません:"), "{ja}");

    shop.env.insert("TEST_KEY".into(), "a b".into());
    errs(&shop, &["import"], 2);
    shop.env.insert("TEST_KEY".into(), String::new());
    errs(&shop, &["import"], 2);
    shop.env.insert("TEST_KEY".into(), "x".repeat(5000));
    errs(&shop, &["import"], 2);
    shop.env.remove("TEST_KEY");
    errs(&shop, &["import"], 2);
    shop.unset("qoo10", "seller_key_env");
    shop.set("qoo10", "seller_key_command", r#""exit 3""#);
    errs(&shop, &["import"], 2);
    errs(&shop, &["key", "issue"], 2);
    shop.unset("qoo10", "seller_key_command");
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    errs(&shop, &["import"], 2);
    errs(&shop, &["key", "issue", "--print"], 2);
    fs::write(shop.path("seller.key"), "k\n").unwrap();
    errs(&shop, &["import"], 2);
    fs::remove_file(shop.path("seller.key")).unwrap();
    fs::create_dir(shop.path("seller.key")).unwrap();
    errs(&shop, &["import"], 2);
    shop.set("qoo10", "seller_key_file", r#""missing/seller.key""#);
    errs(&shop, &["key", "issue"], 2);
}

#[test]
fn exit_1_qoo10_and_the_state_file() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("qoo10", "max_attempts", "1");
    for reply in [
        Reply::http(500),
        Reply::http(403),
        Reply::http(404),
        Reply::http(429),
        Reply::http(302),
        Reply::json("<html>busy</html>"),
        Reply::json("busy"),
        Reply::json("{\"ResultCode\":0,"),
        Reply::json("Can't find service Name Foo"),
        Reply::result(-10001),
        Reply::result(-12345),
    ] {
        shop.fake.fault(LIST, usize::MAX, reply);
        errs(&shop, &["import"], 1);
        shop.fake.heal();
    }
    shop.set("qoo10", "endpoint", "\"http://127.0.0.1:9/x\"");
    let [en, ja] = errs(&shop, &["import"], 1);
    assert!(en.stdout.contains("import: ") && ja.stdout.contains("出荷指示取込: "), "{en:?} {ja:?}");
    let report = shop.run(&["--lang", "ja", "import", "--json"]).expect(1).json();
    let warning = report["warnings"].as_array().unwrap().last().unwrap().as_str().unwrap();
    assert!(
        warning.contains("Qoo10から応答がありません。1回試しました(127.0.0.1:9に接続を拒否されました"),
        "{warning}"
    );
    let status = shop.run(&["--lang", "ja", "status"]).expect(0).stdout;
    assert!(status.contains("Qoo10から応答がありません"), "{status}");
    shop.set("qoo10", "deadline_seconds", "1");
    shop.set("qoo10", "endpoint", &format!("{:?}", shop.fake.url()));
    shop.set("qoo10", "max_attempts", "3");
    shop.fake.fault(LIST, usize::MAX, Reply::Slow(Duration::from_secs(3)));
    errs(&shop, &["import"], 1);
    fs::write(shop.path("demo.db"), "no SQLite file at all").unwrap();
    errs(&shop, &["orders", "list"], 1);
    fs::remove_file(shop.path("demo.db")).unwrap();
    fails(&shop, &["orders", "list"], 0);
    errs(&shop, &["backup", "copy.db"], 2);
    shop.set("state", "path", "\"missing/demo.db\"");
    errs(&shop, &["import"], 2);
}

#[test]
fn files_of_others_and_of_the_future() {
    let shop = shop();
    shop.sql("PRAGMA user_version = 99");
    errs(&shop, &["orders", "list"], 2);
    shop.sql("PRAGMA application_id = 7");
    errs(&shop, &["orders", "list"], 2);
}

#[test]
fn exit_3_what_needs_a_person() {
    let mut shop = Shop::with_rows(vec![row().cart(8).no(8).item("812345678", "")]);
    fails(&shop, &["import"], 3);
    fs::write(shop.path("bad.csv"), "sku,free_qty\nA-1,x\n").unwrap();
    let ja = shop.run(&["--lang", "ja", "stock", "load", "bad.csv"]).expect(3);
    assert!(ja.stderr.lines().all(is_japanese) && is_japanese(&ja.stdout), "{ja:#?}");
    shop.env.remove("TEST_KEY");
    let ja = shop.run(&["--lang", "ja", "doctor"]).expect(3).stdout;
    assert!(ja.lines().all(is_japanese), "{ja}");
    assert!(ja.contains("異常: 販売者認証キー: 販売者認証キーを入れる環境変数TEST_KEYが設定されていません\n  対処: crontab"), "{ja}");
    let json = shop.run(&["--lang", "ja", "doctor", "--json"]).expect(3).lines();
    assert!(json.iter().any(|line| line["check"] == "key" && line["level"] == "problem"), "{json:#?}");
}

#[test]
fn exit_4_another_run() {
    let shop = shop();
    let _held = lock::acquire_lock(&shop.path("demo.db"), lock::LockWait::NONE, &|| false).unwrap();
    errs(&shop, &["import"], 4);
}

#[test]
fn exit_5_the_brakes() {
    let shop = Shop::of_plains(12);
    all(&shop, 2, &["stock set NOPE-1 3", "stock set P-77 3"]);
    shop.stock(&(0..12).map(|n| (crate::support::plain_sku(n), 20)).collect::<Vec<_>>());
    shop.push_stock();
    let zeros: Vec<String> = (0..12).map(|n| format!("{},0\n", crate::support::plain_sku(n))).collect();
    fs::write(shop.path("zero.csv"), format!("sku,free_qty\n{}", zeros.concat())).unwrap();
    errs(&shop, &["stock", "load", "zero.csv"], 5);
    shop.run(&["stock", "load", "zero.csv", "--force", "mass-zero"]).expect(0);
    errs(&shop, &["push-stock"], 5);
    shop.shelf(|shelf| shelf.goods.retain(|code, _| code.ends_with('1')));
    errs(&shop, &["listings", "pull"], 5);
}

#[test]
fn exit_6_the_key_is_refused() {
    let shop = Shop::with_rows(vec![row()]);
    for reply in [Reply::gateway(-90001), Reply::gateway(-90004), Reply::result(-10000), Reply::json("")] {
        shop.fake.fault("*", usize::MAX, reply);
        errs(&shop, &["import"], 6);
        shop.fake.heal();
    }
}
