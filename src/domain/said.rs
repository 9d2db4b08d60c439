//! A text for people in both languages, for what is composed before the language is chosen.

use crate::domain::codes::Words;

/// One text, said in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// English.
    pub en: String,
    /// 日本語
    pub ja: String,
}

impl Said {
    /// The text in English and in Japanese.
    pub fn new(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { en: en.into(), ja: ja.into() }
    }
}

impl From<Words> for Said {
    fn from(words: Words) -> Self {
        Self::new(words.en, words.ja)
    }
}

impl<E: Into<String>, J: Into<String>> From<(E, J)> for Said {
    fn from((en, ja): (E, J)) -> Self {
        Self::new(en, ja)
    }
}
