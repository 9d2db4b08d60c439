//! One item as Qoo10 has it now, asked in the ways that its kind needs.

use crate::domain::listing::{ItemKind, option_text, type_text};
use crate::domain::mapping::{ItemRead, Part, PullFailure};
use crate::domain::quantity::{MoveType, StockOption};
use crate::domain::unread::ParsedList;
use crate::qoo10::wire::items::ItemDetail;
use crate::qoo10::wire::stock::move_types;
use crate::qoo10::{Client, Error};

/// Reads an item; `kind` is what it was the last time, `seller_code` what the list says.
///
/// # Errors
/// When a call fails.
pub(super) fn item(
    client: &Client,
    code: &str,
    kind: Option<ItemKind>,
    seller_code: &str,
) -> Result<Result<ItemRead, PullFailure>, Error> {
    let (detail, kind, parts, unread) = match client.item_detail(code)? {
        Some(detail) => {
            let (options, unread) = options(client, code, kind)?.split();
            match options.is_empty() && unread.is_empty() {
                true => (detail, ItemKind::Plain, vec![Part::default()], 0),
                false => (detail, ItemKind::Option, options.iter().map(option).collect(), unread.len()),
            }
        }
        None => {
            let Some(detail) = client.move_item_detail(code)? else { return Ok(Err(PullFailure::Unknown)) };
            match move_types(detail.option_qty.as_deref().unwrap_or_default()) {
                Ok(types) => (detail, ItemKind::Move, types.iter().map(one_type).collect(), 0),
                Err(row) => return Ok(Err(PullFailure::TypesUnreadable(row))),
            }
        }
    };
    Ok(Ok(ItemRead { unread, ..read(code, seller_code, detail, kind, parts) }))
}

/// An item without options may be answered by a code. One that had options answers so only when something is wrong.
fn options(client: &Client, code: &str, kind: Option<ItemKind>) -> Result<ParsedList<StockOption>, Error> {
    match client.stock_options(code) {
        Err(Error::Code { .. }) if kind != Some(ItemKind::Option) => Ok(ParsedList::default()),
        answer => answer,
    }
}

fn option(one: &StockOption) -> Part {
    Part { option_code: one.code.trim().to_owned(), option: option_text(&one.names, &one.values) }
}

fn one_type(one: &MoveType) -> Part {
    Part { option_code: one.code.trim().to_owned(), option: type_text(&one.names) }
}

fn read(code: &str, listed: &str, detail: ItemDetail, kind: ItemKind, parts: Vec<Part>) -> ItemRead {
    ItemRead {
        item_code: code.to_owned(),
        seller_code: detail.seller_code.unwrap_or_else(|| listed.to_owned()),
        kind,
        name: detail.name,
        sale_ends_on: detail.sale_ends_on,
        parts,
        unread: 0,
    }
}
