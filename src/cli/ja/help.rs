//! Help pages in Japanese, for 80 columns: clap breaks lines at blanks alone, of which Japanese has none.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command, CommandFactory};

use super::{examples, texts};
use crate::cli::Cli;
use crate::domain::wrap;

/// Columns of a page.
const WIDTH: usize = 80;
/// Where the second column begins at most: behind longer names it gets a line of its own.
const SECOND: usize = 32;

/// The command line with a page for each command.
pub(super) fn command() -> Command {
    let mut built = Cli::command();
    built.build();
    with_pages(Cli::command(), &mut built, "")
}

fn with_pages(command: Command, built: &mut Command, path: &str) -> Command {
    command.override_help(page(built, path)).mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        match built.find_subcommand_mut(&name) {
            Some(built) => with_pages(below, built, &texts::below(path, &name)),
            None => below,
        }
    })
}

/// The page of a command, of which `built` has all that clap adds.
fn page(built: &mut Command, path: &str) -> StyledStr {
    let mut text = String::new();
    for about in [texts::ABOUT, texts::LONG].iter().filter_map(|id| texts::of(path, id)) {
        text += &format!("{}\n\n", about.lines().map(|line| wrapped(line, 0)).collect::<Vec<_>>().join("\n"));
    }
    let usage = built.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[オプション]");
    let usage = usage.replace("<COMMAND>", "<コマンド>").replace("[COMMAND]", "[コマンド]");
    let style = built.get_styles().get_header();
    text += &format!("{style}使い方:{style:#} {}\n", wrapped(&usage, 8));
    for (heading, rows) in [
        ("コマンド", commands(built, path)),
        ("引数", args(built, path, |arg| arg.is_positional())),
        ("オプション", args(built, path, |arg| !arg.is_positional())),
    ] {
        if !rows.is_empty() {
            text += &format!("\n{style}{heading}:{style:#}\n{}", columns(built, &rows));
        }
    }
    if let Some(after) = built.get_after_help() {
        let after = match examples::of(path, &after.to_string()) {
            Some(lines) => format!("{style}例:{style:#}\n{lines}"),
            None => wrapped(texts::of(path, texts::AFTER).unwrap_or_default(), 0),
        };
        text += &format!("\n{after}\n");
    }
    text.into()
}

fn commands(built: &Command, path: &str) -> Vec<(String, String)> {
    let shown = built.get_subcommands().filter(|below| !below.is_hide_set());
    let about = |name: &str| match name {
        "help" => texts::of(path, texts::HELP_COMMAND),
        name => texts::of(&texts::below(path, name), texts::ABOUT),
    };
    shown.map(|c| (c.get_name().to_owned(), about(c.get_name()).unwrap_or_default().to_owned())).collect()
}

/// The arguments of one kind: its own, then those of every command.
fn args(built: &Command, path: &str, is_kind: fn(&Arg) -> bool) -> Vec<(String, String)> {
    let shown: Vec<&Arg> = built.get_arguments().filter(|arg| !arg.is_hide_set() && is_kind(arg)).collect();
    let is_own = |arg: &Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let (own, others): (Vec<&Arg>, Vec<&Arg>) = shown.into_iter().partition(|arg| is_own(arg));
    own.into_iter().chain(others).map(|arg| (name(arg), told(arg, path))).collect()
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
fn told(arg: &Arg, path: &str) -> String {
    let id = arg.get_id().as_str();
    let mut text = texts::of(path, id).unwrap_or_default().to_owned();
    // Where they are hidden, the text explains them.
    let is_hidden = arg.is_hide_possible_values_set();
    let values: Vec<PossibleValue> = if is_hidden { Vec::new() } else { arg.get_possible_values() };
    let words: Vec<Option<&str>> =
        values.iter().map(|value| texts::of_value(path, id, value.get_name())).collect();
    let mut also = Vec::new();
    if !values.is_empty() && words.iter().all(Option::is_none) {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let names = format!("指定できる値: {}", names.join(", "));
        // What stands in brackets keeps to its line.
        match width(&names) <= WIDTH - SECOND {
            true => also.push(names),
            false => text += &format!(" {names}"),
        }
    }
    let defaults = arg.get_default_values();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        also.push(format!("初期値: {}", defaults.join(", ")));
    }
    text += &also.iter().map(|also| format!(" [{also}]")).collect::<String>();
    for (value, word) in values.iter().zip(words) {
        if let Some(word) = word {
            text += &format!("\n- {}: {word}", value.get_name());
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

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    wrap::width(text)
}

/// One line of text as several, all but the first one behind so many blanks.
pub(super) fn wrapped(text: &str, indent: usize) -> String {
    wrap::wrapped(text, indent, WIDTH)
}
