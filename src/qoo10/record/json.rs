//! JSON as it may be handed on: every key in its place, every value by its key, numbers as they were written.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::keys::{self, ValueRule};
use super::value::{Redactor, Tally};
use crate::qoo10::wire::numbers;

/// Deeper than any answer is nested.
const MAX_DEPTH: u8 = 12;
/// What stands in place of a key that may be somebody's name.
const UNNAMED: &str = "unnamed_key";

/// The members of an object in their order, also those of one name.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    members.push((Cow::Owned(key), map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// What is known of the place that a value stands in.
#[derive(Clone, Copy)]
struct ValueContext<'a> {
    key: &'a str,
    rule: Option<ValueRule>,
    /// Whether a key above it is in no document: then so is all below.
    is_unknown: bool,
    depth: u8,
}

/// Redacts a strict JSON text, and counts the values that got a pseudonym.
pub(super) fn redact_json(redactor: &Redactor, text: &str, tally: &mut Tally) -> String {
    let mut walk = Walk { redactor, tally, out: String::with_capacity(text.len()) };
    let root = ValueContext { key: "", rule: Some(ValueRule::Container), is_unknown: false, depth: 0 };
    walk.write_value(root, text.trim());
    walk.out
}

/// Redacts the value of a form field.
pub(super) fn redact_field(redactor: &Redactor, name: &str, value: &str, tally: &mut Tally) -> String {
    let rule = keys::find_rule(name);
    if rule == Some(ValueRule::Json) && serde_json::from_str::<&RawValue>(value).is_ok() {
        return redact_json(redactor, value, tally);
    }
    let redacted = redactor.redact_text(rule, value);
    count(tally, name, rule, redacted != value);
    redacted
}

fn count(tally: &mut Tally, key: &str, rule: Option<ValueRule>, is_replaced: bool) {
    if is_replaced {
        let counts = if rule.is_some() { &mut tally.known } else { &mut tally.unknown };
        *counts.entry(show_key(key).to_owned()).or_default() += 1;
    }
}

fn show_key(key: &str) -> &str {
    if keys::is_identifier(key) { key } else { UNNAMED }
}

struct Walk<'r> {
    redactor: &'r Redactor,
    tally: &'r mut Tally,
    out: String,
}

impl Walk<'_> {
    fn write_value(&mut self, place: ValueContext<'_>, json: &str) {
        match json.as_bytes().first() {
            // Nobody reads that deep, and a stack is not endless.
            Some(b'{' | b'[') if place.depth >= MAX_DEPTH => self.out.push_str("null"),
            Some(b'{') => self.write_object(place, json),
            Some(b'[') => self.write_list(place, json),
            Some(b'"') => self.write_text(place, json),
            Some(b'-' | b'0'..=b'9') => {
                let rule = place.rule.filter(|_| !place.is_unknown);
                let redacted = self.redactor.redact_number(rule, json);
                count(self.tally, place.key, rule, redacted != json);
                self.out += &redacted;
            }
            // null, true, false: there is nothing in them.
            _ => self.out.push_str(json),
        }
    }

    fn write_object(&mut self, place: ValueContext<'_>, json: &str) {
        let Ok(Members(members)) = serde_json::from_str(json) else { return self.out.push_str("null") };
        self.out.push('{');
        for (at, (key, value)) in members.iter().enumerate() {
            let rule = keys::find_rule(key);
            let below = ValueContext {
                key,
                rule,
                is_unknown: place.is_unknown || rule.is_none(),
                depth: place.depth + 1,
            };
            self.out.push_str(if at == 0 { "" } else { "," });
            self.push_string(show_key(key));
            self.out.push(':');
            self.write_value(below, value.get());
        }
        self.out.push('}');
    }

    fn write_list(&mut self, place: ValueContext<'_>, json: &str) {
        // What stands in a list is what its key holds, many times.
        let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(json) else {
            return self.out.push_str("null");
        };
        self.out.push('[');
        for (at, element) in elements.iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { "," });
            self.write_value(ValueContext { depth: place.depth + 1, ..place }, element.get());
        }
        self.out.push(']');
    }

    fn write_text(&mut self, place: ValueContext<'_>, json: &str) {
        let Ok(text) = serde_json::from_str::<String>(json) else { return self.out.push_str("null") };
        let rule = place.rule.filter(|_| !place.is_unknown);
        let redacted = match rule {
            // It had to become a text to be part of proper JSON, and would be read as a row otherwise.
            Some(ValueRule::Container) if text.trim_start().starts_with('{') => self.rebuild_row(&text),
            // A bare text in place of rows is a new seller key.
            Some(ValueRule::Container) => self.redactor.redact_text(Some(ValueRule::Secret), &text),
            Some(ValueRule::Json) if serde_json::from_str::<&RawValue>(&text).is_ok() => {
                redact_json(self.redactor, &text, self.tally)
            }
            rule => self.redactor.redact_text(rule, &text),
        };
        count(self.tally, place.key, rule, redacted != text);
        self.push_string(&redacted);
    }

    /// A row that could not be made proper (`repair`): nothing of it but its numbers, and still unreadable.
    fn rebuild_row(&self, row: &str) -> String {
        let (orders, carts) = numbers::find_numbers(row);
        let redact = |rule, number: i64| self.redactor.redact_text(Some(rule), &number.to_string());
        let orders = orders.iter().map(|no| format!("\"OrderNo\":{},", redact(ValueRule::OrderNo, no.get())));
        let carts = carts.iter().map(|no| format!("\"PackNo\":{},", redact(ValueRule::PackNo, no.get())));
        format!("{{{}unreadable}}", orders.chain(carts).collect::<String>())
    }

    fn push_string(&mut self, text: &str) {
        self.out += &serde_json::Value::from(text).to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::record::cipher::SEED_BYTES;

    fn redact(text: &str) -> (String, Tally) {
        let mut tally = Tally::default();
        let redacted = redact_json(&Redactor::new(&[5; SEED_BYTES]), text, &mut tally);
        (redacted, tally)
    }

    #[test]
    fn known_keys_keep_their_values_as_they_are_written() {
        for text in [
            r#"{"ResultObject":[{"ShippingStatus":"On request(2)","OrderPrice":1980.0000}],"ResultCode":0}"#,
            r#"{"ResultObject":null,"ResultCode":"-10002"}"#,
            r#"{"ResultObject":{"TotalItems":2,"Items":[{"SellerCode":"A-1","ItemStatus":"S2"}]}}"#,
            r#"{"ResultObject":"","Qty":null,"Price":true}"#,
        ] {
            assert_eq!(redact(text), (text.to_owned(), Tally::default()), "{text}");
        }
    }

    #[test]
    fn a_key_that_nobody_documented_shows_nothing_of_its_value() {
        let (redacted, tally) = redact(
            r#"{"ResultObject":[{"Loyalty":"Hanako","Points":4711,
                "Nested":{"OrderPrice":1980,"Status":["Taro"]}}],"0901234567":1}"#,
        );
        for part in ["Hanako", "4711", "1980", "Taro", "0901234567"] {
            assert!(!redacted.contains(part), "{part}: {redacted}");
        }
        for key in ["Loyalty", "Points", "Nested", "OrderPrice", "unnamed_key"] {
            assert!(redacted.contains(key), "{key}: {redacted}");
        }
        assert!(tally.known.is_empty() && tally.unknown.len() >= 4, "{tally:?}");
    }

    #[test]
    fn a_number_keeps_its_kind_and_a_name_its_place() {
        let (redacted, tally) = redact(
            r#"{"ResultObject":[{"OrderNo":1062428737,"orderNo":"1062428737",
                "Buyer":"Hanako","Receiver":"Hanako"}]}"#,
        );
        let answer: serde_json::Value = serde_json::from_str(&redacted).unwrap();
        let row = &answer["ResultObject"][0];
        assert_eq!(row["OrderNo"].as_u64().unwrap().to_string(), row["orderNo"].as_str().unwrap());
        assert_eq!(row["Buyer"], row["Receiver"]);
        assert_eq!(tally.known["Buyer"], 1);
    }

    #[test]
    fn a_row_that_cannot_be_read_stays_so_under_its_numbers() {
        let row = serde_json::Value::from(r#"{"OrderNo":1062428737,"Buyer":"Hanako",oops}"#);
        let (redacted, _) = redact(&format!("{{\"ResultObject\":[{row},7]}}"));
        let answer: serde_json::Value = serde_json::from_str(&redacted).unwrap();
        let row = answer["ResultObject"][0].as_str().unwrap();
        assert_eq!(numbers::find_numbers(row).0.len(), 1);
        assert!(!redacted.contains("Hanako") && serde_json::from_str::<&RawValue>(row).is_err());
    }

    #[test]
    fn a_new_seller_key_and_a_login_leave_nothing() {
        assert!(!redact(r#"{"ResultObject":"S5bTESTkey","ResultCode":0}"#).0.contains("S5b"));
        let redactor = Redactor::new(&[5; SEED_BYTES]);
        assert!(!redact_field(&redactor, "pwd", "hidden", &mut Tally::default()).contains("hidden"));
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let deep = format!("{{\"X\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
        assert!(redact(&deep).0.len() < 100);
    }

    #[test]
    fn rows_of_a_form_field_are_redacted_by_their_keys() {
        let json = r#"[{"OrderNo":"1062428737","ShippingCorp":"Qxpress","TrackingNo":"400012345670"}]"#;
        let redacted =
            redact_field(&Redactor::new(&[5; SEED_BYTES]), "ShippingInfoJson", json, &mut Tally::default());
        assert!(redacted.contains("Qxpress") && !redacted.contains("1062428737"), "{redacted}");
        assert!(!redacted.contains("40001234"), "{redacted}");
    }
}
