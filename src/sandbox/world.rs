//! The world: everything that the practice Qoo10 knows, and how its parts are found.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::faults::Faults;
use super::model::{Cart, CartLine, Offer, PastOffer, ShippingGroup, ShopItem};
use super::variants::{ItemChanges, Variants};
use super::writes::{RecordedWrite, WriteLog};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, jst_offset};

/// The seller authorization key of every new practice shop.
pub const SELLER_KEY: &str = "sandbox-seller-key";
/// A key past its year.
pub const EXPIRED_KEY: &str = "sandbox-expired-key";
/// A key that is not activated yet: answered with an empty body.
pub const INACTIVE_KEY: &str = "sandbox-inactive-key";
/// A key that may read but not write.
pub const READ_ONLY_KEY: &str = "sandbox-read-only-key";
/// A key that sees no items: such keys are given out for orders.
pub const ORDERS_KEY: &str = "sandbox-orders-key";
/// The API key that a new seller key is asked for with.
pub const API_KEY: &str = "sandbox-api-key";
/// The seller's login name and password, both.
pub const LOGIN: &str = "sandbox";

/// Calendar days between payment and the ship date that Qoo10 itself shows.
pub(crate) const GUESSED_SHIP_DAYS: i64 = 3;
/// How long item look-ups show the old state under `item-changes ten-minutes`.
const CHANGE_DELAY_MINUTES: i64 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    Active,
    Expired,
    Inactive,
    ReadOnly,
    /// The item list is empty for it.
    OrdersOnly,
}

/// The whole state of one practice shop. Cloning it is a snapshot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    #[serde(default)]
    pub variants: Variants,
    #[serde(default)]
    pub faults: Faults,
    pub keys: BTreeMap<String, KeyState>,
    pub(crate) key_requests: u32,
    pub(crate) groups: BTreeMap<i64, ShippingGroup>,
    pub(crate) items: BTreeMap<String, ShopItem>,
    /// Item codes by kind (true: MOVE) and seller code: `n:TS-001`, `m:TS-001`.
    pub(crate) by_seller_code: BTreeMap<String, String>,
    pub(crate) carts: BTreeMap<PackNo, Cart>,
    pub(crate) lines: BTreeMap<OrderNo, CartLine>,
    /// The cart that used a tracking number first.
    pub(crate) tracking: BTreeMap<String, PackNo>,
    pub(crate) next_pack_no: i64,
    pub(crate) next_order_no: i64,
    pub(crate) next_item_code: i64,
    pub(crate) writes: WriteLog,
}

impl World {
    /// A shop without items and orders; the keys work.
    pub fn empty() -> Self {
        let keys = [
            (SELLER_KEY, KeyState::Active),
            (EXPIRED_KEY, KeyState::Expired),
            (INACTIVE_KEY, KeyState::Inactive),
            (READ_ONLY_KEY, KeyState::ReadOnly),
            (ORDERS_KEY, KeyState::OrdersOnly),
        ];
        Self {
            variants: Variants::default(),
            faults: Faults::default(),
            keys: keys.into_iter().map(|(key, state)| (key.to_owned(), state)).collect(),
            key_requests: 0,
            groups: BTreeMap::new(),
            items: BTreeMap::new(),
            by_seller_code: BTreeMap::new(),
            carts: BTreeMap::new(),
            lines: BTreeMap::new(),
            tracking: BTreeMap::new(),
            next_pack_no: 412_345_678,
            next_order_no: 1_062_428_737,
            next_item_code: 812_345_678,
            writes: WriteLog::default(),
        }
    }

    /// Every write received, oldest first.
    pub fn writes(&self) -> &[RecordedWrite] {
        self.writes.entries()
    }

    /// Forgets the writes so far: for tests that look at one run.
    pub fn clear_writes(&mut self) {
        self.writes.clear();
    }

    pub fn line(&self, order_no: OrderNo) -> Option<&CartLine> {
        self.lines.get(&order_no)
    }

    /// The same, to bend it to a test's needs.
    pub fn line_mut(&mut self, order_no: OrderNo) -> Option<&mut CartLine> {
        self.lines.get_mut(&order_no)
    }

    pub fn cart(&self, pack_no: PackNo) -> Option<&Cart> {
        self.carts.get(&pack_no)
    }

    /// All lines, by order number.
    pub fn lines(&self) -> impl Iterator<Item = &CartLine> {
        self.lines.values()
    }

    /// All items, by item code.
    pub fn items(&self) -> impl Iterator<Item = &ShopItem> {
        self.items.values()
    }

    /// An item by its item code or, failing that, its seller code.
    pub fn item(&self, code: &str) -> Option<&ShopItem> {
        self.items.get(&self.find_item_code(code)?)
    }

    /// The same, to bend it to a test's needs. Codes are not to be changed here.
    pub fn item_mut(&mut self, code: &str) -> Option<&mut ShopItem> {
        let code = self.find_item_code(code)?;
        self.items.get_mut(&code)
    }

    fn find_item_code(&self, code: &str) -> Option<String> {
        if self.items.contains_key(code) {
            return Some(code.to_owned());
        }
        [false, true]
            .into_iter()
            .find_map(|is_move| self.by_seller_code.get(&build_index_key(is_move, code)).cloned())
    }

    /// The pieces for sale of an item, or of one option or type by its code or its text.
    pub fn get_stock(&self, item: &str, option: Option<&str>) -> Option<i64> {
        let item = self.item(item)?;
        match option {
            None => Some(item.offer.stock.total()),
            Some(name) => item.offer.stock.find_choice(name).map(|choice| choice.qty),
        }
    }

    /// The delivery company of an item's group.
    pub(crate) fn find_carrier(&self, item_code: &str) -> String {
        let group = self.items.get(item_code).and_then(|item| self.groups.get(&item.shipping_no));
        group.map(|group| group.carrier.clone()).unwrap_or_default()
    }

    /// How item look-ups show an item now: older than it is, under `item-changes ten-minutes`.
    pub(crate) fn get_visible_offer<'a>(&self, item: &'a ShopItem, now: Jst) -> &'a Offer {
        let hidden =
            item.past.iter().find(|past| now < past.changed_at + TimeDelta::minutes(CHANGE_DELAY_MINUTES));
        match (self.variants.item_changes, hidden) {
            (ItemChanges::TenMinutes, Some(past)) => &past.before,
            _ => &item.offer,
        }
    }

    /// Changes an item's offer, and remembers how it was under `item-changes ten-minutes`.
    pub(crate) fn change_offer<R>(
        &mut self,
        item_code: &str,
        now: Jst,
        change: impl FnOnce(&mut Offer) -> R,
    ) -> Option<R> {
        let delayed = self.variants.item_changes == ItemChanges::TenMinutes;
        let item = self.items.get_mut(item_code)?;
        let recent = now - TimeDelta::minutes(CHANGE_DELAY_MINUTES);
        item.past.retain(|past| delayed && past.changed_at > recent);
        if delayed {
            item.past.push(PastOffer { changed_at: now, before: item.offer.clone() });
        }
        Some(change(&mut item.offer))
    }
}

/// The index key of a seller code: normal and MOVE items may share one.
pub(crate) fn build_index_key(is_move: bool, seller_code: &str) -> String {
    format!("{}:{seller_code}", if is_move { 'm' } else { 'n' })
}

pub(crate) fn to_day(at: Jst) -> NaiveDate {
    at.with_timezone(&jst_offset()).date_naive()
}
