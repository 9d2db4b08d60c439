//! What is wrong with a row of a CSV file: its word, and what is told of it.

use super::csv_file::RowFault;
use crate::vocabulary::{Message, RowReason, msg};

impl RowFault {
    /// The word that scripts rely on.
    pub fn reason(self) -> RowReason {
        match self {
            Self::TooManyCells => RowReason::TooManyCells,
            Self::QuoteNeverClosed => RowReason::QuoteNeverClosed,
            Self::Torn { .. } => RowReason::Torn,
            Self::Swallowed { .. } => RowReason::Swallowed,
            Self::AboveHeader => RowReason::AboveHeader,
            Self::TextAfterQuote => RowReason::TextAfterQuote,
            Self::Unreadable => RowReason::UnreadableText,
        }
    }

    /// The fault, and what to do.
    pub fn message(self) -> Message {
        match self {
            Self::TooManyCells => msg!("files-too_many_cells"),
            Self::QuoteNeverClosed => msg!("files-quote_never_closed"),
            Self::Torn { last } => msg!("files-torn", last = last),
            Self::Swallowed { by } => msg!("files-swallowed", by = by),
            Self::AboveHeader => msg!("files-above_header"),
            Self::TextAfterQuote => msg!("files-text_after_quote"),
            Self::Unreadable => msg!("files-unreadable_text"),
        }
    }
}
