//! Names that come HTML-escaped: people read them as they were typed, and Qoo10 gets them back as it wrote
//! them; and what else Qoo10 says of items in an unusual way.

use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::sandbox::{CartDraft, KeyState, LineDraft, OptionRow, SELLER_KEY, ShopItem, Stock, World};
use qoo10_bridge::steps::report::Warning;
use qoo10_bridge::steps::{BrakeTripped, StepError};
use qoo10_bridge::text::localize;
use qoo10_bridge::vocabulary::{Lang, Message, Outcome, Reason};

use crate::support::practice::Practice;

const NOW: &str = "2026-07-01T10:00:00+09:00";

/// An item with one option and an add-on, and a MOVE item, all with names that HTML escapes.
fn shop(is_escaped: bool) -> Practice {
    let mut world = World::empty();
    world.add_group("佐川急便", 0);
    let option = OptionRow {
        names: vec!["L'axe".into()],
        values: vec!["R&B".into()],
        price: 0,
        qty: 1,
        code: "-R".into(),
    };
    let mut shirt = ShopItem::plain("T", 0).with_stock(Stock::Options(vec![option])).with_addon(
        "<名入れ>",
        "あり",
        300,
        "N",
    );
    shirt.title = "Women's \"Best\"".into();
    world.add_item(shirt);
    world.add_item(ShopItem::with_types("M", &[("R&B", "L", 1, "-B")]));
    if is_escaped {
        world.variants.set("names", "escaped").unwrap();
    }
    Practice::of(world, parse_jst(NOW).unwrap())
}

fn texts(shop: &Practice, sql: &str) -> Vec<String> {
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let mut statement = state.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn escaped_names_go_back_as_they_came_and_are_listed_as_they_were_typed() {
    let shop = shop(true);
    shop.pull().1.unwrap();
    let listed =
        "SELECT concat_ws('|', name, option) FROM items JOIN listings USING (item_code) ORDER BY sku";
    assert_eq!(texts(&shop, listed), ["見本 M|R&B / L", "Women's \"Best\"|L'axe:R&B"]);
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::New), report.count_of(Outcome::Gone)), (0, 0));
    shop.set_free("T-R", 7);
    shop.set_free("M-B", 8);
    let (report, result) = shop.push_stock();
    result.unwrap();
    assert_eq!(report.count_of(Outcome::Sent), 2, "{report:?}");
    let stock = |item, code| shop.server.with_world(|world| world.get_stock(item, Some(code)));
    assert_eq!((stock("T", "-R"), stock("M", "-B")), (Some(7), Some(8)));
}

#[test]
fn an_order_with_escaped_names_is_the_same_order() {
    let orders = |is_escaped| {
        let shop = shop(is_escaped);
        shop.server.with_world(|world| {
            let lines =
                vec![LineDraft::with_option("T", "-R").with_addon(0), LineDraft::with_option("M", "-B")];
            let mut cart = CartDraft::paid(parse_jst(NOW).unwrap() - chrono::Duration::hours(1), lines);
            cart.receiver.name = "O'Mihon <花子>".into();
            cart.receiver.address2 = "見本1-2 R&Bビル".into();
            cart.message = "\"急ぎ\" & 早く".into();
            world.add_cart(cart);
        });
        shop.import().1.unwrap();
        // The next run sees the same receiver.
        assert_eq!(shop.sync_status().0.count_of(Outcome::ReceiverChanged), 0);
        shop.orders()
    };
    let plain = orders(false);
    for text in ["O'Mihon <花子>", "R&Bビル", "L'axe:R&B", "<名入れ>:あり", "早く"] {
        assert!(plain[0].contains(text), "{text}: {plain:?}");
    }
    assert_eq!(orders(true), plain);
}

#[test]
fn a_restricted_item_is_named_and_nobody_is_told_to_choose_a_delivery_group() {
    let shop = shop(false);
    shop.server.with_world(|world| {
        world.add_item(ShopItem::plain("S", 5));
        let at = parse_jst(NOW).unwrap() - chrono::Duration::hours(1);
        world.add_cart(CartDraft::unpaid(at, vec![LineDraft::new("S")]));
        world.set_item_status("S", "S5").unwrap();
    });
    let item = shop.server.with_world(|world| world.item("S").unwrap().code.clone());
    let (report, result) = shop.import();
    result.unwrap();
    let [reject] = &report.items[..] else { panic!("{report:?}") };
    assert_eq!(reject.reason, Some(Reason::LookupFailed));
    for (lang, words) in [(Lang::En, "restricts the item"), (Lang::Ja, "取引制限")] {
        let told = localize(reject.message.as_ref().unwrap(), lang);
        assert!(told.contains(words) && told.contains(&item) && told.contains("-10009"), "{told}");
        assert!(told.contains("[Trade Status]") && !told.contains("delivery group"), "{told}");
    }
}

#[test]
fn an_empty_list_says_that_the_key_may_be_one_for_orders() {
    let shop = shop(false);
    shop.pull().1.unwrap();
    let to_orders_key =
        || shop.server.with_world(|world| world.keys.insert(SELLER_KEY.into(), KeyState::OrdersOnly));
    to_orders_key();
    let Err(StepError::BrakeTripped(brake)) = shop.pull().1 else { panic!("no brake") };
    assert_eq!(brake, BrakeTripped::ShrunkenList { was: 2, now: 0 });
    let next = |message: &Message| localize(&message.attribute("next"), Lang::En);
    assert!(next(&brake.message()).contains("given out for orders"), "{}", next(&brake.message()));
    let fewer = BrakeTripped::ShrunkenList { was: 9, now: 1 }.message();
    assert!(!next(&fewer).contains("given out for orders"));

    let fresh = self::shop(false);
    fresh.server.with_world(|world| world.keys.insert(SELLER_KEY.into(), KeyState::OrdersOnly));
    let (report, result) = fresh.pull();
    result.unwrap();
    assert_eq!(report.warnings, [Warning::NoItems]);
}
