//! What `orders list --find` looks for: one cleaning for what is typed and for what is looked at.

use unicode_normalization::UnicodeNormalization;

use super::clean::is_hyphen;
use super::phone::normalize_phone;

/// Stands between texts that are looked through together; nobody types it.
pub const SEPARATOR: char = '\u{1f}';

/// A text to look for, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerm {
    text: String,
    /// The text, where it is a number.
    digits: Option<String>,
}

impl SearchTerm {
    /// Cleans what was typed; none where no letter and no digit is left of it.
    pub fn new(typed: &str) -> Option<Self> {
        let text = cleaned(&normalize_phone(&compose(typed.trim())));
        let is_number = text.bytes().all(|b| b.is_ascii_digit());
        let digits = is_number.then(|| text.clone());
        (!text.is_empty()).then_some(Self { text, digits })
    }

    /// The text, where it is a number.
    pub fn digits(&self) -> Option<&str> {
        self.digits.as_deref()
    }
}

/// Looks for a term in very many texts, and keeps its room from one to the next.
#[derive(Debug)]
pub struct Searcher<'t> {
    term: &'t SearchTerm,
    cleaned: String,
}

impl<'t> Searcher<'t> {
    pub fn new(term: &'t SearchTerm) -> Self {
        Self { term, cleaned: String::new() }
    }

    /// Whether one of these names and addresses, with [`SEPARATOR`] between them, has it.
    pub fn is_in_texts(&mut self, texts: &str) -> bool {
        self.clean_each(texts);
        self.cleaned.contains(&self.term.text)
    }

    /// Whether one of these numbers, with [`SEPARATOR`] between them, has it: by its digits only, or as it
    /// stands where it has letters (`RB123456785GB`).
    pub fn is_in_numbers(&mut self, numbers: &str) -> bool {
        self.clean_each(numbers);
        // What is a number is in the digits wherever it is in the text.
        if self.term.digits.is_some() {
            self.cleaned.retain(|c| c.is_ascii_digit() || c == SEPARATOR);
        }
        self.cleaned.contains(&self.term.text)
    }

    fn clean_each(&mut self, texts: &str) {
        self.cleaned.clear();
        if !clean_plain(texts, &mut self.cleaned) {
            self.cleaned.clear();
            for text in texts.split(SEPARATOR) {
                self.cleaned.push_str(&cleaned(text));
                self.cleaned.push(SEPARATOR);
            }
        }
    }
}

/// Cleans texts of usual characters, as nearly all are, at a fraction of the cost; false where there is
/// another one.
fn clean_plain(texts: &str, cleaned: &mut String) -> bool {
    for c in texts.chars() {
        let c = match c {
            // Full-width ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            'ぁ'..='ゔ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            c => c,
        };
        match c {
            SEPARATOR | '0'..='9' | 'a'..='z' => cleaned.push(c),
            'A'..='Z' => cleaned.push(c.to_ascii_lowercase()),
            '々' | 'ァ'..='ヺ' | '\u{4e00}'..='\u{9fff}' => cleaned.push(c),
            '\0'..='\u{7f}' | '\u{3000}' | '・' | 'ー' | '−' | '‐' => {}
            _ => return false,
        }
    }
    true
}

/// A text in one width, each kana one letter with its voicing mark.
fn compose(text: &str) -> String {
    // NFKC composes a kana with the combining mark only, not with one that stands on its own.
    let marks = text.chars().map(|c| match c {
        '\u{309b}' => '\u{3099}',
        '\u{309c}' => '\u{309a}',
        c => c,
    });
    marks.nfkc().collect()
}

/// Letters and digits alone: in one width and case, kana as katakana, voiced kana as one letter.
fn cleaned(text: &str) -> String {
    let composed = compose(text);
    // ー counts as a hyphen too: it is typed for one.
    let letters = composed.chars().filter(|c| c.is_alphanumeric() && !is_hyphen(*c));
    let katakana = letters.map(|c| match c {
        // Hiragana has the order of katakana.
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    });
    katakana.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn searcher(typed: &str, ask: impl FnOnce(&mut Searcher<'_>) -> bool) -> bool {
        ask(&mut Searcher::new(&SearchTerm::new(typed).unwrap()))
    }

    #[test]
    fn texts_are_found_in_any_dress() {
        for (typed, text, wanted) in [
            ("山田花子", "山田　花子", true),
            ("ﾔﾏﾀﾞ", "やまだ はなこ", true),
            ("やまだ", "ヤマダハナコ", true),
            ("ヤマタ\u{3099}", "ﾔﾏﾀﾞ", true),
            ("やまた゛", "ﾔﾏﾀﾞ", true),
            ("ハ゜ーク", "ﾊﾟｰｸ", true),
            ("ウ゛ィラ", "ｳﾞｨﾗ", true),
            ("パーク", "ﾊﾟｰｸ渋谷", true),
            ("yamada", "ＹＡＭＡＤＡ Hanako", true),
            ("神宮前1-2-3", "東京都渋谷区神宮前１－２－３", true),
            ("1の2", "1-2", false),
            ("佐藤", "山田　花子", false),
        ] {
            assert_eq!(searcher(typed, |s| s.is_in_texts(text)), wanted, "{typed} {text}");
        }
    }

    #[test]
    fn numbers_are_found_by_their_digits_only() {
        for (typed, number, wanted) in [
            ("5300002", "530-0002", true),
            ("530-0002", "5300002", true),
            ("〒530ー0002", "530-0002", true),
            ("５３０－０００２", "530-0002", true),
            ("+81-90-0000-0002", "090-0000-0002", true),
            ("＋81 90 0000 0002", "09000000002", true),
            ("(090) 0000.0002", "090-0000-0002", true),
            ("412345678-2", "412345678-2", true),
            ("4054 8854 4886", "405488544886", true),
            ("rb123456785gb", "RB 123456785 GB", true),
            ("123456785", "RB123456785GB", true),
            ("5300003", "530-0002", false),
            ("花子", "530-0002", false),
        ] {
            assert_eq!(searcher(typed, |s| s.is_in_numbers(number)), wanted, "{typed} {number}");
        }
    }

    #[test]
    fn nothing_is_nothing_to_look_for() {
        for typed in ["", " ", "-", "〒", "ー", "\u{200b}"] {
            assert_eq!(SearchTerm::new(typed), None, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn many_texts_are_searched_as_each_of_them_is(
            typed in "[0-9a-cA０-２アがカ々花\u{3099}゛ー-]{1,3}",
            texts in prop::collection::vec(
                prop_oneof![
                    "[0-3a-cA-C０-２Ａ-Ｃァ-ヾぁ-ゞｱ-ﾟ々花子㈱𠮷\u{3099}゛ー−‐・ 　()-]{0,8}",
                    any::<String>().prop_map(|text| text.replace(SEPARATOR, " ")),
                ],
                0..4,
            ),
        ) {
            let Some(term) = SearchTerm::new(&typed) else { return Ok(()) };
            let mut searcher = Searcher::new(&term);
            let joined = texts.join(&SEPARATOR.to_string());
            let is_in_text = |text: &String| cleaned(text).contains(&term.text);
            let is_in_number = |text: &String| {
                let digits: String = cleaned(text).chars().filter(char::is_ascii_digit).collect();
                is_in_text(text) || term.digits.as_ref().is_some_and(|wanted| digits.contains(wanted))
            };
            prop_assert_eq!(searcher.is_in_texts(&joined), texts.iter().any(is_in_text));
            prop_assert_eq!(searcher.is_in_numbers(&joined), texts.iter().any(is_in_number));
        }
    }

    #[test]
    fn every_usual_character_is_cleaned_alike_on_both_ways() {
        let mut usual = 0;
        for c in ('\0'..=char::MAX).filter(|c| *c != SEPARATOR) {
            let (text, mut plain) = (c.to_string(), String::new());
            if clean_plain(&text, &mut plain) {
                assert_eq!(plain, cleaned(&text), "{c:?}");
                usual += 1;
            }
        }
        assert!(usual > 20_000, "{usual}");
    }
}
