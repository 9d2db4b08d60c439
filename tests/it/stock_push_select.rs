//! push-stock's options, and how many calls it makes.

use crate::support::{ALL_GOODS, MOVING, PLAIN, Reply, SET_PLAIN, Shop, plain_code, plain_sku};

#[test]
fn dry_run_writes_nothing_and_has_the_counts_of_the_real_run() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.goods(PLAIN, |goods| goods.status = "S1".into());
    shop.goods(MOVING, |goods| *goods = goods.clone().kind(&["red", "S"], "-RS"));
    let (files, goods) = (shop.files(), shop.shelf(|s| s.goods.clone()));
    let rehearsal = shop.push_stock_with(&["--dry-run"], 3);
    assert_eq!(shop.writes(), 0);
    assert_eq!(rehearsal.0["dry_run"], true);
    shop.run(&["push-stock", "--dry-run"]).expect(3);
    shop.run(&["push-stock", "--dry-run", "--lang", "ja"]).expect(3);
    assert!(shop.files() == files, "files changed: {:?}", shop.files().keys());
    assert!(shop.shelf(|s| s.goods.clone()) == goods);
    let real = shop.push_stock_with(&[], 3);
    assert_eq!(rehearsal.0["counts"], real.0["counts"], "not the counts of the real run");
    assert!(real.count("sent") == 8 && real.count("skipped") == 1, "{real:#?}");
}

#[test]
fn dry_run_of_nothing_to_do_is_exit_0() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.push_stock();
    assert_eq!(shop.push_stock_with(&["--dry-run"], 0).stocked(), [0, 11, 0, 0]);
}

#[test]
fn sku_sends_only_what_it_names() {
    let shop = Shop::of_plains(4);
    let mut wanted = shop.stock_each(21);
    let report = shop.push_stock_with(&["--sku", "P-0", "--sku", "P-2"], 0);
    assert_eq!((report.count("sent"), report.skus("sent")), (2, vec!["P-0".into(), "P-2".into()]));
    let sent: Vec<String> = shop.wrote().into_iter().map(|row| row.0).collect();
    assert_eq!(sent, [plain_code(0), plain_code(2)]);
    shop.stock_set("P-0", 5);
    wanted.insert(plain_code(0), 5);
    assert_eq!(shop.push_stock().skus("sent"), ["P-0", "P-1", "P-3"]);
    assert_eq!(shop.quantities(), wanted);
    shop.wrote();
    shop.push_nothing("everything is sent");
    assert_eq!(shop.push_stock_with(&["--sku", "P-1"], 0).count("sent"), 0);
}

#[test]
fn an_unknown_sku_is_a_usage_error_and_nothing_is_sent() {
    let shop = Shop::of_plains(2);
    shop.stock_each(21);
    shop.fake.clear_log();
    for args in [&["--sku", "NO-SUCH"] as &[&str], &["--sku", "P-0", "--sku", "NO-SUCH"]] {
        let run = shop.run(&[&["push-stock", "--json"], args].concat()).expect(2);
        assert_eq!(run.stdout, "");
        run.says(&["NO-SUCH"]);
    }
    assert_eq!(shop.writes(), 0);
    assert!(shop.wrote().is_empty());
}

#[test]
fn limit_leaves_the_rest_for_later_runs() {
    let shop = Shop::of_plains(5);
    let wanted = shop.stock_each(21);
    for expected in [2, 2, 1, 0] {
        let report = shop.push_stock_with(&["--limit", "2"], 0);
        assert_eq!((report.count("sent"), shop.wrote().len() as u64), (expected, expected), "{report:#?}");
    }
    assert_eq!(shop.quantities(), wanted);
    shop.push_nothing("all of them");
}

#[test]
fn limit_never_sends_a_part_of_a_move_item() {
    let shop = Shop::of_every_kind();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    for _ in 0..11 {
        shop.push_stock_with(&["--limit", "1"], 0);
        assert_eq!(shop.shape(), shape);
    }
    shop.push_stock();
    assert_eq!(shop.quantities(), wanted);
}

#[test]
fn all_sends_what_was_sent_before() {
    let shop = Shop::of_every_kind();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    shop.push_stock();
    shop.shelf(|s| {
        for goods in s.goods.values_mut() {
            goods.qty = 2;
            goods.choices.iter_mut().for_each(|choice| choice.qty = 2);
        }
    });
    shop.goods("100000002", |goods| goods.qty = 10);
    shop.wrote();
    shop.push_nothing("sold at Qoo10");
    assert_eq!(shop.push_stock_with(&["--all"], 0).stocked(), [11, 0, 0, 0]);
    assert_eq!(shop.quantities(), wanted);
    assert_eq!(shop.shape().len(), shape.len());
    let report = shop.push_stock_with(&["--all", "--sku", "P-1"], 0);
    assert!(report.skus("sent") == ["P-1"] || report.count("unchanged") > 0, "{report:#?}");
}

#[test]
fn a_negative_or_absurd_option_is_a_usage_error() {
    let shop = Shop::of_plains(1);
    for args in [["--limit", "-1"], ["--limit", "many"], ["--force", "no-such-brake"]] {
        shop.run(&[&["push-stock"] as &[&str], &args].concat()).expect(2);
    }
    assert_eq!(shop.writes(), 0);
}

#[test]
fn five_hundred_plain_listings_go_in_one_call_and_pages_are_all_read() {
    let shop = Shop::of_plains(501);
    assert_eq!(shop.listings().len(), 501);
    let (shape, wanted) = (shop.shape(), shop.stock_each(1001));
    assert_eq!(shop.push_stock().stocked(), [501, 0, 0, 0]);
    assert_eq!((shop.fake.calls(SET_PLAIN), shop.writes()), (2, 2));
    let pages: Vec<String> = shop
        .fake
        .log()
        .iter()
        .filter(|r| r.method == ALL_GOODS)
        .filter_map(|r| r.params.get("Page").cloned())
        .collect();
    assert!(pages.is_empty() || pages.contains(&"2".to_owned()), "{pages:?}");
    assert!(shop.quantities() == wanted, "quantities");
    assert!(shop.shape() == shape, "shape");
    shop.wrote();
    shop.push_nothing("all sent");
    // A call of 500 that fails keeps the other.
    shop.stock_each(2001);
    shop.fake.nth_fault(|r| r.method == SET_PLAIN, 1, usize::MAX, Reply::result(-10101).undone());
    let report = shop.push_stock_with(&[], 3);
    let [sent, _, _, failed] = report.stocked();
    assert!([(500, 1), (1, 500)].contains(&(sent, failed)), "{sent} {failed}");
    shop.fake.heal();
    assert_eq!(shop.push_stock().stocked(), [failed, sent, 0, 0]);
    assert!(shop.shape() == shape, "shape");
}

#[test]
fn the_order_of_calls_reads_no_item_that_did_not_change() {
    let shop = Shop::of_plains(30);
    shop.stock_each(21);
    shop.push_stock();
    shop.stock_set(&plain_sku(7), 3);
    shop.push_stock();
    let asked = shop.fake.log().iter().filter(|r| r.params.contains_key("ItemCode")).count();
    assert!(asked <= 2, "{asked} items were asked for one change");
}
