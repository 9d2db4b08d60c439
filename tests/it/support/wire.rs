//! How the fake spells its replies: every form that the API is said, or feared, to use.

use serde_json::Value;

use super::claims::ClaimForm;
use super::row::{NUMBER_KEYS, Row};

/// What `ResultObject` is when there are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    Null,
    List,
    Text,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// `1980`
    Plain,
    /// `1980.0000` for decimals, whole numbers plain
    Decimals,
    /// `"1980.0000"` for decimals, whole numbers quoted
    QuotedDecimals,
}

/// The spelling of list replies.
#[derive(Clone, Debug)]
pub struct Wire {
    pub empty: Empty,
    pub numbers: Numbers,
    /// Bytes before the JSON text: a byte order mark, white space.
    pub prefix: &'static str,
    pub result_code: &'static str,
    pub result_msg: &'static str,
    /// What stands for an empty text.
    pub blank: Value,
    /// One row comes as an object instead of an array of one.
    pub bare_single: bool,
    /// Every row comes twice.
    pub twice: bool,
    /// Fields nobody has heard of.
    pub extra: bool,
    /// How `claimStatus` is written.
    pub claim: ClaimForm,
    /// `claimStatus` of an order without a claim.
    pub no_claim: Value,
}

impl Default for Wire {
    fn default() -> Self {
        Self {
            empty: Empty::List,
            numbers: Numbers::Decimals,
            prefix: "",
            result_code: "0",
            result_msg: r#""SUCCESS""#,
            blank: Value::from(""),
            bare_single: false,
            twice: false,
            extra: false,
            claim: ClaimForm::PhraseDigit,
            no_claim: Value::from(""),
        }
    }
}

impl Wire {
    /// The reply that carries these rows.
    pub fn list(&self, rows: &[Row]) -> Vec<u8> {
        let mut texts: Vec<String> = rows.iter().map(|r| self.row(r)).collect();
        if self.twice {
            texts.extend(texts.clone());
        }
        let object = match (texts.as_slice(), self.empty) {
            ([], Empty::Null) => "null".to_owned(),
            ([], Empty::List) => "[]".to_owned(),
            ([], Empty::Text) => r#""""#.to_owned(),
            ([one], _) if self.bare_single => one.clone(),
            (many, _) => format!("[{}]", many.join(",")),
        };
        let object = format!(r#""ResultObject":{object},"#);
        let extra = if self.extra { r#","Unheard":{"of":[1]}"# } else { "" };
        let (code, msg, prefix) = (self.result_code, self.result_msg, self.prefix);
        format!(r#"{prefix}{{{object}"ResultCode":{code},"ResultMsg":{msg}{extra}}}"#).into_bytes()
    }

    fn row(&self, row: &Row) -> String {
        let mut fields: Vec<String> = row
            .fields
            .iter()
            .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), self.value(key, value)))
            .collect();
        if self.extra {
            fields.push(r#""BrandNewField":null,"AnotherOne":{"x":[true]}"#.into());
        }
        format!("{{{}}}", fields.join(","))
    }

    fn value(&self, key: &str, value: &Value) -> String {
        let decimal = NUMBER_KEYS.iter().find(|(k, _)| *k == key).map(|(_, d)| *d);
        if let (Some(decimal), Some(number)) = (decimal, value.as_i64()) {
            let text = match self.numbers {
                Numbers::Decimals | Numbers::QuotedDecimals if decimal => format!("{number}.0000"),
                _ => number.to_string(),
            };
            return if self.numbers == Numbers::QuotedDecimals { format!("\"{text}\"") } else { text };
        }
        if value == "" { self.blank.to_string() } else { value.to_string() }
    }
}
