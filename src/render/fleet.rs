//! How the shops of a folder stand, a line each, as text and as JSON (docs/commands.md).

use serde::Serialize;
use serde_json::{Map, Value};

use super::metrics::{ShopFigures, render_metrics, render_readable};
use super::status::{convert_step, explain_result, format_duration};
use super::table::Cell;
use super::{Lang, table};
use crate::desk::fleet::{FleetShop, ShopHealth};
use crate::plan::status::OpenTask;
use crate::strings::printable::{flatten, truncate};
use crate::text::localize;
use crate::text::mark::Mark;
use crate::text::wrap;
use crate::vocabulary::{HoldReason, Message, Outcome, Reason, msg};

#[derive(Serialize)]
struct JsonShop<'a> {
    config: &'a str,
    shop: Option<&'a str>,
    error: Option<String>,
    needs_hand: Option<Map<String, Value>>,
    steps: Option<Map<String, Value>>,
}

/// A shop as one line of JSON; what could not be read of it is null.
pub fn render_json(shop: &FleetShop, lang: Lang) -> serde_json::Result<String> {
    let tasks =
        || shop.list_tasks().into_iter().map(|(task, n)| (name_task(&task), Value::from(n))).collect();
    let steps = |status: &crate::desk::status::ShopStatus| {
        let each = status.steps.iter().map(|step| {
            let mut value = serde_json::to_value(convert_step(step, lang))?;
            // Its name is the key.
            value.as_object_mut().map(|fields| fields.shift_remove("step"));
            Ok((step.step.to_string(), value))
        });
        each.collect::<serde_json::Result<Map<String, Value>>>()
    };
    serde_json::to_string(&JsonShop {
        config: &shop.config,
        shop: shop.name.as_deref(),
        error: explain_problems(shop, lang),
        needs_hand: shop.status.is_some().then(tasks),
        steps: shop.status.as_ref().map(steps).transpose()?,
    })
}

/// The key of what needs a hand: as in the JSON of `status`, where that has one.
fn name_task(task: &OpenTask) -> String {
    let word = match task {
        OpenTask::Held(hold) => return format!("held_{hold}"),
        OpenTask::HeldByRules(_) => return name_task(&OpenTask::Held(HoldReason::Rule)),
        OpenTask::Rejects => Outcome::Rejected.as_str(),
        OpenTask::CancelRequests => Outcome::CancelRequested.as_str(),
        OpenTask::NeedsPerson => Outcome::NeedsPerson.as_str(),
        OpenTask::NotTaken => "shipments_not_taken",
        OpenTask::NoNumber => "shipped_without_number",
        OpenTask::NotScheduled => "shipped_not_scheduled",
        OpenTask::Missed => "missed_shipments",
        OpenTask::Late => "late",
        OpenTask::StockWaiting => "stock_waiting",
        OpenTask::PartWithoutCount => Reason::PartWithoutCount.as_str(),
        OpenTask::SetWithOwnCount => Reason::SetWithOwnCount.as_str(),
        OpenTask::WithoutDate => "ship_date_unreadable",
        OpenTask::Claims => "open_claims",
        OpenTask::UnknownCarts => "unknown_carts",
        OpenTask::WithoutLines => "orders_without_lines",
        OpenTask::UnknownForms => "answer_forms_unknown",
    };
    word.to_owned()
}

/// Why something of it cannot be read, as one line.
fn explain_problems(shop: &FleetShop, lang: Lang) -> Option<String> {
    let each = shop.problems.iter().map(|problem| {
        // A configuration may have several problems, each on a line of its own.
        let text = localize(problem, lang);
        text.lines().map(flatten).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    });
    let all: Vec<String> = each.collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// So many characters of a shop's name stand in its line.
const MAX_NAME_LENGTH: usize = 24;
/// So many columns a text has at the least, however narrow the screen.
const MIN_TEXT_WIDTH: usize = 20;
/// Between two columns.
const GAP_WIDTH: usize = 2;

/// The shops, a line each, and how many of them need a look.
pub fn render_shops(shops: &[FleetShop], lang: Lang, width: Option<usize>) -> String {
    let heading = |message: Message| localize(&message, lang);
    let columns = [
        table::whole_column(heading(msg!("fleet-shop"))),
        table::number_column(heading(msg!("fleet-hands"))),
        table::number_column(heading(msg!("overview-age"))),
        table::whole_column(heading(msg!("fleet-what"))),
    ];
    let mut rows: Vec<[String; 4]> = shops.iter().map(|shop| write_cells(shop, lang)).collect();
    if let Some(width) = width {
        let room = |at: usize| {
            let cells = rows.iter().map(|row| wrap::width(&row[at]));
            cells.chain([wrap::width(&columns[at].heading)]).max().unwrap_or(0) + GAP_WIDTH
        };
        let left = width.saturating_sub(room(0) + room(1) + room(2)).max(MIN_TEXT_WIDTH);
        rows.iter_mut().for_each(|row| row[3] = cut(&row[3], left));
    }
    let marked = rows.into_iter().zip(shops).map(|(row, shop)| {
        let mark = (shop.health() < ShopHealth::NeedsHand).then_some(Mark::Problem);
        let [name, hands, age, what] = row;
        vec![Cell::from(name), hands.into(), age.into(), Cell::new(what, mark)]
    });
    let of = |is_counted: &dyn Fn(ShopHealth) -> bool| {
        shops.iter().filter(|shop| is_counted(shop.health())).count()
    };
    let summary = msg!(
        "fleet-summary",
        shops = shops.len(),
        bad = of(&|health| !matches!(health, ShopHealth::Fine | ShopHealth::Unreadable)),
        unreadable = of(&|health| health == ShopHealth::Unreadable)
    );
    let table = table::render_table(&columns, marked.collect(), width);
    table + &wrap::wrap_for_screen(&format!("\n{}\n", localize(&summary, lang)), width)
}

/// Name, number of things, age of the last run, and what there is.
fn write_cells(shop: &FleetShop, lang: Lang) -> [String; 4] {
    let name = truncate(shop.display_name(), MAX_NAME_LENGTH);
    let Some(status) = &shop.status else {
        return [name, String::new(), String::new(), explain_problems(shop, lang).unwrap_or_default()];
    };
    let steps = shop
        .list_bad_steps()
        .map(|step| msg!("fleet-step", step = step.step.message(), result = explain_result(step)));
    let tasks =
        shop.list_tasks().into_iter().map(|(task, n)| msg!("fleet-task", task = task.message(), n = n));
    let parts: Vec<Message> = steps.chain(tasks).collect();
    let what = explain_problems(shop, lang)
        .into_iter()
        .chain((!parts.is_empty()).then(|| localize(&msg!("fleet-parts", parts = parts), lang)));
    let age = status.steps.iter().filter_map(|step| step.age).min();
    [
        name,
        shop.count_tasks().to_string(),
        age.map(|age| localize(&format_duration(age), lang)).unwrap_or_default(),
        what.collect::<Vec<_>>().join("; "),
    ]
}

/// The start of a text that fits so many columns.
fn cut(text: &str, columns: usize) -> String {
    if wrap::width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += wrap::width(c.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// The figures of all shops in one file.
pub fn render_fleet_metrics(shops: &[FleetShop]) -> String {
    // Two configurations may name one shop; a sample that comes twice would spoil the file.
    let labels =
        |shop: &FleetShop| vec![("shop", shop.display_name().to_owned()), ("config", shop.config.clone())];
    let readable: Vec<_> = shops.iter().map(|shop| (labels(shop), shop.status.is_some())).collect();
    let read = shops
        .iter()
        .filter_map(|shop| Some(ShopFigures { labels: labels(shop), status: shop.status.as_ref()? }));
    render_readable(&readable) + &render_metrics(&read.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_columns_end_also_where_letters_are_wide() {
        for (text, columns, wanted) in [
            ("rejects 1", 9, "rejects 1"),
            ("rejects 12", 9, "rejects …"),
            ("取込不可 1", 6, "取込…"),
            ("取込不可", 8, "取込不可"),
            ("取込不可", 7, "取込不…"),
        ] {
            assert_eq!(cut(text, columns), wanted);
        }
    }
}
