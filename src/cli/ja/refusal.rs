//! Usage errors as Japanese sentences, from what clap knows of them.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::cli::Cli;
use crate::domain::text::printable;
use crate::text;
use crate::vocabulary::Lang;

/// What is wrong with the arguments; none where clap has to say it.
pub(super) fn sentence(error: &clap::Error) -> Option<String> {
    let arg = || one(error, ContextKind::InvalidArg);
    let value = || one(error, ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error)?,
        ErrorKind::InvalidSubcommand => {
            let name = one(error, ContextKind::InvalidSubcommand)?;
            format!("「{name}」というコマンドはありません{}", meant(error, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            format!("次の指定が必要です: {}", many(error, ContextKind::InvalidArg)?)
        }
        ErrorKind::MissingSubcommand => {
            let (before, all) =
                (one(error, ContextKind::InvalidSubcommand)?, many(error, ContextKind::ValidSubcommand)?);
            format!("{before} の後にコマンドを指定してください: {all}")
        }
        ErrorKind::InvalidValue => {
            let said = match value()? {
                value if value.is_empty() => format!("{} には値が必要です", arg()?),
                value => format!("{} に「{value}」は指定できません", arg()?),
            };
            let possible = many(error, ContextKind::ValidValue).filter(|all| !all.is_empty());
            let possible = possible.map(|all| format!("。指定できる値: {all}")).unwrap_or_default();
            format!("{said}{}{possible}", meant(error, ContextKind::SuggestedValue))
        }
        ErrorKind::ValueValidation => {
            let why = wanted(&error.source()?.to_string())?;
            format!("{} に「{}」は指定できません。{why}", arg()?, value()?)
        }
        ErrorKind::TooManyValues => format!("{} に余分な値「{}」があります", arg()?, value()?),
        ErrorKind::TooFewValues => {
            let (least, given) =
                (number(error, ContextKind::MinValues)?, number(error, ContextKind::ActualNumValues)?);
            format!("{} には{least}個以上の値が必要ですが、{given}個しかありません", arg()?)
        }
        ErrorKind::WrongNumberOfValues => {
            let (due, given) = (
                number(error, ContextKind::ExpectedNumValues)?,
                number(error, ContextKind::ActualNumValues)?,
            );
            format!("{} には{due}個の値が必要ですが、{given}個あります", arg()?)
        }
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::InvalidUtf8 => {
            "文字として読めない引数があります。端末の文字コードをUTF-8にしてください".to_owned()
        }
        _ => return None,
    };
    Some(printable(&text))
}

fn unknown_argument(error: &clap::Error) -> Option<String> {
    let arg = one(error, ContextKind::InvalidArg)?;
    let what = if arg.starts_with('-') { "オプション" } else { "引数" };
    let tip = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips.iter().find_map(|tip| in_quotes(&tip.to_string())),
        _ => None,
    };
    // clap's tips: how to write it as a value, which nobody means; or as a command; or another command that has it.
    let tip = match tip {
        Some(tip) if tip == format!("-- {arg}") => meant(error, ContextKind::SuggestedArg),
        Some(tip) if tip == "--" => "。コマンドの前の「--」を外してください".to_owned(),
        Some(tip) => format!("。{tip} ではありませんか"),
        None => meant(error, ContextKind::SuggestedArg),
    };
    Some(format!("「{arg}」という{what}はありません{tip}"))
}

/// What stands last in quotes.
fn in_quotes(text: &str) -> Option<String> {
    text.split('\'').skip(1).step_by(2).last().map(str::to_owned)
}

fn conflict(error: &clap::Error) -> Option<String> {
    let arg = one(error, ContextKind::InvalidArg).or_else(|| one(error, ContextKind::InvalidSubcommand))?;
    Some(match many(error, ContextKind::PriorArg) {
        Some(prior) if prior == arg => format!("{arg} は1回だけ指定できます"),
        Some(prior) => format!("{arg} と {prior} は同時に指定できません"),
        None => format!("{arg} は他のオプションと同時に指定できません"),
    })
}

/// What was probably meant, the likeliest first: clap puts it last.
fn meant(error: &clap::Error, kind: ContextKind) -> String {
    let names = match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.iter().rev().cloned().collect::<Vec<_>>().join("、"),
        _ => String::new(),
    };
    if names.is_empty() { names } else { format!("。{names} ではありませんか") }
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn many(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(all) => Some(all.join("、")),
        _ => None,
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> Option<isize> {
    match error.get(kind)? {
        ContextValue::Number(number) => Some(*number),
        _ => None,
    }
}

/// What a value should have been: the sentences of our own readers, of clap's bounds and of the standard library.
fn wanted(english: &str) -> Option<String> {
    if let Some((value, bounds)) = english.split_once(" is not in ") {
        return value.parse::<i128>().ok().and_then(|_| within(bounds));
    }
    if let Some(rest) = english.strip_prefix("should be a date such as ") {
        return Some(format!("{} のような日付を指定してください", rest.replace(" or ", " か ")));
    }
    if let Some(rest) = english.strip_prefix("should be an instant such as ") {
        return Some(format!("{rest} のような日時を指定してください"));
    }
    if let Some(rest) = english.strip_prefix("should be one of ") {
        let (all, near) = match rest.strip_suffix('?').and_then(|rest| rest.split_once("; did you mean ")) {
            Some((all, near)) => (all, format!("{} ではありませんか。", explained(near))),
            None => (rest, String::new()),
        };
        let all: Vec<String> = all.split(", ").map(explained).collect();
        return Some(format!("{near}指定できる値: {}", all.join("、")));
    }
    if let Some((from, to)) =
        english.strip_prefix("should be a whole number from ").and_then(|rest| rest.split_once(" to "))
    {
        return Some(format!("{from}から{to}までの整数を指定してください"));
    }
    if let Some(from) =
        english.strip_prefix("should be a whole number from ").and_then(|rest| rest.strip_suffix(" on"))
    {
        return Some(format!("{from}以上の整数を指定してください"));
    }
    let known = match english {
        "should be a whole number such as 3" => "3 のような半角の整数を指定してください",
        "should have a letter or a digit" => "文字か数字を指定してください",
        "should not be blank" => "空にはできません",
        "should be one line of plain text" => "改行などを含まない1行の文字列を指定してください",
        "should be a SKU: letters A-Z a-z, digits, - and _" => "品番は半角の英数字、-、_ で指定してください",
        "should be days or weeks, 1d to 36500d, such as 90d or 12w" => {
            "90d(日)や12w(週)のように、1dから36500dまでの期間を指定してください"
        }
        "not a positive number" => "番号は半角の数字で指定してください",
        "should be YYYY-MM, such as 2026-07" => "2026-07 のような年月を指定してください",
        "should be YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS (Japan time)" => {
            "2026-07-01 か 2026-07-01T10:00:00 の形(日本時間)で指定してください"
        }
        "cannot parse integer from empty string"
        | "invalid digit found in string"
        | "number too large to fit in target type"
        | "number too small to fit in target type" => "半角の整数を指定してください",
        "cannot parse float from empty string" | "invalid float literal" => "半角の数値を指定してください",
        "invalid socket address syntax" => "127.0.0.1:8010 のようなアドレスを指定してください",
        _ => return None,
    };
    Some(known.to_owned())
}

/// `ready(出荷待ち)`
fn explained(word: &str) -> String {
    let message = text::state(word);
    message.map_or_else(|| word.to_owned(), |message| format!("{word}({})", text::text(&message, Lang::Ja)))
}

/// clap's `1..=100`; one that ends with the largest number of its type has no end for people.
fn within(bounds: &str) -> Option<String> {
    let (from, to) = bounds.split_once("..")?;
    Some(match to.strip_prefix('=').and_then(|to| to.parse::<u64>().ok()) {
        Some(to) if to < u32::MAX.into() => format!("{from}から{to}までの整数を指定してください"),
        _ => format!("{from}以上の整数を指定してください"),
    })
}

/// The command that was meant, as far as its words are known.
pub(in crate::cli) fn command_of(args: &[OsString]) -> String {
    let mut root = Cli::command();
    root.build();
    let (mut path, mut command) = (root.get_name().to_owned(), &root);
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next().filter(|word| *word != "--" && *word != "help") {
        if let Some(below) = command.find_subcommand(&*word) {
            command = below;
            path = format!("{path} {}", below.get_name());
        } else if takes_value(command, &word) {
            words.next();
        }
    }
    path
}

/// Whether the word behind this one is its value.
fn takes_value(command: &Command, word: &str) -> bool {
    let name = word.strip_prefix("--");
    let mut options = command.get_arguments().filter(|arg| name.is_some() && arg.get_long() == name);
    options.any(|arg| arg.get_action().takes_values())
}
