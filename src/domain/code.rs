//! Seller codes and the SKU that they make (IMP-9).

/// Whether a code can be part of a SKU: `[A-Za-z0-9_-]+`.
pub fn is_usable(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Seller item code and, for an option line, seller option code, joined by `separator`.
pub fn sku(seller_item_code: &str, option_code: Option<&str>, separator: &str) -> String {
    match option_code {
        None => seller_item_code.to_owned(),
        Some(option) => format!("{seller_item_code}{separator}{option}"),
    }
}

/// The codes that `OptionCode` may hold: the main one, and add-on codes joined to it by `,` or `/`.
pub fn split_option_code(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imp_09_only_plain_letters_digits_hyphen_and_underscore_are_usable() {
        for good in ["TS-001", "a_b", "0", "-W-M", "a", "007", "-", "_", "A_b-9"] {
            assert!(is_usable(good), "{good}");
        }
        for bad in [
            "",
            "Tシャツ",
            "TS 001",
            "TS-001 ",
            "ＴＳ",
            "ＡＢ１",
            "a.b",
            "a/b",
            "a,b",
            "a\u{200b}",
            "a\0b",
            "a\nb",
            "a+b",
            "a'b",
            "é",
            "a–b",
            "٣",
        ] {
            assert!(!is_usable(bad), "{bad:?}");
        }
    }

    #[test]
    fn imp_09_codes_are_joined_by_the_separator() {
        assert_eq!(sku("TS-001", Some("-W-M"), ""), "TS-001-W-M");
        assert_eq!(sku("TS", Some("W"), "_"), "TS_W");
        assert_eq!(sku("TS", None, "_"), "TS");
    }
}
