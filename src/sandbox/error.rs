//! What can go wrong in the practice Qoo10, outside its answers.

use std::fmt;

use crate::vocabulary::{Message, msg};

/// Whose mistake it is: decides the exit code of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxErrorKind {
    /// The command named something that does not exist or cannot be.
    Usage,
    /// A file or socket did not do its part.
    Failed,
}

/// A failure, as one sentence for people.
#[derive(Debug)]
pub struct Error {
    /// Whose mistake it is.
    pub kind: SandboxErrorKind,
    message: Message,
    hint: Option<Message>,
}

impl Error {
    /// The user's mistake.
    pub fn usage(message: impl Into<Message>) -> Self {
        Self { kind: SandboxErrorKind::Usage, message: message.into(), hint: None }
    }

    /// Something else went wrong.
    pub fn failed(message: impl Into<Message>) -> Self {
        Self { kind: SandboxErrorKind::Failed, message: message.into(), hint: None }
    }

    /// A file or socket failed while `doing` something.
    pub fn io(doing: impl Into<Message>, cause: std::io::Error) -> Self {
        Self::failed(msg!("sandbox-io", doing = doing.into(), cause = &cause))
    }

    /// The same with what to do next.
    pub fn hint(self, hint: impl Into<Message>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What to do next, where that is more than to ask differently.
    pub fn next(&self) -> Option<&Message> {
        self.hint.as_ref()
    }

    /// What went wrong.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Whether the user can repair it by asking differently.
    pub fn is_usage(&self) -> bool {
        self.kind == SandboxErrorKind::Usage
    }
}

/// For logs of developers.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Error {}
