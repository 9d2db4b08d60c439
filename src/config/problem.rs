//! What is wrong with a configuration.

use crate::vocabulary::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The key, as `qoo10.endpoint`; empty for the file as a whole.
    pub key: String,
    /// What is wrong, and what would be right.
    pub message: Message,
}

impl ConfigProblem {
    /// Key and problem.
    pub fn message(&self) -> Message {
        match self.key.as_str() {
            "" => self.message.clone(),
            key => msg!("config-problem", key = key, problem = &self.message),
        }
    }

    /// What to do next about all of a file's.
    pub fn hint(problems: &[Self]) -> Message {
        match problems {
            // It could not be read as a whole: nothing has a key of its own.
            [Self { key, .. }] if key.is_empty() => msg!("config-not_toml.next"),
            _ => msg!("config-unusable.next"),
        }
    }
}
