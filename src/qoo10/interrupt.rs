//! A wish from outside that the client stop before its next request.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Shared with whoever hears signals; 0 until one came, then its number.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicUsize>);

impl Interrupt {
    /// An interrupt that others set.
    pub fn new(number: Arc<AtomicUsize>) -> Self {
        Self(number)
    }

    /// The name of the signal that came.
    pub fn signal(&self) -> Option<&'static str> {
        // Set within a signal handler, where nothing but a store is safe.
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            2 => Some("SIGINT"),
            15 => Some("SIGTERM"),
            _ => Some("a signal"),
        }
    }
}
