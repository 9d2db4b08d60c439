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
    /// One value for each axis.
    pub values: Vec<String>,
    /// Yen added to the item's price.
    pub price: i64,
    /// Pieces for sale.
    pub qty: i64,
    /// The seller's option code; may be empty.
    pub code: String,
}

impl OptionRow {
    /// As an order row shows it: `色:ホワイト / サイズ:M`, a price difference in brackets.
    pub fn text(&self) -> String {
        let parts: Vec<_> = self.names.iter().zip(&self.values).map(|(n, v)| format!("{n}:{v}")).collect();
        parts.join(" / ") + &price_text(self.price)
    }
}

/// One type (colour × size) of a MOVE item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Colour.
    pub colour: String,
    /// Size; empty for items that come in colours only.
    pub size: String,
    /// Pieces for sale.
    pub qty: i64,
    /// The seller's option code.
    pub code: String,
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
    /// The seller's code; may be empty.
    #[serde(default)]
    pub code: String,
}

impl AddonRow {
    /// As an order row shows it: `名入れ:あり(+300円)`.
    pub fn text(&self) -> String {
        format!("{}:{}{}", self.name, self.value, price_text(self.price))
    }
}

fn price_text(price: i64) -> String {
    if price == 0 { String::new() } else { format!("({price:+}円)") }
}

/// Where an item keeps its quantities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stock {
    /// One quantity for the item.
    Plain(i64),
    /// One for each option row.
    Options(Vec<OptionRow>),
    /// One for each type of a MOVE item.
    Move(Vec<MoveRow>),
}

impl Stock {
    /// All pieces together.
    pub fn total(&self) -> i64 {
        match self {
            Stock::Plain(qty) => *qty,
            Stock::Options(rows) => rows.iter().map(|row| row.qty).sum(),
            Stock::Move(rows) => rows.iter().map(|row| row.qty).sum(),
        }
    }
}

/// What a seller's calls can change about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Yen.
    pub price: i64,
    /// Last day of the sale; none when the item shows no date.
    pub ends_on: Option<NaiveDate>,
    /// Quantities.
    pub stock: Stock,
}

/// How an item looked before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Past {
    pub(crate) changed_at: Jst,
    pub(crate) before: Offer,
}

/// One item of the shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShopItem {
    /// Qoo10's item code, digits.
    pub code: String,
    /// The seller's code; unique among normal and among MOVE items.
    pub seller_code: String,
    /// Title.
    pub title: String,
    /// `S2` on sale, `S1` stopped by the seller, ….
    pub status: String,
    /// Price, end of sale and stock.
    pub offer: Offer,
    /// Its delivery group.
    pub shipping_no: i64,
    /// Its add-on options.
    #[serde(default)]
    pub addons: Vec<AddonRow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) past: Vec<Past>,
}

impl ShopItem {
    /// Whether it is a MOVE item, which answers to the Move methods only.
    pub fn is_move(&self) -> bool {
        matches!(self.offer.stock, Stock::Move(_))
    }
}

/// Buyer or receiver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Name in kana.
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
    /// Mail.
    pub email: String,
}

/// What the lines of one purchase have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cart {
    /// Cart number.
    pub pack_no: PackNo,
    /// When it was bought.
    pub ordered_at: Jst,
    /// `PayPay`, `コンビニ決済`.
    pub payment_method: String,
    /// Who bought.
    pub buyer: Person,
    /// Who receives.
    pub receiver: Person,
    /// `DesiredDeliveryDate`, in one of Qoo10's forms.
    pub desired: String,
    /// The buyer's note.
    pub message: String,
    /// Gift wish.
    pub gift: String,
    /// Its lines, in the order they were bought.
    pub lines: Vec<OrderNo>,
}

/// A claim on an order line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineClaim {
    /// 1 cancel request, 2 in progress, 3 completed, 16 unpaid order cancelled, 4–6 return, 11–15 others.
    pub status: u8,
    /// When it was asked for.
    pub requested_at: Jst,
    /// When it was completed.
    pub completed_at: Option<Jst>,
    /// The buyer's or seller's reason.
    pub reason: String,
}

impl LineClaim {
    /// Whether the order has left the order lists: cancelled, returned or refunded.
    pub fn is_final(&self) -> bool {
        matches!(self.status, 3 | 6 | 14 | 16)
    }
}

/// One order number: one item or option combination of a cart, with a quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CartLine {
    /// Order number.
    pub order_no: OrderNo,
    /// Its cart.
    pub pack_no: PackNo,
    /// The item.
    pub item_code: String,
    /// Option text, add-ons included.
    pub option: String,
    /// Code of the main option; empty if there is none.
    pub option_code: String,
    /// Codes of the add-ons chosen.
    pub addon_codes: Vec<String>,
    /// Pieces.
    pub qty: i64,
    /// Yen for one piece, options included.
    pub unit_price: i64,
    /// Yen off the line.
    pub discount: i64,
    /// 1 unpaid, 2 new, 3 confirmed, 4 sent, 5 delivered.
    pub status: u8,
    /// When it was paid.
    pub paid_at: Option<Jst>,
    /// Planned ship date: Qoo10's own guess until the seller confirms.
    pub planned_on: Option<NaiveDate>,
    /// When it was sent.
    pub shipped_at: Option<Jst>,
    /// When it arrived.
    pub delivered_at: Option<Jst>,
    /// Delivery company; empty while unpaid.
    pub carrier: String,
    /// Tracking number.
    pub tracking_no: String,
    /// `PackingNo`, given at confirmation.
    pub packing_no: String,
    /// `AvailableSendType`.
    pub send_type: u8,
    /// Its claim, if any.
    pub claim: Option<LineClaim>,
}

impl CartLine {
    /// Whether the order lists no longer know it.
    pub fn has_left(&self) -> bool {
        self.claim.as_ref().is_some_and(LineClaim::is_final)
    }

    /// Whether a claim is being dealt with.
    pub fn is_claimed(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| !claim.is_final())
    }
}
