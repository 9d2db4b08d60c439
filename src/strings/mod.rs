//! Pure functions on text that every room may use, and that know nothing of the trade.

pub mod clean;
pub mod entities;
pub mod phone;
pub mod printable;
pub mod search;
pub mod shell;
pub mod spreadsheet;
pub mod suggest;
