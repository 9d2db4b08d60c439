//! The board of the delay penalty as a table and as JSON (docs/commands.md).

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::table::Cell;
use super::{Lang, table};
use crate::domain::late::{Consequence, with_day_facts};
use crate::domain::order::Status;
use crate::domain::time::{format_iso_date, format_jst};
use crate::plan::late::{LOW_PERCENT, LateBoardEntry, ShipRate};
use crate::text::localize;
use crate::text::mark::Mark;
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{Message, msg};

#[derive(Serialize)]
struct JsonLateOrder<'a> {
    order: &'a str,
    status: &'static str,
    paid_at: Option<String>,
    clock: &'static str,
    day: Option<u32>,
    late: bool,
    next: Option<&'static str>,
    next_on: Option<String>,
    ship_by: Option<String>,
    days_left: Option<u32>,
    planned_ship_date: Option<String>,
    plan_too_late: bool,
    cancel_requested: bool,
    needs_person: Option<&'static str>,
    own_date: Option<String>,
    lead_days: Option<u32>,
}

/// An order as one line of JSON.
pub fn render_json(entry: &LateBoardEntry) -> serde_json::Result<String> {
    let next = entry.standing.next;
    serde_json::to_string(&JsonLateOrder {
        order: &entry.order,
        status: entry.status.as_str(),
        paid_at: entry.paid_at.map(format_jst),
        clock: if entry.standing.day.is_some() { "normal" } else { "reservation" },
        day: entry.standing.day,
        late: entry.standing.is_late,
        next: next.map(|next| next.what.as_str()),
        next_on: next.map(|next| format_iso_date(next.on)),
        ship_by: next.map(|next| format_iso_date(next.ship_by)),
        days_left: next.map(|next| next.days_left),
        planned_ship_date: entry.planned_ship_date.map(format_iso_date),
        plan_too_late: entry.is_plan_late(),
        cancel_requested: entry.cancel_requested,
        needs_person: entry.needs_person.as_ref().map(|why| why.reason().as_str()),
        own_date: entry.standing.own_date.map(format_iso_date),
        lead_days: entry.lead_days,
    })
}

/// The board as a table, and what its columns mean.
pub fn render_board(
    entries: &[&LateBoardEntry],
    today: NaiveDate,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("table-order"))),
        table::text_column(heading(msg!("late-paid"))),
        table::number_column(heading(msg!("late-day"))),
        table::text_column(heading(msg!("late-next"))),
        table::text_column(heading(msg!("late-ship_by"))),
        table::text_column(heading(msg!("late-left"))),
        table::text_column(heading(msg!("late-planned"))),
        table::text_column(heading(msg!("table-status"))),
    ];
    let rows = entries.iter().map(|entry| render_row(entry, today, lang));
    let table = table::render_table(&columns, rows.collect(), width);
    let mut legend = vec![msg!("late-legend_day"), msg!("late-legend_next"), msg!("late-legend_ship_by")];
    let is_plan_late = entries.iter().any(|entry| entry.is_plan_late());
    legend.extend(is_plan_late.then(|| msg!("late-legend_plan_late")));
    let has_lead_days = entries.iter().any(|entry| entry.is_plan_late() && entry.lead_days.is_some());
    legend.extend(has_lead_days.then(|| msg!("late-legend_lead_days")));
    let is_shipped = entries.iter().any(|entry| entry.status == Status::Shipped);
    legend.extend(is_shipped.then(|| msg!("late-legend_shipped")));
    let legend: String =
        legend.into_iter().map(|message| localize(&with_day_facts(message), lang) + "\n").collect();
    table + &wrap_for_screen(&format!("\n{legend}"), width)
}

fn render_row(entry: &LateBoardEntry, today: NaiveDate, lang: Lang) -> Vec<Cell> {
    let short = |date: Option<NaiveDate>| date.map(|date| format_short_date(date, today)).unwrap_or_default();
    let next = entry.standing.next;
    let left = next.map(|next| localize(&explain_time_left(next.days_to_ship(today)), lang));
    let stop = entry.is_blocked().then_some(Mark::Problem);
    vec![
        entry.order.as_str().into(),
        short(entry.paid_at.map(|at| at.date_naive())).into(),
        entry.standing.day.map(|day| day.to_string()).unwrap_or_default().into(),
        match next {
            Some(next) => {
                format!("{} {}", short(Some(next.on)), localize(&explain_consequence(next.what), lang)).into()
            }
            None => Cell::new(localize(&msg!("late-overdue"), lang), Some(Mark::Problem)),
        },
        short(entry.ship_by()).into(),
        left.unwrap_or_default().into(),
        (short(entry.planned_ship_date) + if entry.is_plan_late() { "!" } else { "" }).into(),
        Cell::new(localize(&explain_status(entry), lang), stop),
    ]
}

/// Where it is in the warehouse, unless something else matters more.
pub(super) fn explain_status(entry: &LateBoardEntry) -> Message {
    match (entry.is_blocked(), &entry.needs_person) {
        (true, _) => msg!("orders-stop"),
        (false, Some(_)) => msg!("late-needs_person"),
        (false, None) => entry.status.message(),
    }
}

/// How long there is time.
fn explain_time_left(days: Option<u32>) -> Message {
    match days {
        None => msg!("late-passed"),
        Some(0) => msg!("late-today"),
        Some(days) => msg!("late-days_left", days = days),
    }
}

/// `07-01`; with its year where that is not this one.
pub(super) fn format_short_date(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { date.format("%m-%d").to_string() } else { format_iso_date(date) }
}

pub(super) fn explain_consequence(what: Consequence) -> Message {
    match what {
        Consequence::Reminder => msg!("late-reminder"),
        Consequence::Points => msg!("late-points"),
        Consequence::OffSale => msg!("late-off_sale"),
        Consequence::OwnDate => msg!("late-own_date"),
    }
}

/// The shop's ship rate, and what it means on a line of its own.
pub fn render_ship_rate(rate: ShipRate, lang: Lang) -> String {
    let ShipRate { shipped, due } = rate;
    let Some(permille) = rate.permille() else { return localize(&msg!("late-rate_none"), lang) };
    let percent = format!("{}.{}", permille / 10, permille % 10);
    let meaning = match rate.is_low() {
        true => msg!("late-rate_low", limit = LOW_PERCENT),
        false => msg!("late-rate_fine", limit = LOW_PERCENT),
    };
    let rate = msg!("late-rate", percent = percent, shipped = shipped, due = due);
    [rate, meaning].map(|message| localize(&with_day_facts(message), lang)).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ship_rate_says_what_it_leads_to() {
        let said = |shipped, due, lang| render_ship_rate(ShipRate { shipped, due }, lang);
        assert!(said(95, 100, Lang::En).contains("95.0 %, 95 of 100 by day 5\n95 % or less: on day 6"));
        assert!(said(9_501, 10_000, Lang::En).ends_with("no item is taken off sale"));
        assert!(said(0, 3, Lang::Ja).contains("0.0%(期限の3件中0件"));
        assert!(said(0, 0, Lang::Ja).contains("ありません"));
    }
}
