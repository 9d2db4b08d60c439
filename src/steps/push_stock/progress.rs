//! How far each listing has come, and what is told of it at the end.

use crate::domain::listing::{FreeStockError, Listing};
use crate::domain::quantity::StockFailure;
use crate::plan::free_stock::ComputedStock;
use crate::plan::free_stock_message::explain;
use crate::steps::report::{ReportItem, StepReport};
use crate::steps::{RemoteWrite, StepError};
use crate::store;
use crate::vocabulary::{Message, Outcome, msg};

/// A listing on its way to showing the free stock of its SKU.
#[derive(Debug)]
pub(super) struct ListingProgress {
    pub(super) listing: Listing,
    /// How its free stock came about; none where it has none.
    pub(super) stock: Option<ComputedStock>,
    pub(super) state: QuantityState,
    /// Whether the state file knows the state.
    pub(super) is_written: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum QuantityState {
    /// Not mapped, or not asked for: nothing is told of it.
    OutOfScope,
    Unchanged,
    ToSet,
    /// Set in this run to these pieces.
    Set(i64),
    /// Qoo10 shows what an earlier run began to send.
    AlreadySet(i64),
    /// The answer leaves open which rows failed, so that only reading back tells whether this one was set.
    Unreported(i64),
    /// No usable answer came back.
    OutcomeUnknown(i64),
    Failed(StockFailure),
}

impl ListingProgress {
    /// Takes over the free stock of its SKU as it is now.
    pub(super) fn update(&mut self, stock: Option<&ComputedStock>) {
        self.listing.free = stock.map_or(Err(FreeStockError::NotCounted), |stock| stock.free.clone());
        self.stock = stock.cloned();
    }

    pub(super) fn new(listing: Listing, state: QuantityState) -> Self {
        Self { listing, stock: None, state, is_written: false }
    }
}

impl QuantityState {
    /// Pieces of which nobody knows whether they are set.
    pub(super) fn unknown_pieces(&self) -> Option<i64> {
        match self {
            Self::Unreported(pieces) | Self::OutcomeUnknown(pieces) => Some(*pieces),
            _ => None,
        }
    }
}

/// What the state file could not take down of what Qoo10 was told.
pub(super) fn build_step_error(listings: &[ListingProgress], error: store::Error) -> StepError {
    let skus = |wanted: fn(&QuantityState) -> bool| {
        let meant = listings.iter().filter(|one| !one.is_written && wanted(&one.state));
        meant.filter_map(|one| one.listing.sku.clone()).collect()
    };
    let told = skus(|state| matches!(state, QuantityState::Set(_)));
    StepError::not_recorded(
        RemoteWrite::Quantity,
        told,
        skus(|state| state.unknown_pieces().is_some()),
        error,
    )
}

/// Counts and items of all listings that were taken up.
pub(super) fn report_listings(report: &mut StepReport, listings: &[ListingProgress]) {
    for progress in listings {
        let listing = &progress.listing;
        let item = |outcome| ReportItem { sku: listing.sku.clone(), ..ReportItem::new(None, None, outcome) };
        let item = match &progress.state {
            // The step ended before its turn came.
            QuantityState::OutOfScope | QuantityState::ToSet => continue,
            QuantityState::Unchanged => item(Outcome::Unchanged),
            QuantityState::AlreadySet(pieces) => {
                item(Outcome::Unchanged).with_message(format_quantity(progress, *pieces))
            }
            QuantityState::Set(pieces) => {
                item(Outcome::Sent).with_message(format_quantity(progress, *pieces))
            }
            QuantityState::Unreported(_) | QuantityState::OutcomeUnknown(_) => {
                explain_failure(item, listing, &StockFailure::NoAnswer)
            }
            QuantityState::Failed(why) => explain_failure(item, listing, why),
        };
        report.count(item.outcome, 1);
        if progress.state == QuantityState::Unchanged && listing.free.is_err() {
            report.without_stock += 1;
        }
        if report.keeps_all_items || matches!(item.outcome, Outcome::Failed | Outcome::Skipped) {
            report.items.push(item);
        }
    }
}

/// What a listing shows now, what it was told before, and how the quantity came about.
fn format_quantity(progress: &ListingProgress, qty: i64) -> Message {
    let name = format_listing(&progress.listing);
    let sentence = match progress.listing.sent_qty {
        None => msg!("report-quantity", listing = name, qty = qty),
        Some(was) => msg!("report-quantity_was", listing = name, qty = qty, was = was),
    };
    match &progress.stock {
        None => sentence,
        Some(stock) => msg!("report-quantity_why", quantity = sentence, why = explain(stock)),
    }
}

fn explain_failure(
    item: impl Fn(Outcome) -> ReportItem,
    listing: &Listing,
    why: &StockFailure,
) -> ReportItem {
    let message = msg!("report-not_set", listing = format_listing(listing), why = why.message());
    let whole_item = matches!(why, StockFailure::TypesMissing(_)).then(|| listing.item_code.clone());
    ReportItem { code: why.code(), whole_item, ..item(why.outcome()).with_reason(why.reason(), message) }
}

/// A listing as reports name it: item code and option.
pub(super) fn format_listing(listing: &Listing) -> String {
    let option = match listing.option.as_str() {
        "" => listing.option_code.as_str(),
        option => option,
    };
    format!("{} {option}", listing.item_code).trim_end().to_owned()
}
