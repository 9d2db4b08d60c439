//! Outcomes as text, tables and JSON, in English and Japanese. Nothing is decided here.

pub mod calendar;
pub mod csv_file;
pub mod doctor;
pub mod holidays;
pub mod lang;
pub mod log;
pub mod orders;
mod quantities;
pub mod shipments;
pub mod step;
pub mod stock;
pub mod table;
pub mod upkeep;
pub mod words;

pub use lang::Lang;
