//! SIGTERM and SIGINT: the first one asks the run to stop before its next request, a second one kills. And
//! SIGXFSZ, which shall not.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::flag;
use signal_hook::low_level::pipe;

use crate::qoo10::interrupt::Interrupt;

/// Begins to listen; until then, and where it cannot be done, a signal ends the process at once.
pub(crate) fn listen() -> Interrupt {
    let (came, number) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    for signal in [SIGTERM, SIGINT] {
        // In this order: the second signal finds what the first one left.
        let registered = flag::register_conditional_default(signal, Arc::clone(&came))
            .and_then(|_| flag::register_usize(signal, Arc::clone(&number), signal.unsigned_abs() as usize))
            .and_then(|_| flag::register(signal, Arc::clone(&came)));
        if let Err(e) = registered {
            log::warn!("signals are not heard, so one ends the run at once ({e})");
        }
    }
    Interrupt::new(number)
}

/// A file that may not grow any more (`ulimit -f`) is a failure of who writes it, as a full disk is: without
/// this, the system kills whoever tries, without a word.
pub(crate) fn ignore_file_limit() {
    if let Err(e) = flag::register(SIGXFSZ, Arc::default()) {
        log::warn!("a limit on file sizes would end the run at once ({e})");
    }
}

/// So long a run may take to stop without a word.
const ANSWER_DELAY: Duration = Duration::from_millis(200);

/// Calls `tell` with the name of the first signal, while the run is busy elsewhere: from a thread that sleeps
/// until then. A run that stops at once speaks for itself, and is not spoken of. Where the system gives no
/// thread, nothing is told.
pub(crate) fn spawn_signal_watcher(interrupt: &Interrupt, tell: impl FnOnce(&'static str) + Send + 'static) {
    let Ok((mut heard, woken)) = UnixStream::pair() else { return };
    for signal in [SIGTERM, SIGINT] {
        let registered = woken.try_clone().and_then(|woken| pipe::register(signal, woken));
        if let Err(e) = registered {
            log::debug!("a signal is not answered at once ({e})");
        }
    }
    let interrupt = interrupt.clone();
    let wait = move || {
        if heard.read_exact(&mut [0]).is_err() {
            return;
        }
        std::thread::sleep(ANSWER_DELAY);
        if let Some(signal) = interrupt.signal() {
            tell(signal);
        }
    };
    if let Err(e) = std::thread::Builder::new().name("signals".to_owned()).spawn(wait) {
        log::debug!("a signal is not answered at once ({e})");
    }
}
