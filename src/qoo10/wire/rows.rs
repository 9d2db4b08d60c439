//! The rows of a list answer, kept as text and read one at a time, so that one bad row spoils no other
//! and a large answer stays in memory once.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::envelope::{Answer, find_span};
use super::lenient::expected_message;
use super::numbers;
use crate::domain::unread::{ParsedList, UnreadRow};
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;
use crate::vocabulary::{Message, msg};

/// A list answer: its text, and where each row stands in it.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    body: String,
    spans: Vec<Range<usize>>,
    damaged: Vec<usize>,
    /// Whether there is no list, only one row.
    is_bare: bool,
}

impl Rows {
    /// Finds the rows: `ResultObject` is a list, one bare row, or empty as null, `[]` or blank text.
    ///
    /// # Errors
    /// When it is anything else, or absent: that is no empty list.
    pub fn from_answer(method: Method, answer: Answer) -> Result<Self, Error> {
        let Answer { body, result, damaged, .. } = answer;
        let absent = || Error::Unreadable { method, detail: msg!("qoo10-key_missing", key = RESULT) };
        let range = result.ok_or_else(absent)?;
        let is_bare = body[range.clone()].starts_with('{');
        let spans = find_spans(method, &body, &body[range])?;
        Ok(Self { body, spans, damaged, is_bare })
    }

    /// The same for a list of orders: a bare object has to be one.
    ///
    /// # Errors
    /// When it is anything else, or absent.
    pub fn from_orders_answer(method: Method, answer: Answer) -> Result<Self, Error> {
        let rows = Self::from_answer(method, answer)?;
        if rows.is_bare && numbers::find_numbers(rows.get(0)).0.is_empty() {
            return Err(Error::Unreadable { method, detail: describe_non_list(msg!("qoo10-found_no_row")) });
        }
        Ok(rows)
    }

    /// Reads each row; what a reader cannot read is kept as unread, under the numbers in its bytes.
    pub fn parse_each<T>(&self, read: impl Fn(&str) -> Result<T, Message>) -> ParsedList<T> {
        let mut listed = ParsedList::default();
        for json in self.iter() {
            listed.push(read(json).map_err(|problem| to_unread_row(json, problem)));
        }
        listed
    }

    /// Whether bytes of a row were no UTF-8.
    pub fn is_damaged(&self, index: usize) -> bool {
        let span = &self.spans[index];
        let first = self.damaged.partition_point(|place| *place < span.start);
        self.damaged.get(first).is_some_and(|place| *place < span.end)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

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

/// A row's bytes: what could not be made proper stands in a text of its own (`mend`).
pub fn unpack_row(json: &str) -> Cow<'_, str> {
    match json.starts_with('"') {
        true => serde_json::from_str(json).map_or(Cow::Borrowed(json), Cow::Owned),
        false => Cow::Borrowed(json),
    }
}

/// What is wrong with a row of a method's answer.
pub fn describe_problem(method: Method, problem: Message) -> Message {
    msg!("qoo10-row", method = method.to_string(), problem = problem)
}

const RESULT: &str = "ResultObject";

fn describe_non_list(found: Message) -> Message {
    expected_message(msg!("qoo10-a_list_of_rows"), found).with("key", RESULT)
}

/// A row that a reader cannot read.
pub fn to_unread_row(json: &str, problem: Message) -> UnreadRow {
    // Whom the row may be about decides what must not be sent or settled meanwhile (IMP-17).
    let (orders, carts) = numbers::find_numbers(&unpack_row(json));
    UnreadRow { orders, carts, problem }
}

/// The most rows of an answer, some three times as many as real ones fit into the largest: a list of nothing
/// but commas must not take a hundred times its size.
const MAX_ROWS: usize = 500_000;

/// The elements of a list, at most [`MAX_ROWS`].
struct RowSlices<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for RowSlices<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = RowSlices<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of rows")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RowSlices<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element()? {
                    if rows.len() == MAX_ROWS {
                        return Err(de::Error::custom("too many rows"));
                    }
                    rows.push(row);
                }
                Ok(RowSlices(rows))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

fn find_spans(method: Method, body: &str, result: &str) -> Result<Vec<Range<usize>>, Error> {
    let unreadable = |found: Message| Error::Unreadable { method, detail: describe_non_list(found) };
    match result.as_bytes().first() {
        Some(b'[') => {
            let rows: RowSlices<'_> = serde_json::from_str(result).map_err(|e| {
                unreadable(match e.is_data() {
                    true => msg!("qoo10-found_too_many", most = MAX_ROWS),
                    false => msg!("qoo10-found_damaged"),
                })
            })?;
            Ok(rows.0.into_iter().map(|row| find_span(body, row.get())).collect())
        }
        Some(b'n') => Ok(Vec::new()),
        Some(b'{') if result[1..].trim_start().starts_with('}') => {
            Err(unreadable(msg!("qoo10-found_empty_object")))
        }
        Some(b'{') => Ok(vec![find_span(body, result)]),
        Some(b'"') if result.trim_matches(['"', ' ']).is_empty() => Ok(Vec::new()),
        Some(b'"') => Err(unreadable(msg!("qoo10-a_text"))),
        _ => Err(unreadable(msg!("qoo10-found_number_or_word"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::GET_SHIPPING_INFO as METHOD;
    use crate::qoo10::wire::envelope;

    fn rows(result: &str) -> Result<Vec<String>, Error> {
        let body = format!("{{\"ResultCode\":0,\"ResultObject\":{result}}}");
        let answer = envelope::parse(METHOD, body.into_bytes()).unwrap();
        Rows::from_answer(METHOD, answer).map(|rows| rows.iter().map(str::to_owned).collect())
    }

    #[test]
    fn all_empty_forms_are_empty() {
        for form in ["null", "[]", "[ ]", "\"\"", "\"  \""] {
            assert_eq!(rows(form), Ok(vec![]), "{form}");
        }
    }

    #[test]
    fn an_object_in_place_of_the_list_or_nothing_is_no_empty_list() {
        for form in ["{}", "{ }"] {
            assert!(rows(form).unwrap_err().to_string().contains("qoo10-found_empty_object"), "{form}");
        }
        let orders = |body: &str| {
            Rows::from_orders_answer(METHOD, envelope::parse(METHOD, body.as_bytes().to_vec()).unwrap())
        };
        for body in [
            r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#,
            r#"{"ResultCode":0,"ResultObject":{"Message":"busy"}}"#,
            r#"{"ResultCode":0,"ResultObject":{"0":{"OrderNo":"x"}}}"#,
        ] {
            assert!(orders(body).unwrap_err().to_string().contains("ResultObject"), "{body}");
        }
        assert_eq!(orders(r#"{"ResultCode":0,"ResultObject":{"orderNo":7}}"#).unwrap().len(), 1);
        assert_eq!(orders(r#"{"ResultCode":0,"ResultObject":[{"Message":"busy"}]}"#).unwrap().len(), 1);
    }

    #[test]
    fn a_row_that_cannot_be_read_is_kept_under_its_numbers() {
        let body = r#"{"ResultCode":0,"ResultObject":[{"OrderNo":7,"X":oops},{"OrderNo":8}]}"#;
        let rows =
            Rows::from_answer(METHOD, envelope::parse(METHOD, body.as_bytes().to_vec()).unwrap()).unwrap();
        assert_eq!(unpack_row(rows.get(0)), r#"{"OrderNo":7,"X":oops}"#);
        let (read, unread) = rows
            .parse_each(|json| match json.starts_with('{') {
                true => Ok(json.len()),
                false => Err(msg!("qoo10-bulk_other")),
            })
            .split();
        assert_eq!(read, [13]);
        assert_eq!(
            (unread[0].numbers(), &unread[0].problem),
            (vec!["7".to_owned()], &msg!("qoo10-bulk_other"))
        );
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
