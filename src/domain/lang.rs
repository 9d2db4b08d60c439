//! The language of what people read.

use crate::domain::said::Said;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Lang {
    /// The language of a locale such as `ja_JP.UTF-8`.
    pub fn of_locale(locale: &str) -> Self {
        if locale == "ja" || locale.starts_with("ja_") || locale.starts_with("ja.") {
            Self::Ja
        } else {
            Self::En
        }
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }

    /// What was said in both languages, in this one.
    pub fn of(self, said: &Said) -> &str {
        self.pick(&said.en, &said.ja)
    }
}

/// What a function says in one language or the other, in both.
pub fn in_both(say: impl Fn(Lang) -> String) -> Said {
    Said::new(say(Lang::En), say(Lang::Ja))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_japanese_locales_are_japanese() {
        for (locale, lang) in [
            ("ja_JP.UTF-8", Lang::Ja),
            ("ja", Lang::Ja),
            ("C.UTF-8", Lang::En),
            ("en_US.UTF-8", Lang::En),
            ("jam_JM", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
