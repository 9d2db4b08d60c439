//! What happens to an order: the words of its history.

use strum::{IntoStaticStr, VariantArray};

use super::word::vocabulary;

/// An entry of an order's history: `what`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum HistoryEvent {
    /// It came from Qoo10.
    Imported,
    /// The payment was taken over (SYN-1).
    Paid,
    /// It is cancelled (SYN-2).
    Cancelled,
    LineCancelled,
    /// The buyer asks to cancel a line (SYN-3).
    CancelRequested,
    /// And asks no longer.
    CancelWithdrawn,
    /// Staff have to look at it (SYN-4).
    NeedsPerson,
    /// Qoo10 knows its planned ship date (SCH-1).
    Printed,
    /// Qoo10 knows its shipment.
    Sent,
    /// Staff set a status.
    Set,
    /// Staff put it on hold; the detail is what they wrote.
    Held,
    /// Staff took the hold away.
    Released,
    LineAdded,
    LineRemoved,
    /// Its parcel left.
    Shipped,
    /// What was entered of its parcel is another now.
    ShipmentCorrected,
    /// Its personal data was blanked.
    Purged,
    /// A return, an exchange or a refund came up, or moved on (SYN-12).
    ClaimChanged,
    /// Qoo10 shows its receiver now, or another one than before (IMP-20, SYN-10).
    ReceiverChanged,
    /// Sent in QSM, and closed here for it (SYN-8).
    Adopted,
    /// It was handed over in a file (FIL-7).
    Exported,
    /// Rules of the shop's own hold it, which the detail names (IMP-24).
    HeldByRule,
    /// A receiver that was filled in let them go (IMP-20).
    RuleLifted,
}

vocabulary!(HistoryEvent, "event");
