//! Questions that have to be asked one item at a time, several of them under way at once.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::client::Client;
use super::error::Error;

/// So many questions in a row without a usable answer, each asked as often as allowed: nobody is there.
const MAX_UNANSWERED: usize = 5;

impl Client {
    /// Asks about each of `things`, at most `max_in_flight` at the same time and within the rate; `tick` is
    /// called after each. The answers come in the order of the things.
    ///
    /// # Errors The first one after which the others would fail in the same way, also the last of several in
    /// a row without a usable answer; no more are asked then.
    pub fn run_each<T: Sync, R: Send>(
        &self,
        things: &[T],
        ask: impl Fn(&T) -> Result<R, Error> + Sync,
        tick: &(dyn Fn() + Sync),
    ) -> Result<Vec<Result<R, Error>>, Error> {
        let next = AtomicUsize::new(0);
        let stop: Mutex<Option<Error>> = Mutex::default();
        let in_a_row = AtomicUsize::new(0);
        // One item's question may fail for its own reasons; several in a row are the network.
        let is_dead = |answer: &Result<R, Error>| match answer {
            Err(Error::NoAnswer { .. }) => in_a_row.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_UNANSWERED,
            _ => {
                in_a_row.store(0, Ordering::Relaxed);
                false
            }
        };
        let answers: Mutex<Vec<(usize, Result<R, Error>)>> = Mutex::default();
        let work = || {
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(thing) = things.get(place) else { return };
                // Looked at before each question: after a refused key no more are asked.
                if lock(&stop).is_some() {
                    return;
                }
                let answer = ask(thing);
                let is_dead = is_dead(&answer);
                match answer {
                    Err(error) if is_dead || error.should_stop_step() => {
                        lock(&stop).get_or_insert(error);
                    }
                    answer => lock(&answers).push((place, answer)),
                }
                tick();
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.max_in_flight().min(things.len()) {
                // Where the system gives no thread, those that there are do all of it: this one at the least.
                if std::thread::Builder::new().spawn_scoped(scope, work).is_err() {
                    break;
                }
            }
            work();
        });
        if let Some(error) = lock(&stop).take() {
            return Err(error);
        }
        let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Answers come as they come; plans must not depend on that.
        answers.sort_unstable_by_key(|(place, _)| *place);
        Ok(answers.into_iter().map(|(_, answer)| answer).collect())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
