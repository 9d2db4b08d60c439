//! The message about what needs a person.

use super::Lang;
use crate::plan::notice::Thing;
use crate::text::text;
use crate::vocabulary::{Step, msg};

/// Most things that a message writes out.
const MOST_LINES: usize = 20;

/// The message about things that are new, of so many that are open.
pub fn message(shop: &str, step: Step, new: &[Thing], open: usize, lang: Lang) -> String {
    let heading =
        msg!("notice-needs_a_person", shop = shop, step = step.message(), new = new.len(), open = open);
    let things = new.iter().take(MOST_LINES).map(|thing| thing.matter.message());
    let more = new.len().checked_sub(MOST_LINES).filter(|rest| *rest > 0);
    let more = more.map(|rest| msg!("notice-more", rest = rest));
    let lines: Vec<String> =
        [heading].into_iter().chain(things).chain(more).map(|line| text(&line, lang)).collect();
    lines.join("\n")
}
