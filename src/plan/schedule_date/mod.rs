//! What `schedule-date` decides: what the `date` of an order depends on (`facts`), the date, and what an
//! `answer` means for its numbers.

pub mod answer;
mod date;
mod facts;

pub use self::date::{DateDecision, DateOrigin, DateRules, compute_last_day, decide};
pub use self::facts::{DateFacts, UnreadableDate, collect_facts, count_undatable, find_available_date};
