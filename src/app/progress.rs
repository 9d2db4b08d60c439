//! That a step is at work, for whoever watches: on a terminal, on stderr, gone when it ends.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::steps::meter::Meter;

const TICK: Duration = Duration::from_millis(120);

/// A line that moves; where nobody watches, nothing.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Begins, where it is to be `shown`.
    pub(super) fn begin(what: &str, shown: bool) -> Self {
        if !shown {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
            .with_style(style("{spinner} {msg} {elapsed}"))
            .with_message(what.to_owned());
        bar.enable_steady_tick(TICK);
        Self(bar)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

impl Meter for Progress {
    fn begin(&self, total: usize) {
        self.0.set_style(style("{spinner} {msg} {bar:30} {pos}/{len} {elapsed}"));
        self.0.set_length(total as u64);
        self.0.set_position(0);
    }

    fn tick(&self) {
        self.0.inc(1);
    }

    fn end(&self) {
        self.0.set_style(style("{spinner} {msg} {elapsed}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
