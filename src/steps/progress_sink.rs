//! How far work has come, for whoever watches.

/// Watches work of a known size.
pub trait ProgressSink: Sync {
    /// So many things lie ahead.
    fn start(&self, total: usize);
    fn advance(&self);
    fn finish(&self);
}

#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl ProgressSink for NoProgress {
    fn start(&self, _: usize) {}
    fn advance(&self) {}
    fn finish(&self) {}
}
