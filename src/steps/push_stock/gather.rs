//! What Qoo10 says before anything is set: what is on sale now, and what each item holds.

use crate::domain::listing::{ItemKind, Listing, ON_SALE, STOPPED};
use crate::domain::stock_facts::{StockDefaults, StockFacts};
use crate::plan::free_stock::mark_stale;
use crate::plan::listings::has_shrunk;
use crate::plan::push_stock::{ItemsOnSale, RemoteItem};
use crate::qoo10::{Client, Error};
use crate::steps::item::{convert_options, convert_plain, find_item, find_move_item};
use crate::steps::progress_sink::ProgressSink;
use crate::steps::{BrakeTripped, Mode, StepContext, StepError, item_list};
use crate::store::Store;

/// All listings, and what their free stock is computed from; those marked stale of which a line was imported
/// or cancelled since the last run. A dry run keeps that to itself.
pub(super) fn load_listings(
    defaults: StockDefaults,
    context: &mut StepContext<'_>,
) -> Result<(Vec<Listing>, StockFacts), StepError> {
    let facts = context.store.load_stock_facts(defaults)?;
    let mut listings = context.store.load_listings()?;
    let moved = context.store.list_moved_goods()?;
    let stale = mark_stale(&mut listings, &facts, &moved);
    if context.mode != Mode::DryRun && !moved.is_empty() {
        let batch = context.store.start_batch()?;
        batch.mark_stale_listings(&stale)?;
        batch.commit()?;
    }
    Ok((listings, facts))
}

/// The items that are on sale now; a list that lost more than half stops the step.
pub(super) fn fetch_on_sale(
    client: &Client,
    store: &Store,
    is_forced: bool,
) -> Result<ItemsOnSale, StepError> {
    let on_sale = item_list::fetch_by_status(client, ON_SALE)?;
    let known = store.count_items()?;
    let listed = on_sale.count();
    let lost = known.on_sale.saturating_sub(listed);
    if !is_forced && has_shrunk(known.on_sale, listed) && lost > MAX_LOST_ITEMS {
        // Items that were only taken off sale are in the other list.
        let now = listed + item_list::fetch_by_status(client, STOPPED)?.count();
        if has_shrunk(known.listed, now) {
            return Err(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was: known.listed, now }));
        }
    }
    let seller_codes = on_sale.items.into_iter().map(|(item_code, one)| (item_code, one.seller_code));
    Ok(ItemsOnSale { seller_codes: seller_codes.collect(), unread: on_sale.unread.len() as u64 })
}

/// A list that lost no more than this many items is never taken for a broken one here.
const MAX_LOST_ITEMS: u64 = 5;

/// Reads items side by side, in their order; `kind` is what the state file takes an item for.
pub(super) fn fetch_items(
    client: &Client,
    items: &[(String, Option<ItemKind>)],
    meter: &dyn ProgressSink,
) -> Result<Vec<Result<RemoteItem, Error>>, Error> {
    client.run_each(items, |(code, kind)| fetch_item(client, code, *kind), &|| meter.advance())
}

/// What an item holds now. One that is not of the kind that the state file takes it for is asked in all ways:
/// for one that still is, a single call is enough.
fn fetch_item(client: &Client, code: &str, kind: Option<ItemKind>) -> Result<RemoteItem, Error> {
    let now = match kind {
        Some(ItemKind::Move) => find_move_item(client, code)?.map(|(_, now)| now),
        Some(ItemKind::Option) => match client.fetch_stock_options(code) {
            // What had options answers with a code only when something is wrong, unless it is a MOVE item
            // now.
            Err(error @ Error::Code { .. }) => {
                return find_move_item(client, code)?.map(|(_, now)| now).ok_or(error);
            }
            options => convert_options(options?),
        },
        Some(ItemKind::Plain) => client.fetch_item_detail(code)?.as_ref().map(convert_plain),
        None => None,
    };
    match now {
        Some(now) => Ok(now),
        None => Ok(find_item(client, code, kind)?.map_or(RemoteItem::Unknown, |(_, now)| now)),
    }
}
