//! CP932, the encoding of the files that label programs read: what a text has to become for it, and what it
//! lacks.

use encoding_rs::SHIFT_JIS;

use super::width::compose_kana;
use crate::strings::clean::{filled, is_visible};

/// A text as a label shows it: on one line, without what nobody sees, and with the characters of CP932 for
/// those that look the same.
pub fn to_cp932_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let ends_in_space = |clean: &str| clean.ends_with([' ', '\u{3000}']);
    for c in text.chars() {
        match c {
            // What most texts are made of stays as it is.
            '!'..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヾ' | '一'..='\u{9fff}' => clean.push(c),
            '\u{3000}' if !ends_in_space(&clean) => clean.push(c),
            c if c.is_whitespace() => {
                if !ends_in_space(&clean) {
                    clean.push(' ');
                }
            }
            c if c.is_control() || !is_visible(c) => {}
            '\u{3099}' | '\u{309a}' => {
                let composed = clean.chars().next_back().and_then(|last| compose_kana(last, c));
                if composed.is_some() {
                    clean.pop();
                }
                clean.push(composed.unwrap_or(c));
            }
            c => clean.push(replace_lookalike(c)),
        }
    }
    let kept = filled(&clean).unwrap_or_default();
    if kept.len() == clean.len() { clean } else { kept.to_owned() }
}

/// What CP932 has for a character that it lacks, or that an encoder would quietly turn into ASCII.
fn replace_lookalike(c: char) -> char {
    match c {
        '\u{301c}' => '～',
        '\u{2016}' => '∥',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '－',
        '\u{a5}' => '￥',
        '\u{203e}' => '￣',
        '\u{a2}' => '￠',
        '\u{a3}' => '￡',
        '\u{ac}' => '￢',
        '\u{a6}' => '￤',
        '\u{b7}' | '\u{2022}' => '・',
        c => c,
    }
}

/// A text in CP932.
///
/// # Errors
/// The first character that CP932 lacks.
pub fn encode_cp932(text: &str) -> Result<Vec<u8>, char> {
    let (bytes, _, is_lacking) = SHIFT_JIS.encode(text);
    if is_lacking || text.contains(is_changed) {
        return find_unencodable(text).map_or_else(|| Ok(bytes.into_owned()), Err);
    }
    Ok(bytes.into_owned())
}

/// These three would be turned into other characters (¥ into a backslash), and read back as those.
fn is_changed(c: char) -> bool {
    matches!(c, '\u{a5}' | '\u{203e}' | '\u{2212}')
}

/// The first character that CP932 lacks.
pub(super) fn find_unencodable(text: &str) -> Option<char> {
    let is_lacking = |c: char| {
        let mut room = [0; 4];
        is_changed(c) || SHIFT_JIS.encode(c.encode_utf8(&mut room)).2
    };
    let has_lacking = !text.is_ascii() && (text.contains(is_changed) || SHIFT_JIS.encode(text).2);
    has_lacking.then(|| text.chars().find(|c| is_lacking(*c))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_what_looks_the_same_is_written_as_cp932_has_it() {
        for (text, wanted) in [
            ("1〜2‖3", "1～2∥3"),
            ("1‐2‑3‒4–5—6―7−8﹣9", "1－2－3－4－5－6－7－8－9"),
            ("1-2ーｰ－", "1-2ーｰ－"),
            ("¥100‾¢£¬¦", "￥100￣￠￡￢￤"),
            ("ホ\u{309a}ストか\u{3099}ア\u{3099}", "ポストがア\u{3099}"),
            ("見本\r\n花子\t様", "見本 花子 様"),
            ("見\u{200b}本\u{7}\u{85}花\u{fe0f}子\u{feff}", "見本 花子"),
            ("\u{3000}見本\u{3000} 花子 \u{3000}様 ", "見本\u{3000}花子 様"),
            ("見本\u{a0}\u{2003}花子\u{2028}様", "見本 花子 様"),
            ("\u{200b}\u{3000}", ""),
        ] {
            assert_eq!(to_cp932_text(text), wanted, "{text:?}");
            assert_eq!(to_cp932_text(wanted), wanted, "{text:?} twice");
        }
    }

    #[test]
    fn fil_06_what_cp932_lacks_is_found() {
        for (text, lacking) in [
            ("髙﨑①㈱Ⅳ〒～∥－ｱ", None),
            ("見本\u{20bb7}家", Some('\u{20bb7}')),
            ("ア\u{3099}", Some('\u{3099}')),
            ("Café", Some('é')),
            ("\u{fffd}", Some('\u{fffd}')),
            ("😀", Some('😀')),
            ("5¥", Some('¥')),
            ("1−2", Some('\u{2212}')),
            ("〜", Some('〜')),
            ("한", Some('한')),
            ("\u{e000}", Some('\u{e000}')),
            ("ascii\\~", None),
        ] {
            assert_eq!(encode_cp932(text).err(), lacking, "{text}");
            assert_eq!(find_unencodable(text), lacking, "{text}");
        }
    }

    #[test]
    fn fil_06_every_character_that_is_taken_comes_back_from_cp932() {
        let all =
            ('\u{20}'..='\u{ffff}').filter(|c| !c.is_control() && find_unencodable(&c.to_string()).is_none());
        let mut count = 0;
        for c in all {
            let bytes = encode_cp932(&c.to_string()).unwrap();
            assert_eq!(SHIFT_JIS.decode_without_bom_handling(&bytes).0, c.to_string(), "{c}");
            assert_eq!(bytes.len(), super::super::width::measure_char(c), "{c}");
            count += 1;
        }
        assert!(count > 7_000, "{count}");
    }
}
