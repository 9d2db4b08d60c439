//! `--order` and `--limit` of the import.

use crate::support::{Row, Shop, jst, row};

fn order(n: i64) -> Row {
    let at = format!("2026-06-30 {:02}:00:00", 10 + n);
    row().cart(400_000_000 + n).no(1_000_000_000 + n).ordered(&at).paid(&at)
}

fn five() -> Vec<Row> {
    [3, 1, 5, 2, 4].map(order).to_vec()
}

#[test]
fn order_takes_the_named_carts_only() {
    let shop = Shop::with_rows(five());
    let report = shop.import_with(&["--order", "400000002", "--order", "400000004"], 0);
    assert_eq!(report.count("imported"), 2);
    assert_eq!(report.orders("imported"), ["400000002", "400000004"]);
    assert_eq!(shop.codes(), ["400000002", "400000004"]);
}

#[test]
fn order_takes_all_lines_of_the_cart() {
    let mut rows = five();
    rows.push(order(2).no(1_000_000_099).carrier("ゆうパック"));
    let shop = Shop::with_rows(rows);
    assert_eq!(shop.import_with(&["--order", "400000002"], 0).count("imported"), 2);
    assert_eq!(shop.codes(), ["400000002-1", "400000002-2"]);
}

#[test]
fn order_ignores_broken_carts_that_were_not_asked_for() {
    let mut rows = five();
    rows.push(order(6).item("812345678", "壊れ"));
    let shop = Shop::with_rows(rows);
    shop.import_with(&["--order", "400000002"], 0);
    assert_eq!(shop.codes(), ["400000002"]);
}

#[test]
fn order_with_an_unknown_cart_is_a_usage_error() {
    let shop = Shop::with_rows(five());
    let run = shop.run(&["import", "--json", "--order", "499999999"]).expect(2);
    run.says(&["499999999"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn order_with_garbage_is_a_usage_error_before_any_call() {
    for bad in ["", "abc", "-5", "0", "４１２３４５６７八", "4 1"] {
        let shop = Shop::with_rows(five());
        let run = shop.run(&["import", "--json", "--order", bad]).expect(2);
        assert!(run.stdout.is_empty(), "{bad:?}");
        assert!(shop.fake.log().is_empty(), "{bad:?}");
    }
}

#[test]
fn limit_takes_so_many_and_the_next_run_takes_the_rest() {
    let mut shop = Shop::with_rows(five());
    assert_eq!(shop.import_with(&["--limit", "2"], 0).count("imported"), 2);
    let taken = shop.codes();
    assert_eq!(taken.len(), 2);
    shop.at("2026-07-01 10:10:00");
    let report = shop.import();
    assert_eq!(report.count("imported"), 3);
    assert_eq!(shop.codes().len(), 5);
}

#[test]
fn imp_02_the_cursor_does_not_pass_a_cart_that_limit_left_out() {
    let mut shop = Shop::with_rows(five());
    shop.import_with(&["--limit", "2"], 0);
    let taken = shop.codes();
    let oldest = (1..=5).find(|n| !taken.contains(&format!("40000000{n}"))).unwrap();
    shop.at("2026-07-02 10:00:00");
    shop.import_with(&["--dry-run"], 0);
    assert!(shop.fake.span().0 <= jst(&format!("2026-06-30 {}:00:00", 10 + oldest)));
}

#[test]
fn imp_02_the_newest_row_of_a_taken_cart_does_not_carry_the_cursor_past_a_left_out_one() {
    let at = |n: i64, time: &str| order(n).ordered(&format!("2026-06-30 {time}:00")).no(1_000_000_000 + n);
    let early_and_late = at(1, "20:00").no(1_000_000_099);
    let mut shop = Shop::with_rows(vec![early_and_late, at(1, "10:00"), at(2, "12:00")]);
    shop.import_with(&["--limit", "1"], 0);
    assert_eq!(shop.codes().len(), 1);
    shop.at("2026-07-02 10:00:00");
    shop.import();
    assert_eq!(shop.codes(), ["400000001", "400000002"]);
}

#[test]
fn limit_runs_make_progress_until_all_is_taken() {
    let mut shop = Shop::with_rows(five());
    for run in 1..=5 {
        shop.at(&format!("2026-07-01 1{run}:00:00"));
        shop.import_with(&["--limit", "1"], 0);
        assert_eq!(shop.codes().len(), run);
    }
}

#[test]
fn limit_never_cuts_a_cart_in_two() {
    let rows = (0..6).map(|i| order(1 + i / 3).no(1_000_000_000 + i)).collect();
    let shop = Shop::with_rows(rows);
    assert_eq!(shop.import_with(&["--limit", "1"], 0).count("imported"), 3);
    let orders = shop.everything();
    assert_eq!((orders.len(), orders[0]["lines"].as_array().unwrap().len()), (1, 3));
}

#[test]
fn limit_that_is_no_number_is_a_usage_error() {
    for bad in ["abc", "-1", "1.5", ""] {
        let shop = Shop::with_rows(five());
        shop.run(&["import", "--limit", bad]).expect(2);
        assert!(shop.fake.log().is_empty(), "{bad:?}");
    }
}

#[test]
fn order_and_range_together_take_that_cart_of_that_range() {
    let shop = Shop::with_rows(five());
    let range = ["--from", "2026-06-30", "--to", "2026-06-30"];
    shop.import_with(&[&range[..], &["--order", "400000003"]].concat(), 0);
    assert_eq!(shop.codes(), ["400000003"]);
    let outside = ["import", "--json", "--from", "2026-06-29", "--to", "2026-06-29", "--order", "400000001"];
    shop.run(&outside).expect(2);
}

#[test]
fn order_of_a_broken_cart_is_rejected_and_listed() {
    let mut rows = five();
    rows.push(order(6).item("812345678", "壊れ"));
    let shop = Shop::with_rows(rows);
    let report = shop.import_with(&["--order", "400000006"], 3);
    assert_eq!((report.count("imported"), report.count("rejected")), (0, 1));
    assert_eq!(shop.rejects().len(), 1);
}
