//! The language of what people read, until every sentence stands in the catalogues.

use crate::domain::said::Said;
pub use crate::vocabulary::Lang;

impl Lang {
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
