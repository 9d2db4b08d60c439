//! `sets`: from a file, by hand, and what the rest of the program says of them (STK-9).

use std::fs;

use serde_json::{Value, json};

use crate::support::{PLAIN, Run, Shop, assert_keys, row};

/// P-1 is on sale, and a set of two cups and a box; both parts are counted.
fn shop() -> Shop {
    let shop = Shop::of_every_kind();
    shop.stock(&[("CUP", 9), ("BOX", 7)]);
    load(&shop, "P-1,CUP,2\nP-1,BOX,1\n", 0);
    shop
}

fn load(shop: &Shop, rows: &str, code: i32) -> Run {
    fs::write(shop.path("sets.csv"), format!("set_sku,sku,qty\n{rows}")).unwrap();
    shop.run(&["sets", "load", "sets.csv", "--json"]).expect(code)
}

fn list(shop: &Shop) -> Vec<Value> {
    shop.run(&["sets", "list", "--json"]).expect(0).lines()
}

#[test]
fn sets_are_loaded_listed_changed_and_removed() {
    let shop = Shop::of_every_kind();
    shop.run(&["sets", "list"]).expect(0).says(&["no sets", "sets load"]);
    shop.stock(&[("CUP", 9), ("BOX", 7)]);
    fs::write(shop.path("sets.csv"), "セット品番,品番,数量\nP-1,CUP,2\nP-1,BOX,1\n").unwrap();
    let dry = shop.run(&["sets", "load", "sets.csv", "--dry-run"]).expect(0);
    insta::assert_snapshot!(dry.stdout, @r"
    line  set  part  pieces  would be
       2  P-1  CUP        2  added
       3  P-1  BOX        1  added
    sets (dry run, nothing was changed): 2 parts added, 0 changed, 0 removed, 0 unchanged, 0 refused
    ");
    assert_eq!(list(&shop), [] as [Value; 0], "a dry run writes nothing");
    let report = shop.run(&["sets", "load", "sets.csv", "--json"]).expect(0).json();
    assert_keys(&report, &["file", "dry_run", "result", "exit_code", "counts", "items", "warnings"]);
    assert_eq!(
        report["counts"],
        json!({"added": 2, "changed": 0, "removed": 0, "unchanged": 0, "refused": 0})
    );
    assert_eq!(
        report["items"][0],
        json!({"line": 2, "set_sku": "P-1", "sku": "CUP", "qty": 2, "outcome": "added", "reason": null,
            "message": null})
    );
    let parts = json!([{"sku": "BOX", "qty": 1, "free_qty": 7}, {"sku": "CUP", "qty": 2, "free_qty": 9}]);
    assert_eq!(list(&shop), [json!({"set_sku": "P-1", "parts": parts, "free_qty": 4, "problem": null})]);
    insta::assert_snapshot!(shop.run(&["sets", "list"]).expect(0).stdout, @r"
    set  sets free  part  pieces  free  what is wrong
    P-1          4  BOX        1     7
                    CUP        2     9
    ");
    let report = load(&shop, "P-1,CUP,3\n", 0).json();
    assert_eq!(report["items"][1]["outcome"], "removed");
    assert_eq!(list(&shop)[0]["free_qty"], 3);
    let gone = shop.run(&["sets", "remove", "P-1", "--json"]).expect(0).json();
    assert_eq!(gone, json!({"set_sku": "P-1", "outcome": "removed"}));
    assert_eq!(list(&shop), [] as [Value; 0]);
    shop.run(&["sets", "remove", "P-1"]).expect(2).says(&["P-1 is not a set", "sets list"]);
    shop.check_state();
}

#[test]
fn stk_09_a_refused_row_keeps_the_whole_set_and_says_so() {
    let shop = shop();
    let before = list(&shop);
    let run = load(&shop, "P-1,CUP,5\nP-1,BOX,x\nC-1-A,CUP,1\n", 3);
    run.says(&["sets.csv:2: line 3 is not taken, so the set stays as it was", "sets.csv:3: \"x\" is not"]);
    assert_eq!(list(&shop)[1], before[0], "P-1");
    assert_eq!(list(&shop)[0]["set_sku"], "C-1-A");
    let nested = load(&shop, "C-1-B,P-1,1\n", 3);
    assert_eq!(nested.json()["items"][0]["reason"], "part_is_set");
    nested.says(&["the part P-1 is a set itself"]);
    let nested = load(&shop, "CUP,BOX,1\n", 3);
    assert_eq!(nested.json()["items"][0]["reason"], "set_is_part");
}

#[test]
fn stk_09_each_state_in_which_no_quantity_is_sent_is_counted_and_has_a_command_that_ends_it() {
    let shop = shop();
    let status = |keys: [&str; 2]| {
        let status = shop.run(&["status", "--json"]).expect(0).json();
        keys.map(|key| status[key].as_i64().unwrap())
    };
    let not_sent = || status(["part_without_count", "set_with_own_count"]);
    let problem = || list(&shop)[0]["problem"].clone();
    let doctor = || {
        let found = shop.run(&["doctor", "--json"]).expect(3).lines();
        found.into_iter().find(|one| one["check"] == "sets").unwrap()
    };
    assert_eq!((not_sent(), problem(), &doctor()["level"]), ([0, 0], Value::Null, &json!("ok")));

    load(&shop, "P-1,CUP,2\nP-1,LID,1\n", 0).says(&["1 part has no count", "LID"]);
    assert_eq!((not_sent(), problem()), ([1, 0], json!("part_without_count")));
    let text = shop.run(&["status"]).expect(0).stdout;
    assert!(text.contains("set part not counted") && text.contains("sets list --problems"), "{text}");
    let listed = || shop.run(&["sets", "list", "--problems"]).expect(0).stdout;
    assert!(listed().contains("LID has no count: `stock load` or `stock set LID`"), "{}", listed());
    assert!(doctor()["message"].as_str().unwrap().ends_with(": P-1"), "{:#}", doctor());
    // What is said to end it does so, and a part has rules before it has a count.
    shop.run(&["stock", "rule", "LID", "--reserve", "0"]).expect(0);
    shop.run(&["stock", "set", "LIT", "3"]).expect(2).says(&["did you mean LID?"]);
    shop.stock_set("LID", 3);
    assert_eq!((not_sent(), problem()), ([0, 0], Value::Null));
    assert!(shop.run(&["sets", "list", "--problems", "--json"]).expect(0).stdout.is_empty());

    shop.stock_set("P-1", 5);
    assert_eq!((not_sent(), problem()), ([0, 1], json!("set_with_own_count")));
    assert!(listed().contains("`sets clear-count P-1`"), "{}", listed());
    load(&shop, "P-1,CUP,2\n", 0).says(&["1 set has a count of its own", "sets clear-count P-1"]);
    let cleared = shop.run(&["sets", "clear-count", "P-1", "--json"]).expect(0).json();
    assert_eq!(cleared, json!({"set_sku": "P-1", "was": 5, "outcome": "removed"}));
    assert_eq!((not_sent(), problem()), ([0, 0], Value::Null));
    let again = shop.run(&["sets", "clear-count", "P-1"]).expect(0).stdout;
    assert_eq!(again, "P-1 has no count of its own; nothing was changed\n");
    shop.run(&["sets", "clear-count", "CUP"]).expect(2).says(&["CUP is not a set"]);

    shop.stock_set("P-1", 5);
    let removed = shop.run(&["sets", "remove", "P-1"]).expect(0).stdout;
    assert_eq!(removed, "P-1 is not a set any more; its own count of 5 counts\n");
    assert_eq!(not_sent(), [0, 0]);
    let metrics = shop.path("metrics.prom");
    shop.run(&["status", "--metrics-file", metrics.to_str().unwrap()]).expect(0);
    let metrics = fs::read_to_string(metrics).unwrap();
    assert!(
        metrics.contains("qoo10_bridge_stock_not_sent{") && metrics.contains("part_without_count"),
        "{metrics}"
    );
}

#[test]
fn stk_09_the_mapping_table_shows_which_sku_is_a_set() {
    let shop = shop();
    assert!(shop.run(&["listings", "list"]).expect(0).stdout.contains("P-1 (set)"));
    assert!(shop.run(&["--lang", "ja", "listings", "list"]).expect(0).stdout.contains("P-1(セット)"));
}

#[test]
fn stk_09_a_set_that_becomes_a_sku_again_says_what_is_missing() {
    let shop = shop();
    shop.run(&["sets", "remove", "P-2"]).expect(2).says(&["P-2 is not a set", "did you mean P-1?"]);
    let told = shop.run(&["sets", "remove", "P-1"]).expect(0).stdout;
    assert!(told.contains("it has no count of its own") && told.contains("`stock set P-1`"), "{told}");
    let told = self::shop().run(&["--lang", "ja", "sets", "remove", "P-1"]).expect(0).stdout;
    assert!(told.contains("P-1をセットから外しました") && told.contains("`stock set P-1`"), "{told}");
}

#[test]
fn stk_09_orders_of_a_set_that_is_removed_are_counted_and_told() {
    let shop = shop();
    shop.fake.set_rows(vec![row().item(PLAIN, "P-1")]);
    shop.import();
    let run = shop.run(&["sets", "remove", "P-1"]).expect(0);
    run.says(&["1 open order of P-1 holds its old parts no more", "stock load"]);
}
