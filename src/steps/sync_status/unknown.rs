//! Carts that Qoo10's lists show, and that neither an order nor a reject here has (SYN-9).

use std::collections::HashSet;

use super::gather::RemoteLists;
use crate::domain::unknown_cart::UnknownCart;
use crate::plan::unknown_carts::{self as plan, UnknownCarts};
use crate::store::{Error, Store};

/// What is listed and in no order; nothing where a run was asked for orders only.
pub(super) fn find_unknown_carts(
    store: &Store,
    gathered: &RemoteLists,
    looks_around: bool,
) -> Result<UnknownCarts, Error> {
    if !looks_around {
        return Ok(UnknownCarts::default());
    }
    let rejects = store.list_known_rejects()?;
    let carts: HashSet<_> = rejects.iter().filter_map(|reject| reject.pack_no).collect();
    let numbers: HashSet<_> = rejects.iter().filter_map(|reject| reject.order_no).collect();
    let mut listed: Vec<UnknownCart> = Vec::new();
    for row in &gathered.unmatched_rows {
        let mut is_known = carts.contains(&row.cart.pack_no);
        for order_no in &row.order_nos {
            is_known |= numbers.contains(order_no) || store.find_order_code(*order_no)?.is_some();
        }
        listed.extend((!is_known).then_some(row.cart));
    }
    let mut known = store.list_unknown_carts()?;
    // A cart that import could not take is on the list of rejects, and need not be named twice.
    known.retain(|known| !carts.contains(&known.cart.pack_no));
    Ok(plan::find_unknown_carts(&listed, &known, store.import_first_from()?))
}
