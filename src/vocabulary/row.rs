//! Files that are loaded: what became of a row, and why one is refused.

use strum::{IntoStaticStr, VariantArray};

use super::message::Message;
use super::word::word;

/// What became of a row of a file, or of a value entered by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
// The words are those of docs/commands.md.
pub enum RowOutcome {
    Added,
    Changed,
    Corrected,
    Mapped,
    Refused,
    Removed,
    Renamed,
    Shipped,
    Skipped,
    Unchanged,
    Unmapped,
    Zeroed,
}

impl RowOutcome {
    /// Whether a row with it is written.
    pub fn is_change(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Skipped)
    }

    /// The word that people read in a plan.
    pub fn message(self) -> Message {
        Message::from_word("files", self.as_str())
    }
}

/// Why a row is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
// The words are those of docs/commands.md.
pub enum RowReason {
    AboveHeader,
    AlreadySent,
    CapUnreadable,
    CarrierMissing,
    CarrierUnfit,
    CountedAtOlder,
    CountedAtToCome,
    CountedAtUnreadable,
    DateAhead,
    DateMissing,
    DateOutOfRange,
    DateUnreadable,
    Held,
    ItemCodeUnusable,
    ItemMissing,
    NameTooLong,
    NotPaid,
    NotReady,
    OptionCodeMissing,
    OptionCodeUnusable,
    OptionUnknown,
    OrderMissing,
    OrderUnknown,
    OrderUnreadable,
    OtherName,
    OtherQty,
    OtherRules,
    OtherShipment,
    OtherSku,
    PartIsSet,
    PartTwice,
    PercentUnreadable,
    QtyExponent,
    QtyMissing,
    QtyNegative,
    QtyNotWhole,
    QtyTooLarge,
    QtyUnreadable,
    QtyZero,
    QuoteNeverClosed,
    ReserveUnreadable,
    SellerCodeAmbiguous,
    SellerCodeUnknown,
    SetInItself,
    SetIncomplete,
    SetIsPart,
    SkuMissing,
    SkuUnusable,
    Swallowed,
    TextAfterQuote,
    TooManyCells,
    Torn,
    TrackingCharacters,
    TrackingCheckDigit,
    TrackingExponent,
    TrackingMissing,
    TrackingOwnNumber,
    TrackingPlaceholder,
    TrackingShape,
    TrackingTooLong,
    UnreadableText,
}

word!(RowOutcome);
word!(RowReason);
