//! Pseudonyms of tracking numbers: a number that passes its delivery company's check still does.

use super::cipher::Cipher;

const KIND: &str = "tracking";
/// Shorter ones, and those of one character, stand for a number that is missing: they stay.
const MIN_LENGTH: usize = 6;
const S10_WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

/// The pseudonym of one tracking number, whatever stands between its characters.
pub(super) fn replace_number(cipher: &Cipher, text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_same = letters.iter().all(|c| *c == letters[0]);
    let is_short = letters.len() < MIN_LENGTH && !letters.iter().any(char::is_ascii_alphabetic);
    if (is_same || is_short) && text.is_ascii() {
        return text.to_owned();
    }
    let Some(place) = find_check_place(&letters) else { return cipher.replace_text(KIND, text, false) };
    let at = text
        .chars()
        .enumerate()
        .filter(|(_, c)| c.is_ascii_alphanumeric())
        .nth(place)
        .map_or(0, |(at, _)| at);
    // The digit takes no part: it would make two numbers of one.
    let without: String =
        text.chars().enumerate().map(|(other, c)| if other == at { ' ' } else { c }).collect();
    let mut replaced: Vec<char> = cipher.replace_text(KIND, &without, false).chars().collect();
    // How far it is from the right one stays, so that a wrong one stays wrong.
    let given = letters[place].to_digit(10).unwrap_or(0);
    let distance = (given + 10 - compute_check_digit(&list_digits(&letters[..place]))) % 10;
    let wanted = (compute_check_digit(&list_digits(&replaced[..at])) + distance) % 10;
    replaced[at] = char::from_digit(wanted, 10).unwrap_or('0');
    replaced.into_iter().collect()
}

fn list_digits(characters: &[char]) -> Vec<u32> {
    characters.iter().filter_map(|c| c.to_digit(10)).collect()
}

/// Where the check digit stands: the last of 11 or 12 digits, or behind the 8 digits of an UPU S10 number.
fn find_check_place(letters: &[char]) -> Option<usize> {
    let is_s10 = letters.len() == 13
        && letters.iter().enumerate().all(|(at, c)| c.is_ascii_digit() == (2..=10).contains(&at));
    match letters.len() {
        11 | 12 if letters.iter().all(char::is_ascii_digit) => Some(letters.len() - 1),
        _ if is_s10 => Some(10),
        _ => None,
    }
}

/// The check digit of the digits before it.
fn compute_check_digit(digits: &[u32]) -> u32 {
    match digits.len() {
        8 => {
            match 11 - digits.iter().zip(S10_WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
            {
                10 => 0,
                11 => 5,
                digit => digit,
            }
        }
        _ => digits.iter().fold(0, |rest, digit| (rest * 10 + digit) % 7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tracking::{NumberRule, check_number};
    use crate::qoo10::record::cipher::SEED_BYTES;

    #[test]
    fn a_number_that_passes_still_does_and_a_wrong_one_stays_wrong() {
        let cipher = Cipher::new(&[3; SEED_BYTES]);
        for (number, rule, passes) in [
            ("400012345670", NumberRule::TwelveDigits, true),
            ("4000-1234-5670", NumberRule::TwelveDigits, true),
            ("400012345671", NumberRule::TwelveDigits, false),
            ("40001234569", NumberRule::JapanPost, false),
            ("EE123456785JP", NumberRule::S10, true),
            ("EE123456784JP", NumberRule::S10, false),
            ("1234567890", NumberRule::TenDigits, true),
        ] {
            let replaced = replace_number(&cipher, number);
            let before = check_number(number, rule).unwrap().violation;
            let after = check_number(&replaced, rule).unwrap().violation;
            assert_eq!(before.is_none(), passes, "{number}");
            assert_eq!(after.is_none(), passes, "{number} {replaced}");
            assert!(replaced != number && replaced.len() == number.len(), "{replaced}");
        }
        let dressed = replace_number(&cipher, "4000-1234-5670").replace('-', "");
        assert_eq!(dressed, replace_number(&cipher, "400012345670"));
        for missing in ["000000000000", "-", "12345", ""] {
            assert_eq!(replace_number(&cipher, missing), missing);
        }
    }

    #[test]
    fn different_numbers_stay_different() {
        let cipher = Cipher::new(&[3; SEED_BYTES]);
        let all: std::collections::HashSet<String> =
            (0..2_000_u64).map(|n| replace_number(&cipher, &(40_000_000_000 + n).to_string())).collect();
        assert_eq!(all.len(), 2_000);
    }
}
