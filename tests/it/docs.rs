//! The documents say what the program is: every table, key, command, flag, code and word, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser};
use qoo10_bridge::cli::Cli;
use qoo10_bridge::config::Config;
use qoo10_bridge::domain::order::Status;
use qoo10_bridge::domain::reject;
use qoo10_bridge::error::Exit;
use qoo10_bridge::store::Store;
use tempfile::TempDir;

use crate::support::transcript;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Files below a folder, but for build results and hidden ones.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no *.{extension} in {folder:?}");
    found
}

/// The text below a heading, up to the next one of its level or above.
pub(crate) fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let level = |line: &str| line.bytes().take_while(|b| *b == b'#').count();
    let start = text.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading:?}"));
    let body = &text[start + heading.len() + 2..];
    let (mut end, mut is_code) = (0, false);
    for line in body.split_inclusive('\n') {
        is_code ^= line.starts_with("```");
        if !is_code && (1..=level(heading)).contains(&level(line)) {
            break;
        }
        end += line.len();
    }
    &body[..end]
}

/// The rows of the tables in a text, without their heads.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let is_head = lines.peek().is_some_and(|next| next.starts_with("|---") || next.starts_with("|--"));
        if !line.starts_with('|') || line.starts_with("|--") || is_head {
            continue;
        }
        let inner = line.trim_matches('|');
        rows.push(inner.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    rows
}

/// What stands between backquotes.
pub(crate) fn spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The headings of a level that are a word of the program.
fn word_headings<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let word = |line: &'a str| line.strip_prefix(start)?.strip_prefix('`')?.strip_suffix('`');
    text.lines().filter_map(word).collect()
}

#[test]
fn the_schema_names_every_table_and_column_with_its_type() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("shop.db");
    drop(Store::open(&path).unwrap());
    let state = rusqlite::Connection::open(&path).unwrap();
    let sql = "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk, c.hidden
               FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
               ORDER BY t.name, c.cid";
    let mut real = BTreeMap::<String, Vec<String>>::new();
    let mut statement = state.prepare(sql).unwrap();
    let mut columns = statement.query([]).unwrap();
    while let Some(c) = columns.next().unwrap() {
        let (table, name, mut words): (_, String, String) =
            (c.get(0).unwrap(), c.get(1).unwrap(), c.get(2).unwrap());
        let [not_null, key, hidden] = [3, 4, 5].map(|i| c.get::<_, i64>(i).unwrap() > 0);
        for (holds, word) in
            [(!not_null && !key && !hidden, ", null"), (hidden, ", computed"), (key, ", key")]
        {
            words += if holds { word } else { "" };
        }
        real.entry(table).or_default().push(format!("`{name}` {words}"));
    }
    let text = read("docs/schema.md");
    let mut documented = BTreeMap::new();
    for table in word_headings(&text, "## ") {
        let columns = rows(section(&text, &format!("## `{table}`")));
        documented.insert(table.to_owned(), columns.iter().map(|c| format!("{} {}", c[0], c[1])).collect());
    }
    assert_eq!(documented, real);
    let version: i64 = state.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert!(text.contains(&format!("now {version}.")), "user_version {version}");
}

/// A flag with the name of its value, as documents write it: `--limit N`.
fn flags(command: &clap::Command) -> BTreeSet<String> {
    let told = |arg: &clap::Arg| {
        let value = arg.get_value_names().and_then(|names| names.first());
        let value = value.filter(|_| arg.get_action().takes_values());
        Some(format!("--{}{}", arg.get_long()?, value.map(|v| format!(" {v}")).unwrap_or_default()))
    };
    command.get_arguments().filter_map(told).collect()
}

/// The same as a document names them in a usage or in the first cells of a table.
fn documented_flags(usages: &[&str]) -> BTreeSet<String> {
    let mut flags = BTreeSet::new();
    for usage in usages {
        let words: Vec<&str> = usage.split_whitespace().map(|w| w.trim_matches(['[', ']'])).collect();
        for (i, word) in words.iter().enumerate().filter(|(_, word)| word.starts_with("--")) {
            let is_value = |next: &&&str| next.starts_with(|c: char| c.is_ascii_uppercase());
            let ended = usage.contains(&format!("[{word}]"));
            let value = words.get(i + 1).filter(is_value).filter(|_| !ended);
            flags.insert(format!("{word}{}", value.map(|v| format!(" {v}")).unwrap_or_default()));
        }
    }
    flags
}

/// Every command that does something, by its words.
pub(crate) fn commands(command: &clap::Command, path: &str, found: &mut BTreeMap<String, clap::Command>) {
    for sub in command.get_subcommands() {
        let path = format!("{path} {}", sub.get_name()).trim().to_owned();
        if sub.has_subcommands() {
            commands(sub, &path, found);
        } else {
            found.insert(path, sub.clone());
        }
    }
}

/// The words of every command that does something.
pub(crate) fn every_command() -> Vec<String> {
    let mut all = BTreeMap::new();
    commands(&Cli::command(), "", &mut all);
    all.into_keys().collect()
}

#[test]
fn every_command_and_flag_is_documented_and_no_other() {
    let text = read("docs/commands.md");
    let mut real = BTreeMap::new();
    commands(&Cli::command(), "", &mut real);
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for heading in word_headings(&text, "## ").into_iter().filter(|h| *h != "sandbox") {
        let rows = rows(section(&text, &format!("## `{heading}`")));
        let cells: Vec<&str> = rows.iter().flat_map(|row| spans(&row[0])).collect();
        documented.insert(heading.to_owned(), documented_flags(&cells));
    }
    for row in rows(section(&text, "## `sandbox`")) {
        let usage = spans(&row[0])[0];
        let is_word = |w: &&str| w.starts_with(|c: char| c.is_ascii_lowercase());
        let words: Vec<&str> = usage.split_whitespace().filter(is_word).collect();
        documented.insert(words.join(" "), documented_flags(&[usage]));
    }
    let real: BTreeMap<String, BTreeSet<String>> =
        real.iter().map(|(path, command)| (path.clone(), flags(command))).collect();
    assert_eq!(documented, real);

    let global = rows(section(&text, "## Options of every command"));
    let cells: Vec<&str> = global.iter().flat_map(|row| spans(&row[0])).collect();
    assert_eq!(documented_flags(&cells), flags(&Cli::command()));
}

#[test]
fn the_words_that_a_flag_takes_stand_in_its_row() {
    let text = read("docs/commands.md");
    let rows = rows(&text);
    let row = |flag: &str| {
        let row = rows.iter().find(|row| row[0].starts_with(&format!("`{flag} ")));
        row.unwrap_or_else(|| panic!("{flag}")).concat()
    };
    let mut all = BTreeMap::new();
    commands(&Cli::command(), "", &mut all);
    let mut every = vec![Cli::command()];
    every.extend(all.into_iter().filter(|(path, _)| !path.starts_with("sandbox")).map(|(_, c)| c));
    for arg in every.iter().flat_map(clap::Command::get_arguments) {
        for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values()) {
            let Some(long) = arg.get_long() else {
                assert!(text.contains(&format!("`{}`", value.get_name())), "{}", value.get_name());
                continue;
            };
            let flag = format!("--{long}");
            assert!(row(&flag).contains(&format!("`{}`", value.get_name())), "{flag} {}", value.get_name());
        }
    }
    for status in Status::ALL {
        assert!(row("--status").contains(&format!("`{status}`")), "{status}");
    }
}

/// What stands for a value in the documents, and one that can be parsed.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("AGE", "90d"),
    ("CART", "412345678"),
    ("CODE", "412345678-2"),
    ("DATE", "2026-07-01"),
    ("DAY", "2026-07-01"),
    ("T", "2026-07-01"),
    ("SECONDS", "60"),
    ("FILE", "shop.toml"),
    ("N", "3"),
    ("QTY", "3"),
];

#[test]
fn the_contents_of_the_commands_have_every_heading_in_its_order() {
    let text = read("docs/commands.md");
    let mut rest = section(&text, "## Contents");
    assert!(text.find("## Contents").unwrap() < 2_000, "they stand at the top");
    let headings: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")))
        .filter(|heading| *heading != "Contents")
        .collect();
    assert!(headings.len() >= 40, "{headings:?}");
    assert_eq!(rest.matches("](#").count(), headings.len(), "something stands there twice, or is gone");
    for heading in headings {
        let link = format!("[{heading}](#{})", anchor(heading));
        let at =
            rest.find(&link).unwrap_or_else(|| panic!("not among the contents, or not in its place: {link}"));
        rest = &rest[at + link.len()..];
    }
}

#[test]
fn every_command_line_in_the_documents_can_be_parsed() {
    let top: Vec<String> = Cli::command().get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut checked = 0;
    for path in files("", "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        // Behind `next:` stands what the program says, a sentence that goes on.
        let lines = text.lines().filter(|line| !line.contains('`') && !line.starts_with("next: "));
        let whole = lines.filter_map(|line| Some(&line[line.find("qoo10-bridge ")?..]));
        let inline = text.lines().filter(|line| !line.starts_with('|')).flat_map(spans).filter(|span| {
            let first = span.split(' ').next().unwrap();
            first == "qoo10-bridge" || (span.contains(' ') && top.iter().any(|name| name == first))
        });
        for line in whole.chain(inline).filter(|line| !line.contains(['…', '['])) {
            let words = line.split(" #").next().unwrap().split(" | ").next().unwrap().split_whitespace();
            let words: Vec<&str> = words
                .map(|word| PLACEHOLDERS.iter().find(|(name, _)| *name == word).map_or(word, |(_, v)| v))
                .collect();
            let is_usage = words.iter().any(|word| ["COMMAND", "command", "…"].contains(word));
            if is_usage || words.len() < 2 {
                continue;
            }
            let program = (words[0] != "qoo10-bridge").then_some("qoo10-bridge");
            let parsed = Cli::try_parse_from(program.into_iter().chain(words));
            if let Err(e) = parsed.as_ref().map_err(clap::Error::kind) {
                // A command may be named without what it needs.
                use clap::error::ErrorKind as Kind;
                let fine = [Kind::DisplayHelp, Kind::DisplayVersion, Kind::MissingRequiredArgument];
                assert!(fine.contains(&e), "{}: {line:?}: {e}", path.display());
            }
            checked += 1;
        }
    }
    assert!(checked > 20, "only {checked} found");
}

#[test]
fn exit_codes_are_documented() {
    let after = |exit| match exit {
        Exit::Ok => Some(Exit::Failed),
        Exit::Failed => Some(Exit::Usage),
        Exit::Usage => Some(Exit::Partial),
        Exit::Partial => Some(Exit::Busy),
        Exit::Busy => Some(Exit::Brake),
        Exit::Brake => Some(Exit::KeyRefused),
        Exit::KeyRefused => None,
    };
    let real: Vec<Exit> = std::iter::successors(Some(Exit::Ok), |exit| after(*exit)).collect();
    let of = |name: &str| rows(section(&read(name), "## Exit codes"));
    let told: Vec<(String, String)> =
        of("docs/commands.md").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let wanted: Vec<(String, String)> =
        real.iter().map(|e| (e.code().to_string(), format!("`{}`", e.result()))).collect();
    assert_eq!(told, wanted);
    let codes: Vec<String> = of("README.md").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(codes, wanted.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>());
    let operations = read("docs/operations.md");
    for code in real.iter().skip(1).map(|exit| exit.code()) {
        assert!(operations.contains(&format!("\n## Exit {code}: ")), "docs/operations.md: {code}");
    }
}

#[test]
fn reject_reasons_are_documented() {
    let text = read("docs/commands.md");
    let rows = rows(section(&text, "### Why a cart is rejected"));
    let told: Vec<&str> = rows.iter().map(|row| spans(&row[0])[0]).collect();
    assert_eq!(told, reject::REASONS.iter().map(|reason| reason.as_str()).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row.len() == 3 && row.iter().all(|cell| !cell.is_empty())));
}

#[test]
fn methods_are_documented_with_their_versions() {
    let source = read("src/qoo10/method.rs");
    let quoted = |from: &str, key: &str| from.split_once(key)?.1.split('"').nth(1).map(str::to_owned);
    let real: BTreeSet<Vec<String>> = source
        .split("Method {")
        .filter(|one| one.trim_start().starts_with("name: \""))
        .filter_map(|one| Some(vec![format!("`{}`", quoted(one, "name:")?), quoted(one, "version:")?]))
        .collect();
    let text = read("docs/qoo10-api.md");
    let told = rows(section(&text, "## Requests")).into_iter().map(|row| row[..2].to_vec()).collect();
    assert_eq!(real, told);
}

type Tables = BTreeMap<&'static str, Vec<String>>;

/// A configuration with what is required, and something more in one table.
fn config(table: &str, more: &str) -> Result<Config, Vec<String>> {
    let mut tables = Tables::from([
        ("shop", vec!["name = \"x\"".to_owned()]),
        ("qoo10", vec!["endpoint = \"sandbox\"".to_owned()]),
        ("state", vec!["path = \"x.db\"".to_owned()]),
    ]);
    let key = more.split(" =").next().unwrap();
    let other: Vec<String> = tables.remove(table).unwrap_or_default();
    let kept = other.into_iter().filter(|line| !line.starts_with(&format!("{key} =")));
    let mut text = format!("[{table}]\n{}{more}\n", kept.map(|line| line + "\n").collect::<String>());
    for (table, lines) in tables {
        text += &format!("[{table}]\n{}\n", lines.join("\n"));
    }
    parse(&text)
}

fn parse(text: &str) -> Result<Config, Vec<String>> {
    Config::parse(text, Path::new("")).map_err(|all| {
        all.iter()
            .map(|problem| {
                qoo10_bridge::text::localize(&problem.message(), qoo10_bridge::vocabulary::Lang::En)
            })
            .collect()
    })
}

fn defaults() -> Config {
    config("shop", "name = \"x\"").unwrap()
}

/// What the program knows, from what it says of a name that it does not.
fn known(table: &str) -> Vec<String> {
    let unknown = "z".repeat(40);
    let problems = match table {
        "" => config(&unknown, ""),
        "export" => config("export.demo", &format!("{unknown} = 1")),
        table => config(table, &format!("{unknown} = 1")),
    };
    let problems = problems.unwrap_err();
    let (_, names) = problems.iter().find_map(|problem| problem.split_once("known here: ")).unwrap();
    names.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_key_is_documented_with_its_default_and_its_bounds() {
    let text = read("docs/config.md");
    let tables: Vec<String> = word_headings(&text, "## ")
        .into_iter()
        .map(|heading| heading.trim_matches(['[', ']']).to_owned())
        .collect();
    let bare: Vec<&str> = tables.iter().map(|table| table.trim_end_matches(".NAME")).collect();
    assert_eq!(bare, known(""));
    for table in &tables {
        let rows = rows(section(&text, &format!("## `[{table}]`")));
        let told: BTreeSet<&str> = rows.iter().map(|row| spans(&row[0])[0]).collect();
        let known = known(table.trim_end_matches(".NAME"));
        assert_eq!(told, known.iter().map(String::as_str).collect(), "[{table}]");
        if table.ends_with(".NAME") {
            // Without a table of that kind there is none: src/config/tests.rs has their defaults.
            continue;
        }
        for row in &rows {
            let (key, default, takes) = (spans(&row[0])[0], row[1].as_str(), row[2].as_str());
            let given = |value: &str| config(table, &format!("{key} = {value}"));
            match (default, spans(default).first()) {
                ("required", _) => {
                    let problems = parse("").unwrap_err();
                    assert!(problems.iter().any(|p| p.starts_with(&format!("{table}.{key}: is missing"))));
                }
                ("none", _) => {
                    let words = spans(takes).into_iter().filter(|word| word.starts_with('"'));
                    let number = takes.split_once(" to ").map(|(from, _)| from);
                    let url = Some("\"https://example.com/x\"").filter(|_| takes == "URL");
                    let text = number.or(url).unwrap_or("\"2026-07-01\"");
                    let mut examples: Vec<&str> = words.collect();
                    examples.extend(Some(text).filter(|_| examples.is_empty()));
                    for example in examples {
                        assert_ne!(given(example).unwrap(), defaults(), "{key} = {example}");
                    }
                }
                (_, Some(value)) => assert_eq!(given(value).as_ref(), Ok(&defaults()), "{table}.{key}"),
                _ => panic!("{table}.{key}: {default:?} is no default"),
            }
            if let Some((from, to)) = takes.split_once(" to ").filter(|(from, _)| from.parse::<f64>().is_ok())
            {
                let step = if from.contains('.') { "0.001" } else { "1" }.parse::<f64>().unwrap();
                let [from, to]: [f64; 2] = [from, to].map(|n| n.parse().unwrap());
                for inside in [from, to] {
                    assert!(given(&inside.to_string()).is_ok(), "{table}.{key} = {inside}");
                }
                for outside in [from - step, to + step] {
                    assert!(given(&outside.to_string()).is_err(), "{table}.{key} = {outside}");
                }
            }
        }
    }
}

#[test]
fn the_example_shows_every_key_with_its_default() {
    let text = read("example.toml");
    let mut example = parse(&text).unwrap();
    assert!(example.sync_status.trigger_schedule_date, "the one key that differs");
    example.sync_status.trigger_schedule_date = false;
    example.shop.name = "x".into();
    example.state.path = "x.db".into();
    assert_eq!(example, defaults());

    let lines: Vec<&str> = text.lines().collect();
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut table = String::new();
    // The line of a table that is commented out whole, as its name is the shop's own.
    let mut own = None;
    for (i, line) in lines.iter().enumerate() {
        if line.starts_with("# [[import.") {
            let block = lines[i..].iter().map_while(|line| line.strip_prefix("# "));
            let rule: Vec<&str> = block.collect();
            let with_rule = format!("{text}\n{}\n", rule.join("\n"));
            assert_eq!(parse(&with_rule).unwrap().import.hold_rules.len(), 1, "{rule:?}");
            shown.entry("import".to_owned()).or_default().insert("hold_rules".to_owned());
            (table, own) = ("import.hold_rules".to_owned(), None);
            continue;
        }
        if table == "import.hold_rules" && line.starts_with("# ") {
            continue;
        }
        if line.starts_with("# [export.") {
            (table, own) = ("export".to_owned(), Some(i));
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            own = None;
            table = name.trim_end_matches(']').to_owned();
            let (outer, inner) = table.split_once('.').unwrap_or((&table, ""));
            let keys = shown.entry(outer.to_owned()).or_default();
            keys.extend(Some(inner.to_owned()).filter(|inner| !inner.is_empty()));
            continue;
        }
        let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") else { continue };
        let is_key = key.starts_with('"')
            || key.bytes().all(|b| b.is_ascii_lowercase() || b"_0123456789".contains(&b));
        if !is_key {
            continue;
        }
        let is_why = |line: &&str| line.starts_with(['#', '[']) || line.starts_with("count_back_from");
        let told = i > 0 && is_why(&lines[i - 1]);
        assert!(told, "no line of why above {line:?}");
        if let Some(commented) = line.strip_prefix("# ") {
            let mut uncommented = lines.clone();
            uncommented[i] = commented;
            if let Some(own) = own {
                uncommented[own] = lines[own].trim_start_matches("# ");
                let columns = lines.iter().position(|line| line.starts_with("# columns = ")).unwrap();
                uncommented[columns] = lines[columns].trim_start_matches("# ");
            }
            assert!(parse(&uncommented.join("\n")).is_ok(), "{commented}");
        }
        if !table.contains('.') {
            shown.entry(table.clone()).or_default().insert(key.to_owned());
        }
    }
    let real =
        known("").into_iter().map(|table| (table.clone(), known(&table).into_iter().collect())).collect();
    assert_eq!(shown, real);
}

/// A heading as GitHub links to it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn links_between_documents_lead_somewhere() {
    for path in files("", "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, wanted) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", path.display());
            if !wanted.is_empty() {
                let text = std::fs::read_to_string(&target).unwrap();
                let found = text.lines().filter(|line| line.starts_with('#')).any(|h| anchor(h) == wanted);
                assert!(found, "{}: no heading for {link}", path.display());
            }
        }
    }
}

#[test]
fn documents_that_the_program_names_exist() {
    let sources = ["rs", "sql"].iter().flat_map(|extension| files("src", extension));
    let mut named = 0;
    for path in sources.chain([root().join("example.toml")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        for rest in text.split("docs/").skip(1) {
            let Some((name, _)) = rest.split_once(".md").filter(|(name, _)| !name.contains([' ', '\n']))
            else {
                continue;
            };
            assert!(root().join(format!("docs/{name}.md")).exists(), "{}: docs/{name}.md", path.display());
            named += 1;
        }
    }
    assert!(named > 5);
}

#[test]
fn the_commands_at_the_top_of_the_readme_are_the_first_of_the_five_minutes_and_of_ci() {
    let text = read("README.md");
    let top: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("    ")).take(2).collect();
    assert_eq!(top, ["cargo run -- --config example.toml import", "cargo test"]);
    assert_eq!(transcript::commands(&text)[0], top[0]);
    assert!(read(".ci/run").lines().any(|line| line.strip_suffix(" --locked") == Some(top[1])));
    assert!(text.contains(&format!("Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"))));
}

#[test]
fn an_order_of_the_list_has_the_json_of_show_without_its_parts() {
    let folder = transcript::furnished();
    let run = |args: &str| transcript::json(folder.path(), args);
    run("import --json");
    let mut shown = run("orders show 412345678 --json");
    let parts = ["lines", "claims", "exports", "history"];
    shown.as_object_mut().unwrap().retain(|key, _| !parts.contains(&key.as_str()));
    assert_eq!(run("orders list --json"), shown);
}

#[test]
fn every_promise_of_the_readme_names_tests_that_exist() {
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = one_line(read("README.md"));
    let text = read("docs/testing.md");
    let rows = rows(section(&text, "## Promises"));
    assert!(rows.len() >= 15, "{} promises", rows.len());
    for row in rows {
        assert!(readme.contains(&row[0]), "README.md no longer says {:?}", row[0]);
        let tests = spans(&row[1]);
        assert!(!tests.is_empty(), "{row:?}");
        for test in tests {
            let (file, name) = test.split_once("::").unwrap_or_else(|| panic!("{test}: file::test"));
            let source = read(&format!("tests/it/{file}.rs"));
            assert!(source.contains(&format!("#[test]\nfn {name}()")), "there is no test {test}");
        }
    }
}
