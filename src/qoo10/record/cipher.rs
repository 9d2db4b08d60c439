//! Pseudonyms: of a value's own length and kinds of characters, the same for the same value, and of
//! different ones never the same. Whoever lacks the seed can neither undo them nor look them up.

use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use super::alphabet::{self, Alphabet};

/// A seed's length.
pub const SEED_BYTES: usize = 32;

/// Rounds of the network that mixes the two halves of a text.
const ROUNDS: u8 = 6;
/// Numbers below are places in a list, not numbers of Qoo10's.
const MIN_ID: u64 = 100_000;

/// A seed of chance; none where the system gives none.
pub fn generate_seed() -> Option<[u8; SEED_BYTES]> {
    let mut seed = [0; SEED_BYTES];
    SystemRandom::new().fill(&mut seed).ok()?;
    Some(seed)
}

/// Makes pseudonyms by a secret seed.
pub(super) struct Cipher(hmac::Key);

/// A character that takes part.
struct Letter {
    /// Which of the text's characters it is.
    at: usize,
    alphabet: Alphabet,
    place: u32,
}

impl Cipher {
    pub(super) fn new(seed: &[u8; SEED_BYTES]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, seed))
    }

    /// The pseudonym of a text among those of one kind. What has no alphabet stays where it is, and does not
    /// count: `090-0000` and `0900000` become the same digits. Zeros before a number stay too.
    pub(super) fn replace_text(&self, kind: &str, text: &str, with_punctuation: bool) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        let mut letters = find_letters(&characters, with_punctuation);
        // Texts of different kinds of characters are permuted each among their own.
        let pattern: String =
            letters.iter().map(|letter| format!("{:x},", letter.alphabet.first())).collect();
        if let [only] = &mut letters[..] {
            // Never the character itself.
            let step = self.compute_steps(kind, &pattern, 1)[0] % (only.alphabet.size() - 1) + 1;
            only.place = (only.place + step) % only.alphabet.size();
        } else {
            let half = letters.len() / 2;
            let (left, right) = letters.split_at_mut(half);
            for round in 0..ROUNDS {
                let (moved, fixed) =
                    if round % 2 == 0 { (&mut *left, &*right) } else { (&mut *right, &*left) };
                let places: String = fixed.iter().map(|letter| format!("{:x},", letter.place)).collect();
                let steps = self.compute_steps(kind, &format!("{round}:{pattern}:{places}"), moved.len());
                for (letter, step) in moved.iter_mut().zip(steps) {
                    letter.place = (letter.place + step % letter.alphabet.size()) % letter.alphabet.size();
                }
            }
        }
        for letter in letters {
            characters[letter.at] = letter.alphabet.get(letter.place);
        }
        characters.into_iter().collect()
    }

    /// The pseudonym of a number of Qoo10's: with as many digits, and of two numbers with as many digits
    /// the greater one nearly always stays the greater.
    pub(super) fn move_number(&self, kind: &str, number: u64) -> u64 {
        if number < MIN_ID {
            return number;
        }
        let digits = number.min(i64::MAX as u64).ilog10();
        let first = 10_u64.pow(digits);
        let end = first.checked_mul(10).map_or(i64::MAX as u64, |end| end.min(i64::MAX as u64));
        let span = end.saturating_sub(first).max(1);
        if number >= end {
            return first + number % span;
        }
        let steps = self.compute_steps(kind, &format!("#{digits}"), 2);
        let secret = u64::from(steps[0]) << 32 | u64::from(steps[1]);
        // Neither it itself nor near it, from either side.
        let offset = span / 16 + secret % (span - span / 8);
        first + (number - first + offset) % span
    }

    fn compute_steps(&self, kind: &str, text: &str, count: usize) -> Vec<u32> {
        let mut steps = Vec::with_capacity(count);
        for block in 0_u32.. {
            if steps.len() >= count {
                break;
            }
            let tag = hmac::sign(&self.0, format!("{kind}:{block}:{text}").as_bytes());
            let fours = tag.as_ref().chunks_exact(4);
            steps.extend(fours.map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]])));
        }
        steps.truncate(count);
        steps
    }
}

fn find_letters(characters: &[char], with_punctuation: bool) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(characters.len());
    // Zeros that a number loses, or gets, would make it another one.
    let mut is_before_number = true;
    for (at, c) in characters.iter().enumerate() {
        let alphabet = match (c, is_before_number) {
            ('0', true) => continue,
            ('1'..='9', true) => Some(alphabet::LEADING_DIGIT),
            _ => alphabet::find_alphabet(*c, with_punctuation),
        };
        if let Some(alphabet) = alphabet {
            is_before_number = false;
            letters.push(Letter { at, alphabet, place: alphabet.find_place(*c) });
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn cipher() -> Cipher {
        Cipher::new(&[7; SEED_BYTES])
    }

    #[test]
    fn a_pseudonym_has_the_length_and_the_kinds_of_characters_of_its_value() {
        let kind = |c: char| match c {
            '0'..='9' => 'd',
            'a'..='z' => 'l',
            'A'..='Z' => 'u',
            '\u{3041}'..='\u{3096}' => 'h',
            '\u{30a1}'..='\u{30fa}' => 'k',
            '\u{ff66}'..='\u{ff9d}' => 'n',
            '\u{3400}'..='\u{9fff}' => 'j',
            other => other,
        };
        for text in [
            "090-1234-5678",
            "Hanako.Y@example.com",
            "\u{5c71}\u{7530} \u{30e4}\u{30de}\u{ff94}\u{3042}",
            "0012",
            "a",
            "",
        ] {
            let pseudonym = cipher().replace_text("text", text, false);
            let kinds = |text: &str| text.chars().map(kind).collect::<String>();
            assert_eq!(kinds(&pseudonym), kinds(text), "{text}");
            assert!(text.is_empty() || pseudonym != text, "{text}");
            assert_eq!(pseudonym, cipher().replace_text("text", text, false), "the same each time");
        }
        assert!(cipher().replace_text("text", "0012", false).starts_with("00"));
        let other = Cipher::new(&[8; SEED_BYTES]);
        assert_ne!(
            other.replace_text("text", "Hanako", false),
            cipher().replace_text("text", "Hanako", false)
        );
        assert_ne!(cipher().replace_text("a", "Hanako", false), cipher().replace_text("b", "Hanako", false));
    }

    #[test]
    fn two_values_never_get_one_pseudonym() {
        for digits in 1..=3_u32 {
            let all: HashSet<String> = (0..10_u32.pow(digits))
                .map(|n| {
                    cipher().replace_text("text", &format!("{n:0width$}", width = digits as usize), false)
                })
                .collect();
            assert_eq!(all.len(), 10_usize.pow(digits));
        }
        let sizes: HashSet<String> =
            ["S", "M", "L"].map(|size| cipher().replace_text("text", size, false)).into();
        assert_eq!(sizes.len(), 3);
    }

    #[test]
    fn what_stands_between_digits_does_not_count() {
        let bare = cipher().replace_text("text", "09012345678", false);
        let dressed = cipher().replace_text("text", "090-1234-5678", false);
        assert_eq!(dressed.replace('-', ""), bare);
    }

    #[test]
    fn numbers_keep_their_length_and_their_order() {
        let moved: Vec<u64> =
            (1_062_428_700..1_062_428_800).map(|n| cipher().move_number("order", n)).collect();
        assert!(moved.iter().all(|n| n.ilog10() == 9 && !(1_062_000_000..1_063_000_000).contains(n)));
        assert!(moved.is_sorted() && moved.iter().collect::<HashSet<_>>().len() == 100);
        for small in [0, 1, 500, 99_999] {
            assert_eq!(cipher().move_number("order", small), small);
        }
        for large in [i64::MAX as u64 - 1, i64::MAX as u64, u64::MAX, 123_456] {
            let number = cipher().move_number("order", large);
            assert!(i64::try_from(number).is_ok() && number > 0, "{large}");
        }
    }
}
