//! One row of Qoo10's order list: one order number, with its values in our types.

use chrono::NaiveDate;

use super::ids::{OrderNo, PackNo};
use super::party::People;
use super::time::Jst;
use crate::vocabulary::Message;

/// An order number as Qoo10's order list shows it. Blank text is none; money is whole yen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingRow {
    /// The cart that the line belongs to.
    pub pack_no: PackNo,
    pub order_no: OrderNo,
    /// 1 unpaid, 2 new, 3 seller confirmed, 4 on delivery, 5 delivered; none when Qoo10's text has no digit.
    pub shipping_status: Option<u8>,
    /// When the buyer ordered.
    pub ordered_at: Jst,
    /// When the buyer paid.
    pub paid_at: Option<Jst>,
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's code of the item.
    pub seller_item_code: Option<String>,
    /// The seller's code of the chosen option, as given (add-on codes may follow the main one).
    pub option_code: Option<String>,
    /// The item's title.
    pub title: String,
    /// The chosen options as text.
    pub option: Option<String>,
    /// Pieces, at least 1.
    pub qty: i64,
    /// Price of a piece.
    pub unit_price_yen: i64,
    /// The line's total.
    pub total_yen: i64,
    /// The delivery company; Qoo10 leaves it blank while the line is unpaid.
    pub delivery_company: Option<String>,
    pub desired_delivery_date: Option<NaiveDate>,
    /// The time of day of the desired delivery, or whatever else was written there.
    pub desired_delivery_time: Option<String>,
    /// How the buyer pays.
    pub payment_method: Option<String>,
    /// Buyer, receiver, sender and their words.
    pub people: People,
    /// What no rule looks at, kept for the record.
    pub other: OtherValues,
    /// The row itself as Qoo10 sent it (JSON).
    pub payload: String,
}

/// Values of a row that are kept but decide nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
// The names are those of qoo10-api.md in snake case.
pub struct OtherValues {
    pub seller_id: Option<String>,
    pub estimated_shipping_date: Option<String>,
    pub shipping_date: Option<String>,
    pub delivered_date: Option<String>,
    pub discount_yen: Option<i64>,
    pub seller_discount_yen: Option<i64>,
    pub currency: Option<String>,
    pub shipping_rate_yen: Option<i64>,
    pub shipping_rate_type: Option<String>,
    pub shipping_way: Option<String>,
    pub related_order: Option<String>,
    pub voucher_code: Option<String>,
    pub packing_no: Option<String>,
    pub seller_delivery_no: Option<String>,
    pub cart_discount_seller_yen: Option<i64>,
    pub cart_discount_qoo10_yen: Option<i64>,
    pub settle_price_yen: Option<i64>,
    pub branch_name: Option<String>,
    pub tracking_no: Option<String>,
    pub material: Option<String>,
    pub available_send_type: Option<String>,
    pub available_shipping_date: Option<String>,
}

/// A row whose values could not be read, with what could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableRow {
    /// What is wrong, naming method and field.
    pub problem: Message,
    /// The row itself as Qoo10 sent it.
    pub payload: String,
}
