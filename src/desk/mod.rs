//! What staff do by hand, and look at.

pub mod csv_file;
mod csv_text;
pub mod doctor;
pub mod holidays;
pub mod late;
pub mod listings;
pub mod loading;
pub mod orders;
pub mod report;
mod row_fault;
pub mod set_file;
pub mod sets;
pub mod shipment_file;
pub mod shipments;
pub mod status;
pub mod stock;
pub mod transition_message;
