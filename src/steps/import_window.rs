//! What earlier imports left behind, from which the window of the next one follows (IMP-2).

use super::StepError;
use crate::domain::time::Jst;
use crate::plan::import::window::{self, Memory, OpenReject};
use crate::store::{KnownReject, Store};

pub(super) struct ImportPast {
    pub(super) known: Vec<KnownReject>,
    pub(super) memory: Memory,
}

impl ImportPast {
    pub(super) fn load(store: &Store, now: Jst) -> Result<Self, StepError> {
        let known = store.list_known_rejects()?;
        let memory = Memory {
            cursor: store.import_cursor()?,
            first_from: store.import_first_from()?,
            oldest_awaited: find_oldest_awaited(&known, store, now)?,
            oldest_undated: find_oldest_undated(&known),
        };
        Ok(Self { known, memory })
    }
}

/// The oldest moment of the last 7 days that has to be seen again: for an open reject (IMP-13), or for an
/// order that may be hidden while its cancellation is asked for (IMP-2).
fn find_oldest_awaited(known: &[KnownReject], store: &Store, now: Jst) -> Result<Option<Jst>, StepError> {
    let rejects = known.iter().filter(|reject| !reject.is_dismissed).map(|reject| reject.seen_from);
    let claims = store.list_pending_claims()?;
    let awaited = rejects.chain(claims.into_iter().map(|(_, seen_from)| seen_from));
    Ok(awaited.filter(|from| *from >= window::compute_reach_start(now)).min())
}

/// The oldest beginning of a window that showed an open reject without a usable order date (IMP-18).
fn find_oldest_undated(known: &[KnownReject]) -> Option<Jst> {
    let is_awaited = |reject: &&KnownReject| {
        let KnownReject { seen_from, ordered_at, .. } = **reject;
        !reject.is_dismissed && OpenReject { seen_from, ordered_at }.is_undated()
    };
    known.iter().filter(is_awaited).map(|reject| reject.seen_from).min()
}
