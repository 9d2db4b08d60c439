//! The day on one page (docs/commands.md): HTML that needs nothing beside itself. maud escapes whatever it is
//! given; orders stand in it by their codes, and nothing of people does.

mod chart;

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::{Lang, late, status};
use crate::desk::activity::Page;
use crate::desk::status::{ShopStatus, StepStatus};
use crate::domain::time::{Jst, to_text};
use crate::plan::activity::{DayCounts, FailureGroup};
use crate::plan::late::LateBoardEntry;
use crate::strings::printable::{excerpt, printable};
use crate::text::text;
use crate::vocabulary::result_code::{explain, of_step};
use crate::vocabulary::{Message, Reason, RowOutcome, msg};

/// How every page begins.
pub const START: &str = "<!DOCTYPE html>";
const STYLE: &str = include_str!("style.css");
/// Nothing may be loaded or run, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// More rows than anybody reads; the rest is counted.
const MOST_ROWS: usize = 200;

/// The page.
///
/// # Errors
/// When a chart cannot be drawn: never in practice.
pub fn page(page: &Page, shop: &str, lang: Lang) -> Result<String, Box<dyn Error>> {
    let at = super::instant::short(&to_text(page.status.at));
    let shop = excerpt(shop, 80);
    let today = page.status.at.date_naive();
    let charts = charts(&page.days, lang)?;
    let markup = html! {
        (PreEscaped(START))
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (shop) " " (at) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (shop) } p.soft { (text(&msg!("page-as_of", at = at.as_str()), lang)) } }
                main.grid {
                    (render_tasks(&page.status, lang))
                    (late_orders(&page.board, today, lang))
                    (steps(&page.status.steps, lang))
                    (by_status(&page.status, lang))
                    @for chart in charts { (chart) }
                    (failures(&page.failures, lang))
                    (foot(&page.status, lang))
                }
            }
        }
    };
    Ok(markup.into_string())
}

/// A sentence whose commands stand in backticks.
fn sentence(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn render_tasks(status: &ShopStatus, lang: Lang) -> Markup {
    html! {
        section.wide #hands {
            h2 { (text(&msg!("page-needs_hand"), lang)) }
            ul.tiles {
                @for (hand, n, command) in status.list_tasks() {
                    li.due[n > 0] {
                        b { (n) } (text(&hand.message(), lang))
                        @if n > 0 {
                            br;
                            code {
                                @for (at, word) in command.split(' ').enumerate() {
                                    @if at > 0 { " " } span.one { (word) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The heading of a column, and whether it is of numbers.
type Heading = (Message, bool);

/// A table that scrolls in its own room.
fn table(headings: &[Heading], rows: &Markup, lang: Lang) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table {
                thead {
                    tr {
                        @for (heading, is_number) in headings {
                            th.n[*is_number] scope="col" { (text(heading, lang)) }
                        }
                    }
                }
                tbody { (rows) }
            }
        }
    }
}

fn late_orders(board: &[LateBoardEntry], today: NaiveDate, lang: Lang) -> Markup {
    let urgent: Vec<&LateBoardEntry> = board.iter().filter(|entry| entry.is_urgent()).collect();
    let title = match urgent.len() {
        0 => msg!("page-late_orders"),
        n => msg!("page-late_orders_count", n = n),
    };
    let headings = [
        (msg!("table-order"), false),
        (msg!("table-status"), false),
        (msg!("late-paid"), false),
        (msg!("late-day"), true),
        (msg!("late-next"), false),
        (msg!("late-ship_by"), false),
        (msg!("late-planned"), false),
    ];
    let rest = urgent.len().saturating_sub(MOST_ROWS);
    let rows = html! { @for entry in urgent.iter().take(MOST_ROWS) { (late_row(entry, today, lang)) } };
    html! {
        section.wide #late {
            h2 { (text(&title, lang)) }
            @if urgent.is_empty() {
                p { (text(&msg!("page-no_late_orders"), lang)) }
            } @else { (table(&headings, &rows, lang)) }
            @if rest > 0 {
                p { (text(&msg!("page-more", n = rest), lang)) code { "late" } }
            }
        }
    }
}

fn late_row(entry: &LateBoardEntry, today: NaiveDate, lang: Lang) -> Markup {
    let short = |date: Option<NaiveDate>| date.map(|date| late::short(date, today)).unwrap_or_default();
    let next = entry.standing.next;
    html! {
        tr {
            th.one scope="row" { (printable(&entry.order)) }
            td.one.bad[entry.must_not_ship()] { (text(&late::status(entry), lang)) }
            td.one { (short(entry.paid_at.map(|at| at.date_naive()))) }
            td.n.bad[entry.standing.is_late] { @if let Some(day) = entry.standing.day { (day) } }
            td.one.bad[next.is_none()] {
                @match next {
                    Some(next) => { (short(Some(next.on))) " " (text(&late::consequence(next.what), lang)) }
                    None => (text(&msg!("late-overdue"), lang)),
                }
            }
            td.one { (short(entry.ship_by())) }
            td.one.bad[entry.is_plan_late()] {
                (short(entry.planned_ship_date))
                @if entry.is_plan_late() { " " (text(&msg!("page-plan_too_late"), lang)) }
            }
        }
    }
}

fn steps(steps: &[StepStatus], lang: Lang) -> Markup {
    let headings = [
        (msg!("table-step"), false),
        (msg!("overview-last_run"), false),
        (msg!("overview-result"), false),
        (msg!("overview-last_success"), false),
    ];
    let instant = |at: Option<Jst>| at.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default();
    let rows = html! {
        @for one in steps {
            tr {
                th.one scope="row" { (text(&one.step.message(), lang)) }
                td.one { (instant(one.last.as_ref().map(|run| run.started_at))) }
                td.one.bad[one.is_bad()] { (text(&status::result(one), lang)) }
                td.one { (instant(one.last_success)) }
            }
        }
    };
    html! {
        section #steps {
            h2 { (text(&msg!("page-steps"), lang)) }
            (table(&headings, &rows, lang))
        }
    }
}

fn by_status(status: &ShopStatus, lang: Lang) -> Markup {
    let rows = html! {
        @for (word, n) in &status.orders.by_status {
            tr { th scope="row" { (text(&word.message(), lang)) } td.n { (n) } }
        }
    };
    let headings = [(msg!("table-status"), false), (msg!("page-orders"), true)];
    html! {
        section #orders {
            h2 { (text(&msg!("page-open_orders"), lang)) }
            (table(&headings, &rows, lang))
        }
    }
}

fn charts(days: &[DayCounts], lang: Lang) -> Result<[Markup; 2], Box<dyn Error>> {
    let ordered: Vec<_> = days.iter().map(|day| (day.date, day.ordered)).collect();
    let shipped: Vec<_> = days.iter().map(|day| (day.date, day.shipped)).collect();
    // One edge, so that the two can be compared.
    let most = days.iter().map(|day| day.ordered.max(day.shipped)).max().unwrap_or(0);
    let edge = chart::edge(most);
    Ok([
        chart("ordered", &msg!("page-orders_per_day"), &ordered, edge, lang)?,
        chart(RowOutcome::Shipped.as_str(), &msg!("page-shipments_per_day"), &shipped, edge, lang)?,
    ])
}

fn chart(
    id: &str,
    title: &Message,
    days: &[(NaiveDate, u64)],
    edge: u64,
    lang: Lang,
) -> Result<Markup, Box<dyn Error>> {
    let total: u64 = days.iter().map(|(_, count)| count).sum();
    let most = days.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
    let summary = match most {
        Some((date, count)) => msg!("page-chart_summary", total = total, date = *date, count = *count),
        None => msg!("page-chart_empty"),
    };
    let headings = [(msg!("page-day"), false), (msg!("page-number"), true)];
    let rows = html! {
        @for (date, count) in days.iter().rev() { tr { th.one scope="row" { (date) } td.n { (count) } } }
    };
    let (large, small) =
        (drawing("large", chart::LARGE, days, edge)?, drawing("small", chart::SMALL, days, edge)?);
    Ok(html! {
        section id=(id) {
            h2 id=(format!("{id}-title")) { (text(title, lang)) }
            div.drawn role="img" aria-labelledby=(format!("{id}-title {id}-text")) { (large) (small) }
            p.soft id=(format!("{id}-text")) { (text(&summary, lang)) }
            details { summary { (text(&msg!("page-as_table"), lang)) } (table(&headings, &rows, lang)) }
        }
    })
}

/// A chart in one of its two sizes: the style shows the one that can be read.
fn drawing(
    class: &str,
    size: chart::Size,
    days: &[(NaiveDate, u64)],
    edge: u64,
) -> Result<Markup, Box<dyn Error>> {
    let drawn = chart::daily(days, edge, size)?;
    let [width, height] = [size.width, size.height].map(|length| length * chart::FINE);
    Ok(html! { svg class=(class) viewBox=(format!("0 0 {width} {height}")) { (PreEscaped(drawn)) } })
}

fn failures(failures: &[(FailureGroup, u64)], lang: Lang) -> Markup {
    let headings = [
        (msg!("page-failed_orders"), true),
        (msg!("page-reason"), false),
        (msg!("table-step"), false),
        (msg!("page-outcome"), false),
    ];
    let rows = html! {
        @for (failure, count) in failures.iter().take(MOST_ROWS) { (failure_row(failure, *count, lang)) }
    };
    html! {
        section.wide #failures {
            h2 { (text(&msg!("page-failures"), lang)) }
            @if failures.is_empty() {
                p { (text(&msg!("page-no_failures"), lang)) }
            } @else {
                p.soft { (sentence(&text(&msg!("page-failures_counted"), lang))) }
                (table(&headings, &rows, lang))
            }
        }
    }
}

fn failure_row(failure: &FailureGroup, count: u64, lang: Lang) -> Markup {
    let of_code = failure.code.and_then(|code| explain(of_step(failure.step), code));
    let reason = failure.reason.map_or_else(|| msg!("page-reason_other"), Reason::message);
    html! {
        tr {
            td.n { (count) }
            td.why {
                (sentence(&text(&of_code.unwrap_or(reason), lang)))
                @if let Some(code) = failure.code { " [" (code) "]" }
                br; code.soft { (failure.reason.map_or("other", Reason::as_str)) }
            }
            td.one { (text(&failure.step.message(), lang)) }
            td.one { (text(&failure.outcome.message(), lang)) }
        }
    }
}

fn foot(status: &ShopStatus, lang: Lang) -> Markup {
    html! {
        section.wide #shop {
            h2 { (text(&msg!("page-rate_and_key"), lang)) }
            @for line in late::ship_rate(status.ship_rate, lang).lines() { p { (line) } }
            p { (text(&status::key(status.key), lang)) }
        }
    }
}

#[derive(Serialize)]
struct JsonWritten<'a> {
    file: std::borrow::Cow<'a, str>,
    bytes: usize,
}

/// What was written, as one line of JSON.
pub fn written_json(file: &Path, bytes: usize) -> serde_json::Result<String> {
    serde_json::to_string(&JsonWritten { file: file.to_string_lossy(), bytes })
}

/// What was written, for people.
pub fn written(file: &Path, bytes: usize, lang: Lang) -> String {
    let file = printable(&file.display().to_string());
    text(&msg!("page-written", file = file, bytes = bytes), lang)
}
