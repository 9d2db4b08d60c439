//! Pace: never more than so many requests in a second, and a wait that tests can replace.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::interrupt::Interrupt;

/// Time as the client needs it. Only differences count.
pub trait Pace: Send + Sync {
    /// Time since some fixed moment.
    fn elapsed(&self) -> Duration;
    /// Lets time pass.
    fn sleep(&self, duration: Duration);
}

/// Real time.
#[derive(Debug)]
pub struct RealPace(Instant, Interrupt);

/// A long wait looks so often whether it is still wanted.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

impl RealPace {
    /// Starts now.
    pub fn start() -> Self {
        Self(Instant::now(), Interrupt::default())
    }

    /// The same, whose waits end early once there is an interrupt.
    pub fn with_interrupt(self, interrupt: Interrupt) -> Self {
        Self(self.0, interrupt)
    }
}

impl Pace for RealPace {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) {
        let started = Instant::now();
        // In slices, so that a signal does not wait for a long `Retry-After`.
        while let Some(left) = duration.checked_sub(started.elapsed()).filter(|left| !left.is_zero())
            && self.1.signal().is_none()
        {
            std::thread::sleep(left.min(POLL_INTERVAL));
        }
    }
}

/// Lets at most `burst` requests start in any span of `window`.
#[derive(Debug)]
pub struct Limiter {
    burst: usize,
    window: Duration,
    starts: Mutex<VecDeque<Duration>>,
}

impl Limiter {
    /// A limiter for so many requests per second; below 1 means one request in a longer span.
    pub fn new(requests_per_second: f64) -> Self {
        let burst = requests_per_second.floor().max(1.0);
        Self {
            burst: burst as usize,
            window: Duration::from_secs_f64(burst / requests_per_second),
            starts: Mutex::default(),
        }
    }

    /// Books the next request, and says how long to wait before it starts.
    pub fn reserve(&self, now: Duration) -> Duration {
        let mut starts = self.starts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut start = now;
        // The window slides: a count by the second would let twice as many through around its edge.
        if starts.len() >= self.burst
            && let Some(oldest) = starts.pop_front()
        {
            start = start.max(oldest + self.window);
        }
        // Booked before the wait: others who come meanwhile queue up behind.
        starts.push_back(start);
        start - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_span_of_a_second_has_more_than_the_rate() {
        let limiter = Limiter::new(5.0);
        let mut now = Duration::ZERO;
        let mut starts = Vec::new();
        for i in 0..40 {
            now += Duration::from_millis(if i % 7 == 0 { 350 } else { 1 });
            now += limiter.reserve(now);
            starts.push(now);
        }
        for window in starts.windows(6) {
            assert!(window[5] - window[0] >= Duration::from_secs(1), "{window:?}");
        }
        assert!(starts[39] < Duration::from_secs(9), "no slower than the rate: {:?}", starts[39]);
    }

    #[test]
    fn a_rate_below_one_spreads_requests() {
        let limiter = Limiter::new(0.5);
        assert_eq!(limiter.reserve(Duration::ZERO), Duration::ZERO);
        assert_eq!(limiter.reserve(Duration::ZERO), Duration::from_secs(2));
    }
}
