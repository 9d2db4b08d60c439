//! listings pull and listings list: Qoo10's item master in the state file.

use serde_json::{Value, json};

use crate::support::{
    ALL_GOODS, DETAIL, Goods, INVENTORY, MOVE_DETAIL, MOVING, ONE_AXIS, PLAIN, Reply, Request, Shop,
    TWO_AXES, assert_keys, every_kind, plain_code,
};

const KEYS: [&str; 10] = [
    "item_code",
    "seller_code",
    "option_code",
    "option",
    "kind",
    "sku",
    "on_sale",
    "sent_qty",
    "sent_at",
    "problem",
];

/// Calls that ask for one item.
fn item_calls(shop: &Shop) -> usize {
    [DETAIL, INVENTORY, MOVE_DETAIL].iter().map(|method| shop.fake.calls(method)).sum()
}

/// Item codes of the listings, each once.
fn items(shop: &Shop) -> Vec<String> {
    let mut codes: Vec<String> =
        shop.listings().iter().map(|l| l["item_code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn every_item_option_and_type_is_a_listing_with_its_sku() {
    let shop = Shop::of_every_kind();
    let listings = shop.listings();
    let mut skus: Vec<String> = shop.shelf(|s| s.sellables()).into_iter().map(|(_, sku)| sku).collect();
    let mut listed: Vec<String> = listings.iter().map(|l| l["sku"].as_str().unwrap().to_owned()).collect();
    skus.sort();
    listed.sort();
    assert_eq!(listed, skus);
    for listing in &listings {
        assert_keys(listing, &KEYS);
        assert_eq!(
            (&listing["on_sale"], &listing["sent_qty"], &listing["sent_at"]),
            (&json!(true), &Value::Null, &Value::Null)
        );
    }
    let of = |item: &str, code: &str| shop.listing(item, code);
    assert_eq!(of(TWO_AXES, "-BM")["seller_code"], "T-1");
    assert_eq!(
        (&of(TWO_AXES, "-BM")["sku"], &of(MOVING, "-RL")["sku"]),
        (&json!("T-1-BM"), &json!("M-1-RL"))
    );
    for (item, code, word) in [(TWO_AXES, "-BM", "黒"), (ONE_AXIS, "-A", "あずき"), (MOVING, "-RL", "red")]
    {
        assert!(of(item, code)["option"].as_str().unwrap().contains(word), "{item} {code}");
    }
    let kinds = [of(PLAIN, ""), of(TWO_AXES, "-BM"), of(MOVING, "-RL")]
        .map(|l| l["kind"].as_str().unwrap().to_owned());
    assert!(kinds[0] != kinds[1] && kinds[1] != kinds[2] && kinds[0] != kinds[2], "{kinds:?}");
    assert_eq!(shop.writes(), 0);
    shop.check_state();
}

#[test]
fn what_was_sent_shows_in_the_list() {
    let shop = Shop::of_every_kind();
    shop.stock(&[("P-1", 7)]);
    shop.push_stock();
    let listing = shop.listing(PLAIN, "");
    assert_eq!(listing["sent_qty"], 7);
    assert!(listing["sent_at"].as_str().unwrap().starts_with("2026-07-01T10:00"), "{listing}");
    assert_eq!(shop.listing(TWO_AXES, "-WM")["sent_qty"], Value::Null);
    shop.pull();
    assert_eq!(shop.listing(PLAIN, "")["sent_qty"], 7);
}

#[test]
fn stopped_items_are_pulled_too() {
    let shop = Shop::selling(every_kind());
    shop.goods(PLAIN, |goods| goods.status = "S1".into());
    shop.goods(TWO_AXES, |goods| goods.status = "S1".into());
    shop.pull();
    assert_eq!(shop.listings().len(), 11);
    assert_eq!(shop.listing(PLAIN, "")["on_sale"], false);
    assert_eq!(shop.listing(TWO_AXES, "-WL")["on_sale"], false);
    assert_eq!(shop.listing(MOVING, "-RL")["on_sale"], true);
}

#[test]
fn imp_09_the_separator_of_the_configuration_is_used() {
    let mut shop = Shop::selling(vec![
        (PLAIN, Goods::plain("P-1")),
        (TWO_AXES, Goods::options("T-1").option(&[("色", "白")], "W")),
    ]);
    shop.set("import", "sku_separator", r#""_""#);
    shop.pull();
    assert_eq!(shop.listing(PLAIN, "")["sku"], "P-1");
    assert_eq!(shop.listing(TWO_AXES, "W")["sku"], "T-1_W");
}

#[test]
fn imp_09_codes_that_break_the_rule_give_no_sku_and_are_listed() {
    let shop = Shop::selling(vec![
        (PLAIN, Goods::plain("")),
        ("100000007", Goods::plain("商品")),
        (TWO_AXES, Goods::options("T-1").option(&[("色", "白")], "").option(&[("色", "黒")], "-B")),
        (ONE_AXIS, Goods::options("C 1").option(&[("味", "あずき")], "-A")),
        (MOVING, Goods::moving("M-1").kind(&["red", "L"], "赤")),
    ]);
    shop.pull();
    for (item, code) in [(PLAIN, ""), ("100000007", ""), (TWO_AXES, ""), (ONE_AXIS, "-A"), (MOVING, "赤")] {
        assert_eq!(shop.listing(item, code)["sku"], Value::Null, "{item} {code}");
    }
    assert_eq!(shop.listing(TWO_AXES, "-B")["sku"], "T-1-B");
    let said = shop.run(&["listings", "list"]).expect(0).stdout;
    assert!([PLAIN, "100000007", ONE_AXIS, MOVING].iter().all(|item| said.contains(item)), "{said}");
}

#[test]
fn a_second_pull_changes_nothing_and_a_later_one_updates() {
    let shop = Shop::of_every_kind();
    let before = shop.listings();
    shop.pull();
    assert_eq!(shop.listings(), before);
    shop.goods(PLAIN, |goods| goods.status = "S1".into());
    shop.goods(TWO_AXES, |goods| *goods = goods.clone().option(&[("色", "緑"), ("サイズ", "M")], "-GM"));
    shop.shelf(|s| s.goods.insert("100000007".into(), Goods::plain("P-7")));
    shop.pull();
    assert_eq!(shop.listing(PLAIN, "")["on_sale"], false);
    assert_eq!(shop.listing(TWO_AXES, "-GM")["sku"], "T-1-GM");
    assert_eq!(shop.listing("100000007", "")["sku"], "P-7");
    assert_eq!(shop.listings().len(), 13);
}

#[test]
fn mappings_made_by_hand_survive_a_pull() {
    let shop = Shop::of_every_kind();
    shop.load_listings(&[
        [PLAIN, "P-1", "", "BOX-1"],
        [TWO_AXES, "T-1", "-WM", "BOX-2"],
        [MOVING, "M-1", "-RL", "BOX-3"],
    ])
    .expect(0);
    shop.pull();
    assert_eq!(shop.listing(PLAIN, "")["sku"], "BOX-1");
    assert_eq!(shop.listing(TWO_AXES, "-WM")["sku"], "BOX-2");
    assert_eq!(shop.listing(MOVING, "-RL")["sku"], "BOX-3");
    assert_eq!(shop.listing(TWO_AXES, "-WL")["sku"], "T-1-WL");
}

#[test]
fn an_item_that_is_gone_is_not_on_sale_any_more() {
    let shop = Shop::of_every_kind();
    shop.shelf(|s| s.goods.remove(PLAIN));
    shop.pull();
    let left: Vec<Value> = shop.listings().into_iter().filter(|l| l["item_code"] == PLAIN).collect();
    assert!(left.iter().all(|l| l["on_sale"] == false), "{left:#?}");
    assert_eq!(shop.listing(TWO_AXES, "-WM")["on_sale"], true);
}

#[test]
fn shrunken_list_is_refused_when_more_than_half_is_lost() {
    let shop = Shop::of_plains(10);
    shop.shelf(|s| (0..6).for_each(|n| drop(s.goods.remove(&plain_code(n)))));
    let before = shop.listings();
    let refused = shop.run(&["listings", "pull"]).expect(5);
    assert!(refused.all().contains("--force shrunken-list"), "{refused:#?}");
    shop.run(&["listings", "pull", "--force", "mass-zero"]).expect(5);
    assert_eq!(shop.listings(), before);
    shop.run(&["listings", "pull", "--force", "shrunken-list"]).expect(0);
    let on_sale = shop.listings().iter().filter(|l| l["on_sale"] == true).count();
    assert_eq!(on_sale, 4);
    // That is now what the next list is held against.
    shop.pull();
}

#[test]
fn a_list_that_lost_half_or_that_merely_stopped_is_taken() {
    let shop = Shop::of_plains(10);
    shop.shelf(|s| (0..5).for_each(|n| drop(s.goods.remove(&plain_code(n)))));
    shop.pull();
    let shop = Shop::of_plains(10);
    shop.shelf(|s| s.goods.values_mut().for_each(|goods| goods.status = "S1".into()));
    shop.pull();
    assert!(shop.listings().iter().all(|l| l["on_sale"] == false));
    let shop = Shop::of_plains(10);
    shop.shelf(|s| s.goods.clear());
    shop.run(&["listings", "pull"]).expect(5);
    assert_eq!(shop.listings().len(), 10);
}

#[test]
fn a_first_pull_of_nothing_is_nothing_to_do() {
    let shop = Shop::selling(Vec::new());
    shop.pull();
    assert!(shop.listings().is_empty());
    shop.shelf(|s| s.spelling.nulls = true);
    shop.pull();
}

/// Four hundred plain items, not pulled yet.
fn many() -> Shop {
    let shop = Shop::selling(Vec::new());
    let plain = |n: usize| (plain_code(n), Goods::plain(&format!("P-{n}")));
    shop.shelf(|s| s.goods = (0..400).map(plain).collect());
    shop
}

/// A pull after an interrupted one asks for fewer items than the first, and ends like an undisturbed one.
fn goes_on(shop: &Shop) {
    shop.fake.heal();
    shop.fake.clear_log();
    shop.pull();
    let rest = item_calls(shop);
    assert_eq!(items(shop).len(), 400);
    let fresh = many();
    fresh.fake.clear_log();
    fresh.pull();
    assert!(rest < item_calls(&fresh), "{rest} item calls, as many as from the beginning");
    assert_eq!(shop.listings(), fresh.listings());
}

#[test]
fn a_pull_that_lost_qoo10_goes_on_where_it_was() {
    let shop = many();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let is_dead = move |r: &Request| {
        let order = std::sync::atomic::Ordering::SeqCst;
        asked.fetch_add(usize::from(r.method == DETAIL), order) >= 350
    };
    shop.fake.fault_when(is_dead, usize::MAX, Reply::http(503).undone());
    shop.run(&["listings", "pull"]).expect(1);
    goes_on(&shop);
}

#[test]
fn a_pull_that_was_killed_goes_on_where_it_was() {
    let shop = many();
    assert!(shop.killed_at(&["listings", "pull"], 390), "it made fewer calls than there are items");
    goes_on(&shop);
}

#[test]
fn a_pull_that_fails_keeps_what_was_known() {
    for (reply, code) in
        [(Reply::http(503), 1), (Reply::Drop, 1), (Reply::gateway(-90004), 6), (Reply::result(-10000), 6)]
    {
        let shop = Shop::of_every_kind();
        let before = shop.listings();
        for method in [ALL_GOODS, "*"] {
            shop.fake.fault(method, usize::MAX, reply.clone().undone());
            shop.run(&["listings", "pull"]).expect(code);
            shop.fake.heal();
            assert_eq!(shop.listings(), before);
        }
    }
}

#[test]
fn a_second_page_that_fails_is_no_shrunken_list() {
    let shop = Shop::of_plains(501);
    let before = shop.listings();
    shop.fake.fault_when(
        |r| r.method == ALL_GOODS && r.params.get("Page").is_some_and(|page| page == "2"),
        usize::MAX,
        Reply::http(503).undone(),
    );
    shop.run(&["listings", "pull"]).expect(1);
    assert!(shop.listings() == before, "listings changed");
}

#[test]
fn one_item_that_cannot_be_read_does_not_stop_the_others() {
    let shop = Shop::selling(every_kind());
    shop.fake.fault_when(
        |r| r.params.get("ItemCode").is_some_and(|code| code == PLAIN),
        usize::MAX,
        Reply::result(-10001).undone(),
    );
    let run = shop.run(&["listings", "pull"]);
    assert!([0, 3].contains(&run.code), "{run:#?}");
    let others = items(&shop).into_iter().filter(|code| code != PLAIN).count();
    assert_eq!(others, 4);
    shop.fake.heal();
    shop.pull();
    assert_eq!(shop.listings().len(), 11);
}

#[test]
fn pull_says_nothing_when_quiet() {
    let shop = Shop::selling(every_kind());
    let quiet = shop.run(&["listings", "pull", "--quiet"]).expect(0);
    assert_eq!(quiet.all().trim(), "", "{quiet:#?}");
}

#[test]
fn list_before_any_pull_is_empty() {
    let shop = Shop::selling(Vec::new());
    shop.stock(&[("P-1", 1)]);
    assert!(shop.listings().is_empty());
}

#[test]
fn control_characters_of_titles_and_options_reach_no_terminal() {
    let goods = Goods::options("T-1").option(&[("色\u{1b}[31m", "白\u{7}")], "-W");
    let shop = Shop::selling(vec![(TWO_AXES, goods), (PLAIN, Goods::plain("P\u{1b}1"))]);
    shop.pull();
    let said = shop.run(&["listings", "list"]).expect(0).all();
    assert!(!said.contains(['\u{1b}', '\u{7}']), "{said:?}");
    let (shape, _) = (shop.shape(), shop.stock(&[("T-1-W", 5)]));
    shop.push_stock_any(&[], &[0, 3]);
    assert_eq!(shop.shape(), shape);
}

#[test]
fn imp_19_options_with_one_code_have_no_sku_and_are_not_sent() {
    for item in [TWO_AXES, MOVING] {
        let shop = Shop::of_every_kind();
        let code = shop.shelf(|s| s.goods[item].choices[0].code.clone());
        shop.stock_each(21);
        shop.goods(item, |goods| goods.choices[1].code.clone_from(&code));
        shop.pull();
        let shared: Vec<Value> =
            shop.listings().into_iter().filter(|l| l["problem"] == "option_code_shared").collect();
        assert_eq!(shared.len(), 2, "{shared:#?}");
        for one in &shared {
            assert_eq!((&one["item_code"], &one["option_code"]), (&json!(item), &json!(code)));
            assert_eq!(one["sku"], Value::Null);
        }
        let shown = shop.run(&["listings", "list", "--problems"]).expect(0).stdout;
        assert!(shown.contains("a code of its own"), "{shown}");
        let before = shop.quantities();
        let report = shop.push_stock_any(&[], &[0, 3]);
        let items = report.0["items"].as_array().unwrap();
        let left_out = items.iter().filter(|item| item["reason"] == "option_code_shared");
        assert!(left_out.clone().all(|item| item["outcome"] == "skipped"), "{report:#?}");
        assert_eq!(left_out.count(), 2, "{report:#?}");
        let names: Vec<String> =
            shop.shelf(|s| s.goods[item].choices[..2].iter().map(|c| c.key(item)).collect());
        for name in names {
            assert_eq!(shop.quantities()[&name], before[&name], "{name}");
        }
        // Mapped by hand they stay ambiguous.
        shop.load_listings(&[[item, "", &code, "BY-HAND"]]);
        shop.stock(&[("BY-HAND", 3)]);
        let report = shop.push_stock_any(&[], &[0, 3]);
        assert!(report.reasons("skipped").contains(&"option_code_shared".to_owned()), "{report:#?}");
        shop.goods(item, |goods| goods.choices[1].code = "-NEW".into());
        shop.pull();
        assert!(
            shop.listings().iter().all(|l| l["problem"] != "option_code_shared"),
            "each has its own again"
        );
    }
}
