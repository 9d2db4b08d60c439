//! What is printed where: stdout for results, stderr for the rest, JSON as scripts expect it.

use serde_json::Value;

use crate::support::{LIST, Shop, assert_keys, finish, row};

fn mixed() -> Shop {
    Shop::with_rows(vec![row(), row().cart(2).no(2).item("812345678", "壊れ")])
}

#[test]
fn the_report_has_exactly_the_keys_of_the_contract() {
    let report = mixed().import_with(&[], 3).0;
    let keys = [
        "step",
        "shop",
        "run_id",
        "dry_run",
        "started_at",
        "finished_at",
        "result",
        "exit_code",
        "counts",
        "api_calls",
        "items",
        "warnings",
    ];
    assert_keys(&report, &keys);
    assert_keys(&report["counts"], &["fetched", "imported", "unchanged", "rejected"]);
    assert_eq!(
        (&report["step"], &report["shop"], &report["dry_run"]),
        (&"import".into(), &"demo".into(), &false.into())
    );
    assert!(report["run_id"].is_u64());
    assert_eq!((&report["result"], &report["exit_code"]), (&"partial".into(), &3.into()));
    for key in ["started_at", "finished_at"] {
        let at = report[key].as_str().unwrap();
        assert!(at.starts_with("2026-07-01T10:0") && at.ends_with("+09:00") && at.len() == 25, "{key} {at}");
    }
    assert!(report["warnings"].as_array().unwrap().iter().all(Value::is_string));
    for item in report["items"].as_array().unwrap() {
        assert_keys(item, &["order", "order_no", "sku", "outcome", "reason", "code", "message"]);
        assert!(["imported", "unchanged", "rejected"].contains(&item["outcome"].as_str().unwrap()), "{item}");
        assert!(item["order_no"].is_string() && item["code"].is_null(), "{item}");
    }
    let imported = report["items"].as_array().unwrap().iter().find(|i| i["outcome"] == "imported").unwrap();
    assert_eq!((&imported["order"], &imported["order_no"]), (&"412345678".into(), &"1062428737".into()));
    assert_eq!((&imported["sku"], &imported["reason"]), (&"TS-001".into(), &Value::Null));
    assert_eq!(imported["message"], Value::Null);
}

#[test]
fn api_calls_counts_what_was_called() {
    let shop = Shop::with_rows(vec![row().unpaid(), row().cart(2).no(2).option("色:白", "-W")]);
    let report = shop.import();
    let calls = report.0["api_calls"].as_object().unwrap();
    for (method, count) in calls {
        assert_eq!(count.as_u64().unwrap() as usize, shop.fake.calls(method), "{method}");
    }
    assert_eq!(calls.values().map(|c| c.as_u64().unwrap() as usize).sum::<usize>(), shop.fake.log().len());
    assert!(calls.contains_key(LIST));
}

#[test]
fn run_ids_grow() {
    let shop = mixed();
    let ids = [0; 3].map(|_| shop.import_with(&[], 3).0["run_id"].as_u64().unwrap());
    assert!(ids[0] < ids[1] && ids[1] < ids[2], "{ids:?}");
}

#[test]
fn without_json_stdout_is_one_line() {
    for shop in [Shop::new(), Shop::with_rows(vec![row()])] {
        let run = shop.run(&["import"]).expect(0);
        assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    }
    let run = mixed().run(&["import"]).expect(3);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
}

#[test]
fn quiet_prints_nothing_on_exit_0() {
    for flag in ["-q", "--quiet"] {
        for rows in [vec![], vec![row()]] {
            let count = rows.len();
            let shop = Shop::with_rows(rows);
            let run = shop.run(&[flag, "import"]).expect(0);
            assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""), "{flag}");
            assert_eq!(shop.codes().len(), count);
        }
    }
}

#[test]
fn quiet_says_what_is_wrong_on_other_exits() {
    let run = mixed().run(&["import", "--quiet"]).expect(3);
    assert!(run.all().contains("壊れ"), "{run:#?}");
}

#[test]
fn verbose_keeps_stdout_clean() {
    let shop = mixed();
    let run = shop.run(&["-vvv", "import", "--json"]).expect(3);
    assert_eq!(run.json()["step"], "import");
    assert!(!run.stderr.is_empty());
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    let shop = Shop::new();
    let mut command = shop.bare_command();
    command.args(["--json", "-v", "import", "--now", "2026-07-01T10:00:00+09:00", "--config", "shop.toml"]);
    assert_eq!(finish(command, &["import"]).expect(0).json()["step"], "import");
}

#[test]
fn the_language_is_chosen_by_option_or_locale() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    let mut shop = Shop::with_rows(vec![row()]);
    shop.import();
    assert!(japanese(&shop.run(&["--lang", "ja", "import"]).expect(0).stdout));
    assert!(!japanese(&shop.run(&["--lang", "en", "import"]).expect(0).stdout));
    shop.env.insert("LANG".into(), "ja_JP.UTF-8".into());
    assert!(japanese(&shop.run(&["import"]).expect(0).stdout));
    assert!(!japanese(&shop.run(&["--lang", "en", "import"]).expect(0).stdout));
    let json = shop.run(&["import", "--json"]).expect(0).json();
    assert_eq!((&json["step"], &json["result"]), (&"import".into(), &"ok".into()));
    shop.run(&["--lang", "fr", "import"]).expect(2);
    shop.set("shop", "lang", r#""en""#);
    assert!(!japanese(&shop.run(&["import"]).expect(0).stdout), "shop.lang comes before the locale");
    assert!(japanese(&shop.run(&["--lang", "ja", "import"]).expect(0).stdout), "and --lang before both");
    shop.set("shop", "lang", r#""ja""#);
    for locale in [Some("en_US.UTF-8"), None] {
        shop.env.remove("LANG");
        shop.env.extend(locale.map(|locale| ("LANG".into(), locale.into())));
        assert!(japanese(&shop.run(&["import"]).expect(0).stdout), "as under cron: {locale:?}");
    }
    shop.set("import", "overlap_minuts", "1");
    assert!(japanese(&shop.run(&["doctor"]).expect(2).stdout), "also where the rest cannot be used");
    shop.set("shop", "lang", r#""ja" 1"#);
    assert!(!japanese(&shop.run(&["doctor"]).expect(2).stdout), "but not where nothing can be read");
}

#[test]
fn an_accepted_result_ends_with_0_and_is_printed_all_the_same() {
    let shop = mixed();
    for accept in ["partial", "busy,partial"] {
        let run = shop.run(&["--accept", accept, "--quiet", "--json", "import"]).expect(0);
        let report = run.json();
        assert_eq!((&report["result"], &report["exit_code"]), (&"partial".into(), &3.into()), "{accept}");
        assert!(run.all().contains("壊れ"), "{run:#?}");
    }
    shop.run(&["--accept", "busy", "import"]).expect(3);
    for other in ["failed", "refused", "ok", "3", ""] {
        shop.run(&["--accept", other, "import"]).expect(2);
    }
}

#[test]
fn usage_errors_are_exit_2_on_stderr() {
    let shop = Shop::new();
    for args in [
        &["imports"][..],
        &["import", "--nonsense"],
        &["import", "extra"],
        &["import", "--wait", "soon"],
        &["import", "--force", "nonsense"],
        &["orders"],
        &["orders", "show"],
        &["orders", "list", "--status", "nonsense"],
        &[],
    ] {
        let run = shop.run(args).expect(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{run:#?}");
    }
    let mut command = shop.bare_command();
    command.args(["--now", "yesterday", "import"]);
    finish(command, &["--now", "yesterday"]).expect(2);
}

#[test]
fn version_and_help_as_usual() {
    let shop = Shop::new();
    let version = shop.run(&["--version"]).expect(0);
    assert!(version.stdout.contains(env!("CARGO_PKG_VERSION")), "{version:#?}");
    let help = shop.run(&["--help"]).expect(0);
    for command in ["import", "orders", "log", "sandbox"] {
        assert!(help.stdout.contains(command), "{command} is not in --help");
    }
    let help = shop.run(&["import", "--help"]).expect(0);
    for option in ["--from", "--to", "--dry-run", "--order", "--limit", "--wait", "--force"] {
        assert!(help.stdout.contains(option), "{option} is not in import --help");
    }
}
