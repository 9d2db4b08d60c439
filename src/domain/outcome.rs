//! The words of the API log that `log` filters by.

/// The steps.
pub const STEPS: [&str; 5] = ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"];

/// Every outcome that a step writes into the API log. The store writes no other.
pub const LOGGED: [&str; 17] = [
    "imported",
    "rejected",
    "gone",
    "paid",
    "cancelled",
    "line_cancelled",
    "cancel_requested",
    "cancel_withdrawn",
    "needs_person",
    "scheduled",
    "already_confirmed",
    "sent",
    "already_sent",
    "refused",
    "failed",
    "blocked",
    "unchanged",
];
