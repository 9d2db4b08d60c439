//! MOVE items: their details, and their stock as one list of types.

use super::super::answer::MethodAnswer;
use super::super::json::{JsonValue, object, text};
use super::super::model::{MoveRow, Stock};
use super::super::variants::MoveEdit;
use super::super::world::World;
use super::lookup::ItemFilter;
use super::params::read_qty;
use super::{Call, command};

/// GetMoveItemDetailInfo: one object, not a list.
pub(super) fn detail(world: &World, call: &Call) -> MethodAnswer {
    let (code, seller) = (call.params.get("ItemCode"), call.params.get("SellerCode"));
    let Some(item) = world.asked_item(code, seller, ItemFilter::Move) else {
        return MethodAnswer::Refused(-10001);
    };
    let shown = world.shown(item, call.now);
    let Stock::Move(rows) = &shown.stock else { return MethodAnswer::Refused(-10001) };
    let mut colours: Vec<&str> = rows.iter().map(|row| row.colour.as_str()).collect();
    colours.dedup();
    let types: Vec<_> = colours.iter().map(|colour| format!("{colour}||*#000000||*Y||*||*")).collect();
    MethodAnswer::One(object([
        ("ItemCode", text(&item.code)),
        ("SellerCode", text(&item.seller_code)),
        ("ItemStatus", text(&item.status)),
        ("ItemSeriesName", text(&item.title)),
        ("ItemDescription", text("見本です。")),
        ("ItemPrice", JsonValue::MoneyText(shown.price)),
        ("RetailPrice", JsonValue::MoneyText(0)),
        ("OptionType", text(types.join("$$"))),
        ("OptionMainimage", text("")),
        ("OptionSubimage", text("")),
        ("OptionQty", text(write_list(rows))),
        ("ShippingNo", text(item.shipping_no.to_string())),
        ("StyleNumber", text("")),
        ("TpoNumber", text("")),
        ("SeasonType", text("")),
        ("Weight", text("")),
    ]))
}

/// EditMoveGoodsInventory: by default, types that it leaves out are gone.
pub(super) fn edit(world: &mut World, call: &Call) -> MethodAnswer {
    let (item_code, list) = (call.params.get("ItemCode"), call.params.get("OptionQty"));
    let code = try_edit(world, call, item_code, list);
    command(world.note(call, item_code, format!("types={list}"), code))
}

fn try_edit(world: &mut World, call: &Call, item_code: &str, list: &str) -> i64 {
    let Some(item) = world.asked_item(item_code, call.params.get("SellerCode"), ItemFilter::Move) else {
        return -10001;
    };
    let code = item.code.clone();
    let Some(sent) = read_list(list) else { return -10002 };
    world.remember_offer(&code, call.now);
    let merge = world.variants.move_edit == MoveEdit::Merge;
    if let Some(Stock::Move(rows)) = world.items.get_mut(&code).map(|item| &mut item.offer.stock) {
        let same = |a: &MoveRow, b: &MoveRow| a.colour == b.colour && a.size == b.size;
        let kept: Vec<_> =
            rows.iter().filter(|old| merge && !sent.iter().any(|new| same(old, new))).cloned().collect();
        *rows = kept.into_iter().chain(sent).collect();
    }
    0
}

fn write_list(rows: &[MoveRow]) -> String {
    let row = |row: &MoveRow| match row.size.is_empty() {
        true => format!("{}||*{}||*{}", row.colour, row.qty, row.code),
        false => format!("{}||*{}||*{}||*{}", row.colour, row.size, row.qty, row.code),
    };
    rows.iter().map(row).collect::<Vec<_>>().join("$$")
}

/// `colour||*size||*qty||*code$$…`, or without sizes throughout. None when damaged, empty or double.
fn read_list(list: &str) -> Option<Vec<MoveRow>> {
    let rows: Vec<MoveRow> =
        list.strip_suffix("$$").unwrap_or(list).split("$$").map(read_row).collect::<Option<_>>()?;
    let sized = rows.iter().filter(|row| !row.size.is_empty()).count();
    let double =
        |n: usize, row: &MoveRow| rows[..n].iter().any(|r| r.colour == row.colour && r.size == row.size);
    let fits = (sized == 0 || sized == rows.len()) && !rows.iter().enumerate().any(|(n, row)| double(n, row));
    fits.then_some(rows)
}

fn read_row(row: &str) -> Option<MoveRow> {
    let cells: Vec<_> = row.split("||*").collect();
    let (colour, size, qty, code) = match cells[..] {
        [colour, qty, code] => (colour, "", qty, code),
        [_, "", _, _] => return None,
        [colour, size, qty, code] => (colour, size, qty, code),
        _ => return None,
    };
    let qty = read_qty(qty).filter(|_| !colour.is_empty())?;
    Some(MoveRow { colour: colour.to_owned(), size: size.to_owned(), qty, code: code.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_round_trip_with_and_without_sizes() {
        for list in ["青||*L||*3||*-B-L$$青||*M||*0||*", "赤||*5||*-R"] {
            assert_eq!(write_list(&read_list(list).unwrap()), list);
        }
        assert!(read_list("青||*L||*3||*-B-L$$").is_some());
    }

    #[test]
    fn damaged_lists_are_refused() {
        let bad = [
            "",
            "青",
            "青||*L||*x||*c",
            "||*L||*1||*c",
            "青||*1||*a$$赤||*L||*1||*b",
            "青||*1||*a$$青||*2||*b",
        ];
        for list in bad {
            assert_eq!(read_list(list), None, "{list}");
        }
    }
}
