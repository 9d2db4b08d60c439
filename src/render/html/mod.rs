//! The day on one page (docs/commands.md): HTML that needs nothing beside itself. maud escapes whatever it is
//! given; orders stand in it by their codes, and nothing of people does.

mod chart;
mod document;
pub mod pick;
pub mod slips;

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

pub use self::document::START;
use self::document::render_document;
use super::{Lang, late, status};
use crate::desk::report::ShopReport;
use crate::desk::status::{ShopStatus, StepStatus};
use crate::domain::time::{Jst, format_jst};
use crate::plan::late::LateBoardEntry;
use crate::plan::report::{DayCounts, FailureGroup};
use crate::strings::printable::{sanitize, truncate};
use crate::text::localize;
use crate::vocabulary::result_code::{explain, list_step_groups};
use crate::vocabulary::{Message, Reason, RowOutcome, msg};

const STYLE: &str = include_str!("style.css");
/// More rows than anybody reads; the rest is counted.
const MAX_ROWS: usize = 200;

/// The page.
///
/// # Errors
/// When a chart cannot be drawn: never in practice.
pub fn render_report(page: &ShopReport, shop: &str, lang: Lang) -> Result<String, Box<dyn Error>> {
    let at = super::instant::short(&format_jst(page.status.at));
    let shop = truncate(shop, 80);
    let today = page.status.at.date_naive();
    let charts = render_charts(&page.days, lang)?;
    let body = html! {
        @if let Some(off) = status::explain_writes(page.status.writes) {
            p.bad #writes { (localize(&off, lang)) }
        }
        header { h1 { (shop) } p.soft { (localize(&msg!("page-as_of", at = at.as_str()), lang)) } }
        main.grid {
            (render_tasks(&page.status, lang))
            (render_late_orders(&page.board, today, lang))
            (render_steps(&page.status.steps, lang))
            (render_order_counts(&page.status, lang))
            @for chart in charts { (chart) }
            (render_failures(&page.failures, lang))
            (render_footer(&page.status, lang))
        }
    };
    Ok(render_document(&format!("{shop} {at}"), STYLE, &body, lang))
}

/// A sentence whose commands stand in backticks.
fn render_sentence(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn render_tasks(status: &ShopStatus, lang: Lang) -> Markup {
    html! {
        section.wide #hands {
            h2 { (localize(&msg!("page-needs_hand"), lang)) }
            ul.tiles {
                @for (hand, n, command) in status.list_tasks() {
                    li.due[n > 0] {
                        b { (n) } (localize(&hand.message(), lang))
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
type ColumnHeading = (Message, bool);

/// A table that scrolls in its own room.
fn render_table(headings: &[ColumnHeading], rows: &Markup, lang: Lang) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table {
                thead {
                    tr {
                        @for (heading, is_number) in headings {
                            th.n[*is_number] scope="col" { (localize(heading, lang)) }
                        }
                    }
                }
                tbody { (rows) }
            }
        }
    }
}

fn render_late_orders(board: &[LateBoardEntry], today: NaiveDate, lang: Lang) -> Markup {
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
    let rest = urgent.len().saturating_sub(MAX_ROWS);
    let rows = html! { @for entry in urgent.iter().take(MAX_ROWS) { (render_late_row(entry, today, lang)) } };
    html! {
        section.wide #late {
            h2 { (localize(&title, lang)) }
            @if urgent.is_empty() {
                p { (localize(&msg!("page-no_late_orders"), lang)) }
            } @else { (render_table(&headings, &rows, lang)) }
            @if rest > 0 {
                p { (localize(&msg!("page-more", n = rest), lang)) code { "late" } }
            }
        }
    }
}

fn render_late_row(entry: &LateBoardEntry, today: NaiveDate, lang: Lang) -> Markup {
    let short =
        |date: Option<NaiveDate>| date.map(|date| late::format_short_date(date, today)).unwrap_or_default();
    let next = entry.standing.next;
    html! {
        tr {
            th.one scope="row" { (sanitize(&entry.order)) }
            td.one.bad[entry.is_blocked()] { (localize(&late::explain_status(entry), lang)) }
            td.one { (short(entry.paid_at.map(|at| at.date_naive()))) }
            td.n.bad[entry.standing.is_late] { @if let Some(day) = entry.standing.day { (day) } }
            td.one.bad[next.is_none()] {
                @match next {
                    Some(next) => {
                        (short(Some(next.on))) " " (localize(&late::explain_consequence(next.what), lang))
                    }
                    None => (localize(&msg!("late-overdue"), lang)),
                }
            }
            td.one { (short(entry.ship_by())) }
            td.one.bad[entry.is_plan_late()] {
                (short(entry.planned_ship_date))
                @if entry.is_plan_late() { " " (localize(&msg!("page-plan_too_late"), lang)) }
            }
        }
    }
}

fn render_steps(steps: &[StepStatus], lang: Lang) -> Markup {
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
                th.one scope="row" { (localize(&one.step.message(), lang)) }
                td.one { (instant(one.last.as_ref().map(|run| run.started_at))) }
                td.one.bad[one.is_bad()] { (localize(&status::explain_result(one), lang)) }
                td.one { (instant(one.last_success)) }
            }
        }
    };
    html! {
        section #steps {
            h2 { (localize(&msg!("page-steps"), lang)) }
            (render_table(&headings, &rows, lang))
        }
    }
}

fn render_order_counts(status: &ShopStatus, lang: Lang) -> Markup {
    let rows = html! {
        @for (word, n) in &status.orders.by_status {
            tr { th scope="row" { (localize(&word.message(), lang)) } td.n { (n) } }
        }
    };
    let headings = [(msg!("table-status"), false), (msg!("page-orders"), true)];
    html! {
        section #orders {
            h2 { (localize(&msg!("page-open_orders"), lang)) }
            (render_table(&headings, &rows, lang))
        }
    }
}

fn render_charts(days: &[DayCounts], lang: Lang) -> Result<[Markup; 2], Box<dyn Error>> {
    let ordered: Vec<_> = days.iter().map(|day| (day.date, day.ordered)).collect();
    let shipped: Vec<_> = days.iter().map(|day| (day.date, day.shipped)).collect();
    // One edge, so that the two can be compared.
    let most = days.iter().map(|day| day.ordered.max(day.shipped)).max().unwrap_or(0);
    let edge = chart::compute_edge(most);
    Ok([
        render_chart("ordered", &msg!("page-orders_per_day"), &ordered, edge, lang)?,
        render_chart(RowOutcome::Shipped.as_str(), &msg!("page-shipments_per_day"), &shipped, edge, lang)?,
    ])
}

fn render_chart(
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
    let (large, small) = (
        render_drawing("large", chart::LARGE, days, edge)?,
        render_drawing("small", chart::SMALL, days, edge)?,
    );
    Ok(html! {
        section id=(id) {
            h2 id=(format!("{id}-title")) { (localize(title, lang)) }
            div.drawn role="img" aria-labelledby=(format!("{id}-title {id}-text")) { (large) (small) }
            p.soft id=(format!("{id}-text")) { (localize(&summary, lang)) }
            details {
                summary { (localize(&msg!("page-as_table"), lang)) }
                (render_table(&headings, &rows, lang))
            }
        }
    })
}

/// A chart in one of its two sizes: the style shows the one that can be read.
fn render_drawing(
    class: &str,
    size: chart::ChartSize,
    days: &[(NaiveDate, u64)],
    edge: u64,
) -> Result<Markup, Box<dyn Error>> {
    let drawn = chart::render_columns(days, edge, size)?;
    let [width, height] = [size.width, size.height].map(|length| length * chart::DRAWING_SCALE);
    Ok(html! { svg class=(class) viewBox=(format!("0 0 {width} {height}")) { (PreEscaped(drawn)) } })
}

fn render_failures(failures: &[(FailureGroup, u64)], lang: Lang) -> Markup {
    let headings = [
        (msg!("page-failed_orders"), true),
        (msg!("page-reason"), false),
        (msg!("table-step"), false),
        (msg!("page-outcome"), false),
    ];
    let rows = html! {
        @for (failure, count) in failures.iter().take(MAX_ROWS) {
            (render_failure_row(failure, *count, lang))
        }
    };
    html! {
        section.wide #failures {
            h2 { (localize(&msg!("page-failures"), lang)) }
            @if failures.is_empty() {
                p { (localize(&msg!("page-no_failures"), lang)) }
            } @else {
                p.soft { (render_sentence(&localize(&msg!("page-failures_counted"), lang))) }
                (render_table(&headings, &rows, lang))
            }
        }
    }
}

fn render_failure_row(failure: &FailureGroup, count: u64, lang: Lang) -> Markup {
    let of_code = failure.code.and_then(|code| explain(list_step_groups(failure.step), code));
    let reason = failure.reason.map_or_else(|| msg!("page-reason_other"), Reason::message);
    html! {
        tr {
            td.n { (count) }
            td.why {
                (render_sentence(&localize(&of_code.unwrap_or(reason), lang)))
                @if let Some(code) = failure.code { " [" (code) "]" }
                br; code.soft { (failure.reason.map_or("other", Reason::as_str)) }
            }
            td.one { (localize(&failure.step.message(), lang)) }
            td.one { (localize(&failure.outcome.message(), lang)) }
        }
    }
}

fn render_footer(status: &ShopStatus, lang: Lang) -> Markup {
    html! {
        section.wide #shop {
            h2 { (localize(&msg!("page-rate_and_key"), lang)) }
            @for line in late::render_ship_rate(status.ship_rate, lang).lines() { p { (line) } }
            p { (localize(&status::explain_key(status.key), lang)) }
        }
    }
}

#[derive(Serialize)]
struct JsonWritten<'a> {
    file: std::borrow::Cow<'a, str>,
    bytes: usize,
}

/// What was written, as one line of JSON.
pub fn render_written_json(file: &Path, bytes: usize) -> serde_json::Result<String> {
    serde_json::to_string(&JsonWritten { file: file.to_string_lossy(), bytes })
}

/// What was written, for people.
pub fn render_written(file: &Path, bytes: usize, lang: Lang) -> String {
    let file = sanitize(&file.display().to_string());
    localize(&msg!("page-written", file = file, bytes = bytes), lang)
}
