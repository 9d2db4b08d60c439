//! A table of named choices made into enums, one struct of switches, and the names on the command line.

use serde::Serialize;

use super::error::Error;
use crate::vocabulary::msg;

/// One switch as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// Its name on the command line.
    pub name: &'static str,
    /// The one chosen.
    pub value: &'static str,
    /// All choices, the default first.
    pub choices: Vec<&'static str>,
}

macro_rules! variants {
    ($($(#[$doc:meta])* $field:ident $name:literal $kind:ident {
        $($(#[$choice_doc:meta])* $choice:ident $text:literal),+ $(,)?
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
            pub enum $kind { $($(#[$choice_doc])* #[serde(rename = $text)] $choice),+ }
        )+

        /// How this Qoo10 behaves where its documents are silent. The first choice of each is the default.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Variants { $($(#[$doc])* pub $field: $kind),+ }

        impl Variants {
            /// Sets one switch by its names on the command line.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
                match (name, value) {
                    $($(($name, $text) => self.$field = $kind::$choice,)+)+
                    $(($name, _) => return Err(no_choice($name, value, &[$($text),+])),)+
                    _ => return Err(no_variant(name)),
                }
                Ok(())
            }

            /// All switches with their choices and the one chosen.
            pub fn list(&self) -> Vec<Switch> {
                vec![$(Switch {
                    name: $name,
                    choices: vec![$($text),+],
                    value: match self.$field { $($kind::$choice => $text),+ },
                }),+]
            }
        }
    };
}

/// A choice that a switch does not have.
pub(super) fn no_choice(name: &str, value: &str, choices: &[&str]) -> Error {
    let (value, choices) = (format!("{value:?}"), choices.join(", "));
    Error::usage(msg!("sandbox-no_choice", name = name, value = value, choices = choices))
}

/// A switch that there is not.
pub(super) fn no_variant(name: &str) -> Error {
    Error::usage(msg!("sandbox-no_variant", name = format!("{name:?}")))
}

pub(crate) use variants;
