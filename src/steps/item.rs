//! An item as Qoo10 has it now, whatever its kind.

use crate::domain::listing::ItemKind;
use crate::domain::quantity::StockOption;
use crate::domain::unread::ParsedList;
use crate::plan::push_stock::{PlainItem, RemoteItem};
use crate::qoo10::wire::items::ItemDetail;
use crate::qoo10::wire::stock::parse_move_types;
use crate::qoo10::{Client, Error};

/// Finds out what kind an item is, and what it holds; none where Qoo10 does not know it. `known`: the kind
/// that it had the last time.
pub(super) fn find_item(
    client: &Client,
    code: &str,
    known: Option<ItemKind>,
) -> Result<Option<(ItemDetail, RemoteItem)>, Error> {
    // A MOVE item answers only to the call for MOVE items, the others only to this one.
    let detail = match client.fetch_item_detail(code) {
        Ok(Some(detail)) => detail,
        Ok(None) => return find_move_item(client, code),
        // Qoo10 knows the item and keeps it back, unless it is a MOVE item.
        Err(error) if error.is_restricted_item() => {
            return find_move_item(client, code)?.map(Some).ok_or(error);
        }
        Err(error) => return Err(error),
    };
    let options = match client.fetch_stock_options(code) {
        // An item without options may be answered by a code. One that had options answers so only when
        // something is wrong: taken for plain, it would lose them.
        Err(Error::Code { .. }) if known != Some(ItemKind::Option) => None,
        options => convert_options(options?),
    };
    let plain = convert_plain(&detail);
    Ok(Some((detail, options.unwrap_or(plain))))
}

pub(super) fn find_move_item(client: &Client, code: &str) -> Result<Option<(ItemDetail, RemoteItem)>, Error> {
    Ok(client.fetch_move_item_detail(code)?.map(|detail| {
        let types = parse_move_types(detail.option_qty.as_deref().unwrap_or_default());
        (detail, RemoteItem::Move(types))
    }))
}

/// An item without options.
pub(super) fn convert_plain(detail: &ItemDetail) -> RemoteItem {
    let ItemDetail { qty, sale_ends_on, tax_rate, .. } = detail;
    RemoteItem::Plain(PlainItem { qty: *qty, sale_ends_on: sale_ends_on.clone(), tax_rate: *tax_rate })
}

/// The options of an item that has some, readable or not.
pub(super) fn convert_options(listed: ParsedList<StockOption>) -> Option<RemoteItem> {
    let (options, unread) = listed.split();
    let has_some = !options.is_empty() || !unread.is_empty();
    has_some.then_some(RemoteItem::Options {
        options,
        unread: unread.into_iter().map(|row| row.problem).collect(),
    })
}
