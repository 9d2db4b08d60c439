//! Where the texts of the help stand in the catalogues.

use crate::domain::late;
use crate::text;
use crate::vocabulary::{Lang, Message};

pub(super) struct HelpTexts {
    /// Its words: `orders list`; none of the program.
    pub(super) path: String,
    pub(super) lang: Lang,
}

impl HelpTexts {
    /// The texts of a command below this one.
    pub(super) fn below(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{} {name}", self.path) };
        Self { path, lang: self.lang }
    }

    /// What the command does; with an attribute, what more is said of it.
    pub(super) fn get_text(&self, attribute: &str) -> Option<String> {
        self.look_up_text(&format!("{}{attribute}", self.key()))
    }

    /// What an argument does; with an attribute, what one of its values means.
    pub(super) fn find_arg_text(&self, arg: &str, attribute: &str) -> Option<String> {
        let own = self.look_up_text(&format!("{}--{arg}{attribute}", self.key()));
        own.or_else(|| self.look_up_text(&format!("cli-any--{arg}{attribute}")))
    }

    fn key(&self) -> String {
        let path = if self.path.is_empty() { "program" } else { &self.path };
        format!("cli-{}", path.replace(' ', "_"))
    }

    fn look_up_text(&self, id: &str) -> Option<String> {
        // What `late` does is told with the days of Qoo10's clock.
        text::try_localize(&late::with_day_facts(Message::new(id.to_owned())), self.lang)
    }

    pub(super) fn get_label(&self, what: &str) -> String {
        self.look_up_text(&format!("cli-page--{what}")).unwrap_or_default()
    }
}
