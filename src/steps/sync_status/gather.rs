//! What Qoo10 says of open orders: a handful of lists by order date (SYN-7).

use std::collections::HashMap;

use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::Order;
use crate::domain::time::Jst;
use crate::domain::unread::UnreadRow;
use crate::plan::import::window::compute_reach_start;
use crate::plan::sync_status::{LookupAnswer, RemoteOrders, find_unexplained};
use crate::plan::window::{self, Window};
use crate::qoo10::wire::claims::ClaimRow;
use crate::qoo10::wire::shipping_row;
use crate::qoo10::{Client, Error};

pub(super) struct RemoteLists {
    pub(super) news: RemoteOrders,
    /// Claims on numbers that no open order carries.
    pub(super) unmatched_claims: Vec<ClaimRow>,
    pub(super) unread: Vec<UnreadRow>,
}

/// Unpaid before new before confirmed: an order that moves on between two calls is seen in the later one.
const FIRST_STATUSES: [u8; 2] = [1, 2];
/// Where orders are that were confirmed or shipped meanwhile; asked only while something is unexplained.
const LATER_STATUSES: [u8; 3] = [3, 4, 5];
/// Unpaid, new, confirmed: Qoo10 waits for the parcel.
const UNSHIPPED_STATUSES: [u8; 3] = [1, 2, 3];

pub(super) fn fetch_lists(client: &Client, orders: &[Order], now: Jst) -> Result<RemoteLists, Error> {
    let mut dates: HashMap<OrderNo, Jst> = HashMap::new();
    for line in orders.iter().flat_map(|order| &order.lines).filter(|line| !line.cancelled) {
        dates.extend(line.order_no.zip(line.ordered_at));
    }
    let instants: Vec<Jst> = dates.values().copied().collect();
    let windows = window::cover_instants(instants.clone());
    let mut gathered =
        RemoteLists { news: RemoteOrders::default(), unmatched_claims: Vec::new(), unread: Vec::new() };
    for status in FIRST_STATUSES {
        fetch_listed(client, status, &windows, &dates, &mut gathered.news)?;
    }
    let recent = Window { from: compute_reach_start(now), to: now };
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
    for status in LATER_STATUSES {
        if orders.iter().any(|order| find_unexplained(order, &gathered.news).next().is_some()) {
            fetch_listed(client, status, &windows, &dates, &mut gathered.news)?;
        }
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
    news: &mut RemoteOrders,
) -> Result<(), Error> {
    for window in windows {
        let rows = client.fetch_orders(status, window.from, window.to)?;
        // What cannot be read here is explained by no list, and so is looked up by number.
        let (payments, _looked_up) = rows.parse_each(shipping_row::parse_payment).split();
        for (order_no, paid_at) in payments {
            if dates.contains_key(&order_no) {
                if UNSHIPPED_STATUSES.contains(&status) {
                    news.open.insert(order_no);
                }
                let known = news.listed.entry(order_no).or_default();
                // A list without the date takes nothing back from one that had it.
                *known = paid_at.or(*known);
            }
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
