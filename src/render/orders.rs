//! Orders and rejects as tables and JSON (docs/commands.md).

use chrono::NaiveDate;
use serde::Serialize;

use super::instant::{short, shorter};
use super::table::Cell;
use super::{Lang, table, timeline};
use crate::desk::orders::{HeldFor, Whole};
use crate::domain::ids::PackNo;
use crate::domain::order::{ApiStatus, HoldReason, Party, PaymentStatus, People, Status};
use crate::domain::time::to_text;
use crate::plan::orders::Marks;
use crate::store::RejectView;
use crate::store::order_view::{HistoryView, LineView, OrderView};
use crate::strings::printable::printable;
use crate::text::mark::Mark;
use crate::text::text;
use crate::vocabulary::{Message, msg};

#[derive(Serialize)]
struct JsonOrder<'a> {
    order: &'a str,
    pack_no: String,
    status: Status,
    hold_reasons: &'a [HoldReason],
    payment_status: PaymentStatus,
    api_status: ApiStatus,
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
    detail: Option<String>,
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
pub fn json(
    order: &OrderView,
    parts: Option<(&[LineView], &[HistoryView])>,
    lang: Lang,
) -> serde_json::Result<String> {
    let people: &People = &order.people;
    serde_json::to_string(&JsonOrder {
        order: &order.code,
        pack_no: order.pack_no.to_string(),
        status: order.status,
        hold_reasons: &order.hold_reasons,
        payment_status: order.payment_status,
        api_status: order.api_status,
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
        history: parts.map(|(_, history)| history.iter().map(|entry| json_history(entry, lang)).collect()),
    })
}

fn buyer(people: &People) -> Buyer<'_> {
    let Party { name, kana, tel, mobile, zip, address } = &people.buyer;
    Buyer {
        name: name.as_deref(),
        kana: kana.as_deref(),
        tel: tel.as_deref(),
        mobile: mobile.as_deref(),
        email: people.buyer_email.as_deref(),
        zip: zip.as_deref(),
        address: address.as_deref(),
    }
}

fn receiver(people: &People) -> Receiver<'_> {
    let Party { name, kana, tel, mobile, zip, address } = &people.receiver;
    Receiver {
        name: name.as_deref(),
        kana: kana.as_deref(),
        tel: tel.as_deref(),
        mobile: mobile.as_deref(),
        zip: zip.as_deref(),
        address: address.as_deref(),
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

fn json_history(entry: &HistoryView, lang: Lang) -> JsonHistory<'_> {
    JsonHistory {
        at: &entry.at,
        what: entry.what.as_str(),
        by: &entry.by,
        run_id: entry.run_id,
        detail: entry.detail.as_ref().map(|detail| crate::text::text(detail, lang)),
    }
}

/// A reject as one line of JSON.
pub fn reject_json(reject: &RejectView, lang: Lang) -> serde_json::Result<String> {
    let cart = reject.pack_no.map(|no| no.to_string());
    serde_json::to_string(&JsonReject {
        order: cart.clone(),
        pack_no: cart,
        order_no: reject.order_no.map(|no| no.to_string()),
        reason: reject.reason.as_str(),
        message: crate::text::text(&reject.message, lang),
        ordered_at: reject.ordered_at.map(to_text),
        at: to_text(reject.first_at),
    })
}

fn status_with_holds(order: &OrderView, lang: Lang) -> String {
    let status = text(&order.status.message(), lang);
    if order.hold_reasons.is_empty() {
        return status;
    }
    let holds: Vec<String> = order.hold_reasons.iter().map(|hold| text(&hold.message(), lang)).collect();
    format!("{status}({})", holds.join(","))
}

fn marks(order: &OrderView) -> Marks {
    Marks {
        is_cancelled: order.status == Status::Cancelled,
        is_told: order.api_status == ApiStatus::Shipped,
        needs_person: order.needs_person,
        cancel_requested: order.cancel_requested,
    }
}

/// Where it is in the warehouse, unless it must not be shipped, or has to be looked up.
fn status_or_more(order: &OrderView, lang: Lang) -> Cell {
    let marks = marks(order);
    match (marks.do_not_ship(), marks.look_up()) {
        (Some(_), _) => Cell::new(text(&msg!("orders-stop"), lang), Some(Mark::Problem)),
        (None, Some(look_up)) => text(&look_up.message(), lang).into(),
        (None, None) => status_with_holds(order, lang).into(),
    }
}

/// Orders as a table: a row for each on a terminal of the usual width.
pub fn list(orders: &[OrderView], today: NaiveDate, lang: Lang, pages: &mut table::Pages) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::whole(heading(msg!("table-order"))),
        table::whole(heading(msg!("table-status"))),
        table::whole(heading(msg!("orders-api_status_short"))),
        table::whole(heading(msg!("table-ordered"))),
        table::text(heading(msg!("table-carrier"))),
        table::number(heading(msg!("orders-yen"))),
    ];
    let rows = orders.iter().map(|order| {
        vec![
            order.code.clone().into(),
            status_or_more(order, lang),
            text(&order.api_status.message(), lang).into(),
            shorter(&order.ordered_at, today).into(),
            order.carrier.clone().into(),
            table::yen(order.total_yen).into(),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// A cart that was taken off the list of rejects, as one line of JSON.
pub fn dismissed_json(cart: PackNo) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct JsonDismissal {
        order: String,
        dismissed: bool,
    }
    serde_json::to_string(&JsonDismissal { order: cart.to_string(), dismissed: true })
}

/// Rejects as a table.
pub fn rejects(rejects: &[RejectView], lang: Lang, pages: &mut table::Pages) -> String {
    let headings = [
        msg!("orders-cart"),
        msg!("table-order_no"),
        msg!("table-ordered"),
        msg!("orders-why_and_what_to_do"),
    ];
    let rows = rejects.iter().map(|reject| {
        vec![
            reject.pack_no.map(|no| no.to_string()).unwrap_or_default(),
            reject.order_no.map(|no| no.to_string()).unwrap_or_default(),
            reject.ordered_at.map(|at| short(&to_text(at))).unwrap_or_default(),
            crate::text::text(&reject.message, lang),
        ]
    });
    pages.page(&headings.map(|heading| table::text(text(&heading, lang))), rows.collect())
}

/// One order, whole.
pub fn show(whole: &Whole, today: NaiveDate, lang: Lang, width: Option<usize>) -> String {
    let Whole { order, lines, history, log } = whole;
    let held = HeldFor::of(order, history).map(|held| held.messages()).unwrap_or_default();
    let held = text(&msg!("orders-holds", holds = held), lang);
    let facts = facts(order, &held, lang).into_iter().filter(|(_, value)| !value.is_empty());
    let rows = facts.map(|(name, value)| vec![text(&name, lang).into(), value]).collect();
    let heading = text(&msg!("table-order"), lang);
    let mut text = table::render(&[table::text(heading), table::text(&order.code)], rows, width);
    text.push('\n');
    text.push_str(&line_table(lines, lang, width));
    text.push('\n');
    text.push_str(&timeline::table(history, log, today, lang, width));
    text
}

fn facts(order: &OrderView, held: &str, lang: Lang) -> Vec<(Message, Cell)> {
    let people = &order.people;
    let (buyer, receiver) = (&people.buyer, &people.receiver);
    let given = |value: &Option<String>| Cell::from(value.as_deref().unwrap_or_default());
    let joined = |parts: &[&Option<String>]| {
        let parts = parts.iter().filter_map(|part| part.as_deref()).map(printable);
        Cell::from(parts.collect::<Vec<_>>().join("  "))
    };
    let marks = marks(order);
    let stop = marks.do_not_ship().map(|why| text(&why.message(), lang)).unwrap_or_default();
    let look_up = marks.look_up().map(|why| text(&why.message(), lang)).unwrap_or_default();
    vec![
        (msg!("table-status"), status_with_holds(order, lang).into()),
        (msg!("orders-held_for"), held.into()),
        (msg!("orders-cancel"), Cell::new(stop, Some(Mark::Problem))),
        (msg!("orders-to_do"), look_up.into()),
        (msg!("orders-payment"), text(&order.payment_status.message(), lang).into()),
        (msg!("orders-api_status"), text(&order.api_status.message(), lang).into()),
        (msg!("orders-order_numbers"), order.order_no_sum.replace(',', ", ").into()),
        (msg!("table-ordered"), short(&order.ordered_at).into()),
        (msg!("orders-paid_at"), order.paid_at.as_deref().map(short).unwrap_or_default().into()),
        (msg!("orders-payment_method"), given(&order.payment_method)),
        (msg!("table-carrier"), order.carrier.as_str().into()),
        (msg!("orders-desired"), joined(&[&order.desired_delivery_date, &order.desired_delivery_time])),
        (msg!("orders-planned_ship_date"), given(&order.planned_ship_date)),
        (msg!("table-shipped_on"), given(&order.shipped_on)),
        (msg!("table-tracking"), order.tracking_numbers.join(", ").into()),
        (msg!("orders-buyer"), joined(&[&buyer.name, &buyer.mobile, &people.buyer_email])),
        (msg!("orders-receiver"), joined(&[&receiver.name, &receiver.mobile])),
        (msg!("orders-address"), joined(&[&receiver.zip, &receiver.address])),
        (msg!("orders-message"), given(&people.message)),
        (msg!("orders-gift"), given(&people.gift)),
        (msg!("orders-total_yen"), table::yen(order.total_yen).into()),
    ]
}

fn line_table(lines: &[LineView], lang: Lang, width: Option<usize>) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::number(heading(msg!("table-line"))),
        table::text(heading(msg!("table-order_no"))),
        table::text(heading(msg!("table-sku"))),
        table::number(heading(msg!("orders-qty"))),
        table::number(heading(msg!("orders-unit_yen"))),
        table::text(heading(msg!("orders-name_and_option"))),
    ];
    let rows = lines.iter().map(|line| {
        let parts = [Some(&line.name), line.option.as_ref(), line.addon_options.as_ref()];
        let what = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" / ");
        vec![
            line.line.to_string(),
            line.order_no.map(|no| no.to_string()).unwrap_or_default(),
            line.sku.clone().unwrap_or_default(),
            line.qty.to_string(),
            table::yen(line.unit_price_yen),
            match (line.cancelled, line.cancel_requested) {
                (true, _) => text(&msg!("orders-line_cancelled", name = what), lang),
                (false, true) => text(&msg!("orders-line_cancel_requested", name = what), lang),
                (false, false) => what,
            },
        ]
    });
    table::render(&columns, rows.collect(), width)
}
