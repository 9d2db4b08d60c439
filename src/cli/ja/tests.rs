//! Every command and argument speaks Japanese, on pages of 80 columns.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory, Parser};

use super::{examples, help, refusal, texts};
use crate::cli::{Answer, Cli, asked_lang, read};
use crate::domain::lang::Lang;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::text::text;

/// Every command with its words, `help` apart.
fn all(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
    found.push((path.to_owned(), command.clone()));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        all(below, &texts::below(path, below.get_name()), found);
    }
}

fn commands() -> Vec<(String, Command)> {
    let (mut root, mut found) = (Cli::command(), Vec::new());
    root.build();
    all(&root, "", &mut found);
    assert!(found.len() > 55, "{} commands", found.len());
    found
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('ぁ'..='ヿ').contains(&c) || ('一'..='鿿').contains(&c))
}

/// What needs a text: each as the path and id of its row.
fn wanted() -> BTreeSet<(String, String)> {
    let mut wanted = BTreeSet::new();
    for (path, command) in commands() {
        let mut want = |id: &str| wanted.insert((path.clone(), id.to_owned()));
        want(texts::ABOUT);
        if command.get_long_about().is_some_and(|long| Some(long) != command.get_about()) {
            want(texts::LONG);
        }
        if command.get_after_help().is_some_and(|after| !after.to_string().starts_with("Examples:\n")) {
            want(texts::AFTER);
        }
        if command.has_subcommands() {
            want(texts::HELP_COMMAND);
        }
        for arg in command.get_arguments() {
            want(arg.get_id().as_str());
            for value in arg.get_possible_values() {
                if value.get_help().is_some_and(|help| help.to_string() != value.get_name()) {
                    want(&format!("{}={}", arg.get_id(), value.get_name()));
                }
            }
        }
    }
    wanted
}

#[test]
fn every_command_and_argument_has_a_japanese_text_and_no_text_is_left_over() {
    let wanted = wanted();
    for (path, id) in &wanted {
        let text = texts::of(path, id).unwrap_or_else(|| panic!("{path:?} {id}: no text in cli/ja/texts.rs"));
        assert!(is_japanese(text), "{path:?} {id}: {text}");
    }
    for (path, id, text) in texts::rows() {
        let is_used = match *path {
            texts::EVERYWHERE => wanted.iter().any(|(_, wanted)| wanted == id),
            path => wanted.contains(&(path.to_owned(), (*id).to_owned())),
        };
        assert!(is_used, "{path:?} {id}: nothing has this text: {text}");
        assert!(!text.ends_with('。') || *id == texts::LONG, "{text}");
    }
    let keys: BTreeSet<_> = texts::rows().map(|(path, id, _)| (path, id)).collect();
    assert_eq!(keys.len(), texts::rows().count(), "a text stands there twice");
}

#[test]
fn every_comment_of_an_example_has_its_japanese() {
    let mut commented = BTreeSet::new();
    for (path, command) in commands() {
        let Some(after) = command.get_after_help().map(ToString::to_string) else { continue };
        let lines = after.lines().filter(|line| line.starts_with("  "));
        let count = lines.filter(|line| examples::commented(line).1.is_some()).count();
        let comments = examples::COMMENTS.iter().find(|(of, _)| *of == path).map_or(&[][..], |(_, c)| c);
        assert_eq!(comments.len(), count, "{path}: comments in cli/ja/examples.rs");
        assert!(comments.iter().all(|comment| is_japanese(comment)), "{path}");
        commented.extend(Some(path).filter(|_| count > 0));
    }
    let told: BTreeSet<String> = examples::COMMENTS.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(told, commented);
}

/// The page that these arguments print.
fn page(args: &[&str]) -> String {
    match read(&words(args), Lang::Ja) {
        Err(Answer::Clap(error)) => error.to_string(),
        other => panic!("{args:?}: {other:?}"),
    }
}

fn words(args: &[&str]) -> Vec<std::ffi::OsString> {
    ["qoo10-bridge"].iter().chain(args).map(Into::into).collect()
}

#[test]
fn every_page_is_japanese_and_fits_80_columns() {
    let pages = help::command();
    for (path, command) in commands() {
        let path: Vec<&str> = path.split(' ').filter(|word| !word.is_empty()).collect();
        let args = words(&[&path[..], &["--help"]].concat());
        let page = pages.clone().try_get_matches_from(args).unwrap_err().to_string();
        for heading in ["使い方: qoo10-bridge", "\nオプション:\n"] {
            assert!(page.contains(heading), "{page}");
        }
        assert_eq!(page.contains("\nコマンド:\n"), command.has_subcommands(), "{page}");
        assert_eq!(page.contains("\n引数:\n"), command.get_positionals().next().is_some(), "{page}");
        for line in page.lines() {
            assert!(help::width(line) <= 80, "{} columns: {line}", help::width(line));
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
    let said = |path, id| texts::of(path, id).unwrap();
    let statuses = Status::ALL.iter().map(|one| (one.as_str(), text(&one.message(), Lang::Ja)));
    for (word, ja) in statuses {
        for path in ["orders set", "orders list"] {
            assert!(said(path, "status").contains(&format!("{word}({ja})")), "{path}: {word}");
        }
    }
    for one in ApiStatus::ALL {
        assert!(
            said("orders set", "api_status").contains(&format!("{one}({})", text(&one.message(), Lang::Ja))),
            "{one}"
        );
    }
    for one in PaymentStatus::ALL {
        assert!(
            said("orders set", "payment_status")
                .contains(&format!("{one}({})", text(&one.message(), Lang::Ja))),
            "{one}"
        );
    }
}

#[test]
fn examples_in_japanese_are_the_same_commands() {
    let typed = |text: &str| -> Vec<String> {
        let whole = text.replace(" \\\n   ", "");
        let lines = whole.lines().filter(|line| line.starts_with("  qoo10-bridge"));
        lines.map(|line| examples::commented(line).0.to_owned()).collect()
    };
    for (path, command) in commands() {
        let Some(after) = command.get_after_help().map(ToString::to_string) else { continue };
        assert_eq!(typed(&examples::of(&path, &after).unwrap_or_default()), typed(&after), "{path}");
    }
}

/// The sentence and the hint for these arguments.
fn wrong(args: &[&str]) -> (String, String) {
    match read(&words(args), Lang::Ja) {
        Err(Answer::Wrong { lang: Lang::Ja, message, hint }) => (message, hint),
        other => panic!("{args:?}: {other:?}"),
    }
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
        (&["orders", "ship"], "次の指定が必要です: --carrier <C>、--tracking <T>、<CODE>"),
        (&["--lang", "fr", "status"], "--lang <LANG> に「fr」は指定できません。指定できる値: ja、en"),
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
            "--status <STATUS> に「redy」は指定できません。ready(出荷待ち) ではありませんか。指定できる値: on_hold(保留)、backordered(入荷待ち)、ready(出荷待ち)、preparing(出荷準備中)、working(出荷作業中)、inspected(出荷検品済み)、shipped(出荷済み)、cancelled(キャンセル)",
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
            hint.strip_prefix("詳しくは qoo10-bridge").unwrap().strip_suffix(" をご覧ください").unwrap();
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
        assert_eq!(refusal::command_of(&words(args)), command, "{args:?}");
    }
}

#[test]
fn lines_are_broken_where_japanese_may_be() {
    let line = "あ".repeat(39);
    for (text, broken) in [
        (format!("{line}い、う"), format!("{line}\nい、う")),
        (format!("{line}「い」"), format!("{line}\n「い」")),
        (format!("{line} word and more"), format!("{line}\nword and more")),
        (format!("{line}[初期値: 1]"), format!("{line}\n[初期値: 1]")),
        (format!("{line}い"), format!("{line}い")),
    ] {
        assert_eq!(help::wrapped(&text, 0), broken);
    }
}

#[test]
fn no_value_is_refused_in_english() {
    let mut refused = 0;
    let bad = ["", " ", "x", "-1", "0", "101", "99999999999999999999", "a\nb"];
    for (path, command) in commands() {
        let is_own = |arg: &&Arg| !arg.is_global_set() || path.is_empty();
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()).filter(is_own) {
            for value in bad {
                let mut args: Vec<&str> = path.split(' ').filter(|word| !word.is_empty()).collect();
                let option = arg.get_long().map(|long| format!("--{long}={value}"));
                args.extend(option.as_deref().or(Some(value)));
                if let Err(error) = Cli::try_parse_from(words(&args)) {
                    let message = refusal::sentence(&error).unwrap_or_else(|| panic!("{args:?}: {error}"));
                    assert!(is_japanese(&message) && !message.contains('\n'), "{message}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 200, "{refused}");
}

#[test]
fn english_help_is_what_clap_says() {
    for args in [&["--help"][..], &["import", "--help"], &["--version"], &[], &["orders"]] {
        let told = read(&words(args), Lang::En).unwrap_err();
        let Answer::Clap(told) = told else { panic!("{args:?}: {told:?}") };
        let own = Cli::try_parse_from(words(args)).unwrap_err();
        assert_eq!((told.to_string(), told.exit_code()), (own.to_string(), own.exit_code()), "{args:?}");
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
        assert_eq!(asked_lang(&words(args)), lang, "{args:?}");
    }
}
