//! That a step is at work, for whoever watches: on a terminal, on stderr, gone when it ends. Always one line:
//! a longer one would be drawn anew below itself, again and again.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::steps::progress_sink::ProgressSink;
use crate::text::wrap::width;

const TICK_INTERVAL: Duration = Duration::from_millis(120);
/// A bar is no longer than this, and left out where it would be shorter than that.
const MAX_BAR_COLUMNS: usize = 30;
const MIN_BAR_COLUMNS: usize = 5;
/// What a bar is drawn with: letters that no terminal shows in two columns.
const BAR_CHARACTERS: &str = "=> ";
/// The most that `{elapsed}` takes, as in `59m`.
const ELAPSED_COLUMNS: usize = 4;

/// A line that moves; where nobody watches, nothing.
pub(crate) struct ProgressLine {
    bar: ProgressBar,
    ticker: Option<Ticker>,
    columns: usize,
    what: String,
}

/// What moves it while nothing else does.
struct Ticker(Sender<()>, JoinHandle<()>);

impl Ticker {
    /// The bar's own would end the program where the system gives no thread; so the line only stands still.
    fn start(bar: &ProgressBar) -> Option<Self> {
        let (stop, stopped) = channel::<()>();
        let bar = bar.clone();
        let tick = move || {
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(TICK_INTERVAL) {
                bar.tick();
            }
        };
        Builder::new().spawn(tick).ok().map(|thread| Self(stop, thread))
    }

    fn stop(self) {
        drop(self.0);
        let _ = self.1.join();
    }
}

impl ProgressLine {
    /// Begins on a terminal of so many columns; none where nothing is to be shown.
    pub(crate) fn start(what: &str, columns: Option<usize>) -> Self {
        let Some(columns) = columns else {
            return Self { bar: ProgressBar::hidden(), ticker: None, columns: 0, what: what.to_owned() };
        };
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
            .with_style(build_style("{spinner} {msg} {elapsed}"))
            .with_message(what.to_owned());
        bar.tick();
        let ticker = Ticker::start(&bar);
        Self { bar, ticker, columns, what: what.to_owned() }
    }
}

/// What a line shows of so many things of which each is counted, in so many columns.
fn build_template(what: &str, total: usize, columns: usize) -> String {
    let digits = total.to_string().len();
    // The spinner, what is done, the count and the time, with a blank between each and the last column free.
    let others = 1 + 1 + width(what) + 1 + 1 + 2 * digits + 1 + 1 + ELAPSED_COLUMNS + 1;
    match columns.saturating_sub(others).min(MAX_BAR_COLUMNS) {
        bar if bar < MIN_BAR_COLUMNS => "{spinner} {msg} {pos}/{len} {elapsed}".to_owned(),
        bar => format!("{{spinner}} {{msg}} {{bar:{bar}}} {{pos}}/{{len}} {{elapsed}}"),
    }
}

fn build_style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
        .progress_chars(BAR_CHARACTERS)
}

impl ProgressSink for ProgressLine {
    fn start(&self, total: usize) {
        self.bar.set_style(build_style(&build_template(&self.what, total, self.columns)));
        self.bar.set_length(total as u64);
        self.bar.set_position(0);
    }

    fn advance(&self) {
        self.bar.inc(1);
    }

    fn finish(&self) {
        self.bar.set_style(build_style("{spinner} {msg} {elapsed}"));
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Some(ticker) = self.ticker.take() {
            ticker.stop();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::localize;
    use crate::vocabulary::{Lang, Step};

    #[test]
    fn every_step_is_one_line_in_every_language_from_40_columns_on() {
        for step in Step::ALL {
            for what in Lang::ALL.iter().map(|lang| localize(&step.message(), *lang)) {
                let what = what.as_str();
                for (columns, total) in [(40, 0), (40, 99_999), (80, 1), (80, 999_999), (200, 7)] {
                    let line = build_template(what, total, columns);
                    let bar = line
                        .split("{bar:")
                        .nth(1)
                        .map_or(0, |rest| rest.split('}').next().unwrap().parse::<usize>().unwrap());
                    let count = format!("{total}/{total}");
                    let parts = [1, width(what), bar, count.len(), ELAPSED_COLUMNS];
                    let blanks = parts.iter().filter(|part| **part > 0).count() - 1;
                    let wide = parts.iter().sum::<usize>() + blanks;
                    assert!(wide < columns, "{wide} of {columns}: {what} {line}");
                }
            }
        }
        assert!(build_template("import", 7, 80).contains("{bar:30}"), "there is room for it");
        assert!(!build_template("発送予定日登録", 999_999, 40).contains("bar"), "there is none");
    }
}
