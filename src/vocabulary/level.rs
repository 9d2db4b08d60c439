//! What `doctor` says of a check.

use strum::{IntoStaticStr, VariantArray};

use super::word::word;

/// How a check of `doctor` ended, the worse the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    Ok,
    /// Nobody can say; in JSON it is as it should be.
    #[strum(serialize = "ok")]
    Unknown,
    /// A person should look at it.
    Warning,
    /// Something does not work.
    Problem,
}

word!(Level);
