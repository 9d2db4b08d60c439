//! Why a command failed, and what to do next, for whoever ran it.

use super::Lang;
use crate::error::Failure;
use crate::strings::printable::sanitize;
use crate::text;
use crate::vocabulary::msg;

/// The word that a failure begins with.
pub fn render_mark(lang: Lang) -> String {
    text::localize(&msg!("failure-mark"), lang)
}

/// The failure, what caused it where that is asked for, and what to do next, each on a line of its own.
pub fn render_failure(failure: &Failure, with_causes: bool, lang: Lang) -> String {
    let message = text::localize(&failure.message, lang);
    let mut lines: Vec<String> = message.split('\n').map(sanitize).collect();
    let causes = failure.cause.iter().flat_map(|cause| cause.chain()).filter(|_| with_causes);
    // In the words of the system or of a library, in which they are searched for, whatever the language.
    let causes = causes.map(|cause| msg!("failure-caused_by", cause = cause.to_string()));
    let hint = failure.hint.as_ref().map(|hint| msg!("failure-next", hint = hint));
    lines.extend(causes.chain(hint).map(|line| sanitize(&text::localize(&line, lang))));
    lines.join("\n")
}
