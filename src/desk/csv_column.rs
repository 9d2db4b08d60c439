//! Columns of a CSV file, by the headings that they may have.

use crate::strings::clean::cleaned;
use crate::vocabulary::{Message, msg};

/// A hint names no more headings of a column.
const MAX_HINT_HEADINGS: usize = 4;

/// A column that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    headings: &'static [&'static str],
    less_exact: &'static [&'static str],
    pub(super) need: Need,
    mistaken: Option<ExcludedHeadings>,
}

/// Whether a column has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// It, or another one of this kind.
    OneOf,
    /// It stands in where none of those is there.
    StandIn,
}

/// Headings that people take for one of a column's, and why they are none.
#[derive(Debug, Clone, Copy)]
struct ExcludedHeadings {
    headings: &'static [&'static str],
    why: fn() -> Message,
}

impl Column {
    /// A column that has to be there, by the headings that it may have; the first is its name in messages.
    pub const fn required(headings: &'static [&'static str]) -> Self {
        Self { headings, less_exact: &[], need: Need::Required, mistaken: None }
    }

    /// A column that may be missing.
    pub const fn optional(headings: &'static [&'static str]) -> Self {
        Self { headings, less_exact: &[], need: Need::Optional, mistaken: None }
    }

    /// A column that may be missing where another `one_of` is there.
    pub const fn one_of(headings: &'static [&'static str]) -> Self {
        Self { headings, less_exact: &[], need: Need::OneOf, mistaken: None }
    }

    /// A column that counts where no `one_of` is there, and nowhere else.
    pub const fn stand_in(headings: &'static [&'static str]) -> Self {
        Self { headings, less_exact: &[], need: Need::StandIn, mistaken: None }
    }

    /// The same column, which `headings` do not name although they look like it, and `why` not.
    pub const fn with_excluded(self, headings: &'static [&'static str], why: fn() -> Message) -> Self {
        Self { mistaken: Some(ExcludedHeadings { headings, why }), ..self }
    }

    /// The same column, which `headings` name too where no other of its headings does (FIL-4).
    pub const fn with_fallback(self, headings: &'static [&'static str]) -> Self {
        Self { less_exact: headings, ..self }
    }

    /// The headings that it may have, the more exact ones first.
    pub fn headings(&self) -> Vec<&'static str> {
        self.headings.iter().chain(self.less_exact).copied().collect()
    }

    pub(super) fn is_one_of(&self) -> bool {
        matches!(self.need, Need::OneOf | Need::StandIn)
    }

    /// Its name in each language, with the other one behind it.
    pub fn to_message(self) -> Message {
        match self.headings {
            [en, ja, ..] => msg!("csv-column", english = *en, japanese = *ja),
            // It has one at most.
            _ => Message::quoted(self.headings.concat()),
        }
    }

    /// Its name in the reader's language.
    pub(super) fn own_name(&self) -> Message {
        match self.headings {
            [en, ja, ..] => msg!("text-own_name", english = *en, japanese = *ja),
            _ => Message::quoted(self.headings.concat()),
        }
    }

    /// Its place in a header of normalized headings, by the most exact one that is there.
    pub(super) fn find_position(&self, header: &[String]) -> ColumnPosition {
        for headings in [self.headings, self.less_exact] {
            match *find_places(headings, header) {
                [] => {}
                [place] => return ColumnPosition::At(place),
                [one, other, ..] => return ColumnPosition::Ambiguous([one, other]),
            }
        }
        ColumnPosition::Missing
    }

    /// What its heading may be, the reader's own language first, and why one of a normalized header is none.
    pub(super) fn suggest_headings(&self, header: &[String]) -> ColumnHint {
        let (en, ja): (Vec<&'static str>, Vec<&'static str>) =
            self.headings().into_iter().partition(|name| name.is_ascii());
        let few = |first: &[&'static str], then: &[&'static str]| {
            first.iter().chain(then).take(MAX_HINT_HEADINGS).copied().collect::<Vec<_>>()
        };
        let has = |mistaken: &ExcludedHeadings| !find_places(mistaken.headings, header).is_empty();
        ColumnHint {
            column: self.own_name(),
            headings: msg!("text-own_name", english = few(&en, &ja), japanese = few(&ja, &en)),
            mistaken: self.mistaken.filter(has).map(|mistaken| (mistaken.why)()),
        }
    }
}

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnPosition {
    At(usize),
    Missing,
    /// The headings at these places name it, and neither more exactly than the other.
    Ambiguous([usize; 2]),
}

/// The places of a normalized header at which one of these headings stands.
fn find_places(headings: &[&str], header: &[String]) -> Vec<usize> {
    let headings: Vec<String> = headings.iter().map(|heading| normalize_heading(heading)).collect();
    header.iter().enumerate().filter(|(_, cell)| headings.contains(cell)).map(|(place, _)| place).collect()
}

/// What would do for a missing column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHint {
    /// The column's name.
    pub column: Message,
    /// A few of the headings that it may have.
    pub headings: Message,
    /// Why a heading that the file has is none of them.
    pub mistaken: Option<Message>,
}

/// A heading without what differs between programs: its dress, case of letters, blanks, `_`, `-` and `.`, and
/// the other language behind a colon (FIL-4).
pub(super) fn normalize_heading(heading: &str) -> String {
    let heading = cleaned(heading);
    let before = heading.split(':').next().filter(|before| !before.trim().is_empty());
    let letters = before.unwrap_or(&heading).chars();
    letters
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}
