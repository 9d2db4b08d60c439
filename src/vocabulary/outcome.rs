//! What happened to one thing: the names in counts, items and the API log.

use strum::{IntoStaticStr, VariantArray};

use super::word::vocabulary;

/// What happened to an order, a row or a listing in a run; also the names under which a report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// Rows that Qoo10 listed.
    Fetched,
    /// A row became a line of an order.
    Imported,
    /// Nothing about it was new.
    Unchanged,
    /// It cannot be imported (IMP-13).
    Rejected,
    /// It was rejected, and Qoo10 lists it no more.
    Gone,
    /// The payment was taken over (SYN-1).
    Paid,
    /// The order is cancelled (SYN-2).
    Cancelled,
    LineCancelled,
    /// The buyer asks to cancel a line (SYN-3).
    CancelRequested,
    /// And asks no longer.
    CancelWithdrawn,
    /// Staff have to look at it (SYN-4).
    NeedsPerson,
    /// Its planned ship date was registered (SCH-1).
    Scheduled,
    /// Qoo10 had one already.
    AlreadyConfirmed,
    /// It waits for a later run.
    Waiting,
    /// Qoo10 was told.
    Sent,
    /// Qoo10 knew already.
    AlreadySent,
    /// Its tracking number cannot be sent (SHP-4).
    Refused,
    /// It did not work; the next run tries again.
    Failed,
    /// It must not ship.
    Blocked,
    /// It was asked for, and there is nothing to do now (SHP-8).
    NotDue,
    /// There is nothing to set (STK-2).
    Skipped,
    Items,
    Listings,
    /// Listings that a pull found first.
    New,
    /// Listings without a SKU.
    Unmapped,
    /// Qoo10's receiver was taken over (SYN-10).
    ReceiverChanged,
    /// It was sent in QSM, and is closed here for it (SYN-8).
    Adopted,
    /// A cart at Qoo10 that no order here has (SYN-9).
    UnknownHere,
    /// A return, an exchange or a refund came up, or moved on (SYN-12).
    ClaimChanged,
}

vocabulary!(Outcome, "outcome");

impl Outcome {
    /// Every outcome that a step writes into the API log. The store writes no other.
    pub const LOGGED: [Self; 21] = [
        Self::Imported,
        Self::Rejected,
        Self::Gone,
        Self::Paid,
        Self::Cancelled,
        Self::LineCancelled,
        Self::CancelRequested,
        Self::CancelWithdrawn,
        Self::NeedsPerson,
        Self::Scheduled,
        Self::AlreadyConfirmed,
        Self::Sent,
        Self::AlreadySent,
        Self::Refused,
        Self::Failed,
        Self::Blocked,
        Self::Unchanged,
        Self::ReceiverChanged,
        Self::Adopted,
        Self::UnknownHere,
        Self::ClaimChanged,
    ];

    /// Whether it asks for somebody: then the run ends with exit 3, and the same reason said again is no
    /// news, whatever its details (ALL-3).
    pub fn needs_attention(self) -> bool {
        matches!(
            self,
            Self::Rejected
                | Self::NeedsPerson
                | Self::Refused
                | Self::Failed
                | Self::Blocked
                | Self::UnknownHere
        )
    }

    /// Whether a run tells of it line by line, for somebody to look at.
    pub fn has_report_line(self) -> bool {
        matches!(
            self,
            Self::CancelRequested
                | Self::CancelWithdrawn
                | Self::NotDue
                | Self::Skipped
                | Self::ReceiverChanged
                | Self::Adopted
                | Self::ClaimChanged
        ) || self.needs_attention()
    }

    /// Whether it can come twice for one thing; what cannot is not looked for in the log.
    pub fn can_repeat(self) -> bool {
        self != Self::Imported
    }
}
