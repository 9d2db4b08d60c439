//! Fetched rows, gathered into carts.

use std::collections::{BTreeSet, HashMap};

use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::reject::{RejectedRow, RowProblem};
use crate::domain::shipping_row::ShippingRow;
use crate::domain::time::Jst;
use crate::plan::import::cart::CartRows;
use crate::plan::import::progress::contradicts_list;
use crate::plan::window::Window;
use crate::qoo10::wire::shipping_row;
use crate::steps::fetched_rows::{FetchedRow, FetchedRows};
use crate::store::{Error, Store};
use crate::vocabulary::{Reason, message};

#[derive(Debug)]
pub(super) struct FetchedCarts {
    /// Carts with rows that are not in the state file yet, oldest first.
    pub(super) carts: Vec<NewCart>,
    /// Order numbers that are imported already, with their orders.
    pub(super) unchanged: Vec<(OrderNo, OrderCode)>,
    /// Their rows.
    pub(super) known_rows: Vec<(OrderCode, FetchedRow)>,
    /// The newest order date among those.
    pub(super) newest_unchanged: Option<Jst>,
}

/// The rows of a cart that are not in the state file yet; a row without a cart number stands alone.
#[derive(Debug)]
pub(super) struct NewCart {
    pub(super) pack_no: Option<PackNo>,
    pub(super) ordered_at: Option<Jst>,
    /// The highest suffix that its orders have, as `Store::highest_suffix` gives it.
    pub(super) highest_suffix: Option<u32>,
    rows: Vec<FetchedRow>,
    in_other_cart: BTreeSet<OrderNo>,
}

/// Gathers the rows into carts; only those of `wanted`, or all when that is empty.
pub(super) fn gather_carts(
    fetched: &FetchedRows,
    store: &Store,
    wanted: &[PackNo],
) -> Result<FetchedCarts, Error> {
    // Thousands of questions in one transaction: the file is locked once.
    store.read_in_transaction(|store| {
        let mut gathered = sort_rows(fetched, store, wanted)?;
        for cart in &mut gathered.carts {
            cart.highest_suffix =
                cart.pack_no.map(|pack_no| store.find_highest_suffix(pack_no)).transpose()?.flatten();
        }
        Ok(gathered)
    })
}

fn sort_rows(fetched: &FetchedRows, store: &Store, wanted: &[PackNo]) -> Result<FetchedCarts, Error> {
    let mut carts: HashMap<PackNo, NewCart> = HashMap::new();
    let mut alone = Vec::new();
    let (mut unchanged, mut known_rows) = (Vec::new(), Vec::new());
    let mut newest_unchanged = None;
    for row in &fetched.rows {
        let head = row.head;
        if !wanted.is_empty() && !head.pack_no.is_some_and(|cart| wanted.contains(&cart)) {
            continue;
        }
        let order = head.order_no.map(|order_no| store.find_order_code(order_no)).transpose()?.flatten();
        // A row cut short may lack its cart number. The same number under another cart is rejected.
        if let (Some(order), Some(order_no)) = (order, head.order_no)
            && (Some(order.pack_no) == head.pack_no || !head.is_whole && head.pack_no.is_none())
        {
            newest_unchanged = newest_unchanged.max(head.ordered_at);
            unchanged.push((order_no, order));
            known_rows.push((order, *row));
            continue;
        }
        let Some(pack_no) = head.pack_no else {
            alone.push(NewCart { rows: vec![*row], ordered_at: head.ordered_at, ..NewCart::new(None) });
            continue;
        };
        let cart = carts.entry(pack_no).or_insert_with(|| NewCart::new(Some(pack_no)));
        cart.ordered_at = cart.ordered_at.into_iter().chain(head.ordered_at).min();
        cart.rows.push(*row);
        cart.in_other_cart.extend(head.order_no.filter(|_| order.is_some()));
    }
    let mut carts: Vec<NewCart> = carts.into_values().chain(alone).collect();
    // Oldest first: a limit leaves the newest for the next run.
    carts.sort_by_key(|cart| (cart.ordered_at, cart.pack_no));
    Ok(FetchedCarts { carts, unchanged, known_rows, newest_unchanged })
}

impl NewCart {
    fn new(pack_no: Option<PackNo>) -> Self {
        Self {
            pack_no,
            ordered_at: None,
            highest_suffix: None,
            rows: Vec::new(),
            in_other_cart: BTreeSet::new(),
        }
    }

    pub(super) fn read_rows(&self, fetched: &FetchedRows) -> CartRows {
        let mut cart = CartRows::default();
        for row in &self.rows {
            let unfit = |reason, detail: message::Fact, payload: String| RejectedRow {
                pack_no: row.head.pack_no,
                order_no: row.head.order_no,
                ordered_at: row.head.ordered_at,
                problem: RowProblem::new(reason, detail),
                payload,
            };
            let listed = fetched.status(row);
            match shipping_row::parse(fetched.json(row)) {
                Err(bad) => cart.rejected.push(unfit(Reason::UnreadableRow, bad.problem.into(), bad.payload)),
                Ok(row) if self.in_other_cart.contains(&row.order_no) => {
                    let order_no = row.order_no.to_string();
                    cart.rejected.push(unfit(Reason::OrderNoInOtherCart, order_no.into(), row.payload));
                }
                Ok(row) if contradicts_list(listed, row.shipping_status) => {
                    let status = row.shipping_status.map_or(0, i64::from);
                    cart.rejected.push(unfit(Reason::StatusContradicts, status.into(), row.payload));
                }
                // The list says it in Qoo10's number, the row in words that nobody has seen.
                Ok(row) => cart.rows.push(ShippingRow { shipping_status: Some(listed), ..row }),
            }
        }
        // Qoo10 promises no order of rows: the same cart is reported in the same order.
        cart.rejected.sort_by_key(|row| row.order_no);
        cart
    }
}

#[derive(Debug, Default)]
pub(super) struct LeftOut(pub(super) Vec<(Option<PackNo>, Option<Jst>)>);

impl LeftOut {
    /// The oldest order date among them; one that cannot be read may be as old as the window.
    pub(super) fn find_oldest(&self, window: Window) -> Option<Jst> {
        self.0.iter().map(|(_, ordered_at)| ordered_at.unwrap_or(window.from)).min()
    }

    pub(super) fn has(&self, pack_no: Option<PackNo>) -> bool {
        self.0.iter().any(|(cart, _)| *cart == pack_no)
    }
}
