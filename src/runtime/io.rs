//! What a command has of the world around it, as values: a process fills them in from its own, a test from
//! what it wants to try.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::Utc;
use rustix::termios::{Winsize, tcgetwinsize};

use crate::domain::time::{Jst, to_jst};
use crate::qoo10::interrupt::Interrupt;
use crate::qoo10::limiter::{Pace, RealPace};
use crate::vocabulary::Lang;

/// The world around one command.
#[derive(Clone)]
pub struct Io {
    /// Environment variables.
    pub env: Arc<BTreeMap<OsString, OsString>>,
    /// The folder that relative paths begin in; empty for the process's own.
    pub cwd: PathBuf,
    /// The machine's clock, in Japan time. `--now` goes before it.
    pub clock: Arc<dyn Fn() -> Jst + Send + Sync>,
    /// The time that passes between requests, from where a command starts; its waits end early once there is
    /// an interrupt.
    pub pace: fn(Interrupt) -> Box<dyn Pace>,
    /// What is typed or piped in.
    pub stdin: Input,
    /// Results.
    pub stdout: Stream,
    /// Everything else.
    pub stderr: Stream,
    /// How long others are waited for.
    pub timeouts: Timeouts,
    /// What stops a command; none where the signals of the process do.
    pub interrupt: Option<Interrupt>,
    /// Whether log lines go to the standard error stream of the process.
    pub writes_log: bool,
}

/// How long a command waits for others.
#[derive(Debug, Clone)]
pub struct Timeouts {
    /// A change by hand that was not told to wait, for a running step, and for another program too.
    pub lock: Duration,
    /// How often that lock is tried meanwhile.
    pub lock_poll: Duration,
    /// A shorter wait is not spoken of.
    pub announce_after: Duration,
    /// A step that was not told to wait, for another run. Not nothing: the lock of a run that has ended may
    /// seem held for a moment more, while a child that was just started still has its parent's open files.
    pub busy: Duration,
    /// Another program that keeps the state file locked, where a command was not told how long to wait.
    pub database: Duration,
    /// A request to Qoo10, in place of `qoo10.timeout_seconds`.
    pub request: Option<Duration>,
    /// A notice to a service outside, all in all.
    pub notice: Duration,
    /// The same once a signal came: a service that is well answers within that.
    pub notice_after_signal: Duration,
    /// `qoo10.seller_key_command`.
    pub key_command: Duration,
    /// How soon an answer, or a signal, is noticed.
    pub poll: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            lock: Duration::from_secs(10),
            lock_poll: Duration::from_millis(50),
            announce_after: Duration::from_millis(300),
            busy: Duration::from_millis(100),
            database: Duration::from_secs(5),
            request: None,
            notice: Duration::from_secs(5),
            notice_after_signal: Duration::from_secs(1),
            key_command: Duration::from_secs(30),
            poll: Duration::from_millis(20),
        }
    }
}

/// Where words go.
#[derive(Clone)]
pub struct Stream {
    sink: Arc<Mutex<dyn Write + Send>>,
    columns: Option<usize>,
}

/// Where words come from.
#[derive(Clone)]
pub struct Input {
    source: Arc<Mutex<dyn BufRead + Send>>,
    is_terminal: bool,
}

/// What a terminal has that does not say.
const DEFAULT_COLUMNS: usize = 80;
/// Nothing is laid out for fewer.
const MIN_COLUMNS: usize = 40;

impl Io {
    /// What this process has.
    pub fn from_process() -> Self {
        let columns = |size: rustix::io::Result<Winsize>| {
            let told = size.map_or(0, |size| usize::from(size.ws_col));
            if told == 0 { DEFAULT_COLUMNS } else { told.max(MIN_COLUMNS) }
        };
        let (out, err) = (io::stdout(), io::stderr());
        let out_columns = out.is_terminal().then(|| columns(tcgetwinsize(&out)));
        let err_columns = err.is_terminal().then(|| columns(tcgetwinsize(&err)));
        Self {
            env: Arc::new(std::env::vars_os().collect()),
            cwd: PathBuf::new(),
            clock: Arc::new(|| to_jst(Utc::now())),
            pace: |interrupt| Box::new(RealPace::start().with_interrupt(interrupt)),
            stdin: Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal()),
            stdout: Stream::new(out, out_columns),
            stderr: Stream::new(err, err_columns),
            timeouts: Timeouts::default(),
            interrupt: None,
            writes_log: true,
        }
    }

    /// An environment variable that is set to something; what is not UTF-8 counts as not set.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.var_os(name)?.to_str()
    }

    /// The same, in whatever encoding.
    pub fn var_os(&self, name: &str) -> Option<&OsStr> {
        self.env.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// Where a path that was typed leads.
    pub fn resolve_path(&self, typed: &Path) -> PathBuf {
        self.cwd.join(typed)
    }

    /// The language of the locale.
    pub fn locale_lang(&self) -> Lang {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| self.var(name));
        Lang::from_locale(locale.unwrap_or_default())
    }

    /// Whether a terminal may have colours.
    pub fn has_colours(&self) -> bool {
        self.var_os("NO_COLOR").is_none() && self.var_os("TERM").is_some_and(|term| term != "dumb")
    }
}

impl Stream {
    /// Goes to `sink`, which is a terminal of so many columns, or none.
    pub fn new(sink: impl Write + Send + 'static, columns: Option<usize>) -> Self {
        Self { sink: Arc::new(Mutex::new(sink)), columns }
    }

    /// How many columns it has, where it is a terminal.
    pub fn columns(&self) -> Option<usize> {
        self.columns
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

impl Input {
    /// Comes from `source`, which may be a terminal.
    pub fn new(source: impl BufRead + Send + 'static, is_terminal: bool) -> Self {
        Self { source: Arc::new(Mutex::new(source)), is_terminal }
    }

    /// Whether somebody sits there.
    pub fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Reads from it.
    pub fn read<T>(&self, read: impl FnOnce(&mut dyn BufRead) -> T) -> T {
        read(&mut *self.source.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
