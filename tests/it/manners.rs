//! Help with examples, completions, manual pages.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use clap::Parser;
use qoo10_bridge::cli::Cli;
use qoo10_bridge::domain::{carriers, tracking};
use qoo10_bridge::vocabulary::Lang;

use crate::docs::commands;
use crate::support::{Shop, finish, row};

fn all_commands() -> BTreeMap<String, clap::Command> {
    let mut all = BTreeMap::new();
    commands(&qoo10_bridge::cli::build_command(Lang::En), "", &mut all);
    assert!(all.len() > 40, "{} commands", all.len());
    all
}

#[test]
fn every_command_has_examples_that_can_be_run() {
    for (path, command) in all_commands() {
        let text = command.get_after_help().unwrap_or_else(|| panic!("{path}: no examples in cli.ftl"));
        let text = text.to_string();
        let lines: Vec<&str> =
            text.strip_prefix("Examples:\n").unwrap_or_else(|| panic!("{path}")).lines().collect();
        assert!(!lines.is_empty(), "{path}");
        for line in lines {
            assert!(line.chars().count() <= 100, "{line}");
            let example = line.trim_start().split("   ").next().unwrap();
            let mut words = example.split(' ');
            let is_its_own = path.split(' ').all(|word| words.any(|w| w == word));
            assert!(example.starts_with("qoo10-bridge ") && is_its_own, "{path}: {example}");
            // As a shell reads it: what it would replace stands in quotes.
            let is_plain = |word: &str| {
                !word.contains(['*', '?', '$', '&', ';', '|', '<', '>', '(', ')', '`', '!', '"'])
            };
            let words = example.split_whitespace().map(|word| {
                let inner = word.strip_prefix('\'').and_then(|word| word.strip_suffix('\''));
                assert!(inner.is_some() || is_plain(word), "{example}");
                inner.unwrap_or(word)
            });
            let parsed = Cli::try_parse_from(words);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }
}

#[test]
fn tracking_numbers_in_examples_pass_the_check_of_their_delivery_company() {
    let mut checked = 0;
    for (path, command) in all_commands() {
        let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in text.lines() {
            let behind = |option| line.split_whitespace().skip_while(move |word| *word != option).nth(1);
            let (Some(company), Some(number)) = (behind("--carrier"), behind("--tracking")) else { continue };
            let number = tracking::check_number(number, carriers::find_rule(company)).unwrap();
            assert!(number.violation.is_none() && !number.zero_restored, "{path}: {line}: {number:?}");
            assert_ne!(carriers::find_rule(company), tracking::NumberRule::Free, "{line}");
            checked += 1;
        }
    }
    assert_eq!(checked, 3);
}

#[test]
fn help_shows_the_examples_and_a_slip_is_answered_with_what_was_meant() {
    let shop = Shop::new();
    for help in [&["push-shipments", "--help"][..], &["help", "push-shipments"], &["push-shipments", "-h"]] {
        assert!(shop.run(help).expect(0).stdout.contains("qoo10-bridge push-shipments --since 2026-07-01"));
    }
    shop.run(&["imprt"]).expect(2).says(&["did you mean import, report?"]);
    shop.run(&["import", "--dryrun"]).expect(2).says(&["did you mean --dry-run?"]);
}

#[test]
fn help_and_slips_are_japanese_under_a_japanese_locale_or_on_demand() {
    let mut shop = Shop::new();
    let mut at_first = Vec::new();
    for (locale, lang) in
        [("ja_JP.UTF-8", None), ("C.UTF-8", Some("ja")), ("C.UTF-8", None), ("ja_JP.UTF-8", Some("en"))]
    {
        shop.env.insert("LANG".into(), locale.into());
        let run = |args: &[&str]| {
            let lang = lang.map(|lang| format!("--lang={lang}"));
            shop.run(&lang.as_deref().into_iter().chain(args.iter().copied()).collect::<Vec<_>>())
        };
        let (help, slip) = (run(&["import", "--help"]).expect(0), run(&["imprt"]).expect(2));
        let told = [help.stdout, help.stderr, slip.stdout, slip.stderr];
        at_first.push(told.clone());
        let is_japanese = at_first.len() <= 2;
        assert_eq!(told, at_first[if is_japanese { 0 } else { 2 }], "{locale} {lang:?}");
        assert!(told[1].is_empty() && told[2].is_empty(), "{told:#?}");
        assert_eq!(told[0].contains("\n使い方: qoo10-bridge import [オプション]\n"), is_japanese);
        assert_eq!(
            run(&["--version"]).expect(0).stdout,
            format!("qoo10-bridge {}\n", env!("CARGO_PKG_VERSION"))
        );
        let error = if is_japanese {
            "エラー: 「imprt」というコマンドはありません。import、report ではありませんか\n対処: 詳しくは `qoo10-bridge --help` をご覧ください\n"
        } else {
            "error: unrecognized subcommand 'imprt'; did you mean import, report?\nnext: `qoo10-bridge \
                --help` says how it is used\n"
        };
        assert_eq!(told[3], error);
        assert!(run(&["man"]).expect(0).stdout.contains("Fetch unpaid and new orders"), "pages stay English");
    }
}

/// What a command says without a configuration, and without making a file.
fn said(args: &[&str]) -> String {
    let shop = Shop::new();
    let mut command = shop.bare_command();
    command.args(["--config", "missing.toml"]).args(args);
    let run = finish(command, args).expect(0);
    assert!(!shop.path("demo.db").exists() && run.stderr.is_empty(), "{run:#?}");
    run.stdout
}

#[test]
fn completions_know_every_command() {
    for (shell, mark) in
        [("bash", "complete -F"), ("zsh", "#compdef qoo10-bridge"), ("fish", "complete -c qoo10-bridge")]
    {
        let text = said(&["completions", shell]);
        assert!(text.contains(mark), "{shell}");
        for word in all_commands().keys().flat_map(|path| path.split(' ')) {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    Shop::new().run(&["completions", "powershell"]).expect(2).says(&["bash"]);
}

#[test]
fn completions_know_the_words_of_states_and_the_delivery_companies() {
    for shell in ["bash", "zsh", "fish"] {
        let text = said(&["completions", shell]);
        for word in ["on_hold", "inspected", "awaiting_print", "auth_failed", "佐川急便", "クロネコDM便"]
        {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let set = |args: &[&str]| shop.run(&[&["orders", "set", "412345678"], args].concat()).expect(0);
    set(&["--status", "出荷作業中", "--api-status", "印刷済み", "--payment-status", "入金済み"]);
    let ship = ["orders", "ship", "412345678", "--carrier", "うちの便", "--tracking", "1234567890"];
    shop.run(&ship).expect(0);
}

#[test]
fn own_options_stand_before_those_of_every_command() {
    for lang in ["en", "ja"] {
        for path in ["import", "orders list", "log", "purge", "sandbox new-order"] {
            let args: Vec<&str> = path.split(' ').chain(["--help", "--lang", lang]).collect();
            let text = said(&args);
            let own = text.rfind("--config").into_iter();
            let last_own =
                ["--dry-run", "--newest", "--limit", "--qty"].iter().filter_map(|own| text.find(own)).max();
            assert!(own.max() > last_own && last_own.is_some(), "{text}");
            assert!(text.rfind("--help") > text.rfind("--quiet"), "{text}");
        }
    }
}

#[test]
fn manual_pages_say_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man1");
    let out = out.to_str().unwrap();
    let pages = || std::fs::read_dir(out).unwrap().count();
    let text = said(&["man", "--out", out]);
    assert_eq!(text, format!("man: {} pages in {out}\n", pages()));
    assert!(pages() > 55);
    assert_eq!(
        said(&["man", "--out", out, "--lang", "ja"]),
        format!("man: {out} に{}ページを書き込みました\n", pages())
    );
    assert_eq!(said(&["man", "--out", out, "--quiet"]), "");
}

#[test]
fn a_slip_in_english_names_the_command_that_explains_it_and_shows_nothing_raw() {
    let shop = Shop::new();
    for (args, next) in [
        (&["import", "--dryrun"][..], "\nnext: `qoo10-bridge import --help` says how it is used\n"),
        (
            &["orders", "show", "a\u{1b}[31m\nb"],
            "\nnext: `qoo10-bridge orders show --help` says how it is used\n",
        ),
        (&["log", "--outcome", "\u{1b}]0;x\u{7}"], "\nnext: `qoo10-bridge log --help`"),
        (&["\u{9b}31m"], "\nnext: `qoo10-bridge --help`"),
        (&["--config", "no\u{1b}[31m.toml", "status"], "next:"),
        (&["backup", "no\u{1b}[31m/such.db"], "next:"),
        (&["stock", "load", "no\u{1b}[31m.csv"], "next:"),
    ] {
        // Every run is searched for raw escapes.
        let run = shop.run(args).expect(2);
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(next), "{run:#?}");
        assert!(!run.all().chars().any(|c| c.is_control() && c != '\n'), "{run:#?}");
    }
}

#[test]
fn bash_completes_with_them() {
    let text = said(&["completions", "bash"]);
    let function = text.split("complete -F ").nth(1).unwrap().split(' ').next().unwrap();
    let ask = format!(
        "COMP_WORDS=(qoo10-bridge push-sh); COMP_CWORD=1; {function} qoo10-bridge push-sh qoo10-bridge; \
            echo \"${{COMPREPLY[@]}}\""
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-s"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = bash.spawn().unwrap();
    let script = format!("{text}\n{ask}\n");
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "push-shipments", "{output:?}");
}

#[test]
fn every_command_has_a_manual_page() {
    let page = said(&["man"]);
    assert!(page.contains(".TH qoo10\\-bridge 1") || page.contains(".TH qoo10-bridge 1"), "{}", &page[..300]);
    assert!(page.contains("Exit codes"), "{page}");
    let shop = Shop::new();
    let run = shop.run(&["man", "--out", "share/man1"]).expect(0);
    assert!(run.stderr.is_empty() && run.stdout.lines().count() == 1, "{run:#?}");
    for path in all_commands().keys() {
        let name = format!("share/man1/qoo10-bridge-{}.1", path.replace(' ', "-"));
        let page = fs::read_to_string(shop.path(&name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(page.contains("Examples:"), "{name}");
    }
    assert_eq!(fs::read_to_string(shop.path("share/man1/qoo10-bridge.1")).unwrap(), page);
    fs::write(shop.path("file"), "").unwrap();
    shop.run(&["man", "--out", "file"]).expect(2).says(&["file"]);
}

#[test]
fn numbers_are_asked_for_in_words() {
    let shop = Shop::new();
    let number = "should be a whole number such as 3";
    for (args, wanted) in [
        (&["late", "--within-days", "one"][..], number),
        (&["sandbox", "new-order", "--qty", "ten"], number),
        (&["import", "--limit", "many"], number),
        (&["import", "--limit", "0"], "should be a whole number from 1 on"),
        (&["import", "--wait", "x"], number),
        (
            &["orders", "add-line", "1", "--sku", "A", "--qty", "0"],
            "should be a whole number from 1 to 1000000",
        ),
        (&["sandbox", "fault", "seed", "1", "--percent", "101"], "should be a whole number from 0 to 100"),
    ] {
        shop.run(args).expect(2).says(&[wanted]);
    }
}

#[test]
fn dates_are_taken_as_staff_write_them() {
    let shop = Shop::with_rows(vec![crate::support::row()]);
    for date in ["2026-07-01", "2026-7-1", "2026/7/1"] {
        shop.run(&["push-shipments", "--date", date]).expect(0);
        shop.run(&["push-shipments", "--since", date]).expect(0);
        shop.run(&["import", "--from", date, "--to", date]).expect(0);
        shop.run(&["log", "--since", date, "--until", date]).expect(0);
    }
    shop.run(&["push-shipments", "--date", "7/1"])
        .expect(2)
        .says(&["should be a date such as 2026-07-01 or 2026/7/1"]);
}

#[test]
fn the_practice_shop_says_what_was_meant() {
    let shop = Shop::new();
    shop.run(&["sandbox", "reset"]).expect(0);
    let order = |lang: &str, more: &[&str]| {
        let all: Vec<&str> = ["--lang", lang, "sandbox", "new-order"].iter().chain(more).copied().collect();
        shop.run(&all).expect(2)
    };
    order("en", &["--item", "CUP-1"]).says(&["there is no item \"CUP-1\"\nnext: did you mean CUP-01?"]);
    order("ja", &["--item", "CUP-1"]).says(&["対処: CUP-01ではありませんか"]);
    order("en", &["--item", "NOTHING-LIKE-IT"]).says(&["next: `qoo10-bridge sandbox list` shows the items"]);
    order("en", &["--item", "TS-001", "--option", "-W-M2"]).says(&["next: did you mean -W-M?"]);
    order("en", &["--item", "CUP-01", "--option", "X"]).says(&["next: it has no options"]);
    order("en", &["--item", "CUP-01", "--qty", "99999"])
        .says(&["next: `qoo10-bridge sandbox list` shows how many"]);
    shop.run(&["sandbox", "pay", "99"]).expect(2).says(&["next: `qoo10-bridge sandbox list` shows"]);
    shop.run(&["sandbox", "item", "CUP-1", "stop"]).expect(2).says(&["next: did you mean CUP-01?"]);
    shop.run(&["sandbox", "item", "CUP-01", "stop"]).expect(0);
    order("en", &["--item", "CUP-01"]).says(&["next: `qoo10-bridge sandbox item CUP-01 resume`"]);
}
