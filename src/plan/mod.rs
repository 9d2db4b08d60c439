//! Pure decisions: facts in, one decision for each input out. No I/O, no clock.

pub mod claims;
pub mod compare;
pub mod cycle;
pub mod free_stock;
pub mod free_stock_message;
pub mod hand_over;
pub mod hold_rules;
pub mod import;
pub mod late;
pub mod listings;
pub mod notice;
pub mod orders;
pub mod pick;
pub mod push_shipments;
pub mod push_stock;
pub mod receiver;
pub mod remote_orders;
pub mod report;
pub mod same_receiver;
pub mod schedule_date;
pub mod status;
pub mod sync_status;
pub mod unknown_carts;
pub mod unseen_lines;
pub mod window;
