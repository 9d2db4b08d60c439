//! Answers with something wrong in one of their rows, or in place of them. The rest is as it was.

use serde_json::{Value, json};

use super::faults::FaultKind;

/// Keys that hold a row's number.
const NUMBERS: [&str; 7] = ["OrderNo", "orderNo", "PackNo", "packNo", "cont_no", "contr_no", "ItemCode"];
/// Keys that hold when a buyer ordered.
const DATES: [&str; 2] = ["OrderDate", "orderDate"];

/// The answer with this fault; none where there is nothing that it could strike.
pub(crate) fn apply_fault(kind: FaultKind, body: &str) -> Option<Vec<u8>> {
    let mut answer: Value = serde_json::from_str(body.trim_start_matches('\u{feff}').trim()).ok()?;
    match kind {
        FaultKind::ListIsObject => {
            *answer.get_mut("ResultObject")? = json!({"Message": "busy"});
            Some(answer.to_string().into_bytes())
        }
        FaultKind::ListAbsent => {
            answer.as_object_mut()?.shift_remove("ResultObject")?;
            Some(answer.to_string().into_bytes())
        }
        FaultKind::RowControl => insert_text(&mut answer, body.len(), b"\"a\nb\tc\0\""),
        FaultKind::RowQuote => insert_text(&mut answer, body.len(), b"\"say \"hi\"\""),
        FaultKind::RowBareWord => insert_text(&mut answer, body.len(), b"oops"),
        FaultKind::RowHalfPair => insert_text(&mut answer, body.len(), b"\"\\ud83d\""),
        FaultKind::RowNotUtf8 => insert_text(&mut answer, body.len(), b"\"\x93\xfa\""),
        FaultKind::RowNumbersGone => {
            let row = pick_row(find_rows(&mut answer)?, body.len())?;
            let before = row.len();
            row.retain(|key, _| !NUMBERS.contains(&key.as_str()));
            (row.len() < before).then(|| answer.to_string().into_bytes())
        }
        FaultKind::RowBadDate => {
            let row = pick_row(find_rows(&mut answer)?, body.len())?;
            let date = row.iter_mut().find(|(key, _)| DATES.contains(&key.as_str()))?;
            *date.1 = "soon".into();
            Some(answer.to_string().into_bytes())
        }
        _ => None,
    }
}

/// The rows of an answer, wherever they stand.
fn find_rows(answer: &mut Value) -> Option<&mut Vec<Value>> {
    let mut object = answer.get_mut("ResultObject")?;
    for inner in ["Items", "ResultObject"] {
        if object.get(inner).is_some() {
            object = object.get_mut(inner)?;
        }
    }
    object.as_array_mut().filter(|rows| !rows.is_empty())
}

/// Any of the rows, always the same for the same answer.
fn pick_row(rows: &mut [Value], length: usize) -> Option<&mut serde_json::Map<String, Value>> {
    let place = length.checked_rem(rows.len())?;
    rows[place].as_object_mut()
}

/// A row with one more member, whatever its text is.
fn insert_text(answer: &mut Value, length: usize, text: &[u8]) -> Option<Vec<u8>> {
    const MARK: &str = "a text to come";
    pick_row(find_rows(answer)?, length)?.insert("Note".to_owned(), MARK.into());
    let body = answer.to_string();
    let (before, behind) = body.split_once(&format!("\"{MARK}\""))?;
    Some([before.as_bytes(), text, behind.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{"ResultObject":[{"OrderNo":7,"OrderDate":"2026-07-01 09:00:00"}],"ResultCode":0}"#;

    #[test]
    fn every_odd_kind_strikes_a_list_and_nothing_else() {
        for kind in FaultKind::ALL.into_iter().filter(|kind| kind.is_in_rows()) {
            let struck = apply_fault(kind, LIST).unwrap_or_else(|| panic!("{kind:?}"));
            assert_ne!(struck, LIST.as_bytes(), "{kind:?}");
            assert_eq!(apply_fault(kind, r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#), None, "{kind:?}");
            assert_eq!(apply_fault(kind, "Can't find method Info X"), None, "{kind:?}");
            let nested = format!(r#"{{"ResultObject":{LIST},"ResultCode":0}}"#);
            assert!(apply_fault(kind, &nested).is_some(), "{kind:?}");
        }
        assert_eq!(apply_fault(FaultKind::Slow, LIST), None);
    }

    #[test]
    fn only_proper_json_is_left_where_the_kind_says_so() {
        for kind in FaultKind::ALL.into_iter().filter(|kind| kind.is_in_rows()) {
            let struck = apply_fault(kind, LIST).unwrap();
            let is_json = serde_json::from_slice::<Value>(&struck).is_ok();
            let stays_json = matches!(
                kind,
                FaultKind::RowNumbersGone
                    | FaultKind::RowBadDate
                    | FaultKind::ListIsObject
                    | FaultKind::ListAbsent
            );
            assert_eq!(is_json, stays_json, "{kind:?}");
        }
    }
}
