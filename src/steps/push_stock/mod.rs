//! `push-stock` (在庫連携): makes Qoo10 show the free stock (STK-1 to STK-11).
//!
//! Gather: listings with their free stock; what is on sale now, by list; what each item holds, item by item
//! (`gather`). Plan: `plan::push_stock`. Apply: `send`, with the journal around each call and, right before
//! it, the orders that no run has imported (`live`); then reading back what their answers leave open. Work
//! goes by portions of items, so that a run whose time is over has done what it could.

mod gather;
mod live;
mod progress;
mod send;

use std::collections::{BTreeMap, BTreeSet};

use self::live::LiveStock;
use self::progress::{ListingProgress, QuantityState};
use self::send::{MoveSet, QuantityUpdates, Records, Sending};
use super::report::Warning;
use super::{BrakeTripped, Mode, StepContext, StepError};
use crate::domain::listing::{FreeStockError, ItemKind, Listing};
use crate::domain::quantity::StockFailure;
use crate::domain::stock_facts::StockDefaults;
use crate::plan::push_stock::{self as plan, ItemsOnSale, ListingDecision, RemoteItem};
use crate::qoo10::Error;
use crate::vocabulary::Outcome;

pub const OUTCOMES: &[Outcome] = &[Outcome::Sent, Outcome::Unchanged, Outcome::Skipped, Outcome::Failed];

/// So many listings are read, then set, before the next ones are.
// As many as a bulk call takes: fewer waste calls, more are older when they are set.
const LISTINGS_PER_BATCH: usize = 500;

#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Only these SKUs; all when empty.
    pub skus: Vec<String>,
    /// At most so many listings.
    pub limit: Option<usize>,
    /// Also what was sent before and has not changed.
    pub all: bool,
    pub max_zero_percent: u32,
    /// `[stock]`
    pub stock: StockDefaults,
    /// Whether that brake is overridden.
    pub force_mass_zero: bool,
    /// Whether the one on a shrunken item list is.
    pub force_shrunken_list: bool,
    /// How far before its newest order an import looks again.
    pub overlap: chrono::Duration,
    /// What stands between a seller code and an option code in a SKU.
    pub sku_separator: String,
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was done until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    for sku in &request.skus {
        if !context.store.has_sku(sku)? {
            return Err(StepError::from_unknown_sku(sku));
        }
    }
    let (listings, facts) = gather::load_listings(request.stock, context)?;
    let surroundings = (context.client, &*context.store, context.now);
    let live = LiveStock::new(facts, &listings, (&request.sku_separator, request.overlap), surroundings)?;
    let mut listings = select_due(request, listings, &live);
    let mut sending = Sending { records: Records::default(), live, all: request.all };
    let worked = push_listings(request, context, &mut sending, &mut listings);
    context.report.warnings.extend(sending.live.collect_warnings());
    progress::report_listings(context.report, &listings);
    match worked {
        Err(StepError::Store(error)) => Err(progress::build_step_error(&listings, error)),
        worked => worked,
    }
}

/// All listings, those that are due marked so.
fn select_due(request: &Request, listings: Vec<Listing>, live: &LiveStock) -> Vec<ListingProgress> {
    let skus: BTreeSet<&str> = request.skus.iter().map(String::as_str).collect();
    let is_named = !skus.is_empty() || request.all;
    let state = |listing: &Listing| match listing.sku.as_deref() {
        // A pull makes no SKU of it, and nobody would learn that it is not sold by its stock.
        None if listing.is_code_shared && skus.is_empty() => {
            QuantityState::Failed(StockFailure::OptionCodeShared)
        }
        None => QuantityState::OutOfScope,
        Some(sku) if !skus.is_empty() && !skus.contains(sku) => QuantityState::OutOfScope,
        Some(_) if plan::is_due(listing, request.all) => QuantityState::ToSet,
        Some(_) => match &listing.free {
            Err(FreeStockError::NotCounted) if !is_named => QuantityState::Unchanged,
            Err(error) => QuantityState::Failed(error.into()),
            Ok(_) => QuantityState::Unchanged,
        },
    };
    let start = |listing: Listing| {
        let mut one = ListingProgress::new(listing, QuantityState::OutOfScope);
        one.update(live.find(&one.listing));
        one.state = state(&one.listing);
        one
    };
    listings.into_iter().map(start).collect()
}

fn push_listings(
    request: &Request,
    context: &mut StepContext<'_>,
    sending: &mut Sending,
    listings: &mut [ListingProgress],
) -> Result<(), StepError> {
    if listings.iter().all(|one| one.state != QuantityState::ToSet) {
        return Ok(());
    }
    let on_sale = gather::fetch_on_sale(context.client, context.store, request.force_shrunken_list)?;
    skip_ineligible(request, listings, &on_sale);
    // By what is on sale now, and before anything is set (STK-6).
    check_brake(request, listings, &on_sale)?;
    // Before the first call: what was left out is on record whatever becomes of the rest.
    if let Mode::Apply(run) = context.mode {
        send::write(context, run, listings)?;
    }
    let items = group_by_item(listings);
    context.progress.start(items.len());
    let mut first = None;
    let mut done = Ok(());
    for portion in split_portions(&items) {
        match set_portion(context, sending, listings, portion, &on_sale) {
            // The other portions have their turn; the run fails in the end.
            Ok(failure) => first = first.or(failure),
            Err(stop) => {
                done = Err(stop);
                break;
            }
        }
    }
    context.progress.finish();
    done.and(first.map_or(Ok(()), |error| Err(StepError::Qoo10(error))))
}

/// Due listings that STK-2 leaves out, and those beyond the limit.
fn skip_ineligible(request: &Request, listings: &mut [ListingProgress], on_sale: &ItemsOnSale) {
    let mut taken = 0;
    for one in listings.iter_mut().filter(|one| one.state == QuantityState::ToSet) {
        one.state = match plan::find_skip_reason(&one.listing, on_sale) {
            Some(why) => QuantityState::Failed(why),
            // What is left out takes nobody's place.
            None if taken >= request.limit.unwrap_or(usize::MAX) => QuantityState::OutOfScope,
            None => {
                taken += 1;
                QuantityState::ToSet
            }
        };
    }
}

fn check_brake(
    request: &Request,
    listings: &[ListingProgress],
    on_sale: &ItemsOnSale,
) -> Result<(), StepError> {
    if request.force_mass_zero {
        return Ok(());
    }
    let due = listings.iter().filter(|one| one.state == QuantityState::ToSet).map(|one| &one.listing);
    let is_shown =
        |listing: &&Listing| listing.sku.is_some() && on_sale.seller_codes.contains_key(&listing.item_code);
    let shown = listings.iter().map(|one| &one.listing).filter(is_shown);
    match plan::check_mass_zero(due, shown, request.max_zero_percent) {
        None => Ok(()),
        Some(plan::MassZero { zeroed, of, skus }) => {
            Err(StepError::BrakeTripped(BrakeTripped::MassZero { zeroed, of, skus }))
        }
    }
}

/// An item with listings to be set: the places of all its listings, and which of them are due.
struct DueItem {
    item_code: String,
    kind: Option<ItemKind>,
    all: Vec<usize>,
    due: BTreeSet<usize>,
}

/// Items with something to be set, those of one kind together, so that bulk calls are full.
fn group_by_item(listings: &[ListingProgress]) -> Vec<DueItem> {
    let mut items: BTreeMap<&str, DueItem> = BTreeMap::new();
    for one in listings.iter().filter(|one| one.state == QuantityState::ToSet) {
        let code = one.listing.item_code.as_str();
        let new = || DueItem {
            item_code: code.to_owned(),
            kind: one.listing.kind,
            all: Vec::new(),
            due: BTreeSet::new(),
        };
        items.entry(code).or_insert_with(new);
    }
    for (place, one) in listings.iter().enumerate() {
        if let Some(item) = items.get_mut(one.listing.item_code.as_str()) {
            if one.state == QuantityState::ToSet {
                item.due.insert(item.all.len());
            }
            item.all.push(place);
        }
    }
    let mut items: Vec<DueItem> = items.into_values().collect();
    items.sort_by_key(|item| item.kind.map_or("", ItemKind::as_str));
    items
}

/// Consecutive items with at most [`PORTION`] due listings together, or one item with more.
fn split_portions(items: &[DueItem]) -> Vec<&[DueItem]> {
    let mut portions = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        if at > start && size + item.due.len() > LISTINGS_PER_BATCH {
            portions.push(&items[start..at]);
            (start, size) = (at, 0);
        }
        size += item.due.len();
    }
    if start < items.len() {
        portions.push(&items[start..]);
    }
    portions
}

/// Reads the items of a portion, decides, and sets what is to be set. Gives back a failure that does not stop
/// the step.
fn set_portion(
    context: &mut StepContext<'_>,
    sending: &mut Sending,
    listings: &mut [ListingProgress],
    items: &[DueItem],
    on_sale: &ItemsOnSale,
) -> Result<Option<Error>, StepError> {
    let asked: Vec<_> = items.iter().map(|item| (item.item_code.clone(), item.kind)).collect();
    let shown = gather::fetch_items(context.client, &asked, context.progress)?;
    update_begun(context, sending, listings, items)?;
    let mut orders = QuantityUpdates::default();
    for (item, now) in items.iter().zip(shown) {
        match now {
            Err(error) => {
                let why = StockFailure::LookupFailed(error.message());
                item.due
                    .iter()
                    .for_each(|n| listings[item.all[*n]].state = QuantityState::Failed(why.clone()));
            }
            Ok(now) => {
                let seller_code = on_sale.seller_codes.get(&item.item_code).map_or("", String::as_str);
                let strangers = decide_item(item, &now, seller_code, listings, &mut orders);
                if !strangers.is_empty() {
                    let item_code = item.item_code.clone();
                    context.report.warnings.push(Warning::UnknownOptions { item_code, options: strangers });
                }
            }
        }
    }
    match context.mode {
        Mode::Apply(run) => send::send_updates(context, run, sending, listings, &mut orders),
        Mode::DryRun => send::simulate_updates(context, sending, listings, &mut orders).map(|()| None),
    }
}

/// Where an earlier run began something, whether it has arrived is judged by what is so now.
fn update_begun(
    context: &StepContext<'_>,
    sending: &mut Sending,
    listings: &mut [ListingProgress],
    items: &[DueItem],
) -> Result<(), StepError> {
    let places = || items.iter().flat_map(|item| item.all.iter().copied());
    if places().any(|place| listings[place].listing.pending.is_some()) {
        sending.live.refresh(context.client, context.store, true)?;
        places().for_each(|place| listings[place].update(sending.live.find(&listings[place].listing)));
    }
    Ok(())
}

/// Decides on an item's listings; gives back its options that no listing has.
fn decide_item(
    item: &DueItem,
    now: &RemoteItem,
    seller_code: &str,
    listings: &mut [ListingProgress],
    orders: &mut QuantityUpdates,
) -> Vec<String> {
    let all: Vec<&Listing> = item.all.iter().map(|place| &listings[*place].listing).collect();
    let plan = plan::plan_item(now, &all, &item.due, seller_code);
    let mut places = Vec::new();
    for (n, decision) in plan.decisions {
        let place = item.all[n];
        listings[place].state = match decision {
            ListingDecision::Skip(why) => QuantityState::Failed(why),
            ListingDecision::AlreadySet(pieces) => QuantityState::AlreadySet(pieces),
            ListingDecision::SetPlain(row) => {
                orders.plain.push((place, row));
                QuantityState::ToSet
            }
            ListingDecision::SetOption(row) => {
                orders.options.push((place, row));
                QuantityState::ToSet
            }
            ListingDecision::InMoveSet => {
                places.push(place);
                QuantityState::ToSet
            }
        };
    }
    if let Some(types) = plan.move_set {
        orders.moves.push(MoveSet {
            item_code: item.item_code.clone(),
            seller_code: seller_code.to_owned(),
            types: places.iter().copied().zip(types).collect(),
            places: places.into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
        });
    }
    plan.unlisted_options
}
