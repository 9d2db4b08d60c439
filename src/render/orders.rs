//! Orders and rejects as tables and JSON (docs/commands.md).

use chrono::NaiveDate;
use serde::Serialize;

use super::instant::{format_recent_instant, short};
use super::table::Cell;
use super::{Lang, table, timeline};
use crate::desk::orders::{OrderDetails, OrderHold};
use crate::domain::claim::ClaimRecord;
use crate::domain::ids::PackNo;
use crate::domain::order::{ApiStatus, HoldReason, PaymentStatus, Status};
use crate::domain::party::{Party, People};
use crate::domain::time::{Jst, format_jst};
use crate::plan::orders::Marks;
use crate::store::RejectView;
use crate::store::order_exports::ExportView;
use crate::store::order_view::{HistoryView, LineView, OrderView};
use crate::strings::printable::{sanitize, truncate};
use crate::text::localize;
use crate::text::mark::Mark;
use crate::vocabulary::{Message, Reason, msg};

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
    buyer: JsonBuyer<'a>,
    receiver: JsonReceiver<'a>,
    payment_method: Option<&'a str>,
    message: Option<&'a str>,
    gift: Option<&'a str>,
    total_yen: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<JsonLine<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<JsonClaim>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exports: Option<Vec<JsonExport<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Vec<JsonHistory<'a>>>,
}

#[derive(Serialize)]
struct JsonClaim {
    order_no: String,
    status: Option<&'static str>,
    requested_at: Option<String>,
    completed_at: Option<String>,
}

#[derive(Serialize)]
struct JsonExport<'a> {
    at: &'a str,
    format: &'a str,
    file: &'a str,
}

#[derive(Serialize)]
struct JsonBuyer<'a> {
    name: Option<&'a str>,
    kana: Option<&'a str>,
    tel: Option<&'a str>,
    mobile: Option<&'a str>,
    email: Option<&'a str>,
    zip: Option<&'a str>,
    address: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonReceiver<'a> {
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

/// An order as one line of JSON; with its lines, its claims and its history where they are given.
pub fn render_json(
    order: &OrderView,
    whole: Option<&OrderDetails>,
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
        buyer: convert_buyer(people),
        receiver: convert_receiver(people),
        payment_method: order.payment_method.as_deref(),
        message: people.message.as_deref(),
        gift: people.gift.as_deref(),
        total_yen: order.total_yen,
        lines: whole.map(|whole| whole.lines.iter().map(convert_line).collect()),
        claims: whole.map(|whole| whole.claims.iter().map(convert_claim).collect()),
        exports: whole.map(|whole| whole.exports.iter().map(convert_export).collect()),
        history: whole.map(|whole| whole.history.iter().map(|entry| convert_history(entry, lang)).collect()),
    })
}

fn convert_claim(record: &ClaimRecord) -> JsonClaim {
    JsonClaim {
        order_no: record.order_no.to_string(),
        status: record.claim.reason().map(Reason::as_str),
        requested_at: record.requested_at.map(format_jst),
        completed_at: record.completed_at.map(format_jst),
    }
}

fn convert_export(export: &ExportView) -> JsonExport<'_> {
    JsonExport { at: &export.at, format: &export.format, file: &export.file }
}

fn convert_buyer(people: &People) -> JsonBuyer<'_> {
    let Party { name, kana, tel, mobile, zip, address } = &people.buyer;
    JsonBuyer {
        name: name.as_deref(),
        kana: kana.as_deref(),
        tel: tel.as_deref(),
        mobile: mobile.as_deref(),
        email: people.buyer_email.as_deref(),
        zip: zip.as_deref(),
        address: address.as_deref(),
    }
}

fn convert_receiver(people: &People) -> JsonReceiver<'_> {
    let Party { name, kana, tel, mobile, zip, address } = &people.receiver;
    JsonReceiver {
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

fn convert_line(line: &LineView) -> JsonLine<'_> {
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

fn convert_history(entry: &HistoryView, lang: Lang) -> JsonHistory<'_> {
    JsonHistory {
        at: &entry.at,
        what: entry.what.as_str(),
        by: &entry.by,
        run_id: entry.run_id,
        detail: entry.detail.as_ref().map(|detail| crate::text::localize(detail, lang)),
    }
}

/// A reject as one line of JSON.
pub fn render_reject_json(reject: &RejectView, lang: Lang) -> serde_json::Result<String> {
    let cart = reject.pack_no.map(|no| no.to_string());
    serde_json::to_string(&JsonReject {
        order: cart.clone(),
        pack_no: cart,
        order_no: reject.order_no.map(|no| no.to_string()),
        reason: reject.reason.as_str(),
        message: crate::text::localize(&reject.message, lang),
        ordered_at: reject.ordered_at.map(format_jst),
        at: format_jst(reject.first_at),
    })
}

fn render_status(order: &OrderView, lang: Lang) -> String {
    let status = localize(&order.status.message(), lang);
    if order.hold_reasons.is_empty() {
        return status;
    }
    let holds: Vec<String> = order.hold_reasons.iter().map(|hold| localize(&hold.message(), lang)).collect();
    format!("{status}({})", holds.join(","))
}

fn collect_marks(order: &OrderView) -> Marks {
    Marks {
        is_cancelled: order.status == Status::Cancelled,
        is_sent: order.api_status == ApiStatus::Shipped,
        needs_person: order.needs_person,
        cancel_requested: order.cancel_requested,
    }
}

/// So much of a rule's name, or of what staff wrote, stands in the list.
const MAX_NOTE_CHARACTERS: usize = 40;

/// Where it is in the warehouse, unless it must not be shipped, or has to be looked up.
fn render_status_cell(order: &OrderView, lang: Lang) -> Cell {
    let marks = collect_marks(order);
    match (marks.do_not_ship(), marks.find_qsm_check()) {
        (Some(_), _) => Cell::new(localize(&msg!("orders-stop"), lang), Some(Mark::Problem)),
        (None, Some(look_up)) => localize(&look_up.message(), lang).into(),
        (None, None) => {
            let status = std::iter::once(render_status(order, lang)).chain(list_hold_notes(order));
            status.collect::<Vec<_>>().join(" ").into()
        }
    }
}

/// What the words of the holds leave open: the rules, and what staff wrote.
fn list_hold_notes(order: &OrderView) -> impl Iterator<Item = String> + '_ {
    order.hold_rules.iter().chain(&order.hold_text).map(|text| truncate(text, MAX_NOTE_CHARACTERS))
}

/// Orders as a table: a row for each on a terminal of the usual width.
pub fn render_orders(
    orders: &[OrderView],
    today: NaiveDate,
    lang: Lang,
    pages: &mut table::PagedTable,
) -> String {
    let heading = |message| localize(&message, lang);
    // Words are never broken; notes are, where there is no room.
    let has_notes = orders.iter().any(|order| list_hold_notes(order).next().is_some());
    let status_column = if has_notes { table::text_column } else { table::whole_column };
    let columns = [
        table::whole_column(heading(msg!("table-order"))),
        status_column(heading(msg!("table-status"))),
        table::whole_column(heading(msg!("orders-api_status_short"))),
        table::whole_column(heading(msg!("table-ordered"))),
        table::text_column(heading(msg!("table-carrier"))),
        table::number_column(heading(msg!("orders-yen"))),
    ];
    let rows = orders.iter().map(|order| {
        vec![
            order.code.clone().into(),
            render_status_cell(order, lang),
            localize(&order.api_status.message(), lang).into(),
            format_recent_instant(&order.ordered_at, today).into(),
            order.carrier.clone().into(),
            table::format_yen(order.total_yen).into(),
        ]
    });
    pages.render_page(&columns, rows.collect())
}

/// Returns, exchanges and refunds as a table, a row for each, with where their order is.
pub fn render_claimed_orders(
    orders: &[(OrderView, Vec<ClaimRecord>)],
    lang: Lang,
    pages: &mut table::PagedTable,
) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::whole_column(heading(msg!("table-order"))),
        table::whole_column(heading(msg!("table-status"))),
        table::whole_column(heading(msg!("table-order_no"))),
        table::text_column(heading(msg!("orders-claim"))),
        table::whole_column(heading(msg!("orders-claim_requested"))),
        table::whole_column(heading(msg!("orders-claim_completed"))),
    ];
    let rows = orders.iter().flat_map(|(order, claims)| {
        claims.iter().map(|record| {
            let place = [order.code.clone().into(), render_status_cell(order, lang)];
            place.into_iter().chain(list_claim_cells(record, lang)).collect()
        })
    });
    pages.render_page(&columns, rows.collect())
}

fn list_claim_cells(record: &ClaimRecord, lang: Lang) -> [Cell; 4] {
    let instant = |at: Option<Jst>| at.map(|at| short(&format_jst(at))).unwrap_or_default();
    [
        record.order_no.to_string().into(),
        localize(&record.claim.message(), lang).into(),
        instant(record.requested_at).into(),
        instant(record.completed_at).into(),
    ]
}

fn render_claims(claims: &[ClaimRecord], lang: Lang, width: Option<usize>) -> String {
    let headings = [
        msg!("table-order_no"),
        msg!("orders-claim"),
        msg!("orders-claim_requested"),
        msg!("orders-claim_completed"),
    ];
    let columns = headings.map(|heading| table::text_column(localize(&heading, lang)));
    let rows = claims.iter().map(|record| list_claim_cells(record, lang).into_iter().collect());
    table::render_table(&columns, rows.collect(), width)
}

/// A cart that was taken off the list of rejects, as one line of JSON.
pub fn render_dismissal_json(cart: PackNo) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct JsonDismissal {
        order: String,
        dismissed: bool,
    }
    serde_json::to_string(&JsonDismissal { order: cart.to_string(), dismissed: true })
}

pub fn render_rejects(rejects: &[RejectView], lang: Lang, pages: &mut table::PagedTable) -> String {
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
            reject.ordered_at.map(|at| short(&format_jst(at))).unwrap_or_default(),
            crate::text::localize(&reject.message, lang),
        ]
    });
    pages.render_page(&headings.map(|heading| table::text_column(localize(&heading, lang))), rows.collect())
}

pub fn render_details(whole: &OrderDetails, today: NaiveDate, lang: Lang, width: Option<usize>) -> String {
    // The history tells of the hand-overs.
    let OrderDetails { order, lines, claims, exports: _, history, log } = whole;
    let held = OrderHold::from_order(order).map(|held| held.list_messages()).unwrap_or_default();
    let held = localize(&msg!("orders-holds", holds = held), lang);
    let facts = list_fields(order, &held, lang).into_iter().filter(|(_, value)| !value.is_empty());
    let rows = facts.map(|(name, value)| vec![localize(&name, lang).into(), value]).collect();
    let heading = localize(&msg!("table-order"), lang);
    let mut text =
        table::render_table(&[table::text_column(heading), table::text_column(&order.code)], rows, width);
    text.push('\n');
    text.push_str(&render_lines(lines, lang, width));
    text.push('\n');
    if !claims.is_empty() {
        text.push_str(&render_claims(claims, lang, width));
        text.push('\n');
    }
    text.push_str(&timeline::render_timeline(history, log, today, lang, width));
    text
}

fn list_fields(order: &OrderView, held: &str, lang: Lang) -> Vec<(Message, Cell)> {
    let people = &order.people;
    let (buyer, receiver) = (&people.buyer, &people.receiver);
    let given = |value: &Option<String>| Cell::from(value.as_deref().unwrap_or_default());
    let joined = |parts: &[&Option<String>]| {
        let parts = parts.iter().filter_map(|part| part.as_deref()).map(sanitize);
        Cell::from(parts.collect::<Vec<_>>().join("  "))
    };
    let marks = collect_marks(order);
    let stop = marks.do_not_ship().map(|why| localize(&why.message(), lang)).unwrap_or_default();
    let look_up = marks.find_qsm_check().map(|why| localize(&why.message(), lang)).unwrap_or_default();
    vec![
        (msg!("table-status"), render_status(order, lang).into()),
        (msg!("orders-held_for"), held.into()),
        (msg!("orders-cancel"), Cell::new(stop, Some(Mark::Problem))),
        (msg!("orders-to_do"), look_up.into()),
        (msg!("orders-payment"), localize(&order.payment_status.message(), lang).into()),
        (msg!("orders-api_status"), localize(&order.api_status.message(), lang).into()),
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
        (msg!("orders-total_yen"), table::format_yen(order.total_yen).into()),
    ]
}

fn render_lines(lines: &[LineView], lang: Lang, width: Option<usize>) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::number_column(heading(msg!("table-line"))),
        table::text_column(heading(msg!("table-order_no"))),
        table::text_column(heading(msg!("table-sku"))),
        table::number_column(heading(msg!("orders-qty"))),
        table::number_column(heading(msg!("orders-unit_yen"))),
        table::text_column(heading(msg!("orders-name_and_option"))),
    ];
    let rows = lines.iter().map(|line| {
        let parts = [Some(&line.name), line.option.as_ref(), line.addon_options.as_ref()];
        let what = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" / ");
        vec![
            line.line.to_string(),
            line.order_no.map(|no| no.to_string()).unwrap_or_default(),
            line.sku.clone().unwrap_or_default(),
            line.qty.to_string(),
            table::format_yen(line.unit_price_yen),
            match (line.cancelled, line.cancel_requested) {
                (true, _) => localize(&msg!("orders-line_cancelled", name = what), lang),
                (false, true) => localize(&msg!("orders-line_cancel_requested", name = what), lang),
                (false, false) => what,
            },
        ]
    });
    table::render_table(&columns, rows.collect(), width)
}
