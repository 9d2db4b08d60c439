//! Rejects on record, held against what this run saw (IMP-13).

use std::collections::{HashMap, HashSet};

use super::carts::LeftOut;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::reject::RejectedRow;
use crate::domain::time::Jst;
use crate::plan::import::window::OpenReject;
use crate::plan::window::Window;
use crate::steps::fetched_rows::FetchedRows;
use crate::store::KnownReject;
use crate::vocabulary::Reason;

/// What tells a reject from others: its numbers, or the row itself where it has no order number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum RejectKey {
    Numbers(Option<PackNo>, OrderNo),
    Row(String),
}

impl RejectKey {
    fn new(pack_no: Option<PackNo>, order_no: Option<OrderNo>, payload: &str) -> Self {
        order_no.map_or_else(|| Self::Row(payload.to_owned()), |order_no| Self::Numbers(pack_no, order_no))
    }
}

/// How a rejected row stands to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RejectState {
    New {
        /// The moment from which a window has to reach to see it again.
        seen_from: Jst,
    },
    /// On record, for another reason or with another order date.
    Changed {
        reject_id: i64,
        /// The moment from which a window has to reach to see it again.
        seen_from: Jst,
    },
    Known,
    /// Fine itself: only the bad rows of its cart are recorded.
    Sibling,
}

#[derive(Debug)]
pub(super) struct CheckedReject {
    pub(super) row: RejectedRow,
    pub(super) standing: RejectState,
    /// Whether staff took all of the cart's rejects off the list: then it is not reported again.
    pub(super) is_dismissed: bool,
}

/// A reject that leaves the record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ClosedReject {
    pub(super) reject_id: i64,
    pub(super) pack_no: Option<PackNo>,
    pub(super) order_no: Option<OrderNo>,
    /// Whether Qoo10 no longer lists the row; otherwise its problem is solved.
    pub(super) is_gone: bool,
    pub(super) is_dismissed: bool,
}

pub(super) struct Rejects {
    known: HashMap<RejectKey, KnownReject>,
    window: Window,
}

impl Rejects {
    pub(super) fn new(known: Vec<KnownReject>, window: Window) -> Self {
        let key = |reject: &KnownReject| {
            RejectKey::new(reject.pack_no, reject.order_no, reject.payload.as_deref().unwrap_or_default())
        };
        Self { known: known.into_iter().map(|reject| (key(&reject), reject)).collect(), window }
    }

    /// Holds the rows of a rejected cart against the record, which they leave: what stays in the record
    /// after the last cart is settled.
    pub(super) fn compare_rows(&mut self, rows: Vec<RejectedRow>) -> Vec<CheckedReject> {
        let mut is_dismissed = true;
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            let standing = if row.problem.reason == Reason::CartRejected {
                RejectState::Sibling
            } else {
                let known = self.known.remove(&RejectKey::new(row.pack_no, row.order_no, &row.payload));
                is_dismissed &= known.as_ref().is_some_and(|known| known.is_dismissed);
                match known {
                    None => RejectState::New { seen_from: self.compute_seen_from(row.ordered_at) },
                    Some(known) => match self.find_changed_start(&known, &row) {
                        None => RejectState::Known,
                        Some(seen_from) => RejectState::Changed { reject_id: known.reject_id, seen_from },
                    },
                }
            };
            judged.push(CheckedReject { row, standing, is_dismissed: false });
        }
        // Only where all bad rows of the cart were dismissed: a new one among them is news.
        judged.iter_mut().for_each(|one| one.is_dismissed = is_dismissed);
        judged
    }

    /// From where it has to be seen again, if anything about it is new. Without a date it still counts from
    /// the first window that showed it (IMP-18).
    fn find_changed_start(&self, known: &KnownReject, row: &RejectedRow) -> Option<Jst> {
        let seen_from = match self.compute_seen_from(row.ordered_at) {
            own if row.ordered_at == Some(own) => own,
            _ => known.seen_from,
        };
        let is_new = known.reason != row.problem.reason
            || known.ordered_at != row.ordered_at
            || known.seen_from != seen_from;
        is_new.then_some(seen_from)
    }

    fn compute_seen_from(&self, ordered_at: Option<Jst>) -> Jst {
        ordered_at.filter(|at| (self.window.from..=self.window.to).contains(at)).unwrap_or(self.window.from)
    }

    /// The rejects of the record that are solved (the row was seen, and it was not bad) or gone (the window
    /// covered it, and the row was not there). Carts that were not looked at stay as they are; so does every
    /// number while an answer holds rows without one, which may be it.
    pub(super) fn collect_closed(
        self,
        fetched: &FetchedRows,
        wanted: &[PackNo],
        left_out: &LeftOut,
    ) -> Vec<ClosedReject> {
        let seen: HashSet<RejectKey> = if self.known.is_empty() {
            HashSet::new()
        } else {
            fetched
                .rows
                .iter()
                .map(|row| RejectKey::new(row.head.pack_no, row.head.order_no, fetched.json(row)))
                .collect()
        };
        let looked_at = |reject: &KnownReject| {
            let is_wanted = wanted.is_empty() || reject.pack_no.is_some_and(|cart| wanted.contains(&cart));
            is_wanted && !left_out.has(reject.pack_no)
        };
        let mut settled = Vec::new();
        for (key, reject) in self.known.into_iter().filter(|(_, reject)| looked_at(reject)) {
            let is_gone = !seen.contains(&key);
            // A row without a number may be the one that seems to be gone.
            let is_hidden = reject.order_no.is_some() && !fetched.is_numbered();
            if is_gone && (is_hidden || !is_covered(self.window, &reject)) {
                continue;
            }
            settled.push(ClosedReject {
                reject_id: reject.reject_id,
                pack_no: reject.pack_no,
                order_no: reject.order_no,
                is_gone,
                is_dismissed: reject.is_dismissed,
            });
        }
        settled.sort_by_key(|one| one.reject_id);
        settled
    }
}

/// Whether a window holds all that the one held which showed a reject, as far as its row may be in it.
fn is_covered(window: Window, reject: &KnownReject) -> bool {
    let awaited = OpenReject { seen_from: reject.seen_from, ordered_at: reject.ordered_at };
    // Nobody knows where in its window such a row was, which ended no later than it was rejected.
    let to = if awaited.is_undated() { reject.first_at } else { reject.seen_from };
    window.from <= reject.seen_from && to <= window.to
}
