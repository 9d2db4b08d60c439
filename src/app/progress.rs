//! That a step is at work, for whoever watches: on a terminal, on stderr, gone when it ends.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::steps::meter::Meter;

const TICK: Duration = Duration::from_millis(120);

/// A line that moves; where nobody watches, nothing.
pub(super) struct Progress(ProgressBar, Option<Ticker>);

/// What moves it while nothing else does.
struct Ticker(Sender<()>, JoinHandle<()>);

impl Ticker {
    /// The bar's own would end the program where the system gives no thread; so the line only stands still.
    fn start(bar: &ProgressBar) -> Option<Self> {
        let (stop, stopped) = channel::<()>();
        let bar = bar.clone();
        let tick = move || {
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(TICK) {
                bar.tick();
            }
        };
        Builder::new().spawn(tick).ok().map(|thread| Self(stop, thread))
    }

    fn end(self) {
        drop(self.0);
        let _ = self.1.join();
    }
}

impl Progress {
    /// Begins, where it is to be `shown`.
    pub(super) fn begin(what: &str, shown: bool) -> Self {
        if !shown {
            return Self(ProgressBar::hidden(), None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
            .with_style(style("{spinner} {msg} {elapsed}"))
            .with_message(what.to_owned());
        bar.tick();
        let ticker = Ticker::start(&bar);
        Self(bar, ticker)
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
        if let Some(ticker) = self.1.take() {
            ticker.end();
        }
        self.0.finish_and_clear();
    }
}
