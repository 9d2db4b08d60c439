//! Answers as they come, read in every form that they are known to take. Qoo10's own spelling stays here.

pub mod bulk;
pub mod claims;
pub mod envelope;
pub mod item_bulk;
pub mod items;
pub mod key;
pub mod lenient;
pub mod numbers;
pub mod repair;
pub mod rows;
pub mod shipping_row;
pub mod stock;
