//! One JSON value of a row, read without caring how Qoo10 wrote it: numbers bare or quoted, with or
//! without decimals; blank text, null and nothing alike.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::time::{self, Jst};
use crate::strings::clean::filled;
use crate::strings::entities::decode_entities;
use crate::strings::printable::truncate;
use crate::vocabulary::message::Fact;
use crate::vocabulary::{Message, msg};

/// A value as it stands in the answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum LenientValue<'a> {
    /// The key is absent.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    Text(Cow<'a, str>),
    /// Something that no field holds.
    Unexpected(UnexpectedValue),
}

/// A JSON value that no field of a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnexpectedValue {
    /// `true` or `false`.
    Flag(bool),
    /// `[…]`
    List,
    /// `{…}`
    Object,
}

/// Why a value cannot be taken: what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Message);

impl DecodeError {
    /// What is wrong with the value of a key.
    pub fn with_key(self, key: &str) -> Message {
        self.0.with("key", key)
    }
}

pub fn expected_message(wanted: Message, found: impl Into<Fact>) -> Message {
    msg!("qoo10-should_be", wanted = wanted, found = found)
}

/// Why a row cannot be read at all: where, for what stands there may be a buyer's.
pub fn invalid_row_message(error: &serde_json::Error) -> Message {
    msg!("qoo10-no_object", line = error.line(), column = error.column())
}

/// Numbers beyond this are no money and no count.
const MAX_YEN: f64 = 1e12;
/// Dates before are Qoo10's way to say "none" (.NET's minimum date).
const MIN_YEAR: i32 = 2000;

impl LenientValue<'_> {
    /// A value that is there: not missing, null or blank.
    fn get_present(&self) -> Option<&Self> {
        match self {
            Self::Missing | Self::Null => None,
            Self::Text(t) if filled(t).is_none() => None,
            other => Some(other),
        }
    }

    fn reject<T>(&self, wanted: Message) -> Result<T, DecodeError> {
        Err(DecodeError(expected_message(wanted, self.describe())))
    }

    /// What stands there, as far as it may be shown.
    fn describe(&self) -> Message {
        match self {
            Self::Missing => msg!("qoo10-found_missing"),
            Self::Null => Message::quoted("null"),
            Self::Int(n) => Message::quoted(n.to_string()),
            Self::Float(n) => Message::quoted(n.to_string()),
            Self::Text(t) if filled(t).is_none() => msg!("qoo10-found_blank"),
            Self::Text(t) => Message::quoted(format!("\"{}\"", truncate(t, 30))),
            Self::Unexpected(UnexpectedValue::Flag(flag)) => Message::quoted(flag.to_string()),
            Self::Unexpected(UnexpectedValue::List) => msg!("qoo10-found_list"),
            Self::Unexpected(UnexpectedValue::Object) => msg!("qoo10-found_object"),
        }
    }

    /// Text; blank, null and missing are none. Numbers are taken as they are written.
    ///
    /// # Errors
    /// For a list, an object, true or false.
    pub fn to_text(&self) -> Result<Option<String>, DecodeError> {
        match self.get_present() {
            None => Ok(None),
            Some(Self::Text(t)) => Ok(filled(t).map(str::to_owned)),
            Some(Self::Int(n)) => Ok(Some(n.to_string())),
            Some(Self::Float(n)) => Ok(Some(n.to_string())),
            Some(other) => other.reject(msg!("qoo10-a_text")),
        }
    }

    /// A text that people read, without HTML's escapes: what goes back to Qoo10 is read by [`Self::to_text`].
    ///
    /// # Errors
    /// For a list, an object, true or false.
    pub fn to_name(&self) -> Result<Option<String>, DecodeError> {
        let decoded = self.to_text()?.map(|text| decode_entities(&text).into_owned());
        // An escaped blank is blank.
        Ok(decoded.filter(|text| filled(text).is_some()))
    }

    /// A whole number, bare or quoted, perhaps with zeros after the point.
    ///
    /// # Errors
    /// For anything else, blank included.
    pub fn to_int(&self) -> Result<i64, DecodeError> {
        match self.to_number()? {
            // Beyond 2^53 a decimal no longer names one integer.
            Some(n) if n.fract() == 0.0 && n.abs() < 9e15 => Ok(n as i64),
            _ => self.reject(msg!("qoo10-a_whole_number")),
        }
    }

    /// Whole yen, bare or quoted, perhaps with zeros after the point.
    ///
    /// # Errors
    /// For anything else, blank included.
    pub fn to_yen(&self) -> Result<i64, DecodeError> {
        match self.to_number()? {
            Some(n) if n.fract() == 0.0 && n.abs() <= MAX_YEN => Ok(n as i64),
            _ => self.reject(msg!("qoo10-whole_yen")),
        }
    }

    /// Yen that decides nothing: rounded, and none when it cannot be read as money.
    pub fn to_rounded_yen(&self) -> Option<i64> {
        self.to_number().ok().flatten().filter(|n| n.abs() <= MAX_YEN).map(|n| n.round() as i64)
    }

    fn to_number(&self) -> Result<Option<f64>, DecodeError> {
        match self.get_present() {
            None => Ok(None),
            Some(Self::Int(n)) => Ok(Some(*n as f64)),
            Some(Self::Float(n)) => Ok(Some(*n)),
            Some(Self::Text(t)) => {
                let plain = t.trim();
                // `parse` alone would take "inf", "nan" and "1e9" for numbers.
                let digits = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
                match plain.parse() {
                    Ok(n) if digits => Ok(Some(n)),
                    _ => self.reject(msg!("qoo10-a_number")),
                }
            }
            Some(other) => other.reject(msg!("qoo10-a_number")),
        }
    }

    /// An instant in Japan: `2026-07-01 09:08:07`, also with `/` or `T`, without a time, or as bare digits.
    /// Blank, null and a date before 2000 are none; so is a missing key.
    ///
    /// # Errors
    /// For anything else.
    pub fn to_instant(&self) -> Result<Option<Jst>, DecodeError> {
        let read = match self.get_present() {
            None => return Ok(None),
            Some(Self::Text(t)) => parse_wall_clock(t.trim()),
            Some(Self::Int(n)) => parse_wall_clock(&n.to_string()),
            Some(_) => None,
        };
        match read {
            Some(t) => Ok(Some(time::from_wall_clock(t)).filter(|t| t.year() >= MIN_YEAR)),
            None => self.reject(msg!("qoo10-a_time")),
        }
    }

    /// The number in the last parentheses of a status text such as `On request(2)`, or a bare one.
    pub fn to_status(&self) -> Option<u8> {
        match self.get_present()? {
            Self::Int(n) => u8::try_from(*n).ok(),
            Self::Float(n) => Some(*n as u8).filter(|s| f64::from(*s) == *n),
            Self::Text(t) => {
                let inner = t.trim().strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, n)| n);
                inner.unwrap_or(t).trim().parse().ok()
            }
            _ => None,
        }
    }
}

/// A wall-clock reading in one of the forms that Qoo10 is known to use. Years have four digits: what lies
/// beyond is no date, and could be neither shifted to Japan nor read back from the state file.
pub fn parse_wall_clock(text: &str) -> Option<NaiveDateTime> {
    if let Some(usual) = parse_usual_form(text.as_bytes()) {
        return Some(usual);
    }
    let (date, time) = match text.find([' ', 'T']) {
        Some(at) => (&text[..at], text[at + 1..].trim()),
        None if text.len() == 14 && text.is_ascii() => text.split_at(8),
        None => (text, ""),
    };
    let date =
        ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"].iter().find_map(|f| NaiveDate::parse_from_str(date, f).ok())?;
    if !(0..=9999).contains(&date.year()) {
        return None;
    }
    if time.is_empty() {
        return date.and_hms_opt(0, 0, 0);
    }
    let formats = ["%H:%M:%S%.f", "%H:%M", "%H%M%S"];
    let time = formats.iter().find_map(|f| chrono::NaiveTime::parse_from_str(time, f).ok())?;
    Some(date.and_time(time))
}

/// `2026-07-01 09:08:07` without chrono's format machinery, which is slow where every row has a date.
fn parse_usual_form(bytes: &[u8]) -> Option<NaiveDateTime> {
    let shape = bytes.len() == 19 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[10] == b' ';
    if !(shape && bytes[13] == b':' && bytes[16] == b':') {
        return None;
    }
    let digits = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(digits(0, 4)?).ok()?, digits(5, 7)?, digits(8, 10)?)?;
    date.and_hms_opt(digits(11, 13)?, digits(14, 16)?, digits(17, 19)?)
}

impl<'de: 'a, 'a> Deserialize<'de> for LenientValue<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = LenientValue<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E: de::Error>(self) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Null)
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Unexpected(UnexpectedValue::Flag(value)))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Int(value))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<LenientValue<'de>, E> {
                Ok(i64::try_from(value).map_or(LenientValue::Float(value as f64), LenientValue::Int))
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Float(value))
            }
            fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Text(Cow::Borrowed(value)))
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<LenientValue<'de>, E> {
                Ok(LenientValue::Text(Cow::Owned(value.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<LenientValue<'de>, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(LenientValue::Unexpected(UnexpectedValue::List))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LenientValue<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(LenientValue::Unexpected(UnexpectedValue::Object))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(json: &str) -> LenientValue<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn numbers_come_bare_quoted_and_with_decimals() {
        for json in ["1980", "1980.0", "1980.0000", "\"1980\"", "\"1980.0000\"", "\" 1980 \"", "1.98e3"] {
            assert_eq!(loose(json).to_yen(), Ok(1980), "{json}");
            assert_eq!(loose(json).to_int(), Ok(1980), "{json}");
        }
        for json in [
            "1980.5",
            "\"1980.5\"",
            "null",
            "\"\"",
            "\" \"",
            "\"abc\"",
            "\"1,980\"",
            "true",
            "[]",
            "{}",
            "1e300",
            "\"1e3\"",
            "\"NaN\"",
            "\"inf\"",
        ] {
            assert!(loose(json).to_yen().is_err(), "{json}");
            assert!(loose(json).to_int().is_err(), "{json}");
        }
        assert!(LenientValue::Missing.to_int().is_err());
        assert_eq!(loose("1781.5").to_rounded_yen(), Some(1782));
        assert_eq!(loose("{}").to_rounded_yen(), None);
    }

    #[test]
    fn order_numbers_beyond_32_bits_are_exact() {
        assert_eq!(loose("2147483648123").to_int(), Ok(2_147_483_648_123));
        assert_eq!(loose("\"2147483648123\"").to_int(), Ok(2_147_483_648_123));
    }

    #[test]
    fn blank_null_and_missing_text_are_alike() {
        for json in ["null", "\"\"", "\"  \"", "\"\u{3000}\"", "\"\u{3000} \\t\""] {
            assert_eq!(loose(json).to_text(), Ok(None), "{json}");
        }
        assert_eq!(LenientValue::Missing.to_text(), Ok(None));
        assert_eq!(loose("812345678").to_text(), Ok(Some("812345678".into())));
        for json in ["true", "[]", "{\"a\":1}"] {
            assert!(loose(json).to_text().is_err(), "{json}");
        }
    }

    #[test]
    fn names_lose_their_escapes_and_texts_keep_them() {
        let json = "\"Women\\u0026#39;s\"";
        assert_eq!(loose(json).to_name(), Ok(Some("Women's".into())));
        assert_eq!(loose(json).to_text(), Ok(Some("Women&#39;s".into())));
        assert_eq!(loose("\"&nbsp;\"").to_name(), Ok(None));
        assert!(loose("[]").to_name().is_err());
    }

    #[test]
    fn instants_are_japan_time_in_all_their_forms() {
        let wanted = time::parse_jst("2026-07-01T09:08:07+09:00");
        for json in [
            "\"2026-07-01 09:08:07\"",
            "\"2026-07-01T09:08:07\"",
            "\"2026/07/01 09:08:07\"",
            "\"20260701090807\"",
            "20260701090807",
            "\"2026-07-01 09:08:07.000\"",
        ] {
            assert_eq!(loose(json).to_instant(), Ok(wanted), "{json}");
        }
        assert_eq!(loose("\"2026-07-01\"").to_instant(), Ok(time::parse_jst("2026-07-01T00:00:00+09:00")));
        for json in
            ["null", "\"\"", "\" \"", "\"1900-01-01 00:00:00\"", "\"0001-01-01T00:00:00\"", "19000101"]
        {
            assert_eq!(loose(json).to_instant(), Ok(None), "{json}");
        }
        for json in [
            "\"soon\"",
            "\"2026-13-01 00:00:00\"",
            "\"2026-02-30 10:00:00\"",
            "\"0000-00-00 00:00:00\"",
            "\"2026-07-01 25:00:00\"",
            "\"-262143-01-01 00:00:00\"",
            "\"+262142-12-31 00:00:00\"",
            "\"+10000-01-01\"",
            "5",
            "true",
            "{}",
        ] {
            assert!(loose(json).to_instant().is_err(), "{json}");
        }
    }

    #[test]
    fn status_is_the_digit_between_the_last_parentheses_or_a_bare_one() {
        for (json, wanted) in [
            ("\"On request(2)\"", Some(2)),
            ("\"Awaiting shipping(1)\"", Some(1)),
            ("\" Awaiting shipping (1) \"", Some(1)),
            ("\"On Waiting(1)\"", Some(1)),
            ("\"Unpaid Order Cancel(16)\"", Some(16)),
            ("\"On (odd) request( 2 )\"", Some(2)),
            ("2", Some(2)),
            ("2.0", Some(2)),
            ("\"2\"", Some(2)),
            ("\"On request\"", None),
            ("null", None),
        ] {
            assert_eq!(loose(json).to_status(), wanted, "{json}");
        }
    }
}
