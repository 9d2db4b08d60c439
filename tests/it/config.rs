//! The configuration file: where it is found, and what is refused (exit 2, before anything else happens).

use std::fs;

use crate::support::{Run, Shop, finish, row};

/// An import with this configuration is refused without a call, a report or a state file.
fn refused(shop: &Shop) -> Run {
    let run = shop.run(&["import", "--json"]).expect(2);
    assert!(run.stdout.is_empty(), "{run:#?}");
    assert!(!run.stderr.trim().is_empty(), "{run:#?}");
    assert!(shop.fake.log().is_empty(), "Qoo10 was called");
    assert!(!shop.path("demo.db").exists(), "a state file was made");
    run
}

/// One key set to a bad value is refused, and named.
fn refused_key(table: &str, key: &str, toml: &str) {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set(table, key, toml);
    let run = refused(&shop);
    assert!(run.stderr.contains(key), "{table}.{key} = {toml} is not named\n{run:#?}");
}

#[test]
fn unknown_keys_and_tables_are_errors() {
    refused_key("import", "overlap_minuts", "60");
    refused_key("qoo10", "api_key", r#""abc""#);
    refused_key("shop", "nmae", r#""demo""#);
    refused_key("state", "Path", r#""x.db""#);
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("imports", "overlap_minutes", "60");
    let run = refused(&shop);
    assert!(run.stderr.contains("imports: is unknown"), "{run:#?}");
}

#[test]
fn values_of_another_type_are_errors() {
    for (table, key, toml) in [
        ("import", "overlap_minutes", r#""sixty""#),
        ("import", "overlap_minutes", "1.5"),
        ("import", "sku_separator", "1"),
        ("import", "addon_options_as_lines", r#""yes""#),
        ("qoo10", "requests_per_second", r#""5""#),
        ("qoo10", "max_attempts", "true"),
        ("state", "path", "7"),
        ("schedule_date", "closed_weekdays", r#""sat""#),
        ("push_shipments", "carriers", r#""佐川""#),
    ] {
        refused_key(table, key, toml);
    }
}

#[test]
fn values_out_of_range_are_errors() {
    for (table, key, toml) in [
        ("import", "overlap_minutes", "-5"),
        ("qoo10", "requests_per_second", "0"),
        ("qoo10", "requests_per_second", "-1"),
        ("qoo10", "max_in_flight", "0"),
        ("qoo10", "timeout_seconds", "0"),
        ("qoo10", "max_attempts", "0"),
        ("qoo10", "deadline_seconds", "0"),
        ("schedule_date", "business_days", "-1"),
        ("schedule_date", "closed_weekdays", r#"["caturday"]"#),
        ("schedule_date", "closed_weekdays", r#"["mon","tue","wed","thu","fri","sat","sun"]"#),
        ("schedule_date", "beyond_limit", r#""later""#),
        ("shop", "lang", r#""fr""#),
        ("push_shipments", "check_digits", r#""maybe""#),
        ("push_stock", "max_zero_percent", "101"),
        ("push_stock", "max_zero_percent", "-1"),
        ("stock", "count", r#""set""#),
        ("stock", "percent", "101"),
    ] {
        refused_key(table, key, toml);
    }
}

#[test]
fn every_documented_key_is_accepted() {
    let mut shop = Shop::with_rows(vec![row()]);
    for (table, key, toml) in [
        ("shop", "lang", r#""en""#),
        ("qoo10", "seller_key_issued_on", r#""2026-01-15""#),
        ("qoo10", "requests_per_second", "5"),
        ("qoo10", "max_in_flight", "4"),
        ("qoo10", "timeout_seconds", "30"),
        ("qoo10", "max_attempts", "4"),
        ("qoo10", "deadline_seconds", "600"),
        ("import", "overlap_minutes", "60"),
        ("import", "sku_separator", r#""""#),
        ("import", "addon_options_as_lines", "false"),
        ("sync_status", "trigger_schedule_date", "false"),
        ("sync_status", "max_lookups", "100"),
        ("schedule_date", "business_days", "3"),
        ("schedule_date", "count_back_from_desired_date", "false"),
        ("schedule_date", "count_back_days", "3"),
        ("schedule_date", "closed_weekdays", r#"["sat", "sun"]"#),
        ("schedule_date", "use_shop_holidays", "true"),
        ("schedule_date", "national_holidays", "false"),
        ("schedule_date", "max_days_ahead", "10"),
        ("schedule_date", "beyond_limit", r#""clamp""#),
        ("push_shipments", "catch_up_days", "0"),
        ("push_shipments", "check_digits", r#""refuse""#),
        ("push_shipments", "carriers", r#"{ "ヤマト運輸" = "ヤマト宅急便" }"#),
        ("push_stock", "max_zero_percent", "50"),
        ("stock", "count", r#""on_hand""#),
        ("stock", "unpaid_orders_count", "true"),
        ("stock", "reserve", "0"),
        ("stock", "cap", "100"),
        ("stock", "percent", "100"),
    ] {
        shop.set(table, key, toml);
    }
    shop.import();
}

#[test]
fn all_problems_are_reported_at_once_each_with_its_key() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("import", "overlap_minutes", r#""sixty""#);
    shop.set("import", "overlap_hours", "1");
    shop.set("qoo10", "endpoint", r#""http://api.qoo10.jp/x""#);
    shop.set("qoo10", "max_attempts", "0");
    shop.set("schedule_date", "closed_weekdays", r#"["caturday"]"#);
    shop.set("push_shipments", "check_digits", r#""maybe""#);
    shop.set("nonsense", "foo", "1");
    let keys = [
        "overlap_minutes",
        "overlap_hours",
        "endpoint",
        "max_attempts",
        "closed_weekdays",
        "check_digits",
        "nonsense",
    ];
    refused(&shop).says(&keys);
}

#[test]
fn problems_are_told_in_the_language_of_the_file_or_of_the_command() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("qoo10", "max_attempts", "0");
    let english = "qoo10.max_attempts: should be a whole number from 1 to 20, but is 0";
    let japanese = "qoo10.max_attempts: 1から20までの整数で指定してください(現在: 0)";
    refused(&shop).says(&["error: the configuration", english]);
    shop.set("shop", "lang", r#""ja""#);
    refused(&shop).says(&["エラー: 設定ファイル", japanese, "対処: "]);
    assert!(shop.run(&["import", "--lang", "en"]).expect(2).stderr.contains(english));
    assert!(shop.run(&["doctor"]).expect(2).stdout.contains(japanese));
}

#[test]
fn text_that_is_no_toml_is_an_error_with_the_file_and_line() {
    let mut shop = Shop::new();
    shop.config_text = Some("[shop]\nname = \"demo\"\n[qoo10\n".into());
    refused(&shop).says(&["shop.toml", "3"]);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let shop = Shop::new();
    fs::create_dir(shop.path("folder.toml")).unwrap();
    fs::write(shop.path("latin.toml"), b"[shop]\nname = \"caf\xe9\"\n").unwrap();
    for name in ["absent.toml", "folder.toml", "latin.toml"] {
        let mut command = shop.bare_command();
        command.args(["--config", name, "import", "--json"]);
        let run = finish(command, &[name]).expect(2);
        run.says(&[name]);
        assert!(run.stdout.is_empty());
    }
}

#[test]
fn the_endpoint_must_be_https_or_loopback() {
    for bad in [
        "http://api.qoo10.jp/GMKT.INC.Front.QAPIService/ebayjapan.qapi",
        "http://127.0.0.1.example.com/x",
        "http://localhost.example.com/x",
        "http://127.0.0.1@example.com/x",
        "http://example.com/127.0.0.1",
        "http://10.0.0.1/x",
        "ftp://api.qoo10.jp/x",
        "api.qoo10.jp",
        "",
    ] {
        refused_key("qoo10", "endpoint", &format!("{bad:?}"));
    }
}

#[test]
fn localhost_by_name_is_loopback_and_a_slash_at_the_end_does_no_harm() {
    let mut shop = Shop::with_rows(vec![row()]);
    let port = shop.fake.port();
    for endpoint in [
        format!("http://localhost:{port}/GMKT.INC.Front.QAPIService/ebayjapan.qapi"),
        format!("http://127.0.0.1:{port}/GMKT.INC.Front.QAPIService/ebayjapan.qapi/"),
    ] {
        shop.set("qoo10", "endpoint", &format!("{endpoint:?}"));
        shop.import();
    }
}

#[test]
fn the_file_is_found_by_name_by_variable_or_by_option() {
    let shop = Shop::new();
    let find = |args: &[&str], variable: Option<&str>| {
        let mut command = shop.bare_command();
        command.envs(variable.map(|v| ("QOO10_BRIDGE_CONFIG", v))).args(args).args(["import", "--json"]);
        finish(command, args)
    };
    let whole = shop.path("qoo10-bridge.toml");
    let error = format!("the configuration {} cannot be read (", whole.display());
    find(&[], None).expect(2).says(&[&error, "next: are you in the right folder? --config FILE"]);
    find(&[], Some("")).expect(2).says(&[&error]);
    let run = find(&["--lang", "ja"], Some("other/absent.toml")).expect(2);
    let absent = shop.path("other/absent.toml");
    run.says(&[
        &format!("設定ファイル {}(QOO10_BRIDGE_CONFIGで指定)を", absent.display()),
        "対処: フォルダが正しいか",
    ]);
    find(&[], Some("absent.toml")).expect(2).says(&["absent.toml (from QOO10_BRIDGE_CONFIG) cannot be read"]);
    assert_eq!(find(&[], Some("shop.toml")).expect(0).json()["shop"], "demo");
    fs::write(shop.path("qoo10-bridge.toml"), shop.config().replace("demo", "found-by-name")).unwrap();
    assert_eq!(find(&[], None).expect(0).json()["shop"], "found-by-name");
    assert_eq!(find(&[], Some("shop.toml")).expect(0).json()["shop"], "demo");
    assert_eq!(find(&["--config", "shop.toml"], Some("absent.toml")).expect(0).json()["shop"], "demo");
}

#[test]
fn a_file_that_is_no_toml_or_no_utf_8_says_what_to_look_for() {
    let shop = Shop::new();
    let run = |bytes: &[u8], lang: &str| {
        fs::write(shop.path("broken.toml"), bytes).unwrap();
        let mut command = shop.bare_command();
        let args = ["--config", "broken.toml", "--lang", lang, "status"];
        command.args(args);
        finish(command, &args).expect(2)
    };
    let open = b"[shop]\nname = \"demo\n";
    run(open, "en").says(&[
        "line 2",
        "; the line: name = …",
        "next: look for a missing quote, full-width digits",
    ]);
    run(open, "ja").says(&["。この行: name = …", "対処: 引用符の閉じ忘れ、全角の数字や記号、同じ項目の重複"]);
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode("[shop]\nname = \"店\"\n");
    run(&cp932, "en").says(&["cannot be read", "next: save it as UTF-8"]);
    run(&cp932, "ja").says(&["を読み取れません", "対処: 文字コードをUTF-8にして保存し直してください"]);
}

#[test]
fn the_variable_makes_no_option_needed() {
    let shop = Shop::new();
    let run = |args: &[&str]| {
        let mut command = shop.bare_command();
        command.env("QOO10_BRIDGE_CONFIG", "shop.toml").args(args);
        finish(command, args)
    };
    let usage = run(&["orders", "show"]).expect(2).stderr;
    assert!(
        usage.starts_with("error: the following required arguments were not provided: <CODE>\n"),
        "{usage}"
    );
    let help = run(&["orders", "show", "--help"]).expect(0).stdout;
    assert!(help.contains("[env: QOO10_BRIDGE_CONFIG] [default: qoo10-bridge.toml]"), "{help}");
}

#[test]
fn relative_paths_are_relative_to_the_file_not_to_the_working_directory() {
    let mut shop = Shop::with_rows(vec![row()]);
    fs::create_dir(shop.path("elsewhere")).unwrap();
    fs::create_dir(shop.path("data")).unwrap();
    shop.set("state", "path", r#""data/state.db""#);
    let mut command = shop.command(&["import"]);
    command.current_dir(shop.path("elsewhere"));
    finish(command, &["import"]).expect(0);
    assert!(shop.path("data/state.db").exists());
    assert_eq!(fs::read_dir(shop.path("elsewhere")).unwrap().count(), 0);
}
