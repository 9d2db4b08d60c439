//! Help pages in a language that clap does not speak, for 80 columns.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use super::help_texts::HelpTexts;
use crate::text::wrap::{self, width};
use crate::vocabulary::Lang;

/// Columns of a page.
const WIDTH: usize = 80;
/// Where the second column begins at most: behind longer names it gets a line of its own.
const SECOND: usize = 32;

/// The command line with a page of ours for each command.
pub(super) fn with_pages(command: Command, lang: Lang) -> Command {
    let mut built = command.clone();
    built.build();
    below(command, &mut built, &HelpTexts { path: String::new(), lang })
}

fn below(command: Command, built: &mut Command, words: &HelpTexts) -> Command {
    command.override_help(page(built, words)).mut_subcommands(|one| {
        let name = one.get_name().to_owned();
        match built.find_subcommand_mut(&name) {
            Some(built) => below(one, built, &words.below(&name)),
            None => one,
        }
    })
}

/// The page of a command, of which `built` has all that clap adds.
fn page(built: &mut Command, words: &HelpTexts) -> StyledStr {
    let mut text = String::new();
    for about in ["", ".long"].iter().filter_map(|attribute| words.of(attribute)) {
        text += &format!("{}\n\n", about.lines().map(|line| wrapped(line, 0)).collect::<Vec<_>>().join("\n"));
    }
    let usage = built.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &words.of_page("any_options"));
    let usage = ["<COMMAND>", "[COMMAND]"].iter().fold(usage, |usage, name| {
        let (open, close) = (&name[..1], &name[name.len() - 1..]);
        usage.replace(name, &format!("{open}{}{close}", words.of_page("a_command")))
    });
    let style = built.get_styles().get_header();
    let heading = |of: &str| format!("{style}{}:{style:#}", words.of_page(of));
    text += &format!("{} {}\n", heading("usage"), wrapped(&usage, width(&words.of_page("usage")) + 2));
    for (of, rows) in [
        ("commands", commands(built, words)),
        ("arguments", args(built, words, |arg| arg.is_positional())),
        ("options", args(built, words, |arg| !arg.is_positional())),
    ] {
        if !rows.is_empty() {
            text += &format!("\n{}\n{}", heading(of), columns(built, &rows));
        }
    }
    if let Some(lines) = words.of(".examples") {
        text += &format!("\n{}\n{}\n", heading("examples"), examples(&lines));
    } else if let Some(after) = words.of(".after") {
        text += &format!("\n{}\n", wrapped(&after, 0));
    }
    text.into()
}

fn commands(built: &Command, words: &HelpTexts) -> Vec<(String, String)> {
    let shown = built.get_subcommands().filter(|below| !below.is_hide_set());
    let about = |name: &str| match name {
        "help" => words.of_page("help_command"),
        name => words.below(name).of("").unwrap_or_default(),
    };
    shown.map(|c| (c.get_name().to_owned(), about(c.get_name()))).collect()
}

/// The arguments of one kind: its own, then those of every command.
fn args(built: &Command, words: &HelpTexts, is_kind: fn(&Arg) -> bool) -> Vec<(String, String)> {
    let shown: Vec<&Arg> = built.get_arguments().filter(|arg| !arg.is_hide_set() && is_kind(arg)).collect();
    let is_own = |arg: &Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let (own, others): (Vec<&Arg>, Vec<&Arg>) = shown.into_iter().partition(|arg| is_own(arg));
    own.into_iter().chain(others).map(|arg| (name(arg), told(arg, words))).collect()
}

/// As it is typed.
fn name(arg: &Arg) -> String {
    match (arg.get_short(), arg.is_positional()) {
        (_, true) => arg.to_string(),
        (Some(short), false) => format!("-{short}, {arg}"),
        (None, false) => format!("    {arg}"),
    }
}

/// What it does, with its values and what it is without being given.
fn told(arg: &Arg, words: &HelpTexts) -> String {
    let mut text = words.of_arg(arg.get_id().as_str(), "").unwrap_or_default();
    // Where they are hidden, the text explains them.
    let is_hidden = arg.is_hide_possible_values_set();
    let values: Vec<PossibleValue> = if is_hidden { Vec::new() } else { arg.get_possible_values() };
    let meaning =
        |value: &PossibleValue| words.of_arg(arg.get_id().as_str(), &format!(".{}", value.get_name()));
    let meanings: Vec<Option<String>> = values.iter().map(meaning).collect();
    let mut also = Vec::new();
    if !values.is_empty() && meanings.iter().all(Option::is_none) {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let names = format!("{}: {}", words.of_page("values"), names.join(", "));
        // What stands in brackets keeps to its line.
        match width(&names) <= WIDTH - SECOND {
            true => also.push(names),
            false => text += &format!(" {names}"),
        }
    }
    let defaults = arg.get_default_values();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        also.push(format!("{}: {}", words.of_page("default"), defaults.join(", ")));
    }
    text += &also.iter().map(|also| format!(" [{also}]")).collect::<String>();
    for (value, meaning) in values.iter().zip(meanings) {
        if let Some(meaning) = meaning {
            text += &format!("\n- {}: {meaning}", value.get_name());
        }
    }
    text
}

/// Rows of a name and what it means.
fn columns(built: &Command, rows: &[(String, String)]) -> String {
    let style = built.get_styles().get_literal();
    let second =
        rows.iter().map(|(name, _)| width(name) + 4).filter(|at| *at <= SECOND).max().unwrap_or(SECOND);
    let mut text = String::new();
    for (name, meaning) in rows {
        let lines: Vec<String> = meaning.lines().map(|line| wrapped(line, second)).collect();
        let gap = match second.checked_sub(width(name) + 2).filter(|gap| *gap >= 2) {
            Some(gap) => " ".repeat(gap),
            None => format!("\n{}", " ".repeat(second)),
        };
        let lines = lines.join(&format!("\n{}", " ".repeat(second)));
        text += format!("  {style}{name}{style:#}{gap}{lines}").trim_end();
        text.push('\n');
    }
    text
}

/// Commands, each with what it does: beside it where there is room, else below.
fn examples(lines: &str) -> String {
    let lines: Vec<(&str, Option<&str>)> = lines.lines().map(commented).collect();
    let longest = lines.iter().map(|(command, _)| width(command)).max().unwrap_or_default();
    let wide = |comment: &str| 2 + longest + 3 + width(comment);
    let is_beside = lines.iter().all(|(_, comment)| comment.is_none_or(|comment| wide(comment) <= WIDTH));
    let line = |(command, comment): &(&str, Option<&str>)| match (*comment, is_beside) {
        (None, _) => broken(command),
        (Some(comment), true) => format!("  {command}{}   {comment}", " ".repeat(longest - width(command))),
        (Some(comment), false) => format!("{}\n      {comment}", broken(command)),
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An example's command, and what is said of it behind three spaces.
pub(super) fn commented(line: &str) -> (&str, Option<&str>) {
    match line.trim().split_once("   ") {
        Some((command, comment)) => (command, Some(comment.trim())),
        None => (line.trim(), None),
    }
}

/// A command in lines that a shell takes as one.
fn broken(command: &str) -> String {
    let mut lines = vec!["  ".to_owned()];
    for (at, part) in command.split(" --").enumerate() {
        let part = if at == 0 { part.to_owned() } else { format!(" --{part}") };
        let last = lines.len() - 1;
        if width(&lines[last]) + width(&part) + 2 > WIDTH {
            lines[last] += " \\";
            lines.push(format!("    {}", part.trim_start()));
        } else {
            lines[last] += &part;
        }
    }
    lines.join("\n")
}

fn wrapped(text: &str, indent: usize) -> String {
    wrap::wrapped(text, indent, WIDTH)
}
