//! The shape of a value without anything of what it says.

/// So many characters of a shape are kept.
const MAX_CHARS: usize = 40;

/// Of a JSON value: digits are `9`, ASCII letters `a`, other letters `あ`; an object by its keys.
pub(super) fn describe_shape(json: &str) -> String {
    let json = json.trim();
    match json.as_bytes().first() {
        Some(b'{') => format!("{{{}}}", list_keys(json).join(" ")),
        Some(b'[') => format!("[{}]", if json.len() > 2 { "…" } else { "" }),
        Some(b'"') => format!("\"{}\"", mask(&serde_json::from_str::<String>(json).unwrap_or_default())),
        _ if matches!(json, "true" | "false" | "null") => json.to_owned(),
        _ => mask(json),
    }
}

/// Of a text.
pub(super) fn mask(text: &str) -> String {
    let mut masked: String = text.chars().take(MAX_CHARS).map(mask_char).collect();
    if text.chars().nth(MAX_CHARS).is_some() {
        masked.push('…');
    }
    masked
}

fn mask_char(c: char) -> char {
    match c {
        '0'..='9' => '9',
        'a'..='z' | 'A'..='Z' => 'a',
        c if c.is_ascii_punctuation() || c == ' ' => c,
        c if c.is_control() => '?',
        _ => '\u{3042}',
    }
}

fn list_keys(json: &str) -> Vec<String> {
    const MAX_KEYS: usize = 8;
    let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    // Their order is the sender's affair: two orders of the same keys are one shape.
    let mut names: Vec<String> = fields.keys().map(|key| name_key(key)).collect();
    names.sort();
    names.truncate(MAX_KEYS);
    names
}

/// A key's name, where it is a name of the usual kind; a key could be a value too.
pub(super) fn name_key(key: &str) -> String {
    let is_name = key.len() <= MAX_CHARS
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && key.chars().filter(char::is_ascii_digit).count() < 3;
    if is_name { key.to_owned() } else { mask(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_says_nothing_of_the_value() {
        for (json, wanted) in [
            ("\"Waiting (2)\"", "\"aaaaaaa (9)\""),
            ("\"\u{5c71}\u{7530} 090-1234\"", "\"\u{3042}\u{3042} 999-9999\""),
            ("1980.50", "9999.99"),
            ("null", "null"),
            ("[1]", "[…]"),
            ("[]", "[]"),
            (r#"{"OrderNo":1062428737,"1062428737":"x"}"#, "{9999999999 OrderNo}"),
            ("\"a\\tb\"", "\"a?a\""),
        ] {
            assert_eq!(describe_shape(json), wanted, "{json}");
        }
        assert_eq!(mask(&"7".repeat(50)).chars().count(), MAX_CHARS + 1);
    }
}
