//! What Qoo10 says before anything is set: what is on sale now, and what each item holds.

use std::collections::HashMap;

use crate::domain::listing::{Kind, ON_SALE, STOPPED};
use crate::plan::push_stock::ItemNow;
use crate::qoo10::wire::stock::move_types;
use crate::qoo10::{Client, Error};
use crate::steps::meter::Meter;
use crate::steps::{Refused, Stop};
use crate::store::Store;

/// More pages than any shop has: a list that never ends is no list.
const MOST_PAGES: u64 = 10_000;

/// Seller codes by item code of the items that are on sale now; a list that lost more than half stops the step.
pub(super) fn on_sale(
    client: &Client,
    store: &Store,
    is_forced: bool,
) -> Result<HashMap<String, String>, Stop> {
    let on_sale = all_goods(client, ON_SALE)?;
    let known = store.item_counts()?;
    let lost = known.on_sale.saturating_sub(on_sale.len() as u64);
    if !is_forced && has_shrunk(known.on_sale, on_sale.len() as u64) && lost > FEW {
        // Items that were only taken off sale are in the other list.
        let now = (on_sale.len() + all_goods(client, STOPPED)?.len()) as u64;
        if has_shrunk(known.listed, now) {
            return Err(Stop::Refused(Refused::ShrunkenList { was: known.listed, now }));
        }
    }
    Ok(on_sale)
}

/// A list that lost no more than this many items is never taken for a broken one here.
const FEW: u64 = 5;

fn has_shrunk(was: u64, now: u64) -> bool {
    now * 2 < was
}

/// The whole list of items in a status: seller codes by item code.
fn all_goods(client: &Client, item_status: &str) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::new();
    for page in 1..=MOST_PAGES {
        let answer = client.goods(item_status, page)?;
        let before = found.len();
        found.extend(answer.items.into_iter().map(|one| (one.item_code, one.seller_code)));
        // A page without anything new is the last one, whatever the answer says of how many there are.
        if found.len() == before || answer.pages.is_some_and(|pages| page >= pages) {
            break;
        }
    }
    Ok(found)
}

/// Reads items side by side, in their order; `kind` is what the state file takes an item for.
pub(super) fn items(
    client: &Client,
    items: &[(String, Option<Kind>)],
    meter: &dyn Meter,
) -> Result<Vec<Result<ItemNow, Error>>, Error> {
    client.ask_each(items, |(code, kind)| item(client, code, *kind), &|| meter.tick())
}

/// What an item holds now. An item that is not of the kind that the state file takes it for is asked in all ways.
pub(super) fn item(client: &Client, code: &str, kind: Option<Kind>) -> Result<ItemNow, Error> {
    match kind {
        Some(Kind::Move) => match move_item(client, code)? {
            ItemNow::Unknown => anything(client, code),
            now => Ok(now),
        },
        Some(Kind::Option) => match client.stock_options(code) {
            Ok(options) if !options.is_empty() => Ok(ItemNow::Options(options)),
            Ok(_) | Err(Error::Code { .. }) => anything(client, code),
            Err(error) => Err(error),
        },
        Some(Kind::Plain) => match client.item_detail(code)? {
            Some(detail) => Ok(ItemNow::Plain { qty: detail.qty, sale_ends_on: detail.sale_ends_on }),
            None => anything(client, code),
        },
        None => anything(client, code),
    }
}

fn anything(client: &Client, code: &str) -> Result<ItemNow, Error> {
    let Some(detail) = client.item_detail(code)? else { return move_item(client, code) };
    let options = match client.stock_options(code) {
        Err(Error::Code { .. }) => Vec::new(),
        options => options?,
    };
    Ok(match options.is_empty() {
        true => ItemNow::Plain { qty: detail.qty, sale_ends_on: detail.sale_ends_on },
        false => ItemNow::Options(options),
    })
}

fn move_item(client: &Client, code: &str) -> Result<ItemNow, Error> {
    Ok(match client.move_item_detail(code)? {
        None => ItemNow::Unknown,
        Some(detail) => ItemNow::Move(move_types(detail.option_qty.as_deref().unwrap_or_default())),
    })
}
