//! CSV files as warehouses and spreadsheets write them: CP932 or UTF-8, quoted or not, columns in any order.
//! A bad row is one of the results; only a file without a usable header is an error.
//!
//! A command names its columns in an array, and takes each row apart in the same order:
//!
//! ```
//! use qoo10_bridge::desk::csv_file::{self, Column};
//! let columns = [Column::required(&["date", "日付"]), Column::optional(&["name", "名称"])];
//! let file = csv_file::parse("名称,日付\n夏季休業,2026/8/13\n".as_bytes(), &columns)?;
//! for row in file.rows() {
//!     let row = row.expect("a good row");
//!     let [date, name] = row.cells;
//!     assert_eq!((row.line, date.as_deref(), name.as_deref()), (2, Some("2026/8/13"), Some("夏季休業")));
//! }
//! # Ok::<(), csv_file::Error>(())
//! ```

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::csv_text::{self, Flaw};
use crate::domain::codes::Words;
use crate::domain::said::Said;
use crate::domain::text::{excerpt, filled};

pub use super::csv_text::Encoding;

/// What may stand between cells, the usual one first: spreadsheets write `;` in other languages, and tabs when asked for text.
const SEPARATORS: [u8; 3] = *b",;\t";

/// A hint names no more headings of a column.
const MOST_HEADINGS: usize = 4;

/// A larger file is refused: a million rows of stock take less.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// A column that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    headings: &'static [&'static str],
    is_required: bool,
    mistaken: Option<Mistaken>,
}

/// Headings that people take for one of a column's, and why they are none.
#[derive(Debug, Clone, Copy)]
struct Mistaken {
    headings: &'static [&'static str],
    why: Words,
}

impl Column {
    /// A column that has to be there, by the headings that it may have; the first is its name in messages.
    pub const fn required(headings: &'static [&'static str]) -> Self {
        Self { headings, is_required: true, mistaken: None }
    }

    /// A column that may be missing.
    pub const fn optional(headings: &'static [&'static str]) -> Self {
        Self { headings, is_required: false, mistaken: None }
    }

    /// The same column, which `headings` do not name although they look like it, and `why` not.
    pub const fn not(self, headings: &'static [&'static str], why: Words) -> Self {
        Self { mistaken: Some(Mistaken { headings, why }), ..self }
    }

    /// The headings that it may have.
    pub const fn headings(&self) -> &'static [&'static str] {
        self.headings
    }

    fn name(&self) -> &'static str {
        self.headings.first().copied().unwrap_or_default()
    }

    /// Its name in each language, with the other one behind it.
    fn names(&self) -> Said {
        match self.headings {
            [en, ja, ..] => Said::new(format!("{en} / {ja}"), format!("{ja} / {en}")),
            _ => Said::quoted(self.name()),
        }
    }

    fn is_named(&self, heading: &str) -> bool {
        is_among(self.headings, heading)
    }

    /// What its heading may be, the reader's own language first, and why one that `header` has is none.
    fn would_do(&self, header: &csv::StringRecord) -> WouldDo {
        let (en, ja): (Vec<&str>, Vec<&str>) =
            self.headings.iter().copied().partition(|name| name.is_ascii());
        let few = |first: &[&str], then: &[&str], between: &str| {
            first.iter().chain(then).take(MOST_HEADINGS).copied().collect::<Vec<_>>().join(between)
        };
        let has = |mistaken: &Mistaken| header.iter().any(|heading| is_among(mistaken.headings, heading));
        WouldDo {
            column: match self.headings {
                [en, ja, ..] => Said::new(*en, *ja),
                _ => Said::quoted(self.name()),
            },
            headings: Said::new(few(&en, &ja, ", "), few(&ja, &en, "、")),
            mistaken: self.mistaken.filter(has).map(|mistaken| mistaken.why),
        }
    }
}

fn is_among(names: &[&str], heading: &str) -> bool {
    let heading = normalised(heading);
    names.iter().any(|name| normalised(name) == heading)
}

/// What would do for a missing column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WouldDo {
    /// The column's name.
    pub column: Said,
    /// A few of the headings that it may have.
    pub headings: Said,
    /// Why a heading that the file has is none of them.
    pub mistaken: Option<Words>,
}

/// Why a file cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The system says why.
    #[error("cannot be read ({0})")]
    CannotRead(String),
    /// It has more than [`MAX_BYTES`].
    #[error("is larger than {} MB", .0 / 1024 / 1024)]
    TooLarge(u64),
    /// It is no text: a workbook, UTF-16, or anything else.
    #[error("is no CSV text: it looks like {}", .0.en)]
    NotText(Words),
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// The header lacks columns.
    #[error("has no column for: {} (its header: {found})", joined(.missing, ", ", |said| &said.en))]
    NoHeader {
        /// The missing columns, by the name in the reader's language and the other one.
        missing: Vec<Said>,
        /// What would do for each.
        would_do: Vec<WouldDo>,
        /// The header as it is, shortened.
        found: String,
    },
    /// The header names a column twice.
    #[error("names the column {0} twice in its header")]
    Twice(&'static str),
}

impl Error {
    /// The same in both languages: the end of a sentence that begins with the file's name.
    pub fn said(&self) -> Said {
        let ja = match self {
            Self::CannotRead(why) => format!("を読み取れません({why})"),
            Self::TooLarge(most) => format!("が{}MBを超えています", most / 1024 / 1024),
            Self::NotText(Words { ja, .. }) => format!("はCSVではありません。{ja}のようです"),
            Self::Empty => "は空です".to_owned(),
            Self::NoHeader { missing, found, .. } => {
                let missing = joined(missing, "、", |said| &said.ja);
                format!("に次の列がありません: {missing}(見出し: {found})")
            }
            Self::Twice(column) => format!("の見出しに列{column}が2つあります"),
        };
        Said::new(self.to_string(), ja)
    }
}

fn joined(all: &[Said], between: &str, text: fn(&Said) -> &str) -> String {
    all.iter().map(text).collect::<Vec<_>>().join(between)
}

/// A file with a usable header.
#[derive(Debug, Clone)]
pub struct CsvFile<const N: usize> {
    text: String,
    /// How it was encoded.
    pub encoding: Encoding,
    separator: u8,
    places: [Option<usize>; N],
    width: usize,
}

/// A row: its cells in the order of the columns asked for, none where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<const N: usize> {
    /// The line that it begins in, from 1.
    pub line: usize,
    /// Its cells, without white space around them.
    pub cells: [Option<String>; N],
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow<const N: usize> {
    /// The line that it begins in, from 1.
    pub line: usize,
    /// What stands where its cells should be: to guess what it is about, and for nothing else.
    pub cells: [Option<String>; N],
    /// What is wrong with it.
    pub fault: RowFault,
}

/// What is wrong with a row, whatever its columns mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// It has more cells than the header: a comma stands in a text without quotes.
    TooManyCells,
    /// A quote that opens is never closed, so that nothing after it can be told apart.
    QuoteNeverClosed,
    /// Text follows a closing quote.
    TextAfterQuote,
    /// A cell holds bytes that the file's encoding does not have.
    Unreadable,
}

/// Reads a file of at most [`MAX_BYTES`].
///
/// # Errors
/// When it cannot be read, is no text, or lacks a required column.
pub fn read<const N: usize>(path: &Path, columns: &[Column; N]) -> Result<CsvFile<N>, Error> {
    parse(&bytes(path, MAX_BYTES)?, columns)
}

fn bytes(path: &Path, max: u64) -> Result<Vec<u8>, Error> {
    let cannot = |e: std::io::Error| Error::CannotRead(e.to_string());
    let mut bytes = Vec::new();
    File::open(path).map_err(cannot)?.take(max + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > max { Err(Error::TooLarge(max)) } else { Ok(bytes) }
}

/// Reads what stands in a file.
///
/// # Errors
/// When it is no text, or lacks a required column.
pub fn parse<const N: usize>(bytes: &[u8], columns: &[Column; N]) -> Result<CsvFile<N>, Error> {
    let (text, encoding) = csv_text::decode(bytes).map_err(Error::NotText)?;
    let mut header = Header::find(&text, SEPARATORS[0], columns)?;
    // A cell may hold semicolons of its own: only a header that does not do with commas says otherwise.
    for separator in &SEPARATORS[1..] {
        if header.missing.is_empty() {
            break;
        }
        let other = Header::find(&text, *separator, columns)?;
        if other.missing.len() < header.missing.len() {
            header = other;
        }
    }
    if !header.missing.is_empty() {
        let Header { missing, would_do, found, .. } = header;
        return Err(Error::NoHeader { missing, would_do, found });
    }
    let Header { separator, places, width, .. } = header;
    Ok(CsvFile { text, encoding, separator, places, width })
}

/// What the first line that is not blank says, read with one separator.
struct Header<const N: usize> {
    separator: u8,
    places: [Option<usize>; N],
    missing: Vec<Said>,
    would_do: Vec<WouldDo>,
    found: String,
    width: usize,
}

impl<const N: usize> Header<N> {
    fn find(text: &str, separator: u8, columns: &[Column; N]) -> Result<Self, Error> {
        let mut filled = csv_text::records(text, separator).filter(|(_, cells)| !is_blank(cells));
        let (_, header) = filled.next().ok_or(Error::Empty)?;
        let mut places = [None; N];
        let (mut missing, mut would_do) = (Vec::new(), Vec::new());
        for (place, column) in places.iter_mut().zip(columns) {
            let mut found =
                header.iter().enumerate().filter(|(_, heading)| column.is_named(heading)).map(|(i, _)| i);
            *place = found.next();
            if found.next().is_some() {
                return Err(Error::Twice(column.name()));
            }
            if place.is_none() && column.is_required {
                missing.push(column.names());
                would_do.push(column.would_do(&header));
            }
        }
        let found = shown(&header);
        Ok(Self { separator, places, missing, would_do, found, width: header.len() })
    }
}

fn shown(header: &csv::StringRecord) -> String {
    excerpt(&header.iter().collect::<Vec<_>>().join(","), 80)
}

impl<const N: usize> CsvFile<N> {
    /// The same file, when its header has at least one of the columns at these `places`.
    ///
    /// # Errors
    /// When it has none of them.
    pub fn with_one_of(self, places: &[usize], columns: &[Column; N]) -> Result<Self, Error> {
        if places.iter().any(|place| self.places.get(*place).is_some_and(Option::is_some)) {
            return Ok(self);
        }
        let wanted: Vec<&Column> = places.iter().filter_map(|place| columns.get(*place)).collect();
        let names = wanted.iter().map(|column| column.names());
        let (en, ja): (Vec<_>, Vec<_>) = names.map(|Said { en, ja }| (en, ja)).unzip();
        let missing = vec![Said::new(en.join(", or "), ja.join("または"))];
        let header = csv_text::records(&self.text, self.separator).map(|(_, cells)| cells);
        let header = header.into_iter().find(|cells| !is_blank(cells)).unwrap_or_default();
        let would_do = wanted.iter().map(|column| column.would_do(&header)).collect();
        Err(Error::NoHeader { missing, would_do, found: shown(&header) })
    }

    /// The rows below the header, good and bad, in their order; those without any text are left out.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<N>, BadRow<N>>> {
        let filled = csv_text::records(&self.text, self.separator).filter(|(_, cells)| !is_blank(cells));
        filled.skip(1).map(|(start, cells)| self.row(start.line, start.flaw, &cells))
    }

    fn row(&self, line: usize, flaw: Option<Flaw>, cells: &csv::StringRecord) -> Result<Row<N>, BadRow<N>> {
        let is_wide = cells.iter().skip(self.width).any(|cell| filled(cell).is_some());
        let cells = self.places.map(|place| place.and_then(|place| cells.get(place)).and_then(value));
        let is_unreadable = cells.iter().flatten().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        let fault = match flaw {
            Some(Flaw::QuoteNeverClosed) => Some(RowFault::QuoteNeverClosed),
            Some(Flaw::TextAfterQuote) => Some(RowFault::TextAfterQuote),
            None if is_wide => Some(RowFault::TooManyCells),
            None => is_unreadable.then_some(RowFault::Unreadable),
        };
        match fault {
            Some(fault) => Err(BadRow { line, cells, fault }),
            None => Ok(Row { line, cells }),
        }
    }
}

fn is_blank(cells: &csv::StringRecord) -> bool {
    cells.iter().all(|cell| filled(cell).is_none())
}

/// What a cell holds. Spreadsheets write `="0123"` so that a leading zero stays.
fn value(cell: &str) -> Option<String> {
    let cell = filled(cell)?;
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell);
    filled(inner).map(str::to_owned)
}

/// A heading without what differs between programs: width and case of letters, blanks, `_`, `-` and `.`.
fn normalised(heading: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    heading
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
#[path = "csv_file_tests.rs"]
mod tests;
