//! What a folder of `--record` holds, read from its files alone.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::sandbox::error::Error;
use crate::vocabulary::{Message, msg};

/// A recording, in the order of its exchanges.
#[derive(Debug, Default)]
pub struct RecordedDay {
    pub(super) exchanges: Vec<ReplayedExchange>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReplayedExchange {
    /// The name of its file.
    #[serde(skip)]
    pub(super) file: String,
    pub(super) method: String,
    pub(super) form: Vec<(String, String)>,
    pub(super) answer: Option<ReplayedAnswer>,
    pub(super) failure: Option<Breakdown>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReplayedAnswer {
    pub(super) status: u16,
    pub(super) retry_after_seconds: Option<u64>,
    pub(super) date: Option<String>,
    pub(super) body: Body,
}

/// No whole answer came.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Breakdown {
    pub(super) may_have_arrived: bool,
    pub(super) permanent: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Body {
    form: Form,
    #[serde(default)]
    lead: String,
    #[serde(default)]
    has_lost_bytes: bool,
    value: Option<Box<RawValue>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Json,
    Blank,
    Markup,
    CannotFind,
    OtherText,
    CutShort,
    RowsUnclear,
    NotUtf8,
}

/// So many bytes that are no UTF-8 are another encoding.
const OTHER_ENCODING: usize = 200_000;
const LOST: &str = "\u{fffd}";

impl RecordedDay {
    /// Reads a folder.
    ///
    /// # Errors
    /// When it holds no recording, or a file of it cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let is_none = || no_recording_error(folder);
        let entries = folder.read_dir().map_err(|_| is_none())?;
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(|_| is_none())?.file_name().to_string_lossy().into_owned();
            let is_numbered = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('-');
            if is_numbered && name.ends_with(".json") {
                names.push(name);
            }
        }
        names.sort_unstable();
        let read_one = |name: String| {
            let bad = |why: Message| {
                let message = msg!("replay-bad_file", file = folder.join(&name).display(), why = why);
                Error::usage(message.clone()).with_hint(message.attribute("next"))
            };
            let text = fs::read_to_string(folder.join(&name)).map_err(|e| bad(Message::from_system(&e)))?;
            let exchange: ReplayedExchange =
                serde_json::from_str(&text).map_err(|e| bad(Message::quoted(e.to_string())))?;
            Ok(ReplayedExchange { file: name.clone(), ..exchange })
        };
        let exchanges: Vec<ReplayedExchange> = names.into_iter().map(read_one).collect::<Result<_, _>>()?;
        if exchanges.is_empty() { Err(is_none()) } else { Ok(Self { exchanges }) }
    }
}

fn no_recording_error(folder: &Path) -> Error {
    let message = msg!("replay-no_recording", folder = folder.display());
    Error::usage(message.clone()).with_hint(message.attribute("next"))
}

impl Body {
    /// The bytes to send: those of the recording, or others of the same kind.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let text = match (self.form, &self.value) {
            (Form::Json, Some(value)) => format!("{}{}", self.lead, value.get()),
            (Form::Json, None) => format!("{}null", self.lead),
            (Form::Blank, _) => self.lead.clone(),
            (Form::Markup, _) => "<html><body></body></html>".to_owned(),
            (Form::CannotFind, _) => "Can't find service Name".to_owned(),
            (Form::OtherText, _) => "text".to_owned(),
            (Form::CutShort, _) => r#"{"ResultCode":0,"ResultObject":[{"Key":"#.to_owned(),
            (Form::RowsUnclear, _) => r#"{"ResultCode":0,"ResultObject":[{"Key":1}]]]}"#.to_owned(),
            (Form::NotUtf8, _) => return vec![0xff; OTHER_ENCODING],
        };
        if !self.has_lost_bytes {
            return text.into_bytes();
        }
        let parts: Vec<&[u8]> = text.split(LOST).map(str::as_bytes).collect();
        parts.join(&0xff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_served_as_it_was_written_down() {
        for (body, bytes) in [
            (r#"{"form":"json","value":{"Qty":1980.0000}}"#, &b"{\"Qty\":1980.0000}"[..]),
            ("{\"form\":\"json\",\"lead\":\"\u{feff}\",\"value\":[1]}", b"\xef\xbb\xbf[1]"),
            ("{\"form\":\"json\",\"has_lost_bytes\":true,\"value\":[\"a\u{fffd}\"]}", b"[\"a\xff\"]"),
            (r#"{"form":"blank"}"#, b""),
        ] {
            let read: Body = serde_json::from_str(body).unwrap();
            assert_eq!(read.to_bytes(), bytes, "{body}");
        }
    }

    #[test]
    fn a_folder_without_a_recording_and_a_damaged_file_are_named() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(RecordedDay::read(&folder.path().join("none")).unwrap_err().is_usage());
        assert!(RecordedDay::read(folder.path()).unwrap_err().is_usage());
        fs::write(folder.path().join("00001-A.B.json"), "{").unwrap();
        let error = RecordedDay::read(folder.path()).unwrap_err();
        assert!(error.to_string().contains("00001-A.B.json"), "{error}");
        fs::write(folder.path().join("00001-A.B.json"), r#"{"method":"A.B","form":[["X","1"]]}"#).unwrap();
        fs::write(folder.path().join("commands.jsonl"), "{}").unwrap();
        assert_eq!(RecordedDay::read(folder.path()).unwrap().exchanges.len(), 1);
    }
}
