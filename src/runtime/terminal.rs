//! The standard streams: results on stdout, everything else on stderr.

use std::io::{self, Write};

use super::io::{Io, Stream};
use crate::cli::Global;
use crate::error::{Exit, Failure};
use crate::render::failure;
use crate::text::localize;
use crate::text::mark::{Mark, mark_text, paint_marks, strip_marks};
use crate::text::wrap::{wrap_for_screen, wrap_lines};
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
    stdout_columns: Option<usize>,
    /// The same of stderr.
    stderr_columns: Option<usize>,
    /// Whether a terminal may have colours.
    has_colours: bool,
}

impl Terminals {
    pub(crate) fn from_io(io: &Io) -> Self {
        Self {
            stdout_columns: io.stdout.columns(),
            stderr_columns: io.stderr.columns(),
            has_colours: io.has_colours(),
        }
    }

    /// How many columns stderr has, where it is a terminal.
    pub(crate) fn stderr_columns(self) -> Option<usize> {
        self.stderr_columns
    }

    /// A text for stderr as it is shown.
    fn paint(self, text: &str) -> String {
        if self.has_stderr_colours() { paint_marks(text) } else { strip_marks(text) }
    }

    /// Whether stderr may have colours.
    pub(crate) fn has_stderr_colours(self) -> bool {
        self.has_colours && self.stderr_columns.is_some()
    }
}

impl Output {
    pub(crate) fn new(global: &Global, io: &Io) -> Self {
        let terminals = Terminals::from_io(io);
        Self {
            json: global.json,
            width: terminals.stdout_columns,
            // Log lines and a moving line would spoil each other.
            shows_progress: terminals.stderr_columns.is_some() && !global.quiet && global.verbose == 0,
            out: io.stdout.clone(),
            err: io.stderr.clone(),
            verbose: global.verbose > 0,
            terminals,
            quiet: global.quiet,
        }
    }

    /// How wide a line that moves may be, where one is shown.
    pub(crate) fn progress_columns(&self) -> Option<usize> {
        self.terminals.stderr_columns.filter(|_| self.shows_progress)
    }

    /// Whether anything may be printed at the end of a command that ends so.
    pub(crate) fn should_print(&self, exit: Exit) -> bool {
        !(self.quiet && exit == Exit::Ok)
    }

    /// A result: what stands out in it is painted on a terminal with colours, and is text like any other
    /// elsewhere.
    ///
    /// # Errors
    /// When stdout does not take it (a closed pipe is no failure).
    pub(crate) fn print_result(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.out.clone();
        let written = out.write_all(self.paint(text).as_bytes()).and_then(|()| out.flush());
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(write_error(e)),
            _ => Ok(()),
        }
    }

    /// A result as it is shown.
    pub(crate) fn paint(&self, text: &str) -> String {
        match self.terminals.stdout_columns.is_some() && self.terminals.has_colours {
            // What stands in data is nobody's mark.
            _ if self.json => text.to_owned(),
            true => paint_marks(text),
            false => strip_marks(text),
        }
    }

    /// A result in a line or some, which a terminal would break within words.
    ///
    /// # Errors
    /// As [`Self::result`].
    pub(crate) fn print_line(&self, text: &str) -> Result<(), Failure> {
        self.print_result(&wrap_for_screen(text, self.width.filter(|_| !self.json)))
    }

    /// Words for people, on stderr; nobody there is no failure.
    pub(crate) fn print_stderr(&self, text: &str) {
        self.write_stderr(&wrap_for_screen(text, self.terminals.stderr_columns));
    }

    /// A word beside the result, which `--quiet` leaves out.
    pub(crate) fn print_unless_quiet(&self, text: &str) {
        if !self.quiet {
            self.print_stderr(text);
        }
    }

    /// Whether a signal is answered before the run has stopped: to whoever watches, and to whoever did not
    /// ask for silence.
    pub(crate) fn should_answer_signals(&self) -> bool {
        !self.quiet || self.terminals.stderr_columns.is_some()
    }

    /// Says what becomes of a signal that came while the run was waiting for an answer.
    pub(crate) fn print_signal_answer(&self, signal: &str, lang: Lang) {
        let line = localize(&msg!("terminal-stopping", signal = signal), lang);
        // What moves in the last line would stay before it.
        let start = if self.shows_progress { "\n" } else { "" };
        self.print_stderr(&format!("{start}{line}\n"));
    }

    /// What somebody should look at, each line beginning with a word that says how urgent it is.
    pub(crate) fn print_warnings(&self, text: &str) {
        for line in text.split_inclusive('\n') {
            match line.split_once(": ") {
                Some((word, rest)) => {
                    self.print_stderr(&format!("{} {rest}", mark_text(Mark::Warning, &format!("{word}:"))));
                }
                None => self.print_stderr(line),
            }
        }
    }

    /// Why a command failed.
    pub(crate) fn print_error(&self, error: &Failure, lang: Lang) {
        let text = format_failure(error, self.verbose, lang, self.terminals);
        drop(self.err.clone().write_all(text.as_bytes()));
    }

    fn write_stderr(&self, text: &str) {
        drop(self.err.clone().write_all(self.terminals.paint(text).as_bytes()));
    }

    /// Results that come in many pieces.
    pub(crate) fn stdout(&self) -> Stream {
        self.out.clone()
    }
}

/// Log lines for a terminal of so many columns.
pub(crate) struct LogWriter(pub(crate) usize);

impl Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(wrap_lines(&String::from_utf8_lossy(bytes), self.0).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The lines about a failure, for stderr; with what caused it where that is asked for.
pub(crate) fn format_failure(error: &Failure, with_causes: bool, lang: Lang, terminals: Terminals) -> String {
    let mark = mark_text(Mark::Problem, &format!("{}:", failure::render_mark(lang)));
    let text = format!("{mark} {}\n", failure::render_failure(error, with_causes, lang));
    terminals.paint(&wrap_for_screen(&text, terminals.stderr_columns))
}

/// A result that could not be written.
pub(crate) fn write_error(error: io::Error) -> Failure {
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
    if let Some(columns) = terminals.stderr_columns() {
        logger.target(env_logger::Target::Pipe(Box::new(LogWriter(columns))));
    }
    logger
        .filter_level(log::LevelFilter::Off)
        .filter_module("qoo10_bridge", level)
        .write_style(if terminals.has_stderr_colours() {
            env_logger::WriteStyle::Always
        } else {
            env_logger::WriteStyle::Never
        })
        .format_target(false)
        .format_timestamp(None)
        .init();
}
