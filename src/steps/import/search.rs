//! Carts that were asked for by name, in whatever status Qoo10 has them (IMP-22).

use std::collections::BTreeSet;

use crate::domain::ids::{OrderNo, PackNo};
use crate::plan::import::progress::contradicts_list;
use crate::plan::import::window;
use crate::plan::window::Window;
use crate::qoo10::Client;
use crate::qoo10::wire::shipping_row;
use crate::steps::StepError;
use crate::steps::fetched_rows::{self, FetchedRows};
use crate::store::{Error, Store};

/// Qoo10's unpaid and new orders of a window. Where a cart of `named`, or a part of it, is neither among them
/// nor here: those of every status of 90 days.
pub(super) fn fetch_rows(
    client: &Client,
    store: &Store,
    window: Window,
    named: &[PackNo],
) -> Result<(Window, FetchedRows), StepError> {
    let fetched = fetched_rows::fetch_rows(client, window)?;
    for cart in named {
        if is_missing(*cart, &fetched, store)? {
            log::info!("import: looking for cart {cart} in every status");
            let window = window::plan_search(window.to, window);
            return Ok((window, fetched_rows::fetch_all_rows(client, window)?));
        }
    }
    Ok((window, fetched))
}

/// Whether a cart, or a part of it, is neither in the answer nor here.
fn is_missing(cart: PackNo, fetched: &FetchedRows, store: &Store) -> Result<bool, Error> {
    let (mut is_listed, mut numbers) = (false, BTreeSet::new());
    for row in fetched.rows.iter().filter(|row| row.head.pack_no == Some(cart)) {
        is_listed = true;
        // A row that cannot be read is rejected with its cart, whatever its cart holds besides.
        let Ok(read) = shipping_row::parse(fetched.json(row)) else { continue };
        if contradicts_list(fetched.status(row), read.shipping_status) {
            // The list of its own status may have it too, and that one is right.
            return Ok(true);
        }
        let related = read.other.related_order.unwrap_or_default();
        for text in related.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            // What cannot be read may be a part that is elsewhere.
            let Ok(number) = text.parse::<OrderNo>() else { return Ok(true) };
            numbers.insert(number);
        }
    }
    for number in numbers {
        let is_fetched = fetched.rows.iter().any(|row| row.head.order_no == Some(number));
        if !is_fetched && store.find_order_code(number)?.is_none() {
            return Ok(true);
        }
    }
    Ok(!is_listed)
}
