//! From the arguments of the process to a command, or to what is said instead of one.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use super::output::{self, Terminals};
use super::{of_locale, run};
use crate::cli::{self, Answer};
use crate::domain::said::Said;
use crate::error::{Error, Exit};

/// Runs what the arguments ask for. Help and usage errors come before any configuration is read.
pub fn start() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    match cli::read(&args, cli::asked_lang(&args).unwrap_or_else(of_locale)) {
        Ok(cli) => run(&cli),
        Err(Answer::Clap(error)) => {
            // Nobody there to read it is no failure.
            drop(error.print());
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Exit::Usage.code()))
        }
        Err(Answer::Wrong { lang, message, hint }) => {
            let error = Error::usage(Said::quoted(message)).hint(Said::quoted(hint));
            let text = output::failed(&error, lang, Terminals::find());
            drop(io::stderr().lock().write_all(text.as_bytes()));
            ExitCode::from(error.exit.code())
        }
    }
}
