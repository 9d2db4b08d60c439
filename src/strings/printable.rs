//! Text from outside, made harmless before it is printed.

/// Text for a terminal: control characters, which could move the cursor or hide text, become `·`.
pub fn sanitize(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { '·' } else { c }).collect()
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// A text as one line for paper: line ends and tabs are spaces, what is not to be seen is gone.
pub fn flatten(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() && is_harmful(c);
    let seen = text.chars().map(|c| if is_gap(c) { ' ' } else { c });
    seen.filter(|c| !is_harmful(*c)).collect::<String>().trim().to_owned()
}

/// The start of a text, for messages: at most `max` characters, printable.
pub fn truncate(text: &str, max: usize) -> String {
    let mut short: String = sanitize(text).chars().take(max).collect();
    if text.chars().nth(max).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_become_harmless() {
        assert_eq!(sanitize("a\u{1b}[31mb\u{202e}c\n"), "a·[31mb·c·");
        assert_eq!(sanitize("\u{9b}\u{61c}\u{ad}\u{180e}\u{fff9}\u{e0041}"), "······");
        assert_eq!(truncate("𠮷野家さま", 2), "𠮷野…");
    }

    #[test]
    fn paper_has_one_line_of_what_can_be_seen() {
        assert_eq!(
            flatten(" 見本\u{3000}花子\r\n\t様\u{202e}\u{0}a\u{200b}b\u{2028}c "),
            "見本\u{3000}花子   様ab c"
        );
    }
}
