//! How a run ended.

use strum::{IntoStaticStr, VariantArray};

use super::word::vocabulary;

/// How a run ended: `result` of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RunResult {
    /// Done; also nothing to do.
    Ok,
    /// Done but for what needs a person.
    Partial,
    /// It did not work.
    Failed,
    /// A safety brake ended it.
    Refused,
    /// Another run held the lock.
    Busy,
}

vocabulary!(RunResult, "result");
