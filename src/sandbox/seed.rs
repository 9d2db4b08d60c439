//! The seed shop: a dozen items and carts that show every case, dated relative to the moment of seeding.

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::carts::{CartDraft, LineDraft};
use super::model::{AddonRow, MoveRow, Offer, OptionRow, Person, ShopItem, Stock, get_default_tax_rate};
use super::world::{World, to_day};
use crate::domain::time::Jst;

const SHOP: &str = include_str!("../../fixtures/sandbox/shop.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedShop {
    groups: Vec<SeedGroup>,
    items: Vec<SeedItem>,
    people: Vec<Person>,
    carts: Vec<SeedCart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedGroup {
    carrier: String,
    fee: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedItem {
    seller_code: String,
    title: String,
    price: i64,
    carrier: String,
    #[serde(default = "on_sale")]
    status: String,
    #[serde(default = "far_end")]
    ends_on: Option<NaiveDate>,
    #[serde(default)]
    qty: i64,
    #[serde(default)]
    options: Vec<OptionRow>,
    #[serde(default)]
    types: Vec<MoveRow>,
    #[serde(default)]
    addons: Vec<AddonRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedCart {
    /// What the cart shows; for readers of the file.
    #[serde(rename = "shows")]
    _shows: String,
    minutes_ago: i64,
    #[serde(default)]
    unpaid: bool,
    person: usize,
    #[serde(default)]
    receiver: Option<usize>,
    /// `{+8}` is the date eight days after the order.
    #[serde(default)]
    desired: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    gift: String,
    lines: Vec<LineDraft>,
}

fn on_sale() -> String {
    "S2".to_owned()
}

fn far_end() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2029, 12, 31)
}

impl World {
    /// The seed shop; the same for the same `now`. All orders lie within the six days before it.
    pub fn from_seed(now: Jst) -> Self {
        let shop: SeedShop = serde_json::from_str(SHOP).expect("the seed shop is tested");
        let mut world = Self::empty();
        for group in &shop.groups {
            world.add_group(&group.carrier, group.fee);
        }
        for item in shop.items {
            let group = world.groups.values().find(|group| group.carrier == item.carrier);
            let shipping_no = group.map_or(0, |group| group.number);
            world.add_item(item.build(shipping_no));
        }
        for cart in shop.carts {
            world.add_cart(cart.build(&shop.people, now));
        }
        world
    }
}

impl SeedItem {
    fn build(self, shipping_no: i64) -> ShopItem {
        let stock = match (self.options.is_empty(), self.types.is_empty()) {
            (true, true) => Stock::Plain(self.qty),
            (false, _) => Stock::Options(self.options),
            (true, false) => Stock::Move(self.types),
        };
        ShopItem {
            code: String::new(),
            seller_code: self.seller_code,
            title: self.title,
            status: self.status,
            offer: Offer {
                price: self.price,
                ends_on: self.ends_on,
                tax_rate: get_default_tax_rate(),
                stock,
            },
            shipping_no,
            reservation: None,
            addons: self.addons,
            past: Vec::new(),
        }
    }
}

impl SeedCart {
    fn build(self, people: &[Person], now: Jst) -> CartDraft {
        let ordered_at = now - TimeDelta::minutes(self.minutes_ago);
        let person = |n: usize| people.get(n).cloned().unwrap_or_default();
        CartDraft {
            ordered_at,
            paid_at: (!self.unpaid).then(|| ordered_at + TimeDelta::minutes(2)),
            buyer: person(self.person),
            receiver: person(self.receiver.unwrap_or(self.person)),
            desired: expand_date(&self.desired, ordered_at),
            message: self.message,
            gift: self.gift,
            lines: self.lines,
        }
    }
}

fn expand_date(form: &str, ordered_at: Jst) -> String {
    let Some((days, rest)) = form.strip_prefix("{+").and_then(|form| form.split_once('}')) else {
        return form.to_owned();
    };
    let date = to_day(ordered_at) + TimeDelta::days(days.parse().unwrap_or(0));
    format!("{}{rest}", date.format("%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    fn seeded() -> (World, Jst) {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        (World::from_seed(now), now)
    }

    #[test]
    fn the_seed_is_the_same_for_the_same_moment_and_never_in_the_future() {
        let (world, now) = seeded();
        let again = serde_json::to_string(&World::from_seed(now)).unwrap();
        assert_eq!(serde_json::to_string(&world).unwrap(), again);
        for cart in world.carts.values() {
            assert!(cart.ordered_at < now && cart.ordered_at > now - TimeDelta::days(6), "{}", cart.pack_no);
        }
        assert!(world.lines.values().all(|line| line.paid_at.is_none_or(|at| at <= now)));
    }

    #[test]
    fn the_seed_shows_every_case() {
        let (world, _) = seeded();
        let lines = || world.lines.values();
        assert!((12..=14).contains(&world.items.len()), "{}", world.items.len());
        assert!((10..=14).contains(&world.carts.len()), "{}", world.carts.len());
        assert!(lines().any(|l| l.option == "色:ホワイト / サイズ:M" && l.option_code == "-W-M"));
        assert!(lines().any(|l| l.option == "名入れ:あり(+300円)" && l.option_code.is_empty()));
        assert!(lines().any(|l| l.option.ends_with(" / 名入れ:あり(+300円)") && !l.option_code.is_empty()));
        assert!(
            lines().any(|l| l.status == 1 && l.carrier.is_empty() && world.items[&l.item_code].is_move())
        );
        assert!(lines().any(|l| l.status == 2 && world.items[&l.item_code].is_move()));
        let carriers = |cart: &super::super::model::Cart| {
            cart.lines
                .iter()
                .map(|no| world.lines[no].carrier.clone())
                .collect::<std::collections::HashSet<_>>()
                .len()
        };
        assert!(world.carts.values().any(|cart| cart.lines.len() == 2 && carriers(cart) == 1));
        assert!(world.carts.values().any(|cart| cart.lines.len() == 2 && carriers(cart) == 2));
        assert!(lines().any(|l| !world.items[&l.item_code].seller_code.is_ascii()));
        assert!(world.carts.values().any(|cart| cart.receiver.name.contains('𠮷')));
        assert!(world.items.values().any(|item| item.status == "S1"));
        assert!(world.carts.values().any(|cart| !cart.gift.is_empty() && !cart.message.is_empty()));
        let desired = |end: &str| world.carts.values().any(|cart| cart.desired.ends_with(end));
        assert!(
            desired("-09 ")
                && desired(" 14:00~16:00")
                && world.carts.values().any(|c| c.desired == "18:00~20:00")
        );
    }
}
