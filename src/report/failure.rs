//! Why a command failed, and what to do next, for whoever ran it.

use super::Lang;
use crate::domain::text::printable;
use crate::error::Error;

/// The word that a failure begins with.
pub fn mark(lang: Lang) -> &'static str {
    lang.pick("error", "エラー")
}

/// The failure, and what to do next on a line of its own.
pub fn text(error: &Error, lang: Lang) -> String {
    let lines = lang.of(&error.message).split('\n').map(printable).collect::<Vec<_>>().join("\n");
    match &error.hint {
        Some(hint) => format!("{lines}\n{}: {}", lang.pick("next", "対処"), printable(lang.of(hint))),
        None => lines,
    }
}
