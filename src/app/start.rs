//! From arguments to a command, or to what is said instead of one.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use super::io::Io;
use super::output::{self, Terminals};
use super::{of_locale, run_command};
use crate::cli::{self, Answer};
use crate::domain::said::Said;
use crate::error::{Error, Exit};

/// Runs what the arguments of this process ask for.
pub fn start() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run(&args, &Io::of_process()).code())
}

/// Runs what the arguments, the program's name first, ask for. Help and usage errors come before any configuration is
/// read.
pub fn run(args: &[OsString], io: &Io) -> Exit {
    match cli::read(args, cli::asked_lang(args).unwrap_or_else(|| of_locale(io))) {
        Ok(cli) => run_command(&cli, io),
        Err(Answer::Clap(error)) => print_clap(&error, io),
        Err(Answer::Wrong { lang, message, hint }) => {
            let error = Error::usage(Said::quoted(message)).hint(Said::quoted(hint));
            let text = output::failed(&error, lang, Terminals::of(io));
            drop(io.stderr.clone().write_all(text.as_bytes()));
            error.exit
        }
    }
}

/// What clap has to say, where it belongs. Nobody there to read it is no failure.
fn print_clap(error: &cli::ClapError, io: &Io) -> Exit {
    let (mut stream, exit) = match error.use_stderr() {
        true => (io.stderr.clone(), Exit::Usage),
        false => (io.stdout.clone(), Exit::Ok),
    };
    let text = cli::rendered(error, stream.columns().is_some() && io.has_colours());
    drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
    exit
}
