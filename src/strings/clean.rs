//! One cleaning for every value from outside that is compared (FIL-1): order codes, tracking numbers,
//! headings, delivery companies, SKUs, words of a status. What is kept and sent is never the cleaned text,
//! but the known spelling that it was found equal to.

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: width, composition and invisible letters no longer count, hyphens are hyphens,
/// and what a spreadsheet adds (`'` before, `.0` behind a whole number) is gone. Cleaning twice is cleaning
/// once.
pub fn cleaned(text: &str) -> String {
    let plain = normal(text);
    let kept = plain.trim_start_matches(|c: char| c == '\'' || c.is_whitespace()).trim_end();
    let kept = strip_point_zero(kept);
    if kept.len() == plain.len() {
        return plain;
    }
    kept.to_owned()
}

/// A text in one width and composition, without what nobody sees, and with one kind of hyphen between its
/// letters.
fn normal(text: &str) -> String {
    // Most codes and numbers are so already, and files have many of them.
    if text.is_ascii() {
        return text.chars().filter(|c| is_visible(*c)).collect();
    }
    normal_japanese(text).unwrap_or_else(|| normal_any(text))
}

/// The same of what most Japanese texts are made of; none where there is anything else.
fn normal_japanese(text: &str) -> Option<String> {
    let mut normal = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let c = compose_alone(c)?;
        let is_joint = || {
            let after = rest.clone().next().and_then(compose_alone);
            before.is_some_and(can_join) && after.is_some_and(can_join)
        };
        normal.push(if is_hyphen(c) && is_joint() { '-' } else { c });
        before = Some(c);
    }
    Some(normal)
}

/// The NFKC of a character that none beside it can change; none where that is not known.
fn compose_alone(c: char) -> Option<char> {
    match c {
        ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヾ' | '\u{3400}'..='\u{4dbf}' | '一'..='\u{9fff}' => Some(c),
        '、'..='〃' | '々'..='】' | '〒' => Some(c),
        '\u{3000}' => Some(' '),
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

fn normal_any(text: &str) -> String {
    let normal: Vec<char> = text.chars().filter(|c| is_visible(*c)).nfkc().collect();
    let at = |place: usize| normal.get(place).copied();
    let hyphen = |(place, c): (usize, &char)| {
        let is_joint =
            || place.checked_sub(1).and_then(at).is_some_and(can_join) && at(place + 1).is_some_and(can_join);
        if is_hyphen(*c) && is_joint() { '-' } else { *c }
    };
    normal.iter().enumerate().map(hyphen).collect()
}

/// A text as it is kept where no known spelling was found for it: without what nobody can see, and composed.
pub fn strip_invisible(text: &str) -> String {
    text.chars().filter(|c| is_visible(*c)).nfc().collect::<String>().trim().to_owned()
}

/// Text without surrounding white space (full-width blanks too); none when nothing is left.
pub fn filled(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then_some(trimmed)
}

/// Whether nothing is left of a text that anybody could read.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || !is_visible(c))
}

/// The one of the known spellings that a text stands for: itself, or the only one that is the same after
/// cleaning.
pub fn find_known_spelling<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = cleaned(text);
    let mut same = None;
    for one in known {
        if one == text {
            return Some(one);
        }
        if cleaned(one) == wanted {
            // Of two that differ only in dress nobody knows which is meant.
            same = if same.is_none() { Some(Some(one)) } else { Some(None) };
        }
    }
    same.flatten()
}

/// What people and programs write as a hyphen.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(c, '\u{30fc}' | '\u{ff70}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether a letter or digit, as a hyphen joins them.
fn can_join(c: char) -> bool {
    c.is_alphanumeric() && !is_hyphen(c)
}

/// Whether a letter is none of C0's controls and none that Unicode calls default-ignorable.
pub fn is_visible(c: char) -> bool {
    !matches!(c, '\0'..='\u{1f}' | '\u{7f}' | '\u{ad}' | '\u{34f}' | '\u{61c}')
        && !matches!(c, '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}')
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        && !matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
        && !matches!(c, '\u{fff0}'..='\u{fff8}')
        && !matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// `412345679` of `412345679.0`: a spreadsheet takes a code for a number.
fn strip_point_zero(text: &str) -> &str {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, zeros)) if is_digits(whole) && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => {
            whole
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn japanese_is_cleaned_alike_the_short_way_and_the_long() {
        let known: Vec<char> = ('\0'..='\u{ffff}').filter(|c| compose_alone(*c).is_some()).collect();
        assert!(known.len() > 27_000, "{}", known.len());
        // Each of them behind the one before it, and behind a letter and a hyphen.
        let all: String = known.iter().collect();
        let among: String = known.iter().flat_map(|c| ['か', *c, 'ー', *c, '－', 'が', '-', *c]).collect();
        for text in [all, among] {
            assert_eq!(normal_japanese(&text), Some(normal_any(&text)));
        }
        for text in ["", "ー", "ーー", "1ー", "ー1", "1ー2", "コーポ", "1ーー2", "見本－１ー２"]
        {
            assert_eq!(normal_japanese(text), Some(normal_any(text)), "{text}");
        }
        for text in ["か\u{3099}", "ｶﾞ", "見本\u{200b}", "①", "é", "a\u{301}", "見\n本"] {
            assert_eq!(normal_japanese(text), None, "{text:?}");
        }
    }

    #[test]
    fn fil_01_what_programs_and_people_add_no_longer_counts() {
        for (text, wanted) in [
            ("４１２３４５６７９", "412345679"),
            (" 412345679\u{3000}", "412345679"),
            ("412345679.0", "412345679"),
            ("４１２３４５６７９．００", "412345679"),
            ("'412345679", "412345679"),
            ("＇ 412345679", "412345679"),
            ("412000001−1", "412000001-1"),
            ("412000001ー2", "412000001-2"),
            ("412000001ｰ2", "412000001-2"),
            ("412000001‐1", "412000001-1"),
            ("412000001‑1", "412000001-1"),
            ("412000001‒1", "412000001-1"),
            ("412000001–1", "412000001-1"),
            ("412000001—1", "412000001-1"),
            ("412000001―1", "412000001-1"),
            ("412000001﹣1", "412000001-1"),
            ("４１２０００００１－１", "412000001-1"),
            ("佐川急便\u{200b}", "佐川急便"),
            ("佐\u{ad}川\u{2060}急\u{fe0f}便\u{feff}", "佐川急便"),
            ("佐川\r\n急便", "佐川急便"),
            ("ネコホ\u{309a}ス", "ネコポス"),
            ("ﾈｺﾎﾟｽ", "ネコポス"),
            ("ホ\u{200d}\u{309a}", "ポ"),
            ("㈱ヤマト", "(株)ヤマト"),
            ("カンガルー便", "カンガル-便"),
            // Nothing of this is a dress.
            ("デリバリー", "デリバリー"),
            ("-W-M", "-W-M"),
            ("412345679.5", "412345679.5"),
            ("A.0", "A.0"),
            ("1.0.0", "1.0.0"),
            (".0", ".0"),
            ("5.", "5."),
            ("O'Neil", "O'Neil"),
            ("aーー1", "aーー1"),
            ("", ""),
        ] {
            assert_eq!(cleaned(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_kept_loses_only_what_nobody_sees() {
        for (text, wanted) in [
            (" ﾔﾏﾄ運輸\u{200b} ", "ﾔﾏﾄ運輸"),
            ("ホ\u{309a}スト", "ポスト"),
            ("赤帽\u{7}", "赤帽"),
            ("赤帽ー東京", "赤帽ー東京"),
        ] {
            assert_eq!(strip_invisible(text), wanted, "{text:?}");
        }
        assert!(is_blank("\u{200b} \u{3000}\u{feff}\t") && is_blank("") && !is_blank("\u{200b}-"));
    }

    #[test]
    fn full_width_blanks_are_blank() {
        assert_eq!(filled(" \u{3000}\t"), None);
        assert_eq!(filled("\u{3000}東京 "), Some("東京"));
    }

    #[test]
    fn a_known_spelling_is_found_in_any_dress_and_never_guessed() {
        let known = ["A-1", "Ａ-2", "a-1", "B−1", "B-1"];
        for (text, wanted) in [
            ("A-1", Some("A-1")),
            ("Ａ－１", Some("A-1")),
            ("A-2", Some("Ａ-2")),
            ("a-1\u{200b}", Some("a-1")),
            ("B-1", Some("B-1")),
            ("Ｂ-1", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(find_known_spelling(text, known), wanted, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(
            text in prop_oneof!["[0-9０-９A-Zａ'＇ \u{200b}\u{3000}.．0ー−－ｰカﾊﾟ\u{309a}-]{0,12}", any::<String>()]
        ) {
            let once = cleaned(&text);
            prop_assert_eq!(cleaned(&once), once);
            let kept = strip_invisible(&text);
            prop_assert_eq!(strip_invisible(&kept), kept);
        }
    }
}
