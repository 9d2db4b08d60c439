//! What decides whether an order leaves the house on paper (FIL-7).

use crate::vocabulary::{ApiStatus, PaymentStatus, Reason, Status};

/// How an order stands, as far as a hand-over looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOverState {
    pub status: Status,
    pub payment_status: PaymentStatus,
    /// What Qoo10 has been told.
    pub api_status: ApiStatus,
    /// Why staff have to look at it.
    pub needs_person: Option<Reason>,
    /// Whether the cancellation of a line is asked for and not decided.
    pub cancel_requested: bool,
    /// Whether a line remains that is not cancelled.
    pub has_lines: bool,
    /// Whether any hold reason stands.
    pub is_held: bool,
}
