//! The configuration file: TOML in, a checked [`Config`] out, or every problem at once, each with its key.

mod edit;
mod export;
mod hold_rules;
mod labels;
mod notify;
mod problem;
mod read;
mod table;
mod types;
mod url;

use std::path::Path;

pub use self::edit::with_issued_on;
pub use self::problem::ConfigProblem;
pub use self::types::{
    BeyondLimit, Config, Endpoint, ImportConfig, KeySource, NoticeUrl, NotifyConfig, PushShipmentsConfig,
    PushStockConfig, Qoo10Config, ScheduleDateConfig, ShopConfig, StateConfig, StockConfig, SyncStatusConfig,
};
pub use crate::domain::tracking::CheckDigits;
use crate::vocabulary::Lang;

impl Config {
    /// Reads a configuration whose relative paths are relative to `folder`.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Vec<ConfigProblem>> {
        read::read_config(text, folder)
    }

    /// The language that a configuration asks for, also where the rest of it cannot be used.
    pub fn parse_lang(text: &str) -> Option<Lang> {
        read::read_lang(text)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
