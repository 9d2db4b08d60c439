//! Random shops, what buyers do, and what has to hold in the end.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use fastrand::Rng;
use qoo10_bridge::domain::stock_facts::StockDefaults;
use qoo10_bridge::domain::time::Jst;
use qoo10_bridge::plan::free_stock::compute_free_stock;
use qoo10_bridge::sandbox::{
    CartDraft, CartLine, Fault, FaultKind, LineDraft, RecordedWrite, ShopItem, Stock, World,
};
use qoo10_bridge::store::Store;

use super::{is_sending, texts};
use crate::crash_sweep::morning;
use crate::support::practice::Practice;
use crate::support::{CONFIRM, SEND};

const COMPANIES: [&str; 3] = ["佐川急便", "ゆうパック", "ネコポス"];
/// What can be bought: item and option.
const WARES: [(&str, &str); 7] =
    [("P-1", ""), ("P-2", ""), ("O-1", "-A"), ("O-1", "-B"), ("M-1", "-RS"), ("M-1", "-RL"), ("M-2", "-G")];

/// One item of each kind and two plain ones, and carts of the last days.
pub(super) fn random(dice: &mut Rng) -> World {
    let mut world = World::empty();
    let groups = COMPANIES.map(|company| world.add_group(company, 0));
    let items = [
        ShopItem::plain("P-1", 5),
        ShopItem::plain("P-2", 5),
        ShopItem::with_options("O-1", &[("-A", 3), ("-B", 4)]),
        ShopItem::with_types("M-1", &[("red", "S", 1, "-RS"), ("red", "L", 2, "-RL")]),
        ShopItem::with_types("M-2", &[("green", "", 2, "-G")]),
    ];
    for item in items {
        world.add_item(item.with_group(groups[dice.usize(0..groups.len())]));
    }
    for _ in 0..dice.usize(1..5) {
        let at = morning() - TimeDelta::minutes(dice.i64(0..6 * 24 * 60));
        add_cart(&mut world, dice, at);
    }
    world
}

/// A cart of one to three lines, paid or not.
pub(super) fn add_cart(world: &mut World, dice: &mut Rng, at: Jst) {
    let lines = (0..dice.usize(1..4)).map(|_| {
        let (item, option) = WARES[dice.usize(0..WARES.len())];
        LineDraft::with_option(item, option).with_qty(dice.i64(1..3))
    });
    let lines = lines.collect();
    let cart = if dice.u8(0..3) == 0 { CartDraft::unpaid(at, lines) } else { CartDraft::paid(at, lines) };
    world.add_cart(cart);
}

pub(super) fn any_line(world: &World, dice: &mut Rng) -> String {
    dice.choice(world.lines().map(|line| line.order_no.to_string()).collect::<Vec<_>>()).unwrap()
}

pub(super) fn pay_one(shop: &Practice, dice: &mut Rng) {
    let now = shop.now;
    shop.server.with_world(|world| {
        let unpaid = world.lines().filter(|line| line.status == 1).map(|line| line.pack_no.to_string());
        if let Some(cart) = dice.choice(unpaid.collect::<Vec<_>>()) {
            let _ = world.pay(&cart, now);
        }
    });
}

pub(super) fn request_or_withdraw(shop: &Practice, dice: &mut Rng) {
    let now = shop.now;
    shop.server.with_world(|world| {
        let number = any_line(world, dice);
        if world.request_cancel(&number, now).is_err() {
            let _ = world.withdraw_cancel(&number);
        }
    });
}

/// In some storms an order spoils the bulk calls that it is in, or such a call is refused as a method.
pub(super) fn refuse_bulk_calls(shop: &Practice, dice: &mut Rng) {
    shop.server.with_world(|world| {
        for method in [CONFIRM, SEND] {
            let mut fault = Fault::from(FaultKind::ErrorCode);
            match dice.u8(0..4) {
                0 | 1 => {
                    fault.row = Some(any_line(world, dice));
                    fault.code = dice.choice([-10006, -10010, -10011]);
                    fault.as_error_code = dice.bool();
                }
                2 => (fault.code, fault.as_error_code) = (Some(-90001), true),
                _ => continue,
            }
            world.faults.add(method, fault, dice.u32(0..3), 0);
        }
    });
}

/// Every number is in one order; every order that may be sent is, once, with its number; no other is.
pub(super) fn check_orders(shop: &Practice, writes: &[RecordedWrite]) {
    let all: Vec<CartLine> = shop.server.with_world(|world| world.lines().cloned().collect());
    let mut orders: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let sql = "SELECT concat_ws(' ', order_id, order_no, cancelled, status, api_status,
                 coalesce(json_extract(tracking_numbers, '$[0]'), '-'))
               FROM order_lines JOIN orders USING (order_id) WHERE order_no IS NOT NULL";
    for text in texts(shop, sql) {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        orders.entry(words[0].clone()).or_default().push(words);
    }
    for line in &all {
        let number = line.order_no.to_string();
        let times = orders.values().flatten().filter(|words| words[1] == number).count();
        assert!(times == 1 || times == 0 && line.has_left(), "{number} is in {times} orders");
        let received: Vec<&RecordedWrite> =
            writes.iter().filter(|write| is_sending(&write.method) && write.target == number).collect();
        assert!(received.len() <= 1, "{received:?}");
        assert_eq!(
            line.status == 4,
            received.iter().any(|write| write.is_accepted()),
            "{line:?} {received:?}"
        );
    }
    for order in orders.values() {
        let carried: Vec<&Vec<String>> = order.iter().filter(|words| words[2] == "0").collect();
        let line = |words: &[String]| all.iter().find(|line| line.order_no.to_string() == words[1]).unwrap();
        let is_due = |words: &&&Vec<String>| line(words).claim.is_none() && line(words).status >= 2;
        if carried.is_empty() || carried.iter().filter(is_due).count() < carried.len() {
            continue;
        }
        for words in carried {
            let shown = line(words);
            let here = (words[3].as_str(), words[4].as_str(), words[5].as_str());
            assert_eq!(here, ("shipped", "shipped", shown.tracking_no.as_str()), "{order:?} {shown:?}");
            assert_eq!(shown.status, 4, "{shown:?}");
        }
    }
}

/// Qoo10 shows the free stock of every SKU, and nothing else of an item has changed.
pub(super) fn check_stock(shop: &Practice) {
    let store = Store::open_reading(&shop.state()).unwrap();
    let facts = store.load_stock_facts(StockDefaults::default()).unwrap();
    let computed = compute_free_stock(&facts, &[]);
    let mut free: Vec<String> =
        computed.iter().map(|(sku, stock)| format!("{sku} {}", stock.free.as_ref().unwrap())).collect();
    let mut shown = Vec::new();
    shop.server.with_world(|world| {
        for item in world.items() {
            let fresh = ShopItem::plain("", 0).offer;
            assert_eq!((item.offer.price, item.offer.ends_on), (fresh.price, fresh.ends_on), "{item:?}");
            let mut show = |code: &str, qty: i64| shown.push(format!("{}{code} {qty}", item.seller_code));
            match &item.offer.stock {
                Stock::Plain(qty) => show("", *qty),
                Stock::Options(rows) => rows.iter().for_each(|row| show(&row.code, row.qty)),
                Stock::Move(rows) => rows.iter().for_each(|row| show(&row.code, row.qty)),
            }
        }
    });
    shown.sort();
    free.sort();
    assert_eq!(shown, free, "stock at Qoo10, and here");
}
