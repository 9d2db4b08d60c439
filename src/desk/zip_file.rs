//! The shop's copy of Japan Post's `KEN_ALL.CSV`, as bytes.

use super::csv_text;
use crate::domain::zip_file::{ZipFile, ZipFileError};
use crate::vocabulary::{Message, msg};

/// Reads the file, in CP932 or in UTF-8.
///
/// # Errors
/// Why it is none, and where.
pub fn parse_zip_file(bytes: &[u8]) -> Result<ZipFile, Message> {
    let (text, _) = csv_text::decode(bytes).map_err(|_| msg!("files-zip_file_not_text"))?;
    text.parse().map_err(|why| match why {
        ZipFileError::Line(line) => msg!("files-zip_file_line", line = line),
        ZipFileError::Empty => msg!("files-zip_file_empty"),
    })
}
