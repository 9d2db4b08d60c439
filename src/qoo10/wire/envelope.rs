//! The four envelopes of an answer (docs/qoo10-api.md): data, command, gateway refusal, plain text.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::loose::Loose;
use crate::domain::said::Said;
use crate::domain::text;
use crate::qoo10::error::{Error, SELLER_KEY};
use crate::qoo10::method::Method;
use crate::qoo10::transport::Sent;

/// An answer.
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
}

impl Answer {
    /// The same without the seller key in Qoo10's words, should they repeat it.
    pub(in crate::qoo10) fn without(mut self, key: &str) -> Self {
        if !key.is_empty() && self.message.contains(key) {
            self.message = self.message.replace(key, SELLER_KEY);
        }
        self
    }
}

/// Why there is no successful answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// It is an answer, and it says no.
    Error(Error),
    /// It is no whole answer of Qoo10: what it is.
    Garbled(Said),
}

/// What [`Closed::Garbled`] says of an empty body, which a key that is not active yet gets.
pub const EMPTY_BODY: &str = "the answer is empty";

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "ErrorCode", borrow, default)]
    error_code: Loose<'a>,
    #[serde(rename = "ErrorMsg", borrow, default)]
    error_msg: Loose<'a>,
    #[serde(rename = "ResultCode", borrow, default)]
    result_code: Loose<'a>,
    #[serde(rename = "ResultMsg", borrow, default)]
    result_msg: Loose<'a>,
    #[serde(rename = "ResultObject", borrow, default)]
    result_object: Option<&'a RawValue>,
}

/// Reads the envelope of an answer with HTTP status 200.
///
/// # Errors
/// When the gateway or the key's owner says no, or it is no answer.
pub fn open(method: Method, body: Vec<u8>) -> Result<Answer, Closed> {
    let body = match String::from_utf8(body) {
        Ok(body) => body,
        Err(e) => String::from_utf8_lossy(e.as_bytes()).into_owned(),
    };
    let json = body.trim_start_matches('\u{feff}').trim();
    if json.is_empty() {
        return Err(Closed::Garbled(Said::new(EMPTY_BODY, "応答が空です")));
    }
    if json.starts_with("Can't find ") {
        let detail = format!("Qoo10 does not know this method (\"{}\")", text::excerpt(json, 80));
        return Err(Closed::Error(Error::Unreadable { method, detail }));
    }
    let envelope: Envelope<'_> = serde_json::from_str(json).map_err(|e| garbled(json, &e))?;
    let words = |loose: &Loose<'_>| loose.text().ok().flatten().unwrap_or_default();
    let error_code = envelope.error_code.int().unwrap_or(0);
    if error_code != 0 {
        return Err(Closed::Error(refusal(method, error_code, words(&envelope.error_msg))));
    }
    let message = words(&envelope.result_msg);
    let code = envelope.result_code.int().map_err(|unfit| {
        let detail = format!("ResultCode {}", unfit.0);
        Closed::Error(Error::Unreadable { method, detail })
    })?;
    if is_about_the_key(code) {
        return Err(Closed::Error(Error::KeyRefused { method, sent: Sent::No, code: Some(code), message }));
    }
    let result = envelope.result_object.map(|raw| position(&body, raw.get()));
    Ok(Answer { code, result, message, body })
}

fn garbled(json: &str, error: &serde_json::Error) -> Closed {
    Closed::Garbled(if json.starts_with('<') {
        Said::new(
            "the answer is a page of HTML or XML, not JSON",
            "応答がJSONではなくHTMLまたはXMLのページです",
        )
    } else if error.is_eof() {
        let bytes = json.len();
        Said::new(
            format!("the answer broke off after {bytes} bytes"),
            format!("応答が{bytes}バイトで途切れました"),
        )
    } else {
        let (line, column) = (error.line(), error.column());
        Said::new(
            format!("the answer is not JSON (line {line}, column {column})"),
            format!("応答がJSONではありません({line}行{column}文字目)"),
        )
    })
}

/// Key problems are told in `ErrorCode` or in `ResultCode`, with these codes.
fn is_about_the_key(code: i64) -> bool {
    matches!(code, -10000 | -90005..=-90001)
}

fn refusal(method: Method, code: i64, message: String) -> Error {
    if is_about_the_key(code) || message.contains("Invalid Access") {
        Error::KeyRefused { method, sent: Sent::No, code: Some(code), message }
    } else {
        Error::Code { method, sent: Sent::No, code, message }
    }
}

/// Where `part`, a slice of `whole`, begins and ends.
pub(super) fn position(whole: &str, part: &str) -> std::ops::Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::GET_SHIPPING_INFO as METHOD;

    fn opened(body: &str) -> Result<Answer, Closed> {
        open(METHOD, body.as_bytes().to_vec())
    }

    #[test]
    fn success_in_every_dress() {
        for body in [
            r#"{"ResultObject":[1],"ResultCode":0,"ResultMsg":"SUCCESS"}"#,
            r#"{"ResultCode":"0","ResultMsg":"成功","ResultObject":[1]}"#,
            r#"{"ResultCode":0.0,"ResultMsg":null,"ResultObject":[1],"Extra":{"a":[]}}"#,
            "\u{feff}\r\n {\"ResultCode\":0,\"ErrorCode\":null,\"ResultObject\":[1]} \n",
            r#"{"ResultCode":0,"ErrorCode":0,"ErrorMsg":"","ResultObject":[1]}"#,
        ] {
            let answer = opened(body).unwrap();
            assert_eq!(&answer.body[answer.result.unwrap()], "[1]", "{body}");
        }
        assert_eq!(opened(r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#).unwrap().result, None);
        assert_eq!(opened(r#"{"ResultCode":0,"ResultObject":null}"#).unwrap().result, None);
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
            assert!(matches!(opened(body), Err(Closed::Error(Error::KeyRefused { .. }))), "{body}");
        }
    }

    #[test]
    fn other_codes_are_answers_too() {
        let code = |body: &str| match opened(body) {
            Ok(answer) => answer.code,
            Err(Closed::Error(Error::Code { code, .. })) => code,
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
        for body in ["", "  \n", "\u{feff}", "<html>busy</html>", r#"{"ResultCode":0,"Resu"#, "busy", "[1,2"]
        {
            assert!(matches!(opened(body), Err(Closed::Garbled(_))), "{body}");
        }
        for body in [r#"{"ResultObject":[]}"#, r#"{"ResultCode":"ok"}"#, "Can't find service Name Foo"] {
            assert!(matches!(opened(body), Err(Closed::Error(Error::Unreadable { .. }))), "{body}");
        }
        assert!(matches!(open(METHOD, vec![0xff, 0xfe]), Err(Closed::Garbled(_))));
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let deep = format!("{{\"ResultCode\":0,\"X\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let _ = opened(&deep);
    }
}
