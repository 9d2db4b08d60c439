//! How the free stock of a SKU came about, and its rules, as text and JSON.

use serde::Serialize;

use super::instant::short;
use super::table::Cell;
use super::{Lang, table};
use crate::desk::stock::{HoldingOrder, RulesChange, StockExplanation};
use crate::domain::quantity::StockFailure;
use crate::domain::stock_facts::StockRules;
use crate::domain::time::format_jst;
use crate::plan::free_stock::EffectiveRules;
use crate::plan::free_stock_message::explain;
use crate::store::stock::SentListing;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Message, Reason, Status, StockBasis, msg};

#[derive(Serialize)]
struct JsonExplanation<'a> {
    sku: &'a str,
    basis: Option<StockBasis>,
    count: Option<i64>,
    counted_at: Option<String>,
    in_orders: i64,
    reserve: i64,
    cap: Option<i64>,
    percent: i64,
    free_qty: Option<i64>,
    changed_at: Option<String>,
    own_rules: Vec<&'static str>,
    orders: Vec<JsonHoldingOrder>,
    parts: Vec<JsonPart<'a>>,
    listings: Vec<JsonSentListing<'a>>,
    problem: Option<Reason>,
    message: String,
}

#[derive(Serialize)]
struct JsonHoldingOrder {
    code: String,
    status: Status,
    qty: i64,
}

#[derive(Serialize)]
struct JsonPart<'a> {
    qty: i64,
    #[serde(flatten)]
    part: JsonExplanation<'a>,
}

#[derive(Serialize)]
struct JsonSentListing<'a> {
    item_code: &'a str,
    option: &'a str,
    sent_qty: Option<i64>,
    sent_at: Option<String>,
}

#[derive(Serialize)]
struct JsonRules<'a> {
    sku: &'a str,
    reserve: i64,
    cap: Option<i64>,
    percent: i64,
    own_rules: Vec<&'static str>,
    free_qty: Option<i64>,
    outcome: &'a str,
}

/// The explanation as one line of JSON.
pub fn render_json(explanation: &StockExplanation, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&to_json(explanation, lang))
}

fn to_json(explanation: &StockExplanation, lang: Lang) -> JsonExplanation<'_> {
    let StockExplanation { sku, stock, count, free, orders, own, rules, parts, listings } = explanation;
    let basis = stock.as_ref().map(|stock| stock.basis);
    let order = |order: &HoldingOrder| JsonHoldingOrder {
        code: order.code.to_string(),
        status: order.status,
        qty: order.qty,
    };
    let listing = |listing: &SentListing| listing.sent_at.map(format_jst);
    JsonExplanation {
        sku,
        basis,
        count: count.as_ref().filter(|_| basis != Some(StockBasis::Set)).map(|count| count.qty),
        counted_at: count.as_ref().map(|count| format_jst(count.counted_at)),
        in_orders: stock.as_ref().map_or(0, |stock| stock.in_orders),
        reserve: rules.reserve,
        cap: rules.cap,
        percent: rules.percent,
        free_qty: free.as_ref().ok().copied(),
        changed_at: count.as_ref().map(|count| format_jst(count.changed_at)),
        own_rules: list_own_rules(own),
        orders: orders.iter().map(order).collect(),
        parts: parts.iter().map(|(qty, part)| JsonPart { qty: *qty, part: to_json(part, lang) }).collect(),
        listings: listings
            .iter()
            .map(|one| JsonSentListing {
                item_code: &one.item_code,
                option: &one.option,
                sent_qty: one.sent_qty,
                sent_at: listing(one),
            })
            .collect(),
        problem: free.as_ref().err().map(|error| StockFailure::from(error).reason()),
        message: localize(&explain_result(explanation), lang),
    }
}

/// The names of the rules that a SKU has of its own.
fn list_own_rules(own: &StockRules) -> Vec<&'static str> {
    let rules = [("reserve", own.reserve), ("cap", own.cap), ("percent", own.percent)];
    rules.into_iter().filter(|(_, rule)| rule.is_some()).map(|(name, _)| name).collect()
}

fn explain_result(explanation: &StockExplanation) -> Message {
    match (&explanation.stock, &explanation.free) {
        (Some(stock), _) => explain(stock),
        (None, Err(error)) => StockFailure::from(error).message(),
        (None, Ok(free)) => Message::quoted(free.to_string()),
    }
}

/// The explanation for people: the result, what was counted, the rules, then orders, parts and listings.
pub fn render_explanation(explanation: &StockExplanation, lang: Lang, width: Option<usize>) -> String {
    let mut text = render_facts(explanation, None, lang, width);
    for (qty, part) in &explanation.parts {
        text.push('\n');
        text.push_str(&render_facts(part, Some(*qty), lang, width));
    }
    if !explanation.listings.is_empty() {
        text.push('\n');
        text.push_str(&render_listings(&explanation.listings, lang, width));
    }
    text
}

fn render_facts(
    explanation: &StockExplanation,
    pieces: Option<i64>,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let basis = explanation.stock.as_ref().map(|stock| stock.basis);
    let count = explanation.count.as_ref().map(|count| {
        let (qty, at) = (table::format_yen(count.qty), short(&format_jst(count.counted_at)));
        msg!("stock-count_of", qty = qty, basis = count.basis.message(), at = at)
    });
    let count = count.or_else(|| basis.map(StockBasis::message));
    let rows = [
        (msg!("stock-free"), Some(explain_result(explanation))),
        (msg!("stock-count"), count),
        (msg!("stock-pieces"), pieces.map(|qty| Message::quoted(qty.to_string()))),
        (msg!("stock-rules"), Some(list_rules(&explanation.own, explanation.rules))),
    ];
    let rows = rows.into_iter().filter_map(|(name, fact)| Some([name, fact?]));
    let rows: Vec<Vec<Cell>> =
        rows.map(|row| row.iter().map(|cell| localize(cell, lang).into()).collect()).collect();
    let heading = table::text_column(localize(&msg!("table-sku"), lang));
    let mut text = table::render_table(&[heading, table::text_column(&explanation.sku)], rows, width);
    if !explanation.orders.is_empty() {
        text.push('\n');
        text.push_str(&render_orders(&explanation.orders, lang, width));
    }
    text
}

/// `reserve 1 (its own), no cap, 100 %`: what takes effect, and what of it is the SKU's own.
fn list_rules(own: &StockRules, rules: EffectiveRules) -> Message {
    let cap = rules.cap.map_or_else(|| msg!("stock-no_cap"), |cap| msg!("stock-rule_cap", n = cap));
    let all = [
        (own.reserve, msg!("stock-rule_reserve", n = rules.reserve)),
        (own.cap, cap),
        (own.percent, msg!("stock-rule_percent", n = rules.percent)),
    ];
    let all = all.map(|(own, rule)| match own {
        Some(_) => msg!("stock-own_rule", rule = rule),
        None => rule,
    });
    msg!("stock-list", all = all.to_vec())
}

fn render_orders(orders: &[HoldingOrder], lang: Lang, width: Option<usize>) -> String {
    let columns = [
        table::whole_column(localize(&msg!("table-order"), lang)),
        table::whole_column(localize(&msg!("table-status"), lang)),
        table::number_column(localize(&msg!("stock-held"), lang)),
    ];
    let rows = orders.iter().map(|order| {
        let status = localize(&order.status.message(), lang);
        vec![order.code.to_string(), status, table::format_yen(order.qty)]
    });
    table::render_table(&columns, rows.collect(), width)
}

fn render_listings(listings: &[SentListing], lang: Lang, width: Option<usize>) -> String {
    let columns = [
        table::whole_column(localize(&msg!("table-item"), lang)),
        table::text_column(localize(&msg!("stock-option"), lang)),
        table::number_column(localize(&msg!("stock-sent"), lang)),
        table::whole_column(localize(&msg!("stock-sent_at"), lang)),
    ];
    let rows = listings.iter().map(|one| {
        let qty = one.sent_qty.map_or_else(|| "-".to_owned(), table::format_yen);
        let at = one.sent_at.map_or_else(|| "-".to_owned(), |at| short(&format_jst(at)));
        vec![one.item_code.clone(), one.option.clone(), qty, at]
    });
    table::render_table(&columns, rows.collect(), width)
}

/// What changing rules did, as one line of JSON.
pub fn render_rules_json(sku: &str, change: &RulesChange) -> serde_json::Result<String> {
    serde_json::to_string(&JsonRules {
        sku,
        reserve: change.rules.reserve,
        cap: change.rules.cap,
        percent: change.rules.percent,
        own_rules: list_own_rules(&change.own),
        free_qty: change.free.clone().ok(),
        outcome: change.outcome.as_str(),
    })
}

/// The rules of a SKU after a change, and the free stock that they leave.
pub fn render_rules(sku: &str, change: &RulesChange, lang: Lang) -> String {
    let rules = msg!("stock-rules_now", sku = sanitize(sku), rules = list_rules(&change.own, change.rules));
    let message = match change.free {
        Ok(free) => msg!("text-then", first = rules, then = msg!("stock-free_now", n = free)),
        Err(_) => rules,
    };
    localize(&message, lang)
}
