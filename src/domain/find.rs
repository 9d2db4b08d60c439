//! What `orders list --find` looks for: one cleaning for what is typed and for what is looked at.

use super::text;

/// What stands between the parts of a number in all its dresses. ー is one too: it is typed for a hyphen.
const DASHES: &str = "-‐‑‒–—―−ー";

/// The half-width kana U+FF66 to U+FF9D in full width. In Unicode a voiced one follows its plain one.
const KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// A text to look for, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    text: String,
    /// The text, where it is a number.
    digits: Option<String>,
}

impl Needle {
    /// Cleans what was typed; none where no letter and no digit is left of it.
    pub fn new(typed: &str) -> Option<Self> {
        let narrow: String = typed.trim().chars().map(narrow).collect();
        let text = cleaned(&text::phone(&narrow));
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

/// A full-width letter, digit or sign of ASCII in half width.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Letters and digits alone: in one width and case, kana as katakana, voiced kana as one letter.
fn cleaned(text: &str) -> String {
    let mut cleaned = String::new();
    for c in text.chars().map(narrow) {
        match c {
            '\u{3099}' | '\u{309a}' | '\u{309b}' | '\u{309c}' | '\u{ff9e}' | '\u{ff9f}' => {
                let is_voiced = matches!(c, '\u{3099}' | '\u{309b}' | '\u{ff9e}');
                if let Some(last) = cleaned.pop() {
                    cleaned.push(voiced(last, is_voiced));
                }
            }
            '\u{ff66}'..='\u{ff9d}' => {
                let full = KANA.chars().nth((u32::from(c) - 0xff66) as usize);
                cleaned.extend(full.filter(|c| !DASHES.contains(*c)));
            }
            // Hiragana has the order of katakana.
            'ぁ'..='ゖ' => cleaned.extend(char::from_u32(u32::from(c) + 0x60)),
            c if c.is_alphanumeric() && !DASHES.contains(c) => cleaned.extend(c.to_lowercase()),
            _ => {}
        }
    }
    cleaned
}

/// A kana with ゛ or ゜; any other letter stays as it is.
fn voiced(kana: char, is_voiced: bool) -> char {
    let step = match (kana, is_voiced) {
        ('ウ', true) => return 'ヴ',
        ('カ'..='ト' | 'ハ'..='ホ', true) => 1,
        ('ハ'..='ホ', false) => 2,
        _ => return kana,
    };
    char::from_u32(u32::from(kana) + step).unwrap_or(kana)
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
            ("パーク", "ﾊﾟｰｸ渋谷", true),
            ("yamada", "ＹＡＭＡＤＡ Hanako", true),
            ("神宮前1-2-3", "東京都渋谷区神宮前１－２－３", true),
            ("1の2", "1-2", false),
            ("佐藤", "山田　花子", false),
        ] {
            assert_eq!(Needle::new(typed).unwrap().is_in_text(text), wanted, "{typed} {text}");
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
            assert_eq!(Needle::new(typed).unwrap().is_in_number(number), wanted, "{typed} {number}");
        }
    }

    #[test]
    fn nothing_is_nothing_to_look_for() {
        for typed in ["", " ", "-", "〒", "ー", "\u{200b}"] {
            assert_eq!(Needle::new(typed), None, "{typed:?}");
        }
    }
}
