//! What is wrong with what was typed, in English: clap's words, printed harmlessly, and what to do next.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Answer, ja};
use crate::domain::lang::Lang;
use crate::domain::text::printable;

/// What is said in English: help and version as clap has them, the rest with the command that explains it.
pub(super) fn answer(args: &[OsString], error: clap::Error) -> Answer {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => Answer::Clap(error),
        _ => Answer::Wrong {
            lang: Lang::En,
            message: sentence(error),
            hint: format!("{} --help says how it is used", ja::command_of(args)),
        },
    }
}

/// clap's words without the mark before them and the hint behind. Whatever was typed is harmless in them, and keeps to
/// its line.
fn sentence(mut error: clap::Error) -> String {
    let cleaned: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| {
            let styled = |text: &StyledStr| StyledStr::from(printable_lines(&text.to_string()));
            let value = match value {
                ContextValue::String(text) => ContextValue::String(printable(text)),
                ContextValue::Strings(all) => {
                    ContextValue::Strings(all.iter().map(|text| printable(text)).collect())
                }
                // A usage has lines of its own, and nothing of what was typed.
                ContextValue::StyledStrs(all) => ContextValue::StyledStrs(all.iter().map(styled).collect()),
                _ => return None,
            };
            Some((kind, value))
        })
        .collect();
    for (kind, value) in cleaned {
        error.insert(kind, value);
    }
    let text = printable_lines(&error.render().to_string());
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let text = text.split("\nFor more information, try ").next().unwrap_or(text);
    text.trim_end().to_owned()
}

fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::read;

    fn wrong(args: &[&str]) -> (String, String) {
        let words: Vec<OsString> = ["qoo10-bridge"].iter().chain(args).map(Into::into).collect();
        match read(&words, Lang::En) {
            Err(Answer::Wrong { lang: Lang::En, message, hint }) => (message, hint),
            other => panic!("{args:?}: {other:?}"),
        }
    }

    #[test]
    fn slips_are_answered_with_what_clap_knows_and_the_command_that_explains_it() {
        for (args, said, command) in [
            (&["imprt"][..], "unrecognized subcommand 'imprt'", "qoo10-bridge"),
            (&["import", "--dryrun"], "tip: a similar argument exists: '--dry-run'", "qoo10-bridge import"),
            (&["orders", "hold", "1"], "--reason <TEXT>", "qoo10-bridge orders hold"),
            (&["log", "--outcome", "fail"], "tip: a similar value exists: 'failed'", "qoo10-bridge log"),
            (&["--json"], "requires a subcommand", "qoo10-bridge"),
        ] {
            let (message, hint) = wrong(args);
            assert!(message.contains(said) && !message.starts_with("error"), "{message}");
            assert!(!message.contains("For more information"), "{message}");
            assert_eq!(hint, format!("{command} --help says how it is used"), "{args:?}");
        }
    }

    #[test]
    fn what_was_typed_is_printed_harmlessly_and_on_its_line() {
        let evil = "a\u{1b}[31m\u{9b}2J\nnext: \u{202e}\r";
        for args in [
            &[evil][..],
            &["import", evil],
            &["import", "--limit", evil],
            &["--lang", evil, "status"],
            &["orders", "show", evil],
            &["orders", evil],
            &["orders", "list", "--status", evil],
            &["orders", "hold", "1", "--reason", evil],
            &["log", "--outcome", evil],
            &[&format!("--{evil}")],
            &["import", &format!("--json={evil}")],
            &["help", evil],
        ] {
            let (message, _) = wrong(args);
            let harmful = message.lines().any(|line| printable(line) != line);
            assert!(
                !harmful && !message.lines().any(|line| line.starts_with("next:")),
                "{args:?}: {message:?}"
            );
            assert!(message.contains("a·["), "{message:?}");
        }
    }
}
