//! Why a row cannot be imported (IMP-13).

use std::fmt;

use super::ids::{OrderNo, PackNo};
use super::time::Jst;

/// Why a row cannot be imported, as a word that scripts can rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RejectReason {
    /// A value of the row is missing or unfit.
    UnreadableRow,
    /// The order number already belongs to an order of another cart.
    OrderNoInOtherCart,
    /// The item has no seller item code (IMP-9).
    SellerCodeMissing,
    /// The seller item code holds other characters than `[A-Za-z0-9_-]` (IMP-9).
    SellerCodeUnusable,
    /// The chosen option has stock but no seller option code (IMP-10).
    OptionCodeMissing,
    /// The seller option code holds other characters than `[A-Za-z0-9_-]` (IMP-9).
    OptionCodeUnusable,
    /// Neither the row nor the item names a delivery company (IMP-6).
    NoDeliveryCompany,
    /// Qoo10 did not answer a question about the item.
    LookupFailed,
    /// The row itself is fine, but another row of its cart is not.
    CartRejected,
}

impl RejectReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::UnreadableRow,
        Self::OrderNoInOtherCart,
        Self::SellerCodeMissing,
        Self::SellerCodeUnusable,
        Self::OptionCodeMissing,
        Self::OptionCodeUnusable,
        Self::NoDeliveryCompany,
        Self::LookupFailed,
        Self::CartRejected,
    ];

    /// The word in state file and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnreadableRow => "unreadable_row",
            Self::OrderNoInOtherCart => "order_no_in_other_cart",
            Self::SellerCodeMissing => "seller_code_missing",
            Self::SellerCodeUnusable => "seller_code_unusable",
            Self::OptionCodeMissing => "option_code_missing",
            Self::OptionCodeUnusable => "option_code_unusable",
            Self::NoDeliveryCompany => "no_delivery_company",
            Self::LookupFailed => "lookup_failed",
            Self::CartRejected => "cart_rejected",
        }
    }

    /// The reason of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.as_str() == word)
    }
}

impl fmt::Display for RejectReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind.
    pub reason: RejectReason,
    /// The value that is wrong, the item that lacks something, or what Qoo10 said.
    pub detail: String,
}

impl Problem {
    /// A problem of a kind with what it is about.
    pub fn new(reason: RejectReason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// A row that cannot be imported, under what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Its cart, when that can be read.
    pub pack_no: Option<PackNo>,
    /// Its order number, when that can be read.
    pub order_no: Option<OrderNo>,
    /// When the buyer ordered, when that can be read.
    pub ordered_at: Option<Jst>,
    /// What is wrong.
    pub problem: Problem,
    /// The row as Qoo10 sent it.
    pub payload: String,
}
