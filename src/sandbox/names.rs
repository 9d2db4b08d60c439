//! Texts that somebody typed, as HTML writes them.

/// A character, and what stands for it. The ampersand first: it stands in all the others.
const ENTITIES: [(char, &str); 5] =
    [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];

pub(crate) fn escape_html(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |text, (plain, entity)| text.replace(*plain, entity))
}

/// The text that was escaped; none when it was not, or otherwise.
pub(crate) fn unescape_html(text: &str) -> Option<String> {
    let plain = ENTITIES
        .iter()
        .rev()
        .fold(text.to_owned(), |text, (plain, entity)| text.replace(entity, &plain.to_string()));
    (escape_html(&plain) == text).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_comes_back_and_nothing_else_is_taken() {
        for text in ["Women's", "R&D <b>\"x\"</b>", "&amp;", "白", ""] {
            assert_eq!(unescape_html(&escape_html(text)).as_deref(), Some(text), "{text}");
        }
        for text in ["Women's", "R&D", "&apos;"] {
            assert_eq!(unescape_html(text), None, "{text}");
        }
    }
}
