//! The envelopes: data, command, gateway refusal, plain text.

use super::json::{JsonValue, object};
use super::messages::find_message;
use super::variants::{
    BodyStart, BulkPartFailure, BulkRows, EmptyList, ItemBulkRows, KeyProblemField, Variants,
};
use super::xml;

/// The code of a bulk answer with a failed row under `bulk-part-failure negative`.
const PART_FAILURE: i64 = -10010;

/// What a method has to say, before it is put into an envelope.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MethodAnswer {
    /// A list: takes the form of `empty-list` when it has no rows.
    Rows(Vec<JsonValue>),
    /// One object or text.
    One(JsonValue),
    /// A command's success: no `ResultObject`.
    Done,
    /// A business code.
    Refused(i64),
    /// A bulk call on orders.
    Bulk(Vec<BulkRow>),
    /// A bulk call on items.
    ItemBulk(Vec<(JsonValue, i64)>),
    /// The gateway's own refusal.
    Gateway(i64),
    Plain(String),
    Nothing,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BulkRow {
    /// `cont_no` or `contr_no`, with the id that the variant chose.
    pub(crate) id: (&'static str, i64),
    pub(crate) code: i64,
    /// `transc_nm`, where the method has it.
    pub(crate) carrier: Option<String>,
}

impl MethodAnswer {
    pub(crate) fn to_body(&self, method: &str, is_xml: bool, variants: &Variants) -> String {
        let say = |code| build_message(method, code, variants);
        let fields = match self {
            MethodAnswer::Plain(text) => return text.clone(),
            MethodAnswer::Nothing => return String::new(),
            MethodAnswer::Gateway(code) => match variants.key_problem_field {
                KeyProblemField::ErrorCode => build_gateway_refusal(*code, say(*code)),
                KeyProblemField::ResultCode => build_envelope(None, *code, say(*code)),
            },
            MethodAnswer::Done => build_envelope(None, 0, say(0)),
            MethodAnswer::Refused(code) => build_envelope(None, *code, say(*code)),
            MethodAnswer::One(json) => build_envelope(Some(json.clone()), 0, say(0)),
            MethodAnswer::Rows(rows) => build_envelope(build_list(rows, variants), 0, say(0)),
            MethodAnswer::Bulk(rows) => build_bulk(rows, method, variants),
            MethodAnswer::ItemBulk(rows) => build_item_bulk(rows, method, variants),
        };
        match is_xml {
            true => xml::encode(method, &fields),
            false => body_prefix(variants).to_owned() + &object(fields).encode(variants),
        }
    }
}

fn build_message(method: &str, code: i64, variants: &Variants) -> JsonValue {
    JsonValue::Exact(find_message(method, code, variants.messages).to_owned())
}

fn build_gateway_refusal(code: i64, text: JsonValue) -> Vec<(&'static str, JsonValue)> {
    vec![("ErrorCode", JsonValue::Code(code)), ("ErrorMsg", text)]
}

fn build_envelope(object: Option<JsonValue>, code: i64, text: JsonValue) -> Vec<(&'static str, JsonValue)> {
    let object = object.map(|object| ("ResultObject", object));
    object.into_iter().chain([("ResultCode", JsonValue::Code(code)), ("ResultMsg", text)]).collect()
}

fn build_list(rows: &[JsonValue], variants: &Variants) -> Option<JsonValue> {
    if !rows.is_empty() {
        return Some(JsonValue::List(rows.to_vec()));
    }
    match variants.empty_list {
        EmptyList::Null => Some(JsonValue::Null),
        EmptyList::Array => Some(JsonValue::List(Vec::new())),
        EmptyList::Text => Some(JsonValue::Exact(String::new())),
    }
}

fn build_bulk(rows: &[BulkRow], method: &str, variants: &Variants) -> Vec<(&'static str, JsonValue)> {
    let say = |code| build_message(method, code, variants);
    let failed = rows.iter().any(|row| row.code != 0);
    let top =
        if failed && variants.bulk_part_failure == BulkPartFailure::Negative { PART_FAILURE } else { 0 };
    let with_codes = variants.bulk_rows == BulkRows::RowCodes;
    let rows = rows.iter().map(|row| {
        let mut fields = vec![(row.id.0, JsonValue::Int(row.id.1)), ("result_cd", JsonValue::Int(row.code))];
        fields.extend(row.carrier.clone().map(|carrier| ("transc_nm", JsonValue::Text(carrier))));
        if with_codes {
            fields.extend([("ResultCode", JsonValue::Code(row.code)), ("ResultMsg", say(row.code))]);
        }
        object(fields)
    });
    let rows = JsonValue::List(rows.collect());
    match variants.bulk_rows {
        BulkRows::Array | BulkRows::RowCodes => build_envelope(Some(rows), top, say(top)),
        BulkRows::Nested => {
            build_envelope(Some(object(build_envelope(Some(rows), top, say(top)))), top, say(top))
        }
    }
}

fn build_item_bulk(
    rows: &[(JsonValue, i64)],
    method: &str,
    variants: &Variants,
) -> Vec<(&'static str, JsonValue)> {
    let failed = rows.iter().filter(|(_, code)| *code != 0).count();
    let text = JsonValue::Exact(format!("SUCCESS:{},FAIL:{failed}", rows.len() - failed));
    let echo = rows.iter().map(|(row, code)| {
        let mut fields = match row {
            JsonValue::Object(fields) => fields.clone(),
            _ => Vec::new(),
        };
        fields.push(("ResultCode".to_owned(), JsonValue::Code(*code)));
        fields.push(("ResultMsg".to_owned(), build_message(method, *code, variants)));
        JsonValue::Object(fields)
    });
    let echo = (variants.item_bulk_rows == ItemBulkRows::Echo).then(|| JsonValue::List(echo.collect()));
    build_envelope(echo, if failed > 0 { -1 } else { 0 }, text)
}

fn body_prefix(variants: &Variants) -> &'static str {
    match variants.body_start {
        BodyStart::Bare => "",
        BodyStart::Bom => "\u{feff}",
        BodyStart::WhiteSpace => " \r\n\t",
        BodyStart::Both => "\u{feff}\r\n ",
    }
}

/// The body of a refusal made up by an `error-code` fault.
pub(crate) fn build_error_body(method: &str, code: i64, as_error_code: bool, variants: &Variants) -> String {
    let text = build_message(method, code, variants);
    let fields =
        if as_error_code { build_gateway_refusal(code, text) } else { build_envelope(None, code, text) };
    object(fields).encode(variants)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(pairs: &[(&str, &str)]) -> Variants {
        let mut variants = Variants::default();
        for (name, value) in pairs {
            variants.set(name, value).unwrap();
        }
        variants
    }

    #[test]
    fn a_list_without_rows_has_three_forms() {
        let cases = [
            ("null", r#"{"ResultObject":null,"ResultCode":0,"ResultMsg":"SUCCESS"}"#),
            ("array", r#"{"ResultObject":[],"ResultCode":0,"ResultMsg":"SUCCESS"}"#),
            ("text", r#"{"ResultObject":"","ResultCode":0,"ResultMsg":"SUCCESS"}"#),
        ];
        for (value, expected) in cases {
            assert_eq!(
                MethodAnswer::Rows(vec![]).to_body("X.Y", false, &variants(&[("empty-list", value)])),
                expected
            );
        }
    }

    #[test]
    fn bulk_answers_have_every_form() {
        let row = |id, code| BulkRow { id: ("cont_no", id), code, carrier: None };
        let answer = MethodAnswer::Bulk(vec![row(11, 0), row(12, -10013)]);
        let body = |pairs: &[(&str, &str)]| -> serde_json::Value {
            serde_json::from_str(&answer.to_body(
                "ShippingBasic.SetSellerCheckYNBulk",
                false,
                &variants(pairs),
            ))
            .unwrap()
        };
        let plain = body(&[]);
        assert_eq!(plain["ResultCode"], 0);
        assert_eq!(plain["ResultObject"][1], serde_json::json!({"cont_no": 12, "result_cd": -10013}));
        assert_eq!(body(&[("bulk-part-failure", "negative")])["ResultCode"], -10010);
        let coded = body(&[("bulk-rows", "row-codes")]);
        assert_eq!(coded["ResultObject"][1]["ResultCode"], -10013);
        assert_eq!(coded["ResultObject"][0]["ResultMsg"], "SUCCESS");
        assert_eq!(body(&[("bulk-rows", "nested")])["ResultObject"]["ResultObject"][0]["cont_no"], 11);
        assert_eq!(body(&[("result-code", "quoted")])["ResultCode"], "0");
    }

    #[test]
    fn item_bulk_answers_count_and_may_echo() {
        let row = object([("ItemCode", JsonValue::Exact("1".into()))]);
        let answer = MethodAnswer::ItemBulk(vec![(row.clone(), 0), (row, -10001)]);
        let plain = answer.to_body("ItemsOrder.SetGoodsPriceQtyBulk", false, &variants(&[]));
        assert_eq!(plain, r#"{"ResultCode":-1,"ResultMsg":"SUCCESS:1,FAIL:1"}"#);
        let echo = answer.to_body(
            "ItemsOrder.SetGoodsPriceQtyBulk",
            false,
            &variants(&[("item-bulk-rows", "echo")]),
        );
        let echo: serde_json::Value = serde_json::from_str(&echo).unwrap();
        assert_eq!(echo["ResultObject"][1]["ItemCode"], "1");
        assert_eq!(echo["ResultObject"][1]["ResultCode"], -10001);
    }

    #[test]
    fn the_body_may_start_oddly_and_the_gateway_speaks_either_way() {
        let gateway = MethodAnswer::Gateway(-90001);
        assert_eq!(
            gateway.to_body("X.Y", false, &variants(&[])),
            r#"{"ErrorCode":-90001,"ErrorMsg":"存在しないAPIです。"}"#
        );
        let other = gateway.to_body(
            "X.Y",
            false,
            &variants(&[("key-problem-field", "result-code"), ("body-start", "both")]),
        );
        assert_eq!(other, "\u{feff}\r\n {\"ResultCode\":-90001,\"ResultMsg\":\"存在しないAPIです。\"}");
    }
}
