//! Quantities: what the journal, Qoo10 and the state file are told of each.

use std::collections::BTreeMap;

use super::gather;
use super::live::LiveStock;
use super::progress::{ListingProgress, QuantityState, format_listing};
use crate::domain::listing::ItemKind;
use crate::domain::quantity::{MoveType, OptionQty, PlainQty, StockFailure};
use crate::domain::time::Jst;
use crate::plan::push_stock::{PlainItem, RemoteItem, is_due};
use crate::qoo10::client::BULK_ROWS;
use crate::qoo10::transport::{Attempts, Turn};
use crate::qoo10::wire::item_bulk::RowAnswer;
use crate::qoo10::{Client, Error};
use crate::steps::journalled::{self, BulkRecord, JournalledWrite};
use crate::steps::report::StepReport;
use crate::steps::{StepContext, StepError};
use crate::store::runs::{LogEntry, RunId};
use crate::store::{self, Batch, Store};
use crate::vocabulary::{JournalOutcome, LogAction, Outcome, Step, msg};

/// How the bulk calls for items without options, for options, and for MOVE types have fared in a run.
pub(super) type Records = [BulkRecord; 3];

/// What is to be set, by the places of the listings concerned.
#[derive(Debug, Default)]
pub(super) struct QuantityUpdates {
    pub(super) plain: Vec<(usize, PlainQty)>,
    pub(super) options: Vec<(usize, OptionQty)>,
    pub(super) moves: Vec<MoveSet>,
}

/// The complete set of a MOVE item's types.
#[derive(Debug)]
pub(super) struct MoveSet {
    pub(super) item_code: String,
    pub(super) seller_code: String,
    /// Each with the place of its listing.
    pub(super) types: Vec<(usize, MoveType)>,
    /// Those places, each once.
    pub(super) places: Vec<usize>,
}

/// What goes on from portion to portion.
pub(super) struct Sending {
    pub(super) records: Records,
    pub(super) live: LiveStock,
    /// Whether also that is sent which has not changed.
    pub(super) all: bool,
}

impl QuantityUpdates {
    /// All listings concerned.
    pub(super) fn listing_indexes(&self) -> impl Iterator<Item = usize> {
        let plain = self.plain.iter().map(|(place, _)| *place);
        let options = self.options.iter().map(|(place, _)| *place);
        plain.chain(options).chain(self.moves.iter().flat_map(|set| set.places.iter().copied()))
    }
}

/// Sets what is ordered, and writes down what became of it. Gives back a failure that does not stop the step.
pub(super) fn send_updates(
    context: &mut StepContext<'_>,
    run: RunId,
    sending: &mut Sending,
    listings: &mut [ListingProgress],
    orders: &mut QuantityUpdates,
) -> Result<Option<Error>, StepError> {
    let StepContext { client, store, now, report, .. } = context;
    let Sending { records: [plain, options, moves], live, all } = sending;
    let mut listed = ListingBatch { client, now: *now, run, listings, live, all: *all, failure: None };
    QuantityWrite::new(&mut listed, &mut orders.plain).send_all(plain, store, report)?;
    QuantityWrite::new(&mut listed, &mut orders.options).send_all(options, store, report)?;
    QuantityWrite::new(&mut listed, &mut orders.moves).send_all(moves, store, report)?;
    // Quantities are absolute: what reading back leaves open is set again by the next run.
    let read = read_back(client, listed.listings, orders);
    listed.keep_failure(read)?;
    let failure = listed.failure.take();
    write(context, run, listings)?;
    Ok(failure
        .filter(|_| orders.listing_indexes().any(|place| listings[place].state.unknown_pieces().is_some())))
}

/// What a dry run would have sent, with the orders that no run has imported.
pub(super) fn simulate_updates(
    context: &StepContext<'_>,
    sending: &mut Sending,
    listings: &mut [ListingProgress],
    orders: &mut QuantityUpdates,
) -> Result<(), StepError> {
    if orders.listing_indexes().next().is_none() {
        return Ok(());
    }
    let Sending { live, all, .. } = sending;
    live.refresh(context.client, context.store, true)?;
    let QuantityUpdates { plain, options, moves } = orders;
    plain.iter_mut().for_each(|row| _ = update_row(row, listings, live, *all));
    options.iter_mut().for_each(|row| _ = update_row(row, listings, live, *all));
    moves.iter_mut().for_each(|row| _ = update_row(row, listings, live, *all));
    for place in orders.listing_indexes() {
        let one = &mut listings[place];
        if let (QuantityState::ToSet, Ok(free)) = (&one.state, &one.listing.free) {
            one.state = QuantityState::Set(*free);
        }
    }
    Ok(())
}

/// Puts the free stock as it is now into a row; whether it is still to be sent.
fn update_row<R: QuantityRow>(
    row: &mut R,
    listings: &mut [ListingProgress],
    live: &LiveStock,
    all: bool,
) -> bool {
    let places = row.listing_indexes();
    // Of a quantity that may be under way, the newest one has to follow.
    let is_under_way = places.iter().any(|place| listings[*place].state.unknown_pieces().is_some());
    for place in places {
        let stock = live.find(&listings[*place].listing);
        listings[*place].update(stock);
    }
    // What no run has imported may be what was told before already.
    if !is_under_way && !places.iter().any(|place| is_due(&listings[*place].listing, all)) {
        places.iter().for_each(|place| listings[*place].state = QuantityState::Unchanged);
        return false;
    }
    row.set_pieces(|place, pieces| {
        if let Ok(free) = listings[place].listing.free {
            *pieces = free;
        }
    });
    true
}

/// The listings of a portion, while they are set.
struct ListingBatch<'a> {
    client: &'a Client,
    now: Jst,
    run: RunId,
    listings: &'a mut [ListingProgress],
    live: &'a mut LiveStock,
    all: bool,
    /// The first failure that does not stop the step.
    failure: Option<Error>,
}

impl ListingBatch<'_> {
    /// Older intents are settled by the new one: the item was read before. One of this very run is not.
    fn record_intent(&self, batch: &Batch<'_>, place: usize) -> Result<(), store::Error> {
        let ListingProgress { listing, state, .. } = &self.listings[place];
        let Ok(free) = listing.free else { return Ok(()) };
        if listing.pending.is_some() && state.unknown_pieces().is_none() {
            batch.record_qty_outcome(listing.listing_id, JournalOutcome::NotDone, self.now)?;
        }
        batch.record_qty_intent(listing.listing_id, free, self.run, self.now)
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, place: usize) -> Result<(), store::Error> {
        batch.record_qty_outcome(self.listings[place].listing.listing_id, JournalOutcome::NotDone, self.now)
    }

    fn record_answer(&mut self, place: usize, answer: Result<Option<&RowAnswer>, &Error>) {
        let Ok(free) = self.listings[place].listing.free else { return };
        self.listings[place].state = match answer {
            Ok(Some(RowAnswer::Accepted)) => QuantityState::Set(free),
            Ok(Some(RowAnswer::Refused(code) | RowAnswer::RefusedWhole(code))) => {
                QuantityState::Failed(StockFailure::Refused(*code))
            }
            Ok(Some(RowAnswer::Unreported(_)) | None) => QuantityState::Unreported(free),
            Err(Error::Code { code, .. }) => QuantityState::Failed(StockFailure::Refused(*code)),
            Err(error) if error.may_have_run() => QuantityState::OutcomeUnknown(free),
            // It is the key that was refused, and no row: the single call may take it.
            Err(error) if error.is_key_refused() || error.is_outdated() => QuantityState::ToSet,
            Err(error) => QuantityState::Failed(StockFailure::LookupFailed(error.message())),
        };
    }

    /// Keeps the first failure; one after which all would fail is a reason to stop at once.
    fn keep_failure(&mut self, result: Result<(), Error>) -> Result<(), Error> {
        match result {
            Err(error) if error.should_stop_step() => Err(error),
            Err(error) => {
                self.failure.get_or_insert(error);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}

/// What an answer says of each row or set, where it says something.
type QuantityAnswers = Vec<Result<RowAnswer, Error>>;

/// What is told Qoo10 with others: a row of a bulk call, or a set of types.
trait QuantityRow: Sized + Sync {
    /// Whether there is another call for a single row.
    const HAS_SINGLE: bool = true;

    /// The places of the listings concerned.
    fn listing_indexes(&self) -> &[usize];

    /// So many are journalled and sent together.
    fn rows_per_call(_client: &Client) -> usize {
        BULK_ROWS
    }

    /// Changes the pieces of each listing.
    fn set_pieces(&mut self, set: impl Fn(usize, &mut i64));

    /// Each row with its turn; where there is one call for all, that of the first is the call's.
    fn set(client: &Client, rows: &[(&Self, Turn)]) -> Result<QuantityAnswers, Error>;

    fn set_single(&self, client: &Client, turn: Turn) -> Result<QuantityAnswers, Error>;
}

fn get_first_turn<R>(rows: &[(&R, Turn)]) -> Turn {
    rows.first().map(|(_, turn)| turn.clone()).unwrap_or_default()
}

fn to_answers(rows: Vec<RowAnswer>) -> QuantityAnswers {
    rows.into_iter().map(Ok).collect()
}

impl QuantityRow for (usize, PlainQty) {
    fn listing_indexes(&self) -> &[usize] {
        std::slice::from_ref(&self.0)
    }

    fn set_pieces(&mut self, set: impl Fn(usize, &mut i64)) {
        set(self.0, &mut self.1.qty);
    }

    fn set(client: &Client, rows: &[(&Self, Turn)]) -> Result<QuantityAnswers, Error> {
        let quantities: Vec<PlainQty> = rows.iter().map(|((_, row), _)| row.clone()).collect();
        client.set_quantities(&quantities, get_first_turn(rows)).map(to_answers)
    }

    fn set_single(&self, client: &Client, turn: Turn) -> Result<QuantityAnswers, Error> {
        client.set_quantity(&self.1, turn).map(to_answers)
    }
}

impl QuantityRow for (usize, OptionQty) {
    fn listing_indexes(&self) -> &[usize] {
        std::slice::from_ref(&self.0)
    }

    fn set_pieces(&mut self, set: impl Fn(usize, &mut i64)) {
        set(self.0, &mut self.1.qty);
    }

    fn set(client: &Client, rows: &[(&Self, Turn)]) -> Result<QuantityAnswers, Error> {
        let quantities: Vec<OptionQty> = rows.iter().map(|((_, row), _)| row.clone()).collect();
        client.set_option_quantities(&quantities, get_first_turn(rows)).map(to_answers)
    }

    fn set_single(&self, client: &Client, turn: Turn) -> Result<QuantityAnswers, Error> {
        client.set_option_quantity(&self.1, turn).map(to_answers)
    }
}

/// A call for each set, several at the same time.
impl QuantityRow for MoveSet {
    const HAS_SINGLE: bool = false;

    fn listing_indexes(&self) -> &[usize] {
        &self.places
    }

    fn rows_per_call(client: &Client) -> usize {
        client.max_in_flight()
    }

    fn set_pieces(&mut self, set: impl Fn(usize, &mut i64)) {
        self.types.iter_mut().for_each(|(place, one)| set(*place, &mut one.qty));
    }

    fn set(client: &Client, sets: &[(&Self, Turn)]) -> Result<QuantityAnswers, Error> {
        // The whole set: Qoo10 puts it in the place of all the types of the item (STK-4).
        let set = |(one, turn): &(&Self, Turn)| {
            let types: Vec<MoveType> = one.types.iter().map(|(_, one)| one.clone()).collect();
            client.set_move_quantities(&one.item_code, &one.seller_code, &types, turn.clone())
        };
        let answers = client.run_each(sets, |one| Ok(set(one)), &|| ())?;
        Ok(answers.into_iter().map(|answer| answer?.map(|()| RowAnswer::Accepted)).collect())
    }

    fn set_single(&self, client: &Client, turn: Turn) -> Result<QuantityAnswers, Error> {
        Self::set(client, &[(self, turn)])
    }
}

/// Rows or sets of one kind; their places are those in `rows`.
struct QuantityWrite<'a, 'l, R> {
    listed: &'a mut ListingBatch<'l>,
    rows: &'a mut [R],
    /// Rows whose turn was over before they were sent: the requests made for them, and how often it was.
    outdated: BTreeMap<usize, (Attempts, u32)>,
}

impl<'a, 'l, R: QuantityRow> QuantityWrite<'a, 'l, R> {
    fn new(listed: &'a mut ListingBatch<'l>, rows: &'a mut [R]) -> Self {
        Self { listed, rows, outdated: BTreeMap::new() }
    }

    fn find_turn(&self, n: usize) -> Turn {
        let attempts = self.outdated.get(&n).map(|(attempts, _)| attempts.clone()).unwrap_or_default();
        Turn { latest_start: self.listed.live.latest_start(), attempts }
    }

    fn send_all(
        mut self,
        record: &mut BulkRecord,
        store: &mut Store,
        report: &mut StepReport,
    ) -> Result<(), StepError> {
        let places: Vec<usize> = (0..self.rows.len()).collect();
        journalled::send_all(&mut self, record, store, &places, report)
    }
}

impl<R: QuantityRow> JournalledWrite for QuantityWrite<'_, '_, R> {
    type Index = usize;
    type Answer = QuantityAnswers;

    fn rows_per_call(&self) -> usize {
        R::rows_per_call(self.listed.client)
    }

    /// What is told is no older than its call (STK-8).
    fn refresh(&mut self, store: &mut Store, places: &[usize]) -> Result<Vec<usize>, StepError> {
        let ListingBatch { client, live, listings, all, .. } = &mut *self.listed;
        live.refresh(client, store, !R::HAS_SINGLE || places.len() == 1)?;
        let rows = &mut *self.rows;
        Ok(places.iter().copied().filter(|n| update_row(&mut rows[*n], listings, live, *all)).collect())
    }

    fn select_outdated(&self, places: &[usize], failure: &Error) -> Vec<usize> {
        let is_lost = |n: &usize| {
            self.outdated.get(n).is_some_and(|(_, times)| *times >= self.listed.client.max_attempts())
        };
        if !failure.is_outdated() || places.iter().any(is_lost) {
            return Vec::new();
        }
        places.iter().copied().filter(|n| self.outdated.contains_key(n)).collect()
    }

    fn record_intent(&self, batch: &Batch<'_>, n: usize) -> Result<(), store::Error> {
        self.rows[n].listing_indexes().iter().try_for_each(|place| self.listed.record_intent(batch, *place))
    }

    fn withdraw_intent(&self, batch: &Batch<'_>, n: usize) -> Result<(), store::Error> {
        self.rows[n].listing_indexes().iter().try_for_each(|place| self.listed.withdraw_intent(batch, *place))
    }

    fn send_rows(&self, places: &[usize]) -> Result<QuantityAnswers, Error> {
        let rows: Vec<(&R, Turn)> = places.iter().map(|n| (&self.rows[*n], self.find_turn(*n))).collect();
        R::set(self.listed.client, &rows)
    }

    fn send_single_row(&self, n: usize) -> Result<QuantityAnswers, Error> {
        self.rows[n].set_single(self.listed.client, self.find_turn(n))
    }

    fn is_refused_whole(answer: &QuantityAnswers) -> bool {
        matches!(answer.first(), Some(Ok(RowAnswer::RefusedWhole(_))))
    }

    /// One that ends the step, or else the first one that is not an item's own.
    fn find_failure(answer: &QuantityAnswers) -> Option<Error> {
        let errors = || answer.iter().filter_map(|one| one.as_ref().err());
        let general = |error: &&Error| !matches!(error, Error::Code { .. });
        let stops = |error: &&Error| error.should_stop_step() && !error.is_outdated();
        let outdated = || errors().find(|error| error.is_outdated());
        errors().find(stops).or_else(outdated).or_else(|| errors().find(general)).cloned()
    }

    fn is_to_send(&self, n: usize) -> bool {
        self.rows[n]
            .listing_indexes()
            .iter()
            .all(|place| self.listed.listings[*place].state == QuantityState::ToSet)
    }

    fn record_answer(&mut self, places: &[usize], answer: &Result<QuantityAnswers, Error>) {
        for (at, n) in places.iter().enumerate() {
            let said = match answer {
                Ok(answers) => answers.get(at).map(Result::as_ref).transpose(),
                Err(error) => Err(error),
            };
            match said {
                Err(Error::Outdated { attempts, .. }) => {
                    let times = self.outdated.get(n).map_or(0, |(_, times)| *times) + 1;
                    self.outdated.insert(*n, (attempts.clone(), times));
                }
                _ => drop(self.outdated.remove(n)),
            }
            // Of several answers, those that are outdated may be all that the caller hears of.
            if let (Err(error), Ok(_)) = (said, answer)
                && !matches!(error, Error::Code { .. })
                && !error.should_stop_step()
            {
                self.listed.failure.get_or_insert_with(|| error.clone());
            }
            self.rows[*n].listing_indexes().iter().for_each(|place| self.listed.record_answer(*place, said));
        }
    }

    fn record_outcomes(&mut self, store: &mut Store, places: &[usize]) -> Result<(), StepError> {
        let ListingBatch { now, run, listings, .. } = &mut *self.listed;
        let places = places.iter().flat_map(|n| self.rows[*n].listing_indexes().iter().copied());
        record_outcomes_at(store, *now, *run, listings, places)
    }

    /// The items were read with the key.
    fn prepare_singles(&mut self, _refusal: &Error) -> Result<bool, StepError> {
        Ok(R::HAS_SINGLE && self.listed.client.has_answered())
    }

    fn handle_failure(&mut self, error: Error) -> Result<(), Error> {
        self.listed.keep_failure(Err(error))
    }
}

/// Holds what an answer left open against what Qoo10 shows (ALL-6). What got no answer stays open.
fn read_back(
    client: &Client,
    listings: &mut [ListingProgress],
    orders: &QuantityUpdates,
) -> Result<(), Error> {
    let is_open = |place: &usize| listings[*place].state.unknown_pieces().is_some();
    let plain: Vec<&(usize, PlainQty)> = orders.plain.iter().filter(|(place, _)| is_open(place)).collect();
    let options: Vec<&(usize, OptionQty)> =
        orders.options.iter().filter(|(place, _)| is_open(place)).collect();
    let mut items: Vec<(String, Option<ItemKind>)> = Vec::new();
    items.extend(plain.iter().map(|(_, row)| (row.item_code.clone(), Some(ItemKind::Plain))));
    items.extend(options.iter().map(|(_, row)| (row.item_code.clone(), Some(ItemKind::Option))));
    items.dedup();
    let shown = gather::fetch_items(client, &items, &crate::steps::progress_sink::NoProgress)?;
    let of_item = |code: &str| {
        items.iter().zip(&shown).find(|((item, _), _)| item == code).and_then(|(_, now)| now.as_ref().ok())
    };
    let mut found: Vec<(usize, Option<i64>)> = Vec::new();
    for (place, row) in plain {
        // A quantity that cannot be read settles nothing.
        if let Some(RemoteItem::Plain(PlainItem { qty: Some(qty), .. })) = of_item(&row.item_code) {
            found.push((*place, Some(*qty)));
        }
    }
    for (place, row) in options {
        if let Some(RemoteItem::Options { options, unread }) = of_item(&row.item_code) {
            match options.iter().find(|one| one.names == row.names && one.values == row.values) {
                Some(same) if same.qty.is_some() => found.push((*place, same.qty)),
                None if unread.is_empty() => found.push((*place, None)),
                Some(_) | None => {}
            }
        }
    }
    for (place, qty) in found {
        let state = &mut listings[place].state;
        match (&*state, state.unknown_pieces()) {
            (_, Some(free)) if qty == Some(free) => *state = QuantityState::Set(free),
            // Without an answer, the call may still be on its way.
            (QuantityState::Unreported(_), _) => *state = QuantityState::Failed(StockFailure::NotTaken),
            _ => {}
        }
    }
    Ok(())
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(
    context: &mut StepContext<'_>,
    run: RunId,
    listings: &mut [ListingProgress],
) -> Result<(), StepError> {
    let places = 0..listings.len();
    record_outcomes_at(context.store, context.now, run, listings, places)
}

/// The same of the listings at these places.
fn record_outcomes_at(
    store: &mut Store,
    now: Jst,
    run: RunId,
    listings: &mut [ListingProgress],
    places: impl Iterator<Item = usize>,
) -> Result<(), StepError> {
    let is_news = |one: &ListingProgress| {
        !one.is_written
            && !matches!(
                one.state,
                QuantityState::OutOfScope | QuantityState::Unchanged | QuantityState::ToSet
            )
            && one.state.unknown_pieces().is_none()
    };
    let news: Vec<usize> = places.filter(|place| is_news(&listings[*place])).collect();
    if news.is_empty() {
        return Ok(());
    }
    let batch = store.start_batch()?;
    for place in &news {
        record_outcome(&batch, now, run, &listings[*place])?;
    }
    batch.commit()?;
    news.into_iter().for_each(|place| listings[place].is_written = true);
    Ok(())
}

fn record_outcome(
    batch: &Batch<'_>,
    now: Jst,
    run: RunId,
    one: &ListingProgress,
) -> Result<(), store::Error> {
    let id = one.listing.listing_id;
    let listing = format_listing(&one.listing);
    let quantity = |qty: i64| msg!("log-quantity", listing = &listing, qty = qty);
    let (outcome, code, reason, message) = match &one.state {
        QuantityState::Set(pieces) => {
            batch.mark_qty_sent(id, *pieces, now)?;
            batch.record_qty_outcome(id, Outcome::Sent, now)?;
            (Outcome::Sent, Some(0), None, quantity(*pieces))
        }
        QuantityState::AlreadySet(pieces) => {
            batch.mark_qty_sent(id, *pieces, now)?;
            batch.record_qty_outcome(id, Outcome::Sent, now)?;
            (Outcome::Unchanged, None, None, quantity(*pieces))
        }
        // Nothing was sent for it, and it would be told again by every run.
        QuantityState::Failed(why) if why.outcome() == Outcome::Skipped => return Ok(()),
        QuantityState::Failed(why) => {
            if matches!(why, StockFailure::Refused(_)) {
                batch.record_qty_outcome(id, Outcome::Refused, now)?;
            }
            let reason = why.reason();
            let message = msg!("log-listing", listing = &listing, reason = reason.as_str());
            (why.outcome(), why.code(), Some(reason), message)
        }
        QuantityState::OutOfScope
        | QuantityState::Unchanged
        | QuantityState::ToSet
        | QuantityState::Unreported(_)
        | QuantityState::OutcomeUnknown(_) => {
            return Ok(());
        }
    };
    batch.add_log_entry(&LogEntry {
        at: now,
        run_id: run,
        step: Step::PushStock,
        order_code: None,
        order_no: None,
        sku: one.listing.sku.as_deref(),
        listing: Some(&listing),
        action: LogAction::SetQuantity,
        outcome,
        code,
        reason,
        message: Some(message),
    })
}
