//! What became of something that was written to Qoo10: the words of the journals.

use super::Outcome;

/// The outcome that closes an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalOutcome {
    /// It certainly was not done: Qoo10 refused the whole call, or reading back does not show it.
    NotDone,
    /// Nobody has to know any more: Qoo10 is not to be told of the order.
    Moot,
    Known(Outcome),
}

impl JournalOutcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotDone => "not_done",
            Self::Moot => "moot",
            Self::Known(outcome) => outcome.as_str(),
        }
    }
}

impl From<Outcome> for JournalOutcome {
    fn from(outcome: Outcome) -> Self {
        Self::Known(outcome)
    }
}
