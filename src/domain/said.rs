//! A text for people in both languages, for what is composed before the language is chosen.

use crate::domain::codes::Words;
use crate::vocabulary::Message;
use crate::vocabulary::message::Fact;

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

    /// What somebody else said, be it the system, SQLite or Qoo10: it is passed on as it is.
    pub fn quoted(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { en: words.clone(), ja: words }
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

impl From<Said> for Message {
    fn from(said: Said) -> Self {
        if said.en == said.ja { Self::quoted(said.en) } else { Self::both(said.en, said.ja) }
    }
}

impl From<Said> for Fact {
    fn from(said: Said) -> Self {
        Message::from(said).into()
    }
}

impl<E: Into<String>, J: Into<String>> From<(E, J)> for Message {
    fn from((en, ja): (E, J)) -> Self {
        Self::both(en, ja)
    }
}
