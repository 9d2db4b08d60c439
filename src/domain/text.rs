//! Text from outside: cleaned before it is kept, made harmless before it is printed.

/// Text without surrounding white space (full-width blanks too); none when nothing is left.
pub fn filled(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then_some(trimmed)
}

/// A phone number without Qoo10's country prefix: `+81-90-…` becomes `090-…`.
pub fn phone(text: &str) -> String {
    let Some(national) = text.strip_prefix("+81") else { return text.to_owned() };
    let national = national.trim_start_matches(['-', ' ']);
    if national.starts_with('0') || national.is_empty() {
        national.to_owned()
    } else {
        format!("0{national}")
    }
}

/// Text for a terminal: control characters, which could move the cursor or hide text, become `·`.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { '·' } else { c }).collect()
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The start of a text, for messages: at most `max` characters, printable.
pub fn excerpt(text: &str, max: usize) -> String {
    let mut short: String = printable(text).chars().take(max).collect();
    if text.chars().nth(max).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_lose_the_country_prefix() {
        for (given, wanted) in [
            ("+81-90-0000-0000", "090-0000-0000"),
            ("+8190-0000-0000", "090-0000-0000"),
            ("+81 3-0000-0000", "03-0000-0000"),
            ("+81-090-0000-0000", "090-0000-0000"),
            ("03-0000-0000", "03-0000-0000"),
            ("+82-2-000-0000", "+82-2-000-0000"),
            ("+81-", ""),
        ] {
            assert_eq!(phone(given), wanted, "{given}");
        }
    }

    #[test]
    fn escape_sequences_become_harmless() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\n"), "a·[31mb·c·");
        assert_eq!(printable("\u{9b}\u{61c}\u{ad}\u{180e}\u{fff9}\u{e0041}"), "······");
        assert_eq!(excerpt("𠮷野家さま", 2), "𠮷野…");
    }

    #[test]
    fn full_width_blanks_are_blank() {
        assert_eq!(filled(" \u{3000}\t"), None);
        assert_eq!(filled("\u{3000}東京 "), Some("東京"));
    }
}
