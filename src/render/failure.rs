//! Why a command failed, and what to do next, for whoever ran it.

use super::Lang;
use crate::error::Error;
use crate::strings::printable::printable;
use crate::text;
use crate::vocabulary::msg;

/// The word that a failure begins with.
pub fn mark(lang: Lang) -> String {
    text::text(&msg!("failure-mark"), lang)
}

/// The failure, and what to do next on a line of its own.
pub fn text(error: &Error, lang: Lang) -> String {
    let message = text::text(&error.message, lang);
    let mut lines: Vec<String> = message.split('\n').map(printable).collect();
    let hint = error.hint.as_ref().map(|hint| msg!("failure-next", hint = hint));
    lines.extend(hint.map(|hint| printable(&text::text(&hint, lang))));
    lines.join("\n")
}
