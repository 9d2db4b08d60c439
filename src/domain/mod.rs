//! Types and rules of the trade: no I/O, no clock.

pub mod calendar;
pub mod carriers;
pub mod claim;
pub mod confirm;
pub mod holidays;
pub mod ids;
pub mod late;
pub mod listing;
pub mod mapping;
pub mod open_order;
pub mod option_text;
pub mod order;
pub mod parcel;
pub mod party;
pub mod quantity;
pub mod reject;
pub mod seller_code;
pub mod seller_key;
pub mod shipment;
pub mod shipping_row;
pub mod status_machine;
pub mod stock;
pub mod time;
pub mod tracking;
pub mod unread;
