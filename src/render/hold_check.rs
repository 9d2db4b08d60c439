//! What the shop's own rules match, as a table and as JSON (docs/commands.md).

use serde::Serialize;

use super::{Lang, table};
use crate::desk::hold_check::RuleMatch;
use crate::domain::order::Status;
use crate::text::localize;
use crate::vocabulary::{Message, RuleAction, msg};

#[derive(Serialize)]
struct JsonMatch<'a> {
    order: &'a str,
    status: Status,
    rule: &'a str,
    action: RuleAction,
    held: bool,
    released: bool,
}

/// A match as one line of JSON.
pub fn render_json(one: &RuleMatch) -> serde_json::Result<String> {
    serde_json::to_string(&JsonMatch {
        order: &one.order,
        status: one.status,
        rule: &one.rule,
        action: one.action,
        held: one.is_held,
        released: one.is_released,
    })
}

/// Matches as a table, a row for each.
pub fn render_matches(matches: &[RuleMatch], lang: Lang, pages: &mut table::PagedTable) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::whole_column(heading(msg!("table-order"))),
        table::whole_column(heading(msg!("table-status"))),
        table::text_column(heading(msg!("orders-rule"))),
        table::text_column(heading(msg!("orders-rule_effect"))),
    ];
    let rows = matches.iter().map(|one| {
        vec![
            one.order.clone(),
            localize(&one.status.message(), lang),
            one.rule.clone(),
            localize(&explain_effect(one), lang),
        ]
    });
    pages.render_page(&columns, rows.collect())
}

fn explain_effect(one: &RuleMatch) -> Message {
    match (one.action, one.is_held, one.is_released) {
        (RuleAction::Hold, true, _) => msg!("orders-rule_holds"),
        (RuleAction::Hold, false, true) => msg!("orders-rule_released"),
        _ => one.action.message(),
    }
}
