//! Pure types and rules of the trade: no I/O, no clock.

pub mod calendar;
pub mod code;
pub mod holidays;
pub mod ids;
pub mod option_text;
pub mod order;
pub mod reject;
pub mod shipping_row;
pub mod text;
pub mod time;
