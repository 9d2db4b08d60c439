//! What the documents show of a shell (```` ```console ````), run again to see whether they print what stands there.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_qoo10-bridge");

/// A command there, and what it is said to print on stdout and stderr together.
#[derive(Debug)]
pub struct Block {
    pub command: String,
    pub output: String,
}

/// The commands of a document, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let shown = text.split("\n```console\n").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    for line in shown.flat_map(str::lines) {
        match line.strip_prefix("$ ") {
            Some(command) => blocks.push(Block { command: command.into(), output: String::new() }),
            None => {
                let output = &mut blocks.last_mut().unwrap().output;
                *output += line;
                output.push('\n');
            }
        }
    }
    blocks
}

/// Runs all of them in one shell, and compares.
pub fn check(blocks: &[Block], folder: &Path) {
    run(blocks, folder, String::new());
}

/// The same at a time of one's own, so that days and what follows from them stand there exactly.
pub fn check_at(blocks: &[Block], folder: &Path, now: &str) {
    run(blocks, folder, format!("alias qoo10-bridge='qoo10-bridge --now {now}'\n"));
}

fn run(blocks: &[Block], folder: &Path, mut script: String) {
    const MARK: &str = "@@@ end of output";
    for block in blocks {
        let command = block.command.replace("cargo run --release --", "qoo10-bridge");
        script += &format!("{command}\ncode=$?\necho '{MARK}'\n(exit $code)\n");
    }
    let place = folder.join("output");
    let output = File::create(&place).unwrap();
    let mut shell = command("sh", folder);
    shell.arg("-c").arg(script).stdout(output.try_clone().unwrap()).stderr(output);
    shell.status().unwrap();
    let text = std::fs::read_to_string(place).unwrap();
    let printed: Vec<&str> = text.split(&format!("{MARK}\n")).collect();
    assert_eq!(printed.len(), blocks.len() + 1, "{text}");
    for (block, printed) in blocks.iter().zip(printed) {
        let (told, real) = (timeless(&block.output), timeless(printed));
        assert!(matches(&told, &real), "$ {}\n-- documented\n{told}-- printed\n{real}", block.command);
    }
}

/// The first line of a command's JSON.
pub fn json(folder: &Path, args: &str) -> Value {
    let mut command = command(BINARY, folder);
    let output = command.args(["--config", "example.toml"]).args(args.split(' ')).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().next().unwrap_or_else(|| panic!("{args}: no output"))).unwrap()
}

/// The keys of a JSON value in their order; of a list, those of its first element.
pub fn shape(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let part = |(key, value): (&String, &Value)| {
                let is_open = key == "api_calls";
                format!("{key}:{}", if is_open { String::new() } else { shape(value) })
            };
            format!("{{{}}}", map.iter().map(part).collect::<Vec<_>>().join(","))
        }
        Value::Array(list) => list.first().map(shape).unwrap_or_default(),
        _ => String::new(),
    }
}

fn command(program: &str, folder: &Path) -> Command {
    let built = Path::new(BINARY).parent().unwrap();
    let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(program);
    command.env_clear().env("PATH", path).env("LANG", "C.UTF-8").current_dir(folder).stdin(Stdio::null());
    command
}

/// Dates and times differ from day to day: every digit of theirs becomes 0.
fn timeless(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for form in ["dddd-dd-dd dd:dd", "dddd-dd-ddTdd:dd:dd+dd:dd"].map(|form| form.chars().collect::<Vec<_>>())
    {
        for at in 0..letters.len().saturating_sub(form.len() - 1) {
            let place = at..at + form.len();
            let fits = |(f, c): (&char, &char)| if *f == 'd' { c.is_ascii_digit() } else { f == c };
            if form.iter().zip(&letters[place.clone()]).all(fits) {
                letters[place].iter_mut().filter(|c| c.is_ascii_digit()).for_each(|c| *c = '0');
            }
        }
    }
    letters.into_iter().collect()
}

/// `…` stands for anything, over lines too where it has one of its own.
fn matches(told: &str, real: &str) -> bool {
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
