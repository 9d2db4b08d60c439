//! What a `load` command reads: the file that is named, or stdin for `-`.

use super::context::Context;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::desk::csv_file::{self, Column, CsvFile};
use crate::error::{Error, is_stdin};
use crate::text::text;
use crate::vocabulary::{Lang, msg};

/// Reads the CSV file at `path`, or stdin.
pub(crate) fn csv<const N: usize>(
    context: &Context,
    path: &Path,
    columns: &[Column; N],
) -> Result<CsvFile<N>, Error> {
    let read = if is_stdin(path) {
        if context.io.stdin.is_terminal() {
            // Else whoever typed `-` waits for a program that waits for them.
            context.note(&msg!("terminal-reading_csv"));
        }
        context.io.stdin.read(|stdin| of(Ok(stdin), columns))
    } else {
        of(File::open(context.io.path(path)), columns)
    };
    let file = read.map_err(|error| Error::csv(path, &error))?;
    ::log::info!("{} is read as {}", name(path, Lang::En), file.encoding.as_str());
    Ok(file)
}

fn of<const N: usize>(
    source: io::Result<impl Read>,
    columns: &[Column; N],
) -> Result<CsvFile<N>, csv_file::Error> {
    let source = source.map_err(|e| csv_file::Error::CannotRead(crate::vocabulary::Message::system(&e)))?;
    csv_file::read(source, columns)
}

/// The file's name in messages; in JSON it stays as it was typed.
pub(crate) fn name(path: &Path, lang: Lang) -> String {
    if is_stdin(path) { text(&msg!("desk-stdin"), lang) } else { path.display().to_string() }
}
