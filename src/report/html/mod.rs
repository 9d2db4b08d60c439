//! The day on one page (docs/commands.md): HTML that needs nothing beside itself. maud escapes whatever it is given;
//! orders stand in it by their codes, and nothing of people does.

mod chart;

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::{Lang, late, status, words};
use crate::desk::activity::Page;
use crate::desk::status::{Status, StepStatus};
use crate::domain::text::{excerpt, printable};
use crate::domain::time::{Jst, to_text};
use crate::domain::{codes, reasons};
use crate::plan::activity::{Day, Failure};
use crate::plan::late::{Entry, is_within};

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
    let at = super::orders::short(&to_text(page.status.at));
    let shop = excerpt(shop, 80);
    let today = page.status.at.date_naive();
    let charts = charts(&page.days, lang)?;
    let markup = html! {
        (PreEscaped(START))
        html lang=(lang.pick("en", "ja")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (shop) " " (at) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (shop) } p.soft { (lang.pick(format!("As of {at}, Japan time"), format!("{at} 現在(日本時間)"))) } }
                main.grid {
                    (hands(&page.status, lang))
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

fn hands(status: &Status, lang: Lang) -> Markup {
    html! {
        section.wide #hands {
            h2 { (lang.pick("Needs a hand", "要確認")) }
            ul.tiles {
                @for (n, what, command) in status::hands(status, lang) {
                    li.due[n > 0] { b { (n) } (what) @if n > 0 { br; code { @for (at, word) in command.split(' ').enumerate() { @if at > 0 { " " } span.one { (word) } } } } }
                }
            }
        }
    }
}

/// A table that scrolls in its own room; headings with `n` are of numbers.
fn table(headings: &[(&str, bool)], rows: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table {
                thead { tr { @for (heading, is_number) in headings { th.n[*is_number] scope="col" { (heading) } } } }
                tbody { (rows) }
            }
        }
    }
}

fn late_orders(board: &[Entry], today: NaiveDate, lang: Lang) -> Markup {
    let urgent: Vec<&Entry> = board.iter().filter(|e| e.standing.is_late || is_within(e, Some(1))).collect();
    let [order, state, paid, day, next, by, planned] = lang.pick(
        ["order", "status", "paid", "day", "next", "ship by", "planned"],
        ["注文", "ステータス", "決済", "日目", "次に起こること", "期限", "予定日"],
    );
    let headings = [
        (order, false),
        (state, false),
        (paid, false),
        (day, true),
        (next, false),
        (by, false),
        (planned, false),
    ];
    let rest = urgent.len().saturating_sub(MOST_ROWS);
    let rows = html! { @for entry in urgent.iter().take(MOST_ROWS) { (late_row(entry, today, lang)) } };
    html! {
        section.wide #late {
            h2 { (lang.pick("Late orders, and those with one business day left", "遅れている注文・期限まで1営業日の注文")) @if !urgent.is_empty() { " (" (urgent.len()) ")" } }
            @if urgent.is_empty() {
                p { (lang.pick("No order is late.", "遅れている注文はありません。")) }
            } @else { (table(&headings, &rows)) }
            @if rest > 0 {
                p { (lang.pick(format!("{rest} more: "), format!("ほか{rest}件: "))) code { "late" } }
            }
        }
    }
}

fn late_row(entry: &Entry, today: NaiveDate, lang: Lang) -> Markup {
    let short = |date: Option<NaiveDate>| date.map(|date| late::short(date, today)).unwrap_or_default();
    let next = entry.standing.next;
    html! {
        tr {
            th.one scope="row" { (printable(&entry.order)) }
            td.one.bad[entry.must_not_ship()] { (late::status(entry, lang)) }
            td.one { (short(entry.paid_at.map(|at| at.date_naive()))) }
            td.n.bad[entry.standing.is_late] { @if let Some(day) = entry.standing.day { (day) } }
            td.one.bad[next.is_none()] {
                @match next {
                    Some(next) => { (short(Some(next.on))) " " (late::consequence(lang, next.what)) }
                    None => (lang.pick("overdue", "期限超過")),
                }
            }
            td.one { (short(late::ship_by(entry))) }
            td.one.bad[entry.is_plan_late()] {
                (short(entry.planned_ship_date))
                @if entry.is_plan_late() { " " (lang.pick("plan too late", "予定日超過")) }
            }
        }
    }
}

fn steps(steps: &[StepStatus], lang: Lang) -> Markup {
    let [step, last, result, success] =
        lang.pick(["step", "last run", "result", "last success"], ["処理", "前回実行", "結果", "前回成功"]);
    let instant = |at: Option<Jst>| at.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default();
    let rows = html! {
        @for one in steps {
            tr {
                th.one scope="row" { (words::step(lang, one.step)) }
                td.one { (instant(one.last.as_ref().map(|run| run.started_at))) }
                td.one.bad[status::is_bad(one)] { (status::result(one, lang)) }
                td.one { (instant(one.last_success)) }
            }
        }
    };
    html! {
        section #steps {
            h2 { (lang.pick("Steps", "処理")) }
            (table(&[(step, false), (last, false), (result, false), (success, false)], &rows))
        }
    }
}

fn by_status(status: &Status, lang: Lang) -> Markup {
    let rows = html! {
        @for (word, n) in &status.orders.by_status {
            tr { th scope="row" { (words::status(lang, word.as_str())) } td.n { (n) } }
        }
    };
    let headings = lang.pick([("status", false), ("orders", true)], [("ステータス", false), ("件", true)]);
    html! {
        section #orders {
            h2 { (lang.pick("Open orders", "未完了の注文")) }
            (table(&headings, &rows))
        }
    }
}

fn charts(days: &[Day], lang: Lang) -> Result<[Markup; 2], Box<dyn Error>> {
    let ordered: Vec<_> = days.iter().map(|day| (day.date, day.ordered)).collect();
    let shipped: Vec<_> = days.iter().map(|day| (day.date, day.shipped)).collect();
    // One edge, so that the two can be compared.
    let most = days.iter().map(|day| day.ordered.max(day.shipped)).max().unwrap_or(0);
    let edge = chart::edge(most);
    Ok([
        chart(
            "ordered",
            lang.pick("Orders per day, 30 days", "日別の注文件数(30日間)"),
            &ordered,
            edge,
            lang,
        )?,
        chart(
            "shipped",
            lang.pick("Shipments per day, 30 days", "日別の出荷件数(30日間)"),
            &shipped,
            edge,
            lang,
        )?,
    ])
}

fn chart(
    id: &str,
    title: &str,
    days: &[(NaiveDate, u64)],
    edge: u64,
    lang: Lang,
) -> Result<Markup, Box<dyn Error>> {
    let total: u64 = days.iter().map(|(_, count)| count).sum();
    let most = days.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
    let summary = match most {
        Some((date, count)) => lang.pick(
            format!("{total} in all; most on {date}: {count}"),
            format!("合計{total}件、最多は{date}の{count}件"),
        ),
        None => lang.pick("none", "なし").to_owned(),
    };
    let headings = lang.pick([("day", false), ("number", true)], [("日付", false), ("件", true)]);
    let rows = html! {
        @for (date, count) in days.iter().rev() { tr { th.one scope="row" { (date) } td.n { (count) } } }
    };
    let (large, small) =
        (drawing("large", chart::LARGE, days, edge)?, drawing("small", chart::SMALL, days, edge)?);
    Ok(html! {
        section id=(id) {
            h2 id=(format!("{id}-title")) { (title) }
            div.drawn role="img" aria-labelledby=(format!("{id}-title {id}-text")) { (large) (small) }
            p.soft id=(format!("{id}-text")) { (summary) }
            details { summary { (lang.pick("As a table", "表で見る")) } (table(&headings, &rows)) }
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

fn failures(failures: &[(Failure, u64)], lang: Lang) -> Markup {
    let [reason, step, outcome, n] =
        lang.pick(["reason", "step", "outcome", "orders"], ["理由", "処理", "結果", "件数"]);
    let rows = html! {
        @for (failure, count) in failures.iter().take(MOST_ROWS) { (failure_row(failure, *count, lang)) }
    };
    html! {
        section.wide #failures {
            h2 { (lang.pick("Failures by reason, 30 days", "理由別の失敗件数(30日間)")) }
            @if failures.is_empty() {
                p { (lang.pick("Nothing failed.", "失敗はありません。")) }
            } @else {
                p.soft { (lang.pick(
                    "Each order counts once for each reason, of push-stock each SKU.",
                    "注文(在庫連携ではSKU)ごとに、理由別に1件と数えます。",
                )) }
                (table(&[(n, true), (reason, false), (step, false), (outcome, false)], &rows))
            }
        }
    }
}

fn failure_row(failure: &Failure, count: u64, lang: Lang) -> Markup {
    let said = reasons::words(failure.reason);
    let explained = failure.code.map(|code| (code, words::code(lang, codes::of_step(&failure.step), code)));
    html! {
        tr {
            td.n { (count) }
            td.why {
                @match explained {
                    Some((code, Some(text))) => { (text) " [" (code) "]" }
                    Some((code, None)) => { (lang.pick(said.en, said.ja)) " [" (code) "]" }
                    None => (lang.pick(said.en, said.ja)),
                }
                br; code.soft { (failure.reason) }
            }
            td.one { (words::step(lang, &printable(&failure.step))) }
            td.one { (words::count(lang, &printable(&failure.outcome))) }
        }
    }
}

fn foot(status: &Status, lang: Lang) -> Markup {
    html! {
        section.wide #shop {
            h2 { (lang.pick("Ship rate and key", "出荷率・認証キー")) }
            @for line in late::ship_rate(status.ship_rate, lang).lines() { p { (line) } }
            p { (status::key(status.key, lang)) }
        }
    }
}

#[derive(Serialize)]
struct JsonWritten<'a> {
    file: std::borrow::Cow<'a, str>,
    bytes: usize,
}

/// What was written, as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn written_json(file: &Path, bytes: usize) -> serde_json::Result<String> {
    serde_json::to_string(&JsonWritten { file: file.to_string_lossy(), bytes })
}

/// What was written, for people.
pub fn written(file: &Path, bytes: usize, lang: Lang) -> String {
    let file = printable(&file.display().to_string());
    lang.pick(
        format!("wrote {file} ({bytes} bytes): open it in a browser"),
        format!("{file} を作成しました({bytes}バイト)。ブラウザーで開いてください"),
    )
}
