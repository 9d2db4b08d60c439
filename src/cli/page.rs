//! Help pages in a language that clap does not speak, for 80 columns.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use super::help_texts::HelpTexts;
use crate::text::wrap::{self, width};
use crate::vocabulary::Lang;

/// Columns of a page.
const PAGE_WIDTH: usize = 80;
/// Where the second column begins at most: behind longer names it gets a line of its own.
const MAX_SECOND_COLUMN: usize = 32;

/// The command line with a page of ours for each command.
pub(super) fn add_pages(command: Command, lang: Lang) -> Command {
    let mut built = command.clone();
    built.build();
    add_page(command, &mut built, &HelpTexts { path: String::new(), lang })
}

fn add_page(command: Command, built: &mut Command, words: &HelpTexts) -> Command {
    command.override_help(render_page(built, words)).mut_subcommands(|one| {
        let name = one.get_name().to_owned();
        match built.find_subcommand_mut(&name) {
            Some(built) => add_page(one, built, &words.below(&name)),
            None => one,
        }
    })
}

/// The page of a command, of which `built` has all that clap adds.
fn render_page(built: &mut Command, words: &HelpTexts) -> StyledStr {
    let mut text = String::new();
    for about in ["", ".long"].iter().filter_map(|attribute| words.get_text(attribute)) {
        text +=
            &format!("{}\n\n", about.lines().map(|line| wrap_text(line, 0)).collect::<Vec<_>>().join("\n"));
    }
    let usage = built.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &words.get_label("any_options"));
    let usage = ["<COMMAND>", "[COMMAND]"].iter().fold(usage, |usage, name| {
        let (open, close) = (&name[..1], &name[name.len() - 1..]);
        usage.replace(name, &format!("{open}{}{close}", words.get_label("a_command")))
    });
    let style = built.get_styles().get_header();
    let heading = |of: &str| format!("{style}{}:{style:#}", words.get_label(of));
    text += &format!("{} {}\n", heading("usage"), wrap_text(&usage, width(&words.get_label("usage")) + 2));
    for (of, rows) in [
        ("commands", list_commands(built, words)),
        ("arguments", list_args(built, words, |arg| arg.is_positional())),
        ("options", list_args(built, words, |arg| !arg.is_positional())),
    ] {
        if !rows.is_empty() {
            text += &format!("\n{}\n{}", heading(of), render_columns(built, &rows));
        }
    }
    if let Some(lines) = words.get_text(".examples") {
        text += &format!("\n{}\n{}\n", heading("examples"), render_examples(&lines));
    } else if let Some(after) = words.get_text(".after") {
        text += &format!("\n{}\n", wrap_text(&after, 0));
    }
    text.into()
}

fn list_commands(built: &Command, words: &HelpTexts) -> Vec<(String, String)> {
    let shown = built.get_subcommands().filter(|below| !below.is_hide_set());
    let about = |name: &str| match name {
        "help" => words.get_label("help_command"),
        name => words.below(name).get_text("").unwrap_or_default(),
    };
    shown.map(|c| (c.get_name().to_owned(), about(c.get_name()))).collect()
}

/// The arguments of one kind: its own, then those of every command.
fn list_args(built: &Command, words: &HelpTexts, is_kind: fn(&Arg) -> bool) -> Vec<(String, String)> {
    let shown: Vec<&Arg> = built.get_arguments().filter(|arg| !arg.is_hide_set() && is_kind(arg)).collect();
    let is_own = |arg: &Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let (own, others): (Vec<&Arg>, Vec<&Arg>) = shown.into_iter().partition(|arg| is_own(arg));
    own.into_iter().chain(others).map(|arg| (format_name(arg), explain_arg(arg, words))).collect()
}

/// As it is typed.
fn format_name(arg: &Arg) -> String {
    match (arg.get_short(), arg.is_positional()) {
        (_, true) => arg.to_string(),
        (Some(short), false) => format!("-{short}, {arg}"),
        (None, false) => format!("    {arg}"),
    }
}

/// What it does, with its values and what it is without being given.
fn explain_arg(arg: &Arg, words: &HelpTexts) -> String {
    let mut text = words.find_arg_text(arg.get_id().as_str(), "").unwrap_or_default();
    // Where they are hidden, the text explains them.
    let is_hidden = arg.is_hide_possible_values_set();
    let values: Vec<PossibleValue> = if is_hidden { Vec::new() } else { arg.get_possible_values() };
    let meaning =
        |value: &PossibleValue| words.find_arg_text(arg.get_id().as_str(), &format!(".{}", value.get_name()));
    let meanings: Vec<Option<String>> = values.iter().map(meaning).collect();
    let mut also = Vec::new();
    if !values.is_empty() && meanings.iter().all(Option::is_none) {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let names = format!("{}: {}", words.get_label("values"), names.join(", "));
        // What stands in brackets keeps to its line.
        match width(&names) <= PAGE_WIDTH - MAX_SECOND_COLUMN {
            true => also.push(names),
            false => text += &format!(" {names}"),
        }
    }
    let defaults = arg.get_default_values();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        also.push(format!("{}: {}", words.get_label("default"), defaults.join(", ")));
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
fn render_columns(built: &Command, rows: &[(String, String)]) -> String {
    let style = built.get_styles().get_literal();
    let second = rows
        .iter()
        .map(|(name, _)| width(name) + 4)
        .filter(|at| *at <= MAX_SECOND_COLUMN)
        .max()
        .unwrap_or(MAX_SECOND_COLUMN);
    let mut text = String::new();
    for (name, meaning) in rows {
        let lines: Vec<String> = meaning.lines().map(|line| wrap_text(line, second)).collect();
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
fn render_examples(lines: &str) -> String {
    let lines: Vec<(&str, Option<&str>)> = lines.lines().map(split_comment).collect();
    let longest = lines.iter().map(|(command, _)| width(command)).max().unwrap_or_default();
    let wide = |comment: &str| 2 + longest + 3 + width(comment);
    let is_beside =
        lines.iter().all(|(_, comment)| comment.is_none_or(|comment| wide(comment) <= PAGE_WIDTH));
    let line = |(command, comment): &(&str, Option<&str>)| match (*comment, is_beside) {
        (None, _) => wrap_command(command),
        (Some(comment), true) => format!("  {command}{}   {comment}", " ".repeat(longest - width(command))),
        (Some(comment), false) => format!("{}\n      {comment}", wrap_command(command)),
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An example's command, and what is said of it behind three spaces.
pub(super) fn split_comment(line: &str) -> (&str, Option<&str>) {
    match line.trim().split_once("   ") {
        Some((command, comment)) => (command, Some(comment.trim())),
        None => (line.trim(), None),
    }
}

/// A command in lines that a shell takes as one.
fn wrap_command(command: &str) -> String {
    let mut lines = vec!["  ".to_owned()];
    for (at, part) in command.split(" --").enumerate() {
        let part = if at == 0 { part.to_owned() } else { format!(" --{part}") };
        let last = lines.len() - 1;
        if width(&lines[last]) + width(&part) + 2 > PAGE_WIDTH {
            lines[last] += " \\";
            lines.push(format!("    {}", part.trim_start()));
        } else {
            lines[last] += &part;
        }
    }
    lines.join("\n")
}

fn wrap_text(text: &str, indent: usize) -> String {
    wrap::wrap_line(text, indent, PAGE_WIDTH)
}
