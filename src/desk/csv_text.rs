//! From bytes to records: which encoding a CSV text has, where its records begin, and whether their quotes pair.

use encoding_rs::SHIFT_JIS;

use crate::domain::codes::Words;

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

/// Decodes a text; what cannot be decoded becomes U+FFFD.
///
/// # Errors
/// When it is no text: says what it looks like.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), Words> {
    let looks = |en, ja| Err(Words { en, ja });
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            return looks("UTF-16 (\"Unicode text\")", "UTF-16(Unicodeテキスト)");
        }
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return looks("a workbook (Excel)", "Excelのブック");
        }
        _ if bytes.contains(&0) => return looks("a binary file", "バイナリファイル"),
        _ => {}
    }
    let (text, encoding) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8),
        None if is_utf8(bytes) => (String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8),
        None => (SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned(), Encoding::Cp932),
    };
    // Line ends of an old Macintosh would make it all one line.
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    Ok((text, encoding))
}

/// Whether bytes are UTF-8, perhaps with damage here and there: a cut file must not turn into the wrong
/// letters of CP932. Text in CP932 hardly ever holds a letter of three bytes as UTF-8 writes it.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut damages) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        damages += usize::from(!chunk.invalid().is_empty());
    }
    damages == 0 || letters > damages
}

/// Where a record begins, and what is wrong with its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// The line, from 1.
    pub(super) line: usize,
    pub(super) flaw: Option<Flaw>,
}

/// What is wrong with a record's quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The text ends within quotes.
    QuoteNeverClosed,
    /// A closing quote is followed by neither a separator nor the end of the line.
    TextAfterQuote,
}

/// The records of a text, empty lines left out. The csv crate takes any quotes, and gives an empty line's
/// number to the record below it: hence [`starts`].
pub(super) fn records(text: &str, separator: u8) -> impl Iterator<Item = (Start, csv::StringRecord)> {
    let mut builder = csv::ReaderBuilder::new();
    let builder = builder.has_headers(false).flexible(true).delimiter(separator);
    let reader = builder.from_reader(text.as_bytes());
    // Reading text from memory does not fail.
    starts(text, separator).into_iter().zip(reader.into_records().map(Result::unwrap_or_default))
}

/// Where each record begins, by the rules that the csv crate follows.
fn starts(text: &str, separator: u8) -> Vec<Start> {
    enum Place {
        BeforeRecord,
        BeforeCell,
        Plain,
        Quoted,
        AfterQuote,
    }
    let mut starts: Vec<Start> = Vec::new();
    let mut place = Place::BeforeRecord;
    let mut line = 1;
    for byte in text.bytes() {
        if matches!(place, Place::BeforeRecord) && !matches!(byte, b'\r' | b'\n') {
            starts.push(Start { line, flaw: None });
            place = Place::BeforeCell;
        }
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::AfterQuote,
            (Place::Quoted, _) => Place::Quoted,
            (_, b'\r' | b'\n') => Place::BeforeRecord,
            (_, byte) if byte == separator => Place::BeforeCell,
            (Place::BeforeCell | Place::AfterQuote, b'"') => Place::Quoted,
            (Place::AfterQuote, _) => {
                if let Some(start) = starts.last_mut() {
                    start.flaw = Some(Flaw::TextAfterQuote);
                }
                Place::Plain
            }
            (_, _) => Place::Plain,
        };
        line += usize::from(byte == b'\n');
    }
    if let (Place::Quoted, Some(start)) = (place, starts.last_mut()) {
        start.flaw = Some(Flaw::QuoteNeverClosed);
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        starts(text, b',').iter().map(|start| start.line).collect()
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
        let flaws = |text| starts(text, b',').iter().map(|start| start.flaw).collect::<Vec<_>>();
        assert_eq!(flaws("a,\"b\nc,d\n"), [Some(Flaw::QuoteNeverClosed)]);
        assert_eq!(flaws("a\n\"b\"c,d\ne"), [None, Some(Flaw::TextAfterQuote), None]);
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
            prop_assert_eq!(starts(&text, separator).len(), reader.records().count());
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
