//! Puts the forms of answers on record.

use super::context::Context;
use crate::domain::sighting::Sighting;
use crate::domain::time::Jst;
use crate::lock::{self, LockWait};
use crate::qoo10::Client;
use crate::store::runs::RunId;
use crate::store::{Error, Store};

/// Records the forms of a client's answers; gives those that are news.
pub(crate) fn record_forms(
    store: &mut Store,
    run: Option<RunId>,
    client: &Client,
    now: Jst,
) -> Result<Vec<Sighting>, Error> {
    let (log, known) = (client.forms().take(), store.list_answer_forms()?);
    let is_new = |seen: &&Sighting| {
        !known.iter().any(|one| one.sighting.point == seen.point && one.sighting.form == seen.form)
    };
    let mut news = Vec::new();
    let mut new = log.sightings().filter(is_new).peekable();
    if new.peek().is_none() {
        return Ok(news);
    }
    let batch = store.start_batch()?;
    for seen in new {
        if batch.record_sighting(seen, run, now)? {
            news.push(seen.clone());
        }
    }
    batch.commit()?;
    Ok(news)
}

/// The same beside a command that needs no state file: only where there is one, and nobody holds it. What
/// cannot be recorded is seen again another time.
pub(crate) fn record_forms_if_free(context: &Context, client: &Client) {
    let state = context.state_path();
    if !state.exists() {
        return;
    }
    let recorded = lock::acquire_lock(state, LockWait::NONE, &|| false).ok().map(|_lock| {
        Store::open(state).and_then(|mut store| record_forms(&mut store, None, client, context.now()))
    });
    if let Some(Err(error)) = recorded {
        log::debug!("the forms of the answers are not recorded: {}", error.message);
    }
}
