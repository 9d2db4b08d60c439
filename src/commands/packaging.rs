//! `completions` and `man`, which need no configuration.

use crate::cli::generate;
use crate::cli::packaging::{CompletionsArgs, ManArgs};
use crate::error::{Exit, Failure};
use crate::runtime::io::Io;
use crate::runtime::terminal::{self, Output};
use crate::strings::printable::printable;
use crate::text::text;
use crate::vocabulary::{Lang, msg};

pub(super) fn completions(output: &Output, args: &CompletionsArgs) -> Result<Exit, Failure> {
    output.result(&String::from_utf8_lossy(&generate::completions(args.shell)))?;
    Ok(Exit::Ok)
}

pub(super) fn man(io: &Io, output: &Output, args: &ManArgs, lang: Lang) -> Result<Exit, Failure> {
    match &args.out {
        None => {
            let page = generate::man_page().map_err(terminal::cannot_write)?;
            output.result(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            let place = io.path(folder);
            let written = std::fs::create_dir_all(&place).and_then(|()| generate::man_pages(&place));
            let pages = written.map_err(|e| {
                let message = msg!("desk-man_not_written", folder = folder.display(), error = &e);
                Failure::usage_with_next(message).caused_by(e)
            })?;
            let folder = printable(&folder.display().to_string());
            if output.speaks(Exit::Ok) && output.json {
                output.result(&format!("{}\n", serde_json::json!({"folder": folder, "pages": pages})))?;
            } else if output.speaks(Exit::Ok) {
                let line = msg!("desk-man_written", pages = pages, folder = folder);
                output.line(&(text(&line, lang) + "\n"))?;
            }
        }
    }
    Ok(Exit::Ok)
}
