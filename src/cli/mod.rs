//! The command line: types. What each is for stands in the catalogues `text/LANG/cli.ftl`, by command and
//! argument.

mod command_line;
pub mod desk;
pub mod fleet;
pub mod generate;
mod help;
mod help_texts;
pub mod holidays;
pub mod key;
pub mod listings;
pub mod maintenance;
mod number;
mod order_words;
mod orders;
mod orders_export;
pub mod packaging;
mod page;
mod paper;
pub mod sandbox;
pub mod sets;
mod shared;
pub mod shipments;
mod steps;
pub mod stock;
#[cfg(test)]
mod tests;
mod typed_words;
mod usage;
mod value;

use std::ffi::OsString;

pub use clap::Error as ClapError;
use clap::Parser;
use clap::error::ErrorKind;

pub use self::command_line::{Cli, Command, Global};
pub use self::help::build_command;
pub use self::order_words::CodeArg;
pub use self::orders::{OrdersCommand, OrdersListArgs, OrdersSetArgs};
pub use self::orders_export::OrdersExportArgs;
pub use self::paper::{PickArgs, SlipsArgs};
pub use self::shared::{Brake, LoadArgs, OrderStepArgs, StepArgs, WaitArgs};
pub use self::steps::{CycleArgs, ImportArgs, PushShipmentsArgs, PushStockArgs, SyncStatusArgs};
pub use self::typed_words::{TypedWord, list_typed_words};
use crate::vocabulary::{Lang, Message, msg};

/// What is said instead of running a command.
#[derive(Debug)]
pub enum ArgsError {
    /// What clap says: help, or the version.
    Clap(clap::Error),
    /// What is wrong: one sentence, and what to do next.
    Usage { message: Message, next: Message },
}

/// Reads the arguments, the program's name first. No text is read from a catalogue before one is to be shown.
///
/// # Errors
/// When they are no command to run.
pub fn parse_args(args: &[OsString], lang: Lang) -> Result<Cli, ArgsError> {
    Cli::try_parse_from(args).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ArgsError::Clap(build_command(lang).try_get_matches_from(args).err().unwrap_or(error))
        }
        ErrorKind::DisplayVersion => ArgsError::Clap(error),
        _ => {
            let next = msg!("usage-see_help", command = usage::find_command_path(args));
            ArgsError::Usage { message: usage::explain_error(&error, args), next }
        }
    })
}

/// What clap has to say, as text for people.
pub fn render_error(error: &ClapError, has_colours: bool) -> String {
    let text = error.render();
    if has_colours { text.ansi().to_string() } else { text.to_string() }
}

/// The language that arguments ask for, where they may be no command to run.
pub fn detect_lang(args: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = args.iter().map(|word| word.to_string_lossy()).collect();
    let before = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let behind = words[..before].windows(2).filter(|two| two[0] == "--lang").map(|two| two[1].as_ref());
    let joined = words[..before].iter().filter_map(|word| word.strip_prefix("--lang="));
    Lang::from_code(behind.chain(joined).next()?)
}
