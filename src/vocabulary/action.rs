//! What a step does to a thing, in the API log.

use strum::{IntoStaticStr, VariantArray};

use super::word::word;

/// An entry of the API log: `action`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LogAction {
    Import,
    Sync,
    /// A planned ship date (SCH-1).
    Confirm,
    /// A shipment (SHP-1).
    Send,
    /// The quantity of a listing (STK-3).
    SetQuantity,
}

word!(LogAction);
