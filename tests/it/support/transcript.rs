//! The screens of the documents, printed again by the program: compared with what stands there, or written
//! there.
//!
//! A screen is a command of a ```` ```console ```` block with what follows it, or a ```` ```json COMMAND ````
//! block,
//! which shows the first line that the command prints with `--json`, folded.

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::fences::fences;
use super::folded::folded;

const BINARY: &str = env!("CARGO_BIN_EXE_qoo10-bridge");
/// The time of every screen, so that days and what follows from them stand there exactly.
const NOW: &str = "2026-07-01T10:00:00+09:00";
/// What the folder is called in screens, for it is another one in each run.
const HOME: &str = "/srv/qoo10";
/// Set, the screens are written instead of compared.
const WRITE: &str = "QOO10_BRIDGE_WRITE_DOCS";

/// A command of a document, and what is said to follow it.
struct Screen {
    command: String,
    is_json: bool,
    /// Where in the session's list of documents.
    document: usize,
    /// The lines of the output there.
    place: Range<usize>,
    indent: usize,
    told: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The commands of a document, in order, as they stand there.
pub fn commands(text: &str) -> Vec<String> {
    screens(text, 0).into_iter().map(|screen| screen.command).collect()
}

fn screens(text: &str, document: usize) -> Vec<Screen> {
    let lines: Vec<&str> = text.lines().collect();
    let mut screens: Vec<Screen> = Vec::new();
    for fence in fences(text) {
        let indent = fence.indent;
        let starts = |command: String, is_json, at: usize| Screen {
            command,
            is_json,
            document,
            place: at..at,
            indent,
            told: Vec::new(),
        };
        match fence.kind.as_str() {
            "json" => {
                let command = format!("qoo10-bridge {} --json", fence.rest);
                screens.push(starts(command, true, fence.lines.start));
            }
            "console" => assert!(lines[fence.lines.start][indent..].starts_with("$ "), "{fence:?}"),
            _ => continue,
        }
        for at in fence.lines {
            let line = lines[at].get(indent..).unwrap_or_default();
            match line.strip_prefix("$ ").filter(|_| fence.kind == "console") {
                Some(command) => screens.push(starts(command.to_owned(), false, at + 1)),
                None => {
                    let screen = screens.last_mut().unwrap();
                    screen.told.push(line.to_owned());
                    screen.place.end = at + 1;
                }
            }
        }
    }
    screens
}

/// Runs the screens of documents that follow one another, in one shell in a folder with `example.toml` and
/// the
/// files of `fixtures/docs`; compares them, or writes them where they are asked for.
pub fn check(documents: &[&str]) {
    let paths: Vec<PathBuf> = documents.iter().map(|name| root().join(name)).collect();
    let mut texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let screens: Vec<Screen> = texts.iter().enumerate().flat_map(|(at, text)| screens(text, at)).collect();
    let printed = run(&screens);
    let differ = |(screen, real): &(&Screen, &Vec<String>)| !fits(&screen.told, real);
    let other: Vec<(&Screen, &Vec<String>)> = screens.iter().zip(&printed).filter(differ).collect();
    if std::env::var_os(WRITE).is_none() {
        let tell = |(screen, real): &(&Screen, &Vec<String>)| {
            let place = format!("{}:{}", documents[screen.document], screen.place.start);
            format!("{place}: $ {}\n{}", screen.command, difference(&screen.told, real))
        };
        let told: Vec<String> = other.iter().map(tell).collect();
        assert!(
            told.is_empty(),
            "the program prints something else than the document shows (-: documented, +: printed):\n\n{}\n\
             If the program is right, write all screens anew, and look at what changed:\n    \
             {WRITE}=1 cargo test --test it docs_screens",
            told.join("\n")
        );
        return;
    }
    for (screen, real) in other.iter().rev() {
        let mut lines: Vec<String> = texts[screen.document].lines().map(str::to_owned).collect();
        let blanks = " ".repeat(screen.indent);
        let new = revised(&screen.told, real).into_iter().map(|line| format!("{blanks}{line}"));
        lines.splice(screen.place.clone(), new.map(|line| line.trim_end().to_owned()));
        texts[screen.document] = lines.join("\n") + "\n";
    }
    for (path, text) in paths.iter().zip(texts).filter(|_| !other.is_empty()) {
        std::fs::write(path, text).unwrap();
    }
}

/// What every command prints, stdout and stderr together as on a terminal.
fn run(screens: &[Screen]) -> Vec<Vec<String>> {
    const MARK: &str = "@@@ end of output";
    let folder = furnished();
    // Not for a command that says what time it is: behind `command` no alias is looked for.
    let mut script = format!("alias qoo10-bridge='qoo10-bridge --now {NOW}'\n");
    for screen in screens {
        let mut command = screen.command.replace("cargo run --", "qoo10-bridge");
        if command.contains("--now ") {
            command = format!("command {command}");
        }
        let quiet = if screen.is_json { " 2>/dev/null" } else { "" };
        script += &format!("{command}{quiet}\ncode=$?\necho '{MARK}'\n(exit $code)\n");
    }
    let place = folder.path().join("output");
    let output = File::create(&place).unwrap();
    let mut shell = command("sh", &folder.path().canonicalize().unwrap());
    shell.arg("-c").arg(script).stdout(output.try_clone().unwrap()).stderr(output);
    shell.status().unwrap();
    let here = folder.path().canonicalize().unwrap();
    let text = std::fs::read_to_string(place).unwrap().replace(here.to_str().unwrap(), HOME);
    let printed: Vec<&str> = text.split(&format!("{MARK}\n")).collect();
    assert_eq!(printed.len(), screens.len() + 1, "{text}");
    let lines = |(screen, text): (&Screen, &str)| -> Vec<String> {
        let text = if screen.is_json { as_json(&screen.command, text) } else { text.to_owned() };
        text.lines().map(|line| line.trim_end().to_owned()).collect()
    };
    screens.iter().zip(printed).map(lines).collect()
}

/// A folder as the documents have it, with a Qoo10 that takes more requests a second than the example asks
/// for.
pub fn furnished() -> TempDir {
    let folder = TempDir::new().unwrap();
    let example = std::fs::read_to_string(root().join("example.toml")).unwrap();
    let hurried = example.replace("requests_per_second = 5\n", "requests_per_second = 100\n");
    assert_ne!(example, hurried);
    std::fs::write(folder.path().join("example.toml"), hurried).unwrap();
    for file in std::fs::read_dir(root().join("fixtures/docs")).unwrap().map(Result::unwrap) {
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// The first line folded, and `…` for others.
fn as_json(command: &str, text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_else(|| panic!("$ {command}: prints nothing"));
    let value: Value = serde_json::from_str(first).unwrap_or_else(|e| panic!("$ {command}: {e}: {first}"));
    folded(&value) + lines.next().map_or("", |_| "\n…")
}

fn command(program: &str, folder: &Path) -> Command {
    let built = Path::new(BINARY).parent().unwrap();
    let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(program);
    command.env_clear().env("PATH", path).env("LANG", "C.UTF-8").current_dir(folder).stdin(Stdio::null());
    command.env("QOO10_BRIDGE_CONFIG", "example.toml");
    command
}

/// The first line of a command's JSON.
pub fn json(folder: &Path, args: &str) -> Value {
    let output = command(BINARY, folder).args(args.split(' ')).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().next().unwrap_or_else(|| panic!("{args}: no output"))).unwrap()
}

/// A line of its own that leaves out lines.
fn leaves_out(line: &str) -> bool {
    line.trim() == "…"
}

/// Whether a screen is what was printed; a line `…` stands for one line or more.
fn fits(told: &[String], real: &[String]) -> bool {
    match told.split_first() {
        None => real.is_empty(),
        Some((line, rest)) if leaves_out(line) => (1..=real.len()).any(|n| fits(rest, &real[n..])),
        Some((line, rest)) => {
            real.split_first().is_some_and(|(first, others)| line_fits(line, first) && fits(rest, others))
        }
    }
}

/// `…` within a line stands for anything.
fn line_fits(told: &str, real: &str) -> bool {
    let mut parts = told.split('…');
    let Some(mut rest) = real.strip_prefix(parts.next().unwrap()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// What lies between lines that fit each other: the lines told, the lines printed, and the line told that
/// fits next.
type Stretch<'a> = (&'a [String], &'a [String], Option<&'a String>);

/// The two beside each other, with as many lines as possible that fit.
fn aligned<'a>(told: &'a [String], real: &'a [String]) -> Vec<Stretch<'a>> {
    let fit =
        |i: usize, j: usize| leaves_out(&told[i]) == leaves_out(&real[j]) && line_fits(&told[i], &real[j]);
    let mut best = vec![vec![0; real.len() + 1]; told.len() + 1];
    for i in (0..told.len()).rev() {
        for j in (0..real.len()).rev() {
            let skipped = best[i + 1][j].max(best[i][j + 1]);
            best[i][j] = if fit(i, j) { skipped.max(1 + best[i + 1][j + 1]) } else { skipped };
        }
    }
    let (mut stretches, mut from, mut i, mut j) = (Vec::new(), (0, 0), 0, 0);
    while i < told.len() && j < real.len() {
        if fit(i, j) && best[i][j] == 1 + best[i + 1][j + 1] {
            stretches.push((&told[from.0..i], &real[from.1..j], Some(&told[i])));
            (i, j) = (i + 1, j + 1);
            from = (i, j);
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    stretches.push((&told[from.0..], &real[from.1..], None));
    stretches
}

/// The screen anew: lines that still fit stay as they are, with their `…`; a line `…` between them goes on
/// leaving
/// out all lines but as many as stood before it and behind it; everything else is what was printed.
fn revised(told: &[String], real: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for (told, real, next) in aligned(told, real) {
        let left_out = told.iter().position(|line| leaves_out(line));
        let behind = |before: usize| told[before..].iter().filter(|line| !leaves_out(line)).count();
        let around = left_out.map(|before| (before, behind(before)));
        match around.filter(|(before, behind)| before + behind < real.len()) {
            Some((before, behind)) => {
                lines.extend_from_slice(&real[..before]);
                lines.push(told[before].clone());
                lines.extend_from_slice(&real[real.len() - behind..]);
            }
            None => lines.extend_from_slice(real),
        }
        lines.extend(next.cloned());
    }
    lines
}

fn difference(told: &[String], real: &[String]) -> String {
    let mut text = String::new();
    for (told, real, next) in aligned(told, real) {
        let is_left_out = told.iter().all(|line| leaves_out(line)) && told.is_empty() == real.is_empty();
        let marked = |mark: &str, lines: &[String]| -> String {
            lines.iter().map(|line| format!("{mark} {line}\n")).collect()
        };
        text += &if is_left_out { marked(" ", told) } else { marked("-", told) + &marked("+", real) };
        text += &next.map(|line| format!("  {line}\n")).unwrap_or_default();
    }
    text
}

#[test]
fn a_screen_written_anew_keeps_what_it_leaves_out() {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    for (told, real, new) in [
        ("", "a", "a"),
        ("a", "", ""),
        ("a\n…\nz", "a\nb\nc\nz", "a\n…\nz"),
        ("a\n…\nz", "x\nb\nc\nz", "x\n…\nz"),
        ("a\n…\ny\nz", "a\nb\nc\nx\nz", "a\n…\nx\nz"),
        ("a\n…\nm\n…\ny", "1\n2\n3\n4\n5", "1\n…\n4\n5"),
        ("a\n…", "a", "a"),
        ("a: … B\nc", "a: 12 B\nd", "a: … B\nd"),
        ("a: … B\nc", "a: 12 kB, full\nc", "a: 12 kB, full\nc"),
        ("one\ntwo", "two", "two"),
    ] {
        let written = revised(&lines(told), &lines(real));
        assert_eq!(written, lines(new), "{told:?} -> {real:?}");
        assert!(fits(&written, &lines(real)), "{told:?} -> {real:?}");
    }
}
