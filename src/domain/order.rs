//! The local order (出荷指示) and the words for its states.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::ids::OrderCode;
use super::shipping_row::ShippingRow;
use super::time::Jst;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $ja:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of its life.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word that stands in state file, JSON and arguments.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The word that staff read.
            pub fn ja(self) -> &'static str {
                match self { $(Self::$variant => $ja,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|w| w.as_str() == text).ok_or(UnknownWord)
            }
        }
    };
}

/// The Japanese of a word of these vocabularies; `shipped` is said of the parcel and of Qoo10, and both are 出荷済み.
pub fn japanese(word: &str) -> Option<&'static str> {
    let status = word.parse().map(Status::ja);
    let payment = || word.parse().map(PaymentStatus::ja);
    let api = || word.parse().map(ApiStatus::ja);
    let hold = || word.parse().map(HoldReason::ja);
    status.or_else(|_| payment()).or_else(|_| api()).or_else(|_| hold()).ok()
}

/// The text is none of the words of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known word")]
pub struct UnknownWord;

words! {
    /// Where an order is in the warehouse.
    Status {
        /// 保留: waits for the reasons in `hold_reasons`.
        OnHold = "on_hold" "保留",
        /// 入荷待ち: waits for goods.
        Backordered = "backordered" "入荷待ち",
        /// 出荷待ち: may be taken up.
        Ready = "ready" "出荷待ち",
        /// 出荷準備中.
        Preparing = "preparing" "出荷準備中",
        /// 出荷作業中.
        Working = "working" "出荷作業中",
        /// 出荷検品済み.
        Inspected = "inspected" "出荷検品済み",
        /// 出荷済み.
        Shipped = "shipped" "出荷済み",
        /// キャンセル.
        Cancelled = "cancelled" "キャンセル",
    }
}

words! {
    /// Whether the buyer has paid.
    PaymentStatus {
        /// 未入金.
        Unpaid = "unpaid" "未入金",
        /// オーソリNG.
        AuthFailed = "auth_failed" "オーソリNG",
        /// 入金済み.
        Paid = "paid" "入金済み",
    }
}

words! {
    /// What Qoo10 has been told of the order.
    ApiStatus {
        /// 印刷待ち: nothing yet (IMP-5).
        AwaitingPrint = "awaiting_print" "印刷待ち",
        /// 印刷済み: the planned ship date.
        Printed = "printed" "印刷済み",
        /// 出荷済み: the shipment.
        Shipped = "shipped" "出荷済み",
    }
}

words! {
    /// Why an order is on hold; it is `on_hold` while it has any.
    HoldReason {
        /// 入金確認: not paid yet.
        Payment = "payment" "入金確認",
        /// 手動: held by staff.
        Manual = "manual" "手動",
    }
}

/// Buyer and receiver, and the words they wrote: personal data, which a purge blanks. Blank text is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct People {
    pub buyer_name: Option<String>,
    pub buyer_kana: Option<String>,
    pub buyer_tel: Option<String>,
    pub buyer_mobile: Option<String>,
    pub buyer_email: Option<String>,
    pub buyer_zip: Option<String>,
    pub buyer_address: Option<String>,
    pub receiver_name: Option<String>,
    pub receiver_kana: Option<String>,
    pub receiver_tel: Option<String>,
    pub receiver_mobile: Option<String>,
    pub receiver_zip: Option<String>,
    pub receiver_address: Option<String>,
    pub receiver_address1: Option<String>,
    pub receiver_address2: Option<String>,
    pub sender_name: Option<String>,
    pub sender_tel: Option<String>,
    pub sender_nation: Option<String>,
    pub sender_zip: Option<String>,
    pub sender_address: Option<String>,
    pub message: Option<String>,
    pub gift: Option<String>,
}

/// An order as `import` makes it, before it is in the state file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The order's code (IMP-7).
    pub code: OrderCode,
    /// `ready` when paid, else `on_hold` (IMP-4).
    pub status: Status,
    /// Why it is on hold.
    pub hold_reasons: BTreeSet<HoldReason>,
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
    /// Personal data.
    pub people: People,
    /// Numbered from 1; an add-on line follows its parent.
    pub lines: Vec<NewLine>,
}

impl NewOrder {
    /// The newest order date of its lines.
    pub fn newest_ordered_at(&self) -> Option<Jst> {
        self.lines.iter().filter_map(|line| line.origin.as_ref()).map(|row| row.ordered_at).max()
    }
}

/// A line of a new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// The row of Qoo10 that it came from; none for an add-on line, which belongs to the line before it.
    pub origin: Option<Box<ShippingRow>>,
    /// What to pick (IMP-9); none only for an add-on without a code of its own.
    pub sku: Option<String>,
    /// Qoo10's item code.
    pub item_code: String,
    /// Qoo10's title of the item, or an add-on's text.
    pub name: String,
    /// The option text without its add-ons.
    pub option: Option<String>,
    /// The add-on parts of the option text, joined by ` / ` (IMP-11).
    pub addon_options: Option<String>,
    /// Pieces.
    pub qty: i64,
    /// Price of a piece; 0 for an add-on line.
    pub unit_price_yen: i64,
    /// Qoo10's total of the line; 0 for an add-on line.
    pub total_yen: i64,
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
