//! Outcomes as text, tables and JSON, in the reader's language. Nothing is decided here. Making JSON fails
//! never in practice: everything in it can be written so.

pub mod calendar;
pub mod compare;
pub mod doctor;
pub mod export;
pub mod failure;
pub mod fleet;
pub mod hold_check;
pub mod holidays;
pub mod html;
mod instant;
pub mod late;
pub mod listings;
pub mod loading;
pub mod log;
pub mod maintenance;
pub mod metrics;
pub mod notice;
pub mod order_change;
pub mod orders;
pub mod pick;
pub mod probe;
pub mod sets;
pub mod shipments;
pub mod status;
pub mod step;
pub mod stock;
pub mod stock_show;
pub mod table;
mod timeline;

pub use crate::vocabulary::Lang;
