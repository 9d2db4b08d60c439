//! What staff do by hand, and look at.

pub mod activity;
pub mod csv_file;
mod csv_text;
pub mod doctor;
pub mod forbidden;
pub mod holidays;
pub mod late;
pub mod listings;
pub mod loading;
pub mod orders;
mod row_fault;
pub mod shipments;
pub mod status;
pub mod stock;
