//! `stock load`: files from which too much was inferred.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::support::Shop;

/// SKUs with 5 pieces each.
fn shop() -> Shop {
    let shop = Shop::new();
    let mut text = "sku,free_qty\n".to_owned();
    (1..=10).for_each(|n| writeln!(text, "A-{n},5").unwrap());
    fs::write(shop.path("before.csv"), text).unwrap();
    shop.run(&["stock", "load", "before.csv"]).expect(0);
    shop
}

fn fixture(name: &str) -> String {
    format!("{}/fixtures/input/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn stock(shop: &Shop) -> Vec<(String, i64)> {
    let lines = shop.run(&["stock", "list", "--json"]).expect(0).lines();
    let of = |line: &Value| (line["sku"].as_str().unwrap().to_owned(), line["free_qty"].as_i64().unwrap());
    lines.iter().map(of).collect()
}

#[test]
fn stk_10_a_stray_quote_sells_nothing_out() {
    let shop = shop();
    let file = fixture("stock-torn-quote.csv");
    let run = shop.run(&["stock", "load", &file, "--absent-is-zero"]).expect(3);
    run.says(&[
        ":3: a quote opens here",
        ":4: ",
        ":5: ",
        "nothing that is absent from it was set to 0 (3 SKUs keep",
    ]);
    for (sku, qty) in stock(&shop) {
        assert_eq!(qty, if ["A-2", "A-3", "A-4"].contains(&sku.as_str()) { 5 } else { 4 }, "{sku}");
    }
    let args = ["--lang", "ja", "stock", "load", &file, "--absent-is-zero", "--json"];
    let report = shop.run(&args).expect(3).json();
    assert_eq!(
        report["counts"],
        json!({"added": 0, "changed": 0, "zeroed": 0, "unchanged": 7, "refused": 3})
    );
    let lines: Vec<&Value> = report["items"].as_array().unwrap().iter().map(|item| &item["line"]).collect();
    assert_eq!(lines, (2..=11).map(|line| json!(line)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert!(report["warnings"][0].as_str().unwrap().contains("0にしていません"), "{report:#}");
}

#[test]
fn stk_10_a_file_of_which_nothing_was_taken_is_exit_2_with_absent_is_zero() {
    let shop = shop();
    let before = (stock(&shop), fs::read(shop.path("demo.db")).unwrap());
    for text in ["sku,free_qty\n", "sku,free_qty\nA-1,x\n", "sku,free_qty\n\"A-1,1\nA-2,2\n"] {
        fs::write(shop.path("in.csv"), text).unwrap();
        for more in [&["--json"][..], &["--dry-run"], &["--force", "mass-zero"]] {
            let args = [&["stock", "load", "in.csv", "--absent-is-zero"], more].concat();
            let run = shop.run(&args).expect(2);
            run.says(&["no row of in.csv could be taken", "nothing was changed", "next:"]);
            assert!(run.stdout.is_empty(), "{run:#?}");
            assert_eq!(run.stderr.contains("in.csv:2: "), text.lines().count() > 1, "{run:#?}");
        }
    }
    shop.run(&["--lang", "ja", "stock", "load", "in.csv", "--absent-is-zero"])
        .expect(2)
        .says(&["in.csv に取り込める行が1つもない"]);
    assert!((stock(&shop), fs::read(shop.path("demo.db")).unwrap()) == before, "something was changed");
}

#[test]
fn fil_04_the_free_stock_counts_and_not_what_is_on_the_shelf() {
    let shop = Shop::new();
    shop.run(&["stock", "load", &fixture("stock-two-columns-cp932.csv")]).expect(0);
    assert_eq!(stock(&shop), [("TS-1".to_owned(), 7)]);
}

#[test]
fn fil_01_a_sku_is_set_and_sent_in_any_dress() {
    let shop = shop();
    fs::write(shop.path("in.csv"), "品番,フリー在庫数\nＡ－1,7\nA-2\u{200b},8\n").unwrap();
    shop.run(&["stock", "load", "in.csv"]).expect(0);
    shop.run(&["stock", "set", "Ａ−3", "９"]).expect(0);
    assert_eq!(stock(&shop)[..1], [("A-1".to_owned(), 7)]);
    assert_eq!(stock(&shop).len(), 10, "none is new");
    shop.run(&["push-stock", "--sku", "Ａ-1,'A-2", "--dry-run"]).expect(0);
}
