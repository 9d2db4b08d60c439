//! The answer of CreateCertificationKey: a seller key, or an empty text.

use super::envelope::Answer;
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;
use crate::vocabulary::msg;

const MAX_KEY_BYTES: usize = 4096;

/// The new key; none where Qoo10 gave an empty one. What was found never stands in the error.
///
/// # Errors
/// When there is something else.
pub fn parse_key(method: Method, answer: &Answer) -> Result<Option<String>, Error> {
    let json = answer.result.as_ref().map_or("null", |range| &answer.body[range.clone()]);
    let text: Option<String> = serde_json::from_str(json)
        .map_err(|_| Error::Unreadable { method, detail: msg!("qoo10-no_new_key") })?;
    let key = text.as_deref().map(str::trim).unwrap_or_default();
    if key.len() > MAX_KEY_BYTES || !key.bytes().all(|b| b.is_ascii_graphic()) {
        let detail = msg!("qoo10-new_key_characters");
        return Err(Error::Unreadable { method, detail });
    }
    Ok(Some(key.to_owned()).filter(|key| !key.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::CREATE_KEY;
    use crate::qoo10::wire::envelope;

    fn read(object: &str) -> Result<Option<String>, Error> {
        let body = format!(r#"{{"ResultObject":{object},"ResultCode":0,"ResultMsg":"SUCCESS"}}"#);
        parse_key(CREATE_KEY, &envelope::parse(CREATE_KEY, body.into_bytes()).unwrap())
    }

    #[test]
    fn a_key_is_a_text_without_blanks_and_an_empty_one_is_none() {
        assert_eq!(read(r#""S5b\/x+=_g_1_""#), Ok(Some("S5b/x+=_g_1_".to_owned())));
        assert_eq!(read(r#"" key\r\n""#), Ok(Some("key".to_owned())));
        for empty in [r#""""#, r#""  ""#, "null"] {
            assert_eq!(read(empty), Ok(None), "{empty}");
        }
        for bad in [r#""a b""#, r#""鍵secret""#, "17", r#"["secret"]"#] {
            let error = read(bad).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
