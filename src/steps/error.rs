//! What ends a step before its work is done.

use std::fmt;

use crate::domain::ids::OrderCode;
use crate::domain::zip_file::UnusableZipFile;
use crate::store::Store;
use crate::vocabulary::message::Fact;
use crate::vocabulary::{Message, msg};
use crate::{qoo10, store};

/// What ends a step before its work is done.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    #[error(transparent)]
    Qoo10(#[from] qoo10::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Qoo10 was told something, and the state file could not take down that it was.
    #[error("{}", .0.message())]
    NotRecorded(Box<NotRecorded>),
    #[error("{0}")]
    BrakeTripped(#[from] BrakeTripped),
    /// A file of the shop's that a rule looks at cannot be used: nothing was done.
    #[error(transparent)]
    ZipFile(#[from] UnusableZipFile),
    #[error("{message}")]
    Unknown {
        /// What is unknown, and where it was looked for.
        message: Message,
        hint: Message,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteWrite {
    /// Delivery company and tracking number of an order.
    Shipment,
    /// The planned ship date of an order.
    PlannedDate,
    Quantity,
}

/// What Qoo10 was told, and the state file does not say: the next run reads back and finishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRecorded {
    what: RemoteWrite,
    /// Codes of orders or SKUs of which Qoo10 took it.
    told: Vec<String>,
    /// Those of which it may have.
    perhaps: Vec<String>,
    /// Why the state file could not take it down.
    pub error: store::Error,
}

impl NotRecorded {
    pub fn message(&self) -> Message {
        let count = |codes: &[String]| {
            let (count, few) = (codes.len(), truncate_codes(codes, MAX_CODES));
            match self.what {
                RemoteWrite::Shipment | RemoteWrite::PlannedDate => {
                    msg!("failure-orders", count = count, codes = few)
                }
                RemoteWrite::Quantity => msg!("failure-listings", count = count, codes = few),
            }
        };
        let (told, perhaps) = (count(&self.told), count(&self.perhaps));
        let message = match (self.told.is_empty(), self.perhaps.is_empty()) {
            (_, true) => msg!("failure-told", told = told),
            (true, false) => msg!("failure-perhaps_told", perhaps = perhaps),
            (false, false) => msg!("failure-told_and_perhaps", told = told, perhaps = perhaps),
        };
        message.with(
            "what",
            match self.what {
                RemoteWrite::Shipment => "shipment",
                RemoteWrite::PlannedDate => "planned_date",
                RemoteWrite::Quantity => "quantity",
            },
        )
    }
}

/// A sentence about what was told names no more orders.
const MAX_CODES: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrakeTripped {
    /// Too many listings would be set to 0 (STK-6).
    MassZero { zeroed: usize, of: usize, skus: Vec<String> },
    /// Qoo10's item list lost more than half.
    ShrunkenList { was: u64, now: u64 },
}

impl BrakeTripped {
    /// What would have been done, and that it was not; its `next` names what overrides the brake.
    pub fn message(&self) -> Message {
        match self {
            Self::MassZero { zeroed, of, skus } => {
                msg!("brake-mass_zero", zeroed = *zeroed, of = *of, skus = truncate_codes(skus, MAX_SKUS))
            }
            Self::ShrunkenList { was, now: 0 } => msg!("brake-empty_list", was = *was),
            Self::ShrunkenList { was, now } => msg!("brake-shrunken_list", was = *was, now = *now),
        }
    }
}

/// For logs of developers.
impl fmt::Display for BrakeTripped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message())
    }
}

impl std::error::Error for BrakeTripped {}

/// A refusal names no more SKUs.
const MAX_SKUS: usize = 5;

/// The first of these SKUs or codes, and how many more there are.
fn truncate_codes(skus: &[String], most: usize) -> Fact {
    let named = skus[..skus.len().min(most)].to_vec();
    match skus.len() - named.len() {
        0 => named.into(),
        more => msg!("failure-and_more", codes = named, more = more).into(),
    }
}

impl StepError {
    /// A state file that failed: where Qoo10 was told something of which it does not know yet, that is told
    /// too.
    pub fn not_recorded(
        what: RemoteWrite,
        told: Vec<String>,
        perhaps: Vec<String>,
        error: store::Error,
    ) -> Self {
        // Qoo10 knows nothing that the file does not: the next run simply begins again.
        if told.is_empty() && perhaps.is_empty() {
            return Self::Store(error);
        }
        Self::NotRecorded(Box::new(NotRecorded { what, told, perhaps, error }))
    }

    pub fn from_unknown_sku(sku: &str) -> Self {
        Self::Unknown {
            message: msg!("failure-unknown_sku", sku = sku),
            hint: msg!("failure-unknown_sku.next"),
        }
    }

    pub fn unknown_order(store: &Store, code: OrderCode) -> Self {
        let meant = match store.match_code(code) {
            Ok(meant) => meant.message(code),
            // A file that cannot be read says nothing about the order.
            Err(error) => return error.into(),
        };
        Self::Unknown {
            message: msg!("failure-unknown_order", order = code.to_string()),
            hint: meant.unwrap_or_else(|| msg!("failure-unknown_order.next")),
        }
    }
}
