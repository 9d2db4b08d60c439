//! A table of named choices made into enums, one struct of switches, and the names on the command line.

use serde::Serialize;

use super::error::Error;
use crate::vocabulary::msg;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// Its name on the command line.
    pub name: &'static str,
    pub value: &'static str,
    /// All of them, the default first.
    pub choices: Vec<&'static str>,
}

macro_rules! variants {
    ($($(#[$doc:meta])* $kind:ident $field:ident $name:literal:
        $first:ident $first_text:literal $(, $choice:ident $text:literal)+;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
            pub enum $kind {
                #[default] #[serde(rename = $first_text)] $first,
                $(#[serde(rename = $text)] $choice),+
            }
        )+

        /// How this Qoo10 behaves where its documents are silent. The first choice of each is the default.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Variants { $($(#[$doc])* pub $field: $kind),+ }

        impl Variants {
            /// Sets one switch by its names on the command line.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
                match (name, value) {
                    $(
                        ($name, $first_text) => self.$field = $kind::$first,
                        $(($name, $text) => self.$field = $kind::$choice,)+
                        ($name, _) => return Err(no_choice($name, value, &[$first_text, $($text),+])),
                    )+
                    _ => return Err(no_variant(name)),
                }
                Ok(())
            }

            pub fn list(&self) -> Vec<Switch> {
                vec![$(Switch {
                    name: $name,
                    choices: vec![$first_text, $($text),+],
                    value: match self.$field {
                        $kind::$first => $first_text,
                        $($kind::$choice => $text),+
                    },
                }),+]
            }
        }
    };
}

pub(super) fn no_choice(name: &str, value: &str, choices: &[&str]) -> Error {
    let (value, choices) = (format!("{value:?}"), choices.join(", "));
    Error::usage(msg!("sandbox-no_choice", name = name, value = value, choices = choices))
}

pub(super) fn no_variant(name: &str) -> Error {
    Error::usage(msg!("sandbox-no_variant", name = format!("{name:?}")))
}

pub(crate) use variants;
