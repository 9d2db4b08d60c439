//! Writes JSON as the live API might: number and text forms follow the variants, which no JSON library
//! offers.

use std::fmt::Write;

use super::names::escape_html;
use super::variants::{EmptyText, ExtraFields, Names, Numbers, ResultCode, Variants};

/// A JSON value before its numbers and empty texts get their form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum JsonValue {
    Null,
    /// A text field: without a value it takes the form of `empty-text`.
    Text(String),
    /// A text that somebody typed: HTML-escaped under `names escaped`.
    Name(String),
    /// A text that stays as it is.
    Exact(String),
    /// A whole number (Int32 in the documents).
    Int(i64),
    /// A number that stays plain whatever the variant.
    Bare(i64),
    /// Yen (Decimal in the documents).
    Money(i64),
    /// Yen in a method that answers with texts only: four digits after the point (LIVE-NOTE).
    MoneyText(i64),
    /// `ResultCode`, `ErrorCode`.
    Code(i64),
    List(Vec<JsonValue>),
    Object(Vec<(String, JsonValue)>),
}

pub(crate) fn text(value: impl Into<String>) -> JsonValue {
    JsonValue::Text(value.into())
}

pub(crate) fn name(value: impl Into<String>) -> JsonValue {
    JsonValue::Name(value.into())
}

pub(crate) fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsonValue)>) -> JsonValue {
    JsonValue::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl JsonValue {
    pub(crate) fn encode(&self, variants: &Variants) -> String {
        let mut out = String::new();
        self.write(variants, &mut out);
        out
    }

    fn write(&self, variants: &Variants, out: &mut String) {
        match self {
            JsonValue::Null => out.push_str("null"),
            JsonValue::Text(value) | JsonValue::Name(value) if value.is_empty() => {
                out.push_str(match variants.empty_text {
                    EmptyText::Empty => "\"\"",
                    EmptyText::Null => "null",
                    EmptyText::Blank => "\" \"",
                })
            }
            // As the guide's own example: `Women\u0026#39;s`.
            JsonValue::Name(value) if variants.names == Names::Escaped => {
                out.push_str(
                    &serde_json::Value::from(escape_html(value)).to_string().replace('&', "\\u0026"),
                );
            }
            JsonValue::Text(value) | JsonValue::Name(value) | JsonValue::Exact(value) => quote(value, out),
            JsonValue::Int(number) => write_number(&number.to_string(), has_quoted_numbers(variants), out),
            JsonValue::Bare(number) => write_number(&number.to_string(), false, out),
            JsonValue::Code(number) => {
                write_number(&number.to_string(), variants.result_code == ResultCode::Quoted, out);
            }
            JsonValue::Money(yen) => {
                write_number(&format_decimal(*yen, variants), has_quoted_numbers(variants), out)
            }
            JsonValue::MoneyText(yen) => write_number(&format!("{yen}.0000"), true, out),
            JsonValue::List(values) => {
                out.push('[');
                for (n, value) in values.iter().enumerate() {
                    out.push_str(if n == 0 { "" } else { "," });
                    value.write(variants, out);
                }
                out.push(']');
            }
            JsonValue::Object(fields) => write_object(fields, variants, out),
        }
    }
}

fn write_object(fields: &[(String, JsonValue)], variants: &Variants, out: &mut String) {
    out.push('{');
    for (n, (key, value)) in fields.iter().enumerate() {
        out.push_str(if n == 0 { "" } else { "," });
        quote(key, out);
        out.push(':');
        value.write(variants, out);
    }
    if variants.extra_fields == ExtraFields::Some {
        out.push_str(if fields.is_empty() { "" } else { "," });
        out.push_str(r#""NewField":"?","NewNumber":1.5,"NewFlag":true,"NewObject":{"OrderNo":[null]}"#);
    }
    out.push('}');
}

fn has_quoted_numbers(variants: &Variants) -> bool {
    matches!(variants.numbers, Numbers::QuotedPlain | Numbers::QuotedDecimals)
}

fn format_decimal(yen: i64, variants: &Variants) -> String {
    match variants.numbers {
        Numbers::Decimals | Numbers::QuotedDecimals => format!("{yen}.0000"),
        Numbers::Plain | Numbers::QuotedPlain => yen.to_string(),
    }
}

fn write_number(number: &str, quoted: bool, out: &mut String) {
    let mark = if quoted { "\"" } else { "" };
    let _ = write!(out, "{mark}{number}{mark}");
}

fn quote(value: &str, out: &mut String) {
    let _ = write!(out, "{}", serde_json::Value::from(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_empty_texts_take_the_form_of_the_variant() {
        let row = object([
            ("m", JsonValue::Money(1980)),
            ("n", JsonValue::Int(7)),
            ("t", text("")),
            ("p", JsonValue::MoneyText(5)),
        ]);
        let cases = [
            ("numbers", "decimals", r#"{"m":1980.0000,"n":7,"t":"","p":"5.0000"}"#),
            ("numbers", "plain", r#"{"m":1980,"n":7,"t":"","p":"5.0000"}"#),
            ("numbers", "quoted-decimals", r#"{"m":"1980.0000","n":"7","t":"","p":"5.0000"}"#),
            ("numbers", "quoted-plain", r#"{"m":"1980","n":"7","t":"","p":"5.0000"}"#),
            ("empty-text", "null", r#"{"m":1980.0000,"n":7,"t":null,"p":"5.0000"}"#),
            ("empty-text", "blank", r#"{"m":1980.0000,"n":7,"t":" ","p":"5.0000"}"#),
        ];
        for (name, value, expected) in cases {
            let mut variants = Variants::default();
            variants.set(name, value).unwrap();
            assert_eq!(row.encode(&variants), expected);
        }
    }

    #[test]
    fn text_is_escaped_so_that_any_reader_gets_it_back() {
        let odd = "a\"b\\c\n\t\u{1}𠮷";
        let encoded = text(odd).encode(&Variants::default());
        assert_eq!(serde_json::from_str::<String>(&encoded).unwrap(), odd);
    }

    #[test]
    fn names_are_escaped_as_the_guide_shows() {
        let row = object([("a", name("Women's")), ("b", name("")), ("c", text("R&D"))]);
        assert_eq!(row.encode(&Variants::default()), r#"{"a":"Women's","b":"","c":"R&D"}"#);
        let mut variants = Variants::default();
        variants.set("names", "escaped").unwrap();
        assert_eq!(row.encode(&variants), r#"{"a":"Women\u0026#39;s","b":"","c":"R&D"}"#);
    }

    #[test]
    fn extra_fields_keep_the_json_valid() {
        let mut variants = Variants::default();
        variants.set("extra-fields", "some").unwrap();
        for json in [object([]), object([("a", JsonValue::List(vec![object([("b", JsonValue::Null)])]))])] {
            serde_json::from_str::<serde_json::Value>(&json.encode(&variants)).unwrap();
        }
    }
}
