//! What can go wrong in the practice Qoo10, outside its answers.

use std::fmt;

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
    message: String,
    source: Option<std::io::Error>,
}

impl Error {
    /// The user's mistake.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { kind: Kind::Usage, message: message.into(), source: None }
    }

    /// Something else went wrong.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { kind: Kind::Failed, message: message.into(), source: None }
    }

    /// A file or socket failed while `doing` something.
    pub fn io(doing: impl Into<String>, source: std::io::Error) -> Self {
        Self { kind: Kind::Failed, message: doing.into(), source: Some(source) }
    }

    /// Whether the user can repair it by asking differently.
    pub fn is_usage(&self) -> bool {
        self.kind == Kind::Usage
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            None => f.write_str(&self.message),
            Some(source) => write!(f, "{}: {source}", self.message),
        }
    }
}
