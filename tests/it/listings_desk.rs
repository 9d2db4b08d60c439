//! The mapping table by hand, at the built command: files in both languages, what is wrong with a listing,
//! exit codes.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Run, Shop};

fn load(shop: &Shop, text: &str, args: &[&str], code: i32) -> Run {
    fs::write(shop.path("map.csv"), text).unwrap();
    let file = shop.path("map.csv").to_str().unwrap().to_owned();
    let args: Vec<&str> = ["listings", "load", &file].iter().chain(args).copied().collect();
    let mut run = shop.run(&args).expect(code);
    run.stderr = run.stderr.replace(&file, "FILE");
    run
}

fn list(shop: &Shop, args: &[&str]) -> Vec<Value> {
    let args: Vec<&str> = ["listings", "list", "--json"].iter().chain(args).copied().collect();
    shop.run(&args).expect(0).lines()
}

#[test]
fn listings_that_no_pull_has_seen_are_mapped_listed_and_said_to_be_so() {
    let shop = Shop::new();
    let text = "商品コード,販売者オプションコード,品番\n81,,SHARED\n82,-W,SHARED\n";
    assert_eq!(load(&shop, text, &["--dry-run"], 0).stdout.lines().count(), 4);
    assert!(!shop.path("demo.db").exists(), "a dry run makes no state file");
    assert_eq!(load(&shop, text, &[], 0).stdout, "listings: 2 mapped, 0 unmapped, 0 unchanged, 0 refused\n");
    let before = fs::read(shop.path("demo.db")).unwrap();
    assert_eq!(
        load(&shop, text, &["--lang", "ja"], 0).stdout,
        "対応表: 登録 0、解除 0、変更なし 2、取込不可 0\n"
    );
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
    let row = |item: &str, code: Value| {
        json!({"item_code": item, "seller_code": null, "option_code": code, "option": null, "kind": null,
               "sku": "SHARED", "on_sale": false, "sent_qty": null, "sent_at": null,
               "problem": "item_unknown"})
    };
    let wanted = [row("81", Value::Null), row("82", json!("-W"))];
    assert_eq!(list(&shop, &[]), wanted);
    assert_eq!((list(&shop, &["--problems"]).len(), list(&shop, &["--unmapped"]).len()), (2, 0));
    let table = shop.run(&["listings", "list"]).expect(0).stdout;
    assert!(table.contains("not seen at Qoo10 yet: `listings pull`"), "{table}");
    shop.check_state();
}

#[test]
fn refused_rows_are_named_and_the_good_ones_go_in() {
    let shop = Shop::new();
    let text = "item_code,seller_code,option_code,sku\n,,,X\n1.2E+09,,,X\n81,,,X\n82,,,A\n82,,,\n,NONE,,X\n\
        83,,,品番\n";
    let run = load(&shop, text, &[], 3);
    insta::assert_snapshot!(run.stderr, @r#"
    FILE:2: the row names no item: give its item code or its seller code
    FILE:3: "1.2E+09" is not an item code: only A-Z a-z 0-9 - _ can be used
    FILE:5: line 6 gives the same listing no SKU; neither was taken
    FILE:6: line 5 gives the same listing the SKU "A"; neither was taken
    FILE:7: no item that Qoo10 lists has the seller code "NONE"; `listings pull` brings new ones
    FILE:8: "品番" cannot be a SKU: only A-Z a-z 0-9 - _ can be used
    "#);
    assert_eq!(run.stdout, "listings: 1 mapped, 0 unmapped, 0 unchanged, 6 refused\n");
    assert_eq!(list(&shop, &[]).len(), 1);
    let told = load(&shop, text, &["--json"], 3).json();
    let reasons: Vec<&Value> = told["items"].as_array().unwrap().iter().map(|row| &row["reason"]).collect();
    let wanted = json!([
        "item_missing",
        "item_code_unusable",
        null,
        "other_sku",
        "other_sku",
        "seller_code_unknown",
        "sku_unusable"
    ]);
    assert_eq!(json!(reasons), wanted);
    assert_eq!((&told["result"], &told["exit_code"]), (&json!("partial"), &json!(3)));
}

#[test]
fn a_mapping_is_taken_away_by_a_blank_sku() {
    let shop = Shop::new();
    load(&shop, "item_code,sku\n81,A\n", &[], 0);
    let run = load(&shop, "item_code,sku\n81,\n", &[], 0);
    assert_eq!(run.stdout, "listings: 0 mapped, 1 unmapped, 0 unchanged, 0 refused\n");
    assert_eq!(list(&shop, &["--unmapped"])[0]["sku"], Value::Null);
}

#[test]
fn a_file_that_names_no_items_or_no_skus_is_a_usage_error() {
    let shop = Shop::new();
    for text in ["option_code,sku\n-W,X\n", "item_code,option_code\n81,-W\n", ""] {
        let run = load(&shop, text, &[], 2);
        assert!(run.stdout.is_empty() && run.stderr.contains("nothing was loaded"), "{run:#?}");
    }
    assert!(!shop.path("demo.db").exists());
    let none = shop.run(&["listings", "list"]).expect(0);
    assert!(none.stdout.is_empty() && none.stderr.contains("no listings"), "{none:#?}");
}
