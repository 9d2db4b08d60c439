//! Seller codes and the SKU that they make (IMP-9).

use crate::strings::clean::cleaned;
use crate::vocabulary::{Message, Reason, msg};

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

/// The SKU that an unusable one may stand for: full-width letters, or a blank too many.
pub fn guess_sku(sku: &str) -> String {
    cleaned(sku).chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// Why a listing has no SKU by the joining rule (IMP-9), or is left out of stock syncs (STK-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// The item has no seller item code.
    SellerCodeMissing,
    /// It has characters other than `[A-Za-z0-9_-]`.
    SellerCodeUnusable,
    /// The option or type has no seller option code.
    OptionCodeMissing,
    /// It has characters other than `[A-Za-z0-9_-]`.
    OptionCodeUnusable,
}

impl CodeError {
    pub fn reason(self) -> Reason {
        match self {
            Self::SellerCodeMissing => Reason::SellerCodeMissing,
            Self::SellerCodeUnusable => Reason::SellerCodeUnusable,
            Self::OptionCodeMissing => Reason::OptionCodeMissing,
            Self::OptionCodeUnusable => Reason::OptionCodeUnusable,
        }
    }

    /// What is wrong, and what to do.
    pub fn message(self) -> Message {
        match self {
            Self::SellerCodeMissing => msg!("report-not_set_seller_code_missing"),
            Self::SellerCodeUnusable => msg!("report-not_set_seller_code_unusable"),
            Self::OptionCodeMissing => msg!("report-not_set_option_code_missing"),
            Self::OptionCodeUnusable => msg!("report-not_set_option_code_unusable"),
        }
    }
}

/// Whether the seller's codes of a listing can be used; `option_code` is none for a plain item.
///
/// # Errors
/// What is wrong with them.
pub fn check_codes(seller_code: &str, option_code: Option<&str>) -> Result<(), CodeError> {
    match (seller_code, option_code) {
        ("", _) => Err(CodeError::SellerCodeMissing),
        (code, _) if !is_usable(code) => Err(CodeError::SellerCodeUnusable),
        (_, Some("")) => Err(CodeError::OptionCodeMissing),
        (_, Some(code)) if !is_usable(code) => Err(CodeError::OptionCodeUnusable),
        _ => Ok(()),
    }
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
    fn stk_02_codes_with_other_characters_are_unusable() {
        assert_eq!(check_codes("TS-001", None), Ok(()));
        assert_eq!(check_codes("TS-001", Some("-W_M")), Ok(()));
        assert_eq!(check_codes("", Some("a")), Err(CodeError::SellerCodeMissing));
        assert_eq!(check_codes("T シャツ", None), Err(CodeError::SellerCodeUnusable));
        assert_eq!(check_codes("TS", Some("")), Err(CodeError::OptionCodeMissing));
        assert_eq!(check_codes("TS", Some("白")), Err(CodeError::OptionCodeUnusable));
    }

    #[test]
    fn imp_09_codes_are_joined_by_the_separator() {
        assert_eq!(sku("TS-001", Some("-W-M"), ""), "TS-001-W-M");
        assert_eq!(sku("TS", Some("W"), "_"), "TS_W");
        assert_eq!(sku("TS", None, "_"), "TS");
    }
}
