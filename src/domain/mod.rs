//! Pure types and rules of the trade: no I/O, no clock.

pub mod ids;
pub mod time;
