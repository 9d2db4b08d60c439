//! Qoo10's whole item list: on sale and stopped.

use std::collections::BTreeMap;

use crate::domain::listing::{ON_SALE, STOPPED};
use crate::qoo10::method::GET_ALL_GOODS;
use crate::qoo10::{Client, Error};

/// An item in the list.
pub(super) struct Listed {
    pub(super) seller_code: String,
    pub(super) status: &'static str,
}

/// The list, by item code.
pub(super) type Goods = BTreeMap<String, Listed>;

/// More pages than any shop has: a list that never ends is no list.
const MOST_PAGES: u64 = 10_000;

/// The list of all items that are on sale or stopped. One that was stopped meanwhile stands in both lists: the
/// later one counts.
///
/// # Errors
/// When one of the lists cannot be had whole.
pub(super) fn all(client: &Client) -> Result<Goods, Error> {
    let mut goods = of_status(client, ON_SALE)?;
    goods.extend(of_status(client, STOPPED)?);
    Ok(goods)
}

fn of_status(client: &Client, status: &'static str) -> Result<Goods, Error> {
    let mut goods = Goods::new();
    for page in 1..=MOST_PAGES {
        let answer = client.goods(status, page)?;
        let before = goods.len();
        let items = answer.items.into_iter();
        goods.extend(items.map(|one| (one.item_code, Listed { seller_code: one.seller_code, status })));
        let brings_nothing = goods.len() == before;
        match answer.pages {
            Some(pages) if page >= pages => return Ok(goods),
            None if brings_nothing => return Ok(goods),
            // What is missing here would be taken for gone.
            Some(pages) if brings_nothing => {
                let detail =
                    format!("page {page} of {pages} of the items in status {status} brings nothing new");
                return Err(broken(detail));
            }
            _ => {}
        }
    }
    Err(broken(format!("the list of items in status {status} has no end")))
}

fn broken(detail: String) -> Error {
    Error::Unreadable { method: GET_ALL_GOODS, detail }
}
