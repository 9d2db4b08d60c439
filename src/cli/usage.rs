//! What is wrong with what was typed, from what clap knows of it.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::command_line::Cli;
use super::value::ValueError;
use crate::strings::printable::sanitize;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, msg};

/// What is wrong with the arguments. Whatever was typed is harmless in it, and keeps to its line.
pub(super) fn explain_error(error: &clap::Error, args: &[OsString]) -> Message {
    let arg = || get_text(error, ContextKind::InvalidArg);
    let value = || get_text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => explain_unknown_argument(error, args),
        ErrorKind::InvalidSubcommand => {
            let name = get_text(error, ContextKind::InvalidSubcommand);
            add_suggestion(
                msg!("usage-unknown_command", command = name),
                error,
                ContextKind::SuggestedSubcommand,
            )
        }
        ErrorKind::MissingRequiredArgument => {
            msg!("usage-missing", arguments = get_texts(error, ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => {
            let command = get_text(error, ContextKind::InvalidSubcommand);
            msg!("usage-no_command", command = command, all = get_texts(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidValue => {
            let wrong = match value() {
                value if value.is_empty() => msg!("usage-no_value", argument = arg()),
                value => msg!("usage-wrong_value", argument = arg(), value = value),
            };
            let wrong = add_suggestion(wrong, error, ContextKind::SuggestedValue);
            match get_texts(error, ContextKind::ValidValue) {
                all if all.is_empty() => wrong,
                all => msg!("usage-with_values", what = wrong, all = all),
            }
        }
        ErrorKind::ValueValidation => {
            let wanted = error.source().and_then(|source| source.downcast_ref::<ValueError>());
            let wrong = msg!("usage-wrong_value", argument = arg(), value = value());
            match wanted {
                Some(ValueError(wanted)) => msg!("usage-with_wanted", what = wrong, wanted = wanted),
                None => wrong,
            }
        }
        ErrorKind::TooManyValues => msg!("usage-extra_value", argument = arg(), value = value()),
        ErrorKind::TooFewValues => {
            let (least, given) = (ContextKind::MinValues, ContextKind::ActualNumValues);
            let (least, given) = (get_number(error, least), get_number(error, given));
            msg!("usage-too_few_values", argument = arg(), least = least, given = given)
        }
        ErrorKind::WrongNumberOfValues => {
            let (due, given) = (ContextKind::ExpectedNumValues, ContextKind::ActualNumValues);
            let (due, given) = (get_number(error, due), get_number(error, given));
            msg!("usage-wrong_number_of_values", argument = arg(), due = due, given = given)
        }
        ErrorKind::ArgumentConflict => explain_conflict(error),
        ErrorKind::InvalidUtf8 => msg!("usage-not_utf8"),
        kind => Message::quoted(sanitize(&kind.to_string())),
    }
}

fn explain_unknown_argument(error: &clap::Error, args: &[OsString]) -> Message {
    let arg = get_text(error, ContextKind::InvalidArg);
    let root = Cli::command();
    if !arg.starts_with('-') {
        let wrong = msg!("usage-unknown_argument", argument = arg.as_str());
        let is_command = args.iter().any(|word| word == "--") && root.find_subcommand(&arg).is_some();
        return if is_command { msg!("usage-behind_dashes", what = wrong) } else { wrong };
    }
    let wrong = msg!("usage-unknown_option", option = arg.as_str());
    if error.get(ContextKind::SuggestedArg).is_some() {
        return add_suggestion(wrong, error, ContextKind::SuggestedArg);
    }
    // The option of a command that stands behind it.
    let (path, command) = find_command(&root, args);
    let place = |is_it: &dyn Fn(&str) -> bool| args.iter().position(|word| is_it(&word.to_string_lossy()));
    let first = path.split(' ').next().unwrap_or_default();
    let (of_option, of_command) = (place(&|word| word.starts_with(&arg)), place(&|word| word == first));
    let longs = command.get_arguments().filter_map(|arg| arg.get_long());
    match suggest(arg.trim_start_matches('-'), longs).filter(|_| of_option < of_command) {
        Some(long) => msg!("usage-meant", what = wrong, near = format!("{path} --{long}")),
        None => wrong,
    }
}

fn explain_conflict(error: &clap::Error) -> Message {
    let arg = match get_text(error, ContextKind::InvalidArg) {
        none if none.is_empty() => get_text(error, ContextKind::InvalidSubcommand),
        arg => arg,
    };
    match get_texts(error, ContextKind::PriorArg) {
        prior if prior.is_empty() => msg!("usage-conflict_with_others", argument = arg),
        prior if prior == [arg.as_str()] => msg!("usage-given_twice", argument = arg),
        prior => msg!("usage-conflict", argument = arg, prior = prior),
    }
}

/// The same with what was probably meant, the likeliest first: clap puts it last.
fn add_suggestion(wrong: Message, error: &clap::Error, kind: ContextKind) -> Message {
    match get_texts(error, kind) {
        none if none.is_empty() => wrong,
        names => msg!("usage-meant", what = wrong, near = names.into_iter().rev().collect::<Vec<_>>()),
    }
}

fn get_text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => sanitize(text),
        _ => String::new(),
    }
}

fn get_texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![sanitize(text)],
        Some(ContextValue::Strings(all)) => all.iter().map(|text| sanitize(text)).collect(),
        _ => Vec::new(),
    }
}

fn get_number(error: &clap::Error, kind: ContextKind) -> i64 {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => *number as i64,
        _ => 0,
    }
}

/// The command that was meant, as far as its words are known.
pub(super) fn find_command_path(args: &[OsString]) -> String {
    let root = Cli::command();
    match find_command(&root, args).0 {
        path if path.is_empty() => root.get_name().to_owned(),
        path => format!("{} {path}", root.get_name()),
    }
}

/// The same with the words behind the program's name.
fn find_command<'c>(root: &'c Command, args: &[OsString]) -> (String, &'c Command) {
    let (mut path, mut command) = (Vec::new(), root);
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next().filter(|word| *word != "--" && *word != "help") {
        if let Some(below) = command.find_subcommand(&*word) {
            command = below;
            path.push(below.get_name());
        } else if needs_value(root, &word) || needs_value(command, &word) {
            words.next();
        }
    }
    (path.join(" "), command)
}

/// Whether the word behind this one is its value.
fn needs_value(command: &Command, word: &str) -> bool {
    let name = word.strip_prefix("--");
    let mut options = command.get_arguments().filter(|arg| name.is_some() && arg.get_long() == name);
    options.any(|arg| arg.get_action().takes_values())
}
