//! From bytes to records: which encoding a CSV text has, where its records begin and end, and whether their
//! quotes pair.

use encoding_rs::{EUC_JP, Encoding as Coding, SHIFT_JIS, WINDOWS_1252};

use crate::vocabulary::{Message, msg};

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// CP932, which Japanese programs call Shift-JIS.
    Cp932,
}

impl Encoding {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "CP932",
        }
    }
}

/// Why bytes are no text that can be read; what they look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UndecodableText {
    /// No text at all, or none of single bytes.
    NotText(DetectedFormat),
    /// Text in another encoding, or one that a program has read in the wrong one and saved so.
    WrongEncoding(DetectedFormat),
}

/// What bytes look like that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetectedFormat {
    /// UTF-16, which spreadsheets save as "Unicode text".
    Utf16,
    /// Excel's own file.
    Workbook,
    /// Bytes that are no text.
    Binary,
    /// ISO-2022-JP.
    Jis,
    EucJp,
    /// UTF-8 that was opened in another encoding and saved so.
    MisreadUtf8,
    /// Shift-JIS that was opened as UTF-8 and saved so.
    MisreadShiftJis,
    /// Text with damage where the header would be.
    Damaged,
}

impl DetectedFormat {
    /// What people call it.
    pub fn message(self) -> Message {
        match self {
            Self::Utf16 => msg!("csv-utf16"),
            Self::Workbook => msg!("csv-workbook"),
            Self::Binary => msg!("csv-binary"),
            Self::Jis => msg!("csv-jis"),
            Self::EucJp => Message::quoted("EUC-JP"),
            Self::MisreadUtf8 => msg!("csv-misread_utf8"),
            Self::MisreadShiftJis => msg!("csv-misread_shift_jis"),
            Self::Damaged => msg!("csv-damaged_text"),
        }
    }
}

/// So many letters have to look wrong before a text is refused for it: one or two rare ones may look so by
/// chance.
const MIN_WRONG_CHARACTERS: usize = 3;

/// The end of a text file as CP/M and some warehouse programs mark it.
const END_OF_FILE: char = '\u{1a}';

/// Decodes a text; what cannot be decoded becomes U+FFFD.
///
/// # Errors
/// When it is no text, or text in another encoding: says what it looks like.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), UndecodableText> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(UndecodableText::NotText(DetectedFormat::Utf16)),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err(UndecodableText::NotText(DetectedFormat::Workbook));
        }
        _ if bytes.contains(&0) => return Err(UndecodableText::NotText(DetectedFormat::Binary)),
        _ => {}
    }
    let wrong = |looks| Err(UndecodableText::WrongEncoding(looks));
    if bytes.windows(3).any(|three| matches!(three, b"\x1b$@" | b"\x1b$B")) {
        return wrong(DetectedFormat::Jis);
    }
    let (text, encoding) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8),
        None if is_utf8(bytes) => (String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8),
        None if is_euc(bytes) => return wrong(DetectedFormat::EucJp),
        None => (SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned(), Encoding::Cp932),
    };
    if is_read_as(&text, SHIFT_JIS) || is_read_as(&text, WINDOWS_1252) {
        return wrong(DetectedFormat::MisreadUtf8);
    }
    if encoding == Encoding::Utf8 && has_lost_characters(bytes) {
        return wrong(DetectedFormat::MisreadShiftJis);
    }
    // Line ends of an old Macintosh would make it all one line.
    let mut text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    let filled = text.trim_end_matches([END_OF_FILE, '\r', '\n']);
    if text[filled.len()..].contains(END_OF_FILE) {
        text.truncate(filled.len());
    }
    Ok((text, encoding))
}

/// Whether bytes are UTF-8, perhaps with damage here and there: a cut file must not turn into the wrong
/// letters of CP932. Text in CP932 hardly ever holds a letter of three bytes as UTF-8 writes it.
fn is_utf8(bytes: &[u8]) -> bool {
    let (letters, damages) = count_letters_and_damages(bytes);
    damages == 0 || letters > damages
}

/// How many letters of three bytes and more stand in bytes read as UTF-8, and how often they are none.
fn count_letters_and_damages(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(letters, damages), chunk| {
        let long = chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        (letters + long, damages + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Whether bytes that are no UTF-8 are EUC-JP rather than CP932. Nearly every letter of CP932 that is no
/// half-width kana has a byte from 0x80 to 0xA0, which EUC-JP has none of.
fn is_euc(bytes: &[u8]) -> bool {
    let is_other = |b: &u8| matches!(b, 0x80..=0xa0) && !matches!(b, 0x8e | 0x8f);
    if bytes.iter().any(is_other) {
        return false;
    }
    if EUC_JP.decode_without_bom_handling(bytes).1 {
        return false;
    }
    let high: Vec<u8> = bytes.iter().copied().filter(|b| *b > 0x7f).collect();
    let leads: Vec<u8> = high.chunks(2).filter_map(|pair| pair.first().copied()).collect();
    let most = |wanted: fn(u8) -> bool| leads.iter().filter(|lead| wanted(**lead)).count() * 2 > leads.len();
    let is_kana = |lead: u8| matches!(lead, 0xa4 | 0xa5);
    let is_usual = |lead: u8| matches!(lead, 0xa1..=0xa5 | 0xb0..=0xcf);
    // Rare kanji of CP932 would be rare ones of EUC-JP too. What is left in doubt has only bytes of
    // half-width kana.
    most(is_usual) && (high.iter().any(|b| *b >= 0xe0) || most(is_kana))
}

/// Whether a text is UTF-8 that was read in this encoding: as bytes of it, it is UTF-8 again but for what was
/// lost.
fn is_read_as(text: &str, coding: &'static Coding) -> bool {
    const LOST: &[u8] = &[0xff];
    const BREAK: char = ',';
    // Finding the bytes of a kanji takes its time.
    const MAX_SAMPLED_CHARACTERS: usize = 2_000;
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4]);
    // The end of one cell and the beginning of the next are no letter.
    let words = text.split(|c: char| c.is_ascii()).filter(|word| !word.is_empty());
    for c in words.flat_map(|word| word.chars().chain([BREAK])).take(MAX_SAMPLED_CHARACTERS) {
        let (coded, _, is_lost) = coding.encode(c.encode_utf8(&mut buffer));
        bytes.extend_from_slice(if is_lost { LOST } else { &coded });
    }
    let (letters, damages) = count_letters_and_damages(&bytes);
    letters >= MIN_WRONG_CHARACTERS && letters > damages
}

/// Whether most of a text's letters are what a program writes for bytes that it cannot read.
fn has_lost_characters(bytes: &[u8]) -> bool {
    let letters = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| !c.is_ascii());
    let (lost, all) = letters
        .fold((0, 0), |(lost, all), c| (lost + usize::from(c == char::REPLACEMENT_CHARACTER), all + 1));
    lost >= MIN_WRONG_CHARACTERS && lost * 2 > all
}

/// A text without the line `sep=;` that spreadsheets put first, the separator that this line names, and how
/// many lines are gone.
pub(super) fn strip_sep_line(text: &str) -> (&str, Option<u8>, usize) {
    let (mut rest, mut lines) = (text, 0);
    while let Some((line, below)) = rest.split_once('\n') {
        lines += 1;
        let line = line.trim_end_matches('\r').trim_matches('"');
        if !line.trim().is_empty() {
            let named = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
            return match (named, line.as_bytes().get(4..)) {
                (Some(_), Some([separator])) if !matches!(separator, b'"' | b'\n') => {
                    (below, Some(*separator), lines)
                }
                _ => (text, None, 0),
            };
        }
        rest = below;
    }
    (text, None, 0)
}

/// Where a record stands, and what is wrong with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordStart {
    /// The line that it begins in, from 1.
    pub(super) line: usize,
    pub(super) place: std::ops::Range<usize>,
    pub(super) flaw: Option<QuoteFlaw>,
}

impl RecordStart {
    /// Whether its lines may be rows of their own (STK-10).
    pub(super) fn is_torn(&self) -> bool {
        matches!(self.flaw, Some(QuoteFlaw::QuoteNeverClosed | QuoteFlaw::Torn))
    }

    /// The last of its lines that holds anything.
    pub(super) fn find_last_line(&self, text: &str) -> usize {
        let record = text[self.place.clone()].trim_end_matches(['\r', '\n']);
        self.line + record.matches('\n').count()
    }
}

/// What is wrong with a record's quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteFlaw {
    /// The text ends within quotes.
    QuoteNeverClosed,
    /// A quote swallowed lines that may be rows of their own: a quoted cell holds a line end and a separator,
    /// or its end does not look like one.
    Torn,
    /// A closing quote is followed by neither a separator nor the end of the line.
    TextAfterQuote,
}

/// The records of a text, empty lines left out. The csv crate takes any quotes, and gives an empty line's
/// number to the record below it: hence [`starts`].
pub(super) fn read_records(
    text: &str,
    separator: u8,
) -> impl Iterator<Item = (RecordStart, csv::StringRecord)> {
    let mut builder = csv::ReaderBuilder::new();
    let builder = builder.has_headers(false).flexible(true).delimiter(separator);
    let reader = builder.from_reader(text.as_bytes());
    // Reading text from memory does not fail.
    find_record_starts(text, separator).into_iter().zip(reader.into_records().map(Result::unwrap_or_default))
}

/// What a record's quotes have shown so far.
#[derive(Default)]
struct QuoteTracker {
    has_line_end: bool,
    has_separator: bool,
    /// Whether a line ended in any of its cells.
    spans_lines: bool,
    has_text_behind: bool,
    is_torn: bool,
}

impl QuoteTracker {
    /// A cell opens.
    fn open_cell(&mut self) {
        (self.has_line_end, self.has_separator) = (false, false);
    }

    /// A byte stands within quotes.
    fn take_byte(&mut self, byte: u8, separator: u8) {
        self.has_line_end |= matches!(byte, b'\r' | b'\n');
        self.has_separator |= byte == separator;
        self.spans_lines |= self.has_line_end;
        self.is_torn |= self.has_line_end && self.has_separator;
    }

    fn find_flaw(&self) -> Option<QuoteFlaw> {
        match (self.is_torn || self.has_text_behind && self.spans_lines, self.has_text_behind) {
            (true, _) => Some(QuoteFlaw::Torn),
            (false, true) => Some(QuoteFlaw::TextAfterQuote),
            (false, false) => None,
        }
    }
}

/// Where each record begins and ends, by the rules that the csv crate follows.
fn find_record_starts(text: &str, separator: u8) -> Vec<RecordStart> {
    enum ParserState {
        BeforeRecord,
        BeforeCell,
        Plain,
        Quoted,
        AfterQuote,
    }
    let mut starts: Vec<RecordStart> = Vec::new();
    let mut place = ParserState::BeforeRecord;
    let mut quotes = QuoteTracker::default();
    let mut line = 1;
    for (at, byte) in text.bytes().enumerate() {
        if matches!(place, ParserState::BeforeRecord) && !matches!(byte, b'\r' | b'\n') {
            starts.push(RecordStart { line, place: at..text.len(), flaw: None });
            quotes = QuoteTracker::default();
            place = ParserState::BeforeCell;
        }
        place = match (place, byte) {
            (ParserState::Quoted, b'"') => ParserState::AfterQuote,
            (ParserState::Quoted, byte) => {
                quotes.take_byte(byte, separator);
                ParserState::Quoted
            }
            (ParserState::BeforeRecord, b'\r' | b'\n') => ParserState::BeforeRecord,
            (_, b'\r' | b'\n') => {
                if let Some(start) = starts.last_mut() {
                    start.place.end = at;
                    start.flaw = quotes.find_flaw();
                }
                ParserState::BeforeRecord
            }
            (_, byte) if byte == separator => ParserState::BeforeCell,
            (ParserState::BeforeCell, b'"') => {
                quotes.open_cell();
                ParserState::Quoted
            }
            // Two quotes are one within the cell.
            (ParserState::AfterQuote, b'"') => ParserState::Quoted,
            (ParserState::AfterQuote, _) => {
                quotes.has_text_behind = true;
                ParserState::Plain
            }
            (_, _) => ParserState::Plain,
        };
        line += usize::from(byte == b'\n');
    }
    if let Some(start) = starts.last_mut().filter(|start| start.place.end == text.len()) {
        start.flaw = if matches!(place, ParserState::Quoted) {
            Some(QuoteFlaw::QuoteNeverClosed)
        } else {
            quotes.find_flaw()
        };
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        find_record_starts(text, b',').iter().map(|start| start.line).collect()
    }

    #[test]
    fn records_know_the_line_that_they_begin_in() {
        assert_eq!(lines("a\nb\n"), [1, 2]);
        assert_eq!(lines("\r\n\na\r\n\r\n\r\nb"), [3, 6]);
        assert_eq!(lines("\"a\nb\",c\nd"), [1, 3]);
        assert_eq!(lines("a,\"x\"\"\ny\"\r\nb"), [1, 3]);
        assert_eq!(lines(""), [0; 0]);
        assert_eq!(lines(" \nb"), [1, 2]);
    }

    #[test]
    fn quotes_that_do_not_pair_are_noticed() {
        let flaws = |text| find_record_starts(text, b',').iter().map(|start| start.flaw).collect::<Vec<_>>();
        assert_eq!(flaws("a,\"b\nc,d\n"), [Some(QuoteFlaw::QuoteNeverClosed)]);
        assert_eq!(flaws("a\n\"b\"c,d\ne"), [None, Some(QuoteFlaw::TextAfterQuote), None]);
        assert_eq!(flaws("5\" nail,a\"b\n=\"01\",\"\"\n\"a\"\"b\"\n"), [None; 3]);
    }

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(decode(b"\xef\xbb\xbfa").unwrap(), ("a".to_owned(), Encoding::Utf8));
        assert_eq!(decode(b"\xef\xbb\xbf\x93\xfa").unwrap().1, Encoding::Utf8);
        for bytes in
            [&b"\xff\xfea\0"[..], b"\xfe\xff\0a", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1", b"a\0b"]
        {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let mut cut = "日付,名称\n2026-08-13,夏季休業".as_bytes().to_vec();
        cut.pop();
        let (text, encoding) = decode(&cut).unwrap();
        assert_eq!((text.contains("日付,名称\n2026-08-13,夏季休"), encoding), (true, Encoding::Utf8));
    }

    #[test]
    fn old_line_ends_are_lines_too() {
        assert_eq!(decode(b"a\rb\r").unwrap().0, "a\nb\n");
    }

    proptest! {
        #[test]
        fn there_are_as_many_starts_as_records(text in "[a\",;\t \r\n]{0,40}", at in 0_usize..3) {
            let separator = [b',', b';', b'\t'][at];
            let mut builder = csv::ReaderBuilder::new();
            let builder = builder.has_headers(false).flexible(true).delimiter(separator);
            let mut reader = builder.from_reader(text.as_bytes());
            prop_assert_eq!(find_record_starts(&text, separator).len(), reader.records().count());
        }

        #[test]
        fn japanese_text_survives_both_encodings(text in "[ぁ-んァ-ヶ一-龠々ー～①Ⅱ髙、。a-z0-9,\n]{0,60}") {
            prop_assume!(text.chars().any(|c| c.len_utf8() >= 3));
            let (bytes, _, failed) = SHIFT_JIS.encode(&text);
            prop_assume!(!failed);
            prop_assert_eq!(decode(text.as_bytes()), Ok((text.clone(), Encoding::Utf8)));
            if std::str::from_utf8(&bytes).is_err() {
                prop_assert_eq!(decode(&bytes), Ok((text, Encoding::Cp932)));
            }
        }
    }
}
