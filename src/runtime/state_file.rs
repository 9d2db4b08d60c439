//! How a command waits for others: for the lock of the state file, which another run holds, and for another
//! program that keeps the file itself locked. Who sits at a terminal is told whom they wait for.

use super::context::Context;
use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use super::io::Timeouts;
use crate::cli::WaitArgs;
use crate::error::{Exit, Failure};
use crate::lock::{self, LockError, SharedFileError, StateLock};
use crate::store::{self, Store, StoreErrorKind};
use crate::vocabulary::{Message, Step, msg};

/// SQLite does not hear signals while it waits: it does so in slices.
const SLICE: Duration = Duration::from_millis(200);

/// How long a command waits for a lock and for another program, and whether it is a change by hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LockTimeouts {
    lock: Duration,
    database: Duration,
    is_by_hand: bool,
}

impl LockTimeouts {
    /// That of a step: as it was told, else hardly at all for another run, and some seconds for another
    /// program.
    pub(crate) fn from_step_args(timeouts: &Timeouts, seconds: u64) -> Self {
        let told = Duration::from_secs(seconds);
        let database = if seconds == 0 { timeouts.database } else { told };
        Self { lock: told.max(timeouts.busy), database, is_by_hand: false }
    }

    /// That of a change by hand: as it was told, else the same for both.
    pub(crate) fn by_hand(timeouts: &Timeouts, wait: WaitArgs) -> Self {
        let told = wait.patience.map_or(timeouts.lock, Duration::from_secs);
        Self { lock: told.max(timeouts.busy.min(timeouts.lock)), database: told, is_by_hand: true }
    }
}

impl Context {
    /// The state file for a change by hand, with its lock.
    pub(crate) fn open_for_change(&self, wait: WaitArgs) -> Result<(StateLock, Store), Failure> {
        let patience = LockTimeouts::by_hand(&self.io.timeouts, wait);
        let started = Instant::now();
        let lock = self.lock(patience)?;
        // What the lock took is not waited for once more.
        let left = patience.database.saturating_sub(started.elapsed());
        let store = self.open_store(LockTimeouts { database: left, ..patience })?;
        store.wait_within(patience.database).map_err(self.map_change_error())?;
        Ok((lock, store))
    }

    /// The state file for a `load` command, locked; for a dry run only for reading, without the lock.
    pub(crate) fn open_for_load(
        &self,
        wait: WaitArgs,
        dry_run: bool,
    ) -> Result<(Option<StateLock>, Store), Failure> {
        if dry_run {
            let path = self.state_path();
            return Ok((None, Store::open_reading(path).map_err(|error| Failure::from_store(path, &error))?));
        }
        self.open_for_change(wait).map(|(lock, store)| (Some(lock), store))
    }

    /// What is said of the state file when it fails a change by hand before anything of it was written.
    pub(crate) fn map_change_error(&self) -> impl Fn(store::Error) -> Failure {
        |error| Failure::from_store_by_hand(self.state_path(), &error)
    }

    /// The state file, for writing, once no other program is writing to it. The lock is held.
    pub(crate) fn open_store(&self, patience: LockTimeouts) -> Result<Store, Failure> {
        let path = self.state_path();
        let store = self.open_within(patience, |slice| {
            let mut store = Store::open_within(path, slice)?;
            drop(store.start_batch()?);
            Ok(store)
        })?;
        store.wait_within(patience.database).map_err(|error| Failure::from_store(path, &error))?;
        Ok(store)
    }

    /// The state file, only for reading. The lock is held.
    pub(crate) fn open_to_read(&self, patience: LockTimeouts) -> Result<Store, Failure> {
        self.open_within(patience, |slice| Store::open_reading_with_timeout(self.state_path(), slice))
    }

    /// Opens the state file, in slices of a wait that ends with a signal.
    fn open_within(
        &self,
        patience: LockTimeouts,
        open: impl Fn(Duration) -> Result<Store, store::Error>,
    ) -> Result<Store, Failure> {
        let started = Instant::now();
        let is_told = Cell::new(false);
        loop {
            let left = patience.database.saturating_sub(started.elapsed());
            match open(left.min(SLICE)) {
                Err(error) if error.kind == StoreErrorKind::Busy && !left.is_zero() => {
                    if let Some(signal) = self.signal() {
                        return Err(given_up(signal));
                    }
                    let whom = || msg!("terminal-wait_for_program", seconds = seconds(patience.database));
                    self.report_wait(started, &is_told, patience.database, whom);
                }
                Err(error) if patience.is_by_hand => return Err(self.map_change_error()(error)),
                opened => return opened.map_err(|error| Failure::from_store(self.state_path(), &error)),
            }
        }
    }

    /// The lock of the state file, waiting for another run.
    pub(crate) fn lock(&self, patience: LockTimeouts) -> Result<StateLock, Failure> {
        let started = Instant::now();
        let is_told = Cell::new(false);
        let gives_up = || {
            self.report_wait(started, &is_told, patience.lock, || self.waiting_for_run(patience.lock));
            self.signal().is_some()
        };
        let wait = lock::LockWait { timeout: patience.lock, poll_interval: self.io.timeouts.lock_poll };
        lock::acquire_lock(self.state_path(), wait, &gives_up).map_err(|refusal| match refusal {
            LockError::Interrupted => given_up(self.signal().unwrap_or_default()),
            LockError::Busy => Failure::busy(self.state_path(), patience.is_by_hand),
            LockError::SharedFile(path, why) => not_alone(&path, &why),
            LockError::Io(path, e) => {
                let message = msg!("desk-lock_unusable", file = path.display(), error = &e);
                Failure::with_next(Exit::Failed, message).caused_by(e)
            }
        })
    }

    /// Says once, on a terminal, who is waited for, when that takes longer than a moment.
    fn report_wait(
        &self,
        started: Instant,
        is_told: &Cell<bool>,
        patience: Duration,
        line: impl FnOnce() -> Message,
    ) {
        let timeouts = &self.io.timeouts;
        let is_worth_it = patience > timeouts.announce_after && started.elapsed() >= timeouts.announce_after;
        if is_told.get() || !is_worth_it || self.io.stderr.columns().is_none() {
            return;
        }
        is_told.set(true);
        self.print_unless_quiet(&line());
    }

    /// Who holds the lock: the step by its record, the process by the system's list, as far as either is
    /// known.
    fn waiting_for_run(&self, patience: Duration) -> Message {
        let path = self.state_path();
        // Only a word for people: where the record cannot be read now, the process says enough.
        let step = Store::open_reading_with_timeout(path, Duration::ZERO)
            .and_then(|store| store.find_running_step());
        let step = step.ok().flatten();
        let seconds = seconds(patience);
        match (step.map(Step::message), lock::find_holder(path)) {
            (Some(step), Some(process)) => {
                msg!("terminal-wait_for_step_of", seconds = seconds, step = step, process = process)
            }
            (Some(step), None) => msg!("terminal-wait_for_step", seconds = seconds, step = step),
            (None, Some(process)) => msg!("terminal-wait_for_run_of", seconds = seconds, process = process),
            (None, None) => msg!("terminal-wait_for_run", seconds = seconds),
        }
    }
}

/// A file that another run could reach by another name, and lock by another lock.
pub(crate) fn not_alone(path: &Path, why: &SharedFileError) -> Failure {
    let file = path.display();
    Failure::usage_with_next(match why {
        SharedFileError::HardLinks(names) => msg!("desk-file_has_names", file = file, names = *names),
        SharedFileError::Mount => msg!("desk-file_is_mount", file = file),
        SharedFileError::NotAFile => msg!("desk-lock_is_no_file", file = file),
    })
}

/// Whole seconds of a wait, as people read them.
fn seconds(patience: Duration) -> u64 {
    patience.as_secs_f32().ceil() as u64
}

/// A signal ended the wait.
fn given_up(signal: &str) -> Failure {
    Failure::with_next(Exit::Failed, msg!("terminal-gave_up_waiting", signal = signal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_as_long_as_it_was_told_for_the_lock_and_for_other_programs_alike() {
        let timeouts = Timeouts::default();
        let seconds = |patience: LockTimeouts| (patience.lock.as_secs_f32(), patience.database.as_secs_f32());
        let step = |seconds_told| seconds(LockTimeouts::from_step_args(&timeouts, seconds_told));
        let by_hand = |patience| seconds(LockTimeouts::by_hand(&timeouts, WaitArgs { patience }));
        assert_eq!((step(0), step(1), step(30)), ((0.1, 5.0), (1.0, 1.0), (30.0, 30.0)));
        assert_eq!((by_hand(None), by_hand(Some(30))), ((10.0, 10.0), (30.0, 30.0)));
        assert_eq!(by_hand(Some(0)), (0.1, 0.0));
    }
}
