//! Holds a Japanese text against the English one: the same facts, and nothing left untranslated.

/// Whether a text has a Japanese letter.
pub fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

/// The words of an English text that say the same in every language: numbers, dates, files, options, keys.
fn facts(en: &str) -> Vec<&str> {
    let is_edge = |c: char| matches!(c, '.' | ':' | '?' | '`' | '\'' | '*') || c == '"';
    let words =
        en.split(|c: char| c.is_whitespace() || "();,\"".contains(c)).map(|w| w.trim_matches(is_edge));
    let is_fact = |word: &&str| {
        let inner = word.get(1..word.len().saturating_sub(1)).unwrap_or_default();
        word.starts_with("--") || inner.contains(['.', '_']) || word.chars().any(|c| c.is_ascii_digit())
    };
    words.filter(is_fact).filter(|word| !word.starts_with("Qoo10")).collect()
}

/// The Japanese says what the English says, in Japanese.
pub fn same(case: &str, en: &str, ja: &str) {
    assert!(!en.trim().is_empty() && en != ja, "{case}: not two texts\n{en}\n{ja}");
    assert!(is_japanese(ja), "{case}: no Japanese\n{en}\n{ja}");
    // A manual has its own pages in Japanese.
    let is_manual = |fact: &&str| fact.starts_with("docs/") && ja.contains("docs/ja/");
    // Of a column's headings each language names its own first, and then no more.
    let en_without: String = en
        .split_inclusive(';')
        .map(|part| part.split(" may be headed:").next().unwrap_or_default())
        .collect();
    for fact in facts(&en_without).into_iter().filter(|fact| !is_manual(fact)) {
        assert!(ja.contains(fact), "{case}: the Japanese lacks {fact:?}\n{en}\n{ja}");
    }
    no_english(case, ja);
}

/// No sentence of English stands outside what is quoted in brackets.
fn no_english(case: &str, ja: &str) {
    let mut depth = 0_usize;
    let outside: String = ja
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let mut in_a_row = 0;
    for word in outside.split_whitespace() {
        // A word before a comma is one of a list.
        let is_word = word.trim_end_matches([';', '.', ':']).chars().all(|c| c.is_ascii_lowercase());
        in_a_row = if is_word { in_a_row + 1 } else { 0 };
        assert!(in_a_row < 4, "{case}: English up to {word:?}\n{ja}");
    }
}
