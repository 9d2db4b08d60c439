//! The command line in Japanese: its help, and what is wrong with what was typed. clap speaks nothing but English, so what it would
//! print is replaced where it was about to; a command that can be run costs nothing more.

mod examples;
mod help;
mod refusal;
mod sandbox;
#[cfg(test)]
#[path = "tests.rs"]
mod tests;
mod texts;

use std::ffi::OsString;

use clap::error::ErrorKind;

pub(in crate::cli) use self::refusal::command_of;
use super::Answer;
use crate::domain::lang::Lang;

/// What is said in Japanese instead of what clap is about to say.
pub(super) fn answer(args: &[OsString], error: clap::Error) -> Answer {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Answer::Clap(help::command().try_get_matches_from(args).err().unwrap_or(error))
        }
        ErrorKind::DisplayVersion => Answer::Clap(error),
        _ => match refusal::sentence(&error) {
            Some(message) => Answer::Wrong {
                lang: Lang::Ja,
                message,
                hint: format!("詳しくは {} --help をご覧ください", refusal::command_of(args)),
            },
            None => Answer::Clap(error),
        },
    }
}
