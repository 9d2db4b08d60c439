//! The languages that people read. A new one is a variant here and its catalogues; what those lack is read in
//! English.

use strum::{IntoStaticStr, VariantArray};

/// A language, by its code (ISO 639-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Lang {
    /// English, which every other language falls back to.
    En,
    /// 日本語
    Ja,
}

impl Lang {
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// Its code: `ja`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.code() == code)
    }

    /// The language of a locale such as `ja_JP.UTF-8`; English where it is none of ours.
    pub fn from_locale(locale: &str) -> Self {
        let code = locale.split(['_', '.', '@']).next().unwrap_or_default();
        Self::from_code(code).unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_its_language_first() {
        for (locale, lang) in [
            ("ja_JP.UTF-8", Lang::Ja),
            ("ja", Lang::Ja),
            ("ja.UTF-8", Lang::Ja),
            ("C.UTF-8", Lang::En),
            ("en_US.UTF-8", Lang::En),
            ("jam_JM", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::from_locale(locale), lang, "{locale}");
        }
    }
}
