//! Free stock (フリー在庫数): quantities as staff and spreadsheets write them, and the brake on many zeros.

use super::listing::MAX_QTY;
use crate::strings::clean::strip_invisible;

/// Why a text is no quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QtyError {
    /// It is no number.
    Unreadable,
    Negative,
    NotWhole,
    /// It is a number such as `1.2E+03`, whose last digits are lost.
    Exponent,
    /// It is more than [`MAX_QTY`].
    TooLarge,
}

/// Reads a quantity: a whole number, perhaps in full-width digits, with thousands separators, or as `5.0`.
///
/// # Errors
/// Why it is none.
pub fn parse_typed_qty(text: &str) -> Result<i64, QtyError> {
    // What stands in two lines is two numbers, or none.
    if text.trim().contains(char::is_control) {
        return Err(QtyError::Unreadable);
    }
    let text: String = strip_invisible(text).chars().map(to_half_width).collect();
    match text.strip_prefix(['-', '\u{2212}', '▲', '△']) {
        None => parse_unsigned(&text),
        Some(rest) => match parse_unsigned(rest) {
            Err(QtyError::Unreadable) => Err(QtyError::Unreadable),
            Ok(_) | Err(_) => Err(QtyError::Negative),
        },
    }
}

fn parse_unsigned(text: &str) -> Result<i64, QtyError> {
    if let Some((number, power)) = text.split_once(['e', 'E']) {
        let is_exponent = parse_unsigned(number) != Err(QtyError::Unreadable)
            && is_digits(power.strip_prefix(['+', '-']).unwrap_or(power));
        return Err(if is_exponent { QtyError::Exponent } else { QtyError::Unreadable });
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = strip_separators(whole).filter(|_| is_digits(fraction)).ok_or(QtyError::Unreadable)?;
    if fraction.bytes().any(|digit| digit != b'0') {
        return Err(QtyError::NotWhole);
    }
    digits.parse().ok().filter(|qty| *qty <= MAX_QTY).ok_or(QtyError::TooLarge)
}

/// The digits of `1200` or `1,200`; none where commas stand elsewhere, since nobody knows what they mean.
fn strip_separators(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| is_digits(first))?;
    let mut digits = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits += group;
    }
    Some(digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A full-width letter, digit or sign as the narrow one.
fn to_half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// So many may always become 0 at once.
const MAX_UNCHECKED_ZEROS: usize = 5;

/// Whether so many of those that have stock become 0 that a person has to look first (brake `mass-zero`).
pub fn is_mass_zero(zeroed: usize, of: usize, max_percent: u32) -> bool {
    zeroed > MAX_UNCHECKED_ZEROS && (zeroed as u128) * 100 > (of as u128) * u128::from(max_percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_in_every_dress() {
        for (text, qty) in [
            ("0", 0),
            ("5", 5),
            ("007", 7),
            ("1,200", 1200),
            ("1,234,567", 1_234_567),
            ("１２０", 120),
            ("１，２００", 1200),
            ("5.0", 5),
            ("1,200.00", 1200),
            (" 5\u{3000}", 5),
            ("5\u{200b}", 5),
            ("2147483647", MAX_QTY),
            ("0000000000000000000000000005", 5),
        ] {
            assert_eq!(parse_typed_qty(text), Ok(qty), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_quantity_says_why() {
        use QtyError::{Exponent, Negative, NotWhole, TooLarge, Unreadable};
        for (text, why) in [
            ("", Unreadable),
            ("many", Unreadable),
            ("4\n5", Unreadable),
            ("4\r\n5", Unreadable),
            ("5個", Unreadable),
            ("+5", Unreadable),
            ("5.", Unreadable),
            (".5", Unreadable),
            ("1.2.3", Unreadable),
            ("1 200", Unreadable),
            ("12,00", Unreadable),
            ("1200,300", Unreadable),
            (",200", Unreadable),
            ("1,", Unreadable),
            ("--5", Unreadable),
            ("-", Unreadable),
            ("E5", Unreadable),
            ("5E", Unreadable),
            ("0x10", Unreadable),
            ("NaN", Unreadable),
            ("-1", Negative),
            ("-0", Negative),
            ("−3", Negative),
            ("▲3", Negative),
            ("－３", Negative),
            ("-1.5", Negative),
            ("5.5", NotWhole),
            ("1E3", Exponent),
            ("1.2E+03", Exponent),
            ("1.2e-3", Exponent),
            ("2147483648", TooLarge),
            ("99999999999999999999999", TooLarge),
        ] {
            assert_eq!(parse_typed_qty(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn stk_06_more_than_five_and_more_than_the_share() {
        for (zeroed, of, percent, wanted) in [
            (5, 5, 50, false),
            (6, 12, 50, false),
            (6, 11, 50, true),
            (6, 6, 50, true),
            (6, 6, 100, false),
            (6, 1_000_000, 0, true),
            (5, 1_000_000, 0, false),
            (0, 0, 0, false),
        ] {
            assert_eq!(is_mass_zero(zeroed, of, percent), wanted, "{zeroed} of {of} at {percent} %");
        }
    }
}
