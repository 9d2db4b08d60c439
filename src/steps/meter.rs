//! How far work has come, for whoever watches.

/// Watches work of a known size.
pub trait Meter: Sync {
    /// So many things lie ahead.
    fn begin(&self, total: usize);
    fn tick(&self);
    fn end(&self);
}

#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Meter for Unwatched {
    fn begin(&self, _: usize) {}
    fn tick(&self) {}
    fn end(&self) {}
}
