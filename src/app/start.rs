//! From the arguments of the process to a command, or to what is said instead of one.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use super::output::Terminals;
use super::{of_locale, run};
use crate::cli::{self, Answer};
use crate::error::Exit;

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
        Err(Answer::Wrong { message, hint }) => {
            let (before, after) =
                if Terminals::find().colours { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
            drop(writeln!(io::stderr().lock(), "{before}エラー:{after} {message}\n対処: {hint}"));
            ExitCode::from(Exit::Usage.code())
        }
    }
}
