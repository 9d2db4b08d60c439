//! The steps, each the same shape: gather facts, plan, show the plan or apply it.

mod audit_log;
pub mod context;
mod error;
mod fetched_rows;
mod halving;
mod hold_rules;
pub mod import;
mod import_window;
mod item;
mod item_list;
mod journalled;
mod order_lists;
mod order_rows;
pub mod progress_sink;
pub mod pull_listings;
pub mod push_shipments;
pub mod push_stock;
pub mod report;
pub mod schedule_date;
pub mod sync_status;

pub use context::{Mode, StepContext};
pub use error::{BrakeTripped, NotRecorded, RemoteWrite, StepError};
pub use report::{ReportItem, StepReport};
