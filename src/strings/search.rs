//! What `orders list --find` looks for: one cleaning for what is typed and for what is looked at.

use unicode_normalization::UnicodeNormalization;

use super::clean::is_hyphen;
use super::phone::normalize_phone;

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

    /// Whether a name or an address has it.
    pub fn is_in_text(&self, text: &str) -> bool {
        cleaned(text).contains(&self.text)
    }

    /// Whether a number has it: by its digits only, or as it stands where it has letters (`RB123456785GB`).
    pub fn is_in_number(&self, number: &str) -> bool {
        let cleaned = cleaned(number);
        let has_digits = |digits: &String| {
            cleaned.chars().filter(char::is_ascii_digit).collect::<String>().contains(digits)
        };
        self.digits.as_ref().is_some_and(has_digits) || cleaned.contains(&self.text)
    }
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
    use super::*;

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
            assert_eq!(SearchTerm::new(typed).unwrap().is_in_text(text), wanted, "{typed} {text}");
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
            assert_eq!(SearchTerm::new(typed).unwrap().is_in_number(number), wanted, "{typed} {number}");
        }
    }

    #[test]
    fn nothing_is_nothing_to_look_for() {
        for typed in ["", " ", "-", "〒", "ー", "\u{200b}"] {
            assert_eq!(SearchTerm::new(typed), None, "{typed:?}");
        }
    }
}
