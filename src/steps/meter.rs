//! How far work has come, for whoever watches.

/// Watches work of a known size.
pub trait Meter: Sync {
    /// So many things lie ahead.
    fn begin(&self, total: usize);
    /// One of them is done.
    fn tick(&self);
    /// Nothing more comes.
    fn end(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Meter for Unwatched {
    fn begin(&self, _: usize) {}
    fn tick(&self) {}
    fn end(&self) {}
}
