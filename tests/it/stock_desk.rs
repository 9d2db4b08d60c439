//! `stock`: free quantities from files and by hand.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{LIST, Run, Shop, assert_keys, row};

fn load(shop: &Shop, text: &str, args: &[&str], code: i32) -> Run {
    fs::write(shop.path("in.csv"), text).unwrap();
    let args: Vec<&str> = ["stock", "load", "in.csv"].iter().chain(args).copied().collect();
    shop.run(&args).expect(code)
}

fn render_load_json(shop: &Shop, text: &str, args: &[&str], code: i32) -> Value {
    let args: Vec<&str> = args.iter().chain(&["--json"]).copied().collect();
    load(shop, text, &args, code).json()
}

/// `sku qty` of every SKU.
fn all(shop: &Shop) -> Vec<String> {
    let lines = shop.run(&["stock", "list", "--json"]).expect(0).lines();
    lines.iter().map(|line| format!("{} {}", line["sku"].as_str().unwrap(), line["free_qty"])).collect()
}

/// A file with so many SKUs, all with this quantity.
fn many(n: usize, qty: i64) -> String {
    (0..n).fold("sku,free_qty\n".to_owned(), |mut text, n| {
        writeln!(text, "S{n:02},{qty}").unwrap();
        text
    })
}

fn stocked(n: usize) -> Shop {
    let shop = Shop::new();
    load(&shop, &many(n, 3), &[], 0);
    shop
}

fn state(shop: &Shop) -> rusqlite::Connection {
    rusqlite::Connection::open(shop.path("demo.db")).unwrap()
}

fn with_listing(shop: &Shop, sku: Option<&str>) {
    let state = state(shop);
    state.execute("INSERT OR IGNORE INTO items (item_code) VALUES ('812345678')", []).unwrap();
    let sql = "INSERT INTO listings (item_code, option, sku, sent_qty) VALUES ('812345678', ?1, ?2, 4)";
    state.execute(sql, (sku.unwrap_or_default(), sku)).unwrap();
}

#[test]
fn a_file_goes_in_and_is_listed() {
    let mut shop = Shop::new();
    let run = load(&shop, "sku,free_qty\nTS-001-W-M,12\nCUP-01,\"1,200\"\nTS-001,0\n", &[], 0);
    assert_eq!(run.stdout, "stock: 3 added, 0 changed, 0 zeroed, 0 unchanged, 0 refused\n");
    assert_eq!(run.stderr, "");
    shop.at("2026-07-02 09:00:00");
    load(&shop, "倉庫,フリー在庫数,品番\nA,１２,TS-001-W-M\nA,5.0,TS-001\n", &[], 0);
    let list = shop.run(&["stock", "list", "--json"]).expect(0);
    insta::assert_snapshot!(list.stdout, @r#"
    {"sku":"CUP-01","basis":"free","count":1200,"counted_at":"2026-07-01T10:00:00+09:00","in_orders":0,"reserve":0,"cap":null,"percent":100,"free_qty":1200,"changed_at":"2026-07-01T10:00:00+09:00"}
    {"sku":"TS-001","basis":"free","count":5,"counted_at":"2026-07-02T09:00:00+09:00","in_orders":0,"reserve":0,"cap":null,"percent":100,"free_qty":5,"changed_at":"2026-07-02T09:00:00+09:00"}
    {"sku":"TS-001-W-M","basis":"free","count":12,"counted_at":"2026-07-02T09:00:00+09:00","in_orders":0,"reserve":0,"cap":null,"percent":100,"free_qty":12,"changed_at":"2026-07-01T10:00:00+09:00"}
    "#);
    with_listing(&shop, Some("TS-001"));
    let list = shop.run(&["stock", "list"]).expect(0);
    insta::assert_snapshot!(list.stdout, @r"
    SKU         counted  count  in orders  reserve  free   sent
    CUP-01      free     1,200          0        0  1,200     -
    TS-001      free         5          0        0      5     4
    TS-001-W-M  free        12          0        0     12     -
    ");
    shop.check_state();
}

#[test]
fn japanese_files_of_spreadsheets_go_in() {
    let shop = Shop::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/input/stock-cp932.csv");
    shop.run(&["stock", "load", file, "--count", "free"]).expect(0);
    assert_eq!(all(&shop), ["007 5", "TS-1 1234"]);
}

#[test]
fn the_same_file_twice_moves_the_moment_and_changes_nothing() {
    let mut shop = Shop::new();
    let text = "sku,free_qty\nA,5\nB,0\nC,x\n";
    load(&shop, text, &[], 3);
    shop.at("2026-07-02 09:00:00");
    let report = render_load_json(&shop, text, &[], 3);
    assert_eq!(
        report["counts"],
        json!({"added": 0, "changed": 0, "zeroed": 0, "unchanged": 2, "refused": 1})
    );
    for line in shop.run(&["stock", "list", "--json"]).expect(0).lines() {
        let moments = (line["counted_at"].as_str().unwrap(), line["changed_at"].as_str().unwrap());
        assert_eq!(moments, ("2026-07-02T09:00:00+09:00", "2026-07-01T10:00:00+09:00"));
    }
}

#[test]
fn a_refused_row_is_named_and_the_good_ones_go_in() {
    let shop = Shop::new();
    let text = "sku,free_qty\nA,5\n,5\nTシャツ,5\nB,\nC,many\nD,-1\nE,1.5\nF,1E3\nG,3000000000\nH,1,200\n\
                I,1\nI,2\n\u{1b}[2J,5\nZ,9\n";
    let run = load(&shop, text, &[], 3);
    insta::assert_snapshot!(run.stderr, @r#"
    in.csv:3: there is no SKU
    in.csv:4: "Tシャツ" cannot be a SKU: only A-Z a-z 0-9 - _ may stand in one
    in.csv:5: there is no quantity; write 0 for none
    in.csv:6: "many" is not a quantity; write a whole number such as 12
    in.csv:7: -1 is below 0; write 0 for none
    in.csv:8: 1.5 is not a whole number
    in.csv:9: 1E3 has lost its last digits; give the column the format of a number and save the file again
    in.csv:10: 3000000000 is more than 2147483647, the most that Qoo10 takes
    in.csv:11: more cells than the header has; put quotes around a text that holds a comma
    in.csv:12: line 13 gives the same SKU 2; which is right? Neither was taken
    in.csv:13: line 12 gives the same SKU 1; which is right? Neither was taken
    in.csv:14: "·[2J" cannot be a SKU: only A-Z a-z 0-9 - _ may stand in one
    "#);
    assert_eq!(run.stdout, "stock: 2 added, 0 changed, 0 zeroed, 0 unchanged, 12 refused\n");
    assert_eq!(all(&shop), ["A 5", "Z 9"]);
    let ja = load(&shop, text, &["--lang", "ja", "-q"], 3);
    assert!(ja.stderr.contains("in.csv:5: 在庫数がありません"), "{ja:#?}");
    assert!(ja.stdout.starts_with("在庫: 追加 0"), "{ja:#?}");
}

#[test]
fn the_report_of_a_load_as_json() {
    let shop = stocked(2);
    let report =
        render_load_json(&shop, "sku,free_qty\nS00,7\nNEW,1\nS00,7\nX,x\n", &["--absent-is-zero"], 3);
    assert_keys(&report, &["file", "dry_run", "result", "exit_code", "counts", "items", "warnings"]);
    assert_eq!((&report["result"], &report["exit_code"]), (&json!("partial"), &json!(3)));
    assert_eq!(
        report["counts"],
        json!({"added": 1, "changed": 1, "zeroed": 1, "unchanged": 1, "refused": 1})
    );
    let items = report["items"].as_array().unwrap();
    let told: Vec<Value> = items
        .iter()
        .map(|i| json!([i["line"], i["sku"], i["was"], i["count"], i["free_qty"], i["outcome"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([2, "S00", 3, 7, 7, "changed"]),
            json!([3, "NEW", null, 1, 1, "added"]),
            json!([4, "S00", 3, 7, 7, "unchanged"]),
            json!([5, "X", null, null, null, "refused"]),
            json!([null, "S01", 3, 0, 0, "zeroed"]),
        ]
    );
    assert_eq!(items[3]["reason"], "qty_unreadable");
    assert_keys(
        &items[0],
        &["line", "sku", "was", "count", "basis", "free_qty", "outcome", "reason", "message"],
    );
}

#[test]
fn absent_skus_stay_untouched_unless_absent_is_zero() {
    let shop = stocked(4);
    load(&shop, "sku,free_qty\nS00,9\n", &[], 0);
    assert_eq!(all(&shop), ["S00 9", "S01 3", "S02 3", "S03 3"]);
    let text = "sku,free_qty\nS00,9\nS01,?\nS02,1\nS02,2\n";
    load(&shop, text, &["--absent-is-zero"], 3);
    assert_eq!(all(&shop), ["S00 9", "S01 3", "S02 3", "S03 0"], "a refused row is not absent");
    load(&shop, text, &["--absent-is-zero"], 3);
    let run = load(&shop, "sku,free_qty\nS00,9\n,4\n", &["--absent-is-zero"], 3);
    run.says(&["warning: 2 SKUs that are absent from the file keep their stock"]);
    assert_eq!(all(&shop), ["S00 9", "S01 3", "S02 3", "S03 0"]);
    load(&shop, "sku,free_qty\nS00,9\n", &["--absent-is-zero"], 0);
    assert_eq!(all(&shop), ["S00 9", "S01 0", "S02 0", "S03 0"]);
}

#[test]
fn a_sku_without_a_listing_is_loaded_with_a_warning_once_there_are_listings() {
    let shop = stocked(1);
    let text = "sku,free_qty\nCUP-O1,4\n";
    assert_eq!(load(&shop, text, &["--dry-run"], 0).stderr, "");
    with_listing(&shop, None);
    assert_eq!(load(&shop, text, &["--dry-run"], 0).stderr, "");
    with_listing(&shop, Some("CUP-01"));
    assert_eq!(load(&shop, text, &[], 0).stderr, "warning: 1 SKU has no listing: CUP-O1 (CUP-01?)\n");
    assert_eq!(all(&shop), ["CUP-O1 4", "S00 3"]);
    let japanese = load(&shop, &many(5, 1), &["--lang", "ja", "--dry-run"], 0);
    assert_eq!(japanese.stderr, "警告: 対応表にない品番が5件あります: S00、S01、S02 ほか2件\n");
    let report = render_load_json(&shop, text, &["--dry-run"], 0);
    assert_eq!(report["warnings"], json!(["1 SKU has no listing: CUP-O1 (CUP-01?)"]));
    assert_eq!(load(&shop, "sku,free_qty\nCUP-01,4\n", &[], 0).stderr, "");
}

#[test]
fn stk_06_the_brake_stops_a_file_that_empties_the_shop() {
    let shop = stocked(12);
    let before = (all(&shop), fs::read(shop.path("demo.db")).unwrap());
    let unchanged = || (all(&shop), fs::read(shop.path("demo.db")).unwrap()) == before;
    let text = many(7, 0) + "NEW,1\nBAD,x\n";
    for dry_run in [&[][..], &["--dry-run"]] {
        let run = load(&shop, &text, dry_run, 5);
        run.says(&["in.csv:10:", "7 of the 12 SKUs", "S00, S01", "mass-zero", "--force mass-zero", "next:"]);
        assert!(run.stdout.contains("stopped by the safety brake"), "{run:#?}");
        assert_eq!(run.stdout.contains("would be"), !dry_run.is_empty(), "{run:#?}");
        let report = render_load_json(&shop, &text, dry_run, 5);
        assert_eq!((&report["result"], &report["exit_code"]), (&json!("refused"), &json!(5)));
        assert_eq!(
            report["counts"],
            json!({"added": 0, "changed": 0, "zeroed": 0, "unchanged": 0, "refused": 1})
        );
        assert!(report["warnings"][0].as_str().unwrap().contains("mass-zero"), "{report:#}");
        load(&shop, "sku,free_qty\nNEW,1\n", &[&["--absent-is-zero"], dry_run].concat(), 5)
            .says(&["12 of the 12"]);
        assert!(unchanged(), "the brake let something through");
    }
    let run = load(&shop, &text, &["-q"], 5);
    run.says(&["--force mass-zero"]);
    load(&shop, &text, &["--force", "shrunken-list"], 5);
    assert!(unchanged(), "the brake let something through");
    load(&shop, &text, &["--dry-run", "--force", "mass-zero"], 3);
    assert!(unchanged(), "a dry run wrote");
    load(&shop, &many(6, 0), &["--dry-run"], 0);
    load(&shop, &text, &["--force", "mass-zero"], 3);
    assert_eq!(all(&shop).iter().filter(|line| line.ends_with(" 0")).count(), 7);
    load(&shop, &many(12, 0), &[], 0);
    load(&shop, &many(12, 0), &[], 0);
}

#[test]
fn stk_06_the_share_is_that_of_the_configuration() {
    let mut shop = stocked(12);
    shop.set("push_stock", "max_zero_percent", "40");
    load(&shop, &many(6, 0), &[], 5);
    shop.set("push_stock", "max_zero_percent", "100");
    load(&shop, &many(12, 0), &[], 0);
}

#[test]
fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let shop = Shop::new();
    load(&shop, "sku,free_qty\nA,5\n", &["--dry-run"], 0);
    assert!(!shop.path("demo.db").exists(), "a state file was made");
    load(&shop, "sku,free_qty\nA,5\nB,1\nC,1\n", &[], 0);
    let before = fs::read(shop.path("demo.db")).unwrap();
    let text = "sku,free_qty\nA,5\nB,\"1,200\"\nD,7\n";
    let run = load(&shop, text, &["--dry-run", "--absent-is-zero"], 0);
    insta::assert_snapshot!(run.stdout, @r"
    line  SKU  was  count  counted  free   would be
       3  B      1  1,200  free     1,200  changed
       4  D             7  free         7  added
          C      1      0  free         0  zeroed
    stock (dry run, nothing was changed): 1 added, 1 changed, 1 zeroed, 1 unchanged, 0 refused
    ");
    load(&shop, "sku,free_qty\nA,x\n", &["--dry-run"], 3);
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn a_file_without_a_usable_header_is_exit_2_and_nothing_goes_in() {
    let shop = Shop::new();
    for (text, says) in [
        ("", "is empty"),
        ("A,5\n", "sku / 品番 (its header: A,5)"),
        ("sku,cap\nA,5\n", "`stock rule` changes rules without a count"),
        ("sku,quantity\nA,5\n", "free_qty"),
        ("sku,free_qty,フリー在庫数\nA,5,5\n", "twice in its header: \"free_qty\" and \"フリー在庫数\""),
    ] {
        load(&shop, text, &["--absent-is-zero"], 2).says(&["in.csv", says, "next:"]);
    }
    shop.run(&["stock", "load", "missing.csv"]).expect(2).says(&["missing.csv"]);
    assert!(!shop.path("demo.db").exists(), "a state file was made");
}

#[test]
fn a_quantity_is_set_by_hand() {
    let mut shop = Shop::new();
    let said = |shop: &Shop, args: &[&str]| {
        let args: Vec<&str> = ["stock", "set"].iter().chain(args).copied().collect();
        shop.run(&args).expect(0).stdout
    };
    assert_eq!(said(&shop, &["TS-1", "5"]), "TS-1: 5 (new)\n");
    assert_eq!(said(&shop, &["TS-1", "1,200"]), "TS-1: 5 -> 1,200\n");
    shop.at("2026-07-02 09:00:00");
    assert_eq!(said(&shop, &["TS-1", "1200"]), "TS-1: 1,200 as before, counted anew\n");
    assert_eq!(said(&shop, &["TS-1", "1200", "--lang", "ja"]), "TS-1: 1,200のまま(棚卸日時を更新)\n");
    assert_eq!(said(&shop, &["TS-1", "1200", "-q"]), "");
    insta::assert_snapshot!(said(&shop, &["TS-1", "1200", "--json"]), @r#"{"sku":"TS-1","was":1200,"count":1200,"basis":"free","free_qty":1200,"changed_at":"2026-07-01T10:00:00+09:00","outcome":"unchanged"}"#);
    insta::assert_snapshot!(said(&shop, &["TS-1", "0", "--json"]), @r#"{"sku":"TS-1","was":1200,"count":0,"basis":"free","free_qty":0,"changed_at":"2026-07-02T09:00:00+09:00","outcome":"changed"}"#);
    shop.check_state();
}

#[test]
fn a_sku_that_nobody_knows_is_not_set_once_there_are_listings() {
    let shop = stocked(1);
    shop.run(&["stock", "set", "ANY-1", "1"]).expect(0);
    with_listing(&shop, None);
    with_listing(&shop, Some("TOWEL-01"));
    let run = shop.run(&["stock", "set", "towel-1", "5"]).expect(2);
    run.says(&["the SKU towel-1", "did you mean TOWEL-01?"]);
    assert!(run.stdout.is_empty(), "{run:#?}");
    shop.run(&["stock", "set", "SOMETHING-ELSE", "5", "--json"]).expect(2).says(&["stock load"]);
    assert_eq!(all(&shop), ["ANY-1 1", "S00 3"]);
    shop.run(&["stock", "set", "TOWEL-01", "5"]).expect(0);
    shop.run(&["stock", "set", "ANY-1", "2"]).expect(0);
    load(&shop, "sku,free_qty\nSOMETHING-ELSE,5\n", &[], 0);
    assert_eq!(all(&shop), ["ANY-1 2", "S00 3", "SOMETHING-ELSE 5", "TOWEL-01 5"]);
}

#[test]
fn what_is_no_sku_or_no_quantity_is_a_usage_error() {
    let shop = stocked(1);
    let before = fs::read(shop.path("demo.db")).unwrap();
    for (args, says) in [
        (&["set", "Tシャツ", "5"][..], "A-Z"),
        (&["set", "", "5"], "A-Z"),
        (&["set", "S00", "-5"], "0 to 2147483647"),
        (&["set", "S00", "1.5"], "0 to 2147483647"),
        (&["set", "S00", "2147483648"], "0 to 2147483647"),
        (&["set", "S00", "many"], "0 to 2147483647"),
        (&["set", "S00"], "QTY"),
        (&["load", "in.csv", "--force", "all"], "mass-zero"),
        (&["load"], "FILE"),
        (&["load", "in.csv", "--count", "set"], "on_hand"),
        (&["load", "in.csv", "--counted-at", "2026-07-01"], "2026-07-01 09:30"),
        (&["load", "in.csv", "--absent-is-zero", "--counted-at", "2026-07-01 10:01"], "still to come"),
        (&["set", "S00", "5", "--count", "shelf"], "on_hand"),
        (&["rule", "S00"], "--reserve N, --cap N and --percent P"),
        (&["rule", "S00", "--percent", "101"], "0 to 100, or -"),
        (&["rule", "S00", "--reserve", "-1"], "0 to 2147483647, or -"),
        (&["show", "Tシャツ"], "A-Z"),
        (&[], "load"),
    ] {
        let args: Vec<&str> = ["stock"].iter().chain(args).copied().collect();
        let run = shop.run(&args).expect(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(says), "{says}: {run:#?}");
    }
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn an_empty_list_says_so() {
    let run = Shop::new().run(&["stock", "list"]).expect(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("no counts"), "{run:#?}");
    let run = Shop::new().run(&["stock", "list", "--json", "-q"]).expect(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn a_change_waits_for_a_running_step_and_a_look_does_not() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    fs::write(shop.path("in.csv"), "sku,free_qty\nA,5\n").unwrap();
    let step = shop.busy(&["import", "--json"], LIST);
    shop.run(&["stock", "list"]).expect(0);
    shop.run(&["stock", "load", "in.csv", "--dry-run"]).expect(0);
    let (loaded, step) = shop.waits_for(step, &["stock", "load", "in.csv"]);
    loaded.expect(0);
    assert_eq!(step.status.code(), Some(0));
    assert_eq!(all(&shop), ["A 5"]);
}

#[test]
fn every_change_gives_up_in_the_end_with_exit_4() {
    let mut shop = stocked(1);
    shop.timeouts.lock = Duration::from_millis(50);
    let lock = fs::File::open(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    let rule = ["stock", "rule", "S00", "--cap", "9"];
    for args in [&["stock", "load", "in.csv"][..], &["stock", "set", "S00", "9"], &rule] {
        assert_eq!(shop.run(args).expect(4).stdout, "", "{args:?}");
    }
    drop(lock);
    assert_eq!(all(&shop), ["S00 3"]);
}
