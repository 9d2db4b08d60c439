//! Lists of any length: JSON passes through line by line, a table page by page.

use std::io::Write;

use super::{App, output};
use crate::error::{Error, Exit};
use crate::store::{self, Store};

/// A failure while things pass from the state file to stdout.
pub(super) enum Broken {
    Store(store::Error),
    Json(serde_json::Error),
    Output(std::io::Error),
}

impl From<store::Error> for Broken {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

/// The state file, for reading; where there is none yet, an empty one and a word about it.
pub(super) fn open(app: &App) -> Result<Store, Error> {
    if !app.state_path().exists() {
        let file = app.state_path().display();
        app.output.note(&app.lang.pick(
            format!("there is no state file {file} yet; qoo10-bridge import makes it\n"),
            format!("状態ファイル {file} はまだありません。qoo10-bridge import で作成されます\n"),
        ));
    }
    Store::open_reading(app.state_path()).map_err(|error| Error::store(app.state_path(), &error))
}

/// What takes the things of a list, one at a time.
type Show<'s, T> = &'s mut dyn FnMut(T) -> Result<(), Broken>;

/// So many rows of a table are laid out together.
const PAGE: usize = 1000;

/// Prints everything that `each` passes on; `nothing` stands on stderr for an empty table. Gives back how many things
/// there were, or none where whoever reads had seen enough.
pub(super) fn print<T>(
    app: &App,
    nothing: &str,
    each: impl FnOnce(Show<'_, T>) -> Result<(), Broken>,
    json: impl Fn(&T) -> serde_json::Result<String>,
    mut page: impl FnMut(&[T]) -> String,
) -> Result<Option<usize>, Error> {
    let (mut rows, mut count) = (Vec::new(), 0);
    let mut out = std::io::BufWriter::new(app.output.stdout());
    let mut show = |thing: T| {
        count += 1;
        if app.output.json {
            let line = json(&thing).map_err(Broken::Json)?;
            return writeln!(out, "{line}").map_err(Broken::Output);
        }
        rows.push(thing);
        if rows.len() == PAGE {
            let text = app.output.painted(&page(&rows));
            rows.clear();
            return out.write_all(text.as_bytes()).map_err(Broken::Output);
        }
        Ok(())
    };
    let mut shown = each(&mut show);
    if shown.is_ok() && !rows.is_empty() {
        shown = out.write_all(app.output.painted(&page(&rows)).as_bytes()).map_err(Broken::Output);
    }
    match shown.and_then(|()| out.flush().map_err(Broken::Output)) {
        // Whoever reads has seen enough.
        Err(Broken::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => {
            drop(out.into_parts());
            return Ok(None);
        }
        Err(Broken::Output(e)) => return Err(output::cannot_write(&e)),
        Err(Broken::Store(error)) => return Err(Error::store(app.state_path(), &error)),
        Err(Broken::Json(e)) => return Err(not_json(&e)),
        Ok(()) => drop(out),
    }
    if !app.output.json && count == 0 {
        app.output.note(&format!("{nothing}\n"));
    }
    Ok(Some(count))
}

/// A result that JSON cannot hold.
pub(super) fn not_json(error: &serde_json::Error) -> Error {
    let message = (
        format!("the result cannot be written as JSON ({error})"),
        format!("結果をJSONにできません({error})"),
    );
    Error::new(Exit::Failed, message)
}
