//! Pure types and rules of the trade: no I/O, no clock.

pub mod calendar;
pub mod carriers;
pub mod claim;
pub mod code;
pub mod codes;
pub mod confirm;
pub mod holidays;
pub mod ids;
pub mod late;
pub mod listing;
pub mod mapping;
pub mod nearest;
pub mod open_order;
pub mod option_text;
pub mod order;
pub mod parcel;
pub mod quantity;
pub mod reject;
pub mod seller_key;
pub mod shipment;
pub mod shipping_row;
pub mod status_machine;
pub mod stock;
pub mod text;
pub mod time;
pub mod tracking;
