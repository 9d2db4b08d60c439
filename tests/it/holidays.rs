//! `holidays`: by hand and from files.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{LIST, Run, Shop, assert_keys, row};

fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "fixtures/input", name].iter().collect();
    path.to_str().unwrap().to_owned()
}

/// `date name` of every holiday, `-` for none.
fn all(shop: &Shop) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let lines = shop.run(&["holidays", "list", "--json"]).expect(0).lines();
    lines.iter().map(|day| text(&day["date"]) + " " + &text(&day["name"])).collect()
}

fn load(shop: &Shop, name: &str, code: i32) -> Run {
    shop.run(&["holidays", "load", &fixture(name)]).expect(code)
}

#[test]
fn holidays_are_added_named_listed_and_removed_by_hand() {
    let shop = Shop::new();
    let change = |args: &[&str]| {
        let args: Vec<&str> = ["holidays", "--json"].iter().chain(args).copied().collect();
        shop.run(&args).expect(0).json()
    };
    let is = |date: &str, name: Value, outcome: &str| json!({"date": date, "name": name, "outcome": outcome});
    assert_eq!(change(&["add", "2026/8/14"]), is("2026-08-14", Value::Null, "added"));
    assert_eq!(change(&["add", "2026-08-13", " 夏季休業 "]), is("2026-08-13", json!("夏季休業"), "added"));
    assert_eq!(change(&["add", "2026-08-13"]), is("2026-08-13", json!("夏季休業"), "unchanged"));
    assert_eq!(change(&["add", "2026-08-14", "夏季休業"]), is("2026-08-14", json!("夏季休業"), "renamed"));
    assert_eq!(change(&["add", "2026-09-30", "棚卸"]), is("2026-09-30", json!("棚卸"), "added"));
    let list = shop.run(&["holidays", "list", "--json"]).expect(0);
    insta::assert_snapshot!(list.stdout, @r#"
    {"date":"2026-08-13","name":"夏季休業"}
    {"date":"2026-08-14","name":"夏季休業"}
    {"date":"2026-09-30","name":"棚卸"}
    "#);
    let august = shop.run(&["holidays", "list", "--month", "2026-08"]).expect(0);
    insta::assert_snapshot!(august.stdout, @r"
    date            name
    2026-08-13 Thu  夏季休業
    2026-08-14 Fri  夏季休業
    ");
    assert_eq!(change(&["remove", "2026/8/13"]), is("2026-08-13", json!("夏季休業"), "removed"));
    assert_eq!(all(&shop), ["2026-08-14 夏季休業", "2026-09-30 棚卸"]);
    shop.check_state();
}

#[test]
fn for_people_a_sentence_and_for_quiet_none() {
    let shop = Shop::new();
    let said = |args: &[&str]| shop.run(args).expect(0).stdout;
    assert_eq!(said(&["holidays", "add", "2026-08-13", "盆"]), "2026-08-13 Thu 盆 is a shop holiday now\n");
    assert_eq!(
        said(&["--lang", "ja", "holidays", "remove", "2026-08-13"]),
        "2026-08-13(木) 盆を休業日から外しました\n"
    );
    let quiet = shop.run(&["-q", "holidays", "add", "2026-08-13"]).expect(0);
    assert_eq!(quiet.all().trim(), "");
    let none = Shop::new().run(&["holidays", "list"]).expect(0);
    assert!(none.stdout.is_empty() && none.stderr.contains("no shop holidays"), "{none:#?}");
}

#[test]
fn what_is_no_date_or_no_holiday_is_a_usage_error() {
    let shop = Shop::new();
    shop.run(&["holidays", "add", "2026-08-13"]).expect(0);
    let before = fs::read(shop.path("demo.db")).unwrap();
    for (args, says) in [
        (&["add", "2026-02-30"][..], "2026-02-30"),
        (&["add", "8/13"], "2026-07-01 or 2026/7/1"),
        (&["add", "2206-08-13"], "1980 to 2099"),
        (&["add", "2026-08-14", &"長".repeat(101)], "100"),
        (&["remove", "2026-08-14"], "2026-08-14 is not a holiday of the shop"),
        (&["remove", "tomorrow"], "tomorrow"),
        (&["list", "--month", "2026"], "YYYY-MM"),
        (&["calendar", "--month", "2026-13"], "YYYY-MM"),
        (&["load", "missing.csv"], "missing.csv"),
        (&["load", "."], "cannot be read"),
        (&["load"], "FILE"),
        (&[], "calendar"),
    ] {
        let args: Vec<&str> = ["holidays"].iter().chain(args).copied().collect();
        let run = shop.run(&args).expect(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(says), "{says}: {run:#?}");
    }
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn files_in_every_encoding_go_in() {
    let shop = Shop::new();
    load(&shop, "holidays-cp932.csv", 0);
    let cp932 =
        ["2026-08-13 夏季休業①", "2026-09-30 棚卸 \"中間\", 倉庫～", "2026-10-09 ｼｬﾅｲﾘｮｺｳ", "2026-10-12 -"];
    assert_eq!(all(&shop), cp932);
    let shop = Shop::new();
    load(&shop, "holidays-utf8-bom.csv", 0);
    assert_eq!(all(&shop), ["2026-08-13 夏季休業", "2026-08-14 -"]);
    load(&shop, "holidays-utf8.csv", 0);
    assert_eq!(
        all(&shop)[2..],
        ["2026-12-29 年末年始", "2026-12-30 年末年始", "2026-12-31 年末年始", "2027-01-11 鏡開き 𠮷"]
    );
}

#[test]
fn the_same_file_twice_changes_nothing_and_another_removes_nothing() {
    let shop = Shop::new();
    let first = load(&shop, "holidays-bad-rows.csv", 3);
    assert_eq!(first.stdout, "holidays: 2 added, 0 renamed, 0 unchanged, 8 refused\n");
    let before = (all(&shop), fs::read(shop.path("demo.db")).unwrap());
    let second = load(&shop, "holidays-bad-rows.csv", 3);
    assert_eq!(second.stdout, "holidays: 0 added, 0 renamed, 2 unchanged, 8 refused\n");
    assert_eq!(second.stderr, first.stderr);
    assert!((all(&shop), fs::read(shop.path("demo.db")).unwrap()) == before, "the state file has changed");
    load(&shop, "holidays-utf8-bom.csv", 0);
    assert_eq!(all(&shop), ["2026-08-13 夏季休業", "2026-08-14 -", "2026-08-18 良い行"]);
}

#[test]
fn a_refused_row_is_named_and_the_good_ones_go_in() {
    let shop = Shop::new();
    let file = fixture("holidays-bad-rows.csv");
    let run = load(&shop, "holidays-bad-rows.csv", 3);
    insta::assert_snapshot!(run.stderr.replace(&file, "FILE"), @r#"
    FILE:3: "2026-02-30" is not a date; write 2026-07-01 or 2026/7/1
    FILE:4: there is no date
    FILE:5: more cells than the header has; put quotes around a text that holds a comma
    FILE:6: "13/8/2026" is not a date; write 2026-07-01 or 2026/7/1
    FILE:7: line 2 calls the same date "夏季休業"
    FILE:8: text follows a closing quote; write a quote within a text twice
    FILE:9: 2206-08-13 is not within 1980 to 2099; is the year a slip?
    FILE:10: "46247" is not a date; write 2026-07-01 or 2026/7/1
    "#);
    assert_eq!(all(&shop), ["2026-08-13 夏季休業", "2026-08-18 良い行"]);
    let ja = shop.run(&["--lang", "ja", "-q", "holidays", "load", &file]).expect(3);
    assert!(ja.stderr.contains(":4: 日付がありません"), "{ja:#?}");

    let shop = Shop::new();
    let run = load(&shop, "holidays-quote-open.csv", 3);
    run.says(&["holidays-quote-open.csv:3: a quote opens here and is never closed"]);
    assert_eq!(all(&shop), ["2026-08-13 夏季休業"]);

    let shop = Shop::new();
    let run = load(&shop, "holidays-cp932-damaged.csv", 3);
    run.says(&["holidays-cp932-damaged.csv:3: a cell holds bytes that are not text"]);
    assert_eq!(all(&shop), ["2026-08-13 夏季休業", "2026-08-17 棚卸"]);
}

#[test]
fn the_report_of_a_load_as_json() {
    let shop = Shop::new();
    let file = fixture("holidays-bad-rows.csv");
    let report = shop.run(&["holidays", "load", &file, "--json"]).expect(3).json();
    assert_keys(&report, &["file", "dry_run", "result", "exit_code", "counts", "items"]);
    assert_eq!((&report["result"], &report["exit_code"]), (&json!("partial"), &json!(3)));
    assert_eq!(report["counts"], json!({"added": 2, "renamed": 0, "unchanged": 0, "refused": 8}));
    let items = report["items"].as_array().unwrap();
    let reasons: Vec<&str> = items.iter().map(|item| item["reason"].as_str().unwrap_or("-")).collect();
    assert_eq!(
        reasons,
        [
            "-",
            "date_unreadable",
            "date_missing",
            "too_many_cells",
            "date_unreadable",
            "other_name",
            "text_after_quote",
            "date_out_of_range",
            "date_unreadable",
            "-"
        ]
    );
    assert_keys(&items[0], &["line", "date", "name", "outcome", "reason", "message"]);
    let lines: Vec<u64> = items.iter().map(|item| item["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (2..=11).collect::<Vec<_>>());
}

#[test]
fn a_dry_run_shows_the_plan_and_changes_nothing() {
    let shop = Shop::new();
    let file = fixture("holidays-utf8-bom.csv");
    let run = shop.run(&["holidays", "load", &file, "--dry-run"]).expect(0);
    insta::assert_snapshot!(run.stdout, @r#"
    line  date            name      would be
       2  2026-08-13 Thu  夏季休業  added
       3  2026-08-14 Fri            added
    holidays (dry run, nothing was changed): 2 added, 0 renamed, 0 unchanged, 0 refused
    "#);
    assert!(!shop.path("demo.db").exists(), "a state file was made");
    shop.run(&["holidays", "load", &fixture("holidays-bad-rows.csv"), "--dry-run"]).expect(3);
    shop.run(&["holidays", "add", "2026-08-14", "盆"]).expect(0);
    let before = fs::read(shop.path("demo.db")).unwrap();
    let run = shop.run(&["holidays", "load", &file, "--dry-run", "--json"]).expect(0).json();
    assert_eq!(run["counts"], json!({"added": 1, "renamed": 0, "unchanged": 1, "refused": 0}));
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn a_file_without_a_usable_header_is_exit_2_and_nothing_goes_in() {
    let shop = Shop::new();
    for (name, content, says) in [
        ("empty.csv", &b""[..], "is empty"),
        ("blank.csv", b"\n\r\n,,\n", "is empty"),
        ("twice.csv", "日付,date\n2026-08-13,2026-08-13\n".as_bytes(), "twice"),
        ("book.csv", b"PK\x03\x04\x14\0\0\0", "workbook"),
        ("binary.csv", b"date\0name\n", "binary"),
    ] {
        fs::write(shop.path(name), content).unwrap();
        let run = shop.run(&["holidays", "load", name]).expect(2);
        run.says(&[name, says, "next:"]);
    }
    for (name, says) in [("holidays-no-header.csv", "date / 日付"), ("holidays-utf16.csv", "UTF-16")] {
        let run = load(&shop, name, 2);
        run.says(&[name, says]);
        assert!(run.stdout.is_empty(), "{run:#?}");
    }
    assert!(!shop.path("demo.db").exists(), "a state file was made");
    let run = load(&shop, "holidays-semicolons.csv", 0);
    assert!(run.stdout.starts_with("holidays: 1 added"), "{run:#?}");
}

#[test]
fn a_change_waits_for_a_running_step_and_a_look_does_not() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let step = shop.busy(&["import", "--json"], LIST);
    shop.run(&["holidays", "list"]).expect(0);
    shop.run(&["holidays", "calendar"]).expect(0);
    shop.run(&["holidays", "load", &fixture("holidays-utf8.csv"), "--dry-run"]).expect(0);
    let (added, step) = shop.waits_for(step, &["holidays", "add", "2026-08-13"]);
    added.expect(0);
    assert_eq!(step.status.code(), Some(0));
    assert_eq!(all(&shop), ["2026-08-13 -"]);
}

#[test]
fn every_change_gives_up_in_the_end_with_exit_4() {
    let mut shop = Shop::new();
    shop.run(&["holidays", "add", "2026-08-13"]).expect(0);
    shop.timeouts.lock = Duration::from_millis(50);
    let lock = fs::File::open(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    let file = fixture("holidays-utf8.csv");
    for [what, arg] in [["add", "2026-08-14"], ["remove", "2026-08-13"], ["load", &file]] {
        let run = shop.run(&["holidays", what, arg]).expect(4);
        assert_eq!(run.stdout, "", "{what}");
    }
    drop(lock);
    assert_eq!(all(&shop), ["2026-08-13 -"]);
}
