//! From cells to the bytes of a file.

use std::borrow::Cow;

use crate::domain::export::FileEncoding;
use crate::domain::labels::{encode_cp932, to_cp932_text};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Which cells stand in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    Always,
    /// Those that hold a quote, a comma or a line end.
    WhereNeeded,
}

/// The text as the encoding can hold it: what CP932 has under another code point becomes that.
pub(super) fn fit_text(text: &str, encoding: FileEncoding) -> Cow<'_, str> {
    match encoding {
        FileEncoding::Cp932 if !text.is_ascii() => Cow::Owned(to_cp932_text(text)),
        FileEncoding::Cp932 | FileEncoding::Utf8 | FileEncoding::Utf8Bom => Cow::Borrowed(text),
    }
}

/// Adds a row to a text.
pub(super) fn push_row(text: &mut String, row: &[Cow<'_, str>], quotes: Quotes) {
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        match quotes == Quotes::Always || cell.contains(['"', ',', '\r', '\n']) {
            true => push_quoted(text, cell),
            false => text.push_str(cell),
        }
    }
    text.push_str("\r\n");
}

fn push_quoted(text: &mut String, cell: &str) {
    text.push('"');
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
    }
    text.push('"');
}

/// What a file begins with.
pub(super) fn start_bytes(encoding: FileEncoding) -> Vec<u8> {
    match encoding {
        FileEncoding::Utf8Bom => BYTE_ORDER_MARK.as_bytes().to_vec(),
        FileEncoding::Cp932 | FileEncoding::Utf8 => Vec::new(),
    }
}

/// The bytes of a text.
///
/// # Errors
/// The first character that the encoding does not have.
pub(super) fn encode(text: &str, encoding: FileEncoding) -> Result<Cow<'_, [u8]>, char> {
    match encoding {
        FileEncoding::Utf8 | FileEncoding::Utf8Bom => Ok(Cow::Borrowed(text.as_bytes())),
        FileEncoding::Cp932 => encode_cp932(text).map(Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_what_cp932_lacks_is_named_and_what_looks_the_same_is_taken() {
        for (text, encoding, wanted) in [
            ("10〜12", FileEncoding::Cp932, Ok("10～12")),
            ("10〜12", FileEncoding::Utf8, Ok("10〜12")),
            ("\u{20bb7}野家", FileEncoding::Cp932, Err('\u{20bb7}')),
            ("\u{20bb7}野家", FileEncoding::Utf8Bom, Ok("\u{20bb7}野家")),
        ] {
            let fitted = fit_text(text, encoding);
            let encoded = encode(&fitted, encoding).map(|_| &*fitted);
            assert_eq!(encoded, wanted, "{text} {encoding:?}");
        }
        assert_eq!(start_bytes(FileEncoding::Utf8Bom), b"\xef\xbb\xbf");
        assert_eq!(start_bytes(FileEncoding::Cp932), b"");
    }

    #[test]
    fn rows_are_read_back_as_they_were() {
        let row = ["", "012", "a,b", "say \"x\"", "two\r\nlines", "'=1", " ", "\""].map(Cow::Borrowed);
        for (quotes, start) in [(Quotes::WhereNeeded, ",012,\"a,b\","), (Quotes::Always, "\"\",\"012\",")] {
            let mut text = String::new();
            push_row(&mut text, &row, quotes);
            assert!(text.starts_with(start) && text.ends_with("\r\n"), "{text}");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!(read.iter().collect::<Vec<_>>(), row);
        }
    }
}
