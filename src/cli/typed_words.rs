//! What was typed, word by word: which is a command or an option, and which is the value of which argument.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory};

use super::command_line::Cli;

/// A word of a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWord {
    pub text: String,
    /// The argument that it is a value of; none for commands and options.
    pub argument: Option<String>,
}

/// The words behind the program's name, without those that every command takes.
pub fn list_typed_words(args: &[OsString]) -> Vec<TypedWord> {
    let root = Cli::command();
    let (mut command, mut position, mut words) = (&root, 1, Vec::new());
    let mut rest = args.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = rest.next() {
        if let Some(long) = word.strip_prefix("--").filter(|long| !long.is_empty()) {
            let (name, inline) = long.split_once('=').map_or((long, None), |(n, v)| (n, Some(v.to_owned())));
            let option = find_option(command, name).or_else(|| find_option(&root, name));
            let value = match option.is_some_and(|option| option.get_action().takes_values()) {
                true => inline.or_else(|| rest.next()),
                false => None,
            };
            if find_option(&root, name).is_some() {
                continue;
            }
            words.push(TypedWord { text: format!("--{name}"), argument: None });
            let argument = option.map_or("unknown", |option| option.get_id().as_str());
            words.extend(value.map(|text| TypedWord { text, argument: Some(argument.to_owned()) }));
        } else if word.starts_with('-') && word.len() > 1 && !word.starts_with("--") && is_flags(&root, &word)
        {
            continue;
        } else if let Some(below) = command.find_subcommand(&word) {
            (command, position) = (below, 1);
            words.push(TypedWord { text: word, argument: None });
        } else {
            let positional = find_positional(command, position);
            position += 1;
            let argument = positional.map_or("unknown", |argument| argument.get_id().as_str());
            words.push(TypedWord { text: word, argument: Some(argument.to_owned()) });
        }
    }
    words
}

fn find_option<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|argument| argument.get_long() == Some(name))
}

/// The argument at a place from 1; the last one takes what is more.
fn find_positional(command: &Command, position: usize) -> Option<&Arg> {
    command.get_positionals().take(position).last()
}

/// Whether a word is nothing but short options that every command takes.
fn is_flags(root: &Command, word: &str) -> bool {
    word.chars().skip(1).all(|c| root.get_arguments().any(|argument| argument.get_short() == Some(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let describe = |word: TypedWord| match word.argument {
            Some(argument) => format!("{argument}={}", word.text),
            None => word.text,
        };
        list_typed_words(&args).into_iter().map(describe).collect()
    }

    #[test]
    fn every_word_is_a_command_an_option_or_the_value_of_an_argument() {
        for (line, wanted) in [
            ("x --config a.toml import --dry-run --limit 5 -vv --json", "import --dry-run --limit limit=5"),
            ("x push-stock --record=day --sku A-1", "push-stock --sku sku=A-1"),
            ("x stock set A-1 5", "stock set sku=A-1 qty=5"),
            ("x orders set 41 42 --status ready", "orders set code=41 code=42 --status status=ready"),
            ("x orders hold 41 --reason Hanako", "orders hold code=41 --reason reason=Hanako"),
            ("x import --odd Hanako", "import --odd unknown=Hanako"),
        ] {
            assert_eq!(words(line).join(" "), wanted, "{line}");
        }
    }
}
