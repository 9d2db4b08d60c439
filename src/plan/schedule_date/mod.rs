//! What `schedule-date` decides: the `date` of an order, and what an `answer` means for its numbers.

pub mod answer;
mod date;

pub use self::date::{DateDecision, DateOrigin, DateRules, compute_last_day, decide};
