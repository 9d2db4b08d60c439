//! Which characters stand for one another in a pseudonym: a digit for a digit, kana for kana, kanji for
//! kanji.

use std::sync::OnceLock;

/// Characters that may take one another's place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Alphabet {
    /// So many code points from a first one.
    Range(u32, u32),
    Table(&'static [char]),
}

/// What stands in texts between the parts that programs look at; ascending, as every table.
const PUNCTUATION: &[char] = &[
    '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', ':', ';', '<', '=', '>', '?',
    '@', '[', '\\', ']', '^', '_', '`', '{', '|', '}', '~',
];

/// First and last code point of the alphabets that are one stretch.
const STRETCHES: &[(u32, u32)] = &[
    (0x30, 0x39),
    (0x41, 0x5a),
    (0x61, 0x7a),
    (0xc0, 0xff),
    (0x100, 0x24f),
    (0x3041, 0x3096),
    (0x30a1, 0x30fa),
    (0x3131, 0x318e),
    (0x3200, 0x33ff),
    (0xac00, 0xd7a3),
    (0xff10, 0xff19),
    (0xff21, 0xff3a),
    (0xff41, 0xff5a),
    (0xff66, 0xff6f),
    (0xff71, 0xff9d),
    (0x2190, 0x2bff),
    (0xe000, 0xf8ff),
    (0x1f300, 0x1faff),
    (0x20000, 0x2a6df),
];

/// A first digit that is none of a number's leading zeros.
pub(super) const LEADING_DIGIT: Alphabet = Alphabet::Range(0x31, 9);

/// The alphabet of a character; none for one that stays as it is: white space, signs of the Japanese
/// typeset, and the sign for bytes that were lost.
pub(super) fn find_alphabet(c: char, with_punctuation: bool) -> Option<Alphabet> {
    let code = c as u32;
    if c.is_ascii_punctuation() {
        return with_punctuation.then_some(Alphabet::Table(PUNCTUATION));
    }
    if let Some((first, last)) = STRETCHES.iter().find(|(first, last)| (*first..=*last).contains(&code)) {
        return Some(Alphabet::Range(*first, last - first + 1));
    }
    match code {
        // A kanji that a label program cannot hold is refused by name: its pseudonym has to be refused too.
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfad9 => {
            let (common, rare) = list_kanji();
            let is_common = common.binary_search(&c).is_ok();
            Some(Alphabet::Table(if is_common { common } else { rare }))
        }
        0x250..=0x1fff => Some(Alphabet::Range(code & !0x7f, 0x80)),
        0x10000.. => Some(Alphabet::Range(code & !0xff, 0x100)),
        _ => None,
    }
}

/// Kanji that files for label programs can hold, and those that they cannot.
fn list_kanji() -> (&'static [char], &'static [char]) {
    // Encoding 28,000 characters takes milliseconds: once, and only where something is recorded.
    static KANJI: OnceLock<(Vec<char>, Vec<char>)> = OnceLock::new();
    let (common, rare) = KANJI.get_or_init(|| {
        let all = (0x3400..=0x4dbf).chain(0x4e00..=0x9fff).chain(0xf900..=0xfad9).filter_map(char::from_u32);
        all.partition(|kanji| {
            let mut text = [0; 4];
            !encoding_rs::SHIFT_JIS.encode(kanji.encode_utf8(&mut text)).2
        })
    });
    (common, rare)
}

impl Alphabet {
    /// How many characters it has.
    pub(super) fn size(self) -> u32 {
        match self {
            Self::Range(_, size) => size,
            Self::Table(characters) => characters.len() as u32,
        }
    }

    /// What tells it from others.
    pub(super) fn first(self) -> u32 {
        match self {
            Self::Range(first, _) => first,
            Self::Table(characters) => characters.first().map_or(0, |c| *c as u32),
        }
    }

    /// A character's place in it.
    pub(super) fn find_place(self, c: char) -> u32 {
        match self {
            Self::Range(first, _) => (c as u32).saturating_sub(first),
            Self::Table(characters) => characters.binary_search(&c).unwrap_or(0) as u32,
        }
    }

    /// The character at a place.
    pub(super) fn get(self, place: u32) -> char {
        match self {
            Self::Range(first, _) => char::from_u32(first + place).unwrap_or(char::REPLACEMENT_CHARACTER),
            Self::Table(characters) => {
                characters.get(place as usize).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_place_in_its_alphabet() {
        for c in (0..=0x2ffff).filter_map(char::from_u32) {
            let Some(alphabet) = find_alphabet(c, true) else { continue };
            assert!(alphabet.size() >= 9, "{c:?}");
            if !('\u{3400}'..='\u{fad9}').contains(&c) {
                assert_eq!(alphabet.get(alphabet.find_place(c)), c, "{c:?}");
            }
        }
        for c in ['\u{5c71}', '\u{9ad9}', '\u{3400}'] {
            let alphabet = find_alphabet(c, false).unwrap();
            assert_eq!(alphabet.get(alphabet.find_place(c)), c);
        }
        for fixed in [' ', '\n', '\u{3000}', '\u{30fc}', '\u{fffd}', '\u{3001}', '\u{ff08}'] {
            assert!(find_alphabet(fixed, true).is_none(), "{fixed:?}");
        }
        assert!(find_alphabet('-', false).is_none());
    }

    #[test]
    fn what_a_label_program_can_hold_stays_so() {
        let kinds = |c: char| find_alphabet(c, false).unwrap().first();
        assert_eq!(kinds('\u{5c71}'), kinds('\u{7530}'));
        assert_ne!(kinds('\u{5c71}'), kinds('\u{3400}'));
    }
}
