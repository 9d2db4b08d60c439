//! What every vocabulary can do.

/// The text is none of the words of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known word")]
pub struct UnknownWord;

/// What every vocabulary can do: its word in state file, JSON and arguments, and the way back.
macro_rules! word {
    ($name:ident) => {
        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = <Self as ::strum::VariantArray>::VARIANTS;

            /// The word that stands in state file, JSON and arguments.
            pub fn as_str(self) -> &'static str {
                self.into()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str() == text)
                    .ok_or($crate::vocabulary::UnknownWord)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                word.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}
pub(super) use word;

/// A vocabulary of which people read a sentence or a word each, from the catalogue of its area.
macro_rules! vocabulary {
    ($name:ident, $area:literal) => {
        $crate::vocabulary::word::word!($name);

        impl $name {
            /// The word that people read.
            pub fn message(self) -> $crate::vocabulary::Message {
                $crate::vocabulary::Message::from_word($area, self.as_str())
            }
        }
    };
}
pub(super) use vocabulary;
