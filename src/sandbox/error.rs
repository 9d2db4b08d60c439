//! What can go wrong in the practice Qoo10, outside its answers.

use std::fmt;

use crate::domain::said::Said;

/// Whose mistake it is: decides the exit code of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command named something that does not exist or cannot be.
    Usage,
    /// A file or socket did not do its part.
    Failed,
}

/// A failure, as one sentence for people.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    /// Whose mistake it is.
    pub kind: Kind,
    message: Said,
    hint: Option<Said>,
    /// Part of the sentence, not of a chain: whoever prints the error prints it once.
    cause: Option<std::io::Error>,
}

impl Error {
    /// The user's mistake.
    pub fn usage(message: impl Into<Said>) -> Self {
        Self { kind: Kind::Usage, message: message.into(), hint: None, cause: None }
    }

    /// Something else went wrong.
    pub fn failed(message: impl Into<Said>) -> Self {
        Self { kind: Kind::Failed, message: message.into(), hint: None, cause: None }
    }

    /// A file or socket failed while `doing` something.
    pub fn io(doing: impl Into<Said>, cause: std::io::Error) -> Self {
        Self { kind: Kind::Failed, message: doing.into(), hint: None, cause: Some(cause) }
    }

    /// The same with what to do next.
    pub fn hint(self, hint: impl Into<Said>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What to do next, where that is more than to ask differently.
    pub fn next(&self) -> Option<&Said> {
        self.hint.as_ref()
    }

    /// The failure in both languages.
    pub fn said(&self) -> Said {
        let ja = self.message.ja.as_str();
        let ja = self.cause.as_ref().map_or(ja.to_owned(), |cause| format!("{ja}({cause})"));
        Said::new(self.to_string(), ja)
    }

    /// Whether the user can repair it by asking differently.
    pub fn is_usage(&self) -> bool {
        self.kind == Kind::Usage
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            None => f.write_str(&self.message.en),
            Some(cause) => write!(f, "{}: {cause}", self.message.en),
        }
    }
}
