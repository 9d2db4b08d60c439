//! Packing slips: a sheet for each order. They are Japanese whatever the reader's language: buyers read them.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::document::render_document;
use crate::desk::slips::PackingSlip;
use crate::domain::party::{Party, People};
use crate::domain::price_text::strip_amounts;
use crate::render::table::format_yen;
use crate::store::hand_over::PackingLine;
use crate::strings::clean::filled;
use crate::strings::printable::{flatten, truncate};
use crate::text;
use crate::vocabulary::{Lang, Message, PaperSize, msg};

const A4: &str = concat!(include_str!("paper.css"), include_str!("slips.css"), include_str!("slips_a4.css"));
const A6: &str = concat!(include_str!("paper.css"), include_str!("slips.css"), include_str!("slips_a6.css"));

/// Who sends the parcels. What is none is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipSender {
    pub name: String,
    pub zip: Option<String>,
    pub address: Option<String>,
    pub tel: Option<String>,
}

/// What all sheets have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetForm {
    pub size: PaperSize,
    /// Whether none has prices, whatever the orders say.
    pub is_for_gifts: bool,
}

/// All sheets, one after the other.
pub fn render_slips(slips: &[PackingSlip], sender: &SlipSender, form: SheetForm, today: NaiveDate) -> String {
    let style = match form.size {
        PaperSize::A4 => A4,
        PaperSize::A6 => A6,
    };
    let title = format!("{} {} {today}", localize(&msg!("slips-title")), truncate(&sender.name, 80));
    let body = html! { main { @for slip in slips { (render_slip(slip, sender, form, today)) } } };
    render_document(&title, style, &body, Lang::Ja)
}

fn localize(message: &Message) -> String {
    text::localize(message, Lang::Ja)
}

fn render_slip(slip: &PackingSlip, sender: &SlipSender, form: SheetForm, today: NaiveDate) -> Markup {
    let order = &slip.order;
    let has_prices = !form.is_for_gifts && !slip.is_gift();
    let day = |instant: &str| instant.get(..10).unwrap_or(instant).to_owned();
    let facts = [
        Some((msg!("slips-order"), order.code.clone())),
        Some((msg!("slips-ordered"), day(&order.ordered_at))),
        Some((msg!("slips-issued"), today.to_string())),
        order.desired_delivery_date.clone().map(|date| {
            let time = order.desired_delivery_time.as_deref().unwrap_or_default();
            (msg!("slips-desired"), flatten(&format!("{date} {time}")))
        }),
    ];
    html! {
        section.sheet {
            h1 { (localize(&msg!("slips-title"))) }
            div.top {
                (render_receiver(&order.people))
                div.facts {
                    dl {
                        @for (term, fact) in facts.iter().flatten() { dt { (localize(term)) } dd { (fact) } }
                    }
                    (render_sender(sender))
                }
            }
            (render_lines(slip, has_prices))
            (render_sums(slip, has_prices))
        }
    }
}

fn render_receiver(people: &People) -> Markup {
    let Party { name, zip, address, .. } = &people.receiver;
    let in_parts = [&people.receiver_address1, &people.receiver_address2];
    let in_parts = in_parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let address = address.as_deref().and_then(filled).unwrap_or(&in_parts);
    let buyer = people.buyer.name.as_deref().and_then(filled);
    let name = name.as_deref().and_then(filled);
    html! {
        div.to {
            @if let Some(zip) = zip.as_deref().and_then(filled) { p { (render_zip(zip)) } }
            p { (flatten(address)) }
            @if let Some(name) = name { p.name { (render_name(name)) } }
            @if let Some(buyer) = buyer.filter(|buyer| Some(*buyer) != name) {
                p.buyer { (localize(&msg!("slips-buyer", name = flatten(buyer)))) }
            }
        }
    }
}

fn render_name(name: &str) -> String {
    localize(&msg!("slips-receiver", name = flatten(name)))
}

fn render_zip(zip: &str) -> String {
    localize(&msg!("slips-zip", zip = flatten(zip)))
}

fn render_sender(sender: &SlipSender) -> Markup {
    html! {
        div.from {
            p.shop { (flatten(&sender.name)) }
            @if let Some(zip) = &sender.zip { p { (render_zip(zip)) } }
            @if let Some(address) = &sender.address { p { (flatten(address)) } }
            @if let Some(tel) = &sender.tel { p { (localize(&msg!("slips-tel", tel = flatten(tel)))) } }
        }
    }
}

fn render_lines(slip: &PackingSlip, has_prices: bool) -> Markup {
    let columns = if has_prices { "5" } else { "3" };
    html! {
        table {
            thead {
                // Stands on each sheet that the order takes.
                tr.running {
                    th colspan=(columns) { (localize(&msg!("slips-running", order = &slip.order.code))) }
                }
                tr {
                    th.sku scope="col" { (localize(&msg!("slips-sku"))) }
                    th scope="col" { (localize(&msg!("slips-item"))) }
                    th.n scope="col" { (localize(&msg!("slips-qty"))) }
                    @if has_prices {
                        th.n scope="col" { (localize(&msg!("slips-unit_price"))) }
                        th.n scope="col" { (localize(&msg!("slips-amount"))) }
                    }
                }
            }
            tbody { @for line in &slip.lines { (render_line(line, has_prices)) } }
        }
    }
}

fn render_line(line: &PackingLine, has_prices: bool) -> Markup {
    // What comes with something else, or as a present of the shop's, has no price to be shown.
    let is_free = line.unit_price_yen == 0 && line.total_yen == 0;
    // An option's words say what it costs.
    let read = |text: &str| if has_prices { flatten(text) } else { strip_amounts(&flatten(text)) };
    let yen = |amount: i64| if is_free { String::new() } else { format_yen(amount) };
    html! {
        tr {
            td.sku { (flatten(line.sku.as_deref().or(line.item_code.as_deref()).unwrap_or_default())) }
            td {
                (read(&line.name))
                @if let Some(option) = line.option.as_deref().and_then(filled) { p.option { (read(option)) } }
                @if let Some(addons) = line.addon_options.as_deref().and_then(filled) {
                    p.option { (localize(&msg!("slips-addons", addons = read(addons)))) }
                }
            }
            td.n { (format_yen(line.qty)) }
            @if has_prices {
                td.n { (yen(line.unit_price_yen)) }
                td.n { (yen(line.total_yen)) }
            }
        }
    }
}

fn render_sums(slip: &PackingSlip, has_prices: bool) -> Markup {
    let pieces = slip.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.qty));
    let total = format_yen(slip.order.total_yen);
    html! {
        div.sums {
            p { (localize(&msg!("slips-pieces", n = pieces))) }
            @if has_prices { p.total { (localize(&msg!("slips-total", yen = total))) } }
        }
        // The receiver of a gift did not order it.
        @if has_prices { p.thanks { (localize(&msg!("slips-thanks"))) } }
    }
}
