//! The progress bar: on stderr, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Output;
use crate::steps::meter::Meter;

/// A bar that shows how far the work has come.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that stands still until work begins; nobody sees it where stderr is no terminal, or with `--quiet`.
    pub(super) fn new(output: &Output) -> Self {
        let target =
            if output.is_watched() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self(ProgressBar::with_draw_target(Some(0), target))
    }
}

impl Meter for Bar {
    fn begin(&self, total: usize) {
        self.0.set_length(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {eta}") {
            self.0.set_style(style);
        }
    }

    fn tick(&self) {
        self.0.inc(1);
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }
}
