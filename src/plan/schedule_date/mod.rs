//! What `schedule-date` decides: the [`date`] of an order, and what an [`answer`] means for its numbers.

pub mod answer;
mod date;

pub use self::date::{DateDecision, DateRules, How, decide, last_day};
