//! Orders that are handed over in a file: what became of one, and why one is not in it.

use strum::{IntoStaticStr, VariantArray};

use super::Message;
use super::word::{vocabulary, word};

/// What became of an order in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ExportOutcome {
    Exported,
    Refused,
}

word!(ExportOutcome);

/// Why an order that was named is not in the file, though it may leave the house (FIL-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ExportReason {
    /// It was handed over in this format before.
    AlreadyExported,
    /// Its delivery company belongs to no label format.
    CarrierUnmapped,
    /// A character that the file's encoding does not have.
    NotEncodable,
    /// Another delivery company or day than the command asks for.
    NotChosen,
    /// Its delivery company belongs to another label format.
    OtherFormat,
    /// Another status than the command asks for.
    OtherStatus,
}

vocabulary!(ExportReason, "export");

impl ExportReason {
    /// What to do about it.
    pub fn next_step(self) -> Message {
        self.message().attribute("next")
    }
}
