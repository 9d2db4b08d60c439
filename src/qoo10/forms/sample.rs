//! The part of an answer that is looked at: all of a small one, the first rows of a large one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// A larger answer is looked at by the rows within its first bytes: a list of 160 MB costs no more than one
/// of some hundred kB, and its `ResultCode`, which stands at its end, is left to smaller answers.
const MAX_BYTES: usize = 128 << 10;
/// So many rows are looked at.
const MAX_ROWS: usize = 100;

/// The keys of an object with their values as they are written.
pub(super) type Fields<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// An answer, as far as it is looked at.
pub(super) struct Sample<'a> {
    /// The envelope.
    pub(super) fields: Fields<'a>,
    /// The objects in `ResultObject`: of a list, of a page of items, or the one that it is itself.
    pub(super) rows: Vec<Fields<'a>>,
}

/// The text that is looked at; none where there is no whole row in it, or it is no UTF-8.
pub(super) fn cut_body(body: &[u8]) -> Option<Cow<'_, str>> {
    if body.len() <= MAX_BYTES {
        return std::str::from_utf8(body).ok().map(Cow::Borrowed);
    }
    let end = find_last_row_end(body.get(..MAX_BYTES)?)?;
    let rows = std::str::from_utf8(body.get(..end)?).ok()?;
    Some(Cow::Owned(format!("{rows}]}}")))
}

/// Where the last whole row of a list ends, the list standing in the envelope.
fn find_last_row_end(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut is_text, mut is_escaped, mut end) = (0_u32, false, false, None);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            _ if is_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if *byte == b'}' && depth == 2 {
                    end = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    end
}

impl<'a> Sample<'a> {
    /// Reads the envelope; none where it is no JSON object.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let json = text.trim_start_matches('\u{feff}').trim();
        let fields: Fields<'a> = serde_json::from_str(json).ok()?;
        let rows = fields.get("ResultObject").map(|raw| read_rows(raw)).unwrap_or_default();
        Some(Self { fields, rows })
    }

    /// Whether its codes say nothing bad, or it was cut before it could say.
    pub(super) fn is_success(&self) -> bool {
        let is_zero = |key: &str| self.get_code(key).is_none_or(|code| code == 0);
        is_zero("ErrorCode") && is_zero("ResultCode")
    }

    /// A code, bare or quoted.
    pub(super) fn get_code(&self, key: &str) -> Option<i64> {
        self.fields.get(key)?.get().trim_matches('"').trim().parse().ok()
    }

    /// `ResultObject` as it is written.
    pub(super) fn get_result(&self) -> Option<&'a str> {
        self.fields.get("ResultObject").map(|raw| raw.get())
    }
}

fn read_rows(raw: &RawValue) -> Vec<Fields<'_>> {
    let json = raw.get();
    if json.starts_with('[') {
        return read_list(json);
    }
    let one: Option<Fields<'_>> = serde_json::from_str(json).ok();
    match one {
        Some(page) if page.contains_key("Items") && page.contains_key("TotalItems") => {
            page.get("Items").map(|items| read_list(items.get())).unwrap_or_default()
        }
        one => one.into_iter().collect(),
    }
}

pub(super) fn read_list(json: &str) -> Vec<Fields<'_>> {
    let rows: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
    // A row that is no object shows no form; the readers tell it as unread.
    rows.into_iter().take(MAX_ROWS).filter_map(|row| serde_json::from_str(row.get()).ok()).collect()
}

/// The text of a JSON value; none for null and for what is no text.
pub(super) fn get_text(raw: &RawValue) -> Option<String> {
    serde_json::from_str::<Option<String>>(raw.get()).ok().flatten()
}

/// A whole number, bare or quoted, perhaps with zeros after the point.
pub(super) fn get_number(raw: &RawValue) -> Option<i64> {
    let text = raw.get().trim_matches('"').trim();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    rest.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_answer_is_cut_behind_a_whole_row() {
        let row = r#"{"OrderNo":7,"Option":"a}],[{\" / b","X":{"y":[1]}}"#;
        let body = format!("{{\"ResultObject\":[{}],\"ResultCode\":0}}", vec![row; 5_000].join(","));
        let text = cut_body(body.as_bytes()).unwrap();
        assert!(text.len() <= MAX_BYTES + 2 && text.len() > MAX_BYTES - 100, "{}", text.len());
        assert_eq!(Sample::parse(&text).unwrap().rows.len(), MAX_ROWS);
        let small = r#"{"ResultObject":[{"OrderNo":7}],"ResultCode":"0"}"#;
        let text = cut_body(small.as_bytes()).unwrap();
        let sample = Sample::parse(&text).unwrap();
        assert_eq!((sample.rows.len(), sample.get_code("ResultCode")), (1, Some(0)));
        for bad in ["[".repeat(MAX_BYTES + 1), "}".repeat(MAX_BYTES + 1), "x".repeat(MAX_BYTES + 1)] {
            assert_eq!(cut_body(bad.as_bytes()), None);
        }
        assert_eq!(cut_body(&[0xff; 9]), None);
    }
}
