//! What differs between an order download of QSM and the orders here.

use strum::{IntoStaticStr, VariantArray};

use super::Message;
use super::word::vocabulary;

/// In the catalogues `compare-WORD` names it, and its `next` says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Difference {
    /// No order here has the order number.
    NotHere,
    /// It could not be imported.
    RejectedHere,
    /// An open order of the file's days is not in it.
    NotInFile,
    StatusDiffers,
    PaymentDiffers,
    QtyDiffers,
    ItemDiffers,
    CarrierDiffers,
    TrackingDiffers,
    ReceiverDiffers,
}

vocabulary!(Difference, "compare");

impl Difference {
    /// What to do about it.
    pub fn next_step(self) -> Message {
        self.message().attribute("next")
    }
}
