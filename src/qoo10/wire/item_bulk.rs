//! Answers of the bulk calls on items. What their rows look like is not documented: what can be told from
//! codes, counts and rows is told, the rest has to be read back (docs/qoo10-api.md).

use serde_json::Value;

use super::envelope::Answer;
use super::lenient::{LenientValue, UnexpectedValue};

/// What a bulk answer says of one of the rows that were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAnswer {
    /// Qoo10 took it.
    Accepted,
    /// Qoo10 refused it with this code.
    Refused(i64),
    /// Qoo10 refused the whole call with this code, without a word on its rows.
    RefusedWhole(i64),
    /// It may have been either: only reading back tells. The code is that of the whole.
    Unreported(i64),
}

/// What tells a sent row from the others in an answer that repeats it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentRow {
    /// Qoo10's item code.
    pub item_code: String,
    /// The option's values as they were sent; blank for an item without options.
    pub option_value: String,
}

/// A row of the answer.
struct AnsweredRow {
    item_code: Option<String>,
    option_value: Option<String>,
    code: Option<i64>,
}

/// What the answer says of each of the rows `sent`, in their order.
pub fn parse(answer: &Answer, sent: &[SentRow]) -> Vec<RowAnswer> {
    let (told, unread) =
        answer.result.as_ref().map(|range| parse_rows(&answer.body[range.clone()])).unwrap_or_default();
    let failed = parse_failed_count(&answer.message);
    let bad = told.iter().filter(|row| row.code.is_some_and(|code| code != 0)).count();
    // What cannot be read may be a failure, unless the counts say that there is none.
    let is_all_well = bad == 0 && (failed == Some(0) || failed.is_none() && unread == 0);
    if answer.code == 0 && is_all_well {
        return vec![RowAnswer::Accepted; sent.len()];
    }
    let whole = if answer.code == 0 { -1 } else { answer.code };
    let may_be_partly_done = whole == -1;
    if answer.code == 0 && failed.is_none() && unread > 0 {
        let codes = sent.iter().map(|row| find_code(row, sent, &told));
        return codes.map(|code| code.map_or(RowAnswer::Unreported(0), convert_code)).collect();
    }
    if !may_be_partly_done && told.is_empty() && unread == 0 && failed.is_none() {
        return vec![RowAnswer::RefusedWhole(whole); sent.len()];
    }
    if sent.len() == 1 || failed == Some(sent.len()) || (!may_be_partly_done && told.is_empty()) {
        let own = |place: usize| told.get(place).and_then(|row| row.code).filter(|code| *code != 0);
        return (0..sent.len()).map(|place| RowAnswer::Refused(own(place).unwrap_or(whole))).collect();
    }
    let codes: Vec<Option<i64>> = sent.iter().map(|row| find_code(row, sent, &told)).collect();
    let refused = codes.iter().flatten().filter(|code| **code != 0).count();
    // Rows that are not mentioned were taken only if those that are make up all the failures.
    let rest_is_taken = failed.is_some_and(|failed| failed == refused);
    let one = |code: &Option<i64>| match code {
        Some(code) => convert_code(*code),
        None if rest_is_taken => RowAnswer::Accepted,
        None => RowAnswer::Unreported(whole),
    };
    if refused == 0 {
        // It says that some failed, and shows none of them: no row's 0 can be relied on.
        return vec![RowAnswer::Unreported(whole); sent.len()];
    }
    codes.iter().map(one).collect()
}

fn convert_code(code: i64) -> RowAnswer {
    match code {
        0 => RowAnswer::Accepted,
        code => RowAnswer::Refused(code),
    }
}

/// The code that the answer gives for a row: of the only row that fits it.
fn find_code(row: &SentRow, sent: &[SentRow], told: &[AnsweredRow]) -> Option<i64> {
    let fits = |told: &&AnsweredRow| {
        told.item_code.as_deref() == Some(row.item_code.as_str())
            && (row.option_value.is_empty()
                || told.option_value.as_deref() == Some(row.option_value.as_str()))
    };
    let mut fitting = told.iter().filter(fits);
    let is_only_one = sent.iter().filter(|other| *other == row).count() == 1;
    match (fitting.next(), fitting.next()) {
        (Some(only), None) if is_only_one => only.code,
        _ => None,
    }
}

/// The m of `SUCCESS:n,FAIL:m`.
fn parse_failed_count(message: &str) -> Option<usize> {
    let upper = message.to_ascii_uppercase();
    let (_, after) = upper.split_once("FAIL")?;
    let digits: String = after
        .trim_start_matches(|c: char| !c.is_ascii_digit() && c != ',')
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// The rows, and how many cannot be read.
fn parse_rows(json: &str) -> (Vec<AnsweredRow>, usize) {
    let (mut rows, mut unread) = (Vec::new(), 0);
    match serde_json::from_str::<Value>(json) {
        Ok(value) => collect_rows(&value, &mut rows, &mut unread, 0),
        Err(_) => unread += 1,
    }
    (rows, unread)
}

fn collect_rows(value: &Value, rows: &mut Vec<AnsweredRow>, unread: &mut usize, depth: u8) {
    match value {
        Value::Array(list) if depth < 4 => {
            list.iter().for_each(|one| collect_rows(one, rows, unread, depth + 1))
        }
        // A row that could not be made proper.
        Value::String(text) if text.starts_with('{') => *unread += 1,
        Value::Object(object) => {
            let field = |names: &[&str]| {
                let named =
                    object.iter().find(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
                named.map(|(_, value)| to_lenient(value))
            };
            let row = AnsweredRow {
                item_code: field(&["ItemCode", "GdNo", "ItemNo"])
                    .and_then(|code| code.to_text().ok().flatten()),
                option_value: field(&["OptionValue"]).map(|value| match value {
                    LenientValue::Text(text) => text.into_owned(),
                    other => other.to_text().ok().flatten().unwrap_or_default(),
                }),
                code: field(&["ResultCode", "result_cd", "ErrorCode"]).and_then(|code| code.to_int().ok()),
            };
            if row.item_code.is_some() || row.code.is_some() && !object.values().any(Value::is_array) {
                rows.push(row);
            }
            let lists = object.values().filter(|value| value.is_array());
            lists.for_each(|one| collect_rows(one, rows, unread, depth + 1));
        }
        _ => {}
    }
}

fn to_lenient(value: &Value) -> LenientValue<'static> {
    match value {
        Value::Null => LenientValue::Null,
        Value::Number(number) => match number.as_i64() {
            Some(whole) => LenientValue::Int(whole),
            None => LenientValue::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => LenientValue::Text(text.clone().into()),
        Value::Array(_) => LenientValue::Unexpected(UnexpectedValue::List),
        Value::Object(_) => LenientValue::Unexpected(UnexpectedValue::Object),
        Value::Bool(flag) => LenientValue::Unexpected(UnexpectedValue::Flag(*flag)),
    }
}

#[cfg(test)]
mod tests {
    use super::RowAnswer::{Accepted, Refused, RefusedWhole, Unreported};
    use super::*;
    use crate::qoo10::method::SET_QTY_BULK;
    use crate::qoo10::wire::envelope;

    fn read_body(body: &str, sent: &[(&str, &str)]) -> Vec<RowAnswer> {
        let answer = envelope::parse(SET_QTY_BULK, body.as_bytes().to_vec()).unwrap();
        let row = |(item, option): &(&str, &str)| SentRow {
            item_code: (*item).to_owned(),
            option_value: (*option).to_owned(),
        };
        parse(&answer, &sent.iter().map(row).collect::<Vec<_>>())
    }

    const TWO: [(&str, &str); 2] = [("81", ""), ("82", "")];

    #[test]
    fn success_of_all_is_success_of_each() {
        for body in [
            r#"{"ResultCode":0,"ResultMsg":"SUCCESS:2,FAIL:0"}"#,
            r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":null}"#,
            r#"{"ResultCode":"0","ResultMsg":"","ResultObject":[{"ItemCode":"81","ResultCode":0},
                {"ItemCode":"82","ResultCode":"0"}]}"#,
            r#"{"ResultCode":0,"ResultObject":["System.Collections.Generic.Dictionary","x"]}"#,
        ] {
            assert_eq!(read_body(body, &TWO), [Accepted, Accepted], "{body}");
        }
    }

    #[test]
    fn rows_with_codes_tell_which_failed() {
        for body in [
            r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":[
                {"ItemCode":"81","ResultCode":0},{"ItemCode":"82","ResultCode":-10001}]}"#,
            r#"{"ResultCode":-1,"ResultMsg":"","ResultObject":[{"ItemCode":82,"ResultCode":"-10001"},
                {"ItemCode":81,"ResultCode":"0"}]}"#,
            r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":[
                {"ItemCode":"82","ResultCode":-10001}]}"#,
            r#"{"ResultCode":0,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":{"ResultObject":[
                {"itemCode":"82","result_cd":-10001}]}}"#,
        ] {
            assert_eq!(read_body(body, &TWO), [Accepted, Refused(-10001)], "{body}");
        }
    }

    #[test]
    fn what_the_answer_leaves_open_has_to_be_read_back() {
        for body in [
            r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1"}"#,
            r#"{"ResultCode":0,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":null}"#,
            r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":[{"ItemCode":"81","Qty":"5"},
                {"ItemCode":"82","Qty":"5"}]}"#,
            r#"{"ResultCode":-1,"ResultMsg":"x","ResultObject":[{"ItemCode":"81","ResultCode":0},
                {"ItemCode":"82","ResultCode":0}]}"#,
        ] {
            assert_eq!(read_body(body, &TWO), [Unreported(-1); 2], "{body}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_has_to_be_read_back_unless_the_counts_say_enough() {
        let rows = r#"[{"ItemCode":"81","ResultCode":0},{"ItemCode":"82","ResultCode":oops}]"#;
        let read = |words: &str| {
            read_body(&format!(r#"{{"ResultCode":0,"ResultMsg":"{words}","ResultObject":{rows}}}"#), &TWO)
        };
        assert_eq!(read("SUCCESS"), [Accepted, Unreported(0)]);
        assert_eq!(read("SUCCESS:2,FAIL:0"), [Accepted, Accepted]);
        assert_eq!(read("SUCCESS:1,FAIL:1"), [Unreported(-1); 2]);
    }

    #[test]
    fn a_refusal_of_the_whole_is_everybodys() {
        assert_eq!(read_body(r#"{"ResultCode":-2,"ResultMsg":"over"}"#, &TWO), [RefusedWhole(-2); 2]);
        assert_eq!(read_body(r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:0,FAIL:2"}"#, &TWO), [Refused(-1); 2]);
        assert_eq!(
            read_body(r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:0,FAIL:1"}"#, &TWO[..1]),
            [Refused(-1)]
        );
    }

    #[test]
    fn options_of_one_item_are_told_apart_by_their_values() {
        let sent = [("81", "白||*M"), ("81", "黒||*M")];
        let body = r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":[
            {"ItemCode":"81","OptionValue":"白||*M","ResultCode":0},
            {"ItemCode":"81","OptionValue":"黒||*M","ResultCode":-10101}]}"#;
        assert_eq!(read_body(body, &sent), [Accepted, Refused(-10101)]);
        let unnamed = r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1","ResultObject":[
            {"ItemCode":"81","ResultCode":-10101}]}"#;
        assert_eq!(read_body(unnamed, &sent), [Unreported(-1); 2]);
    }
}
