//! Help from the catalogues, put on the command line when somebody is about to read it.
//!
//! `cli-orders_list` says what `orders list` does, its attribute `.long` more of it, `.examples` shows it;
//! `cli-orders_list--status` is its argument `status`, whose attributes are the values that need words. What
//! a command says nothing of its own about stands below `cli-any`.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory};

use super::command_line::Cli;
use super::help_texts::HelpTexts;
use super::page;
use crate::vocabulary::Lang;

/// The command line with its help in a language. English pages are clap's own; it knows no other language.
pub fn build_command(lang: Lang) -> Command {
    let worded = add_help(Cli::command(), &HelpTexts { path: String::new(), lang });
    if lang == Lang::En { worded } else { page::add_pages(worded, lang) }
}

fn add_help(command: Command, words: &HelpTexts) -> Command {
    let mut command = command.mut_args(|arg| add_arg_help(arg, words));
    if let Some(about) = words.get_text("") {
        if let Some(long) = words.get_text(".long") {
            command = command.long_about(format!("{about}\n\n{long}"));
        }
        command = command.about(about);
    }
    let examples = |lines: String| {
        let lines: String = lines.lines().map(|line| format!("\n  {line}")).collect();
        format!("{}:{lines}", words.get_label("examples"))
    };
    if let Some(after) = words.get_text(".examples").map(examples).or_else(|| words.get_text(".after")) {
        command = command.after_help(after);
    }
    command.mut_subcommands(|below| {
        let words = words.below(below.get_name());
        add_help(below, &words)
    })
}

fn add_arg_help(arg: Arg, words: &HelpTexts) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let values = arg.get_possible_values().into_iter();
    let meaning = |value: &PossibleValue| words.find_arg_text(&id, &format!(".{}", value.get_name()));
    let values: Vec<_> = values.map(|value| (meaning(&value), value)).collect();
    let has_meanings = values.iter().any(|(meaning, _)| meaning.is_some());
    let values = values.into_iter().map(|(meaning, value)| match meaning {
        Some(meaning) => value.help(meaning),
        None => value,
    });
    let arg = match words.find_arg_text(&id, "") {
        Some(help) => arg.help(help),
        None => arg,
    };
    // Nothing but a page is made of a command line that is worded: no value is read by it.
    if has_meanings { arg.value_parser(PossibleValuesParser::new(values.collect::<Vec<_>>())) } else { arg }
}
