//! MOVE items: their details, and their stock as one list of types.

use super::super::answer::MethodAnswer;
use super::super::json::{JsonValue, name, object, text};
use super::super::model::{MoveRow, Stock};
use super::super::names::{escape_html, unescape_html};
use super::super::variants::{MoveEdit, Names};
use super::super::world::World;
use super::call::{Call, MethodResult, to_answer};
use super::lookup::ItemFilter;
use super::values::parse_qty;

/// GetMoveItemDetailInfo: one object, not a list.
pub(super) fn get_move_detail(world: &World, call: &Call) -> MethodResult {
    let item = world.find_item(call.params, ItemFilter::Move)?;
    let shown = world.get_visible_offer(item, call.now);
    let Stock::Move(rows) = &shown.stock else { return Err(-10001) };
    let mut colours: Vec<&str> = rows.iter().map(|row| row.colour.as_str()).collect();
    colours.dedup();
    let types: Vec<_> = colours.iter().map(|colour| format!("{colour}||*#000000||*Y||*||*")).collect();
    Ok(MethodAnswer::One(object([
        ("ItemCode", text(&item.code)),
        ("SellerCode", text(&item.seller_code)),
        ("ItemStatus", text(&item.status)),
        ("ItemSeriesName", name(&item.title)),
        ("ItemDescription", text("見本です。")),
        ("ItemPrice", JsonValue::MoneyText(shown.price)),
        ("RetailPrice", JsonValue::MoneyText(0)),
        ("OptionType", name(types.join("$$"))),
        ("OptionMainimage", text("")),
        ("OptionSubimage", text("")),
        ("OptionQty", name(format_types(rows))),
        ("ShippingNo", text(item.shipping_no.to_string())),
        ("StyleNumber", text("")),
        ("TpoNumber", text("")),
        ("SeasonType", text("")),
        ("Weight", text("")),
    ])))
}

/// EditMoveGoodsInventory: by default, types that it leaves out are gone.
pub(super) fn edit_move_types(world: &mut World, call: &Call) -> MethodResult {
    let list = call.get("OptionQty");
    let result = try_edit(world, call, list);
    call.record(world, call.get("ItemCode"), format!("types={list}"), result).map(to_answer)
}

fn try_edit(world: &mut World, call: &Call, list: &str) -> Result<(), i64> {
    let code = world.find_item(call.params, ItemFilter::Move)?.code.clone();
    let mut sent = parse_types(list).ok_or(-10002)?;
    if world.variants.names == Names::Escaped {
        // A name that is not sent back as it was read names another type.
        for text in sent.iter_mut().flat_map(|row| [&mut row.colour, &mut row.size]) {
            *text = unescape_html(text).unwrap_or_else(|| escape_html(text));
        }
    }
    let merge = world.variants.move_edit == MoveEdit::Merge;
    world.change_offer(&code, call.now, |offer| {
        let Stock::Move(rows) = &mut offer.stock else { return };
        rows.retain(|old| merge && !sent.iter().any(|new| is_same_type(old, new)));
        rows.extend(sent);
    });
    Ok(())
}

fn is_same_type(a: &MoveRow, b: &MoveRow) -> bool {
    a.colour == b.colour && a.size == b.size
}

fn format_types(rows: &[MoveRow]) -> String {
    let row = |row: &MoveRow| match row.size.is_empty() {
        true => format!("{}||*{}||*{}", row.colour, row.qty, row.code),
        false => format!("{}||*{}||*{}||*{}", row.colour, row.size, row.qty, row.code),
    };
    rows.iter().map(row).collect::<Vec<_>>().join("$$")
}

/// `colour||*size||*qty||*code$$…`, or without sizes throughout. None when damaged, empty or double.
fn parse_types(list: &str) -> Option<Vec<MoveRow>> {
    let rows: Vec<MoveRow> =
        list.strip_suffix("$$").unwrap_or(list).split("$$").map(parse_type).collect::<Option<_>>()?;
    let sized = rows.iter().filter(|row| !row.size.is_empty()).count();
    let is_double = |n: usize| rows[..n].iter().any(|row| is_same_type(row, &rows[n]));
    let fits = (sized == 0 || sized == rows.len()) && !(0..rows.len()).any(is_double);
    fits.then_some(rows)
}

fn parse_type(row: &str) -> Option<MoveRow> {
    let cells: Vec<_> = row.split("||*").collect();
    let (colour, size, qty, code) = match cells[..] {
        [colour, qty, code] => (colour, "", qty, code),
        [_, "", _, _] => return None,
        [colour, size, qty, code] => (colour, size, qty, code),
        _ => return None,
    };
    let qty = parse_qty(qty).filter(|_| !colour.is_empty())?;
    Some(MoveRow { colour: colour.to_owned(), size: size.to_owned(), qty, code: code.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_round_trip_with_and_without_sizes() {
        for list in ["青||*L||*3||*-B-L$$青||*M||*0||*", "赤||*5||*-R"] {
            assert_eq!(format_types(&parse_types(list).unwrap()), list);
        }
        assert!(parse_types("青||*L||*3||*-B-L$$").is_some());
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
            assert_eq!(parse_types(list), None, "{list}");
        }
    }
}
