//! Orders and rejects as tables and JSON (docs/commands.md).

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Lang, forbidden, table, timeline, words};
use crate::desk::orders::{HeldFor, Whole};
use crate::domain::order::People;
use crate::domain::reject::{Problem, RejectReason};
use crate::domain::text::printable;
use crate::domain::time::to_text;
use crate::store::RejectView;
use crate::store::order_view::{HistoryView, LineView, OrderView};

#[derive(Serialize)]
struct JsonOrder<'a> {
    order: &'a str,
    pack_no: String,
    status: &'a str,
    hold_reasons: &'a [String],
    payment_status: &'a str,
    api_status: &'a str,
    order_no_sum: &'a str,
    ordered_at: &'a str,
    paid_at: Option<&'a str>,
    carrier: &'a str,
    desired_delivery_date: Option<&'a str>,
    desired_delivery_time: Option<&'a str>,
    planned_ship_date: Option<&'a str>,
    shipped_on: Option<&'a str>,
    tracking_numbers: &'a [String],
    cancel_requested: bool,
    buyer: Buyer<'a>,
    receiver: Receiver<'a>,
    payment_method: Option<&'a str>,
    message: Option<&'a str>,
    gift: Option<&'a str>,
    total_yen: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<JsonLine<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Vec<JsonHistory<'a>>>,
}

#[derive(Serialize)]
struct Buyer<'a> {
    name: Option<&'a str>,
    kana: Option<&'a str>,
    tel: Option<&'a str>,
    mobile: Option<&'a str>,
    email: Option<&'a str>,
    zip: Option<&'a str>,
    address: Option<&'a str>,
}

#[derive(Serialize)]
struct Receiver<'a> {
    name: Option<&'a str>,
    kana: Option<&'a str>,
    tel: Option<&'a str>,
    mobile: Option<&'a str>,
    zip: Option<&'a str>,
    address: Option<&'a str>,
    address1: Option<&'a str>,
    address2: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonLine<'a> {
    line: i64,
    order_no: Option<String>,
    sku: Option<&'a str>,
    item_code: Option<&'a str>,
    name: &'a str,
    option: Option<&'a str>,
    qty: i64,
    unit_price_yen: i64,
    addon: bool,
    addon_options: Option<&'a str>,
    cancel_requested: bool,
    cancelled: bool,
}

#[derive(Serialize)]
struct JsonHistory<'a> {
    at: &'a str,
    what: &'a str,
    by: &'a str,
    run_id: Option<i64>,
    detail: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonReject<'a> {
    order: Option<String>,
    pack_no: Option<String>,
    order_no: Option<String>,
    reason: &'a str,
    message: String,
    ordered_at: Option<String>,
    at: String,
}

/// An order as one line of JSON; with its lines and its history where they are given.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(order: &OrderView, parts: Option<(&[LineView], &[HistoryView])>) -> serde_json::Result<String> {
    let people: &People = &order.people;
    serde_json::to_string(&JsonOrder {
        order: &order.code,
        pack_no: order.pack_no.to_string(),
        status: &order.status,
        hold_reasons: &order.hold_reasons,
        payment_status: &order.payment_status,
        api_status: &order.api_status,
        order_no_sum: &order.order_no_sum,
        ordered_at: &order.ordered_at,
        paid_at: order.paid_at.as_deref(),
        carrier: &order.carrier,
        desired_delivery_date: order.desired_delivery_date.as_deref(),
        desired_delivery_time: order.desired_delivery_time.as_deref(),
        planned_ship_date: order.planned_ship_date.as_deref(),
        shipped_on: order.shipped_on.as_deref(),
        tracking_numbers: &order.tracking_numbers,
        cancel_requested: order.cancel_requested,
        buyer: buyer(people),
        receiver: receiver(people),
        payment_method: order.payment_method.as_deref(),
        message: people.message.as_deref(),
        gift: people.gift.as_deref(),
        total_yen: order.total_yen,
        lines: parts.map(|(lines, _)| lines.iter().map(json_line).collect()),
        history: parts.map(|(_, history)| history.iter().map(json_history).collect()),
    })
}

fn buyer(people: &People) -> Buyer<'_> {
    Buyer {
        name: people.buyer_name.as_deref(),
        kana: people.buyer_kana.as_deref(),
        tel: people.buyer_tel.as_deref(),
        mobile: people.buyer_mobile.as_deref(),
        email: people.buyer_email.as_deref(),
        zip: people.buyer_zip.as_deref(),
        address: people.buyer_address.as_deref(),
    }
}

fn receiver(people: &People) -> Receiver<'_> {
    Receiver {
        name: people.receiver_name.as_deref(),
        kana: people.receiver_kana.as_deref(),
        tel: people.receiver_tel.as_deref(),
        mobile: people.receiver_mobile.as_deref(),
        zip: people.receiver_zip.as_deref(),
        address: people.receiver_address.as_deref(),
        address1: people.receiver_address1.as_deref(),
        address2: people.receiver_address2.as_deref(),
    }
}

fn json_line(line: &LineView) -> JsonLine<'_> {
    JsonLine {
        line: line.line,
        order_no: line.order_no.map(|no| no.to_string()),
        sku: line.sku.as_deref(),
        item_code: line.item_code.as_deref(),
        name: &line.name,
        option: line.option.as_deref(),
        qty: line.qty,
        unit_price_yen: line.unit_price_yen,
        addon: line.is_addon,
        addon_options: line.addon_options.as_deref(),
        cancel_requested: line.cancel_requested,
        cancelled: line.cancelled,
    }
}

fn json_history(entry: &HistoryView) -> JsonHistory<'_> {
    JsonHistory {
        at: &entry.at,
        what: &entry.what,
        by: &entry.by,
        run_id: entry.run_id,
        detail: entry.detail.as_deref(),
    }
}

/// A reject as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn reject_json(reject: &RejectView, lang: Lang) -> serde_json::Result<String> {
    let cart = reject.pack_no.map(|no| no.to_string());
    serde_json::to_string(&JsonReject {
        order: cart.clone(),
        pack_no: cart,
        order_no: reject.order_no.map(|no| no.to_string()),
        reason: &reject.reason,
        message: reject_message(reject, lang),
        ordered_at: reject.ordered_at.map(to_text),
        at: to_text(reject.first_at),
    })
}

fn reject_message(reject: &RejectView, lang: Lang) -> String {
    match RejectReason::from_word(&reject.reason) {
        Some(reason) => words::problem(lang, &Problem::new(reason, &reject.detail)),
        None => reject.detail.clone(),
    }
}

/// `2026-07-01 09:08`, which is enough for a table.
pub(super) fn short(instant: &str) -> String {
    instant.get(..16).unwrap_or(instant).replace('T', " ")
}

fn status_with_holds(order: &OrderView, lang: Lang) -> String {
    let status = words::status(lang, &order.status);
    if order.hold_reasons.is_empty() {
        return status;
    }
    let holds: Vec<String> = order.hold_reasons.iter().map(|hold| words::status(lang, hold)).collect();
    format!("{status}({})", holds.join(","))
}

/// Why an order must not be shipped though its status does not say so.
fn do_not_ship(order: &OrderView, lang: Lang) -> Option<&'static str> {
    let is_cancelled = order.needs_person.as_deref() == Some("cancelled_past_ready");
    match (order.status.as_str(), is_cancelled, order.cancel_requested) {
        ("cancelled", ..) => None,
        (_, true, _) => Some(lang.pick("DO NOT SHIP: cancelled at Qoo10", "出荷停止: Qoo10でキャンセル済み")),
        (_, _, true) => Some(lang.pick("DO NOT SHIP: cancel requested", "出荷停止: キャンセル要請中")),
        _ => None,
    }
}

/// Why staff have to look an open order up in QSM, as short as a table needs it.
fn look_up(order: &OrderView, lang: Lang) -> &'static str {
    let why = order.needs_person.as_deref().filter(|_| order.api_status != "shipped");
    match why.filter(|why| order.status != "cancelled" || *why == "cancelled_here_only") {
        Some("cancelled_here_only") => lang.pick("QSM: open", "QSM確認: 未取消"),
        Some("no_such_order") => lang.pick("QSM: not found", "QSM確認: 注文なし"),
        Some("other_claim") => lang.pick("QSM: claim", "QSM確認: クレーム"),
        _ => "",
    }
}

/// Where it is in the warehouse, unless it must not be shipped, or has to be looked up.
fn status_or_more(order: &OrderView, lang: Lang) -> String {
    let stop = do_not_ship(order, lang).map(|_| lang.pick("DO NOT SHIP", "出荷停止"));
    match stop.unwrap_or_else(|| look_up(order, lang)) {
        "" => status_with_holds(order, lang),
        more => more.to_owned(),
    }
}

/// Orders as a table: a row for each on a terminal of the usual width.
pub fn list(orders: &[OrderView], today: NaiveDate, lang: Lang, pages: &mut table::Pages) -> String {
    let [order, status, api, ordered, carrier, total] = lang.pick(
        ["order", "status", "api status", "ordered", "carrier", "yen"],
        ["注文", "ステータス", "API", "注文日時", "配送会社", "金額"],
    );
    let columns = [
        table::whole(order),
        table::whole(status),
        table::whole(api),
        table::whole(ordered),
        table::text(carrier),
        table::number(total),
    ];
    let rows = orders.iter().map(|order| {
        vec![
            order.code.clone(),
            status_or_more(order, lang),
            api_status(lang, &order.api_status),
            shorter(&order.ordered_at, today),
            order.carrier.clone(),
            table::yen(order.total_yen),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// `07-01 09:08`; with its year where that is another one than today's.
pub(super) fn shorter(instant: &str, today: NaiveDate) -> String {
    let short = short(instant);
    match short.strip_prefix(&format!("{}-", today.year())) {
        Some(rest) => rest.to_owned(),
        None => short,
    }
}

/// `shipped` is said of the parcel and of Qoo10; both are 出荷済み.
fn api_status(lang: Lang, word: &str) -> String {
    words::status(lang, word)
}

/// Rejects as a table.
pub fn rejects(rejects: &[RejectView], lang: Lang, pages: &mut table::Pages) -> String {
    let headings = lang.pick(
        ["cart", "order no.", "ordered", "why, and what to do"],
        ["カート番号", "注文番号", "注文日時", "理由と対処"],
    );
    let rows = rejects.iter().map(|reject| {
        vec![
            reject.pack_no.map(|no| no.to_string()).unwrap_or_default(),
            reject.order_no.map(|no| no.to_string()).unwrap_or_default(),
            reject.ordered_at.map(|at| short(&to_text(at))).unwrap_or_default(),
            reject_message(reject, lang),
        ]
    });
    pages.page(&headings.map(table::text), rows.collect())
}

/// One order, whole.
pub fn show(whole: &Whole, today: NaiveDate, lang: Lang, width: Option<usize>) -> String {
    let Whole { order, lines, history, log } = whole;
    let mut facts = facts(order, lang);
    let held = HeldFor::of(order, history).map(|held| forbidden::holds(&held, lang));
    facts.insert(1, (lang.pick("on hold for", "保留の理由"), held.unwrap_or_default()));
    facts.retain(|(_, value)| !value.is_empty());
    let rows = facts.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    let (what, title) = lang.pick(("order", order.code.as_str()), ("注文", order.code.as_str()));
    let mut text = table::render(&[table::text(what), table::text(title)], rows, width);
    text.push('\n');
    text.push_str(&line_table(lines, lang, width));
    text.push('\n');
    text.push_str(&timeline::table(history, log, today, lang, width));
    text
}

fn facts(order: &OrderView, lang: Lang) -> Vec<(&'static str, String)> {
    let people = &order.people;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let joined = |parts: &[&Option<String>]| {
        parts.iter().filter_map(|part| part.as_deref()).map(printable).collect::<Vec<_>>().join("  ")
    };
    let request = do_not_ship(order, lang).unwrap_or_default();
    let look = look_up(order, lang).to_owned();
    vec![
        (lang.pick("status", "ステータス"), status_with_holds(order, lang)),
        (lang.pick("cancel", "キャンセル"), request.to_owned()),
        (lang.pick("to do", "要対応"), look),
        (lang.pick("payment", "入金"), words::status(lang, &order.payment_status)),
        (lang.pick("api status", "APIステータス"), api_status(lang, &order.api_status)),
        (lang.pick("order numbers", "Qoo10注文番号"), order.order_no_sum.replace(',', ", ")),
        (lang.pick("ordered", "注文日時"), short(&order.ordered_at)),
        (lang.pick("paid", "決済日時"), order.paid_at.as_deref().map(short).unwrap_or_default()),
        (lang.pick("paid by", "支払方法"), text(&order.payment_method)),
        (lang.pick("carrier", "配送会社"), order.carrier.clone()),
        (
            lang.pick("desired", "配送希望日"),
            joined(&[&order.desired_delivery_date, &order.desired_delivery_time]),
        ),
        (lang.pick("planned ship date", "発送予定日"), text(&order.planned_ship_date)),
        (lang.pick("shipped", "出荷日"), text(&order.shipped_on)),
        (lang.pick("tracking", "送り状番号"), order.tracking_numbers.join(", ")),
        (
            lang.pick("buyer", "注文者"),
            joined(&[&people.buyer_name, &people.buyer_mobile, &people.buyer_email]),
        ),
        (lang.pick("receiver", "送付先"), joined(&[&people.receiver_name, &people.receiver_mobile])),
        (lang.pick("address", "住所"), joined(&[&people.receiver_zip, &people.receiver_address])),
        (lang.pick("message", "メッセージ"), text(&people.message)),
        (lang.pick("gift", "ギフト"), text(&people.gift)),
        (lang.pick("total yen", "合計金額"), table::yen(order.total_yen)),
    ]
}

fn line_table(lines: &[LineView], lang: Lang, width: Option<usize>) -> String {
    let [line, number, sku, qty, yen, name] = lang.pick(
        ["line", "order no.", "SKU", "qty", "unit yen", "name / option"],
        ["行", "注文番号", "品番", "数量", "単価", "商品名・オプション"],
    );
    let columns = [
        table::number(line),
        table::text(number),
        table::text(sku),
        table::number(qty),
        table::number(yen),
        table::text(name),
    ];
    let rows = lines.iter().map(|line| {
        let mark = if line.cancelled {
            lang.pick(" [cancelled]", " [キャンセル]")
        } else if line.cancel_requested {
            lang.pick(" [cancel requested]", " [キャンセル要請]")
        } else {
            ""
        };
        let parts = [Some(&line.name), line.option.as_ref(), line.addon_options.as_ref()];
        let what: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        vec![
            line.line.to_string(),
            line.order_no.map(|no| no.to_string()).unwrap_or_default(),
            line.sku.clone().unwrap_or_default(),
            line.qty.to_string(),
            table::yen(line.unit_price_yen),
            what.join(" / ") + mark,
        ]
    });
    table::render(&columns, rows.collect(), width)
}
