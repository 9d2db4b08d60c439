//! One item, as the mapping table takes it.

use crate::domain::listing::{ItemKind, format_option, format_type};
use crate::domain::mapping::{ItemPart, PullFailure, PulledItem};
use crate::plan::push_stock::RemoteItem;
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
) -> Result<Result<PulledItem, PullFailure>, Error> {
    let Some((detail, now)) = find_item(client, code, kind)? else { return Ok(Err(PullFailure::Unknown)) };
    let part = |code: &str, option| ItemPart { option_code: code.trim().to_owned(), option };
    let (kind, parts, unread) = match now {
        RemoteItem::Unknown => return Ok(Err(PullFailure::Unknown)),
        RemoteItem::Move(Err(text)) => return Ok(Err(PullFailure::TypesUnreadable(text))),
        RemoteItem::Plain(_) => (ItemKind::Plain, vec![ItemPart::default()], Vec::new()),
        RemoteItem::Options { options, unread } => {
            let parts = options.iter().map(|one| part(&one.code, format_option(&one.names, &one.values)));
            (ItemKind::Option, parts.collect(), unread)
        }
        RemoteItem::Move(Ok(types)) => {
            let parts = types.iter().map(|one| part(&one.code, format_type(&one.names)));
            (ItemKind::Move, parts.collect(), Vec::new())
        }
    };
    Ok(Ok(PulledItem {
        item_code: code.to_owned(),
        seller_code: detail.seller_code.unwrap_or_else(|| listed.to_owned()),
        kind,
        name: detail.name,
        // For people who look: before push-stock sends a day back it reads it anew.
        sale_ends_on: detail.sale_ends_on.ok().flatten(),
        parts,
        unread,
    }))
}
