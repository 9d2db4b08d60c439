//! The rows of a list answer, kept as text and read one at a time, so that one bad row spoils no other
//! and a large answer stays in memory once.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::envelope::{Answer, position};
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;

/// A list answer: its text, and where each row stands in it.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    body: String,
    spans: Vec<Range<usize>>,
}

impl Rows {
    /// Finds the rows: `ResultObject` is a list, one bare row, or empty as null, `[]`, blank text or nothing.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn read(method: Method, answer: Answer) -> Result<Self, Error> {
        let Answer { body, result, .. } = answer;
        let spans = match &result {
            None => Vec::new(),
            Some(range) => find(method, &body, &body[range.clone()])?,
        };
        Ok(Self { body, spans })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// A row's JSON text.
    pub fn get(&self, index: usize) -> &str {
        &self.body[self.spans[index].clone()]
    }

    /// The rows' JSON texts, in the order of the answer.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(|span| &self.body[span.clone()])
    }
}

/// The most rows of an answer, some three times as many as real ones fit into the largest: a list of nothing
/// but commas must not take a hundred times its size.
const MOST_ROWS: usize = 500_000;

/// The elements of a list, at most [`MOST_ROWS`].
struct Found<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Found<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Found<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of rows")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element()? {
                    if rows.len() == MOST_ROWS {
                        return Err(de::Error::custom("too many rows"));
                    }
                    rows.push(row);
                }
                Ok(Found(rows))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

fn find(method: Method, body: &str, result: &str) -> Result<Vec<Range<usize>>, Error> {
    let unreadable = |found: &str| Error::Unreadable {
        method,
        detail: format!("ResultObject should be a list of rows, but it is {found}"),
    };
    match result.as_bytes().first() {
        Some(b'[') => {
            let rows: Found<'_> = serde_json::from_str(result).map_err(|e| {
                let too_many = format!("one of more than {MOST_ROWS}");
                unreadable(if e.is_data() { &too_many } else { "damaged" })
            })?;
            Ok(rows.0.into_iter().map(|row| position(body, row.get())).collect())
        }
        Some(b'{') if result.trim_matches(['{', '}', ' ']).is_empty() => Ok(Vec::new()),
        Some(b'{') => Ok(vec![position(body, result)]),
        Some(b'"') if result.trim_matches(['"', ' ']).is_empty() => Ok(Vec::new()),
        Some(b'"') => Err(unreadable("text")),
        _ => Err(unreadable("a number or a word")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::GET_SHIPPING_INFO as METHOD;
    use crate::qoo10::wire::envelope;

    fn rows(result: &str) -> Result<Vec<String>, Error> {
        let body = format!("{{\"ResultCode\":0,\"ResultObject\":{result}}}");
        let answer = envelope::open(METHOD, body.into_bytes()).unwrap();
        Rows::read(METHOD, answer).map(|rows| rows.iter().map(str::to_owned).collect())
    }

    #[test]
    fn all_empty_forms_are_empty() {
        for form in ["null", "[]", "[ ]", "\"\"", "\"  \"", "{}"] {
            assert_eq!(rows(form), Ok(vec![]), "{form}");
        }
    }

    #[test]
    fn a_bare_row_is_a_list_of_one() {
        assert_eq!(rows(r#"{"a":1}"#), Ok(vec![r#"{"a":1}"#.to_owned()]));
        assert_eq!(rows(r#"[{"a":1}, 2]"#), Ok(vec![r#"{"a":1}"#.to_owned(), "2".to_owned()]));
    }

    #[test]
    fn anything_else_is_said() {
        for form in ["1", "true", "\"rows\""] {
            let error = rows(form).unwrap_err().to_string();
            assert!(error.contains("GetShippingInfo_v3") && error.contains("ResultObject"), "{error}");
        }
    }
}
