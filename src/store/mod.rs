//! The state file: the only module with SQL. Tables are described in `docs/schema.md`.
//!
//! A [`Store`] reads, and writes through a [`Batch`], which is one transaction: all of it or nothing. What
//! reads fails when the file cannot be read, or holds what cannot be; what writes fails when it cannot be
//! written. Only other errors are documented at a function.

mod answer_forms;
pub mod check;
pub mod claims;
pub mod code_match;
mod connect;
pub mod copy;
mod cursors;
mod database;
mod decoded_names;
mod error;
mod file;
pub mod gaps;
pub mod hand_over;
mod holidays;
mod journal;
pub mod late_view;
pub mod listing_view;
pub mod listings;
pub mod log_view;
mod logged_outcome;
mod migrate;
mod new_receivers;
mod notices;
mod old_words;
mod open_orders;
pub mod order_exports;
pub mod order_rules;
mod order_search;
pub mod order_view;
mod orders;
pub mod purge;
pub mod push_stock;
mod receivers;
pub mod rejects;
pub mod report_view;
mod row_ids;
pub mod runs;
pub mod shipments;
mod sql;
pub mod status_view;
pub mod stock;
pub mod stock_facts;
pub mod thin;
mod unknown_carts;

pub use self::open_orders::LocalGoods;
pub use database::{Batch, Store};
pub use error::{Error, StoreErrorKind};
pub use journal::Intent;
pub use open_orders::PendingClaim;
pub use orders::HistoryEntry;
pub use rejects::{KnownReject, RejectView};
