//! Lists of any length: JSON passes through line by line, a table page by page.

use super::context::Context;
use super::terminal;
use std::io::Write;

use crate::error::{Exit, Failure};
use crate::store::{self, Store};
use crate::vocabulary::{Message, msg};

/// A failure while things pass from the state file to stdout.
pub(crate) enum PrintError {
    Store(store::Error),
    Json(serde_json::Error),
    Output(std::io::Error),
}

impl From<store::Error> for PrintError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

/// The state file, for reading; where there is none yet, an empty one and a word about it.
pub(crate) fn open_for_reading(context: &Context) -> Result<Store, Failure> {
    if !context.state_path().exists() {
        context.print_unless_quiet(&msg!("desk-no_state_file_yet", file = context.state_path().display()));
    }
    Store::open_reading(context.state_path())
        .map_err(|error| Failure::from_store(context.state_path(), &error))
}

/// What takes the things of a list, one at a time.
type RowPrinter<'s, T> = &'s mut dyn FnMut(T) -> Result<(), PrintError>;

/// So many rows of a table are laid out together.
const PAGE_ROWS: usize = 1000;

/// Prints everything that `each` passes on; `nothing` stands on stderr for an empty table. Gives back how
/// many things there were, or none where whoever reads had seen enough.
pub(crate) fn print_list<T>(
    context: &Context,
    nothing: Message,
    each: impl FnOnce(RowPrinter<'_, T>) -> Result<(), PrintError>,
    json: impl Fn(&T) -> serde_json::Result<String>,
    mut page: impl FnMut(&[T]) -> String,
) -> Result<Option<usize>, Failure> {
    let (mut rows, mut count) = (Vec::new(), 0);
    let mut out = std::io::BufWriter::new(context.output.stdout());
    let mut show = |thing: T| {
        count += 1;
        if context.output.json {
            let line = json(&thing).map_err(PrintError::Json)?;
            return writeln!(out, "{}", context.output.paint(&line)).map_err(PrintError::Output);
        }
        rows.push(thing);
        if rows.len() == PAGE_ROWS {
            let text = context.output.paint(&page(&rows));
            rows.clear();
            return out.write_all(text.as_bytes()).map_err(PrintError::Output);
        }
        Ok(())
    };
    let mut shown = each(&mut show);
    if shown.is_ok() && !rows.is_empty() {
        shown = out.write_all(context.output.paint(&page(&rows)).as_bytes()).map_err(PrintError::Output);
    }
    match shown.and_then(|()| out.flush().map_err(PrintError::Output)) {
        // Whoever reads has seen enough.
        Err(PrintError::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => {
            drop(out.into_parts());
            return Ok(None);
        }
        Err(PrintError::Output(e)) => return Err(terminal::write_error(e)),
        Err(PrintError::Store(error)) => return Err(Failure::from_store(context.state_path(), &error)),
        Err(PrintError::Json(e)) => return Err(json_error(&e)),
        Ok(()) => drop(out),
    }
    if !context.output.json && count == 0 {
        context.print_unless_quiet(&nothing);
    }
    Ok(Some(count))
}

/// A result that JSON cannot hold.
pub(crate) fn json_error(error: &serde_json::Error) -> Failure {
    Failure::new(Exit::Failed, msg!("desk-not_json", error = error.to_string()))
}
