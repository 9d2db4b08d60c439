//! What a value of an argument should have been.

use std::error::Error;
use std::fmt;

use crate::text::text;
use crate::vocabulary::{Lang, Message};

/// Why one of our own readers does not take a value; clap passes it on as the source of its error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ValueError(pub(super) Message);

/// A value that should have been what this sentence says.
pub(super) fn value_error(id: &'static str) -> ValueError {
    ValueError(Message::new(id))
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0, Lang::En))
    }
}

impl Error for ValueError {}
