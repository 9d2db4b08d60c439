//! Every screen in the documents is what the program prints; docs/testing.md says how they are written anew.

use std::collections::BTreeSet;
use std::path::Path;

use qoo10_bridge::config::Config;
use qoo10_bridge::domain::order::Status;
use qoo10_bridge::domain::status_machine::is_allowed;

use crate::docs::{every_command, files, rows, section, spans};
use crate::support::fences::fences;
use crate::support::transcript;

/// Documents with screens. Those of one list follow one another on one practice day.
const SESSIONS: &[&[&str]] = &[
    &["README.md"],
    &["docs/ja/README.md", "docs/ja/daily.md"],
    &["docs/commands.md"],
    &["docs/sandbox.md"],
    &["docs/operations.md"],
    &["docs/status-machine.md"],
    &["docs/calendar.md"],
    &["docs/ja/b2cloud.md"],
    &["docs/ja/ehiden3.md"],
    &["docs/ja/yupuri.md"],
    &["docs/ja/clickpost.md"],
    &["docs/going-live.md"],
    &["docs/ja/going-live.md"],
];

/// What else may be fenced: the kind, the document, and the test that reads it.
const FENCED: &[(&str, &str, &str)] = &[
    ("toml", "README.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/config.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/going-live.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/going-live.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/setup.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/b2cloud.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/ehiden3.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/yupuri.md", "docs_screens::configurations_can_be_used"),
    ("toml", "docs/ja/clickpost.md", "docs_screens::configurations_can_be_used"),
    ("crontab", "README.md", "docs::every_command_line_in_the_documents_can_be_parsed"),
    ("crontab", "docs/cron.md", "cron::every_line_does_its_work_and_mails_nothing_when_all_is_well"),
    ("text", "docs/status-machine.md", "docs_screens::the_status_machine_is_drawn_as_it_is"),
];

/// What a line indented by four begins with: such blocks are commands to type, never what they print.
const TYPED: &[&str] = &[
    "qoo10-bridge ",
    "cargo ",
    "pass ",
    "rm ",
    ".ci/run",
    "sudo ",
    "buildah ",
    "podman ",
    "kubectl ",
    "helm ",
    "deploy/",
];

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_five_minutes_of_the_readme_print_what_stands_there() {
    transcript::check(SESSIONS[0]);
}

#[test]
fn the_practice_day_and_the_daily_round_print_what_stands_there() {
    transcript::check(SESSIONS[1]);
}

#[test]
fn every_command_prints_what_stands_there() {
    transcript::check(SESSIONS[2]);
}

#[test]
fn the_practice_qoo10_prints_what_stands_there() {
    transcript::check(SESSIONS[3]);
}

#[test]
fn operations_print_what_stands_there() {
    transcript::check(SESSIONS[4]);
}

#[test]
fn the_status_machine_prints_what_stands_there() {
    transcript::check(SESSIONS[5]);
}

#[test]
fn the_calendar_prints_what_stands_there() {
    transcript::check(SESSIONS[6]);
}

#[test]
fn the_way_by_b2_prints_what_stands_there() {
    transcript::check(SESSIONS[7]);
}

#[test]
fn the_way_by_ehiden3_prints_what_stands_there() {
    transcript::check(SESSIONS[8]);
}

#[test]
fn the_way_by_yupuri_prints_what_stands_there() {
    transcript::check(SESSIONS[9]);
}

#[test]
fn the_way_by_clickpost_prints_what_stands_there() {
    transcript::check(SESSIONS[10]);
}

#[test]
fn the_first_days_print_what_stands_there() {
    transcript::check(SESSIONS[11]);
}

#[test]
fn the_first_days_in_japanese_print_what_stands_there() {
    transcript::check(SESSIONS[12]);
}

/// Documents beside docs/.
const AT_THE_TOP: [&str; 4] = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];

/// Those at the top and everything in docs/, by name.
fn documents() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = files("docs", "md").into_iter().map(|path| path.strip_prefix(root).unwrap().to_owned());
    let names = names.map(|path| path.to_str().unwrap().to_owned());
    AT_THE_TOP.iter().map(ToString::to_string).chain(names).collect()
}

#[test]
fn no_screen_is_without_a_test_that_prints_it() {
    let source = read("tests/it/docs_screens.rs");
    for (at, session) in SESSIONS.iter().enumerate() {
        assert!(source.contains(&format!("transcript::check(SESSIONS[{at}])")), "{session:?}");
    }
    let mut used = BTreeSet::new();
    for document in documents() {
        let text = read(&document);
        let mut fenced = BTreeSet::new();
        for fence in fences(&text) {
            let place = format!("{document}:{}", fence.lines.start);
            fenced.extend(fence.lines.start - 1..=fence.lines.end);
            if ["console", "json"].contains(&fence.kind.as_str()) {
                assert!(SESSIONS.concat().contains(&document.as_str()), "{place}: no session prints this");
                assert_eq!(fence.kind == "json", !fence.rest.is_empty(), "{place}: json behind its command");
                continue;
            }
            let known = FENCED.iter().find(|(kind, name, _)| *kind == fence.kind && *name == document);
            let (_, _, test) = known.unwrap_or_else(|| {
                panic!("{place}: no test reads {:?}; what the program prints is console or json", fence.kind)
            });
            used.insert((fence.kind, document.clone()));
            let (file, name) = test.split_once("::").unwrap();
            let is_there = read(&format!("tests/it/{file}.rs")).contains(&format!("#[test]\nfn {name}()"));
            assert!(is_there, "there is no test {test}");
        }
        for (at, line) in text.lines().enumerate().filter(|(at, _)| !fenced.contains(at)) {
            let place = format!("{document}:{}", at + 1);
            assert!(!line.trim_start().starts_with("$ "), "{place}: a screen outside of ```console");
            let Some(typed) = line.strip_prefix("    ") else { continue };
            let is_typed = TYPED.iter().any(|word| typed.starts_with(word))
                || typed.split('=').next().is_some_and(is_variable);
            assert!(is_typed, "{place}: not a command to type; what the program prints is console or json");
        }
    }
    let listed = FENCED.iter().map(|(kind, document, _)| ((*kind).to_owned(), (*document).to_owned()));
    assert_eq!(listed.collect::<BTreeSet<_>>(), used);
}

fn is_variable(word: &str) -> bool {
    word.contains('_') && word.bytes().all(|b| b.is_ascii_uppercase() || b"_0123456789".contains(&b))
}

#[test]
fn every_command_has_a_screen_below_its_heading() {
    let text = read("docs/commands.md");
    let without = |command: &String| ["completions", "man"].contains(&command.as_str());
    let commands = every_command().into_iter().filter(|command| !without(command));
    let (practice, desk): (Vec<String>, Vec<String>) =
        commands.partition(|command| command.starts_with("sandbox"));
    assert!(practice.len() > 10 && desk.len() > 20, "{practice:?} {desk:?}");
    for command in desk {
        let shown = transcript::commands(section(&text, &format!("## `{command}`")));
        let is_shown = shown.iter().any(|line| line.contains(&format!("qoo10-bridge {command}")));
        assert!(is_shown, "docs/commands.md has no screen of {command}: {shown:?}");
    }
}

#[test]
fn configurations_can_be_used() {
    const REST: [(&str, &str); 3] =
        [("shop", "name = \"x\""), ("qoo10", "endpoint = \"sandbox\""), ("state", "path = \"x.db\"")];
    for document in documents() {
        let text = read(&document);
        let lines: Vec<&str> = text.lines().collect();
        for fence in fences(&text).into_iter().filter(|fence| fence.kind == "toml") {
            let mut shown: String =
                lines[fence.lines].iter().map(|line| format!("{}\n", line.trim())).collect();
            for (table, key) in REST {
                if !shown.contains(&format!("[{table}]")) {
                    shown += &format!("[{table}]\n{key}\n");
                }
            }
            let parsed = Config::parse(&shown, Path::new("")).map(|_| ());
            assert!(parsed.is_ok(), "{document}: {shown}\n{:?}", parsed.unwrap_err());
        }
    }
}

#[test]
fn the_status_machine_is_drawn_as_it_is() {
    let text = read("docs/status-machine.md");
    let all: BTreeSet<String> = Status::ALL.iter().map(ToString::to_string).collect();
    let drawing = fences(&text).into_iter().find(|fence| fence.kind == "text").unwrap();
    let drawing: Vec<&str> = text.lines().collect::<Vec<_>>()[drawing.lines].to_vec();
    for status in &all {
        assert!(drawing.iter().any(|line| line.contains(status.as_str())), "{status}");
    }
    let table = rows(text.split("| from | by hand to |").nth(1).unwrap().split("\n\n").next().unwrap());
    assert_eq!(table.iter().map(|row| spans(&row[0])[0].to_owned()).collect::<BTreeSet<_>>(), all);
    for row in table {
        let from = *Status::ALL.iter().find(|status| status.to_string() == spans(&row[0])[0]).unwrap();
        let to =
            Status::ALL.iter().filter(|to| **to != from && is_allowed(from, **to)).map(ToString::to_string);
        let told = spans(&row[1]).into_iter().filter(|word| !word.trim().is_empty()).map(str::to_owned);
        assert_eq!(told.collect::<BTreeSet<_>>(), to.collect::<BTreeSet<_>>(), "{from}");
    }
}
