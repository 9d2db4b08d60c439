//! push-stock: what is left out, and why (STK-2), and names that would break a call.

use crate::support::{Goods, MOVING, ONE_AXIS, PLAIN, Shop, TWO_AXES};

const OTHER: &str = "100000008";

#[test]
fn stk_02_items_stopped_since_the_pull_are_left_out_until_they_are_on_sale_again() {
    for item in [PLAIN, TWO_AXES, MOVING] {
        let shop = Shop::of_every_kind();
        let (before, wanted) = (shop.quantities(), shop.stock_each(21));
        shop.goods(item, |goods| goods.status = "S1".into());
        let shape = shop.shape();
        let report = shop.push_stock();
        let [sent, _, skipped, failed] = report.stocked();
        let left_out = before.keys().filter(|name| name.starts_with(item)).count() as u64;
        assert_eq!((sent, skipped, failed), (11 - left_out, left_out, 0), "{item}: {report:#?}");
        assert!(!report.reasons("skipped").contains(&String::new()), "{report:#?}");
        for (name, qty) in shop.quantities() {
            let expected = if name.starts_with(item) { before[&name] } else { wanted[&name] };
            assert_eq!(qty, expected, "{name}");
        }
        assert_eq!(shop.shape(), shape, "{item}");
        shop.goods(item, |goods| goods.status = "S2".into());
        shop.wrote();
        assert_eq!(shop.push_stock().stocked(), [left_out, 11 - left_out, 0, 0], "{item}");
        assert_eq!(shop.quantities(), wanted);
        assert!(shop.wrote().iter().all(|(code, ..)| code == item), "only {item}");
        shop.push_nothing(item);
    }
}

#[test]
fn stk_02_what_was_stopped_at_the_pull_is_asked_again_at_run_time() {
    let shop = Shop::of_every_kind();
    shop.goods(PLAIN, |goods| goods.status = "S1".into());
    shop.pull();
    shop.goods(PLAIN, |goods| goods.status = "S2".into());
    let wanted = shop.stock_each(21);
    assert_eq!(shop.push_stock().stocked(), [11, 0, 0, 0]);
    assert_eq!(shop.quantities(), wanted);
}

#[test]
fn stk_02_items_that_qoo10_stopped_or_no_longer_has_are_not_written_to() {
    for status in ["S3", "S5", "S8", "gone"] {
        let shop = Shop::of_every_kind();
        let mut wanted = shop.stock_each(21);
        let was = shop.shelf(|s| {
            if status == "gone" {
                s.goods.remove(PLAIN);
                return None;
            }
            s.goods.get_mut(PLAIN).unwrap().status = status.into();
            Some(10)
        });
        wanted.remove(PLAIN);
        wanted.extend(was.map(|qty| (PLAIN.to_owned(), qty)));
        let shape = shop.shape();
        let report = shop.push_stock_any(&[], &[0, 3]);
        let [sent, _, skipped, failed] = report.stocked();
        assert_eq!((sent, skipped + failed), (10, 1), "{status}: {report:#?}");
        assert_eq!((shop.shape(), shop.quantities()), (shape, wanted), "{status}");
    }
}

#[test]
fn stk_02_seller_codes_that_break_the_rule_are_left_out() {
    for code in ["商品1", "P 1", "P/1", "P.1", "Ｐ１", "P-1!"] {
        let shop = Shop::selling(vec![(PLAIN, Goods::plain(code)), (OTHER, Goods::plain("P-2"))]);
        shop.pull();
        let loaded = shop.load_listings(&[[PLAIN, code, "", "P-1"]]);
        assert!([0, 3].contains(&loaded.code), "{loaded:#?}");
        shop.stock(&[("P-1", 4), ("P-2", 5)]);
        let shape = shop.shape();
        let report = shop.push_stock();
        assert_eq!(report.skus("sent"), ["P-2"], "{code}");
        assert!(loaded.code == 3 || report.count("skipped") == 1, "{code}: {report:#?}");
        assert_eq!((shop.shown_qty(PLAIN), shop.shown_qty(OTHER)), (10, 5), "{code}");
        assert_eq!(shop.shape(), shape);
    }
}

#[test]
fn stk_02_an_option_code_that_breaks_the_rule_leaves_its_option_out() {
    let goods = Goods::options("T-2").option(&[("色", "白")], "-白").option(&[("色", "黒")], "-B");
    let shop = Shop::selling(vec![(TWO_AXES, goods)]);
    shop.pull();
    let loaded = shop.load_listings(&[[TWO_AXES, "T-2", "-白", "T-2-W"]]);
    assert!([0, 3].contains(&loaded.code), "{loaded:#?}");
    shop.stock(&[("T-2-W", 4), ("T-2-B", 5)]);
    let shape = shop.shape();
    let report = shop.push_stock();
    assert_eq!(report.skus("sent"), ["T-2-B"]);
    assert!(loaded.code == 3 || report.count("skipped") == 1, "{report:#?}");
    assert_eq!((shop.shape(), shop.shown_qty(&format!("{TWO_AXES}/白"))), (shape, 10));
    assert_eq!(shop.shown_qty(&format!("{TWO_AXES}/黒")), 5);
}

#[test]
fn options_that_only_qoo10_has_are_left_alone_and_named() {
    let shop = Shop::of_every_kind();
    let wanted = shop.stock_each(21);
    shop.goods(TWO_AXES, |goods| *goods = goods.clone().option(&[("色", "緑"), ("サイズ", "XL")], "-GXL"));
    let shape = shop.shape();
    let report = shop.push_stock_any(&[], &[0, 3]);
    let warnings = report.warnings();
    assert!(warnings.contains(TWO_AXES) || warnings.contains("T-1"), "{report:#?}");
    assert!(warnings.contains("-GXL") || warnings.contains('緑'), "{report:#?}");
    let mut quantities = shop.quantities();
    assert_eq!(quantities.remove(&format!("{TWO_AXES}/緑/XL")), Some(10));
    assert_eq!((shop.shape(), quantities), (shape, wanted));
    assert_eq!(report.stocked()[0], 11);
}

#[test]
fn an_option_that_qoo10_no_longer_has_is_not_sent_back() {
    let shop = Shop::of_every_kind();
    let mut wanted = shop.stock_each(21);
    shop.goods(TWO_AXES, |goods| drop(goods.choices.remove(3)));
    wanted.remove(&format!("{TWO_AXES}/黒/L"));
    let shape = shop.shape();
    let report = shop.push_stock_any(&[], &[0, 3]);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    assert_eq!(report.count("sent"), 10, "{report:#?}");
}

#[test]
fn an_option_renamed_at_qoo10_keeps_its_new_name() {
    let shop = Shop::of_every_kind();
    let _ = shop.stock_each(21);
    shop.goods(ONE_AXIS, |goods| goods.choices[0].values[0] = "つぶあん".into());
    let shape = shop.shape();
    shop.push_stock_any(&[], &[0, 3]);
    assert_eq!(shop.shape(), shape);
}

#[test]
fn an_option_without_stock_here_does_not_stop_the_others() {
    let shop = Shop::of_every_kind();
    let before = shop.quantities();
    shop.stock(&[("T-1-WM", 3), ("C-1-B", 4)]);
    let shape = shop.shape();
    let report = shop.push_stock();
    assert_eq!(report.skus("sent"), ["C-1-B", "T-1-WM"]);
    let mut wanted = before;
    wanted.insert(format!("{TWO_AXES}/白/M"), 3);
    wanted.insert(format!("{ONE_AXIS}/抹茶"), 4);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
}

#[test]
fn unusual_option_names_arrive_as_they_are() {
    let values = ["白🎀", "a&b=c", "50%+", "\"x\"\\", "Ｗ 〜", "|*", "$", "👩‍👩‍👧", "line\\n", "é"];
    let options = values.iter().enumerate();
    let goods = options.fold(Goods::options("T-2"), |goods, (n, value)| {
        goods.option(&[("色🎨", value), ("サイズ/大", "M")], &format!("-{n}"))
    });
    let shop = Shop::selling(vec![(TWO_AXES, goods)]);
    shop.pull();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    assert_eq!(shop.push_stock().stocked(), [10, 0, 0, 0]);
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
    shop.wrote();
    shop.push_nothing("unusual names");
}

#[test]
fn separators_in_option_names_never_corrupt_a_call() {
    let bad = Goods::options("T-2")
        .option(&[("色", "x||*y"), ("サイズ", "z")], "-1")
        .option(&[("色", "x"), ("サイズ", "y||*z")], "-2")
        .option(&[("色", "p$$q"), ("サイズ", "M")], "-3")
        .option(&[("色", "r"), ("サイズ", "M")], "-4");
    let worse = Goods::options("T-3")
        .option(&[("色||*サイズ", "白||*M")], "-1")
        .option(&[("色||*サイズ", "$$")], "-2");
    let shop = Shop::selling(vec![(TWO_AXES, bad), (ONE_AXIS, worse), (PLAIN, Goods::plain("P-1"))]);
    shop.pull();
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    let report = shop.push_stock_any(&[], &[0, 3]);
    assert_eq!(shop.shape(), shape, "{report:#?}");
    for (name, qty) in shop.quantities() {
        assert!(qty == 10 || qty == wanted[&name], "{name} has {qty}");
    }
    for name in [PLAIN.to_owned(), format!("{TWO_AXES}/r/M")] {
        assert_eq!(shop.shown_qty(&name), wanted[&name], "{name} is not touched by the others' names");
    }
    shop.push_stock_any(&[], &[0, 3]);
    assert_eq!(shop.shape(), shape);
}
