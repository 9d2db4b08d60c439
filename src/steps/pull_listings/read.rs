//! One item, as the mapping table takes it.

use crate::domain::listing::{ItemKind, option_text, type_text};
use crate::domain::mapping::{ItemRead, Part, PullFailure};
use crate::plan::push_stock::ItemNow;
use crate::qoo10::{Client, Error};
use crate::steps::item::find_item;

/// Reads an item; `kind` is what it was the last time, `listed` the seller's code that the list has for it.
///
/// # Errors
/// When a call fails.
pub(super) fn read_item(
    client: &Client,
    code: &str,
    kind: Option<ItemKind>,
    listed: &str,
) -> Result<Result<ItemRead, PullFailure>, Error> {
    let Some((detail, now)) = find_item(client, code, kind)? else { return Ok(Err(PullFailure::Unknown)) };
    let part = |code: &str, option| Part { option_code: code.trim().to_owned(), option };
    let (kind, parts, unread) = match now {
        ItemNow::Unknown => return Ok(Err(PullFailure::Unknown)),
        ItemNow::Move(Err(text)) => return Ok(Err(PullFailure::TypesUnreadable(text))),
        ItemNow::Plain { .. } => (ItemKind::Plain, vec![Part::default()], 0),
        ItemNow::Options { options, unread } => {
            let parts = options.iter().map(|one| part(&one.code, option_text(&one.names, &one.values)));
            (ItemKind::Option, parts.collect(), unread)
        }
        ItemNow::Move(Ok(types)) => {
            let parts = types.iter().map(|one| part(&one.code, type_text(&one.names)));
            (ItemKind::Move, parts.collect(), 0)
        }
    };
    Ok(Ok(ItemRead {
        item_code: code.to_owned(),
        seller_code: detail.seller_code.unwrap_or_else(|| listed.to_owned()),
        kind,
        name: detail.name,
        sale_ends_on: detail.sale_ends_on,
        parts,
        unread,
    }))
}
