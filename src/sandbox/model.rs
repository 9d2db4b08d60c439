//! The things of the practice shop: delivery groups, items with their stock, order lines, claims.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::Jst;

/// A delivery group (配送グループ): how items are sent and what it costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShippingGroup {
    /// `ShippingNo`.
    pub number: i64,
    /// `transcName`: the delivery company by Qoo10's name.
    pub carrier: String,
    /// Yen.
    pub fee: i64,
}

/// One row of an item's stock options (組合せ型): one or two axes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionRow {
    /// Axis names: `色`, `サイズ`.
    pub names: Vec<String>,
    pub values: Vec<String>,
    /// Yen added to the item's price.
    pub price: i64,
    pub qty: i64,
    /// The seller's option code; may be empty.
    pub code: String,
}

impl OptionRow {
    /// As an order row shows it: `色:ホワイト / サイズ:M`, a price difference in brackets.
    pub fn text(&self) -> String {
        let parts: Vec<_> = self.names.iter().zip(&self.values).map(|(n, v)| format!("{n}:{v}")).collect();
        parts.join(" / ") + &format_price(self.price)
    }
}

/// One type (colour × size) of a MOVE item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    pub colour: String,
    /// Size; empty for items that come in colours only.
    pub size: String,
    pub qty: i64,
    pub code: String,
}

impl MoveRow {
    /// As an order row shows it.
    pub fn text(&self) -> String {
        match self.size.is_empty() {
            true => format!("カラー:{}", self.colour),
            false => format!("カラー:{} / サイズ:{}", self.colour, self.size),
        }
    }
}

/// An add-on option (追加型): no stock of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddonRow {
    /// `名入れ`.
    pub name: String,
    /// `あり`.
    pub value: String,
    /// Yen added.
    pub price: i64,
    #[serde(default)]
    pub code: String,
}

impl AddonRow {
    /// As an order row shows it: `名入れ:あり(+300円)`.
    pub fn text(&self) -> String {
        format!("{}:{}{}", self.name, self.value, format_price(self.price))
    }
}

fn format_price(price: i64) -> String {
    if price == 0 { String::new() } else { format!("({price:+}円)") }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stock {
    /// One quantity for the item.
    Plain(i64),
    Options(Vec<OptionRow>),
    /// One for each type of a MOVE item.
    Move(Vec<MoveRow>),
}

impl Stock {
    pub fn total(&self) -> i64 {
        match self {
            Stock::Plain(qty) => *qty,
            Stock::Options(rows) => rows.iter().map(|row| row.qty).sum(),
            Stock::Move(rows) => rows.iter().map(|row| row.qty).sum(),
        }
    }

    /// What a buyer chooses from; nothing for a plain item.
    pub(crate) fn list_choices(&self) -> Vec<StockChoice> {
        let choice = |text, code: &str, price, qty| StockChoice { text, code: code.to_owned(), price, qty };
        match self {
            Stock::Plain(_) => Vec::new(),
            Stock::Options(rows) => {
                rows.iter().map(|row| choice(row.text(), &row.code, row.price, row.qty)).collect()
            }
            Stock::Move(rows) => rows.iter().map(|row| choice(row.text(), &row.code, 0, row.qty)).collect(),
        }
    }

    /// The choice of a code or text.
    pub(crate) fn find_choice(&self, name: &str) -> Option<StockChoice> {
        self.list_choices().into_iter().find(|choice| choice.is_called(name))
    }

    /// The quantity of a choice, by code or text; a plain item has but one.
    pub(crate) fn qty_mut(&mut self, name: &str) -> Option<&mut i64> {
        let position = self.list_choices().iter().position(|choice| choice.is_called(name));
        match self {
            Stock::Plain(qty) => Some(qty),
            Stock::Options(rows) => rows.get_mut(position?).map(|row| &mut row.qty),
            Stock::Move(rows) => rows.get_mut(position?).map(|row| &mut row.qty),
        }
    }
}

/// One option or type, as a buyer sees it.
#[derive(Debug)]
pub(crate) struct StockChoice {
    pub(crate) text: String,
    /// May be empty.
    pub(crate) code: String,
    pub(crate) price: i64,
    pub(crate) qty: i64,
}

impl StockChoice {
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.code == name || self.text == name
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Yen.
    pub price: i64,
    /// Last day of the sale; none when the item shows no date.
    pub ends_on: Option<NaiveDate>,
    /// `S`, `10`, `8` or `0`; blank for none.
    #[serde(default = "get_default_tax_rate")]
    pub tax_rate: String,
    pub stock: Stock,
}

pub(super) fn get_default_tax_rate() -> String {
    "S".to_owned()
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PastOffer {
    pub(crate) changed_at: Jst,
    pub(crate) before: Offer,
}

/// Goods that are ordered before they can be sent (予約商品).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    /// `AvailableSendType`: 1 pre-order, 2 with a release date.
    pub send_type: u8,
    /// `AvailableShippingDate`.
    pub available_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShopItem {
    /// Qoo10's item code, digits.
    pub code: String,
    /// The seller's code; unique among normal and among MOVE items.
    pub seller_code: String,
    pub title: String,
    /// `S2` on sale, `S1` stopped by the seller, ….
    pub status: String,
    pub offer: Offer,
    pub shipping_no: i64,
    /// When it can be sent, where that is not at once.
    #[serde(default)]
    pub reservation: Option<Reservation>,
    #[serde(default)]
    pub addons: Vec<AddonRow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) past: Vec<PastOffer>,
}

impl ShopItem {
    /// Whether it is a MOVE item, which answers to the Move methods only.
    pub fn is_move(&self) -> bool {
        matches!(self.offer.stock, Stock::Move(_))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    pub name: String,
    pub kana: String,
    /// Telephone with country prefix.
    pub tel: String,
    /// Mobile with country prefix.
    pub mobile: String,
    /// `150-0001`.
    pub zip: String,
    /// Prefecture and city.
    pub address1: String,
    /// The rest.
    pub address2: String,
    pub email: String,
}

/// What the lines of one purchase have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cart {
    pub pack_no: PackNo,
    pub ordered_at: Jst,
    /// `PayPay`, `コンビニ決済`.
    pub payment_method: String,
    pub buyer: Person,
    pub receiver: Person,
    /// Whether the receiver is shown only of lines that are paid.
    #[serde(default)]
    pub is_receiver_withheld: bool,
    /// `DesiredDeliveryDate`, in one of Qoo10's forms.
    pub desired: String,
    pub message: String,
    pub gift: String,
    /// Its lines, in the order they were bought.
    pub lines: Vec<OrderNo>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineClaim {
    /// 1 cancel request, 2 in progress, 3 completed, 16 unpaid order cancelled, 4–6 return, 11–15 others.
    pub status: u8,
    pub requested_at: Jst,
    pub completed_at: Option<Jst>,
    pub reason: String,
    /// The pieces it is about; none: all of the line.
    #[serde(default)]
    pub qty: Option<i64>,
}

impl LineClaim {
    /// Whether the order has left the order lists: cancelled, returned or refunded, all of it.
    pub fn is_final(&self) -> bool {
        matches!(self.status, 3 | 6 | 14 | 16) && self.qty.is_none()
    }

    /// Whether it is about some of the pieces, and over.
    fn is_partly_final(&self) -> bool {
        self.qty.is_some() && self.completed_at.is_some()
    }
}

/// One order number: one item or option combination of a cart, with a quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CartLine {
    pub order_no: OrderNo,
    pub pack_no: PackNo,
    pub item_code: String,
    /// Option text, add-ons included.
    pub option: String,
    /// Code of the main option; empty if there is none.
    pub option_code: String,
    /// Codes of the add-ons chosen.
    pub addon_codes: Vec<String>,
    pub qty: i64,
    /// Yen for one piece, options included.
    pub unit_price: i64,
    /// Yen off the line.
    pub discount: i64,
    /// 1 unpaid, 2 new, 3 confirmed, 4 sent, 5 delivered.
    pub status: u8,
    pub paid_at: Option<Jst>,
    /// Planned ship date: Qoo10's own guess until the seller confirms.
    pub planned_on: Option<NaiveDate>,
    pub shipped_at: Option<Jst>,
    pub delivered_at: Option<Jst>,
    /// Delivery company; empty while unpaid.
    pub carrier: String,
    pub tracking_no: String,
    /// `PackingNo`, given at confirmation.
    pub packing_no: String,
    /// `AvailableSendType`.
    pub send_type: u8,
    /// `AvailableShippingDate`.
    #[serde(default)]
    pub available_on: Option<NaiveDate>,
    /// The status that list rows show in place of its own.
    #[serde(default)]
    pub misstated: Option<u8>,
    pub claim: Option<LineClaim>,
}

impl CartLine {
    /// Whether the order lists no longer know it.
    pub fn has_left(&self) -> bool {
        self.claim.as_ref().is_some_and(LineClaim::is_final)
    }

    /// Whether a claim is being dealt with.
    pub fn is_claimed(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| !claim.is_final() && !claim.is_partly_final())
    }

    /// Whether no claim stands in the way of sending what is left of it.
    pub fn is_free(&self) -> bool {
        !self.has_left() && !self.is_claimed()
    }

    /// Completes a cancellation: claim 3, or 16 for an order that was never paid.
    pub(crate) fn cancel(&mut self, now: Jst) {
        let earlier = self.claim.take();
        self.claim = Some(LineClaim {
            status: if self.paid_at.is_some() { 3 } else { 16 },
            requested_at: earlier.as_ref().map_or(now, |claim| claim.requested_at),
            completed_at: Some(now),
            reason: earlier.map_or_else(String::new, |claim| claim.reason),
            qty: None,
        });
    }
}
