//! Every command and argument is worded in every language; Japanese pages keep to 80 columns.

use std::collections::BTreeSet;

use clap::{Arg, Command, Parser};

use super::help_texts::HelpTexts;
use super::{ArgsError, Cli, detect_lang, help, page, parse_args, usage};
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::text::wrap::width;
use crate::vocabulary::Lang;

/// Every command with its words, `help` apart.
fn all(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
    found.push((path.to_owned(), command.clone()));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        all(below, format!("{path} {}", below.get_name()).trim(), found);
    }
}

fn commands(lang: Lang) -> Vec<(String, Command)> {
    let (mut root, mut found) = (help::build_command(lang), Vec::new());
    root.build();
    all(&root, "", &mut found);
    assert!(found.len() > 55, "{} commands", found.len());
    found
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('ぁ'..='ヿ').contains(&c) || ('一'..='鿿').contains(&c))
}

fn words_of(path: &str) -> HelpTexts {
    HelpTexts { path: path.to_owned(), lang: Lang::Ja }
}

/// Everything of every command that has a text: the ids of `cli.ftl`, as they are looked for first.
fn wanted() -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for (path, command) in commands(Lang::En) {
        let path = if path.is_empty() { "program".to_owned() } else { path.replace(' ', "_") };
        wanted.extend(["", ".long", ".examples", ".after"].map(|of| format!("cli-{path}{of}")));
        for arg in command.get_arguments() {
            let arg_id = format!("{path}--{}", arg.get_id());
            let values = arg.get_possible_values().into_iter();
            wanted.extend(values.map(|value| format!("cli-{arg_id}.{}", value.get_name())));
            wanted.insert(format!("cli-{arg_id}"));
        }
    }
    wanted
}

#[test]
fn every_command_and_argument_has_a_text_in_every_language_and_no_text_is_left_over() {
    for (path, command) in commands(Lang::Ja) {
        let words = words_of(&path);
        let mut texts = vec![words.get_text("").unwrap_or_default()];
        texts.extend(
            words
                .get_text(".examples")
                .or(words.get_text(".after"))
                .or((command.has_subcommands()).then(|| texts[0].clone())),
        );
        assert_eq!(texts.len(), 2, "{path}: nothing at the end");
        for arg in command.get_arguments() {
            let text = words.find_arg_text(arg.get_id().as_str(), "");
            texts.push(text.unwrap_or_else(|| panic!("{path:?} {}: no text in cli.ftl", arg.get_id())));
        }
        assert!(texts.iter().all(|text| !text.ends_with('。')), "{path}: {texts:?}");
        let is_example = |text: &&String| text.starts_with("qoo10-bridge");
        assert!(
            texts.iter().filter(|text| !is_example(text)).all(|text| is_japanese(text)),
            "{path}: {texts:?}"
        );
    }
    let wanted = wanted();
    let behind = |id: &str| id.split_once("--").map(|(_, arg)| arg.to_owned());
    let args: BTreeSet<_> = wanted.iter().filter_map(|id| behind(id)).collect();
    let source = include_str!("../text/en/cli.ftl");
    let mut last = String::new();
    for line in source.lines().filter(|line| line.contains(" =") && !line.starts_with("        ")) {
        let name = line.split(" =").next().unwrap().trim();
        match name.starts_with('.') {
            true => assert!(is_wanted(&format!("{last}{name}"), &wanted, &args), "nothing has {last}{name}"),
            false => {
                last = name.to_owned();
                assert!(is_wanted(name, &wanted, &args), "nothing has the text {name}");
            }
        }
    }
}

fn is_wanted(id: &str, wanted: &BTreeSet<String>, args: &BTreeSet<String>) -> bool {
    match id.strip_prefix("cli-any--") {
        Some(arg) => args.contains(arg),
        None => wanted.contains(id) || id.starts_with("cli-page--"),
    }
}

/// The page that these arguments print.
fn page(args: &[&str]) -> String {
    match parse_args(&words(args), Lang::Ja) {
        Err(ArgsError::Clap(error)) => error.to_string(),
        other => panic!("{args:?}: {other:?}"),
    }
}

fn words(args: &[&str]) -> Vec<std::ffi::OsString> {
    ["qoo10-bridge"].iter().chain(args).map(Into::into).collect()
}

#[test]
fn every_page_is_japanese_and_fits_80_columns() {
    let pages = help::build_command(Lang::Ja);
    for (path, command) in commands(Lang::Ja) {
        let path: Vec<&str> = path.split(' ').filter(|word| !word.is_empty()).collect();
        let args = words(&[&path[..], &["--help"]].concat());
        let page = pages.clone().try_get_matches_from(args).unwrap_err().to_string();
        for heading in ["使い方: qoo10-bridge", "\nオプション:\n"] {
            assert!(page.contains(heading), "{page}");
        }
        assert_eq!(page.contains("\nコマンド:\n"), command.has_subcommands(), "{page}");
        assert_eq!(page.contains("\n引数:\n"), command.get_positionals().next().is_some(), "{page}");
        for line in page.lines() {
            assert!(width(line) <= 80, "{} columns: {line}", width(line));
            let is_typed =
                ["使い方: ", "  qoo10-bridge", "    --"].iter().any(|typed| line.starts_with(typed));
            let is_english = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
            let line: Vec<&str> = line.split_whitespace().collect();
            let english = line.windows(3).find(|three| three.iter().all(|word| is_english(word)));
            assert!(is_typed || english.is_none(), "{english:?}\n{page}");
        }
        for left in ["Usage", "Options", "Commands", "[default", "[env", "possible", "Print", "Examples"] {
            assert!(!page.contains(left), "{left}\n{page}");
        }
        for arg in command.get_arguments() {
            assert!(page.contains(&arg.to_string()), "{arg}\n{page}");
        }
    }
}

#[test]
fn a_page_is_the_same_however_it_is_asked_for() {
    let shown = page(&["orders", "set", "--help"]);
    for args in [&["help", "orders", "set"][..], &["orders", "help", "set"], &["orders", "set", "-h"]] {
        assert_eq!(page(args), shown);
    }
    assert_eq!(page(&["orders"]), page(&["orders", "--help"]));
    assert_eq!(page(&[]), page(&["--help"]));
}

#[test]
fn the_words_of_an_orders_states_are_explained_where_they_are_typed() {
    let said = |path, id| words_of(path).find_arg_text(id, "").unwrap();
    let statuses = Status::ALL.iter().map(|one| (one.as_str(), localize(&one.message(), Lang::Ja)));
    for (word, ja) in statuses {
        for path in ["orders set", "orders list"] {
            assert!(said(path, "status").contains(&format!("{word}({ja})")), "{path}: {word}");
        }
    }
    for one in ApiStatus::ALL {
        assert!(
            said("orders set", "api_status")
                .contains(&format!("{one}({})", localize(&one.message(), Lang::Ja))),
            "{one}"
        );
    }
    for one in PaymentStatus::ALL {
        assert!(
            said("orders set", "payment_status")
                .contains(&format!("{one}({})", localize(&one.message(), Lang::Ja))),
            "{one}"
        );
    }
}

#[test]
fn examples_are_the_same_commands_in_every_language_and_those_with_a_comment() {
    let mut shown = 0;
    for (path, _) in commands(Lang::Ja) {
        let of = |lang| HelpTexts { path: path.clone(), lang }.get_text(".examples").unwrap_or_default();
        let typed = |text: &str| -> Vec<_> {
            text.lines()
                .map(|line| page::split_comment(line))
                .map(|(c, said)| (c.to_owned(), said.is_some()))
                .collect()
        };
        assert_eq!(typed(&of(Lang::En)), typed(&of(Lang::Ja)), "{path}");
        shown += typed(&of(Lang::Ja)).len();
    }
    assert!(shown > 90, "{shown}");
}

/// The sentence and the hint for these arguments.
fn wrong_in(args: &[&str], lang: Lang) -> (String, String) {
    match parse_args(&words(args), lang) {
        Err(ArgsError::Usage { message, next }) => (localize(&message, lang), localize(&next, lang)),
        other => panic!("{args:?}: {other:?}"),
    }
}

fn wrong(args: &[&str]) -> (String, String) {
    wrong_in(args, Lang::Ja)
}

#[test]
fn slips_are_answered_in_japanese() {
    for (args, message) in [
        (&["imprt"][..], "「imprt」というコマンドはありません。import、report ではありませんか"),
        (&["orders", "hlod"], "「hlod」というコマンドはありません。hold ではありませんか"),
        (&["help", "nonsense"], "「nonsense」というコマンドはありません"),
        (&["import", "--dryrun"], "「--dryrun」というオプションはありません。--dry-run ではありませんか"),
        (&["doctor", "--zzzzzz"], "「--zzzzzz」というオプションはありません"),
        (&["doctor", "now"], "「now」という引数はありません"),
        (
            &["--dry-run", "import"],
            "「--dry-run」というオプションはありません。import --dry-run ではありませんか",
        ),
        (
            &["--lang", "ja", "--dryrun", "import"],
            "「--dryrun」というオプションはありません。import --dry-run ではありませんか",
        ),
        (&["orders", "show", "-x"], "「-x」というオプションはありません"),
        (
            &["orders", "ship", "1", "--shipped-on", "2026-07-01"],
            "「--shipped-on」というオプションはありません",
        ),
        (&["--", "import"], "「import」という引数はありません。コマンドの前の「--」を外してください"),
        (&["import", "--json=1"], "--json に余分な値「1」があります"),
        (
            &["orders", "show", "a\u{1b}[31m"],
            "<CODE> に「a·[31m」は指定できません。番号は半角の数字で指定してください",
        ),
        (&["report"], "次の指定が必要です: --html <FILE>"),
        (&["import", "--from", "2026-07-01"], "次の指定が必要です: --to <T>"),
        (&["orders", "ship"], "次の指定が必要です: --tracking <T>、<CODE>"),
        (&["--lang", "fr", "status"], "--lang <LANG> に「fr」は指定できません。指定できる値: en、ja"),
        (
            &["import", "--force", "mass-zer"],
            "--force <BRAKE> に「mass-zer」は指定できません。mass-zero ではありませんか。指定できる値: mass-zero、shrunken-list",
        ),
        (&["status", "--metrics-file"], "--metrics-file <FILE> には値が必要です"),
        (
            &["orders", "hold", "1", "--reason", " "],
            "--reason <TEXT> に「 」は指定できません。空にはできません",
        ),
        (
            &["push-shipments", "--date", "7/1"],
            "--date <DAY> に「7/1」は指定できません。2026-07-01 か 2026/7/1 のような日付を指定してください",
        ),
        (&["import", "--limit", "0"], "--limit <N> に「0」は指定できません。1以上の整数を指定してください"),
        (
            &["orders", "list", "--status", "redy"],
            "--status <STATUS> に「redy」は指定できません。ready(出荷待ち) ではありませんか。指定できる値: \
                on_hold(保留)、backordered(入荷待ち)、ready(出荷待ち)、preparing(出荷準備中)、\
                working(出荷作業中)、inspected(出荷検品済み)、shipped(出荷済み)、cancelled(キャンセル)",
        ),
        (
            &["orders", "set", "1", "--api-status", "x"],
            "--api-status <STATUS> に「x」は指定できません。指定できる値: awaiting_print(印刷待ち)、printed(印刷済み)、shipped(出荷済み)",
        ),
        (
            &["push-shipments", "--date", "2026-07-01", "--since", "2026-07-01"],
            "--date <DAY> と --since <DAY> は同時に指定できません",
        ),
        (&["import", "--wait", "1", "--wait", "2"], "--wait <SECONDS> は1回だけ指定できます"),
    ] {
        let (told, hint) = wrong(args);
        assert_eq!(told, message, "{args:?}");
        let help =
            hint.strip_prefix("詳しくは `qoo10-bridge").unwrap().strip_suffix("` をご覧ください").unwrap();
        let help: Vec<&str> = help.split_whitespace().collect();
        assert!(page(&help).contains("使い方: "), "{hint}");
    }
    assert!(wrong(&["--json"]).0.starts_with("qoo10-bridge の後にコマンドを指定してください: import、"));
}

#[test]
fn the_hint_names_the_command_that_was_meant() {
    for (args, command) in [
        (&["imprt"][..], "qoo10-bridge"),
        (
            &["--config", "import", "orders", "--quiet", "set", "1", "--status", "list"],
            "qoo10-bridge orders set",
        ),
        (&["--config=x", "sandbox", "fault", "add"], "qoo10-bridge sandbox fault add"),
        (&["import", "--", "orders"], "qoo10-bridge import"),
        (&["help", "nonsense"], "qoo10-bridge"),
    ] {
        assert_eq!(usage::find_command_path(&words(args)), command, "{args:?}");
    }
}

#[test]
fn every_refused_value_is_told_what_it_should_have_been() {
    let mut refused = 0;
    let bad = ["", " ", "x", "-1", "0", "101", "99999999999999999999", "a\nb"];
    for (path, command) in commands(Lang::Ja) {
        let is_own = |arg: &&Arg| !arg.is_global_set() || path.is_empty();
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()).filter(is_own) {
            for value in bad {
                let mut args: Vec<&str> = path.split(' ').filter(|word| !word.is_empty()).collect();
                let option = arg.get_long().map(|long| format!("--{long}={value}"));
                args.extend(option.as_deref().or(Some(value)));
                if let Err(error) = Cli::try_parse_from(words(&args)) {
                    let message = localize(&usage::explain_error(&error, &words(&args)), Lang::Ja);
                    assert!(is_japanese(&message) && !message.contains('\n'), "{args:?}: {message}");
                    let is_validated = error.kind() == clap::error::ErrorKind::ValueValidation;
                    assert!(!is_validated || message.contains("。"), "{args:?}: {message}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 200, "{refused}");
}

#[test]
fn slips_are_answered_in_english_with_the_command_that_explains_it() {
    for (args, said, command) in [
        (&["imprt"][..], "unrecognized subcommand 'imprt'", "qoo10-bridge"),
        (&["import", "--dryrun"], "; did you mean --dry-run?", "qoo10-bridge import"),
        (&["orders", "hold", "1"], "--reason <TEXT>", "qoo10-bridge orders hold"),
        (&["log", "--outcome", "fail"], "; did you mean failed?", "qoo10-bridge log"),
        (&["--json"], "requires a subcommand", "qoo10-bridge"),
    ] {
        let (message, hint) = wrong_in(args, Lang::En);
        assert!(message.contains(said) && !message.starts_with("error"), "{message}");
        assert!(!message.contains("For more information"), "{message}");
        assert_eq!(hint, format!("`{command} --help` says how it is used"), "{args:?}");
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
        let (message, _) = wrong_in(args, Lang::En);
        let harmful = message.lines().any(|line| sanitize(line) != line);
        assert!(!harmful && !message.lines().any(|line| line.starts_with("next:")), "{args:?}: {message:?}");
        assert!(message.contains("a·["), "{message:?}");
    }
}

#[test]
fn the_language_is_found_among_arguments_that_may_be_wrong() {
    for (args, lang) in [
        (&["--lang", "ja"][..], Some(Lang::Ja)),
        (&["imprt", "--lang=en"], Some(Lang::En)),
        (&["import", "--lang", "fr"], None),
        (&["import", "--", "--lang", "ja"], None),
        (&["import", "--lang"], None),
    ] {
        assert_eq!(detect_lang(&words(args)), lang, "{args:?}");
    }
}
