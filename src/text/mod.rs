//! The one place for sentences: catalogues in Fluent, `LANG/AREA.ftl`, and what words a message by them.
//!
//! An id begins with the name of its file: `qoo10-no_answer` stands in `en/qoo10.ftl` and in `ja/qoo10.ftl`.
//! Words of the trade are terms in `LANG/terms.ftl`. What a language lacks is read in English.

mod catalogue;
pub mod mark;
#[cfg(test)]
mod tests;
pub mod wrap;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::vocabulary::message::Fact;
use crate::vocabulary::{ApiStatus, HoldReason, Lang, Message, PaymentStatus, Status, msg};

/// A message in a language.
pub fn localize(message: &Message, lang: Lang) -> String {
    if let Some(text) = message.as_quoted() {
        return text.to_owned();
    }
    let found = try_localize(message, lang);
    debug_assert!(found.is_some(), "no catalogue has {}", message.id());
    // A sentence that is missing must not hide what is to be told.
    found.unwrap_or_else(|| message.to_string())
}

/// The same; none where no catalogue has it.
pub fn try_localize(message: &Message, lang: Lang) -> Option<String> {
    let mut args = FluentArgs::new();
    for (name, fact) in message.facts() {
        args.set(name.to_owned(), to_fluent_value(fact, lang));
    }
    let known = Lang::ALL.iter().filter(|other| **other == lang || **other == Lang::En).rev();
    known.copied().find_map(|lang| catalogue::format_sentence(lang, message.id(), &args))
}

/// The word of a state of an order, whichever it is of.
pub fn find_state_word(word: &str) -> Option<Message> {
    let status = word.parse().map(Status::message);
    let payment = || word.parse().map(PaymentStatus::message);
    let api = || word.parse().map(ApiStatus::message);
    let hold = || word.parse().map(HoldReason::message);
    status.or_else(|_| payment()).or_else(|_| api()).or_else(|_| hold()).ok()
}

fn to_fluent_value(fact: &Fact, lang: Lang) -> FluentValue<'static> {
    match fact {
        Fact::Number(number) => FluentValue::from(*number),
        fact => FluentValue::from(render_fact(fact, lang)),
    }
}

fn render_fact(fact: &Fact, lang: Lang) -> String {
    match fact {
        Fact::Number(number) => number.to_string(),
        Fact::Text(text) => text.clone(),
        Fact::Message(message) => localize(message, lang),
        Fact::List(facts) => {
            let separator = localize(&msg!("text-separator"), lang);
            facts.iter().map(|fact| render_fact(fact, lang)).collect::<Vec<_>>().join(&separator)
        }
    }
}
