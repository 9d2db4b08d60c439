//! The picking list on paper.

use maud::{Markup, html};

use super::document::render_document;
use crate::desk::pick::name_item;
use crate::domain::time::{Jst, format_jst};
use crate::plan::pick::{PickItem, PickOrder};
use crate::render::instant::short;
use crate::render::pick::render_remarks;
use crate::render::table::format_yen;
use crate::strings::printable::{flatten, truncate};
use crate::text::localize;
use crate::vocabulary::{Lang, msg};

const STYLE: &str = concat!(include_str!("paper.css"), include_str!("pick.css"));
/// Orders stand in rows of about so many letters: a row is never broken, so it must not fill a sheet.
const MAX_ROW_CHARS: usize = 400;

/// The page.
pub fn render_pick_list(items: &[PickItem], shop: &str, now: Jst, lang: Lang) -> String {
    let title = localize(&msg!("pick-title"), lang);
    let shop = truncate(shop, 80);
    let at = short(&format_jst(now));
    let pieces = items.iter().fold(0_i64, |sum, item| sum.saturating_add(item.qty));
    let body = html! {
        main {
            header {
                h1 { (title) }
                p { (shop) }
                p { (localize(&msg!("page-as_of", at = at.as_str()), lang)) }
                p { (localize(&msg!("pick-sum", skus = items.len(), pieces = pieces), lang)) }
            }
            table {
                thead {
                    tr {
                        th.sku scope="col" { (localize(&msg!("pick-sku"), lang)) }
                        th scope="col" { (localize(&msg!("pick-name"), lang)) }
                        th.n scope="col" { (localize(&msg!("pick-pieces"), lang)) }
                        th.tick scope="col" { (localize(&msg!("pick-tick"), lang)) }
                    }
                }
                @for item in items { (render_item(item, lang)) }
            }
        }
    };
    render_document(&format!("{title} {shop} {at}"), STYLE, &body, lang)
}

fn render_item(item: &PickItem, lang: Lang) -> Markup {
    let sku = item.sku.as_deref().map_or_else(|| localize(&msg!("pick-no_sku"), lang), flatten);
    html! {
        tbody {
            tr.item {
                th.sku scope="row" { (sku) }
                td { (name_item(item)) }
                td.n { (format_yen(item.qty)) }
                td.tick { span.box {} }
            }
            @for row in split_rows(&item.orders, lang) {
                tr.orders {
                    td colspan="4" {
                        @for (one, remarks) in row {
                            span.order {
                                span.one { (one.order) " ×" (format_yen(one.qty)) }
                                @if !remarks.is_empty() { " " b { (remarks) } }
                            }
                            " "
                        }
                    }
                }
            }
        }
    }
}

/// The orders with what is to be known of each, in rows.
fn split_rows(orders: &[PickOrder], lang: Lang) -> Vec<Vec<(&PickOrder, String)>> {
    let (mut rows, mut chars) = (Vec::new(), MAX_ROW_CHARS);
    for one in orders {
        let remarks = flatten(&render_remarks(one, lang));
        let length = one.order.to_string().len() + 6 + remarks.chars().count();
        if chars + length > MAX_ROW_CHARS {
            rows.push(Vec::new());
            chars = 0;
        }
        chars += length;
        if let Some(row) = rows.last_mut() {
            row.push((one, remarks));
        }
    }
    rows
}
