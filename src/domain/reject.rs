//! Why a row cannot be imported (IMP-13).

use super::ids::{OrderNo, PackNo};
use super::time::Jst;
use crate::vocabulary::message::Fact;
use crate::vocabulary::{Message, Reason, msg};

/// What can keep a row out, in the order of docs/commands.md.
pub const REASONS: [Reason; 11] = [
    Reason::UnreadableRow,
    Reason::OrderNoInOtherCart,
    Reason::StatusContradicts,
    Reason::SellerCodeMissing,
    Reason::SellerCodeUnusable,
    Reason::OptionCodeMissing,
    Reason::OptionCodeUnusable,
    Reason::OptionCodeShared,
    Reason::NoDeliveryCompany,
    Reason::LookupFailed,
    Reason::CartRejected,
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    pub reason: Reason,
    /// The value that is wrong, the item that lacks something, or what Qoo10 said.
    pub detail: Fact,
}

impl RowProblem {
    /// A problem of a kind with what it is about.
    pub fn new(reason: Reason, detail: impl Into<Fact>) -> Self {
        Self { reason, detail: detail.into() }
    }

    /// Why the row cannot be imported, and what to do.
    pub fn message(&self) -> Message {
        let sentence = match self.reason {
            Reason::UnreadableRow => msg!("report-unreadable_row"),
            Reason::OrderNoInOtherCart => msg!("report-order_no_in_other_cart"),
            Reason::SellerCodeMissing => msg!("report-seller_code_missing"),
            Reason::SellerCodeUnusable => msg!("report-seller_code_unusable"),
            Reason::OptionCodeMissing => msg!("report-option_code_missing"),
            Reason::OptionCodeUnusable => msg!("report-option_code_unusable"),
            Reason::OptionCodeShared => msg!("report-option_code_shared"),
            Reason::StatusContradicts => msg!("report-status_contradicts"),
            Reason::NoDeliveryCompany => msg!("report-no_delivery_company"),
            Reason::LookupFailed => msg!("report-lookup_failed"),
            Reason::CartRejected if self.detail == Fact::from("") => {
                return msg!("report-cart_rejected_too");
            }
            Reason::CartRejected => msg!("report-cart_rejected"),
            // No other reason keeps a row out.
            other => return other.message(),
        };
        sentence.with("detail", self.detail.clone())
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
    pub problem: RowProblem,
    /// The row as Qoo10 sent it.
    pub payload: String,
}
