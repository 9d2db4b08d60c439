//! The standard streams: results on stdout, everything else on stderr.

use std::io::{self, IsTerminal, Write};

use crate::cli::Global;
use crate::error::{Error, Exit};

/// Where a command's words go.
#[derive(Debug, Clone)]
pub(super) struct Output {
    /// Whether results are JSON.
    pub(super) json: bool,
    /// Whether stdout is a terminal, so that long lines have to wrap.
    pub(super) wraps: bool,
    quiet: bool,
}

impl Output {
    pub(super) fn new(global: &Global, is_terminal: bool) -> Self {
        Self { json: global.json, quiet: global.quiet, wraps: is_terminal }
    }

    /// Whether anything may be printed at the end of a command that ends so.
    pub(super) fn speaks(&self, exit: Exit) -> bool {
        !(self.quiet && exit == Exit::Ok)
    }

    /// Whether somebody may watch how far the work has come.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
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

    /// Why a command failed.
    pub(super) fn error(&self, error: &Error) {
        self.say(&format!("error: {error}\n"));
    }

    /// Results that come in many pieces.
    pub(super) fn stdout(&self) -> impl Write + use<> {
        io::stdout().lock()
    }
}

/// A result that could not be written.
pub(super) fn cannot_write(error: &io::Error) -> Error {
    Error::new(Exit::Failed, format!("the result cannot be written to stdout ({error})"))
}
