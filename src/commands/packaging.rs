//! `completions` and `write_man`, which need no configuration.

use crate::cli::generate;
use crate::cli::packaging::{CompletionsArgs, ManArgs};
use crate::error::{Exit, Failure};
use crate::runtime::io::Io;
use crate::runtime::terminal::{self, Output};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Lang, msg};

pub(super) fn print_completions(output: &Output, args: &CompletionsArgs) -> Result<Exit, Failure> {
    output.print_result(&String::from_utf8_lossy(&generate::build_completions(args.shell)))?;
    Ok(Exit::Ok)
}

pub(super) fn write_man(io: &Io, output: &Output, args: &ManArgs, lang: Lang) -> Result<Exit, Failure> {
    match &args.out {
        None => {
            let page = generate::build_man_page().map_err(terminal::write_error)?;
            output.print_result(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            let place = io.resolve_path(folder);
            let written = std::fs::create_dir_all(&place).and_then(|()| generate::write_man_pages(&place));
            let pages = written.map_err(|e| {
                let message = msg!("desk-man_not_written", folder = folder.display(), error = &e);
                Failure::usage_with_next(message).caused_by(e)
            })?;
            let folder = sanitize(&folder.display().to_string());
            if output.should_print(Exit::Ok) && output.json {
                output
                    .print_result(&format!("{}\n", serde_json::json!({"folder": folder, "pages": pages})))?;
            } else if output.should_print(Exit::Ok) {
                let line = msg!("desk-man_written", pages = pages, folder = folder);
                output.print_line(&(localize(&line, lang) + "\n"))?;
            }
        }
    }
    Ok(Exit::Ok)
}
