//! What stands out on a terminal with colours. Whoever makes a line says so; marks that take no room carry it
//! through tables and wrapping to the stream, which paints or removes them. Text from outside holds none:
//! `printable` takes them out.

/// Why a text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Somebody should look at it.
    Warning,
    /// Something is wrong, or must not be done.
    Problem,
}

const WARNING: char = '\u{2061}';
const PROBLEM: char = '\u{2062}';
const END: char = '\u{2064}';

/// A text that stands out.
pub fn mark_text(mark: Mark, text: &str) -> String {
    let begin = match mark {
        Mark::Warning => WARNING,
        Mark::Problem => PROBLEM,
    };
    format!("{begin}{text}{END}")
}

/// The text with colours in place of the marks.
pub fn paint_marks(text: &str) -> String {
    let mut painted = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            WARNING => painted.push_str("\u{1b}[1;33m"),
            PROBLEM => painted.push_str("\u{1b}[1;31m"),
            END => painted.push_str("\u{1b}[0m"),
            letter => painted.push(letter),
        }
    }
    painted
}

/// The text without marks.
pub fn strip_marks(text: &str) -> String {
    text.chars().filter(|letter| ![WARNING, PROBLEM, END].contains(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::printable::sanitize;

    #[test]
    fn marks_become_colours_or_nothing_and_nobody_outside_can_make_them() {
        let text = format!("a {} c", mark_text(Mark::Problem, "b"));
        assert_eq!(paint_marks(&text), "a \u{1b}[1;31mb\u{1b}[0m c");
        assert_eq!(strip_marks(&text), "a b c");
        assert_eq!(paint_marks(&sanitize(&mark_text(Mark::Warning, "b"))), "·b·");
    }
}
