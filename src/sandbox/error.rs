//! What can go wrong in the practice Qoo10, outside its answers.

use std::fmt;

use crate::vocabulary::{Message, msg};

#[derive(Debug)]
pub struct Error {
    /// The user can repair it by asking differently; else a file or socket failed.
    is_usage: bool,
    message: Message,
    hint: Option<Message>,
}

impl Error {
    pub fn usage(message: impl Into<Message>) -> Self {
        Self { is_usage: true, message: message.into(), hint: None }
    }

    pub fn failed(message: impl Into<Message>) -> Self {
        Self { is_usage: false, message: message.into(), hint: None }
    }

    /// A file or socket failed while `doing` something.
    pub fn io(doing: impl Into<Message>, cause: std::io::Error) -> Self {
        Self::failed(msg!("sandbox-io", doing = doing.into(), cause = &cause))
    }

    /// The same with what to do next.
    pub fn with_hint(self, hint: impl Into<Message>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What to do next, where that is more than to ask differently.
    pub fn hint(&self) -> Option<&Message> {
        self.hint.as_ref()
    }

    pub fn message(&self) -> &Message {
        &self.message
    }

    pub fn is_usage(&self) -> bool {
        self.is_usage
    }
}

/// For logs of developers.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Error {}
