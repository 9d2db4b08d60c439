//! One item as Qoo10 has it now, asked in the ways that its kind needs.

use crate::domain::listing::{Kind, option_text, type_text};
use crate::domain::mapping::{ItemRead, Part, Unread};
use crate::domain::quantity::{MoveType, StockOption};
use crate::domain::unread::Listed;
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
    kind: Option<Kind>,
    seller_code: &str,
) -> Result<Result<ItemRead, Unread>, Error> {
    let (detail, kind, parts, unread) = match client.item_detail(code)? {
        Some(detail) => {
            let (options, unread) = options(client, code, kind)?.split();
            match options.is_empty() && unread.is_empty() {
                true => (detail, Kind::Plain, vec![Part::default()], 0),
                false => (detail, Kind::Option, options.iter().map(option).collect(), unread.len()),
            }
        }
        None => {
            let Some(detail) = client.move_item_detail(code)? else { return Ok(Err(Unread::Unknown)) };
            match move_types(detail.option_qty.as_deref().unwrap_or_default()) {
                Ok(types) => (detail, Kind::Move, types.iter().map(one_type).collect(), 0),
                Err(row) => return Ok(Err(Unread::TypesUnreadable(row))),
            }
        }
    };
    Ok(Ok(ItemRead { unread, ..read(code, seller_code, detail, kind, parts) }))
}

/// An item without options may be answered by a code. One that had options answers so only when something is wrong.
fn options(client: &Client, code: &str, kind: Option<Kind>) -> Result<Listed<StockOption>, Error> {
    match client.stock_options(code) {
        Err(Error::Code { .. }) if kind != Some(Kind::Option) => Ok(Listed::default()),
        answer => answer,
    }
}

fn option(one: &StockOption) -> Part {
    Part { option_code: one.code.trim().to_owned(), option: option_text(&one.names, &one.values) }
}

fn one_type(one: &MoveType) -> Part {
    Part { option_code: one.code.trim().to_owned(), option: type_text(&one.names) }
}

fn read(code: &str, listed: &str, detail: ItemDetail, kind: Kind, parts: Vec<Part>) -> ItemRead {
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
