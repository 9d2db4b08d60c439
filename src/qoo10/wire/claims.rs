//! Claim rows (`ShippingBasic.GetClaimInfo_V3`) and the state of one order number
//! (`ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2`), each with the key names of its own method.

use serde::Deserialize;

use super::lenient::{LenientValue, expected_message, invalid_row_message};
use super::rows::{self, Rows};
use crate::domain::claim::{Claim, ClaimRecord};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::Jst;
use crate::domain::unread::ParsedList;
use crate::qoo10::error::Error;
use crate::qoo10::method::{GET_BY_ORDER_NO, GET_CLAIMS};
use crate::strings::printable::truncate;
use crate::vocabulary::{AnswerForm, Message, msg};

/// A claim on an order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimRow {
    pub order_no: OrderNo,
    /// Its cart, when that can be read.
    pub pack_no: Option<PackNo>,
    pub claim: Claim,
    /// When the buyer ordered, when that can be read.
    pub ordered_at: Option<Jst>,
}

/// What Qoo10 says of one order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderLookup {
    /// When the buyer paid.
    pub paid_at: Option<Jst>,
    pub claim: Option<Claim>,
}

#[derive(Deserialize)]
struct RawClaim<'a> {
    #[serde(rename = "orderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "packNo", borrow, default)]
    pack_no: LenientValue<'a>,
    #[serde(rename = "claimStatus", borrow, default)]
    claim_status: LenientValue<'a>,
    #[serde(rename = "orderDate", borrow, default)]
    order_date: LenientValue<'a>,
    #[serde(rename = "requestDate", borrow, default)]
    request_date: LenientValue<'a>,
    #[serde(rename = "cancelRefundDate", borrow, default)]
    completion_date: LenientValue<'a>,
}

#[derive(Deserialize)]
struct RawOrderLookup<'a> {
    #[serde(rename = "PaymentDate", borrow, default)]
    payment_date: LenientValue<'a>,
    #[serde(rename = "claimStatus", borrow, default)]
    claim_status: LenientValue<'a>,
}

/// Reads a claim list that was asked for one state. Where a row's own words for its state cannot be read,
/// the state that was asked for counts. A row without an order number is unread.
pub fn parse_claims(rows: &Rows, asked: Claim) -> ParsedList<ClaimRow> {
    rows.parse_each(|json| {
        parse_claim(json, asked).map_err(|problem| rows::describe_problem(GET_CLAIMS, problem))
    })
}

/// The same with the dates of the claim, for what is kept of it.
pub fn parse_dated_claims(rows: &Rows, asked: Claim) -> ParsedList<ClaimRecord> {
    rows.parse_each(|json| {
        parse_dated_claim(json, asked).map_err(|problem| rows::describe_problem(GET_CLAIMS, problem))
    })
}

fn parse_dated_claim(json: &str, asked: Claim) -> Result<ClaimRecord, Message> {
    let raw: RawClaim<'_> = serde_json::from_str(json).map_err(|e| invalid_row_message(&e))?;
    // A date that cannot be read takes nothing back that is known, so it may pass for none.
    Ok(ClaimRecord {
        order_no: parse_order_no(&raw.order_no)?,
        claim: parse_claim_status(&raw.claim_status).unwrap_or(asked),
        requested_at: raw.request_date.to_instant().ok().flatten(),
        completed_at: raw.completion_date.to_instant().ok().flatten(),
    })
}

fn parse_order_no(value: &LenientValue<'_>) -> Result<OrderNo, Message> {
    let number = value.to_int().map_err(|unfit| unfit.with_key("orderNo"))?;
    OrderNo::new(number)
        .ok_or_else(|| expected_message(msg!("qoo10-a_positive_number"), number).with("key", "orderNo"))
}

fn parse_claim(json: &str, asked: Claim) -> Result<ClaimRow, Message> {
    let raw: RawClaim<'_> = serde_json::from_str(json).map_err(|e| invalid_row_message(&e))?;
    Ok(ClaimRow {
        order_no: parse_order_no(&raw.order_no)?,
        pack_no: raw.pack_no.to_int().ok().and_then(PackNo::new),
        claim: parse_claim_status(&raw.claim_status).unwrap_or(asked),
        ordered_at: raw.order_date.to_instant().ok().flatten(),
    })
}

/// Reads the answer for one order number; none when Qoo10 does not know it.
///
/// # Errors
/// When payment date or claim cannot be read.
pub fn parse_order_lookup(rows: &Rows) -> Result<Option<OrderLookup>, Error> {
    let unreadable = |detail: Message| Error::Unreadable { method: GET_BY_ORDER_NO, detail };
    let Some(json) = rows.iter().next() else { return Ok(None) };
    if rows.len() > 1 && rows.iter().any(|row| rows::unpack_row(row) != rows::unpack_row(json)) {
        return Err(unreadable(msg!("qoo10-several_rows")));
    }
    let raw: RawOrderLookup<'_> =
        serde_json::from_str(json).map_err(|e| unreadable(invalid_row_message(&e)))?;
    let paid_at = raw.payment_date.to_instant().map_err(|unfit| unreadable(unfit.with_key("PaymentDate")))?;
    let given = raw.claim_status.to_text().map_err(|unfit| unreadable(unfit.with_key("claimStatus")))?;
    // An absent key says nothing of claims.
    if raw.claim_status == LenientValue::Missing {
        return Err(unreadable(msg!("qoo10-key_missing", key = "claimStatus")));
    }
    let claim = match given.as_deref() {
        None | Some("0") => None,
        Some(words) => {
            let known = parse_claim_status(&raw.claim_status);
            Some(known.ok_or_else(|| {
                let found = format!("\"{}\"", truncate(words, 40));
                unreadable(expected_message(msg!("qoo10-a_claim_state"), found).with("key", "claimStatus"))
            })?)
        }
    };
    Ok(Some(OrderLookup { paid_at, claim }))
}

/// The state in its words: a number, a number in the last parentheses, or a phrase in English or Japanese.
fn parse_claim_status(value: &LenientValue<'_>) -> Option<Claim> {
    if let Some(number) = value.to_status() {
        return Claim::from_number(number);
    }
    let words = normalize_phrase(&value.to_text().ok().flatten()?);
    PHRASES.iter().find(|(_, en, ja)| normalize_phrase(en) == words || *ja == words).map(|(claim, ..)| *claim)
}

/// Whether words are a phrase of Qoo10's tables: in English, or in Japanese.
pub(in crate::qoo10) fn classify_phrase(words: &str) -> Option<AnswerForm> {
    let normal = normalize_phrase(words);
    PHRASES.iter().find_map(|(_, en, ja)| match () {
        () if normalize_phrase(en) == normal => Some(AnswerForm::Phrase),
        () if *ja == words.trim() => Some(AnswerForm::Japanese),
        () => None,
    })
}

fn normalize_phrase(phrase: &str) -> String {
    phrase.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
}

/// Qoo10's phrases, as its tables print them.
const PHRASES: &[(Claim, &str, &str)] = &[
    (Claim::CancelRequested, "Cancel Request", "キャンセル要請"),
    (Claim::Cancelling, "Cancelling", "キャンセル中"),
    (Claim::Cancelled, "Cancel Completed", "キャンセル完了"),
    (Claim::ReturnRequested, "Return Request", "返品要請"),
    (Claim::Returning, "Returning", "返品中"),
    (Claim::Returned, "Return completed", "返品完了"),
    (Claim::ExchangeRequested, "Exchange Request", "交換申請"),
    (Claim::ExchangeApproved, "Exchange Approve", "交換承認"),
    (Claim::Redelivering, "Re-delivering", "再配送中"),
    (Claim::RefundedUnreceived, "Non-Receipt Refund Completed", "未受取返金完了"),
    (Claim::PartlyRefundedUnreceived, "Non-Receipt Part Refund Completed", "未受取部分返金完了"),
    (Claim::UnpaidCancelled, "Unpaid Order Cancel", "未納の注文のキャンセル"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::wire::envelope;

    fn rows(result: &str) -> Rows {
        let body = format!("{{\"ResultCode\":0,\"ResultObject\":{result}}}");
        Rows::from_answer(GET_CLAIMS, envelope::parse(GET_CLAIMS, body.into_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn a_claims_state_is_read_in_all_its_forms() {
        for words in [
            "3",
            "\"3\"",
            "\"Cancel Completed(3)\"",
            "\"Cancel Completed\"",
            "\"CancelCompleted\"",
            "\"キャンセル完了\"",
        ] {
            let list = rows(&format!(
                "[{{\"orderNo\":\"1062428737\",\"packNo\":4.0,\"claimStatus\":{words},\
                    \"orderDate\":\"2026-07-01 09:08:07\"}}]"
            ));
            let (read, _) = parse_claims(&list, Claim::CancelRequested).split();
            assert_eq!(read[0].claim, Claim::Cancelled, "{words}");
            assert_eq!((read[0].order_no.get(), read[0].pack_no.map(PackNo::get)), (1_062_428_737, Some(4)));
            assert!(read[0].ordered_at.is_some());
        }
    }

    #[test]
    fn words_that_say_nothing_leave_the_state_that_was_asked_for() {
        for words in ["null", "\"\"", "\"?\"", "99"] {
            let list = rows(&format!("[{{\"orderNo\":1,\"claimStatus\":{words}}}]"));
            let (read, _) = parse_claims(&list, Claim::Cancelling).split();
            assert_eq!(read[0].claim, Claim::Cancelling, "{words}");
        }
    }

    #[test]
    fn a_claim_without_an_order_number_is_said_and_spoils_no_other() {
        for row in [
            r#"{"claimStatus":1}"#,
            r#"{"orderNo":"壊れ"}"#,
            r#"{"orderNo":""}"#,
            r#"{"orderNo":0}"#,
            r#"{"orderNo":-5}"#,
            "7",
        ] {
            let list = rows(&format!("[{row},{{\"orderNo\":7}}]"));
            let (read, unread) = parse_claims(&list, Claim::CancelRequested).split();
            assert!(unread[0].problem.to_string().contains("GetClaimInfo_V3"), "{row}: {unread:?}");
            assert_eq!((unread.len(), read[0].order_no.get()), (1, 7));
        }
    }

    /// The phrases of docs/qoo10-api.md, written out once more.
    #[test]
    fn every_state_is_read_from_its_number_and_its_phrases_in_both_languages() {
        let table = [
            (1, "Cancel Request", "キャンセル要請"),
            (2, "Cancelling", "キャンセル中"),
            (3, "Cancel Completed", "キャンセル完了"),
            (4, "Return Request", "返品要請"),
            (5, "Returning", "返品中"),
            (6, "Return completed", "返品完了"),
            (11, "Exchange Request", "交換申請"),
            (12, "Exchange Approve", "交換承認"),
            (13, "Re-delivering", "再配送中"),
            (14, "Non-Receipt Refund Completed", "未受取返金完了"),
            (15, "Non-Receipt Part Refund Completed", "未受取部分返金完了"),
            (16, "Unpaid Order Cancel", "未納の注文のキャンセル"),
        ];
        assert_eq!(table.len(), Claim::ALL.len());
        for (number, en, ja) in table {
            let forms = [en.to_owned(), ja.to_owned(), number.to_string(), format!("{en}({number})")];
            for words in forms {
                let read = parse_claim_status(&LenientValue::Text(words.as_str().into()));
                assert_eq!(read.map(Claim::number), Some(number), "{words}");
            }
            assert_eq!(
                parse_claim_status(&LenientValue::Int(i64::from(number))).map(Claim::number),
                Some(number)
            );
        }
    }

    #[test]
    fn one_order_number_is_known_or_not() {
        let read = |result: &str| parse_order_lookup(&rows(result));
        for empty in ["null", "[]", "\"\""] {
            assert_eq!(read(empty), Ok(None), "{empty}");
        }
        for none in ["\"\"", "null", "\"0\"", "0", "\" \""] {
            let state =
                read(&format!("[{{\"PaymentDate\":\"2026-07-01 09:10:00\",\"claimStatus\":{none}}}]"))
                    .unwrap()
                    .unwrap();
            assert!(state.claim.is_none() && state.paid_at.is_some(), "{none}");
        }
        let returned = read(r#"[{"PaymentDate":"","claimStatus":"Return completed(6)"}]"#).unwrap().unwrap();
        assert_eq!(returned, OrderLookup { paid_at: None, claim: Some(Claim::Returned) });
        for odd in [
            r#"[{"PaymentDate":"soon"}]"#,
            r#"[{"claimStatus":"something new"}]"#,
            r#"[{"PaymentDate":""}]"#,
            r#"[{"claimStatus":""},{"claimStatus":"3"}]"#,
            "[7]",
        ] {
            assert!(read(odd).unwrap_err().to_string().contains("ByOrderNo_V2"), "{odd}");
        }
    }
}
