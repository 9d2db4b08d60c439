//! Answers of the bulk calls on orders. What is documented leaves open what a row's number means and where
//! rows and codes stand (docs/qoo10-api.md): every reading is taken.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::envelope::Answer;
use super::lenient::LenientValue;
use crate::domain::ids::OrderNo;
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;
use crate::vocabulary::{Message, msg};

/// What a bulk call said of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulkAnswer {
    /// The code for the whole: 0 for success; with rows beside it, some of them failed.
    pub code: i64,
    /// Qoo10's words for the whole.
    pub message: String,
    /// Codes by order number, 0 for success; a number that is missing was not mentioned.
    pub rows: HashMap<OrderNo, i64>,
    /// How many rows were sent.
    pub sent: usize,
    /// How many rows of the answer cannot be read: what they are about has to be read back.
    pub unread: usize,
}

/// What a bulk answer says of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowCode {
    /// This code is the row's own.
    Own(i64),
    /// The whole call was refused with this code, without a word on its rows: which of several it is about
    /// nobody can say.
    Call(i64),
    NotMentioned,
}

impl BulkAnswer {
    /// What the call for one row said of it.
    pub fn from_single(order_no: OrderNo, code: i64, message: String) -> Self {
        Self { code, message, rows: HashMap::from([(order_no, code)]), sent: 1, unread: 0 }
    }

    /// Whether the whole was refused, without a word on its rows.
    pub fn is_refused_whole(&self) -> bool {
        self.code != 0 && self.rows.is_empty() && self.unread == 0
    }

    /// What the answer says of an order number that was sent.
    pub fn row_code(&self, order_no: OrderNo) -> RowCode {
        match self.rows.get(&order_no) {
            Some(code) => RowCode::Own(*code),
            None if self.code == 0 || !self.rows.is_empty() || self.unread > 0 => RowCode::NotMentioned,
            None if self.sent == 1 => RowCode::Own(self.code),
            None => RowCode::Call(self.code),
        }
    }
}

#[derive(Deserialize)]
struct RawBulkRow<'a> {
    #[serde(borrow, default)]
    cont_no: LenientValue<'a>,
    #[serde(borrow, default)]
    contr_no: LenientValue<'a>,
    #[serde(rename = "OrderNo", alias = "orderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "result_cd", borrow, default)]
    result_cd: LenientValue<'a>,
    #[serde(rename = "ResultCode", borrow, default)]
    result_code: LenientValue<'a>,
    #[serde(rename = "ResultObject", borrow, default)]
    nested: Option<&'a RawValue>,
}

/// Reads the answer to a call with the rows `sent`, in their order.
///
/// # Errors
/// When it has no rows where they belong: then nobody knows what was done.
pub fn parse(method: Method, answer: &Answer, sent: &[OrderNo]) -> Result<BulkAnswer, Error> {
    let unreadable = |detail: Message| Error::Unreadable { method, detail };
    let mut found = BulkRowCodes::default();
    if let Some(range) = &answer.result {
        collect_rows(&answer.body[range.clone()], &mut found, 0).map_err(unreadable)?;
    }
    let BulkRowCodes { rows, mut unread, unread_about } = found;
    let rows = match_order_numbers(&rows, &unread_about, sent, &mut unread);
    Ok(BulkAnswer { code: answer.code, message: answer.message.clone(), rows, sent: sent.len(), unread })
}

#[derive(Default)]
struct BulkRowCodes {
    /// Numbers with their codes.
    rows: Vec<(i64, i64)>,
    /// How many cannot be read.
    unread: usize,
    /// Numbers of rows whose codes cannot be read.
    unread_about: HashSet<i64>,
}

/// Lists, objects around lists, and objects that are rows; blank text and null are nothing. A row that cannot
/// be read costs no other one.
fn collect_rows(json: &str, found: &mut BulkRowCodes, depth: u8) -> Result<(), Message> {
    let json = json.trim();
    match json.as_bytes().first() {
        Some(b'[') if depth < 4 => {
            let rows: Vec<&RawValue> =
                serde_json::from_str(json).map_err(|e| Message::quoted(e.to_string()))?;
            for row in rows {
                if collect_rows(row.get(), found, depth + 1).is_err() {
                    found.unread += 1;
                }
            }
            Ok(())
        }
        Some(b'{') if depth < 4 => {
            let row: RawBulkRow<'_> =
                serde_json::from_str(json).map_err(|e| Message::quoted(e.to_string()))?;
            let numbers = [&row.cont_no, &row.contr_no, &row.order_no];
            match numbers.into_iter().find_map(|number| number.to_int().ok()) {
                Some(number) => match row.result_cd.to_int().or_else(|_| row.result_code.to_int()) {
                    Ok(code) => found.rows.push((number, code)),
                    Err(_) => {
                        found.unread += 1;
                        found.unread_about.insert(number);
                    }
                },
                // Neither a row nor an object around rows.
                None if row.nested.is_none() => return Err(msg!("qoo10-bulk_object")),
                None => {}
            }
            row.nested.map_or(Ok(()), |nested| collect_rows(nested.get(), found, depth + 1))
        }
        _ if json == "null" || depth == 0 && json.trim_matches(['"', ' ']).is_empty() => Ok(()),
        _ => Err(msg!("qoo10-bulk_other")),
    }
}

/// A row's number is the order number; when none of them was sent, its position from 1. A row about something
/// that was not sent counts as unread; so does a number of which one row cannot be read.
fn match_order_numbers(
    found: &[(i64, i64)],
    unread_about: &HashSet<i64>,
    sent: &[OrderNo],
    unread: &mut usize,
) -> HashMap<OrderNo, i64> {
    let known: HashSet<i64> = sent.iter().map(|order_no| order_no.get()).collect();
    let position =
        |number: i64| usize::try_from(number).ok()?.checked_sub(1).and_then(|at| sent.get(at)).copied();
    let are_numbers = found.iter().any(|(number, _)| known.contains(number));
    let mut rows = HashMap::new();
    for (number, code) in found {
        let of_number = || OrderNo::new(*number).filter(|_| known.contains(number));
        let order_no = if are_numbers { of_number() } else { position(*number) };
        let Some(order_no) = order_no.filter(|_| !unread_about.contains(number)) else {
            *unread += 1;
            continue;
        };
        // Said twice with different codes, the failure counts: reading back settles it.
        let code_before = rows.insert(order_no, *code);
        if let Some(before) = code_before.filter(|before| *before != 0) {
            rows.insert(order_no, before);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::CONFIRM_BULK;
    use crate::qoo10::wire::envelope;

    fn read_body(body: &str) -> Result<BulkAnswer, Error> {
        let sent: Vec<OrderNo> =
            [1_062_428_737, 1_062_428_738].into_iter().filter_map(OrderNo::new).collect();
        parse(CONFIRM_BULK, &envelope::parse(CONFIRM_BULK, body.as_bytes().to_vec()).unwrap(), &sent)
    }

    fn rows(body: &str) -> Vec<(i64, i64)> {
        let mut rows: Vec<(i64, i64)> =
            read_body(body).unwrap().rows.into_iter().map(|(no, code)| (no.get(), code)).collect();
        rows.sort_unstable();
        rows
    }

    const BOTH: [(i64, i64); 2] = [(1_062_428_737, 0), (1_062_428_738, -10012)];

    #[test]
    fn rows_are_found_wherever_they_stand() {
        for body in [
            r#"{"ResultCode":0,"ResultObject":[{"cont_no":1062428737,"result_cd":0},
                {"cont_no":1062428738,"result_cd":-10012}]}"#,
            r#"{"ResultCode":-10010,"ResultObject":[{"contr_no":"1062428737","result_cd":"0"},
                {"contr_no":"1062428738","result_cd":"-10012"}]}"#,
            r#"{"ResultCode":0,"ResultObject":{"ResultCode":0,"ResultMsg":"","ResultObject":[
                {"cont_no":1062428737.0,"result_cd":0},{"cont_no":1062428738,"result_cd":-10012}]}}"#,
            r#"{"ResultCode":0,"ResultObject":[{"cont_no":1062428737,"result_cd":0,"ResultCode":0},
                {"cont_no":1062428738,"ResultCode":-10012}]}"#,
            r#"{"ResultCode":0,"ResultObject":[{"cont_no":2,"result_cd":-10012},
                {"cont_no":1,"result_cd":0}]}"#,
            r#"{"ResultCode":0,"ResultObject":[{"cont_no":1062428737,"OrderNo":"1062428737","result_cd":0},
                {"contr_no":1062428738,"cont_no":null,"result_cd":-10012}]}"#,
            r#"{"ResultCode":0,"ResultObject":[[{"cont_no":1062428737,"result_cd":0}],
                {"cont_no":1062428738,"result_cd":-10012,"transc_nm":"x"}]}"#,
        ] {
            assert_eq!(rows(body), BOTH, "{body}");
        }
    }

    #[test]
    fn rows_may_be_missing_and_the_code_of_the_whole_stays() {
        for body in [
            r#"{"ResultCode":-10006,"ResultMsg":"bad"}"#,
            r#"{"ResultCode":-10006,"ResultMsg":"bad","ResultObject":null}"#,
        ] {
            let answer = read_body(body).unwrap();
            assert_eq!(
                (answer.code, answer.message.as_str(), answer.rows.len()),
                (-10006, "bad", 0),
                "{body}"
            );
        }
        assert_eq!(
            rows(r#"{"ResultCode":0,"ResultObject":{"cont_no":1062428738,"result_cd":-10012}}"#),
            BOTH[1..]
        );
    }

    #[test]
    fn a_row_said_twice_counts_by_its_failure() {
        let body = r#"{"ResultCode":0,"ResultObject":[{"cont_no":1062428738,"result_cd":-10012},
            {"cont_no":1062428738,"result_cd":0}]}"#;
        assert_eq!(rows(body), BOTH[1..]);
    }

    #[test]
    fn what_has_no_rows_is_an_error() {
        for result in ["5", "\"done\"", "{}", r#"{"Message":"done"}"#] {
            let error = read_body(&format!("{{\"ResultCode\":0,\"ResultObject\":{result}}}")).unwrap_err();
            assert!(error.may_have_run(), "{result}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_says_nothing_and_spoils_no_other() {
        let good = r#"{"cont_no":1062428737,"result_cd":0}"#;
        for bad in [
            "7",
            "{}",
            "oops",
            r#"{"cont_no":99,"result_cd":0}"#,
            r#"{"cont_no":1062428738}"#,
            r#"{"cont_no":1062428738,"result_cd":oops}"#,
            r#"{"cont_no":1062428738,"result_cd":0,"result_cd":-10012}"#,
            r#"{"cont_no":1062428738,"result_cd":"?"},{"cont_no":1062428738,"result_cd":0}"#,
        ] {
            for code in [0, -10010] {
                for rows in [bad.to_owned(), format!("{good},{bad}"), format!("{bad},{good}")] {
                    let body = format!("{{\"ResultCode\":{code},\"ResultObject\":[{rows}]}}");
                    let answer = read_body(&body).unwrap();
                    let [first, second] =
                        [1_062_428_737, 1_062_428_738].map(|no| answer.row_code(OrderNo::new(no).unwrap()));
                    let wanted = if rows.contains(good) { RowCode::Own(0) } else { RowCode::NotMentioned };
                    assert_eq!((first, second), (wanted, RowCode::NotMentioned), "{body}");
                }
            }
        }
    }

    #[test]
    fn a_refusal_of_the_whole_is_a_single_rows_own() {
        let one = |n: i64| OrderNo::new(n).unwrap();
        let refused = |sent| BulkAnswer { code: -10004, sent, ..BulkAnswer::default() };
        assert_eq!(refused(1).row_code(one(7)), RowCode::Own(-10004));
        assert_eq!(refused(2).row_code(one(7)), RowCode::Call(-10004));
        let partly = BulkAnswer { rows: HashMap::from([(one(7), 0)]), ..refused(2) };
        assert_eq!(
            (partly.row_code(one(7)), partly.row_code(one(8))),
            (RowCode::Own(0), RowCode::NotMentioned)
        );
        assert_eq!(BulkAnswer { code: 0, ..refused(2) }.row_code(one(7)), RowCode::NotMentioned);
    }
}
