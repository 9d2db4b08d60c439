//! Why an order gets no row, and what to do about it.

use super::column::CellLimit;
use crate::strings::printable::truncate;
use crate::vocabulary::{ExportFormat, LabelReason, Message, msg};

/// As much of a text from outside as a sentence quotes.
const MAX_QUOTED_CHARS: usize = 40;

/// Why an order gets no row in a label program's file. Fields are named by their headings; of what stands in
/// them no more than one character is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelError {
    /// The orders of this company belong to no label program, or to another one.
    CarrierUnmapped {
        carrier: String,
        format: ExportFormat,
    },
    SlotUnmapped {
        slot: String,
        format: ExportFormat,
    },
    NameMissing,
    AddressMissing,
    PhoneMissing,
    PhoneUnreadable,
    ZipMissing,
    ZipUnreadable,
    /// Neither the configuration nor the order names the goods.
    GoodsMissing,
    /// The key of the configuration that is missing.
    SenderMissing {
        key: &'static str,
    },
    /// The key whose value is no zip, or no phone number.
    SenderUnreadable {
        key: &'static str,
    },
    ContractCodeMissing {
        field: &'static str,
        key: &'static str,
    },
    /// A field that its program requires has nothing.
    CellMissing {
        field: &'static str,
    },
    /// A text is longer than its field, or than all fields that it may flow through.
    CellTooLong {
        field: &'static str,
        limit: CellCapacity,
        remedy: CellRemedy,
    },
    /// CP932 lacks a character of it.
    NotEncodable {
        field: &'static str,
        character: char,
        remedy: CellRemedy,
    },
    /// A field for half-width characters holds another one.
    NotHalfWidth {
        field: &'static str,
        remedy: CellRemedy,
    },
}

/// How much a field, or several together, hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellCapacity {
    pub(super) limit: CellLimit,
    pub(super) lines: usize,
}

/// What makes a text fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellRemedy {
    /// To change this key of the configuration.
    Key(&'static str),
    /// To let it go on in the next field: `labels.overflow`.
    Overflow,
    /// Nothing that this program does.
    ByHand,
}

impl LabelError {
    pub fn reason(&self) -> LabelReason {
        match self {
            Self::CarrierUnmapped { .. } => LabelReason::CarrierUnmapped,
            Self::SlotUnmapped { .. } => LabelReason::SlotUnmapped,
            Self::NameMissing => LabelReason::NameMissing,
            Self::AddressMissing => LabelReason::AddressMissing,
            Self::PhoneMissing => LabelReason::PhoneMissing,
            Self::PhoneUnreadable => LabelReason::PhoneUnreadable,
            Self::ZipMissing => LabelReason::ZipMissing,
            Self::ZipUnreadable => LabelReason::ZipUnreadable,
            Self::GoodsMissing => LabelReason::GoodsMissing,
            Self::SenderMissing { .. } => LabelReason::SenderMissing,
            Self::SenderUnreadable { .. } => LabelReason::SenderUnreadable,
            Self::ContractCodeMissing { .. } => LabelReason::ContractCodeMissing,
            Self::CellMissing { .. } => LabelReason::CellMissing,
            Self::CellTooLong { .. } => LabelReason::CellTooLong,
            Self::NotEncodable { .. } => LabelReason::NotEncodable,
            Self::NotHalfWidth { .. } => LabelReason::NotHalfWidth,
        }
    }

    /// What is wrong, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::CarrierUnmapped { carrier, format } => {
                let carrier = truncate(carrier, MAX_QUOTED_CHARS);
                msg!("label-carrier_unmapped", carrier = carrier, format = format.as_str())
            }
            Self::SlotUnmapped { slot, format } => {
                let slot = truncate(slot, MAX_QUOTED_CHARS);
                msg!("label-slot_unmapped", slot = slot, format = format.as_str())
            }
            Self::NameMissing => msg!("label-name_missing"),
            Self::AddressMissing => msg!("label-address_missing"),
            Self::PhoneMissing => msg!("label-phone_missing"),
            Self::PhoneUnreadable => msg!("label-phone_unreadable"),
            Self::ZipMissing => msg!("label-zip_missing"),
            Self::ZipUnreadable => msg!("label-zip_unreadable"),
            Self::GoodsMissing => msg!("label-goods_missing"),
            Self::SenderMissing { key } => msg!("label-sender_missing", key = *key),
            Self::SenderUnreadable { key } => msg!("label-sender_unreadable", key = *key),
            Self::ContractCodeMissing { field, key } => {
                msg!("label-contract_code_missing", field = *field, key = *key)
            }
            Self::CellMissing { field } => msg!("label-cell_missing", field = *field),
            Self::CellTooLong { field, limit, remedy } => {
                let (limit, next) = (limit.message(), remedy.message());
                msg!("label-cell_too_long", field = *field, limit = limit, next = next)
            }
            Self::NotEncodable { field, character, remedy } => {
                let character = truncate(&character.to_string(), 1);
                msg!("label-not_encodable", field = *field, character = character, next = remedy.message())
            }
            Self::NotHalfWidth { field, remedy } => {
                msg!("label-not_half_width", field = *field, next = remedy.message())
            }
        }
    }
}

impl CellCapacity {
    /// How much it holds, in the units of its layout.
    pub fn message(self) -> Message {
        let one = match self.limit {
            CellLimit::Free => msg!("label-limit_none"),
            CellLimit::HalfWidth(most) => msg!("label-limit_half", most = most),
            CellLimit::Mixed(most) => msg!("label-limit_mixed", full = most / 2, half = most),
            CellLimit::FullWidth(most) | CellLimit::Characters(most) => msg!("label-limit_full", most = most),
            CellLimit::Bytes(most) => msg!("label-limit_bytes", most = most),
            CellLimit::Town { whole, town } => {
                msg!("label-limit_town", full = whole / 2, town = town / 2)
            }
        };
        if self.lines > 1 { msg!("label-limit_lines", lines = self.lines, limit = one) } else { one }
    }
}

impl CellRemedy {
    fn message(self) -> Message {
        match self {
            Self::Key(key) => msg!("label-change_key", key = key),
            Self::Overflow => msg!("label-allow_overflow"),
            Self::ByHand => msg!("label-by_hand"),
        }
    }
}
