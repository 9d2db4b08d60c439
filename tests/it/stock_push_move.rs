//! push-stock for MOVE items: all types at once, or none (STK-4), by the manual's example.

use crate::support::{Goods, SET_MOVE, Shop};

/// The manual's item, and a plain one beside it.
const ITEM: &str = "100000006";
const OTHER: &str = "100000007";

/// blue, green and red in L, M and S, pulled; nothing sent.
fn shop() -> Shop {
    let mut goods = Goods::moving("tee");
    for colour in ["blue", "green", "red"] {
        for size in ["L", "M", "S"] {
            goods = goods.kind(&[colour, size], &format!("-{colour}-{size}"));
        }
    }
    let shop = Shop::selling(vec![(ITEM, goods), (OTHER, Goods::plain("mug"))]);
    shop.pull();
    shop
}

/// All of them sent once.
fn sent() -> Shop {
    let shop = shop();
    shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    shop
}

/// The item failed, nothing of it was sent; the other item went on.
fn fails_alone(shop: &Shop, other: i64) {
    let (shape, mut wanted) = (shop.shape(), shop.quantities());
    shop.stock_set("mug", other);
    wanted.insert(OTHER.into(), other);
    let report = shop.push_stock_with(&[], 3);
    let [sent, _, _, failed] = report.stocked();
    assert!(sent == 1 && failed >= 1, "{report:#?}");
    assert_eq!(report.skus("sent"), ["mug"]);
    assert!(!report.reasons("failed").contains(&String::new()), "{report:#?}");
    assert_eq!(shop.fake.calls(SET_MOVE), 0);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    shop.wrote();
}

#[test]
fn stk_04_one_change_sends_all_nine_types() {
    let shop = sent();
    let (shape, mut wanted) = (shop.shape(), shop.quantities());
    assert_eq!(wanted.len(), 10);
    shop.stock_set("tee-blue-L", 2);
    wanted.insert(format!("{ITEM}/blue/L"), 2);
    let report = shop.push_stock();
    let [sent, unchanged, skipped, failed] = report.stocked();
    assert!(sent >= 1 && sent + unchanged == 10 && (skipped, failed) == (0, 0), "{report:#?}");
    assert!(report.skus("sent").contains(&"tee-blue-L".to_owned()), "{report:#?}");
    let wrote = shop.wrote();
    assert_eq!((wrote.len(), shop.writes()), (9, 1), "{wrote:?}");
    assert!(wrote.iter().all(|(item, ..)| item == ITEM), "{wrote:?}");
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    shop.push_nothing("second run");
}

#[test]
fn stk_04_the_other_types_get_the_free_stock_too() {
    let shop = sent();
    let mut wanted = shop.quantities();
    shop.goods(ITEM, |goods| goods.choices[8].qty = 1);
    shop.stock_set("tee-blue-L", 2);
    wanted.insert(format!("{ITEM}/blue/L"), 2);
    shop.push_stock();
    assert_eq!(shop.quantities(), wanted);
}

#[test]
fn stk_04_a_type_that_qoo10_no_longer_has_is_not_sent_back() {
    let shop = sent();
    shop.goods(ITEM, |goods| goods.choices.retain(|choice| choice.code != "-blue-S"));
    let (shape, mut wanted) = (shop.shape(), shop.quantities());
    shop.stock_set("tee-blue-L", 2);
    wanted.insert(format!("{ITEM}/blue/L"), 2);
    let report = shop.push_stock_any(&[], &[0, 3]);
    assert!(report.skus("sent").contains(&"tee-blue-L".to_owned()), "{report:#?}");
    assert_eq!(shop.wrote().len(), 8);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    // Nor when its own stock changes.
    let (shape, wanted) = (shop.shape(), shop.quantities());
    shop.stock_set("tee-blue-S", 7);
    shop.push_stock_any(&[], &[0, 3]);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
}

#[test]
fn stk_04_a_new_size_at_qoo10_stops_its_item_until_it_is_known() {
    let shop = sent();
    shop.goods(ITEM, |goods| *goods = goods.clone().kind(&["blue", "XL"], "-blue-XL"));
    shop.stock_set("tee-blue-L", 2);
    fails_alone(&shop, 5);
    shop.pull();
    fails_alone(&shop, 6);
    shop.stock_set("tee-blue-XL", 3);
    let mut wanted = shop.quantities();
    wanted.insert(format!("{ITEM}/blue/L"), 2);
    wanted.insert(format!("{ITEM}/blue/XL"), 3);
    let shape = shop.shape();
    shop.push_stock();
    assert_eq!(shop.wrote().len(), 10);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    shop.push_nothing("all ten are known");
}

#[test]
fn stk_04_a_type_without_a_quantity_stops_its_item() {
    let shop = shop();
    let skus: Vec<(String, i64)> =
        shop.shelf(|s| s.sellables()).into_iter().map(|(_, sku)| (sku, 4)).collect();
    let known: Vec<(String, i64)> = skus.into_iter().filter(|(sku, _)| sku != "tee-red-S").collect();
    shop.stock(&known);
    fails_alone(&shop, 5);
    shop.stock_set("tee-red-S", 0);
    shop.push_stock();
    assert_eq!(shop.wrote().len(), 9);
    assert_eq!(shop.shown_qty(&format!("{ITEM}/red/S")), 0);
}

#[test]
fn stk_04_all_that_is_missing_is_told_once() {
    let shop = shop();
    shop.stock(&[("tee-blue-L", 4), ("tee-blue-M", 4), ("tee-blue-S", 4), ("mug", 4)]);
    let run = shop.run(&["push-stock"]).expect(3);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("failed:")).collect();
    assert_eq!(told.len(), 1, "{run:#?}");
    for sku in ["tee-green-L", "tee-green-M", "tee-green-S", "tee-red-L", "tee-red-M and 1 more"] {
        assert!(told[0].contains(sku), "{sku}: {run:#?}");
    }
    assert_eq!(run.stdout, "push-stock: 1 sent, 6 unchanged (6 without free stock), 3 failed\n");
}

#[test]
fn stk_04_a_type_without_a_mapping_stops_its_item() {
    // STK-2's codes too: what cannot be mapped cannot be left out either.
    for code in ["", "赤 S", "-red,S"] {
        let shop = shop();
        shop.goods(ITEM, |goods| goods.choices[8].code = code.into());
        shop.pull();
        let skus: Vec<(String, i64)> =
            shop.shelf(|s| s.sellables()).into_iter().map(|(_, sku)| (sku, 4)).collect();
        let is_sound = |sku: &str| sku.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        let sound: Vec<(String, i64)> =
            skus.into_iter().filter(|(sku, _)| is_sound(sku) && sku != "tee").collect();
        shop.stock(&sound);
        let (shape, mut wanted) = (shop.shape(), shop.quantities());
        wanted.insert(OTHER.into(), 4);
        shop.push_stock_any(&[], &[0, 3]);
        assert_eq!(shop.fake.calls(SET_MOVE), 0, "{code:?}");
        assert_eq!((shop.shape(), shop.quantities()), (shape, wanted), "{code:?}");
    }
}

#[test]
fn stk_04_a_refused_item_is_sent_again_by_the_next_run() {
    let shop = sent();
    let mut wanted = shop.quantities();
    shop.stock_set("tee-blue-L", 2);
    wanted.insert(format!("{ITEM}/blue/L"), 2);
    shop.shelf(|s| s.failing.insert(ITEM.into()));
    fails_for_qoo10(&shop);
    shop.shelf(|s| s.failing.clear());
    shop.push_stock();
    assert_eq!(shop.quantities(), wanted);
    shop.wrote();
    shop.push_nothing("after it was taken");
}

fn fails_for_qoo10(shop: &Shop) {
    let report = shop.push_stock_with(&[], 3);
    let [sent, _, _, failed] = report.stocked();
    assert!(sent == 0 && failed >= 1, "{report:#?}");
    assert!(report.items("failed").iter().any(|item| item["code"] == -10101), "{report:#?}");
}

#[test]
fn stk_04_colours_that_hold_separators_are_never_sent() {
    for colour in ["re$$d", "re||*d", "$$", "red$$red||*L||*5||*-x"] {
        let shop = shop();
        shop.goods(ITEM, |goods| goods.choices[6].values[0] = colour.into());
        shop.run(&["listings", "pull"]);
        let shape = shop.shape();
        shop.stock(&[("mug", 3), ("tee-blue-L", 2), ("tee-red-L", 3)]);
        shop.push_stock_any(&[], &[0, 3]);
        shop.stock_each(31);
        shop.push_stock_any(&[], &[0, 3]);
        assert_eq!(shop.shape(), shape, "{colour}");
        assert_eq!(shop.fake.calls(SET_MOVE), 0, "{colour}");
        assert_eq!(shop.shown_qty(OTHER), 40, "{colour}: the other item went on");
    }
}

#[test]
fn stk_04_unusual_colours_arrive_as_they_are() {
    let colours = ["💙青", "a&b=c", "50%+", "\"x\"\\", "Ｒｅｄ 〜", "|*", "$", "é"];
    let types = colours.iter().enumerate();
    let goods =
        types.fold(Goods::moving("tee"), |goods, (n, colour)| goods.kind(&[colour, "M"], &format!("-{n}")));
    let shop = Shop::selling(vec![(ITEM, goods)]);
    shop.pull();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    shop.push_stock();
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    shop.wrote();
    shop.push_nothing("unusual colours");
}
