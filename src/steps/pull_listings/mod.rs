//! `listings pull`: brings Qoo10's items and what each of them sells into the mapping table (対応表).
//!
//! Gather: the whole item list (`item_list`), then item by item what has a quantity of its own (`read`).
//! Plan: `plan::listings`. Apply: portion by portion, each in a transaction. What was read stays read: a pull
//! that was interrupted goes on where it was.

mod read;

use chrono::Duration;

use super::item_list::{self, ItemList};
use super::report::Warning;
use super::{BrakeTripped, StepContext, StepError};
use crate::domain::mapping::{PullFailure, PulledItem, SkuBy};
use crate::domain::time::Jst;
use crate::plan::listings::{self as plan, PullChange};
use crate::store::listings::PullId;
use crate::store::{self, Batch, Store};
use crate::vocabulary::{Message, Outcome};

pub const OUTCOMES: &[Outcome] =
    &[Outcome::Items, Outcome::Listings, Outcome::New, Outcome::Gone, Outcome::Unmapped];

/// So many items are read and written down before the next ones are.
// Few: a pull that is interrupted loses the answers of one portion, and goes on behind it.
const ITEMS_PER_BATCH: usize = 50;

#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What joins the seller's codes to a SKU (IMP-9).
    pub sku_separator: String,
    /// Whether the brake on a shrunken list is overridden.
    pub force_shrunken_list: bool,
}

/// Pulls; never as a dry run.
///
/// # Errors
/// What ended the pull early; what was read until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    // The whole list before the first item: only so it is known what is gone.
    let goods = item_list::fetch_all(context.client)?;
    let (was, is) = (context.store.count_listed_items()?, goods.count());
    if !request.force_shrunken_list && plan::has_shrunk(was, is) {
        return Err(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was, now: is }));
    }
    if is == 0 {
        context.report.warnings.push(Warning::NoItems);
    }
    let pull = start_pull(context.store, context.now, &goods)?;
    context.report.count(Outcome::Items, is);
    let worked = read_items(request, context, pull, &goods)
        .and_then(|()| finish_pull(context, pull, &goods.unread).map_err(StepError::from));
    // Also after a pull that failed: what was read is in the table.
    let counted = context.store.count_mappings().map(|counts| {
        context.report.count(Outcome::Listings, counts.listings);
        context.report.count(Outcome::Unmapped, counts.unmapped);
    });
    worked.and(counted.map_err(StepError::from))
}

/// A pull that was begun longer ago is not gone on with: what it read is stale.
fn is_fresh(started_at: Jst, now: Jst) -> bool {
    (Duration::zero()..Duration::days(1)).contains(&(now - started_at))
}

/// Writes the list down, as that of the pull that was interrupted, or of a new one.
fn start_pull(store: &mut Store, now: Jst, goods: &ItemList) -> Result<PullId, store::Error> {
    let unfinished = store.find_unfinished_pull()?.filter(|(_, started_at)| is_fresh(*started_at, now));
    let batch = store.start_batch()?;
    let pull = match unfinished {
        Some((pull, _)) => pull,
        None => batch.start_pull(now)?,
    };
    // Also in a pull that goes on: items may have left the list since.
    batch.forget_list(pull)?;
    for (item_code, one) in &goods.items {
        batch.record_listed_item(item_code, &one.seller_code, one.status, pull)?;
    }
    batch.commit()?;
    Ok(pull)
}

fn read_items(
    request: &Request,
    context: &mut StepContext<'_>,
    pull: PullId,
    goods: &ItemList,
) -> Result<(), StepError> {
    let (client, progress) = (context.client, context.progress);
    let items = context.store.list_items_to_read(pull)?;
    progress.start(items.len());
    let mut worked = Ok(());
    for portion in items.chunks(ITEMS_PER_BATCH) {
        let read = client.run_each(
            portion,
            |(code, kind)| read::read_item(client, code, *kind, &goods.items[code].seller_code),
            &|| progress.advance(),
        );
        worked = read.map_err(StepError::from).and_then(|answers| {
            let answers = answers.into_iter().map(|answer| match answer {
                Ok(answer) => answer,
                Err(error) => Err(PullFailure::Failed(error.message())),
            });
            let answers = portion.iter().map(|(code, _)| code.as_str()).zip(answers);
            write_items(request, context, pull, answers).map_err(StepError::from)
        });
        // What the portions before it brought is committed.
        if worked.is_err() {
            break;
        }
    }
    progress.finish();
    worked
}

/// Writes what was read of a portion of items down, all of it or nothing.
fn write_items<'a>(
    request: &Request,
    context: &mut StepContext<'_>,
    pull: PullId,
    answers: impl Iterator<Item = (&'a str, Result<PulledItem, PullFailure>)>,
) -> Result<(), store::Error> {
    let (mut new, mut gone) = (0, 0);
    let mut unread = Vec::new();
    let batch = context.store.start_batch()?;
    for (item_code, answer) in answers {
        match answer {
            Ok(item) => {
                let merge =
                    plan::merge(&batch.load_listings_of_item(item_code)?, &item, &request.sku_separator);
                batch.write_item(&item, pull)?;
                apply_changes(&batch, item_code, &merge.changes)?;
                (new, gone) = (new + merge.new, gone + merge.gone);
                if !item.unread.is_empty() {
                    let why = PullFailure::OptionsUnreadable(item.unread);
                    unread.push(Warning::ItemNotRead { item_code: item_code.to_owned(), why });
                }
            }
            Err(why) => unread.push(Warning::ItemNotRead { item_code: item_code.to_owned(), why }),
        }
    }
    batch.commit()?;
    context.report.count(Outcome::New, new);
    context.report.count(Outcome::Gone, gone);
    context.report.warnings.extend(unread);
    Ok(())
}

fn apply_changes(batch: &Batch<'_>, item_code: &str, changes: &[PullChange]) -> Result<(), store::Error> {
    for change in changes {
        match change {
            PullChange::Add(part, sku) => {
                batch.add_listing(item_code, part, sku.as_deref(), sku.as_ref().map(|_| SkuBy::Pull))?;
            }
            PullChange::Update { listing, is_to_be_sent } => batch.update_listing(listing, *is_to_be_sent)?,
        }
    }
    Ok(())
}

/// Ends the pull. With items in the list that cannot be read, none of the others counts as gone.
fn finish_pull(context: &mut StepContext<'_>, pull: PullId, unread: &[Message]) -> Result<(), store::Error> {
    if !unread.is_empty() {
        context.report.warnings.push(Warning::ItemsUnreadable { rows: unread.to_vec() });
    }
    let batch = context.store.start_batch()?;
    // An item that cannot be read in the list may be any of those that are missing.
    let gone = batch.finish_pull(pull, context.now, unread.is_empty())?;
    batch.commit()?;
    context.report.count(Outcome::Gone, gone);
    Ok(())
}
