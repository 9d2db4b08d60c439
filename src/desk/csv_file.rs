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

use std::fmt;
use std::io::Read;

use super::csv_column::{ColumnHint, ColumnPosition, Need, normalize_heading};
use super::csv_shape::Shape;
use super::csv_text::{self, QuoteFlaw, RecordStart, UndecodableText};
use crate::strings::clean::filled;
use crate::strings::clean::is_blank as is_blank_text;
use crate::strings::printable::truncate;
use crate::vocabulary::{ExportFormat, Message, msg};

pub use super::csv_column::Column;
pub use super::csv_text::{DetectedFormat, Encoding};
pub use super::row_fault::RowFault;

/// What may stand between cells, the usual one first: spreadsheets write `;` in other languages, and tabs
/// when asked for text.
const SEPARATORS: [u8; 3] = *b",;\t";

/// The heading line is looked for in so many lines: some programs write a title above it (FIL-3).
const MAX_LINES_TO_HEADER: usize = 5;

/// A larger file is refused: a million rows of stock take less, and a hundred thousand labels of B2.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What a file may look like: with headings, or else of one of these shapes.
#[derive(Debug, Clone, Copy)]
pub struct FileForm<'f, const N: usize> {
    pub columns: &'f [Column; N],
    pub shapes: &'f [Shape<N>],
    /// Shapes that are only read where somebody says so.
    pub offered: &'f [Shape<N>],
}

impl<'f, const N: usize> FileForm<'f, N> {
    /// A file that has to have headings.
    pub const fn with_header(columns: &'f [Column; N]) -> Self {
        Self { columns, shapes: &[], offered: &[] }
    }
}

/// Why a file cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The system says why.
    CannotRead(Message),
    /// It has more than [`MAX_BYTES`].
    TooLarge(u64),
    /// It is no text: a workbook, UTF-16, or anything else.
    NotText(DetectedFormat),
    /// It is text in an encoding that is not read, or that was saved in the wrong one.
    WrongEncoding(DetectedFormat),
    /// There is nothing in it.
    Empty,
    /// The header lacks columns.
    NoHeader {
        /// The missing columns, by the name in the reader's language and the other one.
        missing: Vec<Message>,
        would_do: Vec<ColumnHint>,
        /// The header as it is, shortened.
        found: String,
        /// The programs whose files without headings look like this one.
        looks_like: Vec<ExportFormat>,
    },
    /// Two headings name one column, and neither more exactly.
    AmbiguousColumn {
        /// The column's name.
        column: Message,
        headings: [String; 2],
    },
    /// A quote in the header swallowed lines below it.
    HeaderTorn {
        /// The line of the header.
        first: usize,
        /// The last line that is swallowed.
        last: usize,
    },
}

/// For logs of developers.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message(msg!("csv-stdin")))
    }
}

impl std::error::Error for Error {}

impl Error {
    /// Why the file that is called `file` cannot be used.
    pub fn message(&self, file: Message) -> Message {
        let message = match self {
            Self::CannotRead(why) => msg!("csv-cannot_read", why = why),
            Self::TooLarge(most) => msg!("csv-too_large", megabytes = most / 1024 / 1024),
            Self::NotText(looks) => msg!("csv-not_text", looks = looks.message()),
            Self::WrongEncoding(looks) => msg!("csv-wrong_encoding", looks = looks.message()),
            Self::Empty => msg!("csv-empty"),
            Self::NoHeader { missing, found, .. } => {
                msg!("csv-no_header", missing = missing.clone(), found = found)
            }
            Self::AmbiguousColumn { column, headings: [one, other] } => {
                msg!("csv-twice", column = column, one = one, other = other)
            }
            Self::HeaderTorn { first, last } => msg!("csv-header_torn", first = *first, last = *last),
        };
        message.with("file", file)
    }

    /// What to do next.
    pub fn hint(&self) -> Message {
        match self {
            Self::CannotRead(_) => msg!("csv-cannot_read.next"),
            Self::TooLarge(_) => msg!("csv-too_large.next"),
            Self::NotText(_) | Self::WrongEncoding(_) => msg!("csv-not_text.next"),
            Self::NoHeader { would_do, looks_like, .. } => {
                let header = explain_header(would_do);
                let offer = |format: &ExportFormat| msg!("csv-headless", format = format.as_str());
                looks_like
                    .iter()
                    .rev()
                    .map(offer)
                    .fold(header, |then, first| msg!("text-then", first = first, then = then))
            }
            Self::AmbiguousColumn { .. } => msg!("csv-twice.next"),
            Self::HeaderTorn { .. } => msg!("csv-header_torn.next"),
            Self::Empty => explain_header(&[]),
        }
    }
}

/// What a header has to be like, with a few names for each missing column.
fn explain_header(would_do: &[ColumnHint]) -> Message {
    let of_column = |ColumnHint { column, headings, mistaken }: &ColumnHint| {
        let headed = msg!("csv-may_be_headed", column = column, headings = headings);
        [Some(headed), mistaken.clone()]
    };
    let columns = would_do.iter().flat_map(of_column).flatten();
    let sentences = columns.chain([msg!("csv-header_docs")]);
    sentences.fold(msg!("csv-header"), |first, then| msg!("text-then", first = first, then = then))
}

/// A file with a usable header.
#[derive(Debug, Clone)]
pub struct CsvFile<const N: usize> {
    text: String,
    /// How many lines stand before the text: `sep=`.
    lines_before: usize,
    pub encoding: Encoding,
    separator: u8,
    places: [Option<usize>; N],
    width: usize,
    /// How many records stand above the header.
    above: usize,
    /// The cells of the header; none in a file without one.
    header: Vec<String>,
    headless: Option<ExportFormat>,
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

/// Reads a file, or any other source, of at most [`MAX_BYTES`].
///
/// # Errors
/// When it cannot be read, is no text, or lacks a required column.
pub fn read<const N: usize>(source: impl Read, form: &FileForm<'_, N>) -> Result<CsvFile<N>, Error> {
    parse_form(&read_bytes(source, MAX_BYTES)?, form)
}

fn read_bytes(source: impl Read, max: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    source.take(max + 1).read_to_end(&mut bytes).map_err(|e| Error::CannotRead(Message::from_system(&e)))?;
    if bytes.len() as u64 > max { Err(Error::TooLarge(max)) } else { Ok(bytes) }
}

/// Reads what stands in a file with headings.
///
/// # Errors
/// When it is no text, or lacks a required column.
pub fn parse<const N: usize>(bytes: &[u8], columns: &[Column; N]) -> Result<CsvFile<N>, Error> {
    parse_form(bytes, &FileForm::with_header(columns))
}

/// Reads what stands in a file.
///
/// # Errors
/// When it is no text, or lacks a required column and has none of the shapes.
pub fn parse_form<const N: usize>(bytes: &[u8], form: &FileForm<'_, N>) -> Result<CsvFile<N>, Error> {
    let columns = form.columns;
    let (text, encoding) = csv_text::decode(bytes).map_err(|why| match why {
        UndecodableText::NotText(looks) => Error::NotText(looks),
        UndecodableText::WrongEncoding(looks) => Error::WrongEncoding(looks),
    })?;
    let (text, named, lines_before) = csv_text::strip_sep_line(&text);
    let mut best: Option<Header<N>> = None;
    // A cell may hold semicolons of its own: only a header that does not do with commas says otherwise.
    for separator in named.into_iter().chain(SEPARATORS) {
        let other = Header::find(text, separator, columns)?;
        if best.as_ref().is_none_or(|best| other.count_missing() < best.count_missing()) {
            best = Some(other);
        }
        if best.as_ref().is_some_and(|best| best.count_missing() == 0) {
            break;
        }
    }
    let header = best.ok_or(Error::Empty)?;
    if let Some((first, last)) = header.torn {
        return Err(Error::HeaderTorn { first: first + lines_before, last: last + lines_before });
    }
    if let Some((column, headings)) = header.twice {
        return Err(Error::AmbiguousColumn { column, headings });
    }
    let Header { separator, places, width, above, missing, would_do, found, cells, .. } = header;
    if !missing.is_empty() && found.contains(char::REPLACEMENT_CHARACTER) {
        return Err(Error::WrongEncoding(DetectedFormat::Damaged));
    }
    let headless = None;
    let text = text.to_owned();
    let file =
        CsvFile { text, lines_before, encoding, separator, places, width, above, header: cells, headless };
    if !missing.is_empty() {
        let separators = named.into_iter().chain(SEPARATORS);
        let looks_like = file.list_offered(separators.clone(), form.offered);
        let headless = file.with_shape(separators, form.shapes);
        return headless.ok_or(Error::NoHeader { missing, would_do, found, looks_like });
    }
    file.check_one_of(columns)?;
    Ok(file)
}

/// What a line that may be the header says, read with one separator.
struct Header<const N: usize> {
    separator: u8,
    places: [Option<usize>; N],
    missing: Vec<Message>,
    /// Whether it has none of the columns of which a file needs one.
    lacks_one: bool,
    would_do: Vec<ColumnHint>,
    found: String,
    cells: Vec<String>,
    width: usize,
    above: usize,
    /// Its first and last line, where a quote in it is torn.
    torn: Option<(usize, usize)>,
    /// A column that two of its headings name.
    twice: Option<(Message, [String; 2])>,
}

impl<const N: usize> Header<N> {
    /// The first of the lines at the top that lacks the fewest columns.
    fn find(text: &str, separator: u8, columns: &[Column; N]) -> Result<Self, Error> {
        let filled = csv_text::read_records(text, separator).filter(|(_, cells)| !is_blank(cells));
        let mut best: Option<Self> = None;
        for (above, (start, cells)) in filled.take(MAX_LINES_TO_HEADER).enumerate() {
            let torn = start.is_torn().then(|| (start.line, start.find_last_line(text)));
            let other = Self { above, torn, ..Self::from_cells(&cells, separator, columns) };
            if best.as_ref().is_none_or(|best| other.count_missing() < best.count_missing()) {
                best = Some(other);
            }
        }
        best.ok_or(Error::Empty)
    }

    /// A header of these cells, in one piece and at the top.
    fn from_cells(cells: &csv::StringRecord, separator: u8, columns: &[Column; N]) -> Self {
        let (mut missing, mut would_do, mut twice) = (Vec::new(), Vec::new(), None);
        let header: Vec<String> = cells.iter().map(normalize_heading).collect();
        let positions = columns.map(|column| (column, column.find_position(&header)));
        let has = |is_asked: &dyn Fn(&Column) -> bool| {
            positions
                .iter()
                .any(|(column, position)| is_asked(column) && *position != ColumnPosition::Missing)
        };
        let has_one = has(&|column| column.need == Need::OneOf);
        let lacks_one = columns.iter().any(Column::is_one_of) && !has(&Column::is_one_of);
        let places = positions.map(|(column, position)| match position {
            _ if has_one && column.need == Need::StandIn => None,
            ColumnPosition::At(place) => Some(place),
            ColumnPosition::Ambiguous(places) => {
                let shown = || places.map(|place| truncate(cells.get(place).unwrap_or_default().trim(), 40));
                twice = twice.take().or_else(|| Some((column.own_name(), shown())));
                None
            }
            ColumnPosition::Missing => {
                if column.need == Need::Required {
                    missing.push(column.to_message());
                    would_do.push(column.suggest_headings(&header));
                }
                None
            }
        });
        let (found, width) = (format_header(cells), cells.len());
        Self {
            separator,
            places,
            missing,
            lacks_one,
            would_do,
            found,
            cells: header,
            width,
            above: 0,
            torn: None,
            twice,
        }
    }

    fn count_missing(&self) -> usize {
        self.missing.len() + usize::from(self.lacks_one)
    }
}

fn format_header(header: &csv::StringRecord) -> String {
    truncate(&header.iter().collect::<Vec<_>>().join(","), 80)
}

impl<const N: usize> CsvFile<N> {
    /// Whether one of these headings stands in the header.
    pub fn has_heading(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.header.contains(&normalize_heading(name)))
    }

    /// The program that its shape tells; none in a file with headings.
    pub fn headless_format(&self) -> Option<ExportFormat> {
        self.headless
    }

    /// The file as one without headings, where one of the rows at its top has one of the shapes.
    fn with_shape(self, separators: impl Iterator<Item = u8>, shapes: &[Shape<N>]) -> Option<Self> {
        let mut file = Self { above: 0, header: Vec::new(), ..self };
        for separator in separators {
            file.separator = separator;
            if let Some((shape, width)) = file.find_shape(shapes) {
                return Some(Self { places: shape.places, width, headless: Some(shape.format), ..file });
            }
        }
        None
    }

    /// The programs whose shapes fit one of the rows at the top.
    fn list_offered(&self, separators: impl Iterator<Item = u8>, shapes: &[Shape<N>]) -> Vec<ExportFormat> {
        let mut formats = Vec::new();
        for separator in separators {
            let rows = csv_text::read_records(&self.text, separator).filter(|(_, cells)| !is_blank(cells));
            for (_, cells) in rows.take(MAX_LINES_TO_HEADER) {
                let row = read_plain_cells(&cells);
                formats.extend(shapes.iter().filter(|shape| (shape.fits)(&row)).map(|shape| shape.format));
            }
        }
        formats.sort();
        formats.dedup();
        formats
    }

    /// The first shape of the rows at the top, and how many cells its row has.
    fn find_shape(&self, shapes: &[Shape<N>]) -> Option<(Shape<N>, usize)> {
        self.read_records().take(MAX_LINES_TO_HEADER).find_map(|(_, cells)| {
            let row = read_plain_cells(&cells);
            shapes.iter().find(|shape| (shape.fits)(&row)).map(|shape| (*shape, row.len()))
        })
    }

    /// Checks that the header has at least one of the columns of which a file needs one.
    fn check_one_of(&self, columns: &[Column; N]) -> Result<(), Error> {
        let of_one = || columns.iter().zip(&self.places).filter(|(column, _)| column.is_one_of());
        if of_one().next().is_none() || of_one().any(|(_, place)| place.is_some()) {
            return Ok(());
        }
        let names = of_one().map(|(column, _)| column.to_message());
        let missing = names.reduce(|before, column| msg!("csv-or", before = before, column = column));
        let header = self.read_records().nth(self.above).map(|(_, cells)| cells).unwrap_or_default();
        let would_do = of_one().map(|(column, _)| column.suggest_headings(&self.header)).collect();
        Err(Error::NoHeader {
            missing: missing.into_iter().collect(),
            would_do,
            found: format_header(&header),
            looks_like: Vec::new(),
        })
    }

    /// Whether it has the column that stands at this place of the columns asked for.
    pub fn has_column(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(Option::is_some)
    }

    /// The rows below the header, good and bad, in their order; those without any text are left out. A torn
    /// one comes once for each of its lines.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<N>, BadRow<N>>> {
        self.read_records().enumerate().flat_map(|(at, (start, cells))| {
            // Too many cells over several lines: a quote has joined two rows.
            let is_torn =
                start.is_torn() || self.is_wide(&cells) && start.find_last_line(&self.text) > start.line;
            let torn = if is_torn { self.split_torn(&start) } else { Vec::new() };
            let is_row = torn.is_empty() && (self.headless.is_some() || at > self.above);
            let whole = is_row.then(|| self.parse_row(&start, &cells));
            torn.into_iter().map(Err).chain(whole)
        })
    }

    /// What stands above the header and would be a row below it: a title, or a row that was sorted there.
    pub fn list_rows_above(&self) -> impl Iterator<Item = BadRow<N>> {
        self.read_records().take(self.above).map(|(start, cells)| {
            let line = start.line + self.lines_before;
            BadRow { line, cells: self.pick_cells(&cells), fault: RowFault::AboveHeader }
        })
    }

    fn read_records(&self) -> impl Iterator<Item = (RecordStart, csv::StringRecord)> {
        csv_text::read_records(&self.text, self.separator).filter(|(_, cells)| !is_blank(cells))
    }

    /// A torn record, line by line.
    fn split_torn(&self, start: &RecordStart) -> Vec<BadRow<N>> {
        let first = start.line + self.lines_before;
        let last = start.find_last_line(&self.text) + self.lines_before;
        let bad = |line, fault| BadRow { line, cells: [const { None }; N], fault };
        let whole = match start.flaw {
            Some(QuoteFlaw::QuoteNeverClosed) => RowFault::QuoteNeverClosed,
            _ => RowFault::Torn { last },
        };
        let lines = self.text[start.place.clone()].lines().enumerate().skip(1);
        let below = lines.filter(|(_, text)| !is_blank_text(text));
        let below = below.map(|(at, _)| bad(first + at, RowFault::Swallowed { by: first }));
        std::iter::once(bad(first, whole)).chain(below).collect()
    }

    fn pick_cells(&self, cells: &csv::StringRecord) -> [Option<String>; N] {
        self.places.map(|place| place.and_then(|place| cells.get(place)).and_then(parse_cell))
    }

    /// Whether a record has more cells than the header.
    fn is_wide(&self, cells: &csv::StringRecord) -> bool {
        cells.iter().skip(self.width).any(|cell| !is_blank_text(cell))
    }

    fn parse_row(&self, start: &RecordStart, cells: &csv::StringRecord) -> Result<Row<N>, BadRow<N>> {
        let line = start.line + self.lines_before;
        let is_wide = self.is_wide(cells);
        let cells = self.pick_cells(cells);
        let is_unreadable = cells.iter().flatten().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        let fault = match start.flaw {
            Some(QuoteFlaw::QuoteNeverClosed) => Some(RowFault::QuoteNeverClosed),
            Some(QuoteFlaw::Torn) => Some(RowFault::Torn { last: line }),
            Some(QuoteFlaw::TextAfterQuote) => Some(RowFault::TextAfterQuote),
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
    cells.iter().all(is_blank_text)
}

/// The cells of a row, each without a spreadsheet's dress; blank where there is nothing.
fn read_plain_cells(cells: &csv::StringRecord) -> Vec<String> {
    cells.iter().map(|cell| parse_cell(cell).unwrap_or_default()).collect()
}

/// What a cell holds. Spreadsheets write `="0123"` so that a leading zero stays.
fn parse_cell(cell: &str) -> Option<String> {
    let cell = filled(cell).filter(|cell| !is_blank_text(cell))?;
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell);
    filled(inner).map(str::to_owned)
}

#[cfg(test)]
#[path = "csv_file_tests.rs"]
mod tests;
