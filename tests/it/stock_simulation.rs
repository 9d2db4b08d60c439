//! Days of a shop whose buyers order at any moment, also while push-stock works: what it writes is never more
//! than can be sold (STK-7 to STK-9). Beside it is counted what the numbers of the files, pushed as they are,
//! would have sold too often.

use fastrand::Rng;

use crate::support::tier;
use shop::{Basis, StockShop};

mod shop;

/// What happens in a shop, some of it more often than the rest.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Buy,
    Pay,
    CancelAtQoo10,
    Import,
    SyncStatus,
    Ship,
    AddLine,
    CountShelf,
    LoadFree,
    LoadOldCount,
    ReceiveGoods,
    PushStock,
    PushAll,
}

const DEEDS: [(Deed, u32); 13] = [
    (Deed::Buy, 12),
    (Deed::Pay, 3),
    (Deed::CancelAtQoo10, 2),
    (Deed::Import, 5),
    (Deed::SyncStatus, 2),
    (Deed::Ship, 3),
    (Deed::AddLine, 1),
    (Deed::CountShelf, 2),
    (Deed::LoadFree, 2),
    (Deed::LoadOldCount, 1),
    (Deed::ReceiveGoods, 1),
    (Deed::PushStock, 5),
    (Deed::PushAll, 1),
];

fn pick(dice: &mut Rng) -> Deed {
    let mut at = dice.u32(0..DEEDS.iter().map(|(_, weight)| weight).sum());
    for (deed, weight) in DEEDS {
        match at.checked_sub(weight) {
            Some(rest) => at = rest,
            None => return deed,
        }
    }
    Deed::PushStock
}

/// Pieces that each rule wrote beyond what could be sold.
#[derive(Debug, Default)]
struct Oversold {
    raced: i64,
    as_loaded: i64,
}

/// Goes through days of a shop.
fn live(seed: u64) -> Oversold {
    let mut dice = Rng::with_seed(seed);
    let lowered_at = if dice.bool() { "at-order" } else { "at-payment" };
    let shop = StockShop::new(seed, lowered_at);
    let mut oversold = Oversold::default();
    for _ in 0..60 {
        shop.pass_time(dice.i64(1..40));
        match pick(&mut dice) {
            Deed::Buy => shop.buy(&mut dice),
            Deed::Pay => shop.pay(&mut dice),
            Deed::CancelAtQoo10 => shop.cancel_at_qoo10(&mut dice),
            Deed::Import => shop.run(&["import"]),
            Deed::SyncStatus => shop.run(&["sync-status"]),
            Deed::Ship => shop.ship(&mut dice),
            Deed::AddLine => shop.add_line(&mut dice),
            Deed::CountShelf => shop.load_count(&mut dice, Basis::OnHand, 0),
            Deed::LoadFree => shop.load_count(&mut dice, Basis::Free, 0),
            Deed::LoadOldCount => {
                let (basis, minutes) =
                    (if dice.bool() { Basis::OnHand } else { Basis::Free }, dice.i64(1..60));
                shop.load_count(&mut dice, basis, minutes);
            }
            Deed::ReceiveGoods => shop.receive_goods(&mut dice),
            Deed::PushStock => oversold.add(&shop.push_stock(&["push-stock"]), seed),
            Deed::PushAll => oversold.add(&shop.push_stock(&["push-stock", "--all"]), seed),
        }
    }
    oversold
}

impl Oversold {
    fn add(&mut self, push: &shop::Push, seed: u64) {
        assert_eq!(push.too_many, Vec::<String>::new(), "seed {seed}: {}", push.story);
        self.raced += push.raced;
        self.as_loaded += push.as_loaded;
    }
}

/// The seeds of one of four tests, which run beside each other.
fn live_all(part: u64) {
    let seeds = tier::many(3, 125);
    let mut all = Oversold::default();
    for seed in (part * seeds)..((part + 1) * seeds) {
        let one = live(seed);
        all.raced += one.raced;
        all.as_loaded += one.as_loaded;
    }
    #[allow(clippy::print_stdout)]
    {
        println!(
            "{seeds} seeds, pieces beyond what can be sold: {} (sold meanwhile); as loaded: {}",
            all.raced, all.as_loaded
        );
    }
    assert!(all.as_loaded > all.raced, "the days are too quiet to tell the rules apart: {all:?}");
}

#[test]
fn stk_08_no_more_is_shown_than_can_be_sold_in_any_days_1() {
    live_all(0);
}

#[test]
fn stk_08_no_more_is_shown_than_can_be_sold_in_any_days_2() {
    live_all(1);
}

#[test]
fn stk_08_no_more_is_shown_than_can_be_sold_in_any_days_3() {
    live_all(2);
}

#[test]
fn stk_08_no_more_is_shown_than_can_be_sold_in_any_days_4() {
    live_all(3);
}
