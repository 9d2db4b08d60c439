//! A year of a shop: every day buyers order, the steps run, the warehouse ships, and now and then somebody
//! works by hand at Qoo10. At the end no order is unknown, none is shipped twice, none lacks an address; and
//! what was done by hand was named from the next run on until it was dealt with, and not once more.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use crate::support::tier::{self, VariantSet};
use shop::{Named, YearShop};
use work::{HandWork, Kind, Phase};

mod shop;
mod work;

const ORDERS_A_DAY: usize = 30;
/// Orders of a hundred that somebody works on by hand; and of a few days, so that every kind is among them.
const HAND_WORK_PERCENT: u64 = 3;
const SAMPLE_PERCENT: u64 = 15;
/// After the last order, until everything is dealt with.
const LAST_DAYS: i64 = 8;

struct Year {
    shop: YearShop,
    dice: Rng,
    day: i64,
    works: Vec<HandWork>,
    /// Carts that are not paid yet, and the day of their payment.
    unpaid: BTreeMap<String, i64>,
    /// On which days a cart was named, by outcome and reason.
    named: BTreeMap<(String, &'static str), Vec<i64>>,
}

impl Year {
    fn of(seed: u64, variants: &VariantSet) -> Self {
        Self {
            shop: YearShop::new(variants),
            dice: Rng::with_seed(seed),
            day: 0,
            works: Vec::new(),
            unpaid: BTreeMap::new(),
            named: BTreeMap::new(),
        }
    }

    fn find_work(&self, cart: &str) -> Option<&HandWork> {
        self.works.iter().find(|work| work.cart == cart)
    }

    fn let_buyers_order(&mut self) {
        for _ in 0..ORDERS_A_DAY {
            let is_worked = self.dice.u64(0..100) < tier::many(SAMPLE_PERCENT, HAND_WORK_PERCENT);
            let kind = is_worked.then(|| Kind::ALL[self.works.len() % Kind::ALL.len()]);
            let is_unpaid = kind.map_or_else(|| self.dice.u8(0..10) == 0, Kind::begins_unpaid);
            let cart = self.shop.add_cart(&mut self.dice, self.day, !is_unpaid);
            if is_unpaid {
                self.unpaid.insert(cart.clone(), self.day + 1);
            }
            self.works.extend(kind.map(|kind| HandWork::new(kind, cart, self.day)));
        }
    }

    fn let_buyers_pay(&mut self) {
        let due: Vec<String> =
            self.unpaid.iter().filter(|(_, day)| **day <= self.day).map(|(cart, _)| cart.clone()).collect();
        for cart in due {
            self.unpaid.remove(&cart);
            self.shop.pay(&cart);
        }
    }

    /// What is done by hand in this part of the day.
    fn work_by_hand(&mut self, phase: Phase) {
        for work in &mut self.works {
            work.go_on(&self.shop, self.day, phase);
        }
    }

    /// Runs the steps of the morning, and notes whom they name.
    fn run_steps(&mut self) {
        for step in ["import", "sync-status", "schedule-date"] {
            for Named { cart, outcome, reason } in self.shop.run_step(step) {
                let Some(work) = self.find_work(&cart) else {
                    panic!("day {}: {step} names {cart}, which nobody touched: {outcome} {reason}", self.day)
                };
                let kind = work.kind;
                if kind.is_named_by(&outcome, &reason) {
                    self.named.entry((cart, kind.word())).or_default().push(self.day);
                } else if !kind.goes_with(&outcome) {
                    panic!("day {}: {step} names {work:?} as {outcome} {reason}", self.day);
                }
            }
        }
    }

    /// Ships what is confirmed, but for what is being worked on by hand.
    fn ship(&mut self) {
        let held: BTreeSet<String> = self
            .works
            .iter()
            .filter(|work| work.keeps_warehouse_off(self.day))
            .map(|w| w.cart.clone())
            .collect();
        let packed = self.shop.ship_ready(&held);
        for cart in packed {
            let is_sent = self.find_work(&cart).is_some_and(HandWork::is_sent_at_qoo10);
            assert!(!is_sent, "day {}: {cart} was sent by hand and is packed again", self.day);
        }
    }

    fn pass_day(&mut self, has_buyers: bool) {
        self.shop.begin_day(self.day);
        if has_buyers {
            self.let_buyers_order();
        }
        self.let_buyers_pay();
        self.work_by_hand(Phase::Morning);
        self.run_steps();
        self.ship();
        self.shop.push();
        self.work_by_hand(Phase::Evening);
        self.day += 1;
    }

    fn pass(&mut self, days: u64) {
        for _ in 0..days {
            self.pass_day(true);
        }
        for _ in 0..LAST_DAYS {
            self.pass_day(false);
        }
    }

    fn check(&self) {
        for work in &self.works {
            let word = work.kind.word();
            let days = self.named.get(&(work.cart.clone(), word)).cloned().unwrap_or_default();
            assert_eq!(days, work.expected_days(), "{work:?} was named as {word}");
        }
        self.shop.check_orders();
    }
}

#[test]
fn a_year_of_a_shop_ends_with_every_order_known_addressed_and_shipped_once() {
    let mut year = Year::of(17, &VariantSet::new());
    year.pass(tier::many(6, 300));
    assert!(year.works.len() >= Kind::ALL.len(), "only {} works by hand", year.works.len());
    year.check();
}

#[test]
fn what_the_documents_leave_open_changes_nothing_in_a_few_days() {
    for variants in tier::sampled(tier::variants(), 1, 2) {
        let mut year = Year::of(18, &variants);
        year.pass(3);
        year.check();
    }
}
