//! How far each listing has come, and what is told of it at the end.

use crate::domain::listing::Listing;
use crate::domain::quantity::{NotSet, Pieces};
use crate::steps::report::{Item, StepReport};
use crate::steps::{Stop, Write};
use crate::store;
use crate::vocabulary::{Message, Outcome, msg};

/// A listing on its way to showing the free stock of its SKU.
#[derive(Debug)]
pub(super) struct Progress {
    pub(super) listing: Listing,
    pub(super) state: State,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

/// How far a listing has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Not mapped, or not asked for: nothing is told of it.
    Aside,
    /// Nothing new.
    Unchanged,
    /// To be set.
    ToSet,
    /// Set in this run to these pieces.
    Set(Pieces),
    /// Qoo10 shows what an earlier run began to send.
    Found(Pieces),
    /// The answer leaves open which rows failed, so that only reading back tells whether this one was set.
    Unsaid(Pieces),
    /// No usable answer came back.
    Unanswered(Pieces),
    /// Not set.
    Not(NotSet),
}

impl Progress {
    pub(super) fn new(listing: Listing, state: State) -> Self {
        Self { listing, state, is_written: false }
    }
}

impl State {
    /// Pieces of which nobody knows whether they are set.
    pub(super) fn open(&self) -> Option<Pieces> {
        match self {
            Self::Unsaid(pieces) | Self::Unanswered(pieces) => Some(*pieces),
            _ => None,
        }
    }
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn not_recorded(listings: &[Progress], error: store::Error) -> Stop {
    let skus = |wanted: fn(&State) -> bool| {
        let meant = listings.iter().filter(|one| !one.is_written && wanted(&one.state));
        meant.filter_map(|one| one.listing.sku.clone()).collect()
    };
    let told = skus(|state| matches!(state, State::Set(_)));
    Stop::not_recorded(Write::Quantity, told, skus(|state| state.open().is_some()), error)
}

/// Counts and items of all listings that were taken up.
pub(super) fn tell_all(report: &mut StepReport, listings: &[Progress]) {
    for progress in listings {
        let listing = &progress.listing;
        let item = |outcome| Item { sku: listing.sku.clone(), ..Item::new(None, None, outcome) };
        let item = match &progress.state {
            // The step ended before its turn came.
            State::Aside | State::ToSet => continue,
            State::Unchanged => item(Outcome::Unchanged),
            State::Found(pieces) => item(Outcome::Unchanged).saying(quantity(listing, *pieces)),
            State::Set(pieces) => item(Outcome::Sent).saying(quantity(listing, *pieces)),
            State::Unsaid(_) | State::Unanswered(_) => not_set(item, listing, &NotSet::NoAnswer),
            State::Not(why) => not_set(item, listing, why),
        };
        report.count(item.outcome, 1);
        if progress.state == State::Unchanged && listing.free.is_none() {
            report.without_stock += 1;
        }
        if report.keeps_all_items || matches!(item.outcome, Outcome::Failed | Outcome::Skipped) {
            report.items.push(item);
        }
    }
}

/// What a listing shows now, and what it was told before.
fn quantity(listing: &Listing, pieces: Pieces) -> Message {
    let name = named(listing);
    match listing.sent_qty {
        None => msg!("report-quantity", listing = name, qty = pieces.qty),
        Some(was) => msg!("report-quantity_was", listing = name, qty = pieces.qty, was = was),
    }
}

fn not_set(item: impl Fn(Outcome) -> Item, listing: &Listing, why: &NotSet) -> Item {
    let message = msg!("report-not_set", listing = named(listing), why = why.message());
    let whole_item = matches!(why, NotSet::TypesMissing(_)).then(|| listing.item_code.clone());
    Item { code: why.code(), whole_item, ..item(why.outcome()).because(why.reason(), message) }
}

/// A listing as reports name it: item code and option.
pub(super) fn named(listing: &Listing) -> String {
    let option = match listing.option.as_str() {
        "" => listing.option_code.as_str(),
        option => option,
    };
    format!("{} {option}", listing.item_code).trim_end().to_owned()
}
