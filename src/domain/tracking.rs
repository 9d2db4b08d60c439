//! Tracking numbers: cleaned of what scanners and spreadsheets do to them, and held against the rule of their
//! delivery company. A number that passes has the right form; whether a parcel bears it, nobody can tell.

use crate::strings::clean::{cleaned, is_hyphen};
use crate::vocabulary::{Message, msg};

/// A longer one is refused: Qoo10 takes no more.
pub const MAX_LENGTH: usize = 50;

/// One of fewer letters and digits is a placeholder (SHP-9).
pub const MIN_LENGTH: usize = 6;

/// What programs write where they have no number, as letters only (SHP-9).
const PLACEHOLDERS: [&str; 5] = ["NAN", "NULL", "NONE", "NA", "TEST"];

/// What becomes of a tracking number that breaks its delivery company's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckDigits {
    Refuse,
    Warn,
    /// Nobody looks.
    Off,
}

/// The form of a delivery company's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRule {
    /// 12 digits, the last one the others modulo 7 (7DR): ヤマト, 佐川.
    TwelveDigits,
    /// The same, with 11 digits too (書留): 日本郵便.
    JapanPost,
    /// 2 letters, 8 digits and their check digit, 2 letters of a country (UPU S10): EMS.
    S10,
    /// 10 digits, usually: 西濃, 福山. No more is known, so a breach is no reason to refuse.
    TenDigits,
    /// None that is known.
    Free,
}

impl NumberRule {
    /// The rule in few words.
    fn message(self) -> Message {
        match self {
            Self::TwelveDigits => msg!("tracking-rule_12"),
            Self::JapanPost => msg!("tracking-rule_11_or_12"),
            Self::S10 => msg!("tracking-rule_s10"),
            Self::TenDigits => msg!("tracking-rule_10"),
            Self::Free => msg!("tracking-rule_none"),
        }
    }

    /// What is expected of a number.
    fn expected(self) -> Message {
        match self {
            Self::TwelveDigits => msg!("tracking-expected_12"),
            Self::JapanPost => msg!("tracking-expected_11_or_12"),
            Self::S10 => msg!("tracking-expected_s10"),
            Self::TenDigits => msg!("tracking-expected_10"),
            Self::Free => msg!("tracking-expected_any"),
        }
    }
}

/// Why a text is no tracking number, whoever carries the parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackingError {
    /// Nothing is left of it.
    Empty,
    /// A spreadsheet rounded it (`4.9E+11`): its digits are lost.
    Exponent,
    /// It holds more than letters and digits.
    Characters,
    /// It is longer than [`MAX_LENGTH`].
    TooLong,
    /// It stands for a number that is missing: a word, one digit over and over, or fewer than [`MIN_LENGTH`]
    /// (SHP-9).
    Placeholder,
    /// It is the order's own code, or its cart or order number (SHP-9).
    OwnNumber,
}

impl TrackingError {
    /// Why it is none, and what to do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => msg!("tracking-missing"),
            Self::Exponent => msg!("tracking-exponent"),
            Self::Characters => msg!("tracking-characters"),
            Self::TooLong => msg!("tracking-too_long", most = MAX_LENGTH),
            Self::Placeholder => msg!("tracking-placeholder", least = MIN_LENGTH),
            Self::OwnNumber => msg!("tracking-own_number"),
        }
    }
}

/// How a number breaks its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleViolation {
    /// Its letters and digits are not as many, or not where they should be.
    Shape {
        rule: NumberRule,
        /// How many letters and digits it has.
        given: usize,
        /// Whether there are letters among them.
        has_letters: bool,
    },
    CheckDigit(NumberRule, char),
}

impl RuleViolation {
    pub fn rule(self) -> NumberRule {
        match self {
            Self::Shape { rule, .. } | Self::CheckDigit(rule, _) => rule,
        }
    }

    /// How it breaks it.
    pub fn message(self) -> Message {
        match self {
            Self::Shape { rule: rule @ (NumberRule::S10 | NumberRule::Free), .. } => rule.expected(),
            Self::Shape { rule, has_letters: true, .. } => {
                msg!("tracking-letters_given", expected = rule.expected())
            }
            Self::Shape { rule, given, .. } => {
                msg!("tracking-digits_expected", expected = rule.expected(), given = given)
            }
            Self::CheckDigit(rule, wanted) => {
                msg!("tracking-check_digit", wanted = wanted, rule = rule.message())
            }
        }
    }

    /// Whether the rule is known well enough to refuse a number by it.
    pub fn can_refuse(self) -> bool {
        self.rule() != NumberRule::TenDigits
    }
}

/// A tracking number after cleaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedNumber {
    pub number: String,
    /// Whether a leading zero had been lost and was put back.
    pub zero_restored: bool,
    /// How it breaks its rule; none: it passes.
    pub violation: Option<RuleViolation>,
}

/// Cleans a number and holds it against a rule. What becomes of one that breaks it is the caller's choice.
///
/// # Errors
/// When it can be no tracking number at all.
pub fn check_number(text: &str, rule: NumberRule) -> Result<CheckedNumber, TrackingError> {
    let number = clean_number(text);
    if number.is_empty() {
        return Err(TrackingError::Empty);
    }
    if is_exponent(&number) {
        return Err(TrackingError::Exponent);
    }
    let letters: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    if PLACEHOLDERS.contains(&letters.as_str()) {
        return Err(TrackingError::Placeholder);
    }
    if letters.len() < number.len() {
        return Err(TrackingError::Characters);
    }
    if number.len() > MAX_LENGTH {
        return Err(TrackingError::TooLong);
    }
    // Before a zero is put back: a placeholder must not become a number that passes.
    if number.len() < MIN_LENGTH || number.bytes().all(|b| number.as_bytes().first() == Some(&b)) {
        return Err(TrackingError::Placeholder);
    }
    let breach = find_violation(&number, rule);
    if breach.is_some() && matches!(rule, NumberRule::TwelveDigits | NumberRule::JapanPost) {
        let restored = format!("0{number}");
        if self::find_violation(&restored, rule).is_none() {
            return Ok(CheckedNumber { number: restored, zero_restored: true, violation: None });
        }
    }
    Ok(CheckedNumber { number, zero_restored: false, violation: breach })
}

/// A number without blanks, hyphens and a barcode's start and stop letters, in narrow capital letters.
pub fn clean_number(text: &str) -> String {
    // People and programs write white space and hyphens between digits, and at the ends.
    let is_between = |c: char| c.is_whitespace() || is_hyphen(c);
    let joined: String = cleaned(text).chars().filter(|c| !is_between(*c)).collect();
    // What stood behind a hyphen may begin with an apostrophe, or end in `.0`.
    let number = cleaned(&joined.to_ascii_uppercase());
    strip_barcode_ends(&number).unwrap_or(&number).to_owned()
}

/// Whether a clean number is one of the order's own numbers (digits, its code with a hyphen), also with zeros
/// before it: then a column was mistaken for another (SHP-9).
pub fn is_own_number(number: &str, own: &[String]) -> bool {
    let number = number.trim_start_matches('0');
    own.iter().any(|own| own.bytes().filter(|b| *b != b'-').eq(number.bytes()))
}

/// The digits between the start and stop letters of a Codabar (NW-7), as parcels bear them: `A…A`.
fn strip_barcode_ends(number: &str) -> Option<&str> {
    let digits = number.strip_prefix(['A', 'B', 'C', 'D'])?.strip_suffix(['A', 'B', 'C', 'D'])?;
    ((10..=12).contains(&digits.len()) && is_digits(digits)).then_some(digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `4.9E+11`, `4E+11`, `4.9E11`, `4E11`: but not letters and digits that only look a little like it.
fn is_exponent(number: &str) -> bool {
    let Some((mantissa, exponent)) = number.split_once('E') else { return false };
    let power = exponent.strip_prefix('+').unwrap_or(exponent);
    let whole = mantissa.replacen(['.', ','], "", 1);
    let is_number =
        !whole.is_empty() && is_digits(&whole) && (1..=3).contains(&power.len()) && is_digits(power);
    is_number && (whole.len() < mantissa.len() || power.len() < exponent.len() || mantissa.len() <= 2)
}

fn find_violation(number: &str, rule: NumberRule) -> Option<RuleViolation> {
    let fits = match rule {
        NumberRule::TwelveDigits => number.len() == 12 && is_digits(number),
        NumberRule::JapanPost => matches!(number.len(), 11 | 12) && is_digits(number),
        NumberRule::S10 => is_s10(number),
        NumberRule::TenDigits => number.len() == 10 && is_digits(number),
        NumberRule::Free => true,
    };
    if !fits {
        return Some(RuleViolation::Shape { rule, given: number.len(), has_letters: !is_digits(number) });
    }
    let (given, wanted) = match rule {
        NumberRule::TwelveDigits | NumberRule::JapanPost => {
            let (digits, last) = number.split_at(number.len() - 1);
            (last, compute_modulo_7(digits))
        }
        NumberRule::S10 => (&number[10..11], compute_s10_digit(&number[2..10])),
        NumberRule::TenDigits | NumberRule::Free => return None,
    };
    (!given.starts_with(wanted)).then_some(RuleViolation::CheckDigit(rule, wanted))
}

fn is_s10(number: &str) -> bool {
    number.len() == 13
        && number.char_indices().all(|(at, c)| match at {
            2..=10 => c.is_ascii_digit(),
            _ => c.is_ascii_uppercase(),
        })
}

/// 7DR.
fn compute_modulo_7(digits: &str) -> char {
    to_digit(digits.bytes().fold(0, |rest, b| (rest * 10 + u32::from(b - b'0')) % 7))
}

fn compute_s10_digit(digits: &str) -> char {
    let weighed = digits.bytes().zip([8, 6, 4, 2, 3, 5, 9, 7]);
    match 11 - weighed.map(|(b, weight)| u32::from(b - b'0') * weight).sum::<u32>() % 11 {
        10 => '0',
        11 => '5',
        c => to_digit(c),
    }
}

fn to_digit(number: u32) -> char {
    char::from_digit(number, 10).unwrap_or('0')
}

#[cfg(test)]
#[path = "tracking_tests.rs"]
mod tests;
