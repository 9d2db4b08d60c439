//! What Qoo10 says of open orders: a handful of lists by order date (SYN-7), and what else stands in them
//! (SYN-9).

use std::collections::HashMap;

use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::time::Jst;
use crate::domain::unknown_cart::UnknownCart;
use crate::domain::unread::UnreadRow;
use crate::plan::import::window::compute_reach_start;
use crate::plan::sync_status::{ListedNumber, LookupAnswer, RemoteOrders, choose_status, find_unlisted};
use crate::plan::window::{self, Window};
use crate::qoo10::wire::claims::ClaimRow;
use crate::qoo10::wire::shipping_row::{self, ListedRow};
use crate::qoo10::{Client, Error};

pub(super) struct RemoteLists {
    pub(super) news: RemoteOrders,
    /// Claims on numbers that no open order carries.
    pub(super) unmatched_claims: Vec<ClaimRow>,
    pub(super) unread: Vec<UnreadRow>,
    /// Confirmed and sent numbers that no open order carries.
    pub(super) unmatched_rows: Vec<UnmatchedRow>,
}

/// A row about a number that no open order carries, as far as it can be read.
pub(super) struct UnmatchedRow {
    pub(super) order_nos: Vec<OrderNo>,
    pub(super) cart: UnknownCart,
}

/// Unpaid before new before confirmed: an order that moves on between two calls is seen in the later one.
const FIRST_STATUSES: [u8; 2] = [1, 2];
/// Where orders are that were confirmed or shipped meanwhile: looked at over the last days, and over all open
/// orders while something is unlisted.
const LATER_STATUSES: [u8; 3] = [3, 4, 5];

/// `looks_around`: whether the last days are looked at too, for carts that no order here has.
pub(super) fn fetch_lists(
    client: &Client,
    orders: &[Order],
    now: Jst,
    looks_around: bool,
) -> Result<RemoteLists, Error> {
    let mut dates: HashMap<OrderNo, Jst> = HashMap::new();
    for line in orders.iter().flat_map(|order| &order.lines).filter(|line| !line.cancelled) {
        dates.extend(line.order_no.zip(line.ordered_at));
    }
    let instants: Vec<Jst> = dates.values().copied().collect();
    let windows = window::cover_instants(instants.clone());
    let recent = Window { from: compute_reach_start(now), to: now };
    let mut gathered = RemoteLists {
        news: RemoteOrders::default(),
        unmatched_claims: Vec::new(),
        unread: Vec::new(),
        unmatched_rows: Vec::new(),
    };
    // Before the orders: a completed cancellation of what a later list still shows is no race (SYN-11).
    for claim in Claim::CANCELLATION_STATES {
        for window in window::cover_with_recent(instants.clone(), recent) {
            let (rows, unread) = client.fetch_claims(claim, window.from, window.to)?.split();
            for row in rows {
                add_claim(row, &dates, &mut gathered);
            }
            for row in unread {
                gathered.add_unread(row, claim, &dates);
            }
        }
    }
    for status in FIRST_STATUSES {
        fetch_listed(client, status, &windows, &dates, &mut gathered)?;
    }
    for status in LATER_STATUSES {
        let is_open = orders.iter().any(|order| find_unlisted(order, &gathered.news).next().is_some());
        let windows = match (is_open, looks_around) {
            (true, true) => window::cover_with_recent(instants.clone(), recent),
            (true, false) => windows.clone(),
            (false, true) => vec![recent],
            (false, false) => Vec::new(),
        };
        fetch_listed(client, status, &windows, &dates, &mut gathered)?;
    }
    Ok(gathered)
}

impl RemoteLists {
    /// A claim that cannot be read stands in the way under the numbers in its bytes, also of orders to come.
    fn add_unread(&mut self, row: UnreadRow, asked: Claim, dates: &HashMap<OrderNo, Jst>) {
        if self.unread.contains(&row) {
            return;
        }
        self.news.doubt.add(&row);
        if asked.is_requested() {
            let strangers = row.orders.iter().filter(|order_no| !dates.contains_key(order_no));
            let cart = row.carts.first().copied().filter(|_| row.carts.len() == 1);
            let claim = |order_no: &OrderNo| ClaimRow {
                order_no: *order_no,
                pack_no: cart,
                claim: asked,
                ordered_at: None,
            };
            self.unmatched_claims.extend(strangers.map(claim));
        }
        self.unread.push(row);
    }

    fn add_listed(&mut self, row: ListedRow, asked: u8, dates: &HashMap<OrderNo, Jst>) {
        let ListedRow { order_no, pack_no, status, ordered_at, paid_at, receiver, parcel } = row;
        if dates.contains_key(&order_no) {
            let status = choose_status(asked, status);
            self.news.record_listed(order_no, ListedNumber { status, paid_at, receiver, parcel });
        } else if LATER_STATUSES.contains(&asked) {
            let cart = UnknownCart { pack_no, status: asked.into(), ordered_at };
            self.unmatched_rows.push(UnmatchedRow { order_nos: vec![order_no], cart });
        }
    }

    /// What cannot be read is explained by no list, and so is looked up by number, where it is about an open
    /// order; else it may be about a cart that no order has.
    fn add_unread_row(&mut self, row: &UnreadRow, asked: u8, dates: &HashMap<OrderNo, Jst>) {
        let is_ours = row.orders.iter().any(|order_no| dates.contains_key(order_no));
        if let [pack_no] = row.carts[..]
            && !is_ours
            && LATER_STATUSES.contains(&asked)
        {
            let cart = UnknownCart { pack_no, status: asked.into(), ordered_at: None };
            self.unmatched_rows.push(UnmatchedRow { order_nos: row.orders.clone(), cart });
        }
    }
}

fn add_claim(row: ClaimRow, dates: &HashMap<OrderNo, Jst>, gathered: &mut RemoteLists) {
    let is_cancellation = row.claim.is_cancelled() || row.claim.is_requested();
    if !is_cancellation {
        return;
    }
    if dates.contains_key(&row.order_no) {
        gathered.news.record_claim(row.order_no, row.claim);
    } else {
        gathered.unmatched_claims.push(row);
    }
}

fn fetch_listed(
    client: &Client,
    status: u8,
    windows: &[Window],
    dates: &HashMap<OrderNo, Jst>,
    gathered: &mut RemoteLists,
) -> Result<(), Error> {
    for window in windows {
        let rows = client.fetch_orders(status, window.from, window.to)?;
        let (listed, unread) = rows.parse_each(shipping_row::parse_listed).split();
        for row in listed {
            gathered.add_listed(row, status, dates);
        }
        for row in unread {
            gathered.add_unread_row(&row, status, dates);
        }
    }
    Ok(())
}

pub(super) fn look_up_number(client: &Client, order_no: OrderNo) -> Result<LookupAnswer, Error> {
    Ok(match client.look_up_order(order_no)? {
        None => LookupAnswer::Unknown,
        Some(state) => LookupAnswer::State { paid_at: state.paid_at, claim: state.claim },
    })
}
