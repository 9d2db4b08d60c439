//! The five steps, each the same shape: gather facts, plan, show the plan or apply it.

pub mod import;
pub mod meter;
pub mod push_shipments;
pub mod report;
pub mod schedule_date;
mod scribe;
pub mod sync_status;

pub use report::{Item, StepReport};

use crate::domain::ids::OrderCode;
use crate::{qoo10, store};

/// What ends a step before its work is done.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// Qoo10 cannot be reached, or refuses.
    #[error(transparent)]
    Qoo10(#[from] qoo10::Error),
    /// The state file cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// What was asked for does not exist.
    #[error("{message}")]
    Unknown {
        /// What is unknown, and where it was looked for.
        message: String,
        /// What to do about it.
        hint: String,
    },
}

impl Stop {
    /// An order code that was asked for and is not in the state file.
    pub fn unknown_order(code: OrderCode) -> Self {
        Self::Unknown {
            message: format!("there is no order {code} in the state file"),
            hint: "qoo10-bridge orders list shows the codes".to_owned(),
        }
    }
}
