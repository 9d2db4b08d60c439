//! The local order (出荷指示) and the words for its states.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::ids::OrderCode;
use super::party::People;
use super::shipping_row::ShippingRow;
use super::time::Jst;

pub use crate::vocabulary::{ApiStatus, HoldReason, PaymentStatus, Status, UnknownWord};

/// What an order's buyer has as address: Qoo10 gives none (IMP-8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BuyerAddress {
    /// The receiver's.
    #[default]
    Receiver,
    Blank,
}

/// How far Qoo10 has come with a line before it was imported (IMP-22).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LineStage {
    /// Whether it is confirmed: a planned ship date is registered.
    pub is_confirmed: bool,
    pub planned_ship_date: Option<NaiveDate>,
    pub is_sent: bool,
    pub sent_on: Option<NaiveDate>,
}

/// The same of an order: as far as the line that is furthest behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderStage {
    pub api_status: ApiStatus,
    /// The earliest of its lines, once all are confirmed.
    pub planned_ship_date: Option<NaiveDate>,
    /// The numbers of its parcels, once all lines are sent.
    pub tracking_numbers: Vec<String>,
    pub shipped_on: Option<NaiveDate>,
}

/// An order as `import` makes it, before it is in the state file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    pub code: OrderCode,
    /// `ready` when paid, else `on_hold` (IMP-4); `shipped` when Qoo10 has it as sent (IMP-22).
    pub status: Status,
    pub hold_reasons: BTreeSet<HoldReason>,
    /// The rules of the shop's own that hold it (IMP-24).
    pub hold_rules: Vec<String>,
    /// Paid when every line has a payment date.
    pub payment_status: PaymentStatus,
    /// Qoo10's name of the delivery company.
    pub carrier: String,
    /// The earliest order date of its lines.
    pub ordered_at: Jst,
    /// The latest payment date of its lines; none while a line is unpaid.
    pub paid_at: Option<Jst>,
    /// The earliest desired delivery date of its lines.
    pub desired_delivery_date: Option<NaiveDate>,
    /// The desired time of day as Qoo10 words it, from the line whose date was taken.
    pub desired_delivery_time: Option<String>,
    /// How the buyer pays, in Qoo10's words.
    pub payment_method: Option<String>,
    pub people: People,
    pub progress: OrderStage,
    /// Numbered from 1; an add-on line follows its parent.
    pub lines: Vec<NewLine>,
}

impl NewOrder {
    /// The newest order date of its lines.
    pub fn newest_ordered_at(&self) -> Option<Jst> {
        self.lines.iter().filter_map(|line| line.origin.as_ref()).map(|row| row.ordered_at).max()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// The row of Qoo10 that it came from; none for an add-on line, which belongs to the line before it.
    pub origin: Option<Box<ShippingRow>>,
    /// What to pick (IMP-9); none only for an add-on without a code of its own.
    pub sku: Option<String>,
    pub item_code: String,
    /// Qoo10's title of the item, or an add-on's text.
    pub name: String,
    /// The option text without its add-ons.
    pub option: Option<String>,
    /// The add-on parts of the option text, joined by ` / ` (IMP-11).
    pub addon_options: Option<String>,
    pub qty: i64,
    /// Price of a piece; 0 for an add-on line.
    pub unit_price_yen: i64,
    /// Qoo10's total of the line; 0 for an add-on line.
    pub total_yen: i64,
    pub progress: LineStage,
}

impl NewLine {
    /// Whether it is an add-on to the line before it.
    pub fn is_addon(&self) -> bool {
        self.origin.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for status in Status::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        assert_eq!("READY".parse::<Status>(), Err(UnknownWord));
    }
}
