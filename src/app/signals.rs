//! SIGTERM and SIGINT: the first one asks the run to stop before its next request, a second one kills.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::qoo10::interrupt::Interrupt;

/// Begins to listen; until then, and where it cannot be done, a signal ends the process at once.
pub(super) fn listen() -> Interrupt {
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
