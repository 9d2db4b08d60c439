//! How free stock came about, in one line.

use super::free_stock::ComputedStock;
use crate::domain::quantity::StockFailure;
use crate::vocabulary::{Message, StockBasis, msg};

/// `12 counted - 3 in orders - 1 ordered but not imported - 1 reserve = 7`, with what takes effect and
/// nothing else; where there is no result, why not.
pub fn explain(stock: &ComputedStock) -> Message {
    let free = match &stock.free {
        Ok(free) => *free,
        Err(error) => return StockFailure::from(error).message(),
    };
    let pieces = stock.count.unwrap_or_default();
    let begin = match stock.basis {
        StockBasis::Set => msg!("formula-parts", n = pieces),
        StockBasis::OnHand | StockBasis::Free => msg!("formula-counted", n = pieces),
    };
    let terms = [
        (stock.in_orders, msg!("formula-in_orders", n = stock.in_orders)),
        (stock.not_imported, msg!("formula-not_imported", n = stock.not_imported)),
        (stock.rules.reserve, msg!("formula-reserve", n = stock.rules.reserve)),
    ];
    let terms = terms.into_iter().filter(|(qty, _)| *qty != 0);
    let (left, terms) = terms.fold((pieces, begin), |(left, before), (qty, term)| {
        (left.saturating_sub(qty), msg!("formula-minus", before = before, term = term))
    });
    limit(stock, free, left, msg!("formula-result", before = terms, n = left))
}

/// Adds the share, the most and the least to what is left, where they change it.
fn limit(stock: &ComputedStock, free: i64, left: i64, line: Message) -> Message {
    if left < 0 {
        return msg!("formula-at_least", before = line);
    }
    let (cap, percent) = (stock.rules.cap, stock.rules.percent);
    // What is shown without the cap.
    let share = i64::try_from(i128::from(left) * i128::from(percent) / 100).unwrap_or(left);
    let line = if share == left {
        line
    } else {
        msg!("formula-percent", before = line, percent = percent, n = share)
    };
    match cap {
        Some(cap) if free < share => msg!("formula-at_most", before = line, cap = cap),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::FreeStockError;
    use crate::plan::free_stock::EffectiveRules;
    use crate::text::localize;
    use crate::vocabulary::Lang;

    fn stock(qty: [i64; 3], reserve: i64, cap: Option<i64>, percent: i64) -> ComputedStock {
        let [count, in_orders, not_imported] = qty;
        let rules = EffectiveRules { reserve, cap, percent };
        let free = Ok(rules.apply(count - in_orders - not_imported));
        ComputedStock { basis: StockBasis::OnHand, count: Some(count), in_orders, not_imported, rules, free }
    }

    #[test]
    fn stk_07_a_quantity_is_explained_in_one_line() {
        for (stock, line) in [
            (
                stock([12, 3, 1], 1, None, 100),
                "12 counted - 3 in orders - 1 ordered but not imported - 1 reserve = 7",
            ),
            (stock([12, 0, 0], 0, None, 100), "12 counted = 12"),
            (stock([1200, 3, 0], 0, Some(2000), 100), "1200 counted - 3 in orders = 1197"),
            (stock([12, 3, 0], 0, None, 50), "12 counted - 3 in orders = 9, 50 % of it = 4"),
            (stock([12, 3, 0], 0, Some(3), 50), "12 counted - 3 in orders = 9, 50 % of it = 4, at most 3"),
            (stock([12, 3, 0], 0, Some(5), 100), "12 counted - 3 in orders = 9, at most 5"),
            (stock([12, 3, 0], 0, Some(9), 100), "12 counted - 3 in orders = 9"),
            (stock([2, 3, 0], 1, Some(9), 50), "2 counted - 3 in orders - 1 reserve = -2, at least 0"),
            (stock([12, 0, 0], 0, None, 0), "12 counted = 12, 0 % of it = 0"),
        ] {
            assert_eq!(localize(&explain(&stock), Lang::En), line);
        }
        let ja = localize(&explain(&stock([12, 3, 1], 1, Some(3), 50)), Lang::Ja);
        assert_eq!(ja, "棚卸数12 - 受注3 - 未取込の受注1 - 予備在庫1 = 7、その50% = 3");
    }

    #[test]
    fn stk_09_a_set_is_explained_by_its_parts() {
        let set = |free| ComputedStock {
            basis: StockBasis::Set,
            count: Some(5),
            free,
            ..stock([5, 0, 0], 1, None, 100)
        };
        let lines = [Ok(4), Err(FreeStockError::PartWithoutCount("B-1".to_owned()))]
            .map(|free| localize(&explain(&set(free)), Lang::En));
        assert_eq!(lines[0], "5 sets of its parts - 1 reserve = 4");
        assert!(lines[1].contains("B-1"), "{lines:?}");
    }
}
