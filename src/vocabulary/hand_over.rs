//! Orders on paper: why one may not leave the house.

use strum::{IntoStaticStr, VariantArray};

use super::Message;
use super::word::{vocabulary, word};

/// Why an order is handed over neither to a label program nor to the people who pack (FIL-7). In the
/// catalogues `handover-WORD` says so of the order that is the fact `order`; its `next`, what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum HandOverReason {
    Cancelled,
    /// Staff have to look at it.
    NeedsPerson,
    CancelRequested,
    /// All its lines are cancelled, and it is not.
    NoLines,
    Unpaid,
    OnHold,
    /// It waits for goods.
    Backordered,
    Shipped,
    /// Qoo10 has been told of its shipment.
    AlreadyTold,
}

vocabulary!(HandOverReason, "handover");

impl HandOverReason {
    /// What to do about it.
    pub fn next_step(self) -> Message {
        self.message().attribute("next")
    }
}

/// What became of an order that was to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PrintOutcome {
    Printed,
    Refused,
}

word!(PrintOutcome);

/// The paper of a packing slip.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PaperSize {
    #[default]
    A4,
    A6,
}

word!(PaperSize);
