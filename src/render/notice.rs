//! The message about what needs a person.

use super::Lang;
use crate::plan::notice::ScopedAlert;
use crate::text::localize;
use crate::vocabulary::{Step, msg};

/// Most things that a message writes out.
const MAX_LINES: usize = 20;

/// The message about things that are new, of so many that are open.
pub fn render_notice(shop: &str, step: Step, new: &[ScopedAlert], open: usize, lang: Lang) -> String {
    let heading =
        msg!("notice-needs_a_person", shop = shop, step = step.message(), new = new.len(), open = open);
    let things = new.iter().take(MAX_LINES).map(|thing| thing.alert.message());
    let more = new.len().checked_sub(MAX_LINES).filter(|rest| *rest > 0);
    let more = more.map(|rest| msg!("notice-more", rest = rest));
    let lines: Vec<String> =
        [heading].into_iter().chain(things).chain(more).map(|line| localize(&line, lang)).collect();
    lines.join("\n")
}
