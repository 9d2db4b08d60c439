//! The mapping table as a table and as JSON, and what is wrong with it.

use serde::Serialize;

use super::{Lang, table};
use crate::desk::listings::to_listing_state;
use crate::domain::listing::ON_SALE;
use crate::plan::listings::find_issue;
use crate::store::listing_view::ListingView;
use crate::text::localize;
use crate::vocabulary::msg;

#[derive(Serialize)]
struct JsonListing<'a> {
    item_code: &'a str,
    seller_code: Option<&'a str>,
    option_code: Option<&'a str>,
    option: Option<&'a str>,
    kind: Option<&'a str>,
    sku: Option<&'a str>,
    on_sale: bool,
    sent_qty: Option<i64>,
    sent_at: Option<&'a str>,
    problem: Option<&'a str>,
}

/// A listing as one line of JSON.
pub fn render_json(one: &ListingView) -> serde_json::Result<String> {
    serde_json::to_string(&JsonListing {
        item_code: &one.item_code,
        seller_code: one.seller_code.as_deref(),
        option_code: one.option_code.as_deref(),
        option: one.option.as_deref(),
        kind: one.kind.map(|kind| kind.as_str()),
        sku: one.sku.as_deref(),
        on_sale: one.item_status.as_deref() == Some(ON_SALE) && !one.is_gone,
        sent_qty: one.sent_qty,
        sent_at: one.sent_at.as_deref(),
        problem: find_issue(&to_listing_state(one)).map(|issue| issue.reason().as_str()),
    })
}

/// Listings as a table; the last column says what is wrong and what to do.
pub fn render_listings(all: &[ListingView], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("table-item"))),
        table::text_column(heading(msg!("listings-seller_code"))),
        table::text_column(heading(msg!("table-option_code"))),
        table::text_column(heading(msg!("listings-option"))),
        table::text_column(heading(msg!("table-sku"))),
        table::number_column(heading(msg!("listings-sent"))),
        table::text_column(heading(msg!("listings-problem"))),
    ];
    let given = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let rows = all.iter().map(|one| {
        vec![
            one.item_code.clone(),
            given(&one.seller_code),
            given(&one.option_code),
            given(&one.option),
            match &one.sku {
                Some(sku) if one.is_set => localize(&msg!("listings-set", sku = sku), lang),
                _ => given(&one.sku),
            },
            one.sent_qty.map(|qty| qty.to_string()).unwrap_or_default(),
            to_listing_state(one).message().map(|message| localize(&message, lang)).unwrap_or_default(),
        ]
    });
    pages.render_page(&columns, rows.collect())
}
