//! A value as it may be handed on, by what its key holds.

use std::collections::BTreeMap;

use super::cipher::{Cipher, SEED_BYTES};
use super::keys::ValueRule;
use super::tracking;
use crate::domain::quantity::SEPARATORS;
use crate::qoo10::wire::lenient::parse_wall_clock;

/// Makes values fit to be handed on. One seed gives one value one pseudonym, wherever it stands.
pub struct Redactor {
    cipher: Cipher,
}

/// How many values got a pseudonym, by the names of their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of documented keys.
    pub known: BTreeMap<String, u64>,
    /// Of keys that are in no document.
    pub unknown: BTreeMap<String, u64>,
}

/// What stands in place of a secret: long enough to be a key, and none.
const SECRET: &str = "not-in-the-recording";
/// Sentences of Qoo10's that hold nothing of a shop or a buyer.
const SENTENCES: [&str; 6] =
    ["SUCCESS", "\u{6210}\u{529f}", "Invalid Access", "Fail", "Format Error", "Processing Error"];
/// What separates the parts of an option text, in either width.
const OPTION_SEPARATORS: &[char] =
    &[':', '/', '(', ')', ',', '|', '*', '$', '\u{ff1a}', '\u{ff0f}', '\u{ff08}', '\u{ff09}', '\u{ff0c}'];
const MAX_WORD: usize = 40;
const MAX_CODE: usize = 100;
const MAX_NUMBER: usize = 20;
/// A longer run of digits may be a phone number.
const MAX_DIGITS: usize = 4;
const YEN: char = '\u{5186}';
const COUNTRY: &str = "+81";

impl Redactor {
    /// Makes pseudonyms by a secret seed.
    pub fn new(seed: &[u8; SEED_BYTES]) -> Self {
        Self { cipher: Cipher::new(seed) }
    }

    /// A text by its rule; none: its key is in no document.
    pub fn redact_text(&self, rule: Option<ValueRule>, text: &str) -> String {
        use ValueRule as R;
        // Whether something is there decides about rows, and gives nobody away.
        if text.trim().is_empty() {
            return text.to_owned();
        }
        let kept = match rule {
            Some(R::Number) => is_number(text),
            // A number of days stands where a day may.
            Some(R::Time) => is_time(text) || (text.len() <= MAX_DIGITS && is_number(text)),
            Some(R::Desired) => is_desired(text),
            Some(R::Word) => is_word(text),
            Some(R::Code) => is_code(text),
            _ => false,
        };
        if kept {
            return text.to_owned();
        }
        match rule {
            Some(R::OrderNo | R::PackNo | R::ItemCode | R::OrderNos) => self.move_numbers(rule, text),
            Some(R::Tracking) => {
                text.split_inclusive([',', ';']).map(|one| self.replace_tracking(one)).collect()
            }
            Some(R::Code | R::Option) => self.replace_option(text),
            Some(R::MoveTypes) => self.replace_move_types(text),
            Some(R::Sentence) => self.replace_sentence(text),
            // The whole address is the two others joined by a blank.
            Some(R::Address) => text.split_inclusive(' ').map(|part| self.replace(part, false)).collect(),
            Some(R::Phone) => match text.trim_start().strip_prefix(COUNTRY) {
                Some(rest) => format!("{COUNTRY}{}", self.replace(rest, false)),
                None => self.replace(text, false),
            },
            // Not even its length.
            Some(R::Secret) => SECRET.to_owned(),
            Some(R::Text | R::Word | R::Number | R::Time) => self.replace(text, false),
            Some(R::Message | R::Desired | R::Json | R::Container) | None => self.replace(text, true),
        }
    }

    /// A JSON number as it is written.
    pub(super) fn redact_number(&self, rule: Option<ValueRule>, number: &str) -> String {
        use ValueRule as R;
        match rule {
            Some(R::Number | R::Time | R::Word | R::Code | R::Sentence | R::Desired) => number.to_owned(),
            Some(R::OrderNo | R::PackNo | R::ItemCode | R::OrderNos) => self.move_numbers(rule, number),
            Some(R::Tracking) => check_number(self.replace_tracking(number)),
            Some(R::Option) => check_number(self.replace_option(number)),
            Some(R::Secret) => "0".to_owned(),
            _ => {
                // What makes it a whole number stays.
                let end = number.find(['.', 'e', 'E']).unwrap_or(number.len());
                let (whole, rest) = number.split_at(end);
                let is_whole = rest.trim_start_matches('.').bytes().all(|b| b == b'0');
                let rest = if is_whole { rest.to_owned() } else { ".5".to_owned() };
                check_number(self.replace(whole, false) + &rest)
            }
        }
    }

    fn replace(&self, text: &str, with_punctuation: bool) -> String {
        self.cipher.replace_text("text", text, with_punctuation)
    }

    fn replace_tracking(&self, text: &str) -> String {
        tracking::replace_number(&self.cipher, text)
    }

    /// Each number in a text by itself; a text with anything but numbers is a text.
    fn move_numbers(&self, rule: Option<ValueRule>, text: &str) -> String {
        let kind = match rule {
            Some(ValueRule::PackNo) => "pack_no",
            Some(ValueRule::ItemCode) => "item_code",
            _ => "order_no",
        };
        if !text.bytes().all(|b| b.is_ascii_digit() || b", ;.+-".contains(&b)) {
            return self.replace(text, true);
        }
        let is_list = rule == Some(ValueRule::OrderNos);
        let (mut out, mut rest, mut is_fraction) = (String::new(), text, false);
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, behind) = rest.split_at(digits.max(1));
            match number.parse() {
                _ if digits == 0 => {
                    is_fraction = number == "." && !is_list;
                    out.push_str(number);
                }
                // Zeros behind the point say that it is whole.
                Ok(0) | Err(_) if is_fraction => out.push_str(&"0".repeat(digits)),
                Ok(value) if !number.starts_with('0') => {
                    out += &self.cipher.move_number(kind, value).to_string()
                }
                _ => out += &self.replace(number, false),
            }
            rest = behind;
        }
        out
    }

    /// Name and choice of an option, and every part of a list of them, by itself: what is joined of parts
    /// is then joined of their pseudonyms. A price difference stays.
    fn replace_option(&self, text: &str) -> String {
        text.split_inclusive(OPTION_SEPARATORS)
            .map(|part| {
                let core = part.trim_end_matches(OPTION_SEPARATORS);
                let (core, separator) = part.split_at(core.len());
                let trimmed = core.trim();
                let Some(start) = core.find(trimmed).filter(|_| !trimmed.is_empty()) else {
                    return part.to_owned();
                };
                let (before, behind) = (&core[..start], &core[start + trimmed.len()..]);
                let replaced = match is_price(trimmed) {
                    true => trimmed.to_owned(),
                    false => self.cipher.replace_text("option", trimmed, false),
                };
                format!("{before}{replaced}{behind}{separator}")
            })
            .collect()
    }

    /// `colour||*size||*qty||*code$$…`: quantities and codes stay what they are.
    fn replace_move_types(&self, text: &str) -> String {
        let [cell, row] = SEPARATORS;
        let replace_type = |one: &str| {
            let cells: Vec<&str> = one.split(cell).collect();
            let from_end = |at: usize| cells.len() - at;
            let replaced: Vec<String> = cells
                .iter()
                .enumerate()
                .map(|(at, cell)| match from_end(at) {
                    2 if cells.len() > 2 => self.redact_text(Some(ValueRule::Number), cell),
                    1 if cells.len() > 2 => self.redact_text(Some(ValueRule::Code), cell),
                    _ => self.replace_option(cell),
                })
                .collect();
            replaced.join(cell)
        };
        text.split(row).map(replace_type).collect::<Vec<_>>().join(row)
    }

    /// Qoo10's own sentence; what is none of the known ones may repeat what a buyer wrote.
    fn replace_sentence(&self, text: &str) -> String {
        let is_count = |part: &str| {
            let number = part.strip_prefix("SUCCESS:").or_else(|| part.strip_prefix("FAIL:"));
            number.is_some_and(|number| number.len() <= MAX_DIGITS && is_number(number))
        };
        let counts = text.split(',').map(str::trim).all(is_count);
        if counts || SENTENCES.contains(&text.trim()) {
            return text.to_owned();
        }
        match SENTENCES.iter().find_map(|known| Some((known, text.split_once(known)?))) {
            Some((known, (before, behind))) => {
                format!("{}{known}{}", self.replace(before, true), self.replace(behind, true))
            }
            None => self.replace(text, true),
        }
    }
}

/// A pseudonym that is to be a JSON number; where it is none, a zero.
fn check_number(text: String) -> String {
    let is_number = serde_json::from_str::<serde_json::Number>(&text).is_ok();
    if is_number { text } else { "0".to_owned() }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['+', '-']);
    let is_shaped =
        text.len() <= MAX_NUMBER && digits.bytes().all(|b| b.is_ascii_digit() || b".,".contains(&b));
    // A phone number begins with a zero.
    is_shaped && !(digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit()))
}

fn is_time(text: &str) -> bool {
    parse_wall_clock(text.trim()).is_some()
}

/// A day, a time of day or a span of one, or both.
fn is_desired(text: &str) -> bool {
    let is_time_of_day = |part: &str| chrono::NaiveTime::parse_from_str(part, "%H:%M").is_ok();
    text.split_whitespace().all(|part| is_time(part) || part.split('~').all(is_time_of_day))
}

fn is_word(text: &str) -> bool {
    let longest = text.split(|c: char| !c.is_numeric() && c != '-').map(|run| run.chars().count()).max();
    text.chars().count() <= MAX_WORD && !text.contains('@') && longest.unwrap_or(0) <= MAX_DIGITS
}

fn is_code(text: &str) -> bool {
    text.len() <= MAX_CODE && text.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'@')
}

/// `+699` yen in the words of an option text, in either width.
fn is_price(text: &str) -> bool {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let text: String = text.chars().map(narrow).collect();
    let digits = text.strip_suffix(YEN).unwrap_or("").trim_start_matches(['+', '-']);
    !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::wire::stock::parse_move_types;

    fn redact(rule: ValueRule, text: &str) -> String {
        Redactor::new(&[5; SEED_BYTES]).redact_text(Some(rule), text)
    }

    #[test]
    fn what_says_how_qoo10_answers_stays() {
        for (rule, texts) in [
            (ValueRule::Number, &["1980.0000", "-10012", " 3 ", "1,980"][..]),
            (
                ValueRule::Time,
                &["2026-07-01 09:08:07", "20260701", "20260701090807", "2026/07/01", "1900-01-01"],
            ),
            (
                ValueRule::Word,
                &["On request(2)", "Cancel Completed(3)", "S2", "Free on condition", "\u{4f50}\u{5ddd}"],
            ),
            (ValueRule::Code, &["TS-001", "-W-M ", "MAIN,ADD", "0"]),
            (ValueRule::Sentence, &["SUCCESS", "SUCCESS:12,FAIL:3", "\u{6210}\u{529f}"]),
            (ValueRule::Desired, &["2026-07-08 ", "14:00~16:00", "2026-07-08 14:00~16:00"]),
        ] {
            for text in texts {
                assert_eq!(redact(rule, text), *text, "{rule:?}");
            }
        }
    }

    #[test]
    fn a_value_that_is_not_what_its_key_holds_becomes_a_pseudonym() {
        for (rule, text) in [
            (ValueRule::Number, "Hanako"),
            (ValueRule::Number, "090-1234-5678"),
            (ValueRule::Number, "09012345678"),
            (ValueRule::Sentence, "ALICE"),
            (ValueRule::Time, "090-1234-5678"),
            (ValueRule::Time, "2012-3456-78"),
            (ValueRule::Time, "soon"),
            (ValueRule::Word, "hanako@example.com"),
            (ValueRule::Word, "tel 09012345678"),
            (ValueRule::Word, "090-1234-5678"),
            (ValueRule::Code, "hanako@example.com"),
            (ValueRule::Code, "\u{5c71}\u{7530}"),
            (ValueRule::Sentence, "no such key: TopSecret"),
            (ValueRule::Desired, "call Hanako"),
        ] {
            let redacted = redact(rule, text);
            assert_ne!(redacted, text, "{rule:?}");
            assert_eq!(redacted.chars().count(), text.chars().count(), "{rule:?} {redacted}");
        }
        assert_eq!(redact(ValueRule::Secret, "pass"), SECRET);
    }

    #[test]
    fn a_number_in_a_list_becomes_what_the_number_alone_becomes() {
        let [one, two] = ["1062428737", "1062428738"].map(|number| redact(ValueRule::OrderNo, number));
        assert_eq!(redact(ValueRule::OrderNos, "1062428737, 1062428738"), format!("{one}, {two}"));
        assert_eq!(redact(ValueRule::OrderNo, "1062428737.0000"), format!("{one}.0000"));
        let redactor = Redactor::new(&[5; SEED_BYTES]);
        for (written, wanted) in
            [("1062428737", one.clone()), ("1062428737.0", format!("{one}.0")), ("7", "7".to_owned())]
        {
            assert_eq!(redactor.redact_number(Some(ValueRule::OrderNo), written), wanted);
        }
        assert_ne!(redact(ValueRule::PackNo, "1062428737"), one);
    }

    #[test]
    fn an_option_text_is_joined_of_the_pseudonyms_of_its_parts() {
        let part = |text: &str| redact(ValueRule::Option, text);
        let whole = redact(ValueRule::Option, "Colour:Deep red / Size:M(+699\u{5186})");
        let wanted =
            format!("{}:{} / {}:{}(+699\u{5186})", part("Colour"), part("Deep red"), part("Size"), part("M"));
        assert_eq!(whole, wanted);
        assert_eq!(
            redact(ValueRule::Option, "Colour||*Size"),
            format!("{}||*{}", part("Colour"), part("Size"))
        );
        assert_ne!(part("M"), part("L"));
    }

    #[test]
    fn types_of_a_move_item_keep_quantities_and_codes() {
        let before = parse_move_types("blue||*L||*3||*B-L$$red||*M||*0||*").unwrap();
        let after =
            parse_move_types(&redact(ValueRule::MoveTypes, "blue||*L||*3||*B-L$$red||*M||*0||*")).unwrap();
        let rest = |one: &crate::domain::quantity::MoveType| (one.qty, one.code.clone());
        assert_eq!(after.iter().map(rest).collect::<Vec<_>>(), before.iter().map(rest).collect::<Vec<_>>());
        assert_eq!(after[0].names[0], redact(ValueRule::Option, "blue"));
    }

    #[test]
    fn phones_keep_their_country_and_addresses_their_parts() {
        assert_eq!(redact(ValueRule::Phone, "+81--"), "+81--");
        let phone = redact(ValueRule::Phone, "+81-90-1234-5678");
        assert!(phone.starts_with("+81-") && phone.len() == 16 && phone != "+81-90-1234-5678", "{phone}");
        let part = |text: &str| redact(ValueRule::Address, text);
        assert_eq!(
            part("Tokyo Shibuya 1-1"),
            format!("{} {} {}", part("Tokyo"), part("Shibuya"), part("1-1"))
        );
    }
}
