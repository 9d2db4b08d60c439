//! Which carts at Qoo10 staff have to take or dismiss (SYN-9).

use std::collections::BTreeMap;

use crate::domain::ids::PackNo;
use crate::domain::time::Jst;
use crate::domain::unknown_cart::{KnownCart, UnknownCart};

/// What becomes of the record, and what is named.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct UnknownCarts {
    /// Those that Qoo10 lists now.
    pub seen: Vec<UnknownCart>,
    /// Those of them that no run has seen before.
    pub new: Vec<UnknownCart>,
    /// Those that were imported since they were found.
    pub taken: Vec<PackNo>,
    /// Those that staff have to take or dismiss.
    pub open: Vec<UnknownCart>,
}

/// `listed`: carts with a number that is in no order and no reject; `first_from`: where the first
/// differential import began. What was ordered before is history.
pub fn find_unknown_carts(
    listed: &[UnknownCart],
    known: &[KnownCart],
    first_from: Option<Jst>,
) -> UnknownCarts {
    let Some(first_from) = first_from else { return UnknownCarts::default() };
    let is_ours = |cart: &&UnknownCart| cart.ordered_at.is_none_or(|at| at >= first_from);
    let mut seen: BTreeMap<PackNo, UnknownCart> = BTreeMap::new();
    for cart in listed.iter().filter(is_ours) {
        let first = seen.entry(cart.pack_no).or_insert(*cart);
        first.status = first.status.min(cart.status);
    }
    let is_taken = |cart: &&KnownCart| cart.is_imported && !seen.contains_key(&cart.cart.pack_no);
    let is_dismissed = |cart: &PackNo| known.iter().any(|k| k.cart.pack_no == *cart && k.is_dismissed);
    let older = known.iter().filter(|cart| !is_taken(cart)).map(|cart| (cart.cart.pack_no, cart.cart));
    let mut open: BTreeMap<PackNo, UnknownCart> = older.collect();
    open.extend(seen.clone());
    open.retain(|cart, _| !is_dismissed(cart));
    let is_new = |cart: &&UnknownCart| known.iter().all(|known| known.cart.pack_no != cart.pack_no);
    UnknownCarts {
        new: seen.values().filter(is_new).copied().collect(),
        taken: known.iter().filter(is_taken).map(|cart| cart.cart.pack_no).collect(),
        seen: seen.into_values().collect(),
        open: open.into_values().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    fn at(day: u32) -> Jst {
        parse_jst(&format!("2026-07-{day:02}T10:00:00+09:00")).unwrap()
    }

    fn cart(pack_no: i64, day: u32) -> UnknownCart {
        UnknownCart { pack_no: PackNo::new(pack_no).unwrap(), status: 3, ordered_at: Some(at(day)) }
    }

    fn known(cart: UnknownCart) -> KnownCart {
        KnownCart { cart, is_dismissed: false, is_imported: false }
    }

    #[test]
    fn syn_09_what_no_order_has_is_named_until_it_is_taken_or_dismissed() {
        type Case<'c> = (&'c str, Vec<UnknownCart>, Vec<KnownCart>, &'c [i64], &'c [i64]);
        let later = UnknownCart { status: 4, ..cart(7, 5) };
        let undated = UnknownCart { ordered_at: None, ..cart(9, 1) };
        let cases: [Case<'_>; 8] = [
            ("new", vec![cart(7, 5)], vec![], &[7], &[]),
            ("two rows of a cart", vec![later, cart(7, 5)], vec![], &[7], &[]),
            ("from before the first window", vec![cart(7, 2)], vec![], &[], &[]),
            ("at the start of the first window", vec![cart(7, 3)], vec![], &[7], &[]),
            ("without a date that can be read", vec![undated], vec![], &[9], &[]),
            ("no longer listed", vec![], vec![known(cart(7, 5))], &[7], &[]),
            (
                "dismissed",
                vec![cart(7, 5)],
                vec![KnownCart { is_dismissed: true, ..known(cart(7, 5)) }],
                &[],
                &[],
            ),
            (
                "imported since",
                vec![cart(8, 5)],
                vec![KnownCart { is_imported: true, ..known(cart(7, 5)) }],
                &[8],
                &[7],
            ),
        ];
        for (name, listed, known, open, taken) in cases {
            let found = find_unknown_carts(&listed, &known, Some(at(3)));
            assert_eq!(found.open.iter().map(|c| c.pack_no.get()).collect::<Vec<_>>(), open, "{name}");
            assert_eq!(found.taken.iter().map(|cart| cart.get()).collect::<Vec<_>>(), taken, "{name}");
            assert!(found.open.iter().all(|cart| cart.status == 3), "{name}: where it has come least far");
        }
    }

    #[test]
    fn syn_09_a_shop_that_has_imported_nothing_yet_hears_of_nothing() {
        assert_eq!(find_unknown_carts(&[cart(7, 5)], &[], None), UnknownCarts::default());
    }
}
