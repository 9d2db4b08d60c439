//! Qoo10's item list: on sale, stopped, or both.

use std::collections::BTreeMap;

use crate::domain::listing::{ON_SALE, STOPPED};
use crate::qoo10::method::GET_ALL_GOODS;
use crate::qoo10::wire::stock::{GoodsPage, UnreadGoods};
use crate::qoo10::{Client, Error};
use crate::vocabulary::{Message, msg};

pub(super) struct ListedItem {
    pub(super) seller_code: String,
    pub(super) status: &'static str,
}

#[derive(Default)]
pub(super) struct ItemList {
    pub(super) items: BTreeMap<String, ListedItem>,
    /// Rows of it that cannot be read, each with its place: what is missing here need not be missing there.
    pub(super) unread: Vec<Message>,
}

impl ItemList {
    /// How many items are in it, readable or not.
    pub(super) fn count(&self) -> u64 {
        (self.items.len() + self.unread.len()) as u64
    }
}

/// More pages than any shop has: a list that never ends is no list.
const MAX_PAGES: u64 = 10_000;

/// The list of all items that are on sale or stopped. One that was stopped meanwhile stands in both lists:
/// the later one counts.
///
/// # Errors
/// When one of the lists cannot be had whole.
pub(super) fn fetch_all(client: &Client) -> Result<ItemList, Error> {
    let mut goods = fetch_by_status(client, ON_SALE)?;
    let stopped = fetch_by_status(client, STOPPED)?;
    goods.items.extend(stopped.items);
    goods.unread.extend(stopped.unread);
    Ok(goods)
}

/// The list of all items in a status.
///
/// # Errors
/// When it cannot be had whole.
pub(super) fn fetch_by_status(client: &Client, status: &'static str) -> Result<ItemList, Error> {
    fetch_pages(status, |page| client.fetch_goods_page(status, page))
}

/// All pages of a list, asked for until there are no more.
fn fetch_pages(
    status: &'static str,
    mut ask: impl FnMut(u64) -> Result<GoodsPage, Error>,
) -> Result<ItemList, Error> {
    let mut goods = ItemList::default();
    for page in 1..=MAX_PAGES {
        let answer = ask(page)?;
        let before = goods.items.len();
        let items = answer.items.into_iter();
        goods
            .items
            .extend(items.map(|one| (one.item_code, ListedItem { seller_code: one.seller_code, status })));
        let brings_nothing =
            goods.items.len() == before && (answer.unread.is_empty() || answer.pages.is_none());
        goods.unread.extend(answer.unread.into_iter().map(|one| name_row(status, page, one)));
        match answer.pages {
            Some(pages) if page >= pages => return Ok(goods),
            // Without a number of pages, one that brings nothing new is the end.
            None if brings_nothing => return Ok(goods),
            // What is missing here would be taken for gone.
            Some(pages) if brings_nothing => {
                return Err(unreadable_list(msg!(
                    "qoo10-nothing_new",
                    page = page,
                    pages = pages,
                    status = status
                )));
            }
            _ => {}
        }
    }
    Err(unreadable_list(msg!("qoo10-no_end", status = status)))
}

/// Where a row stands that cannot be read, and what is known of it.
fn name_row(status: &str, page: u64, UnreadGoods { row, code }: UnreadGoods) -> Message {
    match code.is_empty() {
        true => msg!("report-item_row", status = status, page = page, row = row),
        false => msg!("report-item_row_of", status = status, page = page, row = row, code = code),
    }
}

fn unreadable_list(detail: Message) -> Error {
    Error::Unreadable { method: GET_ALL_GOODS, detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::wire::stock::Goods as Row;

    fn build_page(codes: &[String], pages: Option<u64>) -> GoodsPage {
        let row = |code: &String| Row { item_code: code.clone(), seller_code: String::new() };
        GoodsPage { items: codes.iter().map(row).collect(), pages, unread: Vec::new() }
    }

    /// The codes that are had from pages of one item each, and how many pages were asked for.
    fn count_fetched(
        pages: Option<u64>,
        code_on: impl Fn(u64) -> Option<u64>,
    ) -> (Result<usize, Error>, u64) {
        let mut asked = 0;
        let goods = fetch_pages("S2", |number| {
            asked += 1;
            Ok(build_page(
                &code_on(number).map(|code| code.to_string()).into_iter().collect::<Vec<_>>(),
                pages,
            ))
        });
        (goods.map(|goods| goods.items.len()), asked)
    }

    #[test]
    fn a_list_ends_where_it_says_or_where_nothing_more_comes() {
        assert_eq!(count_fetched(Some(3), Some), (Ok(3), 3));
        assert_eq!(count_fetched(None, |page| (page <= 3).then_some(page)), (Ok(3), 4));
        assert_eq!(
            count_fetched(None, |page| Some(page.min(3))),
            (Ok(3), 4),
            "the last page again and again"
        );
        assert_eq!(count_fetched(Some(0), |_| None), (Ok(0), 1));
    }

    #[test]
    fn a_list_that_breaks_off_repeats_itself_or_never_ends_is_no_list() {
        for (pages, code_on) in [
            (Some(3), (|page| (page < 2).then_some(page)) as fn(u64) -> Option<u64>),
            (Some(3), |_| Some(1)),
            (Some(u64::MAX), Some),
            (None, Some),
        ] {
            let (had, asked) = count_fetched(pages, code_on);
            assert!(matches!(had, Err(Error::Unreadable { .. })) && asked <= MAX_PAGES, "{pages:?}");
        }
    }
}
