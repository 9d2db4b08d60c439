//! The four envelopes of an answer (docs/qoo10-api.md): data, command, gateway refusal, plain text.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::lenient::LenientValue;
use super::numbers;
use super::repair::{self, MendError, MendedJson};
use crate::qoo10::error::{Error, KEY_PLACEHOLDER};
use crate::qoo10::method::Method;
use crate::qoo10::transport::Sent;
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `ResultCode`: 0 for success. A bulk call may say another one and still tell of each row.
    pub code: i64,
    /// The whole answer as text.
    pub body: String,
    /// Where in `body` the JSON value of `ResultObject` stands; none when there is none.
    pub result: Option<std::ops::Range<usize>>,
    /// Qoo10's words.
    pub message: String,
    /// Where in `body` bytes that were no UTF-8 were replaced, ascending.
    pub damaged: Vec<usize>,
}

impl Answer {
    /// The same without the seller key in Qoo10's words, should they repeat it.
    pub(in crate::qoo10) fn redact_key(mut self, key: &str) -> Self {
        if !key.is_empty() && self.message.contains(key) {
            self.message = self.message.replace(key, KEY_PLACEHOLDER);
        }
        self
    }
}

/// Why there is no successful answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnvelopeError {
    /// It is an answer, and it says no.
    Error(Error),
    /// It is no whole answer of Qoo10: what it is.
    Garbled(Message),
    /// It came from Qoo10, but its rows cannot be told apart, or it ends inside one: where.
    Damaged(Message),
}

/// What [`EnvelopeError::Garbled`] says of an empty body, which a key that is not active yet gets.
pub fn empty_body_message() -> Message {
    msg!("qoo10-empty")
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "ErrorCode", borrow, default)]
    error_code: LenientValue<'a>,
    #[serde(rename = "ErrorMsg", borrow, default)]
    error_msg: LenientValue<'a>,
    #[serde(rename = "ResultCode", borrow, default)]
    result_code: LenientValue<'a>,
    #[serde(rename = "ResultMsg", borrow, default)]
    result_msg: LenientValue<'a>,
    /// Absent and null are two things here, which `Option` alone would take for one.
    #[serde(rename = "ResultObject", borrow, default, deserialize_with = "present")]
    result_object: Option<&'a RawValue>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Reads the envelope of an answer with HTTP status 200. What is wrong within a row is mended (`mend`).
///
/// # Errors
/// When the gateway or the key's owner says no, or it is no answer.
pub fn parse(method: Method, body: Vec<u8>) -> Result<Answer, EnvelopeError> {
    let (body, damaged) = decode(body)?;
    // Gateways of this kind put a byte order mark before JSON.
    let json = body.trim_start_matches('\u{feff}').trim();
    if json.is_empty() {
        return Err(EnvelopeError::Garbled(empty_body_message()));
    }
    // A method that the gateway does not know is answered with plain text and status 200.
    if json.starts_with("Can't find ") {
        let detail = msg!("qoo10-method_unknown", words = truncate(json, 80));
        return Err(EnvelopeError::Error(Error::Unreadable { method, detail }));
    }
    match serde_json::from_str::<Envelope<'_>>(json) {
        Ok(envelope) if !repair::has_lone_surrogate(json) => {
            let EnvelopeFields { code, message, result } = read_envelope(method, &body, &envelope)?;
            return Ok(Answer { code, message, result, body, damaged });
        }
        Err(error) if !json.starts_with('{') => {
            let is_text = damaged.is_empty();
            return Err(if is_text { garbled_error(json, &error) } else { not_utf8_error(json) });
        }
        _ => {}
    }
    // Repairing copies the whole body, so it is tried only on an answer that does not parse as it is.
    let start = find_span(&body, json).start;
    let damaged: Vec<usize> = damaged.iter().filter_map(|place| place.checked_sub(start)).collect();
    let MendedJson { text: mended, damaged } =
        repair::mend(json, &damaged).map_err(|broken| damaged_error(json, broken))?;
    let envelope: Envelope<'_> = serde_json::from_str(&mended)
        .map_err(|_| damaged_error(json, MendError { at: json.len(), ends: false }))?;
    let EnvelopeFields { code, message, result } = read_envelope(method, &mended, &envelope)?;
    Ok(Answer { code, message, result, body: mended, damaged })
}

/// So many places of a body may be no UTF-8: in a text of another encoding there are more.
const MAX_DAMAGED: usize = 100_000;

/// A body as text, and where bytes that are no UTF-8 became U+FFFD.
pub(in crate::qoo10) fn decode(body: Vec<u8>) -> Result<(String, Vec<usize>), EnvelopeError> {
    let bytes = match String::from_utf8(body) {
        Ok(body) => return Ok((body, Vec::new())),
        Err(error) => error.into_bytes(),
    };
    let (mut text, mut damaged) = (String::with_capacity(bytes.len() + 256), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        // A whole body in another encoding is no list with a few bad bytes.
        if damaged.len() == MAX_DAMAGED {
            return Err(not_utf8_error(&text));
        }
        damaged.push(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Ok((text, damaged))
}

/// What an envelope says.
struct EnvelopeFields {
    code: i64,
    message: String,
    result: Option<std::ops::Range<usize>>,
}

fn read_envelope(
    method: Method,
    body: &str,
    envelope: &Envelope<'_>,
) -> Result<EnvelopeFields, EnvelopeError> {
    let words = |loose: &LenientValue<'_>| loose.to_text().ok().flatten().unwrap_or_default();
    let error_code = envelope.error_code.to_int().unwrap_or(0);
    // The gateway's own verdict comes first: with it, ResultCode says nothing.
    if error_code != 0 {
        return Err(EnvelopeError::Error(classify_error(method, error_code, words(&envelope.error_msg))));
    }
    let message = words(&envelope.result_msg);
    let code = envelope.result_code.to_int().map_err(|unfit| {
        EnvelopeError::Error(Error::Unreadable { method, detail: unfit.with_key("ResultCode") })
    })?;
    if is_key_error(code) {
        return Err(EnvelopeError::Error(Error::KeyRefused {
            method,
            sent: Sent::No,
            code: Some(code),
            message,
        }));
    }
    let result = envelope.result_object.map(|raw| find_span(body, raw.get()));
    Ok(EnvelopeFields { code, message, result })
}

/// An answer that ends inside a row, or whose rows cannot be told apart, with the order number near that
/// place.
fn damaged_error(json: &str, MendError { at, ends }: MendError) -> EnvelopeError {
    EnvelopeError::Damaged(match (ends, find_nearest_number(json, at)) {
        (true, None) => msg!("qoo10-ends_in_row", bytes = at),
        (true, Some(number)) => msg!("qoo10-ends_in_row_near", bytes = at, number = number),
        (false, None) => msg!("qoo10-rows_unclear", bytes = at),
        (false, Some(number)) => msg!("qoo10-rows_unclear_near", bytes = at, number = number),
    })
}

/// The last order or cart number before a place, or else the first one behind it.
fn find_nearest_number(json: &str, at: usize) -> Option<String> {
    const SPAN: usize = 1 << 16;
    let border = |mut place: usize| {
        while !json.is_char_boundary(place) {
            place -= 1;
        }
        place
    };
    let (from, at) = (border(at.saturating_sub(SPAN)), border(at.min(json.len())));
    let to = border((at + SPAN).min(json.len()));
    let (before, carts_before) = numbers::find_numbers(&json[from..at]);
    let (after, carts_after) = numbers::find_numbers(&json[at..to]);
    let first = before.last().or(after.first()).map(ToString::to_string);
    first.or_else(|| carts_before.last().or(carts_after.first()).map(ToString::to_string))
}

/// A body in another encoding; `text` is what could be read of it.
fn not_utf8_error(text: &str) -> EnvelopeError {
    EnvelopeError::Garbled(match find_nearest_number(text, text.len()) {
        None => msg!("qoo10-not_utf8"),
        Some(number) => msg!("qoo10-not_utf8_near", number = number),
    })
}

fn garbled_error(json: &str, error: &serde_json::Error) -> EnvelopeError {
    EnvelopeError::Garbled(match json.starts_with('<') {
        true => msg!("qoo10-page"),
        false => msg!("qoo10-not_json", line = error.line(), column = error.column()),
    })
}

/// Key problems are told in `ErrorCode` or in `ResultCode`, with these codes.
fn is_key_error(code: i64) -> bool {
    matches!(code, -10000 | -90005..=-90001)
}

fn classify_error(method: Method, code: i64, message: String) -> Error {
    if is_key_error(code) || message.contains("Invalid Access") {
        Error::KeyRefused { method, sent: Sent::No, code: Some(code), message }
    } else {
        Error::Code { method, sent: Sent::No, code, message }
    }
}

/// Where `part`, a slice of `whole`, begins and ends.
pub(super) fn find_span(whole: &str, part: &str) -> std::ops::Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::GET_SHIPPING_INFO as METHOD;

    fn opened(body: &str) -> Result<Answer, EnvelopeError> {
        parse(METHOD, body.as_bytes().to_vec())
    }

    #[test]
    fn success_in_every_dress() {
        for body in [
            r#"{"ResultObject":[1],"ResultCode":0,"ResultMsg":"SUCCESS"}"#,
            r#"{"ResultCode":"0","ResultMsg":"成功","ResultObject":[1]}"#,
            r#"{"ResultCode":0.0,"ResultMsg":null,"ResultObject":[1],"Extra":{"a":[]}}"#,
            "\u{feff}\r\n {\"ResultCode\":0,\"ErrorCode\":null,\"ResultObject\":[1]} \n",
            r#"{"ResultCode":0,"ErrorCode":0,"ErrorMsg":"","ResultObject":[1]}"#,
            r#" {"ResultCode":"0","ResultMsg":"","ResultObject":[1]}"#,
        ] {
            let answer = opened(body).unwrap();
            assert_eq!(&answer.body[answer.result.unwrap()], "[1]", "{body}");
        }
        assert_eq!(opened(r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#).unwrap().result, None);
        let null = opened(r#"{"ResultCode":0,"ResultObject":null}"#).unwrap();
        assert_eq!(&null.body[null.result.unwrap()], "null", "null and absent are two things");
    }

    #[test]
    fn key_problems_are_told_apart_in_either_field() {
        for body in [
            r#"{"ErrorCode":-90001,"ErrorMsg":"存在しないAPIです。"}"#,
            r#"{"ErrorCode":"-90004","ErrorMsg":"expired"}"#,
            r#"{"ResultCode":-10000,"ResultMsg":"Please check the Seller Authorization Key."}"#,
            r#"{"ResultCode":"-90005","ResultMsg":""}"#,
            r#"{"ErrorCode":-1,"ErrorMsg":"Invalid Access"}"#,
        ] {
            assert!(matches!(opened(body), Err(EnvelopeError::Error(Error::KeyRefused { .. }))), "{body}");
        }
    }

    #[test]
    fn other_codes_are_answers_too() {
        let code = |body: &str| match opened(body) {
            Ok(answer) => answer.code,
            Err(EnvelopeError::Error(Error::Code { code, .. })) => code,
            other => panic!("{body}: {other:?}"),
        };
        assert_eq!(code(r#"{"ResultObject":null,"ResultCode":-10002,"ResultMsg":"90 days"}"#), -10002);
        assert_eq!(
            code(r#"{"ErrorCode":-999,"ErrorMsg":"x","ResultCode":0}"#),
            -999,
            "ErrorCode comes first"
        );
    }

    #[test]
    fn what_is_no_answer_is_garbled() {
        for body in ["", "  \n", "\u{feff}", "<html>busy</html>", "busy", "[1,2"] {
            assert!(matches!(opened(body), Err(EnvelopeError::Garbled(_))), "{body}");
        }
        for body in [r#"{"ResultObject":[]}"#, r#"{"ResultCode":"ok"}"#, "Can't find service Name Foo"] {
            assert!(matches!(opened(body), Err(EnvelopeError::Error(Error::Unreadable { .. }))), "{body}");
        }
        for (body, wanted) in [
            (vec![0xff, 0xfe], msg!("qoo10-not_utf8")),
            (b"[\"\xff\",{\"OrderNo\":7".to_vec(), msg!("qoo10-not_utf8_near", number = "7")),
            (
                [vec![b'{'], vec![0xff; 99_999], br#""OrderNo":8,"#.to_vec(), vec![0xff; 9]].concat(),
                msg!("qoo10-not_utf8_near", number = "8"),
            ),
        ] {
            assert_eq!(parse(METHOD, body), Err(EnvelopeError::Garbled(wanted)));
        }
    }

    #[test]
    fn an_answer_that_ends_inside_a_row_says_so_and_near_which_number() {
        let cut = msg!("qoo10-ends_in_row", bytes = 21);
        let near =
            |bytes: usize, number: &str| msg!("qoo10-ends_in_row_near", bytes = bytes, number = number);
        let unclear = msg!("qoo10-rows_unclear_near", bytes = 46, number = "41");
        for (body, wanted) in [
            (r#"{"ResultCode":0,"Resu"#, cut),
            (r#"{"ResultCode":0,"ResultObject":[{"OrderNo":7},{"OrderNo":8,"A":"b"#, near(65, "8")),
            (r#"{"ResultCode":0,"ResultObject":[{"OrderNo":7},{"Pack"#, near(52, "7")),
            (r#"{"ResultCode":0,"ResultObject":[{"OrderNo":7}]"#, near(46, "7")),
            (r#"{"ResultCode":0,"ResultObject":[{"PackNo":41}]]]}"#, unclear),
        ] {
            let Err(EnvelopeError::Damaged(told)) = opened(body) else { panic!("{body}") };
            assert_eq!(told, wanted, "{body}");
        }
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_replaced_and_their_places_known() {
        for (row, has_half) in [("{\"a\":\"\u{1f4e6}#\"}", false), ("{\"a\":\"#\t\\ud83d\"}", true)] {
            let body = format!("\u{feff}{{\"ResultCode\":0,\"ResultObject\":[{row}]}}").into_bytes();
            let body = body.into_iter().map(|byte| if byte == b'#' { 0xff } else { byte }).collect();
            let answer = parse(METHOD, body).unwrap();
            let result = answer.result.unwrap();
            assert_eq!(answer.damaged.len(), 1);
            assert!(result.contains(&answer.damaged[0]), "{row}");
            assert!(answer.body[answer.damaged[0]..].starts_with('\u{fffd}'), "{row}");
            assert_eq!(answer.body[result].contains("\\t\u{fffd}"), has_half, "{row}");
        }
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let deep = format!("{{\"ResultCode\":0,\"X\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let _ = opened(&deep);
    }
}
