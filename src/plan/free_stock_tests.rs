use super::*;
use crate::domain::stock_facts::{SetPart, StockDefaults, StockRules, Watermark};
use crate::domain::time::{Jst, parse_jst};
use crate::vocabulary::Status;

fn at(hour: u32) -> Jst {
    parse_jst(&format!("2026-07-01T{hour:02}:00:00+09:00")).unwrap()
}

fn count(basis: StockBasis, qty: i64) -> StockCount {
    StockCount { basis, qty, counted_at: at(12), watermark: None, changed_at: at(12) }
}

/// A line of 2 pieces of A, of a paid order that came at 10 and is not shipped.
fn line() -> OrderedLine {
    OrderedLine {
        line_id: 5,
        order: "412345678-1".parse().unwrap(),
        status: Status::Ready,
        is_paid: true,
        goods: LineGoods { sku: Some("A".to_owned()), ..LineGoods::default() },
        qty: 2,
        added_at: at(10),
        shipped: None,
    }
}

fn facts(basis: StockBasis, qty: i64, lines: Vec<OrderedLine>) -> StockFacts {
    let counts = BTreeMap::from([("A".to_owned(), count(basis, qty))]);
    StockFacts { counts, lines, ..StockFacts::default() }
}

fn free(facts: &StockFacts, sku: &str) -> Result<i64, FreeStockError> {
    compute_free_stock(facts, &[])[sku].free.clone()
}

#[test]
fn stk_07_a_shelf_is_less_what_has_not_left_since_it_was_counted() {
    let shipped = |hour, no| OrderedLine { shipped: Some((at(hour), no)), status: Status::Shipped, ..line() };
    for (what, line, left) in [
        ("open", line(), 8),
        ("imported after the count", OrderedLine { added_at: at(13), ..line() }, 8),
        ("left before the count", shipped(11, 1), 10),
        ("left after the count", shipped(13, 1), 8),
        ("left in the same second, nobody knows which came first", shipped(12, 9), 10),
        ("another SKU", OrderedLine { goods: LineGoods::default(), ..line() }, 10),
    ] {
        assert_eq!(free(&facts(StockBasis::OnHand, 10, vec![line]), "A"), Ok(left), "{what}");
    }
    let mut same_second = facts(StockBasis::OnHand, 10, vec![shipped(12, 9)]);
    for (shipped_no, left) in [(8, 8), (9, 10)] {
        let mark = Some(Watermark { line_id: 0, shipped_no });
        same_second.counts.get_mut("A").unwrap().watermark = mark;
        assert_eq!(free(&same_second, "A"), Ok(left), "{shipped_no}");
    }
    // What waited for the count goes by a moment before it.
    let mut waited = facts(StockBasis::OnHand, 10, vec![shipped(11, 9)]);
    waited.counts.get_mut("A").unwrap().watermark = Some(Watermark { line_id: 0, shipped_no: 8 });
    assert_eq!(free(&waited, "A"), Ok(8));
}

#[test]
fn stk_07_free_stock_is_less_what_came_since_it_was_counted() {
    let came = |hour| OrderedLine { added_at: at(hour), ..line() };
    let left_too = OrderedLine { shipped: Some((at(14), 1)), status: Status::Shipped, ..came(13) };
    for (what, line, left) in [
        ("before", came(11), 10),
        ("after", came(13), 8),
        ("after, and left since", left_too, 8),
        ("in the same second, nobody knows which came first", came(12), 10),
    ] {
        assert_eq!(free(&facts(StockBasis::Free, 10, vec![line]), "A"), Ok(left), "{what}");
    }
    let mut same_second = facts(StockBasis::Free, 10, vec![came(12)]);
    for (line_id, left) in [(4, 8), (5, 10)] {
        let mark = Some(Watermark { line_id, shipped_no: 0 });
        same_second.counts.get_mut("A").unwrap().watermark = mark;
        assert_eq!(free(&same_second, "A"), Ok(left), "{line_id}");
    }
    let mut waited = facts(StockBasis::Free, 10, vec![came(11)]);
    waited.counts.get_mut("A").unwrap().watermark = Some(Watermark { line_id: 4, shipped_no: 0 });
    assert_eq!(free(&waited, "A"), Ok(8), "it waited for the count");
}

#[test]
fn stk_07_rules_of_a_sku_replace_the_defaults_key_by_key() {
    let rules = |reserve, cap, percent| StockRules { reserve, cap, percent };
    for (own, left) in [
        (rules(None, None, None), 6),
        (rules(Some(0), None, None), 6),
        (rules(Some(0), Some(100), None), 8),
        (rules(None, Some(100), Some(100)), 9),
        (rules(Some(20), None, None), 0),
        (rules(None, Some(0), None), 0),
        (rules(Some(1), Some(100), Some(50)), 4),
    ] {
        let mut facts = facts(StockBasis::OnHand, 12, vec![line()]);
        facts.defaults = StockDefaults { reserve: 1, cap: Some(6), percent: 85, unpaid_orders_count: true };
        facts.rules.insert("A".to_owned(), own);
        assert_eq!(free(&facts, "A"), Ok(left), "{own:?}");
    }
    assert_eq!(free(&facts(StockBasis::OnHand, 1, vec![line()]), "A"), Ok(0), "never below 0");
}

#[test]
fn stk_07_a_line_counts_against_the_sku_of_its_listing() {
    let mut facts = facts(StockBasis::OnHand, 10, vec![line()]);
    facts.counts.insert("B".to_owned(), count(StockBasis::OnHand, 10));
    let goods = &mut facts.lines[0].goods;
    (goods.item_code, goods.option_code) = (Some("81".to_owned()), Some("-W,ADD".to_owned()));
    assert_eq!((free(&facts, "A"), free(&facts, "B")), (Ok(8), Ok(10)), "no listing");
    facts.index.insert("81".to_owned(), "-W".to_owned(), "色:白".to_owned(), "B".to_owned());
    assert_eq!((free(&facts, "A"), free(&facts, "B")), (Ok(10), Ok(8)));
    facts.index.insert("81".to_owned(), "-W".to_owned(), "色:生成り".to_owned(), "A".to_owned());
    assert_eq!((free(&facts, "A"), free(&facts, "B")), (Ok(8), Ok(10)), "nobody knows which of the two");
    facts.lines[0].goods.option = Some("色:白".to_owned());
    assert_eq!((free(&facts, "A"), free(&facts, "B")), (Ok(10), Ok(8)));
}

#[test]
fn stk_08_unseen_and_unpaid_orders() {
    let unpaid = OrderedLine { is_paid: false, ..line() };
    let mut facts = facts(StockBasis::OnHand, 10, vec![line(), unpaid]);
    let unseen = |is_paid| UnseenLine { goods: line().goods, qty: 3, is_paid };
    let rows = [unseen(true), unseen(false)];
    let stock = compute_free_stock(&facts, &rows)["A"].clone();
    assert_eq!((stock.in_orders, stock.not_imported, stock.free), (4, 6, Ok(0)));
    facts.defaults.unpaid_orders_count = false;
    let stock = compute_free_stock(&facts, &rows)["A"].clone();
    assert_eq!((stock.in_orders, stock.not_imported, stock.free), (2, 3, Ok(5)));
}

#[test]
fn stk_09_a_set_is_what_its_parts_make_and_its_orders_hold_them() {
    let part = |sku: &str, qty| SetPart { sku: sku.to_owned(), qty };
    let sold =
        OrderedLine { goods: LineGoods { sku: Some("S".to_owned()), ..LineGoods::default() }, ..line() };
    let mut facts = facts(StockBasis::OnHand, 10, vec![line(), sold]);
    facts.sets.insert("S".to_owned(), vec![part("A", 3), part("B", 1)]);
    assert_eq!(free(&facts, "S"), Err(FreeStockError::PartWithoutCount("B".to_owned())));
    facts.counts.insert("B".to_owned(), count(StockBasis::OnHand, 4));
    // A: 10 - 2 - 2 × 3 = 2 pieces make no set; B: 4 - 2.
    assert_eq!((free(&facts, "A"), free(&facts, "B"), free(&facts, "S")), (Ok(2), Ok(2), Ok(0)));
    assert_eq!(list_holding_lines(&facts, "A").iter().map(|(_, qty)| *qty).collect::<Vec<_>>(), [2, 6]);
    facts.lines.clear();
    facts.rules.insert("S".to_owned(), StockRules { reserve: Some(1), ..StockRules::default() });
    assert_eq!(free(&facts, "S"), Ok(2));
    facts.counts.insert("S".to_owned(), count(StockBasis::OnHand, 4));
    assert_eq!(free(&facts, "S"), Err(FreeStockError::SetWithOwnCount));
}
