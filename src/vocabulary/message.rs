//! What is to be told to people, before it is worded: which sentence, and the facts in it. It can be kept in
//! the state file, and read later in another language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::{fmt, io};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The sentence that passes on what the system, SQLite or Qoo10 says, as it is.
const QUOTED: &str = "text-quoted";

/// A sentence of the catalogues by its id, `area-name` or `area-name.attribute`, with its facts.
///
/// As JSON: `{"id":"qoo10-no_answer","facts":{"method":"ShippingBasic.GetShippingInfo_v3","attempts":3}}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<Cow<'static, str>, Fact>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// A number, by which a sentence may choose singular or plural.
    Number(i64),
    /// Text that stays as it is in every language.
    Text(String),
    Message(Box<Message>),
    /// Several, which the language joins.
    List(Vec<Fact>),
}

impl Message {
    /// A sentence without facts yet; `msg!` is shorter.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), facts: BTreeMap::new() }
    }

    /// The sentence for a word of a vocabulary.
    pub fn from_word(area: &str, word: &str) -> Self {
        Self::new(format!("{area}-{}", word.replace(' ', "_")))
    }

    /// What somebody else says, be it the system, SQLite or Qoo10: it is passed on as it is.
    pub fn quoted(text: impl Into<String>) -> Self {
        Self::new(QUOTED).with("text", text.into())
    }

    /// What the system refused: the commonest reasons in sentences of ours, which are read in every language,
    /// others in its own.
    pub fn from_system(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new("system-not_found"),
            io::ErrorKind::IsADirectory => Self::new("system-is_folder"),
            io::ErrorKind::PermissionDenied => Self::new("system-not_permitted"),
            io::ErrorKind::StorageFull => Self::new("system-disk_full"),
            _ => Self::quoted(error.to_string()),
        }
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, fact: impl Into<Fact>) -> Self {
        self.facts.insert(name.into(), fact.into());
        self
    }

    /// The same sentence's attribute, as its `next` step.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Self {
        Self { id: format!("{}.{name}", self.id).into(), facts: self.facts.clone() }
    }

    /// The same with each text of its facts changed, as cut to a length.
    #[must_use]
    pub fn map_texts(&self, change: &dyn Fn(&str) -> String) -> Self {
        let facts = self.facts.iter().map(|(name, fact)| (name.clone(), fact.map_texts(change)));
        Self { id: self.id.clone(), facts: facts.collect() }
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    /// The facts by their names.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.facts.iter().map(|(name, fact)| (name.as_ref(), fact))
    }

    /// The text, where it is passed on as somebody else said it.
    pub fn as_quoted(&self) -> Option<&str> {
        match self.facts.get("text").filter(|_| self.id == QUOTED)? {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same with one text in place of another wherever it stands in a fact: a secret, say.
    #[must_use]
    pub fn replace_text(self, from: &str, to: &str) -> Self {
        let facts = self.facts.into_iter().map(|(name, fact)| (name, fact.replace_text(from, to)));
        Self { id: self.id, facts: facts.collect() }
    }

    /// As one line of JSON, for the state file.
    pub fn to_json(&self) -> String {
        // Strings, numbers, lists and maps with strings as keys: JSON has them all.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What [`Self::to_json`] wrote; any other text is quoted as it is.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::quoted(text))
    }
}

impl Fact {
    fn replace_text(self, from: &str, to: &str) -> Self {
        match self {
            Self::Number(number) => Self::Number(number),
            Self::Text(text) => Self::Text(text.replace(from, to)),
            Self::Message(message) => Self::Message(Box::new(message.replace_text(from, to))),
            Self::List(facts) => {
                Self::List(facts.into_iter().map(|fact| fact.replace_text(from, to)).collect())
            }
        }
    }
}

impl Fact {
    fn map_texts(&self, change: &dyn Fn(&str) -> String) -> Self {
        match self {
            Self::Number(number) => Self::Number(*number),
            Self::Text(text) => Self::Text(change(text)),
            Self::Message(message) => message.map_texts(change).into(),
            Self::List(facts) => Self::List(facts.iter().map(|fact| fact.map_texts(change)).collect()),
        }
    }
}

/// For logs of developers: the id and the facts, unworded.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.as_quoted() {
            return f.write_str(text);
        }
        f.write_str(&self.id)?;
        for (at, (name, fact)) in self.facts.iter().enumerate() {
            write!(f, "{}{name}: {fact}", if at == 0 { " (" } else { ", " })?;
        }
        f.write_str(if self.facts.is_empty() { "" } else { ")" })
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Message(message) => write!(f, "{message}"),
            Self::List(facts) => {
                let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
                f.write_str(&facts.join(", "))
            }
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Message> for Fact {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<&Message> for Fact {
    fn from(message: &Message) -> Self {
        Self::Message(Box::new(message.clone()))
    }
}

impl<F: Into<Fact>> From<Vec<F>> for Fact {
    fn from(facts: Vec<F>) -> Self {
        Self::List(facts.into_iter().map(Into::into).collect())
    }
}

/// Whole numbers; one too large for a fact is its text.
macro_rules! from_numbers {
    ($($number:ty),+) => { $(
        impl From<$number> for Fact {
            fn from(number: $number) -> Self {
                i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Number)
            }
        }
    )+ };
}
from_numbers!(i64, u64, usize, i32, u32, u16, u8);

/// Names and dates, which are read alike in every language.
macro_rules! from_displayed {
    ($($type:ty),+) => { $(
        impl From<$type> for Fact {
            fn from(value: $type) -> Self {
                Self::Text(value.to_string())
            }
        }
    )+ };
}
from_displayed!(NaiveDate, std::path::Display<'_>, char);

impl From<&io::Error> for Fact {
    fn from(error: &io::Error) -> Self {
        Message::from_system(error).into()
    }
}

/// A message: `msg!("orders-unknown", order = code)`. The id is a literal, so that a test finds it in the
/// catalogues.
macro_rules! msg {
    ($id:literal $(, $name:ident = $fact:expr)* $(,)?) => {
        $crate::vocabulary::Message::new($id)$(.with(stringify!($name), $fact))*
    };
}
pub(crate) use msg;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_the_same_after_the_state_file() {
        let why = Message::quoted("disk full");
        let message = msg!("a-b", number = 3, text = "412345678", why = why, all = vec!["x", "y"]);
        assert_eq!(Message::from_json(&message.to_json()), message);
        let plain = msg!("a-b");
        assert_eq!(
            (plain.to_json().as_str(), Message::from_json(r#"{"id":"a-b"}"#)),
            (r#"{"id":"a-b"}"#, plain.clone())
        );
    }

    #[test]
    fn what_no_version_of_ours_wrote_is_quoted() {
        for text in ["the network is down", "", "{\"id\":7}", "[1]", "null"] {
            assert_eq!(Message::from_json(text).as_quoted(), Some(text));
        }
    }

    #[test]
    fn a_secret_is_replaced_in_every_fact() {
        let inner = msg!("a-c", key = "k SECRET");
        let message = msg!("a-b", number = 3, list = vec!["SECRETS", "x"], inner = inner);
        let hidden = message.replace_text("SECRET", "…");
        assert_eq!(hidden, msg!("a-b", number = 3, list = vec!["…S", "x"], inner = msg!("a-c", key = "k …")));
    }

    #[test]
    fn numbers_too_large_for_a_fact_are_text() {
        assert_eq!(Fact::from(u64::MAX), Fact::Text(u64::MAX.to_string()));
    }
}
