//! What a `load` command reads: the file that is named, or stdin for `-`.

use super::context::Context;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::desk::csv_file::{self, CsvFile, FileForm};
use crate::error::{Failure, is_stdin};
use crate::text::localize;
use crate::vocabulary::{Lang, Message, msg};

/// Reads the CSV file at `path`, or stdin.
pub(crate) fn read_csv<const N: usize>(
    context: &Context,
    path: &Path,
    form: &FileForm<'_, N>,
) -> Result<CsvFile<N>, Failure> {
    let read = if is_stdin(path) {
        if context.io.stdin.is_terminal() {
            // Else whoever typed `-` waits for a program that waits for them.
            context.print_unless_quiet(&msg!("terminal-reading_csv"));
        }
        context.io.stdin.read(|stdin| csv_file::read(stdin, form))
    } else {
        let file = File::open(context.io.resolve_path(path)).map_err(|e| cannot_open(path, e))?;
        csv_file::read(file, form)
    };
    let file = read.map_err(|error| Failure::from_csv(path, &error))?;
    ::log::info!("{} is read as {}", display_name(path, Lang::En), file.encoding.as_str());
    Ok(file)
}

fn cannot_open(path: &Path, e: io::Error) -> Failure {
    Failure::from_csv(path, &csv_file::Error::CannotRead(Message::from_system(&e))).caused_by(e)
}

/// The file's name in messages; in JSON it stays as it was typed.
pub(crate) fn display_name(path: &Path, lang: Lang) -> String {
    if is_stdin(path) { localize(&msg!("desk-stdin"), lang) } else { path.display().to_string() }
}
