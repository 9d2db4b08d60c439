//! One row of an answer made odd, as Qoo10 might send it: the others stay as they are.

use serde_json::Value;

use super::fake::Reply;
use super::row::Row;

/// The rows of an answer, each as text, and the answer made of others.
fn with_rows(proper: &[u8], change: impl Fn(Vec<String>) -> Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(proper.to_vec()).unwrap();
    let answer: Value = serde_json::from_str(text.trim_start_matches('\u{feff}').trim()).unwrap();
    let object = &answer["ResultObject"];
    let Some(rows) = object.as_array().or_else(|| object["Items"].as_array()) else { return proper.to_vec() };
    if rows.is_empty() {
        return proper.to_vec();
    }
    let list = change(rows.iter().map(Value::to_string).collect());
    let (open, close) = match object.is_array() {
        true => ("", ""),
        false => ("{\"TotalPages\":1,\"Items\":", "}"),
    };
    let head = format!("{{\"ResultObject\":{open}[");
    let tail = format!("]{close},\"ResultCode\":0,\"ResultMsg\":\"SUCCESS\"}}");
    [head.as_bytes(), list.as_slice(), tail.as_bytes()].concat()
}

/// What is done to the row of an order number.
fn change_row(proper: &[u8], number: usize, change: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let is_it = |row: &str| row.contains(&number.to_string());
    with_rows(proper, |rows| {
        let rows = rows.iter().map(|row| if is_it(row) { change(row) } else { row.clone().into_bytes() });
        rows.collect::<Vec<_>>().join(&b","[..])
    })
}

/// Adds a member with this text, whatever it is, to a row.
fn with_text(row: &str, text: &[u8]) -> Vec<u8> {
    let open = row.strip_suffix('}').unwrap();
    [open.as_bytes(), b",\"Odd\":", text, b",\"Last\":\"x\"}"].concat()
}

pub type Odd = fn(&[u8], usize) -> Vec<u8>;

/// Texts that a reader can make sense of.
pub const MENDED: [(&str, Odd); 7] = [
    ("a raw line feed", |proper, no| change_row(proper, no, |row| with_text(row, b"\"a\nb\""))),
    ("a raw tab", |proper, no| change_row(proper, no, |row| with_text(row, b"\"a\tb\""))),
    ("a NUL", |proper, no| change_row(proper, no, |row| with_text(row, b"\"a\0b\""))),
    ("unescaped quotes", |proper, no| change_row(proper, no, |row| with_text(row, b"\"say \"hi\"\""))),
    ("a bad escape", |proper, no| change_row(proper, no, |row| with_text(row, b"\"C:\\q\""))),
    ("half of a pair", |proper, no| change_row(proper, no, |row| with_text(row, b"\"\\ud83d\""))),
    ("bytes that are no UTF-8", |proper, no| change_row(proper, no, |row| with_text(row, b"\"\x93\xfa\""))),
];

/// What nobody can read, with its numbers still to be found.
pub const LOST: [(&str, Odd); 3] = [
    ("a bare word", |proper, no| change_row(proper, no, |row| with_text(row, b"oops"))),
    ("a text without end", |proper, no| change_row(proper, no, |row| with_text(row, b"\"never closed"))),
    ("a missing comma", |proper, no| change_row(proper, no, |row| with_text(row, b"1 \"More\":2"))),
];

/// The row's numbers are gone, or no numbers any more.
pub const NUMBERLESS: [(&str, Odd); 3] = [
    ("numbers gone", |proper, no| {
        change_row(proper, no, |row| {
            let mut row: Value = serde_json::from_str(row).unwrap();
            let keys = ["OrderNo", "orderNo", "PackNo", "packNo"];
            keys.iter().for_each(|key| drop(row.as_object_mut().unwrap().remove(*key)));
            row.to_string().into_bytes()
        })
    }),
    ("numbers that are words", |proper, no| {
        change_row(proper, no, |row| {
            let mut row: Value = serde_json::from_str(row).unwrap();
            for key in ["OrderNo", "orderNo", "PackNo", "packNo"] {
                if let Some(value) = row.get_mut(key) {
                    *value = "?".into();
                }
            }
            row.to_string().into_bytes()
        })
    }),
    ("no row at all", |proper, no| change_row(proper, no, |_| b"oops".to_vec())),
];

/// The row of this order number goes wrong.
pub fn odd(kind: Odd, number: i64) -> Reply {
    Reply::Mangled(kind, usize::try_from(number).unwrap())
}

/// What stands in place of a list.
pub const NO_LIST: [&str; 4] = [
    r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#,
    r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":{}}"#,
    r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":{"Message":"busy"}}"#,
    r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":"busy"}"#,
];

impl Row {
    /// With a value that no date is.
    pub fn without_a_date(self) -> Self {
        self.set("OrderDate", "soon")
    }
}
