//! IMP-13: a cart that cannot be imported is rejected whole, remembered, and tried again.

use serde_json::{Value, json};

use crate::support::{Reply, Row, Shop, assert_keys, jst, row};

const CART: &str = "400000009";

fn good(n: i64) -> Row {
    row().cart(400_000_000 + n).no(1_000_000_000 + n)
}

/// A row whose seller item code breaks the rules, ordered four days ago.
fn bad() -> Row {
    good(9).item("812345678", "Tシャツ-01").ordered("2026-06-27 12:00:00")
}

fn mended() -> Row {
    bad().item("812345678", "TS-009")
}

fn rejected_shop() -> Shop {
    let shop = Shop::with_rows(vec![bad(), good(1)]);
    shop.import_with(&[], 3);
    shop
}

#[test]
fn one_bad_row_does_not_stop_the_rest() {
    for place in 0..=3 {
        let mut rows: Vec<Row> = (1..=3).map(good).collect();
        rows.insert(place, bad());
        let shop = Shop::with_rows(rows);
        let report = shop.import_with(&[], 3);
        assert_eq!(report.counts(), [4, 3, 0, 1]);
        assert_eq!(shop.codes(), ["400000001", "400000002", "400000003"]);
    }
}

#[test]
fn imp_13_the_cart_is_rejected_whole() {
    let shop = Shop::with_rows(vec![
        bad().no(11).item("1", "OK-1"),
        bad().no(12),
        bad().no(13).carrier("ゆうパック"),
        good(1),
    ]);
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [4, 1, 0, 3]);
    assert_eq!(shop.codes(), ["400000001"]);
    for code in ["400000009", "400000009-1", "400000009-2"] {
        shop.run(&["orders", "show", code]).expect(2);
    }
}

#[test]
fn imp_13_the_report_says_which_row_and_why() {
    let shop = Shop::with_rows(vec![bad(), good(1)]);
    let report = shop.import_with(&[], 3);
    let items = report.items("rejected");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["order_no"], "1000000009");
    assert!(items[0]["order"].as_str().unwrap().starts_with(CART));
    let reason = items[0]["reason"].as_str().unwrap();
    assert!(reason.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{reason:?}");
    assert!(items[0]["message"].as_str().unwrap().contains("Tシャツ-01"), "{}", items[0]);
}

#[test]
fn imp_13_without_json_the_reject_is_named_too() {
    let run = Shop::with_rows(vec![bad(), good(1)]).run(&["import"]).expect(3);
    assert!(run.all().contains(CART), "{run:#?}");
    assert!(run.all().contains("Tシャツ-01"), "{run:#?}");
}

#[test]
fn imp_13_the_list_of_rejects() {
    let shop = rejected_shop();
    let rejects = shop.rejects();
    assert_eq!(rejects.len(), 1);
    assert_keys(&rejects[0], &["order", "pack_no", "order_no", "reason", "message", "ordered_at", "at"]);
    assert_eq!(rejects[0]["pack_no"], CART);
    assert_eq!(rejects[0]["order_no"], "1000000009");
    assert_eq!(rejects[0]["ordered_at"], "2026-06-27T12:00:00+09:00");
    assert!(rejects[0]["at"].as_str().unwrap().starts_with("2026-07-01T10:00"));
    assert!(rejects[0]["message"].as_str().unwrap().contains("Tシャツ-01"));
    let plain = shop.run(&["orders", "list", "--rejected"]).expect(0);
    assert!(plain.stdout.contains(CART), "{plain:#?}");
}

#[test]
fn imp_13_the_reject_is_in_the_api_log() {
    let shop = rejected_shop();
    let log = shop.run(&["log", "--json"]).expect(0).lines();
    let entry = log.iter().find(|e| e["order_no"] == "1000000009").unwrap_or_else(|| panic!("{log:#?}"));
    assert_eq!((&entry["step"], &entry["outcome"]), (&json!("import"), &json!("rejected")));
    assert!(entry["message"].as_str().unwrap().contains("Tシャツ-01"));
}

#[test]
fn imp_13_the_next_run_reaches_back_and_tries_again() {
    let mut shop = rejected_shop();
    shop.at("2026-07-02 10:00:00");
    let report = shop.import_with(&[], 3);
    let (start, end) = shop.fake.span();
    assert!(start <= jst("2026-06-27 12:00:00"), "{start} is after the reject's order date");
    assert_eq!(end, jst("2026-07-02 10:00:00"));
    assert_eq!(report.count("rejected"), 1);
    assert_eq!(shop.rejects().len(), 1, "one reject is listed once");
}

#[test]
fn imp_13_a_mended_reject_is_imported_and_leaves_the_list() {
    let mut shop = rejected_shop();
    shop.fake.set_rows(vec![mended(), good(1)]);
    shop.at("2026-07-03 10:00:00");
    assert_eq!(shop.import().counts(), [2, 1, 1, 0]);
    assert_eq!(shop.rejects(), Vec::<Value>::new());
    assert_eq!(shop.show(CART)["lines"][0]["sku"], "TS-009");
    shop.at("2026-07-03 11:00:00");
    shop.import();
    assert_eq!(shop.fake.span().0, jst("2026-07-01 08:08:07"), "nothing is left to reach back for");
}

#[test]
fn imp_13_a_reject_whose_rows_are_gone_from_qoo10_leaves_the_list() {
    let mut shop = rejected_shop();
    shop.fake.set_rows(vec![good(1)]);
    shop.at("2026-07-02 10:00:00");
    shop.run(&["import"]).expect(0).says(&["import --order "]);
    assert_eq!(shop.rejects(), Vec::<Value>::new());
}

#[test]
fn imp_13_a_reject_stays_listed_when_the_run_that_should_try_it_again_fails() {
    let mut shop = rejected_shop();
    shop.set("qoo10", "max_attempts", "1");
    shop.fake.fault("*", usize::MAX, Reply::http(500));
    shop.at("2026-07-02 10:00:00");
    shop.import_with(&[], 1);
    assert_eq!(shop.rejects().len(), 1);
}

#[test]
fn imp_13_a_range_run_elsewhere_keeps_the_reject() {
    let shop = rejected_shop();
    shop.import_with(&["--from", "2026-07-01", "--to", "2026-07-01"], 0);
    assert_eq!(shop.rejects().len(), 1);
}

#[test]
fn imp_13_a_run_for_another_cart_keeps_the_reject() {
    let shop = rejected_shop();
    shop.import_with(&["--order", "400000001"], 0);
    assert_eq!(shop.rejects().len(), 1);
}

#[test]
fn imp_13_an_old_reject_stays_listed_until_a_range_import_takes_it() {
    let mut shop = rejected_shop();
    shop.fake.set_rows(vec![mended(), good(1)]);
    shop.at("2026-07-10 10:00:00");
    shop.import();
    let start = shop.fake.span().0;
    assert!(start > jst("2026-06-27 12:00:00"), "{start} reaches back more than 7 days");
    assert_eq!(shop.rejects().len(), 1);
    shop.import_with(&["--from", "2026-06-25", "--to", "2026-06-28"], 0);
    assert_eq!(shop.rejects(), Vec::<Value>::new());
    assert_eq!(shop.codes(), ["400000001", CART]);
}

#[test]
fn imp_13_a_bad_new_line_of_a_known_cart_changes_nothing_of_it() {
    let shop = Shop::with_rows(vec![good(1)]);
    shop.import();
    let before = shop.show("400000001");
    shop.fake.add_row(good(1).no(1_000_000_050).item("812345678", "壊れ"));
    shop.fake.add_row(good(1).no(1_000_000_051));
    shop.import_with(&[], 3);
    assert_eq!(shop.show("400000001"), before);
    assert_eq!(shop.codes(), ["400000001"], "the good new line waits for the bad one");
    shop.fake.set_rows(vec![good(1), good(1).no(1_000_000_050), good(1).no(1_000_000_051)]);
    shop.import();
    assert_eq!(shop.show("400000001-2")["order_no_sum"], "1000000050,1000000051");
}

#[test]
fn imp_13_rejects_alone_do_not_move_the_cursor() {
    let mut shop = Shop::with_rows(vec![bad()]);
    shop.import_with(&[], 3);
    shop.at("2026-07-02 10:00:00");
    shop.import_with(&[], 3);
    assert_eq!(shop.fake.span().0, jst("2026-06-24 01:00:00"));
}

#[test]
fn dismiss_takes_a_reject_off_the_list() {
    let shop = rejected_shop();
    shop.run(&["orders", "dismiss", CART]).expect(0);
    assert_eq!(shop.rejects(), Vec::<Value>::new());
}

#[test]
fn dismiss_of_a_cart_that_is_no_reject_is_a_usage_error() {
    let shop = rejected_shop();
    for cart in ["400000001", "499999999", "abc"] {
        let run = shop.run(&["orders", "dismiss", cart]).expect(2);
        assert!(!run.stderr.trim().is_empty());
    }
    assert_eq!(shop.rejects().len(), 1);
}

#[test]
fn rows_without_numbers_that_are_alike_are_one_reject_run_after_run() {
    let nameless = || bad().set("OrderNo", json!(""));
    let shop = Shop::with_rows(vec![nameless(), nameless(), good(1)]);
    for _ in 0..3 {
        shop.import_with(&[], 3);
        assert_eq!(shop.run(&["orders", "list", "--rejected", "--json"]).expect(0).lines().len(), 1);
    }
}
