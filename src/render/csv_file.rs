//! What loading a CSV file says, whatever is in it.

use super::Lang;
use crate::domain::text::printable;
use crate::error::Exit;
use crate::text::mark::{Mark, marked};
use crate::text::text;
use crate::vocabulary::{Message, msg};

/// Loading a file as it is told.
#[derive(Debug)]
pub struct LoadReport<'a, L> {
    /// The file.
    pub file: &'a str,
    /// Whether nothing was changed.
    pub dry_run: bool,
    /// How it ended.
    pub exit: Exit,
    /// What it did.
    pub load: &'a L,
}

impl<L> LoadReport<'_, L> {
    /// By what its summary is chosen.
    pub(super) fn mode(&self) -> &'static str {
        if self.dry_run { "dry_run" } else { "done" }
    }

    /// A line about a row that was refused: `file:line: reason`.
    pub(super) fn render_row_error(&self, line: usize, why: &Message, lang: Lang) -> String {
        let why = text(why, lang);
        printable(&text(&msg!("files-row", file = self.file, line = line, why = why), lang)) + "\n"
    }

    /// A line about a row that was taken, but should be looked at.
    pub(super) fn warning(&self, line: usize, why: &Message, lang: Lang) -> String {
        printable(&format!("{}:{line}: ", self.file)) + &warning(why, lang)
    }
}

/// A line that warns.
pub(super) fn warning(why: &Message, lang: Lang) -> String {
    let mark = marked(Mark::Warning, &text(&msg!("files-warning"), lang));
    format!("{mark} {}\n", printable(&text(why, lang)))
}
