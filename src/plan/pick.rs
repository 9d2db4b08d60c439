//! What has to be fetched from the shelves: the pieces of the orders' lines, sets as their parts.

use std::collections::BTreeMap;

use crate::domain::ids::OrderCode;

/// The parts of each set, and how many pieces of each (STK-9).
pub type SetParts = BTreeMap<String, Vec<(String, i64)>>;

/// A remaining line of an order that is to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickLine {
    pub order: OrderCode,
    pub is_gift: bool,
    pub sku: Option<String>,
    pub item_code: Option<String>,
    pub name: String,
    pub option: Option<String>,
    pub addon_options: Option<String>,
    pub qty: i64,
}

/// Something on a shelf, and the orders that it goes into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickItem {
    /// None where Qoo10 names no seller code, as of an add-on.
    pub sku: Option<String>,
    /// Where there is no SKU.
    pub item_code: Option<String>,
    /// Item and option in the words of a line; blank where only sets have it.
    pub name: String,
    pub qty: i64,
    /// In the order of the lines.
    pub orders: Vec<PickOrder>,
}

/// How much of it goes into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickOrder {
    pub order: OrderCode,
    pub qty: i64,
    pub is_gift: bool,
    /// The sets of which it is a part.
    pub sets: Vec<String>,
    /// What the buyer chose beside it.
    pub addons: Vec<String>,
}

/// By SKU; behind them what has none.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PickKey {
    Sku(String),
    Unnamed { item_code: Option<String>, name: String },
}

/// Counts the pieces of these lines, in the order of their SKUs. Lines of one order have to stand together.
pub fn count_pieces(lines: impl IntoIterator<Item = PickLine>, sets: &SetParts) -> Vec<PickItem> {
    let mut items = BTreeMap::new();
    for line in lines {
        let parts = line.sku.as_ref().and_then(|sku| sets.get_key_value(sku)).filter(|set| !set.1.is_empty());
        let Some((set, parts)) = parts else {
            add_line(&mut items, line);
            continue;
        };
        for (at, (part, qty)) in parts.iter().enumerate() {
            let share = PickOrder {
                order: line.order,
                qty: line.qty.saturating_mul(*qty),
                is_gift: line.is_gift,
                sets: vec![set.clone()],
                // Once for each set, not for each part of it.
                addons: line.addon_options.iter().filter(|_| at == 0).cloned().collect(),
            };
            add_share(items.entry(PickKey::Sku(part.clone())).or_insert_with(|| new_item(Some(part))), share);
        }
    }
    items.into_values().collect()
}

fn new_item(sku: Option<&String>) -> PickItem {
    PickItem { sku: sku.cloned(), item_code: None, name: String::new(), qty: 0, orders: Vec::new() }
}

fn add_line(items: &mut BTreeMap<PickKey, PickItem>, line: PickLine) {
    let name = match &line.option {
        Some(option) => format!("{} {option}", line.name),
        None => line.name,
    };
    let share = PickOrder {
        order: line.order,
        qty: line.qty,
        is_gift: line.is_gift,
        sets: Vec::new(),
        addons: line.addon_options.into_iter().collect(),
    };
    let item = match line.sku {
        Some(sku) => {
            let item = new_item(Some(&sku));
            items.entry(PickKey::Sku(sku)).or_insert(item)
        }
        None => {
            let item = PickItem { item_code: line.item_code.clone(), ..new_item(None) };
            items.entry(PickKey::Unnamed { item_code: line.item_code, name: name.clone() }).or_insert(item)
        }
    };
    if item.name.is_empty() {
        item.name = name;
    }
    add_share(item, share);
}

fn add_share(item: &mut PickItem, share: PickOrder) {
    item.qty = item.qty.saturating_add(share.qty);
    match item.orders.last_mut().filter(|last| last.order == share.order) {
        Some(last) => {
            last.qty = last.qty.saturating_add(share.qty);
            last.addons.extend(share.addons);
            last.sets.extend(share.sets);
            last.sets.dedup();
        }
        None => item.orders.push(share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(order: &str, sku: &str, qty: i64) -> PickLine {
        PickLine {
            order: order.parse().unwrap(),
            is_gift: false,
            sku: (!sku.is_empty()).then(|| sku.to_owned()),
            item_code: Some("812345678".to_owned()),
            name: format!("name of {sku}"),
            option: None,
            addon_options: None,
            qty,
        }
    }

    fn sets() -> SetParts {
        let part = |sku: &str, qty| (sku.to_owned(), qty);
        [("SET".to_owned(), vec![part("CUP", 2), part("BOX", 1)]), ("NONE".to_owned(), vec![])].into()
    }

    /// `SKU qty: order xqty[sets], …`
    fn summarize(items: &[PickItem]) -> Vec<String> {
        let share = |one: &PickOrder| format!("{} x{}{}", one.order, one.qty, one.sets.join("+"));
        let orders = |item: &PickItem| item.orders.iter().map(share).collect::<Vec<_>>().join(", ");
        let item = |item: &PickItem| {
            format!("{} {}: {}", item.sku.as_deref().unwrap_or("-"), item.qty, orders(item))
        };
        items.iter().map(item).collect()
    }

    #[test]
    fn pieces_are_counted_by_sku_with_the_orders_that_they_go_into() {
        for (lines, wanted) in [
            (vec![], vec![]),
            (vec![line("1", "B", 1), line("2", "A", 2)], vec!["A 2: 2 x2", "B 1: 1 x1"]),
            (vec![line("1", "A", 1), line("2", "A", 3)], vec!["A 4: 1 x1, 2 x3"]),
            // Two lines of one order are one hand's work.
            (vec![line("1", "A", 1), line("1", "B", 1), line("1", "A", 3)], vec!["A 4: 1 x4", "B 1: 1 x1"]),
            (vec![line("1-1", "A", 1), line("1-2", "A", 1)], vec!["A 2: 1-1 x1, 1-2 x1"]),
            // What has no SKU stands behind the others.
            (vec![line("1", "", 2), line("2", "Z", 1)], vec!["Z 1: 2 x1", "- 2: 1 x2"]),
        ] {
            assert_eq!(summarize(&count_pieces(lines.clone(), &sets())), wanted, "{lines:?}");
        }
    }

    #[test]
    fn stk_09_sets_are_picked_as_their_parts() {
        for (lines, wanted) in [
            (vec![line("1", "SET", 3)], vec!["BOX 3: 1 x3SET", "CUP 6: 1 x6SET"]),
            (
                vec![line("1", "SET", 1), line("1", "CUP", 1), line("2", "CUP", 1)],
                vec!["BOX 1: 1 x1SET", "CUP 4: 1 x3SET, 2 x1"],
            ),
            (vec![line("1", "SET", 1), line("1", "SET", 1)], vec!["BOX 2: 1 x2SET", "CUP 4: 1 x4SET"]),
            // Without parts nobody could be sent to a shelf.
            (vec![line("1", "NONE", 2)], vec!["NONE 2: 1 x2"]),
            (
                vec![line("1", "SET", i64::MAX)],
                vec![
                    "BOX 9223372036854775807: 1 x9223372036854775807SET",
                    "CUP 9223372036854775807: 1 x9223372036854775807SET",
                ],
            ),
        ] {
            assert_eq!(summarize(&count_pieces(lines.clone(), &sets())), wanted, "{lines:?}");
        }
        let items = count_pieces([line("1", "SET", 1), line("2", "CUP", 1)], &sets());
        let names: Vec<&str> = items.iter().map(|item| &*item.name).collect();
        assert_eq!(names, ["", "name of CUP"], "the words of a set are not those of its parts");
    }

    #[test]
    fn a_line_without_a_sku_keeps_item_code_and_name_and_options_are_named() {
        let option = |sku: &str, text: &str| PickLine { option: Some(text.to_owned()), ..line("1", sku, 1) };
        let items = count_pieces([option("", "red"), option("", "blue"), option("A", "M")], &sets());
        let told: Vec<_> =
            items.iter().map(|item| (item.sku.as_deref(), item.item_code.as_deref(), &*item.name)).collect();
        let code = Some("812345678");
        assert_eq!(
            told,
            [(Some("A"), None, "name of A M"), (None, code, "name of  blue"), (None, code, "name of  red")]
        );
    }

    #[test]
    fn gifts_and_add_ons_are_marked_at_their_order() {
        let with_addon =
            PickLine { addon_options: Some("wrap".into()), is_gift: true, ..line("1", "SET", 1) };
        let items = count_pieces([with_addon, line("2", "CUP", 1)], &sets());
        let marks: Vec<_> = items
            .iter()
            .flat_map(|item| &item.orders)
            .map(|one| (one.order.to_string(), one.is_gift, one.addons.join("+")))
            .collect();
        let mark = |order: &str, is_gift, addons: &str| (order.to_owned(), is_gift, addons.to_owned());
        assert_eq!(marks, [mark("1", true, ""), mark("1", true, "wrap"), mark("2", false, "")]);
    }
}
