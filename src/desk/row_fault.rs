//! What is wrong with a row of a CSV file: its word, and what is told of it.

use crate::vocabulary::{Message, RowReason, msg};

/// What is wrong with a row, whatever its columns mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// It has more cells than the header: a comma stands in a text without quotes.
    TooManyCells,
    /// A quote that opens is never closed, so that nothing after it can be told apart.
    QuoteNeverClosed,
    /// A quote opens, and its cell runs over into lines that may be rows of their own (STK-10).
    Torn { last: usize },
    /// A quote that opens in a line above has swallowed this one.
    Swallowed {
        /// The line above.
        by: usize,
    },
    /// It looks like a row, and stands above the header.
    AboveHeader,
    /// Text follows a closing quote.
    TextAfterQuote,
    /// A cell holds bytes that the file's encoding does not have.
    Unreadable,
}

impl RowFault {
    /// Whether nobody can tell which rows the file would have: nothing may be inferred from what it has not
    /// (STK-10).
    pub fn is_torn(self) -> bool {
        match self {
            Self::QuoteNeverClosed | Self::Torn { .. } | Self::Swallowed { .. } => true,
            Self::TooManyCells | Self::TextAfterQuote | Self::AboveHeader | Self::Unreadable => false,
        }
    }

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
