use super::*;
use crate::domain::sighting::Sighting;
use crate::qoo10::method::Method;
use crate::vocabulary::FormPoint as Point;

fn seen_in(method: Method, form: &[(&'static str, String)], body: &str) -> Vec<String> {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 7, 1);
    let exchange =
        WatchedCall { method, form, status: 200, content_type: None, body: body.as_bytes(), today };
    observe(&exchange).sightings.iter().map(|one| format!("{} {}", one.point, one.form.as_str())).collect()
}

fn get_forms(point: Point, all: &[String]) -> Vec<&str> {
    let start = format!("{point} ");
    all.iter().filter_map(|one| one.strip_prefix(start.as_str())).collect()
}

fn orders(row: &str) -> Vec<String> {
    let body = format!("{{\"ResultObject\":[{row}],\"ResultCode\":0,\"ResultMsg\":\"SUCCESS\"}}");
    seen_in(method::GET_SHIPPING_INFO, &[], &body)
}

#[test]
fn a_field_in_a_form_of_its_own_is_told_by_its_shape() {
    for (point, row, wanted) in [
        (Point::StatusText, r#"{"ShippingStatus":"On request(2)"}"#, "japan"),
        (Point::StatusText, r#"{"ShippingStatus":"On Waiting(1)"}"#, "singapore"),
        (Point::StatusText, r#"{"ShippingStatus":"Bestellt (2)"}"#, "phrase-digit"),
        (Point::StatusText, r#"{"ShippingStatus":2}"#, "number"),
        (Point::StatusText, r#"{"ShippingStatus":" 2"}"#, "digit"),
        (Point::StatusText, r#"{"ShippingStatus":"paid 2026"}"#, "\"aaaa 9999\""),
        (Point::Numbers, r#"{"OrderPrice":1980.0000}"#, "decimals"),
        (Point::Numbers, r#"{"OrderPrice":-1980}"#, "plain"),
        (Point::Numbers, r#"{"OrderPrice":"1980.00"}"#, "quoted-decimals"),
        (Point::Numbers, r#"{"OrderPrice":"1980"}"#, "quoted-plain"),
        (Point::Numbers, r#"{"OrderPrice":"1,980"}"#, "\"9,999\""),
        (Point::RelatedOrder, r#"{"OrderNo":7,"RelatedOrder":"8, 7"}"#, "with-own"),
        (Point::RelatedOrder, r#"{"OrderNo":"7","RelatedOrder":""}"#, "others"),
        (Point::RelatedOrder, r#"{"OrderNo":7,"RelatedOrder":"8;9"}"#, "\"9;9\""),
        (Point::Names, r#"{"ItemTitle":"A \u0026amp; B"}"#, "escaped"),
        (Point::Names, r#"{"ItemTitle":"A \u0026 B; C"}"#, "plain"),
        (Point::Phones, r#"{"BuyerTel":"+81-90-0000-0000"}"#, "national"),
        (Point::Phones, r#"{"BuyerTel":"+81-090-0000-0000"}"#, "with-zero"),
        (Point::EmptyText, r#"{"Gift":" "}"#, "blank"),
        (Point::EmptyText, r#"{"Gift":null}"#, "null"),
        (Point::PaymentDate, r#"{"PaymentDate":"","ShippingStatus":"On request(2)"}"#, "blank"),
        (Point::ExtraFields, r#"{"Gift":"x","New":1}"#, "some"),
        (Point::Duplicates, r#"{"OrderNo":7},{"OrderNo":"7"}"#, "twice"),
        (Point::RowOrder, r#"{"OrderNo":9},{"OrderNo":8},{"OrderNo":7}"#, "reversed"),
    ] {
        assert_eq!(get_forms(point, &orders(row)), [wanted], "{row}");
    }
    assert_eq!(get_forms(Point::Phones, &orders(r#"{"BuyerTel":"+81--"}"#)), [""; 0]);
    assert_eq!(get_forms(Point::PaymentDate, &orders(r#"{"PaymentDate":"","ShippingStatus":1}"#)), [""; 0]);
}

#[test]
fn a_claim_is_told_in_every_form() {
    for (value, wanted) in [
        ("3", "number"),
        ("\"16\"", "digit"),
        ("\"Cancel Completed(3)\"", "phrase-digit"),
        ("\"cancel completed\"", "phrase"),
        ("\"\u{8fd4}\u{54c1}\u{5b8c}\u{4e86}\"", "japanese"),
        ("\"Cancelled by buyer\"", "\"aaaaaaaaa aa aaaaa\""),
        ("99", "99"),
    ] {
        let body = format!("{{\"ResultObject\":[{{\"claimStatus\":{value}}}],\"ResultCode\":0}}");
        let seen = seen_in(method::GET_CLAIMS, &[], &body);
        assert_eq!(get_forms(Point::ClaimStatus, &seen), [wanted], "{value}");
        let by_number = seen_in(method::GET_BY_ORDER_NO, &[], &body);
        assert_eq!(get_forms(Point::ClaimStatus, &by_number), [wanted], "{value}");
    }
}

#[test]
fn a_bulk_answer_is_read_beside_its_request() {
    let sent = r#"[{"OrderNo":"71","EstShipDt":"20260801"},{"OrderNo":"72","EstShipDt":"20260702"}]"#;
    let form = [("SendPlanDtInfoJson", sent.to_owned())];
    for (rows, code, wanted) in [
        (
            r#"[{"cont_no":71,"result_cd":0},{"cont_no":72,"result_cd":-1}]"#,
            0,
            "bulk-row-id order-no;bulk-part-failure zero;bulk-rows array;ship-date-limit 90",
        ),
        (
            r#"[{"cont_no":1,"result_cd":-10017,"ResultCode":1}]"#,
            -10010,
            "bulk-row-id position;bulk-part-failure negative;bulk-rows row-codes;ship-date-limit 10",
        ),
        (r#"{"ResultObject":[{"cont_no":72,"result_cd":0}]}"#, 0, "bulk-row-id order-no;bulk-rows nested"),
        (r#"[{"cont_no":9999,"result_cd":0}]"#, 0, "bulk-row-id 9999;bulk-rows array"),
        (r#"[{"no":71,"result":0}]"#, 0, "bulk-rows [{no result}]"),
    ] {
        let body = format!("{{\"ResultObject\":{rows},\"ResultCode\":{code}}}");
        let seen = seen_in(method::CONFIRM_BULK, &form, &body);
        let common = ["result-code", "body-start", "messages"];
        let seen: Vec<_> =
            seen.into_iter().filter(|one| !common.iter().any(|point| one.starts_with(point))).collect();
        assert_eq!(seen.join(";"), wanted, "{body}");
    }
}

#[test]
fn a_company_that_is_taken_or_not_says_which_names_are() {
    for (name, code, wanted) in [
        ("\u{4f50}\u{5ddd}\u{6025}\u{4fbf}", 0, vec!["known"]),
        ("Sagawa", 0, vec!["with-english"]),
        ("\u{793e}\u{5185}\u{4fbf}", 0, vec!["any"]),
        ("\u{4f50}\u{5ddd}\u{6025}\u{4fbf}", -10120, vec!["shop-only"]),
        ("Sagawa", -10120, vec![]),
    ] {
        let sent = serde_json::json!([{"OrderNo": "71", "ShippingCorp": name}]).to_string();
        let body =
            format!("{{\"ResultObject\":[{{\"contr_no\":71,\"result_cd\":{code}}}],\"ResultCode\":0}}");
        let seen = seen_in(method::SEND_BULK, &[("ShippingInfoJson", sent)], &body);
        assert_eq!(get_forms(Point::Carriers, &seen), wanted, "{name} {code}");
    }
}

#[test]
fn what_is_no_answer_shows_no_form_and_does_no_harm() {
    for body in ["", " ", "busy", "[1,2", "{\"ResultObject\":", "{}"] {
        let seen = seen_in(method::GET_SHIPPING_INFO, &[], body);
        assert!(seen.iter().all(|one| one.starts_with("body-start")), "{body}: {seen:?}");
    }
    assert_eq!(seen_in(method::GET_SHIPPING_INFO, &[], "<html>"), ["rate-limit page"]);
    let refused = "{\"ErrorCode\":\"-90001\",\"ErrorMsg\":\"no\"}";
    let seen = seen_in(method::SEND_BULK, &[], refused);
    for wanted in
        ["wrong-key -90001", "key-problem-field error-code", "result-code quoted", "messages english"]
    {
        assert!(seen.iter().any(|one| one == wanted), "{wanted}: {seen:?}");
    }
}

#[test]
fn no_value_of_a_person_is_in_what_was_seen() {
    let row = serde_json::json!({
        "OrderNo": 1062428737, "RelatedOrder": "Mustermann", "ShippingStatus": "Mustermann 0312",
        "Buyer": "Mustermann", "BuyerTel": "0312345678", "OrderPrice": "Mustermann", "Mustermann 1": 1,
    });
    let body = format!("{{\"ResultObject\":[{row}],\"ResultCode\":\"Mustermann\"}}");
    let exchange = WatchedCall {
        method: method::GET_SHIPPING_INFO,
        form: &[],
        status: 200,
        content_type: None,
        body: body.as_bytes(),
        today: None,
    };
    let seen = observe(&exchange);
    let forms: Vec<&Sighting> = seen.sightings.iter().collect();
    let all = format!("{forms:?} {:?} {:?}", seen.unknown_keys, seen.missing_keys);
    assert!(!all.contains("Muster") && !all.contains("0312") && !all.contains("1062"), "{all}");
    assert!(all.contains("aaaaaaaaaa 9999"), "{all}");
}
