//! STK-7 to STK-9 against a second reckoning, which goes through random days event by event as a shelf does:
//! it looks at no moments, only at what happened before what.

use std::collections::{BTreeMap, HashMap};

use super::*;
use crate::domain::stock_facts::{SetPart, StockDefaults, StockRules, Watermark};
use crate::domain::time::{Jst, parse_jst};
use crate::vocabulary::Status;

const SKUS: [&str; 3] = ["A", "B", "C"];
/// A set of two A and one B.
const SET: &str = "S";

/// What is known of a SKU after a count.
#[derive(Debug, Clone, Copy)]
struct Shelf {
    basis: StockBasis,
    /// Pieces on the shelf; of free stock, pieces that nobody has bought.
    pieces: i64,
    /// The number of the count's event.
    counted_in: usize,
}

#[derive(Debug, Clone)]
struct ModelLine {
    /// The number of its event.
    came_in: usize,
    /// Pieces of plain SKUs.
    pieces: Vec<(&'static str, i64)>,
    is_cancelled: bool,
}

#[derive(Debug, Clone, Default)]
struct ModelOrder {
    lines: Vec<ModelLine>,
    is_paid: bool,
    is_cancelled: bool,
    has_left: bool,
}

/// The second reckoning.
#[derive(Debug, Default)]
struct Model {
    event: usize,
    unpaid_orders_count: bool,
    shelves: BTreeMap<&'static str, Shelf>,
    orders: Vec<ModelOrder>,
}

impl Model {
    /// Pieces go off the free stock of those SKUs that were counted before the line came, or back.
    fn move_free(&mut self, line: &ModelLine, sign: i64) {
        for (sku, qty) in &line.pieces {
            if let Some(shelf) = self.shelves.get_mut(sku)
                && shelf.basis == StockBasis::Free
                && line.came_in > shelf.counted_in
            {
                shelf.pieces -= sign * qty;
            }
        }
    }

    fn counts(&self, order: &ModelOrder) -> bool {
        order.is_paid || self.unpaid_orders_count
    }

    fn add_line(&mut self, order: usize, pieces: Vec<(&'static str, i64)>) {
        let line = ModelLine { came_in: self.event, pieces, is_cancelled: false };
        if self.counts(&self.orders[order]) {
            self.move_free(&line, 1);
        }
        self.orders[order].lines.push(line);
    }

    fn pay(&mut self, order: usize) {
        if !self.counts(&self.orders[order]) {
            self.orders[order]
                .lines
                .clone()
                .iter()
                .filter(|line| !line.is_cancelled)
                .for_each(|line| self.move_free(line, 1));
        }
        self.orders[order].is_paid = true;
    }

    fn cancel_line(&mut self, order: usize, line: usize) {
        let gone = self.orders[order].lines[line].clone();
        if !gone.is_cancelled && self.counts(&self.orders[order]) {
            self.move_free(&gone, -1);
        }
        self.orders[order].lines[line].is_cancelled = true;
    }

    fn ship(&mut self, order: usize) {
        for line in self.orders[order].lines.clone().iter().filter(|line| !line.is_cancelled) {
            for (sku, qty) in &line.pieces {
                if let Some(shelf) =
                    self.shelves.get_mut(sku).filter(|shelf| shelf.basis == StockBasis::OnHand)
                {
                    shelf.pieces -= qty;
                }
            }
        }
        self.orders[order].has_left = true;
    }

    /// Pieces that may be sold, before rules.
    fn left(&self, sku: &str) -> Option<i64> {
        let shelf = self.shelves.get(sku)?;
        let waiting =
            self.orders.iter().filter(|order| !order.is_cancelled && !order.has_left && self.counts(order));
        let waiting = waiting.flat_map(|order| order.lines.iter().filter(|line| !line.is_cancelled));
        let held: i64 =
            waiting.flat_map(|line| &line.pieces).filter(|(one, _)| *one == sku).map(|(_, qty)| qty).sum();
        Some(if shelf.basis == StockBasis::OnHand { shelf.pieces - held } else { shelf.pieces })
    }
}

/// Pieces of plain SKUs in so many of a thing.
fn take_apart(thing: &'static str, qty: i64) -> Vec<(&'static str, i64)> {
    if thing == SET { vec![("A", 2 * qty), ("B", qty)] } else { vec![(thing, qty)] }
}

/// Random days, told to the model and, as the state file would have them, to the facts.
struct Days {
    dice: fastrand::Rng,
    now: Jst,
    model: Model,
    facts: StockFacts,
    /// The order of each line of the facts, and its place there.
    places: Vec<(usize, usize)>,
    shipped_no: i64,
}

impl Days {
    fn new(seed: u64) -> Self {
        let mut dice = fastrand::Rng::with_seed(seed);
        let unpaid_orders_count = dice.bool();
        let part = |sku: &str, qty| SetPart { sku: sku.to_owned(), qty };
        let defaults = StockDefaults { unpaid_orders_count, ..StockDefaults::default() };
        let sets = BTreeMap::from([(SET.to_owned(), vec![part("A", 2), part("B", 1)])]);
        Self {
            dice,
            now: parse_jst("2026-07-01T09:00:00+09:00").unwrap(),
            model: Model { unpaid_orders_count, ..Model::default() },
            facts: StockFacts { sets, defaults, ..StockFacts::default() },
            places: Vec::new(),
            shipped_no: 0,
        }
    }

    fn thing(&mut self) -> &'static str {
        ["A", "B", "C", SET][self.dice.usize(..4)]
    }

    fn add_line(&mut self, order: usize) {
        let (thing, qty) = (self.thing(), self.dice.i64(1..4));
        self.places.push((order, self.model.orders[order].lines.len()));
        self.model.add_line(order, take_apart(thing, qty));
        self.facts.lines.push(OrderedLine {
            line_id: self.places.len() as i64,
            order: format!("{}", 412_000_001 + order).parse().unwrap(),
            status: Status::Ready,
            is_paid: self.model.orders[order].is_paid,
            goods: LineGoods { sku: Some(thing.to_owned()), ..LineGoods::default() },
            qty,
            added_at: self.now,
            shipped: None,
        });
    }

    fn count(&mut self) {
        let sku = SKUS[self.dice.usize(..3)];
        let basis = if self.dice.bool() { StockBasis::OnHand } else { StockBasis::Free };
        let qty = self.dice.i64(0..30);
        self.model.shelves.insert(sku, Shelf { basis, pieces: qty, counted_in: self.model.event });
        let mark = Watermark { line_id: self.places.len() as i64, shipped_no: self.shipped_no };
        let (counted_at, changed_at) = (self.now, self.now);
        let count = StockCount { basis, qty, counted_at, watermark: Some(mark), changed_at };
        self.facts.counts.insert(sku.to_owned(), count);
    }

    fn ship(&mut self, order: usize) {
        self.model.ship(order);
        self.shipped_no += 1;
        let shipped = Some((self.now, self.shipped_no));
        for (line, _) in self.facts.lines.iter_mut().zip(&self.places).filter(|(_, (of, _))| *of == order) {
            (line.status, line.shipped) = (Status::Shipped, shipped);
        }
    }

    fn happen(&mut self) {
        self.model.event += 1;
        // Often nothing passes between two events but their order.
        self.now += chrono::Duration::seconds(self.dice.i64(0..3));
        let open: Vec<usize> = (0..self.model.orders.len())
            .filter(|n| !self.model.orders[*n].has_left && !self.model.orders[*n].is_cancelled)
            .collect();
        let order = self.dice.choice(&open).copied();
        match (self.dice.u8(..10), order) {
            (0 | 1, _) => self.count(),
            (2, Some(order)) => self.add_line(order),
            (3, Some(order)) => {
                self.model.pay(order);
                for (line, (of, _)) in self.facts.lines.iter_mut().zip(&self.places) {
                    line.is_paid |= *of == order;
                }
            }
            (4, Some(order)) => {
                let line = self.dice.usize(..self.model.orders[order].lines.len());
                self.model.cancel_line(order, line);
            }
            (5, Some(order)) => {
                (0..self.model.orders[order].lines.len())
                    .for_each(|line| self.model.cancel_line(order, line));
                self.model.orders[order].is_cancelled = true;
            }
            (6, Some(order)) if self.model.orders[order].is_paid => self.ship(order),
            _ => {
                let is_paid = self.dice.bool();
                self.model.orders.push(ModelOrder { is_paid, ..ModelOrder::default() });
                let lines = self.dice.usize(1..4);
                (0..lines).for_each(|_| self.add_line(self.model.orders.len() - 1));
            }
        }
    }

    /// The facts without what was cancelled, as the state file gives them.
    fn list_facts(&self) -> StockFacts {
        let is_left = |(order, line): &(usize, usize)| !self.model.orders[*order].lines[*line].is_cancelled;
        let lines = self.facts.lines.iter().zip(&self.places).filter(|(_, place)| is_left(place));
        StockFacts { lines: lines.map(|(line, _)| line.clone()).collect(), ..self.facts.clone() }
    }
}

fn apply_rules(pieces: i64, rules: StockRules) -> i64 {
    let mut shown = (pieces - rules.reserve.unwrap_or(0)).max(0);
    let share = rules.percent.unwrap_or(100);
    // As many as have their share of a hundred each.
    shown = (0..=shown).filter(|one| one * 100 <= shown * share).max().unwrap_or(0);
    shown.min(rules.cap.unwrap_or(i64::MAX))
}

#[test]
fn stk_07_08_09_free_stock_is_what_a_shelf_has_left_after_random_days() {
    for seed in 0..3_000 {
        let mut days = Days::new(seed);
        let events = days.dice.usize(1..60);
        (0..events).for_each(|_| days.happen());
        let mut facts = days.list_facts();
        for sku in ["A", "B", "C", SET] {
            let any = |dice: &mut fastrand::Rng, most| dice.bool().then(|| dice.i64(0..most));
            let dice = &mut days.dice;
            let rules = StockRules { reserve: any(dice, 4), cap: any(dice, 20), percent: any(dice, 101) };
            facts.rules.insert(sku.to_owned(), rules);
        }
        let unseen: Vec<UnseenLine> = (0..days.dice.usize(..3))
            .map(|_| UnseenLine {
                goods: LineGoods { sku: Some(days.thing().to_owned()), ..LineGoods::default() },
                qty: days.dice.i64(1..3),
                is_paid: days.dice.bool(),
            })
            .collect();
        let mut taken: HashMap<&str, i64> = HashMap::new();
        for row in unseen.iter().filter(|row| row.is_paid || days.model.unpaid_orders_count) {
            let thing =
                ["A", "B", "C", SET].into_iter().find(|one| row.goods.sku.as_deref() == Some(one)).unwrap();
            take_apart(thing, row.qty)
                .into_iter()
                .for_each(|(sku, qty)| *taken.entry(sku).or_default() += qty);
        }
        let left = |sku: &str| Some(days.model.left(sku)? - taken.get(sku).copied().unwrap_or(0));
        let shown = |sku: &str| left(sku).map(|left| apply_rules(left, facts.rules[sku]));
        let computed = compute_free_stock(&facts, &unseen);
        for sku in SKUS {
            let free = computed.get(sku).map(|stock| stock.free.clone().unwrap());
            assert_eq!(free, shown(sku), "seed {seed}, {sku}: {:#?}", days.model);
        }
        let made = shown("A").zip(shown("B")).map(|(a, b)| (a / 2).min(b));
        let set = computed[SET].free.clone().ok();
        assert_eq!(
            set,
            made.map(|made| apply_rules(made, facts.rules[SET])),
            "seed {seed}: {:#?}",
            days.model
        );
    }
}
