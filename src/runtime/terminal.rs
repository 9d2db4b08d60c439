//! The standard streams: results on stdout, everything else on stderr.

use std::io::{self, Write};

use super::io::{Io, Stream};
use crate::cli::Global;
use crate::error::{Exit, Failure};
use crate::render::failure;
use crate::text::mark::{Mark, marked, painted, unmarked};
use crate::text::text;
use crate::text::wrap::{all_wrapped, for_screen};
use crate::vocabulary::{Lang, msg};

/// Where a command's words go.
#[derive(Clone)]
pub(crate) struct Output {
    /// Whether results are JSON.
    pub(crate) json: bool,
    /// How many columns stdout has, where it is a terminal, so that long lines have to wrap.
    pub(crate) width: Option<usize>,
    /// Whether somebody watches stderr, so that a step can show that it is at work.
    shows_progress: bool,
    out: Stream,
    err: Stream,
    /// Whether more is asked for.
    pub(crate) verbose: bool,
    terminals: Terminals,
    quiet: bool,
}

/// Which streams are terminals, and what those can do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminals {
    /// How many columns stdout has; none where it is no terminal.
    stdout: Option<usize>,
    /// The same of stderr.
    stderr: Option<usize>,
    /// Whether a terminal may have colours.
    has_colours: bool,
}

impl Terminals {
    pub(crate) fn of(io: &Io) -> Self {
        Self { stdout: io.stdout.columns(), stderr: io.stderr.columns(), has_colours: io.has_colours() }
    }

    /// How many columns stderr has, where it is a terminal.
    pub(crate) fn stderr(self) -> Option<usize> {
        self.stderr
    }

    /// A text for stderr as it is shown.
    fn painted(self, text: &str) -> String {
        if self.colours() { painted(text) } else { unmarked(text) }
    }

    /// Whether stderr may have colours.
    pub(crate) fn colours(self) -> bool {
        self.has_colours && self.stderr.is_some()
    }
}

impl Output {
    pub(crate) fn new(global: &Global, io: &Io) -> Self {
        let terminals = Terminals::of(io);
        Self {
            json: global.json,
            width: terminals.stdout,
            // Log lines and a moving line would spoil each other.
            shows_progress: terminals.stderr.is_some() && !global.quiet && global.verbose == 0,
            out: io.stdout.clone(),
            err: io.stderr.clone(),
            verbose: global.verbose > 0,
            terminals,
            quiet: global.quiet,
        }
    }

    /// How wide a line that moves may be, where one is shown.
    pub(crate) fn progress_columns(&self) -> Option<usize> {
        self.terminals.stderr.filter(|_| self.shows_progress)
    }

    /// Whether anything may be printed at the end of a command that ends so.
    pub(crate) fn speaks(&self, exit: Exit) -> bool {
        !(self.quiet && exit == Exit::Ok)
    }

    /// A result: what stands out in it is painted on a terminal with colours, and is text like any other
    /// elsewhere.
    ///
    /// # Errors
    /// When stdout does not take it (a closed pipe is no failure).
    pub(crate) fn result(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.out.clone();
        let written = out.write_all(self.painted(text).as_bytes()).and_then(|()| out.flush());
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(e)),
            _ => Ok(()),
        }
    }

    /// A result as it is shown.
    pub(crate) fn painted(&self, text: &str) -> String {
        match self.terminals.stdout.is_some() && self.terminals.has_colours {
            // What stands in data is nobody's mark.
            _ if self.json => text.to_owned(),
            true => painted(text),
            false => unmarked(text),
        }
    }

    /// A result in a line or some, which a terminal would break within words.
    ///
    /// # Errors
    /// As [`Self::result`].
    pub(crate) fn line(&self, text: &str) -> Result<(), Failure> {
        self.result(&for_screen(text, self.width.filter(|_| !self.json)))
    }

    /// Words for people, on stderr; nobody there is no failure.
    pub(crate) fn say(&self, text: &str) {
        self.put(&for_screen(text, self.terminals.stderr));
    }

    /// A word beside the result, which `--quiet` leaves out.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Whether a signal is answered before the run has stopped: to whoever watches, and to whoever did not
    /// ask for silence.
    pub(crate) fn answers_signals(&self) -> bool {
        !self.quiet || self.terminals.stderr.is_some()
    }

    /// Says what becomes of a signal that came while the run was waiting for an answer.
    pub(crate) fn answer_signal(&self, signal: &str, lang: Lang) {
        let line = text(&msg!("terminal-stopping", signal = signal), lang);
        // What moves in the last line would stay before it.
        let start = if self.shows_progress { "\n" } else { "" };
        self.say(&format!("{start}{line}\n"));
    }

    /// What somebody should look at, each line beginning with a word that says how urgent it is.
    pub(crate) fn findings(&self, text: &str) {
        for line in text.split_inclusive('\n') {
            match line.split_once(": ") {
                Some((word, rest)) => {
                    self.say(&format!("{} {rest}", marked(Mark::Warning, &format!("{word}:"))));
                }
                None => self.say(line),
            }
        }
    }

    /// Why a command failed.
    pub(crate) fn error(&self, error: &Failure, lang: Lang) {
        let text = format_failure(error, self.verbose, lang, self.terminals);
        drop(self.err.clone().write_all(text.as_bytes()));
    }

    fn put(&self, text: &str) {
        drop(self.err.clone().write_all(self.terminals.painted(text).as_bytes()));
    }

    /// Results that come in many pieces.
    pub(crate) fn stdout(&self) -> Stream {
        self.out.clone()
    }
}

/// Log lines for a terminal of so many columns.
pub(crate) struct LogLines(pub(crate) usize);

impl Write for LogLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(all_wrapped(&String::from_utf8_lossy(bytes), self.0).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The lines about a failure, for stderr; with what caused it where that is asked for.
pub(crate) fn format_failure(error: &Failure, with_causes: bool, lang: Lang, terminals: Terminals) -> String {
    let mark = marked(Mark::Problem, &format!("{}:", failure::mark(lang)));
    let text = format!("{mark} {}\n", failure::text(error, with_causes, lang));
    terminals.painted(&for_screen(&text, terminals.stderr))
}

/// A result that could not be written.
pub(crate) fn cannot_write(error: io::Error) -> Failure {
    Failure::new(Exit::Failed, msg!("desk-not_written", error = &error)).caused_by(error)
}

/// Only this program's own lines: at `trace` the HTTP library would print whole URLs.
pub(crate) fn start_log(global: &Global, terminals: Terminals) {
    let level = match (global.quiet, global.verbose) {
        (true, 0) => log::LevelFilter::Error,
        (_, 0) => log::LevelFilter::Warn,
        (_, 1) => log::LevelFilter::Info,
        (_, 2) => log::LevelFilter::Debug,
        (_, _) => log::LevelFilter::Trace,
    };
    let mut logger = env_logger::Builder::new();
    if let Some(columns) = terminals.stderr() {
        logger.target(env_logger::Target::Pipe(Box::new(LogLines(columns))));
    }
    logger
        .filter_level(log::LevelFilter::Off)
        .filter_module("qoo10_bridge", level)
        .write_style(if terminals.colours() {
            env_logger::WriteStyle::Always
        } else {
            env_logger::WriteStyle::Never
        })
        .format_target(false)
        .format_timestamp(None)
        .init();
}
