//! Asks a Qoo10 which of the forms that the documents leave open it uses. Only methods that read are called.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde::Deserialize;

use super::client::{Client, RetryPolicy, refuse_code};
use super::error::Error;
use super::method::{self, Method};
use super::wire::claims::{ClaimRow, parse_claims};
use super::wire::lenient::LenientValue;
use super::wire::rows::Rows;
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::option_text::{Addon, split_addons};
use crate::domain::sighting::{SeenForm, SentQuantity, Sighting};
use crate::domain::time::Jst;
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

/// Orders are asked for over a day; a status without any of that day is asked for once more over a week.
pub const ORDER_DAYS: i64 = 1;
pub const MORE_ORDER_DAYS: i64 = 7;
/// Claims are rare, and their rows few.
pub const CLAIM_DAYS: i64 = 30;
/// So many items are looked at, at most, to meet one of each kind.
const MAX_ITEMS: usize = 12;
/// Item look-ups may show a change so late (OFFICIAL).
const MAX_DELAY_MINUTES: i64 = 10;

/// What was asked and seen.
#[derive(Debug, Default)]
pub struct ProbeOutcome {
    pub sightings: BTreeSet<Sighting>,
    /// Names of keys that no document has.
    pub unknown_keys: Vec<String>,
    /// Names of documented keys that rows lack.
    pub missing_keys: Vec<String>,
    /// Calls that failed.
    pub problems: Vec<Error>,
    /// Requests sent.
    pub calls: u64,
    /// Rows of orders and of claims that were there to be looked at, and items.
    pub orders: usize,
    pub claims: usize,
    pub items: usize,
    /// The delivery companies of the shop's delivery groups.
    pub companies: BTreeSet<String>,
}

/// Asks. What fails is a problem of its own, unless everything after it would fail in the same way.
pub fn run(client: &Client, now: Jst, sent: &[SentQuantity]) -> ProbeOutcome {
    let mut probe = Probe { client, now, sent, orders: BTreeMap::new(), outcome: ProbeOutcome::default() };
    // `None` ends it early: the outcome says why.
    let _ended = probe.ask();
    let mut outcome = probe.outcome;
    let log = client.forms().take();
    outcome.sightings.extend(log.sightings().cloned());
    (outcome.unknown_keys, outcome.missing_keys) = log.keys();
    outcome.calls = client.calls().values().sum();
    outcome
}

struct Probe<'c> {
    client: &'c Client,
    now: Jst,
    sent: &'c [SentQuantity],
    /// Rows of the order lists.
    orders: BTreeMap<OrderNo, ProbedOrder>,
    outcome: ProbeOutcome,
}

/// What is needed of a row of an order list.
#[derive(Debug, Clone)]
struct ProbedOrder {
    order_no: OrderNo,
    /// The status of its list.
    status: u8,
    ordered_at: Option<Jst>,
    item_code: String,
    option: String,
    option_code: String,
    qty: Option<i64>,
}

#[derive(Deserialize)]
struct RawOrder<'a> {
    #[serde(rename = "OrderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "OrderDate", borrow, default)]
    order_date: LenientValue<'a>,
    #[serde(rename = "ItemNo", borrow, default)]
    item_no: LenientValue<'a>,
    #[serde(rename = "Option", borrow, default)]
    option: LenientValue<'a>,
    #[serde(rename = "OptionCode", borrow, default)]
    option_code: LenientValue<'a>,
    #[serde(rename = "OrderQty", borrow, default)]
    order_qty: LenientValue<'a>,
}

impl ProbedOrder {
    /// A row that cannot be read shows nothing here: the steps tell it.
    fn parse(json: &str, status: u8) -> Option<Self> {
        let raw: RawOrder<'_> = serde_json::from_str(json).ok()?;
        let text = |value: &LenientValue<'_>| value.to_text().ok().flatten().unwrap_or_default();
        Some(Self {
            order_no: raw.order_no.to_int().ok().and_then(OrderNo::new)?,
            status,
            ordered_at: raw.order_date.to_instant().ok().flatten(),
            item_code: text(&raw.item_no),
            option: text(&raw.option),
            option_code: text(&raw.option_code),
            qty: raw.order_qty.to_int().ok(),
        })
    }
}

#[derive(Deserialize)]
struct RawStatus<'a> {
    #[serde(rename = "shippingStatus", borrow, default)]
    status: LenientValue<'a>,
}

impl Probe<'_> {
    fn ask(&mut self) -> Option<()> {
        let groups = self.client.fetch_delivery_groups();
        let (groups, _) = self.keep(groups)?.unwrap_or_default().split();
        self.outcome.companies = groups.into_iter().filter_map(|group| group.company).collect();
        for status in 1..=5 {
            self.ask_orders(status)?;
        }
        let claims = self.ask_claims()?;
        self.ask_by_number(&claims)?;
        self.ask_end_bound()?;
        self.ask_cancel_requested(&claims)?;
        self.ask_items()
    }

    /// None where the next call would fail in the same way.
    fn keep<T>(&mut self, answer: Result<T, Error>) -> Option<Option<T>> {
        match answer {
            Ok(answer) => Some(Some(answer)),
            Err(error) => {
                let stops = error.should_stop_step();
                self.outcome.problems.push(error);
                (!stops).then_some(None)
            }
        }
    }

    fn add(&mut self, point: Point, form: Form, method: Method) {
        let form = SeenForm::Known(form);
        self.outcome.sightings.insert(Sighting { point, form, method: method.name.to_owned() });
    }

    fn list_orders(&mut self, status: u8, from: Jst, to: Jst) -> Option<Vec<ProbedOrder>> {
        let rows = self.client.fetch_orders(status, from, to);
        let rows = self.keep(rows)?.unwrap_or_default();
        Some(rows.iter().filter_map(|json| ProbedOrder::parse(json, status)).collect())
    }

    fn ask_orders(&mut self, status: u8) -> Option<()> {
        let mut rows = self.list_orders(status, self.now - Duration::days(ORDER_DAYS), self.now)?;
        if rows.is_empty() {
            rows = self.list_orders(status, self.now - Duration::days(MORE_ORDER_DAYS), self.now)?;
        }
        self.orders.extend(rows.into_iter().map(|row| (row.order_no, row)));
        self.outcome.orders = self.orders.len();
        Some(())
    }

    fn ask_claims(&mut self) -> Option<Vec<ClaimRow>> {
        let from = self.now - Duration::days(CLAIM_DAYS);
        let mut all = Vec::new();
        for claim in Claim::ALL {
            let rows = self.client.fetch_claim_rows(*claim, from, self.now);
            let rows = self.keep(rows)?.unwrap_or_default();
            all.extend(parse_claims(&rows, *claim).split().0);
        }
        self.outcome.claims = all.len();
        Some(all)
    }

    /// One order without a claim by its number; one that was asked to be cancelled is looked up elsewhere.
    fn ask_by_number(&mut self, claims: &[ClaimRow]) -> Option<()> {
        let is_claimed = |order_no: &OrderNo| claims.iter().any(|claim| claim.order_no == *order_no);
        let newest = self.orders.keys().rev().copied().find(|order_no| !is_claimed(order_no));
        if let Some(order_no) = newest {
            self.look_up(order_no)?;
        }
        Some(())
    }

    /// The status of an order number; none where Qoo10 does not say it.
    fn look_up(&mut self, order_no: OrderNo) -> Option<Option<u8>> {
        let method = method::GET_BY_ORDER_NO;
        let form = [("OrderNo", order_no.to_string())];
        let answer = self.client.call(method, &form, RetryPolicy::Idempotent);
        let answer = answer.and_then(|answer| refuse_code(method, answer));
        let rows = self.keep(answer.and_then(|answer| Rows::from_answer(method, answer)))?;
        let read = |json: &str| serde_json::from_str::<RawStatus<'_>>(json).ok()?.status.to_status();
        Some(rows.and_then(|rows| rows.iter().next().and_then(read)))
    }

    /// Asks for the second of one order, as the end of a window.
    fn ask_end_bound(&mut self) -> Option<()> {
        let one =
            self.orders.values().rev().find_map(|row| Some((row.order_no, row.status, row.ordered_at?)));
        let Some((order_no, status, at)) = one else { return Some(()) };
        let rows = self.list_orders(status, at - Duration::minutes(1), at)?;
        let is_in = rows.iter().any(|row| row.order_no == order_no);
        let form = if is_in { Form::Inclusive } else { Form::Exclusive };
        self.add(Point::EndBound, form, method::GET_SHIPPING_INFO);
        Some(())
    }

    /// Looks for an order that is asked to be cancelled in the list of its own status.
    fn ask_cancel_requested(&mut self, claims: &[ClaimRow]) -> Option<()> {
        let is_open = |row: &&ClaimRow| matches!(row.claim, Claim::CancelRequested | Claim::Cancelling);
        let Some((order_no, at)) =
            claims.iter().filter(is_open).find_map(|row| Some((row.order_no, row.ordered_at?)))
        else {
            return Some(());
        };
        let form = if self.orders.contains_key(&order_no) {
            Form::Listed
        } else {
            let Some(status @ 1..=5) = self.look_up(order_no)? else { return Some(()) };
            let minute = Duration::minutes(1);
            let rows = self.list_orders(status, at - minute, at + minute)?;
            if rows.iter().any(|row| row.order_no == order_no) { Form::Listed } else { Form::Hidden }
        };
        self.add(Point::CancelRequested, form, method::GET_CLAIMS);
        Some(())
    }

    /// Items until there was one of each kind.
    fn ask_items(&mut self) -> Option<()> {
        let page = self.client.fetch_goods_page("S2", 1);
        let page = self.keep(page)?.unwrap_or_default();
        let mut kinds = BTreeSet::new();
        for item_code in self.choose_items(page.items.into_iter().map(|item| item.item_code)) {
            let is_wanted = self.sent.iter().any(|sent| sent.item_code == item_code)
                || self.orders.values().any(|row| row.item_code == item_code && has_addon(row));
            if !is_wanted && kinds.len() == 4 {
                continue;
            }
            self.outcome.items += 1;
            kinds.extend(self.ask_item(&item_code)?);
        }
        Some(())
    }

    /// Those that may show most first: quantities sent lately, add-ons chosen, anything ordered.
    fn choose_items(&self, listed: impl Iterator<Item = String>) -> Vec<String> {
        let sent = self.sent.iter().map(|sent| sent.item_code.clone()).take(2);
        let of_orders = |wanted: bool| {
            let rows = self.orders.values().filter(move |row| has_addon(row) == wanted);
            rows.map(|row| row.item_code.clone())
        };
        let all = sent.chain(of_orders(true).take(4)).chain(of_orders(false)).chain(listed);
        let mut known = BTreeSet::new();
        all.filter(|code| !code.is_empty() && known.insert(code.clone())).take(MAX_ITEMS).collect()
    }

    /// One item, and of which kinds it is.
    fn ask_item(&mut self, item_code: &str) -> Option<Vec<&'static str>> {
        let detail = self.client.fetch_item_detail(item_code);
        let Some(detail) = self.keep(detail)?.flatten() else {
            let moves = self.client.fetch_move_item_detail(item_code);
            let is_move = self.keep(moves)?.flatten().is_some();
            return Some(if is_move { vec!["move"] } else { vec![] });
        };
        let options = self.client.fetch_stock_options(item_code);
        let (options, _) = self.keep(options)?.unwrap_or_default().split();
        let addons = self.client.fetch_addons(item_code);
        let addons = self.keep(addons)?.unwrap_or_default();
        let mut kinds = vec![if options.is_empty() { "plain" } else { "options" }];
        if !addons.is_empty() {
            kinds.push("addons");
            let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
            self.compare_addons(item_code, &codes, &addons);
        }
        if options.is_empty() {
            if let Some(qty) = detail.qty {
                self.compare_quantity(item_code, qty);
            }
            // No MOVE item: the refusal shows the language of messages.
            let refused = self.client.fetch_move_item_detail(item_code);
            self.keep(refused)?;
        }
        Some(kinds)
    }

    /// How the codes of add-ons stand in the option codes of orders.
    fn compare_addons(&mut self, item_code: &str, mains: &[&str], addons: &[Addon]) {
        let rows: Vec<ProbedOrder> =
            self.orders.values().filter(|row| row.item_code == item_code).cloned().collect();
        for row in rows {
            let parts = split_addons(&row.option, addons);
            let codes: Vec<&str> =
                parts.addons.iter().filter_map(|(_, addon)| addon.code.as_deref()).collect();
            let is_main = |code: &&str| {
                row.option_code == *code || row.option_code.split([',', '/']).any(|one| one == *code)
            };
            let main = mains.iter().copied().find(is_main);
            if let Some(form) = classify_addons(&row.option_code, main, &codes) {
                self.add(Point::AddonCodes, form, method::GET_SHIPPING_INFO);
            }
        }
    }

    /// What became of a quantity that was sent, and of an order since.
    fn compare_quantity(&mut self, item_code: &str, shown: i64) {
        let Some(sent) = self.sent.iter().find(|sent| sent.item_code == item_code) else { return };
        let delay = Duration::minutes(MAX_DELAY_MINUTES);
        let since: Vec<(u8, Option<Jst>, Option<i64>)> = self
            .orders
            .values()
            .filter(|row| row.item_code == item_code && row.ordered_at.is_none_or(|at| at >= sent.at))
            .map(|row| (row.status, row.ordered_at, row.qty))
            .collect();
        match since[..] {
            [] if self.now - sent.at < delay => {
                let form = if shown == sent.qty { Form::AtOnce } else { Form::TenMinutes };
                self.add(Point::ItemChanges, form, method::GET_ITEM_DETAIL);
            }
            [(1, Some(at), Some(qty))] if self.now - at > delay && sent.at < at => {
                let form = match shown {
                    shown if shown == sent.qty - qty => Form::AtOrder,
                    shown if shown == sent.qty => Form::AtPayment,
                    _ => return,
                };
                self.add(Point::QtyLowered, form, method::GET_ITEM_DETAIL);
            }
            _ => {}
        }
    }
}

/// Whether an order's option text or code may speak of an add-on.
fn has_addon(row: &ProbedOrder) -> bool {
    row.option_code.contains([',', '/']) || row.option.contains("(+")
}

/// How the codes of the add-ons that a buyer chose are joined to the one of the option with stock; none where
/// that cannot be told.
fn classify_addons(code: &str, main: Option<&str>, addons: &[&str]) -> Option<Form> {
    let first = *addons.first()?;
    let has = |separator: char| code.split(separator).any(|one| one == first);
    match code {
        _ if has(',') && code.contains(',') => Some(match main {
            Some(main) if code.split(',').next() != Some(main) => Form::CommaAddonFirst,
            Some(_) => Form::Comma,
            // Two add-ons and no option: which would come first is not seen.
            None => return None,
        }),
        _ if has('/') && code.contains('/') => Some(Form::Slash),
        code if code == main.unwrap_or_default() => Some(Form::None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_add_ons_are_told_by_their_place() {
        for (code, main, addons, wanted) in [
            ("-W-M,NAME", Some("-W-M"), &["NAME"][..], Some(Form::Comma)),
            ("NAME,-W-M", Some("-W-M"), &["NAME"], Some(Form::CommaAddonFirst)),
            ("-W-M/NAME", Some("-W-M"), &["NAME"], Some(Form::Slash)),
            ("-W-M", Some("-W-M"), &["NAME"], Some(Form::None)),
            ("", None, &["NAME"], Some(Form::None)),
            ("NAME", None, &["NAME"], None),
            ("NAME,WRAP", None, &["NAME", "WRAP"], None),
            ("-W,M", Some("-W,M"), &["NAME"], Some(Form::None)),
            ("-W-M", Some("-W-M"), &[], None),
        ] {
            assert_eq!(classify_addons(code, main, addons), wanted, "{code}");
        }
    }
}
