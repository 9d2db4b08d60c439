//! Sets quantities: intents committed before the calls, outcomes after them.

use super::gather;
use super::progress::{Progress, State, named};
use super::{Hands, STEP};
use crate::domain::listing::Kind;
use crate::domain::quantity::{MoveType, NotSet, OptionQty, Pieces, PlainQty};
use crate::plan::push_stock::ItemNow;
use crate::qoo10::Error;
use crate::qoo10::client::BULK_ROWS;
use crate::qoo10::wire::item_bulk::RowAnswer;
use crate::steps::Stop;
use crate::store::runs::{LogEntry, RunId};
use crate::store::{self, Batch};
use crate::vocabulary::{Outcome, msg};

/// What is to be set, by the places of the listings concerned.
#[derive(Debug, Default)]
pub(super) struct Orders {
    pub(super) plain: Vec<(usize, PlainQty)>,
    pub(super) options: Vec<(usize, OptionQty)>,
    pub(super) moves: Vec<MoveSet>,
}

/// The complete set of a MOVE item's types.
#[derive(Debug)]
pub(super) struct MoveSet {
    pub(super) item_code: String,
    pub(super) seller_code: String,
    pub(super) types: Vec<MoveType>,
    pub(super) places: Vec<usize>,
}

impl Orders {
    /// All listings concerned.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        let plain = self.plain.iter().map(|(place, _)| *place);
        let options = self.options.iter().map(|(place, _)| *place);
        plain.chain(options).chain(self.moves.iter().flat_map(|set| set.places.iter().copied()))
    }
}

/// Sets what is ordered, and writes down what became of it. Gives back a failure that does not stop the step.
pub(super) fn send(
    hands: &mut Hands<'_>,
    run: RunId,
    listings: &mut [Progress],
    orders: &Orders,
) -> Result<Option<Error>, Stop> {
    begin(hands, run, listings, orders)?;
    let ended = call_all(hands, listings, orders);
    write(hands, run, listings)?;
    if ended.as_ref().is_err_and(Error::refuses_the_key) {
        close_unset(hands, listings, orders)?;
    }
    match ended {
        Err(error) if error.stops_the_step() => Err(error.into()),
        ended => Ok(ended.err()),
    }
}

/// Commits an intent for every listing that is about to be set; older ones are settled by it.
fn begin(hands: &mut Hands<'_>, run: RunId, listings: &[Progress], orders: &Orders) -> Result<(), Stop> {
    let batch = hands.store.batch()?;
    for place in orders.places() {
        let listing = &listings[place].listing;
        let Some(free) = listing.free else { continue };
        if listing.begun.is_some() {
            batch.settle_qty(listing.listing_id, "not_done", hands.now)?;
        }
        batch.intend_qty(listing.listing_id, free, run, hands.now)?;
    }
    batch.commit()?;
    Ok(())
}

/// Closes the intents of what was certainly not set: Qoo10 judged the key alone (ALL-5).
fn close_unset(hands: &mut Hands<'_>, listings: &[Progress], orders: &Orders) -> Result<(), Stop> {
    let batch = hands.store.batch()?;
    for place in orders.places().filter(|place| listings[*place].state == State::ToSet) {
        batch.settle_qty(listings[place].listing.listing_id, "not_done", hands.now)?;
    }
    batch.commit()?;
    Ok(())
}

/// The first failure that is not one item's own is given back; what can be done after it is done.
fn call_all(hands: &Hands<'_>, listings: &mut [Progress], orders: &Orders) -> Result<(), Error> {
    let mut first = None;
    for chunk in orders.plain.chunks(BULK_ROWS) {
        let rows: Vec<PlainQty> = chunk.iter().map(|(_, row)| row.clone()).collect();
        let places: Vec<usize> = chunk.iter().map(|(place, _)| *place).collect();
        go_on(&mut first, note(listings, &places, hands.client.set_quantities(&rows)))?;
    }
    for chunk in orders.options.chunks(BULK_ROWS) {
        let rows: Vec<OptionQty> = chunk.iter().map(|(_, row)| row.clone()).collect();
        let places: Vec<usize> = chunk.iter().map(|(place, _)| *place).collect();
        go_on(&mut first, note(listings, &places, hands.client.set_option_quantities(&rows)))?;
    }
    for chunk in orders.moves.chunks(hands.client.max_in_flight()) {
        go_on(&mut first, move_sets(hands, listings, chunk))?;
    }
    go_on(&mut first, read_back(hands, listings, orders))?;
    let is_settled = orders.places().all(|place| listings[place].state.open().is_none());
    match first {
        Some(error) if !is_settled => Err(error),
        _ => Ok(()),
    }
}

/// Keeps the first failure; one after which all would fail is a reason to stop at once.
fn go_on(first: &mut Option<Error>, result: Result<(), Error>) -> Result<(), Error> {
    match result {
        Err(error) if error.stops_the_step() => Err(error),
        Err(error) => {
            first.get_or_insert(error);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// What a bulk call's answer makes of its rows.
fn note(
    listings: &mut [Progress],
    places: &[usize],
    answer: Result<Vec<RowAnswer>, Error>,
) -> Result<(), Error> {
    for (n, place) in places.iter().enumerate() {
        let Some(free) = listings[*place].listing.free else { continue };
        listings[*place].state = match &answer {
            Ok(rows) => match rows.get(n) {
                Some(RowAnswer::Taken) => State::Set(free),
                Some(RowAnswer::Refused(code)) => State::Not(NotSet::Refused(*code)),
                Some(RowAnswer::Unsaid(_)) | None => State::Unsaid(free),
            },
            Err(error) => unanswered(error, free),
        };
    }
    answer.map(drop)
}

/// What is known after a call without a usable answer.
fn unanswered(error: &Error, free: Pieces) -> State {
    match error {
        Error::Code { code, .. } => State::Not(NotSet::Refused(*code)),
        error if error.may_have_been_carried_out() => State::Unanswered(free),
        error if error.refuses_the_key() => State::ToSet,
        error => State::Not(NotSet::LookupFailed(error.message())),
    }
}

fn move_sets(hands: &Hands<'_>, listings: &mut [Progress], sets: &[MoveSet]) -> Result<(), Error> {
    let set = |one: &MoveSet| {
        let answer = hands.client.set_move_quantities(&one.item_code, &one.seller_code, &one.types);
        Ok::<_, Error>(answer)
    };
    let answers = hands.client.ask_each(sets, set, &|| ())?;
    let mut failed = Ok(());
    for (one, answer) in sets.iter().zip(answers) {
        let answer = answer.and_then(|answer| answer);
        for place in &one.places {
            let Some(free) = listings[*place].listing.free else { continue };
            listings[*place].state = match &answer {
                Ok(()) => State::Set(free),
                Err(error) => unanswered(error, free),
            };
        }
        match answer {
            Err(Error::Code { .. }) | Ok(()) => {}
            Err(error) if failed.is_ok() || error.stops_the_step() => failed = Err(error),
            Err(_) => {}
        }
    }
    failed
}

/// Holds what an answer left open against what Qoo10 shows (ALL-6). What got no answer stays open.
fn read_back(hands: &Hands<'_>, listings: &mut [Progress], orders: &Orders) -> Result<(), Error> {
    let is_open = |place: &usize| listings[*place].state.open().is_some();
    let plain: Vec<&(usize, PlainQty)> = orders.plain.iter().filter(|(place, _)| is_open(place)).collect();
    let options: Vec<&(usize, OptionQty)> =
        orders.options.iter().filter(|(place, _)| is_open(place)).collect();
    let mut items: Vec<(String, Option<Kind>)> = Vec::new();
    items.extend(plain.iter().map(|(_, row)| (row.item_code.clone(), Some(Kind::Plain))));
    items.extend(options.iter().map(|(_, row)| (row.item_code.clone(), Some(Kind::Option))));
    items.dedup();
    let shown = gather::items(hands.client, &items, &crate::steps::meter::Unwatched)?;
    let of_item = |code: &str| {
        items.iter().zip(&shown).find(|((item, _), _)| item == code).and_then(|(_, now)| now.as_ref().ok())
    };
    let mut found: Vec<(usize, Option<i64>)> = Vec::new();
    for (place, row) in plain {
        // A quantity that cannot be read settles nothing.
        if let Some(ItemNow::Plain { qty: Some(qty), .. }) = of_item(&row.item_code) {
            found.push((*place, Some(*qty)));
        }
    }
    for (place, row) in options {
        if let Some(ItemNow::Options { options, unread }) = of_item(&row.item_code) {
            match options.iter().find(|one| one.names == row.names && one.values == row.values) {
                Some(same) if same.qty.is_some() => found.push((*place, same.qty)),
                None if *unread == 0 => found.push((*place, None)),
                Some(_) | None => {}
            }
        }
    }
    for (place, qty) in found {
        let state = &mut listings[place].state;
        match (&*state, state.open()) {
            (_, Some(free)) if qty == Some(free.qty) => *state = State::Set(free),
            // Without an answer, the call may still be on its way.
            (State::Unsaid(_), _) => *state = State::Not(NotSet::NotTaken),
            _ => {}
        }
    }
    Ok(())
}

/// Writes what has been found out and is not written yet.
pub(super) fn write(hands: &mut Hands<'_>, run: RunId, listings: &mut [Progress]) -> Result<(), Stop> {
    let is_news = |one: &Progress| {
        !one.is_written
            && !matches!(one.state, State::Aside | State::Unchanged | State::ToSet)
            && one.state.open().is_none()
    };
    if !listings.iter().any(is_news) {
        return Ok(());
    }
    let batch = hands.store.batch()?;
    for one in listings.iter().filter(|one| is_news(one)) {
        write_one(&batch, hands.now, run, one)?;
    }
    batch.commit()?;
    listings.iter_mut().filter(|one| is_news(one)).for_each(|one| one.is_written = true);
    Ok(())
}

fn write_one(
    batch: &Batch<'_>,
    now: crate::domain::time::Jst,
    run: RunId,
    one: &Progress,
) -> Result<(), store::Error> {
    let id = one.listing.listing_id;
    let listing = named(&one.listing);
    let quantity = |qty: i64| msg!("log-quantity", listing = &listing, qty = qty);
    let (outcome, code, reason, message) = match &one.state {
        State::Set(pieces) => {
            batch.mark_qty_sent(id, *pieces, now)?;
            batch.settle_qty(id, Outcome::Sent.as_str(), now)?;
            (Outcome::Sent, Some(0), None, quantity(pieces.qty))
        }
        State::Found(pieces) => {
            batch.mark_qty_sent(id, *pieces, now)?;
            batch.settle_qty(id, Outcome::Sent.as_str(), now)?;
            (Outcome::Unchanged, None, None, quantity(pieces.qty))
        }
        // Nothing was sent for it, and it would be told again by every run.
        State::Not(why) if why.outcome() == Outcome::Skipped => return Ok(()),
        State::Not(why) => {
            if matches!(why, NotSet::Refused(_)) {
                batch.settle_qty(id, Outcome::Refused.as_str(), now)?;
            }
            let reason = why.reason();
            let message = msg!("log-listing", listing = &listing, reason = reason.as_str());
            (why.outcome(), why.code(), Some(reason), message)
        }
        State::Aside | State::Unchanged | State::ToSet | State::Unsaid(_) | State::Unanswered(_) => {
            return Ok(());
        }
    };
    batch.log(&LogEntry {
        at: now,
        run_id: run,
        step: STEP,
        order_code: None,
        order_no: None,
        sku: one.listing.sku.as_deref(),
        listing: Some(&listing),
        action: "set_quantity",
        outcome,
        code,
        reason,
        message: Some(message),
    })
}
