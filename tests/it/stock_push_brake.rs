//! push-stock's brake on zeros (STK-6).

use crate::support::{Goods, SET_PLAIN, Shop, plain_code, plain_sku};

/// So many plain items, all sent as 20.
fn sent(count: usize) -> Shop {
    let shop = Shop::of_plains(count);
    level(&shop, 0..count, 20);
    shop.push_stock();
    shop.wrote();
    shop
}

/// The same free stock for some of them.
fn level(shop: &Shop, which: std::ops::Range<usize>, qty: i64) {
    let rows: Vec<(String, i64)> = which.map(|n| (plain_sku(n), qty)).collect();
    shop.stock_forced(&rows);
}

/// The run is refused, says how to go on, and nothing is sent; forced, it sends `zeros` zeros.
fn brakes(shop: &Shop, zeros: usize, case: &str) {
    let before = shop.shelf(|s| s.goods.clone());
    for args in [&[] as &[&str], &["--dry-run"], &["--force", "shrunken-list"]] {
        let report = shop.push_stock_with(args, 5);
        assert_eq!((shop.writes(), report.count("sent")), (0, 0), "{case}: {report:#?}");
    }
    let told = shop.run(&["push-stock"]).expect(5).all();
    assert!(told.contains("--force mass-zero"), "{case}: {told}");
    assert!(shop.shelf(|s| s.goods.clone()) == before, "{case}");
    let report = shop.push_stock_with(&["--force", "mass-zero"], 0);
    assert_eq!(report.count("sent") as usize, zeros, "{case}: {report:#?}");
    assert_eq!(shop.quantities().values().filter(|qty| **qty == 0).count(), zeros, "{case}");
    shop.wrote();
    shop.push_nothing(case);
}

/// The run goes through.
fn passes(shop: &Shop, zeros: usize, case: &str) {
    assert_eq!(shop.push_stock().count("sent") as usize, zeros, "{case}");
    assert_eq!(shop.quantities().values().filter(|qty| **qty == 0).count(), zeros, "{case}");
}

#[test]
fn stk_06_half_of_the_listings_may_go_to_zero_and_one_more_may_not() {
    let shop = sent(12);
    level(&shop, 0..6, 0);
    passes(&shop, 6, "6 of 12");
    let shop = sent(12);
    level(&shop, 0..7, 0);
    brakes(&shop, 7, "7 of 12");
    let shop = sent(11);
    level(&shop, 0..6, 0);
    brakes(&shop, 6, "6 of 11");
}

#[test]
fn stk_06_the_refusal_names_the_skus_and_how_to_see_the_plan() {
    let shop = sent(7);
    level(&shop, 0..7, 0);
    let before = shop.writes();
    let named = (0..5).map(plain_sku).collect::<Vec<_>>();
    for args in [&["push-stock"][..], &["push-stock", "--dry-run"]] {
        let few = format!("7 of 7 listings would be set to 0 ({} and 2 more)", named.join(", "));
        shop.run(args)
            .expect(5)
            .says(&[&few, "next: `push-stock --dry-run --force mass-zero` shows the plan"]);
        let few = format!("7件のうち7件の在庫が0になるため({} ほか2件)", named.join("、"));
        shop.run(&[args, &["--lang", "ja"]].concat()).expect(5).says(&[&few, "送信せずに内容を表示できます"]);
    }
    let plan = shop.run(&["push-stock", "--dry-run", "--force", "mass-zero"]).expect(0);
    assert!(plan.stdout.contains(&plain_sku(6)), "{plan:#?}");
    assert_eq!(shop.writes(), before, "{plan:#?}");
}

#[test]
fn stk_06_five_zeros_are_never_too_many() {
    let shop = sent(5);
    level(&shop, 0..5, 0);
    passes(&shop, 5, "5 of 5");
    let shop = sent(6);
    level(&shop, 0..6, 0);
    brakes(&shop, 6, "6 of 6");
}

#[test]
fn stk_06_a_first_run_that_sends_nothing_but_zeros_is_refused() {
    let shop = Shop::of_plains(8);
    level(&shop, 0..8, 0);
    brakes(&shop, 8, "first run");
}

#[test]
fn stk_06_what_was_last_sent_as_zero_does_not_count() {
    let shop = sent(20);
    level(&shop, 0..8, 0);
    passes(&shop, 8, "8 of 20");
    level(&shop, 8..14, 0);
    shop.wrote();
    let report = shop.push_stock_with(&["--all"], 0);
    assert_eq!((report.count("failed"), shop.fake.calls(SET_PLAIN)), (0, 1), "{report:#?}");
    assert_eq!(shop.quantities().values().filter(|qty| **qty == 0).count(), 14);
}

#[test]
fn stk_06_stopped_and_unmapped_listings_make_the_share_no_smaller() {
    let shop = sent(12);
    for n in 0..10 {
        let code = format!("30000000{n}");
        shop.shelf(|s| s.goods.insert(code, Goods::plain(&format!("品{n}"))));
    }
    shop.pull();
    level(&shop, 0..7, 0);
    brakes(&shop, 7, "7 of 12, and 10 without a mapping");
    let shop = sent(16);
    for n in 12..16 {
        shop.goods(&plain_code(n), |goods| goods.status = "S1".into());
    }
    level(&shop, 0..7, 0);
    brakes(&shop, 7, "7 of 12, and 4 stopped");
}

#[test]
fn stk_06_zeros_of_stopped_items_do_not_count() {
    let shop = sent(16);
    for n in 0..4 {
        shop.goods(&plain_code(n), |goods| goods.status = "S1".into());
    }
    level(&shop, 0..10, 0);
    // 6 of 12 on sale.
    passes(&shop, 6, "4 of 10 stopped");
}

#[test]
fn stk_06_the_share_is_configured() {
    let mut shop = sent(10);
    shop.set("push_stock", "max_zero_percent", "80");
    level(&shop, 0..8, 0);
    passes(&shop, 8, "8 of 10, 80 %");
    let mut shop = sent(10);
    shop.set("push_stock", "max_zero_percent", "80");
    level(&shop, 0..9, 0);
    brakes(&shop, 9, "9 of 10, 80 %");
}

#[test]
fn stk_06_options_and_types_count_as_listings() {
    let mut options = Goods::options("T-1");
    let mut types = Goods::moving("M-1");
    for n in 0..4 {
        options = options.option(&[("色", &n.to_string())], &format!("-{n}"));
        types = types.kind(&["red", &n.to_string()], &format!("-{n}"));
    }
    let shop = Shop::selling(vec![("100000002", options), ("100000004", types)]);
    shop.pull();
    shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    let zero: Vec<(String, i64)> =
        (0..3).flat_map(|n| [(format!("T-1-{n}"), 0), (format!("M-1-{n}"), 0)]).collect();
    shop.stock_forced(&zero);
    let before = shop.quantities();
    shop.push_stock_with(&[], 5);
    assert_eq!((shop.writes(), shop.quantities()), (0, before));
    shop.push_stock_with(&["--force", "mass-zero"], 0);
    assert_eq!(shop.quantities().values().filter(|qty| **qty == 0).count(), 6);
}

#[test]
fn stk_06_the_brake_forgets_nothing() {
    let shop = sent(12);
    level(&shop, 0..7, 0);
    shop.push_stock_with(&[], 5);
    level(&shop, 1..7, 9);
    let report = shop.push_stock();
    assert_eq!(report.count("failed"), 0, "{report:#?}");
    assert_eq!(shop.shown_qty(&plain_code(0)), 0);
    assert_eq!(shop.shown_qty(&plain_code(6)), 9);
}
