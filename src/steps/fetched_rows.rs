//! Qoo10's order lists of a window, each order number once: for `import`, and for the orders that no run has
//! imported (STK-8).

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use crate::domain::ids::OrderNo;
use crate::plan::window::{self, Window};
use crate::qoo10::wire::rows::Rows;
use crate::qoo10::wire::shipping_row::{self, RowHead};
use crate::qoo10::{Client, Error};

/// Unpaid before new, so that an order paid between the two calls is not missed (IMP-1).
const STATUSES: [u8; 2] = [1, 2];

/// Where a cart may be that was named (IMP-22), in the order in which an order moves on.
const ALL_STATUSES: [u8; 5] = [1, 2, 3, 4, 5];

#[derive(Debug, Default)]
pub(super) struct FetchedRows {
    replies: Vec<Reply>,
    /// In no particular order.
    pub(super) rows: Vec<FetchedRow>,
    /// Order numbers of rows with bytes that were no UTF-8.
    pub(super) damaged: BTreeSet<OrderNo>,
    /// When the request of the oldest answer started, in the client's time.
    pub(super) asked_at: Duration,
}

/// A list, and the status that it was asked for.
#[derive(Debug)]
struct Reply {
    status: u8,
    rows: Rows,
}

/// Which row it is, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct FetchedRow {
    pub(super) head: RowHead,
    reply: u32,
    row: u32,
}

impl FetchedRows {
    /// Whether every row has an order number, so that what is not among them is not there.
    pub(super) fn is_numbered(&self) -> bool {
        self.rows.iter().all(|row| row.head.order_no.is_some())
    }

    /// The row as Qoo10 sent it.
    pub(super) fn json(&self, row: &FetchedRow) -> &str {
        self.replies[row.reply as usize].rows.get(row.row as usize)
    }

    /// The status of the list that holds the row.
    pub(super) fn status(&self, row: &FetchedRow) -> u8 {
        self.replies[row.reply as usize].status
    }
}

/// Asks for unpaid and new orders, in pieces that Qoo10 takes.
pub(super) fn fetch_rows(client: &Client, window: Window) -> Result<FetchedRows, Error> {
    fetch_lists(client, window, &STATUSES)
}

/// Asks for orders of every status.
pub(super) fn fetch_all_rows(client: &Client, window: Window) -> Result<FetchedRows, Error> {
    fetch_lists(client, window, &ALL_STATUSES)
}

fn fetch_lists(client: &Client, window: Window, statuses: &[u8]) -> Result<FetchedRows, Error> {
    let (mut replies, mut asked_at) = (Vec::new(), None);
    for status in statuses {
        for piece in window::split_window(window) {
            let rows = client.fetch_orders(*status, piece.from, piece.to)?;
            asked_at.get_or_insert_with(|| client.last_start());
            replies.push(Reply { status: *status, rows });
        }
    }
    Ok(FetchedRows { asked_at: asked_at.unwrap_or_default(), ..merge_replies(replies) })
}

/// What tells a row from others: its order number, or the row itself where it has none.
#[derive(PartialEq, Eq, Hash)]
enum RowKey<'a> {
    Number(OrderNo),
    Row(&'a str),
}

/// An order number that came twice counts once: the later answer knows more (it may have been paid between
/// the calls); within an answer the choice only has to be the same whatever the order of rows.
fn merge_replies(replies: Vec<Reply>) -> FetchedRows {
    let total = replies.iter().map(|reply| reply.rows.len()).sum();
    let mut rows: Vec<FetchedRow> = Vec::with_capacity(total);
    let mut places: HashMap<RowKey<'_>, usize> = HashMap::with_capacity(total);
    for (reply, list) in (0..).zip(&replies) {
        for (row, json) in (0..).zip(list.rows.iter()) {
            let new = FetchedRow { head: shipping_row::parse_head(json), reply, row };
            let key = new.head.order_no.map_or(RowKey::Row(json), RowKey::Number);
            let place = *places.entry(key).or_insert(rows.len());
            match rows.get_mut(place) {
                None => rows.push(new),
                Some(old) => {
                    let old_json = replies[old.reply as usize].rows.get(old.row as usize);
                    // A row that cannot be read never takes the place of one that can, in the same answer.
                    let rank = |one: &FetchedRow| (one.reply, one.head.is_whole);
                    if (rank(&new), json) > (rank(old), old_json) {
                        *old = new;
                    }
                }
            }
        }
    }
    let is_damaged = |row: &&FetchedRow| replies[row.reply as usize].rows.is_damaged(row.row as usize);
    let damaged = rows.iter().filter(is_damaged).filter_map(|row| row.head.order_no).collect();
    FetchedRows { replies, rows, damaged, asked_at: Duration::ZERO }
}
