//! What every command works with: configuration, clock, language, streams, and what a signal stops.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use super::io::Io;
use super::recorded_command;
use super::recording::Recording;
use super::signals;
use super::terminal::Output;
use crate::cli::TypedWord;
use crate::config::Config;
use crate::domain::time::Jst;
use crate::error::{Exit, Failure};
use crate::qoo10::interrupt::Interrupt;
use crate::text::localize;
use crate::vocabulary::{Lang, Message};

pub(crate) struct Context {
    pub(crate) io: Io,
    pub(crate) config: Config,
    pub(crate) config_path: PathBuf,
    pub(crate) lang: Lang,
    frozen_now: Option<Jst>,
    pub(crate) output: Output,
    interrupt: OnceLock<Interrupt>,
    recording: OnceLock<Arc<Recording>>,
    /// The newest of this process's pings, behind which the next one goes.
    pub(crate) last_ping: Mutex<Option<JoinHandle<()>>>,
}

/// A configuration, and the file that it was read from.
pub(crate) struct ShopFile {
    pub(crate) config: Config,
    pub(crate) path: PathBuf,
}

impl Context {
    pub(crate) fn new(io: Io, output: Output, lang: Lang, shop: ShopFile, frozen_now: Option<Jst>) -> Self {
        let ShopFile { config, path: config_path } = shop;
        let (interrupt, recording, last_ping) = (OnceLock::new(), OnceLock::new(), Mutex::default());
        Self { io, config, config_path, lang, frozen_now, output, interrupt, recording, last_ping }
    }

    /// Now, in Japan; the same instant for the whole run where `--now` was given.
    pub(crate) fn now(&self) -> Jst {
        self.frozen_now.unwrap_or_else(|| (self.io.clock)())
    }

    /// Keeps every exchange with Qoo10 in a folder from now on.
    ///
    /// # Errors
    /// When the folder cannot hold a recording.
    pub(crate) fn start_recording(&self, typed: &Path) -> Result<(), Failure> {
        let recording = Arc::new(Recording::open(&self.io.resolve_path(typed), typed)?);
        self.recording.get_or_init(|| recording);
        Ok(())
    }

    /// What exchanges are kept in, where they are.
    pub(crate) fn recording(&self) -> Option<&Arc<Recording>> {
        self.recording.get()
    }

    /// Ends the recording with the command that was typed, and says what it holds.
    pub(crate) fn finish_recording(&self, words: &[TypedWord], exit: Exit) {
        let Some(recording) = self.recording() else { return };
        let words = recorded_command::redact_words(recording.redact(), words);
        let (lines, warning) = recording.finish(&words, self.now(), exit);
        lines.iter().for_each(|line| self.print_unless_quiet(line));
        warning.iter().for_each(|warning| self.print_message(warning));
    }

    /// From the first call on, a signal no longer ends the process at once: it is up to the run.
    pub(crate) fn interrupt(&self) -> &Interrupt {
        self.interrupt.get_or_init(|| self.io.interrupt.clone().unwrap_or_else(|| self.listen()))
    }

    /// Listens for signals, and answers the first one at once: the run itself may be waiting for Qoo10.
    fn listen(&self) -> Interrupt {
        let interrupt = signals::listen();
        if self.output.should_answer_signals() {
            let (output, lang) = (self.output.clone(), self.lang);
            signals::spawn_signal_watcher(&interrupt, move |signal| output.print_signal_answer(signal, lang));
        }
        interrupt
    }

    /// A line for people, on stderr.
    pub(crate) fn print_message(&self, message: &Message) {
        self.output.print_stderr(&(localize(message, self.lang) + "\n"));
    }

    /// The same beside the result, which `--quiet` leaves out.
    pub(crate) fn print_unless_quiet(&self, message: &Message) {
        self.output.print_unless_quiet(&(localize(message, self.lang) + "\n"));
    }

    pub(crate) fn state_path(&self) -> &Path {
        &self.config.state.path
    }

    /// Where the practice Qoo10 keeps its world: beside the state file.
    pub(crate) fn world_path(&self) -> PathBuf {
        let mut path = self.state_path().as_os_str().to_owned();
        path.push(".sandbox.json");
        path.into()
    }

    pub(crate) fn clock(&self) -> crate::sandbox::TimeSource {
        match self.frozen_now {
            Some(now) => std::sync::Arc::new(move || now),
            None => self.io.clock.clone(),
        }
    }

    /// The signal that came, if one did and anybody listens for it.
    pub(crate) fn signal(&self) -> Option<&'static str> {
        self.interrupt.get().and_then(Interrupt::signal)
    }
}
