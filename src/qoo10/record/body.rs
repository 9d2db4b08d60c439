//! An answer's body as it may be handed on. Of one that is no whole JSON nothing is kept but what kind it
//! is, so that it can be served again as the same kind of failure.

use serde::Serialize;
use serde_json::value::RawValue;

use super::json;
use super::value::{Redactor, Tally};
use crate::qoo10::wire::{envelope, repair};

/// What kind of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyForm {
    /// JSON, made proper where it was not.
    Json,
    Blank,
    /// A web page, or XML.
    Markup,
    /// The gateway's plain text for what it does not know.
    CannotFind,
    OtherText,
    /// JSON that ends inside a row.
    CutShort,
    /// JSON whose rows cannot be told apart.
    RowsUnclear,
    /// Another encoding.
    NotUtf8,
}

/// A body without anything of a buyer's or the shop's.
#[derive(Debug, Serialize)]
pub struct RecordedBody {
    pub form: BodyForm,
    /// How long it was.
    pub bytes: usize,
    /// A byte order mark and white space before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Whether bytes in it were no UTF-8: each stands as U+FFFD.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_lost_bytes: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Box<RawValue>>,
}

/// Makes a body of an answer fit to be handed on.
pub(super) fn record_body(redactor: &Redactor, body: Vec<u8>, tally: &mut Tally) -> RecordedBody {
    let bytes = body.len();
    let bare = |form| RecordedBody { form, bytes, lead: String::new(), has_lost_bytes: false, value: None };
    let Ok((text, damaged)) = envelope::decode(body) else { return bare(BodyForm::NotUtf8) };
    let start = text.len() - text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).len();
    let (lead, json) = (text[..start].to_owned(), text[start..].trim());
    if json.is_empty() {
        return RecordedBody { lead, ..bare(BodyForm::Blank) };
    }
    let is_proper = serde_json::from_str::<&RawValue>(json).is_ok() && !repair::has_lone_surrogate(json);
    // As the client reads it: strictly first, and mended where that fails.
    let redacted = match json.as_bytes().first() {
        _ if is_proper => Ok(json::redact_json(redactor, json, tally)),
        Some(b'{') => {
            let places: Vec<usize> = damaged.iter().filter_map(|place| place.checked_sub(start)).collect();
            match repair::mend(json, &places) {
                Ok(mended) => Ok(json::redact_json(redactor, &mended.text, tally)),
                Err(error) if error.ends => Err(BodyForm::CutShort),
                Err(_) => Err(BodyForm::RowsUnclear),
            }
        }
        Some(b'<') => Err(BodyForm::Markup),
        _ if json.starts_with("Can't find ") => Err(BodyForm::CannotFind),
        _ => Err(BodyForm::OtherText),
    };
    match redacted.map(RawValue::from_string) {
        Ok(Ok(value)) => RecordedBody {
            lead,
            has_lost_bytes: !damaged.is_empty(),
            value: Some(value),
            ..bare(BodyForm::Json)
        },
        // A writer's own fault would be no reason to show the text.
        Ok(Err(_)) => bare(BodyForm::RowsUnclear),
        Err(form) => bare(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::record::cipher::SEED_BYTES;

    fn record(body: &[u8]) -> RecordedBody {
        record_body(&Redactor::new(&[5; SEED_BYTES]), body.to_vec(), &mut Tally::default())
    }

    #[test]
    fn of_an_answer_that_is_no_json_only_its_kind_is_kept() {
        for (body, form) in [
            (&b"<html>Hanako</html>"[..], BodyForm::Markup),
            (b"Hanako is busy", BodyForm::OtherText),
            (b"Can't find service Name Hanako", BodyForm::CannotFind),
            (b"  \r\n", BodyForm::Blank),
            (b"", BodyForm::Blank),
            (b"{\"ResultCode\":0,\"ResultObject\":[{\"Buyer\":\"Hanako", BodyForm::CutShort),
            (b"{\"ResultCode\":0,\"ResultObject\":[{\"PackNo\":41}]]]}", BodyForm::RowsUnclear),
        ] {
            let recorded = record(body);
            assert_eq!((recorded.form, recorded.bytes, recorded.value.is_none()), (form, body.len(), true));
            assert!(!serde_json::to_string(&recorded).unwrap().contains("Hanako"));
        }
        assert_eq!(record(&[0xff, 0xfe].repeat(200_000)).form, BodyForm::NotUtf8);
    }

    #[test]
    fn a_row_that_can_be_mended_is_kept_mended() {
        for (buyer, has_lost_bytes) in
            [(&b"a\nb"[..], false), (b"say \"hi\"", false), (b"half \\ud83d", false), (b"\x93\xfa", true)]
        {
            let before = "\u{feff}\r\n{\"ResultCode\":0,\"ResultObject\":[{\"OrderQty\":1,\"Buyer\":\"";
            let recorded = record(&[before.as_bytes(), buyer, b"\"}]}"].concat());
            assert_eq!((recorded.form, recorded.has_lost_bytes), (BodyForm::Json, has_lost_bytes));
            assert_eq!(recorded.lead, "\u{feff}\r\n");
            let value: serde_json::Value = serde_json::from_str(recorded.value.unwrap().get()).unwrap();
            assert_eq!(value["ResultObject"][0]["OrderQty"], 1);
            let buyer = value["ResultObject"][0]["Buyer"].as_str().unwrap();
            assert!(buyer.contains('\u{fffd}') || !has_lost_bytes, "{buyer:?}");
        }
    }
}
