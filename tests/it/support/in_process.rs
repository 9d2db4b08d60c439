//! The command run in this very process, on streams, environment and clock of its own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::Utc;
use qoo10_bridge::domain::time::to_jst;
use qoo10_bridge::entry;
use qoo10_bridge::qoo10::interrupt::Interrupt;
use qoo10_bridge::qoo10::limiter::Pace;
use qoo10_bridge::runtime::io::{Input, Io, Stream, Timeouts};

use super::run::Run;

/// What was written to a stream.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Waits that take no time: they are added to the time that has passed.
struct Hurried {
    started: Instant,
    skipped_ns: AtomicU64,
}

impl Pace for Hurried {
    fn elapsed(&self) -> Duration {
        self.started.elapsed() + Duration::from_nanos(self.skipped_ns.load(Ordering::SeqCst))
    }

    fn sleep(&self, time: Duration) {
        let ns = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX / 4);
        self.skipped_ns.fetch_add(ns, Ordering::SeqCst);
    }
}

/// A command's surroundings: waits between requests take no time, nothing is typed, no stream is a terminal.
pub fn surroundings(env: &BTreeMap<String, String>, cwd: &Path) -> Io {
    let env = env.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Io {
        env: Arc::new(env.collect()),
        cwd: cwd.to_owned(),
        clock: Arc::new(|| to_jst(Utc::now())),
        pace: |_| Box::new(Hurried { started: Instant::now(), skipped_ns: AtomicU64::new(0) }),
        stdin: Input::new(Cursor::new(Vec::new()), false),
        stdout: Stream::new(io::sink(), None),
        stderr: Stream::new(io::sink(), None),
        timeouts: timeouts(),
        interrupt: Some(Interrupt::default()),
        writes_log: false,
    }
}

/// Time-outs of tests, where many processes are started on a busy machine beside what runs in this one.
pub fn timeouts() -> Timeouts {
    Timeouts { lock_poll: Duration::from_millis(5), busy: Duration::from_millis(300), ..Timeouts::default() }
}

/// Runs a command there, and keeps what it said.
pub fn run(args: &[&str], mut io: Io) -> Run {
    let (out, err) = (Written::default(), Written::default());
    io.stdout = Stream::new(out.clone(), None);
    io.stderr = Stream::new(err.clone(), None);
    let words: Vec<OsString> = ["qoo10-bridge"].iter().chain(args).map(OsString::from).collect();
    let code = entry::run(&words, &io).code();
    Run {
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        code: code.into(),
        stdout: out.text(),
        stderr: err.text(),
    }
}
