//! What Qoo10 says before anything is set: what is on sale now, and what each item holds.

use crate::domain::listing::{ItemKind, ON_SALE, STOPPED};
use crate::domain::quantity::StockOption;
use crate::domain::unread::ParsedList;
use crate::plan::listings::has_shrunk;
use crate::plan::push_stock::{ItemNow, OnSale};
use crate::qoo10::wire::stock::move_types;
use crate::qoo10::{Client, Error};
use crate::steps::meter::Meter;
use crate::steps::{BrakeTripped, StepError, item_list};
use crate::store::Store;

/// The items that are on sale now; a list that lost more than half stops the step.
pub(super) fn on_sale(client: &Client, store: &Store, is_forced: bool) -> Result<OnSale, StepError> {
    let on_sale = item_list::of_status(client, ON_SALE)?;
    let known = store.item_counts()?;
    let listed = on_sale.count();
    let lost = known.on_sale.saturating_sub(listed);
    if !is_forced && has_shrunk(known.on_sale, listed) && lost > FEW {
        // Items that were only taken off sale are in the other list.
        let now = listed + item_list::of_status(client, STOPPED)?.count();
        if has_shrunk(known.listed, now) {
            return Err(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was: known.listed, now }));
        }
    }
    let seller_codes = on_sale.items.into_iter().map(|(item_code, one)| (item_code, one.seller_code));
    Ok(OnSale { seller_codes: seller_codes.collect(), unread: on_sale.unread })
}

/// A list that lost no more than this many items is never taken for a broken one here.
const FEW: u64 = 5;

/// Reads items side by side, in their order; `kind` is what the state file takes an item for.
pub(super) fn items(
    client: &Client,
    items: &[(String, Option<ItemKind>)],
    meter: &dyn Meter,
) -> Result<Vec<Result<ItemNow, Error>>, Error> {
    client.ask_each(items, |(code, kind)| item(client, code, *kind), &|| meter.tick())
}

/// What an item holds now. An item that is not of the kind that the state file takes it for is asked in all ways.
pub(super) fn item(client: &Client, code: &str, kind: Option<ItemKind>) -> Result<ItemNow, Error> {
    match kind {
        Some(ItemKind::Move) => match move_item(client, code)? {
            ItemNow::Unknown => anything(client, code, kind),
            now => Ok(now),
        },
        Some(ItemKind::Option) => match client.stock_options(code).map(options_now) {
            Ok(Some(now)) => Ok(now),
            Ok(None) => anything(client, code, kind),
            // What had options answers with a code only when something is wrong, unless it is a MOVE item now.
            Err(error @ Error::Code { .. }) => match move_item(client, code)? {
                ItemNow::Unknown => Err(error),
                now => Ok(now),
            },
            Err(error) => Err(error),
        },
        Some(ItemKind::Plain) => match client.item_detail(code)? {
            Some(detail) => Ok(ItemNow::Plain { qty: detail.qty, sale_ends_on: detail.sale_ends_on }),
            None => anything(client, code, kind),
        },
        None => anything(client, code, kind),
    }
}

fn anything(client: &Client, code: &str, kind: Option<ItemKind>) -> Result<ItemNow, Error> {
    let Some(detail) = client.item_detail(code)? else { return move_item(client, code) };
    let options = match client.stock_options(code) {
        Err(Error::Code { .. }) if kind != Some(ItemKind::Option) => None,
        options => options_now(options?),
    };
    Ok(options.unwrap_or(ItemNow::Plain { qty: detail.qty, sale_ends_on: detail.sale_ends_on }))
}

/// The options of an item that has some, readable or not.
fn options_now(listed: ParsedList<StockOption>) -> Option<ItemNow> {
    let (options, unread) = listed.split();
    let now = ItemNow::Options { unread: unread.len(), options };
    (now != ItemNow::Options { options: Vec::new(), unread: 0 }).then_some(now)
}

fn move_item(client: &Client, code: &str) -> Result<ItemNow, Error> {
    Ok(match client.move_item_detail(code)? {
        None => ItemNow::Unknown,
        Some(detail) => ItemNow::Move(move_types(detail.option_qty.as_deref().unwrap_or_default())),
    })
}
