//! The house rules of docs/architecture.md, read from there and held against the sources.

mod arrows;
mod names;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use qoo10_bridge::vocabulary::{
    ApiStatus, Difference, ExportFormat, HistoryEvent, HoldReason, JournalOutcome, LabelReason, LogAction,
    Outcome, PaymentStatus, Reason, RowOutcome, RowReason, RunResult, Status, Step,
};

use self::source::{Source, sources, split};
use crate::docs::{files, rows, section, spans};

const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn vocabulary_words() -> BTreeSet<&'static str> {
    let steps = Step::ALL.iter().map(|word| word.as_str());
    steps
        .chain(Outcome::ALL.iter().map(|word| word.as_str()))
        .chain(Reason::ALL.iter().map(|word| word.as_str()))
        .chain(RunResult::ALL.iter().map(|word| word.as_str()))
        .chain(Status::ALL.iter().map(|word| word.as_str()))
        .chain(PaymentStatus::ALL.iter().map(|word| word.as_str()))
        .chain(ApiStatus::ALL.iter().map(|word| word.as_str()))
        .chain(HoldReason::ALL.iter().map(|word| word.as_str()))
        .chain(HistoryEvent::ALL.iter().map(|word| word.as_str()))
        .chain(RowOutcome::ALL.iter().map(|word| word.as_str()))
        .chain(RowReason::ALL.iter().map(|word| word.as_str()))
        .chain(ExportFormat::ALL.iter().map(|word| word.as_str()))
        .chain(LabelReason::ALL.iter().map(|word| word.as_str()))
        .chain(Difference::ALL.iter().map(|word| word.as_str()))
        .chain(LogAction::ALL.iter().map(|word| word.as_str()))
        .chain([JournalOutcome::NotDone.as_str(), JournalOutcome::Moot.as_str()])
        .collect()
}

fn architecture() -> String {
    std::fs::read_to_string(root().join("docs/architecture.md")).unwrap()
}

/// A table of the architecture: words in its first column, places in its second.
fn table(heading: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let words = |cell: &String| spans(cell).into_iter().map(str::to_owned).collect();
    let text = architecture();
    rows(section(&text, heading)).iter().map(|row| (words(&row[0]), words(&row[1]))).collect()
}

/// Whether a file lies in one of these homes: a folder with `/` at its end, or a file.
fn is_home(name: &str, homes: &[String]) -> bool {
    homes.iter().any(|home| name == home || (home.ends_with('/') && name.starts_with(home.as_str())))
}

fn nothing(broken: &[String]) {
    assert!(broken.is_empty(), "against docs/architecture.md:\n{}", broken.join("\n"));
}

#[test]
fn modules_name_only_what_they_may() {
    let allowed: BTreeMap<String, Vec<String>> =
        table("## Who may know whom").into_iter().map(|(module, may)| (module[0].clone(), may)).collect();
    let sources = sources();
    let real: BTreeSet<&str> = sources.iter().map(Source::module).filter(|name| *name != "lib").collect();
    assert_eq!(allowed.keys().map(String::as_str).collect::<BTreeSet<_>>(), real, "modules of the table");
    let mut broken = Vec::new();
    for source in sources.iter().filter(|source| source.module() != "lib") {
        let module = source.module();
        for (at, path) in source.paths("crate").into_iter().chain(source.paths("qoo10_bridge")) {
            let path = path.join("::");
            let is_below = |may: &str| path == may || path.starts_with(&format!("{may}::"));
            let is_worded_in_test = is_below("text") && source.tokens[at].in_test;
            if !is_below(module) && !is_worded_in_test && !allowed[module].iter().any(|may| is_below(may)) {
                broken.push(format!("{}: {module} names {path}", source.at(at)));
            }
        }
    }
    nothing(&broken);
}

#[test]
fn no_path_climbs_out_of_its_module() {
    let mut broken = Vec::new();
    for source in sources() {
        for at in (0..source.tokens.len()).filter(|at| source.is(*at, "super") && source.is_root(*at)) {
            let climbs =
                (at..).step_by(2).take_while(|at| source.is(*at, "super") && source.is(at + 1, "::"));
            if climbs.count() >= source.depth() + source.tokens[at].depth {
                broken.push(format!("{}: write crate:: to leave a module", source.at(at)));
            }
        }
    }
    nothing(&broken);
}

#[test]
fn outside_crates_stay_in_their_homes() {
    let homes = table("## Homes of outside crates");
    let mut broken = Vec::new();
    for source in sources() {
        for (name, at) in homes.iter().flat_map(|(names, at)| names.iter().map(move |name| (name, at))) {
            for token in
                (0..source.tokens.len()).filter(|at| source.is(*at, name) && !source.tokens[*at].in_test)
            {
                let is_used = token > 0 && source.is(token - 1, "use");
                if (is_used || source.is_root(token)) && !is_home(&source.name, at) {
                    broken.push(format!("{}: {name} belongs in {}", source.at(token), at.join(", ")));
                }
            }
        }
    }
    nothing(&broken);
}

#[test]
fn every_dependency_is_used_and_has_its_place_in_the_architecture() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let names = manifest.split_once("\n[dependencies]\n").unwrap().1.split("\n[").next().unwrap().lines();
    let names = names.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let text = architecture();
    let homes = section(&text, "## Homes of outside crates");
    let sources = sources();
    for name in names {
        let is_used = |s: &Source| s.tokens.iter().any(|token| token.text == name);
        assert!(sources.iter().any(is_used), "{name} is not used");
        let words = homes.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(words.into_iter().any(|word| word == name), "{name} is not in docs/architecture.md");
    }
}

#[test]
fn the_machine_is_looked_at_only_where_it_may_be() {
    let homes = table("## Clock, environment, streams");
    assert!(homes.len() > 5, "{} rows", homes.len());
    let mut broken = Vec::new();
    for source in sources() {
        let imported: Vec<(usize, String)> =
            source.paths("std").into_iter().map(|(at, path)| (at, path.join("::"))).collect();
        for (what, at) in homes.iter().flat_map(|(all, at)| all.iter().map(move |what| (what, at))) {
            let words: Vec<(String, usize)> = split(what);
            let said = (0..source.tokens.len())
                .filter(|at| words.iter().enumerate().all(|(i, (word, _))| source.is(at + i, word)));
            let ends = |path: &String| path.ends_with(&format!("::{what}")) || path == what;
            let named = imported.iter().filter(|(_, path)| ends(path)).map(|(at, _)| *at);
            for token in said.chain(named) {
                if !source.tokens[token].in_test && !is_home(&source.name, at) {
                    broken.push(format!("{}: {what} belongs in {}", source.at(token), at.join(", ")));
                }
            }
        }
    }
    nothing(&broken);
}

/// All places of a table.
fn homes(heading: &str) -> Vec<String> {
    table(heading).into_iter().flat_map(|(_, homes)| homes).collect()
}

/// The texts of the sources, tests left out, that are not at home where they stand.
fn homeless_texts(homes: &[String], is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !is_home(&source.name, homes)) {
        for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.in_test) {
            // The name of a column.
            let is_column = at > 1 && source.is(at - 2, "get") && source.is(at - 1, "(");
            if !is_column && token.text.strip_prefix('"').is_some_and(&is_meant) {
                broken.push(format!("{} {}", source.at(at), token.text));
            }
        }
    }
    broken
}

#[test]
fn sentences_stand_in_the_catalogues() {
    let is_japanese = |c: char| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    nothing(&homeless_texts(&homes("## Homes of Japanese"), |text| text.contains(is_japanese)));
}

#[test]
fn a_word_of_a_vocabulary_is_written_once() {
    let words = vocabulary_words();
    assert!(words.len() > 80, "{words:?}");
    nothing(&homeless_texts(&homes("## Homes of vocabulary words"), |text| words.contains(text)));
}

#[test]
fn places_named_in_the_architecture_exist() {
    let text = architecture();
    let is_place = |place: &str| place.ends_with(".rs") || place.ends_with('/');
    let check = |folder: &str, place: &str| {
        let found = ["src", folder].iter().any(|at| root().join(at).join(place).exists());
        assert!(found || !is_place(place), "{folder}: {place}");
    };
    for heading in ["## Where each rule lives", "## Changing it"] {
        spans(section(&text, heading)).into_iter().for_each(|place| check("src", place));
    }
    for row in rows(section(&text, "## Modules, in reading order")) {
        let folder = format!("src/{}", spans(&row[0])[0]);
        row.iter().flat_map(|cell| spans(cell)).for_each(|place| check(&folder, place));
    }
}

#[test]
fn files_are_short_and_finished() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines, {MOST_LINES} at most", path.display());
        let tokens = split(&text);
        let unfinished = tokens
            .windows(2)
            .find(|two| ["todo", "unimplemented", "dbg"].contains(&two[0].0.as_str()) && two[1].0 == "!");
        assert!(unfinished.is_none(), "{}: {}", path.display(), unfinished.unwrap()[0].0);
    }
}

#[test]
fn every_test_file_is_declared() {
    let folders = [("tests/it", "main.rs"), ("tests/it/support", "mod.rs"), ("tests/it/tidy", "../tidy.rs")];
    for (folder, index) in folders {
        let declared = std::fs::read_to_string(root().join(folder).join(index)).unwrap();
        for entry in std::fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let stem = name.trim_end_matches(".rs");
            let found =
                declared.lines().any(|line| line.trim_start_matches("pub ") == format!("mod {stem};"));
            assert!(
                found || name == index,
                "{folder}/{name} has no mod line in {folder}/{index}: it never runs"
            );
        }
    }
}
