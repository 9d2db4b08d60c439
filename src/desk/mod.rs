//! What staff do by hand, and look at.

mod csv_column;
pub mod csv_file;
pub mod csv_shape;
mod csv_text;
pub mod doctor;
pub mod export;
pub mod hand_over_message;
pub mod hold_check;
pub mod holidays;
pub mod late;
pub mod listings;
pub mod loading;
pub mod orders;
pub mod pick;
pub mod report;
mod row_fault;
pub mod set_file;
pub mod sets;
pub mod shipment_file;
pub mod shipment_layout;
pub mod shipments;
pub mod slips;
pub mod status;
pub mod stock;
pub mod transition_message;
pub mod zip_file;
