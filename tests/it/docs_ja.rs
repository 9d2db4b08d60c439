//! The Japanese manual says what the program prints: its messages, its exit codes.

use std::path::Path;

use qoo10_bridge::desk::{csv_file::Column, holidays, listings, set_file, shipments, stock};

use crate::docs::{files, rows, section, spans};

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// A line of a catalogue, without its id, with what is filled in as `…`, its terms as they are read, and
/// commands as they are typed.
fn with_gaps(line: &str) -> String {
    let mut line = line.split_once(" = ").map_or(line, |(_, text)| text).trim().replace('`', "");
    for (term, words) in read("src/text/ja/terms.ftl").lines().filter_map(|line| line.split_once(" = ")) {
        line = line.replace(&format!("{{ {term} }}"), words);
    }
    let mut parts = line.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('…');
        text += part.split_once('}').map_or(part, |(_, rest)| rest);
    }
    text
}

fn says(line: &str, quoted: &str) -> bool {
    let mut rest = line;
    quoted.split('…').all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_message_of_the_manual_is_one_of_the_program() {
    let catalogues = files("src/text/ja", "ftl");
    let terms = read("src/text/ja/terms.ftl");
    let terms: Vec<(&str, &str)> = terms.lines().filter_map(|line| line.split_once(" = ")).collect();
    let with_terms = |text: String| {
        terms.iter().fold(text, |text, (name, word)| text.replace(&format!("{{ {name} }}"), word))
    };
    let catalogues: Vec<String> =
        catalogues.iter().map(|path| with_terms(std::fs::read_to_string(path).unwrap())).collect();
    let lines: Vec<String> = catalogues.iter().flat_map(|text| text.lines()).map(with_gaps).collect();
    let text = read("docs/ja/trouble.md");
    let headings = text.lines().filter(|line| line.starts_with("## ") && *line != "## 終了コード");
    let tables: Vec<Vec<Vec<String>>> = headings.map(|heading| rows(section(&text, heading))).collect();
    assert!(tables.iter().map(Vec::len).sum::<usize>() > 60);
    for row in tables.iter().flatten() {
        assert!(row.len() == 3 && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        for quoted in spans(&row[0]) {
            assert!(lines.iter().any(|line| says(line, quoted)), "the program never says {quoted:?}");
        }
    }
    let daily = read("docs/ja/daily.md");
    let overview: Vec<String> = read("src/text/ja/overview.ftl").lines().map(with_gaps).collect();
    for row in rows(section(&daily, "### status")) {
        let quoted = spans(&row[0])[0];
        let is_said = |line: &String| match line.split_once('…') {
            Some((head, tail)) => !head.is_empty() && quoted.starts_with(head) && quoted.ends_with(tail),
            None => line == quoted,
        };
        assert!(overview.iter().any(is_said), "status never says {quoted}");
    }
    for quoted in section(&read("docs/ja/setup.md"), "## 販売者認証キー")
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .flat_map(spans)
    {
        assert!(lines.iter().any(|line| line.contains(quoted)), "key issue never asks for {quoted}");
    }
}

#[test]
fn the_manual_has_every_exit_code() {
    let codes = |text: &str, heading: &str| -> Vec<String> {
        rows(section(text, heading)).into_iter().map(|row| row[0].clone()).collect()
    };
    let told = codes(&read("docs/ja/trouble.md"), "## 終了コード");
    assert_eq!(told, codes(&read("docs/commands.md"), "## Exit codes"));
}

#[test]
fn the_manual_has_every_heading_that_a_column_may_have() {
    let daily = read("docs/ja/daily.md");
    let tables: Vec<Vec<String>> =
        ["## 出荷", "## 在庫"].iter().flat_map(|heading| rows(section(&daily, heading))).collect();
    let stands = |column: &Column| {
        let cells = tables.iter().filter_map(|row| row.last());
        let mut cells = cells.map(|cell| cell.split('、').collect::<Vec<_>>());
        cells.any(|cell| column.headings().iter().all(|heading| cell.contains(heading)))
    };
    let columns = [
        &shipments::COLUMNS[..],
        &stock::COLUMNS,
        &set_file::COLUMNS,
        &listings::COLUMNS,
        &holidays::COLUMNS,
    ];
    for column in columns.into_iter().flatten() {
        assert!(stands(column), "{:?}", column.headings());
    }
}
