//! push-stock: the free stock becomes the quantity at Qoo10 (STK-1, STK-3, STK-5), and what the step prints.

use serde_json::json;

use crate::support::{
    MOVING, PLAIN, SET_MOVE, SET_OPTIONS, SET_PLAIN, STOCK_COUNTS, Shop, TWO_AXES, assert_keys, plain_code,
    plain_sku, refused,
};

#[test]
fn stk_01_03_every_kind_shows_the_free_stock_and_nothing_else_changes() {
    let shop = Shop::of_every_kind();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    assert_eq!(shop.push_stock().stocked(), [11, 0, 0, 0]);
    assert_eq!(shop.quantities(), wanted);
    assert_eq!(shop.shape(), shape);
    for method in [SET_PLAIN, SET_OPTIONS, SET_MOVE] {
        assert!(shop.fake.calls(method) > 0, "{method}");
    }
    shop.wrote();
    shop.push_nothing("second run");
    assert_eq!(shop.push_stock().stocked(), [0, 11, 0, 0]);
    shop.check_state();
}

#[test]
fn stk_01_what_was_never_mapped_or_never_counted_is_not_sent() {
    let shop = Shop::of_every_kind();
    let before = shop.quantities();
    shop.push_nothing("no stock at all");
    shop.stock(&[("NOT-AT-QOO10", 5)]);
    shop.push_nothing("not at Qoo10");
    assert_eq!(shop.quantities(), before);
    shop.stock(&[("P-1", 5)]);
    assert_eq!(shop.push_stock().skus("sent"), ["P-1"]);
    assert_eq!(shop.wrote(), [(PLAIN.into(), String::new(), 5)]);
}

#[test]
fn stk_01_only_what_changed_is_sent() {
    let shop = Shop::of_every_kind();
    let mut wanted = shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    shop.stock_set("T-1-WL", 3);
    *wanted.get_mut(&format!("{TWO_AXES}/白/L")).unwrap() = 3;
    let report = shop.push_stock();
    assert_eq!(report.stocked(), [1, 10, 0, 0], "{report:#?}");
    assert_eq!(shop.quantities(), wanted);
    assert_eq!((shop.fake.calls(SET_PLAIN), shop.fake.calls(SET_MOVE)), (0, 0));
    shop.stock_set("P-1", 0);
    *wanted.get_mut(PLAIN).unwrap() = 0;
    let report = shop.push_stock();
    assert_eq!((report.stocked(), report.skus("sent")), ([1, 10, 0, 0], vec!["P-1".to_owned()]));
    assert_eq!((shop.quantities(), shop.writes()), (wanted, 1));
    shop.wrote();
    shop.push_nothing("after that");
}

#[test]
fn stk_07_a_change_there_and_back_is_none_whatever_qoo10_sold_meanwhile() {
    let shop = Shop::of_every_kind();
    let mut wanted = shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    wanted.insert(PLAIN.into(), 20);
    for qty in [20, 15, 20] {
        shop.stock_set("P-1", qty);
    }
    for qty in [15, 22] {
        shop.stock_set("T-1-WM", qty);
    }
    // Sold in between: an import brings the order.
    shop.goods(PLAIN, |goods| goods.qty = 17);
    shop.goods(TWO_AXES, |goods| goods.choices[0].qty = 18);
    wanted.insert(format!("{TWO_AXES}/白/M"), 18);
    assert_eq!(shop.push_stock().skus("sent"), ["P-1"]);
    assert_eq!(shop.quantities(), wanted);
    shop.wrote();
    shop.stock_set("P-1", 20);
    shop.stock(&[("T-1-WM", 22), ("C-1-A", wanted["100000003/あずき"])]);
    shop.push_nothing("the same value again");
}

#[test]
fn stk_01_two_changes_between_runs_send_the_newest() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    shop.stock_set("P-1", 4);
    shop.stock_set("P-1", 5);
    assert_eq!(shop.push_stock().stocked(), [1, 10, 0, 0]);
    assert_eq!(shop.wrote(), [(PLAIN.into(), String::new(), 5)]);
    shop.push_nothing("newest");
}

#[test]
fn stk_01_a_row_that_failed_is_sent_again_and_the_others_are_not() {
    let shop = Shop::of_plains(3);
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    shop.shelf(|s| s.failing.insert(plain_code(1)));
    let report = shop.push_stock_with(&[], 3);
    assert_eq!((report.stocked(), report.skus("failed")), ([2, 0, 0, 1], vec![plain_sku(1)]));
    assert!(!report.reasons("failed").contains(&String::new()), "{report:#?}");
    shop.shelf(|s| s.failing.clear());
    shop.wrote();
    let report = shop.push_stock();
    assert_eq!((report.stocked(), report.skus("sent")), ([1, 2, 0, 0], vec![plain_sku(1)]));
    assert_eq!(shop.wrote(), [(plain_code(1), String::new(), 22)]);
    assert_eq!((shop.quantities(), shop.shape()), (wanted, shape));
    shop.push_nothing("third run");
}

#[test]
fn stk_01_one_sku_feeds_several_listings_and_each_is_remembered_by_itself() {
    let shop = Shop::of_plains(3);
    shop.load_listings(&[[&plain_code(1), &plain_sku(1), "", "P-0"]]).expect(0);
    shop.stock(&[("P-0", 7)]);
    assert_eq!(shop.push_stock().stocked()[0], 2);
    assert_eq!(shop.wrote(), [(plain_code(0), String::new(), 7), (plain_code(1), String::new(), 7)]);
    shop.stock_set("P-0", 6);
    shop.shelf(|s| s.failing.insert(plain_code(1)));
    let counts = shop.push_stock_with(&[], 3).stocked();
    assert_eq!((counts[0], counts[3]), (1, 1));
    shop.shelf(|s| s.failing.clear());
    shop.wrote();
    assert_eq!(shop.push_stock().stocked()[0], 1);
    assert_eq!(shop.wrote(), [(plain_code(1), String::new(), 6)]);
    shop.push_nothing("both are right");
}

#[test]
fn stk_05_an_end_date_moved_at_qoo10_stays_where_it_is() {
    let mut shop = Shop::of_plains(1);
    shop.stock_each(21);
    shop.push_stock();
    shop.at("2026-07-03 10:00:00");
    shop.goods(&plain_code(0), |goods| {
        goods.end = "2026-09-30".into();
        goods.price = 2480;
        goods.tax_rate = "8".into();
    });
    let shape = shop.shape();
    shop.stock_set(&plain_sku(0), 5);
    shop.push_stock();
    assert_eq!((shop.shape(), shop.shown_qty(&plain_code(0))), (shape, 5));
}

#[test]
fn stk_05_prices_and_codes_of_options_changed_since_the_pull_stay() {
    let shop = Shop::of_every_kind();
    shop.goods(TWO_AXES, |goods| {
        goods.choices[0].price = -300;
        goods.choices[1].price = 770;
    });
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    shop.push_stock();
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
}

#[test]
fn stk_05_an_item_without_an_end_date_fails_and_the_others_go_on() {
    let shop = Shop::of_plains(3);
    shop.goods(&plain_code(1), |goods| goods.end.clear());
    shop.pull();
    let (shape, mut wanted) = (shop.shape(), shop.stock_each(21));
    wanted.insert(plain_code(1), 10);
    let rehearsal = shop.push_stock_with(&["--dry-run"], 3);
    let report = shop.push_stock_with(&[], 3);
    assert_eq!((report.stocked(), report.skus("failed")), ([2, 0, 0, 1], vec![plain_sku(1)]));
    assert_eq!(report.reasons("failed"), ["no_end_date"]);
    assert_eq!(rehearsal.stocked(), report.stocked());
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted.clone()));
    shop.goods(&plain_code(1), |goods| goods.end = "2027-01-31".into());
    wanted.insert(plain_code(1), 22);
    shop.wrote();
    assert_eq!(shop.push_stock().skus("sent"), [plain_sku(1)]);
    assert_eq!(shop.wrote().len(), 1);
    assert_eq!(shop.quantities(), wanted);
    assert_eq!(shop.shelf(|s| s.goods[&plain_code(1)].end.clone()), "2027-01-31");
}

#[test]
fn stk_05_an_end_date_that_cannot_be_read_is_said_to_be_so() {
    let shop = Shop::of_plains(2);
    shop.pull();
    shop.goods(&plain_code(1), |goods| goods.end = "来年末".into());
    shop.stock_each(21);
    let report = shop.push_stock_with(&[], 3);
    assert_eq!((report.stocked(), report.skus("failed")), ([1, 0, 0, 1], vec![plain_sku(1)]));
    assert_eq!(report.reasons("failed"), ["unreadable"]);
    assert!(report.items("failed")[0]["message"].as_str().unwrap().contains("ExpireDate"));
}

#[test]
fn the_report_has_exactly_the_keys_of_the_contract() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.shelf(|s| s.failing.insert(MOVING.into()));
    shop.goods(PLAIN, |goods| goods.status = "S1".into());
    let report = shop.push_stock_with(&[], 3);
    let keys =
        "step shop run_id dry_run started_at finished_at result exit_code counts api_calls items warnings";
    assert_keys(&report.0, &keys.split(' ').collect::<Vec<_>>());
    assert_keys(&report.0["counts"], &STOCK_COUNTS);
    assert_eq!(report.0["step"], "push-stock");
    assert_eq!((&report.0["shop"], &report.0["dry_run"]), (&json!("demo"), &json!(false)));
    for (method, made) in report.0["api_calls"].as_object().unwrap() {
        assert_eq!(made.as_u64().unwrap() as usize, shop.fake.calls(method), "{method}");
    }
    assert!(report.0["api_calls"][SET_OPTIONS].is_u64(), "{report:#?}");
    for item in report.0["items"].as_array().unwrap() {
        assert_keys(item, &["order", "order_no", "sku", "outcome", "reason", "code", "message"]);
        assert_eq!((&item["order"], &item["order_no"]), (&json!(null), &json!(null)));
    }
    let counts = report.stocked();
    assert_eq!(counts, [8, 0, 1, 2], "{report:#?}");
    assert_eq!(report.skus("failed"), ["M-1-RL", "M-1-RM"]);
    assert_eq!(report.skus("skipped"), ["P-1"]);
    assert!(report.items("failed").iter().any(|item| item["code"] == -10101), "{report:#?}");
}

#[test]
fn without_json_stdout_is_one_line_and_quiet_is_none() {
    let shop = Shop::of_plains(2);
    shop.stock_each(21);
    assert_eq!(shop.run(&["push-stock"]).expect(0).stdout.lines().count(), 1);
    let nothing = shop.run(&["push-stock", "--dry-run"]).expect(0).stdout;
    assert!(nothing.starts_with("push-stock (dry run") && nothing.lines().count() == 1, "{nothing:?}");
    shop.stock_each(31);
    let quiet = shop.run(&["push-stock", "--quiet"]).expect(0);
    assert_eq!(quiet.all().trim(), "", "{quiet:#?}");
    assert_eq!(shop.shown_qty(&plain_code(1)), 32);
}

#[test]
fn all_03_the_api_log_names_every_listing_that_was_sent() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.push_stock();
    let entries = shop.run(&["log", "--json"]).expect(0).lines();
    let mut logged: Vec<String> = entries
        .iter()
        .filter(|entry| entry["step"] == "push-stock")
        .filter_map(|entry| entry["sku"].as_str().map(str::to_owned))
        .collect();
    logged.sort();
    logged.dedup();
    let mut skus: Vec<String> = shop.shelf(|s| s.sellables()).into_iter().map(|(_, sku)| sku).collect();
    skus.sort();
    assert_eq!(logged, skus);
}

#[test]
fn a_listing_that_keeps_failing_is_one_entry_of_the_log() {
    let mut shop = Shop::of_plains(2);
    shop.stock_each(21);
    shop.fake.fault(SET_PLAIN, usize::MAX, refused(-10101));
    for hour in 10..14 {
        shop.at(&format!("2026-07-01 {hour}:00:00"));
        shop.run(&["push-stock"]).expect(3);
    }
    let failed = shop.run(&["log", "--json", "--outcome", "failed"]).expect(0).lines();
    assert_eq!(failed.len(), 2, "one for each listing: {failed:#?}");
    for entry in &failed {
        assert_eq!((&entry["count"], &entry["run_id"]), (&json!(4), &json!(5)), "{entry:#}");
        let moments = ["first_at", "at"].map(|key| entry[key].as_str().unwrap()[11..13].to_owned());
        assert_eq!(moments, ["10", "13"], "{entry:#}");
    }
}
