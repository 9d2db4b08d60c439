//! The standard streams: results on stdout, everything else on stderr.

use std::io::{self, IsTerminal, Write};

use crate::cli::Global;
use crate::error::{Error, Exit};
use crate::report::{Lang, failure};

/// Where a command's words go.
#[derive(Debug, Clone)]
pub(super) struct Output {
    /// Whether results are JSON.
    pub(super) json: bool,
    /// Whether stdout is a terminal, so that long lines have to wrap.
    pub(super) wraps: bool,
    /// Whether somebody watches stderr, so that a step can show that it is at work.
    pub(super) shows_progress: bool,
    colours: bool,
    quiet: bool,
}

/// Which streams are terminals, and what those can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminals {
    stdout: bool,
    stderr: bool,
    /// Whether stderr may have colours.
    pub(super) colours: bool,
}

impl Terminals {
    pub(super) fn find() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let stderr = io::stderr().is_terminal();
        let colours = stderr && set("NO_COLOR").is_none() && set("TERM").is_some_and(|term| term != "dumb");
        Self { stdout: io::stdout().is_terminal(), stderr, colours }
    }
}

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";

impl Output {
    pub(super) fn new(global: &Global, terminals: Terminals) -> Self {
        Self {
            json: global.json,
            wraps: terminals.stdout,
            // Log lines and a moving line would spoil each other.
            shows_progress: terminals.stderr && !global.quiet && global.verbose == 0,
            colours: terminals.colours,
            quiet: global.quiet,
        }
    }

    /// Whether anything may be printed at the end of a command that ends so.
    pub(super) fn speaks(&self, exit: Exit) -> bool {
        !(self.quiet && exit == Exit::Ok)
    }

    /// A result.
    ///
    /// # Errors
    /// When stdout does not take it (a closed pipe is no failure).
    pub(super) fn result(&self, text: &str) -> Result<(), Error> {
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&e)),
            _ => Ok(()),
        }
    }

    /// Words for people, on stderr; nobody there is no failure.
    pub(super) fn say(&self, text: &str) {
        drop(io::stderr().lock().write_all(text.as_bytes()));
    }

    /// A word beside the result, which `--quiet` leaves out.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// What somebody should look at, each line beginning with a word that says how urgent it is.
    pub(super) fn findings(&self, text: &str) {
        for line in text.split_inclusive('\n') {
            match line.split_once(": ") {
                Some((word, rest)) if self.colours => self.say(&format!("{YELLOW}{word}:{PLAIN} {rest}")),
                _ => self.say(line),
            }
        }
    }

    /// Why a command failed.
    pub(super) fn error(&self, error: &Error, lang: Lang) {
        self.say(&failed(error, lang, self.colours));
    }

    /// Results that come in many pieces.
    pub(super) fn stdout(&self) -> impl Write + use<> {
        io::stdout().lock()
    }
}

/// The lines about a failure, for stderr.
pub(super) fn failed(error: &Error, lang: Lang, colours: bool) -> String {
    let (before, after) = if colours { (RED, PLAIN) } else { ("", "") };
    format!("{before}{}:{after} {}\n", failure::mark(lang), failure::text(error, lang))
}

/// A result that could not be written.
pub(super) fn cannot_write(error: &io::Error) -> Error {
    let message = (
        format!("the result cannot be written to stdout ({error})"),
        format!("結果を標準出力に書き込めません({error})"),
    );
    Error::new(Exit::Failed, message)
}
